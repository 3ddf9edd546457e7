//! A hairline on a head: from figures in mm and landmarks to a line of chart points.
//!
//! The line is built in the chart's polar frame about the top of the head, along the level line through the mid-frontal
//! point: the lines of clinics and of young men run level. It is moved back or forward towards the corner
//! (frontotemporal point). The corner lies above the outer corner of the eye or somewhat outside it, where it stays as
//! loss proceeds (Norwood 1975; Garg & Garg 2008 set the temple's point 50 mm below it towards the eye). Seen from
//! above, it lies behind the middle by the recess. From there the line runs over the temple's point and the hollow
//! below it to the sideburn in front of the ear.
//!
//! Lengths are measured along the skin, so that 70 mm above the glabella are 70 mm on any head.

use super::chart_raster::{ChartRaster, smooth_curve};
use super::edges::Edge;
use super::hairline::{Hairline, HairlineFigures, WIDOW_PEAK_WIDTH_MM};
use crate::ease::smoothstep;
use crate::head::Landmarks;
use glam::{Vec2, Vec3};

/// Distance between the points of a line, chart mm.
const STEP_MM: f32 = 1.5;
/// Length on which the bow depends, mm along the skin: a line of curvature 1 bows by 0.385 of it between middle and
/// corners.
const BOW_MM: f32 = 10.0;
/// Distance of the straight part of a temple's edge behind the straight way to its point, mm.
const STRAIGHT_BACK_MM: f32 = 0.5;
/// Greatest distance of a corner in front of the level line, mm along the skin: a boy's line has such corners.
const LOWEST_CORNER_MM: f32 = 14.0;

/// A hairline on a head.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Chart points from the subject's right sideburn over the forehead to the left one, mm.
    pub points: Vec<Vec2>,
    /// The line's middle: the mid-frontal point, chart mm.
    pub middle: Vec2,
    /// The corners, right and left, chart mm.
    pub corners: [Vec2; 2],
}

impl Line {
    /// The line of a plan on a head: through its control points where it has some, else built from its figures.
    pub fn of(hairline: &Hairline, landmarks: &Landmarks, map: &ChartRaster) -> Self {
        match hairline.drawn(Edge::Hairline) {
            Some(points) if points.len() >= 2 => {
                let line = resampled(&smooth_curve(&points, STEP_MM));
                let built = Self::built(&hairline.figures(), landmarks, map);
                let middle = line.iter().copied().min_by(|a, b| a.x.abs().total_cmp(&b.x.abs()));
                Self { points: line, middle: middle.unwrap_or(built.middle), corners: built.corners }
            }
            _ => Self::built(&hairline.figures(), landmarks, map),
        }
    }

    /// The line that figures ask for.
    pub fn built(figures: &HairlineFigures, landmarks: &Landmarks, map: &ChartRaster) -> Self {
        Self::with_temples(figures, &Temples::MADE, landmarks, map)
    }

    /// The line where hair grew before any was lost.
    pub fn grown(figures: &HairlineFigures, landmarks: &Landmarks, map: &ChartRaster) -> Self {
        Self::with_temples(figures, &Temples::GROWN, landmarks, map)
    }

    fn with_temples(figures: &HairlineFigures, temples: &Temples, landmarks: &Landmarks, map: &ChartRaster) -> Self {
        let middle = walk(map, map.chart_near(landmarks.glabella()).with_x(0.0), Vec2::NEG_Y, figures.height_mm);
        let side = |sign: f32| HalfLine::of(figures, temples, landmarks, map, middle, sign);
        let (right, left) = crate::par::join(|| side(-1.0), || side(1.0));
        let mut points: Vec<Vec2> = right.temple.iter().rev().chain(right.front.iter().rev()).copied().collect();
        points.extend(left.front.iter().skip(1).chain(&left.temple));
        let mut points = resampled(&points);
        let corners = [right.corner, left.corner];
        round_corners(&mut points, corners, 2.0 + 22.0 * figures.corner_roundness);
        let middle = points.iter().copied().min_by(|a, b| a.x.abs().total_cmp(&b.x.abs())).unwrap_or(middle);
        Self { points, middle, corners }
    }

    /// Outline of the area in front of the line: the line, closed far out over the face.
    pub fn face_side(&self) -> Vec<Vec2> {
        let far = 1000.0;
        let mut outline = self.points.clone();
        if let (Some(&first), Some(&last)) = (self.points.first(), self.points.last()) {
            // Past its ends the line runs straight out to the side.
            outline.extend([Vec2::new(far, last.y), Vec2::splat(far), Vec2::new(-far, far), Vec2::new(-far, first.y)]);
        }
        outline
    }

