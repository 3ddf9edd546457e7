// The skin, shaded once a pixel: albedo × pigment ratio × scattered irradiance, then two specular lobes.
//
// The order matters (see ARCHITECTURE.md): albedo and pigment are applied after the irradiance is scattered, so that
// dots are not washed out. Without pigment the albedo stays as it is, bit for bit.
// One triangle covers the picture; the depth test skips pixels beside the head.
//
// Constants that shaders/ does not declare (FACE_FLUSH, SEBUM_SMOOTHS …) are written before the text by contract::constants() in
// Rust, with their reasons there. `halos_at`, `skin_constants`, `lit_by_all` and the like are the prelude's, lib/inputs_uniform.wgsl
// or lib/inputs_flat.wgsl. A branch marked skippable: on software drivers render/shader_text.rs makes a loop of that branch, which is left at
// once where no lane needs it.

@group(2) @binding(2) var cores: texture_2d<f32>;
@group(2) @binding(3) var halos: texture_2d<f32>;
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
    scatter_share: f32,
    scatter_mm: vec3f,
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

// Ambient light in folds, coloured by the skin that it met (Jimenez et al. 2016).
fn bounced(ambient: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    let share = max(vec3f(visibility),
        ((visibility * (2.0404 * albedo - 0.3324) + (-4.7951 * albedo + 0.6417)) * visibility + (2.7552 * albedo + 0.6903)) * visibility);
    // In the deepest pit the share is kept at fifty times the visibility, so that nothing is divided by 0.
    return ambient * share / max(visibility, 0.02);
}

// Light that comes through an ear from behind, divided by the albedo, whose colour it already has. share: depths from
// which the light is visible (lib/shadows.wgsl). Rust twin: Through::share in optics/through.rs.
fn through_ear(ear: f32, n: vec3f, l: vec3f, share: f32) -> vec3f {
    let beyond = max(AWAY - dot(n, l), 0.0) / (1.0 + AWAY);
    let s2 = share * share;
    return (treatment.scatter_share * ear * beyond * s2) * (treatment.through_thick + treatment.through_thin * (s2 * s2));
}

// The same for light from all around an ear, which comes through its middle thickness.
fn through_all_around(sky: Sky, ear: f32, n: vec3f, visibility: f32) -> vec3f {
    let s2 = EAR_THIN * EAR_THIN;
    return sh_irradiance(sky, -n) * (treatment.scatter_share * ear * visibility * s2) * (treatment.through_thick + treatment.through_thin * (s2 * s2));
}

// Light of a lamp that one side of a fold throws on the other. The occluded directions see skin, whose normals lie
// around the mean open direction b; the mean of max(n·l, 0) over such a hemisphere is (1 + b·l)/4. The walls of a deep
// pit see as little of the lamp as its bottom, so a nostril stays dark.
fn folded(b: vec3f, l: vec3f, visibility: f32, albedo: vec3f) -> vec3f {
    let lit = min(visibility * visibility * (1.0 / (PIT * PIT)), 1.0);
    return albedo * ((1.0 - visibility) * 0.25 * (1.0 + dot(b, l)) * lit);
}

// Slopes that mirror, relative to those that shade: light that is not mirrored spreads under the furrows and evens them out.
const MIRRORING: f32 = 2.2;
// Variance of the slopes of relief that is finer than a pixel, as α² of a lobe: furrows 35 µm deep and 0.5 mm apart slope by 0.13.
const HIDDEN_ALPHA2: f32 = 0.035;

// Visibility below which the surrounding skin counts as equally deep in the pit.
const PIT: f32 = 0.35;

// Visibility of direction d from a place with this visibility around b: 1 inside the cone of that size, whose cosine is √(1 −
// visibility). Its edge is soft on open skin, and sharp in folds (chosen: 0.6 wide where all is open, 0.1 where nothing is).
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

// Irradiance before it spreads: the first half of spreading from pixel to pixel (see `scattered_nearby`).
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

