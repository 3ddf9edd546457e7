//! Second leaf of a record: after each visit, over the first days and over the years, with the band of paces and what it will not do.

use super::strip;
use crate::case::Case;
use crate::output::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, centred, width_mm, words as set};
use crate::output::leaf::{LeafColor, LeafMark, LeafPart};
use crate::output::page_words::PageWords;
use crate::output::sheet::Panel;
use crate::plan::TOUCH_UP_CONTRAST;
use crate::time::{DAYS_PER_YEAR, FadeModel};

/// Years that the chart shows.
const YEARS: usize = 20;
/// Height of the chart, mm.
const CHART_MM: f32 = 34.0;
/// Colours of the band and of touch-ups.
const BAND: LeafColor = [190, 203, 222];
const TOUCH_UP: LeafColor = [60, 130, 80];

/// Fills the leaf down to `lowest`.
pub fn fill(
    case: &Case,
    [sessions, healing, years, lights]: [Vec<Panel>; 4],
    words: &PageWords,
    into: &mut LeafWriter,
    lowest: f32,
) {
    let strips = [
        (words.say("record-sessions"), sessions),
        (words.say("record-healing"), healing),
        (words.say("record-years"), years),
        (words.say("record-lights"), lights),
    ];
    let (limits_head, told) = (words.say("record-limits"), words.list("limit"));
    // Pictures take what chart and words leave.
    let mut limits = LeafWriter::new(into.left, into.width, 0.0);
    limits.heading(2, &limits_head);
    limits.list(&told, SMALL_MM * 1.1);
    limits.paragraph(&words.say("record-chart"), SMALL_MM, FAINT);
    let heads = 4.0 * 7.4;
    let room = lowest - into.y - limits.y - CHART_MM - 12.0 - heads;
    let most = (room / 4.0 - SMALL_MM - 1.8).max(14.0);
    for (i, (heading, panels)) in strips.into_iter().enumerate() {
        into.heading(2, &heading);
        let count = panels.len();
        strip(panels, count, words, into, most);
        if i == 2 {
            chart(case, words, into);
        }
    }
    into.heading(2, &limits_head);
    into.list(&told, SMALL_MM * 1.1);
}

/// The course of the contrast over the years, with its band.
fn chart(case: &Case, words: &PageWords, into: &mut LeafWriter) {
    let (left, top) = (into.left + 9.0, into.y + 2.0);
    let (wide, high) = (into.width - 12.0, CHART_MM - 9.0);
    let healed = case.healed_day();
    let last = YEARS as f32 * DAYS_PER_YEAR;
    let steps = 160;
    let days: Vec<f32> = (0..=steps).map(|i| healed + (last - healed) * i as f32 / steps as f32).collect();
    let course = |model: &FadeModel| -> Vec<f32> {
        case.tone_on(model, days.iter().copied()).iter().map(|tone| tone.relative_contrast).collect()
    };
    let [slow, _, fast] = case.fade_band();
    let [slow, likely, fast] = [slow, case.appearance().fade, fast].each_ref().map(course);
    let peak = slow.iter().chain(&likely).chain(&fast).copied().fold(1.0_f32, f32::max);
    let x = |day: f32| left + (day / last).clamp(0.0, 1.0) * wide;
    let y = |share: f32| top + (1.0 - share / (1.05 * peak)) * high;
    let through = |values: &[f32]| days.iter().zip(values).map(|(&d, &v)| [x(d), y(v)]).collect::<Vec<_>>();
    let mut band = through(&slow);
    band.extend(through(&fast).into_iter().rev());
    let mut marks = vec![LeafMark::Area { points: band, color: BAND }];
    for year in 0..=YEARS {
        let at = x(year as f32 * DAYS_PER_YEAR);
        marks.push(LeafMark::line([at, top + high], [at, top + high + 1.0], 0.15, FAINT));
        if year % 5 == 0 || year == 1 {
            marks.push(centred(
                &words.tell("time-years-short", &[("amount", year.to_string().into())]),
                [at, top + high + 1.4 + SMALL_MM],
                SMALL_MM,
                FAINT,
            ));
        }
    }
    for share in [0.25_f32, 0.5, 0.75, 1.0] {
        let label = format!("{:.0} %", 100.0 * share);
        let at = [left - 1.0 - width_mm(&label, SMALL_MM), y(share) + 0.35 * SMALL_MM];
        marks.push(set(&label, at, SMALL_MM, FAINT));
        let dash_mm = if share == TOUCH_UP_CONTRAST { 1.5 } else { 0.0 };
        let color = if share == TOUCH_UP_CONTRAST { INK } else { RULE };
        let points = vec![[left, y(share)], [left + wide, y(share)]];
        marks.push(LeafMark::Path { points, closed: false, width_mm: 0.15, color, dash_mm });
    }
    for touch_up in case.touch_ups().iter().filter(|touch_up| touch_up.day <= last) {
        let at = x(touch_up.day);
        marks.push(LeafMark::line([at, top], [at, top + high], 0.3, TOUCH_UP));
    }
    marks.push(LeafMark::Path { points: through(&likely), closed: false, width_mm: 0.45, color: INK, dash_mm: 0.0 });
    marks.push(LeafMark::frame([left, top], [wide, high], 0.2, FAINT));
    let due = words.tell("record-chart-due", &[("when", words.due(&case.touch_up_due()).into())]);
    let about = words.say("record-chart");
    into.parts.push(LeafPart::Figure(format!("{about} {due}"), marks));
    into.y = top + high + SMALL_MM + 3.0;
    into.paragraph(&about, SMALL_MM, FAINT);
}
