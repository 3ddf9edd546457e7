//! The cloth that covers the lower edge of the bust.

use super::contract::{self, Cloth};
use super::frame_context::FrameContext;
use super::lod::ShadowQuality;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::shadow_pass::ShadowPass;
use super::targets::LINEAR_FORMAT;
use super::uniform_buffers::{Side, UniformBuffers};
use crate::head::drawn::DrawnHead;
use crate::head::garment::ClothMesh;
use glam::Vec3;

/// Albedo of the cloth, scene-linear: near black, as treatment capes are.
pub const CLOTH_ALBEDO: Vec3 = Vec3::new(0.020, 0.021, 0.024);

/// The cloth of one head, on the device.
pub struct ClothBuffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    count: u32,
    look: Cloth,
}

impl ClothBuffers {
    /// The cloth of a head; `None` where the head wears none.
    pub(super) fn new(device: &wgpu::Device, head: &DrawnHead) -> Option<Self> {
        let ClothMesh { vertices, triangles, rib_mm } = &head.cloth;
        if triangles.is_empty() {
            return None;
        }
        let vertices: Vec<contract::GpuClothVertex> = vertices
            .iter()
            .map(|v| contract::GpuClothVertex {
                position: v.position.to_array(),
                normal: v.normal.to_array(),
                weave: [v.cloth_mm[0], v.cloth_mm[1], v.open],
            })
            .collect();
        let buffer = |contents, usage| pipeline::buffer_init(device, "cloth", contents, usage);
        Some(Self {
            vertices: buffer(bytemuck::cast_slice(&vertices), wgpu::BufferUsages::VERTEX),
            indices: buffer(bytemuck::cast_slice(triangles), wgpu::BufferUsages::INDEX),
            count: triangles.len() as u32 * 3,
            look: Cloth { albedo: CLOTH_ALBEDO, rib_mm: *rib_mm },
        })
    }
}

/// The pass that draws the cloth.
pub struct ClothPass {
    pipeline: wgpu::RenderPipeline,
    uniform: wgpu::Buffer,
    groups: [wgpu::BindGroup; 3],
}

/// Layout of the cloth's vertices ([`GpuClothVertex`]).
pub(super) const VERTEX: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<contract::GpuClothVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x3, 2 => Float32x3],
};

impl ClothPass {
    /// The pass with its pipeline, and bind groups for each shadow quality.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers, shadow: &ShadowPass) -> Self {
        let device = compiler.device();
        let uniform = pipeline::uniform_buffer(device, "cloth", size_of::<Cloth>());
        let (layout, groups) = shadow.beside(device, "cloth", &uniform);
        let pipeline = compiler.render(&PipelineDesc {
            label: "cloth",
            module: &compiler.module("cloth", shader_text::CLOTH),
            vertex: "vs_cloth",
            fragment: Some("fs_cloth"),
            constants: &[],
            groups: &[&uniforms.frame_layout, &uniforms.treatment_layout, &layout],
            buffers: &[VERTEX],
            topology: wgpu::PrimitiveTopology::TriangleList,
            // From below the cloth shows its inside.
            cull: None,
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[(LINEAR_FORMAT, None)],
        });
        Self { pipeline, uniform, groups }
    }

    /// Sets the cloth that the next pictures show.
    pub(super) fn set(&self, queue: &wgpu::Queue, cloth: &ClothBuffers) {
        queue.write_buffer(&self.uniform, 0, bytemuck::bytes_of(&cloth.look));
    }

    /// Draws a cloth over the shaded skin, in shadows of this quality.
    pub(super) fn draw(&self, ctx: &mut FrameContext<'_>, side: Side, cloth: &ClothBuffers, quality: ShadowQuality) {
        let mut pass = ctx.over_skin("cloth", side);
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(2, &self.groups[quality as usize], &[]);
        pass.set_vertex_buffer(0, cloth.vertices.slice(..));
        pass.set_index_buffer(cloth.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..cloth.count, 0, 0..1);
    }
}
