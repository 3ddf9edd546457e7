// Light reaching a point: the environment as nine spherical harmonics, and soft shadows of the area lights.

@group(2) @binding(0) var shadow_map: texture_depth_2d;
@group(2) @binding(1) var shadow_sampler: sampler_comparison;

// Radiance of the environment as nine spherical harmonics, bands 0 to 2.
struct Sky {
    c0: vec3f,
    c1: vec3f,
    c2: vec3f,
    c3: vec3f,
    c4: vec3f,
    c5: vec3f,
    c6: vec3f,
    c7: vec3f,
    c8: vec3f,
}

fn frame_sky() -> Sky {
    return Sky(
        frame.sh[0], frame.sh[1], frame.sh[2], frame.sh[3], frame.sh[4], frame.sh[5], frame.sh[6], frame.sh[7], frame.sh[8],
    );
}

fn sh_sum(sky: Sky, d: vec3f, band: vec3f) -> vec3f {
    var sum = sky.c0 * (0.2820948 * band.x);
    sum += (sky.c1 * d.y + sky.c2 * d.z + sky.c3 * d.x) * (0.4886025 * band.y);
    sum += (sky.c4 * (d.x * d.y) + sky.c5 * (d.y * d.z) + sky.c7 * (d.x * d.z)) * (1.0925484 * band.z);
    sum += sky.c6 * ((3.0 * d.z * d.z - 1.0) * 0.3153916 * band.z);
    sum += sky.c8 * ((d.x * d.x - d.y * d.y) * 0.5462742 * band.z);
    return max(sum, vec3f(0.0));
}

// Irradiance on a surface with normal n (Ramamoorthi & Hanrahan 2001: bands × π, 2π/3, π/4).
fn sh_irradiance(sky: Sky, n: vec3f) -> vec3f {
    return sh_sum(sky, n, vec3f(3.1415927, 2.0943951, 0.7853982));
}

// Radiance seen in a mirror of moderate roughness: the bands of a GGX lobe, roughly Gaussian (width = roughness²).
fn sh_reflection(sky: Sky, d: vec3f, roughness: f32) -> vec3f {
    let first = exp(-roughness * roughness);
    return sh_sum(sky, d, vec3f(1.0, first, first * first * first));
}

// Unit vector at this share of a full turn.
fn unit_at(turn: f32) -> vec2f {
    return vec2f(cos(turn * 6.2831853), sin(turn * 6.2831853));
}

// Jimenez 2014: even over 3×3 pixels, and shifted from sample to sample. Pixels count from the corner of the whole picture,
// so that tiles of it meet.
fn interleaved_noise(px: vec2f, start: f32) -> f32 {
    return fract(52.9829189 * fract(dot(px, NOISE_STEP) + start));
}

const NOISE_STEP = vec2f(0.06711056, 0.00583715);

// Where it starts in this sample and tile.
fn noise_start() -> f32 {
    return fract(dot(frame.tile_px + 5.588238 * frame.sample, NOISE_STEP));
}

// A light: GpuLight without the way to its shadow.
struct Lamp {
    toward: vec3f,  // unit
    size: f32,      // apparent radius, rad
    irradiance: vec3f,
    blur_mm: f32,   // of its shadow
}

// From the head to a light's square of the atlas: rows of GpuLight.shadow_from_head; of the third, which lies along the light and
// is as long as the second, only the end.
struct Caster {
    x: vec4f,
    y: vec4f,
    z_end: f32,
}

// Shares of a light that are in sight.
struct LightShares {
    surface: f32,  // of its disc, from the surface
    thin: f32,     // of the depths under skin that looks away from it: how thin the flesh is
}

// One tap of a spiral in the shadow atlas: 1 where the light is in sight.
fn shadow_tap(at: vec3f, along: vec2f, across: vec2f, depth_step: f32, tap: vec3f) -> f32 {
    let place = at.xy + along * tap.x + across * tap.y;
    return textureSampleCompareLevel(shadow_map, shadow_sampler, place, at.z + depth_step * tap.z);
}

// Shares of a light seen from p: taps on a Vogel spiral, turned from pixel to pixel (rotation: a unit vector). Where the skin looks
// away from the light, the same taps ask from how many depths under it, towards the light, the light is in sight, where the flesh
// may be thin.
fn light_visibility(lamp: Lamp, caster: Caster, p: vec3f, n: vec3f, rotation: vec2f, thin: bool) -> LightShares {
    let cosine = dot(n, lamp.toward);
    let away = cosine <= AWAY;
    let raised = n * (0.5 + 0.7 * lamp.blur_mm * (1.0 - cosine)) + lamp.toward * 0.4;
    let start = vec4f(p + select(raised, vec3f(0.0), away), 1.0);
    // One square of the atlas shows a ball of the head's size: the same scale all ways, but for the squares' number.
    let per_mm = length(caster.y.xyz);
    let at = vec3f(dot(caster.x, start), dot(caster.y, start), per_mm * dot(lamp.toward, start.xyz) + caster.z_end);
    let scale = lamp.blur_mm * per_mm;
    let along = vec2f(rotation.x / f32(MAX_LIGHTS), rotation.y) * scale;
    let across = vec2f(-rotation.y / f32(MAX_LIGHTS), rotation.x) * scale;
    let depth_step = select(0.0, per_mm * (1.0 + 0.25 * rotation.x), away);
    var seen = 0.0;
    if thin || !away { // skippable
        // Vogel's spiral: radius √((k + ½)/5), angle k × 2.39996; then the depth under skin that looks away, mm. Written out: an array
        // indexed by a running number would lie in memory, and the taps would wait for each other.
        seen = shadow_tap(at, along, across, depth_step, vec3f(0.3162, 0.0, DEPTHS_MM[0]));
        seen += shadow_tap(at, along, across, depth_step, vec3f(-0.4039, 0.3700, DEPTHS_MM[1]));
        seen += shadow_tap(at, along, across, depth_step, vec3f(0.0618, -0.7044, DEPTHS_MM[2]));
        seen += shadow_tap(at, along, across, depth_step, vec3f(0.5093, 0.6643, DEPTHS_MM[3]));
        seen += shadow_tap(at, along, across, depth_step, vec3f(-0.9348, -0.1653, DEPTHS_MM[4]));
    }
    seen /= f32(SHADOW_TAPS);
    if away {
        return LightShares(0.0, seen);
    }
    return LightShares(seen, 0.0);
}

// Skin is lit from outside down to this cosine, through the flesh below it.
const AWAY: f32 = -0.1;

const SHADOW_TAPS: u32 = 5u;
