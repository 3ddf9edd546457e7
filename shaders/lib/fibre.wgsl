// Scattering of light by one hair, step by step as in its twin src/hair/fibre.rs, which documents it. Functions only.
// The constants FIBRE_… are that file's, written before the text by contract::constants().

// Share of light from all directions that one shaft sends back, by absorption per radius.
fn fibre_albedo(a: vec3f) -> vec3f {
    let through = exp(a * -2.0);
    return through * ((1.0 - FIBRE_CUTICLE) * (1.0 - FIBRE_CUTICLE)) / (vec3f(1.0) - through * FIBRE_CUTICLE)
        + FIBRE_CUTICLE;
}

// Share of the light that reaches an eye above a shaft on the skin, from below the shaft, for light from all
// directions.
fn fibre_from_below(a: vec3f) -> vec3f {
    let straight = exp(a * -2.0) * (FIBRE_SHARP * (1.0 - FIBRE_CUTICLE) * (1.0 - FIBRE_CUTICLE));
    return (fibre_albedo(a) + straight) * 0.5;
}

fn fibre_gauss(x: f32, width: f32) -> f32 {
    let s = x / width;
    return exp(-0.5 * s * s) * (0.3989423 / width);
}

fn fibre_schlick(c: f32) -> f32 {
    let m = clamp(1.0 - c, 0.0, 1.0);
    let m2 = m * m;
    return FIBRE_F0 + (1.0 - FIBRE_F0) * m2 * m2 * m;
}

// Radiance towards v of a shaft along t in light from l, for unit irradiance on a surface facing the light.
fn fibre_scatter(t: vec3f, v: vec3f, l: vec3f, a: vec3f) -> vec3f {
    let sin_l = clamp(dot(t, l), -1.0, 1.0);
    let sin_v = clamp(dot(t, v), -1.0, 1.0);
    let cos_l = sqrt(max(1.0 - sin_l * sin_l, 1e-4));
    let cos_v = sqrt(max(1.0 - sin_v * sin_v, 1e-4));
    let l_v = dot(l, v);
    let cos_phi = clamp((l_v - sin_l * sin_v) / (cos_l * cos_v), -1.0, 1.0);
    let cos_half = sqrt(max(0.5 + 0.5 * cos_phi, 0.0));
    let cos_d = sqrt(clamp(0.5 + 0.5 * (cos_l * cos_v + sin_l * sin_v), 0.04, 1.0));
    let cone = sin_l + sin_v;

    let f_r = fibre_schlick(sqrt(max(0.5 + 0.5 * l_v, 0.0)));
    let r = fibre_gauss(cone - FIBRE_SHIFT.x, FIBRE_WIDTH.x) * (0.25 * cos_half) * f_r;
    var out = vec3f(r / cos_d);
    let through = exp(a * -2.0);
    var lobes = vec3f(FIBRE_CUTICLE);
    if max(through.x, max(through.y, through.z)) > FIBRE_THROUGH_LEAST {
        let eta = FIBRE_INDEX.x / cos_d + FIBRE_INDEX.y * cos_d;
        let inverse = 1.0 / eta;
        let h = clamp(cos_half * (1.0 + inverse * (FIBRE_CROSSING.x + FIBRE_CROSSING.y * cos_phi)), -1.0, 1.0);
        let f_t = fibre_schlick(cos_d * sqrt(max(1.0 - h * h, 0.0)));
        let chord = 2.0 * sqrt(max(1.0 - h * h * inverse * inverse, 0.0)) / cos_d;
        let n_tt = exp(FIBRE_AROUND_TT.x * cos_phi + FIBRE_AROUND_TT.y);
        let tt = fibre_gauss(cone - FIBRE_SHIFT.y, FIBRE_WIDTH.y) * n_tt * (1.0 - f_t) * (1.0 - f_t) * FIBRE_SHARP / cos_d;
        out += exp(a * -chord) * tt;
        let f_i = fibre_schlick(0.5 * cos_d);
        let n_trt = exp(FIBRE_AROUND_TRT.x * cos_phi + FIBRE_AROUND_TRT.y);
        let trt = fibre_gauss(cone - FIBRE_SHIFT.z, FIBRE_WIDTH.z) * n_trt * (1.0 - f_i) * (1.0 - f_i) * f_i * FIBRE_SHARP / cos_d;
        out += exp(a * (-FIBRE_TRT_WAY / cos_d)) * trt;
        lobes += through * (FIBRE_SHARP * (1.0 - FIBRE_CUTICLE) * (1.0 - FIBRE_CUTICLE) * (1.0 + FIBRE_CUTICLE * FIBRE_INSIDE));
    }
    let rest = max(fibre_albedo(a) - lobes, vec3f(0.0));
    return (out + rest * 0.10132118) * cos_l;
}

// Radiance of the flat cut end of a shaft, for unit irradiance; `end` is its unit normal.
fn fibre_end(end: vec3f, l: vec3f, a: vec3f) -> vec3f {
    return fibre_end_albedo(a) * (max(dot(end, l), 0.0) * 0.31830989);
}

// Share of the light on the cut end that it sends back.
fn fibre_end_albedo(a: vec3f) -> vec3f {
    return exp(a * -FIBRE_END_WAY) * FIBRE_END_SHARES.x + FIBRE_END_SHARES.y;
}
