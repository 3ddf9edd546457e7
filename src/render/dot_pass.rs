//! Dots: their extinction added up, a narrow part at full resolution and a wide halo at a quarter.
//!
//! Dots lie in rank order, so the first k of them are themselves an even, thinner field. That is the level of
//! detail: from far away k dots stand for all, each stronger by the share that it stands for. Halos are far wider than dots
//! stand apart: from afar those of neighbours are drawn as one, and none is left out.

use super::dot_buffers::DotBuffers;
use super::pipeline::{self, Recipe};
use super::shared::{Shared, Side};
use super::targets::{LINEAR_FORMAT, Targets};
use super::timing::Timing;

/// What time has done to the dots, and the two splats.
pub struct DotPass {
    pub(super) aging: wgpu::ComputePipeline,
    pub(super) aging_layout: wgpu::BindGroupLayout,
    pub(super) gathering: wgpu::ComputePipeline,
    pub(super) gathering_layout: wgpu::BindGroupLayout,
    pub(super) drawn_layout: wgpu::BindGroupLayout,
    /// Close up and from afar.
    narrow: [wgpu::RenderPipeline; 2],
    /// Of single dots and gathered, each without and with the redness of fresh ones.
    wide: [[wgpu::RenderPipeline; 2]; 2],
    layout: wgpu::BindGroupLayout,
}

impl DotPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let storage = pipeline::storage;
        let layout = |label, entries: &[_]| pipeline::group_layout(device, label, entries);
        let aging_layout = layout("aging", &[storage(0, true), storage(1, false)]);
        let gathering_layout =
            layout("gathering", &[storage(0, true), storage(1, true), storage(2, true), storage(3, false)]);
        let visibility = wgpu::ShaderStages::VERTEX;
        let read = |binding| wgpu::BindGroupLayoutEntry { visibility, ..storage(binding, true) };
        let drawn_layout = layout("dots in sight", &[read(0), read(1)]);
        let aging = pipeline::compute(device, "cs_aging", pipeline::AGING, &[&shared.layout, &aging_layout]);
        let gathering = pipeline::compute(device, "cs_gather", pipeline::GATHER, &[&gathering_layout]);
        let module = pipeline::module(device, "dot", pipeline::DOT);
        let layout = pipeline::group_layout(device, "dots", &[pipeline::texture(0, false)]);
        let groups = [&shared.layout, &drawn_layout, &layout];
        let build = |label, (vertex, fragment), constants: &[_], taken: usize, depth| {
            Recipe {
                label,
                module: &module,
                vertex,
                fragment: Some(fragment),
                constants,
                groups: &groups[..taken],
                buffers: &[],
                topology: wgpu::PrimitiveTopology::TriangleList,
                cull: None,
                depth,
                targets: &[(LINEAR_FORMAT, Some(pipeline::ADD))],
            }
            .build(device)
        };
        let before_head = Some((wgpu::CompareFunction::GreaterEqual, false));
        let narrow = [0.0, 1.0].map(|far| build("dots, narrow", ("vs_dot", "fs_dot"), &[("FAR", far)], 2, before_head));
        let wide = [0.0, 1.0].map(|gathered| {
            [0.0, 1.0].map(|fresh| {
                let constants = [("FRESH", fresh), ("GATHERED", gathered)];
                build("dots, wide", ("vs_halo", "fs_halo"), &constants, 3, None)
            })
        });
        Self { aging, aging_layout, gathering, gathering_layout, drawn_layout, narrow, wide, layout }
    }

    /// The bind group for one set of targets.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets) -> wgpu::BindGroup {
        pipeline::group(device, "dots", &self.layout, &[targets.depth.binding()])
    }

    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        (targets, group): (&Targets, &wgpu::BindGroup),
        shared: &Shared,
        (dots, far): (&DotBuffers, bool),
        halos: Option<Halos>,
        timing: &Timing,
    ) {
        let narrow = ("dots narrow", &targets.narrow, &self.narrow[usize::from(far)], None);
        let wide = halos.map(|Halos { fresh, gathered }| {
            ("dots wide", &targets.wide, &self.wide[usize::from(gathered)][usize::from(fresh)], Some(group))
        });
        for (which, (label, target, pipeline, depth_read)) in std::iter::once(narrow).chain(wide).enumerate() {
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some(label),
                color_attachments: &[target.cleared()],
                // Compared with by the hardware, or read.
                depth_stencil_attachment: match depth_read {
                    None => targets.depth.depth(wgpu::LoadOp::Load),
                    Some(_) => None,
                },
                timestamp_writes: timing.pass(label),
                ..wgpu::RenderPassDescriptor::default()
            });
            pass.set_pipeline(pipeline);
            pass.set_bind_group(0, shared.group(Side::After), &[]);
            if let Some(group) = depth_read {
                pass.set_bind_group(2, group, &[]);
            }
            let vertices = dots.bind(&mut pass, which);
            if !vertices.is_empty() {
                pass.draw(vertices, 0..1);
            }
        }
    }
}

