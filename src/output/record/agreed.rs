//! First leaf of a record: who, which line, how many dots, when, what it costs, and who signs for it.

use super::strip;
use crate::case::Case;
use crate::output::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, TEXT_MM, TableColumn, words};
use crate::output::leaf::{LeafMark, LeafPart};
use crate::output::page_words::record as say;
use crate::output::sheet::Panel;
use crate::plan::{Plan, Range, SkinSpec};

/// Height of the boxes for signatures with their heading, mm.
const SIGN_MM: f32 = 34.0;
/// Height by which they may grow where there is room, mm.
const ROOMIER_MM: f32 = 12.0;

/// Fills the leaf down to `lowest`.
pub fn fill(case: &Case, views: Vec<Panel>, into: &mut LeafWriter, lowest: f32) {
    let (left, width, top) = (into.left, into.width, into.y);
    let half = 0.5 * width - 3.0;
    into.width = half;
    pairs(say::CLIENT, &client(case.plan()), into);
    let below = into.y;
    (into.left, into.y) = (left + 0.5 * width + 3.0, top);
    pairs(say::LINE, &line(case), into);
    (into.left, into.width, into.y) = (left, width, into.y.max(below));
    into.heading(2, say::VIEWS);
    // Pictures take what tables and signatures leave.
    let mut tables = LeafWriter::new(left, width, 0.0);
    self::tables(case, &mut tables);
    let room = lowest - into.y - tables.y - SIGN_MM;
    strip(views, 4, into, (0.5 * room - SMALL_MM - 1.8).max(16.0));
    self::tables(case, into);
    sign(into, lowest);
}

fn pairs(heading: &str, rows: &[Vec<String>], into: &mut LeafWriter) {
    into.heading(2, heading);
    let columns = [TableColumn { share: 0.4, right: false }, TableColumn { share: 0.6, right: false }];
    into.table(&columns, &[], rows);
}

fn pair(what: &str, much: impl Into<String>) -> Vec<String> {
    vec![what.to_owned(), much.into()]
}

/// Facts about the client: no name, and an age in a band of five years.
fn client(plan: &Plan) -> Vec<Vec<String>> {
    let client = &plan.client;
    let band = (client.age_years / 5.0).floor() * 5.0;
    let code = if client.code.is_empty() { "\u{2013}" } else { &client.code };
    vec![
        pair("code", code),
        pair("age", format!("{band:.0} to {:.0} years", band + 4.0)),
        pair("skin", skin(&client.skin)),
        pair("hair loss", client.hair_loss.name()),
        pair("hair", hair(plan)),
    ]
}

/// A skin in words, with the other scales beside its own.
fn skin(skin: &SkinSpec) -> String {
    const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
    const ITA: [&str; 6] = ["over 55", "41 to 55", "28 to 41", "10 to 28", "-30 to 10", "under -30"];
    const MONK: [&str; 6] = ["1 to 2", "3", "4 to 5", "6", "7 to 8", "9 to 10"];
    let Some(kind) = skin.fitzpatrick() else { return "as scanned".to_owned() };
    let at = usize::from(kind.clamp(1, 6) - 1);
    match skin {
        SkinSpec::Monk(step) => format!("Monk {step} (about Fitzpatrick {}, ITA {}°)", ROMAN[at], ITA[at]),
        SkinSpec::Lab(lab) => format!(
            "L*a*b* {:.0} {:.0} {:.0}, ITA {:.0}° (Fitzpatrick {})",
            lab[0],
            lab[1],
            lab[2],
            crate::plan::client::ita_deg(*lab),
            ROMAN[at]
        ),
        _ => format!("Fitzpatrick {} (ITA {}°, Monk {})", ROMAN[at], ITA[at], MONK[at]),
    }
}

/// The client's hair as it is worn, in words.
fn hair(plan: &Plan) -> String {
    let hair = &plan.hair;
    let worn = match (hair.guard_mm, hair.shaved_hours) {
        (Some(mm), _) => format!("clipped to {mm} mm"),
        (_, Some(hours)) => format!("shaved {hours:.0} hours before"),
        _ => "clipped without a guard".to_owned(),
    };
    let grey = hair.grey_share;
    if grey > 0.0 { format!("{worn}, {:.0} % white", 100.0 * grey) } else { worn }
}

/// The line's measures on this head.
fn line(case: &Case) -> Vec<Vec<String>> {
    let measures = case.line_measures();
    let figures = case.plan().hairline.figures();
    let [right, left] = measures.recess_mm;
    let drawn = case.plan().hairline.points.is_some();
    let lengths: f32 = case.hairline_on_skin().windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    vec![
        pair("middle above glabella", format!("{:.0} mm along the skin", measures.height_mm)),
        pair("corners behind it", format!("right {right:.0} mm, left {left:.0} mm")),
        pair("right to left", format!("{:.0} mm unlike", (right - left).abs())),
        pair("fade-in", format!("{:.0} mm wide", figures.softness_mm)),
        pair("length, ear to ear", format!("{lengths:.0} mm, {}", if drawn { "drawn by hand" } else { "by measures" })),
    ]
}

