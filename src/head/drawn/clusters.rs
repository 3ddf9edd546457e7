//! Clusters of a head's triangles: neighbours that face in similar directions, so that they are visible or hidden
//! together.

use crate::mesh::order::along_curve;
use glam::Vec3;
use std::ops::Range;

/// Triangles of a cluster.
const CLUSTER_TRIANGLES: usize = 128;

/// Triangles in the order of their clusters.
#[derive(Clone, Debug)]
pub struct Clusters {
    /// Triangles, by the indices of their vertices.
    pub triangles: Vec<[u32; 3]>,
    /// Clusters, in the order of their triangles.
    pub clusters: Vec<Cluster>,
}

/// Neighbouring triangles with a sphere around them and a cone around their normals.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Range in the index buffer: three indices a triangle.
    pub indices: Range<u32>,
    /// Centre of the sphere, mm.
    pub center: Vec3,
    /// Radius of the sphere, mm.
    pub radius_mm: f32,
    /// Axis of the cone.
    pub axis: Vec3,
    /// Cosine of the cone's half-angle.
    pub cos: f32,
    /// Sine of the cone's half-angle.
    pub sin: f32,
}

impl Clusters {
    /// Clusters of triangles over `positions`: those with similar directions and places come together.
    pub fn new(positions: &[Vec3], mut triangles: Vec<[u32; 3]>) -> Self {
        let middles: Vec<Vec3> =
            triangles.iter().map(|t| t.map(|i| positions[i as usize]).iter().sum::<Vec3>() / 3.0).collect();
        let mut keyed: Vec<(u32, [u32; 3])> = along_curve(&middles)
            .into_iter()
            .map(|(_, t)| triangles[t as usize])
            .map(|t| (side(area_vector(positions, &t)), t))
            .collect();
        keyed.sort_by_key(|&(side, _)| side);
        triangles.iter_mut().zip(&keyed).for_each(|(into, &(_, t))| *into = t);
        let clusters = triangles
            .chunks(CLUSTER_TRIANGLES)
            .enumerate()
            .map(|(k, some)| Cluster::of(positions, some, k * CLUSTER_TRIANGLES))
            .collect();
        Self { triangles, clusters }
    }
}

impl Cluster {
    fn of(positions: &[Vec3], triangles: &[[u32; 3]], first: usize) -> Self {
        let corners = || triangles.iter().flatten().map(|&i| positions[i as usize]);
        let (low, high) = corners()
            .fold((Vec3::INFINITY, Vec3::NEG_INFINITY), |(low, high): (Vec3, Vec3), p| (low.min(p), high.max(p)));
        let center = 0.5 * (low + high);
        let normals = || triangles.iter().filter_map(|t| area_vector(positions, t).try_normalize());
        let axis = normals().sum::<Vec3>().try_normalize();
        let cos = axis.map_or(-1.0, |axis| normals().map(|n| axis.dot(n)).fold(1.0, f32::min));
        Self {
            indices: 3 * first as u32..3 * (first + triangles.len()) as u32,
            center,
            radius_mm: corners().map(|p| p.distance(center)).fold(0.0, f32::max),
            axis: axis.unwrap_or(Vec3::Z),
            cos,
            sin: (1.0 - cos * cos).max(0.0).sqrt(),
        }
    }
}

/// Normal of a triangle, with twice its area as length.
fn area_vector(positions: &[Vec3], triangle: &[u32; 3]) -> Vec3 {
    let [a, b, c] = triangle.map(|i| positions[i as usize]);
    (b - a).cross(c - a)
}

/// Index of one of 54 directions: the sides of a cube, each in nine squares.
fn side(n: Vec3) -> u32 {
    let a = n.abs();
    let k = if a.x >= a.y && a.x >= a.z { 0 } else { 1 + usize::from(a.z > a.y) };
    let third = |x: f32| u32::from(3.0 * x > -a[k]) + u32::from(3.0 * x > a[k]);
    (k as u32 * 2 + u32::from(n[k] < 0.0)) * 9 + 3 * third(n[(k + 1) % 3]) + third(n[(k + 2) % 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_hold_every_triangle_once_within_their_sphere_and_cone() {
        let head = crate::field::testing::ellipsoid(60, 1.0);
        let (positions, triangles) = (head.mesh.positions(), head.mesh.triangles());
        let made = Clusters::new(positions, triangles.to_vec());
        let mut sorted = [triangles.to_vec(), made.triangles.clone()];
        sorted.iter_mut().for_each(|t| t.sort_unstable());
        assert_eq!(sorted[0], sorted[1]);
        let mut next = 0;
        for cluster in &made.clusters {
            assert_eq!(cluster.indices.start, next);
            next = cluster.indices.end;
            for t in &made.triangles[cluster.indices.start as usize / 3..next as usize / 3] {
                assert!(t.iter().all(|&i| positions[i as usize].distance(cluster.center) <= cluster.radius_mm + 1e-3));
                let n = area_vector(positions, t).normalize_or_zero();
                assert!(n == Vec3::ZERO || n.dot(cluster.axis) >= cluster.cos - 1e-4);
            }
        }
        assert_eq!(next as usize, 3 * triangles.len());
    }
}
