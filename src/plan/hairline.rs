//! The hairline in the plan: a named shape, and the figures that were agreed differently.
//!
//! Fields left out are the preset's; [`Hairline::figures`] fills them in. The line is where half of the full darkening is
//! reached. Heights are measured along the skin of the midline from the glabella, which is 6–15 % more than seen from
//! the front, since the forehead curves back. Recesses are measured from front to back, as seen from above: a line that
//! is level from the front lies 40–50 mm farther back at its corners.
//!
//! The soft square follows photographs of finished work: eleven heads of one clinic wear no other line. The other
//! figures are inferences between those and the published series: Kashiyama et al. 2021 (men 66.5, women 62 mm),
//! Rassman et al. 2013 (juvenile and mature lines differ by 13–19 mm in the middle and over 25 mm at the corners), Garg
//! 2008 (80 mm), Shapiro 2013 (edge zones). [`super::line`] places the line on a head.

use super::edges::Edges;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Hairline as it was agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Hairline {
    /// The shape to start from: "soft-square", "juvenile", "mature", "mature-high", "receded", "rounded", "straight" (edged up),
    /// "widows-peak", "soft", "notched" or "feminine". It fills every field below that is left out.
    pub preset: HairlinePreset,
    /// Height of the line's middle, where half of the full darkening is reached, above the glabella, mm along the skin.
    #[schemars(range(min = 30.0, max = 180.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<f32>,
    /// Distance of the corners behind the line's middle, mm, seen from above: about 45 is level from the front, less lower.
    #[schemars(range(min = -10.0, max = 90.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recess_mm: Option<f32>,
    /// Distance of the line's corners outward of the vertical through the eye's outer corner, mm.
    #[schemars(range(min = -15.0, max = 15.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corner_out_mm: Option<f32>,
    /// Bend between the middle and the corners: 1 bulges forward (a grown man's), 0 is straight, -1 hollow (a child's).
    #[schemars(range(min = -1.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curvature: Option<f32>,
    /// Roundness of the corners: 0 is a square corner, 1 a wide arc.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corner_roundness: Option<f32>,
    /// Distance of the temples' points in front of where they would be on this head, mm; negative opens the corner.
    #[schemars(range(min = -30.0, max = 20.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temple_forward_mm: Option<f32>,
    /// Height of a widow's peak, mm; 0 for none.
    #[schemars(range(min = 0.0, max = 30.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub widow_peak_mm: Option<f32>,
    /// Width of the fade-in at the line, mm along the skin, from 10 to 90 % of the full darkening: dots grow both denser and darker.
    #[schemars(range(min = 0.5, max = 40.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub softness_mm: Option<f32>,
    /// Brokenness of the line: 0 drawn with a ruler, 1 as grown, 2 scattered.
    #[schemars(range(min = 0.0, max = 2.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub irregularity: Option<f32>,
    /// Likeness of left and right: 1 is a mirror image, 0 the widest natural difference (5 mm in height, 8 mm along).
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symmetry: Option<f32>,
    /// Control points that replace the built line, in chart mm (x to the client's left, y towards the face, origin at the
    /// top of the head), from the client's right to left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Vec<[f32; 2]>>,
    /// True where control points, the line's and its edges', count on the client's left only (x of 0 and more) and are mirrored
    /// to the right.
    #[serde(skip_serializing_if = "is_false")]
    pub mirrored: bool,
    /// Gaps cut through the line (a faux scar).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notches: Vec<Notch>,
    /// The other edges of what is treated.
    pub edges: Edges,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Default for Hairline {
    fn default() -> Self {
        Self {
            preset: HairlinePreset::SoftSquare,
            height_mm: None,
            recess_mm: None,
            corner_out_mm: None,
            curvature: None,
            corner_roundness: None,
            temple_forward_mm: None,
            widow_peak_mm: None,
            softness_mm: None,
            irregularity: None,
            symmetry: None,
            points: None,
            mirrored: false,
            notches: Vec::new(),
            edges: Edges::default(),
        }
    }
}

impl Hairline {
    /// A hairline with all figures of its preset.
    pub fn of(preset: HairlinePreset) -> Self {
        Self { preset, ..Self::default() }
    }

    /// Every figure of the line: the plan's, or the preset's where the plan has none.
    pub fn figures(&self) -> HairlineFigures {
        let preset = self.preset.figures();
        HairlineFigures {
            height_mm: self.height_mm.unwrap_or(preset.height_mm),
            recess_mm: self.recess_mm.unwrap_or(preset.recess_mm),
            corner_out_mm: self.corner_out_mm.unwrap_or(preset.corner_out_mm),
            curvature: self.curvature.unwrap_or(preset.curvature),
            corner_roundness: self.corner_roundness.unwrap_or(preset.corner_roundness),
            temple_forward_mm: self.temple_forward_mm.unwrap_or(preset.temple_forward_mm),
            widow_peak_mm: self.widow_peak_mm.unwrap_or(preset.widow_peak_mm),
            softness_mm: self.softness_mm.unwrap_or(preset.softness_mm),
            irregularity: self.irregularity.unwrap_or(preset.irregularity),
            symmetry: self.symmetry.unwrap_or(preset.symmetry),
        }
    }

    /// The gaps to cut: the plan's own, or the two of the notched preset where the plan has none.
    pub fn gaps(&self) -> Vec<Notch> {
        if self.notches.is_empty() && self.preset == HairlinePreset::Notched {
            vec![
                Notch { right_mm: 38.0, width_mm: 2.0, length_mm: 15.0 },
                Notch { right_mm: 45.0, width_mm: 2.0, length_mm: 12.0 },
            ]
        } else {
            self.notches.clone()
        }
    }
}

/// A gap cut through the hairline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Notch {
    /// Distance from the midline at which it crosses the line, mm along it, positive on the client's right.
    #[schemars(range(min = -120.0, max = 120.0))]
    pub right_mm: f32,
    /// Width of the gap, mm.
    #[schemars(range(min = 0.5, max = 10.0))]
    pub width_mm: f32,
    /// Reach behind the line, mm.
    #[schemars(range(min = 1.0, max = 40.0))]
    pub length_mm: f32,
}

