//! The plan's JSON Schema: derived from the types, and used to check files.

use super::Plan;
use serde_json::Value;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Suffixes of key names that give a unit, longest first, and that unit.
const UNITS: [(&str, &str); 12] = [
    ("_mm_per_day", "mm a day"),
    ("units_per_cm2", "units per cm²"),
    ("_per_cm2", "dots per cm²"),
    ("_per_hour", "per hour"),
    ("_per_visit", "per visit"),
    ("_months", "months"),
    ("hours", "hours"),
    ("_years", "years"),
    ("_mm", "mm"),
    ("_deg", "degrees"),
    ("_days", "days"),
    ("day", "days"),
];

/// The unit that a key's name ends in; `None` without one.
pub(super) fn unit_of(key: &str) -> Option<&'static str> {
    UNITS.iter().find(|(suffix, _)| key.ends_with(suffix)).map(|&(_, unit)| unit)
}

/// A key without its unit: `height_mm` and `height_cm` have the same stem.
pub(super) fn stem_of(key: &str) -> &str {
    ["_mm_per_day", "_per_cm2", "_months", "_hours", "_years", "_deg", "_mm", "_cm", "_in", "_inch", "_um", "_days"]
        .iter()
        .find_map(|suffix| key.strip_suffix(suffix))
        .unwrap_or(key)
}

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    // What derives it would be a tenth of a page: a browser reads what checking needs of it as it was written down, which a test holds to what
    // is derived. The whole of it lies beside the page.
    #[cfg(target_arch = "wasm32")]
    return serde_json::from_str(include_str!("../../assets/plan.check.json")).unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    derived()
});

/// The schema as the types have it.
#[cfg(not(target_arch = "wasm32"))]
fn derived() -> Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Plan>().to_value();
    tidy(&mut schema, None);
    schema
}

/// The schema, made once.
pub(super) fn schema() -> &'static Value {
    &SCHEMA
}

impl Plan {
    /// The plan's JSON Schema (draft 2020-12), with descriptions, units (as `x-unit`) and ranges. In a browser it has no more than plans are checked by:
    /// names, types and ranges.
    pub fn schema() -> Value {
        SCHEMA.clone()
    }

    /// Range in the schema of the number at a path of keys, such as `hairline.height_mm`. Items of a list have `[]`
    /// behind its key, as in `touch_ups[].when_contrast_under`. `None` where the schema has no such number, or one without both
    /// bounds.
    pub fn range(path: &str) -> Option<RangeInclusive<f32>> {
        let mut node = schema();
        for key in path.split('.') {
            let list = key.strip_suffix("[]");
            node = resolved(&resolved(node)["properties"][list.unwrap_or(key)]);
            if list.is_some() {
                node = resolved(&node["items"]);
            }
        }
        Some(node["minimum"].as_f64()? as f32..=node["maximum"].as_f64()? as f32)
    }
}

