// Inputs of the skin's shading for hardware: a picture's constants are read from the uniforms. inputs_flat.wgsl takes
// its place on software drivers; both declare the same names.

struct Inputs {
    @builtin(position) at: vec4f,
    @location(0) ray: vec4f,  // from the eye through the pixel, at 1 mm of depth; w: noise_start
}

// One triangle covers the picture, at the far end of the depth range.
@vertex
fn vs_skin(@builtin(vertex_index) i: u32) -> Inputs {
    let uv = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
    return Inputs(vec4f(uv * 2.0 - 1.0, 0.0, 1.0), pixel_ray(uv));
}

fn eye(in: Inputs) -> vec3f {
    return frame.eye;
}

fn px_per_distance(in: Inputs) -> f32 {
    return frame.px_per_distance;
}

fn sky(in: Inputs) -> Sky {
    return frame_sky();
}

fn skin_constants(in: Inputs) -> Skin {
    return Skin(
        treatment.base_albedo, treatment.mottling, treatment.melanin_slope, treatment.flush, treatment.blood_slope, treatment.roughness,
        treatment.contrast, treatment.scatter_share, treatment.scatter_mm, treatment.gloss, buried_when_full(),
    );
}

// Matrix rows into the shadow atlas for light i.
fn caster(in: Inputs, i: u32) -> Caster {
    return frame_caster(i);
}

// Light of all lights at a pixel.
fn lit_by_all(in: Inputs, surface: Surface, shading: Shading) -> LightOut {
    var sum = LightOut(vec3f(0.0), vec3f(0.0));
    for (var i = 0u; i < LIGHTS; i++) {
        sum = plus(sum, lit_by(in, frame_lamp(i), i, surface, shading));
    }
    return sum;
}

// Irradiance of all lights before it spreads under the skin.
fn lit_before_by_all(in: Inputs, albedo: vec3f, surface: Surface, n_fine: vec3f, rotation: vec2f) -> vec3f {
    var sum = vec3f(0.0);
    for (var i = 0u; i < LIGHTS; i++) {
        sum += lit_before(in, albedo, frame_lamp(i), i, surface, n_fine, rotation);
    }
    return sum;
}

// Extinction of the halos at a place in the picture.
fn halos_at(uv: vec2f, noise: f32) -> vec4f {
    return textureSampleLevel(halos, linear_sampler, uv, 0.0);
}
