//! Ribbon: a band of skin along a line, laid flat, and laid back.
//!
//! A line on a surface has a plane twin with the same lengths and the same turns, measured in the surface (its geodesic curvature). A narrow
//! band about the line follows it flat: that band is what can be printed on film and wrapped round the head without a fold along the line.
//! Away from the line the skin's own curvature K makes the band too long by about K·d²/2 of its length at a distance d.

use super::Head;
use glam::{Vec2, Vec3};

/// Longest step on the way back to the skin, mm.
const STEP_MM: f32 = 0.5;
/// Distance of a ribbon's points, mm.
pub const POINT_MM: f32 = 2.0;

/// A line on the skin through points near it, in steps of about [`POINT_MM`].
pub fn on_skin(head: &Head, points: &[Vec3]) -> Vec<Vec3> {
    let length: f32 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let steps = (length / POINT_MM).round().max(1.0) as usize;
    let mut out = Vec::with_capacity(steps + 1);
    let mut walked = 0.0;
    let mut next = 0;
    for pair in points.windows(2) {
        let part = pair[0].distance(pair[1]);
        while next <= steps && next as f32 * length / steps as f32 <= walked + part {
            let share = (next as f32 * length / steps as f32 - walked) / part.max(1e-6);
            out.push(head.nearest(pair[0].lerp(pair[1], share.clamp(0.0, 1.0))).position);
            next += 1;
        }
        walked += part;
    }
    if next <= steps {
        out.extend(points.last().map(|&last| head.nearest(last).position));
    }
    out
}

/// A line on the skin laid flat, as it is seen from outside: mm, x along its beginning, y to its left. Lengths and turns are kept.
pub fn unrolled(head: &Head, line: &[Vec3]) -> Vec<Vec2> {
    let mut flat = vec![Vec2::ZERO];
    let mut heading = 0.0_f32;
    for (i, pair) in line.windows(2).enumerate() {
        let next = pair[1] - pair[0];
        if let Some(before) = i.checked_sub(1).map(|j| pair[0] - line[j]) {
            let normal = head.nearest(pair[0]).normal;
            heading += normal.dot(before.cross(next)).atan2(in_plane(before, normal).dot(in_plane(next, normal)));
        }
        let at = flat[i];
        flat.push(at + Vec2::from_angle(heading) * next.length());
    }
    flat
}

fn in_plane(v: Vec3, normal: Vec3) -> Vec3 {
    v - normal * normal.dot(v)
}

/// A flat line laid round a head: from a place on the skin, its first step in a direction, each further step straight on along the skin
/// after its turn. The way back from [`unrolled`].
pub fn laid(head: &Head, from: Vec3, toward: Vec3, flat: &[Vec2]) -> Vec<Vec3> {
    let mut walker = Walker::new(head, from, toward);
    let mut out = vec![walker.at.position];
    let mut before: Option<Vec2> = None;
    for pair in flat.windows(2) {
        let step = pair[1] - pair[0];
        if let Some(before) = before {
            walker.turn(before.perp_dot(step).atan2(before.dot(step)));
        }
        walker.walk(step.length());
        out.push(walker.at.position);
        before = Some(step);
    }
    out
}

/// Place `away_mm` beside a line on the skin, at a right angle to the left of `along`; negative is to its right.
pub fn beside(head: &Head, place: Vec3, along: Vec3, away_mm: f32) -> Vec3 {
    let mut walker = Walker::new(head, place, along);
    walker.turn(std::f32::consts::FRAC_PI_2.copysign(away_mm));
    walker.walk(away_mm.abs());
    walker.at.position
}

/// Somebody who walks straight on along the skin.
struct Walker<'a> {
    head: &'a Head,
    at: crate::mesh::query::SurfacePoint,
    ahead: Vec3,
}

impl<'a> Walker<'a> {
    fn new(head: &'a Head, from: Vec3, toward: Vec3) -> Self {
        let at = head.nearest(from);
        let ahead = in_plane(toward, at.normal).try_normalize().unwrap_or(at.normal.any_orthonormal_vector());
        Self { head, at, ahead }
    }

    fn turn(&mut self, angle: f32) {
        self.ahead = self.ahead * angle.cos() + self.at.normal.cross(self.ahead) * angle.sin();
    }

    fn walk(&mut self, length_mm: f32) {
        let steps = (length_mm / STEP_MM).ceil().max(1.0);
        let step = length_mm / steps;
        for _ in 0..steps as usize {
            let first = self.head.nearest(self.at.position + self.ahead * step).position - self.at.position;
            // What the skin's bend took from the step is given back.
            let ahead = first.try_normalize().unwrap_or(self.ahead);
            self.at = self.head.nearest(self.at.position + ahead * step);
            self.ahead = in_plane(self.ahead, self.at.normal).try_normalize().unwrap_or(ahead);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;

    fn length(points: &[Vec3]) -> f32 {
        points.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    /// A circle of latitude about the vertical on the test's head, as points on its skin.
    fn circle(head: &Head, y: f32, degrees: f32) -> Vec<Vec3> {
        let far = |angle: f32| {
            let out = Vec3::new(angle.sin(), 0.0, angle.cos());
            head.raycast(Vec3::new(0.0, y, 0.0) + out * 500.0, -out).unwrap().position
        };
        let points: Vec<Vec3> = (0..=60).map(|i| far((i as f32 / 60.0 - 0.5) * degrees.to_radians())).collect();
        on_skin(head, &points)
    }

    #[test]
    fn lengths_are_kept_and_the_way_back_leads_to_the_line() {
        let head = ellipsoid(120, 1.0);
        for (y, degrees) in [(40.0, 120.0), (70.0, 150.0), (10.0, 90.0)] {
            let line = circle(&head, y, degrees);
            let flat = unrolled(&head, &line);
            let on_paper: f32 = flat.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            assert!((on_paper - length(&line)).abs() < 0.1, "{on_paper} against {}", length(&line));
            let back = laid(&head, line[0], line[1] - line[0], &flat);
            let worst = line.iter().zip(&back).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
            assert!(worst < 1.0, "y {y}: {worst} mm off");
        }
    }

    #[test]
    fn a_higher_circle_bends_more_and_to_the_left() {
        let head = ellipsoid(120, 1.0);
        let turn = |y: f32| {
            let flat = unrolled(&head, &circle(&head, y, 90.0));
            let (first, last) = (flat[1] - flat[0], flat[flat.len() - 1] - flat[flat.len() - 2]);
            first.perp_dot(last).atan2(first.dot(last))
        };
        // From the client's right to the left, round the vertex above: seen from outside the circle bends to its left.
        assert!(turn(70.0) > turn(40.0) && turn(40.0) > 0.0, "{} {}", turn(70.0), turn(40.0));
    }

    #[test]
    fn beside_a_line_is_as_far_as_asked() {
        let head = ellipsoid(120, 1.0);
        let line = circle(&head, 40.0, 60.0);
        let middle = line.len() / 2;
        for away in [-12.0, 8.0] {
            let place = beside(&head, line[middle], line[middle + 1] - line[middle], away);
            let near = line.iter().map(|p| p.distance(place)).fold(f32::INFINITY, f32::min);
            assert!((near - f32::abs(away)).abs() < 0.3, "{near} for {away}");
            assert_eq!(place.y > line[middle].y, away > 0.0, "left of the way is up");
        }
    }
}
