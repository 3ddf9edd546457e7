//! The last step: the samples' mean shown.

use super::contract::Display;
use super::dot_pass::linear_sampler;
use super::gpu::Gpu;
use super::pipeline;
use super::targets::{self, DISPLAY_FORMAT, Target};
use super::timing::Timing;
use super::wall_light;
use wgpu::util::DeviceExt;

/// Shows a mean: tone curve, backdrop, sRGB.
pub struct DisplayPass {
    display: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    linear: wgpu::Sampler,
    /// For pictures without a wall.
    none: wgpu::TextureView,
}

impl DisplayPass {
    pub(super) fn new(gpu: &Gpu) -> Self {
        let device = &gpu.device;
        let module = pipeline::module(device, "display", pipeline::DISPLAY);
        let layout = pipeline::group_layout(
            device,
            "display",
            &[
                pipeline::uniform(0, wgpu::ShaderStages::FRAGMENT),
                pipeline::texture(1, false),
                pipeline::texture(2, false),
                pipeline::texture(3, true),
                pipeline::sampler(4, wgpu::SamplerBindingType::Filtering),
            ],
        );
        let stages = ("vs_fullscreen", "fs_display");
        Self {
            display: pipeline::fullscreen(device, &module, stages, &layout, &[(DISPLAY_FORMAT, None)]),
            layout,
            linear: linear_sampler(device),
            none: wall_light::texture(gpu, 1, &[0; 8]),
        }
    }

    /// Shows `mean` (and `before` left of the divide) in front of a `wall`, where there is one, in `into`.
    pub(super) fn draw(
        &self,
        device: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        (mean, before, wall): (&Target, &Target, Option<&wgpu::TextureView>),
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
            &[
                uniform.as_entire_binding(),
                mean.binding(),
                before.binding(),
                wgpu::BindingResource::TextureView(wall.unwrap_or(&self.none)),
                wgpu::BindingResource::Sampler(&self.linear),
            ],
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
