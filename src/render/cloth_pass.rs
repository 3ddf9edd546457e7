//! The cloth over the cut of the bust.

use super::contract::{self, Cloth};
use super::pipeline::{self, Recipe};
use super::shadow_pass::{Fineness, ShadowPass};
use super::shared::{Shared, Side};
use super::skin_pass::shadow_sampler;
use super::targets::{LINEAR_FORMAT, Targets};
use super::timing::Timing;
use crate::head::Head;
use crate::head::garment::{cloth, rib_mm};
use glam::Vec3;

/// Albedo of the cloth, scene-linear: near black, as treatment capes are.
const ALBEDO: Vec3 = Vec3::new(0.020, 0.021, 0.024);

/// The cloth of one head.
pub struct ClothBuffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    count: u32,
    look: Cloth,
}

impl ClothBuffers {
    /// What a head wears; none where it wears nothing.
    pub(super) fn new(device: &wgpu::Device, head: &Head) -> Option<Self> {
        let (vertices, triangles) = cloth(head, head.clothing);
        if triangles.is_empty() {
            return None;
        }
        let vertices: Vec<contract::ClothVertex> = vertices
            .iter()
            .map(|v| contract::ClothVertex {
                position: v.position.to_array(),
                normal: v.normal.to_array(),
                weave: [v.cloth_mm[0], v.cloth_mm[1], v.open],
            })
            .collect();
        let buffer = |contents, usage| pipeline::filled(device, "cloth", contents, usage);
        Some(Self {
            vertices: buffer(bytemuck::cast_slice(&vertices), wgpu::BufferUsages::VERTEX),
            indices: buffer(bytemuck::cast_slice(&triangles), wgpu::BufferUsages::INDEX),
            count: triangles.len() as u32 * 3,
            look: Cloth { albedo: ALBEDO, rib_mm: rib_mm(head.clothing) },
        })
    }
}

/// The pass.
pub struct ClothPass {
    pipeline: wgpu::RenderPipeline,
    uniform: wgpu::Buffer,
    groups: [wgpu::BindGroup; 3],
}

pub(super) const VERTEX: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<contract::ClothVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x3, 2 => Float32x3],
};

impl ClothPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared, shadow: &ShadowPass) -> Self {
        let uniform = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("cloth"),
            size: size_of::<Cloth>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let entries = [
            pipeline::depth_texture(0),
            pipeline::sampler(1, wgpu::SamplerBindingType::Comparison),
            pipeline::uniform(2, wgpu::ShaderStages::FRAGMENT),
        ];
        let layout = pipeline::group_layout(device, "cloth", &entries);
        let groups = Fineness::ALL.map(|fineness| {
            let compare = shadow_sampler(device, fineness.filter());
            let resources = [
                shadow.atlas(fineness).binding(),
                wgpu::BindingResource::Sampler(&compare),
                uniform.as_entire_binding(),
            ];
            pipeline::group(device, "cloth", &layout, &resources)
        });
        let pipeline = Recipe {
            label: "cloth",
            module: &pipeline::module(device, "cloth", pipeline::CLOTH),
            vertex: "vs_cloth",
            fragment: Some("fs_cloth"),
            constants: &[],
            groups: &[&shared.layout, &layout],
            buffers: &[VERTEX],
            topology: wgpu::PrimitiveTopology::TriangleList,
            // Seen from below, the inside shows.
            cull: None,
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[(LINEAR_FORMAT, None)],
        }
        .build(device);
        Self { pipeline, uniform, groups }
    }

    /// Takes a head's cloth for what is drawn next.
    pub(super) fn set(&self, queue: &wgpu::Queue, cloth: &ClothBuffers) {
        queue.write_buffer(&self.uniform, 0, bytemuck::bytes_of(&cloth.look));
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        (shared, side): (&Shared, Side),
        (cloth, fineness): (&ClothBuffers, Fineness),
        timing: &Timing,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("cloth"),
            color_attachments: &[targets.sample.kept()],
            depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Load),
            timestamp_writes: timing.pass("cloth"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(side), &[]);
        pass.set_bind_group(1, &self.groups[fineness as usize], &[]);
        pass.set_vertex_buffer(0, cloth.vertices.slice(..));
        pass.set_index_buffer(cloth.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..cloth.count, 0, 0..1);
    }
}
