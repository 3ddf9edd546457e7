//! Nearest point and first hit on a mesh, by a tree of boxes (BVH).
//!
//! A binary tree of fixed depth over the triangles, halved at the median of their middles along the longest side. The
//! median keeps it balanced on any scan, and one depth for all leaves lets both halves be built in parallel in one
//! array. Surface-area heuristics were not chosen: they cost more to build than a cold start's few thousand queries
//! save. Frame and units are the mesh's. Only arithmetic and roots: equal meshes give equal answers on every machine.

use super::TriMesh;
use crate::par::*;
use glam::Vec3;

/// A point on a mesh's surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfacePoint {
    /// Position, mm.
    pub position: Vec3,
    /// Unit normal, interpolated from the vertices'.
    pub normal: Vec3,
    /// Zero-based triangle.
    pub triangle: u32,
    /// Weights of the triangle's corners, summing to 1.
    pub barycentric: Vec3,
}

const LEAF: usize = 4;

#[derive(Clone, Copy, Debug)]
struct BvhNode {
    min: Vec3,
    max: Vec3,
}

const NOTHING: BvhNode = BvhNode { min: Vec3::splat(f32::INFINITY), max: Vec3::splat(f32::NEG_INFINITY) };

#[derive(Clone, Copy, Debug)]
struct BvhFace {
    corners: [Vec3; 3],
    normals: [Vec3; 3],
    id: u32,
}

/// Index of a mesh's triangles for spatial queries in logarithmic time.
#[derive(Clone, Debug)]
pub struct SurfaceIndex {
    faces: Vec<BvhFace>,
    nodes: Vec<BvhNode>,
    depth: u32,
}

impl SurfaceIndex {
    /// Index of all triangles of `mesh`.
    pub fn new(mesh: &TriMesh) -> Self {
        let mut order: Vec<Item> = mesh
            .triangles()
            .iter()
            .enumerate()
            .map(|(id, t)| Item { middle: t.iter().map(|&v| mesh.positions()[v as usize]).sum(), id: id as u32 })
            .collect();
        let mut depth = 0;
        while order.len() >> depth > LEAF {
            depth += 1;
        }
        let mut nodes = vec![NOTHING; (2_usize << depth) - 1];
        build(mesh, &mut order, &mut nodes);
        let faces = order
            .par_iter()
            .map(|item| {
                let t = mesh.triangles()[item.id as usize];
                BvhFace {
                    corners: t.map(|v| mesh.positions()[v as usize]),
                    normals: t.map(|v| mesh.normals()[v as usize]),
                    id: item.id,
                }
            })
            .collect();
        Self { faces, nodes, depth }
    }

    /// The point of the surface nearest to `to`.
    pub fn nearest(&self, to: Vec3) -> SurfacePoint {
        // Proof: a mesh has a triangle, so `faces` has a first entry.
        let mut best = (f32::INFINITY, self.faces[0], Vec3::X);
        self.walk_nearest(to, 0, self.depth, 0, self.faces.len(), &mut best);
        point(&best.1, best.2)
    }

    fn walk_nearest(&self, to: Vec3, node: usize, depth: u32, lo: usize, hi: usize, best: &mut (f32, BvhFace, Vec3)) {
        if depth == 0 {
            for face in &self.faces[lo..hi] {
                let weights = closest(face.corners, to);
                let d = point_at(face.corners, weights).distance_squared(to);
                if d < best.0 {
                    *best = (d, *face, weights);
                }
            }
            return;
        }
        let (left, right, mid) = (node + 1, node + (1 << depth), lo + (hi - lo) / 2);
        let far = |n: usize| to.distance_squared(to.clamp(self.nodes[n].min, self.nodes[n].max));
        let (dl, dr) = (if mid > lo { far(left) } else { f32::INFINITY }, far(right));
        for first in [true, false] {
            if (dl <= dr) == first {
                if dl < best.0 {
                    self.walk_nearest(to, left, depth - 1, lo, mid, best);
                }
            } else if dr < best.0 {
                self.walk_nearest(to, right, depth - 1, mid, hi, best);
            }
        }
    }

    /// The first point that a ray from `origin` meets, from either side; `None` where it meets nothing or `direction`
    /// is zero.
    pub fn raycast(&self, origin: Vec3, direction: Vec3) -> Option<SurfacePoint> {
        let direction = direction.try_normalize()?;
        // From afar, rounding would let rays slip between neighbouring triangles, so the ray starts near the mesh.
        let (middle, reach) =
            (self.nodes[0].min.midpoint(self.nodes[0].max), self.nodes[0].min.distance(self.nodes[0].max));
        let skipped = ((middle - origin).dot(direction) - reach).max(0.0);
        let origin = origin + direction * skipped;
        let mut best = (f32::INFINITY, None);
        self.walk_ray(origin, direction, direction.recip(), (0, self.depth, 0, self.faces.len()), &mut best);
        best.1.map(|(face, weights)| point(&face, weights))
    }

