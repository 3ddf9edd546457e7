//! Which rays carry vertices: rows around the head, closer on the face and the scalp than on the neck, and the triangles
//! between them.
//!
//! Rows hold as many vertices as their length asks for, evenly by weight, and neighbouring rows are sewn by the shorter
//! diagonal. One fan at the vertex; open at the base of the bust. Latitudes keep the base's edge exact and cost nothing
//! to build, which is why no marching over cells was chosen.

use super::base::RayRow;
use glam::Vec3;
use rayon::prelude::*;

/// Where one vertex lies on the sheaf.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// Ray parameter, degrees.
    pub ray_deg: f64,
    /// Azimuth, degrees.
    pub azimuth_deg: f64,
}

/// Vertices row after row, the first row being the one at the vertex of the head.
pub struct Grid {
    /// Ray parameter of each row.
    pub rows: Vec<f64>,
    /// First vertex of each row; one more entry than rows.
    pub starts: Vec<usize>,
    /// All vertices.
    pub sites: Vec<Site>,
}

/// Spacing along a meridian, degrees of ray parameter, as a table over ray parameter.
const ROW_STEP_DEG: [(f64, f64); 9] = [
    (0.0, 0.66),
    (45.0, 0.66),
    (66.0, 0.66),
    (76.0, 0.54),
    (100.0, 0.54),
    (118.0, 0.56),
    (128.0, 0.9),
    (140.0, 1.6),
    (180.0, 1.6),
];

fn table(points: &[(f64, f64)], x: f64) -> f64 {
    let k = points.partition_point(|p| p.0 <= x).clamp(1, points.len() - 1);
    let ((x0, y0), (x1, y1)) = (points[k - 1], points[k]);
    y0 + (y1 - y0) * ((x - x0) / (x1 - x0)).clamp(0.0, 1.0)
}

/// Spacing wanted along a row, mm.
fn column_step_mm(ray_deg: f64, azimuth_deg: f64) -> f64 {
    let around = azimuth_deg.abs();
    let face = table(&[(0.0, 1.0), (38.0, 1.05), (60.0, 1.45), (70.0, 1.3), (112.0, 1.3), (130.0, 1.9), (180.0, 1.9)], around);
    let down = table(&[(0.0, 0.0), (66.0, 0.0), (80.0, 1.0), (180.0, 1.0)], ray_deg);
    let neck = table(&[(0.0, 0.0), (118.0, 0.0), (140.0, 1.0), (180.0, 1.0)], ray_deg);
    let upper = 1.3 + (face - 1.3) * down;
    upper + (2.4 - upper) * neck
}

impl Grid {
    /// The rows and their vertices, on the mean head.
    pub fn new() -> Self {
        let mut rows = vec![0.0];
        let mut ray = 0.66;
        while ray < 180.0 - 0.8 {
            rows.push(ray);
            ray += table(&ROW_STEP_DEG, ray);
        }
        rows.push(180.0);
        let azimuths: Vec<Vec<f64>> =
            rows.par_iter().enumerate().map(|(i, &ray_deg)| azimuths(ray_deg, i)).collect();
        let mut starts = vec![0];
        let mut sites = Vec::new();
        for (&ray_deg, row) in rows.iter().zip(&azimuths) {
            sites.extend(row.iter().map(|&azimuth_deg| Site { ray_deg, azimuth_deg }));
            starts.push(sites.len());
        }
        Self { rows, starts, sites }
    }

    /// Triangles, counter-clockwise from outside, given where the vertices came to lie.
    pub fn triangles(&self, positions: &[Vec3]) -> Vec<[u32; 3]> {
        let mut triangles = Vec::with_capacity(positions.len() * 2);
        let row = |i: usize| self.starts[i]..self.starts[i + 1];
        for i in 0..self.rows.len() - 1 {
            sew(row(i), row(i + 1), positions, &mut triangles);
        }
        triangles
    }
}

/// Azimuths of a row, −180 to below 180, spaced as wanted; every other row starts half a step on.
fn azimuths(ray_deg: f64, index: usize) -> Vec<f64> {
    if ray_deg == 0.0 {
        return vec![0.0];
    }
    const PIECES: usize = 240;
    let row = RayRow::new(ray_deg);
    let degrees = |k: usize| 360.0 * k as f64 / PIECES as f64 - 180.0;
    let mut lengths = vec![0.0];
    for k in 0..PIECES {
        let (a, b) = (degrees(k), degrees(k + 1));
        let wanted = column_step_mm(ray_deg, 0.5 * (a + b));
        lengths.push(lengths[k] + row.point(a).distance(row.point(b)) / wanted);
    }
    let count = (lengths[PIECES].round() as usize).max(6);
    let shift = if index % 2 == 0 { 0.0 } else { 0.5 };
    let mut piece = 0;
    (0..count)
        .map(|k| {
            let at = lengths[PIECES] * (k as f64 + shift) / count as f64;
            while lengths[piece + 1] <= at {
                piece += 1;
            }
            let t = (at - lengths[piece]) / (lengths[piece + 1] - lengths[piece]);
            degrees(piece) + t * 360.0 / PIECES as f64
        })
        .collect()
}

/// Sews two rows, each a closed ring (or one vertex), by the shorter diagonal.
fn sew(upper: std::ops::Range<usize>, lower: std::ops::Range<usize>, p: &[Vec3], out: &mut Vec<[u32; 3]>) {
    let (m, n) = (upper.len(), lower.len());
    let up = |k: usize| upper.start + k % m;
    let low = |k: usize| lower.start + k % n;
    let (mut i, mut j) = (0, 0);
    let upper_steps = if m == 1 { 0 } else { m };
    while i < upper_steps || j < n {
        let ahead_of_lower = if j >= n {
            true
        } else if i >= upper_steps {
            false
        } else {
            // Neither ring may run away from the other: the shorter diagonal, while both stand within a step.
            let (u, l) = ((i as f64 + 1.0) / m as f64, (j as f64 + 1.0) / n as f64);
            let slack = 1.5 / m.min(n) as f64;
            if u - l > slack {
                false
            } else if l - u > slack {
                true
            } else {
                p[up(i + 1)].distance_squared(p[low(j)]) < p[up(i)].distance_squared(p[low(j + 1)])
            }
        };
        if ahead_of_lower {
            out.push([up(i) as u32, low(j) as u32, up(i + 1) as u32]);
            i += 1;
        } else {
            out.push([up(i) as u32, low(j) as u32, low(j + 1) as u32]);
            j += 1;
        }
    }
}
