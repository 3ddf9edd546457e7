//! Simplification: fewer triangles of equal shape, by collapsing edges in order of their quadric error (Garland &
//! Heckbert 1997).
//!
//! A vertex moves only onto a neighbour, so colours stay with their vertices and no equations are solved. Rounds
//! replace the usual queue: each finds every vertex's best collapse, and carries out the cheapest that do not touch
//! each other, with checks against folds and pinches. Rims are held by upright planes through them. A round runs in
//! parallel in blocks of vertices that lie together in memory (`order`, which `repair` applies to large meshes);
//! collapses across a block's edge come afterwards. Blocks have one size on every machine, so the result is equal, too.
//!
//! Written here instead of using meshoptimizer: the vertices that stay decide where dots lie, so the result must be
//! equal on every machine, whatever multiply-adds its compiler fuses. No C++ compiler is needed to build this crate.

mod quadric;

use super::raw_mesh::RawMesh;
use super::repair::drop_unused;
use super::topology::{Lists, corners_of, ends};
use crate::par::*;
use glam::{DVec3, Vec3};
use quadric::{Quadric, quadrics};

/// Reduces `mesh` to at most about `target` triangles; normals are dropped where anything changes.
///
/// It stops early where no more triangles can go without a fold, so the result may have more.
pub fn simplify(mesh: &mut RawMesh, target: usize) {
    if mesh.triangles.len() <= target {
        return;
    }
    mesh.normals = None;
    reduce(&mesh.positions, &mut mesh.triangles, target);
    drop_unused(mesh);
}

/// Simplifies a list of triangles; they keep using the same vertices.
pub fn reduce(positions: &[Vec3], triangles: &mut Vec<[u32; 3]>, target: usize) {
    if triangles.len() <= target {
        return;
    }
    // Coordinates are centred and scaled to about one, so that their squares lose no digits.
    let Some(bounds) = super::Bounds::of(positions) else { return };
    let (middle, size) = (bounds.center(), bounds.size().max_element().max(f32::MIN_POSITIVE));
    let points: Vec<Vec3> = positions.par_iter().map(|&p| (p - middle) / size).collect();
    let mut corners = corners_of(points.len(), triangles);
    let mut quadrics = quadrics(&points, triangles, &corners);
    for _ in 0..64 {
        let count = triangles.len();
        if count <= target {
            break;
        }
        let wanted = (count - target).div_ceil(2);
        let mut gone = round(&points, triangles, &mut corners, &mut quadrics, wanted, false);
        if gone * 100 < wanted {
            // The cheapest collapses may all be slivers that are refused; then all are tried.
            let left = wanted.saturating_sub(gone);
            gone += round(&points, triangles, &mut corners, &mut quadrics, left, true);
        }
        // The last few may take several rounds; a mesh that hardly shrinks has no valid collapse left.
        if gone == 0 || gone * 100 < (count - target) / 2 {
            break;
        }
    }
}

fn point(points: &[Vec3], i: u32) -> DVec3 {
    points[i as usize].as_dvec3()
}

/// The cheapest collapse of one vertex.
#[derive(Clone, Copy)]
struct Collapse {
    /// Class of the error: its power of two, as a number that sorts alike.
    class: u16,
    from: u32,
    to: u32,
}

/// Most corners of a vertex that may collapse: with more, repeated searches would take quadratic time.
const MOST_CORNERS: usize = 256;
/// Vertices of a block.
const BLOCK: usize = 1 << 15;

