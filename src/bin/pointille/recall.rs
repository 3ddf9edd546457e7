//! Calendar of a course: its visits, the look once it has healed, and the earliest touch-up, as an iCalendar file without a name.

use crate::calendar::{Date, after};
use pointille::Case;
use pointille::output::{Language, PageWords};
use std::fmt::Write;

/// Longest line of the format, bytes, without its end.
const LINE_BYTES: usize = 75;

/// The calendar of a case whose first visit is on a date, as the text of an .ics file. `made` is the day on which it is written.
pub fn calendar(case: &Case, first: Date, made: Date, language: Language) -> String {
    let words = PageWords::of(language);
    let visit = |i: usize| words.tell("recall-visit", &[("number", (i + 1).to_string().into())]);
    let visits = case.plan().sessions.iter().enumerate();
    let mut days: Vec<(f32, String)> = visits.map(|(i, session)| (session.day, visit(i))).collect();
    days.push((case.healed_day(), words.say("recall-control")));
    days.extend(case.touch_up_due().earliest.map(|day| (day, words.say("recall-touch-up"))));
    let digest = case.plan().digest();
    let mut out = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Pointille//{}//{}\r\n",
        env!("CARGO_PKG_VERSION"),
        words.tag()
    );
    for (i, (day, what)) in days.iter().enumerate() {
        let start = after(first, day.round().max(0.0) as u32);
        let lines = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{i}@pointille", &digest[..16]),
            format!("DTSTAMP:{}T000000Z", plain(made)),
            format!("DTSTART;VALUE=DATE:{}", plain(start)),
            format!("DTEND;VALUE=DATE:{}", plain(after(start, 1))),
            format!("SUMMARY:{what}"),
            format!("DESCRIPTION:{}", words.tell("recall-plan", &[("digest", digest[..12].into())])),
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
        let text = calendar(&case, (2026, 12, 20), (2026, 11, 29), Language::English);
        // Visits on days 0, 10 and 24; healed 42 days after the last.
        for date in ["20261220", "20261230", "20270113", "20270224"] {
            assert!(text.contains(&format!("DTSTART;VALUE=DATE:{date}\r\n")), "{date}: {text}");
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
        assert!(!text.contains("Anna"));
        for language in Language::ALL {
            let text = calendar(&case, (2026, 12, 20), (2026, 11, 29), language);
            assert!(text.lines().all(|line| line.len() <= LINE_BYTES));
        }
        assert!(text.lines().all(|line| line.len() <= LINE_BYTES) && text.ends_with("END:VCALENDAR\r\n"));
    }
}
