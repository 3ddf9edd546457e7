// Depth of the head from a light. One draw a light; the light's matrix is picked by the instance.

@vertex
fn vs_shadow(@location(0) position: vec3f, @builtin(instance_index) light: u32) -> @builtin(position) vec4f {
    let atlas = frame.lights[light].shadow_from_head * vec4f(position, 1.0);
    // The atlas has one square a light, side by side; the viewport picks it, so undo the atlas' offset here.
    let in_square = vec2f(atlas.x * f32(MAX_LIGHTS) - f32(light), atlas.y);
    return vec4f(in_square.x * 2.0 - 1.0, 1.0 - in_square.y * 2.0, atlas.z, 1.0);
}
