//! A mole or a freckle.

use glam::Vec3;

/// A dark spot of the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mole {
    /// Middle, head frame, mm.
    pub position: Vec3,
    /// Unit normal of the skin.
    pub normal: Vec3,
    /// Radius, mm.
    pub radius_mm: f32,
    /// Change of ln melanin in its middle.
    pub melanin_ln: f32,
    /// Hash from which its irregular outline is made.
    pub hash: u32,
}
