//! A finished picture in a window: a quad over the viewport, in a pass that somebody else has begun.

use super::shader_text::{Prelude, WINDOW, assemble};

/// Painter of a finished picture into a render pass of the caller's own, over its whole viewport.
#[derive(Debug)]
pub struct PictureQuad {
    pipeline: wgpu::RenderPipeline,
    sampler: wgpu::Sampler,
    picture: Option<wgpu::BindGroup>,
}

impl PictureQuad {
    /// A painter into targets of this format, without a depth buffer and with one sample a pixel.
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("window"),
            source: wgpu::ShaderSource::Wgsl(assemble(WINDOW, Prelude::Uniform).into()),
        });
        let target = wgpu::ColorTargetState {
            format,
            // A transparent background shows the panels' colour.
            blend: Some(wgpu::BlendState::ALPHA_BLENDING),
            write_mask: wgpu::ColorWrites::ALL,
        };
        let pipeline = device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("window"),
            layout: None,
            vertex: wgpu::VertexState {
                module: &module,
                entry_point: Some("vs_window"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: &[],
            },
            primitive: wgpu::PrimitiveState::default(),
            depth_stencil: None,
            multisample: wgpu::MultisampleState::default(),
            fragment: Some(wgpu::FragmentState {
                module: &module,
                entry_point: Some("fs_window"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &[Some(target)],
            }),
            multiview_mask: None,
            cache: None,
        });
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("window"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        Self { pipeline, sampler, picture: None }
    }

    /// Takes another picture to paint: a view of a [`super::Target`], or of any texture that can be filtered.
    pub fn set(&mut self, device: &wgpu::Device, picture: &wgpu::TextureView) {
        self.picture = Some(device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("window"),
            layout: &self.pipeline.get_bind_group_layout(0),
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(picture) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&self.sampler) },
            ],
        }));
    }

    /// Paints the picture, once one was set.
    pub fn paint(&self, pass: &mut wgpu::RenderPass<'_>) {
        let Some(picture) = &self.picture else { return };
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, picture, &[]);
        pass.draw(0..3, 0..1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Backend, DISPLAY_FORMAT, Gpu};

    /// Pixels across and down of the window; its rows fill the 256 bytes that copies want.
    const EDGE: u32 = 64;

    fn texture(gpu: &Gpu, edge: u32, usage: wgpu::TextureUsages) -> wgpu::Texture {
        gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width: edge, height: edge, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: DISPLAY_FORMAT,
            usage,
            view_formats: &[],
        })
    }

    #[test]
    fn the_picture_fills_its_place_upright() {
        let gpu = Gpu::headless(Backend::Auto).unwrap();
        let texels: [[u8; 4]; 4] = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [90, 90, 90, 255]];
        let picture = texture(&gpu, 2, wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST);
        let rows = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(8), rows_per_image: None };
        gpu.queue.write_texture(picture.as_image_copy(), bytemuck::cast_slice(&texels), rows, picture.size());
        let window = texture(&gpu, EDGE, wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC);
        let mut painter = PictureQuad::new(&gpu.device, DISPLAY_FORMAT);
        let view = |texture: &wgpu::Texture| texture.create_view(&wgpu::TextureViewDescriptor::default());
        painter.set(&gpu.device, &view(&picture));
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let target = view(&window);
        let clear = crate::render::targets::color(&target, wgpu::LoadOp::Clear(wgpu::Color::BLACK));
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[clear],
            ..wgpu::RenderPassDescriptor::default()
        });
        painter.paint(&mut pass);
        drop(pass);
        let bytes = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: u64::from(4 * EDGE * EDGE),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * EDGE), rows_per_image: None };
        let into = wgpu::TexelCopyBufferInfo { buffer: &bytes, layout };
        encoder.copy_texture_to_buffer(window.as_image_copy(), into, window.size());
        gpu.queue.submit([encoder.finish()]);
        bytes.slice(..).map_async(wgpu::MapMode::Read, |mapped| mapped.unwrap());
        gpu.wait().unwrap();
        let seen = bytes.slice(..).get_mapped_range().unwrap().to_vec();
        for ((x, y), texel) in [((2, 2), 0), ((61, 2), 1), ((2, 61), 2), ((61, 61), 3)] {
            let at = 4 * (EDGE as usize * y + x);
            assert_eq!(seen[at..at + 4], texels[texel], "{x}, {y}");
        }
    }
}
