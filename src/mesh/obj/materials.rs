//! Colours in the materials of an OBJ file: a picture (`map_Kd`), or one colour (`Kd`).
//!
//! Libraries and pictures are other files in the scan's folder (`sidecar`). Missing or broken ones are noted and
//! skipped, since the shape is useful without them. `tobj` reads only these two lines of a library.

use crate::mesh::raw_mesh::linear_from_srgb;
use crate::mesh::sidecar::fetch;
use crate::mesh::texture::{Texture, TextureBudget};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Largest size of a library that is read, bytes.
const LIBRARY_BYTES: u64 = 16 << 20;
/// Largest size of a picture that is read, bytes.
const PICTURE_BYTES: u64 = 256 << 20;
/// Most libraries, and most pictures, that are read.
const MOST_FILES: usize = 64;

/// Colour of the parts of a mesh with one material.
pub(super) enum Paint {
    /// A picture.
    Texture(Texture),
    /// One linear colour.
    Plain([f32; 3]),
    /// A picture that could not be read.
    Missing,
}

/// A material in its library.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// `Kd`, linear.
    plain: Option<[f32; 3]>,
    /// `map_Kd`.
    picture: Option<String>,
}

/// Reads those materials of an MTL library whose names are `wanted`, or returns a short reason why not.
///
/// `tobj` reads them, from lines that were checked first: a short `Kd` makes it panic, a stray `Ns` makes it reject the
/// library, and its materials take some fifty times the memory of their shortest text.
pub(super) fn read_library(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<HashMap<String, Entry>, String> {
    let text = String::from_utf8_lossy(bytes);
    let (mut kept, mut current) = (String::new(), false);
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match word {
            "newmtl" => {
                current = !rest.is_empty() && wanted(rest);
                if current {
                    kept += &format!("newmtl {rest}\n");
                }
            }
            // Colours by spectral curves or in another space are not read.
            "Kd" | "kd" | "KD" if current && !rest.starts_with(char::is_alphabetic) => {
                let numbers: Option<Vec<f32>> =
                    rest.split_whitespace().map(|w| w.parse().ok().filter(|x: &f32| x.is_finite())).collect();
                let [r, g, b] = match numbers.as_deref() {
                    Some(&[grey]) => [grey; 3],
                    Some(&[r, g, b]) => [r, g, b],
                    _ => return Err(format!("line {}: `Kd` has 3 numbers", i + 1)),
                };
                kept += &format!("Kd {r} {g} {b}\n");
            }
            _ if current && word.eq_ignore_ascii_case("map_Kd") => {
                let name = without_options(rest).trim_matches('"');
                if !name.is_empty() {
                    kept += &format!("map_Kd {name}\n");
                }
            }
            _ => {}
        }
    }
    let (materials, _) = tobj::load_mtl_buf(&mut kept.as_bytes()).map_err(|error| error.to_string())?;
    let entry = |m: tobj::Material| {
        (m.name, Entry { plain: m.diffuse.map(|color| color.map(linear_from_srgb)), picture: m.diffuse_texture })
    };
    Ok(materials.into_iter().map(entry).collect())
}

/// File name of a `map_Kd`, after options such as `-clamp on` and `-s 1 1 1`.
fn without_options(mut rest: &str) -> &str {
    let word = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
    let after = |text: &'_ str| text.trim_start().len();
    while rest.starts_with('-') {
        let option = word(rest);
        let (most, numbers) = match option.as_str() {
            "-blendu" | "-blendv" | "-cc" | "-clamp" | "-imfchan" => (1, false),
            "-boost" | "-bm" | "-texres" => (1, true),
            "-mm" => (2, true),
            "-o" | "-s" | "-t" => (3, true),
            _ => break,
        };
        rest = &rest[option.len()..];
        for _ in 0..most {
            let next = word(rest);
            if next.is_empty() || (numbers && next.parse::<f32>().is_err()) {
                break;
            }
            rest = &rest[rest.len() - after(rest) + next.len()..];
        }
        rest = rest.trim_start();
    }
    rest.trim()
}

