//! The skin, shaded once a pixel from its packed surface: albedo times pigment ratio, scattered light, two specular lobes.
//!
//! Light spreads below the skin by curvature, in a closed form; or, the careful way, from pixel to pixel: one pass for
//! what reaches the skin, and the shading pass gathers from it.

use super::appearance::Appearance;
use super::contract::Treatment;
use super::dot_pass::linear_sampler;
use super::pipeline::{self, Recipe};
use super::shadow_pass::{Fineness, ShadowPass};
use super::shared::{Shared, Side};
use super::targets::{LINEAR_FORMAT, Target, Targets};
use super::timing::Timing;
use super::uniforms::Lit;
use std::collections::HashMap;

/// What a picture shows of what skin may show; the shader is made for it (`override`s in `shaders/skin.wgsl`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Kind {
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
pub(super) const RELIEF_PX_MM: f32 = 0.25;

/// What is left of a dot's swelling (mm), scales and redness six weeks after its visit, 1.02e-4, is less than this, and than the last bit
/// of a half: a healed picture is not worked out as a fresh one.
const FRESH: f32 = 3e-4;

impl Kind {
    /// What `appearance` with `treatment` under these lights shows of skin that is `close` or not.
    pub(super) fn of(appearance: &Appearance, treatment: &Treatment, lit: &Lit, close: bool) -> Self {
        Self {
            fresh: treatment.wheal_mm.max(treatment.flaking).max(treatment.redness) > FRESH,
            close,
            scanned: appearance.scan_color,
            lights: lit.count(),
            casters: lit.casters().map(|i| 1 << i).sum(),
        }
    }

    fn constants(self) -> [(&'static str, f64); 5] {
        [
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
    linear: wgpu::Sampler,
}

/// Group 1 of the skin's passes over one set of targets, by [`Fineness`].
pub(super) struct SkinGroups {
    quick: [wgpu::BindGroup; 3],
    careful: Option<[wgpu::BindGroup; 3]>,
}

/// A sampler that compares: 1 where the reference is at least as near to the light as what is stored.
pub(super) fn shadow_sampler(device: &wgpu::Device, filter: wgpu::FilterMode) -> wgpu::Sampler {
    device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("shadow"),
        mag_filter: filter,
        min_filter: filter,
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
                pipeline::texture(5, false),
                pipeline::words(6),
                pipeline::words(7),
            ],
        );
        Self {
            shared: shared.layout.clone(),
            module,
            pipelines: HashMap::new(),
            linear: linear_sampler(device),
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
                vertex: "vs_even",
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

    /// The bind groups for one set of targets.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets, shadow: &ShadowPass) -> SkinGroups {
        let reading = |lit: &Target, fineness: Fineness| {
            let compare = shadow_sampler(device, fineness.filter());
            let resources = [
                shadow.atlas(fineness).binding(),
                wgpu::BindingResource::Sampler(&compare),
                targets.narrow.binding(),
                targets.wide.binding(),
                wgpu::BindingResource::Sampler(&self.linear),
                lit.binding(),
                targets.surface[0].binding(),
                targets.surface[1].binding(),
            ];
            pipeline::group(device, "skin", &self.layout, &resources)
        };
        // A pass cannot read what it draws into; one that does not look there may be given anything.
        let all = |lit| Fineness::ALL.map(|fineness| reading(lit, fineness));
        SkinGroups { quick: all(&targets.narrow), careful: targets.lit.as_ref().map(all) }
    }

    pub(super) fn draw(
        &mut self,
        device: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        (targets, groups): (&Targets, &SkinGroups),
        (shared, side): (&Shared, Side),
        (kind, fineness): (Kind, Fineness),
        timing: &Timing,
    ) {
        let fine = fineness as usize;
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
                pass("lit", lit, "fs_lit", &groups.quick[fine]);
                pass("skin", &targets.sample, "fs_skin_careful", &careful[fine]);
            }
            _ => pass("skin", &targets.sample, "fs_skin", &groups.quick[fine]),
        }
    }
}
