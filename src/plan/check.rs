//! Check of a plan's raw values against its schema: unknown keys, wrong types, impossible numbers, each with its path.
//!
//! The errors of deserialisation would not do: they stop at the first fault and know no ranges, and what was meant
//! would have to be guessed from their text.

use super::plan_error::{PlanError, TextPosition};
use super::schema::{stem_of, unit_of};
use crate::color::Srgb8;
use crate::words::nearest;
use serde_json::Value as Json;
use toml::Value;

/// One step of a path into a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Step into a table, by key.
    Key(String),
    /// Step into an array, by index.
    Index(usize),
}

/// A fault with its path in the plan.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// Steps from the top.
    pub path: Vec<Step>,
    /// True where the key is wrong, not its value.
    pub on_key: bool,
    /// The fault; its position has a path but no line yet.
    pub error: PlanError,
}

/// A path as people write it: `sessions[1].day`.
pub(super) fn dotted(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) if text.is_empty() => text.push_str(key),
            Step::Key(key) => {
                text.push('.');
                text.push_str(key);
            }
            Step::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}

/// Faults after which no more are looked for: nobody mends more at once, and a file of nothing else would take for ever.
const MOST_FINDINGS: usize = 50;

/// All faults in `value`: everything that `schema` does not allow.
pub(super) fn check(value: &Value, schema: &Json) -> Vec<Finding> {
    let mut walk = SchemaWalk { root: schema, path: Vec::new(), findings: Vec::new() };
    walk.node(value, schema);
    walk.findings
}

struct SchemaWalk<'a> {
    root: &'a Json,
    path: Vec<Step>,
    findings: Vec<Finding>,
}

impl<'a> SchemaWalk<'a> {
    fn place(&self) -> TextPosition {
        TextPosition { path: dotted(&self.path), ..TextPosition::default() }
    }

    fn report(&mut self, on_key: bool, error: PlanError) {
        self.findings.push(Finding { path: self.path.clone(), on_key, error });
    }

    fn wrong(&mut self, found: &Value, expected: String) {
        let error = PlanError::WrongValue { at: self.place(), found: describe(found), expected };
        self.report(false, error);
    }

