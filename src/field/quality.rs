//! How good a set of sites is as blue noise: spacing, evenness, spectrum.
//!
//! The measures are those the literature compares methods by: the relative radius (Lagae & Dutré 2008), the variance of
//! counts, and the radially averaged power spectrum (Ulichney 1987) on flat patches of the chart.
//!
//! Millimetres and mm²; densities per cm².

use super::{Field, Site};
use glam::{Vec2, Vec3};
use rayon::prelude::*;

/// Spacing of the hexagonal packing at a density, mm: the largest nearest-neighbour distance that so many points can
/// have, √(2/(√3·density)).
///
/// `density_per_cm2` must be positive.
pub fn hexagonal_spacing_mm(density_per_cm2: f32) -> f32 {
    // 2/√3 points of unit spacing a unit of area; 100 mm² a cm².
    (115.470_05 / density_per_cm2).sqrt()
}

/// Relative radii of a prefix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Density of the prefix, per cm².
    pub density_per_cm2: f32,
    /// Sites in it.
    pub sites: usize,
    /// Smallest nearest-neighbour distance over the hexagonal spacing.
    pub minimum: f32,
    /// First percentile of the same.
    pub first_percentile: f32,
    /// Median of the same.
    pub median: f32,
    /// Coefficient of variation of the nearest-neighbour distance.
    pub variation: f32,
}

/// Spacing of the sites that a uniform density would take.
///
/// `None` for an empty prefix.
pub fn spacing(field: &Field, density_per_cm2: f32) -> Option<Spacing> {
    let prefix = field.prefix(density_per_cm2 / field.density_max_per_cm2());
    let points: Vec<Vec3> = prefix.iter().map(|s| s.position).collect();
    let hexagonal = hexagonal_spacing_mm(density_per_cm2);
    let mut nearest = nearest_distances_mm(&points, hexagonal * 2.0);
    if nearest.is_empty() {
        return None;
    }
    nearest.sort_unstable_by(f32::total_cmp);
    let n = nearest.len() as f64;
    let mean = nearest.iter().map(|&d| f64::from(d)).sum::<f64>() / n;
    let variance = nearest.iter().map(|&d| (f64::from(d) - mean) * (f64::from(d) - mean)).sum::<f64>() / n;
    Some(Spacing {
        density_per_cm2,
        sites: nearest.len(),
        minimum: nearest[0] / hexagonal,
        first_percentile: nearest[nearest.len() / 100] / hexagonal,
        median: nearest[nearest.len() / 2] / hexagonal,
        variation: (variance.sqrt() / mean) as f32,
    })
}

/// Distance of each point to its nearest neighbour, mm, at most `reach_mm`.
pub fn nearest_distances_mm(points: &[Vec3], reach_mm: f32) -> Vec<f32> {
    let near = Neighbours::new(points, reach_mm);
    (0..points.len())
        .into_par_iter()
        .map(|i| {
            let mut best = reach_mm * reach_mm;
            near.around(points[i], |j, d2| {
                if j != i && d2 < best {
                    best = d2;
                }
            });
            best.sqrt()
        })
        .collect()
}

/// How evenly a density is kept over discs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evenness {
    /// Discs looked at.
    pub discs: usize,
    /// Mean of found over asked density.
    pub mean_ratio: f32,
    /// Standard deviation of that ratio between discs.
    pub deviation: f32,
    /// Largest |ratio − 1|.
    pub worst: f32,
}

/// Compares counts in discs (spheres cut out of the surface) of `radius_mm` with what `density_per_cm2` asks.
///
/// A count in a disc jumps by one at its rim, which for few points says more of the rim than of the density, so each
/// point counts by a smooth weight 1 − d²/r² instead; the same weight over all sites of the field, whose own evenness
/// is held by their number, stands for the area.  Discs that reach past the scalp are left out.
pub fn evenness(field: &Field, density_per_cm2: f32, radius_mm: f32) -> Option<Evenness> {
    let share = density_per_cm2 / field.density_max_per_cm2();
    let asked = field.prefix(share).len();
    let points: Vec<Vec3> = field.sites().iter().map(|s| s.position).collect();
    let near = Neighbours::new(&points, radius_mm);
    let step = (field.sites().len() / 500).max(1);
    let ratios: Vec<f64> = (0..points.len())
        .into_par_iter()
        .step_by(step)
        .filter_map(|i| {
            let (mut all, mut taken, mut inside) = (0.0_f64, 0.0_f64, true);
            near.around(points[i], |j, d2| {
                let weight = 1.0 - f64::from(d2 / (radius_mm * radius_mm));
                all += weight;
                if j < asked {
                    taken += weight;
                }
                inside &= field.sites()[j].scalp > 0.9;
            });
            (inside && all > 0.0).then(|| taken / (all * f64::from(share)))
        })
        .collect();
    if ratios.is_empty() {
        return None;
    }
    let n = ratios.len() as f64;
    let mean = ratios.iter().sum::<f64>() / n;
    let variance = ratios.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / n;
    let worst = ratios.iter().fold(0.0_f64, |w, r| w.max((r - 1.0).abs()));
    Some(Evenness {
        discs: ratios.len(),
        mean_ratio: mean as f32,
        deviation: variance.sqrt() as f32,
        worst: worst as f32,
    })
}

