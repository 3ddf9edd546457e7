//! Days of the calendar: today's date, and dates as people write them.

use std::time::{SystemTime, UNIX_EPOCH};

/// Year, month and day.
pub type Date = (u16, u8, u8);

/// Days of a month.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Today, by the system's clock, in universal time.
pub fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    after((1970, 1, 1), u32::try_from(seconds / 86_400).unwrap_or_default())
}

/// Date so many days after another.
pub fn after((mut year, mut month, day): Date, days: u32) -> Date {
    let mut left = u32::from(day) + days;
    while left > u32::from(days_in(year, month)) {
        left -= u32::from(days_in(year, month));
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, left as u8)
}

/// A date as people write it: 2026-11-29.
pub fn written((year, month, day): Date) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days from one date to a later one; 0 where it is not later.
pub fn days_between(from: Date, to: Date) -> u32 {
    let mut days = 0;
    let mut month = (from.0, from.1);
    while month < (to.0, to.1) {
        days += u32::from(days_in(month.0, month.1));
        month = if month.1 == 12 { (month.0 + 1, 1) } else { (month.0, month.1 + 1) };
    }
    (days + u32::from(to.2)).saturating_sub(u32::from(from.2)) * u32::from(from <= to)
}

/// Reads 2026-11-29.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let wrong = || format!("`{text}` is not a date: write it as 2026-11-29");
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return Err(wrong()) };
    let date: Date =
        (year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?, day.parse().map_err(|_| wrong())?);
    let sound = (1900..=9999).contains(&date.0)
        && (1..=12).contains(&date.1)
        && (1..=days_in(date.0, date.1)).contains(&date.2);
    if sound { Ok(date) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_years_and_leap_days() {
        assert_eq!(after((2026, 11, 29), 0), (2026, 11, 29));
        assert_eq!(after((2026, 11, 29), 33), (2027, 1, 1));
        assert_eq!(after((2028, 2, 28), 1), (2028, 2, 29));
        assert_eq!(after((2027, 2, 28), 1), (2027, 3, 1));
        assert_eq!(after((1970, 1, 1), 19_723), (2024, 1, 1));
        for days in [0, 1, 33, 400, 1500] {
            assert_eq!(days_between((2026, 11, 29), after((2026, 11, 29), days)), days);
        }
        assert_eq!(days_between((2026, 11, 29), (2026, 11, 28)), 0);
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(parse_date("2028-02-29"), Ok((2028, 2, 29)));
        for wrong in ["2027-02-29", "2026-13-01", "2026-00-10", "29.11.2026", "", "2026-11"] {
            assert!(parse_date(wrong).is_err(), "{wrong}");
        }
    }
}
