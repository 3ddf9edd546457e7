//! Fourth leaf of a record: aftercare in two parts, what was asked, and room for notes.

use crate::case::Case;
use crate::output::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, TEXT_MM, lines, words as set};
use crate::output::leaf::{LeafMark, LeafPart};
use crate::output::page_words::PageWords;

/// Edge of a box to be ticked, mm.
const BOX_MM: f32 = 3.0;
/// Room for the answers at the right, mm.
const BOXES_MM: f32 = 26.0;

/// Fills the leaf down to `lowest`.
pub fn fill(case: &Case, words: &PageWords, into: &mut LeafWriter, lowest: f32) {
    let em = TEXT_MM * 1.15;
    into.heading(2, &words.say("first-days-head"));
    into.list(&words.list("first-days"), em);
    into.heading(2, &words.say("long-term-head"));
    into.list(&words.list("long-term"), em);
    let due = words.due(&case.touch_up_due());
    into.paragraph(&words.tell("care-touch-up", &[("when", due.into())]), em, INK);
    into.heading(2, &words.say("record-checks"));
    let answers = words.list("answer");
    for question in words.list("question") {
        ask(&question, &answers, into);
    }
    into.heading(2, &words.say("notes"));
    let mut rules = Vec::new();
    let mut y = into.y + 6.0;
    while y < lowest - 2.0 {
        rules.push(LeafMark::line([into.left, y], [into.left + into.width, y], 0.15, RULE));
        y += 8.0;
    }
    into.parts.push(LeafPart::Decoration(rules));
}

/// A question with boxes for its answers.
fn ask(question: &str, answers: &[String], into: &mut LeafWriter) {
    let right = into.left + into.width;
    // A question that is longer than its room goes on below it.
    let lines = lines(question, TEXT_MM, into.width - BOXES_MM);
    let y = into.y + TEXT_MM;
    let at = |i: usize| [into.left, y + i as f32 * 1.3 * TEXT_MM];
    let mut marks: Vec<LeafMark> = lines.iter().enumerate().map(|(i, line)| set(line, at(i), TEXT_MM, INK)).collect();
    let mut boxes = Vec::new();
    for (i, answer) in answers.iter().enumerate() {
        let x = right - BOXES_MM + 13.0 * i as f32;
        boxes.push(LeafMark::frame([x, y - BOX_MM + 0.4], [BOX_MM, BOX_MM], 0.2, FAINT));
        marks.push(set(answer, [x + BOX_MM + 1.2, y], SMALL_MM, FAINT));
    }
    into.parts.push(LeafPart::Decoration(boxes));
    into.parts.push(LeafPart::Paragraph(marks));
    into.y += (0.45 + 1.3 * lines.len() as f32) * TEXT_MM;
}
