//! One client's fading parameters, and the mean curves that follow from them.
//!
//! Parameters lie on one latent scale (−1 slow, 0 typical, 1 fast), rates interpolated by ratio, shares in proportion.
//! Habits, skin and ink are factors. An observation of a healed session gives a place on the scale. It tells of the
//! first weeks, and of the years only in part (rank correlation 0.7, an inference), so the long decay moves 0.7 of the
//! way.

use super::figures::*;
use super::inputs::{FadeInputs, Fader, Observation};
use super::modifiers::modifiers;
use super::{DAYS_PER_YEAR, SETTLED_AFTER_DAYS};
use crate::optics::Ink;
use bytemuck::{Pod, Zeroable};

/// Constants of healing and fading for one client: twelve floats, in the layout of the shader's struct of this name.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub struct FadeModel {
    /// Share of a visit's pigment that lies in the crusts and is lost with them.
    pub s0: f32,
    /// Share of the dermal pigment that is lost in the first weeks.
    pub f: f32,
    /// Time constant of that loss, days.
    pub tau_days: f32,
    /// Rate of the long decay, per year.
    pub k_per_year: f32,
    /// Share of the pigment that never leaves.
    pub phi: f32,
    /// Diffusion of pigment in the dermis, mm² per year.
    pub diffusion_mm2_per_year: f32,
    /// Depth that pigment gains in the long run, mm.
    pub depth_drift_mm: f32,
    /// Mean day on which crusts fall.
    pub crust_day: f32,
    /// Standard deviation of that day.
    pub crust_width_days: f32,
    /// Factor that makes amounts relative to a settled dot: 1 ÷ V(90 d) of the typical fader.
    pub per_settled: f32,
    /// Warmth: 1 for iron oxides, which turn warm; 0 for carbon.
    pub warm: f32,
    /// Duration of redness, as a multiple of the usual one.
    pub redness_stretch: f32,
}

impl Default for FadeModel {
    fn default() -> Self {
        Self::new(&FadeInputs::default())
    }
}

/// Largest place on the latent scale that an observation can give.
const LATENT_MAX: f32 = 2.0;
/// Correlation of the loss of the first weeks with that of the years.
const LATE_CORRELATION: f32 = 0.7;
/// Largest share of a visit's whole load that the dermis loses in the first weeks (0.7 of a typical fader's dermal
/// part). It is a share of the whole load, so that a slow fader, with more of it in the dermis, stays the slower one.
const EARLY_LOSS_MAX: f32 = 0.574;
/// Error of a practitioner's estimate of how much remained.
const READING_ERROR: f32 = 0.05;

/// V(90 d) of the typical fader without any modifier; a test compares it with the equations.
const TYPICAL_WHEN_SETTLED: f32 = 0.579_859;

/// A parameter between slow, typical and fast, interpolated linearly; the outer slopes continue beyond ±1.
fn by_difference([slow, typical, fast]: [f32; 3], latent: f32) -> f32 {
    if latent < 0.0 { typical + (typical - slow) * latent } else { typical + (fast - typical) * latent }
}

/// A parameter between slow, typical and fast, interpolated by ratio: for rates, which are never negative.
fn by_ratio([slow, typical, fast]: [f32; 3], latent: f32) -> f32 {
    let step = if latent < 0.0 { typical / slow } else { fast / typical };
    typical * libm::powf(step, latent)
}

/// Standard normal distribution function.
pub(super) fn normal_cdf(x: f32) -> f32 {
    0.5 * libm::erfcf(-x * std::f32::consts::FRAC_1_SQRT_2)
}

impl FadeModel {
    /// The model for a client, from what is known.
    pub fn new(inputs: &FadeInputs) -> Self {
        let (early, late) = places(inputs);
        Self::at(inputs, early, late)
    }

    /// Slow, middle and fast models: the band to draw around a forecast.
    ///
    /// Without an observation these are the three faders, whichever was guessed. With one, the middle follows it, and
    /// the band narrows as far as the reading's error and the uncertainty of the years allow.
    pub fn band(inputs: &FadeInputs) -> [Self; 3] {
        let Some(observed) = inputs.observed else {
            return [Fader::Slow, Fader::Typical, Fader::Fast].map(|f| Self::at(inputs, f.latent(), f.latent()));
        };
        let (early, late) = places(inputs);
        let around = |latent: f32| Self::at(inputs, latent, 0.0).visible(observed.age_days);
        let per_latent = 0.5 * (around(early - 1.0) - around(early + 1.0)).max(1e-3);
        let unsure_early = (READING_ERROR / per_latent).min(1.0);
        let unsure_late = libm::sqrtf(1.0 - LATE_CORRELATION * LATE_CORRELATION).max(unsure_early);
        [-1.0, 0.0, 1.0].map(|side| Self::at(inputs, early + side * unsure_early, late + side * unsure_late))
    }

