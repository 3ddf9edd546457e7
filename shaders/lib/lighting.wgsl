// Light at a point: the environment as nine spherical harmonics, and noise for soft shadows.

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

// Irradiance on a surface with normal n (Ramamoorthi & Hanrahan 2001: bands times π, 2π/3, π/4).
fn sh_irradiance(sky: Sky, n: vec3f) -> vec3f {
    return sh_sum(sky, n, vec3f(3.1415927, 2.0943951, 0.7853982));
}

// Radiance of the environment in direction d, blurred by the lobe of a mirror of moderate roughness: each band of a GGX
// lobe is roughly Gaussian (width = roughness²).
fn sh_reflection(sky: Sky, d: vec3f, roughness: f32) -> vec3f {
    let first = exp(-roughness * roughness);
    return sh_sum(sky, d, vec3f(1.0, first, first * first * first));
}

// Unit vector at a share of a full turn.
fn unit_at(turn: f32) -> vec2f {
    return vec2f(cos(turn * 6.2831853), sin(turn * 6.2831853));
}

// Noise that is even over 3×3 pixels (Jimenez 2014), shifted from sample to sample. Pixels count from the corner of the
// whole picture, so that its tiles fit together.
fn interleaved_noise(px: vec2f, start: f32) -> f32 {
    return fract(52.9829189 * fract(dot(px, NOISE_STEP) + start));
}

// Steps of the noise a pixel, across and down, and the pixels by which each sample shifts it (both Jimenez 2014).
const NOISE_STEP = vec2f(0.06711056, 0.00583715);
const SAMPLE_SHIFT: f32 = 5.588238;

// Start of the noise in this sample and tile.
fn noise_start() -> f32 {
    return fract(dot(frame.tile_px + SAMPLE_SHIFT * frame.sample, NOISE_STEP));
}
