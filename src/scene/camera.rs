//! A perspective camera that orbits a point.
//!
//! Azimuth 0 looks the subject in the face. Positive azimuth moves the camera to the subject's left (+X), so that 90°
//! shows the left profile and 180° the back. Elevation is positive above the Frankfurt plane. Clip space is wgpu's (y up,
//! z 0–1) with reversed depth: 1 at the near plane, 0 at infinity.

use super::lens::Lens;
use glam::{Mat4, Vec2, Vec3, Vec4};

/// Distance of the standard views, mm: an 85 mm portrait lens on full frame, 1.2 m away (usual in clinics' protocols).
pub const STANDARD_DISTANCE_MM: f32 = 1200.0;
/// Vertical field of view of the standard views, degrees: nearly the 24 mm of sensor height behind 85 mm.
pub const STANDARD_FOV_DEG: f32 = 15.0;
/// Target of the standard views, mm, head frame: the middle of head and upper neck.
pub const STANDARD_TARGET: Vec3 = Vec3::new(0.0, 12.0, 4.0);

/// Elevation of the standard view of the face, degrees.
pub const STANDARD_ELEVATION_DEG: f32 = 3.0;

/// Least distance between a camera and its target, mm.
pub const MIN_DISTANCE_MM: f32 = 20.0;
/// Greatest distance between a camera and its target, mm.
pub const MAX_DISTANCE_MM: f32 = 20_000.0;

/// A perspective camera that orbits a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Angle about +Y from the face, radians, positive towards the subject's left.
    pub azimuth_rad: f32,
    /// Angle above the Frankfurt plane, radians; −π/2 … π/2.
    pub elevation_rad: f32,
    /// Distance from the eye to the target, mm.
    pub distance_mm: f32,
    /// Point in the picture's middle, mm, head frame.
    pub target: Vec3,
    /// Vertical field of view, radians.
    pub fov_y_rad: f32,
    /// Lens, which blurs what lies before and behind the plane in focus; `None` is sharp throughout.
    pub lens: Option<Lens>,
}

impl Default for Camera {
    /// A view of the face through a clinic's portrait lens.
    fn default() -> Self {
        Self {
            azimuth_rad: 0.0,
            elevation_rad: STANDARD_ELEVATION_DEG.to_radians(),
            distance_mm: STANDARD_DISTANCE_MM,
            target: STANDARD_TARGET,
            fov_y_rad: STANDARD_FOV_DEG.to_radians(),
            lens: None,
        }
    }
}

impl Camera {
    /// Unit vector from the target to the eye.
    pub fn toward_eye(&self) -> Vec3 {
        let (sin_az, cos_az) = self.azimuth_rad.sin_cos();
        let (sin_el, cos_el) = self.elevation_rad.sin_cos();
        Vec3::new(sin_az * cos_el, sin_el, cos_az * cos_el)
    }

    /// Position of the eye, mm, head frame.
    pub fn eye(&self) -> Vec3 {
        self.target + self.toward_eye() * self.distance_mm
    }

    /// Right and up of the picture, unit vectors in the head frame. They are defined for a view straight down, too.
    pub fn right_up(&self) -> (Vec3, Vec3) {
        let (sin_az, cos_az) = self.azimuth_rad.sin_cos();
        let right = Vec3::new(cos_az, 0.0, -sin_az);
        (right, self.toward_eye().cross(right))
    }

    /// The view matrix: head frame (mm) to view space (x right, y up, looking along −z).
    pub fn view_from_head(&self) -> Mat4 {
        let (right, up) = self.right_up();
        let back = self.toward_eye();
        let eye = self.eye();
        Mat4::from_cols(
            Vec4::new(right.x, up.x, back.x, 0.0),
            Vec4::new(right.y, up.y, back.y, 0.0),
            Vec4::new(right.z, up.z, back.z, 0.0),
            Vec4::new(-right.dot(eye), -up.dot(eye), -back.dot(eye), 1.0),
        )
    }

    /// Distance of the near plane, mm: near enough for a macro view, far enough for fine depth.
    pub fn near_mm(&self) -> f32 {
        (self.distance_mm * 0.05).clamp(1.0, 50.0)
    }

    /// The matrix from the head frame (mm) to clip space, for a picture of `aspect` (width ÷ height); reversed infinite
    /// depth.
    pub fn clip_from_head(&self, aspect: f32) -> Mat4 {
        self.clip_from_view(aspect) * self.view_from_head()
    }

    /// The projection from view space to clip space, for a picture of `aspect` (width ÷ height).
    pub(super) fn clip_from_view(&self, aspect: f32) -> Mat4 {
        glam::camera::rh::proj::directx::perspective_infinite_reverse(self.fov_y_rad, aspect, self.near_mm())
    }

