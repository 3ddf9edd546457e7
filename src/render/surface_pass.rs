//! The head from the camera: its depth and, at each pixel, the packed inputs of the skin's shading.

use super::frame_context::FrameContext;
use super::head_buffers::{HEAD_FULL, HeadBuffers, TREATED};
use super::pipeline::{Compiler, PipelineDesc};
use super::shader_text;
use super::targets;
use super::uniform_buffers::{Side, UniformBuffers};
use super::visibility::Frustum;

/// The pass that draws depth and surface from the camera.
pub struct SurfacePass {
    /// Pipelines without and with a scan's own colours.
    pipelines: [wgpu::RenderPipeline; 2],
}

/// Level of detail of the head's triangles.
#[derive(Clone, Copy, Debug)]
pub(super) struct SurfaceDetail {
    /// Frustum outside of which clusters are culled; `None` where nothing is culled.
    pub frustum: Option<Frustum>,
    /// True for the coarser level of detail, for views from afar.
    pub far: bool,
    /// True where pixels keep a scan's own colour.
    pub scanned: bool,
}

impl SurfacePass {
    /// The pass with its two pipelines.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers) -> Self {
        let module = compiler.module("surface", shader_text::SURFACE);
        let pipelines = [0.0, 1.0].map(|scanned| {
            compiler.render(&PipelineDesc {
                label: "surface",
                module: &module,
                vertex: "vs_surface",
                fragment: Some("fs_surface"),
                constants: &[("SCANNED", scanned)],
                groups: &[&uniforms.frame_layout, &uniforms.treatment_layout],
                buffers: &[HEAD_FULL, TREATED],
                topology: wgpu::PrimitiveTopology::TriangleList,
                cull: Some(wgpu::Face::Back),
                depth: Some((wgpu::CompareFunction::Greater, true)),
                targets: &targets::SURFACE_FORMATS.map(|format| (format, None)),
            })
        });
        Self { pipelines }
    }

    /// Draws the head into the depth, which is cleared first, and into the surface.
    pub(super) fn draw(&self, ctx: &mut FrameContext<'_>, head: &HeadBuffers, side: Side, detail: &SurfaceDetail) {
        let [first, second] = &ctx.targets.surface;
        // Pixels beside the head are read only where light spreads from pixel to pixel.
        let second = if ctx.targets.lit.is_some() { second.cleared() } else { second.kept() };
        let mut pass = ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("surface"),
            color_attachments: &[first.kept(), second],
            depth_stencil_attachment: ctx.targets.depth.depth(wgpu::LoadOp::Clear(0.0)),
            timestamp_writes: ctx.timing.pass("surface"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipelines[usize::from(detail.scanned)]);
        pass.set_bind_group(0, ctx.uniforms.frame(), &[]);
        pass.set_bind_group(1, ctx.uniforms.treatment(side), &[]);
        head.draw(&mut pass, detail.frustum.as_ref(), detail.far);
    }
}
