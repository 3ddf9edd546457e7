//! When a touch-up falls due, and how large it has to be: always a range, never one promise.

use super::inputs::FadeInputs;
use super::model::FadeModel;
use super::visits::{Visit, mean_amount};
use super::{DAYS_PER_YEAR, REFERENCE_AGE_DAYS};

/// Share of the healed tone at which a touch-up is usually wanted (an inference: it puts the typical one at 4.7 years,
/// inside the 3–6 that most clinics name).
pub const TOUCH_UP_SHARE: f32 = 0.65;
/// Nothing is foretold beyond this, years.
pub const HORIZON_YEARS: f32 = 40.0;

/// Days (same count as the visits') at which something is due; `None` beyond the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DueRange {
    /// For the fastest fader of the band: the earliest.
    pub earliest: Option<f32>,
    /// For the middle of the band.
    pub typical: Option<f32>,
    /// For the slowest fader of the band.
    pub latest: Option<f32>,
}

/// When the mean pigment falls under `share` of what it is 90 d after the last visit, for the client's band.
pub fn touch_up(inputs: &FadeInputs, visits: &[Visit], share: f32) -> DueRange {
    let [slow, typical, fast] = FadeModel::band(inputs).map(|model| falls_under(&model, visits, share));
    DueRange { earliest: fast, typical, latest: slow }
}

/// The same for one model. `None` without visits, or where it never happens within the horizon.
pub fn falls_under(model: &FadeModel, visits: &[Visit], share: f32) -> Option<f32> {
    let last = last_day(visits)?;
    let settled = last + REFERENCE_AGE_DAYS;
    let healed = mean_amount(model, visits, settled);
    day_when(settled, |day| mean_amount(model, visits, day) <= share * healed)
}

/// The first day from `from_day` on that satisfies a condition which, once true, stays so: for a contrast or a ΔE that
/// somebody else computes from [`mean_amount`]. `None` beyond the horizon.
pub fn day_when(from_day: f32, mut is_due: impl FnMut(f32) -> bool) -> Option<f32> {
    let (mut low, mut high) = (from_day, from_day + HORIZON_YEARS * DAYS_PER_YEAR);
    if is_due(low) {
        return Some(low);
    }
    if !is_due(high) {
        return None;
    }
    // To about a tenth of a day.
    for _ in 0..18 {
        let middle = 0.5 * (low + high);
        if is_due(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// Dose of a touch-up on `day` that brings the tone back to what it was 90 d after the last visit, allowing for what this
/// skin will lose of it. 0 where nothing is missing.
pub fn touch_up_dose(model: &FadeModel, visits: &[Visit], day: f32) -> f32 {
    let Some(last) = last_day(visits) else { return 0.0 };
    let healed = mean_amount(model, visits, last + REFERENCE_AGE_DAYS);
    let then = mean_amount(model, visits, day + REFERENCE_AGE_DAYS);
    ((healed - then) / model.retention().max(1e-3)).max(0.0)
}

/// Day of the last visit that gives pigment.
fn last_day(visits: &[Visit]) -> Option<f32> {
    visits.iter().filter(|v| v.dose > 0.0).map(|v| v.day).reduce(f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Observation;

    const ONE: [Visit; 1] = [Visit { day: 0.0, dose: 1.0 }];

    #[test]
    fn the_touch_up_falls_due_when_the_equations_say() {
        for (share, years) in [(0.65, [1.9, 4.7, 9.1]), (0.60, [2.2, 5.6, 10.9])] {
            let due = touch_up(&FadeInputs::default(), &ONE, share);
            for (day, expected) in [due.earliest, due.typical, due.latest].into_iter().zip(years) {
                let got = day.unwrap() / DAYS_PER_YEAR;
                assert!((got - expected).abs() < 0.06, "{share}: {got} years, worked {expected}");
            }
        }
    }

    #[test]
    fn what_never_happens_is_not_foretold() {
        assert_eq!(touch_up(&FadeInputs::default(), &[], 0.65).typical, None);
        assert_eq!(touch_up(&FadeInputs::default(), &ONE, 0.01).typical, None);
        assert_eq!(day_when(5.0, |_| true), Some(5.0));
    }

    #[test]
    fn a_fast_fader_seen_early_is_told_an_earlier_date() {
        let seen = |remaining| FadeInputs {
            observed: Some(Observation { age_days: 28.0, remaining }),
            ..FadeInputs::default()
        };
        let likely = |inputs: FadeInputs| touch_up(&inputs, &ONE, 0.65).typical.unwrap();
        assert!(
            likely(seen(0.45)) < likely(FadeInputs::default()) && likely(seen(0.70)) > likely(FadeInputs::default())
        );
        let due = touch_up(&seen(0.6), &ONE, 0.65);
        assert!(due.earliest < due.typical && due.typical < due.latest);
    }

    #[test]
    fn the_touch_ups_dose_restores_the_tone() {
        let model = FadeModel::default();
        let day = 1700.0;
        let dose = touch_up_dose(&model, &ONE, day);
        let both = [ONE[0], Visit { day, dose }];
        let restored = mean_amount(&model, &both, day + REFERENCE_AGE_DAYS);
        assert!((restored - 1.0).abs() < 1e-3, "{restored}");
        assert!((0.25..0.45).contains(&dose), "{dose}");
    }
}
