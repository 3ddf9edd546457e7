//! Storage of the dots: as planned, as they are on the day shown, and gathered in groups. WGSL's side is in
//! `shaders/lib/dot_layout.wgsl`.

use super::pack::{oct_encode, tangent_frame, unorm8};
use crate::plan::dots::Dot;
pub use crate::plan::mishaps::DIFFUSION_MAX;
use bytemuck::{Pod, Zeroable};
use glam::Vec3;
use half::f16;

/// Elongation of a dot whose byte is 255; a hand of the widest plan draws up to 3.
pub const ELONGATION_MAX: f32 = 4.0;
/// Early loss of a dot whose byte is 255, relative to the usual. All beyond it lose the same: the loss is at most 0.95
/// ([`crate::time::dot_state`]).
pub const FADE_MAX: f32 = 8.0;

/// One dot as planned: 32 bytes, in order.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct DotInstance {
    /// Position, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Settled radius and resting depth, both mm; optical depth; angle of the hair in the tangent frame, radians. f16.
    pub values: [f16; 4],
    /// Elongation ÷ [`ELONGATION_MAX`], diffusion ÷ [`DIFFUSION_MAX`], early loss ÷ [`FADE_MAX`], unorm8; number of the session.
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
                unorm8(dot.diffusion / DIFFUSION_MAX),
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
    pub variance_mm2: f32,
    /// Number of dots that each member stands for.
    pub weight: f32,
}

impl HaloGroup {
    /// A group of the members `first..first + count` around a point of the skin.
    pub fn new(position: Vec3, normal: Vec3, first: u32, count: u32, variance_mm2: f32, weight: f32) -> Self {
        Self { position: position.to_array(), normal: oct_encode(normal), first, count, variance_mm2, weight }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::zones::DEPTH_MIN_MM;
    use crate::plan::{MAX_VISITS, Plan};

    /// The schema allows what is drawn, and no more: no byte saturates, no depth is raised, no visit is left out.
    #[test]
    fn a_plan_asks_for_nothing_that_is_not_drawn() {
        let schema = Plan::schema();
        let limit = |table: &str, key: &str, end: &str| {
            schema["$defs"][table]["properties"][key][end].as_f64().unwrap_or_else(|| panic!("{table}.{key}.{end}"))
                as f32
        };
        assert!(limit("ScarTissue", "spread", "maximum") <= DIFFUSION_MAX);
        assert_eq!(limit("Zone", "depth_mm", "minimum"), DEPTH_MIN_MM);
        // The longest dot of a hand leans twice as much as the mean one.
        assert!(1.0 + 2.0 * (limit("Hand", "elongation", "maximum") - 1.0) <= ELONGATION_MAX);
        for list in ["sessions", "touch_ups"] {
            assert_eq!(schema["properties"][list]["maxItems"].as_u64(), Some(MAX_VISITS as u64), "{list}");
        }
    }
}
