// Aging: dots on the day shown, computed once where time or plan has changed instead of at every corner in every frame. Constants
// that shaders/ does not declare (MAX_SESSIONS, DIFFUSION_MAX …) are written before the text by contract::constants() in Rust.

@group(0) @binding(0) var<storage, read> planned: array<DotInstance>;
@group(0) @binding(1) var<storage, read_write> aged: array<AgedDot>;

struct DotNow {
    radius_mm: f32,
    blur_mm: f32,
    strength: vec3f,
    crust: f32,
    redness: f32,
}

// The dot on the day shown; without pigment before its session.
fn dot_now(values: vec4f, factors: vec4f, hash: u32) -> DotNow {
    let session = u32(factors.w * 255.0 + 0.5);
    let age_days = treatment.days - treatment.sessions[min(session, MAX_SESSIONS - 1u)].day;
    var now = DotNow(0.0, 0.0, vec3f(0.0), 0.0, 0.0);
    if age_days < 0.0 {
        return now;
    }
    let state = dot_state(treatment.fade, age_days, hash, factors.y * DIFFUSION_MAX, factors.z * FADE_MAX);
    let depth_mm = (values.y + state.depth_drift_mm) * treatment.depth_scale;
    // A dot with less pigment, after lightening, is both narrower and paler.
    let left = width_of(treatment.sessions[min(session, MAX_SESSIONS - 1u)].amount);
    let tau = values.z * state.amount * left;
    let q = treatment.q0 + treatment.q1_per_mm * depth_mm;
    now.radius_mm = values.x * state.radius_factor * left;
    now.strength = dot_strength(treatment.kappa, q, tau) * (vec3f(1.0) - WARM_LOSS * state.warm);
    // One blur for all channels, the green's; a crust lies on the skin and is not blurred by it.
    let optical = CORE_SIGMA_PER_DEPTH.y * depth_mm * (1.0 - state.crust);
    now.blur_mm = sqrt(optical * optical + state.blur_mm * state.blur_mm);
    now.crust = state.crust;
    now.redness = redness_at(treatment.fade, age_days);
    return now;
}

// One thread a dot.
@compute @workgroup_size(THREADS)
fn cs_aging(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
    let i = id.y * groups.x * THREADS + id.x;
    if i >= arrayLength(&aged) {
        return;
    }
    let dot = planned[i];
    let values = vec4f(unpack2x16float(dot.values.x), unpack2x16float(dot.values.y));
    let factors = unpack4x8unorm(dot.factors);
    let now = dot_now(values, factors, dot.hash);
    aged[i] = AgedDot(
        dot.position,
        dot.normal,
        vec2u(pack2x16float(vec2f(now.radius_mm, now.blur_mm)), pack2x16float(now.strength.xy)),
        pack2x16float(vec2f(now.strength.z, values.w)),
        pack4x8unorm(vec4f(now.crust, now.redness, factors.x, 0.0)),
    );
}
