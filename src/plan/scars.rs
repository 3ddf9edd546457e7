//! Scars: their place, and how they take pigment.
//!
//! Sources: surgeons' pages for widths (strip scars 1–3 mm, poor ones 5–10; extraction scars 0.8–1.0 mm, white).
//! Practitioners agree on the direction in which pigment behaves in scar tissue (it takes poorly or spreads); the size
//! is inferred, except for the loss: in six months the density seen fell from 8.1 to 6.5 of 10 in scars, from 9.1 to
//! 8.2 elsewhere (Liu et al. 2025).
//!
//! A scar's own tissue gets all of the density asked for. The hair around it, within the feathering, and the skin
//! between small scars get a third: the full density would frame the scar in dark.

use super::mishaps::DIFFUSION_MAX;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One scar, or one field of small ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Scar {
    /// Kind and place of the scar: { kind = "strip", points, width_mm }, { kind = "fue", outline, count, size_mm },
    /// { kind = "fue-disc", centre, radius_mm, count, size_mm } or { kind = "outline", points }; places in chart mm.
    pub shape: ScarShape,
    /// Tissue of the scar: how it takes pigment and how it looks. Left out: an ordinary pale, flat scar.
    #[serde(default)]
    pub tissue: ScarTissue,
    /// Dots per cm² set into it; 0 leaves it bare.
    #[serde(default = "scar_density_per_cm2")]
    #[schemars(range(min = 0.0, max = 300.0))]
    pub density_per_cm2: f32,
    /// Width over which the work is feathered beyond its edge, mm (10–20 in practice).
    #[serde(default = "scar_feather_mm")]
    #[schemars(range(min = 0.0, max = 60.0))]
    pub feather_mm: f32,
    /// Months since the wound. Scars are left to settle for 6, better 12.
    #[serde(default = "scar_age_months")]
    #[schemars(range(min = 0.0, max = 1200.0))]
    pub age_months: f32,
}

fn scar_density_per_cm2() -> f32 {
    100.0
}

fn scar_feather_mm() -> f32 {
    12.0
}

fn scar_age_months() -> f32 {
    24.0
}

impl Scar {
    /// An ordinary scar of a shape.
    pub fn new(shape: ScarShape) -> Self {
        Self {
            shape,
            tissue: ScarTissue::default(),
            density_per_cm2: scar_density_per_cm2(),
            feather_mm: scar_feather_mm(),
            age_months: scar_age_months(),
        }
    }
}

/// Shape and place of a scar, in chart mm: x to the client's left, y towards the face, origin at the top of the head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ScarShape {
    /// The line left by a strip taken for a transplant.
    Strip {
        /// Middle line of the scar, chart mm.
        points: Vec<[f32; 2]>,
        /// Width of the scar, mm.
        #[schemars(range(min = 0.1, max = 30.0))]
        width_mm: f32,
    },
    /// Many small round scars inside an outline, left by the extraction of single grafts.
    Fue {
        /// Outline of the field, chart mm.
        outline: Vec<[f32; 2]>,
        /// Number of scars.
        #[schemars(range(min = 1, max = 20000))]
        count: u32,
        /// Width of one, mm.
        #[schemars(range(min = 0.2, max = 4.0))]
        size_mm: f32,
    },
    /// Small round scars of harvested follicles inside a circle.
    FueDisc {
        /// The circle's centre, chart mm.
        centre: [f32; 2],
        /// Radius of the circle, mm.
        #[schemars(range(min = 1.0, max = 150.0))]
        radius_mm: f32,
        /// Number of scars.
        #[schemars(range(min = 1, max = 20000))]
        count: u32,
        /// Width of one, mm.
        #[schemars(range(min = 0.2, max = 4.0))]
        size_mm: f32,
    },
    /// Any other scar, by its outline.
    Outline {
        /// Outline of the scar, chart mm.
        points: Vec<[f32; 2]>,
    },
}

impl ScarShape {
    /// Points along the scar, chart mm: its middle line, its outline, or eight points of its circle.
    pub fn outline_points(&self) -> Vec<[f32; 2]> {
        match self {
            Self::Strip { points, .. } | Self::Outline { points } => points.clone(),
            Self::Fue { outline, .. } => outline.clone(),
            Self::FueDisc { centre, radius_mm, .. } => {
                let at = |i: u8| libm::sincosf(f32::from(i) * std::f32::consts::FRAC_PI_4);
                (0..8).map(at).map(|(sin, cos)| [centre[0] + radius_mm * cos, centre[1] + radius_mm * sin]).collect()
            }
        }
    }
}

/// Tissue of a scar: how it takes pigment and how it looks beside normal skin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ScarTissue {
    /// Pigment that stays, relative to normal skin: below 1 it takes poorly.
    #[schemars(range(min = 0.0, max = 2.0))]
    pub uptake: f32,
    /// Diffusion of the dots' pigment, as a multiple of normal skin's; 8 is a blowout's.
    #[schemars(range(min = 0.1, max = DIFFUSION_MAX))]
    pub spread: f32,
    /// Width of a dot relative to normal skin.
    #[schemars(range(min = 0.5, max = 4.0))]
    pub dot_diameter: f32,
    /// Multiplies the loss of the first months: above 1 it keeps less of what it took.
    #[schemars(range(min = 0.0, max = 3.0))]
    pub fade: f32,
    /// Share of the dots that do not take at all.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub missing: f32,
    /// Hair left in it, relative to the skin beside it.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub hair: f32,
    /// Melanin relative to the skin beside it: below 1 it is paler.
    #[schemars(range(min = 0.0, max = 3.0))]
    pub melanin: f32,
    /// Blood relative to the skin beside it: above 1 it is redder (a young scar).
    #[schemars(range(min = 0.0, max = 5.0))]
    pub blood: f32,
    /// Height above the skin beside it, mm; negative is sunken.
    #[schemars(range(min = -3.0, max = 5.0))]
    pub relief_mm: f32,
}

impl Default for ScarTissue {
    fn default() -> Self {
        Self {
            uptake: 0.8,
            spread: 2.0,
            fade: 1.85,
            dot_diameter: 1.2,
            missing: 0.15,
            hair: 0.05,
            melanin: 0.4,
            blood: 0.7,
            relief_mm: -0.1,
        }
    }
}
