//! A head on the device: vertices, treatment of their skin, and three levels of detail.

use super::contract::{HeadVertex, TreatedSkin, TreatedVertex};
use super::pipeline::buffer_init;
use super::visibility::{Frustum, visible_ranges};
use crate::head::drawn::{BoundingSphere, Cluster, Clusters, DrawnHead};
use glam::Vec3;

/// Index buffer of triangles, sorted into clusters.
struct ClusteredIndices {
    buffer: wgpu::Buffer,
    clusters: Vec<Cluster>,
}

impl ClusteredIndices {
    fn new(device: &wgpu::Device, made: &Clusters) -> Self {
        let contents = bytemuck::cast_slice(&made.triangles);
        Self {
            buffer: buffer_init(device, "indices", contents, wgpu::BufferUsages::INDEX),
            clusters: made.clusters.clone(),
        }
    }

    /// Draws the clusters that may lie in the frustum; all of them where it is `None`.
    fn draw(&self, pass: &mut wgpu::RenderPass<'_>, frustum: Option<&Frustum>) {
        pass.set_index_buffer(self.buffer.slice(..), wgpu::IndexFormat::Uint32);
        let all = || std::iter::once(0..(self.buffer.size() / 4) as u32).collect();
        for indices in frustum.map_or_else(all, |frustum| visible_ranges(&self.clusters, frustum)) {
            pass.draw_indexed(indices, 0, 0..1);
        }
    }
}

/// A head on the device.
pub struct HeadBuffers {
    vertices: wgpu::Buffer,
    treated: wgpu::Buffer,
    near: ClusteredIndices,
    far: ClusteredIndices,
    occluder: ClusteredIndices,
    /// Number of the head's own vertices, without those of its hole caps.
    pub(super) own_vertices: usize,
    /// Bounding sphere of the head, mm.
    pub(super) bounding_sphere: BoundingSphere,
    /// Sparse points over the head, by which its distance in a picture is found.
    pub(super) probe_points: Vec<Vec3>,
}

impl HeadBuffers {
    /// Buffers of a head: its vertices, and the clusters of its levels of detail.
    pub(super) fn new(device: &wgpu::Device, head: &DrawnHead) -> Self {
        let vertices: Vec<HeadVertex> = head.vertices.iter().map(HeadVertex::from).collect();
        let treated = vec![TreatedVertex::from(&TreatedSkin::default()); vertices.len()];
        let vertex = wgpu::BufferUsages::VERTEX;
        let indices = |clusters| ClusteredIndices::new(device, clusters);
        Self {
            vertices: buffer_init(device, "head", bytemuck::cast_slice(&vertices), vertex),
            treated: buffer_init(
                device,
                "treated",
                bytemuck::cast_slice(&treated),
                vertex | wgpu::BufferUsages::COPY_DST,
            ),
            near: indices(&head.near),
            far: indices(&head.far),
            occluder: indices(&head.occluder),
            own_vertices: head.own_vertices,
            bounding_sphere: head.bounding_sphere,
            probe_points: head.probe_points.clone(),
        }
    }

    /// Bytes uploaded for this head.
    pub(super) fn bytes(&self) -> u64 {
        let indices = [&self.near, &self.far, &self.occluder].map(|level| level.buffer.size());
        self.vertices.size() + self.treated.size() + indices.iter().sum::<u64>()
    }

    /// Uploads the treatment of the head's own vertices. Returns the bytes sent.
    pub(super) fn write_treated(&self, queue: &wgpu::Queue, treated: &[TreatedSkin]) -> u64 {
        if treated.len() != self.own_vertices {
            return 0;
        }
        let packed: Vec<TreatedVertex> = treated.iter().map(TreatedVertex::from).collect();
        queue.write_buffer(&self.treated, 0, bytemuck::cast_slice(&packed));
        size_of_val(packed.as_slice()) as u64
    }

    /// Draws the head's triangles in the frustum, or all; `far` chooses the coarser level of detail.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>, frustum: Option<&Frustum>, far: bool) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_vertex_buffer(1, self.treated.slice(..));
        if far { &self.far } else { &self.near }.draw(pass, frustum);
    }

    /// Draws the coarse head that casts shadows.
    pub(super) fn draw_occluder(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        self.occluder.draw(pass, None);
    }
}

/// Vertex layout with every attribute of a head's vertex.
pub(super) const HEAD_FULL: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<HeadVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![
        0 => Float32x3, 1 => Snorm16x2, 2 => Unorm8x4, 3 => Unorm8x4, 4 => Snorm8x4, 5 => Unorm8x4
    ],
};

/// Vertex layout with the position only.
pub(super) const HEAD_POSITION: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<HeadVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3],
};

/// Vertex layout of the treatment.
pub(super) const TREATED: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<TreatedVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![6 => Unorm8x4],
};
