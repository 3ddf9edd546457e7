//! Evens an order out: the same points, each moved a little in the order, so that every prefix has its density everywhere.
//!
//! # The idea
//! Farthest-point order keeps distances but lets a prefix's density wander by some per cent from one centimetre to the next,
//! as random close packings do. So the order is equalised as the grey levels of a picture are: where a prefix has come
//! out too dense over a disc of [`REACH_MM`], its points come later by as much, and where too sparse, sooner. Neighbours move
//! together, so that distances in a prefix shrink by a few per cent at most, and the wander halves.
//!
//! Millimetres, head frame. Sums run in one order on any number of threads.

use super::sample::{Candidates, Chosen};
use crate::mesh::TriMesh;
use glam::Vec3;
use rayon::prelude::*;

/// Edge of the cells at whose middles densities are compared, mm.
const CELL_MM: f32 = 4.0;
/// Density is compared over this radius, mm, with the smooth weight 1 − d²/r².
const REACH_MM: f32 = 10.0;
/// Prefixes that are compared: 1, 0.7, 0.7², … of all.
const LEVELS: usize = 13;
const LEVEL_STEP: f32 = 0.7;
/// Each pass takes away about half of what the one before has left.
const PASSES: usize = 2;
/// A count of this many points is believed by half.
const DOUBT: f32 = 6.0;

/// The order, evened out. `triangles` are those that the candidates were scattered on, in the same order.
pub(super) fn evened(mesh: &TriMesh, triangles: &[u32], candidates: &Candidates, order: &[Chosen]) -> Vec<Chosen> {
    let Some(cells) = Cells::new(mesh, triangles, candidates) else { return order.to_vec() };
    let points: Vec<Vec3> = order.iter().map(|c| candidates.points[c.candidate as usize]).collect();
    let sorted = Sorted::new(&cells, &points);
    let per_point = 1.0 / order.len().max(1) as f32;
    let mut ranks: Vec<f32> = (0..order.len()).map(|k| (k as f32 + 0.5) * per_point).collect();
    for _ in 0..PASSES {
        let found = cells.found(&sorted, &ranks);
        ranks = ranks
            .par_iter()
            .zip(&points)
            .with_min_len(4096)
            .map(|(&rank, &p)| {
                let level = level_of(rank).min((LEVELS - 1) as f32);
                let (below, share) = (level as usize, level - level.floor());
                let above = (below + 1).min(LEVELS - 1);
                rank * cells.blended(p, |cell| found[cell][below] * (1.0 - share) + found[cell][above] * share)
            })
            .collect();
    }
    let mut evened: Vec<(u32, u32)> = ranks.iter().enumerate().map(|(k, r)| (r.to_bits(), k as u32)).collect();
    // Bits of positive floats sort as the floats do.
    evened.par_sort_unstable();
    let mut gap_mm = f32::INFINITY;
    evened
        .into_iter()
        .map(|(_, k)| {
            let chosen = order[k as usize];
            // Any two points up to here lie at least as far apart as the smaller gap of the two.
            gap_mm = gap_mm.min(chosen.gap_mm);
            Chosen { gap_mm, ..chosen }
        })
        .collect()
}

/// The level at which a rank lies, from 0 at rank 1.
fn level_of(rank: f32) -> f32 {
    (libm::logf(rank) / libm::logf(LEVEL_STEP)).max(0.0)
}

/// The surface in cells.
struct Cells {
    low: Vec3,
    per_mm: f32,
    size: [usize; 3],
    /// Number of the cell in each place of the box, or `u32::MAX` where no surface is.
    number: Vec<u32>,
    centres: Vec<Vec3>,
    /// Weighted area about each cell's middle, as a share of the whole.
    area: Vec<f32>,
}

/// Points by the cell they lie in.
struct Sorted {
    /// Where each cell's points begin.
    starts: Vec<u32>,
    /// The points, cell by cell.
    points: Vec<Vec3>,
    /// Their numbers in the order.
    numbers: Vec<u32>,
}

