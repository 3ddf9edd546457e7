//! The head's chart as a raster: the place on the skin of each chart point, and distances along the skin.
//!
//! All that a plan draws (hairline, scars, strokes, outlines) is given in chart mm. The chart stretches away from the
//! top of the head, by a quarter at the forehead's corners. So each node of the raster holds its place on the head, and
//! a distance is measured between places, not between chart points: 10 mm of fade are 10 mm of skin everywhere.
//!
//! Frame: chart mm (x to the subject's left, y towards the face) and head frame mm. Straight lines stand for arcs along
//! the skin: over the 40 mm that such distances reach, on radii of 85 mm, they are 1 % shorter.

use crate::head::Head;
use glam::{Vec2, Vec3};

/// Distance between nodes, mm. Edges wander by millimetres and fade over more; finer detail is computed at the sites.
pub const NODE_MM: f32 = 2.0;

/// Places on the skin over a regular raster of the chart.
#[derive(Clone, Debug)]
pub struct ChartRaster {
    pub(super) origin: Vec2,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) places: Vec<Vec3>,
    /// True for nodes on the skin itself, false for those extrapolated past it.
    on_skin: Vec<bool>,
    /// The scalp map between the corners of the triangle under each node; nothing where there is none.
    scalp: Vec<f32>,
    /// Nodes at which distances are computed.
    pub(super) wanted: Vec<bool>,
    /// Coarse nodes around the wanted ones.
    pub(super) wanted_coarse: Vec<bool>,
    /// Bounding box of the skin under each square of [`BOX`] × [`BOX`] nodes, row by row: lowest and highest corner,
    /// mm.
    boxes: Vec<[Vec3; 2]>,
}

/// Nodes along the edge of a square that a search can skip at once.
const BOX: usize = 8;

impl ChartRaster {
    /// A raster over the part of a head that lies within `reach_mm` of the chart's origin.
    pub fn new(head: &Head, reach_mm: f32) -> Self {
        let columns = (2.0 * reach_mm / NODE_MM) as usize + 1;
        let mut map = Self {
            origin: Vec2::splat(-reach_mm),
            columns,
            rows: columns,
            places: vec![Vec3::NAN; columns * columns],
            on_skin: Vec::new(),
            scalp: vec![f32::NAN; columns * columns],
            wanted: vec![true; columns * columns],
            wanted_coarse: Vec::new(),
            boxes: Vec::new(),
        };
        let (chart, positions) = (&head.maps.chart, head.mesh.positions());
        for t in head.mesh.triangles() {
            let corners = t.map(|v| v as usize);
            // An ear folds the chart: its outside would cover the skin that the chart means.
            if corners.iter().any(|&v| head.maps.ears.get(v).is_some_and(|&e| e > 0.5)) {
                continue;
            }
            let scalp = corners.map(|v| head.maps.scalp.get(v).copied().unwrap_or(0.0));
            map.cover(corners.map(|v| chart[v]), corners.map(|v| positions[v]), scalp);
        }
        map.on_skin = map.places.iter().map(|p| p.is_finite()).collect();
        map.close_holes();
        map.wanted_coarse = map.coarse_of_wanted();
        map.boxes = map.boxed();
        map
    }

    /// Bounding boxes of the skin under squares of nodes; an empty one holds no point.
    fn boxed(&self) -> Vec<[Vec3; 2]> {
        let (across, down) = (self.columns.div_ceil(BOX), self.rows.div_ceil(BOX));
        let mut out = vec![[Vec3::INFINITY; 2]; across * down];
        for i in (0..self.places.len()).filter(|&i| self.on_skin[i]) {
            let [low, high] = &mut out[i / self.columns / BOX * across + i % self.columns / BOX];
            let p = self.places[i];
            (*low, *high) = (low.min(p), if high.x.is_finite() { high.max(p) } else { p });
        }
        out
    }

