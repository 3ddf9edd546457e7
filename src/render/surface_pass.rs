//! The head from the camera: its depth, and at each pixel what the skin's shading needs to know, packed.

use super::pipeline::{self, Recipe};
use super::shared::{HEAD_FULL, HeadBuffers, Shared, Side, TREATED};
use super::targets::{self, Targets};
use super::timing::Timing;

/// Depth and surface from the camera.
pub struct SurfacePass {
    pipeline: wgpu::RenderPipeline,
}

impl SurfacePass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let module = pipeline::module(device, "surface", pipeline::SURFACE);
        let pipeline = Recipe {
            label: "surface",
            module: &module,
            vertex: "vs_surface",
            fragment: Some("fs_surface"),
            constants: &[],
            groups: &[&shared.layout],
            buffers: &[HEAD_FULL, TREATED],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: Some(wgpu::Face::Back),
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[(targets::SURFACE_FORMAT, None), (targets::SURFACE_FORMAT, None)],
        }
        .build(device);
        Self { pipeline }
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        shared: &Shared,
        side: Side,
        head: &HeadBuffers,
        timing: &Timing,
    ) {
        let [first, second] = &targets.surface;
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("surface"),
            color_attachments: &[first.cleared(), second.cleared()],
            depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Clear(0.0)),
            timestamp_writes: timing.pass("surface"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(side), &[]);
        head.draw(&mut pass, true);
    }
}
