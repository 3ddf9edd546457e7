//! The chart: the head seen from the middle of its cranium as one radius for each direction, and a flat map made of
//! that.
//!
//! # Idea
//! Rays from outside toward the middle find the outermost skin in each direction of a polar grid around the vertex.
//! Where they meet an ear, a hole or nothing, the grid is filled in smoothly. That gives the head without ears, from
//! which scalp and ears are derived. Inner surfaces (eyeballs, mouths, double walls) are never met.
//!
//! The chart is azimuthal around the vertex: the angle is the direction's, the distance from the origin is the length
//! along the skin from the vertex. So lengths away from the vertex are true, there is no seam, and any point of the
//! outer head has one place. Exact geodesics were not chosen: they take a second where this takes milliseconds, and on
//! a cranium the two differ by a few per cent.
//!
//! Chart coordinates in mm: x to the subject's left, y towards the face, the origin at the vertex. Only arithmetic,
//! roots and `libm`.

use super::Landmarks;
use crate::mesh::query::{SurfaceIndex, SurfacePoint};
use crate::par::*;
use glam::{Vec2, Vec3};
use std::sync::Arc;

const ROWS: usize = 71;
const COLUMNS: usize = 144;
/// Angle between two rows; the last is `ROWS - 1` times this from the vertex: 157.5°, on the neck.
const ROW_RAD: f32 = 2.25 * std::f32::consts::PI / 180.0;
const COLUMN_RAD: f32 = std::f32::consts::TAU / COLUMNS as f32;
/// Distance at which rays start, mm: past the nose and the chin, short of the shoulders.
const START_MM: f32 = 175.0;

/// Polar coordinates of a direction.
#[derive(Clone, Copy, Debug)]
pub struct Polar {
    /// Angle from the vertex, radians.
    pub polar_rad: f32,
    /// Azimuth from the face, towards the subject's left, −π to π.
    pub azimuth_rad: f32,
}

/// A chart of a head's outside: one radius for each direction, and a flat map made of that.
#[derive(Clone, Debug)]
pub struct Chart {
    index: Arc<SurfaceIndex>,
    /// Middle of the cranium, head frame, mm.
    middle: Vec3,
    up: Vec3,
    forward: Vec3,
    left: Vec3,
    radius_mm: Vec<f32>,
    path_mm: Vec<f32>,
}

impl Chart {
    /// A chart of the surface in `index`, about the vertex of `landmarks`.
    pub fn new(index: Arc<SurfaceIndex>, landmarks: &Landmarks) -> Self {
        let size = landmarks.size();
        let tragion = landmarks.tragions_middle();
        let middle = tragion + Vec3::new(0.0, 35.0, -5.0) * size;
        let up = (landmarks.vertex() - middle).try_normalize().unwrap_or(Vec3::Y);
        let forward = (Vec3::Z - up * up.z).try_normalize().unwrap_or(Vec3::Z);
        let left = up.cross(forward);
        let nothing = Vec::new();
        let mut chart = Self { index, middle, up, forward, left, radius_mm: nothing.clone(), path_mm: nothing };
        let found: Vec<Option<Vec3>> = (0..ROWS * COLUMNS)
            .into_par_iter()
            .map(|i| {
                let direction = chart.node_direction(i);
                let hit = chart.index.raycast(middle + direction * START_MM * size, -direction)?;
                let out = (hit.position - middle).dot(direction);
                // A hit farther in than any cranium is the far wall, seen through a hole.
                (out > 40.0 * size).then_some(hit.position)
            })
            .collect();
        let near_ear = |p: Vec3| {
            let q = (p - tragion) / size;
            q.x.abs() > 50.0 && (-50.0..62.0).contains(&q.y) && (-66.0..8.0).contains(&q.z)
        };
        let radius = |p: Vec3| (p - middle).length();
        let first: Vec<Option<f32>> = found.iter().map(|p| p.filter(|&p| !near_ear(p)).map(radius)).collect();
        let mut filled = fill(&first);
        // Parts of the ears' surroundings that lie on that surface are skin of the head; the rest is filled in from
        // them.
        for limit_mm in [2.5, 2.0] {
            let again: Vec<Option<f32>> = (0..found.len())
                .map(|i| found[i].filter(|&p| !near_ear(p) || radius(p) < filled[i] + limit_mm * size).map(radius))
                .collect();
            filled = fill(&eroded(&again, &first));
        }
        chart.radius_mm = smooth(&filled);
        chart.path_mm = chart.paths();
        chart
    }

    fn node_direction(&self, i: usize) -> Vec3 {
        self.direction(Polar {
            polar_rad: (i / COLUMNS) as f32 * ROW_RAD,
            azimuth_rad: (i % COLUMNS) as f32 * COLUMN_RAD,
        })
    }

