// Taps of a soft shadow, for drivers that draw on the CPU.

// Sum of the shadow's taps, in a loop: the driver compiles the lookup once instead of fifteen times.
fn shadow_taps(at: vec3f, along: vec2f, across: vec2f, depth_step: f32) -> f32 {
    var seen = 0.0;
    for (var k = 0u; k < SHADOW_TAPS; k++) {
        seen += shadow_tap(at, along, across, depth_step, SPIRAL[k]);
    }
    return seen;
}
