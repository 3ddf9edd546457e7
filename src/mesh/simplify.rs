//! Simplification: fewer triangles of equal shape, by collapsing edges in order of their quadric error (Garland &
//! Heckbert 1997).
//!
//! A vertex moves only onto a neighbour, so colours stay with their vertices and no equations are solved. Rounds
//! replace the usual queue: each finds every vertex's best collapse, and carries out the cheapest that do not touch
//! each other, with checks against folds and pinches. Rims are held by upright planes through them. A round runs in
//! parallel in blocks of vertices that lie together in memory (`order`, which `repair` applies to large meshes);
//! collapses across a block's edge come afterwards. Blocks are the same on every machine, so the result is, too.
//!
//! Written here instead of using meshoptimizer: the vertices that stay decide where dots lie, so the result must be
//! equal on every machine, whatever multiply-adds its compiler fuses. No C++ compiler is needed to build this crate.

mod block_part;
mod collapse;
mod quadric;
mod reduction;

use super::raw_mesh::RawMesh;
use super::repair::drop_unused;
use crate::par::*;
use glam::Vec3;
use reduction::Reduction;

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
    let points = positions.par_iter().map(|&p| (p - middle) / size).collect();
    let mut reduction = Reduction::new(points, std::mem::take(triangles));
    for _ in 0..64 {
        let count = reduction.triangles().len();
        if count <= target {
            break;
        }
        let wanted = (count - target).div_ceil(2);
        let mut gone = reduction.round(wanted, false);
        if gone * 100 < wanted {
            // The cheapest collapses may all be slivers that are refused; then all are tried.
            gone += reduction.round(wanted.saturating_sub(gone), true);
        }
        // The last few may take several rounds; a mesh that hardly shrinks has no valid collapse left.
        if gone == 0 || gone * 100 < (count - target) / 2 {
            break;
        }
    }
    *triangles = reduction.into_triangles();
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
