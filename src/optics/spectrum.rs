//! Spectra of absorption and scattering in skin, at 31 wavelengths: 400–700 nm in steps of 10 nm.
//!
//! Sources. Haemoglobin: Prahl's compilation of Gratzer and Kollias, 150 g/L at 64 500 g/mol, averaged over a 10 nm
//! triangle because the Soret and Q bands are narrow. Melanosome: 67.9 mm⁻¹ at 500 nm (magnitude after Jacques 1998),
//! exponent −3.0, which fits all six skin types. Baseline: Jacques 1998. Reduced scattering: the in-vivo cohort of 3809
//! people (J. Biomed. Opt. 28, 115001, 2023), equal in all layers; values from excised skin are 1.5 times higher and
//! are not used. Blood lies in vessels and so absorbs less than if it were spread evenly (Svaasand; van Veen 2002).
//!
//! Units: wavelengths nm, coefficients mm⁻¹.

/// Number of wavelengths.
pub const BANDS: usize = 31;

/// Wavelength of band `i`, nm.
pub fn wavelength_nm(i: usize) -> f64 {
    400.0 + 10.0 * i as f64
}

/// A quantity at each of the 31 wavelengths.
pub type Spectrum = [f64; BANDS];

/// Absorption of oxygenated whole blood, mm⁻¹.
pub const BLOOD_OXY: Spectrum = [
    146.5, 237.7, 242.9, 134.4, 59.6, 34.5, 24.0, 18.0, 14.5, 12.6, 11.3, 10.9, 13.5, 21.3, 27.3, 23.1, 18.5, 23.9,
    24.4, 9.15, 2.15, 0.83, 0.51, 0.33, 0.24, 0.20, 0.17, 0.16, 0.15, 0.15, 0.16,
];

/// Absorption of deoxygenated whole blood, mm⁻¹.
pub const BLOOD_DEOXY: Spectrum = [
    121.5, 163.9, 219.5, 275.8, 220.5, 71.2, 14.0, 8.87, 8.01, 9.04, 11.2, 13.9, 17.0, 20.9, 25.0, 28.3, 28.2, 24.2,
    19.9, 14.9, 8.53, 5.18, 3.55, 2.78, 2.33, 2.01, 1.73, 1.50, 1.29, 1.11, 0.96,
];

/// Radius of the vessels that hold the blood, mm.
pub const VESSEL_RADIUS_MM: f64 = 0.010;
/// Share of the published baseline that fits living skin.
const BASELINE_SHARE: f64 = 0.7;
/// Henyey–Greenstein anisotropy of skin.
pub const ANISOTROPY: f64 = 0.8;
/// Refractive index of skin.
pub const INDEX: f64 = 1.40;
/// Thickness of the epidermis, mm; only its product with the melanosome fraction matters.
pub const EPIDERMIS_MM: f64 = 0.06;
/// Oxygenation of the visible blood.
pub const OXYGENATION: f64 = 0.70;
/// Oxygenation of the blood that flows in where vessels widen: arterial, as pulse oximeters read it.
pub const ARTERIAL_OXYGENATION: f64 = 0.97;

/// Oxygenation of the blood where there is `factor` times as much as at rest: what is more is arterial, what is less is left as it was.
pub fn oxygenation(factor: f64) -> f64 {
    let more = (factor - 1.0).max(0.0);
    (OXYGENATION + ARTERIAL_OXYGENATION * more) / (1.0 + more)
}

/// Absorption inside a melanosome at `nm`, mm⁻¹.
pub fn melanosome(nm: f64) -> f64 {
    67.9 * (nm / 500.0).powi(-3)
}

/// Absorption of skin without melanin and blood, mm⁻¹.
pub fn baseline(nm: f64) -> f64 {
    0.0244 + 8.53 * (-(nm - 154.0) / 66.2).exp()
}

/// Reduced scattering of skin, mm⁻¹.
pub fn reduced_scattering(nm: f64) -> f64 {
    2.95 * (nm / 500.0).powf(-1.70)
}

/// Absorption of whole blood in vessels at oxygenation `s`, from the coefficients of pure blood, mm⁻¹.
pub fn blood_in_vessels(oxy: f64, deoxy: f64, s: f64) -> f64 {
    let blood = s * oxy + (1.0 - s) * deoxy;
    let x = 2.0 * blood * VESSEL_RADIUS_MM;
    if x < 1e-6 { blood } else { blood * (1.0 - (-x).exp()) / x }
}

