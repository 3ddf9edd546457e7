//! Film: the hairline, the edges and the lines to lay them by, at 1:1, for transparent film and transfer paper.

use super::film_labels::{EDGE_COST, END_ROWS_MM, FilmTick, LINE_COST, NEAR_MM, TICK_COST, WordPlaces, ticks};
use super::film_words::{edge, ends, name};
use super::leaf::writer::{FAINT, INK, LeafWriter, RULE, SMALL_MM, TEXT_MM, centred, width_mm, words as set};
use super::leaf::{Leaf, LeafColor, LeafMark, LeafPart, Paper};
use super::page_words::{Language, PageWords};
use crate::case::{Case, FREE_MM, HALF_WIDTH_MM, Ribbon};
use glam::Vec2;

/// Margin of the paper that printers leave white, mm.
const MARGIN_MM: f32 = 12.0;
/// Colour of the line to be drawn on the skin.
const LINE: LeafColor = [176, 42, 30];
/// Colour of what is to be spared.
const SPARE: LeafColor = [30, 80, 160];
/// Length of the box that is to be measured, mm.
const MEASURE_MM: f32 = 100.0;

/// Leaves of a film: the hairline first, then midline, arc and other edges. `mirrored` turns all but the words over, for transfer paper
/// that is printed on its back.
pub fn leaves(case: &Case, paper: Paper, mirrored: bool, language: Language) -> Vec<Leaf> {
    let words = PageWords::of(language);
    let sheet = |first: bool| Sheet::new(case, (paper, mirrored), words, first);
    let mut pages = vec![sheet(true)];
    let size = paper.size_mm();
    for ribbon in case.hairline_ribbons().iter().chain(&case.other_ribbons()) {
        let height = Drawn::of(case, ribbon, words, mirrored).height_mm();
        if pages.last().is_none_or(|page| page.y + height > size[1] - MARGIN_MM) {
            pages.push(sheet(false));
        }
        if let Some(page) = pages.last_mut() {
            page.put(case, ribbon);
        }
    }
    pages.into_iter().map(|page| page.writer.leaf(&page.title, size)).collect()
}

/// The hairline alone at 1:1, below a height of a leaf: as many pieces as fit. Returns the next free height.
pub fn hairline(case: &Case, words: &PageWords, into: &mut LeafWriter, lowest_mm: f32) {
    for ribbon in case.hairline_ribbons() {
        let drawn = Drawn::of(case, &ribbon, words, false);
        if into.y + drawn.height_mm() <= lowest_mm {
            drawn.put(into);
        }
    }
}

/// Box by which the print's scale is measured.
pub fn measure(words: &PageWords, into: &mut LeafWriter) {
    let say = words.say("film-measure");
    let (x, y) = (into.left, into.y + 1.0);
    let mut marks = vec![LeafMark::frame([x, y], [MEASURE_MM, 6.0], 0.25, INK)];
    for mm in (0..=MEASURE_MM as u32).step_by(10) {
        let at = x + mm as f32;
        marks.push(LeafMark::line([at, y], [at, y + if mm % 50 == 0 { 3.0 } else { 1.6 }], 0.2, INK));
    }
    marks.push(centred(&say, [x + 0.5 * MEASURE_MM, y + 5.2], SMALL_MM, INK));
    into.parts.push(LeafPart::Figure(say, marks));
    into.y = y + 8.5;
}

/// One leaf of a film as it is filled.
struct Sheet {
    writer: LeafWriter,
    words: &'static PageWords,
    title: String,
    y: f32,
    mirrored: bool,
}

impl Sheet {
    fn new(case: &Case, (paper, mirrored): (Paper, bool), words: &'static PageWords, first: bool) -> Self {
        let (title, how) = if first { ("film-title", "film-how") } else { ("film-more", "film-how-short") };
        let title = words.say(title);
        let [width, height] = paper.size_mm();
        let mut writer = LeafWriter::new(MARGIN_MM, width - 2.0 * MARGIN_MM, MARGIN_MM);
        writer.heading(1, &title);
        writer.paragraph(&words.say(how), TEXT_MM, INK);
        let moles = case.moles_on_scalp().len();
        if first && moles > 0 {
            let figures = [("count", moles.into()), ("mm", words.number(FREE_MM, 0).into())];
            writer.paragraph(&words.tell("film-moles", &figures), TEXT_MM, SPARE);
        }
        if mirrored {
            writer.paragraph(&words.say("film-mirrored"), TEXT_MM, LINE);
        }
        measure(words, &mut writer);
        let foot = words.tell("film-foot", &[("digest", case.plan().digest()[..12].into())]);
        let foot = set(&foot, [MARGIN_MM, height - 0.5 * MARGIN_MM], SMALL_MM, FAINT);
        writer.parts.push(LeafPart::Decoration(vec![foot]));
        let y = writer.y;
        Self { writer, words, title, y, mirrored }
    }

