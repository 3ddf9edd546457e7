//! Distances to nearest neighbours, relative to the hexagonal packing's: the relative radius (Lagae & Dutré 2008).
//!
//! Millimetres; densities per cm².

use super::Field;
use crate::par::*;
use crate::spatial::Neighbours;
use glam::Vec3;
use serde::Serialize;

/// Spacing of the hexagonal packing at a density, mm: the largest nearest-neighbour distance of that many points,
/// √(2/(√3·density)).
///
/// `density_per_cm2` must be positive.
pub fn hexagonal_spacing_mm(density_per_cm2: f32) -> f32 {
    // 2/√3 points of unit spacing per unit of area; 100 mm² are 1 cm².
    (115.470_05 / density_per_cm2).sqrt()
}

/// Distances to nearest neighbours in a prefix of a field, relative to the hexagonal packing's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spacing {
    /// Density of the prefix, per cm².
    pub density_per_cm2: f32,
    /// Sites in the prefix.
    pub sites: usize,
    /// Smallest nearest-neighbour distance, relative to the hexagonal spacing.
    pub minimum: f32,
    /// First percentile of the nearest-neighbour distance, relative to the hexagonal spacing.
    pub first_percentile: f32,
    /// Median of the nearest-neighbour distance, relative to the hexagonal spacing.
    pub median: f32,
    /// Coefficient of variation of the nearest-neighbour distance.
    pub variation: f32,
}

/// Spacing of the sites of a uniform density.
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
