//! Needle and hand: named hands, from even to poor, and the figures that were agreed differently.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Needle and hand: what makes dots uneven. The preset fills every field below it that is left out; [`Hand::figures`] has
/// them all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Hand {
    /// Hand to start from: "even" (the evenest found), "ordinary" or "poor" (double hits, blown-out and missing dots). It fills every
    /// field below that is left out.
    pub preset: HandPreset,
    /// Width of the needle, mm (0.18–0.30 in use). No dot is aimed at less than half of it; single dots come out finer.
    #[schemars(range(min = 0.05, max = 1.0))]
    pub needle_mm: f32,
    /// Smallest distance between two dots' centres, mm. Kept up to 160 dots per cm²; denser dots join.
    #[schemars(range(min = 0.1, max = 2.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing_min_mm: Option<f32>,
    /// Distance of a dot from where it would be most even, as a share of a spacing of 0.98 mm (standard deviation; it keeps the
    /// smallest distance all the same). 0 looks printed.
    #[schemars(range(min = 0.0, max = 0.5))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jitter: Option<f32>,
    /// Spread of the pigment from dot to dot, as a share of it (standard deviation): width and darkness go with its cube root.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_spread: Option<f32>,
    /// Length of a dot along the hair over its width, from the needle's slant.
    #[schemars(range(min = 1.0, max = 2.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elongation: Option<f32>,
    /// Share of dots set too deep, which blow out.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blowout_share: Option<f32>,
    /// Share of dots that do not take.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_share: Option<f32>,
    /// Share of dots hit twice, the second time a tenth or two of a millimetre beside the first.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double_share: Option<f32>,
    /// Spread of the pigment from place to place, as a share of it (standard deviation): hand and skin take more here and less
    /// there.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uptake_spread: Option<f32>,
    /// Width of the widest of those places, mm; the finest are an eighth of it.
    #[schemars(range(min = 2.0, max = 80.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uptake_patch_mm: Option<f32>,
}

/// Hands by name, from even to poor, as finished work shows them.
///
/// | | even | ordinary | poor |
/// |---|---|---|---|
/// | neighbours nearer than 0.45 mm | 5–8 % | 10–14 % | more |
/// | Clark–Evans' R | 1.41–1.46 | 1.29–1.37 | less |
///
/// The figures are measured on photographs of finished work, 100 to 125 dots found per cm²; "poor" is an inference. R is the mean
/// distance of nearest neighbours over that of points thrown at random (Clark & Evans 1954).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HandPreset {
    /// The evenest work found.
    Even,
    /// Pattern of most finished work: random but for a smallest distance of 0.40 mm.
    #[default]
    Ordinary,
    /// Uneven work, with double hits, blown-out and missing dots.
    Poor,
}

/// The figures of a hand, all filled in. Units and meanings as in [`Hand`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HandFigures {
    /// Smallest distance between two dots' centres, mm.
    pub spacing_min_mm: f32,
    /// Standard deviation of a dot's distance from its site, as a share of [`HandFigures::SPACING_MM`].
    pub jitter: f32,
    /// Spread of the pigment from dot to dot, as a share (standard deviation).
    pub load_spread: f32,
    /// Length of a dot divided by its width.
    pub elongation: f32,
    /// Share of dots that blow out.
    pub blowout_share: f32,
    /// Share of dots that do not take.
    pub missing_share: f32,
    /// Share of dots hit twice.
    pub double_share: f32,
    /// Spread of the pigment from place to place, as a share (standard deviation).
    pub uptake_spread: f32,
    /// Width of the widest such places, mm.
    pub uptake_patch_mm: f32,
}

impl HandFigures {
    /// Spacing of which a jitter is a share, mm: that of 120 dots per cm², packed as evenly as possible.
    pub const SPACING_MM: f32 = 0.98;

    /// Root mean square of a dot's distance from its site in the skin's plane, mm; each axis has half of the variance.
    pub fn miss_mm(&self) -> f32 {
        self.jitter * Self::SPACING_MM
    }
}

impl HandPreset {
    /// Every hand.
    pub const ALL: [Self; 3] = [Self::Even, Self::Ordinary, Self::Poor];

    /// Name of the hand in a plan.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Even => "even",
            Self::Ordinary => "ordinary",
            Self::Poor => "poor",
        }
    }

    /// Figures of the hand.
    pub const fn figures(self) -> HandFigures {
        match self {
            Self::Even => HandFigures {
                spacing_min_mm: 0.40,
                jitter: 0.25,
                load_spread: 0.30,
                elongation: 1.1,
                blowout_share: 0.005,
                missing_share: 0.03,
                double_share: 0.0,
                uptake_spread: 0.04,
                uptake_patch_mm: 24.0,
            },
            Self::Ordinary => HandFigures {
                spacing_min_mm: 0.40,
                jitter: 0.40,
                load_spread: 0.40,
                elongation: 1.1,
                blowout_share: 0.01,
                missing_share: 0.03,
                double_share: 0.005,
                uptake_spread: 0.06,
                uptake_patch_mm: 24.0,
            },
            Self::Poor => HandFigures {
                spacing_min_mm: 0.25,
                jitter: 0.50,
                load_spread: 0.75,
                elongation: 1.25,
                blowout_share: 0.10,
                missing_share: 0.20,
                double_share: 0.05,
                uptake_spread: 0.34,
                uptake_patch_mm: 24.0,
            },
        }
    }
}

impl Default for Hand {
    fn default() -> Self {
        Self::of(HandPreset::Ordinary)
    }
}

impl Hand {
    /// A hand with all figures of its preset, and the usual needle.
    pub const fn of(preset: HandPreset) -> Self {
        Self {
            preset,
            needle_mm: 0.25,
            spacing_min_mm: None,
            jitter: None,
            load_spread: None,
            elongation: None,
            blowout_share: None,
            missing_share: None,
            double_share: None,
            uptake_spread: None,
            uptake_patch_mm: None,
        }
    }

    /// Every figure of the hand: the plan's, or the preset's where the plan has none.
    pub fn figures(&self) -> HandFigures {
        let preset = self.preset.figures();
        HandFigures {
            spacing_min_mm: self.spacing_min_mm.unwrap_or(preset.spacing_min_mm),
            jitter: self.jitter.unwrap_or(preset.jitter),
            load_spread: self.load_spread.unwrap_or(preset.load_spread),
            elongation: self.elongation.unwrap_or(preset.elongation),
            blowout_share: self.blowout_share.unwrap_or(preset.blowout_share),
            missing_share: self.missing_share.unwrap_or(preset.missing_share),
            double_share: self.double_share.unwrap_or(preset.double_share),
            uptake_spread: self.uptake_spread.unwrap_or(preset.uptake_spread),
            uptake_patch_mm: self.uptake_patch_mm.unwrap_or(preset.uptake_patch_mm),
        }
    }
}
