//! A head as it is drawn: vertices with all inputs of shading, capped openings, three levels of detail.
//!
//! Made once a head, on the CPU, and kept: occlusion and sun take longer than anything else about a head. Drawing
//! uploads it unchanged.

mod clusters;
mod hole_caps;

pub use clusters::{Cluster, Clusters};

use super::eyeball::{Globe, globe};
use super::garment::{ClothMesh, cloth};
use super::{Eye, Head, Mole, cavity, occlusion, sun};
use crate::mesh::simplify::reduce;
use glam::Vec3;
use hole_caps::hole_caps;
use std::collections::HashSet;

/// Most triangles of the far level of detail, which is within a twentieth of a millimetre of the head nearly
/// everywhere.
pub const FAR_TRIANGLES: usize = 60_000;
/// Most triangles of the level that casts shadows. Heads of 150,000 and more lie within a quarter of a millimetre of
/// it, the median at 0.03 mm; a shadow map's texel is wider.
pub const OCCLUDER_TRIANGLES: usize = 25_000;
/// Edge of the cells that each give one probe point, mm.
pub const PROBE_CELL_MM: f32 = 8.0;

/// Inputs of shading at one vertex.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DrawnVertex {
    /// Position, mm, head frame.
    pub position: Vec3,
    /// Unit normal.
    pub normal: Vec3,
    /// Shares of scalp, lips, flush and skin around the eyes, 0–1.
    pub maps: [f32; 4],
    /// Sebum beside the scalp's, −1 to 1.
    pub sebum: f32,
    /// Share of ear, 0–1.
    pub ear: f32,
    /// Visible share of the surroundings, 0–1.
    pub visibility: f32,
    /// Curvature, per mm.
    pub curvature_per_mm: f32,
    /// Exposure to the sun, 0–1.
    pub sun: f32,
    /// Mean unoccluded direction.
    pub bent: Vec3,
    /// Colour of a scan, scene-linear.
    pub color: Option<[f32; 3]>,
}

/// Sphere around a head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingSphere {
    /// Centre, mm.
    pub center: Vec3,
    /// Radius, mm.
    pub radius_mm: f32,
}

/// Head as it is drawn.
#[derive(Clone, Debug)]
pub struct DrawnHead {
    /// Vertices: the head's own, then those of the caps on its openings.
    pub vertices: Vec<DrawnVertex>,
    /// Number of the head's own vertices.
    pub own_vertices: usize,
    /// Every triangle, for views from near by.
    pub near: Clusters,
    /// Level of detail for views from afar, at most `FAR_TRIANGLES`.
    pub far: Clusters,
    /// Level of detail for shadows, at most `OCCLUDER_TRIANGLES`.
    pub occluder: Clusters,
    /// Sphere around the head.
    pub bounding_sphere: BoundingSphere,
    /// Probe points, sparse over the head: one vertex from every cell of `PROBE_CELL_MM`.
    pub probe_points: Vec<Vec3>,
    /// Open eyes: the subject's left, then right; empty without any.
    pub eyes: Vec<Eye>,
    /// Globes of those eyes.
    pub globes: Vec<Globe>,
    /// Moles and freckles.
    pub moles: Vec<Mole>,
    /// Cloth over the bust; empty where the head wears none.
    pub cloth: ClothMesh,
}

