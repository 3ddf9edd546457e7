// Dots: each adds its extinction θ to a float target (Yule–Nielsen with two blurs; see optics/pigment.rs).
//
// vs_dot/fs_dot draw the core at full resolution, vs_halo/fs_halo the halo at a quarter (HALO_SCALE). Both keep the integral of the
// footprint at any distance: the pixel is a Gaussian that widens the dot's own blur.
//
// In the formulas of optics/pigment.rs: u is `strength`, B `covered`, m HALO_EXPONENT. Names that no file of shaders/ declares
// (STRENGTH_MAX, HALO_SIGMA_MM …) are Rust's: contract::constants() writes them before the text.

struct DotVertex {
    @builtin(position) clip: vec4f,
    @location(0) local: vec2f,                     // mm, on axes in which the footprint is round
    @location(1) @interpolate(flat) strength: vec4f,  // by channel; w: core: its crust, 0–1; halo: redness of the skin
    @location(2) @interpolate(flat) shape: vec4f,  // core: disc_shape (where FAR gaussian_shape in xy); halo: radius a, blur σ, both mm,
                                                   // and a weight; w: distance along the camera's axis, mm
}

// A dot on the day shown; or a group of dots, of which only halos are drawn.
struct ShownDot {
    position: vec3f,  // mm, head frame
    normal: vec3f,
    radius_mm: f32,
    blur_mm: f32,
    strength: vec3f,
    angle: f32,       // of the hair, in the tangent frame, radians; for a group: its redness
    elongation: f32,
    crust: f32,
    redness: f32,
}

// Vertex pulling: three vertices a dot, in one draw. An instance a dot would fill three of a software driver's eight
// lanes.
@group(1) @binding(0) var<storage, read> aged: array<AgedDot>;  // written by passes/03_aging.wgsl, passes/04_gather.wgsl
@group(1) @binding(1) var<storage, read> listed: array<u32>;    // indices of the visible dots, where LISTED

fn shown_dot(i: u32) -> ShownDot {
    var number = i;
    if LISTED {
        number = listed[i];
    }
    let dot = aged[number];
    let size = unpack2x16float(dot.shape.x);
    let blue = unpack2x16float(dot.blue);
    let marks = unpack4x8unorm(dot.marks);
    return ShownDot(
        dot.position,
        oct_decode(unpack2x16snorm(dot.normal)),
        size.x,
        size.y,
        vec3f(unpack2x16float(dot.shape.y), blue.x),
        blue.y,
        marks.z * ELONGATION_MAX,
        marks.x,
        marks.y,
    );
}

fn in_sight(shown: ShownDot) -> bool {
    return shown.strength.x > 0.0 && dot(shown.normal, frame.eye - shown.position) > 0.0;
}

// True where only listed dots are drawn (Rust: render/visibility.rs).
override LISTED: bool = true;
// True where any dot is fresh: see the overrides of passes/06_skin.wgsl.
override FRESH: bool = true;
// True where pixels are so wide that every dot is blurred to a Gaussian.
override FAR: bool = false;
// True where each halo stands for several dots.
override GATHERED: bool = false;

// Standard deviation of the redness around a fresh dot, mm (an inference: a halo some 0.6 mm wide, seen as a ring).
const RING_SIGMA_MM: f32 = 0.22;

// A pixel as a Gaussian, px: the standard deviation of a box one wide, 1/√12.
const PIXEL_SIGMA: f32 = 0.29;
// Cosine of the view below which a dot is not drawn: edge-on within 1.7°, its footprint is a thirtieth as high as wide.
const EDGE_ON: f32 = 0.03;
// Least squared cosine by which a pixel's footprint on the skin is lengthened: six times at most (chosen; at the very edge the
// longer one would reach over the head's rim).
const LEAST_COS2: f32 = 0.03;
// Reach of a footprint's triangle, in σ. A disc wider than its blur ends HARD σ beyond its radius, where its rim is 0.003. A core like a Gaussian ends at SOFT σ, a halo at HALO: 2.4 and 1.9 % of their integrals lie outside of the
// triangle (counted).
const HARD_REACH: f32 = 2.75;
const SOFT_REACH: f32 = 2.4;
const HALO_REACH: f32 = 2.48;
// Strength up to which a drawn dot that stands for several is made stronger; beyond it the dot is made larger, because −ln(1 − u)
// grows without bound towards 1 (chosen: its extinction is 3).
const STRONGEST: f32 = 0.95;
// Share of the dots drawn from which each stands for itself: shares go in steps of an eighth of an octave, so the next is 0.92.
const ALL_DRAWN: f32 = 0.999;
// Extinction at which one dot's core is cut off: e^−16 of the light is nothing, and 16-bit floats hold 4,000 such dots in a pixel.
const THETA_MAX: f32 = 16.0;
// Depth within which the surface in the picture is the dot's own, mm: five σ of the widest halo. An ear before the scalp is
// farther off.
const SAME_SURFACE_MM: f32 = 6.0;

