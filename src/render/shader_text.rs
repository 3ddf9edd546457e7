//! Text of the shaders: the files of each pass, and how they are put together.
//!
//! WGSL allows declarations in any order, so a shader is the concatenation of its libraries and its pass's file.
//! [`contract::constants`] writes the constants that both sides know in front.
//!
//! Some libraries exist twice ([`Prelude`]): in plain WGSL for hardware, and with substitutes that software drivers run
//! faster.

use super::contract;

/// A file in `shaders/`: its name without the ending, and its text.
pub type ShaderFile = (&'static str, &'static str);

/// Prelude of a shader: the variant of its libraries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prelude {
    /// Hardware: a picture's constants are uniforms; branches, packing and logarithms are WGSL's own.
    Uniform,
    /// Drivers that draw on the CPU: a picture's constants are flat varyings, branches that can be skipped become
    /// loops, packing and logarithms are written out.
    Flat,
}

impl Prelude {
    /// Both preludes.
    pub const ALL: [Self; 2] = [Self::Uniform, Self::Flat];
}

/// One file of a shader.
#[derive(Clone, Copy, Debug)]
pub enum ShaderPart {
    /// A file that serves both preludes.
    Shared(ShaderFile),
    /// One file for each prelude.
    Either {
        /// File for [`Prelude::Uniform`].
        uniform: ShaderFile,
        /// File for [`Prelude::Flat`].
        flat: ShaderFile,
    },
}

impl ShaderPart {
    /// The file for a prelude.
    pub fn file(self, prelude: Prelude) -> ShaderFile {
        match (self, prelude) {
            (Self::Shared(file), _) => file,
            (Self::Either { uniform, .. }, Prelude::Uniform) => uniform,
            (Self::Either { flat, .. }, Prelude::Flat) => flat,
        }
    }
}

/// Files of a shader: libraries, then the pass's own file.
pub type Parts = &'static [ShaderPart];

#[cfg(not(target_arch = "wasm32"))]
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../shaders/", $name, ".wgsl")))
    };
}

/// A page carries no comments: what stands behind `//` is left out of the shaders' text when it is compiled.
#[cfg(target_arch = "wasm32")]
macro_rules! file {
    ($name:literal) => {{
        const TEXT: &str = include_str!(concat!("../../shaders/", $name, ".wgsl"));
        const KEPT: [u8; uncommented(TEXT.as_bytes(), &mut [])] = {
            let mut kept = [0; uncommented(TEXT.as_bytes(), &mut [])];
            uncommented(TEXT.as_bytes(), &mut kept);
            kept
        };
        // Proof: whole lines of a text, less their ends from an ASCII letter on, are a text; else this does not compile.
        const OUT: &str = match str::from_utf8(&KEPT) {
            Ok(text) => text,
            Err(_) => panic!("a shader is no text"),
        };
        ($name, OUT)
    }};
}

/// True where a comment begins at a place of a text that is no mark of [`branches_as_loops`].
#[cfg(any(test, target_arch = "wasm32"))]
const fn begins_comment(text: &[u8], at: usize) -> bool {
    const MARK: &[u8] = b"// skippable";
    let mut alike = 0;
    while alike < MARK.len() && at + alike < text.len() && text[at + alike] == MARK[alike] {
        alike += 1;
    }
    alike >= 2 && alike < MARK.len()
}

/// Copies a shader's text without comments, indents and empty lines, as far as there is room. Returns the bytes that it has then.
#[cfg(any(test, target_arch = "wasm32"))]
const fn uncommented(text: &[u8], into: &mut [u8]) -> usize {
    let (mut next, mut kept) = (0, 0);
    while next < text.len() {
        let (mut start, mut end) = (next, next);
        while end < text.len() && text[end] != b'\n' && !begins_comment(text, end) {
            end += 1;
        }
        next = end;
        while next < text.len() && text[next] != b'\n' {
            next += 1;
        }
        next += 1;
        while start < end && text[start] == b' ' {
            start += 1;
        }
        while end > start && text[end - 1] == b' ' {
            end -= 1;
        }
        let line_end = end + (end > start) as usize;
        while start < line_end {
            if kept < into.len() {
                into[kept] = if start < end { text[start] } else { b'\n' };
            }
            (start, kept) = (start + 1, kept + 1);
        }
    }
    kept
}