/// Radially averaged power of points in a flat square, 1 for white noise.
///
/// `points_mm` lie in `[0, side_mm)²`; a cosine window keeps the square's edge out of the spectrum. Entry `k` is the mean
/// power over the ring of wave numbers around `(k + 1) / side_mm` per mm.
pub fn radial_power(points_mm: &[Vec2], side_mm: f32, rings: usize) -> Vec<f32> {
    (1..=rings)
        .into_par_iter()
        .map(|ring| {
            let directions = (ring * 6).clamp(12, 96);
            let (mut sum, mut weights) = (0.0_f64, 0.0_f64);
            for d in 0..directions {
                let turn = core::f64::consts::PI * (d as f64 + 0.5) / directions as f64;
                let (fx, fy) = (libm::cos(turn) * ring as f64, libm::sin(turn) * ring as f64);
                let (mut re, mut im, mut w2) = (0.0_f64, 0.0_f64, 0.0_f64);
                for p in points_mm {
                    let (x, y) = (f64::from(p.x / side_mm), f64::from(p.y / side_mm));
                    let w = hann(x) * hann(y);
                    let phase = core::f64::consts::TAU * (fx * x + fy * y);
                    re += w * libm::cos(phase);
                    im += w * libm::sin(phase);
                    w2 += w * w;
                }
                sum += re * re + im * im;
                weights += w2;
            }
            if weights > 0.0 { (sum / weights) as f32 } else { 0.0 }
        })
        .collect()
}

fn hann(x: f64) -> f64 {
    0.5 - 0.5 * libm::cos(core::f64::consts::TAU * x)
}

/// Sites of a prefix inside a square patch about `center` in the tangent plane there, ready for [`radial_power`].
pub fn patch(sites: &[Site], center: &Site, side_mm: f32) -> Vec<Vec2> {
    let across = center.normal.any_orthonormal_vector();
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

/// Points sorted into cells of the reach's width, for neighbours within it.
struct Neighbours<'a> {
    points: &'a [Vec3],
    reach_mm: f32,
    low: Vec3,
    per_mm: f32,
    size: [usize; 3],
    starts: Vec<u32>,
    sorted: Vec<u32>,
}

impl<'a> Neighbours<'a> {
    fn new(points: &'a [Vec3], reach_mm: f32) -> Self {
        let first = points.first().copied().unwrap_or(Vec3::ZERO);
        let (low, high) = points.iter().fold((first, first), |(lo, hi), &p| (lo.min(p), hi.max(p)));
        let extent = high - low;
        let mut edge = reach_mm.max(1e-3);
        // Never more cells than some megabytes hold.
        while (extent.x / edge + 1.0) * (extent.y / edge + 1.0) * (extent.z / edge + 1.0) > 4.0e6 {
            edge *= 1.25;
        }
        let per_mm = 1.0 / edge;
        let size = (extent * per_mm).to_array().map(|s| s as usize + 1);
        let mut out = Self {
            points,
            reach_mm,
            low,
            per_mm,
            size,
            starts: vec![0; size[0] * size[1] * size[2] + 1],
            sorted: Vec::new(),
        };
        let cells: Vec<u32> = points.par_iter().map(|&p| out.index(out.cell(p)) as u32).collect();
        for &c in &cells {
            out.starts[c as usize + 1] += 1;
        }
        for i in 1..out.starts.len() {
            out.starts[i] += out.starts[i - 1];
        }
        let mut next = out.starts.clone();
        out.sorted = vec![0; points.len()];
        for (i, &c) in cells.iter().enumerate() {
            out.sorted[next[c as usize] as usize] = i as u32;
            next[c as usize] += 1;
        }
        out
    }

    fn cell(&self, p: Vec3) -> [usize; 3] {
        let q = ((p - self.low) * self.per_mm).to_array();
        // `as` clamps below at zero.
        [0, 1, 2].map(|k| (q[k] as usize).min(self.size[k] - 1))
    }

    fn index(&self, [x, y, z]: [usize; 3]) -> usize {
        (z * self.size[1] + y) * self.size[0] + x
    }

    /// Calls `see` with each point within reach of `p` and its squared distance.
    fn around(&self, p: Vec3, mut see: impl FnMut(usize, f32)) {
        let lo = self.cell(p - Vec3::splat(self.reach_mm));
        let hi = self.cell(p + Vec3::splat(self.reach_mm));
        for z in lo[2]..=hi[2] {
            for y in lo[1]..=hi[1] {
                let from = self.starts[self.index([lo[0], y, z])] as usize;
                let to = self.starts[self.index([hi[0], y, z]) + 1] as usize;
                for &j in &self.sorted[from..to] {
                    let d2 = self.points[j as usize].distance_squared(p);
                    if d2 <= self.reach_mm * self.reach_mm {
                        see(j as usize, d2);
                    }
                }
            }
        }
    }
}
