//! Depth of the head from each light, drawn again when head or light has changed.

use super::contract::{MAX_LIGHTS, SHADOW_SIZE};
use super::frame::FrameContext;
use super::head_buffers::{HEAD_POSITION, HeadBuffers};
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::targets::{self, Target};
use super::uniform_buffers::UniformBuffers;

/// How finely shadows are drawn and looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShadowQuality {
    /// Half the size, by the texel: a head that turns before the eye brings other shadows with each frame.
    Moving,
    /// By the texel, where a pixel is no narrower than one.
    Afar,
    /// Between four texels.
    Close,
}

impl ShadowQuality {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Moving, Self::Afar, Self::Close];

    /// The quality for skin that shows relief or not, in so many samples; coarser than [`Self::Close`] only where it `may` be.
    pub(super) fn of(shows_relief: bool, samples: u32, may_be_coarse: bool) -> Self {
        match (shows_relief || !may_be_coarse, samples) {
            (true, _) => Self::Close,
            (false, 2..) => Self::Afar,
            (false, _) => Self::Moving,
        }
    }

    /// Edge of one light's square, texels.
    fn edge_px(self) -> u32 {
        if self == Self::Moving { SHADOW_SIZE / 2 } else { SHADOW_SIZE }
    }

    /// Least blur of a shadow, mm: a texel and a half.
    pub(super) fn blur_mm(self) -> f32 {
        if self == Self::Moving { 0.9 } else { 0.45 }
    }

    /// Filter of the atlas.
    pub(super) fn filter(self) -> wgpu::FilterMode {
        if self == Self::Close { wgpu::FilterMode::Linear } else { wgpu::FilterMode::Nearest }
    }
}

/// Depth from each light: one square of the atlas a light.
pub struct ShadowPass {
    pipeline: wgpu::RenderPipeline,
    lights: Vec<wgpu::BindGroup>,
    /// Atlases of half and of full size.
    atlases: [Target; 2],
}

impl ShadowPass {
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

    /// The atlas of a quality.
    pub(super) fn atlas(&self, quality: ShadowQuality) -> &Target {
        &self.atlases[usize::from(quality != ShadowQuality::Moving)]
    }

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