    /// Writes the places of the nodes inside one triangle, and its scalp there.
    fn cover(&mut self, chart: [Vec2; 3], places: [Vec3; 3], scalp: [f32; 3]) {
        let [a, b, c] = chart.map(|p| (p - self.origin) / NODE_MM);
        let area = (b - a).perp_dot(c - a);
        let (lo, hi) = (a.min(b).min(c).ceil(), a.max(b).max(c));
        // A triangle across the chart's far rim spans everything: it is no place. Coarse heads have large ones elsewhere.
        let longest =
            places[0].distance(places[1]).max(places[1].distance(places[2])).max(places[2].distance(places[0]));
        let most = 20.0_f32.max(4.0 * longest / NODE_MM);
        if area.abs() < 1e-6 || !(hi - lo).is_finite() || (hi - lo).max_element() > most {
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
                    // Where the surface lies twice over one node (nostrils, behind an ear), the outer one counts.
                    if !self.places[at].is_finite() || place.length_squared() > self.places[at].length_squared() {
                        self.places[at] = place;
                        self.scalp[at] = scalp[0] * u + scalp[1] * v + scalp[2] * w;
                    }
                }
                x += 1.0;
            }
            y += 1.0;
        }
    }

    /// Fills nodes that no triangle covers from their neighbours, ring by ring: first by linear extrapolation, so that
    /// distances run smoothly over the skin's border, then with the neighbour's place.
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

    /// Restricts [`ChartRaster::distances`] to some nodes. The others get an infinite distance, except where the line
    /// runs.
    pub fn restrict(&mut self, wanted: Vec<bool>) {
        if wanted.len() == self.wanted.len() {
            self.wanted = wanted;
            self.wanted_coarse = self.coarse_of_wanted();
        }
    }

    /// True where node `i` lies on the skin itself.
    pub fn on_skin(&self, i: usize) -> bool {
        self.on_skin[i]
    }

    /// The scalp map at node `i`, 0–1, between the corners of the triangle under it.
    pub fn scalp_at(&self, i: usize) -> Option<f32> {
        Some(self.scalp[i]).filter(|s| s.is_finite())
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True for a raster without nodes.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Chart point of node `i`, mm.
    pub fn chart(&self, i: usize) -> Vec2 {
        self.origin + Vec2::new((i % self.columns) as f32, (i / self.columns) as f32) * NODE_MM
    }

    /// Places of all nodes, head frame, mm, row by row.
    pub fn points(&self) -> &[Vec3] {
        &self.places
    }

    /// A mask extended by the nodes within `rings` nodes of it.
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

    /// The four nodes around a chart point, and their bilinear weights.
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

    /// The node nearest to a chart point.
    pub fn nearest(&self, chart: Vec2) -> usize {
        let limit = Vec2::new(self.columns as f32 - 1.0, self.rows as f32 - 1.0);
        let p = ((chart - self.origin) / NODE_MM).max(Vec2::ZERO).min(limit) + Vec2::splat(0.5);
        p.y as usize * self.columns + p.x as usize
    }

    /// The nodes around all points between two corners of the chart: first and last column, first and last row.
    pub fn nodes_about(&self, low: Vec2, high: Vec2) -> [usize; 4] {
        let limit = Vec2::new(self.columns as f32 - 1.001, self.rows as f32 - 1.001);
        let [low, high] = [low, high].map(|p| ((p - self.origin) / NODE_MM).max(Vec2::ZERO).min(limit));
        [low.x as usize, high.x as usize + 1, low.y as usize, high.y as usize + 1]
    }

    /// The index of the node in a column and a row.
    pub fn node_at(&self, column: usize, row: usize) -> usize {
        row * self.columns + column
    }

    /// The place of a chart point, head frame, mm.
    pub fn point_at(&self, chart: Vec2) -> Vec3 {
        let (nodes, weights) = self.corners(chart);
        nodes.iter().zip(weights).fold(Vec3::ZERO, |sum, (&i, w)| sum + self.places[i] * w)
    }

    /// Chart point of the node whose place is nearest to `place`: exact to half a node.
    pub fn chart_near(&self, place: Vec3) -> Vec2 {
        let (mut least, mut best) = (f32::INFINITY, None);
        for (k, &[low, high]) in self.boxes.iter().enumerate() {
            if place.distance_squared(place.clamp(low, high)) > least {
                continue;
            }
            let (across, down) = (k % self.columns.div_ceil(BOX), k / self.columns.div_ceil(BOX));
            for y in down * BOX..self.rows.min((down + 1) * BOX) {
                let row = y * self.columns;
                for i in row + across * BOX..row + self.columns.min((across + 1) * BOX) {
                    let d2 = self.places[i].distance_squared(place);
                    // Of equally near nodes the first is taken.
                    if self.on_skin[i] && (d2 < least || (d2 == least && best.is_some_and(|b| i < b))) {
                        (least, best) = (d2, Some(i));
                    }
                }
            }
        }
        best.map_or(Vec2::ZERO, |i| self.chart(i))
    }
}

/// A smooth curve through `points`, in steps of at most `step_mm`: a uniform Catmull–Rom spline whose tangents are
/// shortened where neighbouring distances differ, so that hand-set points make no loops.
pub fn smooth_curve(points: &[Vec2], step_mm: f32) -> Vec<Vec2> {
    let n = points.len();
    if n < 3 {
        return points.to_vec();
    }
    let tangent = |i: usize| {
        let (before, after) = (points[i.saturating_sub(1)], points[(i + 1).min(n - 1)]);
        let (a, b) = ((points[i] - before).length(), (after - points[i]).length());
        let (a, b) = (a.max(1e-3), b.max(1e-3));
        // Tangents from finite differences over the chord's length.
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
