//! The skin, shaded once a pixel from its packed surface: albedo times pigment ratio, scattered light, two specular
//! lobes.

use super::appearance::Appearance;
use super::contract::{MAX_LIGHTS, Treatment};
use super::frame_context::FrameContext;
use super::lod::ShadowQuality;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text::{self, Prelude};
use super::shadow_pass::ShadowPass;
use super::targets::{LINEAR_FORMAT, Subsurface, Target, Targets};
use super::uniform_buffers::{Side, UniformBuffers};
use super::uniforms::Lit;
use std::collections::HashMap;

/// Entry points of the fragment stages that shade skin, in order.
fn entry_points(subsurface: Subsurface) -> &'static [&'static str] {
    match subsurface {
        Subsurface::ByCurvature => &["fs_skin"],
        Subsurface::ScreenSpace => &["fs_lit", "fs_skin_screen_space"],
    }
}

/// Variant of the skin's shader, specialised for one picture (`override`s in `shaders/passes/06_skin.wgsl`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SkinVariant {
    /// True where fresh work shows redness, wheals or loose scales.
    pub fresh: bool,
    /// True where skin is so near that its relief shows.
    pub relief: bool,
    /// True where the skin has a scan's own colours.
    pub scanned: bool,
    /// Number of lights.
    pub lights: u32,
    /// Bit mask of the lights that cast shadows.
    pub casters: u32,
    /// True where the shader tests at each pixel whether a light casts a shadow.
    pub general: bool,
}

/// Freshness below which no fresh skin is drawn: less than the last bit of a 16-bit float. Six weeks after a visit,
/// 1.02e-4 is left of a dot's swelling (mm), scales and redness.
const FRESH: f32 = 3e-4;

impl SkinVariant {
    /// The variant for `appearance` with `treatment` under these lights.
    pub(super) fn of(appearance: &Appearance, treatment: &Treatment, lit: &Lit, shows_relief: bool) -> Self {
        Self {
            fresh: treatment.wheal_mm.max(treatment.flaking).max(treatment.redness) > FRESH,
            relief: shows_relief,
            scanned: appearance.scan_color,
            lights: lit.count(),
            casters: lit.casters().map(|i| 1 << i).sum(),
            general: false,
        }
    }

    /// The variant that can draw every picture of such a head. It serves until the right one is made.
    pub(super) fn general(scanned: bool) -> Self {
        Self {
            fresh: true,
            relief: true,
            scanned,
            lights: MAX_LIGHTS as u32,
            casters: (1 << MAX_LIGHTS) - 1,
            general: true,
        }
    }

    /// The variants that a zoom or a change of the day leads to.
    fn neighbours(self) -> [Self; 4] {
        [(false, false), (false, true), (true, false), (true, true)].map(|(fresh, relief)| Self {
            fresh,
            relief,
            ..self
        })
    }

    fn constants(self) -> Vec<(&'static str, f64)> {
        vec![
            ("FRESH", flag(self.fresh)),
            ("CLOSE", flag(self.relief)),
            ("SCANNED", flag(self.scanned)),
            ("LIGHTS", f64::from(self.lights)),
            ("CASTERS", f64::from(self.casters)),
            ("GENERAL", flag(self.general)),
        ]
    }
}

/// Value of a flag as an `override`.
fn flag(x: bool) -> f64 {
    f64::from(u8::from(x))
}

/// The pass that shades the skin.
pub struct SkinPass {
    compiler: Compiler,
    module: wgpu::ShaderModule,
    /// Pipelines by entry point and variant.
    pipelines: HashMap<(&'static str, SkinVariant), wgpu::RenderPipeline>,
    /// Layouts of groups 0 to 2.
    layouts: [wgpu::BindGroupLayout; 3],
    linear: wgpu::Sampler,
    stochastic_halos: bool,
}

/// Group 2 of the skin's passes over one set of targets, indexed by [`ShadowQuality`].
pub(super) struct SkinGroups {
    first: [wgpu::BindGroup; 3],
    /// Groups of the stage that gathers the light on the skin; `None` where light does not spread from pixel to pixel.
    gathering: Option<[wgpu::BindGroup; 3]>,
}

impl SkinPass {
    /// The pass, without pipelines yet; `stochastic_halos` is [`super::Tuning::stochastic_halos`].
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers, stochastic_halos: bool) -> Self {
        let device = compiler.device();
        let own = pipeline::group_layout(
            device,
            "skin",
            &[
                pipeline::depth_texture(0),
                pipeline::sampler(1, wgpu::SamplerBindingType::Comparison),
                pipeline::texture(2, false),
                pipeline::texture(3, true),
                pipeline::sampler(4, wgpu::SamplerBindingType::Filtering),
                pipeline::texture(5, false),
                pipeline::uint_texture(6),
                pipeline::uint_texture(7),
            ],
        );
        Self {
            compiler: compiler.clone(),
            module: compiler.module("skin", shader_text::SKIN),
            pipelines: HashMap::new(),
            layouts: [uniforms.frame_layout.clone(), uniforms.treatment_layout.clone(), own],
            linear: pipeline::linear_sampler(device),
            stochastic_halos,
        }
    }

