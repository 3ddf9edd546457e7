// Soft shadows of the area lights on skin, and light through thin flesh. Functions only; needs lighting and inputs.

// A light without its shadow's matrix (see GpuLight).
struct Lamp {
    toward: vec3f,  // unit
    size: f32,      // apparent radius, rad
    irradiance: vec3f,
    blur_mm: f32,   // blur of its shadow
}

// Matrix rows from the head frame to a light's square of the atlas (GpuLight.shadow_from_head). Of the third row, which
// runs along the light and has the second's length, only the last number is kept.
struct Caster {
    x: vec4f,
    y: vec4f,
    z_end: f32,
}

// Light i.
fn frame_lamp(i: u32) -> Lamp {
    return Lamp(frame.lights[i].toward, frame.lights[i].radius_rad, frame.lights[i].irradiance, frame.lights[i].blur_mm);
}

// Matrix rows into the atlas for light i, from the uniforms.
fn frame_caster(i: u32) -> Caster {
    let rows = transpose(frame.lights[i].shadow_from_head);
    return Caster(rows[0], rows[1], rows[2].w);
}

// Visible shares of a light.
struct LightShares {
    surface: f32,  // share of its disc, seen from the surface
    thin: f32,     // share of the depths under the surface from which it is seen: how thin the flesh is
}

// Visible shares of a light from p. The taps lie on a Vogel spiral that is rotated from pixel to pixel (rotation: a
// unit vector). Where the skin faces away from the light and may be thin, the same taps test depths under it, towards
// the light.
fn light_visibility(lamp: Lamp, caster: Caster, p: vec3f, n: vec3f, rotation: vec2f, thin: bool) -> LightShares {
    let cosine = dot(n, lamp.toward);
    let away = cosine <= AWAY;
    let raised = n * (RAISED_MM + RAISED_BY_BLUR * lamp.blur_mm * (1.0 - cosine)) + lamp.toward * RAISED_ALONG_MM;
    let start = vec4f(p + select(raised, vec3f(0.0), away), 1.0);
    // One square of the atlas shows a sphere of the head's size; its scale is equal in all directions, except for the
    // number of squares.
    let per_mm = length(caster.y.xyz);
    let at = vec3f(dot(caster.x, start), dot(caster.y, start), per_mm * dot(lamp.toward, start.xyz) + caster.z_end);
    let scale = lamp.blur_mm * per_mm;
    let along = vec2f(rotation.x / f32(MAX_LIGHTS), rotation.y) * scale;
    let across = vec2f(-rotation.y / f32(MAX_LIGHTS), rotation.x) * scale;
    let depth_step = select(0.0, per_mm * (1.0 + DEPTH_JITTER * rotation.x), away);
    var seen = 0.0;
    if thin || !away { // skippable
        seen = shadow_taps(at, along, across, depth_step);
    }
    seen /= f32(SHADOW_TAPS);
    return LightShares(select(seen, 0.0, away), select(0.0, seen, away));
}

// Start of a shadow's ray off the skin, mm: along the normal, by the blur where the light is aslant (its taps reach under the skin there),
// and along the light. A texel of the atlas is 0.3 to 0.4 mm wide, and half of one must not shade itself.
const RAISED_MM: f32 = 0.5;
const RAISED_BY_BLUR: f32 = 0.7;
const RAISED_ALONG_MM: f32 = 0.4;
// Variation of the depths under thin flesh from pixel to pixel, as a share, so that their steps do not show.
const DEPTH_JITTER: f32 = 0.25;

// Least cosine to the light at which skin is lit from outside; below it, light comes through the flesh.
const AWAY: f32 = -0.1;

const SHADOW_TAPS: u32 = 5u;
// Vogel's spiral: radius √((k + ½)/5), angle k × 2.39996. Third number: depth under skin that faces away, mm.
const SPIRAL: array<vec3f, SHADOW_TAPS> = array<vec3f, SHADOW_TAPS>(
    vec3f(0.3162, 0.0, DEPTHS_MM[0]), vec3f(-0.4039, 0.3700, DEPTHS_MM[1]), vec3f(0.0618, -0.7044, DEPTHS_MM[2]),
    vec3f(0.5093, 0.6643, DEPTHS_MM[3]), vec3f(-0.9348, -0.1653, DEPTHS_MM[4]),
);

// One tap in the shadow atlas: 1 where the light is visible.
fn shadow_tap(at: vec3f, along: vec2f, across: vec2f, depth_step: f32, tap: vec3f) -> f32 {
    let place = at.xy + along * tap.x + across * tap.y;
    return textureSampleCompareLevel(shadow_map, shadow_sampler, place, at.z + depth_step * tap.z);
}
