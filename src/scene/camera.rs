//! Where a picture is taken from: an orbiting perspective camera and the clinic's standard views.
//!
//! Azimuth 0 looks the subject in the face; positive azimuth walks the camera to the subject's left (+X), so that 90°
//! shows the left profile and 180° the back. Elevation is positive above the Frankfurt plane. Clip space is wgpu's (y up,
//! z 0–1) with reversed depth: 1 at the near plane, 0 at infinity.

use super::lens::Lens;
use crate::head::Landmarks;
use glam::{Mat4, Vec2, Vec3, Vec4};
use std::str::FromStr;
use thiserror::Error;

/// Distance of the standard views, mm: an 85 mm portrait lens on full frame, 1.2 m away (usual in clinics' protocols).
pub const STANDARD_DISTANCE_MM: f32 = 1200.0;
/// Vertical field of view of the standard views, degrees: nearly the 24 mm of sensor height behind 85 mm.
pub const STANDARD_FOV_DEG: f32 = 15.0;
/// What the standard views look at, mm, head frame: the middle of head and upper neck.
pub const STANDARD_TARGET: Vec3 = Vec3::new(0.0, 12.0, 4.0);

/// The nearest that a camera can come to what it looks at, mm.
pub const MIN_DISTANCE_MM: f32 = 20.0;
/// The farthest, mm.
pub const MAX_DISTANCE_MM: f32 = 20_000.0;

/// A perspective camera that orbits a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Angle about +Y from the face, radians, positive towards the subject's left.
    pub azimuth_rad: f32,
    /// Angle above the Frankfurt plane, radians; −π/2 … π/2.
    pub elevation_rad: f32,
    /// From the eye to the target, mm.
    pub distance_mm: f32,
    /// What it looks at, mm, head frame.
    pub target: Vec3,
    /// Vertical field of view, radians.
    pub fov_y_rad: f32,
    /// What blurs before and behind the plane in focus; `None` is sharp throughout.
    pub lens: Option<Lens>,
}

impl Default for Camera {
    fn default() -> Self {
        View::Front.camera()
    }
}

impl Camera {
    /// Unit vector from the target to the eye.
    pub fn toward_eye(&self) -> Vec3 {
        let (sin_az, cos_az) = self.azimuth_rad.sin_cos();
        let (sin_el, cos_el) = self.elevation_rad.sin_cos();
        Vec3::new(sin_az * cos_el, sin_el, cos_az * cos_el)
    }

    /// Where the eye is, mm, head frame.
    pub fn eye(&self) -> Vec3 {
        self.target + self.toward_eye() * self.distance_mm
    }

    /// Right and up of the picture, unit vectors in the head frame. Well defined straight from above, too.
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

    /// The near plane, mm: close enough for a macro, far enough for depth to stay fine.
    pub fn near_mm(&self) -> f32 {
        (self.distance_mm * 0.05).clamp(1.0, 50.0)
    }

    /// The whole transform for a frame of `aspect` (width ÷ height), reversed infinite depth.
    pub fn clip_from_head(&self, aspect: f32) -> Mat4 {
        self.clip_from_view(aspect) * self.view_from_head()
    }

    pub(super) fn clip_from_view(&self, aspect: f32) -> Mat4 {
        glam::camera::rh::proj::directx::perspective_infinite_reverse(self.fov_y_rad, aspect, self.near_mm())
    }

    /// Height of one pixel at a distance of 1 mm, for a picture `height_px` tall: multiply by a depth to get mm.
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

    /// Where a point of the head frame (mm) falls in the picture (−1…1, y up); `None` behind the eye.
    pub fn ndc(&self, point: Vec3, aspect: f32) -> Option<Vec2> {
        let clip = self.clip_from_head(aspect) * point.extend(1.0);
        (clip.w > 0.0).then(|| Vec2::new(clip.x, clip.y) / clip.w)
    }

    /// Brings every field back into its range; NaN becomes the default's value.
    #[must_use]
    pub fn sane(self) -> Self {
        let default = View::Front.camera();
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
}

/// The standard views of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The face, eye level.
    Front,
    /// The subject's left profile.
    Left,
    /// The subject's right profile.
    Right,
    /// The back of the head.
    Back,
    /// From above, the face downward in the picture.
    Top,
    /// Down on the crown from behind.
    Crown,
    /// 45° to the subject's left.
    ThreeQuarterLeft,
    /// 45° to the subject's right.
    ThreeQuarterRight,
}

impl View {
    /// All of them, in the order of the number keys.
    pub const ALL: [Self; 8] = [
        Self::Front,
        Self::ThreeQuarterLeft,
        Self::Left,
        Self::Back,
        Self::Right,
        Self::ThreeQuarterRight,
        Self::Top,
        Self::Crown,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Left => "left",
            Self::Right => "right",
            Self::Back => "back",
            Self::Top => "top",
            Self::Crown => "crown",
            Self::ThreeQuarterLeft => "three-quarter-left",
            Self::ThreeQuarterRight => "three-quarter-right",
        }
    }

    /// Azimuth and elevation, degrees.
    pub fn angles_deg(self) -> (f32, f32) {
        match self {
            Self::Front => (0.0, 3.0),
            Self::Left => (90.0, 3.0),
            Self::Right => (-90.0, 3.0),
            Self::Back => (180.0, 8.0),
            Self::Top => (0.0, 75.0),
            Self::Crown => (180.0, 45.0),
            Self::ThreeQuarterLeft => (42.0, 18.0),
            Self::ThreeQuarterRight => (-42.0, 18.0),
        }
    }

    /// The standard camera of this view.
    pub fn camera(self) -> Camera {
        let (azimuth, elevation) = self.angles_deg();
        Camera {
            azimuth_rad: azimuth.to_radians(),
            elevation_rad: elevation.to_radians(),
            distance_mm: STANDARD_DISTANCE_MM,
            target: STANDARD_TARGET,
            fov_y_rad: STANDARD_FOV_DEG.to_radians(),
            lens: None,
        }
    }
}

