//! The head from the camera: its depth, and at each pixel what the skin's shading needs to know, packed.

use super::pipeline::{self, Recipe};
use super::shared::{HEAD_FULL, HeadBuffers, Shared, Side, TREATED};
use super::sight::Sight;
use super::targets::{self, Targets};
use super::timing::Timing;

/// Depth and surface from the camera.
pub struct SurfacePass {
    /// Without and with a scan's own colours.
    pipelines: [wgpu::RenderPipeline; 2],
}

impl SurfacePass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let module = pipeline::module(device, "surface", pipeline::SURFACE);
        let pipelines = [0.0, 1.0].map(|scanned| {
            Recipe {
                label: "surface",
                module: &module,
                vertex: "vs_surface",
                fragment: Some("fs_surface"),
                constants: &[("SCANNED", scanned)],
                groups: &[&shared.layout],
                buffers: &[HEAD_FULL, TREATED],
                topology: wgpu::PrimitiveTopology::TriangleList,
                cull: Some(wgpu::Face::Back),
                depth: Some((wgpu::CompareFunction::Greater, true)),
                targets: &targets::SURFACE_FORMATS.map(|format| (format, None)),
            }
            .build(device)
        });
        Self { pipelines }
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        shared: &Shared,
        (side, scanned): (Side, bool),
        (head, sight, px_mm): (&HeadBuffers, &Sight, f32),
        timing: &Timing,
    ) {
        let [first, second] = &targets.surface;
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("surface"),
            // What lies beside the head is not read, but by light that spreads from pixel to pixel.
            color_attachments: &[first.kept(), if targets.lit.is_some() { second.cleared() } else { second.kept() }],
            depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Clear(0.0)),
            timestamp_writes: timing.pass("surface"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipelines[usize::from(scanned)]);
        pass.set_bind_group(0, shared.group(side), &[]);
        head.draw(&mut pass, sight, px_mm);
    }
}
