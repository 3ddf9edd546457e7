//! The contract between Rust and the shaders: every struct, scale and number that both sides know.
//!
//! * Structs in uniforms and storage buffers are declared on both sides under the same names. `tests/shaders.rs`
//!   compares them, member by member, with what naga reads out of the shaders.
//! * Vertex buffers are compared with the attributes that shaders take, in `vertex_tests.rs`.
//! * Constants are declared in Rust only; [`constants`] writes them before every shader's text (`shader_text`).
//! * Floats become bytes in `pack` and nowhere else.

mod cloth_storage;
mod dot_storage;
mod eye_storage;
mod frame_uniforms;
mod head;
mod pack;
mod treatment;
#[cfg(test)]
mod vertex_tests;

pub use cloth_storage::{Cloth, GpuClothVertex};
pub use dot_storage::{AgedDot, DIFFUSION_MAX, DotInstance, ELONGATION_MAX, FADE_MAX, HaloGroup};
pub use eye_storage::{EyeVertex, Eyes, MoleInstance};
pub use frame_uniforms::{Display, Frame, GpuLight};
pub use head::{
    BURIED_FULL_PER_CM2, HeadVertex, SCAR_RANGE, SCAR_SAME, ShaftInstance, TreatedSkin, TreatedVertex, pack_scar,
};
pub use pack::{oct_encode, tangent_frame};
pub use treatment::{GpuSession, Treatment};

use crate::hair;
use crate::hair::fibre;
use crate::optics;
use crate::optics::scatter::CURVATURE_MAX_PER_MM;
use crate::optics::through::DEPTHS_MM;
use crate::optics::{HALO_EXPONENT, HALO_SIGMA_MM, STRENGTH_MAX, YULE_NIELSEN};
use crate::time::figures as healing;

/// Most sessions and touch-ups in a picture.
pub const MAX_SESSIONS: usize = crate::plan::MAX_VISITS;
/// Most lights in a picture.
pub const MAX_LIGHTS: usize = crate::scene::light::MAX_LIGHTS;
/// Width of one texel of the halos' target, in pixels of the picture.
pub const HALO_SCALE: u32 = 4;
/// Edge of one light's square in the shadow atlas, texels.
pub const SHADOW_SIZE: u32 = 1024;
/// Width of a pixel above which the skin's relief is invisible, mm: a third of its larger cells.
pub const RELIEF_PX_MM: f32 = 0.32;
/// Threads in a workgroup of the compute passes.
pub const THREADS: u32 = 64;

/// Value of [`Display::curve`] for Khronos PBR Neutral.
pub const TONE_NEUTRAL: u32 = 0;
/// Value of [`Display::curve`] for AgX.
pub const TONE_AGX: u32 = 1;
/// Value of [`Display::curve`] for no curve.
pub const TONE_NONE: u32 = 2;
/// Bit of [`Display::switches`]: a backdrop is drawn.
pub const SHOW_BACKDROP: u32 = 1;
/// Bit of [`Display::switches`]: the backdrop is the wall's texture.
pub const SHOW_WALL: u32 = 2;
/// Bit of [`Display::switches`]: stepped edges are smoothed.
pub const SHOW_SMOOTH_EDGES: u32 = 4;

