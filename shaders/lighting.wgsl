// Light reaching a point: the environment as nine spherical harmonics, and soft shadows of the area lights.

@group(1) @binding(0) var shadow_map: texture_depth_2d;
@group(1) @binding(1) var shadow_sampler: sampler_comparison;

fn sh_sum(d: vec3f, band: vec3f) -> vec3f {
    var sum = frame.sh[0].xyz * (0.2820948 * band.x);
    sum += (frame.sh[1].xyz * d.y + frame.sh[2].xyz * d.z + frame.sh[3].xyz * d.x) * (0.4886025 * band.y);
    sum += (frame.sh[4].xyz * (d.x * d.y) + frame.sh[5].xyz * (d.y * d.z) + frame.sh[7].xyz * (d.x * d.z))
        * (1.0925484 * band.z);
    sum += frame.sh[6].xyz * ((3.0 * d.z * d.z - 1.0) * 0.3153916 * band.z);
    sum += frame.sh[8].xyz * ((d.x * d.x - d.y * d.y) * 0.5462742 * band.z);
    return max(sum, vec3f(0.0));
}

// Irradiance on a surface with normal n (Ramamoorthi & Hanrahan 2001: bands × π, 2π/3, π/4).
fn sh_irradiance(n: vec3f) -> vec3f {
    return sh_sum(n, vec3f(3.1415927, 2.0943951, 0.7853982));
}

// Radiance seen in a mirror of moderate roughness: the bands of a GGX lobe, roughly Gaussian (width = roughness²).
fn sh_reflection(d: vec3f, roughness: f32) -> vec3f {
    let w = roughness * roughness;
    return sh_sum(d, vec3f(1.0, exp(-w), exp(-3.0 * w)));
}

// Where the taps of a pixel point: see interleaved_noise.
fn turned(turn: f32) -> vec2f {
    return vec2f(cos(turn * 6.2831853), sin(turn * 6.2831853));
}

// Jimenez 2014: even over 3×3 pixels, and shifted from sample to sample. Pixels count from the corner of the whole picture,
// so that tiles of it meet.
fn interleaved_noise(px: vec2f) -> f32 {
    return fract(52.9829189 * fract(dot(px + frame.sampling.zw + 5.588238 * frame.sampling.x, vec2f(0.06711056, 0.00583715))));
}

// Share of a light's disc seen from p (x): taps on a Vogel spiral, turned from pixel to pixel (way: a unit vector). A light without a
// shadow of its own (a fill) is dimmed by what is open around the point instead. Where the skin looks away from the light, the same
// taps ask from how many depths under it, towards the light, the light is in sight (y): how thin the flesh is.
fn light_visibility(light: GpuLight, casts: bool, p: vec3f, n: vec3f, way: vec2f, open: f32) -> vec2f {
    if !casts {
        return vec2f(open, 0.0);
    }
    let l = light.toward.xyz;
    let cosine = dot(n, l);
    let away = cosine <= AWAY;
    let radius_mm = light.irradiance.w;
    let offset = p + select(n * (0.5 + 0.7 * radius_mm * (1.0 - cosine)) + l * 0.4, vec3f(0.0), away);
    let m = light.shadow_from_head;
    let at = m * vec4f(offset, 1.0);
    // One square of the atlas shows a ball of the head's size: the same scale all ways, but for the squares' number.
    let per_mm = length(vec3f(m[0].y, m[1].y, m[2].y));
    let scale = radius_mm * per_mm;
    let along = vec2f(way.x / f32(MAX_LIGHTS), way.y) * scale;
    let across = vec2f(-way.y / f32(MAX_LIGHTS), way.x) * scale;
    let deep = select(0.0, per_mm * (1.0 + 0.25 * way.x), away);
    var seen = 0.0;
    for (var k = 0u; k < SHADOW_TAPS; k++) {
        let tap = SPIRAL[k];
        let place = at.xy + along * tap.x + across * tap.y;
        seen += textureSampleCompareLevel(shadow_map, shadow_sampler, place, at.z + deep * tap.z);
    }
    seen /= f32(SHADOW_TAPS);
    return select(vec2f(seen, 0.0), vec2f(0.0, seen), away);
}

// Skin is lit from outside down to this cosine, through the flesh below it.
const AWAY: f32 = -0.1;

const SHADOW_TAPS: u32 = 5u;
// Vogel's spiral: radius √((k + ½)/5), angle k × 2.39996; then the depth under skin that looks away, mm (DEPTHS_MM in
// optics/through.rs).
const SPIRAL: array<vec3f, 5> = array<vec3f, 5>(
    vec3f(0.3162, 0.0, 1.0), vec3f(-0.4039, 0.3700, 2.0), vec3f(0.0618, -0.7044, 3.5), vec3f(0.5093, 0.6643, 5.5),
    vec3f(-0.9348, -0.1653, 8.5),
);
