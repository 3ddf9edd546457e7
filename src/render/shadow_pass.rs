//! Shadows: depth of the head from each light, drawn again where head or light has changed.

use super::contract::MAX_LIGHTS;
use super::frame_context::FrameContext;
use super::head_buffers::{HEAD_POSITION, HeadBuffers};
use super::lod::ShadowQuality;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::targets::{self, Target};
use super::uniform_buffers::UniformBuffers;

/// The pass that draws the shadow atlas, in which each light has a square.
pub struct ShadowPass {
    pipeline: wgpu::RenderPipeline,
    lights: Vec<wgpu::BindGroup>,
    /// Atlases of half and of full size.
    atlases: [Target; 2],
}

impl ShadowPass {
    /// The pass with its pipeline and both atlases.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers) -> Self {
        let device = compiler.device();
        let module = compiler.module("shadow", shader_text::SHADOW);
        let layout = pipeline::group_layout(device, "light", &[pipeline::uniform(0, wgpu::ShaderStages::VERTEX)]);
        let lights = (0..MAX_LIGHTS as u32)
            .map(|i| {
                let index = bytemuck::cast::<[u32; 4], [u8; 16]>([i, 0, 0, 0]);
                let buffer = pipeline::buffer_init(device, "light index", &index, wgpu::BufferUsages::UNIFORM);
                pipeline::bind_group(device, "light", &layout, &[buffer.as_entire_binding()])
            })
            .collect();
        let pipeline = compiler.render(&PipelineDesc {
            label: "shadow",
            module: &module,
            vertex: "vs_shadow",
            fragment: None,
            constants: &[],
            groups: &[&uniforms.frame_layout, &layout],
            buffers: &[HEAD_POSITION],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: Some(wgpu::Face::Back),
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[],
        });
        let atlases = [ShadowQuality::Moving, ShadowQuality::Close].map(|quality| {
            let size = (quality.edge_px() * MAX_LIGHTS as u32, quality.edge_px());
            Target::new(device, "shadow atlas", size, targets::DEPTH_FORMAT)
        });
        Self { pipeline, lights, atlases }
    }

    /// The atlas for a quality.
    pub(super) fn atlas(&self, quality: ShadowQuality) -> &Target {
        &self.atlases[usize::from(quality != ShadowQuality::Moving)]
    }

    /// Bind groups of a lit pass, by shadow quality: the atlas at binding 0, its sampler at 1, a uniform at 2.
    pub(super) fn beside(
        &self,
        device: &wgpu::Device,
        label: &str,
        uniform: &wgpu::Buffer,
    ) -> (wgpu::BindGroupLayout, [wgpu::BindGroup; 3]) {
        let entries = [
            pipeline::depth_texture(0),
            pipeline::sampler(1, wgpu::SamplerBindingType::Comparison),
            pipeline::uniform(2, wgpu::ShaderStages::VERTEX_FRAGMENT),
        ];
        let layout = pipeline::group_layout(device, label, &entries);
        let groups = ShadowQuality::ALL.map(|quality| {
            let compare = pipeline::shadow_sampler(device, quality.is_filtered());
            let resources =
                [self.atlas(quality).binding(), wgpu::BindingResource::Sampler(&compare), uniform.as_entire_binding()];
            pipeline::bind_group(device, label, &layout, &resources)
        });
        (layout, groups)
    }

    /// Draws the coarse head into the atlas's square of each light in `casters`.
    pub(super) fn draw(
        &self,
        ctx: &mut FrameContext<'_>,
        head: &HeadBuffers,
        casters: impl Iterator<Item = usize>,
        quality: ShadowQuality,
    ) {
        let mut pass = ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("shadow"),
            color_attachments: &[],
            depth_stencil_attachment: self.atlas(quality).depth(wgpu::LoadOp::Clear(0.0)),
            timestamp_writes: ctx.timing.pass("shadow"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, ctx.uniforms.frame(), &[]);
        for (i, light) in casters.filter_map(|i| Some((i, self.lights.get(i)?))) {
            let edge = quality.edge_px() as f32;
            pass.set_viewport(edge * i as f32, 0.0, edge, edge, 0.0, 1.0);
            pass.set_bind_group(1, light, &[]);
            head.draw_occluder(&mut pass);
        }
    }
}
