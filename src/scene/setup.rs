//! A scene: camera, light and background of one picture.

use super::background::Background;
use super::camera::Camera;
use super::light::{LightName, Rig};
use super::view::View;

/// Camera, light and background of one picture.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Scene {
    /// Camera.
    pub camera: Camera,
    /// Light, in the room's frame.
    pub rig: Rig,
    /// Turn of the room about the head besides the camera's azimuth, radians.
    pub light_turn_rad: f32,
    /// Background.
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
    /// The background in this scene's light. The wall is left to the renderer, which knows the head.
    pub fn backdrop(&self) -> Background {
        self.background.lit_by(&self.rig, self.light_turn_rad)
    }

    /// The scene from another camera.
    #[must_use]
    pub fn camera(self, camera: Camera) -> Self {
        Self { camera, ..self }
    }

    /// The scene in another light.
    #[must_use]
    pub fn rig(self, rig: Rig) -> Self {
        Self { rig, ..self }
    }

    /// The scene with its light turned about the head, radians besides the camera's azimuth; positive towards the picture's right.
    #[must_use]
    pub fn light_turn_rad(self, light_turn_rad: f32) -> Self {
        Self { light_turn_rad, ..self }
    }

    /// The scene before another background.
    #[must_use]
    pub fn background(self, background: Background) -> Self {
        Self { background, ..self }
    }

    /// A standard view under the default light.
    pub fn view(view: View) -> Self {
        Self { camera: view.camera(), ..Self::default() }
    }
}