    /// Chart point at `along_mm` from the middle along the line (mm on the skin, positive to the subject's left), and
    /// the chart direction that leads back from the line there.
    pub fn at(&self, along_mm: f32, map: &ChartRaster) -> (Vec2, Vec2) {
        let start = self.points.iter().position(|&p| p == self.middle).unwrap_or(self.points.len() / 2);
        let mut at = start;
        let mut left = along_mm.abs();
        loop {
            let next = if along_mm < 0.0 { at.checked_sub(1) } else { Some(at + 1).filter(|&n| n < self.points.len()) };
            let Some(next) = next else { break };
            left -= map.point_at(self.points[at]).distance(map.point_at(self.points[next]));
            at = next;
            if left <= 0.0 {
                break;
            }
        }
        let (a, b) = (self.points[at.saturating_sub(2)], self.points[(at + 2).min(self.points.len() - 1)]);
        // The line runs from right to left with the face on its left; back is on its right.
        let along = (b - a).try_normalize().unwrap_or(Vec2::X);
        (self.points[at], Vec2::new(along.y, -along.x))
    }
}

/// Course of a line from its corner to the sideburn, mm.
struct Temples {
    /// Distance from the corner to the temple's point, towards the eye's outer corner.
    down: f32,
    /// Distance of the temple's point behind that straight way.
    back: f32,
    /// Share of the way down over which the edge is straight before the point bulges; `None` for no straight part.
    straight: Option<f32>,
    /// Distance of the hollow below the point before the ear's upper root.
    hollow: f32,
    /// Distance of the sideburn's front edge before the tragion, at its top and 28 mm below.
    sideburn: [f32; 2],
}

impl Temples {
    /// The course of hair that grows on the young.
    const GROWN: Self = Self { down: 46.0, back: 12.0, straight: None, hollow: 24.0, sideburn: [19.0, 17.0] };
    /// The course of finished fronts. Eleven photographed heads drop 35–49 mm, nearly straight down, to a point that
    /// stands 1–5 mm forward, 33 mm behind the brow's tail; the sideburn's edge runs 27 mm before the ear.
    const MADE: Self = Self { down: 57.0, back: 28.0, straight: Some(0.5), hollow: 32.0, sideburn: [27.0, 25.0] };
}

/// One half of a line, from the middle outward.
struct HalfLine {
    front: Vec<Vec2>,
    temple: Vec<Vec2>,
    corner: Vec2,
}

