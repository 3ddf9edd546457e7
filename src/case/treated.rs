//! Values that a plan gives each vertex: how densely its skin is treated, and how many hairs lie buried under it.

use crate::head::Head;
use crate::par::*;
use crate::plan::dots::Dot;
use crate::render::contract::TreatedSkin;
use crate::spatial::cell_of;
use glam::{IVec3, Vec3};

/// Edge of the cells in which dots are counted, mm.
const CELL_MM: f32 = 5.0;
/// Dots per cm² at which skin counts as wholly treated.
const TREATED_FULL_PER_CM2: f32 = 90.0;

/// Values of every vertex of a head.
pub fn vertices(head: &Head, dots: &[Dot], buried_per_cm2: &[f32]) -> Vec<TreatedSkin> {
    let near = Near::new(dots);
    // Skin that crosses 3 × 3 × 3 cells has an area of about 3.2 × 3.2 of their faces, since it lies at a slant.
    let area_cm2 = (3.2 * CELL_MM / 10.0) * (3.2 * CELL_MM / 10.0);
    head.mesh
        .positions()
        .par_iter()
        .with_min_len(4096)
        .enumerate()
        .map(|(i, &p)| {
            let treated = near.count(p) as f32 / area_cm2 / TREATED_FULL_PER_CM2;
            let buried_per_cm2 = buried_per_cm2.get(i).copied().unwrap_or(0.0);
            TreatedSkin { treated: treated.min(1.0), buried_per_cm2, ..TreatedSkin::default() }
        })
        .collect()
}

/// Count of the dots in the 27 cells around each cell.
struct Near {
    low: IVec3,
    size: IVec3,
    counts: Vec<u32>,
}

impl Near {
    fn new(dots: &[Dot]) -> Self {
        let bounds = |(low, high): (IVec3, IVec3), dot: &Dot| {
            let at = cell_of(dot.position, CELL_MM);
            (low.min(at), high.max(at))
        };
        let Some(first) = dots.first().map(|dot| cell_of(dot.position, CELL_MM)) else {
            return Self { low: IVec3::ZERO, size: IVec3::ZERO, counts: Vec::new() };
        };
        let (low, high) = dots.iter().fold((first, first), bounds);
        let (low, size) = (low - IVec3::ONE, high - low + IVec3::splat(3));
        let mut counts = vec![0; (size.x * size.y * size.z) as usize];
        let mut out = Self { low, size, counts: Vec::new() };
        dots.iter().filter_map(|dot| out.index(cell_of(dot.position, CELL_MM))).for_each(|i| counts[i] += 1);
        // Sums of three along each axis in turn are the sums of the 27.
        for step in [1, size.x as usize, (size.x * size.y) as usize] {
            let at = |i: usize| counts.get(i).copied().unwrap_or(0);
            counts = (0..counts.len()).map(|i| at(i) + at(i.wrapping_sub(step)) + at(i + step)).collect();
        }
        out.counts = counts;
        out
    }

    fn index(&self, at: IVec3) -> Option<usize> {
        let at = at - self.low;
        let inside = at.cmpge(IVec3::ZERO).all() && at.cmplt(self.size).all();
        inside.then(|| ((at.z * self.size.y + at.y) * self.size.x + at.x) as usize)
    }

    fn count(&self, p: Vec3) -> u32 {
        self.index(cell_of(p, CELL_MM)).map_or(0, |i| self.counts[i])
    }
}
