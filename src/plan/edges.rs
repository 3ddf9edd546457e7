//! The edges of what is treated, other than the hairline: as measures, or as control points drawn on the head; and the
//! control points of any edge, with what its other half mirrors.
//!
//! Places are chart mm (x to the client's left, y towards the face, origin at the top of the head).

use super::ground::Ground;
use super::line::{Line, walk};
use super::region::{ChartMap, smooth_curve};
use super::{Hairline, Plan};
use glam::Vec2;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Edges of the treated area other than the hairline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Edges {
    /// Width of the fade at the sideburns, mm.
    #[schemars(range(min = 0.5, max = 40.0))]
    pub sideburn_softness_mm: f32,
    /// Width of the fade at the nape, mm.
    #[schemars(range(min = 0.5, max = 60.0))]
    pub nape_softness_mm: f32,
    /// How far above the scalp's own border the work ends before the ears, mm: 0 follows it, more shortens the sideburns.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub sideburn_raise_mm: f32,
    /// How far above the scalp's own border the work ends at the nape, mm.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub nape_raise_mm: f32,
    /// How far dots run on into existing hair all round, thinning out, mm (practitioners blend over 10–20).
    #[schemars(range(min = 0.0, max = 60.0))]
    pub blend_mm: f32,
    /// Control points below which the work ends at the nape, in chart mm, from the client's right to left: they replace
    /// `nape_raise_mm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nape_points: Option<Vec<[f32; 2]>>,
    /// Control points below which the work ends before the client's left ear, in chart mm, in either order: they replace
    /// `sideburn_raise_mm` there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sideburn_left_points: Option<Vec<[f32; 2]>>,
    /// The same before the right ear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sideburn_right_points: Option<Vec<[f32; 2]>>,
    /// Control points round the crown, in chart mm: inside is the crown's zone, and dots fill what hair leaves there,
    /// thinning out over `blend_mm` beyond, whatever the stage of hair loss says of the crown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crown_points: Option<Vec<[f32; 2]>>,
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            sideburn_softness_mm: 12.0,
            nape_softness_mm: 20.0,
            sideburn_raise_mm: 0.0,
            nape_raise_mm: 0.0,
            blend_mm: 20.0,
            nape_points: None,
            sideburn_left_points: None,
            sideburn_right_points: None,
            crown_points: None,
        }
    }
}

/// Distance between the points of a drawn curve, chart mm.
const STEP_MM: f32 = 2.0;

/// An edge that control points can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The hairline.
    Hairline,
    /// The nape's.
    Nape,
    /// The one before the left ear.
    SideburnLeft,
    /// The one before the right ear.
    SideburnRight,
    /// The one round the crown.
    Crown,
}

impl Edge {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Hairline, Self::Nape, Self::SideburnLeft, Self::SideburnRight, Self::Crown];

    /// Its key in the plan.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hairline => "hairline.points",
            Self::Nape => "hairline.edges.nape_points",
            Self::SideburnLeft => "hairline.edges.sideburn_left_points",
            Self::SideburnRight => "hairline.edges.sideburn_right_points",
            Self::Crown => "hairline.edges.crown_points",
        }
    }

    /// Whether its last point joins its first.
    pub fn is_closed(self) -> bool {
        self == Self::Crown
    }

    /// The fewest points that draw it.
    pub fn least_points(self) -> usize {
        match self {
            Self::Hairline | Self::Crown => 3,
            _ => 2,
        }
    }
}

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

    /// The same, to be changed.
    pub fn points_of_mut(&mut self, edge: Edge) -> &mut Option<Vec<[f32; 2]>> {
        match edge {
            Edge::Hairline => &mut self.points,
            Edge::Nape => &mut self.edges.nape_points,
            Edge::SideburnLeft => &mut self.edges.sideburn_left_points,
            Edge::SideburnRight => &mut self.edges.sideburn_right_points,
            Edge::Crown => &mut self.edges.crown_points,
        }
    }

    /// An edge's control points as they count, mirrored where the plan says so; none where measures decide.
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

    /// The smooth curve through an edge's control points; empty where measures decide. A ring ends where it began.
    pub fn curve(&self, edge: Edge) -> Vec<Vec2> {
        let Some(points) = self.drawn(edge) else { return Vec::new() };
        let n = points.len();
        if !edge.is_closed() || n < 3 {
            return smooth_curve(&points, STEP_MM);
        }
        // Once round from the second point and on past it at both ends, so that the curve has no corner where it closes.
        let ring: Vec<Vec2> = (0..n + 3).map(|i| points[i % n]).collect();
        let curve = smooth_curve(&ring, STEP_MM);
        let start = curve.iter().position(|&p| p == points[1]).unwrap_or(0);
        let end = curve.iter().rposition(|&p| p == points[1]).unwrap_or(curve.len() - 1);
        curve[start..=end.max(start)].to_vec()
    }
}

fn across(p: Vec2) -> Vec2 {
    Vec2::new(-p.x, p.y)
}

