// Window: the finished picture into its place in the window, which is the viewport.
//
// egui could draw it as one of its images. Its fragment shader has a slow path beside the fast one, and drivers that draw on the CPU
// run both for every pixel: 250 ms of processor time for a window of 1280 × 720.

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var between_texels: sampler;

struct WindowVertex {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
}

@vertex
fn vs_window(@builtin(vertex_index) i: u32) -> WindowVertex {
    let uv = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
    return WindowVertex(vec4f(uv.x * 2.0 - 1.0, 1.0 - uv.y * 2.0, 0.0, 1.0), uv);
}

@fragment
fn fs_window(in: WindowVertex) -> @location(0) vec4f {
    return textureSample(picture, between_texels, in.uv);
}