    fn paths(&self) -> Vec<f32> {
        let mut out = vec![0.0; ROWS * COLUMNS];
        let at = |i: usize| self.node_direction(i) * self.radius_mm[i];
        for i in COLUMNS..ROWS * COLUMNS {
            out[i] = out[i - COLUMNS] + at(i).distance(at(i - COLUMNS));
        }
        out
    }

    /// Unit vector of polar coordinates, head frame.
    pub fn direction(&self, polar: Polar) -> Vec3 {
        let (st, ct) = libm::sincosf(polar.polar_rad);
        let (sa, ca) = libm::sincosf(polar.azimuth_rad);
        self.up * ct + (self.left * sa + self.forward * ca) * st
    }

    /// Polar coordinates of a point of the head, seen from the middle of the cranium.
    pub fn polar(&self, p_head: Vec3) -> Polar {
        let d = p_head - self.middle;
        let (x, y, z) = (self.left.dot(d), self.up.dot(d), self.forward.dot(d));
        Polar { polar_rad: libm::atan2f((x * x + z * z).sqrt(), y), azimuth_rad: libm::atan2f(x, z) }
    }

    /// Radius of the head without its ears in a direction, from [`Chart::middle`], mm.
    pub fn radius_mm(&self, polar: Polar) -> f32 {
        self.between(&self.radius_mm, polar)
    }

    /// Middle of the cranium, from which directions start, head frame, mm.
    pub fn middle(&self) -> Vec3 {
        self.middle
    }

    /// Index of the charted surface.
    pub fn index(&self) -> &SurfaceIndex {
        &self.index
    }

    /// Height of `p_head` above the head without its ears, along the ray from the middle, mm.
    pub fn height_mm(&self, p_head: Vec3) -> f32 {
        (p_head - self.middle).length() - self.radius_mm(self.polar(p_head))
    }

    /// The point of the head without its ears in the direction of `p_head`.
    pub fn dropped(&self, p_head: Vec3) -> Vec3 {
        let d = (p_head - self.middle).try_normalize().unwrap_or(self.up);
        self.middle + d * self.radius_mm(self.polar(p_head))
    }

    /// Chart point of a point of the head, mm.
    pub fn to_chart(&self, p_head: Vec3) -> Vec2 {
        let polar = self.polar(p_head);
        let (sa, ca) = libm::sincosf(polar.azimuth_rad);
        Vec2::new(sa, ca) * self.between(&self.path_mm, polar)
    }

    /// Polar coordinates of a place in the chart; `None` past the chart's edge, on the neck.
    pub fn from_chart(&self, chart_mm: Vec2) -> Option<Polar> {
        let (want, azimuth_rad) = (chart_mm.length(), libm::atan2f(chart_mm.x, chart_mm.y));
        let path = |row: usize| self.between(&self.path_mm, Polar { polar_rad: row as f32 * ROW_RAD, azimuth_rad });
        if want.is_nan() || want > path(ROWS - 1) {
            return None;
        }
        let (mut lo, mut hi) = (0, ROWS - 1);
        while hi - lo > 1 {
            let mid = usize::midpoint(lo, hi);
            if path(mid) <= want { lo = mid } else { hi = mid }
        }
        let (a, b) = (path(lo), path(hi));
        let part = if b > a { (want - a) / (b - a) } else { 0.0 };
        Some(Polar { polar_rad: (lo as f32 + part) * ROW_RAD, azimuth_rad })
    }

    /// The surface at a place in the chart: the skin of the head, which lies behind the ear where one hides it. `None`
    /// past the chart's edge or over a hole.
    pub fn surface_at(&self, chart_mm: Vec2) -> Option<SurfacePoint> {
        let polar = self.from_chart(chart_mm)?;
        let (direction, radius) = (self.direction(polar), self.radius_mm(polar));
        [4.0, 30.0].into_iter().find_map(|above| {
            let found = self.index.raycast(self.middle + direction * (radius + above), -direction)?;
            ((found.position - self.middle).dot(direction) > radius - 12.0).then_some(found)
        })
    }

    /// A direction of the chart at a point of the head, as a vector along the head. Its length is not 1 where the chart
    /// stretches.
    pub fn vector_at(&self, p_head: Vec3, along: Vec2) -> Vec3 {
        let polar = self.polar(p_head);
        let (st, ct) = libm::sincosf(polar.polar_rad);
        let (sa, ca) = libm::sincosf(polar.azimuth_rad);
        let out = self.left * sa + self.forward * ca;
        let away = out * ct - self.up * st;
        let around = self.left * ca - self.forward * sa;
        let path = self.between(&self.path_mm, polar);
        let stretch = if path > 1.0 { self.radius_mm(polar) * st / path } else { 1.0 };
        away * (along.x * sa + along.y * ca) + around * ((along.x * ca - along.y * sa) * stretch)
    }