macro_rules! parts {
    ($($name:tt),+ $(,)?) => { &[$(parts!(@one $name)),+] };
    (@one NUMBERS) => { ShaderPart::Either { uniform: file!("lib/numbers_hardware"), flat: file!("lib/numbers_software") } };
    (@one INPUTS) => { ShaderPart::Either { uniform: file!("lib/inputs_uniform"), flat: file!("lib/inputs_flat") } };
    (@one TAPS) => { ShaderPart::Either { uniform: file!("lib/taps_hardware"), flat: file!("lib/taps_software") } };
    (@one $name:literal) => { ShaderPart::Shared(file!($name)) };
}

/// Shader of the shadow pass: depth of the head from each light.
pub const SHADOW: Parts = parts!("lib/frame", "passes/01_shadow");
/// Shader of the surface pass: the head at each pixel, from the camera.
pub const SURFACE: Parts =
    parts!("lib/frame", "lib/time", "lib/treatment", NUMBERS, "lib/packing", "lib/noise", "passes/02_surface");
/// Shader of the aging pass: dots on the day shown.
pub const AGING: Parts = parts!("lib/time", "lib/treatment", "lib/pigment", "lib/dot_layout", "passes/03_aging");
/// Shader of the gathering pass: neighbours' halos in groups.
pub const GATHER: Parts = parts!("lib/dot_layout", "passes/04_gather");
/// Shader of the dot pass: cores and halos.
pub const DOT: Parts = parts!("lib/frame", NUMBERS, "lib/pigment", "lib/dot_layout", "passes/05_dot");
/// Shader of the skin pass.
pub const SKIN: Parts = parts!(
    "lib/frame",
    "lib/time",
    "lib/treatment",
    NUMBERS,
    "lib/packing",
    "lib/pigment",
    "lib/brdf",
    "lib/noise",
    "lib/healing",
    "lib/uneven_skin",
    "lib/scatter",
    "lib/lighting",
    "lib/shadows",
    TAPS,
    INPUTS,
    "passes/06_skin",
);
/// Shader of moles and freckles.
pub const MOLE: Parts = parts!("lib/frame", "lib/time", "lib/treatment", "lib/noise", "passes/06a_mole");
/// Shader of the cloth over the bust.
pub const CLOTH: Parts =
    parts!("lib/frame", NUMBERS, "lib/noise", "lib/lighting", "lib/shadows", TAPS, "passes/06b_cloth");
/// Shader of the globes of open eyes.
pub const EYE: Parts =
    parts!("lib/frame", NUMBERS, "lib/brdf", "lib/noise", "lib/lighting", "lib/shadows", TAPS, "passes/06c_eye");
/// Shader of the shafts' roots on the skin, and of the shadows that shafts cast.
pub const ROOT: Parts = parts!("lib/frame", "lib/time", "lib/treatment", "lib/lighting", "passes/07_root");
/// Shader of the shafts of hair.
pub const SHAFT: Parts =
    parts!("lib/frame", "lib/time", "lib/treatment", "lib/lighting", "lib/fibre", "passes/08_shaft");
/// Shader of the accumulation: the mean of the samples.
pub const ACCUMULATE: Parts = parts!("passes/09_accumulate");
/// Shader of the display pass: scene-linear light to the screen.
pub const DISPLAY: Parts = parts!("lib/fullscreen", "lib/tone_curves", "passes/10_display");
/// Shader of the window: the finished picture into its place.
pub const WINDOW: Parts = parts!("passes/11_window");
/// Shader of the window's interface.
pub const INTERFACE: Parts = parts!("passes/12_interface");

/// All passes with their names, in the order of the frame; the window's two come after it.
pub const ALL: [(&str, Parts); 15] = [
    ("shadow", SHADOW),
    ("surface", SURFACE),
    ("aging", AGING),
    ("gather", GATHER),
    ("dot", DOT),
    ("skin", SKIN),
    ("mole", MOLE),
    ("cloth", CLOTH),
    ("eye", EYE),
    ("root", ROOT),
    ("shaft", SHAFT),
    ("accumulate", ACCUMULATE),
    ("display", DISPLAY),
    ("window", WINDOW),
    ("interface", INTERFACE),
];

