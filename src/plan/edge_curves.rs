//! Curves through the control points of an edge, mirrored where the plan says so, and distances to them.
//!
//! Places are chart mm (x to the client's left, y towards the face, origin at the top of the head).

use super::chart_raster::{ChartRaster, smooth_curve};
use super::edges::Edge;
use super::hairline::Hairline;
use glam::Vec2;

/// Distance between the points of a drawn curve, chart mm.
pub(super) const STEP_MM: f32 = 2.0;

impl Hairline {
    /// An edge's control points as the plan has them.
    pub fn points_of(&self, edge: Edge) -> Option<&Vec<[f32; 2]>> {
        match edge {
            Edge::Hairline => self.points.as_ref(),
            Edge::Nape => self.edges.nape_points.as_ref(),
            Edge::SideburnLeft => self.edges.sideburn_left_points.as_ref(),
            Edge::SideburnRight => self.edges.sideburn_right_points.as_ref(),
            Edge::Crown => self.edges.crown_points.as_ref(),
        }
    }

    /// An edge's control points, mutably.
    pub fn points_of_mut(&mut self, edge: Edge) -> &mut Option<Vec<[f32; 2]>> {
        match edge {
            Edge::Hairline => &mut self.points,
            Edge::Nape => &mut self.edges.nape_points,
            Edge::SideburnLeft => &mut self.edges.sideburn_left_points,
            Edge::SideburnRight => &mut self.edges.sideburn_right_points,
            Edge::Crown => &mut self.edges.crown_points,
        }
    }

    /// An edge's control points after mirroring, where the plan says so; `None` where measures decide.
    pub fn drawn(&self, edge: Edge) -> Option<Vec<Vec2>> {
        let own = |edge| self.points_of(edge).map(|p| p.iter().map(|&p| Vec2::from_array(p)).collect::<Vec<_>>());
        if !self.mirrored {
            return own(edge);
        }
        match edge {
            Edge::SideburnRight => own(Edge::SideburnLeft).map(|points| points.into_iter().map(across).collect()),
            Edge::SideburnLeft => own(edge),
            _ => own(edge).map(|points| mirrored(&points, edge.is_closed())),
        }
    }

    /// The smooth curve through an edge's control points; empty where measures decide. A ring ends at its first point.
    pub fn curve(&self, edge: Edge) -> Vec<Vec2> {
        let Some(points) = self.drawn(edge) else { return Vec::new() };
        let n = points.len();
        if !edge.is_closed() || n < 3 {
            return smooth_curve(&points, STEP_MM);
        }
        // A ring is continued past both ends, so that the curve has no corner where it closes.
        let ring: Vec<Vec2> = (0..n + 3).map(|i| points[i % n]).collect();
        let curve = smooth_curve(&ring, STEP_MM);
        let start = curve.iter().position(|&p| p == points[1]).unwrap_or(0);
        let end = curve.iter().rposition(|&p| p == points[1]).unwrap_or(curve.len() - 1);
        curve[start..=end.max(start)].to_vec()
    }
}

/// Mirror image of a chart point.
pub(super) fn across(p: Vec2) -> Vec2 {
    Vec2::new(-p.x, p.y)
}

/// The left half of a line that runs from right to left (or of a ring), with its mirror image. A line without any part
/// on the left is returned as it is.
fn mirrored(points: &[Vec2], closed: bool) -> Vec<Vec2> {
    let n = points.len();
    // A ring may begin anywhere: its left half begins where it crosses from the right.
    let from = (0..n).find(|&i| closed && points[i].x >= 0.0 && points[(i + n - 1) % n].x < 0.0).unwrap_or(0);
    let left: Vec<Vec2> = (0..n).map(|i| points[(from + i) % n]).filter(|p| p.x >= 0.0).collect();
    if left.is_empty() {
        return points.to_vec();
    }
    // A point on the midline is its own mirror image.
    let right = || left.iter().rev().filter(|p| p.x > 0.5).map(|&p| across(p));
    if closed { left.iter().copied().chain(right()).collect() } else { right().chain(left.iter().copied()).collect() }
}

/// Distance of each node inward of a line as seen from the top of the head, mm; negative outward. Past its ends the
/// line continues straight.
fn inward(line: &[Vec2], map: &ChartRaster) -> Vec<f32> {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return vec![f32::INFINITY; map.len()] };
    let out = |p: Vec2, to_mm: f32| p * (to_mm / p.length().max(1.0)).max(1.0);
    let side = |p: Vec2| (1..=40).map(move |k| p.lerp(out(p, OUT_MM), k as f32 / 40.0));
    let mut path: Vec<Vec2> = side(first).collect();
    path.reverse();
    path.extend(line);
    path.extend(side(last));
    let mut outline = line.to_vec();
    outline.extend([out(last, 10.0 * OUT_MM), out(first, 10.0 * OUT_MM)]);
    let mut distances = map.distances(&path);
    for (d, outward) in distances.iter_mut().zip(map.inside(&outline)) {
        if outward {
            *d = -*d;
        }
    }
    distances
}

/// Reach of the raster from the top of the head, chart mm.
const OUT_MM: f32 = 234.0;

/// Distance of each node inside the edges that control points draw, mm, with the width of each fade.
pub(super) struct Drawn {
    /// Nape and sideburns: distances of the nodes, and width of the fade, mm.
    pub cuts: Vec<(Vec<f32>, f32)>,
    /// Crown: distances of the nodes.
    pub crown: Option<Vec<f32>>,
}

impl Drawn {
    /// The drawn edges of a hairline's plan, on the nodes of a head.
    pub(super) fn new(hairline: &Hairline, map: &ChartRaster) -> Self {
        let edges = &hairline.edges;
        let cut = |(edge, soft_mm): (Edge, f32)| {
            let line = hairline.curve(edge);
            (!line.is_empty()).then(|| (inward(&line, map), soft_mm))
        };
        let sideburn_mm = edges.sideburn_softness_mm;
        let cuts = [
            (Edge::Nape, edges.nape_softness_mm),
            (Edge::SideburnLeft, sideburn_mm),
            (Edge::SideburnRight, sideburn_mm),
        ];
        let crown = hairline.curve(Edge::Crown);
        let crown = (!crown.is_empty()).then(|| map.signed_distances(&crown));
        Self { cuts: cuts.into_iter().filter_map(cut).collect(), crown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrored_points_are_their_own_image() {
        let open = [[-50.0, 60.0], [0.0, 72.0], [40.0, 66.0], [70.0, 40.0]].map(Vec2::from_array);
        let line = mirrored(&open, false);
        let want = [[-70.0, 40.0], [-40.0, 66.0], [0.0, 72.0], [40.0, 66.0], [70.0, 40.0]].map(Vec2::from_array);
        assert_eq!(line, want);
        // A ring that begins on its left, in the middle of what counts.
        let ring = [[40.0, -100.0], [0.0, -130.0], [-45.0, -100.0], [0.0, -60.0]].map(Vec2::from_array);
        let turned = mirrored(&ring, true);
        let want = [[0.0, -60.0], [40.0, -100.0], [0.0, -130.0], [-40.0, -100.0]].map(Vec2::from_array);
        assert_eq!(turned, want);
        let right_only = [Vec2::new(-30.0, 1.0), Vec2::new(-10.0, 2.0)];
        assert_eq!(mirrored(&right_only, false), right_only);
    }
}