// Step of the noise that makes a point's distance independent of its angle: any number far from a whole one.
const APART: f32 = 7.31;
// Share of Burley's profile that is drawn from: the rest lies beyond seven lengths.
const WITHIN: f32 = 0.999;
// Difference in depth up to which a point lies on the same surface, mm, beside the reach itself.
const SAME_SKIN_MM: f32 = 1.0;

// Irradiance after spreading, by points around p at distances drawn from Burley's profile: a quarter of an exponential
// of length d and three of 3d, with d by channel. Shares of noise step by the golden ratio and by Roberts' two numbers, so that
// points and samples fall between each other. Four points a sample; samples add up to the integral. Points on
// another surface count as the middle.
fn scattered_nearby(in: Surface, here: vec2i, noise: f32) -> vec3f {
    let own = textureLoad(lit, here, 0).xyz;
    let size = vec2i(frame.target_px);
    let across = tangent_frame(in.n);
    var sum = vec3f(0.0);
    for (var k = 0u; k < 4u; k++) {
        let share = fract(noise * APART + 0.618034 * f32(k) + 0.754878 * frame.sample);
        let length = -log(1.0 - WITHIN * share) * select(3.0, 1.0, k == 0u);
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
            sum[c] += select(own[c], there, inside && off < SAME_SKIN_MM + reach);
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

// Share of the softening of a shadow's edge that green has of red's; blue has none (chosen between them).
const GREEN_SOFT: f32 = 0.3;

// What light falls on at a pixel: inputs that all lights share.
struct Shading {
    n_fine: vec3f,  // with relief
    n_gloss: vec3f, // with the relief as it mirrors
    n_red: vec3f,   // relief blurred by the light that spreads under it, most in red
    v: vec3f,
    albedo: vec3f,
    roughness: f32,
    f0: f32,
    hinge: Hinge,
    scatter_share: f32,  // share of the light that scatters under the skin
    rotation: vec2f,     // rotation of the shadow's taps
    screen_space: bool,  // whether light has spread from pixel to pixel
}

fn lit_by(inputs: Inputs, lamp: Lamp, i: u32, in: Surface, shading: Shading) -> LightOut {
    var out = LightOut(vec3f(0.0), vec3f(0.0));
    let e = lamp.irradiance;
    let l = lamp.toward;
    // A light that casts no shadow (a fill) is dimmed by the ambient visibility instead.
    let casts = casts_shadow(lamp, i);
    var shares = LightShares(open_toward(in.bent, in.visibility, l), 0.0);
    if casts {
        shares = light_visibility(lamp, caster(inputs, i), in.p, in.n, shading.rotation, in.ear > 0.0);
    }
    let seen = shares.surface;
    let no_l = dot(shading.n_fine, l);
    if !shading.screen_space {
        var cosines = vec3f(no_l);
        if CLOSE {
            cosines.x = dot(shading.n_red, l);
        }
        let scattered = shading.hinge.level * (cosines + sqrt(cosines * cosines + shading.hinge.width2));
        // The shadow's edge is softer and wider in red.
        let soft = vec3f(sqrt(seen), mix(seen, sqrt(seen), GREEN_SOFT), seen);
        let soft_lit = scattered * select(soft, vec3f(seen), seen <= 0.0 || seen >= 1.0);
        out.diffuse = e * (mix(vec3f(max(no_l, 0.0) * seen), soft_lit, shading.scatter_share)
            + folded(in.bent, l, in.visibility, shading.albedo));
        if casts {
            if shares.thin > 0.0 && in.ear > 0.0 { // skippable
                out.diffuse += e * through_ear(in.ear, in.n, l, shares.thin);
            }
        }
    }
    if no_l > 0.0 && seen > 0.0 { // skippable
        out.specular = e * (seen * no_l * skin_specular(shading.n_gloss, shading.v, l, shading.roughness, shading.f0, lamp.size));
    }
    return out;
}

// Changes of ln blood in fresh work: all over the treated skin, and in full rings around dots. Chosen together so that a full head just
// done keeps the shares of bare skin that were photographed (R 0.72, G 0.69, B 0.78): the pink outweighs the green that pigment takes.
// All treated skin reddens at every visit, whichever zones it works on; the rings stand at its own dots alone.
const PINK: f32 = 1.30;
const RINGED: f32 = 2.9;
// Share of the gloss that a crust takes: it is raised and matte (chosen; practitioners' words).
const CRUST_MATT: f32 = 0.6;
// Loose scales: their albedo, near a callus's; how much they cover over black skin, and what they gain by its green albedo up to
// the palest that they still look white on; the share of the gloss that they take (chosen by eye against photographs of day 5 to 8).
const SCALE_ALBEDO = vec3f(0.62, 0.58, 0.53);
const SCALE_LEAST: f32 = 0.06;
const SCALE_BY_ALBEDO: f32 = 0.25;
const SCALE_PALEST: f32 = 0.4;
const SCALE_MATT: f32 = 0.7;
// Slope up to which a wheal is drawn, and the pixels over which wheals show, mm: they stand on the rings, whose σ is 0.22 mm.
const WHEAL_STEEPEST: f32 = 0.25;
const WHEAL_PX_MM = vec2f(0.12, 0.35);
// Height of specks over the skin between them, mm, and the slope up to which they mirror (by eye: highlights break into 1 to 2 mm), and
// the share by which the film over them thins and thickens.
const SPECK_HIGH_MM: f32 = 0.03;
const SPECK_STEEPEST: f32 = 0.22;
const SPECK_FILM: f32 = 0.35;
// Share of the specks' slope that mirrors where the finer relief is too small for the picture: alone they look like wax (by eye).
const SPECK_ALONE: f32 = 0.35;
// Share by which the film thins and thickens within a millimetre, in black skin and from GRAIN_ALBEDO (green) on (by eye, on both).
const GRAIN_FILM = vec2f(0.22, 0.7);
const GRAIN_ALBEDO: f32 = 0.25;
// Share of the relief's slope that red light keeps under the skin: it spreads over a plateau's width (chosen).
const RED_RELIEF: f32 = 0.35;
// Roughness of an ear beside a scalp's, the gloss that it keeps, and the share of its depths (lib/shadows.wgsl) past which light from all
// around comes through it: chosen by eye.
const EAR_ROUGHER: f32 = 0.20;
const EAR_GLOSS: f32 = 0.6;
const EAR_THIN: f32 = 0.85;
// Least cosine of the view by which fine hairs are lengthened.
const FUZZ_GRAZING: f32 = 0.12;

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
    let halo = halos_at(at / frame.target_px, noise);

    // --- albedo
    // Fresh work is pink all over, and redder in a ring around each dot.
    var rings = 0.0;
    var red = 0.0;
    if FRESH {
        rings = ring_redness(halo.w);
        red = treated * treatment.redness * PINK + rings * RINGED;
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
    let core = textureLoad(cores, vec2i(at), 0);
    albedo *= pigment_ratio(skin.contrast, core.xyz + halo.xyz);
    // Crusts are raised and matte.
    var gloss = (1.0 - CRUST_MATT * min(core.w, 1.0)) * mix(1.0, skin.gloss, treated);
    if FRESH {
        // Lifting scales send light back before it reaches pigment, and mirror none.
        let scale = flakes(in.p, treatment.flaking * treated, px_mm);
        // Scales are thin: over dark skin they look ashen, not white.
        let covers = SCALE_LEAST + SCALE_BY_ALBEDO * min(albedo.y, SCALE_PALEST);
        albedo = mix(albedo, SCALE_ALBEDO, covers * scale);
        gloss *= 1.0 - SCALE_MATT * scale;
    }
    var wheal = vec3f(0.0);
    if FRESH {
        // Each fresh dot stands on a small swelling.
        let height = treatment.wheal_mm * rings;
        wheal = height_gradient(n, dpdx(in.p), dpdy(in.p), dpdx(height), dpdy(height));
        wheal *= min(WHEAL_STEEPEST / max(length(wheal), 1e-6), 1.0) * smoothstep(WHEAL_PX_MM.y, WHEAL_PX_MM.x, px_mm);
    }

    // Specks are low mounds. They hardly shade, but break up what is mirrored.
    let mound = SPECK_HIGH_MM * treatment.relief * local.speck;
    var mounds = height_gradient(n, dpdx(in.p), dpdy(in.p), dpdx(mound), dpdy(mound));
    mounds *= min(SPECK_STEEPEST / max(length(mounds), 1e-6), 1.0) * mix(1.0, SPECK_ALONE, local.hidden);
    let grainy = mix(GRAIN_FILM.x, GRAIN_FILM.y, min(albedo.y / GRAIN_ALBEDO, 1.0));
    let film = SPECK_FILM * local.speck + grainy * local.grain;
    gloss *= max(1.0 + treatment.relief * film, 0.0) * mix(1.0, EAR_GLOSS, ear);
    var n_fine = n;
    var n_gloss = with_relief(n, mounds);
    var n_red = n;
    if CLOSE || FRESH {
        n_fine = with_relief(n, local.bump + wheal);
        n_gloss = with_relief(n, MIRRORING * local.bump + wheal + mounds);
        n_red = with_relief(n, (local.bump + wheal) * RED_RELIEF);
    }

    // --- light
    let no_v = max(dot(n_fine, v), 1e-4);
    // Sebum fills the finest relief in; without it skin is matte. What lies in a furrow mirrors less, but not where seen aslant, as all does
    // (Jimenez & von der Pahlen 2013): F0 is less, not the lobe.
    let level = skin.roughness * (1.0 - SEBUM_SMOOTHS * treatment.relief * in.sebum) + ear * EAR_ROUGHER;
    let roughness = sqrt(sqrt(level * level * level * level + HIDDEN_ALPHA2 * treatment.relief * local.hidden));
    let f0 = treatment.f0 * (1.0 - CAVITY_F0 * local.cavity);
    let around = sky(inputs);
    var irradiance: vec3f;
    if screen_space {
        irradiance = scattered_nearby(in, vec2i(at), noise);
    } else {
        irradiance = bounced(ambient(around, in), visibility, albedo);
    }
    if ear > 0.0 { // skippable
        irradiance += through_all_around(around, ear, n, visibility);
    }
    let shading = Shading(
        n_fine, n_gloss, n_red, v, albedo, roughness, f0,
        hinge(CURVATURE_MAX_PER_MM * in.curvature, skin.scatter_mm), skin.scatter_share, unit_at(noise), screen_space,
    );
    let light = lit_by_all(inputs, in, shading);
    irradiance += light.diffuse;
    var specular = light.specular;
    let mirrored = reflect(-v, n_gloss);
    let mirror = surroundings_mirrored(f0, roughness, no_v, treatment.relief);
    // Mirrored light must be visible: so a round head keeps its rim, and the jaw mirrors no room through the neck.
    let in_sight = mirror * visibility * open_toward(in.bent, visibility, mirrored);
    specular += sh_reflection(around, mirrored, roughness) * in_sight;
    // In place of hidden surroundings the skin mirrors other skin, about as bright as itself.
    let kept = 1.0 - in_sight;
    // Fine hairs on all skin catch light at grazing views: a thin layer that scatters once. Its part at a straight view
    // is subtracted, since measured skin contains it (Koenderink & Pont 2003).
    let fuzz = ASPERITY * treatment.relief * (1.0 / max(no_v, FUZZ_GRAZING) - 1.0);
    let radiance = (albedo * (kept / 3.1415927) + fuzz) * irradiance + specular * gloss;
    return vec4f(radiance, 1.0);
}
