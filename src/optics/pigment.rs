//! Pigment in the skin as a ratio: reflectance with pigment ÷ reflectance of the same bare skin, per channel.
//!
//! Light reaches a dot at depth and leaves through skin that scatters. So a dot is seen blurred, it darkens a
//! millimetre around it, and depth takes away red last: a deep dot looks blue-grey, though its blue never exceeds that
//! of bare skin (Kienle et al. 1996, for veins). A *ratio* works with any base colour: without pigment it is exactly 1.
//!
//! * A full layer of optical depth τ (one pass, 550 nm) at depth z lets `ρ = 1 − A(z)(1 − s(z, τ))` through, a two-flux form
//!   whose constants were fitted to adding–doubling (`layers.rs`, the reference in the tests).
//! * A field of dots adds `θ = −Σ [ln(1 − u·B(σ_c)) + m·ln(1 − u·B(σ_h))]`, core and halo, with `u = 1 − s^(1/n)`, a Yule–Nielsen dot gain
//!   with two blurs (Yule & Nielsen 1951), and shows `ρ = 1 − A(1 − e^−θ)`. Weighing contrast by area alone (Murray–Davies)
//!   is wrong by 0.1 in ρ and is not used.
//!
//! Units: mm; τ without unit. Twin: `shaders/lib/pigment.wgsl`.

use bytemuck::{Pod, Zeroable};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Width σ_h of a dot's halo in r, g, b, mm.
pub const HALO_SIGMA_MM: [f32; 3] = [1.19, 0.76, 0.57];
/// Weight m of a dot's halo in r, g, b: an exponent on the light that it lets through.
pub const HALO_EXPONENT: [f32; 3] = [2.05, 1.55, 1.25];
/// Blur of a dot's core relative to the depth, σ_c ÷ z, in r, g, b. Shaders blur all channels by the green's.
pub const CORE_SIGMA_PER_DEPTH: [f32; 3] = [0.37, 0.41, 0.45];
/// Yule–Nielsen exponents n in r, g, b.
pub const YULE_NIELSEN: [f32; 3] = [2.71, 2.35, 2.14];
/// Largest strength of a dot, which keeps the logarithm finite.
pub const STRENGTH_MAX: f32 = 0.995;
/// Largest q, which keeps the layer's closed form falling in τ at depths beyond those that it was fitted to.
pub const Q_MAX: f32 = 0.95;
/// Share of a dot's strength that goes as a blend turns warm, in r, g, b (inferred: black oxide leaves, red oxide stays and lets red
/// through).
pub const WARM_LOSS: [f32; 3] = [0.35, 0.10, 0.0];
/// Effective depth of pigment relative to the depth at which it rests.
///
/// The top of a deposit decides its look. By adding–doubling, a column from 0.26 to 0.54 mm looks as a sheet at 0.67 to
/// 0.74 of its middle's depth, nearer to the surface the more ink it holds (`tests/deposit.rs`). As a deeper sheet,
/// dots would show too little: photographs of healed dots have cores 0.30 to 0.45 darker than the skin around them. A
/// taller column looks less deep, takes less red, and is too pink beside shaved hair.
pub const EFFECTIVE_PER_RESTING_DEPTH: f32 = 0.70;

/// Sharpness of the bend in which the contrast of a shallow layer saturates at 1; fitted with C and ℓ.
const SATURATES: f32 = 12.0;
/// q at depth 0 and its change per mm, r, g, b: one pair, fitted with C and ℓ to adding–doubling over all six skins.
const FITTED_Q: [[f32; 3]; 2] = [[0.544, 0.469, 0.404], [0.150, 0.163, 0.265]];
/// κ of carbon, r, g, b. Its extinction goes as 1/λ: more in blue, less in red. Fitted with the rest, relative to 550 nm.
const KAPPA_CARBON: [f32; 3] = [0.928, 1.160, 1.570];
/// κ of iron oxides, r, g, b. The red part transmits red and stops blue. Fitted to the solver: rms of ρ 0.008, 0.008, 0.012.
const KAPPA_IRON_OXIDE: [f32; 3] = [0.698, 1.184, 2.170];

/// Ink that dots are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Ink {
    /// Carbon black: absorbs as 1/λ. It is the most light-stable, and turns cooler as it settles deeper.
    #[default]
    Carbon,
    /// Black and red iron oxide, three parts to one by optical depth at 550 nm. They fade sooner and turn warm as the
    /// black goes.
    IronOxide,
}

