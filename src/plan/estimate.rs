//! Estimate of a plan's needle hours and cost, from its counted dots and the practice's own rates, with ranges.
//!
//! One practice publishes about 14 000 dots in 2 to 4 hours: 3 500 to 7 000 an hour. Around the rate that a practice
//! gives for itself that is a range of −26 % to +49 %. Hours that the plan books are taken as they are.

use super::{Plan, Practice};
use serde::Serialize;

/// Slowest and fastest pace relative to the practice's own (3 500 and 7 000 dots an hour against 4 700).
const PACE: (f32, f32) = (3500.0 / 4700.0, 7000.0 / 4700.0);

/// A likely value and the range around it.
#[derive(Clone, Copy, Debug, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Range {
    /// Smallest likely value.
    pub low: f32,
    /// Value by the practice's own rates.
    pub likely: f32,
    /// Largest likely value.
    pub high: f32,
}

impl Range {
    fn exactly(value: f32) -> Self {
        Self { low: value, likely: value, high: value }
    }

    fn map(self, change: impl Fn(f32) -> f32) -> Self {
        Self { low: change(self.low), likely: change(self.likely), high: change(self.high) }
    }

    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, likely: self.likely + other.likely, high: self.high + other.high }
    }
}

/// Work and cost of one visit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct VisitEstimate {
    /// Days after the first visit.
    pub day: f32,
    /// Dots set.
    pub dots: usize,
    /// Hours with the needle.
    pub needle_hours: Range,
    /// Hours in all: needle, talk, drawing, breaks.
    pub hours: Range,
    /// Cost in the practice's currency.
    pub cost: Range,
}

/// Work and cost of a plan's visits. Touch-ups are not in the sums: they are years away, and their number is uncertain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Estimate {
    /// Each visit, in order.
    pub visits: Vec<VisitEstimate>,
    /// Each touch-up that has a day, in order.
    pub touch_ups: Vec<VisitEstimate>,
    /// Dots in all.
    pub dots: usize,
    /// Needle hours in all.
    pub needle_hours: Range,
    /// Hours in all.
    pub hours: Range,
    /// Cost in all.
    pub cost: Range,
    /// Hours of all touch-ups.
    pub touch_up_hours: Range,
    /// Cost of all touch-ups.
    pub touch_up_cost: Range,
    /// The practice's currency.
    pub currency: String,
}

impl Plan {
    /// Hours and cost of the plan for the dots counted at each of its visits: sessions first, then touch-ups. A missing
    /// count is 0, a surplus one is ignored. Touch-ups without a day are left out; [`Plan::with_dates`] gives them one.
    pub fn estimate(&self, dots_per_visit: &[usize]) -> Estimate {
        let visits: Vec<VisitEstimate> = self
            .sessions
            .iter()
            .enumerate()
            .map(|(index, session)| {
                let dots = dots_per_visit.get(index).copied().unwrap_or(0);
                visit(&self.practice, session.day, dots, session.hours)
            })
            .collect();
        let touch_ups: Vec<VisitEstimate> = (self.touch_ups.iter().enumerate())
            .filter_map(|(index, touch_up)| {
                let dots = dots_per_visit.get(self.sessions.len() + index).copied().unwrap_or(0);
                Some(visit(&self.practice, touch_up.day?, dots, None))
            })
            .collect();
        let sum = |of: &[VisitEstimate], part: fn(&VisitEstimate) -> Range| {
            of.iter().map(part).fold(Range::default(), Range::plus)
        };
        Estimate {
            dots: visits.iter().map(|visit| visit.dots).sum(),
            needle_hours: sum(&visits, |visit| visit.needle_hours),
            hours: sum(&visits, |visit| visit.hours),
            cost: sum(&visits, |visit| visit.cost),
            touch_up_hours: sum(&touch_ups, |visit| visit.hours),
            touch_up_cost: sum(&touch_ups, |visit| visit.cost),
            currency: self.practice.currency.clone(),
            visits,
            touch_ups,
        }
    }
}

fn visit(practice: &Practice, day: f32, dots: usize, booked_hours: Option<f32>) -> VisitEstimate {
    // A rate below one dot an hour is impossible; the floor keeps hours finite for a plan that was not validated.
    let likely = dots as f32 / practice.dots_per_hour.max(1.0);
    let needle = Range { low: likely / PACE.1, likely, high: likely / PACE.0 };
    let (needle_hours, hours) = match booked_hours {
        Some(hours) => (Range::exactly((hours - practice.setup_hours).max(0.0)), Range::exactly(hours)),
        None => (needle, needle.map(|hours| hours + practice.setup_hours)),
    };
    let cost = needle_hours.map(|hours| hours * practice.rate_per_hour + practice.fee_per_visit);
    VisitEstimate { day, dots, needle_hours, hours, cost }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_visit_takes_its_published_hours() {
        let estimate = Plan::default().estimate(&[14_000]);
        let needle = estimate.visits[0].needle_hours;
        assert!((needle.low - 2.0).abs() < 1e-4 && (needle.high - 4.0).abs() < 1e-4, "{needle:?}");
        assert!(needle.low < needle.likely && needle.likely < needle.high);
    }

    #[test]
    fn sums_are_sums_and_booked_hours_stand() {
        let mut plan = Plan::default();
        plan.practice = Practice { rate_per_hour: 100.0, fee_per_visit: 10.0, setup_hours: 0.5, ..plan.practice };
        plan.sessions[1].hours = Some(3.5);
        let estimate = plan.estimate(&[4700, 9400, 0]);
        assert_eq!(estimate.dots, 14_100);
        assert_eq!(estimate.visits[1].hours, Range::exactly(3.5));
        assert_eq!(estimate.cost.likely, 110.0 + 310.0 + 10.0);
        assert_eq!(estimate.hours.likely, 1.5 + 3.5 + 0.5);
    }
}
