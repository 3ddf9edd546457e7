//! Tuning: choices that depend on the kind of adapter, such as the shaders' prelude and culling on the CPU.
//!
//! The choices for software follow measurements with Mesa's llvmpipe. Those for hardware are not measured on a GPU yet;
//! `benches/gpu.sh` makes the table that would tell.

use super::adapter::{AdapterKind, AdapterSummary};
use super::shader_text::Prelude;

/// Tuning: the choices of the renderer that depend on the kind of adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tuning {
    /// Prelude of the shaders.
    pub prelude: Prelude,
    /// True where the CPU culls dots and clusters of triangles that cannot be seen. It pays where a vertex costs CPU
    /// time, and where vertices share their memory with the CPU. A discrete GPU drops invisible ones in less time than
    /// sending the list takes.
    pub cull_on_cpu: bool,
    /// True where a head far away is drawn with fewer triangles.
    pub coarse_from_afar: bool,
    /// True where shadows have half the resolution and no filter in motion and from afar.
    pub coarse_shadows: bool,
    /// True where a halo is read from one texel of four, chosen at random, instead of four blended; for
    /// [`Prelude::Flat`] only.
    pub stochastic_halos: bool,
    /// True where pipelines are specialised for a picture; otherwise the general one draws everything.
    pub skin_variants: bool,
    /// Most samples of a still that are submitted before the CPU waits for the device.
    pub samples_in_flight: usize,
}

impl Tuning {
    /// Tuning for drivers that draw on the CPU.
    pub const SOFTWARE: Self = Self {
        prelude: Prelude::Flat,
        cull_on_cpu: true,
        coarse_from_afar: true,
        coarse_shadows: true,
        stochastic_halos: true,
        skin_variants: true,
        // More would only hold more memory: the driver is never idle.
        samples_in_flight: 1,
    };
    /// Tuning for GPUs that share the CPU's memory.
    pub const INTEGRATED: Self =
        Self { prelude: Prelude::Uniform, coarse_shadows: false, samples_in_flight: 2, ..Self::SOFTWARE };
    /// Tuning for GPUs with memory of their own.
    pub const DISCRETE: Self =
        Self { cull_on_cpu: false, coarse_from_afar: false, samples_in_flight: 3, ..Self::INTEGRATED };

    /// The tuning for an adapter.
    pub fn of(adapter: &AdapterSummary) -> Self {
        match adapter.kind {
            AdapterKind::Software => Self::SOFTWARE,
            AdapterKind::Discrete | AdapterKind::Virtual => Self::DISCRETE,
            AdapterKind::Integrated | AdapterKind::Unknown => Self::INTEGRATED,
        }
    }
}
