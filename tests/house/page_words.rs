//! Words of the page in a browser: each key stands in every language with the same variables, is asked for by the page, and what the
//! page asks for is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{files, read, root};

const LANGUAGES: [&str; 3] = ["en", "es", "pt-BR"];

/// Keys of a file of messages, each with the variables in it.
fn keys(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut last = String::new();
    for line in read(&root().join("assets/words").join(name)).lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            assert!(out.insert(key.to_owned(), BTreeSet::new()).is_none(), "{name}: {key} stands twice");
            last = key.to_owned();
        }
        let variables = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
        out.entry(last.clone()).or_default().extend(variables.map(str::to_owned));
    }
    out.remove("");
    out
}

/// The page's sources as one text.
fn page() -> String {
    let scripts = files("web/page/src", "js");
    assert!(scripts.len() > 5, "only {} scripts found", scripts.len());
    read(&root().join("web/page/index.html")) + &scripts.into_values().collect::<String>()
}

/// Texts between a mark and the quote after it.
fn after<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn the_page_has_its_words_in_every_language_with_the_same_variables() {
    let english = keys("web-en.ftl");
    assert!(english.len() > 85, "{} keys", english.len());
    for language in &LANGUAGES[1..] {
        let other = keys(&format!("web-{language}.ftl"));
        for (key, variables) in &english {
            assert_eq!(other.get(key), Some(variables), "{language}: {key}");
        }
        assert_eq!(other.len(), english.len(), "{language} has keys that English lacks");
        // A message that is the same in two languages was not translated, but for units and a loan.
        let texts = |tag: &str| read(&root().join(format!("assets/words/web-{tag}.ftl")));
        let (theirs, ours) = (texts(language), texts("en"));
        let ours: BTreeSet<&str> = ours.lines().collect();
        let left: Vec<&str> = theirs.lines().filter(|line| line.contains(" = ") && ours.contains(line)).collect();
        assert!(
            left.len() <= 3 && left.iter().all(|line| line.contains("{ $") || *line == "web-menu = Menu"),
            "{language} is English in {left:?}"
        );
    }
}

#[test]
fn the_page_asks_for_words_that_are_there_and_for_every_one_of_its_own() {
    let page = page();
    let own = keys("web-en.ftl");
    let mut known = own.clone();
    for shared in ["en.ftl", "window-en.ftl"] {
        for (key, variables) in keys(shared) {
            assert!(known.insert(key.clone(), variables).is_none(), "{key} stands in two files");
        }
    }
    let mut asked = BTreeSet::new();
    for mark in ["say(\"", "data-t=\"", "data-label=\""] {
        for key in after(&page, mark) {
            assert!(known.contains_key(key), "the page asks for {key}");
            asked.insert(key);
        }
    }
    assert!(asked.len() > 50, "only {} keys asked for", asked.len());
    let idle: Vec<&String> = own.keys().filter(|key| !page.contains(&format!("\"{key}\""))).collect();
    assert!(idle.is_empty(), "words that the page never says: {idle:?}");
}
