//! Names of the steps of a plan's history, told by what differs between two plans.

use super::plan_words::PLAN_KEYS;
use super::voice::Voice;
use crate::plan::Plan;
use serde_json::Value;

/// Name of the step from one plan to another: what changed, and from what to what where it is one value.
pub fn step_name(voice: Voice, before: &Plan, after: &Plan) -> String {
    let words = |path: &str| voice.say(key_of(path));
    let (Ok(before), Ok(after)) = (serde_json::to_value(before), serde_json::to_value(after)) else {
        return words("");
    };
    let mut changed = Vec::new();
    differences("", &before, &after, &mut changed);
    match &changed[..] {
        [(path, from, to)] => match (short(voice, from), short(voice, to)) {
            (Some(from), Some(to)) => {
                voice.tell("step-from-to", [("what", &words(path)), ("from", &from), ("to", &to)])
            }
            (None, Some(to)) if from.is_null() => voice.tell("step-to", [("what", &words(path)), ("to", &to)]),
            _ => words(path),
        },
        several => {
            let mut keys: Vec<&str> = several.iter().map(|(path, ..)| key_of(path)).collect();
            keys.dedup();
            match keys[..] {
                [one] => voice.say(one),
                _ => words(&shared(several.iter().map(|(path, ..)| path.as_str()))),
            }
        }
    }
}

/// Key of the words for the longest known key that `path` is or lies under.
fn key_of(path: &str) -> &'static str {
    let under = |key: &str| {
        path.strip_prefix(key).is_some_and(|rest| key.is_empty() || rest.is_empty() || rest.starts_with('.'))
    };
    PLAN_KEYS
        .iter()
        .filter(|(key, _)| under(key))
        .max_by_key(|(key, _)| key.len())
        .map_or("step-plan", |(_, words)| words)
}

/// The keys that several paths begin with alike.
fn shared<'a>(mut paths: impl Iterator<Item = &'a str>) -> String {
    let mut common: Vec<&str> = paths.next().unwrap_or_default().split('.').collect();
    for path in paths {
        let same = common.iter().zip(path.split('.')).take_while(|(a, b)| **a == *b).count();
        common.truncate(same);
    }
    common.join(".")
}

/// Leaves that differ, each with its path and both values; an array is one leaf.
fn differences<'a>(path: &str, a: &'a Value, b: &'a Value, found: &mut Vec<(String, &'a Value, &'a Value)>) {
    if a == b {
        return;
    }
    let (Value::Object(old), Value::Object(new)) = (a, b) else {
        found.push((path.to_owned(), a, b));
        return;
    };
    let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        differences(&path, old.get(key).unwrap_or(&Value::Null), new.get(key).unwrap_or(&Value::Null), found);
    }
}

/// A value as a person reads it; none for what is no single word or number.
fn short(voice: Voice, value: &Value) -> Option<String> {
    match value {
        Value::Bool(true) => Some(voice.say("step-yes")),
        Value::Bool(false) => Some(voice.say("step-no")),
        Value::Number(number) => {
            let number = number.as_f64()?;
            // A plan's numbers are of single precision: more digits than theirs mean nothing.
            Some(voice.short(((number * 100.0).round() / 100.0) as f32))
        }
        Value::String(text) if text.len() <= 24 => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Hair, HairKind};

    fn named(change: impl FnOnce(&mut Plan)) -> String {
        let mut plan = Plan::default();
        change(&mut plan);
        step_name(Voice::default(), &Plan::default(), &plan)
    }

    #[test]
    fn steps_are_named_by_what_they_change() {
        assert_eq!(named(|p| p.client.age_years = 51.0), "age: 38 to 51");
        assert_eq!(named(|p| p.hairline.height_mm = Some(63.0)), "height of the hairline: 63");
        assert_eq!(named(|p| p.hairline.points = Some(vec![[1.0, 2.0]; 3])), "hairline by hand");
        assert_eq!(named(|p| p.hairline.mirrored = true), "mirrored edges: yes");
        assert_eq!(named(|p| p.zones.front.density_per_cm2 = 140.0), "density in front: 155 to 140");
        assert_eq!(
            named(|p| (p.zones.front.depth_mm, p.zones.crown.depth_mm) = (0.7, 0.7)),
            "density and dots",
            "several zones share what zones are"
        );
        assert_eq!(named(|p| p.hair = Hair { ..HairKind::African.at_age(38.0) }), "hair");
        assert_eq!(named(|p| (p.client.age_years, p.beard.density) = (50.0, 0.5)), "plan");
    }

    #[test]
    fn every_key_of_a_plan_has_words_and_no_words_are_for_nothing() {
        let whole = serde_json::to_value(Plan::default()).unwrap();
        for key in whole.as_object().unwrap().keys().filter(|key| *key != "version") {
            assert_ne!(key_of(key), "step-plan", "{key}");
        }
        let schema = Plan::schema().to_string();
        for (path, _) in PLAN_KEYS {
            let last = path.rsplit('.').next().unwrap_or_default();
            assert!(last.is_empty() || schema.contains(&format!("\"{last}\":")), "a plan has no {path}");
        }
    }
}
