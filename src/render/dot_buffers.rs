//! Dots on the GPU: at rest, at the clock's time, gathered for their halos, and which of them are in the picture.

use super::contract::{AgedDot, DotInstance, THREADS};
use super::dot_pass::{Detail, DotPass};
use super::gpu::Gpu;
use super::halos::gather;
use super::pipeline;
use super::shared::{Shared, Side};
use super::sight::{Place, Sight, list};
use super::timing::Timing;
use crate::plan::dots::Dot;
use std::ops::Range;

/// Dots on the GPU.
pub struct DotBuffers {
    /// How many.
    pub count: u32,
    /// From the dots to the same at the clock's time.
    aging: wgpu::BindGroup,
    /// From those to the gathered ones.
    gathering: wgpu::BindGroup,
    /// How many dots are up to date with which treatment, and with which the gathered ones are.
    aged: (u32, u64),
    gathered: u64,
    /// Dots, and gathered ones, with the list of those in the picture.
    drawn: [wgpu::BindGroup; 2],
    list: wgpu::Buffer,
    /// Whose picture the list is of, how far past its edge it looks (mm), and where in it dots and halos stand.
    listed: Option<(Sight, Detail, f32)>,
    ranges: [Range<u32>; 2],
    places: Vec<Place>,
    groups: Vec<Place>,
    /// How many of the dots, by rank, are gathered.
    in_groups: u32,
    /// Bytes that were sent.
    pub(super) bytes: u64,
}

/// A buffer is not empty.
fn at_least_one<T: bytemuck::Zeroable>(mut all: Vec<T>) -> Vec<T> {
    if all.is_empty() {
        all.push(T::zeroed());
    }
    all
}

impl DotBuffers {
    pub(super) fn new(device: &wgpu::Device, pass: &DotPass, dots: &[Dot], per_cm2: f32) -> Self {
        let gathering = gather(dots, per_cm2);
        let instances = at_least_one(dots.iter().map(DotInstance::from).collect());
        let groups = at_least_one(gathering.groups);
        let members = at_least_one(gathering.members);
        let storage = |label, contents| pipeline::filled(device, label, contents, wgpu::BufferUsages::STORAGE);
        let room = |label, size: usize, also| {
            let usage = wgpu::BufferUsages::STORAGE | also;
            device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size: size as u64,
                usage,
                mapped_at_creation: false,
            })
        };
        let none = wgpu::BufferUsages::empty();
        let resting = storage("dots", bytemuck::cast_slice(&instances));
        let aged = room("dots, aged", instances.len() * size_of::<AgedDot>(), none);
        let of = storage("groups", bytemuck::cast_slice(&groups));
        let members = storage("members of groups", bytemuck::cast_slice(&members));
        let gathered = room("dots, gathered", groups.len() * size_of::<AgedDot>(), none);
        let list =
            room("dots in sight", (instances.len() + groups.len()) * size_of::<u32>(), wgpu::BufferUsages::COPY_DST);
        let whole = |buffers: &[&wgpu::Buffer], layout, label| {
            let parts: Vec<_> = buffers.iter().map(|b| b.as_entire_binding()).collect();
            pipeline::group(device, label, layout, &parts)
        };
        Self {
            count: dots.len() as u32,
            aging: whole(&[&resting, &aged], &pass.aging_layout, "aging"),
            gathering: whole(&[&of, &members, &aged, &gathered], &pass.gathering_layout, "gathering"),
            aged: (0, 0),
            gathered: 0,
            drawn: [&aged, &gathered].map(|from| whole(&[from, &list], &pass.drawn_layout, "dots in sight")),
            listed: None,
            ranges: [0..0, 0..0],
            places: dots.iter().map(|dot| Place { position: dot.position, normal: dot.normal }).collect(),
            groups: gathering.places,
            in_groups: gathering.dots,
            bytes: resting.size() + of.size() + members.size(),
            list,
        }
    }

    /// Halos that stand for those of all dots from afar.
    pub(super) fn group_count(&self) -> u32 {
        self.groups.len() as u32
    }

    /// Lists what of the dots may be in the picture, where that has changed. Returns the bytes sent for it.
    pub(super) fn look(&mut self, gpu: &Gpu, sight: Sight, detail: Detail, px_mm: f32) -> u64 {
        // As far as a halo reaches, its own blur and that of a pixel of its target.
        let reach_mm = 8.0 + 4.0 * px_mm;
        if self.listed == Some((sight, detail, reach_mm)) {
            return 0;
        }
        let mut all = list(&self.places[..share(self.count, detail.narrow) as usize], &sight, reach_mm);
        let dots = all.len() as u32;
        if detail.gathered {
            all.extend(list(&self.groups, &sight, reach_mm));
        }
        let halos = if detail.gathered { dots..all.len() as u32 } else { 0..dots };
        self.ranges = [0..dots, halos];
        gpu.queue.write_buffer(&self.list, 0, bytemuck::cast_slice(&all));
        self.listed = Some((sight, detail, reach_mm));
        size_of_val(all.as_slice()) as u64
    }

    /// Brings the dots that are about to be drawn to the clock's time, where they are not yet.
    pub(super) fn age(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        pass: &DotPass,
        shared: &Shared,
        detail: Detail,
        timing: &Timing,
    ) {
        let version = shared.after_version;
        let wanted = share(self.count, detail.narrow).max(if detail.gathered { self.in_groups } else { 0 });
        let (done, of) = self.aged;
        let late = of != version || done < wanted;
        let gather = detail.gathered && self.gathered != version;
        if !late && !gather {
            return;
        }
        let mut compute = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
            label: Some("aging"),
            timestamp_writes: timing.compute("aging"),
        });
        if late {
            compute.set_pipeline(&pass.aging);
            compute.set_bind_group(0, shared.group(Side::After), &[]);
            compute.set_bind_group(1, &self.aging, &[]);
            dispatch(&mut compute, wanted);
            self.aged = (wanted, version);
        }
        if gather {
            compute.set_pipeline(&pass.gathering);
            compute.set_bind_group(0, &self.gathering, &[]);
            dispatch(&mut compute, self.group_count());
            self.gathered = version;
        }
    }

    /// Binds dots (0) or what their halos are drawn from (1), and says which vertices are theirs.
    pub(super) fn bind(&self, pass: &mut wgpu::RenderPass<'_>, which: usize) -> Range<u32> {
        let gathered = which == 1 && self.listed.is_some_and(|(_, detail, _)| detail.gathered);
        pass.set_bind_group(1, &self.drawn[usize::from(gathered)], &[]);
        let Range { start, end } = self.ranges[which];
        3 * start..3 * end
    }
}

