//! The skin, shaded once a pixel from its packed surface: albedo times pigment ratio, scattered light, two specular lobes.
//!
//! Light spreads below the skin by curvature, looked up in a table; or, the careful way, from pixel to pixel: one pass for
//! what reaches the skin, and the shading pass gathers from it.

use super::dot_pass::linear_sampler;
use super::layout::Treatment;
use super::pipeline::{self, Recipe};
use super::shadow_pass::ShadowPass;
use super::shared::{Shared, Side};
use super::targets::{LINEAR_FORMAT, Target, Targets};
use super::timing::Timing;
use super::uniforms::Lit;
use crate::optics::scatter;
use half::f16;
use std::collections::HashMap;
use wgpu::util::{DeviceExt, TextureDataOrder};

/// What a picture shows of what skin may show; the shader is made for it (`override`s in `shaders/skin.wgsl`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    /// Dots.
    pub pigment: bool,
    /// Redness, wheals, loose scales of fresh ones.
    pub fresh: bool,
    /// Skin so near that its relief shows.
    pub close: bool,
    /// A scan's own colours.
    pub scanned: bool,
    /// How many lights.
    pub lights: u32,
    /// Which of them cast shadows: a bit each.
    pub casters: u32,
}

/// Relief is gone where a pixel is wider than this, mm (`local_skin` in the shader).
const RELIEF_PX_MM: f32 = 0.25;

impl Kind {
    /// What `treatment` under these lights shows where no pixel on the skin is narrower than `px_mm`.
    pub(super) fn of(treatment: &Treatment, lit: &Lit, px_mm: f32) -> Self {
        Self {
            pigment: treatment.clock.w > 0.5,
            fresh: treatment.fresh.x.max(treatment.fresh.y).max(treatment.blood_slope.w) > 1e-4,
            close: px_mm < RELIEF_PX_MM,
            scanned: treatment.surface.w > 0.5,
            lights: lit.count(),
            casters: lit.casters().map(|i| 1 << i).sum(),
        }
    }

    fn constants(self) -> [(&'static str, f64); 6] {
        [
            ("PIGMENT", f64::from(u8::from(self.pigment))),
            ("FRESH", f64::from(u8::from(self.fresh))),
            ("CLOSE", f64::from(u8::from(self.close))),
            ("SCANNED", f64::from(u8::from(self.scanned))),
            ("LIGHTS", f64::from(self.lights)),
            ("CASTERS", f64::from(self.casters)),
        ]
    }
}

/// Group 1 of everything that is lit: the shadow atlas, then what is the pass's own.
pub struct SkinPass {
    module: wgpu::ShaderModule,
    /// By entry point and kind of picture, made when first asked for.
    pipelines: HashMap<(&'static str, Kind), wgpu::RenderPipeline>,
    layout: wgpu::BindGroupLayout,
    shared: wgpu::BindGroupLayout,
    compare: wgpu::Sampler,
    linear: wgpu::Sampler,
    scatter: Option<([f32; 3], Target)>,
}

/// Group 1 of the skin's passes over one set of targets.
pub(super) struct SkinGroups {
    quick: wgpu::BindGroup,
    careful: Option<wgpu::BindGroup>,
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
                pipeline::texture(6, false),
                pipeline::words(7),
                pipeline::words(8),
            ],
        );
        Self {
            shared: shared.layout.clone(),
            module,
            pipelines: HashMap::new(),
            compare: shadow_sampler(device),
            linear: linear_sampler(device),
            scatter: None,
            layout,
        }
    }

    /// The pipeline of an entry point for a kind of picture.
    fn pipeline(&mut self, device: &wgpu::Device, fragment: &'static str, kind: Kind) -> &wgpu::RenderPipeline {
        let (module, groups) = (&self.module, [&self.shared, &self.layout]);
        self.pipelines.entry((fragment, kind)).or_insert_with(|| {
            Recipe {
                label: fragment,
                module,
                vertex: "vs_fullscreen",
                fragment: Some(fragment),
                constants: &kind.constants(),
                groups: &groups,
                buffers: &[],
                topology: wgpu::PrimitiveTopology::TriangleList,
                cull: None,
                // The triangle lies at the far end: it passes where something lies before it.
                depth: Some((wgpu::CompareFunction::Less, false)),
                targets: &[(LINEAR_FORMAT, None)],
            }
            .build(device)
        })
    }

    /// Rebuilds the scattering table where the skin's lengths have changed. Returns the bytes uploaded.
    pub(super) fn set_scatter(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, d_mm: [f32; 3]) -> u64 {
        if self.scatter.as_ref().is_some_and(|(old, _)| *old == d_mm) {
            return 0;
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
        2 * texels.len() as u64
    }

    /// The bind groups for one set of targets; `None` before the first skin is set.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets, shadow: &ShadowPass) -> Option<SkinGroups> {
        let (_, scatter) = self.scatter.as_ref()?;
        let reading = |lit: &Target| {
            let resources = [
                shadow.atlas.binding(),
                wgpu::BindingResource::Sampler(&self.compare),
                targets.narrow.binding(),
                targets.wide.binding(),
                wgpu::BindingResource::Sampler(&self.linear),
                scatter.binding(),
                lit.binding(),
                targets.surface[0].binding(),
                targets.surface[1].binding(),
            ];
            pipeline::group(device, "skin", &self.layout, &resources)
        };
        // A pass cannot read what it draws into; one that does not look there may be given anything.
        Some(SkinGroups { quick: reading(&targets.narrow), careful: targets.lit.as_ref().map(reading) })
    }

    pub(super) fn draw(
        &mut self,
        device: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        (targets, groups): (&Targets, &SkinGroups),
        (shared, side): (&Shared, Side),
        kind: Kind,
        timing: &Timing,
    ) {
        let mut pass = |label, into: &Target, fragment, group: &wgpu::BindGroup| {
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some(label),
                color_attachments: &[into.cleared()],
                depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Load),
                timestamp_writes: timing.pass(label),
                ..wgpu::RenderPassDescriptor::default()
            });
            pass.set_pipeline(self.pipeline(device, fragment, kind));
            pass.set_bind_group(0, shared.group(side), &[]);
            pass.set_bind_group(1, group, &[]);
            pass.draw(0..3, 0..1);
        };
        match (&targets.lit, &groups.careful) {
            (Some(lit), Some(careful)) => {
                pass("lit", lit, "fs_lit", &groups.quick);
                pass("skin", &targets.sample, "fs_skin_careful", careful);
            }
            _ => pass("skin", &targets.sample, "fs_skin", &groups.quick),
        }
    }
}
