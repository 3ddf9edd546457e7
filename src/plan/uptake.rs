//! Uptake: the amount of pigment that skin takes, which varies over millimetres and centimetres with hand and skin, in
//! addition to the variation from dot to dot.
//!
//! Four octaves of smooth noise over the chart, all of equal weight; the widest has the width that the hand gives.
//! Finished work photographed from above varies by 3–9 % of its lightness over 3 mm and by 1–4 % over 10 mm, bare skin
//! by a third of that. Clients of another `client.skin_seed` have another pattern. Equal bits on every machine: `libm`
//! only.

use super::Plan;
use super::noise::noise;
use crate::field::hash::hash2;
use glam::Vec2;

/// Octaves of the noise; the finest is an eighth of the widest.
const OCTAVES: u32 = 4;
/// Inverse of the standard deviation of the octaves' sum (each octave has 0.436; a test measures it).
const PER_SD: f32 = 1.0 / (0.436 * 2.0);
const SEED: u32 = 0x07a6;

/// Uptake of a plan: the pigment that skin takes at each place, by the plan's hand and client.
#[derive(Clone, Copy, Debug)]
pub(super) struct Uptake {
    spread: f32,
    patch_mm: f32,
    seed: u32,
}

impl Uptake {
    /// The uptake by a plan's hand and skin.
    pub(super) fn new(plan: &Plan) -> Self {
        let hand = plan.pigment.hand.figures();
        // A multiple of 8, because the noise rotates by the seed's last bit.
        let seed = hash2(plan.client.skin_seed, SEED) & !7;
        Self { spread: hand.uptake_spread, patch_mm: hand.uptake_patch_mm, seed }
    }

    /// Pigment taken at a place, relative to the mean; 1 for an even hand.
    pub(super) fn at(&self, chart: Vec2) -> f32 {
        if self.spread <= 0.0 {
            return 1.0;
        }
        let sum: f32 = (0..OCTAVES).map(|k| noise(chart, self.patch_mm / (1_u32 << k) as f32, self.seed | k)).sum();
        libm::expf(self.spread * (sum * PER_SD) - 0.5 * self.spread * self.spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(spread: f32, seed: u32) -> Vec<f32> {
        let mut plan = Plan::default();
        plan.pigment.hand.uptake_spread = Some(spread);
        plan.client.skin_seed = seed;
        let uptake = Uptake::new(&plan);
        (0..160_000)
            .map(|i| uptake.at(Vec2::new((i % 400) as f32 * 0.7 - 140.0, (i / 400) as f32 * 0.7 - 140.0)))
            .collect()
    }

    #[test]
    fn uptake_spreads_as_asked_about_one_and_is_seeded() {
        let some = of(0.2, 4);
        let mean = some.iter().sum::<f32>() / some.len() as f32;
        let sd = (some.iter().map(|u| (u - mean) * (u - mean)).sum::<f32>() / some.len() as f32).sqrt();
        assert!((mean - 1.0).abs() < 0.02 && (sd - 0.2).abs() < 0.02, "{mean} ± {sd}");
        assert!(of(0.0, 4).iter().all(|u| *u == 1.0));
        let other = of(0.2, 5);
        let together: f32 =
            some.iter().zip(&other).map(|(a, b)| (a - mean) * (b - mean)).sum::<f32>() / some.len() as f32;
        assert!(together.abs() < 0.25 * sd * sd, "another client takes unevenly elsewhere: {together}");
    }
}
