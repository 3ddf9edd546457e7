//! Display: turns the mean of the samples into the picture shown.

use super::contract::Display;
use super::gpu::Gpu;
use super::pipeline::{self, Compiler};
use super::shader_text;
use super::targets::{self, DISPLAY_FORMAT, Target};
use super::timing::Timing;
use super::wall_light;

/// Inputs of the display pass.
pub(super) struct ShownMeans<'a> {
    /// Mean of the samples.
    pub mean: &'a Target,
    /// Mean of the bare head, shown left of the divide or as a ghost.
    pub before: &'a Target,
    /// Light of the wall, where the background is the wall.
    pub wall: Option<&'a wgpu::TextureView>,
}

/// The display pass: tone curve, backdrop, sRGB.
pub struct DisplayPass {
    display: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    linear: wgpu::Sampler,
    /// Placeholder texture for pictures without a wall.
    none: wgpu::TextureView,
}

impl DisplayPass {
    /// The pass with its pipeline, uniform and placeholder texture.
    pub(super) fn new(gpu: &Gpu, compiler: &Compiler) -> Self {
        let device = &gpu.device;
        let module = compiler.module("display", shader_text::DISPLAY);
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
            display: compiler.fullscreen(&module, stages, &layout, &[(DISPLAY_FORMAT, None)]),
            layout,
            linear: pipeline::linear_sampler(device),
            none: wall_light::texture(gpu, 1, &[0; 8]),
        }
    }

    /// Draws the shown picture into `into`.
    pub(super) fn draw(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        shown: &ShownMeans<'_>,
        settings: &Display,
        into: &Target,
        timing: &Timing,
    ) {
        let contents = bytemuck::bytes_of(settings);
        let uniform = pipeline::buffer_init(&gpu.device, "display", contents, wgpu::BufferUsages::UNIFORM);
        let group = pipeline::bind_group(
            &gpu.device,
            "display",
            &self.layout,
            &[
                uniform.as_entire_binding(),
                shown.mean.binding(),
                shown.before.binding(),
                wgpu::BindingResource::TextureView(shown.wall.unwrap_or(&self.none)),
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
