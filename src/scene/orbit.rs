//! How a hand moves the camera: turn, pan, zoom to the pointer, focus. Pure: pixels in, a camera out.

use super::camera::Camera;
use glam::{Vec2, Vec3};

/// Radians of turn for dragging across the height of the picture.
const TURN_PER_HEIGHT: f32 = 3.6;

/// The part of a window that shows the picture, in pixels or points (one unit throughout).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Left and upper corner.
    pub origin: Vec2,
    /// Width and height.
    pub size: Vec2,
}

impl Stage {
    /// A place of the window as −1…1, y up.
    pub fn ndc(&self, at: Vec2) -> Vec2 {
        let p = (at - self.origin) / self.size.max(Vec2::ONE) * 2.0 - 1.0;
        Vec2::new(p.x, -p.y)
    }

    /// Width over height.
    pub fn aspect(&self) -> f32 {
        self.size.x.max(1.0) / self.size.y.max(1.0)
    }
}

/// Turns about the target: the head follows the hand.
#[must_use]
pub fn turned(camera: Camera, drag: Vec2, stage: &Stage) -> Camera {
    let step = drag / stage.size.y.max(1.0) * TURN_PER_HEIGHT;
    let limit = 89.5_f32.to_radians();
    Camera {
        azimuth_rad: camera.azimuth_rad - step.x,
        elevation_rad: (camera.elevation_rad + step.y).clamp(-limit, limit),
        ..camera
    }
    .sane()
}

/// Moves with the hand: what is under it at the target's depth stays under it.
#[must_use]
pub fn panned(camera: Camera, drag: Vec2, stage: &Stage) -> Camera {
    let (right, up) = camera.right_up();
    let mm = camera.distance_mm * 2.0 * (camera.fov_y_rad * 0.5).tan() / stage.size.y.max(1.0);
    let target = camera.target - right * (drag.x * mm) + up * (drag.y * mm);
    Camera { target: within_reach(target), ..camera }.sane()
}

/// Comes nearer (`factor` < 1) or goes farther, keeping what is under the pointer there.
#[must_use]
pub fn zoomed(camera: Camera, factor: f32, pointer: Vec2, stage: &Stage) -> Camera {
    let next = Camera { distance_mm: camera.distance_mm * factor.clamp(0.2, 5.0), ..camera }.sane();
    let ndc = stage.ndc(pointer);
    let (right, up) = camera.right_up();
    let half = (camera.fov_y_rad * 0.5).tan();
    let offset = (right * (ndc.x * stage.aspect()) + up * ndc.y) * half;
    let target = camera.target + offset * (camera.distance_mm - next.distance_mm);
    Camera { target: within_reach(target), ..next }
}

/// Looks at a point of the surface from along its normal's side, at a distance at which `span_mm` fills the height.
#[must_use]
pub fn focused(camera: Camera, point: Vec3, span_mm: f32) -> Camera {
    let distance = span_mm / (2.0 * (camera.fov_y_rad * 0.5).tan());
    Camera { target: point, distance_mm: distance.min(camera.distance_mm), ..camera }.sane()
}

/// Part of the way from one camera to another (`share` 0–1), the short way round.
#[must_use]
pub fn between(a: Camera, b: Camera, share: f32) -> Camera {
    use std::f32::consts::{PI, TAU};
    let turn = (b.azimuth_rad - a.azimuth_rad + PI).rem_euclid(TAU) - PI;
    let mix = |x: f32, y: f32| x + (y - x) * share;
    Camera {
        azimuth_rad: a.azimuth_rad + turn * share,
        elevation_rad: mix(a.elevation_rad, b.elevation_rad),
        distance_mm: mix(a.distance_mm.ln(), b.distance_mm.ln()).exp(),
        target: a.target.lerp(b.target, share),
        fov_y_rad: mix(a.fov_y_rad, b.fov_y_rad),
        lens: b.lens,
    }
    .sane()
}

/// A hand on a pointer that turns and zooms: what any toolkit tells of its pointer goes in, a camera comes out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OrbitHand {
    at: Vec2,
    turns: bool,
}

