//! Open eyes and moles, in the layout of the shaders. WGSL's side is in `shaders/passes/06c_eye.wgsl` and
//! `shaders/passes/06a_mole.wgsl`.

use super::MAX_LIGHTS;
use bytemuck::{Pod, Zeroable};
use glam::{Vec3, Vec4};

/// Globes, irises, and the lamps that are mirrored in them. Group 1, binding 2 of the eyes' pass.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Eyes {
    /// Middles of the left and the right globe (xyz, mm, head frame), and their radii (w, mm).
    pub globes: [Vec4; 2],
    /// Unit gaze of each eye (xyz, head frame), and the height of the cornea's apex above the globe's middle (w, mm).
    pub gazes: [Vec4; 2],
    /// Albedo of the iris at the pupil, scene-linear.
    pub iris_inner: Vec3,
    /// Radius of the pupil behind the cornea, mm.
    pub pupil_mm: f32,
    /// Albedo of the iris at its rim, scene-linear.
    pub iris_outer: Vec3,
    /// Seed of the iris's fibres and the sclera's veins.
    pub seed: f32,
    /// Unit vectors towards the lamps' middles (xyz, head frame), and the lamps' apparent radii (w, radians).
    pub lamps: [Vec4; MAX_LIGHTS],
}

/// One vertex of a globe.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct EyeVertex {
    /// Unit vector from the middle of the globe, head frame.
    pub direction: [f32; 3],
    /// Distances below the upper lid's margin, above the lower lid's and from the inner corner, and height of the
    /// conjunctiva above the globe, mm.
    pub lids: [f32; 4],
    /// Index of the eye: 0 left, 1 right.
    pub which: u32,
}

/// One mole: 24 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct MoleInstance {
    /// Middle of the mole on the skin, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Radius, mm; change of ln melanin. f16.
    pub values: [half::f16; 2],
    /// Hash from which the mole's irregular outline is made.
    pub hash: u32,
}
