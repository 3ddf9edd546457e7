//! Reflection off the surface of skin: two GGX lobes.
//!
//! GGX distribution (Walter et al. 2007), height-correlated Smith visibility (Heitz 2014), Schlick's Fresnel. A sharp
//! lobe of 0.75 times the base roughness has the weight 0.85, a broad one of 1.30 times it 0.15. F0 is 0.028 for skin
//! (index 1.40), up to 0.036 under oil. Base roughness: 0.30–0.36 oiled, 0.40–0.48 normal, 0.55–0.62 powdered. These
//! are estimates; no measured scalp is published. Twin: `shaders/lib/brdf.wgsl`.

use std::f32::consts::PI;

/// Reflectance of skin at normal incidence, index 1.40.
pub const SKIN_F0: f32 = 0.028;
/// Weights of the sharp and the broad lobe.
pub const LOBE_WEIGHTS: [f32; 2] = [0.85, 0.15];
/// Roughness of the two lobes relative to the base roughness.
pub const LOBE_SCALES: [f32; 2] = [0.75, 1.30];

/// Density of microfacet normals; `alpha` is perceptual roughness squared.
#[allow(non_snake_case, reason = "the field's names, as in the shader")]
pub fn d_ggx(NoH: f32, alpha: f32) -> f32 {
    let a2 = alpha * alpha;
    let d = (NoH * a2 - NoH) * NoH + 1.0;
    a2 / (PI * d * d)
}

/// Masking and shadowing, divided by 4·NoL·NoV.
#[allow(non_snake_case, reason = "the field's names, as in the shader")]
pub fn v_smith_ggx_correlated(NoV: f32, NoL: f32, alpha: f32) -> f32 {
    let a2 = alpha * alpha;
    let lambda_v = NoL * (NoV * NoV * (1.0 - a2) + a2).sqrt();
    let lambda_l = NoV * (NoL * NoL * (1.0 - a2) + a2).sqrt();
    0.5 / (lambda_v + lambda_l).max(1e-7)
}

/// Schlick's Fresnel reflectance.
pub fn f_schlick(f0: f32, cosine: f32) -> f32 {
    let k = (1.0 - cosine).clamp(0.0, 1.0);
    let k2 = k * k;
    f0 + (1.0 - f0) * (k2 * k2 * k)
}

/// One lobe's BRDF (per steradian) for unit vectors to the eye and to the light, in a frame whose third axis is the normal.
pub fn lobe(v: [f32; 3], l: [f32; 3], roughness: f32, f0: f32, light_radius_rad: f32) -> f32 {
    let (no_v, no_l) = (v[2], l[2]);
    if no_v <= 0.0 || no_l <= 0.0 {
        return 0.0;
    }
    let h: [f32; 3] = std::array::from_fn(|k| v[k] + l[k]);
    let length = (h[0] * h[0] + h[1] * h[1] + h[2] * h[2]).sqrt().max(1e-7);
    let lo_h = ((l[0] * h[0] + l[1] * h[1] + l[2] * h[2]) / length).min(1.0);
    let alpha = widened_alpha(roughness, light_radius_rad);
    d_ggx((h[2] / length).min(1.0), alpha) * v_smith_ggx_correlated(no_v, no_l, alpha) * f_schlick(f0, lo_h)
}

/// α of a lobe widened by a disc of light of apparent radius `light_radius_rad`.
///
/// Half vectors spread by half the light's angle: a disc of radius ω/2 has the variance ω²/16 per axis; GGX counts as
/// α²/2. So a wider lobe of equal weight replaces an integral over the light.
pub fn widened_alpha(roughness: f32, light_radius_rad: f32) -> f32 {
    let alpha = roughness * roughness;
    (alpha * alpha + 0.125 * light_radius_rad * light_radius_rad).sqrt().clamp(0.002, 1.0)
}

/// BRDF of both lobes, per steradian; see [`lobe`].
pub fn skin_specular(v: [f32; 3], l: [f32; 3], roughness: f32, f0: f32, light_radius_rad: f32) -> f32 {
    let part = |i: usize| LOBE_WEIGHTS[i] * lobe(v, l, (roughness * LOBE_SCALES[i]).min(1.0), f0, light_radius_rad);
    part(0) + part(1)
}

