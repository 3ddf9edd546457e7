//! Group 0: what every pass over the head reads, and the head's own buffers.

use super::caps::caps;
use super::coarse::{FAR_PX_MM, FAR_TRIANGLES, Faces, OCCLUDER_TRIANGLES, Sparse};
use super::contract::{Frame, HeadSkin, HeadVertex, TreatedSkin, TreatedVertex, Treatment};
use super::gpu::Gpu;
use super::pipeline;
use super::sight::Sight;
use crate::head::Head;
use crate::head::{cavity, occlusion, sun};
use crate::mesh::simplify::reduce;
use glam::Vec3;

/// The uniforms of a frame, with what was last written, so that nothing is uploaded twice.
pub struct Shared {
    /// Layout of group 0.
    pub layout: wgpu::BindGroupLayout,
    /// One for a single sample, then one for each of many: each looks elsewhere in the pixel, the next picture's as well.
    frames: Vec<FrameSlot>,
    current: usize,
    treatments: [wgpu::Buffer; 2],
    written: [Option<Treatment>; 2],
    /// Bytes uploaded since the last time somebody asked.
    pub uploaded_bytes: u64,
    /// How often the treatment of [`Side::After`] was written: what was worked out for an older one is out of date.
    pub(super) after_version: u64,
}

/// Camera and light of one sample, as they were last written.
struct FrameSlot {
    buffer: wgpu::Buffer,
    groups: [wgpu::BindGroup; 2],
    written: Option<Frame>,
}

/// Samples whose frames are kept from one picture to the next.
const KEPT_FRAMES: u32 = 64;

/// Which of the two treatments a pass sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Bare skin.
    Before,
    /// With pigment.
    After,
}

impl Shared {
    pub(super) fn new(device: &wgpu::Device) -> Self {
        let all = wgpu::ShaderStages::VERTEX_FRAGMENT | wgpu::ShaderStages::COMPUTE;
        let layout = pipeline::group_layout(device, "frame", &[pipeline::uniform(0, all), pipeline::uniform(1, all)]);
        let treatments = ["before", "after"].map(|label| uniform(device, label, size_of::<Treatment>()));
        Self {
            layout,
            frames: Vec::new(),
            current: 0,
            treatments,
            written: [None, None],
            uploaded_bytes: 0,
            after_version: 0,
        }
    }

    /// Group 0; none before a first frame was written.
    pub(super) fn group(&self, side: Side) -> Option<&wgpu::BindGroup> {
        self.frames.get(self.current).map(|slot| &slot.groups[side as usize])
    }

    /// Uploads the frame of sample `index` of `total` where it differs from what is there, and makes it the current one.
    pub(super) fn write_frame(&mut self, gpu: &Gpu, (index, total): (u32, u32), frame: &Frame) {
        self.current = if total <= 1 { 0 } else { 1 + (index % KEPT_FRAMES) as usize };
        while self.frames.len() <= self.current {
            let buffer = uniform(&gpu.device, "frame", size_of::<Frame>());
            let groups = [0, 1].map(|side: usize| {
                let parts = [buffer.as_entire_binding(), self.treatments[side].as_entire_binding()];
                pipeline::group(&gpu.device, "frame", &self.layout, &parts)
            });
            self.frames.push(FrameSlot { buffer, groups, written: None });
        }
        let slot = &mut self.frames[self.current];
        let bytes = bytemuck::bytes_of(frame);
        if slot.written.as_ref().is_none_or(|old| bytemuck::bytes_of(old) != bytes) {
            gpu.queue.write_buffer(&slot.buffer, 0, bytes);
            slot.written = Some(*frame);
            self.uploaded_bytes += bytes.len() as u64;
        }
    }

    /// Uploads a treatment where it differs from what is there.
    pub(super) fn write_treatment(&mut self, queue: &wgpu::Queue, side: Side, treatment: &Treatment) {
        let slot = &mut self.written[side as usize];
        let bytes = bytemuck::bytes_of(treatment);
        if slot.as_ref().is_none_or(|old| bytemuck::bytes_of(old) != bytes) {
            queue.write_buffer(&self.treatments[side as usize], 0, bytes);
            *slot = Some(*treatment);
            self.after_version += u64::from(side == Side::After);
            self.uploaded_bytes += bytes.len() as u64;
        }
    }
}

fn uniform(device: &wgpu::Device, label: &str, size: usize) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(label),
        size: size as u64,
        usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

