// What plan, skin and time say: group 0, binding 1. Rust twin: render/layout.rs.

struct Treatment {
    base_albedo: vec4f,    // bare skin, scene-linear; w: strength of its mottling
    melanin_slope: vec4f,  // d ln albedo / d ln melanin; w: seed
    blood_slope: vec4f,    // d ln albedo / d ln blood; w: redness of treated skin now
    scatter: vec4f,        // Burley d, mm; w: gloss left on treated skin
    kappa: vec4f,          // w: effective depth, mm
    q0: vec4f,             // w: strength of the redness of ears, nose, cheeks and lips
    q1: vec4f,             // per mm; w: strength of pores and fine lines
    contrast: vec4f,       // A at the effective depth now; w: share of the light that spreads under the skin
    fresh: vec4f,          // height of a fresh dot's wheal, mm; share of treated skin under loose scales; shafts' mean width, mm;
                           // w: how much ln melanin falls where the sun never comes
    root_shadow: vec4f,    // per shaft and cm²; w: what a full byte of the map means, per cm²
    surface: vec4f,        // perceptual roughness, F0, oil, scan colour as base
    clock: vec4f,          // days, sessions, resting to effective depth
    fade: FadeModel,
    sessions: array<vec4f, MAX_SESSIONS>,  // day, dose
    hair: vec4f,           // absorption per radius; w: grey share
    through: vec4f,        // what passes thick flesh, over the albedo
    through_thin: vec4f,   // what passes thin flesh besides
    standing: vec4f,       // extinction by the shade of standing shafts, per shaft and cm²
}

@group(0) @binding(1) var<uniform> treatment: Treatment;

// Share of the buried shafts' extinction that shows singly, at the follicles' mouths: most where light goes least deep. The rest is
// blurred into an even shade (inferred from the blur of a shaft by its depth, σ ≈ 0.4 z).
const ROOT_NEAR = vec3f(0.17, 0.30, 0.42);

// d ln albedo by d ln melanin, green, of skin of type II.
const FAIR_SLOPE: f32 = -0.22;

// Factor on the unevenness of melanin in skin of this slope: dark skin answers to melanin several times as much as fair skin, and
// its lightness is no more uneven.
fn unevenness(slope: f32) -> f32 {
    return FAIR_SLOPE / min(FAIR_SLOPE, slope);
}

// Absorption per radius of a shaft of this share of white (Rust: GREY_ABSORPTION in hair/colour.rs).
fn shaft_absorption(grey: f32) -> vec3f {
    return mix(treatment.hair.xyz, vec3f(0.02, 0.025, 0.04), grey);
}
