//! Depth of field: a thin lens, which each sample looks through at another point.
//!
//! A point in the plane of focus has the same place in the picture from every point of the lens. A point before or
//! behind it moves; its mean over many samples is its blur (Haeberli & Akeley 1990).

/// Height of the film that stands for the camera's field of view, mm: full frame.
pub(super) const FILM_HEIGHT_MM: f32 = 24.0;

/// A camera's lens: its opening and its focus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Radius of the opening, mm.
    pub radius_mm: f32,
    /// Distance from the eye along the camera's axis to the plane in focus, mm.
    pub focus_mm: f32,
}

impl Lens {
    /// The lens of a full-frame camera with this vertical field of view (radians) at f/`f_number`, focused at
    /// `focus_mm` along its axis.
    pub fn full_frame(fov_y_rad: f32, f_number: f32, focus_mm: f32) -> Self {
        let focal_mm = 0.5 * FILM_HEIGHT_MM / (0.5 * fov_y_rad).tan();
        Self { radius_mm: 0.5 * focal_mm / f_number, focus_mm }
    }

    /// The lens with its values limited to what can be drawn; `None` where it blurs nothing.
    pub(super) fn sane(self) -> Option<Self> {
        let usable = self.radius_mm.is_finite() && self.radius_mm > 0.0 && self.focus_mm.is_finite();
        usable.then(|| Self { radius_mm: self.radius_mm.min(500.0), focus_mm: self.focus_mm.max(1.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Camera, View};
    use glam::{Vec2, Vec3};

    fn place(camera: &Camera, at: Vec2, p: Vec3) -> Vec2 {
        let clip = camera.through(at, 1.5).1 * p.extend(1.0);
        Vec2::new(clip.x, clip.y) / clip.w
    }

    fn camera() -> Camera {
        let camera = View::ThreeQuarterLeft.camera();
        Camera { lens: Some(Lens::full_frame(camera.fov_y_rad, 2.0, camera.distance_mm)), ..camera }
    }

    #[test]
    fn what_is_in_focus_stays_and_the_blur_is_that_of_a_thin_lens() {
        let camera = camera();
        let (right, up) = camera.right_up();
        let radius = camera.lens.unwrap().radius_mm;
        let px = 1.0 / (0.5 * camera.fov_y_rad).tan();
        for at in [Vec2::X, Vec2::NEG_Y, Vec2::new(0.6, 0.8)] {
            for p in [Vec3::ZERO, right * 40.0, up * -60.0] {
                let sharp = camera.target + p;
                assert!((place(&camera, at, sharp) - place(&camera, Vec2::ZERO, sharp)).length() < 1e-5);
            }
            for behind in [-80.0, 120.0] {
                let p = camera.target - camera.toward_eye() * behind;
                let moved = place(&camera, at, p) - place(&camera, Vec2::ZERO, p);
                let depth = camera.distance_mm + behind;
                // Similar triangles: the cone from the lens through the plane of focus.
                let asked = px * radius * (1.0 / camera.distance_mm - 1.0 / depth).abs();
                assert!((moved.y.abs() - asked * at.y.abs()).abs() < 1e-5, "{moved} for {asked}");
            }
        }
    }

    #[test]
    fn the_eye_moves_over_the_opening_and_depth_does_not_change() {
        let camera = camera();
        let (eye, clip) = camera.through(Vec2::new(0.0, -1.0), 1.5);
        assert!(((eye - camera.eye()).length() - camera.lens.unwrap().radius_mm).abs() < 1e-3);
        let p = Vec3::new(20.0, 90.0, 30.0).extend(1.0);
        let (a, b) = (clip * p, camera.clip_from_head(1.5) * p);
        assert!((a.z / a.w - b.z / b.w).abs() < 1e-6);
    }

    #[test]
    fn an_f_number_is_that_of_a_camera_people_hold() {
        // 15 degrees over 24 mm of film are 91 mm of focal length; at f/2.8 the opening is 33 mm wide.
        let lens = Lens::full_frame(View::Front.camera().fov_y_rad, 2.8, 1200.0);
        assert!((2.0 * lens.radius_mm - 32.6).abs() < 0.3);
        assert_eq!(Lens { radius_mm: f32::NAN, focus_mm: 1.0 }.sane(), None);
        assert_eq!(Lens { radius_mm: 0.0, focus_mm: 1.0 }.sane(), None);
    }
}
