//! What a picture is of: camera, light, background, size. No pixels here, and nothing of the plan.

pub mod background;
pub mod camera;
pub mod focus;
pub mod lens;
pub mod light;
pub mod panorama;
pub mod preset;
mod setup;
pub mod view;
pub mod wall;

pub use background::Background;
pub use camera::Camera;
pub use focus::Focus;
pub use lens::Lens;
pub use light::{AreaLight, Environment, LightName, NamedRig, Rig};
pub use panorama::{Panorama, PanoramaError};
pub use preset::CameraPreset;
pub use setup::Scene;
pub use view::{View, Viewpoint};
pub use wall::Wall;
