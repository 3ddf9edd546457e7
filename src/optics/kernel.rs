//! A disc blurred by a Gaussian: the footprint of a dot, on the skin and in the picture.
//!
//! `B(r; a, σ)` is a disc of radius a and height 1, convolved with a round Gaussian of standard deviation σ. Its
//! integral is πa² whatever σ, so a dot far smaller than a pixel keeps its weight (a pixel is itself a Gaussian of 0.29
//! pixels). B is the distribution function of a non-central χ² with two degrees of freedom (Marcum's Q). A product of
//! error functions would be cheaper, but loses several percent of the integral between its limits.
//!
//! Shaders use [`DiscShape`], a closed form with the exact peak and the exact integral. It is within 0.014 of B for a ≤
//! 4σ, where dots under the skin lie, and within 0.061 in the rim of a nearly hard disc (a = 20σ). A texture of B would be exact
//! there, too, but would cost a filtered fetch per dot and pixel.

/// Modified Bessel function of order 0, times e^−|x| (Abramowitz & Stegun 9.8.1, 9.8.2: 2·10⁻⁷).
fn bessel_i0_scaled(x: f64) -> f64 {
    let x = x.abs();
    let horner = |c: &[f64], t: f64| c.iter().rev().fold(0.0, |sum, &k| sum * t + k);
    if x < 3.75 {
        let t = (x / 3.75).powi(2);
        let c = [1.0, 3.515_622_9, 3.089_942_4, 1.206_749_2, 0.265_973_2, 0.036_076_8, 0.004_581_3];
        horner(&c, t) * (-x).exp()
    } else {
        let c = [
            0.398_942_28,
            0.013_285_92,
            0.002_253_19,
            -0.001_575_65,
            0.009_162_81,
            -0.020_577_06,
            0.026_355_37,
            -0.016_476_33,
            0.003_923_77,
        ];
        horner(&c, 3.75 / x) / x.sqrt()
    }
}

/// Reference value of B, to 1e-6: at distance `r` from the middle of a disc of radius `a` blurred by `sigma` (in any
/// one unit of length).
pub fn blurred_disc(r: f32, a: f32, sigma: f32) -> f32 {
    exact(f64::from(r), f64::from(a), f64::from(sigma)) as f32
}

