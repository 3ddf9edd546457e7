//! Bare skin: its albedo from melanin and blood in two layers of tissue.
//!
//! An epidermis with melanosomes lies on an infinitely thick dermis with blood. Two numbers, the melanosome fraction of
//! the epidermis and the blood fraction of the dermis, reproduce 4392 measured reflectances of 482 people (Xiao et al.
//! 2016): group means within ΔE00 2, individuals at a median of 1. Those measurements contain the skin's mirror image,
//! so albedo = measured − 0.04; highlights come from the specular lobes.

use super::illuminant::{Illuminant, rgb_of};
use super::measured;
use super::pigment::{Ink, PigmentOptics, by_melanin};
use super::reflectance::{albedo, grids, unit};
use super::skin_tone::{MONK, MONK_TISSUE, OpticsError, SkinTone, TYPES};
use super::spectrum::{OXYGENATION, Spectrum, oxygenation};
use crate::color::LinearRgb;

/// Optics of one skin: albedo, melanin and blood, scattering, and pigment in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinOptics {
    /// Albedo of bare skin, white-balanced under the illuminant.
    pub base_albedo: LinearRgb,
    /// Melanosome fraction of the epidermis, 0–1.
    pub melanin: f32,
    /// Blood fraction of the dermis, 0–1.
    pub blood: f32,
    /// Albedo at other amounts of melanin and blood, as factors on the base's.
    pub table: AlbedoTable,
    /// Optics of pigment in this skin.
    pub pigment: PigmentOptics,
    /// Burley's length d of the light that scatters under the skin, r, g, b, mm.
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
                // A colour given under D65 changes with the light as skin of this melanin and blood does.
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

    /// The skin with another ink in it.
    #[must_use]
    pub fn with_ink(mut self, ink: Ink) -> Self {
        self.pigment = PigmentOptics::new(ink, self.melanin);
        self
    }

    /// Slope d ln(albedo)/d ln(melanin) at the base, r, g, b.
    pub fn melanin_slope(&self) -> LinearRgb {
        self.table.browning()
    }

    /// Change of ln(albedo) by ln(blood), r, g, b, from the base to [`AlbedoTable::BLOOD_FACTORS`]'s most: faces, lips and fresh work
    /// have that much more, not a trace.
    pub fn blood_slope(&self) -> LinearRgb {
        self.table.reddening()
    }
}

/// Burley's length d for a melanosome fraction, r, g, b, mm: fitted to photon transport through types II, IV and VI.
pub fn scatter_length_mm(melanin: f32) -> [f32; 3] {
    by_melanin(melanin, [0.024, 0.049, 0.233], [[0.71, 0.39, 0.24], [0.64, 0.32, 0.20], [0.53, 0.25, 0.07]])
}

/// Albedo near a skin's own melanin and blood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlbedoTable {
    /// Albedo at the factors: rows by melanin, columns by blood.
    cells: [[LinearRgb; 3]; 3],
}

impl AlbedoTable {
    /// Factors on the melanin, one a row.
    pub const MELANIN_FACTORS: [f32; 3] = [0.5, 1.0, 2.0];
    /// Factors on the blood, one a column.
    pub const BLOOD_FACTORS: [f32; 3] = [0.4, 1.0, 2.5];

    /// The table for `[melanosome fraction, blood fraction]` under a light.
    pub fn new([melanin, blood]: [f32; 2], illuminant: Illuminant) -> Self {
        let weights = illuminant.rgb_weights();
        let grids = grids::<3, 3>(
            Self::MELANIN_FACTORS.map(|f| unit(f * melanin)),
            Self::BLOOD_FACTORS.map(|f| [unit(f * blood), oxygenation(f64::from(f))]),
        );
        let cell = |m: usize, b: usize| {
            let spectrum: Spectrum = std::array::from_fn(|i| grids[i][m][b]);
            // The darkest skins lie outside the blue of the screen's gamut; the logarithms need a floor.
            LinearRgb::from_array(rgb_of(&weights, &spectrum).map(|x| x.max(2e-4) as f32))
        };
        Self { cells: std::array::from_fn(|m| std::array::from_fn(|b| cell(m, b))) }
    }

    /// Albedo of the skin itself: at the factors 1 and 1.
    pub fn middle(&self) -> LinearRgb {
        self.cells[1][1]
    }

    /// Albedo at the factors relative to that at 1 and 1: quadratic in the logarithms, constant beyond twice the
    /// table's range.
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

    /// d ln(albedo)/d ln(melanin) at 1 and 1.
    pub fn browning(&self) -> LinearRgb {
        const STEP: f32 = 0.01;
        let ln = |c: LinearRgb| c.map(f32::ln);
        (ln(self.ratio(STEP.exp(), 1.0)) - ln(self.ratio((-STEP).exp(), 1.0))) / (2.0 * STEP)
    }

    /// Change of ln(albedo) by ln(blood) from 1 to the largest of [`Self::BLOOD_FACTORS`].
    pub fn reddening(&self) -> LinearRgb {
        let most = Self::BLOOD_FACTORS[2];
        self.ratio(1.0, most).map(f32::ln) / most.ln()
    }
}

/// Lagrange's weights of three knots at `x`, in logarithms; the middle knot is 1.
fn weights3(knots: [f32; 3], x: f32) -> [f32; 3] {
    let [low, _, high] = knots.map(f32::ln);
    let t = x.max(1e-6).ln().clamp(2.0 * low, 2.0 * high);
    [
        t * (t - high) / (low * (low - high)),
        (t - low) * (t - high) / (low * high),
        t * (t - low) / (high * (high - low)),
    ]
}
