//! Light that scatters under the skin before it leaves: farther in red than in blue.
//!
//! The profile is Christensen & Burley's (2015), `(e^(−r/d) + e^(−r/3d))/(8πdr)`, with one length d per channel, fitted
//! to photon transport through the two layers of the albedo. Only *irradiance* is scattered. Albedo and pigment are
//! applied after it, because both contain scattering already.
//!
//! [`scattered_cosine`] is the irradiance that leaves a lit sphere, by the cosine to the light and by curvature (after
//! Penner 2011, who used a ring; a sphere needs no cut-off at r = 0, and resembles a scalp). [`Hinge`] is a closed form
//! of it, cheap enough for every light at every pixel; a table would need three filtered fetches.

#[cfg(test)]
use std::f32::consts::PI;

/// Curvature (1 ÷ radius) above which skin is treated alike, per mm.
pub const CURVATURE_MAX_PER_MM: f32 = 0.25;

#[cfg(test)]
/// Share of the light that leaves within `r_mm` of its entry.
pub fn burley_cdf(r_mm: f32, d_mm: f32) -> f32 {
    1.0 - 0.25 * (-r_mm / d_mm).exp() - 0.75 * (-r_mm / (3.0 * d_mm)).exp()
}

#[cfg(test)]
/// Burley's profile, per mm²; its integral over the plane is 1.
pub fn burley_profile(r_mm: f32, d_mm: f32) -> f32 {
    ((-r_mm / d_mm).exp() + (-r_mm / (3.0 * d_mm)).exp()) / (8.0 * PI * d_mm * r_mm.max(1e-6))
}

#[cfg(test)]
/// Distance within which the share `share` (0–1) of the light leaves, mm: the inverse of [`burley_cdf`].
pub fn burley_radius(share: f32, d_mm: f32) -> f32 {
    // y³ + 3y = 4(1 − share) with y = e^(−r/3d): Cardano, one real root.
    let k = 2.0 * (1.0 - share.clamp(0.0, 1.0));
    let root = (k * k + 1.0).sqrt();
    let y = (root + k).cbrt() - (root - k).cbrt();
    -3.0 * d_mm * y.clamp(1e-12, 1.0).ln()
}

#[cfg(test)]
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

#[cfg(test)]
/// Irradiance that leaves a sphere of curvature `curvature_per_mm` where the cosine to the light is `cos_light`, for
/// unit irradiance on a surface facing the light.
pub fn scattered_cosine(cos_light: f32, curvature_per_mm: f32, radii_mm: &[f32]) -> f32 {
    if curvature_per_mm <= 0.0 || radii_mm.is_empty() {
        return cos_light.max(0.0);
    }
    let sin_light = (1.0 - cos_light * cos_light).max(0.0).sqrt();
    let sum: f32 = radii_mm
        .iter()
        .map(|&r| {
            // Chord r on the sphere; the area within it is πr², as on the plane.
            let c = (r * curvature_per_mm).min(2.0);
            let cos_arc = 1.0 - 0.5 * c * c;
            let sin_arc = c * (1.0 - 0.25 * c * c).max(0.0).sqrt();
            mean_of_lit(cos_light * cos_arc, sin_light * sin_arc)
        })
        .sum();
    sum / radii_mm.len() as f32
}

#[cfg(test)]
/// Distances that each stand for an equal share of the light, mm; those beyond the far side of the sphere are left out.
pub fn equal_shares(d_mm: f32, curvature_per_mm: f32) -> Vec<f32> {
    const SHARES: usize = 32;
    let whole = if curvature_per_mm > 0.0 { burley_cdf(2.0 / curvature_per_mm, d_mm) } else { 1.0 };
    (0..SHARES).map(|i| burley_radius(whole * (i as f32 + 0.5) / SHARES as f32, d_mm)).collect()
}

/// Scattered irradiance on a sphere in closed form: `level · (c + √(c² + width²))`, where c is the cosine to the light.
///
/// The width stands for the spread of light: a width of 0 gives max(c, 0). The level keeps the sum over the sphere to
/// 4e-4. The hinge is within 0.007 of `scattered_cosine` up to a curvature × length of 0.18 (red light at
/// [`CURVATURE_MAX_PER_MM`]), and within 0.002 on a scalp (0.01).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hinge {
    /// Level: about half the irradiance on a surface facing the light.
    pub level: f32,
    /// Square of the width.
    pub width2: f32,
}

impl Hinge {
    /// Closed form of scattered irradiance on a sphere of `curvature_per_mm`, for light of Burley's length `d_mm`.
    pub fn new(curvature_per_mm: f32, d_mm: f32) -> Self {
        let x = curvature_per_mm * d_mm;
        let width = x * (1.4111 - 2.3567 * x) / (1.0 + x * (5.5749 * x - 3.1542));
        let width2 = width * width;
        Self { level: 0.5 - 0.5 * width2 * (1.34586 - 0.66297 * width) / (0.27995 + width), width2 }
    }

    /// Scattered irradiance where the cosine to the light is `cos_light`.
    pub fn at(self, cos_light: f32) -> f32 {
        self.level * (cos_light + (cos_light * cos_light + self.width2).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Curvature times length: from hardly curved skin to red light in an ear.
    const SPREADS: [f32; 7] = [0.001, 0.004, 0.01, 0.02, 0.05, 0.1, 0.177];

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
        for x in SPREADS {
            let n = 2000;
            let cosine = |i: i32| (2.0 * i as f32 + 1.0) / n as f32 - 1.0;
            let mean = (0..n).map(|i| Hinge::new(x, 1.0).at(cosine(i))).sum::<f32>() / n as f32;
            assert!((mean - 0.25).abs() < 3e-4, "{x}: {mean}");
            let radii = equal_shares(1.0, x);
            let exact = (0..n).map(|i| scattered_cosine(cosine(i), x, &radii)).sum::<f32>() / n as f32;
            assert!((exact - 0.25).abs() < 1e-3, "{x}: {exact}");
        }
        for cosine in [-0.5, 0.0, 0.3, 1.0] {
            assert_eq!(scattered_cosine(cosine, 0.0, &equal_shares(0.71, 0.0)), cosine.max(0.0));
            assert_eq!(Hinge::new(0.0, 0.71).at(cosine), cosine.max(0.0));
        }
    }

    #[test]
    fn the_closed_form_stays_near_the_sphere() {
        for x in SPREADS {
            let (hinge, radii) = (Hinge::new(x, 1.0), equal_shares(1.0, x));
            let off = (0..=400)
                .map(|i| i as f32 / 200.0 - 1.0)
                .map(|c| (hinge.at(c) - scattered_cosine(c, x, &radii)).abs())
                .fold(0.0, f32::max);
            assert!(off < if x <= 0.02 { 0.0025 } else { 0.007 }, "{x}: {off}");
        }
    }

    #[test]
    fn red_reaches_further_past_the_terminator_than_blue() {
        for cosine in [-0.2, -0.1, -0.02] {
            let [red, green, blue] = [0.71, 0.39, 0.24].map(|d| Hinge::new(1.0 / 50.0, d).at(cosine));
            assert!(red > green && green > blue && blue > 0.0, "{red} {green} {blue}");
        }
        // Never brighter than facing the light.
        assert!(SPREADS.iter().all(|&x| Hinge::new(x, 1.0).at(1.0) <= 1.0));
    }
}
