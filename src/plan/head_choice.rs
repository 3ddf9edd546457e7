//! The head that a plan is for, as far as a document can say: the built-in head's proportions, landmarks set by hand,
//! and the whorl.
//!
//! A scan is named on the command line, not in the plan: a plan travels without the client's face.

use crate::head::builtin::{HeadShape, Lids, ShapePreset};
use crate::head::{Clothing, IrisColour, LandmarkOverrides, Whorl};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The head that the plan is for.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HeadPlan {
    /// Proportions of the built-in head; a scan has its own. Left out: an average man's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<HeadShape>,
    /// Eyes of the built-in head: "open" or "closed".
    pub eyes: Lids,
    /// Colour of its irises: "dark-brown", "brown", "hazel", "green", "blue" or "grey".
    pub iris: IrisColour,
    /// Clothing over the cut of the bust: "none", "crew-neck" or "cape".
    pub clothing: Clothing,
    /// True where brows are drawn on a scan, too, which otherwise keeps its own.
    pub scan_brows: bool,
    /// Landmarks set by hand, in place of those found: each a point [x, y, z] in mm, as `pointille check` prints it. The
    /// head frame, the scalp's border and the hairline follow.
    #[serde(skip_serializing_if = "LandmarkOverrides::is_empty")]
    pub landmarks: LandmarkOverrides,
    /// Whorl of the crown, about which the hair turns.
    pub whorl: Whorl,
}

/// Fills values that the plan leaves out with those of the named look, and gives a shape without an age the client's.
pub(super) fn fill(values: &mut toml::Value) {
    let age = values.get("client").and_then(|client| client.get("age_years")).cloned();
    let age = age.unwrap_or(toml::Value::Float(f64::from(super::Client::default().age_years)));
    let shape = values.get_mut("head").and_then(|head| head.get_mut("shape")).and_then(toml::Value::as_table_mut);
    let Some(shape) = shape else { return };
    if !shape.contains_key("age_years") {
        let years = age.as_float().or_else(|| age.as_integer().map(|whole| whole as f64)).unwrap_or_default();
        let [_, .., (_, _, low, high)] = HeadShape::default().fields();
        shape.insert("age_years".to_owned(), toml::Value::Float(years.clamp(f64::from(low), f64::from(high))));
    }
    let Some(Ok(preset)) = shape.get("preset").map(|preset| preset.clone().try_into::<ShapePreset>()) else { return };
    let Ok(toml::Value::Table(typical)) = toml::Value::try_from(preset.shape()) else { return };
    for (key, value) in typical {
        shape.entry(key).or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use crate::head::builtin::{HeadShape, ShapePreset};
    use crate::plan::Plan;

    #[test]
    fn a_looks_name_fills_what_the_plan_leaves_out_and_the_client_gives_the_age() {
        let plan = Plan::from_toml("[client]\nage_years = 61\n[head.shape]\npreset = \"woman\"\nbreadth_mm = 151.0\n")
            .unwrap();
        let woman = ShapePreset::Woman.shape();
        let expected = HeadShape { breadth_mm: 151.0, age_years: 61.0, ..woman };
        assert_eq!(plan.head.shape, Some(expected));
        assert!(Plan::from_toml("[head.shape]\npreset = \"giant\"\n").is_err());
        let again = Plan::from_toml(&plan.to_toml()).unwrap();
        assert_eq!(again, plan);
    }
}