/// Paint of each material in `names`, and notes on what could not be read.
pub(super) fn paints(folder: &Path, libraries: &[String], names: &[String]) -> (Vec<Option<Paint>>, Vec<String>) {
    let (mut entries, mut notes) = (HashMap::new(), Vec::new());
    let used: HashSet<&str> = names.iter().map(String::as_str).collect();
    for library in libraries.iter().take(MOST_FILES) {
        let read = |bytes: Vec<u8>| read_library(&bytes, |name| used.contains(name));
        let whole = fetch(folder, library, LIBRARY_BYTES);
        // One name with blanks in it, or several names.
        let names: Vec<&str> = match &whole {
            Err(_) if library.contains(char::is_whitespace) => library.split_whitespace().take(MOST_FILES).collect(),
            _ => vec![library],
        };
        let several = names.len() > 1;
        let mut whole = Some(whole);
        for name in names {
            let found = if several {
                fetch(folder, name, LIBRARY_BYTES)
            } else {
                whole.take().unwrap_or_else(|| Err(String::new()))
            };
            match found.and_then(read) {
                Ok(found) => entries.extend(found),
                Err(why) => notes.push(format!("material library `{}` is left aside: {why}", shown(name))),
            }
        }
    }
    let mut budget = TextureBudget::new(MOST_FILES, None);
    let paint = |name: &String| {
        let entry = entries.get(name)?;
        let Some(picture) = &entry.picture else { return entry.plain.map(Paint::Plain) };
        let decoded = fetch(folder, picture, PICTURE_BYTES).and_then(|bytes| budget.decode(&bytes));
        Some(decoded.map_or_else(
            |why| {
                notes.push(format!("texture `{}` is left aside: {why}", shown(picture)));
                Paint::Missing
            },
            Paint::Texture,
        ))
    };
    let all = names.iter().map(paint).collect();
    (all, notes)
}

/// A name from a file, made safe for one line of a report.
pub(super) fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_gives_what_matters_and_stumbles_over_nothing_else() {
        let text = "\u{feff}# a\nNs nonsense\nnewmtl skin of head\nKd 1 0.5 0\nillum 99999\nmap_Kd -clamp on -s 1 1 1 -o 0.5 my skin.png\n\
            newmtl b\n Kd 0 1 0\r\nnewmtl c\nmap_Kd -bm 1 -x.png\nKd spectral a.rfl\nnewmtl d\nmap_Kd -s 2 3.png\n";
        let mut bytes = text.as_bytes().to_vec();
        bytes.extend(b"# \xff\n");
        let all = read_library(&bytes, |_| true).unwrap();
        let skin = &all["skin of head"];
        assert_eq!(skin.picture.as_deref(), Some("my skin.png"));
        assert!((skin.plain.unwrap()[1] - 0.214).abs() < 1e-3);
        assert_eq!(all["b"], Entry { plain: Some([0.0, 1.0, 0.0]), picture: None });
        assert_eq!(all["c"], Entry { plain: None, picture: Some("-x.png".to_owned()) });
        assert_eq!(all["d"].picture.as_deref(), Some("3.png"));
        let read = |text: &str| read_library(text.as_bytes(), |name| name == "a");
        assert_eq!(read("newmtl a\nKd 1\n").unwrap()["a"].plain, Some([1.0; 3]));
        // Nothing is read of materials that are not wanted, or that have no name.
        assert_eq!(read("newmtl b\nKd 1\nnewmtl\nKd 1 0\nmap_Kd\n"), Ok(HashMap::new()));
        for bad in ["1 0", "1 -x 0", "0 0 0 0", "", "1 NaN 0", "1e99 0 0"] {
            assert!(read(&format!("newmtl a\nKd {bad}\n")).unwrap_err().contains("line 2"), "{bad}");
        }
        (0..bytes.len()).for_each(|n| drop(read_library(&bytes[..n], |_| true)));
    }
}