    fn walk_ray(
        &self,
        origin: Vec3,
        direction: Vec3,
        inverse: Vec3,
        (node, depth, lo, hi): (usize, u32, usize, usize),
        best: &mut (f32, Option<(BvhFace, Vec3)>),
    ) {
        if depth == 0 {
            for face in &self.faces[lo..hi] {
                if let Some((t, weights)) = hit(face.corners, origin, direction)
                    && t < best.0
                {
                    *best = (t, Some((*face, weights)));
                }
            }
            return;
        }
        let (left, right, mid) = (node + 1, node + (1 << depth), lo + (hi - lo) / 2);
        let enter = |n: usize| {
            let (a, b) = ((self.nodes[n].min - origin) * inverse, (self.nodes[n].max - origin) * inverse);
            let (near, far) = (a.min(b).max_element().max(0.0), a.max(b).min_element());
            if near <= far * 1.000_001 { near } else { f32::INFINITY }
        };
        let (tl, tr) = (if mid > lo { enter(left) } else { f32::INFINITY }, enter(right));
        for first in [true, false] {
            if (tl <= tr) == first {
                if tl < best.0 {
                    self.walk_ray(origin, direction, inverse, (left, depth - 1, lo, mid), best);
                }
            } else if tr < best.0 {
                self.walk_ray(origin, direction, inverse, (right, depth - 1, mid, hi), best);
            }
        }
    }
}

/// A triangle while the tree is built.
#[derive(Clone, Copy, Debug)]
struct Item {
    /// Sum of the corners, three times the middle.
    middle: Vec3,
    id: u32,
}

/// Orders `items` and fills `nodes`: root, then the left half's nodes, then the right half's. Returns the root.
fn build(mesh: &TriMesh, items: &mut [Item], nodes: &mut [BvhNode]) -> BvhNode {
    let join = |a: BvhNode, b: BvhNode| BvhNode { min: a.min.min(b.min), max: a.max.max(b.max) };
    if nodes.len() == 1 {
        nodes[0] = items.iter().fold(NOTHING, |all, item| {
            let corners = mesh.corners(item.id as usize);
            corners.into_iter().fold(all, |all, c| join(all, BvhNode { min: c, max: c }))
        });
        return nodes[0];
    }
    let spread = items.iter().fold(NOTHING, |all, i| join(all, BvhNode { min: i.middle, max: i.middle }));
    let size = spread.max - spread.min;
    let axis = if size.x >= size.y && size.x >= size.z { 0 } else { 1 + usize::from(size.z > size.y) };
    let mid = items.len() / 2;
    if items.len() > 1 {
        items.select_nth_unstable_by(mid, |a, b| a.middle[axis].total_cmp(&b.middle[axis]).then(a.id.cmp(&b.id)));
    }
    let many = items.len() > 4096;
    let (left, right) = items.split_at_mut(mid);
    let (root, rest) = nodes.split_at_mut(1);
    let half = rest.len() / 2;
    let (below_left, below_right) = rest.split_at_mut(half);
    let (a, b) = if many {
        crate::par::join(|| build(mesh, left, below_left), || build(mesh, right, below_right))
    } else {
        (build(mesh, left, below_left), build(mesh, right, below_right))
    };
    root[0] = join(a, b);
    root[0]
}

fn point_at([a, b, c]: [Vec3; 3], weights: Vec3) -> Vec3 {
    a * weights.x + b * weights.y + c * weights.z
}

fn point(face: &BvhFace, weights: Vec3) -> SurfacePoint {
    let flat = || (face.corners[1] - face.corners[0]).cross(face.corners[2] - face.corners[0]).try_normalize();
    SurfacePoint {
        position: point_at(face.corners, weights),
        normal: point_at(face.normals, weights).try_normalize().or_else(flat).unwrap_or(Vec3::Y),
        triangle: face.id,
        barycentric: weights,
    }
}

/// Barycentric weights of the triangle's point nearest to `p` (regions after Ericson 2005).
fn closest([a, b, c]: [Vec3; 3], p: Vec3) -> Vec3 {
    let (ab, ac, ap) = (b - a, c - a, p - a);
    let (d1, d2) = (ab.dot(ap), ac.dot(ap));
    if d1 <= 0.0 && d2 <= 0.0 {
        return Vec3::X;
    }
    let bp = p - b;
    let (d3, d4) = (ab.dot(bp), ac.dot(bp));
    if d3 >= 0.0 && d4 <= d3 {
        return Vec3::Y;
    }
    let vc = d1 * d4 - d3 * d2;
    if vc <= 0.0 && d1 >= 0.0 && d3 <= 0.0 {
        let v = ratio(d1, d1 - d3);
        return Vec3::new(1.0 - v, v, 0.0);
    }
    let cp = p - c;
    let (d5, d6) = (ab.dot(cp), ac.dot(cp));
    if d6 >= 0.0 && d5 <= d6 {
        return Vec3::Z;
    }
    let vb = d5 * d2 - d1 * d6;
    if vb <= 0.0 && d2 >= 0.0 && d6 <= 0.0 {
        let w = ratio(d2, d2 - d6);
        return Vec3::new(1.0 - w, 0.0, w);
    }
    let va = d3 * d6 - d5 * d4;
    if va <= 0.0 && d4 - d3 >= 0.0 && d5 - d6 >= 0.0 {
        let w = ratio(d4 - d3, (d4 - d3) + (d5 - d6));
        return Vec3::new(0.0, 1.0 - w, w);
    }
    let (v, w) = (ratio(vb, va + vb + vc), ratio(vc, va + vb + vc));
    Vec3::new(1.0 - v - w, v, w)
}

