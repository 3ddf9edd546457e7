//! Bare skin: melanin and blood in two layers of tissue → albedo.
//!
//! An epidermis with melanosomes lies on an endless dermis with blood. Two numbers, the melanosome fraction of the epidermis and
//! the blood fraction of the dermis, reproduce 4392 measured reflectances of 482 people (Xiao et al. 2016): group means within
//! ΔE00 2, individuals at a median of 1. Those measurements contain the skin's mirror image: albedo = measured − 0.04, and
//! highlights come from the specular lobes.
//!
//! Fitzpatrick's types are about sunburn, not colour: they stand here for the six classes of the individual typology angle
//! (Chardon 1991, Del Bino 2006), a convention. Monk's swatches (2019) are taken as base albedo as they are; several are lighter or
//! greyer than any skin's albedo, so what lies under them (for pigment and blood) is taken from the nearest type.

use super::illuminant::{Illuminant, rgb_of};
use super::layers::Directions;
use super::measured;
use super::pigment::{Ink, PigmentOptics, by_melanin};
use super::spectrum::{ANISOTROPY, BANDS, Band, EPIDERMIS_MM, INDEX, OXYGENATION, Spectrum};
use crate::color::{LinearRgb, Srgb8};
use rayon::prelude::*;
use thiserror::Error;

/// Mirror image in the measured spectra, to be taken off.
pub const MEASURED_SPECULAR: f32 = 0.04;
/// Thickness at which a dermis counts as endless, mm.
const DERMIS_MM: f64 = 80.0;
/// Directions of the solver at run time.
pub(super) const COARSE: usize = 12;

/// Melanosome fraction, blood fraction of skin types I–VI (fitted to Xiao et al. 2016).
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

/// Melanosome and blood fraction that lie under Monk's swatches: the nearest types.
const MONK_TISSUE: [[f32; 2]; 10] =
    [TYPES[0], TYPES[0], TYPES[1], TYPES[1], TYPES[2], [0.063, 0.0105], TYPES[4], TYPES[5], TYPES[5], TYPES[5]];

/// Why there is no such skin.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum OpticsError {
    /// A number outside its scale.
    #[error("{scale} has no {found}: use 1 to {last}")]
    OutsideScale {
        /// The scale.
        scale: &'static str,
        /// What was asked for.
        found: u8,
        /// Its last step.
        last: u8,
    },
    /// Not a colour that a surface can have.
    #[error("L*a*b* = {0:?} is no skin's colour: L* must lie between 5 and 98 and the colour within what screens show")]
    NotASkin([f32; 3]),
}

/// A skin's colour, in the scale in which it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SkinTone {
    /// Fitzpatrick's type, 1–6.
    Fitzpatrick(u8),
    /// Monk's scale, 1–10.
    Monk(u8),
    /// CIE L*a*b* under D65 as a colorimeter or a card-corrected photograph gives it, mirror image included.
    Lab([f32; 3]),
}

/// All that shading needs to know of one skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinOptics {
    /// Albedo of bare skin, white-balanced under the illuminant.
    pub base_albedo: LinearRgb,
    /// Melanosome fraction of the epidermis, 0–1.
    pub melanin: f32,
    /// Blood fraction of the dermis, 0–1.
    pub blood: f32,
    /// Albedo for other amounts of melanin and blood, as factors to the base's.
    pub table: AlbedoTable,
    /// What pigment does to this skin.
    pub pigment: PigmentOptics,
    /// Burley's length d of the light that scatters under it, r, g, b, mm.
    pub scatter_d_mm: [f32; 3],
}