impl Default for Notch {
    fn default() -> Self {
        Self { right_mm: 38.0, width_mm: 2.0, length_mm: 15.0 }
    }
}

/// The figures of a hairline, all filled in. Units and meanings as in [`Hairline`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HairlineFigures {
    /// Height of the line's middle above the glabella, mm along the skin.
    pub height_mm: f32,
    /// Distance of the corners behind the line's middle, mm.
    pub recess_mm: f32,
    /// Distance of the corners outward of the vertical through the eye's outer corner, mm.
    pub corner_out_mm: f32,
    /// Bend between middle and corners: 1 bulges forward, 0 is straight, −1 hollow.
    pub curvature: f32,
    /// Roundness of the corners: 0 square, 1 a wide arc.
    pub corner_roundness: f32,
    /// Shift of the temples' points forward, mm.
    pub temple_forward_mm: f32,
    /// Height of the widow's peak, mm.
    pub widow_peak_mm: f32,
    /// Width of the fade at the line, mm, 10–90 % of the full darkening.
    pub softness_mm: f32,
    /// Brokenness of the line: 0 ruled, 1 as grown, 2 scattered.
    pub irregularity: f32,
    /// Likeness of left and right: 1 a mirror image, 0 the widest natural difference.
    pub symmetry: f32,
}

/// Hairlines by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HairlinePreset {
    /// Nearly straight with rounded right-angled corners, 25–45 years; the usual work of clinics.
    SoftSquare,
    /// Low and hollow with round corners: under about 25 years.
    Juvenile,
    /// A grown man's line with corners gone back a little, 45–55 years.
    Mature,
    /// A higher grown man's line, 55–65 years.
    MatureHigh,
    /// High with open corners, 65 years and over.
    Receded,
    /// One single arc: in a photograph from the front it is 8–9 mm higher 40 mm to the side than in the middle.
    Rounded,
    /// Straight with square corners and hardly a fade, as a barber edges it.
    Straight,
    /// A grown man's line with a peak in the middle.
    WidowsPeak,
    /// Broken and scattered, with a wide fade.
    Soft,
    /// The soft square with one or two gaps (faux scars) at the corner.
    Notched,
    /// A woman's: low, rounded, soft.
    Feminine,
}

impl HairlinePreset {
    /// Every preset, in the order of the documentation.
    pub const ALL: [Self; 11] = [
        Self::SoftSquare,
        Self::Juvenile,
        Self::Mature,
        Self::MatureHigh,
        Self::Receded,
        Self::Rounded,
        Self::Straight,
        Self::WidowsPeak,
        Self::Soft,
        Self::Notched,
        Self::Feminine,
    ];

