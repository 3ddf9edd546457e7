//! Dots: their extinction added up, the cores at full resolution and the halos at a quarter.

use super::dot_buffers::{DotBuffers, DotLayouts};
use super::frame_context::FrameContext;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::targets::{LINEAR_FORMAT, Targets};
use super::uniform_buffers::UniformBuffers;

/// The pass that draws dots: cores and halos.
pub struct DotPass {
    /// Pipelines of the cores: for pixels finer and coarser than half a dot's width.
    cores: [wgpu::RenderPipeline; 2],
    /// Pipelines of the halos: single and gathered, each without and with the redness of fresh ones.
    halos: [[wgpu::RenderPipeline; 2]; 2],
    depth_layout: wgpu::BindGroupLayout,
}

/// Variant of the halos' pipeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct HaloVariant {
    /// True where a dot is so fresh that the skin around it is red.
    pub fresh: bool,
    /// True where each halo stands for several dots.
    pub gathered: bool,
}

impl DotPass {
    /// The pass and its pipelines; `listed` is true where dots are drawn by the list of visible ones.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers, layouts: &DotLayouts, listed: bool) -> Self {
        let module = compiler.module("dot", shader_text::DOT);
        let depth_layout = pipeline::group_layout(compiler.device(), "dots", &[pipeline::texture(0, false)]);
        let groups = [&uniforms.frame_layout, &layouts.drawn, &depth_layout];
        let listed = f64::from(u8::from(listed));
        let build = |label, (vertex, fragment), constants: &[_], taken: usize, depth| {
            compiler.render(&PipelineDesc {
                label,
                module: &module,
                vertex,
                fragment: Some(fragment),
                constants,
                groups: &groups[..taken],
                buffers: &[],
                topology: wgpu::PrimitiveTopology::TriangleList,
                cull: None,
                depth,
                targets: &[(LINEAR_FORMAT, Some(pipeline::ADD))],
            })
        };
        let before_head = Some((wgpu::CompareFunction::GreaterEqual, false));
        let cores = [0.0, 1.0].map(|far| {
            build("dots, narrow", ("vs_dot", "fs_dot"), &[("FAR", far), ("LISTED", listed)], 2, before_head)
        });
        let halos = [0.0, 1.0].map(|gathered| {
            [0.0, 1.0].map(|fresh| {
                let constants = [("FRESH", fresh), ("GATHERED", gathered), ("LISTED", listed)];
                build("dots, wide", ("vs_halo", "fs_halo"), &constants, 3, None)
            })
        });
        Self { cores, halos, depth_layout }
    }

    /// Bind group over one set of targets.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets) -> wgpu::BindGroup {
        pipeline::bind_group(device, "dots", &self.depth_layout, &[targets.depth.binding()])
    }

    /// Draws the cores. `below_dot_size` is true where a pixel is wider than half a dot, so that every dot is blurred to a
    /// Gaussian.
    pub(super) fn draw_cores(&self, ctx: &mut FrameContext<'_>, dots: &DotBuffers, below_dot_size: bool) {
        let mut pass = ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("dots narrow"),
            color_attachments: &[ctx.targets.core.cleared()],
            depth_stencil_attachment: ctx.targets.depth.depth(wgpu::LoadOp::Load),
            timestamp_writes: ctx.timing.pass("dots narrow"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.cores[usize::from(below_dot_size)]);
        pass.set_bind_group(0, ctx.uniforms.frame(), &[]);
        let vertices = dots.bind_cores(&mut pass);
        if !vertices.is_empty() {
            pass.draw(vertices, 0..1);
        }
    }

    /// Draws the halos; `depth` is the bind group over the targets.
    pub(super) fn draw_halos(
        &self,
        ctx: &mut FrameContext<'_>,
        depth: &wgpu::BindGroup,
        dots: &DotBuffers,
        variant: HaloVariant,
    ) {
        let mut pass = ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("dots wide"),
            color_attachments: &[ctx.targets.halo.cleared()],
            timestamp_writes: ctx.timing.pass("dots wide"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.halos[usize::from(variant.gathered)][usize::from(variant.fresh)]);
        pass.set_bind_group(0, ctx.uniforms.frame(), &[]);
        pass.set_bind_group(2, depth, &[]);
        let vertices = dots.bind_halos(&mut pass);
        if !vertices.is_empty() {
            pass.draw(vertices, 0..1);
        }
    }
}

/// Clears the targets to no pigment. Bare skin goes through the shader of treated skin: where no dot reaches, both are
/// equal to the last bit, whatever a compiler makes of the shader.
pub(super) fn clear(ctx: &mut FrameContext<'_>) {
    for target in [&ctx.targets.core, &ctx.targets.halo] {
        ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("no dots"),
            color_attachments: &[target.cleared()],
            ..wgpu::RenderPassDescriptor::default()
        });
    }
}
