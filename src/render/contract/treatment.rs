//! Uniform of a treatment: plan, skin and time. WGSL's side is in `shaders/lib/treatment.wgsl`.

use super::MAX_SESSIONS;
use crate::time::FadeModel;
use bytemuck::{Pod, Zeroable};
use glam::{Vec2, Vec3};

/// One session or touch-up.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct GpuSession {
    /// Day of the session.
    pub day: f32,
    /// Share of its pigment that later lightenings have left by the day shown.
    pub amount: f32,
    /// Padding to the 16 bytes that uniforms need for an array's elements.
    pub row: Vec2,
}

/// Uniform of plan, skin and time. Group 1, binding 0.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Treatment {
    /// Albedo of the bare skin, scene-linear.
    pub base_albedo: Vec3,
    /// Strength of the skin's mottling, 0–1.
    pub mottling: f32,
    /// Change of ln albedo with ln melanin.
    pub melanin_slope: Vec3,
    /// Seed of the skin's variation.
    pub skin_seed: u32,
    /// Change of ln albedo with ln blood.
    pub blood_slope: Vec3,
    /// Redness of treated skin on the day shown, 0–1.
    pub redness: f32,
    /// Burley's shape length, mm.
    pub scatter_mm: Vec3,
    /// Share of the gloss that treated skin keeps.
    pub gloss: f32,
    /// Pigment's κ ([`crate::optics::PigmentOptics`]).
    pub kappa: Vec3,
    /// Strength of the redness of ears, nose, cheeks and lips, 0–1.
    pub flush: f32,
    /// Pigment's q at the surface ([`crate::optics::PigmentOptics`]).
    pub q0: Vec3,
    /// Strength of pores and fine lines, 0–1.
    pub relief: f32,
    /// Change of q with depth, per mm.
    pub q1_per_mm: Vec3,
    /// Share of the light that spreads under the skin, 0–1.
    pub scatter_share: f32,
    /// Contrast A of a saturated layer of pigment, at the mean depth of the plan's dots on the day shown.
    pub contrast: Vec3,
    /// Drop of ln melanin from skin in the sun to skin that the sun never reaches.
    pub tan: f32,
    /// Extinction by buried shafts, per shaft and cm².
    pub root_shadow: Vec3,
    /// Perceptual roughness, 0–1.
    pub roughness: f32,
    /// Extinction by the shade of standing shafts, per shaft and cm².
    pub standing: Vec3,
    /// Reflectance at normal incidence.
    pub f0: f32,
    /// Absorption of the hair, per radius.
    pub hair_absorption: Vec3,
    /// Share of grey hair, 0–1.
    pub grey_share: f32,
    /// Light through thick flesh ([`crate::optics::Through::thick`]), divided by the albedo.
    pub through_thick: Vec3,
    /// Mean width of the shafts, mm.
    pub shaft_diameter_mm: f32,
    /// Additional light through thin flesh ([`crate::optics::Through::thin`]), divided by the albedo.
    pub through_thin: Vec3,
    /// Factor from resting to effective depth.
    pub depth_scale: f32,
    /// Day shown, counted from the end of the first session.
    pub days: f32,
    /// Height of the swelling under a fresh dot, mm.
    pub wheal_mm: f32,
    /// Share of treated skin that is covered by loose scales, 0–1.
    pub flaking: f32,
    /// Padding to the 16 bytes at which a struct begins.
    pub row: f32,
    /// Fading of this client's dots.
    pub fade: FadeModel,
    /// Sessions and touch-ups, in the order in which dots name them.
    pub sessions: [GpuSession; MAX_SESSIONS],
}
