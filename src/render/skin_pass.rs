//! The skin, shaded once a pixel: albedo times pigment ratio, scattered light, two specular lobes.

use super::depth_pass::ShadowPass;
use super::dot_pass::linear_sampler;
use super::pipeline::{self, Recipe};
use super::shared::{HEAD_FULL, HeadBuffers, Shared, Side, TREATED};
use super::targets::{LINEAR_FORMAT, Target, Targets};
use super::timing::Timing;
use crate::optics::scatter;
use half::f16;
use wgpu::util::{DeviceExt, TextureDataOrder};

/// Group 1 of everything that is lit: the shadow atlas, then what is the pass's own.
pub struct SkinPass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    compare: wgpu::Sampler,
    linear: wgpu::Sampler,
    scatter: Option<([f32; 3], Target)>,
}

/// A sampler that compares: 1 where the reference is at least as near to the light as what is stored.
pub(super) fn shadow_sampler(device: &wgpu::Device) -> wgpu::Sampler {
    device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("shadow"),
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        compare: Some(wgpu::CompareFunction::GreaterEqual),
        ..wgpu::SamplerDescriptor::default()
    })
}

impl SkinPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let module = pipeline::module(device, "skin", pipeline::SKIN);
        let layout = pipeline::group_layout(
            device,
            "skin",
            &[
                pipeline::depth_texture(0),
                pipeline::sampler(1, wgpu::SamplerBindingType::Comparison),
                pipeline::texture(2, false),
                pipeline::texture(3, true),
                pipeline::sampler(4, wgpu::SamplerBindingType::Filtering),
                pipeline::texture(5, true),
            ],
        );
        let pipeline = Recipe {
            label: "skin",
            module: &module,
            vertex: "vs_skin",
            fragment: Some("fs_skin"),
            groups: &[&shared.layout, &layout],
            buffers: &[HEAD_FULL, TREATED],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: None,
            depth: Some((wgpu::CompareFunction::GreaterEqual, false)),
            targets: &[(LINEAR_FORMAT, None)],
        }
        .build(device);
        Self { pipeline, layout, compare: shadow_sampler(device), linear: linear_sampler(device), scatter: None }
    }

    /// Rebuilds the scattering table where the skin's lengths have changed. True where it did.
    pub(super) fn set_scatter(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, d_mm: [f32; 3]) -> bool {
        if self.scatter.as_ref().is_some_and(|(old, _)| *old == d_mm) {
            return false;
        }
        let table = scatter::preintegrated_table(d_mm);
        let texels: Vec<u16> =
            table.iter().flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 1.0]).map(|x| f16::from_f32(x).to_bits()).collect();
        let texture = device.create_texture_with_data(
            queue,
            &wgpu::TextureDescriptor {
                label: Some("scatter"),
                size: wgpu::Extent3d {
                    width: scatter::TABLE_WIDTH as u32,
                    height: scatter::TABLE_HEIGHT as u32,
                    depth_or_array_layers: 1,
                },
                mip_level_count: 1,
                sample_count: 1,
                dimension: wgpu::TextureDimension::D2,
                format: LINEAR_FORMAT,
                usage: wgpu::TextureUsages::TEXTURE_BINDING,
                view_formats: &[],
            },
            TextureDataOrder::LayerMajor,
            bytemuck::cast_slice(&texels),
        );
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        self.scatter = Some((d_mm, Target { texture, view }));
        true
    }

    /// The bind group for one set of targets; `None` before the first skin is set.
    pub(super) fn bind(
        &self,
        device: &wgpu::Device,
        targets: &Targets,
        shadow: &ShadowPass,
    ) -> Option<wgpu::BindGroup> {
        let (_, scatter) = self.scatter.as_ref()?;
        Some(pipeline::group(
            device,
            "skin",
            &self.layout,
            &[
                shadow.atlas.binding(),
                wgpu::BindingResource::Sampler(&self.compare),
                targets.narrow.binding(),
                targets.wide.binding(),
                wgpu::BindingResource::Sampler(&self.linear),
                scatter.binding(),
            ],
        ))
    }

    #[allow(clippy::too_many_arguments, reason = "the frame's few parts, each named; a struct would only rename them")]
    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        group: &wgpu::BindGroup,
        shared: &Shared,
        side: Side,
        head: &HeadBuffers,
        timing: &Timing,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("skin"),
            color_attachments: &[targets.sample.cleared()],
            depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Load),
            timestamp_writes: timing.pass("skin"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(side), &[]);
        pass.set_bind_group(1, group, &[]);
        head.draw(&mut pass, true);
    }
}
