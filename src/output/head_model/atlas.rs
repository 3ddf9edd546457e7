//! Atlas of a head: its triangles in charts, laid flat side by side in one square picture.
//!
//! A chart holds neighbours that face one of 14 directions, seen along it. Skin leans by up to 27° from it, and in folds by more, which
//! stretches texels by an eighth. Skin that other skin of its chart would cover (under the rim of an ear) gets a chart of its own. The
//! scalp, where the dots are, gets twice as many texels a millimetre as the rest.

use super::flat_triangle::for_inside;
use crate::head::drawn::DrawnVertex;
use glam::{Vec2, Vec3};
use std::collections::HashMap;

/// Texels a millimetre of the rest of the head, as a share of the scalp's.
const REST: f32 = 0.5;
/// Share of scalp from which a corner gives its triangle the scalp's texels.
const SCALP_FROM: f32 = 0.02;
/// Triangles under which a chart goes to its neighbour.
const SMALLEST: usize = 40;
/// Rounds in which triangles between two charts go to the one that surrounds them.
const ROUNDS: usize = 4;
/// Least cosines between a triangle and the direction of a chart that it goes to: by its neighbours' choice, and with its whole chart.
const LEAST_COSINE: [f32; 2] = [0.6, 0.25];
/// Cell in which covered skin is looked for, and the depth from which it counts as covered, mm.
const CELL_MM: f32 = 0.5;
const COVERED_MM: f32 = 1.0;
/// No triangle.
const NONE: u32 = u32::MAX;

/// A corner in the atlas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtlasVertex {
    /// Index of the head's vertex.
    pub like: u32,
    /// Place in the picture, texels from its upper left corner.
    pub at: Vec2,
}

/// A head's triangles over a picture.
#[derive(Clone, Debug)]
pub struct Atlas {
    /// Edge of the picture, texels.
    pub side: u32,
    /// Corners: one for each chart that a vertex lies in.
    pub vertices: Vec<AtlasVertex>,
    /// Triangles, in the head's order and sense.
    pub triangles: Vec<[u32; 3]>,
    /// Texels in a millimetre, of each triangle, seen along its chart's direction.
    pub texels_per_mm: Vec<f32>,
}

/// Triangles of a chart, and what they are seen by.
struct Chart {
    triangles: Vec<u32>,
    label: Label,
}

/// Direction of a chart, and whether it is scalp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    direction: u8,
    scalp: bool,
}

impl Atlas {
    /// An atlas of so many texels an edge; `None` where the head falls into more charts than the picture has room for.
    pub fn new(vertices: &[DrawnVertex], triangles: &[[u32; 3]], side: u32) -> Option<Self> {
        let surface = FacedTriangles::new(vertices, triangles);
        let charts = surface.charts();
        let gutter = (side / 512).max(2) as f32;
        let mut flat: Vec<FlatChart> = charts.iter().map(|chart| FlatChart::new(&surface, chart)).collect();
        flat.sort_by(|a, b| b.size.y.total_cmp(&a.size.y));
        let sizes: Vec<Vec2> = flat.iter().map(|chart| chart.size * chart.share).collect();
        let (scale, places) = packed(&sizes, side as f32, gutter)?;
        let mut out = Self {
            side,
            vertices: Vec::new(),
            triangles: vec![[0; 3]; triangles.len()],
            texels_per_mm: vec![0.0; triangles.len()],
        };
        for (chart, place) in flat.iter().zip(places) {
            let texels_per_mm = scale * chart.share;
            let mut taken: HashMap<u32, u32> = HashMap::new();
            for &t in &chart.chart.triangles {
                out.texels_per_mm[t as usize] = texels_per_mm;
                out.triangles[t as usize] = triangles[t as usize].map(|like| {
                    *taken.entry(like).or_insert_with(|| {
                        let at = place + (chart.at(vertices[like as usize].position) - chart.low) * texels_per_mm;
                        out.vertices.push(AtlasVertex { like, at });
                        out.vertices.len() as u32 - 1
                    })
                });
            }
        }
        Some(out)
    }
}

/// The directions that charts are seen along: the axes, and the corners of a cube.
fn directions() -> Vec<Vec3> {
    let steps = [-1.0, 0.0, 1.0];
    let all = steps.into_iter().flat_map(|x| steps.into_iter().flat_map(move |y| steps.map(|z| Vec3::new(x, y, z))));
    all.filter(|d| [1.0, 3.0].contains(&d.length_squared())).map(|d| d / d.length()).collect()
}

