//! What shaders read, byte for byte, and the constants that both sides need.
//!
//! Uniforms ([`Frame`], [`Treatment`], [`Display`] and what they hold) are declared on both sides: `tests/shaders.rs` compares them,
//! member by member, with what naga reads out of the shaders. Vertex buffers ([`HeadVertex`], [`TreatedVertex`], [`ShaftInstance`])
//! are compared with the attributes that shaders take, in `layout_tests.rs`. Shaders read dots ([`DotInstance`], [`AgedDot`],
//! [`HaloGroup`]) as bare words: where each value lies, and its scale, is kept in step by hand.

use crate::time::FadeModel;
use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec3, Vec4};

/// How many sessions and touch-ups a plan's picture can hold.
pub const MAX_SESSIONS: usize = 12;
/// How many shadow-casting lights.
pub const MAX_LIGHTS: usize = crate::scene::light::MAX_LIGHTS;
/// The wide halo of the dots is drawn at one in this many pixels each way.
pub const WIDE_SCALE: u32 = 4;
/// Edge of one light's square of the shadow map, texels.
pub const SHADOW_SIZE: u32 = 1024;

/// One shadow-casting light.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct GpuLight {
    /// Head frame (mm) to the light's square of the shadow map: xy 0–1 in the atlas, z depth, along the light on y's scale.
    pub shadow_from_head: Mat4,
    /// xyz: unit vector towards it; w: apparent radius, radians.
    pub toward: Vec4,
    /// rgb: irradiance on a surface facing it; w: blur of its shadow, mm, 0 where it casts none.
    pub irradiance: Vec4,
}

/// What changes with camera and light. Group 0, binding 0.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Frame {
    /// Head frame (mm) to clip space, jitter and tile included.
    pub clip_from_head: Mat4,
    /// xyz: the eye, mm; w: height of a pixel at 1 mm distance, mm.
    pub eye: Vec4,
    /// xyz: unit vector the camera looks along; w: near plane, mm.
    pub forward: Vec4,
    /// x, y: size of the target, pixels; z, w: share of the dots that is drawn into the narrow target, and
    /// that the halos drawn stand for, 0–1.
    pub viewport: Vec4,
    /// From the eye through the target's upper left corner, 1 mm along the view.
    pub ray_corner: Vec4,
    /// What a pixel to the right adds to that.
    pub ray_right: Vec4,
    /// What a pixel down adds.
    pub ray_down: Vec4,
    /// x: index of the sample; y: shafts' share drawn; z, w: corner of the tile in the whole picture, pixels.
    pub sampling: Vec4,
    /// Lights.
    pub lights: [GpuLight; MAX_LIGHTS],
    /// Environment: nine spherical harmonics of radiance, rgb in xyz.
    pub sh: [Vec4; 9],
}

/// What changes with plan, skin and time. Group 0, binding 1.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Treatment {
    /// rgb: albedo of the bare skin, scene-linear; w: strength of the skin's mottling, 0–1.
    pub base_albedo: Vec4,
    /// rgb: change of ln albedo with ln melanin; w: seed of the variation.
    pub melanin_slope: Vec4,
    /// rgb: change of ln albedo with ln blood; w: redness of treated skin now, 0–1.
    pub blood_slope: Vec4,
    /// rgb: Burley's shape length, mm; w: share of the gloss left on treated skin.
    pub scatter: Vec4,
    /// rgb: κ of the ratio; w: effective depth of the plan's dots, mm.
    pub kappa: Vec4,
    /// rgb: q0; w: strength of the redness of ears, nose, cheeks and lips, 0–1.
    pub q0: Vec4,
    /// rgb: q1, per mm; w: strength of pores and fine lines, 0–1.
    pub q1: Vec4,
    /// rgb: contrast A of a saturated layer at the depth to which the plan's dots have settled; w: share of the light that
    /// spreads under the skin.
    pub contrast: Vec4,
    /// x: height of the swelling under a fresh dot, mm; y: share of treated skin under loose scales; z: mean width of the
    /// shafts, mm; w: how much ln melanin falls where the sun never comes.
    pub fresh: Vec4,
    /// rgb: extinction of buried shafts per shaft and cm²; w: cm⁻² that a full byte of the map means.
    pub root_shadow: Vec4,
    /// x: perceptual roughness, y: F0, z: oil sheen 0–1, w: 1 where the scan's own colour is the base.
    pub surface: Vec4,
    /// x: days since the end of the first session, y: sessions in use, z: scale from resting to effective depth, w:
    /// unused.
    pub clock: Vec4,
    /// The fading of this client's dots.
    pub fade: FadeModel,
    /// x: day of the session; y: dose factor; z, w: unused.
    pub sessions: [Vec4; MAX_SESSIONS],
    /// Hair: rgb absorption per radius; w: grey share.
    pub hair: Vec4,
    /// rgb: what thick flesh lets pass ([`crate::optics::Through::thick`]), over the albedo.
    pub through: Vec4,
    /// rgb: what thin flesh lets pass besides ([`crate::optics::Through::thin`]), over the albedo.
    pub through_thin: Vec4,
    /// rgb: extinction by the shade of standing shafts, per shaft and cm²; w: unused.
    pub standing: Vec4,
}