impl HalfLine {
    fn of(
        figures: &HairlineFigures,
        temples: &Temples,
        landmarks: &Landmarks,
        map: &ChartRaster,
        middle: Vec2,
        sign: f32,
    ) -> Self {
        let (exocanthion, otobasion, tragion) = if sign > 0.0 {
            (landmarks.exocanthion_left(), landmarks.otobasion_left(), landmarks.tragion_left())
        } else {
            (landmarks.exocanthion_right(), landmarks.otobasion_right(), landmarks.tragion_right())
        };
        // Half of the widest natural difference to each side: 5 mm in height, 8 mm along.
        let unlike = (1.0 - figures.symmetry) * sign * 0.5;
        let recess_mm = figures.recess_mm + 5.0 * unlike;
        let reach_mm = exocanthion.x.abs() + figures.corner_out_mm - 8.0 * unlike;
        let height_mm = map.point_at(middle).y;
        let ring = |turn_rad: f32, back_mm: f32| {
            let (sin, cos) = libm::sincosf(turn_rad);
            let out = Vec2::new(sin * sign, cos);
            // The level line is as high as the middle. Heights fall outward, so bisection finds it.
            let (mut near, mut far) = (0.0_f32, 2.0 * middle.length());
            for _ in 0..14 {
                let half = 0.5 * (near + far);
                if map.point_at(out * half).y > height_mm { near = half } else { far = half }
            }
            walk(map, out * near, Vec2::NEG_Y, back_mm)
        };
        // The corner stands above the eye's outer corner, however far back the recess lies.
        let mut turn_rad = 0.2_f32;
        while turn_rad < 1.5 && map.point_at(ring(turn_rad, 0.0)).x.abs() < reach_mm {
            turn_rad += 0.01;
        }
        // Seen from above, the corner lies behind the middle by the recess. The level line itself falls back as the
        // forehead curves, so only the rest is walked along the skin, in either direction.
        let corner_z_mm = map.point_at(middle).z - recess_mm;
        let (mut fore_mm, mut back_mm) = (-LOWEST_CORNER_MM, 120.0_f32);
        for _ in 0..12 {
            let half = 0.5 * (fore_mm + back_mm);
            if map.point_at(ring(turn_rad, half)).z > corner_z_mm { fore_mm = half } else { back_mm = half }
        }
        let back_mm = 0.5 * (fore_mm + back_mm);
        let corner = ring(turn_rad, back_mm);
        // Convex lines stay forward longer between middle and corner.
        let power = 2.0 * libm::exp2f(1.2 * figures.curvature);
        let length_mm = map.point_at(middle).distance(map.point_at(corner)).max(1.0);
        let steps = 24;
        let front = (0..=steps)
            .map(|k| {
                let t = k as f32 / steps as f32;
                let side_mm = t * length_mm;
                let peak = 1.0 - smoothstep(0.0, WIDOW_PEAK_WIDTH_MM * 0.5, side_mm);
                let bow = BOW_MM * figures.curvature * t * t * (1.0 - t * t * t * t);
                ring(turn_rad * t, back_mm * libm::powf(t, power) + bow - figures.widow_peak_mm * peak)
            })
            .collect();
        let corner_place = map.point_at(corner);
        let towards_eye = (exocanthion - corner_place).try_normalize().unwrap_or(Vec3::NEG_Y);
        let forward_mm = figures.temple_forward_mm - temples.back;
        let peak = corner_place + towards_eye * temples.down + Vec3::new(0.0, 0.0, forward_mm);
        let straight = temples.straight.map(|t| corner_place.lerp(peak, t) - Vec3::new(0.0, 0.0, STRAIGHT_BACK_MM));
        let hollow = Vec3::new(otobasion.x, otobasion.y * 0.7 + peak.y * 0.3, otobasion.z + temples.hollow);
        let sideburn = tragion + Vec3::new(0.0, 6.0, temples.sideburn[0]);
        let below = tragion + Vec3::new(0.0, -22.0, temples.sideburn[1]);
        let places = straight.into_iter().chain([peak, hollow, sideburn, below]);
        let nodes: Vec<Vec2> = std::iter::once(corner).chain(places.map(|place| map.chart_near(place))).collect();
        Self { front, temple: smooth_curve(&nodes, STEP_MM), corner }
    }
}

/// Chart point reached from `from` by walking `length_mm` along the skin in a chart direction; negative walks
/// backwards.
pub fn walk(map: &ChartRaster, from: Vec2, direction: Vec2, length_mm: f32) -> Vec2 {
    let step = direction.try_normalize().unwrap_or(Vec2::Y) * if length_mm < 0.0 { -1.0 } else { 1.0 };
    let (mut at, mut left) = (from, length_mm.abs());
    let mut place = map.point_at(at);
    // The chart spans a few hundred mm, which bounds the steps.
    for _ in 0..600 {
        let next = at + step;
        let next_place = map.point_at(next);
        let done = place.distance(next_place).max(1e-3);
        if done >= left {
            return at + step * (left / done);
        }
        left -= done;
        (at, place) = (next, next_place);
    }
    at
}

/// The line with its points about [`STEP_MM`] apart.
fn resampled(points: &[Vec2]) -> Vec<Vec2> {
    let Some(&first) = points.first() else { return Vec::new() };
    let mut out = vec![first];
    let mut left = STEP_MM;
    for pair in points.windows(2) {
        let length = pair[0].distance(pair[1]);
        while left <= length {
            out.push(pair[0].lerp(pair[1], left / length));
            left += STEP_MM;
        }
        left -= length;
    }
    out.extend(points.last());
    out
}

/// Smooths a line with the kernel (1, 2, 1): near its corners over about `radius_mm`, and a little everywhere.
fn round_corners(points: &mut [Vec2], corners: [Vec2; 2], radius_mm: f32) {
    let rounds = (2.0 * (radius_mm / STEP_MM) * (radius_mm / STEP_MM)) as usize;
    let weight: Vec<f32> = points
        .iter()
        .map(|p| {
            let near = corners.iter().map(|c| c.distance(*p)).fold(f32::INFINITY, f32::min);
            smoothstep(radius_mm * 4.0, radius_mm * 2.0, near)
        })
        .collect();
    for round in 0..rounds {
        let mut before = points[0];
        for i in 1..points.len().saturating_sub(1) {
            let here = points[i];
            let mean = (before + points[i + 1]) * 0.25 + here * 0.5;
            points[i] = here.lerp(mean, if round < 4 { 1.0 } else { weight[i] });
            before = here;
        }
    }
}