/// Triangles with their normals and neighbours.
struct FacedTriangles<'a> {
    vertices: &'a [DrawnVertex],
    triangles: &'a [[u32; 3]],
    directions: Vec<Vec3>,
    normals: Vec<Vec3>,
    neighbours: Vec<[u32; 3]>,
}

impl<'a> FacedTriangles<'a> {
    fn new(vertices: &'a [DrawnVertex], triangles: &'a [[u32; 3]]) -> Self {
        let place = |i: u32| vertices[i as usize].position;
        let normal = |t: &[u32; 3]| {
            let [a, b, c] = t.map(place);
            (b - a).cross(c - a).normalize_or(vertices[t[0] as usize].normal)
        };
        let mut edges: HashMap<[u32; 2], u32> = HashMap::with_capacity(triangles.len() * 2);
        let mut neighbours = vec![[NONE; 3]; triangles.len()];
        for (t, corners) in triangles.iter().enumerate() {
            for k in 0..3 {
                let (a, b) = (corners[k], corners[(k + 1) % 3]);
                // The other side of an edge runs the other way.
                if let Some(&other) = edges.get(&[b, a]) {
                    neighbours[t][k] = other / 3;
                    neighbours[(other / 3) as usize][(other % 3) as usize] = t as u32;
                }
                edges.insert([a, b], (3 * t + k) as u32);
            }
        }
        Self {
            vertices,
            triangles,
            directions: directions(),
            normals: triangles.iter().map(normal).collect(),
            neighbours,
        }
    }

    fn around(&self, t: u32) -> impl Iterator<Item = u32> + '_ {
        self.neighbours[t as usize].into_iter().filter(|&n| n != NONE)
    }

    fn faces(&self, t: u32, label: Label) -> f32 {
        self.normals[t as usize].dot(self.directions[usize::from(label.direction)])
    }

    fn charts(&self) -> Vec<Chart> {
        let mut labels: Vec<Label> = (0..self.triangles.len()).map(|t| self.label(t)).collect();
        for _ in 0..ROUNDS {
            for t in 0..labels.len() as u32 {
                let mut near: Vec<Label> = self.around(t).map(|n| labels[n as usize]).collect();
                near.sort_unstable();
                let twice = near.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
                if let Some(label) = twice.filter(|&label| self.faces(t, label) > LEAST_COSINE[0]) {
                    labels[t as usize] = label;
                }
            }
        }
        for group in self.connected(&labels).into_iter().filter(|group| group.len() < SMALLEST) {
            let own = labels[group[0] as usize];
            let mut borders: HashMap<u8, usize> = HashMap::new();
            for label in group.iter().flat_map(|&t| self.around(t)).map(|n| labels[n as usize]) {
                if label != own && label.scalp == own.scalp {
                    *borders.entry(label.direction).or_default() += 1;
                }
            }
            let fits =
                |direction: u8| group.iter().all(|&t| self.faces(t, Label { direction, ..own }) > LEAST_COSINE[1]);
            let best = borders.into_iter().filter(|&(d, _)| fits(d)).max_by_key(|&(d, count)| (count, d));
            if let Some((direction, _)) = best {
                group.iter().for_each(|&t| labels[t as usize] = Label { direction, ..own });
            }
        }
        let mut waiting = self.connected(&labels);
        let mut charts = Vec::new();
        while let Some(triangles) = waiting.pop() {
            let label = labels[triangles[0] as usize];
            let covered = self.covered(&triangles, label);
            if covered.iter().any(|&covered| covered) && !covered.iter().all(|&covered| covered) {
                let part = |of: bool| triangles.iter().zip(&covered).filter(move |(_, c)| **c == of).map(|(&t, _)| t);
                waiting.push(part(true).collect());
                charts.push(Chart { triangles: part(false).collect(), label });
            } else {
                charts.push(Chart { triangles, label });
            }
        }
        charts
    }

    fn label(&self, t: usize) -> Label {
        let facing = |d: &Vec3| self.normals[t].dot(*d);
        let best = (0..self.directions.len())
            .max_by(|&a, &b| facing(&self.directions[a]).total_cmp(&facing(&self.directions[b])));
        let scalp = self.triangles[t].iter().any(|&v| self.vertices[v as usize].maps[0] > SCALP_FROM);
        Label { direction: best.unwrap_or(0) as u8, scalp }
    }

    /// Groups of neighbours with equal labels.
    fn connected(&self, labels: &[Label]) -> Vec<Vec<u32>> {
        let mut seen = vec![false; labels.len()];
        let mut groups = Vec::new();
        for first in 0..labels.len() as u32 {
            if std::mem::replace(&mut seen[first as usize], true) {
                continue;
            }
            let mut group = vec![first];
            let mut next = 0;
            while let Some(&t) = group.get(next) {
                next += 1;
                for n in self.around(t).filter(|&n| labels[n as usize] == labels[t as usize]) {
                    if !std::mem::replace(&mut seen[n as usize], true) {
                        group.push(n);
                    }
                }
            }
            groups.push(group);
        }
        groups
    }

    /// Triangles of a chart that others of it cover, seen along its direction.
    fn covered(&self, chart: &[u32], label: Label) -> Vec<bool> {
        let direction = self.directions[usize::from(label.direction)];
        let (across, up) = direction.any_orthonormal_pair();
        let mut top: HashMap<[i32; 2], (f32, usize)> = HashMap::new();
        let mut out = vec![false; chart.len()];
        for (i, &t) in chart.iter().enumerate() {
            let corners = self.triangles[t as usize].map(|v| self.vertices[v as usize].position);
            let flat = corners.map(|p| Vec2::new(p.dot(across), p.dot(up)) / CELL_MM);
            let depths = corners.map(|p| p.dot(direction));
            for_inside(flat, |cell, weights| {
                let depth: f32 = depths.iter().zip(weights.to_array()).map(|(d, w)| d * w).sum();
                let there = top.entry(cell).or_insert((depth, i));
                if depth > there.0 + COVERED_MM {
                    out[there.1] = true;
                    *there = (depth, i);
                } else if depth < there.0 - COVERED_MM {
                    out[i] = true;
                } else if depth > there.0 {
                    *there = (depth, i);
                }
            });
        }
        out
    }
}