    /// Makes the pipeline of one entry point and variant.
    fn make(&mut self, fragment: &'static str, variant: SkinVariant) {
        let [frame, treatment, own] = &self.layouts;
        let mut constants = variant.constants();
        if self.compiler.prelude() == Prelude::Flat {
            constants.push(("STOCHASTIC_HALOS", flag(self.stochastic_halos)));
        }
        let made = self.compiler.render(&PipelineDesc {
            label: fragment,
            module: &self.module,
            vertex: "vs_skin",
            fragment: Some(fragment),
            constants: &constants,
            groups: &[frame, treatment, own],
            buffers: &[],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: None,
            // The triangle lies at the far end of the depth range, so `Less` passes exactly where the head was drawn.
            depth: Some((wgpu::CompareFunction::Less, false)),
            targets: &[(LINEAR_FORMAT, None)],
        });
        self.pipelines.insert((fragment, variant), made);
    }

    fn is_made(&self, subsurface: Subsurface, variant: SkinVariant) -> bool {
        entry_points(subsurface).iter().all(|&entry| self.pipelines.contains_key(&(entry, variant)))
    }

    fn make_missing(&mut self, subsurface: Subsurface, variant: SkinVariant) {
        for &entry in entry_points(subsurface) {
            if !self.pipelines.contains_key(&(entry, variant)) {
                self.make(entry, variant);
            }
        }
    }

    /// The variant to draw with: the wanted one if it is made or `may_make`, else the general one.
    pub(super) fn choose(&mut self, subsurface: Subsurface, wanted: SkinVariant, may_make: bool) -> SkinVariant {
        if self.is_made(subsurface, wanted) {
            return wanted;
        }
        let chosen = if may_make { wanted } else { SkinVariant::general(wanted.scanned) };
        self.make_missing(subsurface, chosen);
        chosen
    }

    /// Makes one of the variants that may be needed next. Returns false where there was none to make.
    pub(super) fn prewarm(&mut self, subsurface: Subsurface, now: SkinVariant) -> bool {
        let general = SkinVariant::general(now.scanned);
        let next = std::iter::once(general).chain(now.neighbours()).find(|&v| !self.is_made(subsurface, v));
        if let Some(variant) = next {
            self.make_missing(subsurface, variant);
        }
        next.is_some()
    }

    /// Bind groups for one set of targets.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets, shadow: &ShadowPass) -> SkinGroups {
        let reading = |lit: &Target, quality: ShadowQuality| {
            let compare = pipeline::shadow_sampler(device, quality.is_filtered());
            let resources = [
                shadow.atlas(quality).binding(),
                wgpu::BindingResource::Sampler(&compare),
                targets.core.binding(),
                targets.halo.binding(),
                wgpu::BindingResource::Sampler(&self.linear),
                lit.binding(),
                targets.surface[0].binding(),
                targets.surface[1].binding(),
            ];
            pipeline::bind_group(device, "skin", &self.layouts[2], &resources)
        };
        let all = |lit| ShadowQuality::ALL.map(|quality| reading(lit, quality));
        // A target cannot be bound while it is written. Passes that do not gather do not use this binding, so any
        // texture will do.
        SkinGroups { first: all(&targets.core), gathering: targets.lit.as_ref().map(all) }
    }

    /// Shades the skin with a variant that [`SkinPass::choose`] returned.
    pub(super) fn draw(
        &self,
        ctx: &mut FrameContext<'_>,
        groups: &SkinGroups,
        side: Side,
        variant: SkinVariant,
        shadows: ShadowQuality,
    ) {
        let targets = ctx.targets;
        let mut pass = |label, into: &Target, fragment, group: &wgpu::BindGroup| {
            let Some(made) = self.pipelines.get(&(fragment, variant)) else { return };
            let mut pass = ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some(label),
                color_attachments: &[into.cleared()],
                depth_stencil_attachment: targets.depth.depth(wgpu::LoadOp::Load),
                timestamp_writes: ctx.timing.pass(label),
                ..wgpu::RenderPassDescriptor::default()
            });
            pass.set_pipeline(made);
            pass.set_bind_group(0, ctx.uniforms.frame(), &[]);
            pass.set_bind_group(1, ctx.uniforms.treatment(side), &[]);
            pass.set_bind_group(2, group, &[]);
            pass.draw(0..3, 0..1);
        };
        let quality = shadows as usize;
        match (&targets.lit, &groups.gathering) {
            (Some(lit), Some(gathering)) => {
                pass("lit", lit, "fs_lit", &groups.first[quality]);
                pass("skin", &targets.sample, "fs_skin_screen_space", &gathering[quality]);
            }
            _ => pass("skin", &targets.sample, "fs_skin", &groups.first[quality]),
        }
    }
}
