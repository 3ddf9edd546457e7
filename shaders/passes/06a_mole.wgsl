// Moles and freckles: spots that multiply the shaded skin by the effect of additional melanin.

struct MoleVertex {
    @builtin(position) clip: vec4f,
    @location(0) at: vec2f,  // −1.3…1.3 across the mole
    @location(1) @interpolate(flat) melanin: f32,
    @location(2) @interpolate(flat) hash: u32,
}

// Half the edge of a mole's square, in radii: its ragged border reaches 1.15 + 0.16.
const REACH: f32 = 1.3;
// Shift of a mole towards the eye, as a share of its depth: it is flat, and the skin under it is round (see `lifted` in
// lib/frame.wgsl; wider than a dot, it needs more than twice that).
const MOLE_SHIFT: f32 = 1e-3;
// Cosine of the view below which a mole is not drawn.
const EDGE_ON: f32 = 0.02;
// Border, in radii: where it is full, where it ends, and by how much it is ragged, a wave every 1.6⁻¹ radii (chosen by eye).
const BORDER = vec2f(0.55, 1.15);
const RAGGED: f32 = 0.16;
const RAGGED_WAVES: f32 = 1.6;
// Unevenness of its melanin, and the waves of that a radius (chosen by eye).
const UNEVEN: f32 = 0.25;
const UNEVEN_WAVES: f32 = 3.1;

@vertex
fn vs_mole(
    @builtin(vertex_index) i: u32,
    @location(0) position: vec3f,
    @location(1) normal_oct: vec2f,
    @location(2) values: vec2f,  // radius, mm; change of ln melanin
    @location(3) hash: u32,
) -> MoleVertex {
    let n = oct_decode(normal_oct);
    let axes = tangent_frame(n);
    let at = vec2f(f32(i & 1u) * 2.0 - 1.0, f32(i >> 1u) * 2.0 - 1.0) * REACH;
    let p = position + (axes[0] * at.x + axes[1] * at.y) * values.x;
    var clip = frame.clip_from_head * vec4f(p, 1.0);
    clip.z += clip.z * MOLE_SHIFT;
    if dot(n, normalize(frame.eye - position)) < EDGE_ON {
        clip = NOWHERE;
    }
    return MoleVertex(clip, at, values.y, hash);
}

@fragment
fn fs_mole(in: MoleVertex) -> @location(0) vec4f {
    let ragged = RAGGED * noise(vec3f(in.at * RAGGED_WAVES, f32(in.hash & 255u)), 3u);
    let r = length(in.at) + ragged;
    let inside = smoothstep(BORDER.y, BORDER.x, r);
    let uneven = 1.0 + UNEVEN * noise(vec3f(in.at * UNEVEN_WAVES, 9.0), in.hash & 255u);
    return vec4f(exp(treatment.melanin_slope * (in.melanin * inside * uneven)), 1.0);
}
