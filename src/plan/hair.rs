//! The hair that is there: its colour, how thick it stands, how short it is kept.
//!
//! Dots imitate *shaved* hair, so what the sides look like decides whether they match. Sources: Loussouarn et al. 2005
//! for density and growth, Rakowska 2012 for shaft width, barbers' tables for guard lengths.

use crate::color::{LinearRgb, Srgb8};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Length of hair just cut by a clipper without guard, mm (0.2–0.8 in practice; an inference).
pub const CLIPPED_LENGTH_MM: f32 = 0.4;

/// The client's own hair, where there is any.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Hair {
    /// Colour: "black", "dark-brown", "brown", "blond", "red", "grey", "white", the colour of a lock
    /// such as { swatch = "#4a3426" }, or pigment contents such as { eumelanin = 1.2, pheomelanin = 0.1 } (relative to brown
    /// hair, which has eumelanin 0.8).
    pub colour: HairColour,
    /// Share of white hairs among the coloured ones.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub grey_share: f32,
    /// Length at which the clipper's guard leaves the hair, mm (#0 and #0.5 are 1.5, #1 is 3, #2 is 6). Left out: cut
    /// without a guard, or shaved as shaved_hours says.
    #[schemars(range(min = 0.0, max = 25.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guard_mm: Option<f32>,
    /// Hours since a razor or foil shaver took the hair down to the skin. Not together with guard_mm.
    #[schemars(range(min = 0.0, max = 720.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shaved_hours: Option<f32>,
    /// Follicular units per cm² at the back of the head, where hair is fullest. Other places follow from it.
    #[schemars(range(min = 20.0, max = 150.0))]
    pub units_per_cm2: f32,
    /// Mean number of hairs in a follicular unit.
    #[schemars(range(min = 1.0, max = 4.0))]
    pub hairs_per_unit: f32,
    /// Width of a shaft, mm.
    #[schemars(range(min = 0.02, max = 0.15))]
    pub shaft_diameter_mm: f32,
    /// Growth in mm a day.
    #[schemars(range(min = 0.1, max = 0.7))]
    pub growth_mm_per_day: f32,
}

impl Default for Hair {
    fn default() -> Self {
        Self {
            colour: HairColour::default(),
            grey_share: 0.1,
            guard_mm: None,
            shaved_hours: None,
            units_per_cm2: 80.0,
            hairs_per_unit: 1.95,
            shaft_diameter_mm: 0.06,
            growth_mm_per_day: 0.35,
        }
    }
}

impl Hair {
    /// Length of the hair above the skin, mm.
    pub fn length_mm(&self) -> f32 {
        match (self.guard_mm, self.shaved_hours) {
            (Some(guard_mm), _) => guard_mm,
            (None, Some(hours)) => hours / 24.0 * self.growth_mm_per_day,
            (None, None) => CLIPPED_LENGTH_MM,
        }
    }
}

/// Colour of the hair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum HairColour {
    /// By name.
    Named(HairName),
    /// By pigment.
    Melanin(HairMelanin),
    /// By the colour of a lock.
    Swatch(HairSwatch),
}

impl Default for HairColour {
    fn default() -> Self {
        Self::Named(HairName::DarkBrown)
    }
}

impl HairColour {
    /// Contents of (eumelanin, pheomelanin), relative to a scale on which brown hair has 0.8 of the first.
    ///
    /// Named colours are set by eye along the usual range of hair shading models (an inference); white has none.
    pub fn melanin(&self) -> (f32, f32) {
        match self {
            Self::Named(name) => match name {
                HairName::Black => (2.4, 0.1),
                HairName::DarkBrown => (1.4, 0.12),
                HairName::Brown => (0.8, 0.15),
                HairName::Blond => (0.22, 0.18),
                HairName::Red => (0.25, 0.7),
                HairName::Grey => (0.35, 0.03),
                HairName::White => (0.0, 0.0),
            },
            Self::Melanin(melanin) => (melanin.eumelanin, melanin.pheomelanin),
            Self::Swatch(lock) => {
                let fitted = crate::hair::HairColour::from_swatch(LinearRgb::from(lock.swatch).to_array());
                (fitted.eumelanin, fitted.pheomelanin)
            }
        }
    }

    /// Whether it needs a shade thinned for grey: white and grey hair, by name or by pigment.
    pub fn is_grey(&self) -> bool {
        let (eumelanin, pheomelanin) = self.melanin();
        matches!(self, Self::Named(HairName::Grey | HairName::White))
            || (!matches!(self, Self::Named(_)) && eumelanin + pheomelanin < 0.15)
    }
}

/// Hair colours by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HairName {
    /// Black.
    Black,
    /// Dark brown.
    DarkBrown,
    /// Brown.
    Brown,
    /// Blond.
    Blond,
    /// Red.
    Red,
    /// Grey: dark and white hairs mixed.
    Grey,
    /// White.
    White,
}

/// Hair colour as a lock of it shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HairSwatch {
    /// Colour of a lock of this hair, such as "#4a3426" (sRGB).
    #[schemars(with = "String", extend("format" = "srgb"))]
    pub swatch: Srgb8,
}

/// Hair colour by pigment contents.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HairMelanin {
    /// Brown-black pigment; brown hair has about 0.8, black 2.4.
    #[schemars(range(min = 0.0, max = 8.0))]
    pub eumelanin: f32,
    /// Red-yellow pigment; red hair has about 0.7.
    #[schemars(range(min = 0.0, max = 8.0))]
    pub pheomelanin: f32,
}
