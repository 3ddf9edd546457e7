//! A head as coarse as some questions allow: what throws shadows, and how near it comes to the eye.

use super::pipeline;
use crate::mesh::raw::{Format, RawMesh};
use crate::mesh::simplify::simplify;
use crate::scene::Camera;
use glam::Vec3;

/// The head as lights see it: a shadow map's texel is wider than what is left out.
pub(super) struct Occluder {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    index_count: u32,
}

/// Triangles that throw shadows: a head's of 150,000 and more lie within a quarter of a millimetre of them, the median 0.03 mm.
const OCCLUDER_TRIANGLES: usize = 25_000;

impl Occluder {
    pub(super) fn new(device: &wgpu::Device, positions: Vec<Vec3>, triangles: Vec<[u32; 3]>) -> Self {
        let notes = Vec::new();
        let mut coarse = RawMesh { format: Format::Obj, positions, triangles, normals: None, colors: None, notes };
        simplify(&mut coarse, OCCLUDER_TRIANGLES);
        let buffer = |label, contents, usage| pipeline::filled(device, label, contents, usage);
        Self {
            vertices: buffer("occluder", bytemuck::cast_slice(&coarse.positions), wgpu::BufferUsages::VERTEX),
            indices: buffer("occluder indices", bytemuck::cast_slice(&coarse.triangles), wgpu::BufferUsages::INDEX),
            index_count: coarse.triangles.len() as u32 * 3,
        }
    }

    /// Bytes of it that were uploaded.
    pub(super) fn bytes(&self) -> u64 {
        self.vertices.size() + self.indices.size()
    }

    /// Draws it.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..self.index_count, 0, 0..1);
    }
}

/// Positions of what throws shadows.
pub(super) const OCCLUDER: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<Vec3>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3],
};

/// A vertex from every cell of [`CELL_MM`].
pub(super) struct Sparse(Vec<Vec3>);

/// Edge of the cells, mm.
const CELL_MM: f32 = 8.0;
/// Within this of one of those kept lies every vertex, mm.
const CELL_DIAGONAL_MM: f32 = CELL_MM * 1.733;

impl Sparse {
    pub(super) fn of(positions: &[Vec3]) -> Self {
        let mut taken = std::collections::HashSet::new();
        Self(positions.iter().copied().filter(|p| taken.insert((*p / CELL_MM).floor().as_ivec3())).collect())
    }

    /// Distance along the view to the nearest of the head in the picture (width ÷ height: `aspect`), mm: never more than it is, and
    /// less by a centimetre and a half at most.
    pub(super) fn nearest_mm(&self, camera: &Camera, aspect: f32) -> f32 {
        let (eye, toward_eye) = (camera.eye(), camera.toward_eye());
        let (right, up) = camera.right_up();
        let tan = (camera.fov_y_rad * 0.5).tan();
        let nearest = self
            .0
            .iter()
            .filter_map(|&p| {
                let from_eye = p - eye;
                let along = -from_eye.dot(toward_eye);
                let within =
                    |aside: f32, edge: f32| aside.abs() <= along.max(0.0) * edge + CELL_DIAGONAL_MM * (1.0 + edge);
                let seen = along > -CELL_DIAGONAL_MM
                    && within(from_eye.dot(right), tan * aspect)
                    && within(from_eye.dot(up), tan);
                seen.then_some(along - CELL_DIAGONAL_MM)
            })
            .fold(f32::INFINITY, f32::min);
        // With nothing in sight any answer will do.
        if nearest.is_finite() { nearest.max(0.0) } else { camera.distance_mm }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    #[test]
    fn the_nearest_is_never_farther_than_it_is_nor_much_nearer() {
        // A ball of 90 mm about the standard target.
        let camera = View::ThreeQuarterLeft.camera();
        let ball: Vec<Vec3> = (0..40_000)
            .map(|i| {
                let z = 1.0 - 2.0 * (i as f32 + 0.5) / 40_000.0;
                let (s, c) = (i as f32 * 2.4).sin_cos();
                camera.target + 90.0 * Vec3::new((1.0 - z * z).sqrt() * c, (1.0 - z * z).sqrt() * s, z)
            })
            .collect();
        let few = Sparse::of(&ball);
        assert!(few.0.len() < ball.len() / 10);
        let truth = camera.distance_mm - 90.0;
        let found = few.nearest_mm(&camera, 16.0 / 9.0);
        assert!(found <= truth && found > truth - 20.0, "{found} for {truth}");
        // What lies beside the picture does not count.
        let close = Camera { distance_mm: 60.0, target: camera.target + 90.0 * camera.toward_eye(), ..camera };
        let found = few.nearest_mm(&close, 1.0);
        assert!(found <= 60.0 && found > 30.0, "{found}");
        assert_eq!(Sparse::of(&[]).nearest_mm(&camera, 1.0), camera.distance_mm);
    }
}
