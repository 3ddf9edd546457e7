// The skin, shaded once a pixel: albedo × pigment ratio × scattered irradiance, then two specular lobes.
//
// Order matters (see ARCHITECTURE.md): the irradiance is scattered, albedo and pigment are applied after it, so that
// dots are not washed out; zero pigment leaves the albedo untouched, bit for bit.
// One triangle covers the picture; the depth test spares what lies beside the head.

@group(1) @binding(2) var narrow: texture_2d<f32>;
@group(1) @binding(3) var wide: texture_2d<f32>;
@group(1) @binding(4) var linear_sampler: sampler;
@group(1) @binding(5) var scatter_table: texture_2d<f32>;
@group(1) @binding(6) var lit: texture_2d<f32>;       // irradiance before it spreads (fs_lit's target)
@group(1) @binding(7) var surface_first: texture_2d<u32>;
@group(1) @binding(8) var surface_second: texture_2d<u32>;

fn surface_at(at: vec2f) -> Surface {
    let pixel = vec2i(at);
    return unpack_surface(textureLoad(surface_first, pixel, 0), textureLoad(surface_second, pixel, 0), at);
}

// What a picture may show. A pipeline is made for what it does show (Rust: `Kind` in render/skin_pass.rs): what is absent costs as
// much as what is there where a driver runs both sides of a branch.
override PIGMENT: bool = true;  // dots
override FRESH: bool = true;    // redness, wheals, loose scales
override CLOSE: bool = true;    // relief
override SCANNED: bool = true;  // a scan's own colours
override LIGHTS: u32 = 3u;      // how many lights
override CASTERS: u32 = 7u;     // which of them cast shadows: a bit each

// Melanin and blood where skin differs from its mean, as changes of their logarithms, and the fine relief.
struct Local {
    melanin: f32,
    blood: f32,
    bump: vec3f,
}

// Cells are longer along the first axis, by this.
const ALONG: vec3f = vec3f(0.62, 1.0, 1.0);
// Of relief.
const MEAN_HEIGHT: f32 = 0.64;

fn local_skin(in: Surface, px_mm: f32) -> Local {
    let strength = treatment.base_albedo.w;
    let flush = treatment.q0.w;
    let seed = u32(treatment.melanin_slope.w);
    var local = Local(0.0, 0.0, vec3f(0.0));
    // Redder ears, nose, cheeks and lips.
    local.blood = flush * (in.flush * 0.40 + in.lips * 1.15) + in.mottle.y;
    local.melanin = flush * (in.lips * 0.12) + in.mottle.x;
    // A loop that ends at once, not a branch: see above.
    let specks = u32(px_mm < 0.8 && (CLOSE || strength > 0.0));
    var aside = vec3f(0.0);
    var patchy = 1.0;
    for (var k = 0u; k < specks; k++) {
        let speck = noise(OFF_AXES * in.p * (1.0 / 1.9), seed + 2u);
        let fine = speck * (strength * clamp(2.0 - px_mm * 2.5, 0.0, 1.0));
        local.blood += 0.07 * fine;
        local.melanin += 0.035 * fine;
        // Up to half a millimetre off: relief's cells stand in a lattice, whose rows and rings would show in raking light.
        aside = vec3f(0.29, 0.28, -0.30) * speck;
        patchy = 1.0 + 0.6 * speck;
    }
    if CLOSE {
        // Plateaus of 0.8 and 0.4 mm between furrows to 20 µm deep that are a little darker; gone before they alias. Furrows run across
        // the brow and over the head more than along, the small ones across them.
        let near = treatment.q1.w * smoothstep(0.25, 0.06, px_mm);
        let place = in.p + aside;
        for (var k = 0u; k < 2u * u32(near > 0.0); k++) {
            let small = k > 0u;
            let lines = relief(select(place, place.yzx, small) * ALONG * select(1.0 / 0.8, 1.0 / 0.4, small), seed + 3u + k);
            let slope = (lines.slope * select(0.025, 0.014, small)) * ALONG + lines.lean * select(1.0, 0.5, small);
            local.bump += near * patchy * select(slope, slope.zxy, small);
            local.melanin += near * select(0.06, 0.03, small) * (MEAN_HEIGHT - lines.height);
        }
    }
    return local;
}

