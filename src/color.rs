//! Colour: scene-linear light, what screens show, and the difference of two colours as an eye sees it.
//!
//! Everything inside is scene-linear with Rec. 709 primaries and the D65 white ([`LinearRgb`]); [`Srgb8`] is what files and
//! screens take. Matrices and curve: IEC 61966-2-1. Differences: CIEDE2000 (CIE 142-2001; Sharma, Wu & Dalal 2005), not
//! CIE76, which exaggerates differences of chroma.

use bytemuck::{Pod, Zeroable};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, Div, Mul, Sub};
use std::str::FromStr;
use thiserror::Error;

/// Rows of the matrix from linear Rec. 709 to CIE XYZ (2°, D65, Y of white = 1).
pub const XYZ_FROM_RGB: [[f64; 3]; 3] = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175_0],
    [0.019_333_9, 0.119_192_0, 0.950_304_1],
];

/// Rows of the matrix from CIE XYZ (2°, D65) to linear Rec. 709.
pub const RGB_FROM_XYZ: [[f64; 3]; 3] = [
    [3.240_454_162_1, -1.537_138_512_8, -0.498_531_409_6],
    [-0.969_266_030_5, 1.876_010_845_4, 0.041_556_017_5],
    [0.055_643_430_9, -0.204_025_913_5, 1.057_225_188_2],
];

/// White of [`XYZ_FROM_RGB`] in XYZ. Greys have no chroma against it.
pub const WHITE: Xyz = Xyz { x: 0.950_47, y: 1.000_000_1, z: 1.088_83 };

/// Scene-linear light or reflectance, Rec. 709 primaries, D65.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Default, Pod, Zeroable, Serialize, Deserialize)]
pub struct LinearRgb {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
}

impl LinearRgb {
    /// A colour from its three channels.
    pub const fn new(r: f32, g: f32, b: f32) -> Self {
        Self { r, g, b }
    }

    /// A grey.
    pub const fn splat(x: f32) -> Self {
        Self { r: x, g: x, b: x }
    }

    /// A colour from `[r, g, b]`.
    pub const fn from_array([r, g, b]: [f32; 3]) -> Self {
        Self { r, g, b }
    }

    /// The channels as `[r, g, b]`.
    pub const fn to_array(self) -> [f32; 3] {
        [self.r, self.g, self.b]
    }

    /// The colour with `f` applied to each channel.
    #[must_use]
    pub fn map(self, f: impl FnMut(f32) -> f32) -> Self {
        Self::from_array(self.to_array().map(f))
    }

    /// CIE luminance, 1 for white.
    pub fn luminance(self) -> f32 {
        0.212_672_9 * self.r + 0.715_152_2 * self.g + 0.072_175 * self.b
    }

    /// CIE XYZ (2°, D65).
    pub fn to_xyz(self) -> Xyz {
        let [x, y, z] = transform(&XYZ_FROM_RGB, self.to_array().map(f64::from));
        Xyz { x, y, z }
    }

    /// CIE L*a*b* under D65.
    pub fn to_lab(self) -> Lab {
        self.to_xyz().to_lab()
    }
}

impl Add for LinearRgb {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self::new(self.r + o.r, self.g + o.g, self.b + o.b)
    }
}

impl Sub for LinearRgb {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self::new(self.r - o.r, self.g - o.g, self.b - o.b)
    }
}

impl Mul for LinearRgb {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Self::new(self.r * o.r, self.g * o.g, self.b * o.b)
    }
}

impl Mul<f32> for LinearRgb {
    type Output = Self;
    fn mul(self, k: f32) -> Self {
        Self::new(self.r * k, self.g * k, self.b * k)
    }
}

impl Div<f32> for LinearRgb {
    type Output = Self;
    fn div(self, k: f32) -> Self {
        Self::new(self.r / k, self.g / k, self.b / k)
    }
}

impl From<Srgb8> for LinearRgb {
    fn from(c: Srgb8) -> Self {
        Self::from_array([c.r, c.g, c.b].map(|x| srgb_decode(f32::from(x) / 255.0)))
    }
}

/// CIE 1931 2° tristimulus values, Y of white = 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Xyz {
    /// X.
    pub x: f64,
    /// Y, the luminance.
    pub y: f64,
    /// Z.
    pub z: f64,
}

impl Xyz {
    /// CIE L*a*b* under D65.
    pub fn to_lab(self) -> Lab {
        let f = |t: f64| {
            const D: f64 = 6.0 / 29.0;
            if t > D * D * D { t.cbrt() } else { t / (3.0 * D * D) + 4.0 / 29.0 }
        };
        let (x, y, z) = (f(self.x / WHITE.x), f(self.y / WHITE.y), f(self.z / WHITE.z));
        Lab { l: (116.0 * y - 16.0) as f32, a: (500.0 * (x - y)) as f32, b: (200.0 * (y - z)) as f32 }
    }

    /// Linear Rec. 709; channels of colours outside its gamut are negative.
    pub fn to_rgb(self) -> LinearRgb {
        LinearRgb::from_array(transform(&RGB_FROM_XYZ, [self.x, self.y, self.z]).map(|x| x as f32))
    }
}

