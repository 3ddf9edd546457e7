//! Moles and freckles, drawn over the shaded skin.

use super::contract::{MoleInstance, oct_encode};
use super::frame_context::FrameContext;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::targets::LINEAR_FORMAT;
use super::uniform_buffers::{Side, UniformBuffers};
use crate::head::Mole;
use half::f16;

/// The moles of one head, on the device.
pub struct MoleBuffers {
    instances: wgpu::Buffer,
    count: u32,
}

impl MoleBuffers {
    /// A head's moles; `None` where it has none.
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
        let instances = pipeline::buffer_init(device, "moles", contents, wgpu::BufferUsages::VERTEX);
        Some(Self { instances, count: moles.len() as u32 })
    }
}

/// The pass that draws moles.
pub struct MolePass {
    pipeline: wgpu::RenderPipeline,
}

/// Layout of the moles' instances ([`MoleInstance`]).
pub(super) const INSTANCE: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<MoleInstance>() as u64,
    step_mode: wgpu::VertexStepMode::Instance,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Snorm16x2, 2 => Float16x2, 3 => Uint32],
};

impl MolePass {
    /// The pass with its pipeline.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers) -> Self {
        let pipeline = compiler.render(&PipelineDesc {
            label: "moles",
            module: &compiler.module("mole", shader_text::MOLE),
            vertex: "vs_mole",
            fragment: Some("fs_mole"),
            constants: &[],
            groups: &[&uniforms.frame_layout, &uniforms.treatment_layout],
            buffers: &[INSTANCE],
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            cull: None,
            depth: Some((wgpu::CompareFunction::GreaterEqual, false)),
            targets: &[(LINEAR_FORMAT, Some(pipeline::MULTIPLY))],
        });
        Self { pipeline }
    }

    /// Draws moles over the shaded skin, whose colour they multiply.
    pub(super) fn draw(&self, ctx: &mut FrameContext<'_>, side: Side, moles: &MoleBuffers) {
        let mut pass = ctx.over_skin("moles", side);
        pass.set_pipeline(&self.pipeline);
        pass.set_vertex_buffer(0, moles.instances.slice(..));
        pass.draw(0..4, 0..moles.count);
    }
}
