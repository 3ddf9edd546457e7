// Depth of the head from a light: one draw a light, whose index is in group 1. (The instance's index would not do: it
// counts from the draw's first instance, and GL has no other.)

@group(1) @binding(0) var<uniform> which: vec4u;  // x: index of the light

@vertex
fn vs_shadow(@location(0) position: vec3f) -> @builtin(position) vec4f {
    let light = which.x;
    let atlas = frame.lights[light].shadow_from_head * vec4f(position, 1.0);
    // The atlas has one square a light, side by side. The viewport selects it, so the atlas's offset is undone here.
    let in_square = vec2f(atlas.x * f32(MAX_LIGHTS) - f32(light), atlas.y);
    return vec4f(in_square.x * 2.0 - 1.0, 1.0 - in_square.y * 2.0, atlas.z, 1.0);
}