fn exact(r: f64, a: f64, sigma: f64) -> f64 {
    if a <= 0.0 {
        return 0.0;
    }
    if sigma <= 1e-9 * a {
        return if r <= a { 1.0 } else { 0.0 };
    }
    let (r, a) = (r.abs() / sigma, a / sigma);
    // Only rings within 7σ of r count.
    let (low, high) = ((r - 7.0).max(0.0), a.min(r + 7.0));
    if high <= low {
        return 0.0;
    }
    // Gauss–Legendre, 5 nodes on pieces of at most one σ.
    const NODES: [(f64, f64); 5] = [
        (0.0, 0.568_888_888_888_888_9),
        (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
        (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
        (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
        (0.906_179_845_938_664, 0.236_926_885_056_189_1),
    ];
    let pieces = (high - low).ceil().max(1.0);
    let half = 0.5 * (high - low) / pieces;
    let mut sum = 0.0;
    for piece in 0..pieces as usize {
        let middle = low + half * (2.0 * piece as f64 + 1.0);
        for (x, w) in NODES {
            let t = middle + half * x;
            sum += w * half * t * (-0.5 * (r - t) * (r - t)).exp() * bessel_i0_scaled(r * t);
        }
    }
    sum.min(1.0)
}

/// Hardest disc told apart, a ÷ σ: its rim is a thirtieth of its radius wide.
pub const HARDEST: f32 = 30.0;
/// Largest power of two in the inner exponent: e to −2^6.5 is 0, and nothing overflows.
pub const POWER_MAX: f32 = 6.5;
/// Fit of p to B over h = a ÷ σ, with k the array's values: p = 2 + k₀h⁴ ÷ (1 + h²(k₁ + k₂h)). It is a Gaussian's 2 at 0 and grows with h.
pub const DISC_POWER: [f32; 3] = [0.027_187_5, 0.032_950_5, 0.023_966_1];
/// Fit of Γ(1 + t) for t from 0 to 1, to 6·10⁻⁴: 1 − t(1 − t)(k₀ + t(k₁ + k₂t)).
pub const GAMMA_FIT: [f32; 3] = [0.577_2, -0.351_837, 0.210_3];

/// A blurred disc in closed form: `peak · exp(−(r²/R²)^(p/2))`.
///
/// The peak 1 − e^(−a²/2σ²) is exact, p grows from 2 (a Gaussian) with a/σ (fitted), and R follows from the integral πa².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiscShape {
    /// Value in the middle.
    pub peak: f32,
    /// 1 ÷ R², per unit of length squared.
    pub inverse_r2: f32,
    /// p ÷ 2.
    pub half_power: f32,
}

impl DiscShape {
    /// The shape for radius `a` and blur `sigma`, in any one unit of length. Discs harder than a = 30σ count as that.
    pub fn new(a: f32, sigma: f32) -> Self {
        let blur = sigma.max(1e-6);
        let h = (a / blur).min(HARDEST);
        let x = 0.5 * h * h;
        let small = x < 0.01;
        let peak = if small { x * (1.0 - 0.5 * x) } else { 1.0 - (-x).exp() };
        let over_peak = if small { 1.0 + 0.5 * x } else { x / peak };
        let [rise, bend, hard] = DISC_POWER;
        let p = 2.0 + rise * x * x * 4.0 / (1.0 + h * h * (bend + hard * h));
        let t = 2.0 / p;
        let [g0, g1, g2] = GAMMA_FIT;
        let gamma = 1.0 - t * (1.0 - t) * (g0 + t * (g1 + t * g2));
        let wide = blur.max(a / HARDEST);
        Self { peak, inverse_r2: gamma / (2.0 * wide * wide * over_peak), half_power: 0.5 * p }
    }

    /// Value at the squared distance `r2` from the middle.
    pub fn at(self, r2: f32) -> f32 {
        let power = (self.half_power * (r2 * self.inverse_r2).max(1e-30).log2()).min(POWER_MAX);
        self.peak * (-power.exp2()).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f32::consts::PI;

    /// ∫ 2πr f(r) dr by the midpoint rule.
    fn integral(to: f32, f: impl Fn(f32) -> f32) -> f32 {
        const N: usize = 4000;
        let step = to / N as f32;
        (0..N).map(|i| (i as f32 + 0.5) * step).map(|r| f64::from(2.0 * PI * r * f(r) * step)).sum::<f64>() as f32
    }

    const CASES: [(f32, f32); 8] =
        [(0.2, 5.0), (0.2, 0.6), (0.2, 0.2), (0.2, 0.12), (0.3, 0.12), (0.2, 0.05), (0.2, 0.01), (0.2, 0.0)];

    #[test]
    fn a_blurred_disc_keeps_its_integral_whatever_the_blur() {
        for (a, sigma) in CASES {
            let (to, area) = (1.2 * a + 7.0 * sigma, PI * a * a);
            let shape = DiscShape::new(a, sigma);
            let found = [integral(to, |r| blurred_disc(r, a, sigma)), integral(to, |r| shape.at(r * r))];
            for (i, (x, limit)) in found.into_iter().zip([1e-3, 2e-3]).enumerate() {
                assert!((x / area - 1.0).abs() < limit, "a {a} σ {sigma} way {i}: {}", x / area);
            }
        }
    }

    #[test]
    fn the_closed_form_stays_near_the_disc() {
        for (a, sigma) in CASES.into_iter().filter(|case| case.1 > 0.0) {
            let shape = DiscShape::new(a, sigma);
            let off = |r: f32| (shape.at(r * r) - blurred_disc(r, a, sigma)).abs();
            let worst = (0..200).map(|i| off((a + 3.5 * sigma) * i as f32 / 200.0)).fold(0.0, f32::max);
            assert!(worst < if a <= 4.0 * sigma { 0.014 } else { 0.061 }, "a {a} σ {sigma}: {worst}");
        }
        // In the middle: 1 − e^(−a²/2σ²).
        assert!((blurred_disc(0.0, 0.2, 0.1) - (1.0 - (-2.0_f32).exp())).abs() < 1e-5);
        assert_eq!(DiscShape::new(0.0, 0.1).at(0.0), 0.0);
    }
}
