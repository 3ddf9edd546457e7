//! Light spectra, and how a reflectance spectrum becomes a colour under one.
//!
//! Observer: CIE 1931 2°, 10 nm. Daylight: CIE 15:2018, S0–S2. A colour is always *white-balanced*: chromatic
//! adaptation (CAT02, complete) maps the light's white to D65, so a perfect white is (1, 1, 1) under every illuminant.
//! What remains is the part that balancing cannot undo: up to ΔE00 5 between daylight and lamps on skin.

use super::spectrum::{BANDS, Spectrum};
use crate::color::{RGB_FROM_XYZ, WHITE, transform};

/// Spectrum of a light.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
#[non_exhaustive]
pub enum Illuminant {
    /// Daylight at 6504 K: what screens and colour files assume.
    #[default]
    D65,
    /// Daylight at 5503 K.
    D55,
    /// Daylight at 5003 K.
    D50,
    /// Incandescent lamp, 2856 K.
    A,
    /// Daylight of a correlated colour temperature, kelvin (4000–25 000).
    Daylight(f32),
    /// Black body at a temperature, kelvin (1000 and up).
    Blackbody(f32),
}

/// CIE 1931 2° colour matching functions, 380–740 nm by 10 nm: x̄, ȳ, z̄.
const OBSERVER: [[f64; 3]; 37] = [
    [0.001368, 0.000039, 0.006450],
    [0.004243, 0.000120, 0.020050],
    [0.014310, 0.000396, 0.067850],
    [0.043510, 0.001210, 0.207400],
    [0.134380, 0.004000, 0.645600],
    [0.283900, 0.011600, 1.385600],
    [0.348280, 0.023000, 1.747060],
    [0.336200, 0.038000, 1.772110],
    [0.290800, 0.060000, 1.669200],
    [0.195360, 0.090980, 1.287640],
    [0.095640, 0.139020, 0.812950],
    [0.032010, 0.208020, 0.465180],
    [0.004900, 0.323000, 0.272000],
    [0.009300, 0.503000, 0.158200],
    [0.063270, 0.710000, 0.078250],
    [0.165500, 0.862000, 0.042160],
    [0.290400, 0.954000, 0.020300],
    [0.433450, 0.994950, 0.008750],
    [0.594500, 0.995000, 0.003900],
    [0.762100, 0.952000, 0.002100],
    [0.916300, 0.870000, 0.001650],
    [1.026300, 0.757000, 0.001100],
    [1.062200, 0.631000, 0.000800],
    [1.002600, 0.503000, 0.000340],
    [0.854450, 0.381000, 0.000190],
    [0.642400, 0.265000, 0.000050],
    [0.447900, 0.175000, 0.000020],
    [0.283500, 0.107000, 0.0],
    [0.164900, 0.061000, 0.0],
    [0.087400, 0.032000, 0.0],
    [0.046770, 0.017000, 0.0],
    [0.022700, 0.008210, 0.0],
    [0.011359, 0.004102, 0.0],
    [0.005790, 0.002091, 0.0],
    [0.002899, 0.001047, 0.0],
    [0.001440, 0.000520, 0.0],
    [0.000690, 0.000249, 0.0],
];

/// CIE daylight components S0, S1, S2, 380–740 nm by 10 nm.
const DAYLIGHT: [[f64; 3]; 37] = [
    [63.4, 38.5, 3.0],
    [65.8, 35.0, 1.2],
    [94.8, 43.4, -1.1],
    [104.8, 46.3, -0.5],
    [105.9, 43.9, -0.7],
    [96.8, 37.1, -1.2],
    [113.9, 36.7, -2.6],
    [125.6, 35.9, -2.9],
    [125.5, 32.6, -2.8],
    [121.3, 27.9, -2.6],
    [121.3, 24.3, -2.6],
    [113.5, 20.1, -1.8],
    [113.1, 16.2, -1.5],
    [110.8, 13.2, -1.3],
    [106.5, 8.6, -1.2],
    [108.8, 6.1, -1.0],
    [105.3, 4.2, -0.5],
    [104.4, 1.9, -0.3],
    [100.0, 0.0, 0.0],
    [96.0, -1.6, 0.2],
    [95.1, -3.5, 0.5],
    [89.1, -3.5, 2.1],
    [90.5, -5.8, 3.2],
    [90.3, -7.2, 4.1],
    [88.4, -8.6, 4.7],
    [84.0, -9.5, 5.1],
    [85.1, -10.9, 6.7],
    [81.9, -10.7, 7.3],
    [82.6, -12.0, 8.6],
    [84.9, -14.0, 9.8],
    [81.3, -13.6, 10.2],
    [71.9, -12.0, 8.3],
    [74.3, -13.3, 9.6],
    [76.4, -12.9, 8.5],
    [63.3, -10.6, 7.0],
    [71.7, -11.6, 7.6],
    [77.0, -12.2, 8.0],
];

/// Rows of CAT02 (CIE 159:2004): XYZ to cone-like responses.
const CAT02: [[f64; 3]; 3] = [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]];
/// Rows of the inverse of [`CAT02`].
const CAT02_INVERSE: [[f64; 3]; 3] = [
    [1.096_123_820_8, -0.278_869_000_2, 0.182_745_179_4],
    [0.454_369_041_9, 0.473_533_154_3, 0.072_097_803_8],
    [-0.009_627_608_7, -0.005_698_031_2, 1.015_325_639_9],
];