    /// Height of one pixel at a distance of 1 mm, for a picture `height_px` tall. Times a depth in mm it is the pixel's
    /// height there.
    pub fn px_per_distance(&self, height_px: u32) -> f32 {
        2.0 * (self.fov_y_rad * 0.5).tan() / height_px.max(1) as f32
    }

    /// The ray through a point of the picture (`ndc`, −1…1, y up): origin and unit direction, head frame.
    pub fn ray(&self, ndc: Vec2, aspect: f32) -> (Vec3, Vec3) {
        let (right, up) = self.right_up();
        let tan = (self.fov_y_rad * 0.5).tan();
        let direction = right * (ndc.x * tan * aspect) + up * (ndc.y * tan) - self.toward_eye();
        (self.eye(), direction.try_normalize().unwrap_or(-self.toward_eye()))
    }

    /// Place in the picture of a point of the head frame (mm), −1…1, y up; `None` behind the eye.
    pub fn ndc(&self, point: Vec3, aspect: f32) -> Option<Vec2> {
        let clip = self.clip_from_head(aspect) * point.extend(1.0);
        (clip.w > 0.0).then(|| Vec2::new(clip.x, clip.y) / clip.w)
    }

    /// The camera with every field limited to its range; NaN becomes the default's value.
    #[must_use]
    pub fn sane(self) -> Self {
        let default = Self::default();
        let or = |value: f32, fallback: f32| if value.is_finite() { value } else { fallback };
        let limit = std::f32::consts::FRAC_PI_2;
        Self {
            azimuth_rad: or(self.azimuth_rad, 0.0).rem_euclid(std::f32::consts::TAU),
            elevation_rad: or(self.elevation_rad, 0.0).clamp(-limit, limit),
            distance_mm: or(self.distance_mm, default.distance_mm).clamp(MIN_DISTANCE_MM, MAX_DISTANCE_MM),
            target: if self.target.is_finite() { self.target } else { default.target },
            fov_y_rad: or(self.fov_y_rad, default.fov_y_rad).clamp(0.01, 2.0),
            lens: self.lens.and_then(Lens::sane),
        }
    }

    /// Eye (mm, head frame) and matrix, as [`Camera::clip_from_head`], for rays through one point of the lens. `at` is
    /// that point on the unit disc, x to the right of the picture, y up. Without a lens the camera's own are returned.
    pub fn through(&self, at: Vec2, aspect: f32) -> (Vec3, Mat4) {
        let Some(lens) = self.lens.and_then(Lens::sane) else { return (self.eye(), self.clip_from_head(aspect)) };
        let (right, up) = self.right_up();
        let off = at * lens.radius_mm;
        // Shears the scene against the eye's shift in proportion to depth, so that the plane of focus stays in place.
        let slide = off / lens.focus_mm;
        let sheared = Mat4::from_cols(
            Vec4::X,
            Vec4::Y,
            Vec4::new(-slide.x, -slide.y, 1.0, 0.0),
            Vec4::new(-off.x, -off.y, 0.0, 1.0),
        );
        let eye = self.eye() + right * off.x + up * off.y;
        (eye, self.clip_from_view(aspect) * sheared * self.view_from_head())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{View, Viewpoint};

    fn project(camera: &Camera, p: Vec3) -> Vec2 {
        let clip = camera.clip_from_head(1.0) * p.extend(1.0);
        Vec2::new(clip.x, clip.y) / clip.w
    }

    #[test]
    fn the_subjects_left_is_on_the_right_of_a_front_picture() {
        let camera = View::Front.camera();
        assert!(project(&camera, camera.target + Vec3::X * 50.0).x > 0.1);
        assert!(project(&camera, camera.target + Vec3::Y * 50.0).y > 0.1);
    }

    #[test]
    fn the_left_profile_faces_left_in_the_picture() {
        let camera = View::Left.camera();
        assert!(project(&camera, camera.target + Vec3::Z * 50.0).x < -0.1);
    }

    #[test]
    fn depth_is_one_near_and_falls_away() {
        let camera = View::Top.camera();
        let depth = |p: Vec3| {
            let clip = camera.clip_from_head(1.5) * p.extend(1.0);
            clip.z / clip.w
        };
        let near = camera.eye() - camera.toward_eye() * camera.near_mm();
        assert!((depth(near) - 1.0).abs() < 1e-4);
        assert!(depth(camera.target) > depth(camera.target - camera.toward_eye() * 10.0));
    }

    #[test]
    fn rays_go_back_through_the_points_they_came_from() {
        let camera = "33,21".parse::<Viewpoint>().unwrap().camera();
        let p = Vec3::new(20.0, 60.0, 40.0);
        let ndc = project(&camera, p);
        let (origin, direction) = camera.ray(ndc, 1.0);
        let along = (p - origin).dot(direction);
        assert!((origin + direction * along - p).length() < 0.05);
    }
}
