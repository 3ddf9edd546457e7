// What is the same at every pixel, handed to the fragments by the corners of the one triangle that covers the picture. Software
// drivers fetch a uniform number by number for each lane, and that took half of the skin's time; a flat varying is there already.
// Fifteen varyings are all that the limits asked for allow (`Limits::downlevel_defaults`; WebGPU's core has sixteen): what need not
// be finer travels as a half or, to three digits, as the upper half of a float, which nothing is to be unpacked from.

struct Even {
    @builtin(position) at: vec4f,
    @location(0) ray: vec4f,                        // from the eye through the pixel, 1 mm along the view; not flat. w: noise_start
    @location(1) @interpolate(flat) eye: vec4f,     // Frame.eye; px_per_distance
    @location(2) @interpolate(flat) lamp_0: vec4u,  // a light: direction; uppers: its size, and what else there is room for
    @location(3) @interpolate(flat) lamp_1: vec4u,
    @location(4) @interpolate(flat) lamp_2: vec4u,
    @location(5) @interpolate(flat) power: vec4u,   // halves: GpuLight.irradiance of two lights
    @location(6) @interpolate(flat) rest: vec4u,    // halves: of the third; uppers: the last of the sky's harmonics; roughness
    @location(7) @interpolate(flat) sky_0: vec4u,   // uppers: the sky's harmonics
    @location(8) @interpolate(flat) sky_1: vec4u,
    @location(9) @interpolate(flat) sky_2: vec4u,
    @location(10) @interpolate(flat) caster_x: vec4f,  // the first light that casts a shadow: rows of shadow_from_head
    @location(11) @interpolate(flat) caster_y: vec4f,
    @location(12) @interpolate(flat) deep: vec4u,    // the third row's end; uppers: buried shafts' extinction, Burley's lengths
    @location(13) @interpolate(flat) albedo: vec4u,  // Treatment.base_albedo; uppers: strength of mottling, of redness
    @location(14) @interpolate(flat) slopes: vec4u,  // halves: contrast, scatter's share; uppers: slopes of melanin, blood's first
}

const_assert MAX_LIGHTS == 3u;

fn halves(a: vec4f, b: vec4f) -> vec4u {
    return vec4u(pack2x16float(a.xy), pack2x16float(a.zw), pack2x16float(b.xy), pack2x16float(b.zw));
}

fn lower(words: vec4u) -> vec4f {
    return vec4f(unpack2x16float(words.x), unpack2x16float(words.y));
}

fn upper(words: vec4u) -> vec4f {
    return vec4f(unpack2x16float(words.z), unpack2x16float(words.w));
}

// The uppers of two floats, rounded.
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
fn vs_even(@builtin(vertex_index) i: u32) -> Even {
    let uv = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
    let px = vec2f(uv.x, 1.0 - uv.y) * frame.target_px;
    let lights = frame.lights;
    let sh = frame.sh;
    let t = treatment;
    var first = 0u;
    while first + 1u < MAX_LIGHTS && frame.lights[first].blur_mm <= 0.0 {
        first++;
    }
    let caster = transpose(frame.lights[first].shadow_from_head);
    let buried = (t.root_shadow * (vec3f(1.0) - ROOT_NEAR) + t.standing) * BURIED_FULL_PER_CM2;
    let words = pairs(vec4f(buried, t.scatter_mm.x), vec4f(t.scatter_mm.yz, t.mottling, t.flush));
    return Even(
        vec4f(uv * 2.0 - 1.0, 0.0, 1.0),
        vec4f(frame.ray_corner + px.x * frame.ray_right + px.y * frame.ray_down, noise_start()),
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
        caster[0],
        caster[1],
        vec4u(bitcast<u32>(caster[2].w), words.xyz),
        vec4u(bitcast<vec3u>(t.base_albedo), words.w),
        vec4u(
            pack2x16float(t.contrast.xy), pack2x16float(vec2f(t.contrast.z, t.scatter_share)), pair(t.melanin_slope.xy),
            pair(vec2f(t.melanin_slope.z, t.blood_slope.x)),
        ),
    );
}

fn lamp(words: vec4u, power: vec4f) -> Lamp {
    return Lamp(bitcast<vec3f>(words.xyz), unpair(words.w).x, power.xyz, power.w);
}

fn even_sky(even: Even) -> Sky {
    let a = unpair_four(even.sky_0.x, even.sky_0.y);
    let b = unpair_four(even.sky_0.z, even.sky_0.w);
    let c = unpair_four(even.sky_1.x, even.sky_1.y);
    let d = unpair_four(even.sky_1.z, even.sky_1.w);
    let e = unpair_four(even.sky_2.x, even.sky_2.y);
    let f = unpair_four(even.sky_2.z, even.sky_2.w);
    return Sky(
        a.xyz, vec3f(a.w, b.xy), vec3f(b.zw, c.x), c.yzw, d.xyz, vec3f(d.w, e.xy), vec3f(e.zw, f.x), f.yzw,
        unpair_four(even.rest.z, even.rest.w).xyz,
    );
}

// What of Treatment every pixel asks for.
struct Skin {
    albedo: vec3f,
    mottling: f32,
    melanin_slope: vec3f,
    flush: f32,
    blood_slope: vec3f,
    roughness: f32,
    contrast: vec3f,
    spread: f32,
    scatter: vec3f,
    gloss: f32,
    buried: vec3f,  // extinction where the map of buried shafts is full
}

fn even_skin(even: Even) -> Skin {
    let contrast = lower(even.slopes);
    let slopes = unpair_four(even.slopes.z, even.slopes.w);
    let strengths = unpair(even.albedo.w);
    let buried = unpair_four(even.deep.y, even.deep.z);
    let aside = vec3f(unpair(even.lamp_0.w).y, unpair(even.lamp_1.w).y, unpair(even.lamp_2.w).y);
    return Skin(
        bitcast<vec3f>(even.albedo.xyz), strengths.x, slopes.xyz, strengths.y, vec3f(slopes.w, aside.xy), unpair(even.rest.w).y,
        contrast.xyz, contrast.w, vec3f(buried.w, unpair(even.deep.w)), aside.z, buried.xyz,
    );
}
