//! What one picture is taken of: camera, light and background together.

use super::background::Background;
use super::camera::Camera;
use super::light::{LightName, Rig};
use super::view::View;

/// Camera, light and background of one picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Where it is taken from.
    pub camera: Camera,
    /// What it is lit by, in the room's frame.
    pub rig: Rig,
    /// The room's turn about the head besides the camera's azimuth, radians.
    pub light_turn_rad: f32,
    /// What is behind the head.
    pub background: Background,
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            camera: Camera::default(),
            rig: LightName::default().rig(),
            light_turn_rad: 0.0,
            background: Background::default(),
        }
    }
}

impl Scene {
    /// What is behind the head, in this scene's light; the wall is lit by the renderer, which knows the head.
    pub fn backdrop(&self) -> Background {
        self.background.lit_by(&self.rig, self.light_turn_rad)
    }

    /// A standard view under the default light.
    pub fn view(view: View) -> Self {
        Self { camera: view.camera(), ..Self::default() }
    }
}
