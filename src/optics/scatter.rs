//! Light that scatters under the skin before it leaves again: wider in red than in blue.
//!
//! The profile is Christensen & Burley's (2015), `(e^(−r/d) + e^(−r/3d))/(8πdr)`, with one length d per channel fitted to photon
//! transport through the same two layers as the albedo. Only *irradiance* is scattered; albedo and pigment are applied after it,
//! because both already contain scattering.
//!
//! [`preintegrated_table`] holds the irradiance that comes out of a lit sphere (after Penner 2011, who used a ring; a sphere
//! needs no cut-off at r = 0 and is what a scalp is like): by the cosine to the light and by curvature.

use std::f32::consts::PI;

/// Texels along the cosine to the light: −1 at u = 0, 1 at u = 1.
pub const TABLE_WIDTH: usize = 128;
/// Texels along curvature: 0 at v = 0, [`CURVATURE_MAX_PER_MM`] at v = 1.
pub const TABLE_HEIGHT: usize = 32;
/// Curvature (1 ÷ radius) at v = 1, per mm.
pub const CURVATURE_MAX_PER_MM: f32 = 0.25;

/// Share of the light that leaves within `r_mm` of where it entered.
pub fn burley_cdf(r_mm: f32, d_mm: f32) -> f32 {
    1.0 - 0.25 * (-r_mm / d_mm).exp() - 0.75 * (-r_mm / (3.0 * d_mm)).exp()
}

/// The profile, per mm²; its integral over the plane is 1.
pub fn burley_profile(r_mm: f32, d_mm: f32) -> f32 {
    ((-r_mm / d_mm).exp() + (-r_mm / (3.0 * d_mm)).exp()) / (8.0 * PI * d_mm * r_mm.max(1e-6))
}

/// Distance within which the share `share` (0–1) of the light leaves, mm: [`burley_cdf`] backwards.
pub fn burley_radius(share: f32, d_mm: f32) -> f32 {
    // y³ + 3y = 4(1 − share) with y = e^(−r/3d): Cardano, one real root.
    let k = 2.0 * (1.0 - share.clamp(0.0, 1.0));
    let root = (k * k + 1.0).sqrt();
    let y = (root + k).cbrt() - (root - k).cbrt();
    -3.0 * d_mm * y.clamp(1e-12, 1.0).ln()
}

/// Mean over the azimuth φ of max(a + b·cos φ, 0), b ≥ 0.
fn mean_of_lit(a: f32, b: f32) -> f32 {
    if a >= b {
        a
    } else if a <= -b {
        0.0
    } else {
        let phi = (-a / b).acos();
        (a * phi + b * phi.sin()) / PI
    }
}

/// Irradiance that leaves a sphere of curvature `curvature_per_mm` where the cosine to the light is `cos_light`, for unit
/// irradiance facing the light.
pub fn scattered_cosine(cos_light: f32, curvature_per_mm: f32, radii_mm: &[f32]) -> f32 {
    if curvature_per_mm <= 0.0 || radii_mm.is_empty() {
        return cos_light.max(0.0);
    }
    let sin_light = (1.0 - cos_light * cos_light).max(0.0).sqrt();
    let sum: f32 = radii_mm
        .iter()
        .map(|&r| {
            // Chord r on the sphere; the area within it is πr², as in the plane.
            let c = (r * curvature_per_mm).min(2.0);
            let cos_arc = 1.0 - 0.5 * c * c;
            let sin_arc = c * (1.0 - 0.25 * c * c).max(0.0).sqrt();
            mean_of_lit(cos_light * cos_arc, sin_light * sin_arc)
        })
        .sum();
    sum / radii_mm.len() as f32
}

/// Distances that each stand for an equal share of the light, mm; those beyond the far side of a sphere are left out.
pub fn equal_shares(d_mm: f32, curvature_per_mm: f32) -> Vec<f32> {
    const SHARES: usize = 32;
    let whole = if curvature_per_mm > 0.0 { burley_cdf(2.0 / curvature_per_mm, d_mm) } else { 1.0 };
    (0..SHARES).map(|i| burley_radius(whole * (i as f32 + 0.5) / SHARES as f32, d_mm)).collect()
}

/// Scattered irradiance r, g, b by cosine (x fastest) and curvature, values at texel centres.
pub fn preintegrated_table(d_mm: [f32; 3]) -> Vec<[f32; 3]> {
    let mut table = vec![[0.0; 3]; TABLE_WIDTH * TABLE_HEIGHT];
    for (row, texels) in table.chunks_exact_mut(TABLE_WIDTH).enumerate() {
        let curvature = CURVATURE_MAX_PER_MM * (row as f32 + 0.5) / TABLE_HEIGHT as f32;
        let radii = d_mm.map(|d| equal_shares(d, curvature));
        for (column, texel) in texels.iter_mut().enumerate() {
            let cosine = 2.0 * (column as f32 + 0.5) / TABLE_WIDTH as f32 - 1.0;
            *texel = std::array::from_fn(|k| scattered_cosine(cosine, curvature, &radii[k]));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_02_scattering_neither_makes_nor_loses_light() {
        for d in [0.07, 0.24, 0.71] {
            // The profile's integral over the plane, and its inverse.
            let n = 4000;
            let sum: f32 = (0..n)
                .map(|i| {
                    let r = 40.0 * d * ((i as f32 + 0.5) / n as f32).powi(2);
                    let step = 80.0 * d * ((i as f32 + 0.5) / n as f32) / n as f32;
                    2.0 * PI * r * burley_profile(r, d) * step
                })
                .sum();
            assert!((sum - 1.0).abs() < 1e-3, "{d}: {sum}");
            for share in [0.01, 0.3, 0.8, 0.99] {
                assert!((burley_cdf(burley_radius(share, d), d) - share).abs() < 1e-4);
            }
        }
        // A lit sphere sends back as much as falls on it: the mean of the cosine over the sphere is 1/4. And a plane, or even
        // light, is left as it is.
        let table = preintegrated_table([0.71, 0.39, 0.24]);
        for row in table.chunks_exact(TABLE_WIDTH) {
            for k in 0..3 {
                let mean = row.iter().map(|t| t[k]).sum::<f32>() / TABLE_WIDTH as f32;
                assert!((mean - 0.25).abs() < 1e-3, "{mean}");
            }
        }
        for cosine in [-0.5, 0.0, 0.3, 1.0] {
            assert_eq!(scattered_cosine(cosine, 0.0, &equal_shares(0.71, 0.0)), cosine.max(0.0));
        }
    }

    #[test]
    fn red_reaches_further_past_the_terminator_than_blue() {
        let table = preintegrated_table([0.71, 0.39, 0.24]);
        let row = &table[TABLE_WIDTH * 2..TABLE_WIDTH * 3];
        let past = row[TABLE_WIDTH / 2 - 2];
        assert!(past[0] > past[1] && past[1] > past[2] && past[2] >= 0.0, "{past:?}");
        // Never brighter than facing the light.
        assert!(table.iter().flatten().all(|&x| (0.0..=1.0 + 1e-4).contains(&x)));
    }
}