impl Sorted {
    fn new(cells: &Cells, points: &[Vec3]) -> Self {
        let at: Vec<u32> = points.par_iter().map(|&p| cells.nearest(p) as u32).collect();
        let mut starts = vec![0_u32; cells.centres.len() + 1];
        at.iter().for_each(|&n| starts[n as usize + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0_u32; points.len()];
        for (k, &n) in at.iter().enumerate() {
            numbers[next[n as usize] as usize] = k as u32;
            next[n as usize] += 1;
        }
        let points = numbers.iter().map(|&k| points[k as usize]).collect();
        Self { starts, points, numbers }
    }
}

impl Cells {
    /// `None` where there is no area.
    fn new(mesh: &TriMesh, triangles: &[u32], candidates: &Candidates) -> Option<Self> {
        let mut patches: Vec<(Vec3, f32)> = Vec::with_capacity(candidates.points.len());
        let mut next = 0;
        for &t in triangles {
            let from = next;
            while candidates.triangles.get(next) == Some(&t) {
                next += 1;
            }
            let area = mesh.triangle_area_mm2(t as usize);
            if next == from {
                let [a, b, c] = mesh.corners(t as usize);
                patches.push(((a + b + c) / 3.0, area));
            } else {
                let each = area / (next - from) as f32;
                patches.extend(candidates.points[from..next].iter().map(|&p| (p, each)));
            }
        }
        let &(first, _) = patches.first()?;
        let (low, high) = patches.iter().fold((first, first), |(lo, hi), p| (lo.min(p.0), hi.max(p.0)));
        let extent = high - low;
        let mut edge = CELL_MM;
        while (extent.x / edge + 1.0) * (extent.y / edge + 1.0) * (extent.z / edge + 1.0) > 4.0e6 {
            edge *= 1.25;
        }
        let size = (extent / edge).to_array().map(|s| s as usize + 1);
        let number = vec![u32::MAX; size[0] * size[1] * size[2]];
        let mut cells = Self { low, per_mm: 1.0 / edge, size, number, centres: Vec::new(), area: Vec::new() };
        let mut own: Vec<f64> = Vec::new();
        let mut middle: Vec<Vec3> = Vec::new();
        let mut square: Vec<f32> = Vec::new();
        for (p, area) in patches {
            let place = cells.place(p);
            let i = cells.index(place);
            if cells.number[i] == u32::MAX {
                cells.number[i] = own.len() as u32;
                own.push(0.0);
                middle.push(Vec3::ZERO);
                square.push(0.0);
            }
            let n = cells.number[i] as usize;
            let from_corner = p - low - Vec3::from_array(place.map(|x| x as f32 * edge));
            own[n] += f64::from(area);
            middle[n] += from_corner * area;
            square[n] += from_corner.length_squared() * area;
        }
        let whole: f64 = own.iter().sum();
        if whole <= 0.0 {
            return None;
        }
        // Mean place within the cell, and the mean square about it: a square weight over a cell is known by these.
        cells.centres = vec![Vec3::ZERO; own.len()];
        for (i, &n) in cells.number.iter().enumerate().filter(|(_, n)| **n != u32::MAX) {
            let place = [i % size[0], i / size[0] % size[1], i / (size[0] * size[1])];
            let (n, per) = (n as usize, 1.0 / (own[n as usize] as f32).max(1e-12));
            let mean = middle[n] * per;
            cells.centres[n] = low + Vec3::from_array(place.map(|x| x as f32 * edge)) + mean;
            square[n] = (square[n] * per - mean.length_squared()).max(0.0);
        }
        let about = |&c: &Vec3| {
            let mut sum = 0.0_f64;
            cells.each(c, REACH_MM, |n| {
                let d2 = cells.centres[n].distance_squared(c) + square[n];
                sum += own[n] * f64::from((1.0 - d2 / (REACH_MM * REACH_MM)).max(0.0));
            });
            (sum / whole) as f32
        };
        cells.area = cells.centres.par_iter().map(about).collect();
        Some(cells)
    }

    fn place(&self, p: Vec3) -> [usize; 3] {
        let q = ((p - self.low) * self.per_mm).to_array();
        // `as` clamps below at zero.
        [0, 1, 2].map(|k| (q[k] as usize).min(self.size[k] - 1))
    }

    fn index(&self, [x, y, z]: [usize; 3]) -> usize {
        (z * self.size[1] + y) * self.size[0] + x
    }

    /// Calls `see` with each cell in the box of `reach_mm` about a point.
    fn each(&self, p: Vec3, reach_mm: f32, mut see: impl FnMut(usize)) {
        let (lo, hi) = (self.place(p - Vec3::splat(reach_mm)), self.place(p + Vec3::splat(reach_mm)));
        for z in lo[2]..=hi[2] {
            for y in lo[1]..=hi[1] {
                let (from, to) = (self.index([lo[0], y, z]), self.index([hi[0], y, z]));
                for &n in self.number[from..=to].iter().filter(|&&n| n != u32::MAX) {
                    see(n as usize);
                }
            }
        }
    }

    /// The cell of a point of the surface.
    fn nearest(&self, p: Vec3) -> usize {
        match self.number[self.index(self.place(p))] {
            u32::MAX => {
                let mut best = (f32::INFINITY, 0);
                self.each(p, 1.5 / self.per_mm, |n| {
                    let d2 = self.centres[n].distance_squared(p);
                    if d2 < best.0 {
                        best = (d2, n);
                    }
                });
                best.1
            }
            n => n as usize,
        }
    }

    /// Found over asked density about each cell's middle, level by level.
    fn found(&self, sorted: &Sorted, ranks: &[f32]) -> Vec<[f32; LEVELS]> {
        let levels: Vec<u8> = sorted
            .numbers
            .par_iter()
            .with_min_len(4096)
            .map(|&k| (level_of(ranks[k as usize]) as usize).min(LEVELS - 1) as u8)
            .collect();
        self.centres
            .par_iter()
            .zip(&self.area)
            .map(|(&c, area)| {
                let mut sums = [0.0_f32; LEVELS];
                self.each(c, REACH_MM, |n| {
                    for i in sorted.starts[n] as usize..sorted.starts[n + 1] as usize {
                        let w = 1.0 - sorted.points[i].distance_squared(c) * (1.0 / (REACH_MM * REACH_MM));
                        sums[usize::from(levels[i])] += w.max(0.0);
                    }
                });
                // What lies below a level lies below every wider one.
                for k in (0..LEVELS - 1).rev() {
                    sums[k] += sums[k + 1];
                }
                let mut asked = ranks.len() as f32 * area;
                sums.map(|sum| {
                    let here = asked.max(1e-6);
                    asked *= LEVEL_STEP;
                    1.0 + (sum / here - 1.0) * here / (here + DOUBT)
                })
            })
            .collect()
    }

    /// A value of the cells about a point, blended.
    fn blended(&self, p: Vec3, value: impl Fn(usize) -> f32) -> f32 {
        let reach_mm = 1.6 / self.per_mm;
        let (mut sum, mut weights) = (0.0, 0.0);
        self.each(p, reach_mm, |n| {
            let w = 1.0 - self.centres[n].distance_squared(p) / (reach_mm * reach_mm);
            if w > 0.0 {
                sum += w * value(n);
                weights += w;
            }
        });
        if weights > 0.0 { sum / weights } else { 1.0 }
    }
}