    fn put(&mut self, case: &Case, ribbon: &Ribbon) {
        self.writer.y = self.y;
        Drawn::of(case, ribbon, self.words, self.mirrored).put(&mut self.writer);
        self.y = self.writer.y;
    }
}

/// A ribbon as marks, in mm from its own upper left corner.
struct Drawn {
    about: String,
    size: Vec2,
    marks: Vec<LeafMark>,
}

impl Drawn {
    fn of(case: &Case, ribbon: &Ribbon, words: &PageWords, mirrored: bool) -> Self {
        let [number, count] = ribbon.piece;
        let piece = if count == 1 {
            String::new()
        } else {
            words.tell("film-piece", &[("number", number.to_string().into()), ("count", count.to_string().into())])
        };
        let about = words.tell(
            "film-about",
            &[
                ("name", words.say(name(ribbon.of)).into()),
                ("piece", piece.into()),
                ("length", words.number(length(&ribbon.flat), 0).into()),
                ("off", words.number(ribbon.off_mm, 1).into()),
                ("edge", edge(ribbon.edge_mm, words).into()),
            ],
        );
        let sides = borders(&ribbon.flat);
        let corners = sides.iter().flatten().chain(&ribbon.flat);
        let low = corners.clone().copied().fold(Vec2::INFINITY, Vec2::min);
        let high = corners.copied().fold(Vec2::NEG_INFINITY, Vec2::max);
        // Up on the head is up on paper; a mirrored copy is turned over left to right.
        let at = |p: Vec2| [if mirrored { high.x - p.x } else { p.x - low.x }, high.y - p.y];
        let mut marks = vec![LeafMark::Path {
            points: sides[0].iter().chain(sides[1].iter().rev()).map(|&p| at(p)).collect(),
            closed: true,
            width_mm: 0.15,
            color: RULE,
            dash_mm: 2.0,
        }];
        marks.push(LeafMark::Path {
            points: ribbon.flat.iter().map(|&p| at(p)).collect(),
            closed: false,
            width_mm: 0.4,
            color: LINE,
            dash_mm: 0.0,
        });
        let mut places = WordPlaces::new(high.x - low.x);
        let on_paper = |line: &[Vec2]| line.iter().map(|&p| at(p)).collect::<Vec<_>>();
        sides.iter().for_each(|side| places.line(on_paper(side), EDGE_COST));
        places.line(on_paper(&ribbon.flat), LINE_COST);
        for spot in &ribbon.spots {
            let ring = |radius: f32| {
                let points =
                    (0..24).map(|i| at(spot.at + Vec2::from_angle(i as f32 * std::f32::consts::TAU / 24.0) * radius));
                LeafMark::Path { points: points.collect(), closed: true, width_mm: 0.25, color: SPARE, dash_mm: 0.0 }
            };
            marks.push(ring(spot.radius_mm));
            if spot.spare {
                marks.push(ring(spot.radius_mm + FREE_MM));
            }
            places.keep(at(spot.at), spot.radius_mm);
        }
        let ticks = ticks(case, ribbon, words);
        // A tick reaches to its words, and through the whole piece where the film is laid by it.
        let line = |tick: &FilmTick, row_mm: f32| {
            let (p, across) = (ribbon.flat[tick.at], across(&ribbon.flat, tick.at));
            let [up, down] = tick.reach(row_mm);
            [at(p + across * up), at(p - across * down)]
        };
        ticks.iter().for_each(|tick| places.line(line(tick, NEAR_MM).into(), TICK_COST));
        for tick in &ticks {
            let mut row_mm = NEAR_MM;
            if !tick.label.is_empty() {
                let (p, across) = (ribbon.flat[tick.at], across(&ribbon.flat, tick.at));
                let beside = tick.rows().flat_map(|(row_mm, away)| {
                    let [x, y] = at(p + across * away);
                    [x + 0.7, x - width_mm(&tick.label, SMALL_MM) - 0.7].map(|x| (row_mm, [x, y]))
                });
                let (row, place) = places.place(&tick.label, beside);
                row_mm = row;
                marks.push(set(&tick.label, place, SMALL_MM, INK));
            }
            let [from, to] = line(tick, row_mm);
            places.line(vec![from, to], TICK_COST);
            marks.push(LeafMark::line(from, to, 0.2, INK));
        }
        let tips = [(ribbon.flat[0], 0), (ribbon.flat[ribbon.flat.len() - 1], ribbon.flat.len() - 1)];
        for ((p, i), key) in tips.into_iter().zip(ends(ribbon.of).into_iter().flatten()) {
            let word = words.say(key);
            let across = across(&ribbon.flat, i);
            let last = (high.x - low.x - width_mm(&word, SMALL_MM) - 0.5).max(0.5);
            // Words that have no room at the tip move away from it, at most a third of the piece.
            let steps = (0..).map(|i| 2.0 * i as f32).take_while(|&mm| 3.0 * mm <= last.max(1.0));
            let along = steps.flat_map(|mm| END_ROWS_MM.map(|row| (mm, row))).map(|(mm, row_mm)| {
                let [x, y] = at(p + across * row_mm);
                let x = x.clamp(0.5, last);
                (row_mm, [if x > 0.5 * last { (x - mm).max(0.5) } else { (x + mm).min(last) }, y])
            });
            let (_, place) = places.place(&word, along);
            marks.push(set(&word, place, SMALL_MM, FAINT));
        }
        Self { about, size: high - low, marks }
    }

