//! The head's chart as a raster: where on the skin a chart point lies, and distances along the skin from it.
//!
//! Everything that a plan draws (hairline, scars, strokes, outlines) is given in chart mm, and the chart stretches away
//! from the top of the head, by a quarter at the forehead's corners. So each node of a raster knows its place on the head,
//! and a distance is measured between places, not between chart points: 10 mm of fade are 10 mm of skin everywhere.
//!
//! Frame: chart mm (x to the subject's left, y towards the face) and head frame mm. Chords stand for arcs: over the
//! 40 mm that distances reach, on radii of 85 mm, they differ by 1 %.

use crate::head::Head;
use glam::{Vec2, Vec3};
use rayon::prelude::*;

/// Distance between nodes, mm. Edges wander by millimetres and fade over more: what is finer is left to the sites.
pub const NODE_MM: f32 = 2.0;
/// Distances beyond this are all the same, mm: nothing fades over more.
pub const REACH_MM: f32 = 80.0;

/// Places on the skin over a regular raster of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartMap {
    origin: Vec2,
    columns: usize,
    rows: usize,
    places: Vec<Vec3>,
    /// Whether a node lies on the skin itself, not on what was carried on past it.
    on_skin: Vec<bool>,
    /// Nodes at which distances are worked out.
    wanted: Vec<bool>,
}

impl ChartMap {
    /// The raster over all of a head that lies within `reach_mm` of the chart's origin.
    pub fn new(head: &Head, reach_mm: f32) -> Self {
        let columns = (2.0 * reach_mm / NODE_MM) as usize + 1;
        let mut map = Self {
            origin: Vec2::splat(-reach_mm),
            columns,
            rows: columns,
            places: vec![Vec3::NAN; columns * columns],
            on_skin: Vec::new(),
            wanted: vec![true; columns * columns],
        };
        let (chart, positions) = (&head.maps.chart, head.mesh.positions());
        for t in head.mesh.triangles() {
            let corners = t.map(|v| v as usize);
            // An ear folds the chart: its outside would hide the skin that the chart means.
            if corners.iter().any(|&v| head.maps.ears.get(v).is_some_and(|&e| e > 0.5)) {
                continue;
            }
            map.cover(corners.map(|v| chart[v]), corners.map(|v| positions[v]));
        }
        map.on_skin = map.places.iter().map(|p| p.is_finite()).collect();
        map.close_holes();
        map
    }

    /// Writes the places of the nodes inside one triangle.
    fn cover(&mut self, chart: [Vec2; 3], places: [Vec3; 3]) {
        let [a, b, c] = chart.map(|p| (p - self.origin) / NODE_MM);
        let area = (b - a).perp_dot(c - a);
        let (lo, hi) = (a.min(b).min(c).ceil(), a.max(b).max(c));
        // A triangle across the chart's far rim spans everything: it is no place.
        if area.abs() < 1e-6 || !(hi - lo).is_finite() || (hi - lo).max_element() > 20.0 {
            return;
        }
        let mut y = lo.y.max(0.0);
        while y <= hi.y && y < self.rows as f32 {
            let mut x = lo.x.max(0.0);
            while x <= hi.x && x < self.columns as f32 {
                let p = Vec2::new(x, y);
                let u = (b - p).perp_dot(c - p) / area;
                let v = (c - p).perp_dot(a - p) / area;
                let w = 1.0 - u - v;
                if u >= -1e-4 && v >= -1e-4 && w >= -1e-4 {
                    let at = y as usize * self.columns + x as usize;
                    let place = places[0] * u + places[1] * v + places[2] * w;
                    // Where the surface lies twice over one node (nostrils, behind an ear) the outer one is meant.
                    if !self.places[at].is_finite() || place.length_squared() > self.places[at].length_squared() {
                        self.places[at] = place;
                    }
                }
                x += 1.0;
            }
            y += 1.0;
        }
    }

    /// Fills nodes that no triangle covers from their neighbours, ring by ring: first straight on, so that distances run
    /// smoothly over the skin's border, then with the same place.
    fn close_holes(&mut self) {
        let mut open: Vec<usize> = (0..self.places.len()).filter(|&i| !self.places[i].is_finite()).collect();
        let mut ring = 0;
        while !open.is_empty() {
            let onward = if ring < 3 { 0.9 } else { 0.0 };
            ring += 1;
            let filled: Vec<(usize, Vec3)> = open
                .iter()
                .filter_map(|&i| {
                    let (x, y) = (i % self.columns, i / self.columns);
                    let (mut sum, mut n) = (Vec3::ZERO, 0.0);
                    for (dx, dy) in [(-1_isize, 0_isize), (1, 0), (0, -1), (0, 1)] {
                        let near = self.node(x as isize + dx, y as isize + dy);
                        let far = self.node(x as isize + 2 * dx, y as isize + 2 * dy);
                        if let Some(near) = near {
                            sum += far.map_or(near, |far| near + (near - far) * onward);
                            n += 1.0;
                        }
                    }
                    (n > 0.0).then(|| (i, sum / n))
                })
                .collect();
            if filled.is_empty() {
                return;
            }
            for &(i, place) in &filled {
                self.places[i] = place;
            }
            open.retain(|&i| !self.places[i].is_finite());
        }
    }