// Light between folds is coloured by the skin it met (Jimenez et al. 2016).
fn bounced(ambient: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    let share = max(vec3f(visibility),
        ((visibility * (2.0404 * albedo - 0.3324) + (-4.7951 * albedo + 0.6417)) * visibility + (2.7552 * albedo + 0.6903)) * visibility);
    return ambient * share / max(visibility, 0.02);
}

// What comes through an ear from its other side, over the albedo, which it has met within; share: of the depths from which the light
// is in sight (lighting.wgsl). Rust twin: Through::share in optics/through.rs.
fn through_ear(ear: f32, n: vec3f, l: vec3f, share: f32) -> vec3f {
    let beyond = max(AWAY - dot(n, l), 0.0) / (1.0 + AWAY);
    let s2 = share * share;
    return (treatment.contrast.w * ear * beyond * s2) * (treatment.through.xyz + treatment.through_thin.xyz * (s2 * s2));
}

// Light of a lamp that folds throw at each other: what is not open is skin, its normals all about the mean open direction b,
// and the mean of max(n·l, 0) over such a hemisphere is (1 + b·l)/4.
fn folded(b: vec3f, l: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    return albedo * ((1.0 - visibility) * 0.25 * (1.0 + dot(b, l)));
}

// Relief's part of the normal lies along the skin only.
fn with_relief(n: vec3f, bump: vec3f) -> vec3f {
    return normalize(n - (bump - n * dot(bump, n)));
}

// What reaches the skin, before it spreads below: the first half of the careful way (see `spread`).
@fragment
fn fs_lit(@builtin(position) at: vec4f) -> @location(0) vec4f {
    let in = surface_at(at.xy);
    let n = in.n;
    let px_mm = in.along * frame.eye.w;
    let n_fine = with_relief(n, local_skin(in, px_mm).bump);
    let turn = interleaved_noise(at.xy);
    var irradiance = bounced(in.ambient, in.visibility, treatment.base_albedo.xyz);
    let way = turned(turn);
    for (var i = 0u; i < MAX_LIGHTS; i++) {
        let light = frame.lights[i];
        let l = light.toward.xyz;
        let seen = light_visibility(light, light.irradiance.w > 0.0, in.p, n, way, in.visibility);
        irradiance += light.irradiance.xyz * (max(dot(n_fine, l), 0.0) * seen.x + through_ear(in.ear, n, l, seen.y)
            + folded(in.bent, l, in.visibility, treatment.base_albedo.xyz));
    }
    return vec4f(irradiance, 1.0);
}

// Irradiance where it comes out: points about p at distances drawn from Burley's profile, which is a quarter of an
// exponential of length d and three of 3d, red, green and blue each at its own. Four a sample; samples add up to the
// integral. Points that another surface hides count as the middle.
fn spread(in: Surface, here: vec2i, turn: f32) -> vec3f {
    let own = textureLoad(lit, here, 0).xyz;
    let size = vec2i(frame.viewport.xy);
    let across = tangent_frame(in.n);
    var sum = vec3f(0.0);
    for (var k = 0u; k < 4u; k++) {
        let share = fract(turn * 7.31 + 0.618034 * f32(k) + 0.754878 * frame.sampling.x);
        let length = -log(1.0 - 0.999 * share) * select(3.0, 1.0, k == 0u);
        let angle = 6.2831853 * fract(turn + 0.25 * f32(k) + 0.569840 * frame.sampling.x);
        let aside = across[0] * cos(angle) + across[1] * sin(angle);
        for (var c = 0u; c < 3u; c++) {
            let reach = length * treatment.scatter[c] * treatment.contrast.w;
            let point = in.p + aside * reach;
            let clip = frame.clip_from_head * vec4f(point, 1.0);
            let at = vec2i(floor((clip.xy / clip.w * vec2f(0.5, -0.5) + 0.5) * frame.viewport.xy));
            let along = dot(point - frame.eye.xyz, frame.forward.xyz);
            let inside = all(at >= vec2i(0)) && all(at < size);
            let off = abs(unpack_along(textureLoad(surface_second, clamp(at, vec2i(0), size - 1), 0)) - along);
            let there = textureLoad(lit, clamp(at, vec2i(0), size - 1), 0)[c];
            sum[c] += select(own[c], there, inside && off < 1.0 + reach);
        }
    }
    return 0.25 * sum;
}

