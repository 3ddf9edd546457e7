//! Fourth leaf of a record: aftercare in two parts, what was asked, and room for notes.

use crate::case::Case;
use crate::output::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, TEXT_MM, words};
use crate::output::leaf::{LeafMark, LeafPart};
use crate::output::page_words::record as say;
use crate::output::page_words::{FIRST_DAYS, LONG_TERM};

/// Edge of a box to be ticked, mm.
const BOX_MM: f32 = 3.0;

/// Fills the leaf down to `lowest`.
pub fn fill(case: &Case, into: &mut LeafWriter, lowest: f32) {
    let em = TEXT_MM * 1.15;
    into.heading(2, say::FIRST_DAYS_HEAD);
    into.list(&FIRST_DAYS, em);
    into.heading(2, say::LONG_TERM_HEAD);
    into.list(&LONG_TERM, em);
    let due = format!("Touch-up: due after {}, counted from the first visit.", case.touch_up_due().in_years());
    into.paragraph(&due, em, INK);
    into.heading(2, say::CHECKS);
    for question in say::QUESTIONS {
        ask(question, into);
    }
    into.heading(2, say::NOTES);
    let mut rules = Vec::new();
    let mut y = into.y + 6.0;
    while y < lowest - 2.0 {
        rules.push(LeafMark::line([into.left, y], [into.left + into.width, y], 0.15, RULE));
        y += 8.0;
    }
    into.parts.push(LeafPart::Decoration(rules));
}

/// A question with boxes for its answers.
fn ask(question: &str, into: &mut LeafWriter) {
    let y = into.y + TEXT_MM;
    let mut marks = vec![words(question, [into.left, y], TEXT_MM, INK)];
    let mut boxes = Vec::new();
    let right = into.left + into.width;
    for (i, answer) in say::ANSWERS.into_iter().enumerate() {
        let x = right - 26.0 + 13.0 * i as f32;
        boxes.push(LeafMark::frame([x, y - BOX_MM + 0.4], [BOX_MM, BOX_MM], 0.2, FAINT));
        marks.push(words(answer, [x + BOX_MM + 1.2, y], SMALL_MM, FAINT));
    }
    into.parts.push(LeafPart::Decoration(boxes));
    into.parts.push(LeafPart::Paragraph(marks));
    into.y += 1.75 * TEXT_MM;
}
