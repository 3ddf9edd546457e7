//! Ticks along a film's pieces with their words, and where the words stand so that none runs into another.

use super::leaf::writer::{SMALL_MM, width_mm};
use super::page_words::PageWords;
use crate::case::{Case, HALF_WIDTH_MM, Ribbon, RibbonOf};

/// Distance of the ticks along a line, mm.
const TICK_MM: f32 = 10.0;
/// Reach of an even tick to either side, mm.
const SHORT_MM: f32 = 1.5;
/// Distance of a row's baseline from the line, mm: the row next to the line above it. The row below it has the same letters' height.
pub const NEAR_MM: f32 = 2.4;
/// Baseline of the row next to the edge, mm.
const FAR_MM: f32 = 5.4;
/// Letters' height over their baseline, mm, and their depth under it.
const TALL_MM: f32 = 0.75 * SMALL_MM;
const DEEP_MM: f32 = 0.22 * SMALL_MM;
/// Baselines at which the words of a piece's ends may stand, mm from the line, upwards; the first is the best.
pub const END_ROWS_MM: [f32; 5] = [4.8, FAR_MM, -(FAR_MM + TALL_MM - DEEP_MM), NEAR_MM, -(NEAR_MM + TALL_MM - DEEP_MM)];
/// Costs of a place for a word: beyond the piece, over another word, and for each better place that was passed over (by eye, as
/// those below).
const BEYOND_COST: f32 = 100.0;
const WORD_COST: f32 = 10.0;
const LATER_COST: f32 = 0.02;
/// Costs of a word over the red line, over a tick, and over the edge that is cut.
pub const LINE_COST: f32 = 3.0;
pub const TICK_COST: f32 = 1.0;
pub const EDGE_COST: f32 = 0.4;

/// Tick across a ribbon's line.
pub struct FilmTick {
    /// Index of the point at which it stands.
    pub at: usize,
    /// Words beside it; none beside the even ticks.
    pub label: String,
    /// True where the words stand above the line.
    above: bool,
    /// True where it goes through the whole piece.
    through: bool,
}

impl FilmTick {
    /// Rows in which its words may stand, each with its baseline, mm upwards from the line; the first is the best.
    pub fn rows(&self) -> impl Iterator<Item = (f32, f32)> {
        let away = |row: f32| if self.above { row } else { -(row + TALL_MM - DEEP_MM) };
        [NEAR_MM, FAR_MM].map(|row| (row, away(row))).into_iter()
    }

    /// Reach above and below the line, mm, with its words in a row.
    pub fn reach(&self, row_mm: f32) -> [f32; 2] {
        if self.through {
            return [HALF_WIDTH_MM; 2];
        }
        let long = if self.label.is_empty() { SHORT_MM } else { (row_mm + TALL_MM).min(HALF_WIDTH_MM) };
        if self.above { [long, SHORT_MM] } else { [SHORT_MM, long] }
    }
}

/// Ticks of a ribbon, along its line.
pub fn ticks(case: &Case, ribbon: &Ribbon, words: &PageWords) -> Vec<FilmTick> {
    let points = &ribbon.on_skin;
    let mut along = vec![0.0_f32];
    for pair in points.windows(2) {
        along.push(along[along.len() - 1] + pair[0].distance(pair[1]));
    }
    // Even ticks count from the midline where the line crosses it, else from its beginning.
    let middle = points.windows(2).position(|pair| (pair[0].x < 0.0) != (pair[1].x < 0.0));
    let crosses = middle.filter(|_| ribbon.of != RibbonOf::Midline);
    let from = crosses.map_or(-ribbon.begins_mm, |i| along[i]);
    let tick = |at: usize, label: String| FilmTick { at, label, above: false, through: false };
    let mut out = Vec::new();
    for i in 1..points.len() {
        let (a, b) = ((along[i - 1] - from) / TICK_MM, (along[i] - from) / TICK_MM);
        if a.floor() != b.floor() && Some(i) != crosses {
            let mm = b.floor() * TICK_MM;
            let named = ribbon.of == RibbonOf::Midline && mm % 50.0 == 0.0;
            out.push(tick(i, if named { format!("{mm:.0} mm") } else { String::new() }));
        }
    }
    out.extend(crosses.map(|i| FilmTick { through: true, ..tick(i, words.say("film-midline")) }));
    if ribbon.of == RibbonOf::Midline {
        let named = on_midline(case, points, words).into_iter();
        out.extend(named.map(|(at, label)| FilmTick { above: true, ..tick(at, label) }));
    }
    out.sort_by_key(|tick| tick.at);
    out
}

