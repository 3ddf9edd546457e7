//! Depth of the head from each light, drawn again when head or light has changed.

use super::layout::{MAX_LIGHTS, SHADOW_SIZE};
use super::pipeline::{self, Recipe};
use super::shared::{HEAD_PLACE, HeadBuffers, Shared, Side};
use super::targets::{self, Target};
use super::timing::Timing;
use wgpu::util::DeviceExt;

/// Depth from each light: one square of the atlas a light.
pub struct ShadowPass {
    pipeline: wgpu::RenderPipeline,
    lights: Vec<wgpu::BindGroup>,
    /// The atlas.
    pub(super) atlas: Target,
}

impl ShadowPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let module = pipeline::module(device, "shadow", pipeline::SHADOW);
        let layout = pipeline::group_layout(device, "light", &[pipeline::uniform(0, wgpu::ShaderStages::VERTEX)]);
        let lights = (0..MAX_LIGHTS as u32)
            .map(|i| {
                let buffer = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                    label: Some("light index"),
                    contents: bytemuck::bytes_of(&[i, 0, 0, 0]),
                    usage: wgpu::BufferUsages::UNIFORM,
                });
                pipeline::group(device, "light", &layout, &[buffer.as_entire_binding()])
            })
            .collect();
        let pipeline = Recipe {
            label: "shadow",
            module: &module,
            vertex: "vs_shadow",
            fragment: None,
            constants: &[],
            groups: &[&shared.layout, &layout],
            buffers: &[HEAD_PLACE],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: Some(wgpu::Face::Back),
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[],
        }
        .build(device);
        let size = (SHADOW_SIZE * MAX_LIGHTS as u32, SHADOW_SIZE);
        Self { pipeline, lights, atlas: Target::new(device, "shadow atlas", size, targets::DEPTH_FORMAT) }
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        shared: &Shared,
        head: &HeadBuffers,
        casters: impl Iterator<Item = usize>,
        timing: &Timing,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("shadow"),
            color_attachments: &[],
            depth_stencil_attachment: self.atlas.depth(wgpu::LoadOp::Clear(0.0)),
            timestamp_writes: timing.pass("shadow"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(Side::After), &[]);
        for (i, light) in casters.filter_map(|i| Some((i, self.lights.get(i)?))) {
            let edge = SHADOW_SIZE as f32;
            pass.set_viewport(edge * i as f32, 0.0, edge, edge, 0.0, 1.0);
            pass.set_bind_group(1, light, &[]);
            head.draw_occluder(&mut pass);
        }
    }
}