    /// The model at two places on the latent scale: one for the first weeks, one for the years.
    fn at(inputs: &FadeInputs, early: f32, late: f32) -> Self {
        let early = early.clamp(-LATENT_MAX, LATENT_MAX);
        let late = late.clamp(-LATENT_MAX, LATENT_MAX);
        let m = modifiers(inputs);
        let s0 = by_difference([0.10, 0.18, 0.25], early);
        Self {
            s0,
            f: (by_difference([0.295, 0.33, 0.45], early) * m.early).min(EARLY_LOSS_MAX / (1.0 - s0)),
            tau_days: by_difference([48.0, 48.0, 36.0], early),
            k_per_year: by_ratio([0.048, 0.085, 0.22], late) * m.decay,
            phi: by_ratio([0.15, 0.10, 0.05], late),
            diffusion_mm2_per_year: by_ratio([0.0001, 0.0004, 0.0010], late) * m.diffusion,
            depth_drift_mm: by_difference([0.05, 0.10, 0.15], late),
            crust_day: if inputs.picked_crusts { 4.5 } else { 6.5 },
            crust_width_days: 1.5,
            per_settled: 1.0 / TYPICAL_WHEN_SETTLED,
            warm: if inputs.ink == Ink::IronOxide { 1.0 } else { 0.0 },
            redness_stretch: if inputs.early_sun { 2.0 } else { 1.0 },
        }
    }

    /// Pigment in the dermis, mean of many dots, relative to the whole visit's; 0 before the visit.
    pub fn dermal(&self, age_days: f32) -> f32 {
        if age_days < 0.0 {
            return 0.0;
        }
        let early = 1.0 - self.f * (1.0 - libm::expf(-age_days / self.tau_days));
        let late = (1.0 - self.phi) * libm::expf(-self.k_per_year * age_days / DAYS_PER_YEAR) + self.phi;
        (1.0 - self.s0) * early * late
    }

    /// Pigment in crusts, mean of many dots, relative to the whole visit's.
    pub fn crust(&self, age_days: f32) -> f32 {
        if age_days < 0.0 { 0.0 } else { self.s0 * self.crusted_share(age_days) }
    }

    /// Share of the dots whose crust has not fallen.
    pub fn crusted_share(&self, age_days: f32) -> f32 {
        normal_cdf((self.crust_day - age_days) / self.crust_width_days)
    }

    /// Share of the dots' darkness that new epidermis hides: largest around day 8, gone within weeks. It is the only
    /// reason for which a dot looks darker later without a visit. Only practitioners report it, so it is kept small.
    pub fn veil_at(&self, age_days: f32) -> f32 {
        VEIL_PEAK / (1.0 + libm::expf(VEIL_DAY - age_days))
            * libm::expf(-(age_days - VEIL_DAY).max(0.0) * VEIL_LIFTS_PER_DAY)
    }

    /// Visible share of a visit's pigment: (dermal + crust) × (1 − veil), 1 on day 0 and 0 before.
    pub fn visible(&self, age_days: f32) -> f32 {
        (self.dermal(age_days) + self.crust(age_days)) * (1.0 - self.veil_at(age_days))
    }

    /// Pigment left at 90 d relative to a typical fader's. A dose divided by it aims at the typical settled tone.
    pub fn retention(&self) -> f32 {
        self.visible(SETTLED_AFTER_DAYS) * self.per_settled
    }

    /// Standard deviation of the blur of a dot's edge, mm.
    pub fn blur_mm(&self, age_days: f32) -> f32 {
        let years = age_days.max(0.0) / DAYS_PER_YEAR;
        libm::sqrtf(FRESH_BLUR_MM * FRESH_BLUR_MM + 2.0 * self.diffusion_mm2_per_year * years)
    }

    /// Depth that a dot has gained since its visit, mm.
    pub fn drift_mm(&self, age_days: f32) -> f32 {
        self.depth_drift_mm * (1.0 - libm::expf(age_days.max(0.0) / DAYS_PER_YEAR * -DRIFT_PER_YEAR))
    }

    /// Redness of the skin at a visit's dots; 1 right after it.
    pub fn redness(&self, age_days: f32) -> f32 {
        if age_days < 0.0 {
            return 0.0;
        }
        let t = age_days / self.redness_stretch;
        REDNESS_QUICK * libm::expf(-t / REDNESS_QUICK_DAYS) + (1.0 - REDNESS_QUICK) * libm::expf(-t / REDNESS_SLOW_DAYS)
    }
}

/// Places of a client on the latent scale: for the first weeks, and for the years.
fn places(inputs: &FadeInputs) -> (f32, f32) {
    match inputs.observed {
        Some(observed) => {
            let early = place_of(inputs, observed);
            (early, early * LATE_CORRELATION)
        }
        None => (inputs.fader.latent(), inputs.fader.latent()),
    }
}

