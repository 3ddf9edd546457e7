//! Words: each file's and each type's name stands once, docs/GLOSSARY.md tells of things that exist, and docs of items begin with
//! a noun.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{files, names, read, root};

/// File names that still stand in more than one folder. The list only shrinks.
const FILES_TWICE: [&str; 5] = ["course.rs", "dots.rs", "scars.rs", "sheet.rs", "skin.rs"];

/// Types visible outside their file whose name stands more than once. The list only shrinks.
const TYPES_TWICE: [&str; 0] = [];

/// First words of a doc comment that hide the noun.
const HEADLESS_WORDS: [&str; 26] = [
    "What ", "Whether ", "Of ", "The same", "Those ", "Where ", "How ", "Which ", "Whose ", "Who ", "Why ", "When ",
    "As ", "By ", "For ", "From ", "If ", "In ", "It ", "Its ", "That ", "Their ", "There ", "They ", "To ", "With ",
];

/// Names declared in the crate's product sources, each with where, `keep` deciding by the text before the keyword.
fn types(keep: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files("src", "rs") {
        for line in text.lines() {
            for keyword in ["struct ", "enum ", "trait ", "type "] {
                let Some((before, rest)) = line.split_once(keyword) else { continue };
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
                let declares = before.trim().is_empty() || before.trim_start().starts_with("pub");
                if declares && keep(before) && name.starts_with(|c: char| c.is_uppercase()) {
                    found.entry(name).or_default().push(file.clone());
                }
            }
        }
    }
    found
}

/// Compares a list with what was found, in both directions.
fn compare(found: &BTreeSet<String>, known: &[&str], what: &str) {
    let known: BTreeSet<String> = known.iter().map(|name| (*name).to_owned()).collect();
    let new: Vec<&String> = found.difference(&known).collect();
    assert!(new.is_empty(), "{what} stand more than once: {new:?}");
    let gone: Vec<&String> = known.difference(found).collect();
    assert!(gone.is_empty(), "{what} stand once by now, strike them from the list: {gone:?}");
}

#[test]
fn a_files_name_stands_once() {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for file in files("src", "rs").into_keys() {
        let name = file.rsplit('/').next().unwrap_or_default();
        if !["mod.rs", "tests.rs", "main.rs"].contains(&name) {
            *places.entry(name.to_owned()).or_default() += 1;
        }
    }
    let twice = places.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    compare(&twice, &FILES_TWICE, "file names");
}

#[test]
fn a_types_name_stands_once() {
    let visible = types(|before| before.trim_start().starts_with("pub"));
    assert!(visible.len() > 200, "only {} types found: the reader of sources is broken", visible.len());
    let twice = visible.into_iter().filter(|(_, places)| places.len() > 1).map(|(name, _)| name).collect();
    compare(&twice, &TYPES_TWICE, "types");
}

#[test]
fn the_glossary_tells_of_things_that_exist() {
    let types = types(|_| true);
    let text = read(&root().join("docs/GLOSSARY.md"));
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| word"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 40, "only {} words", rows.len());
    let mut words = BTreeSet::new();
    let mut wrong = Vec::new();
    for row in &rows {
        let [word, meaning, home] = row[..] else { panic!("not word, meaning and home: {row:?}") };
        if !words.insert(word) || meaning.is_empty() {
            wrong.push(format!("`{word}` is told twice, or not at all"));
        }
        let names: Vec<&str> = home.split('`').skip(1).step_by(2).collect();
        let exists =
            |name: &&str| if name.contains('/') { root().join(name).exists() } else { types.contains_key(*name) };
        if names.is_empty() || !names.iter().all(exists) {
            wrong.push(format!("`{word}` lives in {home}, which is not there"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// First line of each doc comment of a text, with its line.
fn heads(text: &str) -> Vec<(usize, String)> {
    let doc = |line: &str| line.trim_start().strip_prefix("///").map(|rest| rest.trim().to_owned());
    let lines: Vec<&str> = text.lines().collect();
    let begins = |i: &usize| *i == 0 || doc(lines[*i - 1]).is_none();
    (0..lines.len()).filter(begins).filter_map(|i| Some((i + 1, doc(lines[i])?))).collect()
}

#[test]
fn docs_of_items_begin_with_a_noun() {
    let mut found = Vec::new();
    let mut read = 0;
    for (file, text) in files("src", "rs") {
        for (line, head) in heads(&text) {
            read += 1;
            if HEADLESS_WORDS.iter().any(|word| head.starts_with(word)) {
                found.push(format!("{file}:{line}: {head}"));
            }
        }
    }
    assert!(read > 3000, "only {read} docs found: the reader of sources is broken");
    assert!(found.is_empty(), "{} docs begin without a noun:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_readers_of_words_read() {
    let text = "/// What it is.\n/// The same.\nstruct A;\n    /// Noun.\n    pub b: u8,\n";
    assert_eq!(heads(text), [(1, "What it is.".to_owned()), (4, "Noun.".to_owned())]);
    assert!(types(|_| true).contains_key("Site") && !types(|_| true).contains_key("Sites of"));
    assert!(names("docs/GLOSSARY.md", "GLOSSARY"));
}
