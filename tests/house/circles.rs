//! Circles: modules of one folder that need each other. Found from the paths that sources name (`super::`, `crate::`, `self::`
//! with their braces), after what a folder lifts by `use` is followed to the module that has it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{code, files, product_lines};

/// A module by its names below the crate: `src/plan/dots.rs` is `["plan", "dots"]`.
type Module = Vec<String>;

/// Circles that still stand, each as `folder: a · b`. The list only shrinks.
const KNOWN: [&str; 0] = [];

/// The module that a file of `src/` holds.
fn module_of(file: &str) -> Module {
    let below = file.trim_start_matches("src/").trim_end_matches(".rs");
    let below = below.trim_end_matches("/mod");
    if below == "lib" { Vec::new() } else { below.split('/').map(str::to_owned).collect() }
}

/// The paths of a tree like `a::{b, c::d as e}`, each with the name that it gets in the file.
fn leaves(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim())));
        let path: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).collect();
        let last = path.last().cloned().unwrap_or_default();
        let name = name.map_or(last, str::to_owned);
        return vec![(path, name)];
    };
    let prefix: Vec<String> = before.split("::").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
    let inner = &inner[..inner.rfind('}').unwrap_or(inner.len())];
    let mut depth = 0;
    let parts = inner.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let joined = |(mut path, name): (Vec<String>, String)| {
        path.retain(|part| part != "self");
        ([prefix.clone(), path].concat(), name)
    };
    parts.filter(|part| !part.trim().is_empty()).flat_map(leaves).map(joined).collect()
}

/// First names of what follows `crate::`: one, or those in braces as far as the line goes.
pub fn first_names(rest: &str) -> Vec<String> {
    if !rest.starts_with('{') {
        let word = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        return vec![word.to_owned()];
    }
    leaves(rest).into_iter().filter_map(|(path, _)| path.into_iter().find(|part| !part.is_empty())).collect()
}

/// Everything after `use` up to the semicolon, for each `use` of a text.
fn uses(text: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("use ") {
        let before = text[..at].rsplit('\n').next().unwrap_or_default().trim();
        if before.is_empty() || before.starts_with("pub") {
            let tree = text[at + 4..].split(';').next().unwrap_or_default();
            found.push((before.starts_with("pub"), tree.to_owned()));
        }
    }
    found
}

/// Paths that begin with `crate`, `super` or `self` anywhere in a text, in `use` or not.
fn inline_paths(text: &str) -> Vec<Vec<String>> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    ["crate::", "super::", "self::"]
        .iter()
        .flat_map(|start| text.match_indices(start))
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| word(c) || c == ':'))
        .map(|(at, _)| {
            let path = text[at..].split(|c: char| !word(c) && c != ':').next().unwrap_or_default();
            path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
        })
        .collect()
}

/// The crate's modules and what each lifts from elsewhere by `pub use`.
struct Tree {
    modules: BTreeSet<Module>,
    lifted: BTreeMap<(Module, String), Module>,
}

impl Tree {
    /// A path of the module `from` as one from the crate's root; none for paths of other crates.
    fn absolute(&self, from: &Module, path: &[String]) -> Option<Module> {
        let mut at = from.clone();
        let mut rest = path;
        match path.first().map(String::as_str)? {
            "crate" => at.clear(),
            "self" => {}
            "super" => {
                at.pop();
            }
            first if self.modules.contains(&[from.clone(), vec![first.to_owned()]].concat()) => {
                return Some([from.clone(), path.to_vec()].concat());
            }
            _ => return None,
        }
        rest = &rest[1..];
        while rest.first().is_some_and(|part| part == "super") {
            at.pop();
            rest = &rest[1..];
        }
        Some([at, rest.to_vec()].concat())
    }

    /// The deepest module on a path, names that were lifted on the way followed.
    fn module_at(&self, path: &Module, steps: u32) -> Module {
        let mut at = Module::new();
        for (i, part) in path.iter().enumerate() {
            let next = [at.clone(), vec![part.clone()]].concat();
            if self.modules.contains(&next) {
                at = next;
            } else if let Some(target) = self.lifted.get(&(at.clone(), part.clone())).filter(|_| steps > 0) {
                return self.module_at(&[target.clone(), path[i + 1..].to_vec()].concat(), steps - 1);
            } else {
                break;
            }
        }
        at
    }
}