/// Place on the scale at which the model shows what was observed, or the nearest end of the scale.
fn place_of(inputs: &FadeInputs, observed: Observation) -> f32 {
    let (mut low, mut high) = (-LATENT_MAX, LATENT_MAX);
    for _ in 0..30 {
        let middle = 0.5 * (low + high);
        let shown = FadeModel::at(inputs, middle, middle * LATE_CORRELATION).visible(observed.age_days);
        // More is left than at this place: a slower fader.
        if observed.remaining > shown { high = middle } else { low = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fader: Fader) -> FadeModel {
        FadeModel::new(&FadeInputs { fader, ..FadeInputs::default() })
    }

    #[test]
    fn the_three_faders_give_the_worked_table() {
        // Worked by hand from the equations: day, slow, typical, fast.
        let table = [
            (0.0, 1.00, 1.00, 1.00),
            (3.0, 0.98, 0.98, 0.97),
            (7.0, 0.88, 0.83, 0.76),
            (14.0, 0.79, 0.71, 0.60),
            (30.0, 0.77, 0.68, 0.54),
            (90.0, 0.67, 0.58, 0.42),
            (365.0, 0.61, 0.51, 0.34),
            (3.0 * 365.25, 0.56, 0.44, 0.22),
            (5.0 * 365.25, 0.52, 0.38, 0.15),
            (10.0 * 365.25, 0.43, 0.27, 0.06),
        ];
        for (day, slow, typical, fast) in table {
            for (fader, expected) in [(Fader::Slow, slow), (Fader::Typical, typical), (Fader::Fast, fast)] {
                let got = of(fader).visible(day);
                assert!((got - expected).abs() <= 0.0075, "{fader:?} on day {day}: {got}, table {expected}");
            }
        }
        assert!((of(Fader::Typical).retention() - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_slow_fader_keeps_what_animals_kept_and_none_spreads_like_a_tattoo() {
        // A slow fader against the animals: 3, 7, 14, 21 d of Kim & Chung's rats, 42 d of Engel's mice.
        let slow = of(Fader::Slow);
        for (day, animal) in [(3.0, 0.91), (7.0, 0.88), (14.0, 0.81), (21.0, 0.77), (42.0, 0.68)] {
            assert!((slow.dermal(day) + slow.crust(day) - animal).abs() < 0.075, "day {day}");
        }
        // Spread stays under the tattooed line's: 0.31 mm from 0.15 in 2.8 years.
        let line = |m: &FadeModel| 2.0 * m.diffusion_mm2_per_year;
        assert!(line(&of(Fader::Fast)) <= (0.31_f32.powi(2) - 0.15_f32.powi(2)) / 2.8);
    }

    #[test]
    fn pigment_only_goes_and_the_veil_gives_back_little() {
        for fader in [Fader::Slow, Fader::Typical, Fader::Fast] {
            let model = of(fader);
            let (mut pigment, mut seen, mut regained) = (f32::INFINITY, f32::INFINITY, 0.0_f32);
            for step in 0..40_000 {
                let day = step as f32 * 0.1;
                let now = model.dermal(day) + model.crust(day);
                assert!(now <= pigment + 1e-6, "{fader:?} gains pigment on day {day}");
                pigment = now;
                regained = regained.max(model.visible(day) - seen);
                seen = seen.min(model.visible(day));
            }
            assert!(regained < 0.03, "{fader:?} regains {regained}");
        }
        assert_eq!(of(Fader::Fast).visible(-1e-6), 0.0);
    }

    #[test]
    fn an_observation_is_met_and_narrows_the_band() {
        for remaining in [0.45, 0.6, 0.72] {
            let observed = Some(Observation { age_days: 21.0, remaining });
            let inputs = FadeInputs { observed, ..FadeInputs::default() };
            assert!((FadeModel::new(&inputs).visible(21.0) - remaining).abs() < 2e-3, "{remaining}");
            let width = |inputs: &FadeInputs, day| {
                let [slow, _, fast] = FadeModel::band(inputs);
                slow.visible(day) - fast.visible(day)
            };
            assert!(width(&inputs, 30.0) < 0.6 * width(&FadeInputs::default(), 30.0));
            // The years stay unsure, but less so than before.
            assert!(width(&inputs, 1826.0) < 0.9 * width(&FadeInputs::default(), 1826.0));
        }
        // Impossible readings end at the scale's ends instead of breaking.
        for remaining in [0.0, 1.5, f32::NAN] {
            let observed = Some(Observation { age_days: 21.0, remaining });
            assert!(FadeModel::new(&FadeInputs { observed, ..FadeInputs::default() }).visible(100.0).is_finite());
        }
    }
}
