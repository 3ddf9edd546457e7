//! Optics of skin, pigment and surface.
//!
//! * [`skin`]: two layers of tissue → albedo in linear Rec. 709, under any light ([`layers`], [`spectrum`], [`illuminant`]);
//! * [`pigment`]: the effect of dots under the surface, as a ratio to the same bare skin;
//! * [`kernel`]: the footprint of a dot; [`scatter`]: light that spreads under the surface;
//! * [`through`]: light through an ear; [`specular`]: reflection off the surface; [`tonemap`]: scene-linear to the
//!   screen.
//!
//! Each closed form with a twin in a shader (`shaders/lib/pigment.wgsl`, `shaders/lib/brdf.wgsl`,
//! `shaders/lib/tone_curves.wgsl`) has its reference here; names are the same. Lengths mm, coefficients mm⁻¹,
//! wavelengths nm, RGB scene-linear Rec. 709 under D65.

pub mod illuminant;
pub mod kernel;
pub mod layers;
pub mod matrix;
mod measured;
pub mod pigment;
pub mod reflectance;
pub mod region;
pub mod scatter;
pub mod skin;
pub mod skin_tone;
pub mod spectrum;
pub mod specular;
pub mod through;
pub mod tonemap;

pub use illuminant::Illuminant;
pub use pigment::{
    CORE_SIGMA_PER_DEPTH, HALO_EXPONENT, HALO_SIGMA_MM, Ink, PigmentOptics, Q_MAX, STRENGTH_MAX, YULE_NIELSEN,
    effective_depth_mm, root_shadow_extinction,
};
pub use skin::SkinOptics;
pub use skin_tone::{OpticsError, SkinTone};
pub use through::Through;

#[cfg(test)]
mod tests;
