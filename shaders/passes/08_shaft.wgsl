// Shafts of hair over the shaded skin. Close up a shaft is a ribbon that faces the eye, slightly bent, with the oblique
// face of its cut end. Narrower than a pixel, it is a rectangle of equal covered area around the same middle.

struct ShaftVertex {
    @builtin(position) clip: vec4f,
    @location(0) body: vec3f,     // radiance of the shaft's side towards the eye
    @location(1) end: vec3f,      // radiance of its cut end
    @location(2) at: vec3f,       // across, −1…1; distance beyond the middle of the cut end, and of the root, in half lengths of the cut
    @location(3) coverage: f32,
}

// A shaft in the eye's view.
struct Seen {
    n: vec3f,        // the skin's normal
    t: vec3f,        // along the shaft
    u: vec3f,        // along the shaft, projected into the picture
    across: vec3f,   // across the shaft, in the picture
    v: vec3f,
    px_mm: f32,
    width_mm: f32,
    length_mm: f32,  // apparent length
    cut_mm: f32,     // half the apparent length of the cut end
    cut: vec3f,      // normal of the cut end
}

// Share of a shaft's width below and above which its cut end's half length is held: a thin rim, and no longer face than a slant of 4.
const CUT_RANGE = vec2f(0.1, 2.0);
// Turn of a cut towards square a millimetre of length, and its most: hair of 1 mm gives way to the blade (chosen).
const GIVES_WAY: f32 = 3.0;
// Least cosine between a shaft and its cut.
const CUT_GRAZING: f32 = 0.15;
// Height above the skin at which one tap asks for a shaft's shadow, mm: above its own skin's depth in the atlas, and along the light.
const ASK_ABOVE_MM: f32 = 0.6;
const ASK_ALONG_MM: f32 = 0.8;
// Cosines between which a lamp rises over the skin's horizon for a shaft, which stands over it.
const HORIZON = vec2f(-0.15, 0.25);
// Cosine of the view beyond which short hair on the far side is not drawn.
const FAR_SIDE: f32 = -0.15;
// Bend of a shaft at its tip, as a share of its length, and its parts sideways and towards the skin (chosen by eye).
const BEND: f32 = 0.09;
const BEND_ASIDE: f32 = 0.6;
const BEND_DOWN: f32 = 0.5;
// Shift of a shaft off the skin, mm, and towards the eye, as a share of its depth, so that the skin does not cut its root.
const OFF_SKIN_MM: f32 = 0.01;
const SHAFT_SHIFT: f32 = 5e-4;
// Width of the band at the head's rim, as a cosine, in which shafts are up to RIM_WIDER more pixels wide.
const RIM: f32 = 0.3;
const RIM_WIDER: f32 = 1.2;
// Coverage up to which a shaft that stands for several is made denser; beyond it is made larger.
const DENSEST: f32 = 0.95;
// Light from the skin below on a hair of a tuft: a tenth of what open skin sends, for its neighbours hide the rest (chosen).
const SKIN_BELOW_TUFT: f32 = 0.1;

fn shaft_hidden() -> ShaftVertex {
    return ShaftVertex(NOWHERE, vec3f(0.0), vec3f(0.0), vec3f(0.0), 0.0);
}

fn seen_shaft(root: vec3f, direction_oct: vec2f, normal_oct: vec2f, values: vec4f) -> Seen {
    var s: Seen;
    s.n = oct_decode(normal_oct);
    s.t = oct_decode(direction_oct);
    let to_eye = frame.eye - root;
    s.v = normalize(to_eye);
    s.px_mm = -dot(to_eye, frame.forward) * frame.px_per_distance;
    let toward = dot(s.t, s.v);
    let flat_t = s.t - s.v * toward;
    let aslant = length(flat_t);
    s.u = normalize(flat_t + (s.n - s.v * dot(s.n, s.v)) * 1e-4 + vec3f(1e-7, 0.0, 0.0));
    s.across = cross(s.v, s.u);
    s.width_mm = values.y;
    s.length_mm = values.x * aslant;
    // A razor cuts level with the skin. Longer hair gives way and is cut square.
    s.cut = normalize(s.n + s.t * min(values.x * GIVES_WAY, GIVES_WAY));
    let b = s.u * toward - s.v * aslant;
    let slope = dot(b, s.cut) / max(dot(s.t, s.cut), CUT_GRAZING);
    s.cut_mm = clamp(0.5 * values.y * abs(toward - aslant * slope), CUT_RANGE.x * values.y, CUT_RANGE.y * values.y) * (1.0 - values.w);
    return s;
}

