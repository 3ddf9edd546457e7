//! Uniform buffers of camera and lights (group 0) and of the treatment (group 1), with what was last written, so that nothing is
//! uploaded twice.

use super::contract::{Frame, Treatment};
use super::pipeline;
use super::sampling::Sampling;

/// Side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Bare skin.
    Before,
    /// With pigment.
    After,
}

/// Time and side that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Days since the end of the first session.
    pub days: f32,
    /// Bare skin, or with pigment.
    pub side: Side,
}

impl Moment {
    /// The treated head after so many days.
    pub fn after(days: f32) -> Self {
        Self { days, side: Side::After }
    }

    /// The bare head.
    pub fn before() -> Self {
        Self { days: 0.0, side: Side::Before }
    }
}

/// A uniform buffer with its bind group and what it holds.
struct Slot<T> {
    buffer: wgpu::Buffer,
    group: wgpu::BindGroup,
    written: Option<T>,
}

impl<T: bytemuck::Pod> Slot<T> {
    fn new(device: &wgpu::Device, layout: &wgpu::BindGroupLayout, label: &str) -> Self {
        let buffer = pipeline::uniform_buffer(device, label, size_of::<T>());
        let group = pipeline::bind_group(device, label, layout, &[buffer.as_entire_binding()]);
        Self { buffer, group, written: None }
    }

    /// Uploads where it differs from what is there; returns the bytes.
    fn write(&mut self, queue: &wgpu::Queue, value: &T) -> u64 {
        let bytes = bytemuck::bytes_of(value);
        if self.written.as_ref().is_some_and(|old| bytemuck::bytes_of(old) == bytes) {
            return 0;
        }
        queue.write_buffer(&self.buffer, 0, bytes);
        self.written = Some(*value);
        bytes.len() as u64
    }
}

/// Samples whose frames are kept from one picture to the next.
const KEPT_FRAMES: u32 = 64;

/// The uniforms that every pass over the head reads.
pub struct UniformBuffers {
    /// Layout of group 0.
    pub(super) frame_layout: wgpu::BindGroupLayout,
    /// Layout of group 1.
    pub(super) treatment_layout: wgpu::BindGroupLayout,
    /// One for a single sample, then one for each of many: each looks elsewhere in the pixel, the next picture's as well.
    frames: Vec<Slot<Frame>>,
    current: usize,
    treatments: [Slot<Treatment>; 2],
    treated_version: u64,
}

impl UniformBuffers {
    pub(super) fn new(device: &wgpu::Device) -> Self {
        let all = wgpu::ShaderStages::VERTEX_FRAGMENT | wgpu::ShaderStages::COMPUTE;
        let layout = |label| pipeline::group_layout(device, label, &[pipeline::uniform(0, all)]);
        let (frame_layout, treatment_layout) = (layout("frame"), layout("treatment"));
        Self {
            frames: vec![Slot::new(device, &frame_layout, "frame")],
            current: 0,
            treatments: ["before", "after"].map(|label| Slot::new(device, &treatment_layout, label)),
            treated_version: 0,
            frame_layout,
            treatment_layout,
        }
    }

    /// Group 0: camera and lights of the current sample.
    pub(super) fn frame(&self) -> &wgpu::BindGroup {
        &self.frames[self.current].group
    }

    /// Group 1: the treatment of a side.
    pub(super) fn treatment(&self, side: Side) -> &wgpu::BindGroup {
        &self.treatments[side as usize].group
    }

    /// Number of times that the treatment of [`Side::After`] was written: what was worked out for an older one is out of date.
    pub(super) fn treated_version(&self) -> u64 {
        self.treated_version
    }

    /// Makes the frame of a sample the current one, uploading it where it differs; returns the bytes.
    pub(super) fn write_frame(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        sampling: &Sampling,
        frame: &Frame,
    ) -> u64 {
        self.current = if sampling.total <= 1 { 0 } else { 1 + (sampling.index % KEPT_FRAMES) as usize };
        while self.frames.len() <= self.current {
            self.frames.push(Slot::new(device, &self.frame_layout, "frame"));
        }
        self.frames[self.current].write(queue, frame)
    }

    /// Uploads the treatment of a side where it differs; returns the bytes.
    pub(super) fn write_treatment(&mut self, queue: &wgpu::Queue, side: Side, treatment: &Treatment) -> u64 {
        let bytes = self.treatments[side as usize].write(queue, treatment);
        self.treated_version += u64::from(side == Side::After && bytes > 0);
        bytes
    }
}