impl DrawnHead {
    /// The drawn head. `colors` are a scan's own, scene-linear, one a vertex.
    pub fn new(head: &Head, colors: Option<&[[f32; 3]]>) -> Self {
        let caps = hole_caps(&head.mesh);
        let (positions, normals, maps) = (head.mesh.positions(), head.mesh.normals(), &head.maps);
        let places: Vec<Vec3> = positions.iter().copied().chain(caps.vertices.iter().map(|cap| cap.1)).collect();
        let triangles: Vec<[u32; 3]> = head.mesh.triangles().iter().copied().chain(caps.triangles).collect();
        let shading = || {
            let mut ambient = occlusion::ambient(&head.mesh);
            cavity::deepen(head, &mut ambient);
            let sun = sun::exposure(&head.mesh, head, &ambient);
            (ambient, sun)
        };
        let fewer = |triangles: &[[u32; 3]], most| {
            let mut fewer = triangles.to_vec();
            reduce(&places, &mut fewer, most);
            fewer
        };
        let clusters = |triangles| Clusters::new(&places, triangles);
        let levels = || {
            let far = fewer(&triangles, FAR_TRIANGLES);
            let occluder = fewer(&far, OCCLUDER_TRIANGLES);
            (clusters(far), clusters(occluder))
        };
        // What light does at a vertex and what triangles there are do not depend on each other.
        let ((ambient, sun), ((far, occluder), cloth)) =
            crate::par::join(shading, || crate::par::join(levels, || cloth(head)));
        let at = |map: &[f32], i: usize| map.get(i).copied().unwrap_or(0.0);
        let color = |i: usize| colors.and_then(|c| c.get(i)).copied();
        let own = (0..positions.len()).map(|i| DrawnVertex {
            position: positions[i],
            normal: normals[i],
            maps: [at(&maps.scalp, i), at(&maps.lips, i), at(&maps.flush, i), at(&maps.periorbital, i)],
            sebum: at(&maps.sebum, i),
            ear: at(&maps.ears, i),
            visibility: ambient[i].visibility,
            curvature_per_mm: ambient[i].curvature_per_mm,
            sun: sun[i],
            bent: ambient[i].bent_normal,
            color: color(i),
        });
        // Caps are plain skin without any sun.
        let of_caps = caps.vertices.iter().map(|&(like, position, normal)| DrawnVertex {
            position,
            normal,
            visibility: 1.0,
            bent: normal,
            color: color(like as usize),
            ..DrawnVertex::default()
        });
        let vertices: Vec<DrawnVertex> = own.chain(of_caps).collect();
        let bounds = head.mesh.bounds();
        Self {
            near: clusters(triangles),
            far,
            occluder,
            own_vertices: positions.len(),
            bounding_sphere: BoundingSphere { center: bounds.center(), radius_mm: bounds.size().length() * 0.5 },
            probe_points: probe_points(positions),
            eyes: head.eyes.clone(),
            globes: head.eyes.iter().map(globe).collect(),
            moles: head.moles.clone(),
            cloth,
            vertices,
        }
    }
}

/// One position from every cell of [`PROBE_CELL_MM`].
pub fn probe_points(positions: &[Vec3]) -> Vec<Vec3> {
    let mut taken = HashSet::new();
    positions.iter().copied().filter(|p| taken.insert((*p / PROBE_CELL_MM).floor().as_ivec3())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::TriMesh;
    use crate::mesh::query::SurfaceIndex;

    #[test]
    fn the_levels_of_detail_lie_on_the_head_and_every_vertex_is_told() {
        let head = crate::field::testing::ellipsoid(180, 1.0);
        let drawn = DrawnHead::new(&head, None);
        assert_eq!(drawn.own_vertices, head.mesh.positions().len());
        let count = |clusters: &Clusters| clusters.triangles.len();
        assert!(count(&drawn.near) > FAR_TRIANGLES && count(&drawn.far) <= FAR_TRIANGLES);
        assert!(count(&drawn.occluder) <= OCCLUDER_TRIANGLES);
        let BoundingSphere { center, radius_mm } = drawn.bounding_sphere;
        assert!(drawn.vertices.iter().all(|v| v.position.distance(center) <= radius_mm + 1e-3));
        assert!(drawn.vertices.iter().all(|v| (0.0..=1.0).contains(&v.visibility) && (0.0..=1.0).contains(&v.sun)));
        assert!(drawn.probe_points.len() * 4 < drawn.own_vertices);
    }

    #[test]
    fn from_afar_the_head_is_the_same_to_a_fraction_of_a_pixel() {
        /// Width of a pixel from which on the far level is drawn, mm.
        const PX_MM: f32 = 0.2;
        let shape = crate::head::builtin::sculpt(&crate::head::builtin::HeadShape::default()).unwrap();
        let (positions, normals) = (shape.mesh.positions(), shape.mesh.normals());
        let mut far = shape.mesh.triangles().to_vec();
        reduce(positions, &mut far, FAR_TRIANGLES);
        assert!(far.len() <= FAR_TRIANGLES);
        let mut used = vec![false; positions.len()];
        far.iter().flatten().for_each(|&i| used[i as usize] = true);
        let coarse = TriMesh::new(positions.to_vec(), far).unwrap();
        let index = SurfaceIndex::new(&coarse);
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
        assert!(at(&off, 0.99) < 0.25 * PX_MM && at(&off, 1.0) < PX_MM);
        // In folds the nearest may lie on the other lip.
        assert!(at(&turned, 0.5) < 0.5 && at(&turned, 0.95) < 4.0);
    }
}