// Corners of a triangle around the unit circle: one triangle a dot costs less than the two of a square.
fn corner(i: u32) -> vec2f {
    return vec2f(1.7320508 * (f32(i) - 1.0), select(-1.0, 2.0, i == 1u));
}

fn hidden() -> DotVertex {
    return DotVertex(NOWHERE, vec2f(0.0), vec4f(0.0), vec4f(1.0));
}

// Vertex for a round footprint of `radius_mm` with blur `blur_mm` on the skin, widened by a pixel `px_mm` wide.
fn place(
    i: u32, position: vec3f, normal: vec3f, elongated: vec3f, stretch: f32,
    radius_mm: f32, blur_mm: f32, px_scale: f32, halo: bool,
) -> DotVertex {
    let to_eye = frame.eye - position;
    let distance = length(to_eye);
    let cos_view = dot(normal, to_eye) / distance;
    if cos_view < EDGE_ON {
        return hidden();
    }
    let along = -dot(to_eye, frame.forward);
    let px_mm = along * frame.px_per_distance * px_scale;
    let pixel = PIXEL_SIGMA * px_mm;
    // Axes on the skin: `across` lies in the picture's plane; `down` is foreshortened by cos_view.
    let view = to_eye / distance;
    let slope = view - normal * cos_view;
    let tangents = tangent_frame(normal);
    let down = select(tangents[0], slope / max(length(slope), 1e-6), dot(slope, slope) > 1e-8);
    let across = cross(normal, down);
    // The needle's slant stretches the deposit along the hair at equal area.
    let along_hair = vec2f(dot(elongated, across), dot(elongated, down));
    let longer = vec2f(1.0) + (stretch - 1.0) * along_hair * along_hair;
    let rounder = longer * inverseSqrt(longer.x * longer.y);
    let blurred = vec2f(
        blur_mm * blur_mm + pixel * pixel,
        blur_mm * blur_mm + pixel * pixel / max(cos_view * cos_view, LEAST_COS2),
    );
    let quarter = 0.25 * radius_mm * radius_mm;
    let variance = blurred + quarter * rounder * rounder;
    // A round footprint of equal area: blur σ, and two scales whose product is one.
    let mean = sqrt(variance.x * variance.y);
    let sigma = sqrt(max(mean - quarter, 1e-10));
    let scale = sqrt(variance / mean);
    // A disc wider than its blur ends in its blurred rim; one narrower than its blur ends like a Gaussian.
    let extent = select(min(radius_mm + HARD_REACH * sigma, SOFT_REACH * sqrt(mean)), HALO_REACH * sqrt(mean), halo);
    let local = corner(i) * extent;
    let p = position + (across * (local.x * scale.x) + down * (local.y * scale.y));
    var out: DotVertex;
    out.clip = clip_at(p);
    out.local = local;
    out.shape = vec4f(radius_mm, sigma, 1.0, along);
    out.strength = vec4f(0.0);
    return out;
}

