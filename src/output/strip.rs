//! The fading curve that ends a strip of pictures: pigment left over time, with the band from slow to fast fader, and the
//! colour difference to bare skin where a picture was drawn.

use super::label::{Board, text_width};
use super::sheet::Panel;
use crate::case::Case;
use crate::color::{LinearRgb, Srgb8, delta_e_2000};
use crate::render::{Picture, Pixels};
use crate::time::Fader;

const PAPER: [u8; 3] = [252, 252, 251];
const INK: [u8; 3] = [38, 40, 44];
const FAINT: [u8; 3] = [150, 152, 156];
const BAND: [u8; 3] = [176, 192, 214];
const VISIT: [u8; 3] = [196, 96, 72];

/// Draws the curve at the size of the other panels. `days` are the pictures' days; `panels` are bare skin first, then one
/// for each day.
pub fn curve(case: &Case, days: &[f32], panels: &[Panel], (width, height): (u32, u32)) -> Picture {
    let mut board = Board::new(width, height, PAPER);
    let size = (width as f32 / 30.0).clamp(9.0, 26.0);
    let (left, right) = (size * 3.0, width as f32 - size);
    let (top, bottom) = (size * 2.6, height as f32 - size * 3.4);
    let last = days.iter().copied().fold(365.25, f32::max);
    // Weeks are wide, years narrow.
    let bend = |d: f32| (1.0 + d.max(0.0) / 12.0).ln() / (1.0 + last / 12.0).ln();
    let unbend = |s: f32| ((1.0 + last / 12.0).ln() * s).exp_m1() * 12.0;
    let peak = case.peak_amount().max(1e-3);
    let x = |d: f32| left + bend(d) * (right - left);
    let y = |amount: f32| bottom - (amount / peak).clamp(0.0, 1.0) * (bottom - top);
    let models = [Fader::Slow, case.plan.client.fader, Fader::Fast].map(|f| case.fade_model_of(f));
    for px in left as i64..right as i64 {
        let day = unbend((px as f32 + 0.5 - left) / (right - left));
        let at = models.map(|m| y(case.mean_amount(&m, day)));
        let (low, high) = (at[0].min(at[2]), at[0].max(at[2]));
        (low as i64..=high as i64).for_each(|py| board.blend(px, py, BAND, 0.75));
        for py in (at[1] - 1.5) as i64..=(at[1] + 1.5) as i64 {
            let share = (1.6 - (py as f32 + 0.5 - at[1]).abs()).clamp(0.0, 1.0);
            board.blend(px, py, INK, share);
        }
        board.blend(px, bottom as i64, INK, 1.0);
    }
    (top as i64..=bottom as i64).for_each(|py| board.blend(left as i64, py, INK, 1.0));
    for visit in case.visits() {
        (top as i64..bottom as i64).for_each(|py| board.blend(x(visit.day) as i64, py, VISIT, 0.8));
    }
    for share in [0.5_f32, 1.0] {
        if share < peak {
            let at = y(share);
            (left as i64..right as i64).step_by(4).for_each(|px| board.blend(px, at as i64, FAINT, 0.8));
            board.text(&format!("{:.0} %", share * 100.0), (2.0, at + size * 0.35), size * 0.8, FAINT);
        }
    }
    for (label, day) in
        [("1 w", 7.0), ("1 mo", 30.4), ("6 mo", 182.6), ("1 y", 365.25), ("3 y", 1095.8), ("10 y", 3652.5)]
    {
        if day <= last {
            let half = text_width(label, size * 0.8) * 0.5;
            board.text(label, ((x(day) - half).min(right - 2.0 * half), bottom + size * 1.2), size * 0.8, INK);
        }
    }
    board.text("pigment left; numbers: ΔE00 to bare skin, treated part", (left, size * 1.2), size * 0.8, INK);
    let treated = treated_pixels(panels);
    let bare = panels.first().map(|p| mean(&p.picture, &treated));
    let mut free_from = 0.0;
    for (day, panel) in days.iter().zip(panels.iter().skip(1)) {
        let Some(bare) = bare else { break };
        let delta = delta_e_2000(bare.to_lab(), mean(&panel.picture, &treated).to_lab());
        let label = format!("{delta:.1}");
        let half = text_width(&label, size * 0.75) * 0.5;
        let px = (x(*day) - half).clamp(left, right - 2.0 * half);
        // The first days lie close together: a number that would touch the one before it stands a line lower.
        let line = if px < free_from { 3.2 } else { 2.4 };
        free_from = px + 2.2 * half;
        board.text(&label, (px, bottom + size * line), size * 0.75, VISIT);
    }
    Picture { width, height, pixels: Pixels::Srgb8(board.rgba) }
}

/// Pixels in which any later picture departs from the first: where dots are.
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
