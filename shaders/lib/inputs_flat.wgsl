// Inputs of the skin's shading for adapters that draw on the CPU: a picture's constants come as flat varyings from the
// corners of the one triangle that covers the picture. Takes the place of inputs_uniform.wgsl.
//
// Why: Mesa's software driver fetches a uniform number by number for each lane, which took half of the skin's time; a
// flat varying is fetched once. Older GL drivers allow fifteen varyings. So less exact values travel as 16-bit floats
// ("halves") or as the upper 16 bits of a 32-bit float ("uppers", three digits), which need no unpacking. Lights beyond
// the third are read from the uniforms.

struct Inputs {
    @builtin(position) at: vec4f,
    @location(0) ray: vec4f,                        // from the eye through the pixel, at 1 mm of depth; not flat. w: noise_start
    @location(1) @interpolate(flat) eye: vec4f,     // Frame.eye; px_per_distance
    @location(2) @interpolate(flat) lamp_0: vec4u,  // a light: direction; uppers: its size, and an unrelated value (see skin_constants)
    @location(3) @interpolate(flat) lamp_1: vec4u,
    @location(4) @interpolate(flat) lamp_2: vec4u,
    @location(5) @interpolate(flat) power: vec4u,   // halves: GpuLight.irradiance of two lights
    @location(6) @interpolate(flat) rest: vec4u,    // halves: irradiance of the third; uppers: the last harmonics of the environment; roughness
    @location(7) @interpolate(flat) sky_0: vec4u,   // uppers: harmonics of the environment
    @location(8) @interpolate(flat) sky_1: vec4u,
    @location(9) @interpolate(flat) sky_2: vec4u,
    @location(10) @interpolate(flat) caster_x: vec4f,  // first light with a shadow: rows of its shadow_from_head
    @location(11) @interpolate(flat) caster_y: vec4f,
    @location(12) @interpolate(flat) deep: vec4u,    // the third row's end; uppers: buried shafts' extinction, Burley's lengths
    @location(13) @interpolate(flat) albedo: vec4u,  // Treatment.base_albedo; uppers: strength of mottling, of redness
    @location(14) @interpolate(flat) slopes: vec4u,  // halves: contrast, scatter's share; uppers: slopes of melanin, blood's first
}

const FLAT_LIGHTS: u32 = 3u;
const_assert MAX_LIGHTS >= FLAT_LIGHTS;

fn halves(a: vec4f, b: vec4f) -> vec4u {
    return vec4u(pack2x16float(a.xy), pack2x16float(a.zw), pack2x16float(b.xy), pack2x16float(b.zw));
}

fn lower(words: vec4u) -> vec4f {
    return vec4f(unpack2x16float(words.x), unpack2x16float(words.y));
}

fn upper(words: vec4u) -> vec4f {
    return vec4f(unpack2x16float(words.z), unpack2x16float(words.w));
}

// Two floats, rounded to uppers, in one word.
fn pair(ab: vec2f) -> u32 {
    let bits = bitcast<vec2u>(ab) + 0x8000u;
    return (bits.x & 0xffff0000u) | (bits.y >> 16u);
}

fn pairs(a: vec4f, b: vec4f) -> vec4u {
    return vec4u(pair(a.xy), pair(a.zw), pair(b.xy), pair(b.zw));
}

fn unpair(word: u32) -> vec2f {
    return vec2f(bitcast<f32>(word & 0xffff0000u), bitcast<f32>(word << 16u));
}

fn unpair_four(a: u32, b: u32) -> vec4f {
    return vec4f(unpair(a), unpair(b));
}

@vertex
fn vs_skin(@builtin(vertex_index) i: u32) -> Inputs {
    let uv = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
    let lights = frame.lights;
    let sh = frame.sh;
    let t = treatment;
    var first = 0u;
    while first + 1u < FLAT_LIGHTS && frame.lights[first].blur_mm <= 0.0 {
        first++;
    }
    let rows = transpose(frame.lights[first].shadow_from_head);
    let words = pairs(vec4f(buried_when_full(), t.scatter_mm.x), vec4f(t.scatter_mm.yz, t.mottling, t.flush));
    return Inputs(
        vec4f(uv * 2.0 - 1.0, 0.0, 1.0),
        pixel_ray(uv),
        vec4f(frame.eye, frame.px_per_distance),
        vec4u(bitcast<vec3u>(lights[0].toward), pair(vec2f(lights[0].radius_rad, t.blood_slope.y))),
        vec4u(bitcast<vec3u>(lights[1].toward), pair(vec2f(lights[1].radius_rad, t.blood_slope.z))),
        vec4u(bitcast<vec3u>(lights[2].toward), pair(vec2f(lights[2].radius_rad, t.gloss))),
        halves(vec4f(lights[0].irradiance, lights[0].blur_mm), vec4f(lights[1].irradiance, lights[1].blur_mm)),
        vec4u(
            pack2x16float(lights[2].irradiance.xy), pack2x16float(vec2f(lights[2].irradiance.z, lights[2].blur_mm)), pair(sh[8].xy),
            pair(vec2f(sh[8].z, t.roughness)),
        ),
        pairs(vec4f(sh[0], sh[1].x), vec4f(sh[1].yz, sh[2].xy)),
        pairs(vec4f(sh[2].z, sh[3]), vec4f(sh[4], sh[5].x)),
        pairs(vec4f(sh[5].yz, sh[6].xy), vec4f(sh[6].z, sh[7])),
        rows[0],
        rows[1],
        vec4u(bitcast<u32>(rows[2].w), words.xyz),
        vec4u(bitcast<vec3u>(t.base_albedo), words.w),
        vec4u(
            pack2x16float(t.contrast.xy), pack2x16float(vec2f(t.contrast.z, t.scatter_share)), pair(t.melanin_slope.xy),
            pair(vec2f(t.melanin_slope.z, t.blood_slope.x)),
        ),
    );
}

