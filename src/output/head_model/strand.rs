//! Hair painted on a skin: stubble, brows and beard as short strokes, flat along the skin.
//!
//! A stroke is a row of spots, each a Gaussian that covers as much skin as its piece of the shaft.

use crate::case::Case;
use crate::hair::fibre::fibre_from_below;
use crate::hair::{GREY_ABSORPTION, Shaft};
use glam::Vec3;
use std::f32::consts::TAU;

/// Standard deviation of a box one wide: a texel as a Gaussian.
pub const TEXEL_SIGMA: f32 = 0.29;
/// Most spots of a shaft.
const MOST: usize = 40;
/// Distance of spots, in texels.
const STEP: f32 = 0.8;

/// A piece of a shaft on the skin.
pub struct Strand {
    /// Middle, head frame, mm.
    pub place: Vec3,
    /// Standard deviation of its footprint, mm.
    pub sigma_mm: f32,
    /// Layers of hair over its middle: a share e to the minus this of the skin is seen.
    pub covers: f32,
    /// Albedo.
    pub color: Vec3,
}

/// The hair of a case as spots for texels so wide, mm.
pub fn strands(case: &Case, texel_mm: f32) -> Vec<Strand> {
    let absorption = Vec3::from_array(case.appearance().hair_absorption);
    case.shafts().iter().flat_map(|shaft| spots(shaft, absorption, texel_mm)).collect()
}

fn spots(shaft: &Shaft, absorption: Vec3, texel_mm: f32) -> impl Iterator<Item = Strand> + use<> {
    let along = shaft.direction - shaft.normal * shaft.direction.dot(shaft.normal);
    let run = along * shaft.length_mm;
    let length_mm = run.length();
    let count = ((length_mm / (STEP * texel_mm)).ceil() as usize).clamp(1, MOST);
    // A shaft that stands up shows its end.
    let area_mm2 = shaft.diameter_mm * length_mm.max(shaft.diameter_mm) / count as f32;
    let (step, texel) = (length_mm / count as f32, TEXEL_SIGMA * texel_mm);
    let sigma2 = texel * texel + step * step / 12.0 + shaft.diameter_mm * shaft.diameter_mm / 16.0;
    // Hair that lies on the skin is half in its own shade.
    let color = fibre_from_below(absorption.lerp(Vec3::from_array(GREY_ABSORPTION), shaft.grey));
    let root = shaft.root;
    (0..count).map(move |i| Strand {
        place: root + run * ((i as f32 + 0.5) / count as f32),
        sigma_mm: sigma2.sqrt(),
        covers: area_mm2 / (TAU * sigma2),
        color,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_covers_as_much_skin_as_its_shaft() {
        for (length_mm, texel_mm) in [(0.4, 0.2), (3.0, 0.2), (9.0, 0.1), (0.0, 0.3)] {
            let shaft = Shaft {
                root: Vec3::ZERO,
                direction: Vec3::new(0.6, 0.8, 0.0),
                normal: Vec3::Y,
                length_mm,
                diameter_mm: 0.07,
                grey: 0.0,
                taper: 0.0,
                hash: 1,
            };
            let spots: Vec<Strand> = spots(&shaft, Vec3::ONE, texel_mm).collect();
            let covered: f32 = spots.iter().map(|s| s.covers * TAU * s.sigma_mm * s.sigma_mm).sum();
            let shown = 0.07 * (0.6 * length_mm).max(0.07);
            assert!((covered / shown - 1.0).abs() < 1e-3, "{length_mm}: {covered} for {shown}");
            assert!(spots.iter().all(|s| s.place.y == 0.0 && s.place.x <= 0.6 * length_mm));
        }
    }
}
