//! Dots on the device: as planned, on the day shown, gathered by halo; and the list of those that are visible.

use super::contract::{AgedDot, DotInstance};
use super::gpu::Gpu;
use super::halos::gather;
use super::lod::Detail;
use super::pipeline::{self, bind_group, buffer_init};
use super::visibility::{Frustum, OrientedPoint, visible_indices};
use crate::plan::dots::Dot;
use std::ops::Range;

/// Layouts of the bind groups that hold dots.
pub struct DotLayouts {
    /// Layout for aging: planned dots in, aged dots out.
    pub(super) aging: wgpu::BindGroupLayout,
    /// Layout for gathering: aged dots in, groups out.
    pub(super) gathering: wgpu::BindGroupLayout,
    /// Layout for drawing: aged dots or groups, and the list of visible ones.
    pub(super) drawn: wgpu::BindGroupLayout,
}

impl DotLayouts {
    /// The three layouts on a device.
    pub(super) fn new(device: &wgpu::Device) -> Self {
        let storage = pipeline::storage;
        let visibility = wgpu::ShaderStages::VERTEX;
        let read = |binding| wgpu::BindGroupLayoutEntry { visibility, ..storage(binding, true) };
        let layout = |label, entries: &[_]| pipeline::group_layout(device, label, entries);
        Self {
            aging: layout("aging", &[storage(0, true), storage(1, false)]),
            gathering: layout("gathering", &[storage(0, true), storage(1, true), storage(2, true), storage(3, false)]),
            drawn: layout("dots drawn", &[read(0), read(1)]),
        }
    }
}

/// Key of the list of visible dots: everything that it depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct VisibleKey {
    /// The frustum; `None` where dots are not culled.
    frustum: Option<Frustum>,
    detail: Detail,
    reach_mm: f32,
}

/// Dots of a plan and their merged halos on the device, and what picks those that a picture shows: their ranges by visit, and on the host
/// their places for culling.
pub struct DotBuffers {
    /// Number of the dots.
    pub count: u32,
    /// Bind group for aging.
    pub(super) aging: wgpu::BindGroup,
    /// Bind group for gathering.
    pub(super) gathering: wgpu::BindGroup,
    /// State of the aged dots and groups on the device.
    pub(super) state: AgingState,
    /// Bind groups for drawing: of dots, and of groups.
    drawn: [wgpu::BindGroup; 2],
    list: wgpu::Buffer,
    visible_key: Option<VisibleKey>,
    /// Ranges in the list (or in the buffers, where dots are not culled): of the cores drawn, and of the halos.
    ranges: [Range<u32>; 2],
    points: Vec<OrientedPoint>,
    group_points: Vec<OrientedPoint>,
    /// Number of dots, the first in order, that are in groups.
    in_groups: u32,
    /// Bytes sent to make these buffers.
    pub(super) bytes: u64,
}

/// Versions of the treatment for which dots and groups on the device were computed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct AgingState {
    /// Number of dots that are aged.
    pub aged: u32,
    /// Version of the treatment for which they are aged.
    pub aged_version: u64,
    /// Version of the treatment for which the groups are.
    pub gathered_version: u64,
}

/// The list with one zero added where it is empty: a buffer cannot be.
fn at_least_one<T: bytemuck::Zeroable>(mut all: Vec<T>) -> Vec<T> {
    if all.is_empty() {
        all.push(T::zeroed());
    }
    all
}

