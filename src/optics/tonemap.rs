//! Tone curves: scene-linear light to what a screen can show, still linear; the sRGB curve follows.
//!
//! * [`neutral`]: Khronos PBR Neutral (2024), with a toe that compensates the surface's F0. The standard subtracts
//!   0.04, which a dielectric of index 1.5 mirrors of even light, so that base colours show as entered. Skin mirrors
//!   0.028: with the standard's toe, dark skin and pigment are ΔE00 0.6–2.4 off. At F0 = 0.04 this is the standard.
//!   Colours measured on skin contain the mirror image already: they take F0 = 0, no toe, as does a surface that
//!   mirrors nothing.
//! * [`agx`]: Sobotka's AgX in the polynomial form in common use (three.js). It lowers chroma and contrast: for stills,
//!   never to judge a shade by. Reinhard and the ACES fit shift skin's hue and are not offered.
//!
//! Twin: `shaders/lib/tone_curves.wgsl`.

use crate::color::LinearRgb;

/// Start of [`neutral`]'s shoulder; F0 is added to it.
const SHOULDER: f32 = 0.8;
/// Rate at which [`neutral`] reduces chroma above the shoulder.
const DESATURATION: f32 = 0.15;

/// PBR Neutral for surfaces of reflectance `f0` at normal incidence. The result lies within 0–1.
pub fn neutral(color: LinearRgb, f0: f32) -> LinearRgb {
    let [r, g, b] = color.map(|x| if x.is_nan() { 0.0 } else { x.clamp(0.0, 65_504.0) }).to_array();
    let low = r.min(g).min(b);
    let offset = if low < 2.0 * f0 { low - low * low / (4.0 * f0) } else { f0 };
    let c = LinearRgb::new(r - offset, g - offset, b - offset);
    let peak = c.r.max(c.g).max(c.b);
    let start = SHOULDER - f0;
    if peak < start {
        return c;
    }
    let d = 1.0 - start;
    let new_peak = 1.0 - d * d / (peak + d - start);
    let keep = 1.0 / (DESATURATION * (peak - new_peak) + 1.0);
    (c * (new_peak / peak)) * keep + LinearRgb::splat(new_peak * (1.0 - keep))
}

/// Light that [`neutral`] maps to `shown`.
pub fn neutral_inverse(shown: LinearRgb, f0: f32) -> LinearRgb {
    let peak = shown.r.max(shown.g).max(shown.b);
    let start = SHOULDER - f0;
    let mut c = shown;
    if peak >= start {
        let d = 1.0 - start;
        let old = d * d / (1.0 - peak).max(1e-6) - d + start;
        let keep = 1.0 / (DESATURATION * (old - peak) + 1.0);
        c = ((shown - LinearRgb::splat(peak * (1.0 - keep))) / keep) * (old / peak);
    }
    let low = c.r.min(c.g).min(c.b);
    // x²/(4F0) = low below 2F0.
    let offset = if low < f0 { 2.0 * (low.max(0.0) * f0).sqrt() - low } else { f0 };
    c + LinearRgb::splat(offset)
}

type Rows = [[f32; 3]; 3];

const REC2020_FROM_709: Rows =
    [[0.627_404, 0.329_283, 0.043_313], [0.069_097, 0.919_54, 0.011_362], [0.016_391, 0.088_013, 0.895_595]];
const REC709_FROM_2020: Rows =
    [[1.660_491, -0.587_641, -0.072_850], [-0.124_550, 1.132_9, -0.008_349], [-0.018_151, -0.100_579, 1.118_73]];
const INSET: Rows = [
    [0.856_627_15, 0.095_121_24, 0.048_251_61],
    [0.137_318_97, 0.761_242, 0.101_439_04],
    [0.111_898_21, 0.076_799_42, 0.811_302_36],
];
const OUTSET: Rows = [
    [1.127_100_6, -0.110_606_64, -0.016_493_939],
    [-0.141_329_76, 1.157_823_7, -0.016_493_939],
    [-0.141_329_76, -0.110_606_64, 1.251_936_4],
];
/// Range of AgX, as powers of two.
const EV: [f32; 2] = [-12.473_93, 4.026_069];

fn times(m: Rows, c: LinearRgb) -> LinearRgb {
    LinearRgb::from_array(m.map(|row| row[0] * c.r + row[1] * c.g + row[2] * c.b))
}

/// AgX, base look. The result lies within 0–1.
pub fn agx(color: LinearRgb) -> LinearRgb {
    let inside =
        times(INSET, times(REC2020_FROM_709, color.map(|x| if x.is_nan() { 0.0 } else { x.clamp(0.0, 65_504.0) })));
    let curve = |x: f32| {
        let x = ((x.max(1e-10).log2() - EV[0]) / (EV[1] - EV[0])).clamp(0.0, 1.0);
        (((((15.5 * x - 40.14) * x + 31.96) * x - 6.868) * x + 0.4298) * x + 0.1191) * x - 0.002_32
    };
    let out = times(OUTSET, inside.map(curve)).map(|x| x.max(0.0).powf(2.2));
    times(REC709_FROM_2020, out).map(|x| x.clamp(0.0, 1.0))
}
