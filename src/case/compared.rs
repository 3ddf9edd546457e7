//! Plans side by side: the figures of each, and the keys in which they differ.

use super::laid::Case;
use crate::plan::{Plan, Range};
use crate::time::DAYS_PER_YEAR;
use crate::time::forecast::DueRange;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Figures of a plan on a head, to be held beside another's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlanFigures {
    /// Digest of the plan.
    pub digest: String,
    /// Height of the line's middle above the glabella, mm along the skin.
    pub height_mm: f32,
    /// Distance of the corners behind the middle, right and left, mm.
    pub recess_mm: [f32; 2],
    /// Dots of the sessions.
    pub dots: usize,
    /// Skin on which they stand, cm².
    pub area_cm2: f32,
    /// Dots per cm² where they stand.
    pub density_per_cm2: f32,
    /// Parts of water to one of ink, at the first and the last session.
    pub dilution: [f32; 2],
    /// Sessions.
    pub visits: usize,
    /// Hours in all.
    pub hours: Range,
    /// Cost in all.
    pub cost: Range,
    /// Currency of the cost.
    pub currency: String,
    /// Colour difference of the healed work to bare skin by pigment alone, CIEDE2000.
    pub healed_delta_e: f32,
    /// Contrast of the healed work to bare skin in luminance, 0–1.
    pub healed_contrast: f32,
    /// Contrast after five and after ten years, as a share of the healed work's.
    pub later_contrast: [f32; 2],
    /// Days on which a touch-up falls due.
    pub touch_up_due: DueRange,
}

/// A key in which plans differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlanDifference {
    /// Key as people write it: `hairline.height_mm`.
    pub key: String,
    /// Value of each plan; `None` where it leaves the key out.
    pub values: Vec<Option<Value>>,
}

impl Case {
    /// Figures to be held beside another plan's.
    pub fn figures(&self) -> PlanFigures {
        let (plan, estimate, line) = (self.plan(), self.estimate(), self.line_measures());
        let area_cm2: f32 = self.counts().iter().map(|zone| zone.area_cm2).sum();
        let days = [self.healed_day(), 5.0 * DAYS_PER_YEAR, 10.0 * DAYS_PER_YEAR];
        let tones = self.tone_on(&self.appearance().fade, days);
        let tone = |i: usize| tones.get(i).copied().unwrap_or_default();
        PlanFigures {
            digest: plan.digest(),
            height_mm: line.height_mm,
            recess_mm: line.recess_mm,
            dots: estimate.dots,
            area_cm2,
            density_per_cm2: if area_cm2 > 0.0 { estimate.dots as f32 / area_cm2 } else { 0.0 },
            dilution: [plan.session_dilution(0), plan.session_dilution(plan.sessions.len().saturating_sub(1))],
            visits: estimate.visits.len(),
            hours: estimate.hours,
            cost: estimate.cost,
            currency: estimate.currency,
            healed_delta_e: tone(0).delta_e,
            healed_contrast: tone(0).contrast,
            later_contrast: [tone(1).relative_contrast, tone(2).relative_contrast],
            touch_up_due: self.touch_up_due(),
        }
    }
}

/// Keys in which plans differ, in order of the alphabet. The plan's name is none of them.
pub fn differences_of(plans: &[&Plan]) -> Vec<PlanDifference> {
    let mut all: BTreeMap<String, Vec<Option<Value>>> = BTreeMap::new();
    for (i, plan) in plans.iter().enumerate() {
        // Proof: a plan has only text keys and numbers, so this cannot fail; null would have no keys.
        let value = serde_json::to_value(plan).unwrap_or_default();
        leaves("", &value, &mut |key, value| {
            all.entry(key.to_owned()).or_insert_with(|| vec![None; plans.len()])[i] = Some(value.clone());
        });
    }
    all.into_iter()
        .filter(|(key, values)| key != "name" && values.windows(2).any(|pair| pair[0] != pair[1]))
        .map(|(key, values)| PlanDifference { key, values })
        .collect()
}

/// Visits every value below another that has no keys of its own; lists of numbers are one value.
fn leaves(path: &str, value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| leaves(&below(key), value, visit)),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().enumerate().for_each(|(i, item)| leaves(&format!("{path}[{i}]"), item, visit));
        }
        // A number of a plan is a 32-bit one; its shortest text is what people wrote.
        Value::Number(number) if number.is_f64() => {
            let short = number.as_f64().and_then(|v| (v as f32).to_string().parse::<f64>().ok());
            visit(path, &short.map_or_else(|| value.clone(), Value::from));
        }
        other => visit(path, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_differ_are_named_and_others_are_not() {
        let mut other = Plan { name: "another".to_owned(), ..Plan::default() };
        assert_eq!(differences_of(&[&Plan::default(), &other]), []);
        other.hairline.height_mm = Some(66.1);
        other.sessions[1].day = 14.0;
        other.sessions.pop();
        let found = differences_of(&[&Plan::default(), &other]);
        let keys: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(
            keys,
            ["hairline.height_mm", "sessions[1].day", "sessions[2].day", "sessions[2].dose", "sessions[2].share"]
        );
        assert_eq!(found[0].values, [None, Some(66.1.into())]);
    }
}
