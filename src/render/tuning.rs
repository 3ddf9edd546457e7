//! Choices that suit one kind of adapter and not another: which prelude the shaders have, and what is left out before the device sees it.
//!
//! The software figures were measured with Mesa's llvmpipe. None of the choices for hardware was measured on a GPU yet:
//! `benches/gpu.sh` makes the table that would tell.

use super::adapter::{AdapterKind, AdapterSummary};
use super::shader_text::Prelude;

/// Tuning of drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tuning {
    /// Prelude of the shaders.
    pub prelude: Prelude,
    /// Culling on the CPU of dots and clusters of triangles that cannot be seen: worth it where a vertex costs CPU time, and
    /// where vertices share their memory with the CPU. A discrete GPU drops them for less than the list takes to send.
    pub cull_on_cpu: bool,
    /// Fewer triangles for a head seen from afar.
    pub coarse_from_afar: bool,
    /// Shadows half as fine, and by the texel, where they need not be finer: in motion, and from afar.
    pub coarse_shadows: bool,
    /// Halos read from one texel of four, drawn by lot, instead of blended; under [`Prelude::Flat`] alone.
    pub stochastic_halos: bool,
    /// Pipelines made for what a picture shows; otherwise the general one draws all.
    pub skin_variants: bool,
    /// Samples of a still that the device may have before it is waited for.
    pub samples_in_flight: usize,
}

impl Tuning {
    /// For drivers that draw on the CPU.
    pub const SOFTWARE: Self = Self {
        prelude: Prelude::Flat,
        cull_on_cpu: true,
        coarse_from_afar: true,
        coarse_shadows: true,
        stochastic_halos: true,
        skin_variants: true,
        // More only hold more memory: the driver has no idle time to fill.
        samples_in_flight: 1,
    };
    /// For GPUs that share the CPU's memory.
    pub const INTEGRATED: Self =
        Self { prelude: Prelude::Uniform, coarse_shadows: false, samples_in_flight: 2, ..Self::SOFTWARE };
    /// For GPUs with memory of their own.
    pub const DISCRETE: Self =
        Self { cull_on_cpu: false, coarse_from_afar: false, samples_in_flight: 3, ..Self::INTEGRATED };

    /// Tuning that suits an adapter.
    pub fn of(adapter: &AdapterSummary) -> Self {
        match adapter.kind {
            AdapterKind::Software => Self::SOFTWARE,
            AdapterKind::Discrete | AdapterKind::Virtual => Self::DISCRETE,
            AdapterKind::Integrated | AdapterKind::Unknown => Self::INTEGRATED,
        }
    }
}
