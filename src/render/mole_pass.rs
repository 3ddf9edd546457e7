//! Moles and freckles over the shaded skin.

use super::contract::{MoleInstance, oct_encode};
use super::pipeline::{self, Recipe};
use super::shared::{Shared, Side};
use super::targets::{LINEAR_FORMAT, Targets};
use super::timing::Timing;
use crate::head::moles::Mole;
use half::f16;

/// The moles of one head.
pub struct MoleBuffers {
    instances: wgpu::Buffer,
    count: u32,
}

impl MoleBuffers {
    /// A head's moles; none where it has none.
    pub(super) fn new(device: &wgpu::Device, moles: &[Mole]) -> Option<Self> {
        if moles.is_empty() {
            return None;
        }
        let instances: Vec<MoleInstance> = moles
            .iter()
            .map(|mole| MoleInstance {
                position: mole.position.to_array(),
                normal: oct_encode(mole.normal),
                values: [mole.radius_mm, mole.melanin_ln].map(f16::from_f32),
                hash: mole.hash,
            })
            .collect();
        let contents = bytemuck::cast_slice(&instances);
        let instances = pipeline::filled(device, "moles", contents, wgpu::BufferUsages::VERTEX);
        Some(Self { instances, count: moles.len() as u32 })
    }
}

/// The pass.
pub struct MolePass {
    pipeline: wgpu::RenderPipeline,
}

pub(super) const INSTANCE: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<MoleInstance>() as u64,
    step_mode: wgpu::VertexStepMode::Instance,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Snorm16x2, 2 => Float16x2, 3 => Uint32],
};

impl MolePass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let pipeline = Recipe {
            label: "moles",
            module: &pipeline::module(device, "mole", pipeline::MOLE),
            vertex: "vs_mole",
            fragment: Some("fs_mole"),
            constants: &[],
            groups: &[&shared.layout],
            buffers: &[INSTANCE],
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            cull: None,
            depth: Some((wgpu::CompareFunction::GreaterEqual, false)),
            targets: &[(LINEAR_FORMAT, Some(pipeline::MULTIPLY))],
        }
        .build(device);
        Self { pipeline }
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        (shared, side): (&Shared, Side),
        moles: &MoleBuffers,
        timing: &Timing,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("moles"),
            color_attachments: &[targets.sample.kept()],
            depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Load),
            timestamp_writes: timing.pass("moles"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(side), &[]);
        pass.set_vertex_buffer(0, moles.instances.slice(..));
        pass.draw(0..4, 0..moles.count);
    }
}
