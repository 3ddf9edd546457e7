// Depth of the head from the camera; the colour target keeps the distance along the view, mm, for passes at other sizes.

struct DepthVertex {
    @invariant @builtin(position) clip: vec4f,
    @location(0) along: f32,
}

@vertex
fn vs_depth(@location(0) position: vec3f) -> DepthVertex {
    return DepthVertex(frame.clip_from_head * vec4f(position, 1.0), dot(position - frame.eye.xyz, frame.forward.xyz));
}

@fragment
fn fs_depth(in: DepthVertex) -> @location(0) vec4f {
    return vec4f(in.along, 0.0, 0.0, 1.0);
}