/// The node that a reference leads to, or a choice between a reference and nothing.
fn resolved(mut node: &'static Value) -> &'static Value {
    // References of derived schemas form no ring; the bound keeps a broken schema from hanging.
    for _ in 0..16 {
        let something = |choices: &'static Value| choices.as_array()?.iter().find(|choice| choice["type"] != "null");
        if let Some(choice) = something(&node["anyOf"]) {
            node = choice;
        } else if let Some(name) = node["$ref"].as_str().and_then(|link| link.strip_prefix("#/$defs/")) {
            node = &schema()["$defs"][name];
        } else {
            break;
        }
    }
    node
}

/// The shortest decimal that reads back as the same single-precision number: 0.2, not 0.20000000298023224.
pub(super) fn shortest(number: f64) -> f64 {
    let single = number as f32;
    if f64::from(single) == number { single.to_string().parse().unwrap_or(number) } else { number }
}

/// Adds units, joins the lines of descriptions, and writes single-precision defaults in their shortest form.
#[cfg(not(target_arch = "wasm32"))]
fn tidy(node: &mut Value, key: Option<&str>) {
    match node {
        Value::Number(number) => {
            if let Some(short) = number.as_f64().filter(|_| number.is_f64()).map(shortest)
                && let Some(short) = serde_json::Number::from_f64(short)
            {
                *number = short;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| tidy(item, None)),
        Value::Object(object) => {
            if let Some(Value::String(description)) = object.get_mut("description") {
                *description = description.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            let numeric = |kind: &Value| {
                matches!(kind.as_str(), Some("number" | "integer"))
                    || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "number"))
            };
            if let Some(unit) = key.and_then(unit_of)
                && object.get("type").is_some_and(numeric)
            {
                object.insert("x-unit".to_owned(), unit.into());
            }
            for (name, child) in object.iter_mut() {
                if name == "properties"
                    && let Value::Object(properties) = child
                {
                    properties.iter_mut().for_each(|(property, node)| tidy(node, Some(property)));
                } else {
                    tidy(child, None);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each_property(node: &Value, visit: &mut impl FnMut(&str, &Value)) {
        match node {
            Value::Object(object) => {
                if let Some(Value::Object(properties)) = object.get("properties") {
                    properties.iter().for_each(|(key, node)| visit(key, node));
                }
                object.values().for_each(|child| each_property(child, visit));
            }
            Value::Array(items) => items.iter().for_each(|child| each_property(child, visit)),
            _ => {}
        }
    }

    #[test]
    fn every_number_has_a_description_and_a_range_and_lengths_have_a_unit() {
        let mut numbers = 0;
        each_property(&Plan::schema(), &mut |key, node| {
            let kind = &node["type"];
            let is_number = kind == "number" || kind == "integer" || kind[0] == "number";
            if node.get("const").is_none() {
                assert!(node["description"].is_string(), "{key} has no description");
            }
            if is_number {
                numbers += 1;
                assert!(node["minimum"].is_number() && node["maximum"].is_number(), "{key} has no range");
                assert!(!key.ends_with("_mm") || node["x-unit"] == "mm", "{key} has no unit");
            }
        });
        assert!(numbers > 50, "only {numbers} numbers found: the walk misses some");
    }

    /// Parts of a schema that plans are checked by: of a description the first sentence, where the key must be there and its lack is told with it.
    fn checked(node: &Value) -> Value {
        const BY: [&str; 14] = [
            "$defs",
            "$ref",
            "anyOf",
            "const",
            "enum",
            "items",
            "maxItems",
            "maxLength",
            "maximum",
            "minItems",
            "minimum",
            "oneOf",
            "required",
            "type",
        ];
        let Value::Object(object) = node else { return node.clone() };
        let mut kept = serde_json::Map::new();
        for (key, value) in object {
            let value = match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    let required = object.get("required").and_then(Value::as_array);
                    let of = |(name, node): (&String, &Value)| {
                        let mut part = checked(node);
                        let about = node["description"].as_str().and_then(|about| about.split_inclusive(". ").next());
                        if let Some(about) =
                            about.filter(|_| required.is_some_and(|all| all.iter().any(|one| one == name)))
                        {
                            part["description"] = about.trim().into();
                        }
                        (name.clone(), part)
                    };
                    Value::Object(properties.iter().map(of).collect())
                }
                ("$defs", Value::Object(parts)) => {
                    Value::Object(parts.iter().map(|(name, part)| (name.clone(), checked(part))).collect())
                }
                (_, Value::Array(parts)) if BY.contains(&key.as_str()) => parts.iter().map(checked).collect(),
                _ if BY.contains(&key.as_str()) => checked(value),
                ("format", Value::String(format)) if format == "srgb" => value.clone(),
                _ => continue,
            };
            kept.insert(key.clone(), value);
        }
        Value::Object(kept)
    }

    #[test]
    fn the_schema_written_down_for_browsers_is_the_derived_one() {
        let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        for (name, schema) in [("plan.schema.json", derived()), ("plan.check.json", checked(&derived()))] {
            let file = assets.join(name);
            if std::env::var_os("POINTILLE_WRITE_SCHEMA").is_some() {
                std::fs::write(&file, format!("{schema}\n")).unwrap();
            }
            let written: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            assert!(
                written == schema,
                "POINTILLE_WRITE_SCHEMA=1 cargo test the_schema_written writes {}",
                file.display()
            );
        }
    }

    #[test]
    fn browsers_find_the_same_faults_as_the_program() {
        let wrong = [
            "[client]\nage_yeras = 4\n",
            "[client]\nage_years = 400\n",
            "[client]\nskin = 'monk-33'\nhair_loss = 3\n",
            "[client.observed]\ncontrast = 0.5\n",
            "[hair]\ncolour = { swatch = '#4a342' }\n",
            "[[marks]]\nshare = 1\n[[scars]]\nage_months = 3\n",
            "[[scars]]\nshape = { kind = 'strip' }\n",
            "[[scars]]\nshape = { kind = 'stripe' }\n",
            "[zones.front]\ndensity_per_cm2 = 'many'\n[hairline]\nheight_cm = 6\npoints = [[1, 2, 3]]\n",
            "[head]\nmodel = 4\n[head.shape]\nlength_mm = 3\n",
        ];
        for text in wrong {
            let value: toml::Value = toml::from_str(text).unwrap();
            let by = |schema: &Value| -> Vec<String> {
                super::super::check::check(&value, schema).iter().map(|found| found.error.to_string()).collect()
            };
            let faults = by(&derived());
            assert!(!faults.is_empty(), "{text}");
            assert_eq!(faults, by(&checked(&derived())), "{text}");
        }
    }

    #[test]
    fn ranges_are_found_by_path() {
        for (path, min, max) in [
            ("hairline.height_mm", 30.0, 180.0),
            ("hairline.edges.nape_raise_mm", 0.0, 60.0),
            ("client.observed.age_days", 1.0, 3650.0),
            ("touch_ups[].when_contrast_under", 0.1, 0.95),
            ("head.shape.length_mm", 170.0, 220.0),
        ] {
            assert_eq!(Plan::range(path), Some(min..=max), "{path}");
        }
        for path in ["", "hairline", "hairline.preset", "hairline.height_cm", "touch_ups.day", "hairline.height_mm.x"] {
            assert_eq!(Plan::range(path), None, "{path}");
        }
    }

    #[test]
    fn defaults_are_written_as_people_write_them() {
        let text = Plan::schema().to_string();
        assert!(!text.contains("0.20000000298"), "single precision leaks into the schema");
        assert!(text.contains("0.2"));
    }
}
