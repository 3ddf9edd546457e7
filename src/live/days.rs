//! Days on the time line: where each lies on it, and which are worth stopping at.

use crate::case::Case;

/// End of the time line, days: ten years.
pub const LAST_DAY: f32 = 3652.5;
/// Days before the first session that the time line shows.
const BEFORE_DAYS: f32 = 3.0;

/// A position on the time line (0–1) for a day: weeks are wide at first, years are narrow later.
pub fn position_of(days: f32) -> f32 {
    let bend = |d: f32| (1.0 + (d + BEFORE_DAYS).max(0.0) / 8.0).ln();
    bend(days) / bend(LAST_DAY)
}

/// The day at a position on the time line.
pub fn day_at(position: f32) -> f32 {
    let last = (1.0 + (LAST_DAY + BEFORE_DAYS) / 8.0).ln();
    ((position.clamp(0.0, 1.0) * last).exp() - 1.0) * 8.0 - BEFORE_DAYS
}

/// Seconds in which the whole time line plays.
const PLAY_SECONDS: f32 = 10.0;

/// The day to which so many seconds of playing lead.
pub fn played(days: f32, seconds: f32) -> f32 {
    day_at(position_of(days) + seconds / PLAY_SECONDS).min(LAST_DAY)
}

/// Days worth stopping at, in order.
pub fn stops(case: &Case) -> Vec<f32> {
    let mut stops: Vec<f32> = vec![-1.0, 1.0, 3.0, 7.0, 14.0, 30.0, 90.0, 182.6, 365.25];
    stops.extend((2..=10).map(|y| y as f32 * 365.25));
    stops.push(case.healed_day());
    stops.extend(case.pigment_events().iter().map(|v| v.day));
    stops.sort_by(f32::total_cmp);
    stops.dedup();
    stops
}

/// The next or previous day worth stopping at.
pub fn step_day(days: f32, way: i32, case: &Case) -> f32 {
    let stops = stops(case);
    let found = if way > 0 {
        stops.iter().copied().find(|&s| s > days + 0.01)
    } else {
        stops.iter().rev().copied().find(|&s| s < days - 0.01)
    };
    found.unwrap_or(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_line_is_the_same_both_ways() {
        for days in [-3.0, 0.0, 10.0, 66.0, 400.0, LAST_DAY] {
            assert!((day_at(position_of(days)) - days).abs() < 0.01 * days.abs().max(1.0), "{days}");
        }
        assert!((position_of(LAST_DAY) - 1.0).abs() < 1e-6);
    }
}