impl DotBuffers {
    /// Buffers for dots in order; `per_cm2` is their density where they are densest.
    pub(super) fn new(device: &wgpu::Device, layouts: &DotLayouts, dots: &[Dot], per_cm2: f32) -> Self {
        let gathering = gather(dots, per_cm2);
        let instances = at_least_one(dots.iter().map(DotInstance::from).collect());
        let groups = at_least_one(gathering.groups);
        let members = at_least_one(gathering.members);
        let storage = |label, contents| buffer_init(device, label, contents, wgpu::BufferUsages::STORAGE);
        let room = |label, size: usize, also| {
            let usage = wgpu::BufferUsages::STORAGE | also;
            let size = size as u64;
            device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation: false })
        };
        let none = wgpu::BufferUsages::empty();
        let planned = storage("dots", bytemuck::cast_slice(&instances));
        let aged = room("dots, aged", instances.len() * size_of::<AgedDot>(), none);
        let of = storage("groups", bytemuck::cast_slice(&groups));
        let members = storage("members of groups", bytemuck::cast_slice(&members));
        let gathered = room("dots, gathered", groups.len() * size_of::<AgedDot>(), none);
        let all = (instances.len() + groups.len()) * size_of::<u32>();
        let list = room("visible dots", all, wgpu::BufferUsages::COPY_DST);
        let whole = |buffers: &[&wgpu::Buffer], layout, label| {
            let parts: Vec<_> = buffers.iter().map(|b| b.as_entire_binding()).collect();
            bind_group(device, label, layout, &parts)
        };
        Self {
            count: dots.len() as u32,
            aging: whole(&[&planned, &aged], &layouts.aging, "aging"),
            gathering: whole(&[&of, &members, &aged, &gathered], &layouts.gathering, "gathering"),
            state: AgingState::default(),
            drawn: [&aged, &gathered].map(|from| whole(&[from, &list], &layouts.drawn, "dots drawn")),
            visible_key: None,
            ranges: [0..0, 0..0],
            points: dots.iter().map(|dot| OrientedPoint { position: dot.position, normal: dot.normal }).collect(),
            group_points: gathering.points,
            in_groups: gathering.dots,
            bytes: planned.size() + of.size() + members.size(),
            list,
        }
    }

    /// Number of groups, whose halos stand for those of all dots from afar.
    pub(super) fn group_count(&self) -> u32 {
        self.group_points.len() as u32
    }

    /// Number of dots that a level of detail needs, the first in order: each drawn by itself, or a member of a group.
    pub(super) fn wanted(&self, detail: Detail) -> u32 {
        share(self.count, detail.dot_share).max(if detail.gathered { self.in_groups } else { 0 })
    }

    /// Lists the visible dots again where the view has changed; without a frustum all are visible. Returns the bytes
    /// sent.
    pub(super) fn update_visible(&mut self, gpu: &Gpu, frustum: Option<Frustum>, detail: Detail, px_mm: f32) -> u64 {
        // Reach of a halo: its own blur and that of a pixel of its target.
        let reach_mm = 8.0 + 4.0 * px_mm;
        let key = VisibleKey { frustum, detail, reach_mm };
        if self.visible_key == Some(key) {
            return 0;
        }
        self.visible_key = Some(key);
        let drawn = share(self.count, detail.dot_share);
        let Some(frustum) = frustum else {
            self.ranges = [0..drawn, 0..if detail.gathered { self.group_count() } else { drawn }];
            return 0;
        };
        let mut all = visible_indices(&self.points[..drawn as usize], &frustum, reach_mm);
        let dots = all.len() as u32;
        if detail.gathered {
            all.extend(visible_indices(&self.group_points, &frustum, reach_mm));
        }
        let halos = if detail.gathered { dots..all.len() as u32 } else { 0..dots };
        self.ranges = [0..dots, halos];
        gpu.queue.write_buffer(&self.list, 0, bytemuck::cast_slice(&all));
        size_of_val(all.as_slice()) as u64
    }

    /// Binds the dots as group 1, and returns the range of vertices to draw, three a dot.
    pub(super) fn bind_cores(&self, pass: &mut wgpu::RenderPass<'_>) -> Range<u32> {
        pass.set_bind_group(1, &self.drawn[0], &[]);
        3 * self.ranges[0].start..3 * self.ranges[0].end
    }

    /// Binds dots or groups as group 1 for the halos, and returns the range of vertices to draw, three each.
    pub(super) fn bind_halos(&self, pass: &mut wgpu::RenderPass<'_>) -> Range<u32> {
        let gathered = self.visible_key.is_some_and(|key| key.detail.gathered);
        pass.set_bind_group(1, &self.drawn[usize::from(gathered)], &[]);
        3 * self.ranges[1].start..3 * self.ranges[1].end
    }
}

/// Number that a share of `count` comes to, rounded.
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
    fn fewer_and_larger_pixels_look_farther_past_the_edge_and_all_are_drawn_without_a_frustum() {
        let gpu = Gpu::headless(Backend::Auto).unwrap();
        let camera = View::Front.camera();
        let tile = Tile::whole((100, 100));
        let frustum = Frustum::of(&camera, tile);
        let at = |mm: f32| camera.target + camera.right_up().0 * mm;
        // As far aside as a halo reaches in pixels of 2 mm, but not in pixels of 0.1 mm.
        let edge = (0..400).map(|mm| mm as f32).find(|&mm| !frustum.contains(at(mm), 0.0)).unwrap();
        let dot = |mm: f32| Dot {
            position: at(mm),
            normal: Vec3::Z,
            hair_direction: Vec3::Y,
            radius_mm: 0.15,
            depth_mm: 0.4,
            optical_depth: 1.0,
            elongation: 1.0,
            diffusion: 1.0,
            fade: 1.0,
            session: 0,
            order: 0.0,
            hash: 1,
        };
        let layouts = DotLayouts::new(&gpu.device);
        let mut dots = DotBuffers::new(&gpu.device, &layouts, &[dot(0.0), dot(edge + 14.0)], 100.0);
        let detail = Detail { dot_share: 1.0, gathered: false };
        assert_eq!(dots.update_visible(&gpu, Some(frustum), detail, 0.1), 4, "one of the two");
        assert_eq!(dots.update_visible(&gpu, Some(frustum), detail, 0.1), 0, "nothing is sent twice");
        assert_eq!(dots.update_visible(&gpu, Some(frustum), detail, 2.0), 8, "both");
        assert_eq!(dots.update_visible(&gpu, None, detail, 2.0), 0, "no list");
        assert_eq!(dots.ranges, [0..2, 0..2]);
    }
}
