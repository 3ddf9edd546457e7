//! What the passes of a frame are handed.

use super::targets::Targets;
use super::timing::Timing;
use super::uniform_buffers::UniformBuffers;

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

/// Permission to make a pipeline within a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compile {
    /// Yes: a still, where a stall of some 100 ms goes unseen.
    Now,
    /// No: something moves. The general pipeline serves; it alone is made, once, where there is none yet.
    Never,
}
