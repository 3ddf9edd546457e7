//! Drawing: a head, its dots and shafts, a scene → a picture. Knows wgpu, and of a plan its dots alone; knows no window, no file.
//!
//! A frame is seven steps in one function, top to bottom ([`Renderer::add_sample`] in `frame.rs`):
//! shadow → surface → dots (aged, narrow, wide) → skin → shafts → accumulate; then [`Renderer::show`].
//! There is one path: a window is a still that is asked for again.
//!
//! | what changes | what is done again |
//! |---|---|
//! | camera | visible dots listed (where that is worth it), all passes but the shadow (where the light stands still against the head) |
//! | time | one uniform under 1 KB, the dots aged once, then the passes |
//! | density, hairline | dots uploaded ([`Renderer::set_dots`]) |
//! | head | everything |

mod accumulate_pass;
pub mod adapter;
mod aging_pass;
pub mod appearance;
mod canvas;
mod cloth_pass;
pub mod contract;
mod display_pass;
mod dot_buffers;
mod dot_pass;
mod eye_pass;
mod frame;
mod frame_context;
pub mod gpu;
mod halos;
mod head_buffers;
mod lod;
mod mole_pass;
pub mod options;
pub mod picture;
pub mod pipeline;
mod readback;
mod renderer;
mod sampling;
pub mod shader_text;
mod shadow_pass;
mod shaft_pass;
mod skin_pass;
mod surface_pass;
pub mod targets;
pub mod timing;
pub mod tuning;
mod uniform_buffers;
mod uniforms;
mod visibility;
mod wall_light;

pub use adapter::{AdapterKind, AdapterSummary};
pub use appearance::Appearance;
pub use canvas::Canvas;
pub use gpu::{Backend, Gpu, GpuError};
pub use lod::Detail;
pub use options::{Quality, RenderError, StillOptions};
pub use picture::{Picture, Pixels, StillCost};
pub use renderer::Renderer;
pub use sampling::{Sampling, Tile};
pub use targets::Subsurface;
pub use timing::Timing;
pub use tuning::Tuning;
pub use uniform_buffers::{Moment, Side};

use crate::words::named;

/// Curve from scene-linear light to what a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ToneMap {
    /// Khronos PBR Neutral, matched to skin's own Fresnel: albedos come out as entered. For shade decisions.
    #[default]
    Neutral,
    /// AgX: softer, less chromatic. For stills; never to judge a shade by.
    Agx,
    /// Clipped.
    None,
}

named!(ToneMap, "tone curve", { Neutral = "neutral", Agx = "agx", None = "none" });

/// Settings of the last step: how the mean is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Show {
    /// The curve.
    pub tone_map: ToneMap,
    /// Exposure in stops against the light's own.
    pub exposure_ev: f32,
    /// Smoothing of steps along edges (for a first sample in motion).
    pub smooth_edges: bool,
    /// Before left of this column of the whole picture, after right of it.
    pub divide_px: Option<f32>,
    /// Share of before that lies over after as a ghost, 0–1.
    pub ghost: f32,
}

impl Default for Show {
    fn default() -> Self {
        Self { tone_map: ToneMap::default(), exposure_ev: 0.0, smooth_edges: false, divide_px: None, ghost: 0.0 }
    }
}
