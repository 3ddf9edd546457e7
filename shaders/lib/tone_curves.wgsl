// Tone curves: scene-linear light to what a screen shows. Functions only. Rust twins: optics/tonemap.rs, color.rs.
//
// | here                        | there               | is                                                          |
// |-----------------------------|---------------------|-------------------------------------------------------------|
// | tonemap_neutral(color, f0)  | tonemap::neutral    | Khronos PBR Neutral, toe matched to the surface's F0        |
// | tonemap_agx(color)          | tonemap::agx        | Sobotka's AgX, base look, polynomial form                   |
// | srgb_encode(linear)         | color::srgb_encode  | IEC 61966-2-1, exact, one channel                           |

fn tonemap_neutral(color: vec3f, f0: f32) -> vec3f {
    let seen = clamp(color, vec3f(0.0), vec3f(65504.0));
    let low = min(seen.r, min(seen.g, seen.b));
    let offset = select(f0, low - low * low / max(4.0 * f0, 1e-6), low < 2.0 * f0);
    let c = seen - offset;
    let peak = max(c.r, max(c.g, c.b));
    let start = 0.8 - f0;
    if peak < start {
        return c;
    }
    let d = 1.0 - start;
    let new_peak = 1.0 - d * d / (peak + d - start);
    let keep = 1.0 / (0.15 * (peak - new_peak) + 1.0);
    return mix(vec3f(new_peak), c * (new_peak / peak), keep);
}

fn agx_contrast(x: vec3f) -> vec3f {
    return (((((15.5 * x - 40.14) * x + 31.96) * x - 6.868) * x + 0.4298) * x + 0.1191) * x - 0.00232;
}

fn tonemap_agx(color: vec3f) -> vec3f {
    // Matrices by columns.
    let rec2020_from_709 = mat3x3f(
        vec3f(0.627404, 0.069097, 0.016391), vec3f(0.329283, 0.919540, 0.088013), vec3f(0.043313, 0.011362, 0.895595),
    );
    let inset = mat3x3f(
        vec3f(0.85662715, 0.13731897, 0.11189821), vec3f(0.09512124, 0.76124199, 0.07679942),
        vec3f(0.04825161, 0.10143904, 0.81130236),
    );
    let outset = mat3x3f(
        vec3f(1.1271006, -0.14132976, -0.14132976), vec3f(-0.11060664, 1.1578237, -0.11060664),
        vec3f(-0.016493939, -0.016493939, 1.2519364),
    );
    let rec709_from_2020 = mat3x3f(
        vec3f(1.660491, -0.124550, -0.018151), vec3f(-0.587641, 1.132900, -0.100579), vec3f(-0.072850, -0.008349, 1.118730),
    );
    let inside = inset * (rec2020_from_709 * clamp(color, vec3f(0.0), vec3f(65504.0)));
    let ev = (log2(max(inside, vec3f(1e-10))) + 12.47393) / 16.499999;
    let out = outset * agx_contrast(clamp(ev, vec3f(0.0), vec3f(1.0)));
    return clamp(rec709_from_2020 * pow(max(out, vec3f(0.0)), vec3f(2.2)), vec3f(0.0), vec3f(1.0));
}

fn srgb_encode(linear: f32) -> f32 {
    return select(1.055 * pow(max(linear, 0.0), 1.0 / 2.4) - 0.055, 12.92 * linear, linear <= 0.0031308);
}
