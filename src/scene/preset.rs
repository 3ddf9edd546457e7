//! Presets of a camera: a lens and a distance that belong together.
//!
//! The distance sets the look of a face in a photograph: from 0.35 m the nose is large, and the ears and the corners of
//! the hairline draw back; from 1.2 m all is in proportion. The lens then only sets the framing. Focal lengths are
//! full-frame equivalents over 24 mm of film, which is the picture's height.

use super::camera::Camera;
use super::lens::FILM_HEIGHT_MM;
use crate::head::Head;
use crate::words::named;

/// A lens and a distance from the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CameraPreset {
    /// A telephone's main camera at arm's length or nearer: 26 mm at 0.35 m, as most clients' own pictures are.
    Phone,
    /// A portrait lens: 85 mm at 1.2 m.
    Portrait,
    /// A clinic's protocol with a standard macro lens: 60 mm at 0.8 m.
    Clinic,
}

/// Distance from which a ray towards the skin starts, mm: farther out than any head reaches.
const OUTSIDE_MM: f32 = 1000.0;

named!(CameraPreset, "camera", { Phone = "phone", Portrait = "portrait", Clinic = "clinic" });

impl CameraPreset {
    /// Focal length, full-frame equivalent, mm.
    pub fn focal_mm(self) -> f32 {
        match self {
            Self::Phone => 26.0,
            Self::Portrait => 85.0,
            Self::Clinic => 60.0,
        }
    }

    /// Distance from the lens to the skin in the picture's middle, mm.
    pub fn to_skin_mm(self) -> f32 {
        match self {
            Self::Phone => 350.0,
            Self::Portrait => 1200.0,
            Self::Clinic => 800.0,
        }
    }

    /// Vertical field of view, radians.
    pub fn fov_y_rad(self) -> f32 {
        2.0 * (0.5 * FILM_HEIGHT_MM / self.focal_mm()).atan()
    }

    /// The camera with this lens, moved along its axis until the skin in the picture's middle is [`Self::to_skin_mm`]
    /// away. Where there is no skin in the middle, the distance is to the target.
    #[must_use]
    pub fn held(self, camera: Camera, head: &Head) -> Camera {
        let toward_eye = camera.toward_eye();
        let from = camera.target + toward_eye * OUTSIDE_MM;
        let before_target =
            head.raycast(from, -toward_eye).map_or(0.0, |hit| (hit.position - camera.target).dot(toward_eye));
        Camera { fov_y_rad: self.fov_y_rad(), distance_mm: self.to_skin_mm() + before_target, ..camera }.sane()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;
    use crate::scene::View;
    use glam::Vec3;

    #[test]
    fn each_stands_as_far_from_the_skin_as_it_says_and_sees_what_its_lens_sees() {
        let head = ellipsoid(60, 1.0);
        for (preset, focal, metres) in [
            (CameraPreset::Phone, 26.0_f32, 0.35),
            (CameraPreset::Portrait, 85.0, 1.2),
            (CameraPreset::Clinic, 60.0, 0.8),
        ] {
            for view in [View::Front, View::Left, View::Top] {
                let camera = preset.held(view.camera(), &head);
                let ahead = -camera.toward_eye();
                let skin = head.raycast(camera.eye(), ahead).expect("skin in the middle").position;
                let found = (skin - camera.eye()).length();
                assert!((found - metres * 1000.0).abs() < 0.5, "{}, {view:?}: {found} mm", preset.name());
                // As large on film as a thin lens of this focal length draws it: 24 mm of film a picture's height.
                let (right, _) = camera.right_up();
                let step = camera.ndc(skin + right * 10.0, 1.0).unwrap() - camera.ndc(skin, 1.0).unwrap();
                let on_film_mm = step.x * 12.0;
                assert!(
                    (on_film_mm - 10.0 * focal / (metres * 1000.0)).abs() < 0.01,
                    "{}: {on_film_mm}",
                    preset.name()
                );
                assert_eq!((camera.target, camera.azimuth_rad), (view.camera().target, view.camera().azimuth_rad));
            }
        }
    }

    #[test]
    fn past_the_head_the_distance_is_to_what_is_looked_at() {
        let head = ellipsoid(60, 1.0);
        let aside = Camera { target: Vec3::new(400.0, 0.0, 0.0), ..View::Front.camera() };
        assert!((CameraPreset::Clinic.held(aside, &head).distance_mm - 800.0).abs() < 0.1);
    }

    #[test]
    fn names_are_read_back_and_others_list_what_there_is() {
        for preset in CameraPreset::ALL {
            assert_eq!(preset.name().parse(), Ok(preset));
        }
        let told = "webcam".parse::<CameraPreset>().unwrap_err().to_string();
        assert!(told.contains("webcam") && told.contains("phone, portrait, clinic"), "{told}");
    }
}
