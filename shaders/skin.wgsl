// The skin, shaded once a pixel: albedo × pigment ratio × scattered irradiance, then two specular lobes.
//
// Order matters (see ARCHITECTURE.md): the irradiance is scattered, albedo and pigment are applied after it, so that
// dots are not washed out; zero pigment leaves the albedo untouched, bit for bit.
// One triangle covers the picture; the depth test spares what lies beside the head.

@group(1) @binding(2) var narrow: texture_2d<f32>;
@group(1) @binding(3) var wide: texture_2d<f32>;
@group(1) @binding(4) var linear_sampler: sampler;
@group(1) @binding(5) var lit: texture_2d<f32>;       // irradiance before it spreads (fs_lit's target)
@group(1) @binding(6) var surface_first: texture_2d<u32>;
@group(1) @binding(7) var surface_second: texture_2d<u32>;

fn surface_at(even: Even) -> Surface {
    let pixel = vec2i(even.at.xy);
    return unpack_surface(
        textureLoad(surface_first, pixel, 0), textureLoad(surface_second, pixel, 0), even.eye.xyz, even.ray.xyz);
}

// Irradiance of the environment, occlusion included.
fn ambient(sky: Sky, in: Surface) -> vec3f {
    return sh_irradiance(sky, normalize(in.bent + in.n)) * in.visibility;
}

// Where the shadow of light i lies.
fn caster_of(even: Even, i: u32) -> Caster {
    if firstTrailingBit(CASTERS) == i {
        return Caster(even.caster_x, even.caster_y, bitcast<f32>(even.deep.x));
    }
    let rows = transpose(frame.lights[i].shadow_from_head);
    return Caster(rows[0], rows[1], rows[2].w);
}

// What a picture may show. A pipeline is made for what it does show (Rust: `Kind` in render/skin_pass.rs): what is absent costs as
// much as what is there where a driver runs both sides of a branch.
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

