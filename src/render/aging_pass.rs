//! Aging: dots as they are on the day shown, computed on the device once a change of time or plan; then neighbours'
//! halos are gathered.

use super::contract::THREADS;
use super::dot_buffers::{AgingState, DotBuffers, DotLayouts};
use super::frame_context::FrameContext;
use super::lod::Detail;
use super::pipeline::Compiler;
use super::shader_text;
use super::uniform_buffers::{Side, UniformBuffers};

/// The compute pass over the dots.
pub struct AgingPass {
    aging: wgpu::ComputePipeline,
    gathering: wgpu::ComputePipeline,
}

impl AgingPass {
    /// The pass with its two compute pipelines.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers, layouts: &DotLayouts) -> Self {
        let groups = [&layouts.aging, &uniforms.treatment_layout];
        Self {
            aging: compiler.compute("cs_aging", shader_text::AGING, &groups),
            gathering: compiler.compute("cs_gather", shader_text::GATHER, &[&layouts.gathering]),
        }
    }

    /// Ages the dots that are about to be drawn, unless they are of this day already.
    pub(super) fn run(&self, ctx: &mut FrameContext<'_>, dots: &mut DotBuffers, detail: Detail) {
        let version = ctx.uniforms.treated_version();
        let wanted = dots.wanted(detail);
        let AgingState { aged, aged_version, gathered_version } = dots.state;
        let late = aged_version != version || aged < wanted;
        let gather = detail.gathered && gathered_version != version;
        if !late && !gather {
            return;
        }
        let mut compute = ctx.encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
            label: Some("aging"),
            timestamp_writes: ctx.timing.compute("aging"),
        });
        if late {
            compute.set_pipeline(&self.aging);
            compute.set_bind_group(0, &dots.aging, &[]);
            compute.set_bind_group(1, ctx.uniforms.treatment(Side::After), &[]);
            dispatch(&mut compute, wanted);
            (dots.state.aged, dots.state.aged_version) = (wanted, version);
        }
        if gather {
            compute.set_pipeline(&self.gathering);
            compute.set_bind_group(0, &dots.gathering, &[]);
            dispatch(&mut compute, dots.group_count());
            dots.state.gathered_version = version;
        }
    }
}

/// Workgroups in a row of a dispatch: one dimension cannot hold enough for a million dots.
const ROW: u32 = 1024;

fn dispatch(pass: &mut wgpu::ComputePass<'_>, threads: u32) {
    let groups = threads.div_ceil(THREADS);
    pass.dispatch_workgroups(groups.min(ROW), groups.div_ceil(ROW), 1);
}
