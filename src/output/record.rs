//! Treatment record: four leaves for the client's file, from a case and its pictures, and one more for each visit as it was.

mod agreed;
mod care;
mod over_time;
mod visit_leaf;

use super::film;
use super::leaf::writer::{FAINT, LeafWriter, SMALL_MM, centred, width_mm, words as set};
use super::leaf::{Leaf, LeafMark, LeafPart, Paper};
use super::page_words::{Language, PageWords};
use super::sheet::Panel;
use crate::case::Case;
use crate::render::Picture;
use std::sync::Arc;

pub use visit_leaf::VisitRecord;

/// Margins of a leaf, mm.
const MARGIN_MM: f32 = 14.0;
/// Edge of the code in the footer, mm.
const CODE_MM: f32 = 13.0;
/// Leaves before those of the visits.
const AGREED: usize = 4;
/// Largest logo, mm.
const LOGO_MM: [f32; 2] = [42.0, 14.0];

/// Pictures of a record.
#[derive(Clone, Debug, Default)]
pub struct RecordPictures {
    /// Four views before treatment, then the same four healed.
    pub views: Vec<Panel>,
    /// One view after each visit.
    pub sessions: Vec<Panel>,
    /// One view in the first days.
    pub healing: Vec<Panel>,
    /// One view over the years.
    pub years: Vec<Panel>,
    /// One view in several lights, healed.
    pub lights: Vec<Panel>,
}

/// Choices of a record's print.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RecordPrint {
    /// Paper.
    pub paper: Paper,
    /// Year, month and day of the record.
    pub date: (u16, u8, u8),
    /// Logo of the practice.
    pub logo: Option<Picture>,
    /// True where the plan's name stands on the record.
    pub named: bool,
    /// Language.
    pub language: Language,
    /// Visits as they were, each a leaf behind the others.
    pub visits: Vec<VisitRecord>,
}

/// Leaves of a record: what is agreed; visits, days and years; the hairline at 1:1; aftercare; then each visit as it was.
pub fn leaves(case: &Case, pictures: RecordPictures, print: &RecordPrint) -> Vec<Leaf> {
    let words = PageWords::of(print.language);
    let about = |index: usize, title: &str| Sided::new(case, print, print.date, index, title);
    let RecordPictures { views, sessions, healing, years, lights } = pictures;
    let mut first = about(1, &words.say("record-title"));
    agreed::fill(case, views, words, &mut first.writer, first.lowest);
    let mut second = about(2, &words.say("record-over-time"));
    over_time::fill(case, [sessions, healing, years, lights], words, &mut second.writer, second.lowest);
    let mut third = about(3, &words.say("record-at-scale"));
    third.writer.paragraph(&words.say("film-how"), SMALL_MM * 1.1, FAINT);
    film::measure(words, &mut third.writer);
    film::hairline(case, words, &mut third.writer, third.lowest);
    let mut fourth = about(4, &words.say("record-care"));
    care::fill(case, words, &mut fourth.writer, fourth.lowest);
    let agreed = [first, second, third, fourth].into_iter().map(Sided::leaf);
    let visits = print.visits.iter().enumerate().map(|(i, visit)| {
        let mut leaf = Sided::new(case, print, visit.date, AGREED + i + 1, &visit.name(case, words));
        visit_leaf::fill(case, visit.clone(), words, &mut leaf.writer, leaf.lowest);
        leaf.leaf()
    });
    agreed.chain(visits).collect()
}

/// A leaf with its head and its foot.
struct Sided {
    writer: LeafWriter,
    title: String,
    size: [f32; 2],
    /// Height at which the foot begins.
    lowest: f32,
    /// Code in the foot, read last.
    code: LeafPart,
}