fn tables(case: &Case, into: &mut LeafWriter) {
    let (left, width, top) = (into.left, into.width, into.y);
    into.width = 0.38 * width - 3.0;
    zones(case, into);
    let below = into.y;
    (into.left, into.width, into.y) = (left + 0.38 * width + 3.0, 0.62 * width - 3.0, top);
    visits(case, into);
    (into.left, into.width, into.y) = (left, width, into.y.max(below));
}

fn zones(case: &Case, into: &mut LeafWriter) {
    into.heading(2, say::ZONES);
    let visits = case.plan().sessions.len();
    let mut all = 0;
    let counts = case.counts();
    let mut rows: Vec<Vec<String>> = counts
        .iter()
        .filter(|zone| zone.area_cm2 >= 0.5)
        .map(|zone| {
            let dots: u32 = zone.dots.iter().take(visits).sum();
            all += dots;
            vec![
                zone.zone.key().replace('_', " "),
                format!("{:.0}", zone.area_cm2),
                format!("{:.0}", zone.density_per_cm2),
                about(dots as usize),
            ]
        })
        .collect();
    let area: f32 = counts.iter().map(|zone| zone.area_cm2).sum();
    rows.push(vec![say::ALL_VISITS.to_owned(), format!("{area:.0}"), String::new(), about(all as usize)]);
    into.table(&columns(&[0.3, 0.14, 0.28, 0.28]), &say::ZONE_COLUMNS, &rows);
}

/// Dots as a practice counts them, to the nearest hundred.
fn about(dots: usize) -> String {
    ((dots + 50) / 100 * 100).to_string()
}

fn columns(shares: &[f32]) -> Vec<TableColumn> {
    shares.iter().enumerate().map(|(i, &share)| TableColumn { share, right: i > 0 }).collect()
}

/// A range as "likely (low to high)".
fn range(range: Range, digits: usize) -> String {
    if range.low == range.high {
        return format!("{:.digits$}", range.likely);
    }
    format!("{:.digits$} ({:.digits$} to {:.digits$})", range.likely, range.low, range.high)
}

fn visits(case: &Case, into: &mut LeafWriter) {
    into.heading(2, say::VISITS);
    let (plan, estimate) = (case.plan(), case.estimate());
    let priced = estimate.cost.likely > 0.0;
    let cost = |of: Range| if priced { range(of, 0) } else { "\u{2013}".to_owned() };
    let mut rows: Vec<Vec<String>> = (estimate.visits.iter().enumerate())
        .map(|(i, visit)| {
            vec![
                (i + 1).to_string(),
                format!("{:.0}", visit.day),
                about(visit.dots),
                format!("{:.0} : 1", plan.session_dilution(i)),
                range(visit.hours, 1),
                cost(visit.cost),
            ]
        })
        .collect();
    rows.push(vec![
        say::ALL_VISITS.to_owned(),
        String::new(),
        about(estimate.dots),
        String::new(),
        range(estimate.hours, 1),
        cost(estimate.cost),
    ]);
    let mut head = say::VISIT_COLUMNS.map(str::to_owned);
    head[5] = format!("{}, {}", head[5], estimate.currency);
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    into.table(&columns(&[0.1, 0.08, 0.17, 0.15, 0.21, 0.29]), &head, &rows);
    let ink = match plan.pigment.ink {
        crate::plan::Ink::Carbon => "carbon",
        _ => "iron oxide",
    };
    let text = format!(
        "Ink: {ink}; needle {} mm; pigment at {:.2} mm depth; the hairline's first rows {:.0} parts lighter. Next touch-up due after {}.",
        plan.pigment.hand.needle_mm,
        plan.mean_depth_mm(),
        plan.shade().hairline_extra,
        case.touch_up_due().in_years()
    );
    into.paragraph(&text, SMALL_MM, FAINT);
}

/// Boxes for what the client signs for, above the foot.
fn sign(into: &mut LeafWriter, lowest: f32) {
    into.y = into.y.max(lowest - SIGN_MM - ROOMIER_MM);
    into.heading(2, say::SIGN);
    let gap = 3.0;
    let wide = (into.width - 2.0 * gap) / 3.0;
    let high = (lowest - into.y - 1.0).max(18.0);
    for (i, what) in say::SIGNED_FOR.into_iter().enumerate() {
        let (x, y) = (into.left + i as f32 * (wide + gap), into.y);
        let mut frame = vec![LeafMark::frame([x, y], [wide, high], 0.2, RULE)];
        let mut marks = vec![words(what, [x + 2.0, y + 1.5 + TEXT_MM], TEXT_MM, INK)];
        for (k, who) in say::SIGNATURES.into_iter().enumerate() {
            let line = y + high * if k == 0 { 0.56 } else { 0.88 };
            frame.push(LeafMark::line([x + 2.0, line], [x + wide - 2.0, line], 0.2, FAINT));
            marks.push(words(who, [x + 2.0, line + SMALL_MM], SMALL_MM, FAINT));
        }
        into.parts.push(LeafPart::Decoration(frame));
        into.parts.push(LeafPart::Paragraph(marks));
    }
    into.y += high;
}
