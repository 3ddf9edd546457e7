// The halos of neighbouring dots as one: from where a whole head fills the picture they are far wider than the dots stand apart. None
// is left out, so nothing is blotched, and there are a few thousand to draw, however many the dots.

@group(0) @binding(0) var<storage, read> groups: array<vec4u>;          // Rust: HaloGroup, two each
@group(0) @binding(1) var<storage, read> members: array<u32>;           // dots, one group after the other
@group(0) @binding(2) var<storage, read> aged: array<vec4u>;            // Rust: AgedDot, two each
@group(0) @binding(3) var<storage, read_write> gathered: array<vec4u>;  // the same, for a whole group

// One group a thread.
@compute @workgroup_size(64)
fn cs_gather(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) rows: vec3u) {
    let i = id.y * rows.x * 64u + id.x;
    if 2u * i >= arrayLength(&gathered) {
        return;
    }
    let place = groups[2u * i];
    let group = groups[2u * i + 1u];
    var strength = vec3f(0.0);
    var redness = 0.0;
    var square = 0.0;
    for (var k = group.x; k < group.x + group.y; k++) {
        let state = aged[2u * members[k] + 1u];
        let radius_mm = unpack2x16float(state.x).x;
        let a2 = radius_mm * radius_mm;
        let u = vec3f(unpack2x16float(state.y), unpack2x16float(state.z).x);
        // A halo adds −ln(1 − x) ≈ x + x²/2; the integral of the second term is a quarter of x's own times its peak.
        let peak = 0.5 * a2 * u / (WIDE_SIGMA_MM * WIDE_SIGMA_MM + 0.25 * a2);
        strength += a2 * u * (1.0 + 0.25 * peak);
        redness += unpack4x8unorm(state.w).y;
        square += a2;
    }
    // A Gaussian as wide as the members lie apart, over the one that each has.
    let a2 = square / f32(max(group.y, 1u)) + 4.0 * bitcast<f32>(group.z);
    let weight = bitcast<f32>(group.w);
    let mean = weight * strength / max(a2, 1e-12);
    gathered[2u * i] = place;
    gathered[2u * i + 1u] = vec4u(
        pack2x16float(vec2f(sqrt(a2), 0.0)),
        pack2x16float(mean.xy),
        pack2x16float(vec2f(mean.z, weight * redness)),
        0u,
    );
}
