//! Calendar of a course: its visits, the look once it has healed, and the earliest touch-up, as an iCalendar file without a name.

use crate::calendar::{Date, after};
use pointille::Case;
use pointille::output::RECALL_WORDS as WORDS;
use std::fmt::Write;

/// Longest line of the format, bytes, without its end.
const LINE_BYTES: usize = 75;

/// The calendar of a case whose first visit is on a date, as the text of an .ics file. `made` is the day on which it is written.
pub fn calendar(case: &Case, first: Date, made: Date) -> String {
    let visits = case.plan().sessions.iter().enumerate();
    let mut days: Vec<(f32, String)> =
        visits.map(|(i, visit)| (visit.day, format!("{} {}", WORDS.visit, i + 1))).collect();
    days.push((case.healed_day(), WORDS.control.to_owned()));
    days.extend(case.touch_up_due().earliest.map(|day| (day, WORDS.touch_up.to_owned())));
    let digest = case.plan().digest();
    let mut out =
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Pointille//{}//EN\r\n", env!("CARGO_PKG_VERSION"));
    for (i, (day, what)) in days.iter().enumerate() {
        let start = after(first, day.round().max(0.0) as u32);
        let lines = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{i}@pointille", &digest[..16]),
            format!("DTSTAMP:{}T000000Z", plain(made)),
            format!("DTSTART;VALUE=DATE:{}", plain(start)),
            format!("DTEND;VALUE=DATE:{}", plain(after(start, 1))),
            format!("SUMMARY:{what}"),
            format!("DESCRIPTION:{} {}", WORDS.plan, &digest[..12]),
            "END:VEVENT".to_owned(),
        ];
        for line in lines {
            debug_assert!(line.len() <= LINE_BYTES, "{line}");
            // Writing to a string cannot fail.
            let _ = write!(out, "{line}\r\n");
        }
    }
    out + "END:VCALENDAR\r\n"
}

fn plain((year, month, day): Date) -> String {
    format!("{year:04}{month:02}{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use pointille::Plan;

    #[test]
    fn each_visit_has_its_day_and_no_name_is_told() {
        let mut plan = Plan::default();
        plan.name = "Anna Example".to_owned();
        let case = Case::built_in(plan).unwrap();
        let text = calendar(&case, (2026, 12, 20), (2026, 11, 29));
        // Visits on days 0, 10 and 24; healed 42 days after the last.
        for date in ["20261220", "20261230", "20270113", "20270224"] {
            assert!(text.contains(&format!("DTSTART;VALUE=DATE:{date}\r\n")), "{date}: {text}");
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
        assert!(!text.contains("Anna"));
        assert!(text.lines().all(|line| line.len() <= LINE_BYTES) && text.ends_with("END:VCALENDAR\r\n"));
    }
}
