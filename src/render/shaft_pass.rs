//! Shafts of hair: ribbons that face the eye, never narrower than a pixel but fainter instead, over the shaded skin.

use super::depth_pass::ShadowPass;
use super::layout::{ShaftInstance, oct_encode};
use super::pipeline::{self, Recipe};
use super::shared::{Shared, Side};
use super::skin_pass::shadow_sampler;
use super::targets::{LINEAR_FORMAT, Targets};
use super::timing::Timing;
use crate::hair::Shaft;
use half::f16;
use wgpu::util::DeviceExt;

/// Shafts on the GPU, in an order whose every prefix is an even, thinner growth.
pub struct ShaftBuffers {
    pub(super) buffer: wgpu::Buffer,
    /// How many.
    pub count: u32,
}

impl ShaftBuffers {
    pub(super) fn new(device: &wgpu::Device, shafts: &[Shaft]) -> Self {
        let mut instances: Vec<ShaftInstance> = shafts.iter().map(instance).collect();
        if instances.is_empty() {
            instances.push(bytemuck::Zeroable::zeroed());
        }
        let buffer = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("shafts"),
            contents: bytemuck::cast_slice(&instances),
            usage: wgpu::BufferUsages::VERTEX,
        });
        Self { buffer, count: shafts.len() as u32 }
    }
}

fn instance(shaft: &Shaft) -> ShaftInstance {
    ShaftInstance {
        root: shaft.root.to_array(),
        direction: oct_encode(shaft.direction),
        normal: oct_encode(shaft.normal),
        values: [shaft.length_mm, shaft.diameter_mm, shaft.grey, shaft.taper].map(f16::from_f32),
        hash: shaft.hash,
    }
}

pub(super) const INSTANCE: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<ShaftInstance>() as u64,
    step_mode: wgpu::VertexStepMode::Instance,
    attributes: &wgpu::vertex_attr_array![
        0 => Float32x3, 1 => Snorm16x2, 2 => Snorm16x2, 3 => Float16x4, 4 => Uint32
    ],
};

/// The pass.
pub struct ShaftPass {
    pipeline: wgpu::RenderPipeline,
    group: wgpu::BindGroup,
}

impl ShaftPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared, shadow: &ShadowPass) -> Self {
        let module = pipeline::module(device, "shaft", pipeline::SHAFT);
        let mut entries = [pipeline::depth_texture(0), pipeline::sampler(1, wgpu::SamplerBindingType::Comparison)];
        for entry in &mut entries {
            entry.visibility = wgpu::ShaderStages::VERTEX_FRAGMENT;
        }
        let layout = pipeline::group_layout(device, "shafts", &entries);
        let compare = shadow_sampler(device);
        let group = pipeline::group(
            device,
            "shafts",
            &layout,
            &[shadow.atlas.binding(), wgpu::BindingResource::Sampler(&compare)],
        );
        let over = wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING;
        let pipeline = Recipe {
            label: "shafts",
            module: &module,
            vertex: "vs_shaft",
            fragment: Some("fs_shaft"),
            groups: &[&shared.layout, &layout],
            buffers: &[INSTANCE],
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            cull: None,
            depth: Some((wgpu::CompareFunction::GreaterEqual, false)),
            targets: &[(LINEAR_FORMAT, Some(over))],
        }
        .build(device);
        Self { pipeline, group }
    }

    #[allow(clippy::too_many_arguments, reason = "the frame's few parts, each named; a struct would only rename them")]
    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        shared: &Shared,
        side: Side,
        shafts: &ShaftBuffers,
        share: f32,
        timing: &Timing,
    ) {
        let drawn = (f64::from(shafts.count) * f64::from(share)).round() as u32;
        if drawn == 0 {
            return;
        }
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("shafts"),
            color_attachments: &[targets.sample.kept()],
            depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Load),
            timestamp_writes: timing.pass("shafts"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(side), &[]);
        pass.set_bind_group(1, &self.group, &[]);
        pass.set_vertex_buffer(0, shafts.buffer.slice(..));
        pass.draw(0..4, 0..drawn);
    }
}