impl Sided {
    fn new(case: &Case, print: &RecordPrint, date: (u16, u8, u8), index: usize, title: &str) -> Self {
        let words = PageWords::of(print.language);
        let size = print.paper.size_mm();
        let [width, height] = size;
        let mut writer = LeafWriter::new(MARGIN_MM, width - 2.0 * MARGIN_MM, MARGIN_MM - 3.0);
        let plan = case.plan();
        let practice = &plan.practice.name;
        if !practice.is_empty() {
            writer.paragraph(practice, SMALL_MM * 1.3, FAINT);
        }
        if let Some(logo) = &print.logo {
            let fit = (LOGO_MM[0] / logo.width as f32).min(LOGO_MM[1] / logo.height as f32);
            let size_mm = [logo.width as f32 * fit, logo.height as f32 * fit];
            let at = [width - MARGIN_MM - size_mm[0], MARGIN_MM - 5.0];
            let marks = vec![LeafMark::Image { picture: Arc::new(logo.clone()), at, size_mm }];
            let about = match practice.as_str() {
                "" => words.say("logo"),
                practice => words.tell("logo-of", &[("practice", practice.into())]),
            };
            writer.parts.push(LeafPart::Figure(about, marks));
        }
        writer.heading(1, title);
        let (year, month, day) = date;
        let name = if print.named { format!("{}, ", plan.name) } else { String::new() };
        let line = format!("{name}{year:04}-{month:02}-{day:02}; {}", words.say("simulation-foot").to_lowercase());
        writer.paragraph(&line, SMALL_MM, FAINT);
        let digest = plan.digest();
        let foot = height - MARGIN_MM * 0.6;
        let made_by =
            words.tell("made-by", &[("version", env!("CARGO_PKG_VERSION").into()), ("digest", digest.as_str().into())]);
        let mut marks = vec![
            set(&words.say("simulation-foot"), [MARGIN_MM, foot - 4.0], SMALL_MM, FAINT),
            set(&made_by, [MARGIN_MM, foot], SMALL_MM, FAINT),
        ];
        let pages = AGREED + print.visits.len();
        let number = words.tell("page-of", &[("page", index.to_string().into()), ("pages", pages.to_string().into())]);
        let right = width - MARGIN_MM - CODE_MM - 3.0;
        marks.push(set(&number, [right - width_mm(&number, SMALL_MM), foot], SMALL_MM, FAINT));
        writer.parts.push(LeafPart::Decoration(marks));
        let lowest = foot - CODE_MM - 1.0;
        let code = code(&digest, words, [width - MARGIN_MM - CODE_MM, foot - CODE_MM + 1.0]);
        Self { writer, title: title.to_owned(), size, lowest, code }
    }

    fn leaf(mut self) -> Leaf {
        self.writer.parts.push(self.code);
        self.writer.leaf(&self.title, self.size)
    }
}

/// A text as a QR code, from its upper left corner.
fn code(text: &str, words: &PageWords, [x, y]: [f32; 2]) -> LeafPart {
    // Proof: a code holds up to 4,296 such letters; a digest has 32, and no code at all would be drawn otherwise.
    let modules = qrcode::QrCode::new(text.to_uppercase()).map(|code| (code.width(), code.into_colors()));
    let mut marks = Vec::new();
    if let Ok((across, colors)) = modules {
        let edge = CODE_MM / across as f32;
        for (row, line) in colors.chunks(across).enumerate() {
            let mut from = 0;
            for run in line.chunk_by(|a, b| a == b) {
                if run[0] == qrcode::Color::Dark {
                    let at = [x + from as f32 * edge, y + row as f32 * edge];
                    marks.push(LeafMark::block(at, [run.len() as f32 * edge, edge], [0; 3]));
                }
                from += run.len();
            }
        }
    }
    LeafPart::Figure(format!("{}: {text}", words.say("record-qr")), marks)
}