    fn node(&self, x: isize, y: isize) -> Option<Vec3> {
        let inside = x >= 0 && y >= 0 && (x as usize) < self.columns && (y as usize) < self.rows;
        inside.then(|| self.places[y as usize * self.columns + x as usize]).filter(|p| p.is_finite())
    }

    /// Restricts [`ChartMap::distances`] to some nodes: the others stay infinitely far but where the line runs.
    pub fn restrict(&mut self, wanted: Vec<bool>) {
        if wanted.len() == self.wanted.len() {
            self.wanted = wanted;
        }
    }

    /// Whether node `i` lies on the skin itself.
    pub fn on_skin(&self, i: usize) -> bool {
        self.on_skin[i]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Chart point of node `i`, mm.
    pub fn chart(&self, i: usize) -> Vec2 {
        self.origin + Vec2::new((i % self.columns) as f32, (i / self.columns) as f32) * NODE_MM
    }

    /// Places of all nodes, head frame, mm, row by row.
    pub fn places(&self) -> &[Vec3] {
        &self.places
    }

    /// The nodes of `mask` and those within `rings` nodes of them.
    pub fn grown(&self, mask: &[bool], rings: usize) -> Vec<bool> {
        let mut out = mask.to_vec();
        for _ in 0..rings {
            let before = out.clone();
            for i in 0..out.len() {
                let near = [i.wrapping_sub(1), i + 1, i.wrapping_sub(self.columns), i + self.columns];
                out[i] = before[i] || near.iter().any(|&j| before.get(j) == Some(&true));
            }
        }
        out
    }

    /// The four nodes about a chart point and their weights.
    pub fn corners(&self, chart: Vec2) -> ([usize; 4], [f32; 4]) {
        let limit = Vec2::new(self.columns as f32 - 1.001, self.rows as f32 - 1.001);
        let p = ((chart - self.origin) / NODE_MM).max(Vec2::ZERO).min(limit);
        let (x, y) = (p.x as usize, p.y as usize);
        let (fx, fy) = (p.x - x as f32, p.y - y as f32);
        let i = y * self.columns + x;
        (
            [i, i + 1, i + self.columns, i + self.columns + 1],
            [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy],
        )
    }

    /// The nodes about all points between two corners of the chart: first and last column, first and last row.
    pub fn nodes_about(&self, low: Vec2, high: Vec2) -> [usize; 4] {
        let limit = Vec2::new(self.columns as f32 - 1.001, self.rows as f32 - 1.001);
        let [low, high] = [low, high].map(|p| ((p - self.origin) / NODE_MM).max(Vec2::ZERO).min(limit));
        [low.x as usize, high.x as usize + 1, low.y as usize, high.y as usize + 1]
    }

    /// The number of the node in a column and a row.
    pub fn node_at(&self, column: usize, row: usize) -> usize {
        row * self.columns + column
    }

    /// The place of a chart point, head frame, mm.
    pub fn place(&self, chart: Vec2) -> Vec3 {
        let (nodes, weights) = self.corners(chart);
        nodes.iter().zip(weights).fold(Vec3::ZERO, |sum, (&i, w)| sum + self.places[i] * w)
    }

    /// The node whose place is nearest to `place`, as a chart point: good to half a node.
    pub fn chart_near(&self, place: Vec3) -> Vec2 {
        let (mut least, mut best) = (f32::INFINITY, None);
        for (i, (p, on_skin)) in self.places.iter().zip(&self.on_skin).enumerate() {
            let d2 = p.distance_squared(place);
            // The first of equally near ones.
            if d2 < least && *on_skin {
                (least, best) = (d2, Some(i));
            }
        }
        best.map_or(Vec2::ZERO, |i| self.chart(i))
    }

    /// Distance of every wanted node to a line of chart points, mm along the skin (a chord, where it is far), at most
    /// [`REACH_MM`].
    ///
    /// A vector distance transform (Danielsson 1980): each node inherits its neighbours' nearest segment, in two sweeps. Near
    /// the line it is exact, far from it within a percent.
    pub fn distances(&self, line: &[Vec2]) -> Vec<f32> {
        let places: Vec<Vec3> = line.iter().map(|&p| self.place(p)).collect();
        let mut nearest = vec![u32::MAX; self.places.len()];
        let mut out = vec![f32::INFINITY; self.places.len()];
        let (columns, rows) = (self.columns, self.rows);
        let squared = |i: usize, k: u32| {
            let k = k as usize;
            let a = places[k];
            let along = places.get(k + 1).map_or(Vec3::ZERO, |&b| b - a);
            let d = self.places[i] - a;
            let t = (d.dot(along) / along.length_squared().max(1e-12)).clamp(0.0, 1.0);
            (d - along * t).length_squared()
        };
        // Seeds: the nodes about every point.
        for (k, &p) in line.iter().enumerate() {
            for i in self.corners(p).0 {
                for segment in [k.saturating_sub(1), k] {
                    let d2 = squared(i, segment as u32);
                    if d2 < out[i] {
                        (out[i], nearest[i]) = (d2, segment as u32);
                    }
                }
            }
        }
        let last = line.len().saturating_sub(1) as u32;
        let mut inherit = |i: usize, j: usize| {
            let k = nearest[j];
            if k == u32::MAX || k == nearest[i] || out[j] > REACH_MM * REACH_MM {
                return;
            }
            let d2 = squared(i, k);
            // A neighbour's segment that is worse by far will not have the better one beside it.
            if d2 > out[i] * 1.2 + 40.0 {
                return;
            }
            for (segment, d2) in [(k, d2), (k.saturating_sub(1), -1.0), ((k + 1).min(last), -1.0)] {
                let d2 = if d2 < 0.0 { squared(i, segment) } else { d2 };
                if d2 < out[i] {
                    (out[i], nearest[i]) = (d2, segment);
                }
            }
        };
        for y in 0..rows {
            for x in 0..columns {
                let i = y * columns + x;
                if !self.wanted[i] {
                    continue;
                }
                if y > 0 {
                    inherit(i, i - columns);
                    if x > 0 {
                        inherit(i, i - columns - 1);
                    }
                    if x + 1 < columns {
                        inherit(i, i - columns + 1);
                    }
                }
                if x > 0 {
                    inherit(i, i - 1);
                }
            }
            for x in (0..columns.saturating_sub(1)).rev() {
                if self.wanted[y * columns + x] {
                    inherit(y * columns + x, y * columns + x + 1);
                }
            }
        }
        for y in (0..rows).rev() {
            for x in (0..columns).rev() {
                let i = y * columns + x;
                if !self.wanted[i] {
                    continue;
                }
                if y + 1 < rows {
                    inherit(i, i + columns);
                    if x > 0 {
                        inherit(i, i + columns - 1);
                    }
                    if x + 1 < columns {
                        inherit(i, i + columns + 1);
                    }
                }
                if x + 1 < columns {
                    inherit(i, i + 1);
                }
            }
            for x in 1..columns {
                if self.wanted[y * columns + x] {
                    inherit(y * columns + x, y * columns + x - 1);
                }
            }
        }
        out.iter_mut().for_each(|d| *d = d.sqrt().min(REACH_MM));
        out
    }

    /// Whether each node lies inside a closed outline of chart points (even–odd).
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

    /// Signed distance of every node to a closed outline, mm along the skin: positive inside.
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

/// A smooth curve through `points`: centripetal enough for hand-set points (uniform Catmull–Rom, tangents shortened
/// where neighbours are unequal), in steps of at most `step_mm`.
pub fn smooth_curve(points: &[Vec2], step_mm: f32) -> Vec<Vec2> {
    let n = points.len();
    if n < 3 {
        return points.to_vec();
    }
    let tangent = |i: usize| {
        let (before, after) = (points[i.saturating_sub(1)], points[(i + 1).min(n - 1)]);
        let (a, b) = ((points[i] - before).length(), (after - points[i]).length());
        let (a, b) = (a.max(1e-3), b.max(1e-3));
        // Finite differences of the curve by length, as a direction a unit of length.
        if i == 0 || i == n - 1 {
            (after - before) / (a.max(b))
        } else {
            ((points[i] - before) / a * b + (after - points[i]) / b * a) / (a + b)
        }
    };
    let mut out = vec![points[0]];
    for i in 0..n - 1 {
        let (p, q) = (points[i], points[i + 1]);
        let length = (q - p).length();
        let (m, k) = (tangent(i) * length, tangent(i + 1) * length);
        let steps = (length / step_mm) as usize + 1;
        for s in 1..=steps {
            let t = s as f32 / steps as f32;
            let (t2, t3) = (t * t, t * t * t);
            out.push(
                p * (2.0 * t3 - 3.0 * t2 + 1.0) + m * (t3 - 2.0 * t2 + t) + q * (3.0 * t2 - 2.0 * t3) + k * (t3 - t2),
            );
        }
    }
    out
}

/// 0 below `from`, 1 above `to`, smooth between (cubic); also for `from > to`.
pub fn smoothstep(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