/// Carries out up to `wanted` collapses that do not touch each other, out of all or of the cheaper part. Returns how
/// many.
fn round(
    points: &[Vec3],
    triangles: &mut Vec<[u32; 3]>,
    corners: &mut Lists,
    quadrics: &mut [Quadric],
    wanted: usize,
    of_all: bool,
) -> usize {
    let faces: &[[u32; 3]] = triangles;
    let block = |first: usize| {
        let vertices = first as u32..points.len().min(first + BLOCK) as u32;
        vertices.filter_map(|from| best(points, faces, corners, quadrics, from)).collect()
    };
    let mut blocks: Vec<Vec<Collapse>> = (0..points.len()).into_par_iter().step_by(BLOCK).map(block).collect();
    let all: usize = blocks.iter().map(Vec::len).sum();
    // Only the cheaper part in each round, so that the order over all rounds stays near the true one.
    if !of_all {
        keep_cheapest(&mut blocks, (all * 2).div_ceil(3).min(wanted.saturating_mul(3).max(1000)));
    }
    // Sorted by powers of two of the error, then by place.
    blocks.par_iter_mut().for_each(|b| b.sort_unstable_by_key(|c| (c.class, c.from)));
    let mut locked = vec![false; points.len()];
    let mut moved: Vec<u32> = (0..points.len() as u32).collect();
    let star = Stars { points, faces, corners };
    let mut gone = 0;
    let mut rest: Vec<Collapse> = Vec::new();
    // Each collapse locks two vertices, so if half of them are wanted, no block can do too many.
    if 2 * wanted >= all && blocks.len() > 1 {
        let parts = blocks
            .into_par_iter()
            .enumerate()
            .zip(locked.par_chunks_mut(BLOCK).zip(moved.par_chunks_mut(BLOCK)).zip(quadrics.par_chunks_mut(BLOCK)))
            .map(|((b, list), ((locked, moved), quadrics))| {
                let mut part = Part { first: (b * BLOCK) as u32, locked, moved, quadrics };
                part.carry_out(&star, list, usize::MAX)
            });
        for (done, left) in parts.collect::<Vec<_>>() {
            gone += done;
            rest.extend(left);
        }
    } else {
        rest = blocks.concat();
    }
    rest.par_sort_unstable_by_key(|c| (c.class, c.from));
    let mut whole = Part { first: 0, locked: &mut locked, moved: &mut moved, quadrics };
    gone += whole.carry_out(&star, rest, wanted - gone).0;
    triangles.par_iter_mut().for_each(|t| *t = t.map(|i| moved[i as usize]));
    triangles.retain(|t| t[0] != t[1] && t[1] != t[2] && t[2] != t[0]);
    *corners = corners_of(points.len(), triangles);
    gone
}

/// Keeps the `count` cheapest, by class and then by place.
fn keep_cheapest(blocks: &mut [Vec<Collapse>], count: usize) {
    let mut of_class = vec![0_usize; 1 << 9];
    blocks.iter().flatten().for_each(|c| of_class[usize::from(c.class)] += 1);
    let (mut class, mut left) = (0, count);
    while class < of_class.len() && of_class[class] <= left {
        left -= of_class[class];
        class += 1;
    }
    for block in blocks {
        block.retain(|c| match usize::from(c.class).cmp(&class) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal if left > 0 => {
                left -= 1;
                true
            }
            _ => false,
        });
    }
}

/// The mesh at the beginning of a round.
struct Stars<'a> {
    points: &'a [Vec3],
    faces: &'a [[u32; 3]],
    corners: &'a Lists,
}

impl Stars<'_> {
    fn of(&self, vertex: u32) -> impl Iterator<Item = [u32; 3]> {
        self.corners.of(vertex as usize).iter().map(|&h| self.faces[h as usize / 3])
    }
}

/// Vertices from `first` on, as many as the slices hold.
struct Part<'a> {
    first: u32,
    /// True for vertices that took part in a collapse of this round.
    locked: &'a mut [bool],
    /// Vertex onto which each was moved.
    moved: &'a mut [u32],
    quadrics: &'a mut [Quadric],
}

