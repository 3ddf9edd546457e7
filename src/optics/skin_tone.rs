//! Scales of skin colour: Fitzpatrick's types, Monk's swatches, and measured colours.
//!
//! Fitzpatrick's types describe sunburn, not colour. By convention they stand for the six classes of the individual
//! typology angle (Chardon 1991, Del Bino 2006). Monk's swatches (2019) serve as base albedo as they are. Several are
//! lighter or greyer than any skin's albedo, so their melanin and blood (for pigment and flush) are those of the
//! nearest type.

use crate::color::Srgb8;
use thiserror::Error;

/// Mirror image contained in the measured spectra, to be subtracted.
pub const MEASURED_SPECULAR: f32 = 0.04;
/// Fractions of melanosomes and blood of skin types I–VI (fitted to Xiao et al. 2016).
pub const TYPES: [[f32; 2]; 6] =
    [[0.016, 0.0043], [0.024, 0.0058], [0.035, 0.0074], [0.049, 0.0093], [0.082, 0.0118], [0.233, 0.0089]];

/// Monk's ten swatches (2019).
pub const MONK: [Srgb8; 10] = {
    const fn of(code: u32) -> Srgb8 {
        let [_, r, g, b] = code.to_be_bytes();
        Srgb8 { r, g, b }
    }
    [
        of(0xf6_ede4),
        of(0xf3_e7db),
        of(0xf7_ead0),
        of(0xea_daba),
        of(0xd7_bd96),
        of(0xa0_7e56),
        of(0x82_5c43),
        of(0x60_4134),
        of(0x3a_312a),
        of(0x29_2420),
    ]
};

/// Fractions of melanosomes and blood for Monk's swatches: those of the nearest types.
pub(super) const MONK_TISSUE: [[f32; 2]; 10] =
    [TYPES[0], TYPES[0], TYPES[1], TYPES[1], TYPES[2], [0.063, 0.0105], TYPES[4], TYPES[5], TYPES[5], TYPES[5]];

/// An error in the description of a skin's colour.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum OpticsError {
    /// The number is outside its scale.
    #[error("{scale} has no {found}: use 1 to {last}")]
    OutsideScale {
        /// The scale.
        scale: &'static str,
        /// Step that was asked for.
        found: u8,
        /// Last step of the scale.
        last: u8,
    },
    /// The colour is not one that skin can have.
    #[error("L*a*b* = {0:?} is no skin's colour: L* must lie between 5 and 98 and the colour within what screens show")]
    NotASkin([f32; 3]),
}

/// Colour of a skin, in the scale in which it is given.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum SkinTone {
    /// Fitzpatrick's type, 1–6.
    Fitzpatrick(u8),
    /// Monk's scale, 1–10.
    Monk(u8),
    /// CIE L*a*b* under D65, as a colorimeter or a card-corrected photograph gives it, mirror image included.
    Lab([f32; 3]),
}
