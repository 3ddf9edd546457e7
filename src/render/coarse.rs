//! A head as coarse as some questions allow: what is seen from afar, what throws shadows, and how near it comes to the eye.

use super::pipeline;
use super::sight::{Patch, Sight, patches, seen};
use crate::scene::Camera;
use glam::Vec3;

/// Triangles over the vertices of a head, in patches.
pub(super) struct Faces {
    indices: wgpu::Buffer,
    patches: Vec<Patch>,
}

impl Faces {
    pub(super) fn new(device: &wgpu::Device, positions: &[Vec3], mut triangles: Vec<[u32; 3]>) -> Self {
        let patches = patches(positions, &mut triangles);
        let contents = bytemuck::cast_slice(&triangles);
        Self { indices: pipeline::filled(device, "indices", contents, wgpu::BufferUsages::INDEX), patches }
    }

    /// Bytes of it that were uploaded.
    pub(super) fn bytes(&self) -> u64 {
        self.indices.size()
    }

    /// Draws what may be in sight, or all of it.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>, sight: Option<&Sight>) {
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        let all = || std::iter::once(0..(self.indices.size() / 4) as u32).collect();
        for indices in sight.map_or_else(all, |sight| seen(&self.patches, sight)) {
            pass.draw_indexed(indices, 0, 0..1);
        }
    }
}

/// What is drawn of a head where a pixel on it is wider than [`FAR_PX_MM`]: within a twentieth of a millimetre nearly everywhere.
pub(super) const FAR_TRIANGLES: usize = 60_000;
/// See [`FAR_TRIANGLES`], mm.
pub(super) const FAR_PX_MM: f32 = 0.2;
/// Triangles that throw shadows: a head's of 150,000 and more lie within a quarter of a millimetre of them, the median 0.03 mm.
/// A shadow map's texel is wider.
pub(super) const OCCLUDER_TRIANGLES: usize = 25_000;

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

    /// Points all over the head.
    pub(super) fn points(&self) -> &[Vec3] {
        &self.0
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
    fn from_afar_the_head_is_the_same_to_a_fraction_of_a_pixel() {
        let head = crate::case::built_in_head(&crate::Plan::default()).unwrap();
        let (positions, normals) = (head.mesh.positions(), head.mesh.normals());
        let mut far = head.mesh.triangles().to_vec();
        crate::mesh::simplify::reduce(positions, &mut far, FAR_TRIANGLES);
        assert!(far.len() <= FAR_TRIANGLES);
        let mut used = vec![false; positions.len()];
        far.iter().flatten().for_each(|&i| used[i as usize] = true);
        let coarse = crate::mesh::TriMesh::new(positions.to_vec(), far).unwrap();
        let index = crate::mesh::query::SurfaceIndex::new(&coarse);
        let (mut off, mut turned): (Vec<f32>, Vec<f32>) = (0..positions.len())
            .filter(|&i| !used[i])
            .step_by(7)
            .map(|i| {
                let near = index.nearest(positions[i]);
                let between: Vec3 = (0..3)
                    .map(|k| normals[coarse.triangles()[near.triangle as usize][k] as usize] * near.barycentric[k])
                    .sum();
                (near.position.distance(positions[i]), between.angle_between(normals[i]).to_degrees())
            })
            .unzip();
        off.sort_unstable_by(f32::total_cmp);
        turned.sort_unstable_by(f32::total_cmp);
        let at = |sorted: &[f32], share: f32| sorted[((sorted.len() - 1) as f32 * share) as usize];
        assert!(at(&off, 0.99) < 0.25 * FAR_PX_MM && at(&off, 1.0) < FAR_PX_MM);
        // In folds the nearest may lie on the other lip.
        assert!(at(&turned, 0.5) < 0.5 && at(&turned, 0.95) < 4.0);
    }

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