impl SkinOptics {
    /// The optics of a skin, for carbon ink.
    ///
    /// # Errors
    /// [`OpticsError`] for a step outside its scale or a colour that no skin has.
    pub fn new(tone: SkinTone, illuminant: Illuminant) -> Result<Self, OpticsError> {
        let (tissue, wanted) = match tone {
            SkinTone::Fitzpatrick(kind @ 1..=6) => (TYPES[usize::from(kind) - 1], None),
            SkinTone::Fitzpatrick(found) => {
                return Err(OpticsError::OutsideScale { scale: "Fitzpatrick's scale", found, last: 6 });
            }
            SkinTone::Monk(step @ 1..=10) => {
                let i = usize::from(step) - 1;
                (MONK_TISSUE[i], Some(LinearRgb::from(MONK[i])))
            }
            SkinTone::Monk(found) => {
                return Err(OpticsError::OutsideScale { scale: "Monk's scale", found, last: 10 });
            }
            SkinTone::Lab(lab) => {
                let albedo = measured::albedo_of(lab)?;
                (measured::tissue_of(albedo), Some(albedo))
            }
        };
        let table = AlbedoTable::new(tissue, illuminant);
        let base_albedo = match wanted {
            None => table.middle(),
            Some(seen) if illuminant == Illuminant::D65 => seen,
            Some(seen) => {
                // A colour known under D65 changes with the light as the skin under it does.
                let [melanin, blood] = tissue.map(f64::from);
                let day = albedo(melanin as f32, blood as f32, OXYGENATION as f32, Illuminant::D65).to_array();
                let (now, seen) = (table.middle().to_array(), seen.to_array());
                LinearRgb::from_array(std::array::from_fn(|k| seen[k] * now[k] / day[k].max(1e-4)))
            }
        };
        Ok(Self {
            base_albedo,
            melanin: tissue[0],
            blood: tissue[1],
            table,
            pigment: PigmentOptics::new(Ink::Carbon, tissue[0]),
            scatter_d_mm: scatter_length_mm(tissue[0]),
        })
    }

    /// The same skin with another ink in it.
    #[must_use]
    pub fn with_ink(mut self, ink: Ink) -> Self {
        self.pigment = PigmentOptics::new(ink, self.melanin);
        self
    }

    /// Albedo with `melanin_factor` times the base's melanin and `blood_factor` times its blood; exactly the base at 1 and 1.
    pub fn albedo_at(&self, melanin_factor: f32, blood_factor: f32) -> LinearRgb {
        self.base_albedo * self.table.ratio(melanin_factor, blood_factor)
    }

    /// d ln(albedo)/d ln(melanin) at the base, r, g, b.
    pub fn melanin_slope(&self) -> LinearRgb {
        self.table.slopes().0
    }

    /// d ln(albedo)/d ln(blood) at the base, r, g, b.
    pub fn blood_slope(&self) -> LinearRgb {
        self.table.slopes().1
    }
}

/// Burley's d for a melanosome fraction, r, g, b, mm: fitted to photon transport through types II, IV and VI.
pub fn scatter_length_mm(melanin: f32) -> [f32; 3] {
    by_melanin(melanin, [0.024, 0.049, 0.233], [[0.71, 0.39, 0.24], [0.64, 0.32, 0.20], [0.53, 0.25, 0.07]])
}

/// Albedo of skin under light that falls straight on, white-balanced under `illuminant`.
///
/// `melanin`, `blood`: fractions 0–1 of epidermis and dermis; `oxygenation` 0–1 (0.70 at rest, higher when flushed).
pub fn albedo(melanin: f32, blood: f32, oxygenation: f32, illuminant: Illuminant) -> LinearRgb {
    let spectrum = reflectance(melanin, blood, oxygenation);
    LinearRgb::from_array(rgb_of(&illuminant.rgb_weights(), &spectrum).map(|x| x as f32))
}

/// Diffuse reflectance of skin in 31 bands; see [`albedo`].
pub fn reflectance(melanin: f32, blood: f32, oxygenation: f32) -> Spectrum {
    let grids = grids::<1, 1>([unit(melanin)], [unit(blood)], unit(oxygenation));
    std::array::from_fn(|i| grids[i][0][0])
}

fn unit(x: f32) -> f64 {
    f64::from(x).clamp(0.0, 1.0)
}

/// Reflectance per band for every pair of melanin and blood. Each layer is solved once.
fn grids<const M: usize, const B: usize>(melanins: [f64; M], bloods: [f64; B], oxygenation: f64) -> Vec<[[f64; B]; M]> {
    let directions = Directions::<COARSE>::new(INDEX, ANISOTROPY);
    (0..BANDS).into_par_iter().map(|i| grid(&directions, &Band::new(i), melanins, bloods, oxygenation)).collect()
}

