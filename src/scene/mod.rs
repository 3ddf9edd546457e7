//! What a picture is of: camera, light, background, size. No pixels here, and nothing of the plan.

pub mod background;
pub mod camera;
pub mod lens;
pub mod light;
pub mod panorama;
pub mod preset;
pub mod wall;

pub use background::Background;
pub use camera::{Camera, Focus, UnknownName, View, Viewpoint};
pub use lens::Lens;
pub use light::{AreaLight, Environment, LightName, NamedRig, Rig};
pub use panorama::{Panorama, PanoramaError};
pub use preset::CameraPreset;
pub use wall::Wall;

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