/// Constants of the closed form for one skin and one ink; every array is r, g, b.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub struct PigmentOptics {
    /// κ: extinction in the channel relative to that at 550 nm.
    pub kappa: [f32; 3],
    /// q: share of the light from the pigment that skin sends back to it, at depth 0.
    pub q0: [f32; 3],
    /// Change of q with depth, per mm.
    pub q1: [f32; 3],
    /// Contrast of a saturated layer, extrapolated to depth 0.
    pub c: [f32; 3],
    /// ℓ: depth over which that contrast falls by a factor e, mm.
    pub ell: [f32; 3],
}

/// Melanosome fractions of the six skin types for which the constants were fitted.
const FITTED_MELANIN: [f32; 6] = [0.016, 0.024, 0.035, 0.049, 0.082, 0.233];
/// C of those types, r, g, b.
const FITTED_C: [[f32; 3]; 6] = [
    [1.162, 1.221, 1.236],
    [1.159, 1.237, 1.248],
    [1.154, 1.252, 1.258],
    [1.149, 1.271, 1.270],
    [1.140, 1.291, 1.282],
    [1.109, 1.211, 1.219],
];
/// ℓ of those types, r, g, b, mm.
const FITTED_ELL: [[f32; 3]; 6] = [
    [0.965, 0.519, 0.326],
    [0.929, 0.470, 0.302],
    [0.897, 0.432, 0.282],
    [0.863, 0.394, 0.262],
    [0.821, 0.354, 0.238],
    [0.813, 0.379, 0.181],
];

/// Value at `melanin` of rows known at [`FITTED_MELANIN`]: linear in its logarithm, constant beyond the ends.
pub(super) fn by_melanin<const N: usize>(melanin: f32, knots: [f32; N], rows: [[f32; 3]; N]) -> [f32; 3] {
    let mut upper = 1;
    while upper < N - 1 && knots[upper] < melanin {
        upper += 1;
    }
    let (low, high) = (knots[upper - 1], knots[upper]);
    let t = ((melanin.max(1e-6) / low).ln() / (high / low).ln()).clamp(0.0, 1.0);
    std::array::from_fn(|k| rows[upper - 1][k] + t * (rows[upper][k] - rows[upper - 1][k]))
}

impl PigmentOptics {
    /// Optics of `ink` in a skin of this melanosome fraction of the epidermis (0.016 the fairest, 0.233 the darkest
    /// fitted).
    pub fn new(ink: Ink, melanin: f32) -> Self {
        let c = by_melanin(melanin, FITTED_MELANIN, FITTED_C);
        let ell = by_melanin(melanin, FITTED_MELANIN, FITTED_ELL);
        let kappa = match ink {
            Ink::Carbon => KAPPA_CARBON,
            Ink::IronOxide => KAPPA_IRON_OXIDE,
        };
        let [q0, q1] = FITTED_Q;
        Self { kappa, q0, q1, c, ell }
    }

    /// Contrast A of a saturated layer at effective depth `z` mm.
    pub fn saturated_contrast(&self, z: f32) -> [f32; 3] {
        std::array::from_fn(|k| {
            let x = SATURATES * (1.0 - self.c[k] * (-z.max(0.0) / self.ell[k]).exp());
            // Softplus; beyond 20 it equals x in f32.
            let soft = if x > 20.0 { x } else { x.exp().ln_1p() };
            (1.0 - soft / SATURATES).clamp(0.0, 1.0)
        })
    }

    /// Share s of the light on the pigment that a full layer of optical depth `tau` at `z` mm leaves; exactly 1 at τ =
    /// 0.
    pub fn layer_transmission(&self, z: f32, tau: f32) -> [f32; 3] {
        std::array::from_fn(|k| {
            if tau <= 0.0 {
                return 1.0;
            }
            let q = (self.q0[k] + self.q1[k] * z.max(0.0)).clamp(0.0, Q_MAX);
            let t2 = (-2.0 * self.kappa[k] * tau).exp();
            (1.0 - q) * t2 / (1.0 - q * t2)
        })
    }

    /// Ratio ρ to bare skin of a full layer of pigment of optical depth `tau` at `z` mm.
    pub fn layer_ratio(&self, z: f32, tau: f32) -> [f32; 3] {
        let (a, s) = (self.saturated_contrast(z), self.layer_transmission(z, tau));
        std::array::from_fn(|k| 1.0 - a[k] * (1.0 - s[k]))
    }

    /// Strength u of one dot of optical depth `tau` at `z` mm, for the sum θ.
    pub fn dot_strength(&self, z: f32, tau: f32) -> [f32; 3] {
        let s = self.layer_transmission(z, tau);
        std::array::from_fn(|k| (1.0 - s[k].powf(1.0 / YULE_NIELSEN[k])).min(STRENGTH_MAX))
    }