/// What the last step needs. Group 0, binding 0 of the tone map.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Display {
    /// rgb: scene-linear backdrop in the middle; w: 1 where it is drawn, 0 for a transparent picture.
    pub center: Vec4,
    /// rgb: scene-linear backdrop in the corners; w: F0 that the tone map is matched to.
    pub corner: Vec4,
    /// x, y: origin of the tile, pixels; z, w: size of the whole picture, pixels.
    pub tile: Vec4,
    /// x: 1 where the backdrop is the wall's texture; y: curve (0 neutral, 1 AgX, 2 none); z: exposure factor; w: amount of edge
    /// smoothing.
    pub options: Vec4,
    /// x: column that divides before (left) from after, pixels of the whole picture; y: 1 where divided; z: share of
    /// before over after; w: unused.
    pub divide: Vec4,
}

/// What the globes of both eyes are. Group 1, binding 2 of the eyes' pass.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Eyes {
    /// Middles of the left and the right globe, mm, head frame; w: radius, mm.
    pub globes: [Vec4; 2],
    /// Unit gaze of each, head frame; w: height of the cornea's apex over the globe's middle, mm.
    pub gazes: [Vec4; 2],
    /// Albedo of the stroma about the pupil.
    pub iris_inner: Vec3,
    /// Radius of the pupil behind the cornea, mm.
    pub pupil_mm: f32,
    /// Albedo of the stroma at the rim.
    pub iris_outer: Vec3,
    /// Seed of the fibres and veins.
    pub seed: f32,
    /// Directions of the lamps, as tears mirror them: unit, head frame; w: apparent radius, radians.
    pub lamps: [Vec4; MAX_LIGHTS],
}

/// One vertex of a globe.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct EyeVertex {
    /// Unit vector from the middle of the globe, head frame.
    pub direction: [f32; 3],
    /// Below the upper lid's margin, above the lower's, from the inner corner, and the conjunctiva's height over the globe; mm.
    pub lids: [f32; 4],
    /// 0: the left eye, 1: the right.
    pub which: u32,
}

/// One vertex of the head.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct HeadVertex {
    /// mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Scalp, lips, flush, brows; unorm8.
    pub maps: [u8; 4],
    /// Ear, ambient visibility, curvature (mm⁻¹ ÷ 0.25), exposure to the sun; unorm8.
    pub shape: [u8; 4],
    /// Mean unoccluded direction, snorm8; w spare.
    pub bent: [i8; 4],
    /// The scan's colour, sRGB-encoded, unorm8; alpha 1 where there is one.
    pub color: [u8; 4],
}

/// What a plan puts on a vertex.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct TreatedVertex {
    /// Treated share, buried shafts (of `root_shadow.w`), a scar's melanin and blood beside the skin's (128: the same); unorm8.
    pub maps: [u8; 4],
}

impl TreatedVertex {
    /// Skin without work, buried shafts or scars.
    pub const UNTREATED: Self = Self { maps: [0, 0, 128, 128] };
}

