// Accumulation: takes a sample into the mean. The sample's number, from 0, comes as the instance's index.

@group(0) @binding(0) var sample: texture_2d<f32>;
@group(0) @binding(1) var mean: texture_2d<f32>;  // mean of the samples before this one
@group(0) @binding(2) var rest: texture_2d<f32>;  // its rounding error

struct Numbered {
    @builtin(position) at: vec4f,
    @location(0) @interpolate(flat) number: u32,
}

struct Mean {
    @location(0) mean: vec4f,
    @location(1) rest: vec4f,
}

// One triangle that covers the target, as in lib/fullscreen.wgsl.
@vertex
fn vs_accumulate(@builtin(vertex_index) i: u32, @builtin(instance_index) number: u32) -> Numbered {
    let uv = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
    return Numbered(vec4f(uv * 2.0 - 1.0, 0.0, 1.0), number);
}

@fragment
fn fs_accumulate(in: Numbered) -> Mean {
    let pixel = vec2i(in.at.xy);
    let taken = textureLoad(sample, pixel, 0);
    if in.number == 0u {
        // The first sample: the textures hold another picture.
        return Mean(taken, vec4f(0.0));
    }
    let before = textureLoad(mean, pixel, 0) + textureLoad(rest, pixel, 0);
    let now = before + (taken - before) / f32(in.number + 1u);
    // Rounded here and not by the target, so that the rounding error is known.
    let half = vec4f(unpack2x16float(pack2x16float(now.xy)), unpack2x16float(pack2x16float(now.zw)));
    return Mean(half, now - half);
}
