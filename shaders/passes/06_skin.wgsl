// The skin, shaded once a pixel: albedo × pigment ratio × scattered irradiance, then two specular lobes.
//
// The order matters (see ARCHITECTURE.md): albedo and pigment are applied after the irradiance is scattered, so that
// dots are not washed out. Without pigment the albedo stays as it is, bit for bit.
// One triangle covers the picture; the depth test skips pixels beside the head.

@group(2) @binding(2) var narrow: texture_2d<f32>;
@group(2) @binding(3) var wide: texture_2d<f32>;
@group(2) @binding(4) var linear_sampler: sampler;
@group(2) @binding(5) var lit: texture_2d<f32>;       // irradiance before it spreads under the skin (fs_lit's target)
@group(2) @binding(6) var surface_first: texture_2d<u32>;
@group(2) @binding(7) var surface_second: texture_2d<u32>;

// Members of Treatment that every pixel needs.
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
    buried: vec3f,  // extinction where the density of buried shafts is BURIED_FULL_PER_CM2
}

fn buried_when_full() -> vec3f {
    return (treatment.root_shadow * (vec3f(1.0) - ROOT_NEAR) + treatment.standing) * BURIED_FULL_PER_CM2;
}

// Vector from the eye through a place in the picture, at 1 mm of depth; w: noise_start.
fn pixel_ray(uv: vec2f) -> vec4f {
    let px = vec2f(uv.x, 1.0 - uv.y) * frame.target_px;
    return vec4f(frame.ray_corner + px.x * frame.ray_right + px.y * frame.ray_down, noise_start());
}

fn surface_at(inputs: Inputs) -> Surface {
    let pixel = vec2i(inputs.at.xy);
    return unpack_surface(
        textureLoad(surface_first, pixel, 0), textureLoad(surface_second, pixel, 0), eye(inputs), inputs.ray.xyz, SCANNED);
}

// Irradiance of the environment, occlusion included.
fn ambient(sky: Sky, in: Surface) -> vec3f {
    return sh_irradiance(sky, normalize(in.bent + in.n)) * in.visibility;
}

// True where light i casts a shadow.
fn casts_shadow(lamp: Lamp, i: u32) -> bool {
    return ((CASTERS >> i) & 1u) != 0u && (!GENERAL || lamp.blur_mm > 0.0);
}

// Parts of a picture. A pipeline is specialised for those that a picture shows (Rust: `SkinVariant` in
// render/skin_pass.rs). The defaults make the general pipeline, which can draw every picture.
override FRESH: bool = true;          // redness, wheals, loose scales
override CLOSE: bool = true;          // relief
override SCANNED: bool = false;       // pixels hold a scan's own colour instead of mottling
override LIGHTS: u32 = MAX_LIGHTS;    // number of lights
override CASTERS: u32 = 0xffffffffu;  // bit mask of those that cast shadows
override GENERAL: bool = true;        // whether each pixel tests if a light casts a shadow

// Variation of the skin: changes of ln melanin and ln blood from the mean, and the gradient of the fine relief.
struct Local {
    melanin: f32,
    blood: f32,
    bump: vec3f,
    cavity: f32,  // how much deeper than the mean of the fine relief, −0.4…0.6
}

// Scale of the relief's lattice along each axis: cells are longer along the first.
const ALONG: vec3f = vec3f(0.62, 1.0, 1.0);
// Mean height of the relief.
const MEAN_HEIGHT: f32 = 0.64;

