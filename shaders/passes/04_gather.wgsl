// Gathering: the halos of neighbouring dots as one. When a whole head fills the picture, halos are far wider than the
// distance between dots. None is left out, so there are no blotches, and a few thousand are drawn however many the
// dots.

@group(0) @binding(0) var<storage, read> groups: array<HaloGroup>;
@group(0) @binding(1) var<storage, read> members: array<u32>;  // indices of dots, one group after the other
@group(0) @binding(2) var<storage, read> aged: array<AgedDot>;
@group(0) @binding(3) var<storage, read_write> gathered: array<AgedDot>;

// One thread a group.
@compute @workgroup_size(THREADS)
fn cs_gather(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) rows: vec3u) {
    let i = id.y * rows.x * THREADS + id.x;
    if i >= arrayLength(&gathered) {
        return;
    }
    let group = groups[i];
    var strength = vec3f(0.0);
    var redness = 0.0;
    var square = 0.0;
    for (var k = group.first; k < group.first + group.count; k++) {
        let shape = aged[members[k]].shape;
        let radius_mm = unpack2x16float(shape.x).x;
        let a2 = radius_mm * radius_mm;
        let u = vec3f(unpack2x16float(shape.y), unpack2x16float(aged[members[k]].blue).x);
        // A halo adds −ln(1 − x) ≈ x + x²/2. The integral of the second term is that of x times a quarter of its peak.
        let peak = 0.5 * a2 * u / (HALO_SIGMA_MM * HALO_SIGMA_MM + 0.25 * a2);
        strength += a2 * u * (1.0 + 0.25 * peak);
        redness += unpack4x8unorm(aged[members[k]].marks).y;
        square += a2;
    }
    // The members' positions add a Gaussian of their own spread to the halo that each has.
    let a2 = square / f32(max(group.count, 1u)) + 4.0 * group.variance_mm2;
    let mean = group.weight * strength / max(a2, 1e-12);
    gathered[i] = AgedDot(
        group.position,
        group.normal,
        vec2u(pack2x16float(vec2f(sqrt(a2), 0.0)), pack2x16float(mean.xy)),
        pack2x16float(vec2f(mean.z, group.weight * redness)),
        0u,
    );
}