impl Part<'_> {
    /// Carries out up to `wanted` collapses. Returns how many, and those that reach out of the part.
    fn carry_out(&mut self, stars: &Stars<'_>, list: Vec<Collapse>, wanted: usize) -> (usize, Vec<Collapse>) {
        let (mut gone, mut rest) = (0, Vec::new());
        let mut seen = Stamps { of: vec![0; self.moved.len()], last: 0 };
        let (first, len) = (self.first, self.moved.len());
        let local = |i: u32| i.wrapping_sub(first) as usize;
        for collapse in list {
            if gone == wanted {
                break;
            }
            let Collapse { from, to, .. } = collapse;
            if [from, to].into_iter().any(|i| stars.corners.of(i as usize).len() > MOST_CORNERS) {
                continue;
            }
            let inside = |t: [u32; 3]| t.into_iter().all(|i| local(i) < len);
            if len < stars.points.len() && !(stars.of(from).all(inside) && stars.of(to).all(inside)) {
                rest.push(collapse);
                continue;
            }
            if self.locked[local(from)] || self.locked[local(to)] {
                continue;
            }
            let moved = &*self.moved;
            let star = |v: u32| stars.of(v).map(|t| t.map(|i| moved[local(i)]));
            if !sound(stars.points, star(from), from, to) || !simple(star(from), star(to), from, to, local, &mut seen) {
                continue;
            }
            self.locked[local(from)] = true;
            self.locked[local(to)] = true;
            self.moved[local(from)] = to;
            let q = self.quadrics[local(from)];
            self.quadrics[local(to)].add(&q);
            gone += 1;
        }
        (gone, rest)
    }
}

fn best(points: &[Vec3], faces: &[[u32; 3]], corners: &Lists, quadrics: &[Quadric], from: u32) -> Option<Collapse> {
    let own = &quadrics[from as usize];
    let start = point(points, from);
    let mut found: Option<(f64, u32)> = None;
    for &h in corners.of(from as usize) {
        // Every neighbour follows some corner, except one along a rim, which is reached from its own side.
        let (_, to) = ends(faces, h as usize);
        let end = point(points, to);
        let length = start.distance_squared(end);
        // A little of the length keeps the triangles of flat parts even.
        let error = own.error(end) + quadrics[to as usize].error(end) + 1e-4 * length * length;
        if found.is_none_or(|(e, t)| error < e || (error == e && to < t)) {
            found = Some((error, to));
        }
    }
    found.map(|(error, to)| Collapse { class: ((error as f32).to_bits() >> 23) as u16, from, to })
}

/// True where no triangle around `from` turns by more than some 75° or becomes a sliver when `from` moves onto `to`.
fn sound(points: &[Vec3], star: impl Iterator<Item = [u32; 3]>, from: u32, to: u32) -> bool {
    for t in star {
        if t.contains(&to) || t[0] == t[1] || t[1] == t[2] || t[2] == t[0] {
            continue;
        }
        let [a, b, c] = t.map(|i| point(points, i));
        let [x, y, z] = t.map(|i| point(points, if i == from { to } else { i }));
        let (before, after) = ((b - a).cross(c - a), (y - x).cross(z - x));
        let edges = (y - x).length_squared() + (z - y).length_squared() + (x - z).length_squared();
        if before.dot(after) <= 0.25 * before.length() * after.length() || after.length() < 0.02 * edges {
            return false;
        }
    }
    true
}

/// Round in which each vertex was last visited.
struct Stamps {
    of: Vec<u32>,
    last: u32,
}