/// Everyone that can be reached from a module of one folder.
fn reached(arrows: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![from.to_owned()];
    while let Some(next) = waiting.pop() {
        for to in arrows.get(&next).into_iter().flatten() {
            if found.insert(to.clone()) {
                waiting.push(to.clone());
            }
        }
    }
    found
}

/// All circles among the modules of any folder of these sources, as `folder: a · b`.
fn circles(sources: &BTreeMap<String, String>) -> BTreeSet<String> {
    let texts: BTreeMap<Module, String> = sources
        .iter()
        .filter(|(file, _)| !file.starts_with("src/bin/"))
        .map(|(file, text)| {
            let lines: Vec<String> = product_lines(file, text).into_iter().map(|(_, line)| line).collect();
            (module_of(file), lines.join("\n"))
        })
        .collect();
    let mut tree = Tree { modules: texts.keys().cloned().collect(), lifted: BTreeMap::new() };
    for (module, text) in &texts {
        for (path, name) in uses(text).into_iter().filter(|(public, _)| *public).flat_map(|(_, tree)| leaves(&tree)) {
            if let Some(target) = tree.absolute(module, &path) {
                tree.lifted.insert((module.clone(), name), target);
            }
        }
    }
    let mut arrows: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (from, text) in &texts {
        let used = uses(text).into_iter().flat_map(|(_, tree)| leaves(&tree)).map(|(path, _)| path);
        for path in used.chain(inline_paths(text)) {
            let Some(path) = tree.absolute(from, &path) else { continue };
            let to = tree.module_at(&path, 8);
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if let (Some(a), Some(b)) = (from.get(shared), to.get(shared)) {
                arrows.entry(from[..shared].to_vec()).or_default().entry(a.clone()).or_default().insert(b.clone());
            }
        }
    }
    let mut found = BTreeSet::new();
    for (folder, arrows) in &arrows {
        for module in arrows.keys() {
            let there = reached(arrows, module);
            if there.contains(module) {
                let circle: Vec<String> = there.into_iter().filter(|o| reached(arrows, o).contains(module)).collect();
                found.insert(format!("{}: {}", folder.join("::"), circle.join(" · ")));
            }
        }
    }
    found
}

#[test]
fn no_modules_of_a_folder_need_each_other() {
    let found = circles(&files("src", "rs"));
    let known: BTreeSet<String> = KNOWN.iter().map(|circle| (*circle).to_owned()).collect();
    let new: Vec<&String> = found.difference(&known).collect();
    assert!(new.is_empty(), "modules in a circle: {new:#?}");
    let gone: Vec<&String> = known.difference(&found).collect();
    assert!(gone.is_empty(), "circles that are no more, strike them from the list: {gone:?}");
}

#[test]
fn circles_are_seen_through_braces_and_lifted_names() {
    let sources = |files: &[(&str, &str)]| {
        files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let plain = sources(&[
        ("src/lib.rs", "pub mod a;\npub mod b;"),
        ("src/a/mod.rs", "mod x;\nmod y;\nmod z;\npub use x::{Thing, Other as Named};"),
        ("src/a/x.rs", "use super::{\n    y::Y,\n    z,\n};\n"),
        ("src/a/y.rs", "fn f() { crate::a::Named::new() }"),
        ("src/a/z.rs", "use crate::b::B; // use super::x;\n#[cfg(test)]\nmod tests {\n use super::super::x;\n}"),
        ("src/b.rs", "struct B;"),
    ]);
    assert_eq!(circles(&plain), BTreeSet::from(["a: x · y".to_owned()]));
    let across = sources(&[("src/a/mod.rs", ""), ("src/a/x.rs", "use crate::b::B;"), ("src/b.rs", "use crate::a::x;")]);
    assert_eq!(circles(&across), BTreeSet::from([": a · b".to_owned()]));
    assert_eq!(leaves("super::{a::{B, C}, d as e}").len(), 3);
    assert_eq!(first_names("a::{B, C};"), ["a"]);
    assert_eq!(first_names("{hair, optics::{a, b}};"), ["hair", "optics", "optics"]);
    assert_eq!(code("use a; // use b;"), "use a; ");
}
