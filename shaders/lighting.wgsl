// Light reaching a point: the environment as nine spherical harmonics, and soft shadows of the area lights.

@group(1) @binding(0) var shadow_map: texture_depth_2d;
@group(1) @binding(1) var shadow_sampler: sampler_comparison;

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

// Where the taps of a pixel point: see interleaved_noise.
fn turned(turn: f32) -> vec2f {
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

// Share of a light's disc seen from p (x): taps on a Vogel spiral, turned from pixel to pixel (way: a unit vector). Where
// the skin looks away from the light, the same taps ask from how many depths under it, towards the light, the light is in sight (y):
// how thin the flesh is, where it may be thin.
fn light_visibility(lamp: Lamp, caster: Caster, p: vec3f, n: vec3f, way: vec2f, thin: bool) -> vec2f {
    let cosine = dot(n, lamp.toward);
    let away = cosine <= AWAY;
    let raised = n * (0.5 + 0.7 * lamp.blur_mm * (1.0 - cosine)) + lamp.toward * 0.4;
    let start = vec4f(p + select(raised, vec3f(0.0), away), 1.0);
    // One square of the atlas shows a ball of the head's size: the same scale all ways, but for the squares' number.
    let per_mm = length(caster.y.xyz);
    let at = vec3f(dot(caster.x, start), dot(caster.y, start), per_mm * dot(lamp.toward, start.xyz) + caster.z_end);
    let scale = lamp.blur_mm * per_mm;
    let along = vec2f(way.x / f32(MAX_LIGHTS), way.y) * scale;
    let across = vec2f(-way.y / f32(MAX_LIGHTS), way.x) * scale;
    let deep = select(0.0, per_mm * (1.0 + 0.25 * way.x), away);
    var seen = 0.0;
    // A loop that ends at once where nothing is asked, not a branch: drivers run both sides.
    for (var asked = u32(thin || !away); asked > 0u; asked--) {
        for (var k = 0u; k < SHADOW_TAPS; k++) {
            let tap = SPIRAL[k];
            let place = at.xy + along * tap.x + across * tap.y;
            seen += textureSampleCompareLevel(shadow_map, shadow_sampler, place, at.z + deep * tap.z);
        }
    }
    seen /= f32(SHADOW_TAPS);
    return select(vec2f(seen, 0.0), vec2f(0.0, seen), away);
}

// Skin is lit from outside down to this cosine, through the flesh below it.
const AWAY: f32 = -0.1;

const SHADOW_TAPS: u32 = 5u;
// Vogel's spiral: radius √((k + ½)/5), angle k × 2.39996; then the depth under skin that looks away, mm.
const SPIRAL: array<vec3f, 5> = array<vec3f, 5>(
    vec3f(0.3162, 0.0, DEPTHS_MM[0]), vec3f(-0.4039, 0.3700, DEPTHS_MM[1]), vec3f(0.0618, -0.7044, DEPTHS_MM[2]),
    vec3f(0.5093, 0.6643, DEPTHS_MM[3]), vec3f(-0.9348, -0.1653, DEPTHS_MM[4]),
);
