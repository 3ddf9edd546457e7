//! Distances along the skin over the chart's raster: to a line, inside an outline.
//!
//! A vector distance transform (Danielsson 1980) on every second node in each direction, swept in order. Then every
//! node compares the segments that the four coarse nodes around it found nearest, and their neighbours; rows run in
//! parallel. Exact near a line, within a percent far from it.

use super::chart_raster::{ChartRaster, NODE_MM};
use crate::par::*;
use glam::{Vec2, Vec3};

/// Largest distance that is computed, mm: nothing fades over more.
pub const REACH_MM: f32 = 80.0;
/// Nodes from one coarse node to the next.
const COARSE: usize = 2;
/// Index that stands for no segment.
const NONE: u32 = u32::MAX;
/// Largest difference of two segments' indices at which all segments between them are compared, too.
const APART: u32 = 12;

/// One segment of a line on the skin.
#[derive(Clone, Copy)]
struct Segment {
    from: Vec3,
    along: Vec3,
    per_length2: f32,
}

impl Segment {
    fn distance2(&self, p: Vec3) -> f32 {
        let d = p - self.from;
        let t = (d.dot(self.along) * self.per_length2).clamp(0.0, 1.0);
        (d - self.along * t).length_squared()
    }
}

/// Nearest known segment of each coarse node, with its squared distance.
struct Coarse<'a> {
    map: &'a ChartRaster,
    segments: &'a [Segment],
    columns: usize,
    rows: usize,
    nearest: Vec<(f32, u32)>,
}

impl Coarse<'_> {
    fn point_at(&self, c: usize) -> Vec3 {
        self.map.places[c / self.columns * COARSE * self.map.columns + c % self.columns * COARSE]
    }

    /// Gives coarse node `c` a segment if that is nearer than its own.
    fn offer(&mut self, c: usize, segment: u32) {
        let d2 = self.segments[segment as usize].distance2(self.point_at(c));
        if d2 < self.nearest[c].0 {
            self.nearest[c] = (d2, segment);
        }
    }

    /// Gives coarse node `c` the segment of its neighbour `other` if that is nearer, or one beside it.
    fn inherit(&mut self, c: usize, other: usize) {
        let ((d2, own), (far2, k)) = (self.nearest[c], self.nearest[other]);
        if k == NONE || k == own || far2 > REACH_MM * REACH_MM {
            return;
        }
        let here = self.point_at(c);
        let mut best = (d2, own);
        let through = self.segments[k as usize].distance2(here);
        // If the neighbour's segment is much farther, none beside it will be nearer.
        if through > d2 * 1.2 + 80.0 {
            return;
        }
        if through < d2 {
            best = (through, k);
        }
        // Walk along the line to either side while it comes nearer.
        for step in [1, u32::MAX] {
            let mut beside = k.wrapping_add(step);
            while let Some(segment) = self.segments.get(beside as usize) {
                let d2 = segment.distance2(here);
                if d2 >= best.0 {
                    break;
                }
                best = (d2, beside);
                beside = beside.wrapping_add(step);
            }
        }
        self.nearest[c] = best;
    }

    fn sweep(&mut self) {
        let (columns, rows) = (self.columns, self.rows);
        for y in 0..rows {
            for x in 0..columns {
                let c = y * columns + x;
                if !self.map.wanted_coarse[c] {
                    continue;
                }
                if y > 0 {
                    self.inherit(c, c - columns);
                    if x > 0 {
                        self.inherit(c, c - columns - 1);
                    }
                    if x + 1 < columns {
                        self.inherit(c, c - columns + 1);
                    }
                }
                if x > 0 {
                    self.inherit(c, c - 1);
                }
            }
            for c in (y * columns..(y + 1) * columns - 1).rev() {
                if self.map.wanted_coarse[c] {
                    self.inherit(c, c + 1);
                }
            }
        }
        for y in (0..rows).rev() {
            for x in (0..columns).rev() {
                let c = y * columns + x;
                if !self.map.wanted_coarse[c] {
                    continue;
                }
                if y + 1 < rows {
                    self.inherit(c, c + columns);
                    if x > 0 {
                        self.inherit(c, c + columns - 1);
                    }
                    if x + 1 < columns {
                        self.inherit(c, c + columns + 1);
                    }
                }
                if x + 1 < columns {
                    self.inherit(c, c + 1);
                }
            }
            for c in y * columns + 1..(y + 1) * columns {
                if self.map.wanted_coarse[c] {
                    self.inherit(c, c - 1);
                }
            }
        }
    }
}

