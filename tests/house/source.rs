//! Readers of the sources as text: files of a folder, code without comments, the part of a file that is not its tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file under a folder of the crate with this ending, as its path from the root with its text.
pub fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .map(|path| {
            let name = path.strip_prefix(root()).expect("a path below the root").to_string_lossy().replace('\\', "/");
            let text = read(&path);
            (name, text)
        })
        .collect()
}

/// The folder (or file) of `src/` that a file belongs to: `src/plan/zones.rs` → `plan`.
pub fn module(file: &str) -> &str {
    let below = file.strip_prefix("src/").unwrap_or(file);
    below.split(['/', '.']).next().unwrap_or(below)
}

/// A line without its comment and without what stands in quotes.
pub fn code(line: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '"' => quoted = !quoted,
            '/' if !quoted && chars.peek() == Some(&'/') => break,
            _ if !quoted => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether a word stands in a text, and not only as a part of another one.
pub fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        !text[..at].ends_with(part) && !text[at + word.len()..].starts_with(part)
    })
}

/// Lines of code that tests do not own: everything before the file's own test module, nothing of test files.
pub fn product_lines(file: &str, text: &str) -> Vec<(usize, String)> {
    let name = file.rsplit('/').next().unwrap_or(file);
    if name.contains("tests.rs") || name == "testing.rs" || file.contains("/tests/") {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let own_tests = |i: usize| lines[i].trim() == "#[cfg(test)]" && lines.get(i + 1).is_some_and(|l| l.ends_with('{'));
    let end = (0..lines.len()).find(|&i| own_tests(i)).unwrap_or(lines.len());
    lines[..end].iter().enumerate().map(|(i, line)| (i + 1, code(line))).collect()
}