// Visible share of a light at p, by one tap: shafts are short against a shadow's edge.
fn vertex_visibility(light: u32, p: vec3f) -> f32 {
    let at = frame.lights[light].shadow_from_head * vec4f(p + frame.lights[light].toward * ASK_ALONG_MM, 1.0);
    return textureSampleCompareLevel(shadow_map, shadow_sampler, at.xy, at.z);
}

struct ShaftLight {
    body: vec3f,
    end: vec3f,
}

// Share of light that reaches a shaft's root and tip past its neighbours: ambient light at both, then a lamp's at both.
// Shaved hairs stand apart; brows and lashes lie in tufts several shafts deep, each hair at its own depth.
const PAST_STUBBLE: vec4f = vec4f(0.55, 0.9, 0.75, 1.0);
// A tuft's part of them by how deep a hair lies: dense, as brows and lashes are, and loose, as a beard.
const PAST_DENSE: vec4f = vec4f(0.3, 0.3, 0.8, 1.0);
const PAST_LOOSE: vec4f = vec4f(0.75, 0.75, 0.9, 1.0);

// Light on a shaft at a share of its length: its root stands in its neighbours' shade. In a tuft (taper above 0) light
// that one hair scatters passes other hairs on its way out.
fn shaft_light(s: Seen, root: vec3f, t: vec3f, own: vec3f, at: f32, taper: f32, hash: u32) -> ShaftLight {
    let tuft = taper > 0.0;
    let under = exp(-TUFT_DEPTH / 255.0 * f32((hash >> TUFT_SHIFT) & 255u));
    let dense = select(PAST_LOOSE, PAST_DENSE, (hash & LOOSE_BIT) == 0u);
    let past = PAST_STUBBLE * select(vec4f(1.0), dense * under, tuft);
    let absorption = own * select(1.0, 2.0, tuft);
    let ambient = sh_irradiance(frame_sky(), normalize(s.n + t * 0.5)) * (mix(past.x, past.y, at) / 3.1415927);
    // Light from below comes off the skin, so a white shaft on dark skin is not white.
    let skin = treatment.base_albedo;
    let below = fibre_from_below(absorption);
    // Light that enters a cut end goes down the shaft and leaves through the skin around the root.
    let end = vec3f(1.0) - exp(absorption * -2.0) * (FIBRE_SHARP * (vec3f(1.0) - skin));
    var light = ShaftLight(ambient * (fibre_albedo(absorption) - below * (vec3f(1.0) - skin)),
        ambient * fibre_end_albedo(absorption) * end);
    let skin_below = below * skin * select(0.31830989, SKIN_BELOW_TUFT, tuft);
    for (var k = 0u; k < MAX_LIGHTS; k++) {
        let e = frame.lights[k].irradiance;
        if e.x + e.y + e.z <= 0.0 {
            continue;
        }
        let l = frame.lights[k].toward;
        let above = smoothstep(HORIZON.x, HORIZON.y, dot(s.n, l));
        if above <= 0.0 {
            continue;
        }
        let seen = vertex_visibility(k, root + s.n * ASK_ABOVE_MM) * above * mix(past.z, past.w, at);
        light.body += e * seen * (fibre_scatter(t, s.v, l, absorption) + skin_below * max(dot(s.n, l), 0.0));
        light.end += e * seen * fibre_end(s.cut, l, absorption) * end;
    }
    if dot(s.cut, s.v) <= 0.0 {
        light.end = light.body;
    }
    return light;
}

// True for short hair on the far side of the head: only long hair shows over the edge.
fn beyond_sight(root: vec3f, normal_oct: vec2f) -> bool {
    return dot(oct_decode(normal_oct), normalize(frame.eye - root)) < FAR_SIDE;
}

// Close up: five rows of two vertices: before the root, root, middle, tip, beyond the tip.
@vertex
fn vs_shaft_near(
    @builtin(vertex_index) i: u32,
    @location(0) root: vec3f,
    @location(1) direction_oct: vec2f,
    @location(2) normal_oct: vec2f,
    @location(3) values: vec4f,  // length, diameter, grey, taper
    @location(4) hash: u32,
) -> ShaftVertex {
    if beyond_sight(root, normal_oct) {
        return shaft_hidden();
    }
    let s = seen_shaft(root, direction_oct, normal_oct, values);
    let row = i32(i >> 1u);
    let side = f32(i & 1u) * 2.0 - 1.0;
    let at = clamp(0.5 * f32(row - 1), 0.0, 1.0);
    let over = select(select(0.0, 1.0, row == 4), -1.0, row == 0);
    // A slight random bend, mostly towards the skin.
    let turn = f32(hash & 1023u) * (6.2831853 / 1024.0);
    let aside = normalize(cross(s.n, s.t) + vec3f(1e-6, 0.0, 0.0));
    var bend = (aside * cos(turn) + cross(s.t, aside) * (BEND_ASIDE * sin(turn) + BEND_DOWN)) * BEND;
    // Brows' and lashes' hairs consist of straight pieces, so they need no bend.
    bend *= f32(values.w == 0.0);
    let along = normalize(s.t + bend * (2.0 * at));
    let width = s.width_mm * (1.0 - values.w * at * at);
    let p = root + (s.t * at + bend * (at * at)) * values.x + s.u * (over * s.cut_mm) + s.across * (side * width * 0.5);
    let light = shaft_light(s, root, along, shaft_absorption(values.z), at, values.w, hash);
    let half = max(s.cut_mm, 1e-4);
    let distance = s.length_mm * at + over * s.cut_mm;
    var out: ShaftVertex;
    out.clip = frame.clip_from_head * vec4f(p + s.n * OFF_SKIN_MM, 1.0);
    out.clip.z += out.clip.z * SHAFT_SHIFT;
    out.body = light.body;
    out.end = light.end;
    out.at = vec3f(side, (distance - s.length_mm) / half, distance / half);
    out.coverage = 1.0;
    return out;
}

