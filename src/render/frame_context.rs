//! The context of a frame, which every pass gets.

use super::targets::Targets;
use super::timing::Timing;
use super::uniform_buffers::{Side, UniformBuffers};

/// Encoder, targets, uniforms and timing of a frame.
pub(super) struct FrameContext<'a> {
    /// Encoder of the frame's commands.
    pub encoder: &'a mut wgpu::CommandEncoder,
    /// Textures that are drawn into.
    pub targets: &'a Targets,
    /// Uniforms of camera, lights and treatment.
    pub uniforms: &'a UniformBuffers,
    /// Timestamps of the passes.
    pub timing: &'a Timing,
}

impl FrameContext<'_> {
    /// A pass that draws over the shaded skin. Its depth is kept; the groups of frame and treatment are bound.
    pub(super) fn over_skin(&mut self, label: &'static str, side: Side) -> wgpu::RenderPass<'_> {
        let mut pass = self.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some(label),
            color_attachments: &[self.targets.sample.kept()],
            depth_stencil_attachment: self.targets.depth.depth(wgpu::LoadOp::Load),
            timestamp_writes: self.timing.pass(label),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_bind_group(0, self.uniforms.frame(), &[]);
        pass.set_bind_group(1, self.uniforms.treatment(side), &[]);
        pass
    }
}

/// Permission to make a pipeline within a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compile {
    /// Pipelines may be made: in a still, a stall of some 100 ms goes unnoticed.
    Now,
    /// Pipelines may not be made, because something moves. The general one is used; it alone is made, once, if there is
    /// none.
    Never,
}
