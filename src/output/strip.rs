//! A strip: one view at many times, then two curves over the years: pigment left, and colour difference to bare skin.
//! Each curve has its band from slow to fast fader, and marks sessions and touch-ups.

use super::label::{Board, text_width};
use super::page_words::{Language, PageWords};
use super::sheet::{Headings, Panel, sheet_with_tail};
use crate::case::Case;
use crate::color::{LinearRgb, Srgb8, delta_e_2000};
use crate::render::{Picture, Pixels};
use crate::time::FadeModel;

const PAPER: [u8; 3] = [252, 252, 251];
const INK: [u8; 3] = [38, 40, 44];
const FAINT: [u8; 3] = [150, 152, 156];
const BAND: [u8; 3] = [176, 192, 214];
const SESSION: [u8; 3] = [196, 96, 72];
const TOUCH_UP: [u8; 3] = [70, 140, 90];
const LIGHTENING: [u8; 3] = [150, 110, 180];
/// Days that are named under a plot: the words of their unit, and how many of it.
const TICKS: [(&str, u32, f32); 7] = [
    ("strip-weeks", 1, 7.0),
    ("strip-months", 1, 30.4),
    ("strip-months", 6, 182.6),
    ("strip-years", 1, 365.25),
    ("strip-years", 3, 1095.8),
    ("strip-years", 5, 1826.3),
    ("strip-years", 10, 3652.5),
];

/// A page of one view at many times: bare skin, then a picture for each of `days`, then the curves. `measured` are the
/// pictures' own [`differences`], taken before they were developed.
pub fn strip(
    case: &Case,
    days: &[f32],
    panels: &[Panel],
    measured: &[f32],
    headings: &Headings,
    language: Language,
) -> Picture {
    let words = PageWords::of(language);
    sheet_with_tail(panels, headings, |size| Panel {
        picture: curves(case, days, measured, size, words),
        caption: words.say("strip-lines"),
    })
}

/// CIEDE2000 between the first picture and each later one: the mean over the pixels that any later picture changes.
pub fn differences(panels: &[Panel]) -> Vec<f32> {
    let treated = treated_pixels(panels);
    let mut means = panels.iter().map(|panel| mean(&panel.picture, &treated).to_lab());
    let Some(bare) = means.next() else { return Vec::new() };
    means.map(|later| delta_e_2000(bare, later)).collect()
}

/// Picture of both curves, of this size: side by side, or one above the other where it is narrow.
fn curves(case: &Case, days: &[f32], measured: &[f32], (width, height): (u32, u32), words: &PageWords) -> Picture {
    let mut board = Board::new(width, height, PAPER);
    let (w, h) = (width as f32, height as f32);
    let (first, second) = if w > 1.8 * h {
        ([0.0, 0.0, w * 0.5, h], [w * 0.5, 0.0, w * 0.5, h])
    } else {
        ([0.0, 0.0, w, h * 0.5], [0.0, h * 0.5, w, h * 0.5])
    };
    let last = days.iter().copied().fold(365.25, f32::max);
    let [slow, _, fast] = case.fade_band();
    let models = [slow, case.appearance().fade, fast];
    let amount = |model: &FadeModel, days: &[f32]| -> Vec<f32> {
        days.iter().map(|day| 100.0 * case.mean_amount(model, *day)).collect()
    };
    let tone = |model: &FadeModel, days: &[f32]| -> Vec<f32> {
        case.tone_on(model, days.iter().copied()).iter().map(|tone| tone.delta_e).collect()
    };
    let mut plot = Plot::new(first, last, words, "strip-pigment");
    plot.draw(&mut board, case, models.each_ref().map(|model| amount(model, &plot.days)));
    let mut plot = Plot::new(second, last, words, "strip-tone");
    plot.peak = measured.iter().copied().fold(0.0, f32::max);
    plot.draw(&mut board, case, models.each_ref().map(|model| tone(model, &plot.days)));
    for (day, value) in days.iter().zip(measured) {
        plot.ring(&mut board, *day, *value);
    }
    Picture { width, height, pixels: Pixels::Srgb8(board.rgba) }
}

/// A plot of values over days in a part of a board. Weeks are wide, years narrow.
struct Plot {
    size: f32,
    title: String,
    /// Days named under it.
    ticks: Vec<(String, f32)>,
    title_at: (f32, f32),
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    last_day: f32,
    /// Day at each column of pixels.
    days: Vec<f32>,
    peak: f32,
}

impl Plot {
    fn new([x, y, width, height]: [f32; 4], last_day: f32, words: &PageWords, title: &str) -> Self {
        let tick = |(unit, n, day): (&str, u32, f32)| (words.tell(unit, &[("n", n.to_string().into())]), day);
        let ticks = std::iter::once(("0".to_owned(), 0.0)).chain(TICKS.map(tick)).collect();
        let size = (width / 30.0).clamp(8.0, 18.0).min(height / 8.0);
        let (left, right) = (x + size * 3.0, x + width - size * 1.2);
        let (top, bottom) = (y + size * 2.2, y + height - size * 2.0);
        let curl = (1.0 + last_day / 12.0).ln();
        let columns = (right - left).max(1.0) as usize;
        let days = (0..columns).map(|i| (curl * (i as f32 + 0.5) / columns as f32).exp_m1() * 12.0).collect();
        Self {
            size,
            title: words.say(title),
            ticks,
            title_at: (left, y + size * 1.3),
            left,
            right,
            top,
            bottom,
            last_day,
            days,
            peak: 0.0,
        }
    }

    fn x(&self, day: f32) -> f32 {
        let bend = |d: f32| (1.0 + d.max(0.0) / 12.0).ln();
        self.left + bend(day) / bend(self.last_day) * (self.right - self.left)
    }

