//! What the passes of a frame are handed.

use super::targets::Targets;
use super::timing::Timing;
use super::uniform_buffers::{Side, UniformBuffers};

/// Encoder, targets, uniforms and clock of a frame: every pass draws with them.
pub(super) struct FrameContext<'a> {
    /// Commands so far.
    pub encoder: &'a mut wgpu::CommandEncoder,
    /// Textures drawn into.
    pub targets: &'a Targets,
    /// Uniforms of camera, lights and treatment.
    pub uniforms: &'a UniformBuffers,
    /// Times of the passes.
    pub timing: &'a Timing,
}

impl FrameContext<'_> {
    /// A pass over the shaded skin, its depth kept, with the groups of frame and treatment bound.
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
    /// Yes: a still, where a stall of some 100 ms goes unseen.
    Now,
    /// No: something moves. The general pipeline serves; it alone is made, once, where there is none yet.
    Never,
}
