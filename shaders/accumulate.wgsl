// One sample into the mean: the blend constant weighs it.

@group(0) @binding(0) var sample: texture_2d<f32>;

@fragment
fn fs_accumulate(@builtin(position) at: vec4f) -> @location(0) vec4f {
    return textureLoad(sample, vec2i(at.xy), 0);
}
