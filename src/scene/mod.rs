//! What a picture is of: camera, light, background, size. No pixels here, and nothing of the plan.

pub(crate) mod background;
pub(crate) mod camera;
pub(crate) mod camera_match;
pub(crate) mod clinical_views;
pub(crate) mod focus;
pub(crate) mod lens;
pub(crate) mod light;
pub mod orbit;
pub(crate) mod panorama;
pub(crate) mod preset;
mod setup;
pub(crate) mod view;
pub(crate) mod wall;

pub use background::Background;
pub use camera::Camera;
pub use camera_match::{CameraMatch, CameraMatchError, LEAST_PLACES, SeenPlace};
pub use clinical_views::{ClinicalView, ViewSet};
pub use focus::Focus;
pub use lens::Lens;
pub use light::{AreaLight, Environment, LightName, NamedRig, Rig};
pub use panorama::{Panorama, PanoramaError};
pub use preset::CameraPreset;
pub use setup::Scene;
pub use view::{View, Viewpoint};