impl Coarse<'_> {
    /// Least squared distance from the place of the node in a column and a row to the segments that the coarse nodes
    /// around it know, mm².
    fn refined(&self, x: usize, y: usize, here: Vec3) -> f32 {
        let [left, right] = [x / COARSE, x.div_ceil(COARSE)].map(|x| x.min(self.columns - 1));
        let [above, below] = [y / COARSE, y.div_ceil(COARSE)].map(|y| y.min(self.rows - 1) * self.columns);
        let mut known = [above + left, above + right, below + left, below + right].map(|c| self.nearest[c].1);
        known.sort_unstable();
        let last = (self.segments.len() as u32).saturating_sub(1);
        let (mut best, mut asked) = (f32::INFINITY, 0);
        for (i, &k) in known.iter().enumerate().filter(|(_, k)| **k != NONE) {
            let joined = i > 0 && k - known[i - 1] <= APART;
            let from = if joined { asked } else { k.saturating_sub(1) };
            asked = (k + 1).min(last) + 1;
            for segment in &self.segments[from.min(asked) as usize..asked as usize] {
                best = best.min(segment.distance2(here));
            }
        }
        best
    }
}

impl ChartRaster {
    /// Mask of the coarse nodes around the nodes whose distances are wanted.
    pub(super) fn coarse_of_wanted(&self) -> Vec<bool> {
        let (columns, rows) = (self.columns.div_ceil(COARSE), self.rows.div_ceil(COARSE));
        let mut out = vec![false; columns * rows];
        for i in (0..self.wanted.len()).filter(|&i| self.wanted[i]) {
            let (x, y) = (i % self.columns, i / self.columns);
            for (x, y) in [(x, y), (x + COARSE - 1, y), (x, y + COARSE - 1), (x + COARSE - 1, y + COARSE - 1)] {
                out[(y / COARSE).min(rows - 1) * columns + (x / COARSE).min(columns - 1)] = true;
            }
        }
        out
    }

    /// Distance of every wanted node to a line of chart points, mm along the skin (straight, where it is far), at most
    /// `REACH_MM`.
    pub fn distances(&self, line: &[Vec2]) -> Vec<f32> {
        let places: Vec<Vec3> = line.iter().map(|&p| self.point_at(p)).collect();
        let segment = |k: usize| {
            let along = places.get(k + 1).map_or(Vec3::ZERO, |&b| b - places[k]);
            Segment { from: places[k], along, per_length2: 1.0 / along.length_squared().max(1e-12) }
        };
        let segments: Vec<Segment> = (0..places.len()).map(segment).collect();
        let coarse = self.coarse(line, &segments);
        // Lines finer than the coarse nodes: the nodes around every point start with its segment.
        let mut seeds: Vec<(u32, u32)> = Vec::with_capacity(4 * line.len());
        for (k, &p) in line.iter().enumerate() {
            seeds.extend(self.corners(p).0.map(|i| (i as u32, k as u32)));
        }
        seeds.sort_unstable();
        let mut out = vec![REACH_MM; self.places.len()];
        out.par_chunks_mut(self.columns).enumerate().with_min_len(8).for_each(|(y, row)| {
            let from = y * self.columns;
            let mut seeded = &seeds[seeds.partition_point(|s| (s.0 as usize) < from)..];
            for (x, d) in row.iter_mut().enumerate() {
                let i = from + x;
                let here = self.places[i];
                let mut best = f32::INFINITY;
                while let Some((&(_, k), others)) = seeded.split_first().filter(|(s, _)| s.0 as usize == i) {
                    seeded = others;
                    for k in [k.saturating_sub(1), k] {
                        best = best.min(segments[k as usize].distance2(here));
                    }
                }
                if self.wanted[i] {
                    best = best.min(coarse.refined(x, y, here));
                }
                *d = best.sqrt().min(REACH_MM);
            }
        });
        out
    }

