//! ARCHITECTURE.md names only what is there: each name in backquotes is a file, a folder, a module, an item of the sources, or a
//! crate.

use std::collections::BTreeSet;

use crate::source::{files, read, root};

/// Words of the language that the page quotes.
const LANGUAGE: [&str; 1] = ["use"];

/// Folders of a path from the root, and the path's stem: `src/plan/zones.rs` → `src`, `plan`, `zones`.
fn parts(file: &str) -> impl Iterator<Item = String> + '_ {
    file.split('/').map(|part| part.split('.').next().unwrap_or_default().to_owned())
}

/// Identifier that a line of code declares: an item after its keyword, or a field.
fn declared(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    // A field of a struct.
    let field = line.trim_start().trim_start_matches("pub ");
    if let Some((name, _)) = field.split_once(": ").filter(|(name, _)| line.starts_with("    ") && !name.contains(' '))
    {
        return Some(name.to_owned());
    }
    let at = words.iter().position(|w| ["fn", "struct", "enum", "const", "trait", "type", "mod"].contains(w))?;
    let rest = &words[at + 1..];
    // `const fn name`.
    rest.iter().find(|w| **w != "fn").map(|w| (*w).to_owned())
}

/// Whether the page may name this. Paths are looked for from the root and under `src`; other names among `known`.
fn is_there(name: &str, known: &BTreeSet<String>, paths: &[String]) -> bool {
    let name = name.trim_end_matches('/');
    if let Some(ending) = name.strip_prefix('*') {
        return paths.iter().any(|path| path.ends_with(ending));
    }
    let name = name.trim_end_matches('*');
    if name.contains('/') || name.contains('.') {
        let at = |below: &str| root().join(below).join(name).exists();
        return ["", "src", "shaders"].iter().any(|below| at(below))
            || paths.iter().any(|p| p.ends_with(&format!("/{name}")));
    }
    name.split("::").all(|part| known.contains(part) || root().join(part).exists() || LANGUAGE.contains(&part))
}

/// All that the sources and the manifest know by name, and every file's path.
fn known() -> (BTreeSet<String>, Vec<String>) {
    let mut known = BTreeSet::new();
    let mut paths = Vec::new();
    let folders =
        [("src", "rs"), ("shaders", "wgsl"), ("assets", "toml"), ("tests", "rs"), ("tests", "md"), ("benches", "sh")];
    let more = [("benches", "rs"), ("docs", "md"), ("fuzz", "sh"), ("examples", "rs")];
    for (file, text) in folders.into_iter().chain(more).flat_map(|(folder, ending)| files(folder, ending)) {
        known.extend(parts(&file));
        if file.starts_with("src/") || file.starts_with("shaders/") {
            known.extend(text.lines().filter_map(declared));
        }
        paths.push(file);
    }
    let manifest = read(&root().join("Cargo.toml"));
    known.extend(manifest.lines().filter_map(|line| Some(line.split_once(" = ")?.0.trim().to_owned())));
    (known, paths)
}

#[test]
fn the_map_names_what_is_there() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let (known, paths) = known();
    // Text drawn as a figure is set in a block of three backquotes, whose names stand without any.
    let prose: String = text.split("```").step_by(2).collect();
    let mut named = 0;
    let mut wrong = Vec::new();
    for name in prose.split('`').skip(1).step_by(2) {
        named += 1;
        if !is_there(name, &known, &paths) {
            wrong.push(name);
        }
    }
    assert!(named > 100, "only {named} names found: the reader is broken");
    assert!(wrong.is_empty(), "ARCHITECTURE.md names what is not there: {wrong:?}");
}

/// Names in the figure of a dot's walk that look like a type, a file or a constant.
#[test]
fn the_figure_of_a_dots_walk_names_what_is_there() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let (known, paths) = known();
    let figure = text.split("```").nth(1).unwrap_or_default();
    let mut named = 0;
    let mut wrong = Vec::new();
    for word in figure.split(|c: char| !(c.is_alphanumeric() || "_.:".contains(c))).map(|w| w.trim_matches(['.', ':']))
    {
        let humps = word.chars().filter(|c| c.is_uppercase()).count() > 1 && word.chars().any(char::is_lowercase);
        if humps || word.contains("::") || word.ends_with(".wgsl") {
            named += 1;
            if !is_there(word, &known, &paths) {
                wrong.push(word);
            }
        }
    }
    assert!(named >= 10, "only {named} names found in the figure");
    assert!(wrong.is_empty(), "the figure names what is not there: {wrong:?}");
}

#[test]
fn the_reader_of_the_map_reads() {
    let (known, paths) = known();
    let there = |name: &str| is_there(name, &known, &paths);
    assert!(
        there("Plan::from_toml")
            && there("lod.rs")
            && there("*_pass.rs")
            && there("optics/scatter.rs")
            && there("libm")
    );
    assert!(!there("ground_raster") && !there("matching.rs") && !there("Plan::from_xml") && !there("*_passes.rs"));
    assert_eq!(declared("    pub const fn name(self) -> u8 {"), Some("name".to_owned()));
    assert_eq!(declared("    pub rank: f32,"), Some("rank".to_owned()));
}