    /// Optical depth of a dot that darkens by the share `share` of a dot of `tau`, in green, at `z` mm; `tau` itself at
    /// 1.
    ///
    /// A strong dot is black at its core long before all of its pigment is there: half the darkening needs far less
    /// than half of τ. It uses only `libm`, so that plans give equal bits on every machine.
    pub fn fainter(&self, z: f32, tau: f32, share: f32) -> f32 {
        if share >= 1.0 || tau <= 0.0 {
            return tau.max(0.0);
        }
        let (n, kappa2) = (YULE_NIELSEN[1], 2.0 * self.kappa[1]);
        let q = (self.q0[1] + self.q1[1] * z.max(0.0)).clamp(0.0, Q_MAX);
        let full = libm::expf(-kappa2 * tau);
        let strength = 1.0 - libm::powf((1.0 - q) * full / (1.0 - q * full), 1.0 / n);
        let left = libm::powf(1.0 - share.max(0.0) * strength, n);
        (-libm::logf(left / (1.0 - q + q * left)) / kappa2).clamp(0.0, tau)
    }

    /// Blur σ_c of a dot's core at depth `z`, mm.
    pub fn core_sigma_mm(z: f32) -> [f32; 3] {
        CORE_SIGMA_PER_DEPTH.map(|k| k * z.max(0.0))
    }

    /// Ratio ρ to bare skin where the dots' extinctions sum to `theta`; exactly 1 where they sum to 0.
    pub fn ratio(&self, z: f32, theta: [f32; 3]) -> [f32; 3] {
        let a = self.saturated_contrast(z);
        std::array::from_fn(|k| 1.0 - a[k] * (1.0 - (-theta[k]).exp()))
    }

    /// Extinction θ at distance `r_mm` from the middle of one dot of radius `a_mm` (all lengths mm); adds up over dots.
    pub fn dot_theta(&self, r_mm: f32, a_mm: f32, z: f32, tau: f32) -> [f32; 3] {
        let (u, core) = (self.dot_strength(z, tau), Self::core_sigma_mm(z));
        std::array::from_fn(|k| {
            let part = |sigma| -(1.0 - u[k] * super::kernel::blurred_disc(r_mm, a_mm, sigma)).ln();
            part(core[k]) + HALO_EXPONENT[k] * part(HALO_SIGMA_MM[k])
        })
    }

    /// Mean ρ of a field of dots that cover the share `coverage` of the skin (overlaps counted once), for views in
    /// which single dots cannot be distinguished. The more ink a dot holds, the more light between dots it takes (dot gain); its
    /// two figures were fitted to photon transport over 54 fields: rms 0.015, 0.010, 0.007 in r, g, b.
    pub fn mean_ratio(&self, coverage: f32, z: f32, tau: f32) -> [f32; 3] {
        const GAIN: [f32; 3] = [1.55, 1.24, 1.17];
        const GAIN_PER_TAU: f32 = 1.07;
        let full = self.layer_ratio(z, tau);
        let open = 1.0 - coverage.clamp(0.0, 1.0);
        std::array::from_fn(|k| {
            let g = 1.0 + GAIN[k] * (1.0 - (-GAIN_PER_TAU * tau.max(0.0)).exp());
            1.0 - (1.0 - full[k]) * (1.0 - open.powf(g))
        })
    }
}

/// Effective depth, mm, of pigment that rests at `resting_depth_mm`.
pub fn effective_depth_mm(resting_depth_mm: f32) -> f32 {
    EFFECTIVE_PER_RESTING_DEPTH * resting_depth_mm
}

/// Extinction of buried shafts, per shaft and cm², r, g, b: n shafts per cm² leave the share e^−(n·extinction) of the
/// light.
///
/// `depth_below_mm` is the depth of the cut below the surface (0 for shaved flush). `darkness` is the eumelanin
/// concentration of the hair (0 white, 0.3 blond, 1.3 brown, 8 black; above 2 all is black). Fitted to photon transport
/// through skin with 60–200 black shafts of 70 µm, cut flush and 0.3 mm deep; ±10 %. Between and beyond them, to 1.2 mm, it is
/// geometric.
pub fn root_shadow_extinction(depth_below_mm: f32, darkness: f32) -> [f32; 3] {
    const FLUSH: [f32; 3] = [3.0e-3, 1.5e-3, 0.92e-3];
    const CUT: [f32; 3] = [2.2e-3, 0.87e-3, 0.40e-3];
    const CUT_MM: f32 = 0.3;
    const BLACK: f32 = 2.0;
    let black = (darkness / BLACK).clamp(0.0, 1.0);
    let t = (depth_below_mm / CUT_MM).clamp(0.0, 4.0);
    std::array::from_fn(|k| black * FLUSH[k] * (CUT[k] / FLUSH[k]).powf(t))
}