    fn coarse<'a>(&'a self, line: &[Vec2], segments: &'a [Segment]) -> Coarse<'a> {
        let (columns, rows) = (self.columns.div_ceil(COARSE), self.rows.div_ceil(COARSE));
        let nearest = vec![(f32::INFINITY, NONE); columns * rows];
        let mut out = Coarse { map: self, segments, columns, rows, nearest };
        for (k, &p) in line.iter().enumerate() {
            let i = self.corners(p).0[0];
            let (x, y) = (i % self.columns / COARSE, i / self.columns / COARSE);
            for (x, y) in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
                let c = y.min(rows - 1) * columns + x.min(columns - 1);
                out.offer(c, k.saturating_sub(1) as u32);
                out.offer(c, k as u32);
            }
        }
        out.sweep();
        out
    }

    /// Mask of the nodes inside a closed outline of chart points (even–odd rule).
    pub fn inside(&self, outline: &[Vec2]) -> Vec<bool> {
        let mut out = vec![false; self.places.len()];
        out.par_chunks_mut(self.columns).enumerate().for_each(|(y, row)| {
            let level = self.origin.y + y as f32 * NODE_MM;
            let mut crossings: Vec<f32> = (0..outline.len())
                .filter_map(|k| {
                    let (a, b) = (outline[k], outline[(k + 1) % outline.len()]);
                    ((a.y > level) != (b.y > level)).then(|| a.x + (level - a.y) / (b.y - a.y) * (b.x - a.x))
                })
                .collect();
            crossings.sort_unstable_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let from = ((pair[0] - self.origin.x) / NODE_MM).max(0.0);
                let to = (pair[1] - self.origin.x) / NODE_MM;
                let mut x = from.ceil();
                while x <= to && (x as usize) < row.len() {
                    row[x as usize] = true;
                    x += 1.0;
                }
            }
        });
        out
    }

    /// Signed distance of every node to a closed outline, mm along the skin; positive inside.
    pub fn signed_distances(&self, outline: &[Vec2]) -> Vec<f32> {
        let mut closed = outline.to_vec();
        closed.extend(outline.first());
        let inside = self.inside(outline);
        let mut out = self.distances(&closed);
        for (d, inside) in out.iter_mut().zip(inside) {
            if !inside {
                *d = -*d;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::head_and_field;
    use crate::plan::head_raster::HeadRaster;
    use crate::plan::{Hairline, HairlinePreset, line::Line};

    #[test]
    fn distances_are_those_to_the_nearest_of_all_segments() {
        let raster = HeadRaster::new(&head_and_field().0);
        let map = &raster.map;
        let mut lines: Vec<Vec<Vec2>> = [HairlinePreset::Juvenile, HairlinePreset::WidowsPeak, HairlinePreset::Receded]
            .map(|preset| Line::of(&Hairline::of(preset), &raster.landmarks, map).points)
            .to_vec();
        // A ring, one that crosses itself, and a single point.
        let turn = |k: i32, times: f32| {
            let (sin, cos) = libm::sincosf(times * core::f32::consts::TAU * k as f32 / 64.0);
            Vec2::new(50.0 * sin, -40.0 + 50.0 * cos)
        };
        lines.push((0..=64).map(|k| turn(k, 1.0)).collect());
        lines.push((0..=64).map(|k| Vec2::new(turn(k, 2.0).x, turn(k, 1.0).y)).collect());
        lines.push(vec![Vec2::new(7.3, -20.1)]);
        for line in &lines {
            let places: Vec<Vec3> = line.iter().map(|&p| map.point_at(p)).collect();
            let found = map.distances(line);
            for &i in raster.active.iter().step_by(7) {
                let p = map.points()[i as usize];
                let to = |k: usize| {
                    let (a, b) = (places[k], places[(k + 1).min(places.len() - 1)]);
                    let t = ((p - a).dot(b - a) / (b - a).length_squared().max(1e-12)).clamp(0.0, 1.0);
                    p.distance(a + (b - a) * t)
                };
                let least = (0..places.len()).map(to).fold(REACH_MM, f32::min);
                let d = found[i as usize];
                assert!((d - least).abs() < 0.02 + 0.01 * least, "{d} for {least} mm at {p}");
                // Where edges fade it is exact to the eye.
                assert!(least > 20.0 || (d - least).abs() < 0.1, "{d} for {least} mm at {p}");
            }
        }
        assert!(map.distances(&[]).iter().all(|&d| d == REACH_MM));
    }
}