    /// The node at the end of a chain of references.
    fn resolve(&self, mut node: &'a Json) -> &'a Json {
        // References of derived schemas form no ring; the bound keeps a broken schema from hanging.
        for _ in 0..16 {
            let Some(name) = node["$ref"].as_str().and_then(|link| link.strip_prefix("#/$defs/")) else { break };
            node = &self.root["$defs"][name];
        }
        node
    }

    fn branches(&self, node: &'a Json) -> Option<Vec<&'a Json>> {
        let list = node["anyOf"].as_array().or_else(|| node["oneOf"].as_array())?;
        Some(list.iter().map(|branch| self.resolve(branch)).filter(|branch| branch["type"] != "null").collect())
    }

    fn node(&mut self, value: &Value, node: &'a Json) {
        if self.findings.len() >= MOST_FINDINGS {
            return;
        }
        let node = self.resolve(node);
        if let Some(branches) = self.branches(node) {
            return self.any_of(value, &branches);
        }
        if let Some(names) = names_of(node) {
            return self.named(value, &names);
        }
        let kind = match &node["type"] {
            Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).find(|&kind| kind != "null"),
            kind => kind.as_str(),
        };
        match (kind, value) {
            (Some("object"), Value::Table(table)) => self.object(table, node),
            (Some("array"), Value::Array(items)) => self.array(items, node),
            (Some("number"), Value::Float(number)) => self.number(*number, value, node),
            (Some("number" | "integer"), Value::Integer(number)) => self.number(*number as f64, value, node),
            (Some("string"), Value::String(text)) if node["format"] == "srgb" && text.parse::<Srgb8>().is_err() => {
                self.wrong(value, "a colour of six hexadecimal digits, such as \"#4a3426\", or of three".to_owned());
            }
            (Some("string"), Value::String(text)) if too_long(text, node) => {
                let most = node["maxLength"].as_u64().unwrap_or_default();
                self.wrong(value, format!("text of at most {most} letters"));
            }
            (Some("string"), Value::String(_)) | (Some("boolean"), Value::Boolean(_)) | (None, _) => {}
            (Some(kind), _) => self.wrong(value, self.expectation(kind, node)),
        }
    }

    fn expectation(&self, kind: &str, node: &Json) -> String {
        let unit = self.path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(unit_of(key).map(|unit| format!(" in {unit}")).unwrap_or_default()),
            Step::Index(_) => None,
        });
        let unit = unit.unwrap_or_default();
        match kind {
            "object" => "a table of keys".to_owned(),
            "array" => "a list in [ ]".to_owned(),
            "string" => "text in quotes".to_owned(),
            "boolean" => "true or false, without quotes".to_owned(),
            _ => {
                let what = if kind == "integer" { "a whole number" } else { "a number" };
                let range = match (node["minimum"].as_f64(), node["maximum"].as_f64()) {
                    (Some(min), Some(max)) if min == max => format!(", which is {min}"),
                    (Some(min), Some(max)) => format!(" from {min} to {max}"),
                    _ => String::new(),
                };
                format!("{what}{range}{unit}, without quotes and without a unit")
            }
        }
    }

    fn any_of(&mut self, value: &Value, branches: &[&'a Json]) {
        if let [only] = branches {
            return self.node(value, only);
        }
        let names: Vec<&str> = branches.iter().filter_map(|branch| self.names_below(branch)).flatten().collect();
        let objects: Vec<&'a Json> = branches.iter().copied().filter(|branch| branch["type"] == "object").collect();
        match value {
            Value::String(_) if !names.is_empty() => self.named(value, &names),
            Value::Table(table) if !objects.is_empty() => self.tagged(table, value, &objects),
            _ => {
                let mut expected = Vec::new();
                if !names.is_empty() {
                    expected.push(one_of(&names));
                }
                if !objects.is_empty() {
                    let shapes: Vec<String> = objects.iter().map(|object| shape_of(object)).collect();
                    expected.push(shapes.join(" or "));
                }
                self.wrong(value, expected.join(", or "));
            }
        }
    }

    fn names_below(&self, node: &'a Json) -> Option<Vec<&'a str>> {
        names_of(node).or_else(|| {
            let branches = self.branches(node)?;
            Some(branches.into_iter().filter_map(names_of).flatten().collect())
        })
    }

    /// Checks a table that may be of several kinds, distinguished by a key with a fixed value.
    fn tagged(&mut self, table: &toml::Table, value: &Value, objects: &[&'a Json]) {
        if let [only] = objects {
            return self.node(value, only);
        }
        let tag_of = |object: &&'a Json| {
            let properties = object["properties"].as_object()?;
            properties.iter().find_map(|(key, node)| Some((key.as_str(), node["const"].as_str()?)))
        };
        let tags: Vec<(&str, &str)> = objects.iter().filter_map(tag_of).collect();
        let Some(&(key, _)) = tags.first() else {
            // Without that key, the kind that knows most of the table's keys is assumed.
            let known =
                |object: &&&Json| table.keys().filter(|key| !object["properties"][key.as_str()].is_null()).count();
            return objects.iter().max_by_key(known).into_iter().for_each(|object| self.node(value, object));
        };
        let kinds: Vec<&str> = tags.iter().map(|&(_, kind)| kind).collect();
        match table.get(key) {
            None => {
                let error = PlanError::MissingKey {
                    at: self.place(),
                    key: key.to_owned(),
                    meant: format!("; it is {}", one_of(&kinds)),
                };
                self.report(false, error);
            }
            Some(found) => {
                let chosen =
                    objects.iter().find(|object| tag_of(object).is_some_and(|(_, kind)| found.as_str() == Some(kind)));
                match chosen {
                    Some(object) => self.node(value, object),
                    None => {
                        self.path.push(Step::Key(key.to_owned()));
                        self.named(found, &kinds);
                        self.path.pop();
                    }
                }
            }
        }
    }

    fn named(&mut self, value: &Value, names: &[&str]) {
        if value.as_str().is_some_and(|text| names.contains(&text)) {
            return;
        }
        let guess = value.as_str().and_then(|text| nearest(text, names.iter().copied()));
        let expected = match guess {
            Some(guess) => format!("{}; did you mean \"{guess}\"?", one_of(names)),
            None => one_of(names),
        };
        self.wrong(value, expected);
    }

    fn object(&mut self, table: &toml::Table, node: &'a Json) {
        let Some(properties) = node["properties"].as_object() else { return };
        for (key, value) in table {
            if self.findings.len() >= MOST_FINDINGS {
                return;
            }
            self.path.push(Step::Key(key.clone()));
            match properties.get(key) {
                Some(child) => self.node(value, child),
                None => {
                    let error = PlanError::UnknownKey {
                        at: self.place(),
                        key: key.clone(),
                        meant: self.meant(key, properties.keys().map(String::as_str)),
                    };
                    self.report(true, error);
                }
            }
            self.path.pop();
        }
        for key in node["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if !table.contains_key(key) {
                let about = properties.get(key).and_then(|node| node["description"].as_str());
                let about = about.and_then(|about| about.split_inclusive(". ").next()).map(str::trim);
                let error = PlanError::MissingKey {
                    at: self.place(),
                    key: key.to_owned(),
                    meant: about.map(|about| format!(": {about}")).unwrap_or_default(),
                };
                self.report(false, error);
            }
        }
    }

    /// Known key that an unknown one was probably meant to be, as the end of a message.
    fn meant<'b>(&self, key: &str, known: impl Iterator<Item = &'b str> + Clone) -> String {
        let same_stem = known.clone().find(|&candidate| candidate != key && stem_of(candidate) == stem_of(key));
        if let Some(candidate) = same_stem {
            let unit = unit_of(candidate).map(|unit| format!(", in {unit}")).unwrap_or_default();
            return format!("did you mean `{candidate}`{unit}?");
        }
        if let Some(candidate) = nearest(key, known.clone()) {
            return format!("did you mean `{candidate}`?");
        }
        let begins =
            known.clone().find(|candidate| key.len() > 3 && (candidate.contains(key) || key.contains(candidate)));
        if let Some(candidate) = begins {
            return format!("did you mean `{candidate}`?");
        }
        if let Some(home) = self.home_of(key) {
            return format!("did you mean `{home}`?");
        }
        let list: Vec<String> = known.map(|key| format!("`{key}`")).collect();
        format!("here there are {}", list.join(", "))
    }

    /// Table near the top of the document that has a key of this name, or of this name with another unit.
    fn home_of(&self, key: &str) -> Option<String> {
        let mut kin = None;
        let mut queue = vec![(String::new(), self.root)];
        for _ in 0..3 {
            let mut next = Vec::new();
            for (path, node) in queue {
                for (name, child) in self.resolve(node)["properties"].as_object().into_iter().flatten() {
                    let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    if name == key {
                        return Some(here);
                    }
                    if kin.is_none() && stem_of(name) == stem_of(key) {
                        kin = Some(here.clone());
                    }
                    next.push((here, child));
                }
            }
            queue = next;
        }
        kin
    }

    fn array(&mut self, items: &[Value], node: &'a Json) {
        let (min, max) = (node["minItems"].as_u64().unwrap_or(0), node["maxItems"].as_u64());
        let count = items.len() as u64;
        if count < min || max.is_some_and(|max| count > max) {
            let expected = match max {
                Some(max) if max == min => format!("a list of {min}"),
                Some(max) => format!("a list of {min} to {max}"),
                None => format!("a list of at least {min}"),
            };
            let error = PlanError::WrongValue { at: self.place(), found: format!("a list of {count}"), expected };
            return self.report(false, error);
        }
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Index(index));
            self.node(item, &node["items"]);
            self.path.pop();
        }
    }

    fn number(&mut self, number: f64, value: &Value, node: &Json) {
        // Single precision, as in a plan: 0.1 is inside a range that ends at 0.1.
        let single = number as f32;
        let min = node["minimum"].as_f64().unwrap_or(f64::from(f32::MIN));
        let max = node["maximum"].as_f64().unwrap_or(f64::from(f32::MAX));
        if single >= min as f32 && single <= max as f32 {
            return;
        }
        if node["maximum"].is_null() {
            return self.wrong(value, "a number of a size that can be".to_owned());
        }
        let unit = match self.path.last() {
            Some(Step::Key(key)) => unit_of(key).map(|unit| format!(" {unit}")).unwrap_or_default(),
            _ => String::new(),
        };
        let error = PlanError::OutOfRange { at: self.place(), found: describe(value), min, max, unit };
        self.report(false, error);
    }
}

/// True for text of more letters than a node allows.
fn too_long(text: &str, node: &Json) -> bool {
    node["maxLength"].as_u64().is_some_and(|most| text.chars().count() as u64 > most)
}

/// The names that a node allows; `None` where it allows more than names.
fn names_of(node: &Json) -> Option<Vec<&str>> {
    if let Some(name) = node["const"].as_str() {
        return Some(vec![name]);
    }
    Some(node["enum"].as_array()?.iter().filter_map(Json::as_str).collect())
}

fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn shape_of(object: &Json) -> String {
    let keys: Vec<String> = object["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .map(|key| format!("{key} = …"))
        .collect();
    format!("{{ {} }}", keys.join(", "))
}

/// A value as an error shows it: short, and with its type where that is not obvious.
fn describe(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let short: String = text.chars().take(40).collect();
            format!("{:?}{}", short, if short.len() < text.len() { "…" } else { "" })
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(date) => format!("the date {date}"),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Table(_) => "a table".to_owned(),
    }
}
