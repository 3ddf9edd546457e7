//! One dot at one age, step by step as in its twin `dot_state` of `shaders/lib/time.wgsl`.
//!
//! Runs once a dot in a compute shader. Dots differ in the day their crust falls, in early loss, in decay and in
//! diffusion; on average they follow the model's mean curves.
//!
//! A deposit is round and thickest in its middle, so one with less pigment is both narrower and thinner: its width goes
//! with the cube root of its pigment ([`width_of`]). A dark dot thus fades by growing smaller, long before its middle
//! is pale. If it could only grow paler, it would look unchanged until two thirds of its pigment were gone.

use super::DAYS_PER_YEAR;
use super::figures::*;
use super::model::FadeModel;

/// Width of a deposit with `amount` times the pigment of a settled one, relative to that. The darkness of its middle has
/// the same factor.
pub fn width_of(amount: f32) -> f32 {
    libm::powf(amount.max(1e-9), 1.0 / 3.0)
}

/// State of a dot at an age.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DotState {
    /// Factor on the dot's settled optical depth: 1 for a typical dot at 90 d, 0 before its visit. Its pigment is
    /// `amount × radius_factor²`.
    pub amount: f32,
    /// Standard deviation of the blur of its edge, mm; the optics add a blur of their own.
    pub blur_mm: f32,
    /// Crust: 1 while it is on, 0 after it has fallen.
    pub crust: f32,
    /// Radius relative to the settled dot's.
    pub radius_factor: f32,
    /// Depth gained since the visit, mm.
    pub depth_drift_mm: f32,
    /// Change towards warm hues, 0–1: iron oxides only.
    pub warm: f32,
}