// What a light does at a pixel.
struct LightOut {
    diffuse: vec3f,   // irradiance where it comes out
    specular: vec3f,  // radiance
}

fn plus(a: LightOut, b: LightOut) -> LightOut {
    return LightOut(a.diffuse + b.diffuse, a.specular + b.specular);
}

// What the lights have in common.
struct Site {
    n_fine: vec3f,  // with relief
    n_red: vec3f,   // relief is blurred by the light that spreads under it: most in red
    v: vec3f,
    albedo: vec3f,
    roughness: f32,
    f0: f32,
    curvature: f32,
    way: vec2f,
    careful: bool,
}

const_assert MAX_LIGHTS == 3u;

fn lit_by(light: GpuLight, in: Surface, site: Site, casts: bool) -> LightOut {
    var out = LightOut(vec3f(0.0), vec3f(0.0));
    let e = light.irradiance.xyz;
    let l = light.toward.xyz;
    let sight = light_visibility(light, casts, in.p, in.n, site.way, in.visibility);
    let seen = sight.x;
    let no_l = dot(site.n_fine, l);
    if !site.careful {
        var scattered = textureSampleLevel(scatter_table, linear_sampler, vec2f(no_l * 0.5 + 0.5, site.curvature), 0.0).xyz;
        if CLOSE {
            let red = vec2f(dot(site.n_red, l) * 0.5 + 0.5, site.curvature);
            scattered.x = textureSampleLevel(scatter_table, linear_sampler, red, 0.0).x;
        }
        // The shadow's edge, too, is softer and wider in red.
        let soft = vec3f(sqrt(seen), mix(seen, sqrt(seen), 0.3), seen);
        let spread_share = treatment.contrast.w;
        let soft_lit = scattered * select(soft, vec3f(seen), seen <= 0.0 || seen >= 1.0);
        out.diffuse = e * select(mix(vec3f(max(no_l, 0.0) * seen), soft_lit, spread_share), soft_lit, spread_share >= 1.0)
            + e * (through_ear(in.ear, in.n, l, sight.y) + folded(in.bent, l, in.visibility, site.albedo));
    }
    if no_l > 0.0 && seen > 0.0 {
        out.specular = e * (seen * no_l * skin_specular(site.n_fine, site.v, l, site.roughness, site.f0, light.toward.w));
    }
    return out;
}

@fragment
fn fs_skin(@builtin(position) at: vec4f) -> @location(0) vec4f {
    return shaded(at.xy, false);
}

// The same with light that spreads from pixel to pixel instead of by curvature.
@fragment
fn fs_skin_careful(@builtin(position) at: vec4f) -> @location(0) vec4f {
    return shaded(at.xy, true);
}

