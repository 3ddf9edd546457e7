//! Leaf of one visit as it was: when, with what, what was seen, and the client's photograph beside the simulation from the same camera.

use crate::case::Case;
use crate::output::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, TEXT_MM, TableColumn, centred};
use crate::output::leaf::{LeafMark, LeafPart};
use crate::output::page_words::PageWords;
use crate::output::sheet::Panel;
use std::sync::Arc;

/// Largest height of the two pictures, mm.
const PICTURES_MM: f32 = 130.0;
/// Distance of ruled lines for notes by hand, mm.
const LINES_MM: f32 = 8.0;

/// A visit as it was.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct VisitRecord {
    /// Number in the plan, from 1: its sessions, then its touch-ups.
    pub number: usize,
    /// Year, month and day.
    pub date: (u16, u8, u8),
    /// Needle, in the practice's words; empty where it was not told.
    pub needle: String,
    /// Lot of the pigment; empty where it was not told.
    pub lot: String,
    /// Water to pigment, in the practice's words; empty where it was not told.
    pub dilution: String,
    /// Dots that were set, where they were counted.
    pub dots: Option<u32>,
    /// Remarks on what was seen; empty where nothing was told.
    pub seen: String,
    /// Photograph of the client, with its caption.
    pub photo: Option<Panel>,
    /// Simulation of the same day from the same camera, with its caption.
    pub simulated: Option<Panel>,
}

impl VisitRecord {
    /// Name of the visit in its course.
    pub fn name(&self, case: &Case, words: &PageWords) -> String {
        let sessions = case.plan().sessions.len();
        let number = |number: usize| ("number", number.to_string().into());
        if self.number > sessions {
            words.tell("visit-touch-up", &[number(self.number - sessions)])
        } else {
            words.tell("visit-name", &[number(self.number), ("count", sessions.to_string().into())])
        }
    }
}

/// Fills the leaf down to `lowest`.
pub fn fill(case: &Case, visit: VisitRecord, words: &PageWords, into: &mut LeafWriter, lowest: f32) {
    into.heading(2, &words.say("visit-facts"));
    let columns = [0.26, 0.37, 0.37].map(|share| TableColumn { share, right: false });
    let head = [String::new(), words.say("visit-planned"), words.say("visit-done")];
    into.table(&columns, &head, &facts(case, &visit, words));
    into.heading(2, &words.say("visit-seen"));
    let seen = if visit.seen.is_empty() { words.say("visit-nothing") } else { visit.seen };
    into.paragraph(&seen, TEXT_MM * 1.15, INK);
    if visit.photo.is_some() || visit.simulated.is_some() {
        into.heading(2, &words.say("visit-pictures"));
        pictures([("visit-photograph", visit.photo), ("figure", visit.simulated)], words, into);
        into.paragraph(&words.say("visit-beside"), SMALL_MM, FAINT);
    }
    into.heading(2, &words.say("notes"));
    let mut rules = Vec::new();
    let mut y = into.y + 6.0;
    while y < lowest - 2.0 {
        rules.push(LeafMark::line([into.left, y], [into.left + into.width, y], 0.15, RULE));
        y += LINES_MM;
    }
    into.parts.push(LeafPart::Decoration(rules));
}

/// Rows of what was planned beside what was done.
fn facts(case: &Case, visit: &VisitRecord, words: &PageWords) -> Vec<Vec<String>> {
    let plan = case.plan();
    let estimate = case.estimate();
    let planned = estimate.visits.iter().chain(&estimate.touch_ups).nth(visit.number.saturating_sub(1));
    let dash = || "\u{2013}".to_owned();
    let told = |text: &str| if text.is_empty() { dash() } else { text.to_owned() };
    let (year, month, day) = visit.date;
    let about = |dots: usize| ((dots + 50) / 100 * 100).to_string();
    let row = |what: String, planned: String, done: String| vec![what, planned, done];
    let sessions = plan.sessions.len();
    let dilution = if visit.number <= sessions {
        format!("{:.0} : 1", plan.session_dilution(visit.number.saturating_sub(1)))
    } else {
        dash()
    };
    vec![
        row(
            words.say("visit-date"),
            planned
                .map_or_else(dash, |planned| words.tell("visit-day", &[("day", words.number(planned.day, 0).into())])),
            format!("{year:04}-{month:02}-{day:02}"),
        ),
        row(words.say("visit-needle"), format!("{} mm", words.short(plan.pigment.hand.needle_mm)), told(&visit.needle)),
        row(words.say("visit-lot"), dash(), told(&visit.lot)),
        row(words.say("visit-dilution"), dilution, told(&visit.dilution)),
        row(
            words.say("visit-dots"),
            planned
                .map_or_else(dash, |planned| words.tell("visit-dots-about", &[("dots", about(planned.dots).into())])),
            visit.dots.map_or_else(dash, |dots| dots.to_string()),
        ),
    ]
}

/// Both pictures side by side, of one height.
fn pictures(panels: [(&str, Option<Panel>); 2], words: &PageWords, into: &mut LeafWriter) {
    let gap = 3.0;
    let wide = 0.5 * (into.width - gap);
    let shape = |panel: &Panel| panel.picture.height as f32 / panel.picture.width.max(1) as f32;
    let tallest = panels.iter().filter_map(|(_, panel)| panel.as_ref()).map(shape).fold(0.0, f32::max);
    let high = (wide * tallest).min(PICTURES_MM);
    for (i, (what, panel)) in (0_u8..).zip(panels) {
        let Some(panel) = panel else { continue };
        let across = (high / shape(&panel)).min(wide);
        let at = [into.left + f32::from(i) * (wide + gap), into.y];
        let caption = centred(&panel.caption, [at[0] + 0.5 * across, at[1] + high + SMALL_MM + 0.4], SMALL_MM, FAINT);
        let size_mm = [across, across * shape(&panel)];
        let picture = LeafMark::Image { picture: Arc::new(panel.picture), at, size_mm };
        let about = words.tell(what, &[("caption", panel.caption.as_str().into())]);
        into.parts.push(LeafPart::Figure(about, vec![picture, caption]));
    }
    into.y += high + SMALL_MM + 1.8;
}
