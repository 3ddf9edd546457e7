// Uniform of plan, skin and time: group 1, binding 0. Rust: `Treatment` in render/contract/treatment.rs.

struct GpuSession {
    day: f32,
    amount: f32,  // share of its pigment that lightening sessions have left
    row: vec2f,   // padding to the array's stride
}

struct Treatment {
    base_albedo: vec3f,    // bare skin, scene-linear
    mottling: f32,         // strength
    melanin_slope: vec3f,  // d ln albedo / d ln melanin
    skin_seed: u32,
    blood_slope: vec3f,    // d ln albedo / d ln blood
    redness: f32,          // redness of treated skin on the day shown
    scatter_mm: vec3f,     // Burley's length d, mm
    gloss: f32,            // share that treated skin keeps
    kappa: vec3f,
    flush: f32,            // strength of the redness of ears, nose, cheeks and lips
    q0: vec3f,
    relief: f32,           // strength of pores and fine lines
    q1_per_mm: vec3f,
    scatter_share: f32,    // share of the light that spreads under the skin
    contrast: vec3f,       // A at the effective depth on the day shown
    tan: f32,              // drop of ln melanin where the sun never reaches
    root_shadow: vec3f,    // extinction of buried shafts, per shaft and cm²
    roughness: f32,        // perceptual
    standing: vec3f,       // extinction by the shade of standing shafts, per shaft and cm²
    f0: f32,
    hair_absorption: vec3f,  // per radius
    grey_share: f32,
    through_thick: vec3f,  // light through thick flesh, divided by the albedo
    shaft_diameter_mm: f32,
    through_thin: vec3f,   // additional light through thin flesh
    depth_scale: f32,      // from resting to effective depth
    days: f32,
    wheal_mm: f32,         // height of the swelling under a fresh dot
    flaking: f32,          // share of treated skin under loose scales
    row: f32,              // padding before a struct
    fade: FadeModel,
    sessions: array<GpuSession, MAX_SESSIONS>,
}

@group(1) @binding(0) var<uniform> treatment: Treatment;

// Share of the buried shafts' extinction that is drawn at single follicles' mouths, by channel: most where light goes
// least deep. The rest is blurred into an even shade (inferred from the blur of a shaft by its depth, σ ≈ 0.4 z).
const ROOT_NEAR = vec3f(0.17, 0.30, 0.42);

// Factor on the mottling of melanin, for skin of this slope. Dark skin responds to melanin several times as much as
// fair skin, but its lightness is no more uneven. Rust twin: region::unevenness in optics/region.rs.
fn unevenness(slope: f32) -> f32 {
    return FAIR_SLOPE / min(FAIR_SLOPE, slope);
}

// Absorption per radius of a shaft with this share of white (0–1).
fn shaft_absorption(grey: f32) -> vec3f {
    return mix(treatment.hair_absorption, GREY_ABSORPTION, grey);
}
