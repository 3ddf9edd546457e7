//! The plans that come with the crate, each a commented file in `assets/plans/`.

use super::Plan;

/// The commented plan to start from: every field with its meaning, unit, range and default; it reads as the default plan.
pub const STARTING_PLAN: &str = include_str!("../../assets/plans/start.toml");

const ALL: [(&str, &str); 10] = [
    ("full-head", include_str!("../../assets/plans/full-head.toml")),
    ("mature-hairline", include_str!("../../assets/plans/mature-hairline.toml")),
    ("crown", include_str!("../../assets/plans/crown.toml")),
    ("diffuse", include_str!("../../assets/plans/diffuse.toml")),
    ("womens-parting", include_str!("../../assets/plans/womens-parting.toml")),
    ("strip-scar", include_str!("../../assets/plans/strip-scar.toml")),
    ("fue-scars", include_str!("../../assets/plans/fue-scars.toml")),
    ("soft-square", include_str!("../../assets/plans/soft-square.toml")),
    ("dark-skin", include_str!("../../assets/plans/dark-skin.toml")),
    ("whole-scalp", include_str!("../../assets/plans/whole-scalp.toml")),
];

/// All built-in plans as name and text; the default plan comes first.
pub fn all() -> &'static [(&'static str, &'static str)] {
    &ALL
}

/// The text of a built-in plan by its name.
pub fn text(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|&(_, text)| text)
}

/// A built-in plan by its name.
pub fn named(name: &str) -> Option<Plan> {
    // Proof: every built-in text is read by a test of this module, so none is refused here.
    text(name).and_then(|text| Plan::from_toml(text).ok())
}

/// The name of the built-in plan nearest to a misspelt one; `None` where none is near.
pub fn nearest(name: &str) -> Option<&'static str> {
    crate::words::nearest(name, ALL.iter().map(|&(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value as Json;

    #[test]
    fn every_built_in_plan_is_read_and_needs_no_advice() {
        for (name, text) in all() {
            let plan = Plan::from_toml(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(plan.advice(), [], "{name}");
            let total: f32 = plan.sessions.iter().map(|session| session.share).sum();
            assert!((total - 1.0).abs() < 1e-5, "{name}: the visits come to {total}");
            assert!(text.lines().filter(|line| line.contains('#')).count() >= 3, "{name} hardly explains itself");
        }
    }

    #[test]
    fn the_first_built_in_plan_and_the_starting_plan_are_the_default() {
        assert_eq!(Plan::from_toml(all()[0].1).unwrap(), Plan::default());
        assert_eq!(Plan::from_toml(STARTING_PLAN).unwrap(), Plan::default());
    }

    #[test]
    fn the_starting_plan_reads_with_every_switch_on() {
        let on: String = STARTING_PLAN
            .lines()
            // Of each pair that excludes the other, one stays off.
            .filter(|line| !["#shaved_hours = 12.0", "#density_per_cm2 = 80.0", "#day = 1700.0"].contains(line))
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .flat_map(|line| [line, "\n"])
            .collect();
        let plan = Plan::from_toml(&on).unwrap_or_else(|error| panic!("{error}"));
        assert!(plan.hairline.points.is_some() && plan.scars.len() == 1 && plan.strokes.len() == 1);
    }

    /// Every key of the schema with its range, but for a head's shape and landmarks, which the head documents.
    fn keys(root: &Json, node: &Json, found: &mut Vec<(String, Option<[f64; 2]>)>) {
        if let Some(name) = node["$ref"].as_str().and_then(|link| link.strip_prefix("#/$defs/")) {
            return keys(root, &root["$defs"][name], found);
        }
        for list in ["anyOf", "oneOf"] {
            node[list].as_array().into_iter().flatten().for_each(|branch| keys(root, branch, found));
        }
        if node["items"].is_object() {
            keys(root, &node["items"], found);
        }
        for (key, child) in node["properties"].as_object().into_iter().flatten() {
            let elsewhere = child.to_string();
            if elsewhere.contains("HeadShape") || elsewhere.contains("LandmarkOverrides") {
                continue;
            }
            let range = child["minimum"].as_f64().zip(child["maximum"].as_f64()).map(|(min, max)| [min, max]);
            found.push((key.clone(), range));
            keys(root, child, found);
        }
    }

    #[test]
    fn the_starting_plan_names_every_key_and_its_range() {
        let schema = Plan::schema();
        let mut found = Vec::new();
        keys(&schema, &schema, &mut found);
        assert!(found.len() > 100, "only {} keys: the walk misses some", found.len());
        let flowing = STARTING_PLAN.replace("\n#", "").split_whitespace().collect::<Vec<_>>().join(" ");
        for (key, range) in found {
            assert!(STARTING_PLAN.contains(&key), "{key} is not in the starting plan");
            if let Some([min, max]) = range {
                assert!(flowing.contains(&format!("[{min} to {max}")), "the range {min} to {max} of {key} is missing");
            }
        }
    }
}