fn local_skin(skin: Skin, in: Surface, px_mm: f32) -> Local {
    let strength = skin.mottling;
    let flush = skin.flush;
    let seed = treatment.skin_seed;
    let uneven = unevenness(skin.melanin_slope.y);
    var local = Local(0.0, 0.0, vec3f(0.0), 0.0);
    // Redder ears, nose, cheeks and lips.
    local.blood = flush * (in.flush * FLUSH_BLOOD_LN + in.lips * LIPS_BLOOD_LN) + in.mottle.y;
    // The face has had more sun than the scalp.
    local.melanin = flush * (FACE_MELANIN_LN / FACE_FLUSH * min(in.flush, FACE_FLUSH) * (1.0 - in.ear) + in.lips * 0.6) + in.mottle.x;
    var aside = vec3f(0.0);
    var patchy = 1.0;
    if px_mm < 0.8 && (CLOSE || strength > 0.0) { // skippable
        let speck = noise(OFF_AXES * in.p * (1.0 / 1.9), seed + 2u);
        let fine = speck * (strength * clamp(2.0 - px_mm * 2.5, 0.0, 1.0));
        local.blood += 0.10 * fine;
        local.melanin += 0.20 * uneven * fine;
        // Shift of up to half a millimetre: relief's cells lie in a lattice, whose rows would show in raking light.
        aside = vec3f(0.29, 0.28, -0.30) * speck;
        patchy = 1.0 + 0.6 * speck;
    }
    // Lips have furrows across their length.
    if in.lips > 0.05 && px_mm < 0.7 && strength > 0.0 { // skippable
        let furrow = noise(in.p * vec3f(1.15, 0.16, 0.16), seed + 7u) + 0.6 * noise(in.p * vec3f(2.6, 0.3, 0.3), seed + 8u);
        local.blood += 0.45 * in.lips * strength * furrow;
        local.melanin += 0.12 * in.lips * strength * furrow;
    }
    if CLOSE {
        // Plateaus of 0.8 and 0.4 mm between furrows up to 20 µm deep, which are a little darker. They fade out before
        // they alias. The large furrows run across the brow and over the head, the small ones across them.
        let near = treatment.relief * smoothstep(0.25, 0.06, px_mm);
        let place = in.p + aside;
        let pores = 1.0 + 0.6 * in.sebum;
        // Pores, fine hairs and pigment spots: at a millimetre and less skin is as uneven as at two (photographs: 1.5
        // to 4 % an octave).
        let spots = strength * clamp(2.0 - px_mm * 6.0, 0.0, 1.0);
        if spots > 0.0 { // skippable
            for (var k = 0u; k < 2u; k++) {
                let finer = k > 0u;
                local.melanin += uneven * spots * select(0.32, 0.46, finer)
                    * noise((OFF_AXES * in.p).zxy * select(1.0 / 0.95, 1.0 / 0.48, finer), seed + 5u + k);
            }
        }
        if near > 0.0 { // skippable
            for (var k = 0u; k < 2u; k++) {
                let small = k > 0u;
                let lines = relief(select(place, place.yzx, small) * ALONG * select(1.0 / 0.8, 1.0 / 0.4, small), seed + 3u + k);
                // Where sebum flows mouths are pores: wider open, with dark plugs; where it does not there are none.
                let leaning = lines.lean + lines.mouth * pores;
                let slope = (lines.slope * select(0.032, 0.024, small)) * ALONG + leaning * select(1.0, 0.5, small);
                local.bump += near * patchy * select(slope, slope.zxy, small);
                let deep = MEAN_HEIGHT - lines.height;
                local.melanin += uneven * near * select(0.16, 0.12, small) * (deep + (pores - 1.0) * lines.into);
                local.cavity += near * select(0.6, 0.4, small) * deep;
            }
        }
    }
    return local;
}

// Ambient light in folds, coloured by the skin that it met (Jimenez et al. 2016).
fn bounced(ambient: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    let share = max(vec3f(visibility),
        ((visibility * (2.0404 * albedo - 0.3324) + (-4.7951 * albedo + 0.6417)) * visibility + (2.7552 * albedo + 0.6903)) * visibility);
    return ambient * share / max(visibility, 0.02);
}

// Light that comes through an ear from behind, divided by the albedo, whose colour it already has. share: depths from
// which the light is visible (lib/shadows.wgsl). Rust twin: Through::share in optics/through.rs.
fn through_ear(ear: f32, n: vec3f, l: vec3f, share: f32) -> vec3f {
    let beyond = max(AWAY - dot(n, l), 0.0) / (1.0 + AWAY);
    let s2 = share * share;
    return (treatment.scatter_share * ear * beyond * s2) * (treatment.through_thick + treatment.through_thin * (s2 * s2));
}

// Light of a lamp that one side of a fold throws on the other. The occluded directions see skin, whose normals lie
// around the mean open direction b; the mean of max(n·l, 0) over such a hemisphere is (1 + b·l)/4. The walls of a deep
// pit see as little of the lamp as its bottom, so a nostril stays dark.
fn folded(b: vec3f, l: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    let lit = min(visibility * visibility * (1.0 / (PIT * PIT)), 1.0);
    return albedo * ((1.0 - visibility) * 0.25 * (1.0 + dot(b, l)) * lit);
}

// Visibility below which the surrounding skin counts as equally deep in the pit.
const PIT: f32 = 0.35;

// Visibility of direction d from a place with this visibility around b: 1 inside the cone of that size. Its edge is
// soft on open skin, and sharp in folds.
fn open_toward(b: vec3f, visibility: f32, d: vec3f) -> f32 {
    let cone = sqrt(max(1.0 - visibility, 0.0));
    return smoothstep(1.5 * cone - 0.5, cone + 0.1, dot(b, d));
}

// The normal with relief, whose gradient acts along the skin only. A zero gradient returns n to the last bit, so that
// pictures without relief stay equal.
fn with_relief(n: vec3f, bump: vec3f) -> vec3f {
    return select(normalize(n - (bump - n * dot(bump, n))), n, all(bump == vec3f(0.0)));
}

