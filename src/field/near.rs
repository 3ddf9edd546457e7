//! Neighbours of points in space.

use glam::Vec3;
use rayon::prelude::*;

/// Points sorted into cells of the reach's width, for neighbours within it.
pub(super) struct Neighbours<'a> {
    points: &'a [Vec3],
    reach_mm: f32,
    low: Vec3,
    per_mm: f32,
    size: [usize; 3],
    starts: Vec<u32>,
    sorted: Vec<u32>,
}

impl<'a> Neighbours<'a> {
    pub(super) fn new(points: &'a [Vec3], reach_mm: f32) -> Self {
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
    pub(super) fn around(&self, p: Vec3, mut see: impl FnMut(usize, f32)) {
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
