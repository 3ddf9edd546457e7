//! Albedo from a measured colour of skin, and the melanin and blood nearest to it.
//!
//! Colorimeters measure the skin's mirror image, too. It is subtracted for the albedo and added for comparisons. The
//! colour itself stays the base albedo; melanin and blood only decide how pigment, flush and tan change it.

use super::layers::Directions;
use super::reflectance::{COARSE, grid};
use super::skin_tone::{MEASURED_SPECULAR, OpticsError, TYPES};
use super::spectrum::{ANISOTROPY, INDEX, OXYGENATION, eight_bands, rgb_of_eight};
use crate::color::LinearRgb;

/// Albedo of a measured colour: without its mirror image, and never quite black.
pub(super) fn albedo_of(lab: [f32; 3]) -> Result<LinearRgb, OpticsError> {
    let sane = lab.iter().all(|x| x.is_finite()) && (5.0..=98.0).contains(&lab[0]);
    let rgb = crate::color::Lab::new(lab[0], lab[1], lab[2]).to_rgb();
    let [r, g, b] = rgb.to_array();
    if !sane || r.min(g).min(b) < -0.02 || r.max(g).max(b) > 1.02 {
        return Err(OpticsError::NotASkin(lab));
    }
    Ok(rgb.map(|x| (x - MEASURED_SPECULAR).max(0.2 * x).max(5e-4)))
}

/// Fractions of melanosomes and blood whose albedo is nearest to `wanted` (D65): Gauss–Newton in logarithms, from the
/// nearest type.
pub(super) fn tissue_of(wanted: LinearRgb) -> [f32; 2] {
    const LIMITS: [[f64; 2]; 2] = [[3e-4, 0.6], [3e-4, 0.1]];
    let goal = lab3(wanted);
    let step = 0.05_f64.exp();
    // Weights of CIEDE2000 for lightness and chroma near the goal.
    let chroma = 1.0 + 0.045 * goal[1].hypot(goal[2]);
    let off = (goal[0] - 50.0).powi(2);
    let scale = [1.0 + 0.015 * off / (20.0 + off).sqrt(), chroma, chroma];
    let distance = |c: [f64; 3]| (0..3).map(|k| ((c[k] - goal[k]) / scale[k]).powi(2)).sum::<f64>();
    let start = |t: &[f32; 2]| t.map(f64::from);
    let directions = Directions::<COARSE>::new(INDEX, ANISOTROPY);
    let bands = eight_bands();
    let corner = |[m, b]: [f64; 2]| -> [[[f64; 3]; 2]; 2] {
        let grids = bands.map(|band| grid(&directions, &band, [m, m * step], [b, b * step].map(|b| [b, OXYGENATION])));
        std::array::from_fn(|i| {
            std::array::from_fn(|j| {
                let spectrum = std::array::from_fn(|band| grids[band][i][j]);
                lab3(LinearRgb::from_array(rgb_of_eight(&spectrum).map(|x| x as f32)))
            })
        })
    };
    let lightness = |t: &[f32; 2]| {
        // Measured lightness of the types, exact enough for a start.
        const L: [f64; 6] = [67.6, 64.2, 60.6, 56.3, 49.7, 37.8];
        TYPES.iter().position(|x| x == t).map_or(f64::MAX, |i| (L[i] - goal[0]).abs())
    };
    let nearest = TYPES.iter().min_by(|x, y| lightness(x).total_cmp(&lightness(y)));
    let mut tissue = nearest.map_or([0.035, 0.0074], start);
    let mut best = (f64::MAX, tissue);
    for _ in 0..7 {
        let cells = corner(tissue);
        let here = cells[0][0];
        if distance(here) < best.0 {
            best = (distance(here), tissue);
        }
        if distance(here) < 0.01 {
            break;
        }
        let (jm, jb): ([f64; 3], [f64; 3]) = (
            std::array::from_fn(|k| (cells[1][0][k] - here[k]) / (0.05 * scale[k])),
            std::array::from_fn(|k| (cells[0][1][k] - here[k]) / (0.05 * scale[k])),
        );
        let dot = |x: [f64; 3], y: [f64; 3]| x[0] * y[0] + x[1] * y[1] + x[2] * y[2];
        let miss: [f64; 3] = std::array::from_fn(|k| (goal[k] - here[k]) / scale[k]);
        // A little damping: far from any skin the two columns are nearly parallel.
        let (a, b, c) = (dot(jm, jm) + 0.1, dot(jm, jb), dot(jb, jb) + 0.1);
        let (p, q) = (dot(jm, miss), dot(jb, miss));
        let determinant = a * c - b * b;
        let change = [(p * c - q * b) / determinant, (a * q - b * p) / determinant];
        if change.iter().all(|c| c.abs() < 2e-3) {
            break;
        }
        for k in 0..2 {
            tissue[k] = (tissue[k] * change[k].clamp(-1.2, 1.2).exp()).clamp(LIMITS[k][0], LIMITS[k][1]);
        }
    }
    best.1.map(|x| x as f32)
}

/// L*a*b* of skin as it is seen, with its mirror image.
fn lab3(albedo: LinearRgb) -> [f64; 3] {
    let lab = (albedo + LinearRgb::splat(MEASURED_SPECULAR)).to_lab();
    [f64::from(lab.l), f64::from(lab.a), f64::from(lab.b)]
}