/// The left half of a line that runs from right to left (or of a ring) and its mirror image; the line as it is where nothing
/// of it lies on the left.
fn mirrored(points: &[Vec2], closed: bool) -> Vec<Vec2> {
    let n = points.len();
    // A ring may begin anywhere: its left half begins where it comes over from the right.
    let from = (0..n).find(|&i| closed && points[i].x >= 0.0 && points[(i + n - 1) % n].x < 0.0).unwrap_or(0);
    let left: Vec<Vec2> = (0..n).map(|i| points[(from + i) % n]).filter(|p| p.x >= 0.0).collect();
    if left.is_empty() {
        return points.to_vec();
    }
    // On the midline a point is its own image.
    let right = || left.iter().rev().filter(|p| p.x > 0.5).map(|&p| across(p));
    if closed { left.iter().copied().chain(right()).collect() } else { right().chain(left.iter().copied()).collect() }
}

/// How far each node lies inward of a line as seen from the top of the head, mm; negative outward of it. Past its ends the
/// line runs straight out.
fn inward(line: &[Vec2], map: &ChartMap) -> Vec<f32> {
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

/// As far as the raster goes from the top of the head, chart mm.
const OUT_MM: f32 = 234.0;

/// How far each node lies inside the edges that control points draw, mm, with the width over which each fades; and how far
/// inside the crown's.
pub(super) struct Drawn {
    /// Nape and sideburns.
    pub cuts: Vec<(Vec<f32>, f32)>,
    /// The crown.
    pub crown: Option<Vec<f32>>,
}

impl Drawn {
    pub(super) fn new(hairline: &Hairline, map: &ChartMap) -> Self {
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

/// Control points to begin an edge with: along the line that the plan's measures give.
pub fn suggested(plan: &Plan, edge: Edge, ground: &Ground) -> Vec<[f32; 2]> {
    let (map, hairline) = (&ground.map, &plan.hairline);
    let rim = |turn_deg: f32, raise_mm: f32| {
        let (sin, cos) = libm::sincosf(turn_deg.to_radians());
        let out = Vec2::new(sin, cos);
        // Outward from the top to the scalp's border, then back in.
        let mut at = 40.0;
        while at < 230.0 && ground.inside_mm(out * at) > 0.0 {
            at += 1.0;
        }
        walk(map, out * at, -out, raise_mm)
    };
    let edges = &hairline.edges;
    let points: Vec<Vec2> = match edge {
        Edge::Hairline => {
            let line = Line::of(hairline, &ground.marks, map);
            let middle = line.points.iter().position(|&p| p == line.middle).unwrap_or(line.points.len() / 2);
            fitting(&line.points, middle)
        }
        Edge::Nape => (-3..=3).map(|k| rim(180.0 - 16.0 * k as f32, edges.nape_raise_mm + 4.0)).collect(),
        Edge::SideburnLeft | Edge::SideburnRight => {
            let tragion = map.chart_near(ground.marks.tragion_left);
            let middle_deg = libm::atan2f(tragion.x, tragion.y).to_degrees();
            let raise_mm = edges.sideburn_raise_mm + 4.0;
            let left = [-20.0, -12.0, -4.0].map(|off| rim(middle_deg + off, raise_mm));
            left.map(|p| if edge == Edge::SideburnLeft { p } else { across(p) }).to_vec()
        }
        Edge::Crown => {
            let whorl = map.chart_near(ground.whorl(plan.head.whorl.behind_mm, plan.head.whorl.right_mm));
            let about = |k: i32| {
                let (sin, cos) = libm::sincosf(core::f32::consts::TAU * k as f32 / 8.0);
                walk(map, whorl, Vec2::new(sin, cos), 48.0)
            };
            (0..8).map(about).collect()
        }
    };
    points.into_iter().map(|p| [p.x, p.y].map(|mm| (mm * 10.0).round() / 10.0)).collect()
}

/// A curve through control points may leave the line that they stand for by this, chart mm.
const FIT_MM: f32 = 1.0;
/// So many points a hand can still tell apart.
const MOST_POINTS: usize = 21;

/// Points of a line whose smooth curve is that line: few where it runs straight, more about its corners.
fn fitting(line: &[Vec2], middle: usize) -> Vec<Vec2> {
    let last = line.len().saturating_sub(1);
    let mut chosen: Vec<usize> = [0, middle / 2, middle, (middle + last) / 2, last].to_vec();
    chosen.dedup();
    while chosen.len() < MOST_POINTS {
        let points: Vec<Vec2> = chosen.iter().map(|&i| line[i]).collect();
        let curve = smooth_curve(&points, STEP_MM);
        let off = |i: usize| {
            let to = |pair: &[Vec2]| {
                let along = pair[1] - pair[0];
                let t = ((line[i] - pair[0]).dot(along) / along.length_squared().max(1e-9)).clamp(0.0, 1.0);
                line[i].distance(pair[0] + along * t)
            };
            curve.windows(2).map(to).fold(f32::INFINITY, f32::min)
        };
        let free = (0..line.len()).filter(|i| chosen.iter().all(|c| c.abs_diff(*i) > 2));
        let worst = free.map(|i| (off(i), i)).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, i)) = worst.filter(|(off_mm, _)| *off_mm > FIT_MM) else { break };
        chosen.insert(chosen.partition_point(|&c| c < i), i);
    }
    chosen.into_iter().map(|i| line[i]).collect()
}

#[cfg(test)]
#[path = "edges_tests.rs"]
mod tests;
