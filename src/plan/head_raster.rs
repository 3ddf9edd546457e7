//! The parts of a placement that depend on the head alone: its chart as places, its scalp's border, its zones. Made
//! once a head, in some 20 ms.

use super::chart_raster::{ChartRaster, NODE_MM};
use super::hairline::HairlineFigures;
use super::line::Line;
use super::loss::{HeadMeasures, NodeOnHead};
use super::zones::ZoneName;
use crate::ease::smoothstep;
use crate::head::{Head, Landmarks};
use glam::{Vec2, Vec3};

/// Reach of the raster from the top of the head, chart mm: past the nape.
const REACH_MM: f32 = 236.0;
/// Largest distance to the scalp's border that is computed, mm: the highest raise and the widest fade together.
const BORDER_REACH_MM: f32 = 125.0;

/// A head prepared for plans: the chart's raster, and what each node needs for any plan.
#[derive(Clone, Debug)]
pub struct HeadRaster {
    /// The raster of the chart.
    pub map: ChartRaster,
    /// The head's landmarks.
    pub landmarks: Landmarks,
    /// Distance of each node inside the scalp's border, mm, 0 outside and at most 125.
    pub border_mm: Vec<f32>,
    /// Nodes on the scalp or beside it: the only ones at which plans are computed.
    pub active: Vec<u32>,
    /// Values of each active node that the masks of hair loss need.
    pub scalp_nodes: Vec<NodeOnHead>,
}

impl HeadRaster {
    /// The raster of a head.
    pub fn new(head: &Head) -> Self {
        let mut map = ChartRaster::new(head, REACH_MM);
        let border_mm = border(head, &map);
        let scalp: Vec<bool> = border_mm.iter().map(|&d| d > 0.0).collect();
        let beside = map.grown(&scalp, 3);
        let active: Vec<u32> = (0..map.len() as u32).filter(|&i| beside[i as usize]).collect();
        // A hairline may run a centimetre or two off the scalp.
        map.restrict(map.grown(&scalp, 12));
        let natural_mm = behind_mm(&natural_line(&map, &head.landmarks), &map);
        let measures = HeadMeasures::new(&head.landmarks, Vec3::ZERO);
        let node = |&i: &u32| {
            let i = i as usize;
            NodeOnHead::new(&measures, map.points()[i], map.chart(i), natural_mm[i])
        };
        let scalp_nodes = active.iter().map(node).collect();
        Self { map, landmarks: head.landmarks, border_mm, active, scalp_nodes }
    }

    /// Place of the whorl on the skin: `behind_mm` behind the vertical through the ear canals along the midline, and
    /// `right_mm` to the subject's right.
    pub fn whorl(&self, behind_mm: f32, right_mm: f32) -> Vec3 {
        // The midline's point over the ear canals has z = 0: search from the front backwards.
        let mut y = 60.0_f32;
        while y > -60.0 && self.map.point_at(Vec2::new(0.0, y)).z > 0.0 {
            y -= 0.5;
        }
        let on_midline = super::line::walk(&self.map, Vec2::new(0.0, y), Vec2::NEG_Y, behind_mm);
        self.map.point_at(super::line::walk(&self.map, on_midline, Vec2::NEG_X, right_mm))
    }

    /// Distance of a chart point inside the scalp's border, mm.
    pub fn inside_mm(&self, chart: Vec2) -> f32 {
        let (at, w) = self.map.corners(chart);
        at.into_iter().zip(w).map(|(i, w)| self.border_mm[i] * w).sum()
    }

    /// Share of each zone at a node, in the order of [`ZoneName::ALL`]; the shares add up to 1.
    ///
    /// `behind_mm` is the node's distance behind the planned hairline. `soft_mm` is the width of each zone's fade; two
    /// zones merge over the mean of theirs. `crown_mm` is the distance inside the crown's drawn edge, if there is one.
    pub fn zones(
        measures: &HeadMeasures,
        at: &NodeOnHead,
        behind_mm: f32,
        soft_mm: &[f32; 6],
        crown_mm: Option<f32>,
    ) -> [f32; 6] {
        let p = at.point;
        let [of_front, of_mid, of_crown, of_temples, of_sides, of_donor] = *soft_mm;
        // A quarter of the sum is half of the mean.
        let over = |x: f32, at: f32, one_mm: f32, other_mm: f32| {
            let h = (0.25 * (one_mm + other_mm)).max(0.5);
            smoothstep(at - h, at + h, x)
        };
        // Side angle converted to mm along the skin.
        let down_mm = at.side_deg.to_radians() * measures.half_breadth_mm * 1.2;
        let crown_mm = crown_mm.unwrap_or(48.0 - p.distance(measures.whorl));
        let crown = over(crown_mm, 0.0, of_crown, of_mid);
        let low = 1.0 - over(p.y, measures.whorl.y - 26.0, of_donor, of_crown);
        let donor = low * over(-p.z, 48.0, of_donor, of_sides) * (1.0 - crown);
        let side = over(down_mm, 72.0, of_sides, of_mid) * (1.0 - donor) * (1.0 - crown);
        let temples = side * over(p.z, 4.0, of_temples, of_sides);
        let sides = side - temples;
        let top = (1.0 - donor - side - crown).max(0.0);
        let front = top * (1.0 - over(behind_mm, 40.0, of_front, of_mid)) * over(p.z, 0.0, of_front, of_mid);
        [front, top - front, crown, temples, sides, donor]
    }

