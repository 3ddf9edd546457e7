//! Sliders over the ranges that the plan's schema has.

use crate::plan::Plan;
use egui::{Slider, SliderClamping};
use std::ops::RangeInclusive;

/// The range that the plan's schema gives the number at `path`.
pub fn range(path: &str) -> RangeInclusive<f32> {
    let found = Plan::range(path);
    debug_assert!(found.is_some(), "the schema has no number at `{path}`");
    found.unwrap_or(f32::MIN..=f32::MAX)
}

/// A slider over the range of the number at `path`. What lies in a plan is shown as it is, and changed only by a hand.
pub fn slider<'a>(value: &'a mut f32, path: &str, text: &str) -> Slider<'a> {
    Slider::new(value, range(path)).clamping(SliderClamping::Edits).text(text)
}

/// A slider over a share, in percent.
pub fn percent_slider<'a>(value: &'a mut f32, path: &str, text: &str) -> Slider<'a> {
    let range = range(path);
    let range = 100.0 * range.start()..=100.0 * range.end();
    Slider::new(value, range).clamping(SliderClamping::Edits).suffix(" %").text(text)
}