/// One dot as the GPU takes it: 32 bytes, in rank order.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct DotInstance {
    /// mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Healed radius, resting depth, both mm; optical depth; angle of the hair in the tangent frame, radians. f16.
    pub values: [half::f16; 4],
    /// Elongation ÷ 4, spread ÷ 8, early-loss factor ÷ 8, session ÷ 255; unorm8.
    pub factors: [u8; 4],
    /// For what varies from dot to dot.
    pub hash: u32,
}

/// One dot as it is drawn at the clock's time, written by `aging.wgsl`, read by `dot.wgsl`: 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct AgedDot {
    /// mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Radius, blur, both mm; strength in red and green. f16.
    pub shape: [half::f16; 4],
    /// Strength in blue; angle of the hair in the tangent frame, radians. f16.
    pub blue: [half::f16; 2],
    /// Crust, redness about it, elongation ÷ 4; spare. Unorm8.
    pub marks: [u8; 4],
}

/// Dots whose halos are drawn as one, read by `gather.wgsl`: 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct HaloGroup {
    /// Middle of its dots, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral mean normal, snorm16.
    pub normal: [i16; 2],
    /// Where its members begin.
    pub first: u32,
    /// How many they are.
    pub count: u32,
    /// How far they lie from the middle: variance along the skin, mm².
    pub spread_mm2: f32,
    /// How many dots each of them stands for.
    pub weight: f32,
}

/// One shaft of hair as the GPU takes it: 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct ShaftInstance {
    /// Where it leaves the skin, mm, head frame.
    pub root: [f32; 3],
    /// Octahedral direction, snorm16.
    pub direction: [i16; 2],
    /// Octahedral skin normal, snorm16.
    pub normal: [i16; 2],
    /// Length, diameter, mm; share of grey; taper 0–1. f16.
    pub values: [half::f16; 4],
    /// For what varies from shaft to shaft.
    pub hash: u32,
}

/// Octahedral map of a unit vector to two snorm16 (Cigolle et al. 2014).
pub fn oct_encode(n: Vec3) -> [i16; 2] {
    let n = n / (n.x.abs() + n.y.abs() + n.z.abs()).max(1e-12);
    let wrap = |a: f32, b: f32| (1.0 - b.abs()) * if a >= 0.0 { 1.0 } else { -1.0 };
    let (x, y) = if n.z >= 0.0 { (n.x, n.y) } else { (wrap(n.x, n.y), wrap(n.y, n.x)) };
    [snorm16(x), snorm16(y)]
}

fn snorm16(x: f32) -> i16 {
    (x.clamp(-1.0, 1.0) * 32767.0).round() as i16
}

/// A number from 0 to 1 in a byte.
pub fn unorm8(x: f32) -> u8 {
    (x.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// A number from −1 to 1 in a byte.
pub fn snorm8(x: f32) -> i8 {
    (x.clamp(-1.0, 1.0) * 127.0).round() as i8
}

/// The tangent frame that shaders build on a normal, too (Duff et al. 2017): two unit vectors.
pub fn tangent_frame(n: Vec3) -> (Vec3, Vec3) {
    let sign = if n.z >= 0.0 { 1.0 } else { -1.0 };
    let a = -1.0 / (sign + n.z);
    let b = n.x * n.y * a;
    (Vec3::new(1.0 + sign * n.x * n.x * a, sign * b, -sign * n.x), Vec3::new(b, sign + n.y * n.y * a, -n.y))
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

    #[test]
    fn the_tangent_frame_is_orthonormal_all_round() {
        for i in 0..200 {
            let z = 1.0 - 2.0 * (i as f32 + 0.5) / 200.0;
            let (s, c) = (i as f32 * 2.4).sin_cos();
            let n = Vec3::new((1.0 - z * z).sqrt() * c, (1.0 - z * z).sqrt() * s, z);
            let (t, b) = tangent_frame(n);
            assert!(t.dot(n).abs() < 1e-5 && b.dot(n).abs() < 1e-5 && t.dot(b).abs() < 1e-5);
            assert!((t.cross(b) - n).length() < 1e-5);
        }
    }
}
