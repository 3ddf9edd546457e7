//! Cost of moving a vertex: a sum of squared distances to the planes around it (Garland & Heckbert 1997).

use crate::mesh::topology::{Lists, ends};
use crate::par::*;
use glam::{DVec3, Vec3};

/// A sum of squared distances to planes, weighted by area: the symmetric form `xᵀAx + 2bᵀx + c`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quadric {
    a: [f64; 6],
    b: DVec3,
    c: f64,
}

impl Quadric {
    /// Squared distance to the plane through `p` with unit normal `n`, times `weight`.
    fn plane(n: DVec3, p: DVec3, weight: f64) -> Self {
        let d = -n.dot(p);
        let w = n * weight;
        Self { a: [w.x * n.x, w.x * n.y, w.x * n.z, w.y * n.y, w.y * n.z, w.z * n.z], b: w * d, c: weight * d * d }
    }

    /// Adds another quadric: its planes count, too.
    pub(super) fn add(&mut self, o: &Self) {
        self.a.iter_mut().zip(o.a).for_each(|(a, b)| *a += b);
        self.b += o.b;
        self.c += o.c;
    }

    /// Error of a vertex at `p`: the weighted sum of squared distances to the planes.
    pub(super) fn error(&self, p: DVec3) -> f64 {
        let [xx, xy, xz, yy, yz, zz] = self.a;
        let squares = xx * p.x * p.x + yy * p.y * p.y + zz * p.z * p.z;
        let mixed = xy * p.x * p.y + xz * p.x * p.z + yz * p.y * p.z;
        (squares + 2.0 * (mixed + self.b.dot(p)) + self.c).max(0.0)
    }
}

/// A point in 64 bits.
pub(super) fn point(points: &[Vec3], i: u32) -> DVec3 {
    points[i as usize].as_dvec3()
}

/// Quadrics of the vertices: planes of their triangles and, along rims, of walls perpendicular to them.
pub(super) fn quadrics(points: &[Vec3], triangles: &[[u32; 3]], corners: &Lists) -> Vec<Quadric> {
    let about = |v: usize| {
        let mut sum = Quadric::default();
        let around = corners.of(v);
        let rims = Rims::about(v as u32, around, triangles);
        for &h in around {
            let (face, k) = (h as usize / 3, h as usize % 3);
            let [a, b, c] = triangles[face].map(|i| point(points, i));
            let cross = (b - a).cross(c - a);
            let twice = cross.length();
            if twice <= 0.0 {
                continue;
            }
            let normal = cross / twice;
            sum.add(&Quadric::plane(normal, a, twice));
            // The edge that leaves the vertex, and the one that arrives at it.
            for (edge, other) in [(3 * face + k, (k + 1) % 3), (3 * face + (k + 2) % 3, (k + 2) % 3)] {
                if rims.hold(triangles[face][other]) {
                    let (from, to) = ends(triangles, edge);
                    let (p, q) = (point(points, from), point(points, to));
                    if let Some(side) = (q - p).cross(normal).try_normalize() {
                        sum.add(&Quadric::plane(side, p, 4.0 * (q - p).length_squared()));
                    }
                }
            }
        }
        sum
    };
    (0..points.len()).into_par_iter().map(about).collect()
}

/// Neighbours of a vertex that only one triangle joins to it, sorted: those along a rim.
struct Rims(Vec<u32>);

impl Rims {
    /// Neighbours along rims of a vertex with these corners.
    fn about(vertex: u32, corners: &[u32], triangles: &[[u32; 3]]) -> Self {
        let next = |h: u32, steps: u32| triangles[h as usize / 3][((h % 3 + steps) % 3) as usize];
        // In a closed fan each neighbour follows one corner and precedes another. Most vertices have one, and cost no list.
        let closed = corners.len() < 16
            && corners.iter().all(|&h| {
                let (from, to) = (next(h, 1), next(h, 2));
                from != vertex
                    && to != vertex
                    && corners.iter().any(|&g| next(g, 2) == from)
                    && corners.iter().any(|&g| next(g, 1) == to)
            });
        if closed {
            return Self(Vec::new());
        }
        let mut all: Vec<u32> = corners.iter().flat_map(|&h| [next(h, 1), next(h, 2)]).collect();
        all.sort_unstable();
        Self(all.chunk_by(|a, b| a == b).filter(|same| same.len() == 1).map(|same| same[0]).collect())
    }

    /// True for a neighbour along a rim.
    fn hold(&self, neighbour: u32) -> bool {
        !self.0.is_empty() && self.0.binary_search(&neighbour).is_ok()
    }
}
