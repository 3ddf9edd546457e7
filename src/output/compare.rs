//! Difference between two pictures: mean and largest CIEDE2000 over their pixels.

use crate::color::{LinearRgb, Srgb8, delta_e_2000};
use crate::par::*;
use serde::Serialize;
use thiserror::Error;

/// An error: the two pictures have these sizes, which differ.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the pictures differ in size: {}x{} and {}x{}; draw both at one size", .0.0, .0.1, .1.0, .1.1)]
pub struct SizeMismatch(pub (u32, u32), pub (u32, u32));

/// Difference between two pictures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// Mean CIEDE2000 over the block of pixels that differs most; a block is a 24th of the picture wide. So a change of
    /// one part counts in full, however large the rest is.
    pub worst_delta_e: f32,
    /// Mean CIEDE2000 over all pixels.
    pub mean_delta_e: f32,
    /// 95th percentile of CIEDE2000 over all pixels.
    pub p95_delta_e: f32,
    /// Largest CIEDE2000 of any pixel.
    pub max_delta_e: f32,
    /// Share of the pixels that differ at all, 0–1.
    pub differing: f32,
}

/// Compares two sRGB pictures, straight alpha (alpha is composited on mid grey).
///
/// # Errors
/// [`SizeMismatch`] where the pictures' sizes differ.
pub fn compare(a: (&[u8], (u32, u32)), b: (&[u8], (u32, u32))) -> Result<Difference, SizeMismatch> {
    if a.1 != b.1 || a.0.len() != b.0.len() {
        return Err(SizeMismatch(a.1, b.1));
    }
    let lab = |p: &[u8]| {
        let alpha = f32::from(p[3]) / 255.0;
        let color = LinearRgb::from(Srgb8 { r: p[0], g: p[1], b: p[2] });
        (color * alpha + LinearRgb::splat(0.18 * (1.0 - alpha))).to_lab()
    };
    let mut deltas: Vec<f32> =
        a.0.par_chunks_exact(4)
            .zip(b.0.par_chunks_exact(4))
            .map(|(p, q)| if p == q { 0.0 } else { delta_e_2000(lab(p), lab(q)) })
            .collect();
    let worst = worst_block(&deltas, a.1.0 as usize);
    let count = deltas.len().max(1);
    let mean = deltas.iter().map(|&d| f64::from(d)).sum::<f64>() / count as f64;
    let differing = deltas.iter().filter(|&&d| d > 0.0).count() as f32 / count as f32;
    deltas.sort_unstable_by(f32::total_cmp);
    Ok(Difference {
        worst_delta_e: worst,
        mean_delta_e: mean as f32,
        p95_delta_e: deltas.get((count * 95) / 100).copied().unwrap_or(0.0),
        max_delta_e: deltas.last().copied().unwrap_or(0.0),
        differing,
    })
}

/// Largest mean over square blocks of pixels; blocks at the border may be smaller.
fn worst_block(deltas: &[f32], width: usize) -> f32 {
    let edge = (width / 24).max(4);
    let columns = width.div_ceil(edge).max(1);
    let mut worst = 0.0_f32;
    for band in deltas.chunks(edge * width.max(1)) {
        let mut sums = vec![(0.0_f32, 0.0_f32); columns];
        for row in band.chunks(width.max(1)) {
            for (cells, sum) in row.chunks(edge).zip(&mut sums) {
                sum.0 += cells.iter().sum::<f32>();
                sum.1 += cells.len() as f32;
            }
        }
        worst = sums.into_iter().fold(worst, |w, (sum, count)| w.max(sum / count.max(1.0)));
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_that_differs_counts_in_full() {
        let size = (240_u32, 100_u32);
        let even = [128_u8, 128, 128, 255].repeat(24_000);
        let mut spot = even.clone();
        for y in 20..30 {
            for x in 50..60 {
                spot[4 * (y * 240 + x)] = 255;
            }
        }
        let found = compare((&even, size), (&spot, size)).unwrap();
        assert!(found.worst_delta_e > 20.0 && found.mean_delta_e < 0.3, "{found:?}");
    }

    #[test]
    fn equal_pictures_do_not_differ_and_black_is_a_hundred_from_white() {
        let (white, black) = ([255_u8; 16], [0, 0, 0, 255].repeat(4));
        assert_eq!(compare((&white, (2, 2)), (&white, (2, 2))).unwrap().max_delta_e, 0.0);
        let far = compare((&white, (2, 2)), (&black, (2, 2))).unwrap();
        assert!((far.mean_delta_e - 100.0).abs() < 0.1 && far.differing == 1.0);
        assert!(compare((&white, (2, 2)), (&white, (4, 1))).is_err());
    }
}
