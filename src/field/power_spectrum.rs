//! The power spectrum of a field: rows, seams and clumps show as power where blue noise has none.
//!
//! Radially averaged power and anisotropy after Ulichney (1987), on flat patches of the surface.
//!
//! Millimetres; densities per cm².

use super::spacing::hexagonal_spacing_mm;
use super::{Field, Site};
use crate::par::*;
use glam::{Vec2, Vec3};
use serde::Serialize;

/// Directions in which waves are measured, over half a turn.
const DIRECTIONS: usize = 36;
/// Width of a patch in spacings of the hexagonal packing.
const PATCH_SPACINGS: f32 = 14.0;
/// Patches that are averaged.
const PATCHES: usize = 24;

/// Power of a prefix by wave number, averaged over patches all over the scalp; 1 is white noise.
///
/// Wave numbers are in units of the principal one, 1 / the hexagonal spacing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PowerSpectrum {
    /// Patches that were averaged.
    pub patches: usize,
    /// Mean power below half the principal wave number; clumps and holes raise it.
    pub low: f32,
    /// Power of the strongest ring.
    pub peak: f32,
    /// Wave number of the strongest ring.
    pub peak_at: f32,
    /// Mean power from twice the principal wave number on; 1 where no lattice continues.
    pub high: f32,
    /// Largest anisotropy of any ring near the principal one, dB; rows and seams raise it. Chance alone gives
    /// −10·log₁₀(patches).
    pub anisotropy_db: f32,
    /// Power by ring; ring k lies at (k + 1) / 14 of the principal wave number.
    pub rings: Vec<f32>,
}

/// The spectrum of the sites of a uniform density.
///
/// `None` where no patch of 14 spacings fits on the scalp.
pub fn spectrum(field: &Field, density_per_cm2: f32) -> Option<PowerSpectrum> {
    let prefix = field.prefix(density_per_cm2 / field.density_max_per_cm2());
    let side_mm = PATCH_SPACINGS * hexagonal_spacing_mm(density_per_cm2);
    let expected = density_per_cm2 * 0.01 * side_mm * side_mm;
    // Only full patches; the lowest ranks, which give their middles, are spread over the scalp like any other prefix.
    let patches: Vec<Vec<Vec2>> = prefix
        .iter()
        .take(4 * PATCHES)
        .map(|centre| patch(prefix, centre, side_mm))
        .filter(|points| points.len() as f32 > 0.94 * expected)
        .take(PATCHES)
        .collect();
    if patches.is_empty() {
        return None;
    }
    let rings = (2.6 * PATCH_SPACINGS) as usize;
    let windowed: Vec<Vec<[f64; 3]>> = patches.iter().map(|points| windowed(points, side_mm)).collect();
    let by_direction: Vec<Vec<f64>> = (0..DIRECTIONS)
        .into_par_iter()
        .map(|direction| {
            let turn = core::f64::consts::PI * (direction as f64 + 0.5) / DIRECTIONS as f64;
            let mut mean = vec![0.0; rings];
            for points in &windowed {
                let powers = powers(points, turn, rings);
                mean.iter_mut().zip(powers).for_each(|(m, power)| *m += power / windowed.len() as f64);
            }
            mean
        })
        .collect();
    let mean: Vec<[f64; DIRECTIONS]> =
        (0..rings).map(|ring| std::array::from_fn(|direction| by_direction[direction][ring])).collect();
    let radial: Vec<f32> = mean.iter().map(|d| (d.iter().sum::<f64>() / DIRECTIONS as f64) as f32).collect();
    let at = |ring: usize| (ring + 1) as f32 / PATCH_SPACINGS;
    let over = |from: f32, to: f32| {
        // The first ring belongs to the window.
        let inside: Vec<f32> = (1..rings).filter(|&k| at(k) >= from && at(k) < to).map(|k| radial[k]).collect();
        inside.iter().sum::<f32>() / inside.len().max(1) as f32
    };
    let strongest = (1..rings).fold(1, |best, k| if radial[k] > radial[best] { k } else { best });
    let anisotropy = (1..rings).filter(|&k| at(k) > 0.6 && at(k) < 2.0).map(|k| {
        let m = f64::from(radial[k]);
        mean[k].iter().map(|p| (p - m) * (p - m)).sum::<f64>() / ((DIRECTIONS - 1) as f64 * m * m)
    });
    Some(PowerSpectrum {
        patches: patches.len(),
        low: over(0.0, 0.5),
        peak: radial[strongest],
        peak_at: at(strongest),
        high: over(2.0, f32::INFINITY),
        anisotropy_db: (10.0 * libm::log10(anisotropy.fold(0.0, f64::max))) as f32,
        rings: radial,
    })
}

/// Places of points in a flat square `[0, side_mm)²` in units of its side, and their weights under a cosine window, which suppresses
/// the square's edge.
fn windowed(points_mm: &[Vec2], side_mm: f32) -> Vec<[f64; 3]> {
    let places = points_mm.iter().map(|p| (f64::from(p.x / side_mm), f64::from(p.y / side_mm)));
    places.map(|(x, y)| [x, y, hann(x) * hann(y)]).collect()
}

/// Power of windowed points along a direction, at 1, 2 … `rings` waves a side; 1 for white noise.
fn powers(windowed: &[[f64; 3]], turn_rad: f64, rings: usize) -> Vec<f64> {
    let weights: f64 = windowed.iter().map(|[_, _, w]| w * w).sum::<f64>().max(1e-12);
    let (along_y, along_x) = libm::sincos(turn_rad);
    let mut sums = vec![(0.0_f64, 0.0_f64); rings];
    for &[x, y, w] in windowed {
        // Waves of a ring turn by the first ring's angle against those of the ring before.
        let (sin, cos) = libm::sincos(core::f64::consts::TAU * (along_x * x + along_y * y));
        let (mut re, mut im) = (w, 0.0);
        for (sum_re, sum_im) in &mut sums {
            (re, im) = (re * cos - im * sin, re * sin + im * cos);
            *sum_re += re;
            *sum_im += im;
        }
    }
    sums.into_iter().map(|(re, im)| (re * re + im * im) / weights).collect()
}

fn hann(x: f64) -> f64 {
    0.5 - 0.5 * libm::cos(core::f64::consts::TAU * x)
}

/// Sites of a prefix inside a square patch around `center`, in the tangent plane there, for [`powers`].
fn patch(sites: &[Site], center: &Site, side_mm: f32) -> Vec<Vec2> {
    // Level on the head, so that rows along its axes would have one direction on every patch.
    let across = Vec3::Y.cross(center.normal).try_normalize().unwrap_or(Vec3::X);
    let up = center.normal.cross(across);
    sites
        .iter()
        .filter(|s| s.normal.dot(center.normal) > 0.0)
        .filter_map(|s| {
            let d = s.position - center.position;
            let p = Vec2::new(d.dot(across), d.dot(up)) + Vec2::splat(side_mm * 0.5);
            (p.min_element() >= 0.0 && p.max_element() < side_mm && d.length() < side_mm).then_some(p)
        })
        .collect()
}