/// The state of a dot `age_days` after its visit. `diffusion` is a factor on the model's (1 for a good dot, 8 for
/// a blowout), `fade` one on the early loss (1, or more in scar tissue).
pub fn dot_state(m: &FadeModel, age_days: f32, hash: u32, diffusion: f32, fade: f32) -> DotState {
    if age_days < 0.0 {
        return DotState {
            amount: 0.0,
            blur_mm: FRESH_BLUR_MM,
            crust: 0.0,
            radius_factor: 1.0,
            depth_drift_mm: 0.0,
            warm: 0.0,
        };
    }
    let x = (hash ^ (hash >> 16)).wrapping_mul(0x7feb_352d);
    let a = x ^ (x >> 15);
    let b = a.wrapping_mul(0x846c_a68b);
    let c = b ^ (b >> 16);
    let bytes_a = (a & 255) + ((a >> 8) & 255) + ((a >> 16) & 255) + (a >> 24);
    let day_offset = (bytes_a as f32 - 510.0) * PER_SD_4;
    let of_loss = ((c & 255) + ((c >> 8) & 255)) as f32 * PER_SD_2 - 255.0 * PER_SD_2;
    let of_decay = (((c >> 16) & 255) + (c >> 24)) as f32 * PER_SD_2 - 255.0 * PER_SD_2;

    let years = age_days * (1.0 / DAYS_PER_YEAR);
    // The crust falls within half a day, on a day that differs from dot to dot.
    let falls = m.crust_day + (day_offset * m.crust_width_days).clamp(-CRUST_FIRST_DAYS, CRUST_LAST_DAYS);
    let crust = ((falls - age_days) * CRUST_FALLS_PER_DAY + 0.5).clamp(0.0, 1.0);
    let loss = (m.f * fade * (1.0 + LOSS_SCATTER * of_loss)).clamp(0.0, LOSS_MAX);
    let decay = m.k_per_year * (1.0 + DECAY_SCATTER * of_decay);
    let early = 1.0 - loss * (1.0 - libm::expf(-age_days / m.tau_days));
    let late = (1.0 - m.phi) * libm::expf(-decay * years) + m.phi;
    let pigment = (1.0 - m.s0) * early * late + m.s0 * crust;
    let mut veil = 0.0;
    if age_days < VEIL_GONE_DAYS {
        veil = VEIL_PEAK / (1.0 + libm::expf(VEIL_DAY - age_days))
            * libm::expf((age_days - VEIL_DAY).max(0.0) * -VEIL_LIFTS_PER_DAY);
    }
    let holds = pigment * m.per_settled;
    let radius_factor = width_of(holds);
    let diffusion_mm2_per_year = m.diffusion_mm2_per_year * diffusion * (1.0 + DIFFUSION_SCATTER * of_loss);
    let mut warm = 0.0;
    if m.warm > 0.0 {
        warm = m.warm * (1.0 - libm::expf(years * -WARM_PER_YEAR));
    }
    DotState {
        amount: holds * (1.0 - veil) / (radius_factor * radius_factor),
        blur_mm: libm::sqrtf(FRESH_BLUR_MM * FRESH_BLUR_MM + 2.0 * diffusion_mm2_per_year * years),
        crust,
        radius_factor,
        depth_drift_mm: m.depth_drift_mm * (1.0 - libm::expf(years * -DRIFT_PER_YEAR)),
        warm,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::events::PigmentEvent;
    use crate::time::{FadeInputs, Fader, mean_amount};

    #[test]
    fn many_dots_follow_the_mean_curve() {
        for fader in [Fader::Slow, Fader::Typical, Fader::Fast] {
            let model = FadeModel::new(&FadeInputs { fader, ..FadeInputs::default() });
            for day in [0.0, 2.0, 5.0, 7.0, 9.0, 14.0, 42.0, 365.0, 1826.0] {
                let dots = 20_000_u32;
                let sum: f32 = (0..dots)
                    .map(|i| {
                        let dot = dot_state(&model, day, i.wrapping_mul(0x9e37_79b9), 1.0, 1.0);
                        dot.amount * dot.radius_factor * dot.radius_factor
                    })
                    .sum();
                let mean = mean_amount(&model, &[PigmentEvent { day: 0.0, dose: 1.0 }], day);
                assert!(
                    (sum / dots as f32 / mean - 1.0).abs() < 0.02,
                    "{fader:?} day {day}: {} {mean}",
                    sum / dots as f32
                );
            }
        }
    }

    #[test]
    fn nothing_is_there_before_the_visit_and_everything_right_after() {
        let model = FadeModel::default();
        assert_eq!(dot_state(&model, -0.001, 7, 1.0, 1.0).amount, 0.0);
        let fresh = dot_state(&model, 0.0, 7, 1.0, 1.0);
        assert!(fresh.crust == 1.0 && fresh.radius_factor > 1.0 && fresh.amount > 0.9, "{fresh:?}");
        let healed = dot_state(&model, 90.0, 7, 1.0, 1.0);
        assert!(healed.crust == 0.0 && (healed.radius_factor - 1.0).abs() < 0.1, "{healed:?}");
        assert!((healed.amount - 1.0).abs() < 0.1, "{healed:?}");
    }

    #[test]
    fn a_dot_that_fades_grows_smaller_and_paler_alike() {
        let model = FadeModel::default();
        let [young, old] = [90.0, 3652.0].map(|day| dot_state(&model, day, 11, 1.0, 1.0));
        assert!(old.radius_factor < 0.85 * young.radius_factor, "{young:?} {old:?}");
        assert!(
            (old.radius_factor / young.radius_factor - old.amount / young.amount).abs() < 1e-3,
            "{young:?} {old:?}"
        );
        assert!((width_of(8.0) - 2.0).abs() < 1e-5 && width_of(0.0) < 2e-3);
    }

    #[test]
    fn crusts_fall_one_by_one_between_day_3_and_11() {
        let model = FadeModel::default();
        let crusted = |day: f32| {
            (0..5000_u32).filter(|i| dot_state(&model, day, i.wrapping_mul(0x85eb_ca6b), 1.0, 1.0).crust > 0.5).count()
        };
        assert_eq!((crusted(3.0), crusted(11.5)), (5000, 0));
        let half = crusted(6.5);
        assert!((2300..2700).contains(&half), "{half} of 5000 still crusted on day 6.5");
    }

    #[test]
    fn blowouts_spread_and_scars_keep_less() {
        let model = FadeModel::default();
        let blur = |diffusion| dot_state(&model, 1826.0, 3, diffusion, 1.0).blur_mm;
        assert!(blur(8.0) > 2.0 * blur(1.0));
        let left = |fade| {
            let dot = dot_state(&model, 60.0, 3, 1.0, fade);
            dot.amount * dot.radius_factor * dot.radius_factor
        };
        assert!(left(1.5) < 0.9 * left(1.0));
    }
}