pub(super) fn grid<const N: usize, const M: usize, const B: usize>(
    directions: &Directions<N>,
    band: &Band,
    melanins: [f64; M],
    bloods: [f64; B],
    oxygenation: f64,
) -> [[f64; B]; M] {
    let scattering = band.reduced_scattering / (1.0 - ANISOTROPY);
    let dermis = bloods.map(|b| directions.slab(band.dermis(b, oxygenation), scattering, DERMIS_MM).reflection);
    melanins.map(|m| {
        let epidermis = directions.slab(band.epidermis(m), scattering, EPIDERMIS_MM);
        std::array::from_fn(|b| directions.reflectance_normal(&epidermis.over(&dermis[b])))
    })
}

/// Albedo around a skin's own melanin and blood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlbedoTable {
    /// Albedo at the factors, rows by melanin, columns by blood.
    cells: [[LinearRgb; 3]; 3],
}

impl AlbedoTable {
    /// Factors to the melanin that the rows stand for.
    pub const MELANIN_FACTORS: [f32; 3] = [0.5, 1.0, 2.0];
    /// Factors to the blood that the columns stand for.
    pub const BLOOD_FACTORS: [f32; 3] = [0.4, 1.0, 2.5];

    /// For `[melanosome fraction, blood fraction]` under a light.
    pub fn new([melanin, blood]: [f32; 2], illuminant: Illuminant) -> Self {
        let weights = illuminant.rgb_weights();
        let grids = grids::<3, 3>(
            Self::MELANIN_FACTORS.map(|f| unit(f * melanin)),
            Self::BLOOD_FACTORS.map(|f| unit(f * blood)),
            OXYGENATION,
        );
        let cell = |m: usize, b: usize| {
            let spectrum: Spectrum = std::array::from_fn(|i| grids[i][m][b]);
            // The darkest skins lie outside the blue of the screen's gamut; logarithms need a floor.
            LinearRgb::from_array(rgb_of(&weights, &spectrum).map(|x| x.max(2e-4) as f32))
        };
        Self { cells: std::array::from_fn(|m| std::array::from_fn(|b| cell(m, b))) }
    }

    /// Albedo at the factors 1 and 1.
    pub fn middle(&self) -> LinearRgb {
        self.cells[1][1]
    }

    /// Albedo at the factors over albedo at 1 and 1: quadratic in the logarithms, held beyond twice the table's span.
    pub fn ratio(&self, melanin_factor: f32, blood_factor: f32) -> LinearRgb {
        let m = weights3(Self::MELANIN_FACTORS, melanin_factor);
        let b = weights3(Self::BLOOD_FACTORS, blood_factor);
        let middle = self.middle().to_array();
        LinearRgb::from_array(std::array::from_fn(|k| {
            let mut sum = 0.0;
            for (i, row) in self.cells.iter().enumerate() {
                for (j, cell) in row.iter().enumerate() {
                    sum += m[i] * b[j] * (cell.to_array()[k] / middle[k]).ln();
                }
            }
            sum.exp()
        }))
    }

    /// d ln(albedo) by d ln(melanin) and by d ln(blood), at 1 and 1.
    pub fn slopes(&self) -> (LinearRgb, LinearRgb) {
        const STEP: f32 = 0.01;
        let (up, down) = (STEP.exp(), (-STEP).exp());
        let ln = |c: LinearRgb| c.map(f32::ln);
        let slope = |high: LinearRgb, low: LinearRgb| (ln(high) - ln(low)) / (2.0 * STEP);
        (slope(self.ratio(up, 1.0), self.ratio(down, 1.0)), slope(self.ratio(1.0, up), self.ratio(1.0, down)))
    }
}

/// Lagrange's weights of three knots at `x`, all by their logarithms; the middle knot is 1.
fn weights3(knots: [f32; 3], x: f32) -> [f32; 3] {
    let [low, _, high] = knots.map(f32::ln);
    let t = x.max(1e-6).ln().clamp(2.0 * low, 2.0 * high);
    [
        t * (t - high) / (low * (low - high)),
        (t - low) * (t - high) / (low * high),
        t * (t - low) / (high * (high - low)),
    ]
}
