//! Open eyes as the shaders take them. The shaders' side stands in `shaders/passes/06c_eye.wgsl`.

use super::MAX_LIGHTS;
use bytemuck::{Pod, Zeroable};
use glam::{Vec3, Vec4};

/// Globes, irises and the lamps that they mirror. Group 1, binding 2 of the eyes' pass.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Eyes {
    /// Middles of the left and the right globe (mm, head frame), and their radii, mm.
    pub globes: [Vec4; 2],
    /// Unit gaze of each eye (head frame), and the height of the cornea's apex over the globe's middle, mm.
    pub gazes: [Vec4; 2],
    /// Albedo of the stroma about the pupil, scene-linear.
    pub iris_inner: Vec3,
    /// Radius of the pupil behind the cornea, mm.
    pub pupil_mm: f32,
    /// Albedo of the stroma at the rim, scene-linear.
    pub iris_outer: Vec3,
    /// Seed of the fibres and veins.
    pub seed: f32,
    /// Unit vectors towards the lamps' middles (head frame), and the lamps' apparent radii, radians.
    pub lamps: [Vec4; MAX_LIGHTS],
}

/// One vertex of a globe.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct EyeVertex {
    /// Unit vector from the middle of the globe, head frame.
    pub direction: [f32; 3],
    /// Distances below the upper lid's margin, above the lower's and from the inner corner, and the conjunctiva's height
    /// over the globe; mm.
    pub lids: [f32; 4],
    /// Which eye: 0 the left, 1 the right.
    pub which: u32,
}

/// One mole: 24 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct MoleInstance {
    /// Middle on the skin, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Radius, mm; change of ln melanin. f16.
    pub values: [half::f16; 2],
    /// For its own irregularities.
    pub hash: u32,
}
