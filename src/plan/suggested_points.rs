//! Suggested control points of an edge, along the line that the plan's measures give.
//!
//! Places are chart mm (x to the client's left, y towards the face, origin at the top of the head).

use super::Plan;
use super::chart_raster::smooth_curve;
use super::edge_curves::{STEP_MM, across};
use super::edges::Edge;
use super::head_raster::HeadRaster;
use super::line::{Line, walk};
use glam::Vec2;

/// Control points to begin an edge with, chart mm, along the line that the plan's measures give.
pub fn suggested(plan: &Plan, edge: Edge, raster: &HeadRaster) -> Vec<[f32; 2]> {
    let (map, hairline) = (&raster.map, &plan.hairline);
    let rim = |turn_deg: f32, raise_mm: f32| {
        let (sin, cos) = libm::sincosf(turn_deg.to_radians());
        let out = Vec2::new(sin, cos);
        // From the top outward to the scalp's border, then back inward.
        let mut at = 40.0;
        while at < 230.0 && raster.inside_mm(out * at) > 0.0 {
            at += 1.0;
        }
        walk(map, out * at, -out, raise_mm)
    };
    let edges = &hairline.edges;
    let points: Vec<Vec2> = match edge {
        Edge::Hairline => {
            let line = Line::of(hairline, &raster.landmarks, map);
            let middle = line.points.iter().position(|&p| p == line.middle).unwrap_or(line.points.len() / 2);
            fitting(&line.points, middle)
        }
        Edge::Nape => (-3..=3).map(|k| rim(180.0 - 16.0 * k as f32, edges.nape_raise_mm + 4.0)).collect(),
        Edge::SideburnLeft | Edge::SideburnRight => {
            let tragion = map.chart_near(raster.landmarks.tragion_left());
            let middle_deg = libm::atan2f(tragion.x, tragion.y).to_degrees();
            let raise_mm = edges.sideburn_raise_mm + 4.0;
            let left = [-20.0, -12.0, -4.0].map(|off| rim(middle_deg + off, raise_mm));
            left.map(|p| if edge == Edge::SideburnLeft { p } else { across(p) }).to_vec()
        }
        Edge::Crown => {
            let whorl = map.chart_near(raster.whorl(plan.head.whorl.behind_mm, plan.head.whorl.right_mm));
            let about = |k: i32| {
                let (sin, cos) = libm::sincosf(core::f32::consts::TAU * k as f32 / 8.0);
                walk(map, whorl, Vec2::new(sin, cos), 48.0)
            };
            (0..8).map(about).collect()
        }
    };
    points.into_iter().map(|p| [p.x, p.y].map(|mm| (mm * 10.0).round() / 10.0)).collect()
}

/// Largest deviation of a curve through control points from the line that they stand for, chart mm.
const FIT_MM: f32 = 1.0;
/// Most control points that a person can still tell apart.
const MOST_POINTS: usize = 21;

/// Points of a line whose smooth curve follows that line: few where it is straight, more near its corners.
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
#[path = "suggested_points_tests.rs"]
mod tests;
