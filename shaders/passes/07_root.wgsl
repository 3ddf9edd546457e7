// Roots of shafts: the follicle's mouth with the shaft that shows through below it, and the shadow that the shaft
// casts. Both multiply the shaded skin. Buried shafts too deep to show singly are in passes/06_skin.wgsl.

struct RootVertex {
    @builtin(position) clip: vec4f,
    @location(0) local: vec2f,                     // along, across; mm from the root, or −1…1
    @location(1) @interpolate(flat) depth: vec3f,  // share of the light that is taken away in the middle, by channel
    @location(2) @interpolate(flat) shape: vec4f,  // spot: 1/σ² along and across, depth and 1/σ² of the mouth
}

// The streak of the shaft under the skin: its middle's distance behind the root, and its blurred widths, mm (chosen: a shaft that
// leans by 30° and is cut at the skin lies 0.2 mm deep 0.1 mm behind its root, blurred by σ ≈ 0.4 of its depth).
const STREAK_BEHIND_MM: f32 = 0.10;
const STREAK_MM: vec2f = vec2f(0.16, 0.085);
// The follicle's mouth: σ, mm, and the share of the light that its middle keeps (chosen by eye against close photographs).
const MOUTH_MM: f32 = 0.045;
const MOUTH_DEPTH: f32 = 0.35;
// Pixels between which the mouth fades out, mm: half its σ, and a third more than it.
const MOUTH_PX_MM = vec2f(0.02, 0.06);
// Hidden area of a shaft, mm², from which its mouth is at full depth: a black shaft's is 0.045.
const MOUTH_FULL_MM2: f32 = 0.02;
// A pixel as a Gaussian, px (1/√12, rounded up), and the least cosine by which it is lengthened on the skin.
const PIXEL_SIGMA: f32 = 0.3;
// Standard deviation of a tent as a share of half its width, 1/√6; in motion shafts are tents (lib/frame.wgsl).
const TENT_SIGMA: f32 = 0.41;
const LEAST_COS: f32 = 0.15;
// Cosine of the view below which roots and shadows on the skin are not drawn: they would be lines along the head's rim.
const EDGE_ON: f32 = 0.08;
// Greyness from which a shaft does not show through the skin.
const GREY_HIDDEN: f32 = 0.5;
// Share of the light that a spot takes up to which it is made darker where it stands for several; beyond it is made larger.
const DARKEST: f32 = 0.9;
// Size of a drawn spot in σ, and the share of a Gaussian inside it.
const REACH: f32 = 2.6;
const WITHIN: f32 = 0.966;
const TAU: f32 = 6.2831853;

fn root_hidden() -> RootVertex {
    return RootVertex(NOWHERE, vec2f(0.0), vec3f(0.0), vec4f(0.0));
}

fn on_skin(p: vec3f) -> vec4f {
    return lifted(frame.clip_from_head * vec4f(p, 1.0));
}

@vertex
fn vs_root(
    @builtin(vertex_index) i: u32,
    @location(0) root: vec3f,
    @location(1) direction_oct: vec2f,
    @location(2) normal_oct: vec2f,
    @location(3) values: vec4f,  // length, diameter, grey, taper
    @location(4) hash: u32,
) -> RootVertex {
    let n = oct_decode(normal_oct);
    let to_eye = frame.eye - root;
    let cos_view = dot(n, normalize(to_eye));
    // White shafts do not show through, and brows are not shaved.
    if cos_view < EDGE_ON || values.z > GREY_HIDDEN || values.w > 0.0 {
        return root_hidden();
    }
    let px_mm = -dot(to_eye, frame.forward) * frame.px_per_distance;
    let t = oct_decode(direction_oct);
    let along = normalize(t - n * dot(t, n) + vec3f(1e-6, 0.0, 0.0));
    let across = cross(n, along);
    // Area that one shaft hides, mm², by channel: its share of the buried shafts' extinction (per shaft and cm²).
    let thick = values.y / max(treatment.shaft_diameter_mm, 1e-3);
    let hidden = treatment.root_shadow * ROOT_NEAR * (100.0 * thick / max(1.0 - treatment.grey_share, 0.05));
    let mouth = MOUTH_DEPTH * smoothstep(MOUTH_PX_MM.y, MOUTH_PX_MM.x, px_mm) * min(hidden.y / MOUTH_FULL_MM2, 1.0);
    let streak = max(hidden - mouth * TAU * MOUTH_MM * MOUTH_MM, vec3f(0.0));
    let pixel = max(PIXEL_SIGMA, TENT_SIGMA * tent_px()) * px_mm * inverseSqrt(max(cos_view, LEAST_COS));
    var sigma = sqrt(STREAK_MM * STREAK_MM + pixel * pixel);
    var depth = streak / (TAU * WITHIN * sigma.x * sigma.y * max(frame.shaft_share, 1e-3));
    let grow = max(max(depth.x, max(depth.y, depth.z)) / DARKEST, 1.0);
    sigma *= sqrt(grow);
    depth /= grow;
    let corner = vec2f(f32(i & 1u) * 2.0 - 1.0, f32(i >> 1u) * 2.0 - 1.0) * (REACH * sigma);
    let local = corner - vec2f(STREAK_BEHIND_MM, 0.0);
    let p = root + along * local.x + across * local.y;
    return RootVertex(on_skin(p), local, depth, vec4f(1.0 / (sigma * sigma), mouth, 1.0 / (MOUTH_MM * MOUTH_MM)));
}