/// Pictures side by side under each other's captions, all of one height, filling a width.
fn strip(panels: Vec<Panel>, columns: usize, words: &PageWords, into: &mut LeafWriter, most_mm: f32) {
    let gap = 1.6;
    let columns = columns.max(1);
    let across = (into.width - gap * (columns - 1) as f32) / columns as f32;
    for row in panels.chunks(columns) {
        let shape = row.first().map_or(1.0, |panel| panel.picture.height as f32 / panel.picture.width.max(1) as f32);
        let high = (across * shape).min(most_mm);
        let wide = high / shape;
        for (i, panel) in row.iter().enumerate() {
            let at = [into.left + i as f32 * (across + gap), into.y];
            let picture = Arc::new(panel.picture.clone());
            let caption = centred(&panel.caption, [at[0] + 0.5 * wide, at[1] + high + SMALL_MM + 0.4], SMALL_MM, FAINT);
            let marks = vec![LeafMark::Image { picture, at, size_mm: [wide, high] }, caption];
            let about = words.tell("figure", &[("caption", panel.caption.as_str().into())]);
            into.parts.push(LeafPart::Figure(about, marks));
        }
        into.y += high + SMALL_MM + 1.8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::leaf::raster;
    use crate::plan::Plan;
    use crate::render::Pixels;

    fn text(leaves: &[Leaf]) -> String {
        let marks = leaves.iter().flat_map(|leaf| &leaf.parts).flat_map(LeafPart::marks);
        let words = marks.filter_map(|mark| match mark {
            LeafMark::Words { text, .. } => Some(text.as_str()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn panels(count: usize) -> Vec<Panel> {
        let picture = Picture { width: 8, height: 8, pixels: Pixels::Srgb8([120, 90, 80, 255].repeat(64)) };
        (0..count).map(|i| Panel { picture: picture.clone(), caption: format!("picture {i}") }).collect()
    }

    fn pictures() -> RecordPictures {
        RecordPictures {
            views: panels(8),
            sessions: panels(5),
            healing: panels(6),
            years: panels(6),
            lights: panels(5),
        }
    }

    #[test]
    fn a_record_tells_the_plans_figures_and_no_name() {
        let mut plan = Plan { name: "Anna Example".to_owned(), ..Plan::default() };
        (plan.practice.name, plan.client.code) = ("The practice".to_owned(), "K-17".to_owned());
        let case = Case::built_in(plan).unwrap();
        let estimate = case.estimate();
        for (paper, language) in
            Paper::ALL.into_iter().flat_map(|paper| Language::ALL.map(|language| (paper, language)))
        {
            let print = RecordPrint { paper, language, date: (2026, 3, 9), ..RecordPrint::default() };
            let leaves = leaves(&case, pictures(), &print);
            assert_eq!(leaves.len(), 4);
            let text = text(&leaves);
            assert!(!text.contains("Anna"), "no name");
            let cost = format!("{:.0} ({:.0} to {:.0})", estimate.cost.likely, estimate.cost.low, estimate.cost.high);
            for told in ["The practice", "K-17", "2026-03-09", &case.plan().digest()] {
                assert!(text.contains(told), "{told}");
            }
            for told in ["35 to 39 years", &cost] {
                assert_eq!(text.contains(told), language == Language::English, "{told}");
            }
            for visit in &estimate.visits {
                let hundreds = (visit.dots as f32 / 100.0).round() * 100.0;
                assert!(text.contains(&format!("{hundreds:.0}")), "{} dots", visit.dots);
            }
            // Nothing runs off the paper, and the words of a leaf end above its foot or belong to it.
            for (leaf, mark) in
                leaves.iter().flat_map(|l| l.parts.iter().flat_map(LeafPart::marks).map(move |m| (l, m)))
            {
                let [width, height] = leaf.size_mm;
                let ends = match mark {
                    LeafMark::Words { text, at, em_mm, .. } => vec![*at, [at[0] + width_mm(text, *em_mm), at[1]]],
                    LeafMark::Path { points, .. } | LeafMark::Area { points, .. } => points.clone(),
                    LeafMark::Image { at, size_mm, .. } => vec![*at, [at[0] + size_mm[0], at[1] + size_mm[1]]],
                };
                let inside = |p: &[f32; 2]| (5.0..=width - 5.0).contains(&p[0]) && (5.0..=height - 5.0).contains(&p[1]);
                assert!(ends.iter().all(inside), "{}: {mark:?}", leaf.title);
            }
        }
        let named = RecordPrint { named: true, ..RecordPrint::default() };
        assert!(self::text(&leaves(&case, RecordPictures::default(), &named)).contains("Anna Example"));
    }

    #[test]
    fn visits_stand_behind_the_agreement_as_they_were() {
        let case = Case::built_in(Plan::default()).unwrap();
        let mut panels = panels(2).into_iter();
        let done = VisitRecord {
            number: 2,
            date: (2026, 3, 20),
            lot: "L-204/7".to_owned(),
            dots: Some(12_345),
            seen: "Even, pale at the left temple.".to_owned(),
            photo: panels.next(),
            simulated: panels.next(),
            ..VisitRecord::default()
        };
        let touch_up = VisitRecord { number: 4, ..VisitRecord::default() };
        let print = RecordPrint { date: (2026, 3, 9), visits: vec![done, touch_up], ..RecordPrint::default() };
        let leaves = leaves(&case, pictures(), &print);
        assert_eq!(leaves.len(), 6);
        let second = text(&leaves[4..5]);
        let planned = (case.estimate().visits[1].dots + 50) / 100 * 100;
        let told =
            ["Visit 2 of 3", "2026-03-20", "L-204/7", "12345", &planned.to_string(), "pale at the left", "5 of 6"];
        for told in told {
            assert!(second.contains(told), "{told}: {second}");
        }
        assert!(!second.contains("2026-03-09") && text(&leaves[..1]).contains("2026-03-09"));
        let images = leaves[4].parts.iter().flat_map(LeafPart::marks);
        assert_eq!(images.filter(|mark| matches!(mark, LeafMark::Image { .. })).count(), 2);
        assert!(text(&leaves[5..]).contains("Touch-up 1"));
    }

    #[test]
    fn the_code_on_paper_is_the_code() {
        let text = "0123456789abcdef0123456789abcdef";
        let code = qrcode::QrCode::new(text.to_uppercase()).unwrap();
        let across = code.width() as u32;
        let part = super::code(text, PageWords::of(Language::English), [0.0, 0.0]);
        let leaf = Leaf { title: String::new(), size_mm: [CODE_MM; 2], parts: vec![part] };
        let px = 8 * across;
        let picture = raster(&leaf, px as f32 / CODE_MM);
        let Pixels::Srgb8(rgba) = &picture.pixels else { panic!("a leaf is sRGB") };
        for (i, color) in code.to_colors().into_iter().enumerate() {
            let (x, y) = (i as u32 % across * 8 + 4, i as u32 / across * 8 + 4);
            let dark = rgba[4 * (y * px + x) as usize] < 128;
            assert_eq!(dark, color == qrcode::Color::Dark, "module {i}");
        }
    }
}
