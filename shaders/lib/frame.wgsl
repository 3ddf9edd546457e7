// What every pass over the head knows of camera and light: group 0, binding 0. Rust: `Frame` in render/contract/frame_uniforms.rs.
// Frames: head frame in mm (+Y up, +Z face, +X the subject's left); clip space with reversed depth (1 near, 0 far).

struct GpuLight {
    shadow_from_head: mat4x4f,
    toward: vec3f,      // unit vector towards it
    radius_rad: f32,    // apparent radius
    irradiance: vec3f,  // on a surface facing it
    blur_mm: f32,       // of its shadow; 0 casts none
}

struct Frame {
    clip_from_head: mat4x4f,
    eye: vec3f,            // mm
    px_per_distance: f32,  // height of a pixel at 1 mm distance, mm
    forward: vec3f,        // unit
    near_mm: f32,
    ray_corner: vec3f,     // from the eye through the target's upper left corner, 1 mm along the view
    sample: f32,           // index of the sample
    ray_right: vec3f,      // step of that ray to the next pixel on the right
    shaft_share: f32,      // share of the shafts that is drawn
    ray_down: vec3f,       // step to the next pixel below
    dot_share: f32,        // share of the dots in the narrow target
    target_px: vec2f,
    tile_px: vec2f,        // corner of the tile in the whole picture
    lights: array<GpuLight, MAX_LIGHTS>,
    sh: array<vec3f, 9>,   // radiance of the environment, spherical harmonics
}

@group(0) @binding(0) var<uniform> frame: Frame;

// Where every corner of what is not to be seen goes: a triangle of no area within the picture. Outside of it, software drivers would
// clip all that is drawn beside it, one by one.
const NOWHERE = vec4f(0.0, 0.0, 0.5, 1.0);

// frame.clip_from_head × (p, 1), whose depth is the near plane over the distance along the view: eight numbers of sixteen.
fn clip_at(p: vec3f) -> vec4f {
    let m = frame.clip_from_head;
    return vec4f(
        dot(vec4f(m[0].x, m[1].x, m[2].x, m[3].x), vec4f(p, 1.0)),
        dot(vec4f(m[0].y, m[1].y, m[2].y, m[3].y), vec4f(p, 1.0)),
        frame.near_mm,
        dot(p - frame.eye, frame.forward),
    );
}

// Octahedral unit vector (Cigolle et al. 2014).
fn oct_decode(e: vec2f) -> vec3f {
    var n = vec3f(e, 1.0 - abs(e.x) - abs(e.y));
    let t = max(-n.z, 0.0);
    n.x += select(t, -t, n.x >= 0.0);
    n.y += select(t, -t, n.y >= 0.0);
    return normalize(n);
}

// Two unit vectors that span the plane across n (Duff et al. 2017); the columns are tangent, bitangent.
fn tangent_frame(n: vec3f) -> mat2x3f {
    let s = select(-1.0, 1.0, n.z >= 0.0);
    let a = -1.0 / (s + n.z);
    let b = n.x * n.y * a;
    return mat2x3f(vec3f(1.0 + s * n.x * n.x * a, s * b, -s * n.x), vec3f(b, s + n.y * n.y * a, -n.y));
}
