//! Acceptance tests of optics that need no picture. The reference is the adding–doubling solver; figures that the
//! solver itself is compared with were computed apart from this code.

use super::layers::{Directions, Layer};
use super::skin_tone::{MONK, TYPES};
use super::spectrum::{self, Band};
use super::specular;
use super::*;
use crate::color::{Lab, LinearRgb, delta_e_2000};
use rayon::prelude::*;

mod bare_skin;
mod deposit;
mod pigmented;
mod surface;
mod transport;

fn lab(rgb: [f32; 3]) -> Lab {
    LinearRgb::from_array(rgb).to_lab()
}

fn times(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    std::array::from_fn(|k| a[k] * b[k])
}

/// Skin with a full layer of ink at depths `z` of optical depths `tau`, eight bands: linear RGB.
fn solved<const Z: usize, const T: usize>(
    tissue: [f32; 2],
    ink: fn(f64) -> f64,
    z: [f64; Z],
    tau: [f64; T],
) -> [[[f32; 3]; T]; Z] {
    let directions = Directions::<12>::new(spectrum::INDEX, spectrum::ANISOTROPY);
    let [melanin, blood] = tissue.map(f64::from);
    let bands: Vec<[[f64; T]; Z]> = spectrum::eight_bands()
        .par_iter()
        .map(|band: &Band| {
            let scattering = band.reduced_scattering / (1.0 - spectrum::ANISOTROPY);
            let dermis = band.dermis(blood, spectrum::OXYGENATION);
            let below = directions.slab(dermis, scattering, 80.0).reflection;
            let epidermis: Layer<12> = directions.slab(band.epidermis(melanin), scattering, spectrum::EPIDERMIS_MM);
            let sheets = tau.map(|t| directions.sheet(t * ink(band.nm)).over(&below));
            z.map(|z| {
                let above = directions.slab(dermis, scattering, z - spectrum::EPIDERMIS_MM);
                sheets.map(|sheet| directions.reflectance_normal(&epidermis.over(&above.over(&sheet))))
            })
        })
        .collect();
    std::array::from_fn(|i| {
        std::array::from_fn(|j| spectrum::rgb_of_eight(&std::array::from_fn(|b| bands[b][i][j])).map(|x| x as f32))
    })
}

fn albedo(melanin: f32, blood: f32) -> LinearRgb {
    super::reflectance::albedo(melanin, blood, 0.70, Illuminant::D65)
}

/// Bare albedo of type `i` (0–5).
fn bare(i: usize) -> [f32; 3] {
    albedo(TYPES[i][0], TYPES[i][1]).to_array()
}

fn carbon(i: usize) -> PigmentOptics {
    PigmentOptics::new(Ink::Carbon, TYPES[i][0])
}
