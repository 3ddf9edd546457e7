// Display: scene-linear mean of the samples to the screen, by tone curve, backdrop, exact sRGB curve, dither.
//
// Writes 8-bit sRGB values, straight alpha.

// Rust: `Display` in render/contract/frame_uniforms.rs.
struct Display {
    center: vec3f,     // backdrop's middle, scene-linear
    exposure: f32,     // factor
    corner: vec3f,     // backdrop's corners
    f0: f32,           // reflectance F0 that the curve compensates
    tile_px: vec2f,    // upper left corner of the tile in the whole picture
    picture_px: vec2f,
    divide_px: f32,    // column between before and after; 0 divides nothing
    ghost: f32,        // opacity of before over after
    curve: u32,        // TONE_…
    switches: u32,     // bits: SHOW_…
}

// Distance from the middle at which the backdrop reaches the corners' colour, in picture heights: 1 ÷ this, 0.8.
const BACKDROP_FALL: f32 = 1.25;
// Steps of luma in one-sample pictures: the least that is smoothed (chosen by eye, so that
// edges are smoothed and dots stay), the share that a full step takes from across it, and the most of it.
const STEP_FROM: f32 = 0.12;
const STEP_SHARE: f32 = 1.2;
const STEP_MOST: f32 = 0.5;
// Weights of luma (Rec. 601).
const LUMA = vec3f(0.299, 0.587, 0.114);

@group(0) @binding(0) var<uniform> display: Display;
@group(0) @binding(1) var mean: texture_2d<f32>;
@group(0) @binding(2) var before: texture_2d<f32>;
@group(0) @binding(3) var wall: texture_2d<f32>;  // over the whole picture
@group(0) @binding(4) var linear_sampler: sampler;

fn linear_at(pixel: vec2i) -> vec4f {
    let whole = display.tile_px + vec2f(pixel) + 0.5;
    if whole.x < display.divide_px {
        return textureLoad(before, pixel, 0);
    }
    let after = textureLoad(mean, pixel, 0);
    if display.ghost <= 0.0 {
        return after;
    }
    return mix(after, textureLoad(before, pixel, 0), display.ghost);
}

// The colour after the tone curve; f0: the surface's reflectance.
fn mapped_by_curve(color: vec3f, f0: f32) -> vec3f {
    if display.curve == TONE_NEUTRAL {
        return tonemap_neutral(color, f0);
    }
    if display.curve == TONE_AGX {
        return tonemap_agx(color);
    }
    return clamp(color, vec3f(0.0), vec3f(1.0));
}

fn shown(pixel: vec2i) -> vec4f {
    let hdr = linear_at(pixel);
    let coverage = clamp(hdr.a, 0.0, 1.0);
    let color = hdr.rgb / max(hdr.a, 1e-4) * display.exposure;
    let mapped = mapped_by_curve(color, display.f0);
    if (display.switches & SHOW_BACKDROP) == 0u {
        return vec4f(mapped, coverage);
    }
    let at = (display.tile_px + vec2f(pixel) + 0.5) / display.picture_px - 0.5;
    if (display.switches & SHOW_WALL) != 0u {
        // Paint is matte, so the curve compensates no reflectance.
        let lit = textureSampleLevel(wall, linear_sampler, at + 0.5, 0.0).rgb * display.exposure;
        return vec4f(mix(mapped_by_curve(lit, 0.0), mapped, coverage), 1.0);
    }
    let wide = vec2f(display.picture_px.x / display.picture_px.y, 1.0);
    let r = clamp(length(at * wide) * BACKDROP_FALL, 0.0, 1.0);
    let backdrop = mix(display.center, display.corner, r * r * (3.0 - 2.0 * r));
    return vec4f(mix(backdrop, mapped, coverage), 1.0);
}

fn luma(c: vec3f) -> f32 {
    return dot(sqrt(max(c, vec3f(0.0))), LUMA);
}

// The mean with stepped edges smoothed: a picture of one sample a pixel has steps. It blends across edges only (after
// Lottes 2009, much reduced).
fn smoothed(pixel: vec2i) -> vec4f {
    let size = vec2i(textureDimensions(mean)) - 1;
    let middle = shown(pixel);
    let up = shown(clamp(pixel - vec2i(0, 1), vec2i(0), size));
    let down = shown(clamp(pixel + vec2i(0, 1), vec2i(0), size));
    let left = shown(clamp(pixel - vec2i(1, 0), vec2i(0), size));
    let right = shown(clamp(pixel + vec2i(1, 0), vec2i(0), size));
    let lm = luma(middle.rgb);
    let lu = luma(up.rgb);
    let ld = luma(down.rgb);
    let ll = luma(left.rgb);
    let lr = luma(right.rgb);
    let span = max(max(lu, ld), max(max(ll, lr), lm)) - min(min(lu, ld), min(min(ll, lr), lm));
    if span < STEP_FROM {
        return middle;
    }
    let vertical = abs(lu + ld - 2.0 * lm) >= abs(ll + lr - 2.0 * lm);
    let across = select(0.5 * (left + right), 0.5 * (up + down), vertical);
    return mix(middle, across, clamp(span * STEP_SHARE, 0.0, STEP_MOST));
}

@fragment
fn fs_display(@builtin(position) at: vec4f) -> @location(0) vec4f {
    let pixel = vec2i(at.xy);
    var color: vec4f;
    if (display.switches & SHOW_SMOOTH_EDGES) != 0u {
        color = smoothed(pixel);
    } else {
        color = shown(pixel);
    }
    // Roughly triangular dither of one 8-bit step, equal for every picture of this size.
    let whole = display.tile_px + at.xy;
    let dither = fract(52.9829189 * fract(dot(whole, vec2f(0.06711056, 0.00583715)))) - 0.5;
    let encoded = vec3f(srgb_encode(color.r), srgb_encode(color.g), srgb_encode(color.b));
    return vec4f(encoded + dither / 255.0, color.a);
}
