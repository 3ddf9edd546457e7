//! Depth of the head from each light, drawn again when head or light has changed.

use super::contract::{MAX_LIGHTS, SHADOW_SIZE};
use super::pipeline::{self, Recipe};
use super::shared::{HEAD_PLACE, HeadBuffers, Shared, Side};
use super::targets::{self, Target};
use super::timing::Timing;
use wgpu::util::DeviceExt;

/// How finely shadows are drawn and looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fineness {
    /// Half the size, by the texel: a head that turns before the eye brings other shadows with each frame.
    Moving,
    /// By the texel, where a pixel is no narrower than one.
    Afar,
    /// Between four texels.
    Close,
}

impl Fineness {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Moving, Self::Afar, Self::Close];

    /// For pixels so wide that no relief shows, and so many samples.
    pub(super) fn of(close: bool, samples: u32) -> Self {
        if close {
            Self::Close
        } else if samples > 1 {
            Self::Afar
        } else {
            Self::Moving
        }
    }

    /// Edge of one light's square, texels.
    fn edge_px(self) -> u32 {
        if self == Self::Moving { SHADOW_SIZE / 2 } else { SHADOW_SIZE }
    }

    /// Least blur of a shadow, mm: a texel and a half.
    pub(super) fn blur_mm(self) -> f32 {
        if self == Self::Moving { 0.9 } else { 0.45 }
    }

    /// What its atlas is looked up with.
    pub(super) fn filter(self) -> wgpu::FilterMode {
        if self == Self::Close { wgpu::FilterMode::Linear } else { wgpu::FilterMode::Nearest }
    }
}

/// Depth from each light: one square of the atlas a light.
pub struct ShadowPass {
    pipeline: wgpu::RenderPipeline,
    lights: Vec<wgpu::BindGroup>,
    /// Of half and of full size.
    atlases: [Target; 2],
}

impl ShadowPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let module = pipeline::module(device, "shadow", pipeline::SHADOW);
        let layout = pipeline::group_layout(device, "light", &[pipeline::uniform(0, wgpu::ShaderStages::VERTEX)]);
        let lights = (0..MAX_LIGHTS as u32)
            .map(|i| {
                let buffer = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                    label: Some("light index"),
                    contents: bytemuck::bytes_of(&[i, 0, 0, 0]),
                    usage: wgpu::BufferUsages::UNIFORM,
                });
                pipeline::group(device, "light", &layout, &[buffer.as_entire_binding()])
            })
            .collect();
        let pipeline = Recipe {
            label: "shadow",
            module: &module,
            vertex: "vs_shadow",
            fragment: None,
            constants: &[],
            groups: &[&shared.layout, &layout],
            buffers: &[HEAD_PLACE],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: Some(wgpu::Face::Back),
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[],
        }
        .build(device);
        let atlases = [Fineness::Moving, Fineness::Close].map(|fineness| {
            let size = (fineness.edge_px() * MAX_LIGHTS as u32, fineness.edge_px());
            Target::new(device, "shadow atlas", size, targets::DEPTH_FORMAT)
        });
        Self { pipeline, lights, atlases }
    }

    /// The atlas.
    pub(super) fn atlas(&self, fineness: Fineness) -> &Target {
        &self.atlases[usize::from(fineness != Fineness::Moving)]
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        shared: &Shared,
        head: &HeadBuffers,
        (casters, fineness): (impl Iterator<Item = usize>, Fineness),
        timing: &Timing,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("shadow"),
            color_attachments: &[],
            depth_stencil_attachment: self.atlas(fineness).depth(wgpu::LoadOp::Clear(0.0)),
            timestamp_writes: timing.pass("shadow"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, shared.group(Side::After), &[]);
        for (i, light) in casters.filter_map(|i| Some((i, self.lights.get(i)?))) {
            let edge = fineness.edge_px() as f32;
            pass.set_viewport(edge * i as f32, 0.0, edge, edge, 0.0, 1.0);
            pass.set_bind_group(1, light, &[]);
            head.draw_occluder(&mut pass);
        }
    }
}