impl Illuminant {
    /// Relative power of the light at 380 nm + 10 nm · `i`.
    fn power(self, i: usize) -> f64 {
        let nm = 380.0 + 10.0 * i as f64;
        match self {
            Self::D65 => daylight(6504.0, i),
            Self::D55 => daylight(5503.0, i),
            Self::D50 => daylight(5003.0, i),
            Self::A => planck(2848.0 * 1.4388 / 1.435, nm),
            Self::Daylight(kelvin) => daylight(f64::from(kelvin).clamp(4000.0, 25_000.0), i),
            Self::Blackbody(kelvin) => planck(f64::from(kelvin).max(1000.0), nm),
        }
    }

    /// Weights from a reflectance spectrum to linear Rec. 709, white-balanced: r, g, b of each band.
    pub fn rgb_weights(self) -> [[f64; 3]; BANDS] {
        let mut xyz = [[0.0; 3]; BANDS];
        for (i, observer) in OBSERVER.iter().enumerate() {
            // Wavelengths beyond 400–700 nm count with the end bands.
            let band = i.saturating_sub(2).min(BANDS - 1);
            for k in 0..3 {
                xyz[band][k] += self.power(i) * observer[k];
            }
        }
        let white: [f64; 3] = std::array::from_fn(|k| xyz.iter().map(|w| w[k]).sum());
        let (from, to) = (transform(&CAT02, white), transform(&CAT02, [WHITE.x, WHITE.y, WHITE.z]));
        xyz.map(|w| {
            let cone = transform(&CAT02, w);
            let adapted = transform(&CAT02_INVERSE, std::array::from_fn(|k| cone[k] * to[k] / from[k]));
            transform(&RGB_FROM_XYZ, adapted)
        })
    }
}

/// Linear Rec. 709 colour of a reflectance spectrum, by [`Illuminant::rgb_weights`].
pub fn rgb_of(weights: &[[f64; 3]; BANDS], reflectance: &Spectrum) -> [f64; 3] {
    std::array::from_fn(|k| weights.iter().zip(reflectance).map(|(w, r)| w[k] * r).sum())
}

/// Power of CIE daylight of a correlated colour temperature in kelvin, at entry `i` of the tables.
fn daylight(kelvin: f64, i: usize) -> f64 {
    let t = 1000.0 / kelvin;
    let x = if kelvin <= 7000.0 {
        0.244_063 + t * (0.099_11 + t * (2.967_8 - t * 4.607))
    } else {
        0.237_040 + t * (0.247_48 + t * (1.901_8 - t * 2.006_4))
    };
    let y = -3.0 * x * x + 2.870 * x - 0.275;
    let m = 0.0241 + 0.2562 * x - 0.7341 * y;
    let m1 = (-1.3515 - 1.7703 * x + 5.9114 * y) / m;
    let m2 = (0.0300 - 31.4424 * x + 30.0717 * y) / m;
    let [s0, s1, s2] = DAYLIGHT[i];
    s0 + m1 * s1 + m2 * s2
}

/// Relative power of a black body at `nm` (Planck's law).
fn planck(kelvin: f64, nm: f64) -> f64 {
    (560.0 / nm).powi(5) / ((1.4388e7 / (nm * kelvin)).exp() - 1.0)
}

#[cfg(test)]
/// White of a light as linear Rec. 709 of luminance 1, without adaptation: the colour of a lamp beside D65. Negative
/// channels are cut to 0.
pub fn white_of(illuminant: Illuminant) -> [f32; 3] {
    let mut xyz = [0.0; 3];
    for (i, observer) in OBSERVER.iter().enumerate() {
        for k in 0..3 {
            xyz[k] += illuminant.power(i) * observer[k];
        }
    }
    let y = xyz[1];
    transform(&RGB_FROM_XYZ, xyz.map(|v| v / y)).map(|v| v.max(0.0) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn daylight_at_6504_kelvin_is_d65_and_white_stays_white_under_every_light() {
        // CIE D65 by tables at 400, 450, 500, 600, 700 nm.
        for (nm, expected) in [(400, 82.75), (450, 117.01), (500, 109.35), (600, 90.01), (700, 71.61)] {
            let i = (nm - 380) / 10;
            assert!((daylight(6504.0, i) - expected).abs() < 0.15, "{nm}: {}", daylight(6504.0, i));
        }
        for light in [Illuminant::D65, Illuminant::D50, Illuminant::A, Illuminant::Blackbody(4000.0)] {
            let white = rgb_of(&light.rgb_weights(), &[1.0; BANDS]);
            assert!(white.iter().all(|w| (w - 1.0).abs() < 1e-6), "{light:?} {white:?}");
        }
    }

    #[test]
    fn lamps_are_redder_than_daylight() {
        let [r, _, b] = white_of(Illuminant::A);
        assert!(r > 1.5 && b < 0.4);
        let d65 = white_of(Illuminant::D65);
        assert!(d65.iter().all(|x| (x - 1.0).abs() < 0.01), "{d65:?}");
    }
}