/// Leaves no pigment in the targets: bare skin is worked out as treated skin is, and where no dot reaches, both are the same to the
/// last bit, whatever a compiler makes of the shader.
pub(super) fn clear(encoder: &mut wgpu::CommandEncoder, targets: &Targets) {
    for target in [&targets.narrow, &targets.wide] {
        encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("no dots"),
            color_attachments: &[target.cleared()],
            ..wgpu::RenderPassDescriptor::default()
        });
    }
}

/// How halos are drawn, where they are drawn again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Halos {
    /// Whether any dot is so fresh that the skin about it is red.
    pub fresh: bool,
    /// Whether each stands for several dots.
    pub gathered: bool,
}

/// Linear filtering, clamped.
pub(super) fn linear_sampler(device: &wgpu::Device) -> wgpu::Sampler {
    device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("linear"),
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        ..wgpu::SamplerDescriptor::default()
    })
}

/// What is drawn of the dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// Share of them that is drawn each on its own, 0–1.
    pub narrow: f32,
    /// Whether the halos of neighbours are drawn as one. Otherwise each dot drawn has its own.
    pub gathered: bool,
}

/// Pixels wider than this on the skin, mm, show no halo of a single dot: a pixel of the wide target is half a millimetre.
const GATHERED_PX_MM: f32 = 0.14;

impl Detail {
    /// What a pixel of `px_mm` on the skin calls for, where `dots_per_cm2` lie on it.
    ///
    /// Close up all; where a dot is hardly a pixel wide, all of dense work (1.6 per mm²), and the fewer of denser work,
    /// which overlaps, the denser it is: a picture's cost does not grow with dots that nobody could tell apart; never more than
    /// four a pixel.
    pub fn choose(px_mm: f32, dots_per_cm2: f32) -> Self {
        let per_mm2 = (dots_per_cm2 / 100.0).max(1e-6);
        let area = px_mm * px_mm;
        let share = |wanted_per_mm2: f32| (wanted_per_mm2 / per_mm2).clamp(1e-4, 1.0);
        // In steps, so that a slow zoom changes nothing most of the time.
        let step = |x: f32| (x.log2() * 8.0).ceil().min(0.0) / 8.0;
        let overlap = (1.6 / per_mm2).sqrt().min(1.0);
        let narrow_per_mm2 = (0.06 / area).max(1.6 * overlap).min(4.0 / area);
        Self { narrow: step(share(narrow_per_mm2)).exp2(), gathered: px_mm > GATHERED_PX_MM }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_up_every_dot_is_drawn_and_far_away_a_prefix() {
        assert_eq!(Detail::choose(0.05, 120.0), Detail { narrow: 1.0, gathered: false });
        let far = Detail::choose(3.0, 120.0);
        assert!(far.narrow < 0.5 && far.gathered);
        assert!(Detail::choose(0.3, 10_000.0).narrow < 0.6);
        // Dense work, all of it, from where a whole head fills the picture.
        assert_eq!(Detail::choose(0.27, 160.0).narrow, 1.0);
    }

    #[test]
    fn a_hundred_times_the_dots_are_not_a_hundred_times_the_work() {
        let scalp_cm2 = 626.0;
        let drawn = |dots: f32| Detail::choose(0.27, dots / scalp_cm2).narrow * dots;
        assert_eq!(drawn(1e4), 1e4);
        assert!(drawn(1e6) < 1.2e5, "{}", drawn(1e6));
    }
}