    /// The zone with the largest share.
    pub fn zone(shares: &[f32; 6]) -> ZoneName {
        let mut best = 0;
        for k in 1..6 {
            if shares[k] > shares[best] {
                best = k;
            }
        }
        ZoneName::ALL[best]
    }
}

/// Distance of each node to the scalp's border along the raster, mm (a chamfer transform with lengths on the skin).
fn border(head: &Head, map: &ChartRaster) -> Vec<f32> {
    let side = (map.len() as f32).sqrt() as usize;
    // A node takes the largest value of the vertices around it, so that no speck of the mesh cuts a hole.
    let mut scalp = vec![0.0_f32; map.len()];
    for (v, &chart) in head.maps.chart.iter().enumerate() {
        let (nodes, _) = map.corners(chart);
        let p = head.mesh.positions()[v];
        for i in nodes {
            if map.points()[i].distance_squared(p) < 64.0 {
                scalp[i] = scalp[i].max(head.maps.scalp[v]);
            }
        }
    }
    // A mesh coarser than the raster leaves nodes without a vertex, or with one of a wall below: the triangle over them tells, too.
    let known: Vec<bool> = known_nodes(head, map);
    let told = |i: usize| match (map.scalp_at(i), known[i].then_some(scalp[i])) {
        (Some(between), Some(about)) => Some(between.max(about)),
        (between, about) => between.or(about),
    };
    let mut inside: Vec<Option<bool>> = (0..map.len()).map(|i| told(i).map(|s| s > 0.5)).collect();
    for _ in 0..6 {
        let before = inside.clone();
        for i in 0..inside.len() {
            if before[i].is_none() {
                let near = [i.wrapping_sub(1), i + 1, i.wrapping_sub(side), i + side];
                let votes: Vec<bool> = near.iter().filter_map(|&j| before.get(j).copied().flatten()).collect();
                if !votes.is_empty() {
                    inside[i] = Some(votes.iter().filter(|&&v| v).count() * 2 > votes.len());
                }
            }
        }
    }
    let mut out: Vec<f32> = inside.iter().map(|s| if s == &Some(true) { BORDER_REACH_MM } else { 0.0 }).collect();
    let places = map.points();
    let length = |i: usize, j: usize| {
        let d = places[i].distance(places[j]);
        if d.is_finite() { d.min(3.0 * NODE_MM) } else { NODE_MM }
    };
    for _ in 0..2 {
        for forward in [true, false] {
            for k in 0..out.len() {
                let i = if forward { k } else { out.len() - 1 - k };
                if out[i] == 0.0 {
                    continue;
                }
                let (x, y) = (i % side, i / side);
                for (dx, dy) in [(-1_isize, 0_isize), (0, -1), (-1, -1), (1, -1)] {
                    let (dx, dy) = if forward { (dx, dy) } else { (-dx, -dy) };
                    let (nx, ny) = (x as isize + dx, y as isize + dy);
                    if nx < 0 || ny < 0 || nx as usize >= side || ny as usize >= side {
                        continue;
                    }
                    let j = ny as usize * side + nx as usize;
                    let through = out[j] + length(i, j);
                    if through < out[i] {
                        out[i] = through;
                    }
                }
            }
        }
    }
    out
}

/// Mask of the nodes that have a vertex near them.
fn known_nodes(head: &Head, map: &ChartRaster) -> Vec<bool> {
    let mut known = vec![false; map.len()];
    for (v, &chart) in head.maps.chart.iter().enumerate() {
        let p = head.mesh.positions()[v];
        for i in map.corners(chart).0 {
            if map.points()[i].distance_squared(p) < 64.0 {
                known[i] = true;
            }
        }
    }
    known
}

/// The hairline before any hair was lost.
fn natural_line(map: &ChartRaster, landmarks: &Landmarks) -> Line {
    let from = map.chart_near(landmarks.glabella()).with_x(0.0);
    let to = map.chart_near(landmarks.trichion()).with_x(0.0);
    let mut height_mm = 0.0;
    let steps = 64;
    for k in 0..steps {
        let at = |k: i32| map.point_at(from.lerp(to, k as f32 / steps as f32));
        height_mm += at(k).distance(at(k + 1));
    }
    let figures = HairlineFigures {
        height_mm,
        recess_mm: 18.0,
        corner_out_mm: 2.0,
        curvature: 0.0,
        corner_roundness: 0.368,
        temple_forward_mm: 0.0,
        widow_peak_mm: 4.0,
        softness_mm: 6.0,
        irregularity: 0.6,
        symmetry: 0.6,
    };
    Line::grown(&figures, landmarks, map)
}

/// Distance behind a line at every node, mm; negative in front of it.
pub(super) fn behind_mm(line: &Line, map: &ChartRaster) -> Vec<f32> {
    let mut out = map.distances(&line.points);
    let front: Vec<Vec2> = line.face_side();
    for (d, face) in out.iter_mut().zip(map.inside(&front)) {
        if face {
            *d = -*d;
        }
    }
    out
}