    /// The preset that suits an age, for a man's hairline.
    pub fn typical_of_age(age_years: f32) -> Self {
        match age_years {
            age if age < 25.0 => Self::Juvenile,
            age if age < 45.0 => Self::SoftSquare,
            age if age < 55.0 => Self::Mature,
            age if age < 65.0 => Self::MatureHigh,
            _ => Self::Receded,
        }
    }

    /// The figures of the preset: measured for the soft square, else inferred from the series that the module names.
    pub fn figures(self) -> HairlineFigures {
        let square = HairlineFigures {
            height_mm: 70.5,
            recess_mm: 40.0,
            corner_out_mm: 7.0,
            curvature: 1.0,
            corner_roundness: 0.2,
            temple_forward_mm: 0.0,
            widow_peak_mm: 0.0,
            softness_mm: 13.0,
            irregularity: 0.8,
            symmetry: 0.6,
        };
        let mature = HairlineFigures {
            height_mm: 75.0,
            recess_mm: 48.0,
            corner_out_mm: 2.0,
            curvature: 0.6,
            corner_roundness: 0.5,
            temple_forward_mm: -2.0,
            widow_peak_mm: 4.0,
            softness_mm: 14.0,
            irregularity: 1.0,
            symmetry: 0.6,
        };
        match self {
            Self::SoftSquare => square,
            Self::Juvenile => HairlineFigures {
                height_mm: 61.0,
                recess_mm: 20.0,
                curvature: -0.5,
                corner_roundness: 0.6,
                temple_forward_mm: 4.0,
                softness_mm: 10.0,
                irregularity: 0.6,
                ..mature
            },
            Self::Mature => mature,
            Self::MatureHigh => {
                HairlineFigures { height_mm: 81.0, recess_mm: 54.0, widow_peak_mm: 2.0, softness_mm: 15.0, ..mature }
            }
            Self::Receded => HairlineFigures {
                height_mm: 87.0,
                recess_mm: 57.0,
                corner_roundness: 0.6,
                temple_forward_mm: -5.0,
                widow_peak_mm: 0.0,
                softness_mm: 17.0,
                irregularity: 1.4,
                symmetry: 0.5,
                ..mature
            },
            Self::Rounded => HairlineFigures {
                recess_mm: 60.0,
                corner_out_mm: 2.0,
                curvature: 0.0,
                corner_roundness: 0.8,
                softness_mm: 15.0,
                ..square
            },
            Self::Straight => {
                HairlineFigures { corner_roundness: 0.0, softness_mm: 3.0, irregularity: 0.15, symmetry: 0.9, ..square }
            }
            Self::WidowsPeak => {
                HairlineFigures { height_mm: 76.0, recess_mm: 44.0, widow_peak_mm: 12.0, softness_mm: 12.0, ..mature }
            }
            Self::Soft => HairlineFigures {
                height_mm: 73.0,
                recess_mm: 46.0,
                widow_peak_mm: 0.0,
                softness_mm: 18.0,
                irregularity: 1.4,
                symmetry: 0.5,
                ..mature
            },
            Self::Notched => HairlineFigures { softness_mm: 8.0, irregularity: 0.6, ..square },
            Self::Feminine => HairlineFigures {
                height_mm: 64.0,
                recess_mm: 22.0,
                curvature: -0.3,
                corner_roundness: 0.7,
                temple_forward_mm: 4.0,
                widow_peak_mm: 5.0,
                softness_mm: 13.0,
                ..mature
            },
        }
    }
}

/// Width of a widow's peak at its base, mm (Ceballos et al. 2013 and the Kurdish series: 21–27).
pub const WIDOW_PEAK_WIDTH_MM: f32 = 27.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_plan_says_goes_before_the_preset() {
        let line = Hairline { softness_mm: Some(18.0), ..Hairline::of(HairlinePreset::Straight) };
        let figures = line.figures();
        assert_eq!((figures.softness_mm, figures.height_mm), (18.0, 70.5));
    }

    #[test]
    fn hairlines_rise_open_and_soften_with_age() {
        let ages = [20.0, 35.0, 50.0, 60.0, 70.0].map(|age| HairlinePreset::typical_of_age(age).figures());
        for pair in ages.windows(2) {
            assert!(pair[0].height_mm < pair[1].height_mm && pair[0].recess_mm < pair[1].recess_mm, "{pair:?}");
            assert!(pair[0].softness_mm < pair[1].softness_mm, "{pair:?}");
        }
    }
}
