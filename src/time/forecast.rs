//! Forecasts: the range of days on which something that follows from fading falls due.

use super::DAYS_PER_YEAR;

/// Horizon of all forecasts, years.
pub const HORIZON_YEARS: f32 = 40.0;

/// Range of days (counted as the visits' days are) on which something falls due; `None` where that is beyond the
/// horizon.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct DueRange {
    /// Day for the fast end of the client's band.
    pub earliest: Option<f32>,
    /// Day for the client, as far as known.
    pub likely: Option<f32>,
    /// Day for the slow end of the client's band.
    pub latest: Option<f32>,
}

impl DueRange {
    /// Text in years after the first visit: "4.7 y (2.0 to 9.1)". A day beyond the horizon is "later".
    pub fn in_years(&self) -> String {
        let year = |day: Option<f32>| day.map_or_else(|| "later".to_owned(), |d| format!("{:.1}", d / DAYS_PER_YEAR));
        match self.likely {
            Some(_) => format!("{} y ({} to {})", year(self.likely), year(self.earliest), year(self.latest)),
            None => format!("later than can be told (fast fader {} y)", year(self.earliest)),
        }
    }
}

/// The first day in `from..=until` that meets a condition which, once met, stays so; for a contrast or a ΔE that
/// follows from [`mean_amount`](super::mean_amount). Exact to about a hundredth of a day in a year, a tenth in forty.
pub fn day_when(from: f32, until: f32, mut is_due: impl FnMut(f32) -> bool) -> Option<f32> {
    let (mut low, mut high) = (from, until);
    if low > high || !is_due(high) {
        return None;
    }
    if is_due(low) {
        return Some(low);
    }
    for _ in 0..18 {
        let middle = 0.5 * (low + high);
        if is_due(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{FadeInputs, FadeModel, PigmentEvent, mean_amount};

    #[test]
    fn a_share_of_the_pigment_is_reached_when_the_equations_say() {
        // Worked by hand: years until the pigment is at 0.65 and at 0.60 of what it was on day 90; fast, typical, slow.
        let one = [PigmentEvent { day: 0.0, dose: 1.0 }];
        for (share, years) in [(0.65, [9.66, 5.05, 2.03]), (0.60, [11.82, 6.16, 2.42])] {
            for (model, expected) in FadeModel::band(&FadeInputs::default()).iter().zip(years) {
                let healed = mean_amount(model, &one, 90.0);
                let day = day_when(90.0, 15_000.0, |day| mean_amount(model, &one, day) <= share * healed).unwrap();
                assert!((day / DAYS_PER_YEAR - expected).abs() < 0.06, "{share}: {day}, worked {expected} years");
            }
        }
    }

    #[test]
    fn what_never_happens_is_not_foretold() {
        assert_eq!(day_when(5.0, 9.0, |_| true), Some(5.0));
        assert_eq!(day_when(5.0, 9.0, |_| false), None);
        assert_eq!(day_when(9.0, 5.0, |_| true), None);
        let never = DueRange { earliest: Some(730.5), likely: None, latest: None };
        assert_eq!(never.in_years(), "later than can be told (fast fader 2.0 y)");
        let some = DueRange { likely: Some(1826.25), ..never };
        assert_eq!(some.in_years(), "5.0 y (2.0 to later)");
    }
}