// Irradiance of one light before it spreads.
fn lit_before(inputs: Inputs, albedo: vec3f, lamp: Lamp, i: u32, in: Surface, n_fine: vec3f, rotation: vec2f) -> vec3f {
    let l = lamp.toward;
    var seen = LightShares(open_toward(in.bent, in.visibility, l), 0.0);
    if casts_shadow(lamp, i) {
        seen = light_visibility(lamp, caster(inputs, i), in.p, in.n, rotation, in.ear > 0.0);
    }
    return lamp.irradiance * (max(dot(n_fine, l), 0.0) * seen.surface + through_ear(in.ear, in.n, l, seen.thin)
        + folded(in.bent, l, in.visibility, albedo));
}

// Irradiance before it spreads: the first half of spreading from pixel to pixel (see `spread`).
@fragment
fn fs_lit(inputs: Inputs) -> @location(0) vec4f {
    let in = surface_at(inputs);
    let px_mm = in.along * px_per_distance(inputs);
    let skin = skin_constants(inputs);
    let n_fine = with_relief(in.n, local_skin(skin, in, px_mm).bump);
    let rotation = unit_at(interleaved_noise(inputs.at.xy, inputs.ray.w));
    var irradiance = bounced(ambient(sky(inputs), in), in.visibility, skin.albedo);
    irradiance += lit_before_by_all(inputs, skin.albedo, in, n_fine, rotation);
    return vec4f(irradiance, 1.0);
}