/// A word on the command line that names nothing known.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{found:?} is not a {what}: use {expected}")]
pub struct UnknownName {
    /// What was typed.
    pub found: String,
    /// What kind of thing it should name.
    pub what: &'static str,
    /// What would do.
    pub expected: String,
}

/// Where a picture is taken from: a standard view, or angles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Viewpoint {
    /// A standard view.
    Named(View),
    /// Azimuth and elevation, degrees.
    Angles {
        /// About +Y, towards the subject's left.
        azimuth_deg: f32,
        /// Above the Frankfurt plane.
        elevation_deg: f32,
    },
}

impl Viewpoint {
    /// The standard camera from there.
    pub fn camera(self) -> Camera {
        match self {
            Self::Named(view) => view.camera(),
            Self::Angles { azimuth_deg, elevation_deg } => Camera {
                azimuth_rad: azimuth_deg.to_radians(),
                elevation_rad: elevation_deg.to_radians(),
                ..View::Front.camera()
            }
            .sane(),
        }
    }
}

impl FromStr for Viewpoint {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(view) = View::ALL.into_iter().find(|v| v.name() == text) {
            return Ok(Self::Named(view));
        }
        let number = |t: &str| t.trim().parse::<f32>().ok().filter(|x| x.is_finite());
        if let Some((az, el)) = text.split_once(',')
            && let (Some(azimuth_deg), Some(elevation_deg)) = (number(az), number(el))
            && elevation_deg.abs() <= 90.0
        {
            return Ok(Self::Angles { azimuth_deg, elevation_deg });
        }
        let names: Vec<_> = View::ALL.into_iter().map(View::name).collect();
        Err(UnknownName {
            found: text.to_owned(),
            what: "view",
            expected: format!("AZIMUTH,ELEVATION in degrees (elevation −90 to 90), or one of {}", names.join(", ")),
        })
    }
}

/// A place of the head to look at closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The whole head.
    Head,
    /// The hairline at the midline (a case's plan knows it better than a landmark).
    Trichion,
    /// The highest point.
    Vertex,
    /// The whorl's region, behind the vertex.
    Crown,
    /// The left frontotemporal corner.
    TempleLeft,
    /// The right frontotemporal corner.
    TempleRight,
    /// The back of the head.
    Occiput,
    /// The lower edge at the back.
    Nape,
    /// The face.
    Face,
    /// The left ear.
    EarLeft,
    /// The right ear.
    EarRight,
}

impl Focus {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Head,
        Self::Trichion,
        Self::Vertex,
        Self::Crown,
        Self::TempleLeft,
        Self::TempleRight,
        Self::Occiput,
        Self::Nape,
        Self::Face,
        Self::EarLeft,
        Self::EarRight,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Trichion => "trichion",
            Self::Vertex => "vertex",
            Self::Crown => "crown",
            Self::TempleLeft => "temple-left",
            Self::TempleRight => "temple-right",
            Self::Occiput => "occiput",
            Self::Nape => "nape",
            Self::Face => "face",
            Self::EarLeft => "ear-left",
            Self::EarRight => "ear-right",
        }
    }

    /// The point on (or near) the surface, mm, head frame.
    pub fn point(self, landmarks: &Landmarks) -> Vec3 {
        let l = landmarks;
        let temple = |exocanthion: Vec3| {
            Vec3::new(exocanthion.x * 1.25, l.trichion().y - 12.0, l.trichion().z * 0.62 + exocanthion.z * 0.1)
        };
        match self {
            Self::Head => STANDARD_TARGET,
            Self::Trichion => l.trichion(),
            Self::Vertex => l.vertex(),
            Self::Crown => Vec3::new(l.vertex().x, l.vertex().y * 0.86, (l.vertex().z + l.opisthocranion().z) * 0.62),
            Self::TempleLeft => temple(l.exocanthion_left()),
            Self::TempleRight => temple(l.exocanthion_right()),
            Self::Occiput => l.opisthocranion(),
            Self::Nape => l.inion() - Vec3::new(0.0, 25.0, 0.0),
            Self::Face => (l.glabella() + l.menton()) * 0.5,
            Self::EarLeft => l.tragion_left(),
            Self::EarRight => l.tragion_right(),
        }
    }
}

impl FromStr for Focus {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|f| f.name() == text).ok_or_else(|| UnknownName {
            found: text.to_owned(),
            what: "place to focus on",
            expected: Self::ALL.map(Self::name).join(", "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let camera = Viewpoint::from_str("33,21").unwrap().camera();
        let p = Vec3::new(20.0, 60.0, 40.0);
        let ndc = project(&camera, p);
        let (origin, direction) = camera.ray(ndc, 1.0);
        let along = (p - origin).dot(direction);
        assert!((origin + direction * along - p).length() < 0.05);
    }

    #[test]
    fn unknown_views_name_the_known_ones() {
        let error = Viewpoint::from_str("frnt").unwrap_err().to_string();
        assert!(error.contains("three-quarter-left") && error.contains("frnt"));
        assert!(Viewpoint::from_str("10,nan").is_err());
    }
}
