//! Advice on the hairline: too low, too closed, too straight or too hard for the age and the skin.
//!
//! Usual work on grown men is accepted at any age: half of the contrast 61 to 65 mm above the glabella in photographs
//! (some 68 along the skin), nearly straight, with a rounded square corner. A lower line is a boy's: men's rise by
//! 13–19 mm (Rassman et al. 2013). The limits between ages are inferences.

use super::advice::{Advice, AdviceKind};
use super::hairline::HairlinePreset;
use super::{LineMeasures, Plan};

impl Plan {
    /// Adds all advice on the hairline.
    pub(super) fn on_hairline(&self, measured: Option<&LineMeasures>, advice: &mut Vec<Advice>) {
        let by_figures = self.hairline.points.is_none();
        let mut line = self.hairline.figures();
        if let (false, Some(drawn)) = (by_figures, measured) {
            line.height_mm = (10.0 * drawn.height_mm).round() / 10.0;
            line.recess_mm = (10.0 * drawn.recess_mm[0].min(drawn.recess_mm[1])).round() / 10.0;
        }
        let usual = self.typical_hairline().figures();
        let age = self.client.age_years;
        let mut say = |kind, key: &str, found: f32, usual: f32, message: String| {
            advice.push(Advice { kind, path: format!("hairline.{key}"), found, usual, message });
        };
        let lowest_mm = match age {
            _ if self.is_womans() => 50.0,
            age if age > 45.0 => 66.0,
            age if age >= 25.0 => 64.0,
            _ => 56.0,
        };
        if by_figures || measured.is_some() {
            if line.height_mm < lowest_mm {
                say(
                    AdviceKind::HairlineLow,
                    "height_mm",
                    line.height_mm,
                    usual.height_mm,
                    format!(
                        "the hairline lies {} mm above the glabella; at {age} years less than {lowest_mm} mm looks too \
                         young for the face, more so each year, and it cannot be raised again; usual is {} mm",
                        line.height_mm, usual.height_mm
                    ),
                );
            }
            // Usual work counts as closed at no age. Up to halfway between the usual corners of two ages is a matter of
            // taste.
            let closed_mm = usual.recess_mm.min(HairlinePreset::SoftSquare.figures().recess_mm);
            if line.recess_mm < closed_mm - 12.0 {
                say(
                    AdviceKind::HairlineClosed,
                    "recess_mm",
                    line.recess_mm,
                    usual.recess_mm,
                    format!(
                        "the corners lie {} mm behind the middle; at {age} years they usually lie about {} mm behind, \
                         and closed corners frame the face like a boy's",
                        line.recess_mm, usual.recess_mm
                    ),
                );
            }
            // Usual work is straight; only a straight line without a fade looks drawn.
            if by_figures && line.corner_roundness < 0.15 && line.softness_mm < 8.0 {
                say(
                    AdviceKind::HairlineDrawn,
                    "corner_roundness",
                    line.corner_roundness,
                    usual.corner_roundness,
                    format!(
                        "the corners are square (roundness {}) and the fade is {} mm wide: together they read as cut with \
                         a ruler; usual are corners rounded by {} and a fade of {} mm",
                        line.corner_roundness, line.softness_mm, usual.corner_roundness, usual.softness_mm
                    ),
                );
            }
        }
        if line.temple_forward_mm > usual.temple_forward_mm + 5.0 && age >= 35.0 {
            say(
                AdviceKind::HairlineClosed,
                "temple_forward_mm",
                line.temple_forward_mm,
                usual.temple_forward_mm,
                format!(
                    "the temples' points stand {} mm forward; at {age} years closed temples give the work away, and \
                     usual is {} mm",
                    line.temple_forward_mm, usual.temple_forward_mm
                ),
            );
        }
        if line.irregularity < 0.4 {
            say(
                AdviceKind::HairlineDrawn,
                "irregularity",
                line.irregularity,
                1.0,
                format!(
                    "the line is hardly broken (irregularity {}); what grows has about 1, 0 is a ruler",
                    line.irregularity
                ),
            );
        }
        if line.symmetry > 0.9 {
            say(
                AdviceKind::HairlineDrawn,
                "symmetry",
                line.symmetry,
                0.6,
                format!(
                    "left and right are nearly mirror images (symmetry {}); natural lines differ by 2–5 mm in height",
                    line.symmetry
                ),
            );
        }
        let fair = self.client.skin.fitzpatrick().unwrap_or(3) <= 3;
        let hardest_mm = if fair { 6.0 } else { 3.0 };
        if line.softness_mm < hardest_mm {
            say(
                AdviceKind::HairlineHard,
                "softness_mm",
                line.softness_mm,
                usual.softness_mm,
                format!(
                    "the fade at the line is {} mm wide; below {hardest_mm} mm it reads as an outline{}; usual is {} mm",
                    line.softness_mm,
                    if fair { " on fair skin" } else { "" },
                    usual.softness_mm
                ),
            );
        }
    }
}
