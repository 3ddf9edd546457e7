//! Uniform buffers of camera and lights (group 0) and of the treatment (group 1). They remember what was written, so
//! that nothing is uploaded twice.

use super::contract::{Frame, Treatment};
use super::pipeline;
use super::sampling::Sampling;

/// Side of a comparison: before or after the treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Bare skin.
    Before,
    /// Skin with pigment.
    After,
}

/// Time and side that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Days since the end of the first session.
    pub days: f32,
    /// Side: bare skin, or with pigment.
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

/// A uniform buffer with its bind group and the value it holds.
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

    /// Uploads a value that differs from the one held. Returns the bytes sent.
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

/// Number of samples whose frame uniforms are kept from one picture to the next.
const KEPT_FRAMES: u32 = 64;

/// Uniforms that every pass over the head reads.
pub struct UniformBuffers {
    /// Layout of group 0.
    pub(super) frame_layout: wgpu::BindGroupLayout,
    /// Layout of group 1.
    pub(super) treatment_layout: wgpu::BindGroupLayout,
    /// One slot for a picture of one sample, then one for each of many samples. Each looks at another point of the
    /// pixel; the next picture uses the same slots.
    frames: Vec<Slot<Frame>>,
    current: usize,
    treatments: [Slot<Treatment>; 2],
    treated_version: u64,
}

impl UniformBuffers {
    /// Empty uniform buffers with their layouts.
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

    /// Version of the treatment of [`Side::After`]; it counts how often that was written. Anything computed for an
    /// older version is out of date.
    pub(super) fn treated_version(&self) -> u64 {
        self.treated_version
    }

    /// Selects the slot of a sample and uploads its frame where it differs. Returns the bytes sent.
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

    /// Uploads the treatment of a side where it differs. Returns the bytes sent.
    pub(super) fn write_treatment(&mut self, queue: &wgpu::Queue, side: Side, treatment: &Treatment) -> u64 {
        let bytes = self.treatments[side as usize].write(queue, treatment);
        self.treated_version += u64::from(side == Side::After && bytes > 0);
        bytes
    }
}