/// The constants that both sides know, as WGSL.
pub fn constants() -> String {
    let number = |name: &str, x: f32| format!("const {name}: f32 = {x:?};\n");
    let whole = |name: &str, x: u32| format!("const {name}: u32 = {x}u;\n");
    let pair = |name: &str, [x, y]: [f32; 2]| format!("const {name}: vec2f = vec2f({x:?}, {y:?});\n");
    let rgb = |name: &str, [r, g, b]: [f32; 3]| format!("const {name}: vec3f = vec3f({r:?}, {g:?}, {b:?});\n");
    let depths: Vec<String> = DEPTHS_MM.iter().map(|mm| format!("{mm:?}")).collect();
    [
        whole("MAX_SESSIONS", MAX_SESSIONS as u32),
        whole("MAX_LIGHTS", MAX_LIGHTS as u32),
        whole("THREADS", THREADS),
        whole("TONE_NEUTRAL", TONE_NEUTRAL),
        whole("TONE_AGX", TONE_AGX),
        whole("TONE_NONE", TONE_NONE),
        whole("SHOW_BACKDROP", SHOW_BACKDROP),
        whole("SHOW_WALL", SHOW_WALL),
        whole("SHOW_SMOOTH_EDGES", SHOW_SMOOTH_EDGES),
        number("HALO_SCALE", HALO_SCALE as f32),
        number("SHADOW_SIZE", SHADOW_SIZE as f32),
        number("DAYS_PER_YEAR", crate::time::DAYS_PER_YEAR),
        number("FRESH_BLUR_MM", healing::FRESH_BLUR_MM),
        number("LOSS_SCATTER", healing::LOSS_SCATTER),
        number("DECAY_SCATTER", healing::DECAY_SCATTER),
        number("DIFFUSION_SCATTER", healing::DIFFUSION_SCATTER),
        number("PER_SD_4", healing::PER_SD_4),
        number("PER_SD_2", healing::PER_SD_2),
        number("LOSS_MAX", healing::LOSS_MAX),
        number("CRUST_FIRST_DAYS", healing::CRUST_FIRST_DAYS),
        number("CRUST_LAST_DAYS", healing::CRUST_LAST_DAYS),
        number("CRUST_FALLS_PER_DAY", healing::CRUST_FALLS_PER_DAY),
        number("VEIL_PEAK", healing::VEIL_PEAK),
        number("VEIL_DAY", healing::VEIL_DAY),
        number("VEIL_LIFTS_PER_DAY", healing::VEIL_LIFTS_PER_DAY),
        number("VEIL_GONE_DAYS", healing::VEIL_GONE_DAYS),
        number("REDNESS_QUICK", healing::REDNESS_QUICK),
        number("REDNESS_QUICK_DAYS", healing::REDNESS_QUICK_DAYS),
        number("REDNESS_SLOW_DAYS", healing::REDNESS_SLOW_DAYS),
        number("WARM_PER_YEAR", healing::WARM_PER_YEAR),
        number("DRIFT_PER_YEAR", healing::DRIFT_PER_YEAR),
        number("Q_MAX", optics::Q_MAX),
        number("HARDEST", optics::kernel::HARDEST),
        number("POWER_MAX", optics::kernel::POWER_MAX),
        rgb("DISC_POWER", optics::kernel::DISC_POWER),
        rgb("GAMMA_FIT", optics::kernel::GAMMA_FIT),
        rgb("WARM_LOSS", optics::pigment::WARM_LOSS),
        rgb("CORE_SIGMA_PER_DEPTH", optics::CORE_SIGMA_PER_DEPTH),
        number("ELONGATION_MAX", ELONGATION_MAX),
        number("DIFFUSION_MAX", DIFFUSION_MAX),
        number("FADE_MAX", FADE_MAX),
        number("BURIED_FULL_PER_CM2", BURIED_FULL_PER_CM2),
        number("SCAR_SAME", f32::from(SCAR_SAME)),
        number("SCAR_RANGE", SCAR_RANGE),
        number("CURVATURE_MAX_PER_MM", CURVATURE_MAX_PER_MM),
        number("STRENGTH_MAX", STRENGTH_MAX),
        number("FACE_FLUSH", optics::region::FACE_FLUSH),
        number("FACE_MELANIN_LN", optics::region::FACE_MELANIN_LN),
        number("FLUSH_BLOOD_LN", optics::region::FLUSH_BLOOD_LN),
        number("LIPS_BLOOD_LN", optics::region::LIPS_BLOOD_LN),
        number("LIPS_SHOW", optics::region::LIPS_SHOW),
        number("FAIR_SLOPE", optics::region::FAIR_SLOPE),
        number("LIPS_MELANIN_LN", optics::region::LIPS_MELANIN_LN),
        number("SEBUM_SMOOTHS", optics::region::SEBUM_SMOOTHS),
        number("CAVITY_F0", optics::region::CAVITY_F0),
        number("FIBRE_CUTICLE", fibre::CUTICLE),
        number("FIBRE_F0", fibre::F0),
        number("FIBRE_SHARP", fibre::SHARP),
        number("FIBRE_THROUGH_LEAST", fibre::THROUGH_LEAST),
        number("FIBRE_TRT_WAY", fibre::TRT_WAY),
        number("FIBRE_INSIDE", fibre::INSIDE),
        number("FIBRE_END_WAY", fibre::END_WAY),
        rgb("FIBRE_SHIFT", fibre::SHIFT),
        rgb("FIBRE_WIDTH", fibre::WIDTH),
        pair("FIBRE_INDEX", fibre::INDEX),
        pair("FIBRE_CROSSING", fibre::CROSSING),
        pair("FIBRE_AROUND_TT", fibre::AROUND_TT),
        pair("FIBRE_AROUND_TRT", fibre::AROUND_TRT),
        pair("FIBRE_END_SHARES", fibre::END_SHARES),
        pair("LOBE_SCALES", optics::specular::LOBE_SCALES),
        pair("LOBE_WEIGHTS", optics::specular::LOBE_WEIGHTS),
        number("RELIEF_PX_MM", RELIEF_PX_MM),
        number("FURROWED", optics::specular::FURROWED),
        whole("TUFT_SHIFT", hair::TUFT_SHIFT),
        whole("LOOSE_BIT", hair::LOOSE_BIT),
        number("TUFT_DEPTH", hair::TUFT_DEPTH),
        number("CAST_THROUGH", hair::CAST_THROUGH),
        number("LIMBUS_MM", crate::head::eyes::LIMBUS_MM),
        number("FILL_FROM_RAD", crate::scene::light::FILL_FROM_RAD),
        number("CORNEA_ALONG_MM", crate::head::eyes::CORNEA_MM[0]),
        number("CORNEA_ACROSS_MM", crate::head::eyes::CORNEA_MM[1]),
        rgb("FACE_YELLOW", optics::region::FACE_YELLOW),
        rgb("CAST_DEPTH", hair::CAST_DEPTH),
        rgb("HALO_SIGMA_MM", HALO_SIGMA_MM),
        rgb("HALO_EXPONENT", HALO_EXPONENT),
        rgb("YULE_NIELSEN", YULE_NIELSEN),
        rgb("GREY_ABSORPTION", hair::GREY_ABSORPTION),
        format!("const DEPTHS_MM = array<f32, {}>({});\n", depths.len(), depths.join(", ")),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_keep_to_32_bytes() {
        assert_eq!(size_of::<DotInstance>(), 32);
        assert_eq!(size_of::<ShaftInstance>(), 32);
        assert_eq!(size_of::<HeadVertex>(), 32);
        assert_eq!(size_of::<AgedDot>(), 32);
        assert_eq!(size_of::<HaloGroup>(), 32);
    }

    #[test]
    fn what_changes_with_time_is_under_a_kilobyte() {
        assert!(size_of::<Treatment>() < 1024);
    }
}
