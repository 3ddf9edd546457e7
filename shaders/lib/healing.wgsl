// Healing skin around dots: rings of redness, wheals, flakes. Functions only; needs noise.

// Redness as a share of the full one, where the rings of neighbouring dots sum to `sum`: it saturates at 1.
fn ring_redness(sum: f32) -> f32 {
    return 1.0 - exp(-max(sum, 0.0));
}

// Gradient along the skin of a height that is known at pixels only (Mikkelsen 2010). p_x, p_y are the steps of the
// position from pixel to pixel, h_x, h_y those of the height, in one unit.
fn height_gradient(n: vec3f, p_x: vec3f, p_y: vec3f, h_x: f32, h_y: f32) -> vec3f {
    let across = cross(p_y, n);
    let along = cross(n, p_x);
    let area = dot(p_x, across);
    return sign(area) * (h_x * across + h_y * along) / max(abs(area), 1e-9);
}

// Sizes of scales, coarse and fine, mm; the noise's standard deviation; share of the skin under which there are none; pixels over which
// single ones fade into their mean, mm.
const SCALES_MM = vec2f(0.8, 0.31);
const SCALES_SD: f32 = 0.42;
const NO_SCALES: f32 = 0.002;
const SCALES_PX_MM = vec2f(0.2, 0.5);
// Steepness of a scale's edge, and the band in which its lifted rim lies, in values of the noise; the rim's share of what a scale covers
// (chosen by eye).
const SCALE_EDGE: f32 = 0.12;
const SCALE_RIM = vec2f(0.10, 0.40);
const RIM_SHARE: f32 = 0.35;

// Loose scales of skin, 0–1, that cover the share `share`: ragged specks up to a millimetre wide, each with a lifted
// rim. Where a pixel is too wide to show them, their mean is returned.
fn flakes(p: vec3f, share: f32, px_mm: f32) -> f32 {
    let seen = select(smoothstep(SCALES_PX_MM.y, SCALES_PX_MM.x, px_mm), 0.0, share < NO_SCALES);
    var field = 0.0;
    if seen > 0.0 { // skippable
        for (var k = 0u; k < 2u; k++) {
            let small = k > 0u;
            field += select(1.0, 0.5, small) * noise(p * select(1.0 / SCALES_MM.x, 1.0 / SCALES_MM.y, small), 71u + k);
        }
    }
    // The noise has mean 0 and standard deviation SCALES_SD; the edge of the specks is the normal quantile of the share
    // (Abramowitz and Stegun 26.2.22).
    let s = sqrt(-2.0 * log(clamp(share, NO_SCALES, 0.5)));
    let edge = SCALES_SD * (s - (2.30753 + 0.27061 * s) / (1.0 + s * (0.99229 + 0.04481 * s)));
    let scale = smoothstep(edge, edge + SCALE_EDGE, field);
    let rim = scale * smoothstep(edge + SCALE_RIM.y, edge + SCALE_RIM.x, field);
    return select(mix(share, (1.0 - RIM_SHARE) * scale + RIM_SHARE * rim, seen), 0.0, share < NO_SCALES);
}
