//! An interface in a window: triangles with colours and textures, as immediate-mode toolkits hand them out, in a pass that somebody
//! else has begun. `shaders/passes/12_interface.wgsl` says why.

use super::gpu::Gpu;
use super::pipeline::{bind_group, group_layout, uniform_buffer};
use super::shader_text::{INTERFACE, Prelude, assemble};
use std::ops::Range;

/// A vertex: place in the window from its upper left corner, points; place in the texture, 0–1; sRGB bytes with premultiplied alpha.
#[derive(Clone, Copy, Debug, Default, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct InterfaceVertex {
    /// Place in the window, points.
    pub at: [f32; 2],
    /// Place in the texture, 0–1.
    pub uv: [f32; 2],
    /// Red, green, blue, alpha.
    pub colour: [u8; 4],
}

/// A texture of an interface: its letters, or a picture.
#[derive(Debug)]
pub struct InterfaceTexture {
    texture: wgpu::Texture,
    group: wgpu::BindGroup,
}

/// Painter of an interface's triangles into a render pass of the caller's own.
#[derive(Debug)]
pub struct InterfacePainter {
    pipeline: wgpu::RenderPipeline,
    textures: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    size_points: wgpu::Buffer,
    size_group: wgpu::BindGroup,
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
}

/// Bytes of the buffers at first; they grow.
const FIRST_BYTES: u64 = 1 << 16;

impl InterfacePainter {
    /// A painter into targets of this format, without a depth buffer and with one sample a pixel.
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let visibility = wgpu::ShaderStages::VERTEX;
        let ty = wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: None,
        };
        let size = group_layout(
            device,
            "interface's size",
            &[wgpu::BindGroupLayoutEntry { binding: 0, visibility, ty, count: None }],
        );
        let visibility = wgpu::ShaderStages::FRAGMENT;
        let ty = wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable: true },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        };
        let texels = wgpu::BindGroupLayoutEntry { binding: 0, visibility, ty, count: None };
        let ty = wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
        let between = wgpu::BindGroupLayoutEntry { binding: 1, visibility, ty, count: None };
        let textures = group_layout(device, "interface's texture", &[texels, between]);
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("interface"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        let size_points = uniform_buffer(device, "interface's size", size_of::<[f32; 4]>());
        let size_group = bind_group(device, "interface's size", &size, &[size_points.as_entire_binding()]);
        Self {
            pipeline: pipeline(device, format, &[Some(&size), Some(&textures)]),
            textures,
            sampler,
            size_points,
            size_group,
            vertices: buffer(device, "vertices", FIRST_BYTES, wgpu::BufferUsages::VERTEX),
            indices: buffer(device, "indices", FIRST_BYTES, wgpu::BufferUsages::INDEX),
        }
    }

    /// A texture of this many pixels, filled by [`InterfaceTexture::write`].
    pub fn texture(&self, device: &wgpu::Device, (width, height): (u32, u32)) -> InterfaceTexture {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("interface"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let resources = [wgpu::BindingResource::TextureView(&view), wgpu::BindingResource::Sampler(&self.sampler)];
        let group = bind_group(device, "interface", &self.textures, &resources);
        InterfaceTexture { texture, group }
    }

    /// Takes the triangles of a frame, of a window of this size, points.
    pub fn take(&mut self, gpu: &Gpu, size_points: [f32; 2], vertices: &[InterfaceVertex], indices: &[u32]) {
        let [width, height] = size_points;
        gpu.queue.write_buffer(&self.size_points, 0, bytemuck::bytes_of(&[width, height, 0.0, 0.0]));
        for (into, label, bytes, usage) in [
            (&mut self.vertices, "vertices", bytemuck::cast_slice(vertices), wgpu::BufferUsages::VERTEX),
            (&mut self.indices, "indices", bytemuck::cast_slice(indices), wgpu::BufferUsages::INDEX),
        ] {
            let bytes: &[u8] = bytes;
            if into.size() < bytes.len() as u64 {
                *into = buffer(&gpu.device, label, (bytes.len() as u64).next_power_of_two(), usage);
            }
            gpu.queue.write_buffer(into, 0, bytes);
        }
    }

    /// Paints some of the triangles, by their indices. Viewport and clipping are the caller's.
    pub fn paint(&self, pass: &mut wgpu::RenderPass<'_>, texture: &InterfaceTexture, indices: Range<u32>) {
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.size_group, &[]);
        pass.set_bind_group(1, &texture.group, &[]);
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(indices, 0, 0..1);
    }
}

