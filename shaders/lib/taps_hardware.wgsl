// Taps of a soft shadow, for hardware.

// Sum of the shadow's taps, written out: an array that is indexed in a loop would lie in memory, and the taps would
// wait for each other.
fn shadow_taps(at: vec3f, along: vec2f, across: vec2f, depth_step: f32) -> f32 {
    return shadow_tap(at, along, across, depth_step, SPIRAL[0])
        + shadow_tap(at, along, across, depth_step, SPIRAL[1])
        + shadow_tap(at, along, across, depth_step, SPIRAL[2])
        + shadow_tap(at, along, across, depth_step, SPIRAL[3])
        + shadow_tap(at, along, across, depth_step, SPIRAL[4]);
}
