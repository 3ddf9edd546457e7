//! The last two steps: the samples' mean, and the mean shown.

use super::dot_pass::linear_sampler;
use super::gpu::Gpu;
use super::layout::Display;
use super::pipeline::{self, Recipe};
use super::targets::{self, DISPLAY_FORMAT, LINEAR_FORMAT, Target, Targets};
use super::timing::Timing;
use super::wall_light;
use wgpu::util::DeviceExt;

/// Takes a sample into the running mean: the n-th counts 1/n, by the blend constant.
pub struct AccumulatePass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl AccumulatePass {
    pub(super) fn new(device: &wgpu::Device) -> Self {
        let module = pipeline::module(device, "accumulate", pipeline::ACCUMULATE);
        let layout = pipeline::group_layout(device, "accumulate", &[pipeline::texture(0, false)]);
        let weighted = wgpu::BlendComponent {
            src_factor: wgpu::BlendFactor::Constant,
            dst_factor: wgpu::BlendFactor::OneMinusConstant,
            operation: wgpu::BlendOperation::Add,
        };
        let blend = wgpu::BlendState { color: weighted, alpha: weighted };
        let pipeline =
            fullscreen(device, "accumulate", &module, "fs_accumulate", &layout, (LINEAR_FORMAT, Some(blend)));
        Self { pipeline, layout }
    }

    /// The bind group for one set of targets.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets) -> wgpu::BindGroup {
        pipeline::group(device, "accumulate", &self.layout, &[targets.sample.binding()])
    }

    /// Takes in the sample number `count`, from 1.
    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        mean: &Target,
        group: &wgpu::BindGroup,
        count: u32,
        timing: &Timing,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("accumulate"),
            color_attachments: &[if count <= 1 { mean.cleared() } else { mean.kept() }],
            timestamp_writes: timing.pass("accumulate"),
            ..wgpu::RenderPassDescriptor::default()
        });
        let weight = 1.0 / f64::from(count.max(1));
        pass.set_pipeline(&self.pipeline);
        pass.set_blend_constant(wgpu::Color { r: weight, g: weight, b: weight, a: weight });
        pass.set_bind_group(0, group, &[]);
        pass.draw(0..3, 0..1);
    }
}

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
        Self {
            display: fullscreen(device, "display", &module, "fs_display", &layout, (DISPLAY_FORMAT, None)),
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

fn fullscreen(
    device: &wgpu::Device,
    label: &str,
    module: &wgpu::ShaderModule,
    fragment: &str,
    layout: &wgpu::BindGroupLayout,
    target: (wgpu::TextureFormat, Option<wgpu::BlendState>),
) -> wgpu::RenderPipeline {
    Recipe {
        label,
        module,
        vertex: "vs_fullscreen",
        fragment: Some(fragment),
        constants: &[],
        groups: &[layout],
        buffers: &[],
        topology: wgpu::PrimitiveTopology::TriangleList,
        cull: None,
        depth: None,
        targets: &[target],
    }
    .build(device)
}