/// Places on the midline with their names: the hairline, the arc from tragus to tragus, the beginning of each zone behind the hairline.
fn on_midline(case: &Case, points: &[glam::Vec3], words: &PageWords) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let hairline = case.hairline_on_skin();
    let crossing = (0..points.len())
        .min_by(|&a, &b| gap(points[a], &hairline).total_cmp(&gap(points[b], &hairline)))
        .filter(|&i| gap(points[i], &hairline) < 3.0);
    out.extend(crossing.map(|i| (i, words.say("film-hairline"))));
    let arc = points.windows(2).position(|pair| (pair[0].z < 0.0) != (pair[1].z < 0.0));
    out.extend(arc.map(|i| (i, words.say("film-arc"))));
    let zones = case.zones_at(points);
    for i in crossing.unwrap_or(0) + 1..points.len() {
        if zones[i] != zones[i - 1] {
            out.push((i, words.zone(zones[i])));
        }
    }
    out
}

fn gap(p: glam::Vec3, line: &[glam::Vec3]) -> f32 {
    line.iter().map(|q| p.distance(*q)).fold(f32::INFINITY, f32::min)
}

/// Left, top, right and bottom of a word, mm on paper.
type WordBox = [f32; 4];

/// Words and lines on a piece so far, mm on paper.
pub struct WordPlaces {
    width_mm: f32,
    taken: Vec<WordBox>,
    lines: Vec<(Vec<[f32; 2]>, f32)>,
}

impl WordPlaces {
    /// A piece so wide with nothing on it.
    pub fn new(width_mm: f32) -> Self {
        Self { width_mm, taken: Vec::new(), lines: Vec::new() }
    }

    /// Adds a line through points, which words had better not cross, with the cost of a word that does.
    pub fn line(&mut self, points: Vec<[f32; 2]>, cost: f32) {
        self.lines.push((points, cost));
    }

    /// Keeps a round spot free of words.
    pub fn keep(&mut self, [x, y]: [f32; 2], radius_mm: f32) {
        self.taken.push([x - radius_mm, y - radius_mm, x + radius_mm, y + radius_mm]);
    }

    /// The best of the places offered to a word, with its row; the word stands there from now on. Without an offer it stands at the
    /// piece's corner.
    pub fn place(&mut self, word: &str, offers: impl IntoIterator<Item = (f32, [f32; 2])>) -> (f32, [f32; 2]) {
        let wide = width_mm(word, SMALL_MM);
        let filled = |[x, y]: [f32; 2]| [x, y - TALL_MM, x + wide, y + DEEP_MM];
        let cost = |place: [f32; 2], i: usize| {
            let own = filled(place);
            let beyond = own[0] < 0.0 || own[2] > self.width_mm;
            let over = |other: &&WordBox| (0..2).all(|k| own[k] < other[k + 2] && other[k] < own[k + 2]);
            let words = self.taken.iter().filter(over).count();
            let through = |points: &[[f32; 2]]| points.windows(2).any(|pair| crosses([pair[0], pair[1]], own));
            let lines: f32 = self.lines.iter().filter(|(points, _)| through(points)).map(|(_, cost)| cost).sum();
            lines + WORD_COST * words as f32 + LATER_COST * i as f32 + if beyond { BEYOND_COST } else { 0.0 }
        };
        let offers = offers.into_iter().enumerate().map(|(i, offer)| (cost(offer.1, i), offer));
        let (_, best) = offers.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, (NEAR_MM, [0.0, TALL_MM])));
        self.taken.push(filled(best.1));
        best
    }
}

/// True where a line passes through a box.
fn crosses([from, to]: [[f32; 2]; 2], own: WordBox) -> bool {
    let (mut first, mut last) = (0.0_f32, 1.0_f32);
    for k in 0..2 {
        let step = to[k] - from[k];
        if step.abs() < 1e-6 {
            if from[k] < own[k] || from[k] > own[k + 2] {
                return false;
            }
        } else {
            let (a, b) = ((own[k] - from[k]) / step, (own[k + 2] - from[k]) / step);
            (first, last) = (first.max(a.min(b)), last.min(a.max(b)));
        }
    }
    first <= last
}
