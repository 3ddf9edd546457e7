// Reflection off the surface of skin: two GGX lobes. Functions only. Rust twin: optics/specular.rs.
//
// | here                                        | there                    | is                                            |
// |---------------------------------------------|--------------------------|-----------------------------------------------|
// | ggx_below(NoH, NoV, NoL, alpha²)            | d_ggx,                   | density of microfacet normals times masking   |
// |                                             | v_smith_ggx_correlated   | and shadowing ÷ (4 NoL NoV)                   |
// | F_Schlick(f0, cosine)                       | f_schlick                | Fresnel reflectance                           |
// | widened_alpha2(roughness, size)             | widened_alpha            | α² as a disc of light widens it               |
// | skin_specular(n, v, l, roughness, f0, size) | skin_specular            | both lobes, per steradian; size: light's      |
// |                                             |                          | apparent radius, rad                          |
// | surroundings_mirrored(f0, roughness, NoV,   | surroundings_mirrored    | share of even light that skin with furrows    |
// |                       strength)             |                          | of this strength (0–1) mirrors                |

// D·V is a2 divided by twice this, so that both lobes share one division.
fn ggx_below(NoH: f32, NoV: f32, NoL: f32, a2: f32) -> f32 {
    let d = (NoH * a2 - NoH) * NoH + 1.0;
    let lambda_v = NoL * sqrt(NoV * NoV * (1.0 - a2) + a2);
    let lambda_l = NoV * sqrt(NoL * NoL * (1.0 - a2) + a2);
    return 3.14159265 * d * d * max(lambda_v + lambda_l, 1e-7);
}

fn F_Schlick(f0: f32, cosine: f32) -> f32 {
    let k = clamp(1.0 - cosine, 0.0, 1.0);
    let k2 = k * k;
    return f0 + (1.0 - f0) * (k2 * k2 * k);
}

// A light's disc widens the lobe: half vectors spread by half its angle (variance size²/16 an axis; GGX counts as
// alpha²/2).
fn widened_alpha2(roughness: f32, size: f32) -> f32 {
    let r2 = roughness * roughness;
    return clamp(r2 * r2 + 0.125 * size * size, 4e-6, 1.0);
}

fn skin_specular(n: vec3f, v: vec3f, l: vec3f, roughness: f32, f0: f32, size: f32) -> f32 {
    let NoV = dot(n, v);
    let NoL = dot(n, l);
    if NoV <= 0.0 || NoL <= 0.0 {
        return 0.0;
    }
    let h = v + l;
    let h_scale = inverseSqrt(max(dot(h, h), 1e-14));
    let NoH = min(dot(n, h) * h_scale, 1.0);
    let LoH = min(dot(l, h) * h_scale, 1.0);
    let sharp = widened_alpha2(min(roughness * LOBE_SCALES.x, 1.0), size);
    let broad = widened_alpha2(min(roughness * LOBE_SCALES.y, 1.0), size);
    let below_sharp = ggx_below(NoH, NoV, NoL, sharp);
    let below_broad = ggx_below(NoH, NoV, NoL, broad);
    return F_Schlick(f0, LoH) * 0.5 * (LOBE_WEIGHTS.x * sharp * below_broad + LOBE_WEIGHTS.y * broad * below_sharp) / (below_sharp * below_broad);
}

// Share of even light that both lobes mirror: F0 × albedo_straight + albedo_grazing, a fit to their integral (Rust:
// specular_albedo_f0). Errors: −0.005 … +0.007 at roughness 0.25, −0.003 … +0.004 for 0.3–0.7.
fn albedo_straight(roughness: f32, NoV: f32) -> f32 {
    let r = clamp(roughness, 0.25, 0.72);
    let k = (1.0 - NoV) * (1.0 - NoV);
    return 1.0 - 0.674 * r * r * r - (1.1786 - 1.6767 * r) * k * k;
}

fn albedo_grazing(roughness: f32, NoV: f32) -> f32 {
    let r = clamp(roughness, 0.25, 0.72);
    let grazing = 1.1288 + r * (-2.7378 + r * (2.4426 - r * 0.7212));
    let k1 = 3.1553 + r * (-5.9989 + r * 12.3017);
    let k2 = 19.624 + r * (-30.0472 + r * 7.9173);
    return grazing * exp2(-(k1 + k2 * NoV) * NoV);
}

// At grazing views, furrows and pores hide the level parts of the surface; the visible parts are tilted towards the eye
// and mirror less.
fn surroundings_mirrored(f0: f32, roughness: f32, NoV: f32, strength: f32) -> f32 {
    let r2 = roughness * roughness;
    return f0 * albedo_straight(roughness, NoV) + albedo_grazing(sqrt(sqrt(r2 * r2 + FURROWED * strength)), NoV);
}
