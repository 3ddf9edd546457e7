// Interface: triangles of panels, lines and letters, each with a colour and a texture that it is multiplied by, over the window.
//
// egui-wgpu's own fragment shader can filter textures by hand, and a driver that draws on the CPU runs that part for every pixel, asked for
// or not. Colours are sRGB values with premultiplied alpha, as egui has them, and blended as they are.

// True where the target encodes what is written to it.
override ENCODES: bool = false;

@group(0) @binding(0) var<uniform> size_points: vec4f;  // width and height of the window; the rest is not used
@group(1) @binding(0) var texels: texture_2d<f32>;
@group(1) @binding(1) var between_texels: sampler;

struct InterfaceVertex {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
    @location(1) colour: vec4f,
}

@vertex
fn vs_interface(@location(0) at: vec2f, @location(1) uv: vec2f, @location(2) colour: vec4f) -> InterfaceVertex {
    let ndc = 2.0 * at / size_points.xy - 1.0;
    return InterfaceVertex(vec4f(ndc.x, -ndc.y, 0.0, 1.0), uv, colour);
}

@fragment
fn fs_interface(in: InterfaceVertex) -> @location(0) vec4f {
    let colour = in.colour * textureSample(texels, between_texels, in.uv);
    if ENCODES {
        let c = colour.rgb;
        return vec4f(select(pow((c + 0.055) / 1.055, vec3f(2.4)), c / 12.92, c <= vec3f(0.04045)), colour.a);
    }
    return colour;
}
