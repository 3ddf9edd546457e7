//! Uniforms of a frame: camera, lights, and display settings. WGSL's side is in `shaders/lib/frame.wgsl` and
//! `shaders/passes/10_display.wgsl`.

use super::MAX_LIGHTS;
use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec2, Vec3, Vec4};

/// One light of the rig.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct GpuLight {
    /// Matrix from the head frame (mm) to the light's square of the shadow atlas: xy 0–1 in the atlas, z depth along
    /// the light on y's scale.
    pub shadow_from_head: Mat4,
    /// Unit vector towards the light.
    pub toward: Vec3,
    /// Apparent radius, radians.
    pub radius_rad: f32,
    /// Irradiance on a surface that faces the light, scene-linear.
    pub irradiance: Vec3,
    /// Blur of its shadow, mm; 0 where it casts none.
    pub blur_mm: f32,
}

/// Camera and lights of one sample. Group 0, binding 0.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Frame {
    /// Matrix from the head frame (mm) to clip space, jitter and tile included.
    pub clip_from_head: Mat4,
    /// Position of the eye, mm, head frame.
    pub eye: Vec3,
    /// Height of a pixel at a distance of 1 mm, mm.
    pub px_per_distance: f32,
    /// Unit vector along the camera's axis.
    pub forward: Vec3,
    /// Distance of the near plane, mm.
    pub near_mm: f32,
    /// Vector from the eye to the upper left corner of the target, at 1 mm of depth.
    pub ray_corner: Vec3,
    /// Index of the sample, from 0; −1 for a picture in motion, whose hair is spread over its neighbours.
    pub sample: f32,
    /// Step of `ray_corner` from one pixel to the next on its right.
    pub ray_right: Vec3,
    /// Share of the shafts that is drawn, 0–1.
    pub shaft_share: f32,
    /// Step of `ray_corner` from one pixel to the next below.
    pub ray_down: Vec3,
    /// Share of the dots that is drawn one by one, 0–1.
    pub dot_share: f32,
    /// Size of the target, pixels.
    pub target_px: Vec2,
    /// Upper left corner of the tile in the whole picture, pixels.
    pub tile_px: Vec2,
    /// The lights; those beyond the rig's are dark.
    pub lights: [GpuLight; MAX_LIGHTS],
    /// Radiance of the environment as nine spherical harmonics (xyz). The fourth number is padding.
    pub sh: [Vec4; 9],
}

/// Display settings. Group 0, binding 0 of `shaders/passes/10_display.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Display {
    /// Backdrop in the middle of the picture, scene-linear.
    pub center: Vec3,
    /// Factor of the exposure.
    pub exposure: f32,
    /// Backdrop in the picture's corners, scene-linear.
    pub corner: Vec3,
    /// Reflectance F0 that the tone curve compensates.
    pub f0: f32,
    /// Upper left corner of the tile in the whole picture, pixels.
    pub tile_px: Vec2,
    /// Size of the whole picture, pixels.
    pub picture_px: Vec2,
    /// Column of the whole picture that divides before (left) from after, pixels; 0 means no divide.
    pub divide_px: f32,
    /// Opacity of before over after, 0–1.
    pub ghost: f32,
    /// Tone curve: one of [`super::TONE_NEUTRAL`], [`super::TONE_AGX`], [`super::TONE_NONE`].
    pub curve: u32,
    /// Bits of [`super::SHOW_BACKDROP`], [`super::SHOW_WALL`], [`super::SHOW_SMOOTH_EDGES`].
    pub switches: u32,
}