// Irradiance after spreading, by points around p at distances drawn from Burley's profile: a quarter of an exponential
// of length d and three of 3d, with d by channel. Four points a sample; samples add up to the integral. Points on
// another surface count as the middle.
fn spread(in: Surface, here: vec2i, noise: f32) -> vec3f {
    let own = textureLoad(lit, here, 0).xyz;
    let size = vec2i(frame.target_px);
    let across = tangent_frame(in.n);
    var sum = vec3f(0.0);
    for (var k = 0u; k < 4u; k++) {
        let share = fract(noise * 7.31 + 0.618034 * f32(k) + 0.754878 * frame.sample);
        let length = -log(1.0 - 0.999 * share) * select(3.0, 1.0, k == 0u);
        let angle = 6.2831853 * fract(noise + 0.25 * f32(k) + 0.569840 * frame.sample);
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

// Share of the light that the layer of fine hairs scatters to the eye, per steradian: an optical depth of 0.05 over 4π,
// nearly white.
const ASPERITY: f32 = 0.0032;

// Light of one lamp at a pixel.
struct LightOut {
    diffuse: vec3f,   // irradiance after spreading
    specular: vec3f,  // radiance
}

fn plus(a: LightOut, b: LightOut) -> LightOut {
    return LightOut(a.diffuse + b.diffuse, a.specular + b.specular);
}

// Inputs that all lights share at a pixel.
struct Site {
    n_fine: vec3f,  // with relief
    n_red: vec3f,   // relief blurred by the light that spreads under it, most in red
    v: vec3f,
    albedo: vec3f,
    roughness: f32,
    f0: f32,
    hinge: Hinge,
    spread: f32,  // share of the light that spreads
    rotation: vec2f,     // rotation of the shadow's taps
    screen_space: bool,  // whether light has spread from pixel to pixel
}

fn lit_by(inputs: Inputs, lamp: Lamp, i: u32, in: Surface, site: Site) -> LightOut {
    var out = LightOut(vec3f(0.0), vec3f(0.0));
    let e = lamp.irradiance;
    let l = lamp.toward;
    // A light that casts no shadow (a fill) is dimmed by the ambient visibility instead.
    let casts = casts_shadow(lamp, i);
    var shares = LightShares(open_toward(in.bent, in.visibility, l), 0.0);
    if casts {
        shares = light_visibility(lamp, caster(inputs, i), in.p, in.n, site.rotation, in.ear > 0.0);
    }
    let seen = shares.surface;
    let no_l = dot(site.n_fine, l);
    if !site.screen_space {
        var cosines = vec3f(no_l);
        if CLOSE {
            cosines.x = dot(site.n_red, l);
        }
        let scattered = site.hinge.level * (cosines + sqrt(cosines * cosines + site.hinge.width2));
        // The shadow's edge is softer and wider in red.
        let soft = vec3f(sqrt(seen), mix(seen, sqrt(seen), 0.3), seen);
        let soft_lit = scattered * select(soft, vec3f(seen), seen <= 0.0 || seen >= 1.0);
        out.diffuse = e * (mix(vec3f(max(no_l, 0.0) * seen), soft_lit, site.spread)
            + folded(in.bent, l, in.visibility, site.albedo));
        if casts {
            if shares.thin > 0.0 && in.ear > 0.0 { // skippable
                out.diffuse += e * through_ear(in.ear, in.n, l, shares.thin);
            }
        }
    }
    if no_l > 0.0 && seen > 0.0 { // skippable
        out.specular = e * (seen * no_l * skin_specular(site.n_fine, site.v, l, site.roughness, site.f0, lamp.size));
    }
    return out;
}

@fragment
fn fs_skin(inputs: Inputs) -> @location(0) vec4f {
    return shaded(inputs, false);
}

// Shades the skin with light that spread from pixel to pixel instead of by curvature.
@fragment
fn fs_skin_screen_space(inputs: Inputs) -> @location(0) vec4f {
    return shaded(inputs, true);
}

fn shaded(inputs: Inputs, screen_space: bool) -> vec4f {
    let at = inputs.at.xy;
    let in = surface_at(inputs);
    let n = in.n;
    let v = -normalize(inputs.ray.xyz);
    let px_mm = in.along * px_per_distance(inputs);
    let ear = in.ear;
    let visibility = in.visibility;
    let skin = skin_constants(inputs);
    let local = local_skin(skin, in, px_mm);
    let noise = interleaved_noise(at, inputs.ray.w);
    let treated = in.treated.x;
    let far = halos_at(at / frame.target_px, noise);

    // --- albedo
    // Fresh work is pink all over, and redder in a ring around each dot. On the day of a visit the pink outweighs the
    // green that pigment takes from skin (photographed just done: R 0.72, G 0.69, B 0.78 of the bare skin's).
    var rings = 0.0;
    var red = 0.0;
    if FRESH {
        rings = ring_redness(far.w);
        red = treated * treatment.redness * 1.30 + rings * 2.9;
    }
    let scar = unpack_scar(in.treated.zw);
    let blood = local.blood + red + scar.y;
    let melanin = local.melanin + scar.x;
    // Shafts cut at the skin continue below it and darken it (a shaved head's shadow). The part that shows at single
    // follicles is drawn by passes/07_root.wgsl.
    let buried = skin.buried * in.treated.y;
    let yellow = FACE_YELLOW * (skin.flush / FACE_FLUSH * min(in.flush, FACE_FLUSH));
    var albedo = skin.albedo * exp(skin.melanin_slope * melanin + skin.blood_slope * blood - buried - yellow);
    if SCANNED {
        albedo = srgb_decode(in.color) * exp(skin.blood_slope * red - buried);
    }
    let near = textureLoad(narrow, vec2i(at), 0);
    albedo *= pigment_ratio(skin.contrast, near.xyz + far.xyz);
    // Crusts are raised and matte.
    var gloss = (1.0 - 0.6 * min(near.w, 1.0)) * mix(1.0, skin.gloss, treated);
    if FRESH {
        // Lifting scales send light back before it reaches pigment, and mirror none.
        let scale = flakes(in.p, treatment.flaking * treated, px_mm);
        // Scales are thin: over dark skin they look ashen, not white.
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
    // Sebum fills the finest relief in; without it skin is matte. What lies in a furrow mirrors less, but not where seen aslant, as all does
    // (Jimenez & von der Pahlen 2013): F0 is less, not the lobe.
    let roughness = skin.roughness * (1.0 - SEBUM_SMOOTHS * treatment.relief * in.sebum) + ear * 0.05;
    let f0 = treatment.f0 * (1.0 - CAVITY_F0 * local.cavity);
    let around = sky(inputs);
    var irradiance: vec3f;
    if screen_space {
        irradiance = spread(in, vec2i(at), noise);
    } else {
        irradiance = bounced(ambient(around, in), visibility, albedo);
    }
    let site = Site(
        n_fine, n_red, v, albedo, roughness, f0,
        hinge(CURVATURE_MAX_PER_MM * in.curvature, skin.scatter), skin.spread, unit_at(noise), screen_space,
    );
    let light = lit_by_all(inputs, in, site);
    irradiance += light.diffuse;
    var specular = light.specular;
    let mirrored = reflect(-v, n_fine);
    let mirror = surroundings_mirrored(f0, roughness, no_v, treatment.relief);
    // Mirrored light must be visible: so a round head keeps its rim, and the jaw mirrors no room through the neck.
    let in_sight = mirror * visibility * open_toward(in.bent, visibility, mirrored);
    specular += sh_reflection(around, mirrored, roughness) * in_sight;
    // In place of hidden surroundings the skin mirrors other skin, about as bright as itself.
    let kept = 1.0 - in_sight;
    // Fine hairs on all skin catch light at grazing views: a thin layer that scatters once. Its part at a straight view
    // is subtracted, since measured skin contains it (Koenderink & Pont 2003).
    let fuzz = ASPERITY * treatment.relief * (1.0 / max(no_v, 0.12) - 1.0);
    let radiance = (albedo * (kept / 3.1415927) + fuzz) * irradiance + specular * gloss;
    return vec4f(radiance, 1.0);
}
