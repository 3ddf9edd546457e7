//! Reflectance of skin: an epidermis with melanosomes on an infinitely thick dermis with blood, solved per band.

use super::illuminant::{Illuminant, rgb_of};
use super::layers::Directions;
use super::spectrum::{ANISOTROPY, BANDS, Band, EPIDERMIS_MM, INDEX, Spectrum};
use crate::color::LinearRgb;
use crate::par::*;

/// Thickness that counts as infinite, mm.
const DERMIS_MM: f64 = 80.0;
/// Directions of the solver at run time ([`super::layers`]).
pub(super) const COARSE: usize = 12;

/// Albedo of skin under light along the normal, white-balanced under `illuminant`.
///
/// `melanin`, `blood`: fractions 0–1 of epidermis and dermis; `oxygenation` 0–1 (0.70 at rest, higher when flushed).
pub fn albedo(melanin: f32, blood: f32, oxygenation: f32, illuminant: Illuminant) -> LinearRgb {
    let spectrum = reflectance(melanin, blood, oxygenation);
    LinearRgb::from_array(rgb_of(&illuminant.rgb_weights(), &spectrum).map(|x| x as f32))
}

/// Diffuse reflectance of skin in 31 bands; see [`albedo`].
pub fn reflectance(melanin: f32, blood: f32, oxygenation: f32) -> Spectrum {
    let grids = grids::<1, 1>([unit(melanin)], [[unit(blood), unit(oxygenation)]]);
    std::array::from_fn(|i| grids[i][0][0])
}

/// A fraction limited to 0–1.
pub(super) fn unit(x: f32) -> f64 {
    f64::from(x).clamp(0.0, 1.0)
}

/// Reflectance per band for every pair of melanin and blood (its fraction and its oxygenation). Each layer is solved once.
pub(super) fn grids<const M: usize, const B: usize>(melanins: [f64; M], bloods: [[f64; 2]; B]) -> Vec<[[f64; B]; M]> {
    let directions = Directions::<COARSE>::new(INDEX, ANISOTROPY);
    (0..BANDS).into_par_iter().map(|i| grid(&directions, &Band::new(i), melanins, bloods)).collect()
}

/// Reflectance in one band for every pair of melanin and blood.
pub(super) fn grid<const N: usize, const M: usize, const B: usize>(
    directions: &Directions<N>,
    band: &Band,
    melanins: [f64; M],
    bloods: [[f64; 2]; B],
) -> [[f64; B]; M] {
    let scattering = band.reduced_scattering / (1.0 - ANISOTROPY);
    let dermis =
        bloods.map(|[b, oxygenation]| directions.slab(band.dermis(b, oxygenation), scattering, DERMIS_MM).reflection);
    melanins.map(|m| {
        let epidermis = directions.slab(band.epidermis(m), scattering, EPIDERMIS_MM);
        std::array::from_fn(|b| directions.reflectance_normal(&epidermis.over(&dermis[b])))
    })
}