/// A chart laid flat.
struct FlatChart<'a> {
    chart: &'a Chart,
    axes: [Vec3; 2],
    low: Vec2,
    /// Width and height, mm.
    size: Vec2,
    /// Texels a millimetre, as a share of the scalp's.
    share: f32,
}

impl<'a> FlatChart<'a> {
    fn new(surface: &FacedTriangles<'_>, chart: &'a Chart) -> Self {
        let (a, b) = surface.directions[usize::from(chart.label.direction)].any_orthonormal_pair();
        let share = if chart.label.scalp { 1.0 } else { REST };
        let mut out = Self { chart, axes: [a, b], low: Vec2::ZERO, size: Vec2::ZERO, share };
        let corners = chart.triangles.iter().flat_map(|&t| surface.triangles[t as usize]);
        let places: Vec<Vec3> = corners.map(|v| surface.vertices[v as usize].position).collect();
        let bounds = |axes: [Vec3; 2]| {
            let flat = places.iter().map(|p| Vec2::new(p.dot(axes[0]), p.dot(axes[1])));
            flat.fold((Vec2::INFINITY, Vec2::NEG_INFINITY), |(low, high), p| (low.min(p), high.max(p)))
        };
        let (low, high) = bounds(out.axes);
        // Charts lie on their longer side.
        if high.x - low.x < high.y - low.y {
            out.axes = [b, -a];
        }
        let (low, high) = bounds(out.axes);
        (out.low, out.size) = (low, high - low);
        out
    }

    fn at(&self, p: Vec3) -> Vec2 {
        Vec2::new(p.dot(self.axes[0]), p.dot(self.axes[1]))
    }
}

/// The largest scale at which boxes fit into a square on shelves, and their corners; `sizes` fall in height.
fn packed(sizes: &[Vec2], side: f32, gutter: f32) -> Option<(f32, Vec<Vec2>)> {
    let area: f32 = sizes.iter().map(|size| size.x * size.y).sum();
    let (mut low, mut high) = (0.0, side / area.max(1e-6).sqrt());
    let mut best = None;
    for _ in 0..24 {
        let scale = 0.5 * (low + high);
        match shelves(sizes, scale, side, gutter) {
            Some(places) => (low, best) = (scale, Some((scale, places))),
            None => high = scale,
        }
    }
    best
}

