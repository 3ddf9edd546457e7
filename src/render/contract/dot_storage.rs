//! Storage of the dots: as planned, as they are on the day shown, and gathered in groups. WGSL's side is in
//! `shaders/lib/dot_layout.wgsl`.

use super::pack::{oct_encode, tangent_frame, unorm8};
use crate::plan::dots::Dot;
use bytemuck::{Pod, Zeroable};
use glam::Vec3;
use half::f16;

/// Elongation of a dot whose byte is 255.
pub const ELONGATION_MAX: f32 = 4.0;
/// Spread of a dot whose byte is 255, relative to the usual.
pub const SPREAD_MAX: f32 = 8.0;
/// Early loss of a dot whose byte is 255, relative to the usual.
pub const FADE_MAX: f32 = 8.0;

/// One dot as planned: 32 bytes, in rank order.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct DotInstance {
    /// Position, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Healed radius and resting depth, both mm; optical depth; angle of the hair in the tangent frame, radians. f16.
    pub values: [f16; 4],
    /// Elongation ÷ [`ELONGATION_MAX`], spread ÷ [`SPREAD_MAX`], early loss ÷ [`FADE_MAX`], unorm8; number of the session.
    pub factors: [u8; 4],
    /// Hash from which a dot's individual variation is made.
    pub hash: u32,
}

impl From<&Dot> for DotInstance {
    fn from(dot: &Dot) -> Self {
        let (tangent, bitangent) = tangent_frame(dot.normal);
        let angle = dot.hair_direction.dot(bitangent).atan2(dot.hair_direction.dot(tangent));
        Self {
            position: dot.position.to_array(),
            normal: oct_encode(dot.normal),
            values: [dot.radius_mm, dot.depth_mm, dot.optical_depth, angle].map(f16::from_f32),
            factors: [
                unorm8(dot.elongation / ELONGATION_MAX),
                unorm8(dot.spread / SPREAD_MAX),
                unorm8(dot.fade / FADE_MAX),
                dot.session,
            ],
            hash: dot.hash,
        }
    }
}

/// One dot on the day shown, or a group of dots: 32 bytes. Written and read on the device only.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct AgedDot {
    /// Position, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Radius and blur, both mm; strength in red and green. f16.
    pub shape: [f16; 4],
    /// Strength in blue; then the hair's angle in the tangent frame, radians (for a group: its redness). f16.
    pub blue: [f16; 2],
    /// Crust, redness of the skin around the dot, elongation ÷ [`ELONGATION_MAX`], 0; unorm8.
    pub marks: [u8; 4],
}

/// Neighbouring dots whose halos are drawn as one: 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct HaloGroup {
    /// Mean position of the group's dots, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral mean normal, snorm16.
    pub normal: [i16; 2],
    /// Index of the first entry in the list of members.
    pub first: u32,
    /// Number of members.
    pub count: u32,
    /// Variance of the members' positions along the skin, mm².
    pub spread_mm2: f32,
    /// Number of dots that each member stands for.
    pub weight: f32,
}

impl HaloGroup {
    /// A group of the members `first..first + count` around a point of the skin.
    pub fn new(position: Vec3, normal: Vec3, first: u32, count: u32, spread_mm2: f32, weight: f32) -> Self {
        Self { position: position.to_array(), normal: oct_encode(normal), first, count, spread_mm2, weight }
    }
}