/// Directional albedo of one lobe by integration: share of even light from all directions that it mirrors to the eye.
///
/// Half vectors are sampled by their visible area (Heitz 2018) on a grid of 64 × 64 points, which is exact to 0.5 %.
pub fn directional_albedo(f0: f32, roughness: f32, no_v: f32) -> f32 {
    const N: usize = 64;
    let alpha = (roughness * roughness).max(0.002);
    let v = [(1.0 - no_v * no_v).max(0.0).sqrt(), 0.0, no_v];
    // Stretched view vector, and a frame around it.
    let stretched = unit([alpha * v[0], alpha * v[1], v[2]]);
    let t1 = if stretched[2] < 0.999_99 { unit([-stretched[1], stretched[0], 0.0]) } else { [1.0, 0.0, 0.0] };
    let t2 = cross(stretched, t1);
    let mut sum = 0.0;
    for i in 0..N {
        let r = ((i as f32 + 0.5) / N as f32).sqrt();
        for j in 0..N {
            let (sin, cos) = (2.0 * PI * (j as f32 + 0.5) / N as f32).sin_cos();
            let p1 = r * cos;
            let s = 0.5 * (1.0 + stretched[2]);
            let p2 = (1.0 - s) * (1.0 - p1 * p1).max(0.0).sqrt() + s * (r * sin);
            let up = (1.0 - p1 * p1 - p2 * p2).max(0.0).sqrt();
            let n: [f32; 3] = std::array::from_fn(|k| t1[k] * p1 + t2[k] * p2 + stretched[k] * up);
            let h = unit([alpha * n[0], alpha * n[1], n[2].max(0.0)]);
            let vo_h = v[0] * h[0] + v[1] * h[1] + v[2] * h[2];
            let no_l = 2.0 * vo_h * h[2] - v[2];
            if no_l > 0.0 && vo_h > 0.0 {
                // f·cos ÷ density of the sampled direction = F·G2/G1.
                let a2 = alpha * alpha;
                let lambda_v = (no_v * no_v * (1.0 - a2) + a2).sqrt();
                let g1 = 2.0 * no_v / (no_v + lambda_v);
                let g2 = 4.0 * no_l * no_v * v_smith_ggx_correlated(no_v, no_l, alpha);
                sum += f_schlick(f0, vo_h) * g2 / g1;
            }
        }
    }
    sum / (N * N) as f32
}

/// Directional albedo of both lobes by integration.
pub fn skin_directional_albedo(f0: f32, roughness: f32, no_v: f32) -> f32 {
    (0..2).map(|i| LOBE_WEIGHTS[i] * directional_albedo(f0, (roughness * LOBE_SCALES[i]).min(1.0), no_v)).sum()
}

/// Directional albedo of both lobes in closed form, as shaders compute it.
///
/// Fitted to the integral for skin: −0.003 … +0.004 for base roughness 0.3–0.7, −0.005 … +0.007 at 0.25. It is rather
/// too high than too low, because the diffuse part gets the rest, and the sum must not exceed the light that came in.
pub fn specular_albedo_f0(f0: f32, roughness: f32, no_v: f32) -> f32 {
    f0 * albedo_straight(roughness, no_v) + albedo_grazing(roughness, no_v)
}

/// Part of the directional albedo that is proportional to F0.
fn albedo_straight(roughness: f32, no_v: f32) -> f32 {
    let r = roughness.clamp(0.25, 0.72);
    let k = (1.0 - no_v) * (1.0 - no_v);
    1.0 - 0.674 * r * r * r - (1.1786 - 1.6767 * r) * k * k
}

/// Part of the directional albedo that Fresnel's rise adds at grazing views.
fn albedo_grazing(roughness: f32, no_v: f32) -> f32 {
    let r = roughness.clamp(0.25, 0.72);
    let grazing = 1.1288 + r * (-2.7378 + r * (2.4426 - r * 0.7212));
    let k1 = 3.1553 + r * (-5.9989 + r * 12.3017);
    let k2 = 19.624 + r * (-30.0472 + r * 7.9173);
    grazing * (-(k1 + k2 * no_v) * no_v).exp2()
}

/// Directional albedo of both lobes for skin's F0 ([`specular_albedo_f0`]).
pub fn specular_albedo(roughness: f32, no_v: f32) -> f32 {
    specular_albedo_f0(SKIN_F0, roughness, no_v)
}

/// Part that furrows and pores add to the fourth power of the base roughness: slopes of 9° in each direction (variance
/// 0.025 an axis).
///
/// With it both lobes mirror as much even light as one lobe of slope 0.3; a test compares them. That slope is commonly
/// used for a whole face. No measurement of a scalp was found, so it is an inference.
pub const FURROWED: f32 = 0.16;

/// Share of even light that skin with its furrows mirrors to the eye.
///
/// The lobes are those of the surface between furrows, which shapes the highlights of lamps. At grazing views relief
/// hides the level parts of the surface, and the visible parts are tilted towards the eye; without that, the rims of
/// dark heads would look milky. `strength` is the relief's, 0–1; at 0 the result is [`specular_albedo_f0`].
pub fn surroundings_mirrored(f0: f32, roughness: f32, no_v: f32, strength: f32) -> f32 {
    let r2 = roughness * roughness;
    f0 * albedo_straight(roughness, no_v) + albedo_grazing((r2 * r2 + FURROWED * strength).sqrt().sqrt(), no_v)
}

fn cross(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn unit(a: [f32; 3]) -> [f32; 3] {
    let length = (a[0] * a[0] + a[1] * a[1] + a[2] * a[2]).sqrt().max(1e-12);
    a.map(|x| x / length)
}
