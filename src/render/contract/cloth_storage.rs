//! The cloth over the bust, in the layout of the shaders. WGSL's side is in `shaders/passes/06b_cloth.wgsl`.

use bytemuck::{Pod, Zeroable};
use glam::Vec3;

/// Material of the cloth. Group 1, binding 2 of the cloth's pass.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Cloth {
    /// Albedo, scene-linear.
    pub albedo: Vec3,
    /// Width of the ribbed collar, mm.
    pub rib_mm: f32,
}

/// One vertex of the cloth.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct GpuClothVertex {
    /// Head frame, mm.
    pub position: [f32; 3],
    /// Unit normal, outward.
    pub normal: [f32; 3],
    /// Distance along the cloth from the collar's edge, and around it, mm; visible share of the environment's light,
    /// 0–1.
    pub weave: [f32; 3],
}