/// True where the ends share only the neighbours of their common triangles, so that nothing is pinched.
fn simple(
    star_from: impl Iterator<Item = [u32; 3]>,
    star_to: impl Iterator<Item = [u32; 3]>,
    from: u32,
    to: u32,
    local: impl Fn(u32) -> usize,
    seen: &mut Stamps,
) -> bool {
    let (mut shared, mut common) = (0, 0);
    let (near, both) = (seen.last + 1, seen.last + 2);
    seen.last = both;
    for t in star_from {
        shared += usize::from(t.contains(&to) && t.contains(&from));
        t.into_iter().filter(|&i| i != from && i != to).for_each(|i| seen.of[local(i)] = near);
    }
    for t in star_to {
        for i in t.into_iter().filter(|&i| i != from && i != to) {
            if seen.of[local(i)] == near {
                seen.of[local(i)] = both;
                common += 1;
            }
        }
    }
    (1..=2).contains(&shared) && common == shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::raw_mesh::Format;
    use crate::mesh::topology::across;

    /// A bumpy open cap over the unit square, `n` by `n`.
    fn cap(n: u32) -> RawMesh {
        let side = n + 1;
        let at = |i: u32| {
            let (x, y) = ((i % side) as f32 / n as f32, (i / side) as f32 / n as f32);
            Vec3::new(x, y, x * (1.0 - x) + y * (1.0 - y))
        };
        let quad = |q: u32| {
            let a = q / n * side + q % n;
            [[a, a + 1, a + side], [a + 1, a + side + 1, a + side]]
        };
        RawMesh {
            positions: (0..side * side).map(at).collect(),
            triangles: (0..n * n).flat_map(quad).collect(),
            colors: Some((0..side * side).map(|i| at(i).to_array()).collect()),
            ..RawMesh::of(Format::Obj)
        }
    }

    #[test]
    fn a_tenth_of_the_triangles_keeps_shape_rim_and_colors() {
        let mut mesh = cap(80);
        simplify(&mut mesh, 1280);
        assert!((1100..=1280).contains(&mesh.triangles.len()), "{}", mesh.triangles.len());
        let area = |m: &RawMesh| -> (f32, f32) {
            m.triangles.iter().fold((0.0, 0.0), |(flat, all), t| {
                let [a, b, c] = t.map(|i| m.positions[i as usize]);
                let n = (b - a).cross(c - a) * 0.5;
                assert!(n.z > 0.0, "a triangle is turned over");
                (flat + n.z, all + n.length())
            })
        };
        let ((flat, all), (_, whole)) = (area(&mesh), area(&cap(80)));
        assert!((flat - 1.0).abs() < 1e-4, "the rim stays a square: {flat}");
        assert!((all / whole - 1.0).abs() < 2e-3, "{all} of {whole}");
        for (p, c) in mesh.positions.iter().zip(mesh.colors.as_ref().unwrap()) {
            assert_eq!(p.to_array(), *c);
        }
        let pairs = across(mesh.positions.len(), &mesh.triangles);
        assert_eq!(super::super::topology::rims(&mesh.triangles, &pairs).len(), 1);
    }

    #[test]
    fn a_hub_of_very_many_spokes_stays_and_the_rest_goes() {
        let mut mesh = cap(40);
        let (hub, n) = (mesh.positions.len() as u32, 20_000_u32);
        mesh.positions.push(Vec3::new(5.0, 5.0, 1.0));
        mesh.positions.extend((0..n).map(|i| {
            let (s, c) = libm::sincosf(i as f32 * (std::f32::consts::TAU / n as f32));
            Vec3::new(5.0 + c, 5.0 + s, 0.0)
        }));
        mesh.triangles.extend((0..n).map(|i| [hub, hub + 1 + i, hub + 1 + (i + 1) % n]));
        mesh.colors = None;
        simplify(&mut mesh, 21_000);
        let on_hub = mesh.triangles.iter().filter(|t| t.iter().any(|&i| mesh.positions[i as usize].z == 1.0)).count();
        assert!(on_hub > 10_000 && mesh.triangles.len() <= 21_000, "{on_hub} of {}", mesh.triangles.len());
    }

    #[test]
    fn the_same_with_one_thread_and_many() {
        // The larger one fills several blocks.
        for (n, target) in [(40, 500), (260, 9_000)] {
            let run = |threads: usize| {
                let mut mesh = cap(n);
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| simplify(&mut mesh, target));
                mesh
            };
            let one = run(1);
            assert_eq!(one, run(3));
            assert!((target * 9 / 10..=target).contains(&one.triangles.len()), "{}", one.triangles.len());
            let pairs = across(one.positions.len(), &one.triangles);
            assert_eq!(super::super::topology::rims(&one.triangles, &pairs).len(), 1);
        }
    }
}
