//! Vertex buffers: the head, the treatment of its skin, and shafts of hair.

use super::pack::{oct_encode, snorm8, unorm8};
use crate::hair::Shaft;
use crate::head::drawn::DrawnVertex;
use crate::optics::scatter::CURVATURE_MAX_PER_MM;
use bytemuck::{Pod, Zeroable};
use half::f16;

/// Density of buried shafts at which the byte is 255, per cm².
pub const BURIED_FULL_PER_CM2: f32 = 400.0;
/// Byte of a scar that does not differ from the skin around it.
pub const SCAR_SAME: u8 = 128;
/// Change of ln melanin or ln blood in a scar at which the byte is largest.
pub const SCAR_RANGE: f32 = 2.5;

/// One vertex of the head: 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct HeadVertex {
    /// Position, mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal, snorm16.
    pub normal: [i16; 2],
    /// Scalp, lips, flush, skin around the eyes; unorm8.
    pub maps: [u8; 4],
    /// Ear, ambient visibility, curvature ÷ [`CURVATURE_MAX_PER_MM`], exposure to the sun; unorm8.
    pub shape: [u8; 4],
    /// Mean open direction; sebum beside the scalp's; snorm8.
    pub bent: [i8; 4],
    /// Colour of a scan, sRGB-encoded, unorm8; alpha is 1 where there is one.
    pub color: [u8; 4],
}

impl From<&DrawnVertex> for HeadVertex {
    fn from(skin: &DrawnVertex) -> Self {
        Self {
            position: skin.position.to_array(),
            normal: oct_encode(skin.normal),
            maps: skin.maps.map(unorm8),
            shape: [skin.ear, skin.visibility, skin.curvature_per_mm / CURVATURE_MAX_PER_MM, skin.sun].map(unorm8),
            bent: skin.bent.extend(skin.sebum).to_array().map(snorm8),
            color: skin.color.map_or([0; 4], |c| {
                let [r, g, b] = c.map(|x| unorm8(crate::color::srgb_encode(x)));
                [r, g, b, 255]
            }),
        }
    }
}

/// Treatment of the skin at one vertex.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TreatedSkin {
    /// Share of treated skin, 0–1.
    pub treated: f32,
    /// Density of buried shafts, per cm².
    pub buried_per_cm2: f32,
    /// Change of ln melanin in a scar.
    pub scar_melanin_ln: f32,
    /// Change of ln blood in a scar.
    pub scar_blood_ln: f32,
}

impl TreatedSkin {
    /// The skin before any dot was set.
    pub fn without_dots(self) -> Self {
        Self { treated: 0.0, ..self }
    }

    /// The skin halfway between two vertices.
    pub fn between(a: Self, b: Self) -> Self {
        Self {
            treated: 0.5 * (a.treated + b.treated),
            buried_per_cm2: 0.5 * (a.buried_per_cm2 + b.buried_per_cm2),
            scar_melanin_ln: 0.5 * (a.scar_melanin_ln + b.scar_melanin_ln),
            scar_blood_ln: 0.5 * (a.scar_blood_ln + b.scar_blood_ln),
        }
    }
}

/// Treatment of the skin at one vertex, packed: 4 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct TreatedVertex {
    /// Treated share, buried shafts ÷ [`BURIED_FULL_PER_CM2`], unorm8; a scar's melanin and blood ([`pack_scar`]).
    pub maps: [u8; 4],
}

impl From<&TreatedSkin> for TreatedVertex {
    fn from(skin: &TreatedSkin) -> Self {
        Self {
            maps: [
                unorm8(skin.treated),
                unorm8(skin.buried_per_cm2 / BURIED_FULL_PER_CM2),
                pack_scar(skin.scar_melanin_ln),
                pack_scar(skin.scar_blood_ln),
            ],
        }
    }
}

/// Byte of a change of ln melanin or ln blood in a scar. Shader twin: `unpack_scar` in `shaders/lib/packing.wgsl`.
pub fn pack_scar(ln: f32) -> u8 {
    (f32::from(SCAR_SAME) + (ln.clamp(-SCAR_RANGE, SCAR_RANGE) / SCAR_RANGE * 127.0).round()) as u8
}

/// One shaft of hair: 32 bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct ShaftInstance {
    /// Root on the skin, mm, head frame.
    pub root: [f32; 3],
    /// Octahedral direction of the shaft, snorm16.
    pub direction: [i16; 2],
    /// Octahedral skin normal, snorm16.
    pub normal: [i16; 2],
    /// Length and diameter, mm; share of grey; taper 0–1. f16.
    pub values: [f16; 4],
    /// Hash from which a shaft's individual variation is made.
    pub hash: u32,
}

impl From<&Shaft> for ShaftInstance {
    fn from(shaft: &Shaft) -> Self {
        Self {
            root: shaft.root.to_array(),
            direction: oct_encode(shaft.direction),
            normal: oct_encode(shaft.normal),
            values: [shaft.length_mm, shaft.diameter_mm, shaft.grey, shaft.taper].map(f16::from_f32),
            hash: shaft.hash,
        }
    }
}