    fn between(&self, table: &[f32], polar: Polar) -> f32 {
        let row = (polar.polar_rad / ROW_RAD).clamp(0.0, (ROWS - 1) as f32 - 1e-4);
        let turn = polar.azimuth_rad / COLUMN_RAD;
        let column = if turn < 0.0 { turn + COLUMNS as f32 } else { turn };
        let (i, j) = (row as usize, column as usize);
        let (u, v) = (row - i as f32, column - j as f32);
        let (j, k) = (j % COLUMNS, (j + 1) % COLUMNS);
        let at = |i: usize| table[i * COLUMNS + j] * (1.0 - v) + table[i * COLUMNS + k] * v;
        at(i) * (1.0 - u) + at(i + 1) * u
    }
}

/// The four neighbours of a node; across the vertex, the node on the other side.
fn neighbours(i: usize) -> [usize; 4] {
    let (row, column) = (i / COLUMNS, i % COLUMNS);
    let up = if row == 0 { COLUMNS + (column + COLUMNS / 2) % COLUMNS } else { i - COLUMNS };
    let down = if row + 1 == ROWS { i } else { i + COLUMNS };
    [up, down, row * COLUMNS + (column + 1) % COLUMNS, row * COLUMNS + (column + COLUMNS - 1) % COLUMNS]
}

/// `table` without the entries at a gap that are not in `sure`: the foot of an ear is half ear.
fn eroded(table: &[Option<f32>], sure: &[Option<f32>]) -> Vec<Option<f32>> {
    (0..table.len())
        .map(|i| table[i].filter(|_| sure[i].is_some() || neighbours(i).iter().all(|&n| table[n].is_some())))
        .collect()
}

/// The table with its gaps filled as flat as possible: first by Laplace's equation, then by the bi-Laplacian.
fn fill(table: &[Option<f32>]) -> Vec<f32> {
    let known: Vec<f32> = table.iter().filter_map(|r| *r).collect();
    let mean = if known.is_empty() { 90.0 } else { known.iter().sum::<f32>() / known.len() as f32 };
    let mut out: Vec<f32> = table.iter().map(|r| r.unwrap_or(mean)).collect();
    let gaps: Vec<usize> = (0..table.len()).filter(|&i| table[i].is_none()).collect();
    let near: Vec<[usize; 4]> = (0..table.len()).map(neighbours).collect();
    let around = |out: &[f32], i: usize| near[i].iter().map(|&n| out[n]).sum::<f32>();
    for _ in 0..150 {
        for &i in &gaps {
            out[i] += 1.7 * (around(&out, i) * 0.25 - out[i]);
        }
    }
    for _ in 0..60 {
        for &i in &gaps {
            // Zero bi-Laplacian at i: 20 r = 8 Σ near − 2 Σ diagonal − Σ two away.
            let second: f32 = near[i].iter().map(|&n| around(&out, n)).sum();
            let rest = second - 4.0 * out[i];
            out[i] += (8.0 * around(&out, i) - rest) / 20.0 - out[i];
        }
    }
    out
}

fn smooth(table: &[f32]) -> Vec<f32> {
    let mut out = table.to_vec();
    for _ in 0..2 {
        let last = out.clone();
        for (i, value) in out.iter_mut().enumerate() {
            *value = last[i] * 0.6 + neighbours(i).iter().map(|&n| last[n]).sum::<f32>() * 0.1;
        }
        // All of the first row are one point.
        let top = out[..COLUMNS].iter().sum::<f32>() / COLUMNS as f32;
        out[..COLUMNS].fill(top);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::find_landmarks;
    use crate::head::reference_head::coarse_head;

    #[test]
    fn the_chart_leads_back_and_keeps_lengths_from_the_vertex() {
        let mesh = coarse_head().unwrap();
        let landmarks = find_landmarks(&mesh).unwrap().landmarks;
        let chart = Chart::new(Arc::new(SurfaceIndex::new(&mesh)), &landmarks);
        assert!(chart.to_chart(landmarks.vertex()).length() < 0.5);
        let (mut last, mut way) = (chart.surface_at(Vec2::ZERO).unwrap().position, 0.0);
        for k in 1..=120 {
            let place = Vec2::new(0.6, -0.8) * k as f32;
            let p = chart.surface_at(place).unwrap().position;
            assert!(chart.to_chart(p).distance(place) < 0.05, "{place} {}", chart.to_chart(p));
            way += p.distance(last);
            last = p;
            assert!((way - k as f32).abs() < 0.02 * k as f32 + 0.5, "{way} for {k}");
        }
        let left = chart.surface_at(Vec2::new(60.0, 0.0)).unwrap().position;
        let front = chart.surface_at(Vec2::new(0.0, 60.0)).unwrap().position;
        assert!(left.x > 45.0 && front.z > 25.0);
        assert!(chart.surface_at(Vec2::new(900.0, 0.0)).is_none());
    }
}
