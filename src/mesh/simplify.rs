//! Fewer triangles, the same shape: edges collapsed in order of their quadric error (Garland & Heckbert 1997).
//!
//! A vertex moves only onto a neighbour, so that colours stay with their vertices and nothing is solved for. Rounds
//! replace the usual queue: each picks every vertex's best collapse in parallel, and carries out the cheapest that do not
//! touch each other, with checks against folds and pinches. Rims are held by upright planes through them.
//!
//! Written here rather than taken from meshoptimizer: which vertices stay decides where dots lie, so it must come out
//! alike on every machine, whatever its compiler fuses; and no C++ compiler is asked of whoever builds this.

use super::raw::RawMesh;
use super::repair::drop_unused;
use super::topology::{Lists, RIM, across, corners_of, ends};
use glam::{DVec3, Vec3};
use rayon::prelude::*;

/// A sum of squared distances to planes, weighted by area: the symmetric form `xᵀAx + 2bᵀx + c`.
#[derive(Clone, Copy, Debug, Default)]
struct Quadric {
    a: [f64; 6],
    b: DVec3,
    c: f64,
}

impl Quadric {
    /// The plane through `p` with unit normal `n`, `weight` times.
    fn plane(n: DVec3, p: DVec3, weight: f64) -> Self {
        let d = -n.dot(p);
        let w = n * weight;
        Self { a: [w.x * n.x, w.x * n.y, w.x * n.z, w.y * n.y, w.y * n.z, w.z * n.z], b: w * d, c: weight * d * d }
    }

    fn add(&mut self, o: &Self) {
        self.a.iter_mut().zip(o.a).for_each(|(a, b)| *a += b);
        self.b += o.b;
        self.c += o.c;
    }

    fn error(&self, p: DVec3) -> f64 {
        let [xx, xy, xz, yy, yz, zz] = self.a;
        let squares = xx * p.x * p.x + yy * p.y * p.y + zz * p.z * p.z;
        let mixed = xy * p.x * p.y + xz * p.x * p.z + yz * p.y * p.z;
        (squares + 2.0 * (mixed + self.b.dot(p)) + self.c).max(0.0)
    }
}

/// Reduces `mesh` to at most about `target` triangles; normals are dropped where anything changes.
///
/// Stops early where no more can go without folding the surface over, so the result may have more.
pub fn simplify(mesh: &mut RawMesh, target: usize) {
    if mesh.triangles.len() <= target {
        return;
    }
    mesh.normals = None;
    // About the middle and at a size near one, squares of coordinates lose no digits.
    let Some(bounds) = super::Bounds::of(&mesh.positions) else { return };
    let (middle, size) = (bounds.center(), bounds.size().max_element().max(f32::MIN_POSITIVE));
    put_in_order(mesh, |p| (p - middle) / size);
    let points: Vec<Vec3> = mesh.positions.iter().map(|&p| (p - middle) / size).collect();
    let mut quadrics = quadrics(&points, &mesh.triangles);
    for _ in 0..64 {
        let count = mesh.triangles.len();
        if count <= target {
            break;
        }
        let wanted = (count - target).div_ceil(2);
        let mut gone = round(&points, &mut mesh.triangles, &mut quadrics, wanted, false);
        if gone * 100 < wanted {
            // The cheapest may all be slivers that cannot go: then every one is tried.
            gone += round(&points, &mut mesh.triangles, &mut quadrics, wanted.saturating_sub(gone), true);
        }
        // What little is left to go may go slowly; a mesh that hardly shrinks is stuck.
        if gone == 0 || gone * 100 < (count - target) / 2 {
            break;
        }
    }
    drop_unused(mesh);
}

/// Renumbers vertices and triangles along Morton's curve through the unit box, so that neighbours lie together in memory:
/// scanners' files and subdivided meshes scatter them, and most of the time would go into waiting for memory.
fn put_in_order(mesh: &mut RawMesh, unit: impl Fn(Vec3) -> Vec3) {
    let spread = |x: f32| {
        let mut bits = (((x + 0.5) * 1023.0) as u32).min(1023);
        for (shift, mask) in [(16, 0x0300_00ff), (8, 0x0300_f00f), (4, 0x030c_30c3), (2, 0x0924_9249)] {
            bits = (bits | bits << shift) & mask;
        }
        bits
    };
    let mut order: Vec<(u32, u32)> = mesh
        .positions
        .iter()
        .zip(0..)
        .map(|(&p, i)| {
            let p = unit(p);
            (spread(p.x) | spread(p.y) << 1 | spread(p.z) << 2, i)
        })
        .collect();
    order.par_sort_unstable();
    let mut rank = vec![0_u32; order.len()];
    order.iter().zip(0..).for_each(|(&(_, old), new)| rank[old as usize] = new);
    mesh.positions = order.iter().map(|&(_, old)| mesh.positions[old as usize]).collect();
    if let Some(colors) = &mut mesh.colors {
        *colors = order.iter().map(|&(_, old)| colors[old as usize]).collect();
    }
    // The corner that comes first leads, and the winding stays.
    mesh.triangles.par_iter_mut().for_each(|t| {
        *t = t.map(|i| rank[i as usize]);
        let first = if t[0] <= t[1] && t[0] <= t[2] { 0 } else { 1 + usize::from(t[2] < t[1]) };
        t.rotate_left(first);
    });
    mesh.triangles.par_sort_unstable();
}

fn point(points: &[Vec3], i: u32) -> DVec3 {
    points[i as usize].as_dvec3()
}

