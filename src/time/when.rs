//! Times as people write them (`0`, `10d`, `6w`, `18mo`, `5y`, `healed`, `before`), and as labels show them.

use super::{DAYS_PER_YEAR, HEALED_AFTER_DAYS};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A time to show: a day after the first session, or the day on which the work is healed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum When {
    /// Days after the end of the first session; negative is before it.
    AfterFirstSession(f32),
    /// Healed: 42 days after the last session.
    Healed,
}

impl When {
    /// The day before treatment.
    pub const BEFORE: Self = Self::AfterFirstSession(-1.0);

    /// Days after the end of the first session; the last session is on `last_session_day`.
    pub fn days(self, last_session_day: f32) -> f32 {
        match self {
            Self::AfterFirstSession(days) => days,
            Self::Healed => last_session_day + HEALED_AFTER_DAYS,
        }
    }
}

/// A reason for which a text is not a time.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeError {
    /// The text has none of the known forms.
    #[error("`{text}` is not a time: use 0, 10d, 6w, 18mo, 5y or healed")]
    NotATime {
        /// Text as it was written.
        text: String,
    },
    /// The time is outside of the range that can be computed.
    #[error("`{text}` is out of range: times go from -1y (before treatment) to 60y")]
    OutOfRange {
        /// Text as it was written.
        text: String,
    },
}

const UNITS: [(&str, f32); 6] =
    [("mo", DAYS_PER_YEAR / 12.0), ("h", 1.0 / 24.0), ("d", 1.0), ("w", 7.0), ("y", DAYS_PER_YEAR), ("", 1.0)];

impl FromStr for When {
    type Err = TimeError;

    /// Reads `0`, `12h`, `10d`, `6w`, `18mo`, `5y`, `healed`, `before`; a number alone is days; `-1d` is before treatment.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let wrong = || TimeError::NotATime { text: text.to_owned() };
        let word = text.trim().to_ascii_lowercase();
        match word.as_str() {
            "healed" => return Ok(Self::Healed),
            "before" => return Ok(Self::BEFORE),
            _ => {}
        }
        // Proof of the range: "" is a suffix of everything, so some unit is always found.
        let (number, days_each) =
            UNITS.iter().find_map(|&(unit, days)| Some((word.strip_suffix(unit)?, days))).ok_or_else(wrong)?;
        let plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
        let value: f32 = number.parse().ok().filter(|_| plain).ok_or_else(wrong)?;
        let days = value * days_each;
        if !(-DAYS_PER_YEAR..=60.0 * DAYS_PER_YEAR).contains(&days) {
            return Err(TimeError::OutOfRange { text: text.to_owned() });
        }
        Ok(Self::AfterFirstSession(days))
    }
}

impl fmt::Display for When {
    /// Writes the shortest text that reads back as the same time.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Healed => f.write_str("healed"),
            Self::AfterFirstSession(0.0) => f.write_str("0"),
            Self::AfterFirstSession(days) if days >= 1.0 && days % DAYS_PER_YEAR == 0.0 => {
                write!(f, "{}y", days / DAYS_PER_YEAR)
            }
            Self::AfterFirstSession(days) => write!(f, "{days}d"),
        }
    }
}

/// Unit in which people say a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayUnit {
    /// Before the first session; it has no amount.
    Before,
    /// Hours after it.
    Hours,
    /// Day after it, by its number.
    Day,
    /// Weeks after it.
    Weeks,
    /// Months after it.
    Months,
    /// Years after it.
    Years,
}

/// Unit in which people say a day, and its amount, rounded to tenths.
pub fn day_unit(days: f32) -> (DayUnit, f32) {
    let month = DAYS_PER_YEAR / 12.0;
    if days < 0.0 {
        (DayUnit::Before, 0.0)
    } else if days < 1.0 && days > 0.0 {
        (DayUnit::Hours, (days * 24.0).round())
    } else if days < 31.0 {
        (DayUnit::Day, days.round())
    } else if days < 100.0 {
        (DayUnit::Weeks, (days / 7.0).round())
    } else if days < 1.95 * DAYS_PER_YEAR && (days / DAYS_PER_YEAR - 1.0).abs() > 0.04 {
        (DayUnit::Months, (days / month).round())
    } else {
        (DayUnit::Years, (days / DAYS_PER_YEAR * 10.0).round() / 10.0)
    }
}

/// Label of a day in a picture: "before", "day 3", "6 weeks", "18 months", "5 years".
pub fn day_label(days: f32) -> String {
    let (unit, amount) = day_unit(days);
    let one = |word: &str| format!("{amount} {word}{}", if amount == 1.0 { "" } else { "s" });
    match unit {
        DayUnit::Before => "before".to_owned(),
        DayUnit::Hours => one("hour"),
        DayUnit::Day => format!("day {amount}"),
        DayUnit::Weeks => one("week"),
        DayUnit::Months => one("month"),
        DayUnit::Years => one("year"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, days) in [
            ("0", 0.0),
            ("12h", 0.5),
            ("10d", 10.0),
            (" 10 ".trim(), 10.0),
            ("6w", 42.0),
            ("18mo", 547.875),
            ("5y", 1826.25),
            ("1.5Y", 547.875),
            ("-1d", -1.0),
            ("before", -1.0),
        ] {
            assert_eq!(text.parse(), Ok(When::AfterFirstSession(days)), "{text}");
        }
        assert_eq!("healed".parse(), Ok(When::Healed));
        assert_eq!(When::Healed.days(24.0), 66.0);
        assert_eq!(When::AfterFirstSession(3.0).days(24.0), 3.0);
    }

    #[test]
    fn what_is_no_time_is_refused_with_the_way_to_write_one() {
        for text in ["", "d", "soon", "5 years", "1e3d", "nan", "infd", "5m", "--1d", "1d2w"] {
            let error = text.parse::<When>().unwrap_err();
            assert_eq!(error.to_string(), format!("`{text}` is not a time: use 0, 10d, 6w, 18mo, 5y or healed"));
        }
        assert!(matches!("99y".parse::<When>(), Err(TimeError::OutOfRange { .. })));
        assert!(matches!("-400d".parse::<When>(), Err(TimeError::OutOfRange { .. })));
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in ["0", "0.5d", "10d", "5y", "healed", "-1d", "547.875d"] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn labels_are_what_one_would_say() {
        for (days, label) in [
            (-1.0, "before"),
            (0.0, "day 0"),
            (0.125, "3 hours"),
            (3.0, "day 3"),
            (42.0, "6 weeks"),
            (182.6, "6 months"),
            (365.25, "1 year"),
            (547.9, "18 months"),
            (1826.25, "5 years"),
        ] {
            assert_eq!(day_label(days), label);
        }
    }
}