impl InterfaceTexture {
    /// Writes texels (sRGB bytes, premultiplied alpha, row by row) into a part of the texture. What does not lie in it is refused.
    pub fn write(&self, queue: &wgpu::Queue, at: (u32, u32), (width, height): (u32, u32), texels: &[u8]) {
        let rows = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * width), rows_per_image: None };
        let origin = wgpu::Origin3d { x: at.0, y: at.1, z: 0 };
        let into = wgpu::TexelCopyTextureInfo { origin, ..self.texture.as_image_copy() };
        queue.write_texture(into, texels, rows, wgpu::Extent3d { width, height, depth_or_array_layers: 1 });
    }
}

fn buffer(device: &wgpu::Device, label: &str, size: u64, usage: wgpu::BufferUsages) -> wgpu::Buffer {
    let usage = usage | wgpu::BufferUsages::COPY_DST;
    device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation: false })
}

fn pipeline(
    device: &wgpu::Device,
    format: wgpu::TextureFormat,
    groups: &[Option<&wgpu::BindGroupLayout>],
) -> wgpu::RenderPipeline {
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("interface"),
        source: wgpu::ShaderSource::Wgsl(assemble(INTERFACE, Prelude::Uniform).into()),
    });
    let constants = [("ENCODES", f64::from(u8::from(format.is_srgb())))];
    let options =
        || wgpu::PipelineCompilationOptions { constants: &constants, ..wgpu::PipelineCompilationOptions::default() };
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("interface"),
        bind_group_layouts: groups,
        immediate_size: 0,
    });
    // What lies below shows through by what alpha leaves; alpha itself adds up to one.
    let blend = wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING;
    let target = wgpu::ColorTargetState { format, blend: Some(blend), write_mask: wgpu::ColorWrites::ALL };
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("interface"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vs_interface"),
            compilation_options: options(),
            buffers: &[Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<InterfaceVertex>() as u64,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &wgpu::vertex_attr_array![0 => Float32x2, 1 => Float32x2, 2 => Unorm8x4],
            })],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some("fs_interface"),
            compilation_options: options(),
            targets: &[Some(target)],
        }),
        multiview_mask: None,
        cache: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::targets::{DISPLAY_FORMAT, Target, color};
    use crate::render::{Backend, readback};

    #[test]
    fn triangles_are_coloured_textured_and_blended_where_they_belong() {
        let gpu = Gpu::headless(Backend::Auto).unwrap();
        let mut painter = InterfacePainter::new(&gpu.device, DISPLAY_FORMAT);
        // Two texels, white and clear; the left one is written anew.
        let texture = painter.texture(&gpu.device, (2, 1));
        texture.write(&gpu.queue, (0, 0), (2, 1), &[9, 9, 9, 255, 0, 0, 0, 0]);
        texture.write(&gpu.queue, (0, 0), (1, 1), &[255; 4]);
        let quad = |left: f32, right: f32, u: f32, colour: [u8; 4]| {
            [[left, 0.0], [right, 0.0], [right, 16.0], [left, 16.0]].map(|at| InterfaceVertex {
                at,
                uv: [u, 0.5],
                colour,
            })
        };
        // A window of 32 × 16 points in 64 × 32 pixels: half red on its left quarter, nothing on the next, and green beside a clear texel.
        let red = quad(0.0, 8.0, 0.25, [128, 0, 0, 128]);
        let green = quad(16.0, 24.0, 0.25, [0, 255, 0, 255]);
        let clear = quad(24.0, 32.0, 0.75, [0, 255, 0, 255]);
        let indices: Vec<u32> = (0..3).flat_map(|i| [0, 1, 2, 0, 2, 3].map(|k| 4 * i + k)).collect();
        painter.take(&gpu, [32.0, 16.0], &[red, green, clear].concat(), &indices);
        let target = Target::new(&gpu.device, "test", (64, 32), DISPLAY_FORMAT);
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let blue = wgpu::Color { r: 0.0, g: 0.0, b: 1.0, a: 1.0 };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[color(target.view(), wgpu::LoadOp::Clear(blue))],
            ..wgpu::RenderPassDescriptor::default()
        });
        painter.paint(&mut pass, &texture, 0..18);
        drop(pass);
        gpu.queue.submit([encoder.finish()]);
        let seen = pollster::block_on(readback::read(&gpu, &target)).unwrap();
        for (x, colour) in
            [(8, [128, 0, 127, 255]), (24, [0, 0, 255, 255]), (40, [0, 255, 0, 255]), (56, [0, 0, 255, 255])]
        {
            let at = 4 * (64 * 16 + x);
            let off = (0..4).map(|i| i32::from(seen[at + i]) - colour[i]).map(i32::abs).max();
            assert!(off.is_some_and(|off| off <= 1), "{x}: {:?}", &seen[at..at + 4]);
        }
    }
}