/// CIE 1976 L*a*b*, D65.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// Lightness, 0–100.
    pub l: f32,
    /// Green to red.
    pub a: f32,
    /// Blue to yellow.
    pub b: f32,
}

impl Lab {
    /// A colour from its three coordinates.
    pub const fn new(l: f32, a: f32, b: f32) -> Self {
        Self { l, a, b }
    }

    /// Back to tristimulus values.
    pub fn to_xyz(self) -> Xyz {
        let inverse = |f: f64| {
            const D: f64 = 6.0 / 29.0;
            if f > D { f * f * f } else { 3.0 * D * D * (f - 4.0 / 29.0) }
        };
        let y = (f64::from(self.l) + 16.0) / 116.0;
        Xyz {
            x: WHITE.x * inverse(y + f64::from(self.a) / 500.0),
            y: WHITE.y * inverse(y),
            z: WHITE.z * inverse(y - f64::from(self.b) / 200.0),
        }
    }

    /// Back to linear Rec. 709; channels of colours outside its gamut are negative.
    pub fn to_rgb(self) -> LinearRgb {
        self.to_xyz().to_rgb()
    }
}

/// Colour of a screen or a file: 8 bits a channel, sRGB curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Srgb8 {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl From<LinearRgb> for Srgb8 {
    /// The nearest code; values outside 0–1 are clipped.
    fn from(c: LinearRgb) -> Self {
        let [r, g, b] = c.to_array().map(|x| (srgb_encode(x.clamp(0.0, 1.0)) * 255.0).round() as u8);
        Self { r, g, b }
    }
}

impl fmt::Display for Srgb8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// An error: a colour that cannot be read from text.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColorError {
    /// The text has neither six nor three hexadecimal digits.
    #[error("\"{0}\" is no colour: write six hexadecimal digits, such as #ab8c78, or three, such as #f00")]
    NotHex(String),
}

impl FromStr for Srgb8 {
    type Err = ColorError;

