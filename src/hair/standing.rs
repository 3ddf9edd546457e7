//! Light that standing shafts keep from the skin between them: the mean over many.
//!
//! The shader draws the shadow of each shaft from the strongest light only. This mean adds two parts. The first is
//! light from all other directions (sky, walls, further lamps) that shafts stop. The second is red and green light that
//! spreads under the skin and brightens a single drawn shadow; under a whole field of shafts there is no lit skin for
//! it to come from.

use super::HairParams;

/// Share of the light that does not come from the strongest light (an inference: about half in rooms).
const ELSEWHERE: f32 = 0.5;
/// Shadow of a leaning shaft relative to its length × width, averaged over a hemisphere of light: 1 for a shaft that
/// lies flat, π/2 for an upright one.
const HEMISPHERE: f32 = 1.25;
/// Depth of a single drawn shadow, r, g, b, as a share of the light that the shaft stops. Red spreads farthest under
/// the skin and fills it in.
pub const CAST_DEPTH: [f32; 3] = [0.55, 0.80, 0.90];
/// Part of a single drawn shadow that light from beside it fills in, and that a field of shadows does not get, r, g, b.
/// It is 1 − [`CAST_DEPTH`], but in red a third comes from beyond the hair's own field.
const FILLED_IN: [f32; 3] = [0.30, 0.20, 0.10];
/// Share of the light on a clear shaft that continues to the skin: straight, and half of what it scatters.
pub const CAST_THROUGH: f32 = 0.65;
/// Length above which hair lies in layers and shades no more, mm.
const LAYERED_MM: f32 = 8.0;

/// Extinction of the light on the skin by standing shafts, per shaft and cm², r, g, b: n shafts per cm² leave the share
/// e^−kn.
pub fn standing_extinction(params: &HairParams) -> [f32; 3] {
    let area_mm2 = params.diameter_mm * params.length_mm.clamp(0.0, LAYERED_MM);
    let white = super::GREY_ABSORPTION;
    let coloured = params.colour.absorption();
    let grey = params.grey_share.clamp(0.0, 1.0);
    std::array::from_fn(|k| {
        let stopped = |absorption: f32| 1.0 - CAST_THROUGH * libm::expf(-2.0 * absorption);
        let kept = stopped(coloured[k]) * (1.0 - grey) + stopped(white[k]) * grey;
        0.01 * area_mm2 * kept * (ELSEWHERE * HEMISPHERE + (1.0 - ELSEWHERE) * FILLED_IN[k])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hair::ShaftMelanin;

    #[test]
    fn a_field_of_shadows_gains_what_a_drawn_one_lacks() {
        for (k, from_own_field) in [2.0 / 3.0, 1.0, 1.0].into_iter().enumerate() {
            assert!((FILLED_IN[k] - (1.0 - CAST_DEPTH[k]) * from_own_field).abs() < 1e-6, "{k}");
        }
    }

    #[test]
    fn longer_and_darker_hair_shades_more_and_hair_cut_level_none() {
        let of = |colour, length_mm| {
            standing_extinction(&HairParams { colour, length_mm, grey_share: 0.0, ..HairParams::default() })
        };
        assert_eq!(of(ShaftMelanin::BLACK, 0.0), [0.0; 3]);
        assert!(of(ShaftMelanin::BLACK, 3.0)[0] > 1.9 * of(ShaftMelanin::BLACK, 1.5)[0]);
        assert!(of(ShaftMelanin::WHITE, 1.5)[1] < 0.5 * of(ShaftMelanin::BLACK, 1.5)[1]);
        // 200 black shafts of 0.06 × 1.5 mm stand on 1 cm²: their shade lies between none and the whole of their section.
        let under = libm::expf(-200.0 * of(ShaftMelanin::BLACK, 1.5)[1]);
        assert!((0.82..0.95).contains(&under), "{under}");
    }
}
