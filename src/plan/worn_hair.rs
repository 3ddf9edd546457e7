//! The client's hair as it is worn, and how much it darkens the skin, by closed forms.
//!
//! Hair darkens skin in three ways: by its buried shafts ([`hair::buried_extinction`]), by the shade of standing ones
//! ([`hair::standing_extinction`]), and by the skin that shafts and their cut ends cover.

use super::{Hair, Plan};
use crate::hair::{self, HairParams, ShaftMelanin};

/// Shares of the skin's luminance by channel: Rec. 709's weights times a skin's albedo (about 0.55, 0.36, 0.27).
const LUMINANCE_OF_SKIN: [f32; 3] = [0.30, 0.65, 0.05];
/// Area of a cut end relative to the shaft's cross-section: cuts are oblique.
const CUT_ENDS: f32 = 2.0;
/// Seen length relative to the length of a shaft that leans by some 50° from the skin's normal.
const LEANING: f32 = 0.77;
/// Darkness of dark shafts and their ends relative to the skin they cover.
const COVERED_DARKER: f32 = 0.7;

impl Plan {
    /// The client's hair as it is worn.
    pub(crate) fn hair_params(&self) -> HairParams {
        let hair = &self.hair;
        let params = hair.params(0.0);
        match (hair.guard_mm, hair.shaved_hours) {
            (None, Some(hours)) => params.shaved(hours, hair.growth_mm_per_day),
            _ => params.clipped(hair.length_mm()),
        }
    }

    /// Luminance relative to bare skin of skin under the client's hair, where it is full, at the length at which it is
    /// worn.
    pub fn worn_luminance(&self) -> f32 {
        luminance(worn_ratio(&self.hair_params()))
    }
}

impl Hair {
    /// Parameters of this hair, clipped to a length, mm.
    pub(super) fn params(&self, length_mm: f32) -> HairParams {
        let (eumelanin, pheomelanin) = self.colour.melanin();
        HairParams {
            colour: ShaftMelanin { eumelanin, pheomelanin },
            grey_share: self.grey_share,
            diameter_mm: self.shaft_diameter_mm,
            hairs_per_unit: self.hairs_per_unit,
            full_units_per_cm2: self.units_per_cm2,
            ..HairParams::default()
        }
        .clipped(length_mm)
    }
}

/// Light from skin under full hair relative to bare skin, r, g, b, seen from above. It counts the buried shafts, the
/// shade of standing ones, and the skin that shafts and their cut ends cover. The closed form is within 0.05 of renders
/// of dark hair from 0 to 3 mm.
pub(super) fn worn_ratio(params: &HairParams) -> [f32; 3] {
    let shafts_per_cm2 = params.full_units_per_cm2 * params.hairs_per_unit;
    let (buried, standing) = (hair::buried_extinction(params), hair::standing_extinction(params));
    let coloured = 1.0 - params.grey_share.clamp(0.0, 1.0);
    // Light hair hides skin, but is about as bright.
    let dark = coloured * params.colour.darkness();
    let ends = CUT_ENDS * hair::coverage(shafts_per_cm2, params.diameter_mm, 0.0, 0.0);
    let sides = 0.01 * shafts_per_cm2 * params.diameter_mm * params.length_mm.min(8.0) * LEANING;
    let covered = 1.0 - (1.0 - ends).max(0.0) * libm::expf(-sides);
    std::array::from_fn(|k| {
        let cast = 0.2 * sides * [0.55, 0.8, 0.9][k] * dark;
        libm::expf(-(buried[k] + standing[k]) * shafts_per_cm2 - cast) * (1.0 - COVERED_DARKER * dark * covered)
    })
}

/// Luminance of a ratio to bare skin.
pub(super) fn luminance(ratio: [f32; 3]) -> f32 {
    ratio.into_iter().zip(LUMINANCE_OF_SKIN).map(|(r, w)| r * w).sum()
}
