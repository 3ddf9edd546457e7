//! The house as ARCHITECTURE.md promises it: which folder may name what, how long a file may be, what a panic needs beside
//! it, and that nothing points nowhere. Reads the sources as text.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

mod circles;
mod map;
mod network;
mod page_words;
mod source;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use source::{code, files, module, names, product_lines, read, root};

/// Modules by storey, as ARCHITECTURE.md's table has them: `| 2 | `head`, `optics`, `time` | … |`.
fn storeys() -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for line in read(&root().join("ARCHITECTURE.md")).lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, number, modules, ..] = cells[..] else { continue };
        let Ok(storey) = number.parse::<u32>() else { continue };
        for name in modules.split('`').skip(1).step_by(2) {
            found.insert(name.trim_start_matches("src/").trim_end_matches('/').to_owned(), storey);
        }
    }
    found
}

#[test]
fn every_module_has_a_storey_and_names_none_above_it() {
    let storeys = storeys();
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for (file, text) in files("src", "rs") {
        let from = module(&file);
        if from == "lib" || from == "bin" {
            continue;
        }
        let Some(&mine) = storeys.get(from) else {
            wrong.push(format!("{file}: ARCHITECTURE.md gives `{from}` no storey"));
            continue;
        };
        for (line, code) in product_lines(&file, &text) {
            for to in code.match_indices("crate::").flat_map(|(at, _)| circles::first_names(&code[at + 7..])) {
                // Names that lib.rs lifts to the crate's root.
                let to = match to.as_str() {
                    "Case" => "case",
                    "Head" => "head",
                    "Plan" => "plan",
                    "Studio" => "studio",
                    other => other,
                };
                arrows += 1;
                match storeys.get(to) {
                    Some(&theirs) if theirs <= mine => {}
                    _ => wrong.push(format!("{file}:{line}: `{from}` (storey {mine}) names `{to}`")),
                }
            }
        }
    }
    assert!(arrows > 100, "only {arrows} arrows found: the reader of sources is broken");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_modules_know_no_gpu_and_only_the_viewer_knows_a_window() {
    let gpu = ["wgpu", "naga"];
    let window = ["winit", "egui", "egui_winit", "egui_wgpu"];
    let program = ["clap", "anyhow", "indicatif", "env_logger"];
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (file, text) in files("src", "rs") {
        let module = module(&file);
        let may = |word: &str| match module {
            // The crate's root lifts wgpu for those who call it.
            "render" | "lib" => gpu.contains(&word),
            "viewer" => gpu.contains(&word) || window.contains(&word),
            "bin" => program.contains(&word),
            _ => false,
        };
        for (line, code) in text.lines().enumerate().map(|(i, l)| (i + 1, code(l))) {
            for word in gpu.iter().chain(&window).chain(&program).filter(|word| names(&code, word)) {
                seen.insert(*word);
                if !may(word) {
                    wrong.push(format!("{file}:{line}: `{module}` names {word}"));
                }
            }
        }
    }
    assert!(seen.is_superset(&BTreeSet::from(["wgpu", "winit", "egui", "clap"])), "the reader sees only {seen:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// True where a path of the crate goes through `word`.
fn on_a_path(code: &str, word: &str) -> bool {
    let path = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect::<String>();
    code.split("crate::").skip(1).any(|rest| path(rest).split("::").any(|part| part == word))
}

#[test]
fn window_program_and_examples_use_the_public_api_alone() {
    // What is visible in the crate but not outside it.
    let mut hidden = BTreeSet::new();
    for (file, text) in files("src", "rs").iter().filter(|(file, _)| module(file) != "viewer") {
        for (_, code) in product_lines(file, text) {
            // Methods are not named by a path.
            let Some(rest) = code.strip_prefix("pub(crate) ") else { continue };
            let word = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).find(|w| {
                !["fn", "const", "struct", "enum", "static", "type", "mod", "trait", "unsafe", "use"].contains(w)
            });
            hidden.extend(word.map(str::to_owned));
        }
    }
    let mut wrong = Vec::new();
    for (file, text) in files("src/viewer", "rs") {
        for (line, code) in product_lines(&file, &text) {
            let import = code.trim_start().starts_with("use crate::");
            let named = hidden.iter().filter(|word| names(&code, word) && (import || on_a_path(&code, word)));
            wrong.extend(named.map(|word| format!("{file}:{line}: names the hidden {word}")));
        }
    }
    for (file, text) in files("src/bin", "rs").into_iter().chain(files("examples", "rs")) {
        if text.contains("#[path") || text.contains("include!(") {
            wrong.push(format!("{file} takes in sources of the library"));
        }
    }
    for (file, text) in files("examples", "rs") {
        assert!(text.contains("use pointille"), "{file} shows nothing of the library");
        assert!(text.starts_with("//! "), "{file} does not say what it shows");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files that are longer than they should be. The list only shrinks.
const LONG: [&str; 0] = [];
const LONGEST: usize = 400;

#[test]
fn files_stay_short() {
    let sources: BTreeMap<String, String> =
        files("src", "rs").into_iter().chain(files("shaders", "wgsl")).chain(files("tests", "rs")).collect();
    let long: Vec<String> = sources
        .iter()
        .filter(|(file, text)| text.lines().count() > LONGEST && !LONG.contains(&file.as_str()))
        .map(|(file, text)| format!("{file} has {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "over {LONGEST} lines, one reason to change each: {}", long.join(", "));
    for file in LONG {
        assert!(
            sources.get(file).is_some_and(|text| text.lines().count() > LONGEST),
            "{file} is short by now: strike it from the list"
        );
    }
}

#[test]
fn every_possible_panic_has_its_proof_beside_it() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for (file, text) in files("src", "rs") {
        let all: Vec<&str> = text.lines().collect();
        for (line, code) in product_lines(&file, &text) {
            lines += 1;
            let panics = [".unwrap()", ".expect(", "panic!(", "unreachable!("].iter().any(|word| code.contains(word));
            let proof = all[line.saturating_sub(4)..line].iter().any(|l| l.contains("Proof"));
            if panics && !proof {
                wrong.push(format!("{file}:{line}: {}", code.trim()));
            }
        }
    }
    assert!(lines > 8_000, "only {lines} lines read");
    assert!(wrong.is_empty(), "no proof that this cannot happen:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_for_later() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs").into_iter().chain(files("examples", "rs")).chain(files("shaders", "wgsl")) {
        for (i, line) in text.lines().enumerate() {
            let later = ["TODO", "FIXME", "XXX", "HACK", "todo!(", "unimplemented!(", "dbg!("]
                .iter()
                .find(|w| line.contains(**w));
            let silenced = line.contains("#[allow(") && !line.contains("reason = ");
            if later.is_some() || silenced {
                wrong.push(format!("{file}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_and_every_example_says_what_it_is() {
    for (file, text) in files("src", "rs").into_iter().chain(files("shaders", "wgsl")) {
        if file.ends_with("tests.rs") {
            continue;
        }
        let mark = if file.ends_with(".wgsl") { "// " } else { "//! " };
        assert!(text.starts_with(mark), "{file} does not begin with what it is");
    }
}

/// Targets of the links and pictures of a Markdown text that point into the repository.
fn links(text: &str) -> Vec<String> {
    text.match_indices("](")
        .filter_map(|(at, _)| text[at + 2..].split(')').next())
        .map(|target| target.split('#').next().unwrap_or_default().to_owned())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

#[test]
fn documents_point_at_files_that_are_there() {
    let mut wrong = Vec::new();
    let mut read_any = false;
    // A picture that the script draws may be waiting to be drawn.
    let drawn = std::fs::read_to_string(root().join("assets/pictures/make.sh")).unwrap_or_default();
    let there = |path: &str| {
        let name = path.strip_prefix("assets/pictures/").filter(|name| !name.is_empty());
        root().join(path).exists() || name.is_some_and(|name| drawn.contains(name))
    };
    for document in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"] {
        let Ok(text) = std::fs::read_to_string(root().join(document)) else { continue };
        read_any = true;
        let missing = links(&text).into_iter().filter(|target| !there(target));
        wrong.extend(missing.map(|target| format!("{document} points at {target}")));
        // Sources that are named in running text.
        for word in text.split(|c: char| c.is_whitespace() || "`(),;:|".contains(c)) {
            let source = ["src/", "shaders/", "examples/", "tests/", "assets/"].iter().any(|f| word.starts_with(f));
            let word = word.trim_end_matches('.');
            if source && !word.contains(['*', '<', '{', '…']) && !there(word) {
                wrong.push(format!("{document} names {word}"));
            }
        }
    }
    assert!(read_any);
    assert_eq!(links("a [b](c.md#d) ![e](f.png) [g](https://h.i)"), ["c.md", "f.png"]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn comments_name_shaders_and_sources_that_are_there() {
    let mut wrong = Vec::new();
    let mut named = 0;
    for (file, text) in files("src", "rs").into_iter().chain(files("shaders", "wgsl")) {
        let words = text.split(|c: char| !(c.is_alphanumeric() || "_-/.".contains(c)));
        for word in words.map(|w| w.trim_end_matches('.')).filter(|w| w.ends_with(".wgsl") || w.ends_with(".rs")) {
            let name = word.trim_start_matches(['.', '/']);
            if name.len() <= ".wgsl".len() || name.starts_with('_') {
                continue;
            }
            named += 1;
            let beside = Path::new(&file).parent().unwrap_or(Path::new("")).join(name);
            let there = [
                root().join(name),
                root().join("src").join(name),
                root().join("shaders").join(name),
                root().join(beside),
            ];
            if !there.iter().any(|path| path.exists()) {
                wrong.push(format!("{file} names {word}"));
            }
        }
    }
    assert!(named > 10, "only {named} names found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_sources_reads() {
    assert_eq!(code("let a = \"wgpu // x\"; // winit"), "let a = ; ");
    assert!(
        on_a_path("let a = crate::plan::line::walk(x);", "line")
            && !on_a_path("crate::plan::Line; shape::line(x)", "line")
    );
    assert!(names("use wgpu::Device;", "wgpu") && !names("let wgpus = my_wgpu;", "wgpu"));
    assert_eq!((module("src/plan/zones.rs"), module("src/case.rs")), ("plan", "case"));
    let storeys = storeys();
    assert!(storeys["mesh"] < storeys["head"] && storeys["plan"] < storeys["render"], "{storeys:?}");
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n x.unwrap()\n}\n";
    assert_eq!(product_lines("src/a.rs", text), [(1, "fn a() {}".to_owned())]);
}