fn local_skin(skin: Skin, in: Surface, px_mm: f32) -> Local {
    let strength = skin.mottling;
    let flush = skin.flush;
    let seed = treatment.skin_seed;
    let uneven = unevenness(skin.melanin_slope.y);
    var local = Local(0.0, 0.0, vec3f(0.0));
    // Redder ears, nose, cheeks and lips.
    local.blood = flush * (in.flush * 2.7 + in.lips * 4.6) + in.mottle.y;
    // The face has had more sun than the scalp.
    local.melanin = flush * (1.25 * min(in.flush, 0.30) * (1.0 - in.ear) + in.lips * 0.6) + in.mottle.x;
    // A loop that ends at once, not a branch: see above.
    let specks = u32(px_mm < 0.8 && (CLOSE || strength > 0.0));
    var aside = vec3f(0.0);
    var patchy = 1.0;
    for (var k = 0u; k < specks; k++) {
        let speck = noise(OFF_AXES * in.p * (1.0 / 1.9), seed + 2u);
        let fine = speck * (strength * clamp(2.0 - px_mm * 2.5, 0.0, 1.0));
        local.blood += 0.10 * fine;
        local.melanin += 0.20 * uneven * fine;
        // Up to half a millimetre off: relief's cells stand in a lattice, whose rows and rings would show in raking light.
        aside = vec3f(0.29, 0.28, -0.30) * speck;
        patchy = 1.0 + 0.6 * speck;
    }
    // Lips are furrowed across their length.
    let lined = u32(in.lips > 0.05 && px_mm < 0.7 && strength > 0.0);
    for (var k = 0u; k < lined; k++) {
        let furrow = noise(in.p * vec3f(1.15, 0.16, 0.16), seed + 7u) + 0.6 * noise(in.p * vec3f(2.6, 0.3, 0.3), seed + 8u);
        local.blood += 0.45 * in.lips * strength * furrow;
        local.melanin += 0.12 * in.lips * strength * furrow;
    }
    if CLOSE {
        // Plateaus of 0.8 and 0.4 mm between furrows to 20 µm deep that are a little darker; gone before they alias. Furrows run across
        // the brow and over the head more than along, the small ones across them.
        let near = treatment.relief * smoothstep(0.25, 0.06, px_mm);
        let place = in.p + aside;
        // Pores, fine hairs and pigment spots: skin is as uneven at a millimetre and less as at two (photographs: 1.5 to 4 % an octave).
        let spots = strength * clamp(2.0 - px_mm * 6.0, 0.0, 1.0);
        for (var k = 0u; k < 2u * u32(spots > 0.0); k++) {
            let finer = k > 0u;
            local.melanin += uneven * spots * select(0.32, 0.46, finer)
                * noise((OFF_AXES * in.p).zxy * select(1.0 / 0.95, 1.0 / 0.48, finer), seed + 5u + k);
        }
        for (var k = 0u; k < 2u * u32(near > 0.0); k++) {
            let small = k > 0u;
            let lines = relief(select(place, place.yzx, small) * ALONG * select(1.0 / 0.8, 1.0 / 0.4, small), seed + 3u + k);
            let slope = (lines.slope * select(0.032, 0.024, small)) * ALONG + lines.lean * select(1.0, 0.5, small);
            local.bump += near * patchy * select(slope, slope.zxy, small);
            local.melanin += uneven * near * select(0.16, 0.12, small) * (MEAN_HEIGHT - lines.height);
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
    return (treatment.scatter_share * ear * beyond * s2) * (treatment.through_thick + treatment.through_thin * (s2 * s2));
}

// Light of a lamp that folds throw at each other: what is not open is skin, its normals all about the mean open direction b,
// and the mean of max(n·l, 0) over such a hemisphere is (1 + b·l)/4. The walls of a pit see no more of the lamp than its bottom
// does: nothing comes out of a nostril.
fn folded(b: vec3f, l: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    let lit = min(visibility * visibility * (1.0 / (PIT * PIT)), 1.0);
    return albedo * ((1.0 - visibility) * 0.25 * (1.0 + dot(b, l)) * lit);
}

// Where less than this is open, the skin around is as deep in the pit.
const PIT: f32 = 0.35;

// Whether something in direction d is in sight of a place that is open this much about b: inside the cone that is as open. Its edge
// is soft where nothing stands near, and sharp in folds.
fn open_toward(b: vec3f, visibility: f32, d: vec3f) -> f32 {
    let cone = sqrt(max(1.0 - visibility, 0.0));
    return smoothstep(1.5 * cone - 0.5, cone + 0.1, dot(b, d));
}

// Relief's part of the normal lies along the skin only. None leaves it as it is to the last bit, as pictures have it that show none.
fn with_relief(n: vec3f, bump: vec3f) -> vec3f {
    return select(normalize(n - (bump - n * dot(bump, n))), n, all(bump == vec3f(0.0)));
}

// Irradiance of a light before it spreads.
fn lit_before(even: Even, albedo: vec3f, lamp: Lamp, i: u32, in: Surface, n_fine: vec3f, way: vec2f) -> vec3f {
    let l = lamp.toward;
    var sight = vec2f(open_toward(in.bent, in.visibility, l), 0.0);
    if ((CASTERS >> i) & 1u) != 0u {
        sight = light_visibility(lamp, caster_of(even, i), in.p, in.n, way, in.ear > 0.0);
    }
    return lamp.irradiance * (max(dot(n_fine, l), 0.0) * sight.x + through_ear(in.ear, in.n, l, sight.y)
        + folded(in.bent, l, in.visibility, albedo));
}

// What reaches the skin, before it spreads below: the first half of the careful way (see `spread`).
@fragment
fn fs_lit(even: Even) -> @location(0) vec4f {
    let in = surface_at(even);
    let px_mm = in.along * even.eye.w;
    let skin = even_skin(even);
    let n_fine = with_relief(in.n, local_skin(skin, in, px_mm).bump);
    let way = turned(interleaved_noise(even.at.xy, even.ray.w));
    var irradiance = bounced(ambient(even_sky(even), in), in.visibility, skin.albedo);
    if LIGHTS > 0u {
        irradiance += lit_before(even, skin.albedo, lamp(even.lamp_0, lower(even.power)), 0u, in, n_fine, way);
    }
    if LIGHTS > 1u {
        irradiance += lit_before(even, skin.albedo, lamp(even.lamp_1, upper(even.power)), 1u, in, n_fine, way);
    }
    if LIGHTS > 2u {
        irradiance += lit_before(even, skin.albedo, lamp(even.lamp_2, lower(even.rest)), 2u, in, n_fine, way);
    }
    return vec4f(irradiance, 1.0);
}

// Irradiance where it comes out: points about p at distances drawn from Burley's profile, which is a quarter of an
// exponential of length d and three of 3d, red, green and blue each at its own. Four a sample; samples add up to the
// integral. Points that another surface hides count as the middle.
fn spread(in: Surface, here: vec2i, turn: f32) -> vec3f {
    let own = textureLoad(lit, here, 0).xyz;
    let size = vec2i(frame.target_px);
    let across = tangent_frame(in.n);
    var sum = vec3f(0.0);
    for (var k = 0u; k < 4u; k++) {
        let share = fract(turn * 7.31 + 0.618034 * f32(k) + 0.754878 * frame.sample);
        let length = -log(1.0 - 0.999 * share) * select(3.0, 1.0, k == 0u);
        let angle = 6.2831853 * fract(turn + 0.25 * f32(k) + 0.569840 * frame.sample);
        let aside = across[0] * cos(angle) + across[1] * sin(angle);
        for (var c = 0u; c < 3u; c++) {
            let reach = length * treatment.scatter_mm[c] * treatment.scatter_share;
            let point = in.p + aside * reach;
            let clip = frame.clip_from_head * vec4f(point, 1.0);
            let at = vec2i(floor((clip.xy / clip.w * vec2f(0.5, -0.5) + 0.5) * frame.target_px));
            let along = dot(point - frame.eye, frame.forward);
            let inside = all(at >= vec2i(0)) && all(at < size);
            let off = abs(unpack_along(textureLoad(surface_second, clamp(at, vec2i(0), size - 1), 0)) - along);
            let there = textureLoad(lit, clamp(at, vec2i(0), size - 1), 0)[c];
            sum[c] += select(own[c], there, inside && off < 1.0 + reach);
        }
    }
    return 0.25 * sum;
}

// Share of the light that the layer of fine hairs scatters to the eye, per steradian: an optical depth of 0.05 over 4π, nearly white.
const ASPERITY: f32 = 0.0032;

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
    hinge: Hinge,
    spread: f32,  // share of the light that spreads
    way: vec2f,
    careful: bool,
}

fn lit_by(even: Even, lamp: Lamp, i: u32, in: Surface, site: Site) -> LightOut {
    var out = LightOut(vec3f(0.0), vec3f(0.0));
    let e = lamp.irradiance;
    let l = lamp.toward;
    // A light without a shadow of its own (a fill) is hidden by what stands around the point instead.
    let casts = ((CASTERS >> i) & 1u) != 0u;
    var sight = vec2f(open_toward(in.bent, in.visibility, l), 0.0);
    if casts {
        sight = light_visibility(lamp, caster_of(even, i), in.p, in.n, site.way, in.ear > 0.0);
    }
    let seen = sight.x;
    let no_l = dot(site.n_fine, l);
    if !site.careful {
        var cosines = vec3f(no_l);
        if CLOSE {
            cosines.x = dot(site.n_red, l);
        }
        let scattered = site.hinge.level * (cosines + sqrt(cosines * cosines + site.hinge.width2));
        // The shadow's edge, too, is softer and wider in red.
        let soft = vec3f(sqrt(seen), mix(seen, sqrt(seen), 0.3), seen);
        let soft_lit = scattered * select(soft, vec3f(seen), seen <= 0.0 || seen >= 1.0);
        out.diffuse = e * (mix(vec3f(max(no_l, 0.0) * seen), soft_lit, site.spread)
            + folded(in.bent, l, in.visibility, site.albedo));
        if casts {
            // A loop that ends at once, not a branch: see above.
            for (var k = u32(sight.y > 0.0 && in.ear > 0.0); k > 0u; k--) {
                out.diffuse += e * through_ear(in.ear, in.n, l, sight.y);
            }
        }
    }
    for (var k = u32(no_l > 0.0 && seen > 0.0); k > 0u; k--) {
        out.specular = e * (seen * no_l * skin_specular(site.n_fine, site.v, l, site.roughness, site.f0, lamp.size));
    }
    return out;
}

@fragment
fn fs_skin(even: Even) -> @location(0) vec4f {
    return shaded(even, false);
}

// The same with light that spreads from pixel to pixel instead of by curvature.
@fragment
fn fs_skin_careful(even: Even) -> @location(0) vec4f {
    return shaded(even, true);
}

fn shaded(even: Even, careful: bool) -> vec4f {
    let at = even.at.xy;
    let in = surface_at(even);
    let n = in.n;
    let v = -normalize(even.ray.xyz);
    let px_mm = in.along * even.eye.w;
    let ear = in.ear;
    let visibility = in.visibility;
    let skin = even_skin(even);
    let local = local_skin(skin, in, px_mm);
    let turn = interleaved_noise(at, even.ray.w);
    let treated = in.treated.x;
    let uv = at / frame.target_px;
    var far: vec4f;
    if CLOSE || FRESH {
        far = textureSampleLevel(wide, linear_sampler, uv, 0.0);
    } else {
        // One of the four texels about it, as often as its share: halos hardly differ from one to the next.
        let size = vec2f(textureDimensions(wide));
        let texel = floor(uv * size - 0.5 + vec2f(turn, fract(turn * 7.31)));
        far = textureLoad(wide, vec2i(clamp(texel, vec2f(0.0), size - 1.0)), 0);
    }

    // --- albedo
    // Fresh work is pink all over, and redder in a ring about each dot: on the day of a visit the pink outweighs the green that
    // pigment takes from skin (photographed just done: R 0.72, G 0.69, B 0.78 of the bare skin's).
    var rings = 0.0;
    var red = 0.0;
    if FRESH {
        rings = ring_redness(far.w);
        red = treated * treatment.redness * 1.30 + rings * 2.9;
    }
    let scar = unpack_scar(in.treated.zw);
    let blood = local.blood + red + scar.y;
    let melanin = local.melanin + scar.x;
    // Shafts cut at the skin go on below it, and darken it (a shaved head's shadow); what shows singly is in root.wgsl.
    let buried = skin.buried * in.treated.y;
    var albedo = skin.albedo * exp(skin.melanin_slope * melanin + skin.blood_slope * blood - buried);
    if SCANNED {
        let scanned = srgb_decode(in.color.xyz) * exp(skin.blood_slope * red - buried);
        albedo = select(albedo, scanned, in.color.w > 0.5);
    }
    let near = textureLoad(narrow, vec2i(at), 0);
    albedo *= pigment_ratio(skin.contrast, near.xyz + far.xyz);
    // Crusts are raised and matte.
    var gloss = (1.0 - 0.6 * min(near.w, 1.0)) * mix(1.0, skin.gloss, treated);
    if FRESH {
        // Scales that lift off throw light back before it reaches pigment, and mirror none.
        let scale = flakes(in.p, treatment.flaking * treated, px_mm);
        // Thin: over dark skin they look ashen, not white.
        let veil = 0.06 + 0.25 * min(albedo.y, 0.4);
        albedo = mix(albedo, vec3f(0.62, 0.58, 0.53), veil * scale);
        gloss *= 1.0 - 0.7 * scale;
    }
    var wheal = vec3f(0.0);
    if FRESH {
        // Each fresh dot stands on a small swelling.
        let height = treatment.wheal_mm * rings;
        wheal = height_gradient(n, dpdx(in.p), dpdy(in.p), dpdx(height), dpdy(height));
        wheal *= min(0.25 / max(length(wheal), 1e-6), 1.0) * smoothstep(0.35, 0.12, px_mm);
    }

    var n_fine = n;
    var n_red = n;
    if CLOSE || FRESH {
        n_fine = with_relief(n, local.bump + wheal);
        n_red = with_relief(n, (local.bump + wheal) * 0.35);
    }

    // --- light
    let no_v = max(dot(n_fine, v), 1e-4);
    let roughness = skin.roughness + ear * 0.05;
    let f0 = treatment.f0;
    let sky = even_sky(even);
    var irradiance: vec3f;
    if careful {
        irradiance = spread(in, vec2i(at), turn);
    } else {
        irradiance = bounced(ambient(sky, in), visibility, albedo);
    }
    let site = Site(
        n_fine, n_red, v, albedo, roughness, f0,
        hinge(CURVATURE_MAX_PER_MM * in.curvature, skin.scatter), skin.spread, turned(turn), careful,
    );
    var light = LightOut(vec3f(0.0), vec3f(0.0));
    if LIGHTS > 0u {
        light = lit_by(even, lamp(even.lamp_0, lower(even.power)), 0u, in, site);
    }
    if LIGHTS > 1u {
        light = plus(light, lit_by(even, lamp(even.lamp_1, upper(even.power)), 1u, in, site));
    }
    if LIGHTS > 2u {
        light = plus(light, lit_by(even, lamp(even.lamp_2, lower(even.rest)), 2u, in, site));
    }
    irradiance += light.diffuse;
    var specular = light.specular;
    let mirrored = reflect(-v, n_fine);
    let mirror = surroundings_mirrored(f0, roughness, no_v, treatment.relief);
    // What is mirrored must be in sight: a round head keeps its rim, and the jaw mirrors no room through the neck.
    let in_sight = mirror * visibility * open_toward(in.bent, visibility, mirrored);
    specular += sh_reflection(sky, mirrored, roughness) * in_sight;
    // What stands in the way is skin, about as bright as what it is mirrored in.
    let kept = 1.0 - in_sight;
    // Fine hairs stand out of all skin and catch light where it is seen aslant: a thin layer that scatters once, less what it adds
    // straight on, which measured skin has in it (Koenderink & Pont 2003).
    let fuzz = ASPERITY * treatment.relief * (1.0 / max(no_v, 0.12) - 1.0);
    let radiance = (albedo * (kept / 3.1415927) + fuzz) * irradiance + specular * gloss;
    return vec4f(radiance, 1.0);
}