@fragment
fn fs_root(in: RootVertex) -> @location(0) vec4f {
    let from_middle = in.local + vec2f(STREAK_BEHIND_MM, 0.0);
    let streak = exp(-0.5 * dot(from_middle * from_middle, in.shape.xy));
    let mouth = in.shape.z * exp(-0.5 * dot(in.local, in.local) * in.shape.w);
    return vec4f((1.0 - in.depth * streak) * (1.0 - mouth), 1.0);
}

// Length of a shaft from which its cast shadow is drawn, mm: a third of its width.
const CAST_FROM_MM: f32 = 0.02;
// Share of the light on the skin that the strongest lamp must give for a visible shadow: a just noticeable step.
const CAST_SHARE: f32 = 0.03;
// Least cosine to the light by which a shadow is lengthened, and its greatest length, mm: longer ones would leave the round skin.
const CAST_GRAZING: f32 = 0.1;
const CAST_LONGEST_MM: f32 = 4.0;
// Width that light under the skin adds to a shadow, mm, and the penumbra's mean width a millimetre of shaft and radian of the lamp's
// radius: 0 at the root and twice the radius at the tip, of which a shadow shows a quarter (chosen).
const CAST_BLUR_MM: f32 = 0.03;
const CAST_PENUMBRA: f32 = 0.25;
// Share of the light that a shaft of a tuft takes from the skin below it, by channel: nearly all, least in red, which spreads.
const TUFT_CAST_DEPTH = vec3f(0.98, 0.99, 1.0);

// The shadow of a shaft on the skin, from the strongest light.
@vertex
fn vs_cast(
    @builtin(vertex_index) i: u32,
    @location(0) root: vec3f,
    @location(1) direction_oct: vec2f,
    @location(2) normal_oct: vec2f,
    @location(3) values: vec4f,
    @location(4) hash: u32,
) -> RootVertex {
    let n = oct_decode(normal_oct);
    let to_eye = frame.eye - root;
    let cos_view = dot(n, normalize(to_eye));
    if cos_view < EDGE_ON || values.x < CAST_FROM_MM {
        return root_hidden();
    }
    var total = luminance(sh_irradiance(frame_sky(), n));
    var strongest = 0.0;
    var key = 0u;
    for (var k = 0u; k < MAX_LIGHTS; k++) {
        let e = luminance(frame.lights[k].irradiance) * max(dot(n, frame.lights[k].toward), 0.0);
        total += e;
        if e > strongest && frame.lights[k].blur_mm > 0.0 {
            strongest = e;
            key = k;
        }
    }
    let share = strongest / max(total, 1e-6);
    if share < CAST_SHARE {
        return root_hidden();
    }
    let l = frame.lights[key].toward;
    let t = oct_decode(direction_oct);
    let tip = t * values.x;
    // Place of the tip's shadow on the skin.
    let reach = tip - l * (dot(tip, n) / max(dot(n, l), CAST_GRAZING));
    let length_mm = min(length(reach), CAST_LONGEST_MM);
    let along = normalize(reach + t * 1e-5);
    let across = normalize(cross(n, along));
    let px_mm = -dot(to_eye, frame.forward) * frame.px_per_distance;
    // The size of the light and the light that spreads under the skin both soften it.
    let soft_mm = CAST_BLUR_MM + CAST_PENUMBRA * values.x * frame.lights[key].radius_rad;
    var shown = vec2f(max(length_mm, 0.7 * px_mm), max(values.y + soft_mm, px_mm));
    let area_mm2 = values.y * (1.0 - values.w / 3.0) * length_mm;
    let at = vec2f(f32(i >> 1u), f32(i & 1u) * 2.0 - 1.0);
    var tent = vec2f(0.0);
    var peak = 1.0;
    // In motion a tent of equal area, as the shafts'.
    if tent_px() > 0.0 {
        shown = 2.0 * max(shown, vec2f(tent_px() * px_mm));
        tent = vec2f(2.0 * at.x - 1.0, at.y);
        peak = 4.0;
    }
    let cover = min(peak * area_mm2 / (shown.x * shown.y) / max(frame.shaft_share, 1e-3), 1.0);
    let middle = along * (0.5 * length_mm);
    let p = root + middle + along * (shown.x * (at.x - 0.5)) + across * (0.5 * shown.y * at.y);
    // A white shaft lets most of the light through. Red spreads farthest under the skin and brightens the shadow.
    let kept = 1.0 - CAST_THROUGH * exp(shaft_absorption(values.z) * -2.0);
    // Under a tuft the skin is dark from all sides: ambient light is blocked, too, and none comes from the side.
    let tuft = values.w > 0.0;
    let depth = select(CAST_DEPTH, TUFT_CAST_DEPTH, tuft) * kept * (select(share, 1.0, tuft) * cover);
    return RootVertex(on_skin(p), tent, depth, vec4f(0.0));
}

@fragment
fn fs_cast(in: RootVertex) -> @location(0) vec4f {
    return vec4f(1.0 - in.depth * ((1.0 - abs(in.local.x)) * (1.0 - abs(in.local.y))), 1.0);
}

fn luminance(c: vec3f) -> f32 {
    return dot(c, vec3f(0.2126, 0.7152, 0.0722));
}