fn shaded(at: vec2f, careful: bool) -> vec4f {
    let in = surface_at(at);
    let n = in.n;
    let v = normalize(frame.eye.xyz - in.p);
    let px_mm = in.along * frame.eye.w;
    let ear = in.ear;
    let visibility = in.visibility;
    let local = local_skin(in, px_mm);
    let treated = in.treated.x;
    var far = vec4f(0.0);
    if PIGMENT {
        far = textureSampleLevel(wide, linear_sampler, at / frame.viewport.xy, 0.0);
    }

    // --- albedo
    // Fresh work is pink all over, and red in a ring about each dot.
    var rings = 0.0;
    var red = 0.0;
    if FRESH {
        rings = ring_redness(far.w);
        red = treated * treatment.blood_slope.w * 0.25 + rings * 1.3;
    }
    let scar = (in.treated.zw * 255.0 - 128.0) * (2.5 / 127.0);
    let blood = local.blood + red + scar.y;
    let melanin = local.melanin + scar.x;
    var albedo = treatment.base_albedo.xyz
        * exp(treatment.melanin_slope.xyz * melanin + treatment.blood_slope.xyz * blood);
    if SCANNED {
        let scanned = pow(in.color.xyz, vec3f(2.2)) * exp(treatment.blood_slope.xyz * red);
        albedo = select(albedo, scanned, in.color.w > 0.5);
    }
    // Shafts cut at the skin go on below it, and darken it (a shaved head's shadow); what shows singly is in root.wgsl.
    let buried = in.treated.y * treatment.root_shadow.w;
    albedo *= exp(-treatment.root_shadow.xyz * (vec3f(1.0) - ROOT_NEAR) * buried);
    var gloss = 1.0;
    if PIGMENT {
        let pixel = vec2i(at);
        let near = textureLoad(narrow, pixel, 0);
        albedo *= pigment_ratio(treatment.contrast.xyz, near.xyz + far.xyz);
        // Crusts are raised and matte.
        gloss = 1.0 - 0.6 * min(near.w, 1.0);
        gloss *= mix(1.0, treatment.scatter.w, treated);
        if FRESH {
            // Scales that lift off throw light back before it reaches pigment, and mirror none.
            let scale = flakes(in.p, treatment.fresh.y * treated, px_mm);
            // Thin: over dark skin they look ashen, not white.
            let veil = 0.06 + 0.25 * min(albedo.y, 0.4);
            albedo = mix(albedo, vec3f(0.62, 0.58, 0.53), veil * scale);
            gloss *= 1.0 - 0.7 * scale;
        }
    }
    var wheal = vec3f(0.0);
    if FRESH {
        // Each fresh dot stands on a small swelling.
        let height = treatment.fresh.x * rings;
        wheal = height_gradient(n, dpdx(in.p), dpdy(in.p), dpdx(height), dpdy(height));
        wheal *= min(0.25 / max(length(wheal), 1e-6), 1.0) * smoothstep(0.35, 0.12, px_mm);
    }

    let n_fine = with_relief(n, local.bump + wheal);

    // --- light
    let no_v = max(dot(n_fine, v), 1e-4);
    let roughness = treatment.surface.x + ear * 0.05;
    let f0 = treatment.surface.y;
    let turn = interleaved_noise(at);
    var irradiance: vec3f;
    if careful {
        irradiance = spread(in, vec2i(at), turn);
    } else {
        irradiance = bounced(in.ambient, visibility, albedo);
    }
    let site = Site(
        n_fine, with_relief(n, (local.bump + wheal) * 0.35), v, albedo, roughness, f0,
        clamp(in.curvature, 0.01, 0.99), turned(turn), careful,
    );
    // Written out: a driver that unrolls no loop fetches a light by its number slowly.
    var light = LightOut(vec3f(0.0), vec3f(0.0));
    if LIGHTS > 0u {
        light = lit_by(frame.lights[0], in, site, (CASTERS & 1u) != 0u);
    }
    if LIGHTS > 1u {
        light = plus(light, lit_by(frame.lights[1], in, site, (CASTERS & 2u) != 0u));
    }
    if LIGHTS > 2u {
        light = plus(light, lit_by(frame.lights[2], in, site, (CASTERS & 4u) != 0u));
    }
    irradiance += light.diffuse;
    var specular = light.specular;
    let mirrored = reflect(-v, n_fine);
    let mirror = surroundings_mirrored(f0, roughness, no_v);
    let occlusion = clamp(pow(no_v + visibility, exp2(-16.0 * roughness - 1.0)) - 1.0 + visibility, 0.0, 1.0);
    // What is mirrored must be in sight: inside the cone about the bent normal that is as open as the surroundings are. Its edge is soft
    // where nothing stands near, so that a round head keeps its rim, and sharp in folds: the jaw mirrors no room through the neck.
    let cone = sqrt(max(1.0 - visibility, 0.0));
    let open = smoothstep(1.5 * cone - 0.5, cone + 0.1, dot(in.bent, mirrored));
    let in_sight = mirror * occlusion * open;
    specular += sh_reflection(mirrored, roughness) * in_sight;
    // What stands in the way is skin, about as bright as what it is mirrored in.
    let kept = 1.0 - in_sight;
    let radiance = albedo * irradiance * (kept / 3.1415927) + specular * gloss;
    return vec4f(radiance, 1.0);
}