fn flat_lamp(words: vec4u, power: vec4f) -> Lamp {
    return Lamp(bitcast<vec3f>(words.xyz), unpair(words.w).x, power.xyz, power.w);
}

fn sky(in: Inputs) -> Sky {
    let a = unpair_four(in.sky_0.x, in.sky_0.y);
    let b = unpair_four(in.sky_0.z, in.sky_0.w);
    let c = unpair_four(in.sky_1.x, in.sky_1.y);
    let d = unpair_four(in.sky_1.z, in.sky_1.w);
    let e = unpair_four(in.sky_2.x, in.sky_2.y);
    let f = unpair_four(in.sky_2.z, in.sky_2.w);
    return Sky(
        a.xyz, vec3f(a.w, b.xy), vec3f(b.zw, c.x), c.yzw, d.xyz, vec3f(d.w, e.xy), vec3f(e.zw, f.x), f.yzw,
        unpair_four(in.rest.z, in.rest.w).xyz,
    );
}

fn skin_constants(in: Inputs) -> Skin {
    let contrast = lower(in.slopes);
    let slopes = unpair_four(in.slopes.z, in.slopes.w);
    let strengths = unpair(in.albedo.w);
    let buried = unpair_four(in.deep.y, in.deep.z);
    let aside = vec3f(unpair(in.lamp_0.w).y, unpair(in.lamp_1.w).y, unpair(in.lamp_2.w).y);
    return Skin(
        bitcast<vec3f>(in.albedo.xyz), strengths.x, slopes.xyz, strengths.y, vec3f(slopes.w, aside.xy), unpair(in.rest.w).y,
        contrast.xyz, contrast.w, vec3f(buried.w, unpair(in.deep.w)), aside.z, buried.xyz,
    );
}

fn eye(in: Inputs) -> vec3f {
    return in.eye.xyz;
}

fn px_per_distance(in: Inputs) -> f32 {
    return in.eye.w;
}

// Matrix rows into the shadow atlas for light i.
fn caster(in: Inputs, i: u32) -> Caster {
    if firstTrailingBit(CASTERS) == i && !GENERAL {
        return Caster(in.caster_x, in.caster_y, bitcast<f32>(in.deep.x));
    }
    return frame_caster(i);
}

// Light of all lights at a pixel. Written out light by light: the driver unrolls no loop over varyings.
fn lit_by_all(in: Inputs, surface: Surface, shading: Shading) -> LightOut {
    var sum = LightOut(vec3f(0.0), vec3f(0.0));
    if LIGHTS > 0u {
        sum = lit_by(in, flat_lamp(in.lamp_0, lower(in.power)), 0u, surface, shading);
    }
    if LIGHTS > 1u {
        sum = plus(sum, lit_by(in, flat_lamp(in.lamp_1, upper(in.power)), 1u, surface, shading));
    }
    if LIGHTS > 2u {
        sum = plus(sum, lit_by(in, flat_lamp(in.lamp_2, lower(in.rest)), 2u, surface, shading));
    }
    if MAX_LIGHTS > FLAT_LIGHTS {
        for (var i = FLAT_LIGHTS; i < LIGHTS; i++) {
            sum = plus(sum, lit_by(in, frame_lamp(i), i, surface, shading));
        }
    }
    return sum;
}

// Irradiance of all lights before it spreads under the skin.
fn lit_before_by_all(in: Inputs, albedo: vec3f, surface: Surface, n_fine: vec3f, rotation: vec2f) -> vec3f {
    var sum = vec3f(0.0);
    if LIGHTS > 0u {
        sum += lit_before(in, albedo, flat_lamp(in.lamp_0, lower(in.power)), 0u, surface, n_fine, rotation);
    }
    if LIGHTS > 1u {
        sum += lit_before(in, albedo, flat_lamp(in.lamp_1, upper(in.power)), 1u, surface, n_fine, rotation);
    }
    if LIGHTS > 2u {
        sum += lit_before(in, albedo, flat_lamp(in.lamp_2, lower(in.rest)), 2u, surface, n_fine, rotation);
    }
    if MAX_LIGHTS > FLAT_LIGHTS {
        for (var i = FLAT_LIGHTS; i < LIGHTS; i++) {
            sum += lit_before(in, albedo, frame_lamp(i), i, surface, n_fine, rotation);
        }
    }
    return sum;
}

// True where halos, away from fresh and near work, are read from one of the four texels around a place, chosen at
// random by its bilinear weight. A filter costs a software driver four fetches and three blends, and neighbouring
// texels of a halo hardly differ.
override STOCHASTIC_HALOS: bool = true;

// Extinction of the halos at a place in the picture.
fn halos_at(uv: vec2f, noise: f32) -> vec4f {
    if CLOSE || FRESH || !STOCHASTIC_HALOS {
        return textureSampleLevel(halos, linear_sampler, uv, 0.0);
    }
    let size = vec2f(textureDimensions(halos));
    let texel = floor(uv * size - 0.5 + vec2f(noise, fract(noise * APART)));
    return textureLoad(halos, vec2i(clamp(texel, vec2f(0.0), size - 1.0)), 0);
}
