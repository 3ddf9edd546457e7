//! Hair: the shaved shafts that dots imitate, beard, brows and lashes, and the shafts' buried parts.
//!
//! # The idea
//! Follicular units stand on the same field of sites as the dots, so that hair and dots share one blue noise. A unit
//! carries one to four shafts, which leave the skin in the head's hair direction. The shafts are in an order whose
//! every prefix is an even, thinner growth: level of detail is a prefix.
//!
//! # Frame and units
//! Head frame, mm; densities per cm²; angles in radians; absorption per shaft *radius*.
//!
//! # Same bits everywhere
//! Shafts and their places are decided with + − × ÷, √ and `libm`, from hashes of the sites.
//!
//! # Sources
//! Hairs per unit: Guo et al. 2017 (28 : 53 : 17 : 1.3 : 0.2). Diameters: Rakowska 2012 (Caucasian 0.06), Jeong 2011 (Korean
//! 0.086). Growth and resting share: Loussouarn et al. 2005. Scattering: Kajiya & Kay 1989, Marschner et al. 2003 in Karis'
//! fit of 2016. Not chosen: strands as curves of many pieces (0–6 mm of hair hardly bends), textures of stubble (no parallax, no relief).

mod beard;
mod brow;
mod buried;
mod colour;
pub mod fibre;
mod growth;
mod lash;
mod shaft;
mod standing;

pub use beard::{BeardParams, beard, beard_density, buried_beard};
pub use brow::brows;
pub use buried::{buried_density, buried_extinction};
pub use colour::{GREY_ABSORPTION, ShaftMelanin};
pub use growth::{HairParams, grow};
pub use lash::lashes;
pub use shaft::{LOOSE_BIT, Shaft, TUFT_DEPTH, TUFT_SHIFT, coverage, merge};
pub use standing::{CAST_DEPTH, CAST_THROUGH, standing_extinction};

/// Share of resting hairs, which do not grow (Loussouarn et al. 2005: 12–14 %).
pub const RESTING_SHARE: f32 = 0.13;