/// The text of a shader: shared constants, then its files.
pub fn assemble(parts: Parts, prelude: Prelude) -> String {
    let mut text = contract::constants();
    for (name, file) in parts.iter().map(|part| part.file(prelude)) {
        text.push_str("// ---- ");
        text.push_str(name);
        text.push('\n');
        match prelude {
            Prelude::Uniform => text.push_str(file),
            Prelude::Flat => text.push_str(&branches_as_loops(file)),
        }
        text.push('\n');
    }
    text
}

/// The text with each `if` that is marked as skippable turned into a loop of one turn or none. Where the `if` holds a
/// counting loop, that loop gets all of its turns or none.
///
/// Why: a software driver shades eight pixels at once and runs both sides of a branch; it leaves a loop as soon as no
/// pixel continues. Hardware takes the branch itself, and a loop there costs a counter that guards against endless
/// ones.
fn branches_as_loops(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let Some(condition) = code.strip_prefix("if ").and_then(|rest| rest.strip_suffix(" { // skippable")) else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let counting = lines.peek().and_then(|next| counting_loop(next));
        if let Some((name, turns)) = counting {
            lines.next();
            out.push_str(&format!(
                "{indent}{{\n{indent}    for (var {name} = 0u; {name} < {turns} * u32({condition}); {name}++) {{\n"
            ));
        } else {
            out.push_str(&format!("{indent}for (var once = u32({condition}); once > 0u; once--) {{\n"));
        }
    }
    out
}

/// Name and number of turns in a line `for (var k = 0u; k < 2u; k++) {`.
fn counting_loop(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim_start().strip_prefix("for (var ")?.split_once(" = 0u; ")?;
    let turns = rest.strip_prefix(name)?.strip_prefix(" < ")?.strip_suffix(&format!("; {name}++) {{"))?;
    Some((name, turns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_get_shaders_without_comments_and_with_their_marks() {
        let text = "// A head.\nfn f() { // what it does\n\n    if a / b { // skippable\n        g();   \n    }\n}";
        let mut kept = vec![0; uncommented(text.as_bytes(), &mut [])];
        uncommented(text.as_bytes(), &mut kept);
        assert_eq!(String::from_utf8(kept).unwrap(), "fn f() {\nif a / b { // skippable\ng();\n}\n}\n");
        for (name, parts) in ALL {
            for (_, text) in parts.iter().map(|part| part.file(Prelude::Flat)) {
                let mut kept = vec![0; uncommented(text.as_bytes(), &mut [])];
                uncommented(text.as_bytes(), &mut kept);
                let kept = String::from_utf8(kept).unwrap();
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                let marked = text.replace("// skippable", "#");
                let code = marked.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>();
                assert_eq!(words(&kept), words(&code.join("\n").replace('#', "// skippable")), "{name}");
            }
        }
    }

    #[test]
    fn skippable_branches_become_loops_and_no_others() {
        let text = "fn f() {\n    if a > 0.0 && b { // skippable\n        g();\n    }\n    if c {\n    }\n}";
        let loops = branches_as_loops(text);
        assert!(loops.contains("    for (var once = u32(a > 0.0 && b); once > 0u; once--) {\n        g();"), "{loops}");
        assert!(loops.contains("    if c {"), "{loops}");
        let text =
            "    if a { // skippable\n        for (var k = 0u; k < 2u; k++) {\n            g(k);\n        }\n    }";
        let folded = "    {\n        for (var k = 0u; k < 2u * u32(a); k++) {\n            g(k);\n        }\n    }\n";
        assert_eq!(branches_as_loops(text), folded);
        // Each mark in the shaders is one that is understood.
        for part in ALL.iter().flat_map(|(_, parts)| parts.iter()) {
            let (name, text) = part.file(Prelude::Flat);
            assert!(!branches_as_loops(text).contains("// skippable"), "{name}");
        }
        assert!(assemble(SKIN, Prelude::Flat).matches("var once").count() >= 3);
        assert!(!assemble(SKIN, Prelude::Uniform).contains("var once"));
    }
}
