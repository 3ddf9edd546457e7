//! First leaf of a record: who, which line, how many dots, when, what it costs, and who signs for it.

use super::strip;
use crate::case::Case;
use crate::output::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, TEXT_MM, TableColumn, lines, words as set};
use crate::output::leaf::{LeafMark, LeafPart};
use crate::output::page_words::PageWords;
use crate::output::sheet::Panel;
use crate::plan::{Plan, Range, SkinSpec};

/// Height of the boxes for signatures with their heading, mm.
const SIGN_MM: f32 = 34.0;
/// Height by which they may grow where there is room, mm.
const ROOMIER_MM: f32 = 12.0;

/// Fills the leaf down to `lowest`.
pub fn fill(case: &Case, views: Vec<Panel>, words: &PageWords, into: &mut LeafWriter, lowest: f32) {
    let (left, width, top) = (into.left, into.width, into.y);
    let half = 0.5 * width - 3.0;
    into.width = half;
    pairs(&words.say("record-client"), &client(case.plan(), words), into);
    let below = into.y;
    (into.left, into.y) = (left + 0.5 * width + 3.0, top);
    pairs(&words.say("record-line"), &line(case, words), into);
    (into.left, into.width, into.y) = (left, width, into.y.max(below));
    into.heading(2, &words.say("record-views"));
    // Pictures take what tables and signatures leave.
    let mut tables = LeafWriter::new(left, width, 0.0);
    self::tables(case, words, &mut tables);
    let room = lowest - into.y - tables.y - SIGN_MM;
    strip(views, 4, words, into, (0.5 * room - SMALL_MM - 1.8).max(16.0));
    self::tables(case, words, into);
    sign(words, into, lowest);
}

fn pairs(heading: &str, rows: &[Vec<String>], into: &mut LeafWriter) {
    into.heading(2, heading);
    let columns = [TableColumn { share: 0.4, right: false }, TableColumn { share: 0.6, right: false }];
    into.table(&columns, &[], rows);
}

fn pair(what: String, much: impl Into<String>) -> Vec<String> {
    vec![what, much.into()]
}

/// Facts about the client: no name, and an age in a band of five years.
fn client(plan: &Plan, words: &PageWords) -> Vec<Vec<String>> {
    let client = &plan.client;
    let band = (client.age_years / 5.0).floor() * 5.0;
    let code = if client.code.is_empty() { "\u{2013}" } else { &client.code };
    vec![
        pair(words.say("client-code"), code),
        pair(
            words.say("client-age"),
            words.tell(
                "client-age-band",
                &[("from", words.number(band, 0).into()), ("to", words.number(band + 4.0, 0).into())],
            ),
        ),
        pair(words.say("client-skin"), skin(&client.skin, words)),
        pair(words.say("client-loss"), words.loss(client.hair_loss)),
        pair(words.say("client-hair"), hair(plan, words)),
    ]
}

/// A skin in words, with the other scales beside its own.
fn skin(skin: &SkinSpec, words: &PageWords) -> String {
    const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
    const ITA: [&str; 6] = ["> 55", "41–55", "28–41", "10–28", "−30–10", "< −30"];
    const MONK: [&str; 6] = ["1–2", "3", "4–5", "6", "7–8", "9–10"];
    let Some(kind) = skin.fitzpatrick() else { return words.say("skin-scanned") };
    let at = usize::from(kind.clamp(1, 6) - 1);
    match skin {
        SkinSpec::Monk(step) => words.tell(
            "skin-monk",
            &[("step", step.to_string().into()), ("kind", ROMAN[at].into()), ("ita", ITA[at].into())],
        ),
        SkinSpec::Lab(lab) => words.tell(
            "skin-lab",
            &[
                ("lab", lab.map(|x| words.number(x, 0)).join(" ").into()),
                ("ita", words.number(crate::plan::client::ita_deg(*lab), 0).into()),
                ("kind", ROMAN[at].into()),
            ],
        ),
        _ => words.tell(
            "skin-fitzpatrick",
            &[("kind", ROMAN[at].into()), ("ita", ITA[at].into()), ("monk", MONK[at].into())],
        ),
    }
}

/// The client's hair as it is worn, in words.
fn hair(plan: &Plan, words: &PageWords) -> String {
    let hair = &plan.hair;
    let worn = match (hair.guard_mm, hair.shaved_hours) {
        (Some(mm), _) => words.tell("hair-clipped", &[("mm", words.short(mm).into())]),
        (_, Some(hours)) => words.tell("hair-shaved", &[("hours", words.number(hours, 0).into())]),
        _ => words.say("hair-no-guard"),
    };
    if hair.grey_share <= 0.0 {
        return worn;
    }
    words.tell("hair-white", &[("worn", worn.into()), ("share", words.number(100.0 * hair.grey_share, 0).into())])
}

/// The line's measures on this head.
fn line(case: &Case, words: &PageWords) -> Vec<Vec<String>> {
    let measures = case.line_measures();
    let figures = case.plan().hairline.figures();
    let [right, left] = measures.recess_mm;
    let drawn = case.plan().hairline.points.is_some();
    let lengths: f32 = case.hairline_on_skin().windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mm = |key: &str, mm: f32| words.tell(key, &[("mm", words.number(mm, 0).into())]);
    let corners = [("right", words.number(right, 0).into()), ("left", words.number(left, 0).into())];
    vec![
        pair(words.say("line-height"), mm("line-height-is", measures.height_mm)),
        pair(words.say("line-corners"), words.tell("line-corners-are", &corners)),
        pair(words.say("line-unlike"), mm("line-unlike-is", (right - left).abs())),
        pair(words.say("line-fade"), mm("line-fade-is", figures.softness_mm)),
        pair(words.say("line-length"), mm(if drawn { "line-drawn" } else { "line-measured" }, lengths)),
    ]
}

