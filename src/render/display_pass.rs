//! The last step: the samples' mean shown.

use super::layout::Display;
use super::pipeline;
use super::targets::{self, DISPLAY_FORMAT, Target};
use super::timing::Timing;
use wgpu::util::DeviceExt;

/// Shows a mean: tone curve, backdrop, sRGB.
pub struct DisplayPass {
    display: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl DisplayPass {
    pub(super) fn new(device: &wgpu::Device) -> Self {
        let module = pipeline::module(device, "display", pipeline::DISPLAY);
        let layout = pipeline::group_layout(
            device,
            "display",
            &[
                pipeline::uniform(0, wgpu::ShaderStages::FRAGMENT),
                pipeline::texture(1, false),
                pipeline::texture(2, false),
            ],
        );
        let stages = ("vs_fullscreen", "fs_display");
        Self { display: pipeline::fullscreen(device, &module, stages, &layout, &[(DISPLAY_FORMAT, None)]), layout }
    }

    /// Shows `mean` (and `before` left of the divide) in `into`.
    #[allow(clippy::too_many_arguments, reason = "the frame's few parts, each named; a struct would only rename them")]
    pub(super) fn draw(
        &self,
        device: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        mean: &Target,
        before: &Target,
        settings: &Display,
        into: &Target,
        timing: &Timing,
    ) {
        let uniform = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("display"),
            contents: bytemuck::bytes_of(settings),
            usage: wgpu::BufferUsages::UNIFORM,
        });
        let group = pipeline::group(
            device,
            "display",
            &self.layout,
            &[uniform.as_entire_binding(), mean.binding(), before.binding()],
        );
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("display"),
            color_attachments: &[targets::color(&into.view, wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT))],
            timestamp_writes: timing.pass("display"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.display);
        pass.set_bind_group(0, &group, &[]);
        pass.draw(0..3, 0..1);
    }
}