impl OrbitHand {
    /// Takes hold of the head, or lets go.
    pub fn hold(&mut self, held: bool) {
        self.turns = held;
    }

    /// Moves to a place of the window. Returns the camera turned by it, where the hand holds the head.
    pub fn moved(&mut self, to: Vec2, camera: Camera, stage: &Stage) -> Option<Camera> {
        let drag = to - std::mem::replace(&mut self.at, to);
        self.turns.then(|| turned(camera, drag, stage))
    }

    /// The camera after so many notches of a wheel away from the hand, nearer by a tenth each: to the place under the pointer.
    #[must_use]
    pub fn wheeled(&self, notches: f32, camera: Camera, stage: &Stage) -> Camera {
        zoomed(camera, 0.9_f32.powf(notches), self.at, stage)
    }
}

/// The target stays within half a metre of the head, so that nobody loses it.
fn within_reach(target: Vec3) -> Vec3 {
    target.clamp_length_max(500.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    const STAGE: Stage = Stage { origin: Vec2::new(100.0, 0.0), size: Vec2::new(1600.0, 900.0) };

    fn pointed_at(camera: &Camera, at: Vec2) -> Vec3 {
        let (origin, direction) = camera.ray(STAGE.ndc(at), STAGE.aspect());
        // Where the ray meets the plane through the target, across the view.
        let back = camera.toward_eye();
        origin + direction * ((camera.target - origin).dot(back) / direction.dot(back))
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let camera = View::ThreeQuarterLeft.camera();
        let at = Vec2::new(400.0, 250.0);
        let before = pointed_at(&camera, at);
        for factor in [0.9, 0.5, 1.3] {
            let after = pointed_at(&zoomed(camera, factor, at, &STAGE), at);
            assert!((before - after).length() < 0.5, "{factor}: {before} {after}");
        }
    }

    #[test]
    fn what_is_under_the_hand_moves_with_it() {
        let camera = View::Left.camera();
        let (from, drag) = (Vec2::new(700.0, 500.0), Vec2::new(60.0, -25.0));
        let before = pointed_at(&camera, from);
        let after = pointed_at(&panned(camera, drag, &STAGE), from + drag);
        assert!((before - after).length() < 0.5);
    }

    #[test]
    fn dragging_to_the_right_turns_the_face_to_the_right() {
        let camera = View::Front.camera();
        let next = turned(camera, Vec2::new(100.0, 0.0), &STAGE);
        let nose = camera.target + Vec3::Z * 100.0;
        let x = |c: &Camera| c.view_from_head().transform_point3(nose).x;
        assert!(x(&next) > x(&camera) + 5.0);
    }

    #[test]
    fn a_hand_turns_only_what_it_holds_and_zooms_to_where_it_is() {
        let camera = View::Front.camera();
        let mut hand = OrbitHand::default();
        let (from, to) = (Vec2::new(300.0, 200.0), Vec2::new(360.0, 190.0));
        assert_eq!(hand.moved(from, camera, &STAGE), None);
        hand.hold(true);
        assert_eq!(hand.moved(to, camera, &STAGE), Some(turned(camera, to - from, &STAGE)));
        hand.hold(false);
        assert_eq!(hand.moved(from, camera, &STAGE), None);
        let near = hand.wheeled(2.0, camera, &STAGE);
        assert!((near.distance_mm / camera.distance_mm - 0.81).abs() < 1e-3);
        assert!((pointed_at(&near, from) - pointed_at(&camera, from)).length() < 0.5);
    }

    #[test]
    fn a_flight_takes_the_short_way_round() {
        let (a, b) = (View::Back.camera(), View::Right.camera());
        let middle = between(a, b, 0.5);
        assert!((middle.azimuth_rad.to_degrees() - 225.0).abs() < 1.0, "{}", middle.azimuth_rad.to_degrees());
        assert_eq!(between(a, b, 1.0).distance_mm.round(), b.distance_mm.round());
    }
}
