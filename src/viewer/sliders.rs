//! Sliders over the ranges that the plan's schema has.

use super::voice::{MM_PER_INCH, Voice};
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

/// A slider over a length that a plan has in mm, told in the voice's unit; `key` is that of its words.
pub fn length_slider<'a>(voice: Voice, value: &'a mut f32, path: &str, key: &str) -> Slider<'a> {
    in_unit(voice, slider(value, path, &voice.of_length(key)))
}

/// A slider over mm that shows and takes the voice's unit.
pub fn in_unit(voice: Voice, slider: Slider<'_>) -> Slider<'_> {
    if !voice.inches {
        return slider;
    }
    let inch = f64::from(MM_PER_INCH);
    slider
        // A hundredth of an inch is a quarter of a mm; what is smaller than an inch has a digit more.
        .custom_formatter(move |mm, _| {
            let digits = if mm.abs() < inch { 3 } else { 2 };
            format!("{:.digits$}", mm / inch)
        })
        .custom_parser(move |text| Some(inch * text.trim().replace(',', ".").parse::<f64>().ok()?))
}

/// A slider over a share, in percent.
pub fn percent_slider<'a>(value: &'a mut f32, path: &str, text: &str) -> Slider<'a> {
    let range = range(path);
    let range = 100.0 * range.start()..=100.0 * range.end();
    Slider::new(value, range).clamping(SliderClamping::Edits).suffix(" %").text(text)
}