@fragment
fn fs_shaft_near(in: ShaftVertex) -> @location(0) vec4f {
    let across = in.at.x * in.at.x;
    let cut = across + in.at.y * in.at.y;
    if (in.at.y > 0.0 && cut > 1.0) || (in.at.z < 0.0 && across + in.at.z * in.at.z > 1.0) {
        discard;
    }
    // A round shaft is darker at its edges; the mean over its width stays.
    let round = mix(1.0, 1.2732395 * sqrt(max(1.0 - across, 0.0)), 0.5);
    return vec4f(select(in.body * round, in.end, cut <= 1.0), 1.0);
}

// From afar: one rectangle, never narrower than a pixel; it becomes fainter instead.
@vertex
fn vs_shaft(
    @builtin(vertex_index) i: u32,
    @location(0) root: vec3f,
    @location(1) direction_oct: vec2f,
    @location(2) normal_oct: vec2f,
    @location(3) values: vec4f,
    @location(4) hash: u32,
) -> ShaftVertex {
    if beyond_sight(root, normal_oct) {
        return shaft_hidden();
    }
    let s = seen_shaft(root, direction_oct, normal_oct, values);
    let at = f32(i >> 1u);
    let side = f32(i & 1u) * 2.0 - 1.0;
    let ends_mm = 1.5707963 * s.cut_mm;
    let width_mm = s.width_mm * (1.0 - values.w / 3.0);
    let area_mm2 = width_mm * (s.length_mm + ends_mm);
    // At the head's edge, single shafts before the backdrop would look like teeth; there they are blurred along the
    // edge.
    let edge = 1.0 + RIM_WIDER * smoothstep(RIM, 0.0, abs(dot(s.n, s.v)));
    var shown = vec2f(max(width_mm, s.px_mm * edge), max(s.length_mm + ends_mm, s.px_mm * 0.7));
    // Fewer shafts stand for all where many would share a pixel: first darker, then larger.
    var wanted = area_mm2 / (shown.x * shown.y) / max(frame.shaft_share, 1e-3);
    shown *= sqrt(max(wanted / DENSEST, 1.0));
    let middle = root + s.t * (0.5 * values.x);
    // In motion a tent around the middle, of equal covered area: its mean over its rectangle is a quarter.
    let half_mm = tent_px() * s.px_mm;
    if half_mm > 0.0 {
        shown = 2.0 * max(shown, vec2f(half_mm));
        wanted = 4.0 * area_mm2 / (shown.x * shown.y) / max(frame.shaft_share, 1e-3);
    }
    let p = middle + s.u * (shown.y * (at - 0.5)) + s.across * (side * shown.x * 0.5) + s.n * OFF_SKIN_MM;
    let light = shaft_light(s, root, s.t, shaft_absorption(values.z), at, values.w, hash);
    var out: ShaftVertex;
    out.clip = frame.clip_from_head * vec4f(p, 1.0);
    out.clip.z += out.clip.z * SHAFT_SHIFT;
    out.coverage = min(wanted, DENSEST);
    // The cut end's share of the visible area.
    out.body = mix(light.body, light.end, ends_mm / (s.length_mm + 2.0 * ends_mm));
    out.end = vec3f(0.0);
    out.at = vec3f(select(vec2f(0.0), vec2f(side, 2.0 * at - 1.0), half_mm > 0.0), 0.0);
    return out;
}

@fragment
fn fs_shaft(in: ShaftVertex) -> @location(0) vec4f {
    let tent = (1.0 - abs(in.at.x)) * (1.0 - abs(in.at.y));
    return vec4f(in.body * (in.coverage * tent), in.coverage * tent);
}
