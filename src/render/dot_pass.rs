//! Dots: their extinction added up, a narrow part at full resolution and a wide halo at a quarter.
//!
//! Dots lie in rank order, so the first k of them are themselves an even, thinner field. That is the level of
//! detail: from far away k dots stand for all, each stronger by the share that it stands for.

use super::layout::{AgedDot, DotInstance, WIDE_SCALE, oct_encode, tangent_frame, unorm8};
use super::pipeline::{self, Recipe};
use super::shared::{Shared, Side};
use super::targets::{LINEAR_FORMAT, Targets};
use super::timing::Timing;
use crate::plan::dots::Dot;
use half::f16;
use wgpu::util::DeviceExt;

/// Dots on the GPU.
pub struct DotBuffers {
    /// Bytes that were sent.
    pub bytes: u64,
    /// From the dots to the same at the clock's time.
    aging: wgpu::BindGroup,
    /// The dots at the clock's time, to be drawn.
    aged: wgpu::BindGroup,
    /// How many of them are up to date with which treatment.
    up_to_date: (u32, u64),
    /// How many.
    pub count: u32,
}

impl DotBuffers {
    fn new(device: &wgpu::Device, pass: &DotPass, dots: &[Dot]) -> Self {
        let mut instances: Vec<DotInstance> = dots.iter().map(instance).collect();
        if instances.is_empty() {
            instances.push(bytemuck::Zeroable::zeroed());
        }
        let buffer = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("dots"),
            contents: bytemuck::cast_slice(&instances),
            usage: wgpu::BufferUsages::STORAGE,
        });
        let aged = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("dots, aged"),
            size: (instances.len() * size_of::<AgedDot>()) as u64,
            usage: wgpu::BufferUsages::STORAGE,
            mapped_at_creation: false,
        });
        let parts = [buffer.as_entire_binding(), aged.as_entire_binding()];
        Self {
            bytes: buffer.size(),
            aging: pipeline::group(device, "aging", &pass.aging_layout, &parts),
            aged: pipeline::group(device, "dots, aged", &pass.aged_layout, &parts[1..]),
            up_to_date: (0, 0),
            count: dots.len() as u32,
        }
    }
}

fn instance(dot: &Dot) -> DotInstance {
    let (tangent, bitangent) = tangent_frame(dot.normal);
    let angle = dot.hair_direction.dot(bitangent).atan2(dot.hair_direction.dot(tangent));
    DotInstance {
        position: dot.position.to_array(),
        normal: oct_encode(dot.normal),
        values: [dot.radius_mm, dot.depth_mm, dot.optical_depth, angle].map(f16::from_f32),
        factors: [unorm8(dot.elongation / 4.0), unorm8(dot.spread / 8.0), unorm8(dot.fade / 8.0), dot.session],
        hash: dot.hash,
    }
}

/// Threads in a group of `aging.wgsl`, and groups in a row of them.
const AGING_THREADS: u32 = 64;
const AGING_ROW: u32 = 1024;

/// What time has done to the dots, and the two splats.
pub struct DotPass {
    aging: wgpu::ComputePipeline,
    aging_layout: wgpu::BindGroupLayout,
    aged_layout: wgpu::BindGroupLayout,
    narrow: wgpu::RenderPipeline,
    /// Without and with the redness of fresh ones.
    wide: [wgpu::RenderPipeline; 2],
    layout: wgpu::BindGroupLayout,
}

impl DotPass {
    pub(super) fn new(device: &wgpu::Device, shared: &Shared) -> Self {
        let aging_layout =
            pipeline::group_layout(device, "aging", &[pipeline::storage(0, true), pipeline::storage(1, false)]);
        let read = wgpu::BindGroupLayoutEntry { visibility: wgpu::ShaderStages::VERTEX, ..pipeline::storage(0, true) };
        let aged_layout = pipeline::group_layout(device, "dots, aged", &[read]);
        let aging = pipeline::compute(device, "cs_aging", pipeline::AGING, &[&shared.layout, &aging_layout]);
        let module = pipeline::module(device, "dot", pipeline::DOT);
        let layout = pipeline::group_layout(device, "dots", &[pipeline::texture(0, false)]);
        let groups = [&shared.layout, &aged_layout, &layout];
        let build = |label, (vertex, fragment), fresh, taken: usize, depth| {
            Recipe {
                label,
                module: &module,
                vertex,
                fragment: Some(fragment),
                constants: &[("FRESH", fresh)],
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
        let narrow = build("dots, narrow", ("vs_dot", "fs_dot"), 0.0, 2, before_head);
        let wide = [0.0, 1.0].map(|fresh| build("dots, wide", ("vs_halo", "fs_halo"), fresh, 3, None));
        Self { aging, aging_layout, aged_layout, narrow, wide, layout }
    }

    /// Puts dots on the GPU.
    pub(super) fn buffers(&self, device: &wgpu::Device, dots: &[Dot]) -> DotBuffers {
        DotBuffers::new(device, self, dots)
    }

    /// Brings the dots that are about to be drawn to the clock's time, where they are not yet.
    pub(super) fn age(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        shared: &Shared,
        dots: &mut DotBuffers,
        detail: Detail,
        timing: &Timing,
    ) {
        let wanted = drawn(dots.count, detail.narrow.max(detail.wide));
        let (done, version) = dots.up_to_date;
        if version == shared.after_version && done >= wanted {
            return;
        }
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
            label: Some("aging"),
            timestamp_writes: timing.compute("aging"),
        });
        pass.set_pipeline(&self.aging);
        pass.set_bind_group(0, shared.group(Side::After), &[]);
        pass.set_bind_group(1, &dots.aging, &[]);
        let groups = wanted.div_ceil(AGING_THREADS);
        pass.dispatch_workgroups(groups.min(AGING_ROW), groups.div_ceil(AGING_ROW), 1);
        dots.up_to_date = (wanted, shared.after_version);
    }