fn quadrics(points: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Quadric> {
    let pairs = across(points.len(), triangles);
    let mut out = vec![Quadric::default(); points.len()];
    for (f, t) in triangles.iter().enumerate() {
        let [a, b, c] = t.map(|i| point(points, i));
        let cross = (b - a).cross(c - a);
        let twice = cross.length();
        if twice <= 0.0 {
            continue;
        }
        let normal = cross / twice;
        let plane = Quadric::plane(normal, a, twice);
        t.iter().for_each(|&i| out[i as usize].add(&plane));
        for h in (3 * f..3 * f + 3).filter(|&h| pairs[h] == RIM) {
            let (from, to) = ends(triangles, h);
            let (p, q) = (point(points, from), point(points, to));
            let upright = (q - p).cross(normal);
            if let Some(side) = upright.try_normalize() {
                let wall = Quadric::plane(side, p, 4.0 * (q - p).length_squared());
                out[from as usize].add(&wall);
                out[to as usize].add(&wall);
            }
        }
    }
    out
}

/// The cheapest collapse of one vertex, its error as bits that sort as the number does.
#[derive(Clone, Copy)]
struct Collapse {
    key: u32,
    from: u32,
    to: u32,
}

/// A vertex of more corners than this stays as it is: looking at all of them over and over would cost their square.
const MOST_CORNERS: usize = 256;

/// Carries out up to `wanted` collapses that do not touch each other, of all or of the cheaper part; how many were done.
fn round(
    points: &[Vec3],
    triangles: &mut Vec<[u32; 3]>,
    quadrics: &mut [Quadric],
    wanted: usize,
    of_all: bool,
) -> usize {
    let corners = corners_of(points.len(), triangles);
    let faces: &[[u32; 3]] = triangles;
    let mut collapses: Vec<Collapse> = (0..points.len() as u32)
        .into_par_iter()
        .filter_map(|from| best(points, faces, &corners, quadrics, from))
        .collect();
    // By powers of two of the error, then by place.
    collapses.par_sort_unstable_by_key(|c| (c.key >> 23, c.from));
    // Only the cheaper part a round, so that the order over all rounds stays near the true one.
    if !of_all {
        collapses.truncate((collapses.len() * 2).div_ceil(3).min(wanted.saturating_mul(3).max(1000)));
    }
    let mut locked = vec![false; points.len()];
    let mut moved: Vec<u32> = (0..points.len() as u32).collect();
    let mut gone = 0;
    let mut seen = Stamps { of: vec![0; points.len()], last: 0 };
    for &Collapse { from, to, .. } in &collapses {
        if gone == wanted {
            break;
        }
        let crowd = corners.of(from as usize).len().max(corners.of(to as usize).len());
        if locked[from as usize] || locked[to as usize] || crowd > MOST_CORNERS {
            continue;
        }
        let star =
            |v: u32| corners.of(v as usize).iter().map(|&h| triangles[h as usize / 3].map(|i| moved[i as usize]));
        if !sound(points, star(from), from, to) || !simple(star(from), star(to), from, to, &mut seen) {
            continue;
        }
        locked[from as usize] = true;
        locked[to as usize] = true;
        moved[from as usize] = to;
        let q = quadrics[from as usize];
        quadrics[to as usize].add(&q);
        gone += 1;
    }
    triangles.retain_mut(|t| {
        *t = t.map(|i| moved[i as usize]);
        t[0] != t[1] && t[1] != t[2] && t[2] != t[0]
    });
    gone
}

fn best(points: &[Vec3], faces: &[[u32; 3]], corners: &Lists, quadrics: &[Quadric], from: u32) -> Option<Collapse> {
    let own = &quadrics[from as usize];
    let start = point(points, from);
    let mut found: Option<(f64, u32)> = None;
    for &h in corners.of(from as usize) {
        // Every neighbour comes next to some corner, but for one along a rim, which comes towards us in its turn.
        let (_, to) = ends(faces, h as usize);
        let end = point(points, to);
        let length = start.distance_squared(end);
        // A touch of length keeps triangles of flat parts even.
        let error = own.error(end) + quadrics[to as usize].error(end) + 1e-4 * length * length;
        if found.is_none_or(|(e, t)| error < e || (error == e && to < t)) {
            found = Some((error, to));
        }
    }
    found.map(|(error, to)| Collapse { key: (error as f32).to_bits(), from, to })
}

/// Whether no triangle about `from` turns by more than some 75° or becomes a sliver when `from` moves onto `to`.
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

/// Of each vertex when it was last looked at.
struct Stamps {
    of: Vec<u32>,
    last: u32,
}

/// Whether the ends share just the neighbours of their common triangles, so that nothing gets pinched.
fn simple(
    star_from: impl Iterator<Item = [u32; 3]>,
    star_to: impl Iterator<Item = [u32; 3]>,
    from: u32,
    to: u32,
    seen: &mut Stamps,
) -> bool {
    let (mut shared, mut common) = (0, 0);
    let (near, both) = (seen.last + 1, seen.last + 2);
    seen.last = both;
    for t in star_from {
        shared += usize::from(t.contains(&to) && t.contains(&from));
        t.into_iter().filter(|&i| i != from && i != to).for_each(|i| seen.of[i as usize] = near);
    }
    for t in star_to {
        for i in t.into_iter().filter(|&i| i != from && i != to) {
            if seen.of[i as usize] == near {
                seen.of[i as usize] = both;
                common += 1;
            }
        }
    }
    (1..=2).contains(&shared) && common == shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::raw::Format;

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
            format: Format::Obj,
            positions: (0..side * side).map(at).collect(),
            triangles: (0..n * n).flat_map(quad).collect(),
            normals: None,
            colors: Some((0..side * side).map(|i| at(i).to_array()).collect()),
            notes: Vec::new(),
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
        let run = |threads: usize| {
            let mut mesh = cap(40);
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| simplify(&mut mesh, 500));
            mesh
        };
        assert_eq!(run(1), run(3));
    }
}