/// Coefficients of one band of one skin, mm⁻¹.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Wavelength, nm.
    pub nm: f64,
    /// Absorption inside melanosomes.
    pub melanosome: f64,
    /// Absorption of pure oxygenated and deoxygenated blood.
    pub blood: [f64; 2],
    /// Baseline absorption.
    pub baseline: f64,
    /// Reduced scattering.
    pub reduced_scattering: f64,
}

impl Band {
    /// The band `i` of the 31.
    pub fn new(i: usize) -> Self {
        Self::at(wavelength_nm(i), BLOOD_OXY[i], BLOOD_DEOXY[i])
    }

    /// The band at any wavelength, with blood's coefficients there.
    pub fn at(nm: f64, oxy: f64, deoxy: f64) -> Self {
        Self {
            nm,
            melanosome: melanosome(nm),
            blood: [oxy, deoxy],
            baseline: BASELINE_SHARE * baseline(nm),
            reduced_scattering: reduced_scattering(nm),
        }
    }

    /// Absorption of an epidermis with the share `melanin` (0–1) of melanosomes, mm⁻¹.
    pub fn epidermis(&self, melanin: f64) -> f64 {
        melanin * self.melanosome + (1.0 - melanin) * self.baseline
    }

    /// Absorption of a dermis with the share `blood` (0–1) of blood at `oxygenation` (0–1), mm⁻¹.
    pub fn dermis(&self, blood: f64, oxygenation: f64) -> f64 {
        blood * blood_in_vessels(self.blood[0], self.blood[1], oxygenation) + (1.0 - blood) * self.baseline
    }
}

/// Eight wavelengths that determine skin's colour: nm, absorption of oxygenated and deoxygenated blood.
const EIGHT: [[f64; 3]; 8] = [
    [420.0, 242.9, 219.5],
    [460.0, 24.0, 14.0],
    [500.0, 11.3, 11.2],
    [540.0, 27.3, 25.0],
    [575.0, 26.8, 22.0],
    [600.0, 2.15, 8.53],
    [630.0, 0.33, 2.78],
    [680.0, 0.15, 1.29],
];

/// Weights of the eight for linear Rec. 709 under D65: rows r, g, b. A regression over spectra of skin and pigment
/// (ΔE00 at most 0.15), valid only for those.
const EIGHT_WEIGHTS: [[f64; 8]; 3] = [
    [0.0870, -0.1064, -0.2321, -0.1156, 0.2838, 0.5362, 0.4873, 0.0598],
    [-0.0453, -0.0903, 0.3717, 0.5625, 0.1616, 0.1427, -0.1172, 0.0144],
    [0.3409, 0.6879, -0.0609, 0.2094, -0.1659, -0.0245, 0.0217, -0.0087],
];

/// The eight bands, for uses where 31 are too slow.
pub fn eight_bands() -> [Band; 8] {
    EIGHT.map(|[nm, oxy, deoxy]| Band::at(nm, oxy, deoxy))
}

/// Linear Rec. 709 under D65 of reflectances in the [`eight_bands`].
pub fn rgb_of_eight(reflectance: &[f64; 8]) -> [f64; 3] {
    EIGHT_WEIGHTS.map(|row| row.iter().zip(reflectance).map(|(w, r)| w * r).sum())
}

#[cfg(test)]
/// Optical depth of carbon black at `nm` relative to that at 550 nm (Bond & Bergstrom 2006: absorption as 1/λ).
pub fn carbon(nm: f64) -> f64 {
    550.0 / nm
}

#[cfg(test)]
/// Optical depth at `nm` relative to that at 550 nm of iron oxides, three parts of black to one of red.
///
/// Red: mass absorption of 100 nm hematite spheres by Mie's theory with Querry's 1985 indices, every 25 nm. Black: falls as
/// λ^−1.24, twice as strong at 400 as at 700 nm.
pub fn iron_oxide(nm: f64) -> f64 {
    const HEMATITE: [f64; 13] = [4.76, 4.66, 4.29, 3.64, 2.85, 2.23, 1.78, 1.05, 0.46, 0.23, 0.15, 0.10, 0.07];
    let at = ((nm - 400.0) / 25.0).clamp(0.0, 12.0);
    let low = (at as usize).min(11);
    let red = HEMATITE[low] + (at - low as f64) * (HEMATITE[low + 1] - HEMATITE[low]);
    0.75 * (nm / 550.0).powf(-1.24) + 0.25 * red / HEMATITE[6]
}