    /// The bind group for one set of targets.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets) -> wgpu::BindGroup {
        pipeline::group(device, "dots", &self.layout, &[targets.depth.binding()])
    }

    #[allow(clippy::too_many_arguments, reason = "the frame's few parts, each named; a struct would only rename them")]
    pub(super) fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        targets: &Targets,
        group: &wgpu::BindGroup,
        shared: &Shared,
        dots: &DotBuffers,
        detail: Detail,
        halos: Option<Halos>,
        timing: &Timing,
    ) {
        let narrow = ("dots narrow", &targets.narrow, &self.narrow, detail.narrow, None);
        let wide = halos.map(|Halos { fresh }| {
            ("dots wide", &targets.wide, &self.wide[usize::from(fresh)], detail.wide, Some(group))
        });
        for (label, target, pipeline, share, depth_read) in std::iter::once(narrow).chain(wide) {
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
            let drawn = drawn(dots.count, share);
            if drawn > 0 {
                pass.set_pipeline(pipeline);
                pass.set_bind_group(0, shared.group(Side::After), &[]);
                pass.set_bind_group(1, &dots.aged, &[]);
                if let Some(group) = depth_read {
                    pass.set_bind_group(2, group, &[]);
                }
                pass.draw(0..3 * drawn, 0..1);
            }
        }
    }
}

/// How halos are drawn, where they are drawn again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Halos {
    /// Whether any dot is so fresh that the skin about it is red.
    pub fresh: bool,
}

/// How many of `count` dots a share is.
fn drawn(count: u32, share: f32) -> u32 {
    (f64::from(count) * f64::from(share)).round() as u32
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

/// Shares of the dots that are drawn, 0–1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// Into the narrow target.
    pub narrow: f32,
    /// Into the wide target.
    pub wide: f32,
}

impl Detail {
    /// What a pixel of `px_mm` on the skin calls for, where `dots_per_cm2` lie on it.
    ///
    /// Narrow: close up all; where a dot is hardly a pixel wide, all of dense work (1.6 per mm²), and the fewer of denser work,
    /// which overlaps, the denser it is: a picture's cost does not grow with dots that nobody could tell apart; never more than
    /// four a pixel. Wide: two dots within the square of the red halo's σ (1.19 mm), widened by a quarter-size pixel; of denser
    /// work fewer, too. With one, skin between the halos drawn looked blotched, reddish and greenish: visits are thinned each on
    /// its own, so that together they are less even.
    /// Close up all of them: each fresh dot has a red ring of its own.
    pub fn choose(px_mm: f32, dots_per_cm2: f32) -> Self {
        let per_mm2 = (dots_per_cm2 / 100.0).max(1e-6);
        let area = px_mm * px_mm;
        let sigma = 0.3 + (1.19 - 0.3) * ((px_mm - 0.1) / 0.1).clamp(0.0, 1.0);
        let halo = sigma.hypot(0.6 * px_mm * WIDE_SCALE as f32);
        let share = |wanted_per_mm2: f32| (wanted_per_mm2 / per_mm2).clamp(1e-4, 1.0);
        // In steps, so that a slow zoom changes nothing most of the time.
        let step = |x: f32| (x.log2() * 8.0).ceil().min(0.0) / 8.0;
        let overlap = (1.6 / per_mm2).sqrt().min(1.0);
        let narrow_per_mm2 = (0.06 / area).max(1.6 * overlap).min(4.0 / area);
        Self { narrow: step(share(narrow_per_mm2)).exp2(), wide: step(share(2.0 * overlap / (halo * halo))).exp2() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_up_every_dot_is_drawn_and_far_away_a_prefix() {
        assert_eq!(Detail::choose(0.05, 120.0), Detail { narrow: 1.0, wide: 1.0 });
        let far = Detail::choose(3.0, 120.0);
        assert!(far.narrow < 0.5 && far.wide <= far.narrow);
        assert!(Detail::choose(0.3, 10_000.0).narrow < 0.6);
        // Dense work, all of it, from where a whole head fills the picture.
        assert_eq!(Detail::choose(0.27, 160.0).narrow, 1.0);
    }

    #[test]
    fn halos_lie_so_close_that_their_number_does_not_show() {
        // Seen through a Gaussian of σ, dots strewn at random add up to as many as lie on 4πσ²; evenly strewn ones vary less.
        for px_mm in [0.2_f32, 0.27, 0.5, 1.0, 2.0] {
            let sigma2 = 1.19_f32.powi(2) + (0.6 * px_mm * WIDE_SCALE as f32).powi(2);
            for per_mm2 in [0.8_f32, 1.5] {
                let drawn = per_mm2 * Detail::choose(px_mm, 100.0 * per_mm2).wide;
                let all = 4.0 * std::f32::consts::PI * sigma2 * per_mm2;
                assert!(drawn / per_mm2 * all >= all.min(20.0), "{px_mm} mm: {drawn} per mm²");
            }
        }
    }

    #[test]
    fn a_hundred_times_the_dots_are_not_a_hundred_times_the_work() {
        let scalp_cm2 = 626.0;
        let drawn = |dots: f32| {
            let detail = Detail::choose(0.27, dots / scalp_cm2);
            (detail.narrow * dots, detail.wide * dots)
        };
        let (few, many) = (drawn(1e4), drawn(1e6));
        assert_eq!(few.0, 1e4);
        assert!(many.0 < 1.2e5 && many.1 < 4e4, "{many:?}");
    }
}
