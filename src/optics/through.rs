//! Light through thin flesh: an ear against the sun is red.
//!
//! An ear is a sheet of dermis with an epidermis on either side (its cartilage is as pale as dermis). Its transmittance
//! comes from the adding–doubling of the skin's colour ([`super::layers`]), so dark skin, which the light passes twice,
//! glows less. Thickness is measured along the light.

use super::illuminant::{Illuminant, rgb_of};
use super::layers::Directions;
use super::reflectance::COARSE;
use super::spectrum::{ANISOTROPY, BANDS, Band, EPIDERMIS_MM, INDEX, OXYGENATION, Spectrum};
use crate::par::*;

/// Depths in the flesh at which visibility of the light is tested, mm. Flesh between two of them counts as of the mean
/// thickness, flesh thicker than the last as opaque.
pub const DEPTHS_MM: [f32; 5] = [1.0, 2.0, 3.5, 5.5, 8.5];

/// Share of the light on the far side that leaves on the near one, per channel: `s²·(x + y·s⁴)`, where s is the share of
/// `DEPTHS_MM` from which the light is visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Through {
    /// Coefficient x: light through thick flesh.
    pub thick: [f32; 3],
    /// Coefficient y: additional light through thin flesh.
    pub thin: [f32; 3],
}

impl Through {
    /// Light through an ear whose skin has these fractions of melanosomes and blood, 0–1, under a light.
    pub fn new(melanin: f32, blood: f32, illuminant: Illuminant) -> Self {
        // The thickness lies between two depths; their middle stands for it.
        let middle =
            |k: usize| f64::from(DEPTHS_MM[k] + DEPTHS_MM[k.saturating_sub(1)] * f32::from(u8::from(k > 0))) / 2.0;
        let passed: [[f64; 3]; 5] = transmittance(melanin, blood, std::array::from_fn(middle), illuminant);
        let fit = |c: usize| {
            // Least squares of s²·x + s⁶·y over the five steps; s = 1 is the thinnest. Neither is below zero.
            let (mut a, mut b) = ([[0.0; 2]; 2], [0.0; 2]);
            for (k, rgb) in passed.iter().enumerate() {
                let s = (5 - k) as f64 / 5.0;
                let basis = [s * s, s.powi(6)];
                for i in 0..2 {
                    b[i] += basis[i] * rgb[c];
                    for j in 0..2 {
                        a[i][j] += basis[i] * basis[j];
                    }
                }
            }
            let whole = a[0][0] * a[1][1] - a[0][1] * a[1][0];
            let x = (b[0] * a[1][1] - b[1] * a[0][1]) / whole;
            if x > 0.0 { [x, (b[1] - a[0][1] * x) / a[1][1]] } else { [0.0, b[1] / a[1][1]] }.map(|v| v.max(0.0) as f32)
        };
        let fits = [fit(0), fit(1), fit(2)];
        Self { thick: fits.map(|f| f[0]), thin: fits.map(|f| f[1]) }
    }

    /// Share of the light behind an ear that passes it, where the light is visible from the share `s` of the depths. Twin of the
    /// shader's `through_ear`.
    pub fn share(&self, s: f32) -> [f32; 3] {
        std::array::from_fn(|c| s * s * (self.thick[c] + self.thin[c] * (s * s) * (s * s)))
    }
}

/// Share of the light that a sheet of skin transmits, linear RGB white-balanced under `illuminant`, for each thickness
/// in mm.
pub fn transmittance<const T: usize>(
    melanin: f32,
    blood: f32,
    thickness_mm: [f64; T],
    illuminant: Illuminant,
) -> [[f64; 3]; T] {
    let directions = Directions::<COARSE>::new(INDEX, ANISOTROPY);
    let bands: Vec<[f64; T]> = (0..BANDS)
        .into_par_iter()
        .map(|i| {
            let band = Band::new(i);
            let scattering = band.reduced_scattering / (1.0 - ANISOTROPY);
            let epidermis = directions.slab(band.epidermis(f64::from(melanin)), scattering, EPIDERMIS_MM);
            thickness_mm.map(|mm| {
                let flesh = directions.slab(band.dermis(f64::from(blood), OXYGENATION), scattering, mm);
                directions.transmittance_normal(&epidermis.about(&flesh))
            })
        })
        .collect();
    let weights = illuminant.rgb_weights();
    std::array::from_fn(|t| {
        let spectrum: Spectrum = std::array::from_fn(|i| bands[i][t]);
        rgb_of(&weights, &spectrum).map(|x| x.max(0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::super::skin_tone::TYPES;
    use super::*;

    const FLESH_MM: [f64; 5] = [0.5, 1.5, 2.75, 4.5, 7.0];

    #[test]
    fn thin_flesh_glows_thick_flesh_does_not_red_before_green_before_blue_and_dark_skin_less() {
        let of = |[m, b]: [f32; 2]| transmittance(m, b, FLESH_MM, Illuminant::D65);
        for tissue in TYPES {
            let passed = of(tissue);
            for rgb in &passed {
                assert!(rgb[0] > rgb[1] && rgb[1] >= rgb[2], "{rgb:?}");
            }
            for (thin, thick) in passed.iter().zip(&passed[1..]) {
                assert!((0..3).all(|c| thick[c] < thin[c] || thick[c] == 0.0), "{thin:?} {thick:?}");
            }
            let [ear, neck] = transmittance(tissue[0], tissue[1], [3.0, 60.0], Illuminant::D65);
            // Through a rim of 3 mm four times as much red as green or more, through a neck nothing.
            assert!(4.0 * ear[1] < ear[0] && neck[0] < 1e-6, "{ear:?} {neck:?}");
        }
        for (fair, dark) in TYPES.iter().zip(&TYPES[1..]) {
            assert!(of(*dark)[2][0] < of(*fair)[2][0], "{dark:?}");
        }
    }

    #[test]
    fn no_more_light_comes_through_than_skin_leaves_over() {
        for [m, b] in TYPES {
            let [film] = transmittance(m, b, [0.05], Illuminant::D65);
            let thick = super::super::reflectance::albedo(m, b, OXYGENATION as f32, Illuminant::D65).to_array();
            // A film throws less back than thick skin does; what it lets through and what it mirrors make up at most the rest.
            assert!(film.iter().all(|&t| t < 0.97), "{film:?}");
            let [five] = transmittance(m, b, [5.0], Illuminant::D65);
            assert!((0..3).all(|c| five[c] as f32 + thick[c] < 0.97), "{five:?} {thick:?}");
        }
    }

    #[test]
    fn the_shaders_closed_form_stays_near_the_solver() {
        for [m, b] in TYPES {
            let passed = transmittance(m, b, FLESH_MM, Illuminant::D65);
            let form = Through::new(m, b, Illuminant::D65);
            for (k, exact) in passed.iter().enumerate() {
                let s = 1.0 - k as f32 / 5.0;
                let found = form.share(s);
                assert!((0..3).all(|c| (found[c] - exact[c] as f32).abs() < 0.02), "{s}: {found:?} for {exact:?}");
            }
            assert_eq!(form.share(0.0), [0.0; 3]);
        }
    }
}
