// Uniform of camera and lights for every pass over the head: group 0, binding 0. Rust: `Frame` in
// render/contract/frame_uniforms.rs.
// Frames: head frame in mm (+Y up, +Z face, +X the subject's left); clip space with reversed depth (1 near, 0 far).

struct GpuLight {
    shadow_from_head: mat4x4f,
    toward: vec3f,      // unit vector towards the light
    radius_rad: f32,    // apparent radius
    irradiance: vec3f,  // on a surface facing it
    blur_mm: f32,       // blur of its shadow; 0 casts none
}

struct Frame {
    clip_from_head: mat4x4f,
    eye: vec3f,            // mm
    px_per_distance: f32,  // height of a pixel at 1 mm of depth, mm
    forward: vec3f,        // camera's axis, unit
    near_mm: f32,
    ray_corner: vec3f,     // from the eye to the target's upper left corner, at 1 mm of depth
    sample: f32,           // index of the sample; -1: a picture in motion
    ray_right: vec3f,      // step of ray_corner to the next pixel on the right
    shaft_share: f32,      // share of the shafts that is drawn
    ray_down: vec3f,       // step of ray_corner to the next pixel below
    dot_share: f32,        // share of the dots that is drawn one by one
    target_px: vec2f,
    tile_px: vec2f,        // upper left corner of the tile in the whole picture
    lights: array<GpuLight, MAX_LIGHTS>,
    sh: array<vec3f, 9>,   // radiance of the environment, spherical harmonics
}

@group(0) @binding(0) var<uniform> frame: Frame;

// Half the width over which a hair is spread in a picture in motion, pixels; 0 in stills. Few hairs are drawn for all
// there, 3 pixels apart; spread as wide, they add up to even darkness. Close up, where all are drawn, each stays sharp.
// By the share of the shafts that is drawn: all of the width from a share of 0.6 down.
const TENT_PX: f32 = 3.0;
const TENT_GROWS: f32 = 2.5;

fn tent_px() -> f32 {
    return select(0.0, TENT_PX * clamp((1.0 - frame.shaft_share) * TENT_GROWS, 0.0, 1.0), frame.sample < 0.0);
}

// Clip position for all corners of a culled primitive: a triangle without area inside the picture. Outside of the
// picture it would put software drivers on their clipping path for the whole draw.
const NOWHERE = vec4f(0.0, 0.0, 0.5, 1.0);

// Clip position frame.clip_from_head × (p, 1), from eight of the matrix's sixteen numbers: depth is the near plane's
// distance over the distance along the view.
fn clip_at(p: vec3f) -> vec4f {
    let m = frame.clip_from_head;
    return vec4f(
        dot(vec4f(m[0].x, m[1].x, m[2].x, m[3].x), vec4f(p, 1.0)),
        dot(vec4f(m[0].y, m[1].y, m[2].y, m[3].y), vec4f(p, 1.0)),
        frame.near_mm,
        dot(p - frame.eye, frame.forward),
    );
}

// Shift of what lies on the skin towards the eye, so that the surface, which bulges between vertices, does not hide it: at a
// distance d (mm) it is SHIFT d + SHIFT_2 d². That is 0.8 mm at a metre and 0.2 at 0.4 m. An edge of
// e mm on a head of 90 mm radius bulges by e²/720 mm, so edges of 24 and 12 mm are covered; a head is drawn coarser from afar.
const SHIFT: f32 = 4e-4;
const SHIFT_2: f32 = 4e-7;
// Least shift, mm: close up a scan's triangles would cut dots with straight edges otherwise.
const SHIFT_LEAST_MM: f32 = 0.12;

// A clip position on the skin after that shift. Depth is near ÷ d, of which a share of SHIFT + SHIFT_2 d is added.
fn lifted(clip: vec4f) -> vec4f {
    return vec4f(clip.xy, clip.z + clip.w * SHIFT_2 * frame.near_mm + clip.z * max(SHIFT, SHIFT_LEAST_MM / clip.w), clip.w);
}

// Unit vector from its octahedral encoding (Cigolle et al. 2014).
fn oct_decode(e: vec2f) -> vec3f {
    var n = vec3f(e, 1.0 - abs(e.x) - abs(e.y));
    let t = max(-n.z, 0.0);
    n.x += select(t, -t, n.x >= 0.0);
    n.y += select(t, -t, n.y >= 0.0);
    return normalize(n);
}

// Tangent and bitangent of n, as columns; unit vectors (Duff et al. 2017).
fn tangent_frame(n: vec3f) -> mat2x3f {
    let s = select(-1.0, 1.0, n.z >= 0.0);
    let a = -1.0 / (s + n.z);
    let b = n.x * n.y * a;
    return mat2x3f(vec3f(1.0 + s * n.x * n.x * a, s * b, -s * n.x), vec3f(b, s + n.y * n.y * a, -n.y));
}