@vertex
fn vs_dot(@builtin(vertex_index) i: u32) -> DotVertex {
    let shown = shown_dot(i / 3u);
    if !in_sight(shown) {
        return hidden();
    }
    // Fewer dots stand for all: first stronger, then larger, so that strength × area stays.
    let wanted = shown.strength / frame.dot_share;
    let peak = max(wanted.x, max(wanted.y, wanted.z));
    let grow = max(peak / STRONGEST, 1.0);
    let grown = select(1.0, grow, frame.dot_share < ALL_DRAWN);
    let radius_mm = shown.radius_mm * sqrt(grown);
    let strength = min(wanted / grown, vec3f(STRENGTH_MAX));
    let tangents = tangent_frame(shown.normal);
    let hair = tangents[0] * cos(shown.angle) + tangents[1] * sin(shown.angle);
    var out = place(i % 3u, shown.position, shown.normal, hair, shown.elongation, radius_mm, shown.blur_mm, 1.0, false);
    out.clip = lifted(out.clip);
    if FAR {
        out.shape = vec4f(gaussian_shape(out.shape.x, out.shape.y), out.shape.zw);
    } else {
        out.shape = vec4f(disc_shape(out.shape.x, out.shape.y), out.shape.w);
    }
    out.strength = vec4f(strength, shown.crust);
    return out;
}

@group(2) @binding(0) var head_depth: texture_2d<f32>;

@fragment
fn fs_dot(in: DotVertex) -> @location(0) vec4f {
    let r2 = dot(in.local, in.local);
    var covered: f32;
    if FAR {
        covered = in.shape.x * exp(-r2 * in.shape.y);
    } else {
        covered = disc_at(r2, in.shape.xyz);
    }
    let theta = minus_log(1.0 - in.strength.xyz * covered);
    return vec4f(min(theta, vec3f(THETA_MAX)), in.strength.w * covered);
}

@vertex
fn vs_halo(@builtin(vertex_index) i: u32) -> DotVertex {
    let shown = shown_dot(i / 3u);
    if !in_sight(shown) {
        return hidden();
    }
    // The red halo is the widest and sets the size of the triangle; green and blue lie inside it.
    var out = place(i % 3u, shown.position, shown.normal, shown.normal, 1.0, shown.radius_mm, HALO_SIGMA_MM.x, HALO_SCALE, true);
    out.strength = vec4f(shown.strength, shown.redness);
    if GATHERED {
        out.strength.w = shown.angle;
    }
    out.shape.z = select(1.0 / frame.dot_share, 1.0, GATHERED);
    return out;
}

@fragment
fn fs_halo(in: DotVertex) -> @location(0) vec4f {
    // Where the picture shows another surface (an ear before the scalp), this dot has no halo.
    let size = vec2i(frame.target_px) - 1;
    let depth = textureLoad(head_depth, min(vec2i(in.clip.xy * HALO_SCALE), size), 0).x;
    // Depth is the near plane's distance over the distance along the camera's axis; 0 where there is no head.
    if abs(frame.near_mm - in.shape.w * depth) >= SAME_SURFACE_MM * depth {
        discard;
    }
    // A dot far narrower than its blur is a Gaussian of its area. All three channels share the pixel's part of the
    // blur.
    let pixel = max(in.shape.y * in.shape.y - HALO_SIGMA_MM.x * HALO_SIGMA_MM.x, 0.0);
    let variance = HALO_SIGMA_MM * HALO_SIGMA_MM + pixel + 0.25 * in.shape.x * in.shape.x;
    let r2 = dot(in.local, in.local);
    let covered = (0.5 * in.shape.x * in.shape.x) / variance * exp(-0.5 * r2 / variance);
    // −ln(1 − x) to the third power: 0.2 % too small at x = 0.2, a dot of 0.76 mm in blue; 7 % at 0.6, the widest that a plan can
    // ask for (1.5 mm). For a group, the gathering pass has summed the logarithms.
    let x = in.strength.xyz * covered;
    var theta = x * HALO_EXPONENT * in.shape.z;
    if !GATHERED {
        theta *= 1.0 + x * (0.5 + x * (1.0 / 3.0));
    }
    var redness = 0.0;
    if FRESH {
        let ring = RING_SIGMA_MM * RING_SIGMA_MM;
        var broad = ring + pixel;
        if GATHERED {
            broad += 0.25 * in.shape.x * in.shape.x;
        }
        redness = in.strength.w * ring / broad * exp(-0.5 * r2 / broad);
    }
    return vec4f(theta, redness * in.shape.z);
}