    fn height_mm(&self) -> f32 {
        self.size.y + 9.0
    }

    fn put(self, into: &mut LeafWriter) {
        into.paragraph(&self.about, SMALL_MM, FAINT);
        let to = [into.left, into.y];
        let marks = self.marks.into_iter().map(|mark| mark.moved(to)).collect();
        into.y += self.size.y + 4.0;
        into.parts.push(LeafPart::Figure(self.about, marks));
    }
}

fn length(flat: &[Vec2]) -> f32 {
    flat.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// Unit vector to the left of a line at one of its points.
fn across(flat: &[Vec2], i: usize) -> Vec2 {
    let (a, b) = (flat[i.saturating_sub(1)], flat[(i + 1).min(flat.len() - 1)]);
    (b - a).try_normalize().unwrap_or(Vec2::X).perp()
}

/// Both edges of a ribbon.
fn borders(flat: &[Vec2]) -> [Vec<Vec2>; 2] {
    [HALF_WIDTH_MM, -HALF_WIDTH_MM]
        .map(|away| flat.iter().enumerate().map(|(i, &p)| p + across(flat, i) * away).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::RibbonOf;
    use crate::head::ribbon::laid;
    use crate::output::leaf::pdf::{PdfAbout, pdf};
    use crate::plan::Plan;
    use glam::Vec3;

    /// Paths of a PDF that was written plainly, each with the first number of its stroke's colour: mm, y upwards from the page's foot.
    fn paths(pdf: &[u8]) -> Vec<(f32, Vec<Vec2>)> {
        let text = String::from_utf8_lossy(pdf);
        let mut out = Vec::new();
        for stream in text.split("stream\n").filter(|stream| stream.contains("BDC")) {
            let stream = stream.split("endstream").next().unwrap_or_default();
            let stream = stream.replace('/', " /").replace(['[', ']'], " ");
            let (mut stack, mut numbers, mut path) = (Vec::new(), Vec::<f32>::new(), Vec::new());
            let (mut now, mut color) = (glam::Affine2::IDENTITY, 0.0);
            for token in stream.split_whitespace() {
                if let Ok(number) = token.parse::<f32>() {
                    numbers.push(number);
                    continue;
                }
                let n = std::mem::take(&mut numbers);
                match token {
                    "q" => stack.push((now, color)),
                    "Q" => (now, color) = stack.pop().expect("a Q follows its q"),
                    "cm" => now *= glam::Affine2::from_cols_array(&[n[0], n[1], n[2], n[3], n[4], n[5]]),
                    "SCN" | "RG" | "SC" => color = n.first().copied().unwrap_or_default(),
                    "m" | "l" => path.push(now.transform_point2(Vec2::new(n[0], n[1])) * 25.4 / 72.0),
                    "S" | "s" => out.push((color, std::mem::take(&mut path))),
                    "f" | "f*" | "n" => path.clear(),
                    _ => {}
                }
            }
        }
        out
    }

    fn length(points: &[Vec2]) -> f32 {
        points.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    #[test]
    fn what_the_pdf_draws_laid_round_the_head_is_the_line_within_a_millimetre() {
        let mut plan = Plan::default();
        plan.hairline.symmetry = Some(0.2);
        let case = Case::built_in(plan).unwrap();
        let line = case.hairline_on_skin();
        let ribbons: Vec<Ribbon> = case.hairline_ribbons().into_iter().chain(case.other_ribbons()).collect();
        for mirrored in [false, true] {
            let leaves = leaves(&case, Paper::A4, mirrored, Language::English);
            let bytes = pdf(&leaves, &PdfAbout::new("t", "s", (2026, 1, 1)).plain(true)).unwrap();
            let paths = paths(&bytes);
            let red = f32::from(LINE[0]) / 255.0;
            let lines: Vec<&Vec<Vec2>> = paths.iter().filter(|(c, _)| (c - red).abs() < 1e-3).map(|(_, p)| p).collect();
            assert_eq!(lines.len(), ribbons.len(), "a red line a piece");
            let mut seen = vec![false; line.len()];
            for (ribbon, on_paper) in ribbons.iter().zip(lines) {
                let mut flat = on_paper.clone();
                if mirrored {
                    flat.iter_mut().for_each(|p| p.x = -p.x);
                }
                assert!((length(&flat) - length(&ribbon.flat)).abs() < 0.05, "1:1");
                let back = laid(case.head(), ribbon.on_skin[0], ribbon.on_skin[1] - ribbon.on_skin[0], &flat);
                if !matches!(ribbon.of, RibbonOf::Front | RibbonOf::TempleLeft | RibbonOf::TempleRight) {
                    continue;
                }
                let worst = back.iter().map(|p| off(*p, &line)).fold(0.0, f32::max);
                assert!(worst < 1.0, "{:?}: {worst} mm", ribbon.of);
                line.iter().zip(&mut seen).for_each(|(p, seen)| *seen |= off(*p, &back) < 1.5);
            }
            assert!(seen.iter().all(|&seen| seen), "no part of the line is missing");
            // The box that is to be measured.
            let wide =
                |p: &[Vec2]| p.iter().map(|p| p.x).fold(0.0, f32::max) - p.iter().map(|p| p.x).fold(1e9, f32::min);
            assert!(paths.iter().any(|(_, p)| p.len() == 4 && (wide(p) - MEASURE_MM).abs() < 0.01));
        }
    }

    /// Distance of a point from a polyline, mm.
    fn off(p: Vec3, line: &[Vec3]) -> f32 {
        let to = |pair: &[Vec3]| {
            let along = pair[1] - pair[0];
            let t = ((p - pair[0]).dot(along) / along.length_squared().max(1e-9)).clamp(0.0, 1.0);
            p.distance(pair[0] + along * t)
        };
        line.windows(2).map(to).fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn no_word_runs_into_another() {
        for plan in ["full-head", "crown", "mature-hairline"] {
            let plan = crate::plan::presets::text(plan).expect("a built-in plan");
            let case = Case::built_in(Plan::from_toml(plan).unwrap()).unwrap();
            for language in Language::ALL {
                for leaf in leaves(&case, Paper::A4, false, language) {
                    let words = |mark: &&LeafMark| match mark {
                        LeafMark::Words { text, at, em_mm, .. } => Some((text.clone(), word_box(text, *at, *em_mm))),
                        _ => None,
                    };
                    let all: Vec<_> = leaf.parts.iter().flat_map(LeafPart::marks).collect();
                    let all: Vec<_> = all.iter().filter_map(words).collect();
                    for (i, (text, a)) in all.iter().enumerate() {
                        let into = all[..i].iter().find(|(_, b)| (0..2).all(|k| a[k] < b[k + 2] && b[k] < a[k + 2]));
                        assert!(into.is_none(), "{language:?}, {}: {text:?} runs into {into:?}", leaf.title);
                    }
                }
            }
        }
    }

    /// Box that a line of words fills: left, top, right, bottom, mm.
    fn word_box(text: &str, [x, y]: [f32; 2], em_mm: f32) -> [f32; 4] {
        [x, y - 0.7 * em_mm, x + width_mm(text, em_mm), y + 0.15 * em_mm]
    }

    #[test]
    fn each_piece_stays_on_its_leaf() {
        let case = Case::built_in(Plan::default()).unwrap();
        for paper in Paper::ALL {
            for leaf in leaves(&case, paper, false, Language::Spanish) {
                let [width, height] = leaf.size_mm;
                for mark in leaf.parts.iter().flat_map(LeafPart::marks) {
                    let (LeafMark::Path { points, .. } | LeafMark::Area { points, .. }) = mark else { continue };
                    let inside =
                        |p: &[f32; 2]| (5.0..width - 5.0).contains(&p[0]) && (5.0..height - 5.0).contains(&p[1]);
                    assert!(points.iter().all(inside), "{}: {points:?}", leaf.title);
                }
            }
        }
    }
}
