//! Drawing: a head, its dots and shafts, and a scene become a picture. Knows wgpu, and of a plan only its dots; knows
//! no window and no file.
//!
//! A frame is one function that runs the passes in order ([`Renderer::add_sample`] in `frame.rs`): shadow → surface →
//! dots (aged, cores, halos) → skin → moles, cloth, eyes → shafts → accumulate. [`Renderer::show`] ends it. There is one path: a window asks
//! for the same still again and again.
//!
//! | change of | work |
//! |---|---|
//! | camera | visible dots listed (where dots are culled), all passes but the shadow (where the light moves with the
//! head) |
//! | time | one uniform under 1 KB, dots aged once, then the passes |
//! | density, hairline | dots uploaded ([`Renderer::set_dots`]) |
//! | head | everything |

mod accumulate_pass;
pub(crate) mod adapter;
mod aging_pass;
pub(crate) mod appearance;
mod canvas;
mod cloth_pass;
pub(crate) mod contract;
mod display_pass;
mod dot_buffers;
mod dot_pass;
mod eye_pass;
mod frame;
mod frame_context;
pub(crate) mod gpu;
mod gpu_error;
mod halos;
mod head_buffers;
mod interface_painter;
mod kept;
#[cfg(not(target_arch = "wasm32"))]
mod live_picture;
mod lod;
mod mole_pass;
pub(crate) mod options;
pub(crate) mod picture;
mod picture_quad;
pub(crate) mod pipeline;
mod readback;
mod renderer;
mod sampling;
pub(crate) mod shader_text;
mod shadow_pass;
mod shaft_pass;
mod skin_pass;
mod surface_pass;
pub(crate) mod targets;
pub(crate) mod timing;
pub(crate) mod tuning;
mod uniform_buffers;
mod uniforms;
mod visibility;
mod wall_light;
#[cfg(not(target_arch = "wasm32"))]
mod window_surface;

pub use adapter::{AdapterKind, AdapterSummary};
pub use canvas::Canvas;
pub(crate) use cloth_pass::CLOTH_ALBEDO;
pub use gpu::{Backend, Gpu, GpuError, new_instance};
pub use interface_painter::{InterfacePainter, InterfaceTexture, InterfaceVertex};
pub use kept::KeptPicture;
#[cfg(not(target_arch = "wasm32"))]
pub use live_picture::LivePicture;
pub use lod::Detail;
pub use options::{Quality, RenderError, StillOptions};
pub use picture::{Picture, Pixels, StillCost};
pub use picture_quad::PictureQuad;
pub use renderer::Renderer;
pub use sampling::{Sampling, Tile};
pub use shader_text::Prelude;
pub use targets::{DISPLAY_FORMAT, Subsurface, Target};
pub use timing::Timing;
pub use tuning::Tuning;
pub use uniform_buffers::{Moment, Side};
#[cfg(not(target_arch = "wasm32"))]
pub use window_surface::{WindowFrame, WindowSurface};

use crate::words::named;

/// Tone curve: scene-linear light to what a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ToneMap {
    /// Khronos PBR Neutral, adapted to skin's own Fresnel reflectance: albedos show as entered. For decisions about
    /// shade.
    #[default]
    Neutral,
    /// AgX: softer, less chromatic. For stills; never to judge a shade by.
    Agx,
    /// No curve; values are clipped.
    None,
}

named!(ToneMap, "tone curve", { Neutral = "neutral", Agx = "agx", None = "none" });

/// Display settings of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Show {
    /// Tone curve.
    pub tone_map: ToneMap,
    /// Exposure relative to the light's own, stops.
    pub exposure_ev: f32,
    /// Smoothing of stepped edges, for the first sample of a moving picture.
    pub smooth_edges: bool,
    /// Column of the whole picture with before on its left and after on its right, pixels; `None` shows one side.
    pub divide_px: Option<f32>,
    /// Opacity of before over after, as a ghost, 0–1.
    pub ghost: f32,
}

impl Default for Show {
    fn default() -> Self {
        Self { tone_map: ToneMap::default(), exposure_ev: 0.0, smooth_edges: false, divide_px: None, ghost: 0.0 }
    }
}

impl Show {
    /// The settings with another curve.
    #[must_use]
    pub fn tone_map(self, tone_map: ToneMap) -> Self {
        Self { tone_map, ..self }
    }

    /// The settings with another exposure, stops against the light's own.
    #[must_use]
    pub fn exposure_ev(self, exposure_ev: f32) -> Self {
        Self { exposure_ev, ..self }
    }

    /// The settings with steps along edges smoothed, or not.
    #[must_use]
    pub fn smooth_edges(self, smooth_edges: bool) -> Self {
        Self { smooth_edges, ..self }
    }

    /// The settings with the picture divided at a column, or not.
    #[must_use]
    pub fn divide_px(self, divide_px: Option<f32>) -> Self {
        Self { divide_px, ..self }
    }

    /// The settings with another share of before over after, 0–1.
    #[must_use]
    pub fn ghost(self, ghost: f32) -> Self {
        Self { ghost, ..self }
    }
}