fn shelves(sizes: &[Vec2], scale: f32, side: f32, gutter: f32) -> Option<Vec<Vec2>> {
    let (mut at, mut shelf) = (Vec2::ZERO, 0.0_f32);
    let mut places = Vec::with_capacity(sizes.len());
    for size in sizes {
        let size = (*size * scale).ceil() + 2.0 * gutter;
        if at.x + size.x > side {
            at = Vec2::new(0.0, at.y + shelf);
            shelf = 0.0;
        }
        shelf = shelf.max(size.y);
        if size.x > side || at.y + size.y > side {
            return None;
        }
        places.push(at + gutter);
        at.x += size.x;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ball that is scalp above its middle.
    fn ball() -> (Vec<DrawnVertex>, Vec<[u32; 3]>) {
        let head = crate::field::testing::ellipsoid(60, 1.0);
        let vertices = head.mesh.positions().iter().zip(head.mesh.normals()).map(|(&position, &normal)| DrawnVertex {
            position,
            normal,
            maps: [if position.y > 0.0 { 1.0 } else { 0.0 }, 0.0, 0.0, 0.0],
            ..DrawnVertex::default()
        });
        (vertices.collect(), head.mesh.triangles().to_vec())
    }

    #[test]
    fn every_triangle_lies_in_the_picture_and_no_two_share_a_texel() {
        let (vertices, triangles) = ball();
        let atlas = Atlas::new(&vertices, &triangles, 512).unwrap();
        assert_eq!(atlas.triangles.len(), triangles.len());
        let mut taken: HashMap<[i32; 2], usize> = HashMap::new();
        let mut shared = 0;
        for (t, corners) in atlas.triangles.iter().enumerate() {
            assert_eq!(corners.map(|v| atlas.vertices[v as usize].like), triangles[t]);
            let flat = corners.map(|v| atlas.vertices[v as usize].at);
            assert!(flat.iter().all(|p| p.cmpge(Vec2::splat(2.0)).all() && p.cmple(Vec2::splat(510.0)).all()));
            for_inside(flat, |cell, weights| {
                // Neighbours may both hold a texel on their edge.
                let inside = weights.min_element() > 1e-3;
                if inside && taken.insert(cell, t).is_some() {
                    shared += 1;
                }
            });
        }
        assert_eq!(shared, 0);
        assert!(taken.len() > 512 * 512 / 3, "{} texels are used", taken.len());
    }

    #[test]
    fn the_scalp_gets_twice_the_texels_and_nothing_is_stretched_much() {
        let (vertices, triangles) = ball();
        let atlas = Atlas::new(&vertices, &triangles, 512).unwrap();
        let densest = atlas.texels_per_mm.iter().copied().fold(0.0, f32::max);
        for (t, corners) in atlas.triangles.iter().enumerate() {
            let [a, b, c] = triangles[t].map(|v| vertices[v as usize].position);
            let flat = corners.map(|v| atlas.vertices[v as usize].at);
            let on_skin = (b - a).cross(c - a).length();
            if on_skin < 1e-3 {
                continue;
            }
            let in_picture = (flat[1] - flat[0]).perp_dot(flat[2] - flat[0]).abs();
            let share = in_picture / on_skin / atlas.texels_per_mm[t].powi(2);
            assert!(share > 0.55 && share < 1.001, "{share}");
            let scalp = triangles[t].iter().all(|&v| vertices[v as usize].maps[0] > 0.0);
            assert!(!scalp || atlas.texels_per_mm[t] == densest);
        }
        let least = atlas.texels_per_mm.iter().copied().fold(f32::INFINITY, f32::min);
        assert!((least / densest - REST).abs() < 1e-3);
    }

    #[test]
    fn skin_under_other_skin_of_its_chart_gets_a_chart_of_its_own() {
        // Two sheets that face up, one over the other, joined at one side by a slope that faces up, too.
        let at = |x: f32, y: f32, z: f32| DrawnVertex { position: Vec3::new(x, y, z), ..DrawnVertex::default() };
        let mut vertices = Vec::new();
        // A ramp like half a turn of a screw.
        for i in 0..=72 {
            let (sin, cos) = (i as f32 * 0.1222).sin_cos();
            vertices.extend([at(10.0 * cos, 0.05 * i as f32, 10.0 * sin), at(20.0 * cos, 0.05 * i as f32, 20.0 * sin)]);
        }
        let triangles: Vec<[u32; 3]> =
            (0..72).flat_map(|i| [[2 * i, 2 * i + 2, 2 * i + 1], [2 * i + 1, 2 * i + 2, 2 * i + 3]]).collect();
        let surface = FacedTriangles::new(&vertices, &triangles);
        let up: Vec<bool> = surface.normals.iter().map(|n| n.y.abs() > 0.9).collect();
        assert!(up.iter().all(|&up| up), "the ramp is flat");
        assert!(surface.charts().len() >= 2);
    }
}