/// Workgroups in a row of a dispatch.
const ROW: u32 = 1024;

fn dispatch(pass: &mut wgpu::ComputePass<'_>, threads: u32) {
    let groups = threads.div_ceil(THREADS);
    pass.dispatch_workgroups(groups.min(ROW), groups.div_ceil(ROW), 1);
}

/// How many of `count` dots a share is.
fn share(count: u32, share: f32) -> u32 {
    (f64::from(count) * f64::from(share)).round() as u32
}

#[cfg(test)]
mod tests {
    use super::super::Tile;
    use super::super::gpu::Backend;
    use super::*;
    use crate::scene::View;
    use glam::Vec3;

    #[test]
    fn fewer_and_larger_pixels_look_farther_past_the_edge() {
        let gpu = Gpu::headless(Backend::Auto).unwrap();
        let pass = DotPass::new(&gpu.device, &Shared::new(&gpu.device));
        let camera = View::Front.camera();
        let tile = Tile::whole((100, 100));
        let sight = Sight::of(&camera, tile);
        let at = |mm: f32| camera.target + camera.right_up().0 * mm;
        // As far aside as a halo reaches in pixels of 2 mm, but not in pixels of 0.1 mm.
        let edge = (0..400).map(|mm| mm as f32).find(|&mm| !sight.holds(at(mm), 0.0)).unwrap();
        let dot = |mm: f32| Dot {
            position: at(mm),
            normal: Vec3::Z,
            hair_direction: Vec3::Y,
            radius_mm: 0.15,
            depth_mm: 0.4,
            optical_depth: 1.0,
            elongation: 1.0,
            spread: 1.0,
            fade: 1.0,
            session: 0,
            rank: 0.0,
            hash: 1,
        };
        let mut dots = DotBuffers::new(&gpu.device, &pass, &[dot(0.0), dot(edge + 14.0)], 100.0);
        let detail = Detail { narrow: 1.0, gathered: false };
        assert_eq!(dots.look(&gpu, sight, detail, 0.1), 4, "one of the two");
        assert_eq!(dots.look(&gpu, sight, detail, 0.1), 0, "nothing is sent twice");
        assert_eq!(dots.look(&gpu, sight, detail, 2.0), 8, "both");
    }
}