    fn y(&self, value: f32) -> f32 {
        self.bottom - (value / self.peak.max(1e-3)).clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    fn draw(&mut self, board: &mut Board, case: &Case, curves: [Vec<f32>; 3]) {
        self.peak = curves.iter().flatten().copied().fold(self.peak, f32::max) * 1.04;
        let small = self.size * 0.85;
        let steps: Vec<i64> = case.pigment_events().iter().map(|visit| self.x(visit.day) as i64).collect();
        let mut before = None;
        for (i, x) in (self.left as i64..self.right as i64).enumerate() {
            let Some(at) =
                curves.each_ref().map(|c| c.get(i).map(|v| self.y(*v))).into_iter().collect::<Option<Vec<_>>>()
            else {
                break;
            };
            let (low, high) = (at[0].min(at[2]), at[0].max(at[2]));
            (low as i64..=high as i64).for_each(|y| board.blend(x, y, BAND, 0.75));
            // From the end of the last column to this one, so that steep parts are as strong as flat ones.
            let (above, below) = (at[1].min(before.unwrap_or(at[1])), at[1].max(before.unwrap_or(at[1])));
            for y in (above - 1.5) as i64..=(below + 1.5) as i64 {
                let middle = y as f32 + 0.5;
                board.blend(x, y, INK, (1.6 - (above - middle).max(middle - below).max(0.0)).clamp(0.0, 1.0));
            }
            // A visit is a step, not a slope.
            before = Some(at[1]).filter(|_| !steps.contains(&(x + 1)));
            board.blend(x, self.bottom as i64, INK, 1.0);
        }
        (self.top as i64..=self.bottom as i64).for_each(|y| board.blend(self.left as i64, y, INK, 1.0));
        let sessions = case.plan().sessions.iter().map(|s| (s.day, SESSION));
        let touch_ups = case.touch_ups().iter().map(|t| (t.day, TOUCH_UP));
        let lightenings = case.plan().lightenings.iter().map(|l| (l.day, LIGHTENING));
        for (day, color) in sessions.chain(touch_ups).chain(lightenings).filter(|(day, _)| *day <= self.last_day) {
            let x = self.x(day) as i64;
            (self.top as i64..self.bottom as i64).for_each(|y| board.blend(x, y, color, 0.8));
        }
        let step =
            [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].into_iter().find(|s| self.peak / s <= 4.0).unwrap_or(200.0);
        for k in 0..=(self.peak / step) as usize {
            let value = k as f32 * step;
            let label = format!("{value}");
            let y = self.y(value);
            if k > 0 {
                (self.left as i64..self.right as i64).step_by(4).for_each(|x| board.blend(x, y as i64, FAINT, 0.8));
            }
            board.text(&label, (self.left - text_width(&label, small) - 3.0, y + small * 0.35), small, FAINT);
        }
        let mut free_from = self.left - self.size;
        for (label, day) in self.ticks.iter().filter(|(_, day)| *day <= self.last_day) {
            let half = text_width(label, small) * 0.5;
            let from = (self.x(*day) - half).min(self.right + self.size - 2.0 * half);
            if from >= free_from {
                board.text(label, (from, self.bottom + small * 1.3), small, INK);
                free_from = from + 2.0 * half + small * 0.5;
            }
        }
        let room = self.right + self.size - self.title_at.0;
        let fitted = self.size * (room / text_width(&self.title, self.size).max(1.0)).min(1.0);
        board.text(&self.title, self.title_at, fitted, INK);
    }

    fn ring(&self, board: &mut Board, day: f32, value: f32) {
        let (cx, cy, r) = (self.x(day), self.y(value), self.size * 0.3);
        let reach = r as i64 + 2;
        for y in cy as i64 - reach..=cy as i64 + reach {
            for x in cx as i64 - reach..=cx as i64 + reach {
                let off = ((x as f32 + 0.5 - cx).hypot(y as f32 + 0.5 - cy) - r).abs();
                board.blend(x, y, SESSION, 1.3 - off);
            }
        }
    }
}

/// Indices of the pixels that any later picture changes from the first: there are dots.
fn treated_pixels(panels: &[Panel]) -> Vec<usize> {
    let bytes = |panel: &Panel| match &panel.picture.pixels {
        Pixels::Srgb8(rgba) => rgba.clone(),
        Pixels::Linear(_) => Vec::new(),
    };
    let Some((first, later)) = panels.split_first() else { return Vec::new() };
    let bare = bytes(first);
    let later: Vec<Vec<u8>> = later.iter().map(bytes).collect();
    (0..bare.len() / 4)
        .filter(|&i| {
            let differs = |other: &Vec<u8>| {
                other
                    .get(4 * i..4 * i + 3)
                    .is_some_and(|p| p.iter().zip(&bare[4 * i..]).any(|(a, b)| a.abs_diff(*b) > 4))
            };
            later.iter().any(differs)
        })
        .collect()
}

/// Mean colour of some pixels of a picture, averaged in linear light.
fn mean(picture: &Picture, pixels: &[usize]) -> LinearRgb {
    let Pixels::Srgb8(rgba) = &picture.pixels else { return LinearRgb::splat(0.0) };
    let mut sum = [0.0_f64; 3];
    for p in pixels.iter().filter_map(|&i| rgba.get(4 * i..4 * i + 3)) {
        let color = LinearRgb::from(Srgb8 { r: p[0], g: p[1], b: p[2] }).to_array();
        (0..3).for_each(|k| sum[k] += f64::from(color[k]));
    }
    let count = pixels.len().max(1) as f64;
    LinearRgb::from_array(sum.map(|s| (s / count) as f32))
}