/// A head on the GPU.
pub struct HeadBuffers {
    pub(super) vertices: wgpu::Buffer,
    pub(super) treated: wgpu::Buffer,
    near: Faces,
    far: Faces,
    /// Of the head itself, without the lids on its openings.
    pub(super) vertex_count: usize,
    /// Middle and radius of a ball around it, mm.
    pub(super) ball: (Vec3, f32),
    pub(super) sparse: Sparse,
    occluder: Faces,
}

impl HeadBuffers {
    pub(super) fn new(device: &wgpu::Device, head: &Head, colors: Option<&[[f32; 3]]>) -> Self {
        let mut ambient = occlusion::ambient(&head.mesh);
        cavity::deepen(head, &mut ambient);
        let sun = sun::exposure(&head.mesh, head, &ambient);
        let (positions, normals, maps) = (head.mesh.positions(), head.mesh.normals(), &head.maps);
        let at = |map: &[f32], i: usize| map.get(i).copied().unwrap_or(0.0);
        let colour = |i: usize| colors.and_then(|c| c.get(i)).copied();
        let own = (0..positions.len()).map(|i| HeadSkin {
            position: positions[i],
            normal: normals[i],
            maps: [at(&maps.scalp, i), at(&maps.lips, i), at(&maps.flush, i), at(&maps.brows, i)],
            ear: at(&maps.ears, i),
            visibility: ambient[i].visibility,
            curvature_per_mm: ambient[i].curvature_per_mm,
            sun: sun[i],
            bent: ambient[i].bent_normal,
            color: colour(i),
        });
        // Lids are plain skin that the sun has not seen.
        let caps = caps(&head.mesh);
        let lids = caps.vertices.iter().map(|&(like, position, normal)| HeadSkin {
            position,
            normal,
            visibility: 1.0,
            bent: normal,
            color: colour(like as usize),
            ..HeadSkin::default()
        });
        let vertices: Vec<HeadVertex> = own.chain(lids).map(|skin| HeadVertex::from(&skin)).collect();
        let triangles: Vec<[u32; 3]> = head.mesh.triangles().iter().copied().chain(caps.triangles).collect();
        let places: Vec<Vec3> = vertices.iter().map(|v| v.position.into()).collect();
        let fewer = |triangles: &[[u32; 3]], most| {
            let mut fewer = triangles.to_vec();
            reduce(&places, &mut fewer, most);
            fewer
        };
        let far = fewer(&triangles, FAR_TRIANGLES);
        let occluder = fewer(&far, OCCLUDER_TRIANGLES);
        let faces = |triangles| Faces::new(device, &places, triangles);
        let bounds = head.mesh.bounds();
        let buffer = |label, contents, usage| pipeline::filled(device, label, contents, usage);
        Self {
            vertices: buffer("head", bytemuck::cast_slice(&vertices), wgpu::BufferUsages::VERTEX),
            treated: buffer(
                "treated",
                bytemuck::cast_slice(&vec![TreatedVertex::from(&TreatedSkin::default()); vertices.len()]),
                wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
            ),
            near: faces(triangles),
            far: faces(far),
            occluder: faces(occluder),
            vertex_count: positions.len(),
            ball: (bounds.center(), bounds.size().length() * 0.5),
            sparse: Sparse::of(positions),
        }
    }

    /// Bytes of it that were uploaded.
    pub(super) fn bytes(&self) -> u64 {
        let faces = self.near.bytes() + self.far.bytes() + self.occluder.bytes();
        self.vertices.size() + self.treated.size() + faces
    }

    /// Draws what may be in sight, where a pixel is `px_mm` wide.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>, sight: &Sight, px_mm: f32) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_vertex_buffer(1, self.treated.slice(..));
        if px_mm > FAR_PX_MM { &self.far } else { &self.near }.draw(pass, Some(sight));
    }

    /// Draws what throws shadows.
    pub(super) fn draw_occluder(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        self.occluder.draw(pass, None);
    }
}

/// Every attribute of a head's vertex.
pub(super) const HEAD_FULL: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<HeadVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![
        0 => Float32x3, 1 => Snorm16x2, 2 => Unorm8x4, 3 => Unorm8x4, 4 => Snorm8x4, 5 => Unorm8x4
    ],
};

/// A vertex's place alone.
pub(super) const HEAD_PLACE: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<HeadVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3],
};

/// What the plan puts on a vertex.
pub(super) const TREATED: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<TreatedVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![6 => Unorm8x4],
};
