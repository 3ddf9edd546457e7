// Moles and freckles: spots that multiply the shaded skin by the effect of additional melanin.

struct MoleVertex {
    @builtin(position) clip: vec4f,
    @location(0) at: vec2f,  // −1.3…1.3 across the mole
    @location(1) @interpolate(flat) melanin: f32,
    @location(2) @interpolate(flat) hash: u32,
}

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
    let at = vec2f(f32(i & 1u) * 2.0 - 1.0, f32(i >> 1u) * 2.0 - 1.0) * 1.3;
    let p = position + (axes[0] * at.x + axes[1] * at.y) * values.x;
    var clip = frame.clip_from_head * vec4f(p, 1.0);
    // Shifted a little towards the eye, because the skin under it is round.
    clip.z += clip.z * 1e-3;
    if dot(n, normalize(frame.eye - position)) < 0.02 {
        clip = NOWHERE;
    }
    return MoleVertex(clip, at, values.y, hash);
}

@fragment
fn fs_mole(in: MoleVertex) -> @location(0) vec4f {
    let ragged = 0.16 * noise(vec3f(in.at * 1.6, f32(in.hash & 255u)), 3u);
    let r = length(in.at) + ragged;
    let inside = smoothstep(1.15, 0.55, r);
    let uneven = 1.0 + 0.25 * noise(vec3f(in.at * 3.1, 9.0), in.hash & 255u);
    return vec4f(exp(treatment.melanin_slope * (in.melanin * inside * uneven)), 1.0);
}