fn tables(case: &Case, words: &PageWords, into: &mut LeafWriter) {
    let (left, width, top) = (into.left, into.width, into.y);
    into.width = 0.38 * width - 3.0;
    zones(case, words, into);
    let below = into.y;
    (into.left, into.width, into.y) = (left + 0.38 * width + 3.0, 0.62 * width - 3.0, top);
    visits(case, words, into);
    (into.left, into.width, into.y) = (left, width, into.y.max(below));
}

fn zones(case: &Case, words: &PageWords, into: &mut LeafWriter) {
    into.heading(2, &words.say("record-zones"));
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
                words.zone(zone.zone),
                format!("{:.0}", zone.area_cm2),
                format!("{:.0}", zone.density_per_cm2),
                about(dots as usize),
            ]
        })
        .collect();
    let area: f32 = counts.iter().map(|zone| zone.area_cm2).sum();
    rows.push(vec![words.say("in-all"), format!("{area:.0}"), String::new(), about(all as usize)]);
    into.table(&columns(&[0.3, 0.14, 0.28, 0.28]), &words.list("zone-column"), &rows);
}

/// Dots as a practice counts them, to the nearest hundred.
fn about(dots: usize) -> String {
    ((dots + 50) / 100 * 100).to_string()
}

fn columns(shares: &[f32]) -> Vec<TableColumn> {
    shares.iter().enumerate().map(|(i, &share)| TableColumn { share, right: i > 0 }).collect()
}

/// A range as "likely (low to high)".
fn range(range: Range, digits: usize, words: &PageWords) -> String {
    let [likely, low, high] = [range.likely, range.low, range.high].map(|x| words.number(x, digits));
    if range.low == range.high {
        return likely;
    }
    words.tell("range", &[("likely", likely.into()), ("low", low.into()), ("high", high.into())])
}

fn visits(case: &Case, words: &PageWords, into: &mut LeafWriter) {
    into.heading(2, &words.say("record-visits"));
    let (plan, estimate) = (case.plan(), case.estimate());
    let priced = estimate.cost.likely > 0.0;
    let cost = |of: Range| if priced { range(of, 0, words) } else { "\u{2013}".to_owned() };
    let mut rows: Vec<Vec<String>> = (estimate.visits.iter().enumerate())
        .map(|(i, visit)| {
            vec![
                (i + 1).to_string(),
                format!("{:.0}", visit.day),
                about(visit.dots),
                format!("{:.0} : 1", plan.session_dilution(i)),
                range(visit.hours, 1, words),
                cost(visit.cost),
            ]
        })
        .collect();
    rows.push(vec![
        words.say("in-all"),
        String::new(),
        about(estimate.dots),
        String::new(),
        range(estimate.hours, 1, words),
        cost(estimate.cost),
    ]);
    let mut head = words.list("visit-column");
    if let Some(cost) = head.last_mut() {
        *cost = words.tell("visit-cost-in", &[("currency", estimate.currency.as_str().into())]);
    }
    into.table(&columns(&[0.1, 0.08, 0.17, 0.15, 0.21, 0.29]), &head, &rows);
    let text = words.tell(
        "record-ink",
        &[
            ("ink", words.ink(plan.pigment.ink).into()),
            ("needle", words.short(plan.pigment.hand.needle_mm).into()),
            ("depth", words.number(plan.mean_depth_mm(), 2).into()),
            ("lighter", words.number(plan.shade().hairline_extra, 0).into()),
            ("due", words.due(&case.touch_up_due()).into()),
        ],
    );
    into.paragraph(&text, SMALL_MM, FAINT);
}

/// Boxes for what the client signs for, above the foot.
fn sign(words: &PageWords, into: &mut LeafWriter, lowest: f32) {
    into.y = into.y.max(lowest - SIGN_MM - ROOMIER_MM);
    into.heading(2, &words.say("record-sign"));
    let gap = 3.0;
    let wide = (into.width - 2.0 * gap) / 3.0;
    let high = (lowest - into.y - 1.0).max(18.0);
    let signatures = words.list("signature");
    for (i, what) in words.list("signed-for").iter().enumerate() {
        let (x, y) = (into.left + i as f32 * (wide + gap), into.y);
        let mut frame = vec![LeafMark::frame([x, y], [wide, high], 0.2, RULE)];
        // Long words take two lines.
        let said = lines(what, TEXT_MM, wide - 4.0).into_iter().enumerate();
        let at = |k: usize| [x + 2.0, y + 1.5 + (1.0 + 1.3 * k as f32) * TEXT_MM];
        let mut marks: Vec<LeafMark> = said.map(|(k, line)| set(&line, at(k), TEXT_MM, INK)).collect();
        for (k, who) in signatures.iter().enumerate() {
            let line = y + high * if k == 0 { 0.56 } else { 0.88 };
            frame.push(LeafMark::line([x + 2.0, line], [x + wide - 2.0, line], 0.2, FAINT));
            marks.push(set(who, [x + 2.0, line + SMALL_MM], SMALL_MM, FAINT));
        }
        into.parts.push(LeafPart::Decoration(frame));
        into.parts.push(LeafPart::Paragraph(marks));
    }
    into.y += high;
}