/// `part / whole`; 0 for a triangle without area.
fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// Distance and barycentric weights at which a ray meets a triangle, edges included (Möller & Trumbore 1997).
fn hit([a, b, c]: [Vec3; 3], origin: Vec3, direction: Vec3) -> Option<(f32, Vec3)> {
    const EDGE: f32 = 1e-4;
    let (ab, ac) = (b - a, c - a);
    let across = direction.cross(ac);
    let det = ab.dot(across);
    if det == 0.0 {
        return None;
    }
    let from = origin - a;
    let u = from.dot(across) / det;
    let turned = from.cross(ab);
    let v = direction.dot(turned) / det;
    let t = ac.dot(turned) / det;
    (u >= -EDGE && v >= -EDGE && u + v <= 1.0 + EDGE && t >= 0.0 && t.is_finite())
        .then(|| (t, Vec3::new(1.0 - u - v, u, v)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ball of many triangles in a fixed, uneven order.
    fn ball(radius: f32) -> TriMesh {
        let (rows, columns) = (24_u32, 48_u32);
        let mut positions = Vec::new();
        let mut triangles = Vec::new();
        for i in 0..=rows {
            for j in 0..columns {
                let (st, ct) = libm::sincosf(std::f32::consts::PI * i as f32 / rows as f32);
                let (sp, cp) = libm::sincosf(std::f32::consts::TAU * j as f32 / columns as f32);
                positions.push(Vec3::new(st * sp, ct, st * cp) * radius);
                let k = i * columns + (j + 1) % columns;
                let h = i * columns + j;
                if i < rows {
                    triangles.push([h, h + columns, k + columns]);
                    triangles.push([h, k + columns, k]);
                }
            }
        }
        TriMesh::new(positions, triangles).unwrap()
    }

    #[test]
    fn the_tree_finds_what_trying_every_triangle_finds() {
        let mesh = ball(80.0);
        let index = SurfaceIndex::new(&mesh);
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 24) as f32 * 240.0 - 120.0
        };
        for _ in 0..200 {
            let p = Vec3::new(next(), next(), next());
            let all = (0..mesh.triangles().len()).map(|t| {
                let corners = mesh.corners(t);
                point_at(corners, closest(corners, p)).distance(p)
            });
            let found = index.nearest(p);
            assert!((all.fold(f32::INFINITY, f32::min) - found.position.distance(p)).abs() < 1e-4);
            let back = point_at(mesh.corners(found.triangle as usize), found.barycentric);
            assert!(back.distance(found.position) < 1e-4 && (found.barycentric.element_sum() - 1.0).abs() < 1e-5);

            let toward = Vec3::new(next(), next(), next()) * 0.5 - p;
            let all = (0..mesh.triangles().len()).filter_map(|t| hit(mesh.corners(t), p, toward.normalize_or(Vec3::Z)));
            let nearest = all.map(|(t, _)| t).fold(f32::INFINITY, f32::min);
            let found = index.raycast(p, toward).map_or(f32::INFINITY, |s| s.position.distance(p));
            assert!(nearest == found || (nearest - found).abs() < 1e-3, "{nearest} {found}");
        }
    }

    #[test]
    fn no_ray_slips_between_triangles() {
        let mesh = ball(100.0);
        let index = SurfaceIndex::new(&mesh);
        let eye = Vec3::new(310.0, 870.0, -760.0);
        let mut aimed = 0;
        for t in 0..mesh.triangles().len() {
            let [a, b, _] = mesh.corners(t);
            for share in [0.0, 0.21, 0.5, 0.83] {
                let p = a.lerp(b, share);
                // On the near side, away from the outline.
                if p.dot(eye - p) > 0.25 * p.length() * eye.distance(p) {
                    aimed += 1;
                    let found = index.raycast(eye, p - eye).map_or(f32::INFINITY, |s| s.position.distance(p));
                    assert!(found < 0.01, "a ray at an edge ends {found} mm behind it");
                }
            }
        }
        assert!(aimed > 2000);
    }

    #[test]
    fn a_single_sliver_is_answered_too() {
        let mesh = TriMesh::new(vec![Vec3::ZERO, Vec3::X, Vec3::X * 2.0], vec![[0, 1, 2]]).unwrap();
        let found = SurfaceIndex::new(&mesh).nearest(Vec3::new(1.5, 3.0, 0.0));
        assert!(found.position.distance(Vec3::new(1.5, 0.0, 0.0)) < 1e-5, "{found:?}");
        assert!(SurfaceIndex::new(&mesh).raycast(Vec3::ONE, Vec3::ZERO).is_none());
    }
}