    fn from_str(text: &str) -> Result<Self, ColorError> {
        let digits = text.trim().trim_start_matches('#');
        let code = u32::from_str_radix(digits, 16).ok();
        match code {
            Some(code) if digits.len() == 6 && digits.bytes().all(|d| d.is_ascii_hexdigit()) => {
                let [_, r, g, b] = code.to_be_bytes();
                Ok(Self { r, g, b })
            }
            // The short form has one digit a channel; the long one repeats it.
            Some(code) if digits.len() == 3 && digits.bytes().all(|d| d.is_ascii_hexdigit()) => {
                let [r, g, b] = [code >> 8, code >> 4, code].map(|digit| (digit & 15) as u8 * 17);
                Ok(Self { r, g, b })
            }
            _ => Err(ColorError::NotHex(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Srgb8 {
    type Error = ColorError;
    fn try_from(text: String) -> Result<Self, ColorError> {
        text.parse()
    }
}

impl From<Srgb8> for String {
    fn from(c: Srgb8) -> Self {
        c.to_string()
    }
}

/// The sRGB curve: scene-linear 0–1 to code 0–1.
pub fn srgb_encode(linear: f32) -> f32 {
    if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

/// The inverse sRGB curve: code 0–1 to scene-linear 0–1.
pub fn srgb_decode(code: f32) -> f32 {
    if code <= 0.040_45 { code / 12.92 } else { ((code + 0.055) / 1.055).powf(2.4) }
}

/// Matrix (rows) times vector.
pub(crate) fn transform(m: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// CIEDE2000 colour difference, all weights 1. About 1 can just be seen side by side.
pub fn delta_e_2000(first: Lab, second: Lab) -> f32 {
    let [(l1, a1, b1), (l2, a2, b2)] = [first, second].map(|c| (f64::from(c.l), f64::from(c.a), f64::from(c.b)));
    const POW7_25: f64 = 6_103_515_625.0;
    let chroma = 0.5 * (a1.hypot(b1) + a2.hypot(b2));
    let g = 0.5 * (1.0 - (chroma.powi(7) / (chroma.powi(7) + POW7_25)).sqrt());
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = h2 - h1;
    let dh = match turn {
        _ if grey => 0.0,
        t if t > 180.0 => t - 360.0,
        t if t < -180.0 => t + 360.0,
        t => t,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh_chord = 2.0 * (c1 * c2).sqrt() * (dh.to_radians() / 2.0).sin();
    let (l_mean, c_mean) = (0.5 * (l1 + l2), 0.5 * (c1 + c2));
    let h_mean = match h1 + h2 {
        sum if grey => sum,
        sum if turn.abs() <= 180.0 => 0.5 * sum,
        sum if sum < 360.0 => 0.5 * (sum + 360.0),
        sum => 0.5 * (sum - 360.0),
    };
    let cos = |deg: f64| deg.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h_mean - 30.0) + 0.24 * cos(2.0 * h_mean) + 0.32 * cos(3.0 * h_mean + 6.0)
        - 0.20 * cos(4.0 * h_mean - 63.0);
    let rotation = 30.0 * (-((h_mean - 275.0) / 25.0).powi(2)).exp();
    let rc = 2.0 * (c_mean.powi(7) / (c_mean.powi(7) + POW7_25)).sqrt();
    let off = (l_mean - 50.0).powi(2);
    let sl = 1.0 + 0.015 * off / (20.0 + off).sqrt();
    let sc = 1.0 + 0.045 * c_mean;
    let sh = 1.0 + 0.015 * c_mean * t;
    let rt = -(2.0 * rotation).to_radians().sin() * rc;
    let (l, c, h) = (dl / sl, dc / sc, dh_chord / sh);
    (l * l + c * c + h * h + rt * c * h).max(0.0).sqrt() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 34 pairs of Sharma, Wu & Dalal 2005 (Color Res. Appl. 30, 21), table 1.
    const PAIRS: [([f32; 3], [f32; 3], f32); 34] = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 3.1571, -77.2803], [50.0, 0.0, -82.7485], 2.8615),
        ([50.0, 2.8361, -74.0200], [50.0, 0.0, -82.7485], 3.4412),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, -1.1848, -84.8006], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, -0.9009, -85.5211], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, -1.0, 2.0], [50.0, 0.0, 0.0], 2.3669),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0009], 7.1792),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0010], 7.1792),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0011], 7.2195),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0012], 7.2195),
        ([50.0, -0.0010, 2.4900], [50.0, 0.0009, -2.4900], 4.8045),
        ([50.0, -0.0010, 2.4900], [50.0, 0.0010, -2.4900], 4.8045),
        ([50.0, -0.0010, 2.4900], [50.0, 0.0011, -2.4900], 4.7461),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [61.0, -5.0, 29.0], 22.8977),
        ([50.0, 2.5, 0.0], [56.0, -27.0, -3.0], 31.9030),
        ([50.0, 2.5, 0.0], [58.0, 24.0, 15.0], 19.4535),
        ([50.0, 2.5, 0.0], [50.0, 3.1736, 0.5854], 1.0000),
        ([50.0, 2.5, 0.0], [50.0, 3.2972, 0.0], 1.0000),
        ([50.0, 2.5, 0.0], [50.0, 1.8634, 0.5757], 1.0000),
        ([50.0, 2.5, 0.0], [50.0, 3.2592, 0.3350], 1.0000),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.2630),
        ([61.2901, 3.7196, -5.3901], [61.4292, 2.2480, -4.9620], 1.8731),
        ([35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645),
        ([22.7233, 20.0904, -46.6940], [23.0331, 14.9730, -42.5619], 2.0373),
        ([36.4612, 47.8580, 18.3852], [36.2715, 50.5065, 21.2231], 1.4146),
        ([90.8027, -2.0831, 1.4410], [91.1528, -1.6435, 0.0447], 1.4441),
        ([90.9257, -0.5406, -0.9208], [88.6381, -0.8985, -0.7239], 1.5381),
        ([6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ];

    #[test]
    fn ciede2000_agrees_with_sharmas_pairs() {
        for (i, &(p, q, expected)) in PAIRS.iter().enumerate() {
            let found = delta_e_2000(Lab::new(p[0], p[1], p[2]), Lab::new(q[0], q[1], q[2]));
            // Four pairs straddle the jump at opposite hues by 1e-4 in b*: f32 rounds their angle either way.
            assert!((found - expected).abs() < 1.5e-4, "pair {}: {found}, not {expected}", i + 1);
        }
    }

    #[test]
    fn every_code_survives_the_round_trip_and_greys_have_no_chroma() {
        for x in 0..=255_u8 {
            let c = Srgb8 { r: x, g: 255 - x, b: x / 2 };
            assert_eq!(Srgb8::from(LinearRgb::from(c)), c);
            let grey = LinearRgb::splat(srgb_decode(f32::from(x) / 255.0)).to_lab();
            assert!(grey.a.abs() < 2e-3 && grey.b.abs() < 2e-3, "{grey:?}");
        }
    }

    #[test]
    fn lab_and_back_is_the_same_colour() {
        for rgb in [[0.4, 0.26, 0.19], [0.001, 0.002, 0.0005], [1.0, 1.0, 1.0], [0.0, 0.9, 0.1]] {
            let back = LinearRgb::from_array(rgb).to_lab().to_rgb().to_array();
            for k in 0..3 {
                assert!((back[k] - rgb[k]).abs() < 2e-5, "{rgb:?} {back:?}");
            }
        }
    }

    #[test]
    fn colours_are_read_with_or_without_the_sign_and_nothing_else() {
        let c = Srgb8 { r: 0xab, g: 0x8c, b: 0x78 };
        assert_eq!("#ab8c78".parse(), Ok(c));
        assert_eq!("AB8C78".parse(), Ok(c));
        assert_eq!(c.to_string(), "#ab8c78");
        assert_eq!("#f0a".parse(), Ok(Srgb8 { r: 255, g: 0, b: 170 }));
        for wrong in ["", "#ff", "#ffff", "ab8c7g", "+b8c78a", "#+b8", "#ab8c7800"] {
            assert!(wrong.parse::<Srgb8>().is_err(), "{wrong}");
        }
    }
}
