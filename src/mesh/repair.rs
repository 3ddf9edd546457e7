//! Repair of what scanners and exporters leave: floors, flung vertices, unwelded seams, double and degenerate faces, mixed
//! winding, stray islands.
//!
//! Each step reports what it did. Holes are closed elsewhere, when the head is upright and the crown's position is
//! known. Tolerances are relative to the mesh's size, so the file's units do not matter.
//!
//! Normals of the file are dropped: welding would have to choose between them, and faces give new ones.

mod fault;
mod flats;
mod pieces;
mod weld;

use super::raw_mesh::RawMesh;
use super::topology::{CROWDED, RIM, across};
use fault::note;
use flats::drop_flats;
use pieces::{drop_islands, orient};
use weld::{weld, weld_rims};

pub use fault::Repair;

/// Repairs `mesh` in place, and returns what was done, in order. It may leave no triangle.
pub fn repair(mesh: &mut RawMesh) -> Vec<Repair> {
    let mut done = Vec::new();
    if let Some(normals) = mesh.normals.take() {
        let bad = normals.iter().filter(|n| !n.is_finite() || n.length_squared() <= 0.0).count();
        note(&mut done, bad, Repair::BadNormals { vertices: bad });
    }
    drop_flats(mesh, &mut done);
    let mut welded = weld(mesh);
    let mut degenerate = drop_degenerate(mesh);
    let mut pairs = across(mesh.positions.len(), &mesh.triangles);
    let along_rims = weld_rims(mesh, &pairs);
    if along_rims > 0 {
        welded += along_rims;
        degenerate += drop_degenerate(mesh);
        pairs = across(mesh.positions.len(), &mesh.triangles);
    }
    note(&mut done, welded, Repair::Welded { vertices: welded });
    note(&mut done, degenerate, Repair::Degenerate { faces: degenerate });
    let duplicate = drop_duplicates(&mut mesh.triangles, &pairs);
    if duplicate > 0 {
        note(&mut done, duplicate, Repair::Duplicate { faces: duplicate });
        pairs = across(mesh.positions.len(), &mesh.triangles);
    }
    let pieces = orient(mesh, &pairs, &mut done);
    drop_islands(mesh, &pieces, &mut done);
    drop_unused(mesh);
    done
}

/// Well-mixed bits of three words (the finalizer of MurmurHash3, Appleby 2008).
fn mix(words: [u32; 3]) -> u64 {
    let mut h = 0x9e37_79b9_7f4a_7c15_u64;
    for w in words {
        h = (h ^ u64::from(w)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 32;
    }
    h
}

/// Index of the first equal key for each of `count` keys, by open addressing; the result depends on the keys' order
/// only.
fn first_equal(count: usize, key: impl Fn(usize) -> [u32; 3]) -> Vec<u32> {
    let size = (count * 2).next_power_of_two().max(2);
    let mut table = vec![u32::MAX; size];
    (0..count)
        .map(|i| {
            let k = key(i);
            let mut slot = mix(k) as usize & (size - 1);
            loop {
                match table[slot] {
                    u32::MAX => {
                        table[slot] = i as u32;
                        break i as u32;
                    }
                    other if key(other as usize) == k => break other,
                    _ => slot = (slot + 1) & (size - 1),
                }
            }
        })
        .collect()
}

fn drop_degenerate(mesh: &mut RawMesh) -> usize {
    let before = mesh.triangles.len();
    mesh.triangles.retain(|&[a, b, c]| a != b && b != c && c != a);
    before - mesh.triangles.len()
}

/// Drops all but the first of several faces over the same three vertices.
fn drop_duplicates(triangles: &mut Vec<[u32; 3]>, pairs: &[u32]) -> usize {
    // Two such faces share every edge, so across each edge lies the other face, or more than one.
    let may = |f: &usize| {
        let at = &pairs[3 * f..3 * f + 3];
        let same = at[0] / 3 == at[1] / 3 && at[1] / 3 == at[2] / 3;
        !at.contains(&RIM) && (same || at.contains(&CROWDED))
    };
    let suspects: Vec<usize> = (0..triangles.len()).filter(may).collect();
    let first = first_equal(suspects.len(), |i| {
        let mut t = triangles[suspects[i]];
        t.sort_unstable();
        t
    });
    let mut gone =
        suspects.iter().zip(first.iter().zip(0_u32..)).filter(|(_, (first, i))| *first != i).map(|(&f, _)| f);
    let (before, mut f, mut next) = (triangles.len(), 0, gone.next());
    triangles.retain(|_| {
        let drop = next == Some(f);
        if drop {
            next = gone.next();
        }
        f += 1;
        !drop
    });
    before - triangles.len()
}

/// Drops vertices that no triangle uses, and renumbers the rest in their old order.
pub fn drop_unused(mesh: &mut RawMesh) {
    let mut used = vec![false; mesh.positions.len()];
    mesh.triangles.iter().flatten().for_each(|&i| used[i as usize] = true);
    if !used.contains(&false) {
        return;
    }
    let mut next = 0;
    let renumbered: Vec<u32> = used
        .iter()
        .map(|&u| {
            next += u32::from(u);
            next.wrapping_sub(1)
        })
        .collect();
    mesh.triangles.iter_mut().for_each(|t| *t = t.map(|i| renumbered[i as usize]));
    fn keep<T>(values: &mut Vec<T>, used: &[bool]) {
        let mut i = 0;
        values.retain(|_| {
            i += 1;
            used[i - 1]
        });
    }
    keep(&mut mesh.positions, &used);
    if let Some(colors) = &mut mesh.colors {
        keep(colors, &used);
    }
    if let Some(normals) = &mut mesh.normals {
        keep(normals, &used);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::raw_mesh::Format;
    use glam::Vec3;

    fn raw(positions: Vec<Vec3>, triangles: Vec<[u32; 3]>) -> RawMesh {
        RawMesh { positions, triangles, ..RawMesh::of(Format::Stl) }
    }

    /// An octahedron of radius `r` about `at`, outwards.
    fn octahedron(r: f32, at: Vec3, first: u32) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let positions = [Vec3::X, Vec3::NEG_X, Vec3::Y, Vec3::NEG_Y, Vec3::Z, Vec3::NEG_Z].map(|d| at + d * r);
        let faces = [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]];
        (positions.to_vec(), faces.map(|t| t.map(|i| i + first)).to_vec())
    }

    fn volume(mesh: &RawMesh) -> f32 {
        let p = |i: u32| mesh.positions[i as usize];
        mesh.triangles.iter().map(|&[a, b, c]| p(a).dot(p(b).cross(p(c))) / 6.0).sum()
    }

    #[test]
    fn a_soup_of_mixed_winding_becomes_one_closed_solid() {
        let (p, t) = octahedron(1.0, Vec3::splat(5.0), 0);
        let mut soup = raw(Vec::new(), Vec::new());
        for (i, t) in t.iter().chain(&t[..2]).enumerate() {
            let n = soup.positions.len() as u32;
            soup.positions.extend(t.map(|k| p[k as usize]));
            soup.triangles.push(if i % 2 == 0 { [n, n + 1, n + 2] } else { [n, n + 2, n + 1] });
        }
        soup.triangles.push([0, 0, 1]);
        soup.normals = Some(vec![Vec3::NAN; soup.positions.len()]);
        let done = repair(&mut soup);
        assert_eq!((soup.positions.len(), soup.triangles.len()), (6, 8));
        assert!((volume(&soup) - 4.0 / 3.0).abs() < 1e-3, "{}", volume(&soup));
        assert!(done.contains(&Repair::Degenerate { faces: 1 }) && done.contains(&Repair::Duplicate { faces: 2 }));
        assert!(done.contains(&Repair::BadNormals { vertices: 30 }) && done.contains(&Repair::Flipped { faces: 4 }));
    }

    #[test]
    fn islands_outside_go_and_eyes_inside_stay() {
        let (mut p, mut t) = octahedron(100.0, Vec3::ZERO, 0);
        for (at, r) in [(Vec3::new(20.0, 0.0, 0.0), 12.0), (Vec3::new(150.0, 0.0, 0.0), 12.0), (Vec3::ZERO, 0.5)] {
            let (q, u) = octahedron(r, at, p.len() as u32);
            p.extend(q);
            t.extend(u);
        }
        let mut mesh = raw(p, t);
        let done = repair(&mut mesh);
        assert_eq!(done, [Repair::Islands { pieces: 2, faces: 16 }]);
        assert_eq!((mesh.positions.len(), mesh.triangles.len()), (12, 16));
    }

    #[test]
    fn vertices_crowded_by_a_point_far_away_are_welded_all_the_same() {
        // Seen from the outlier the whole octahedron is one cell, each corner there four times and more.
        let (p, t) = octahedron(1.0, Vec3::ZERO, 0);
        let mut soup = raw(vec![Vec3::splat(-0.0), Vec3::ZERO, Vec3::splat(1e7)], Vec::new());
        for t in &t {
            let n = soup.positions.len() as u32;
            soup.positions.extend(t.map(|k| p[k as usize]));
            soup.triangles.push([n, n + 1, n + 2]);
        }
        assert_eq!(repair(&mut soup), [Repair::Welded { vertices: 19 }]);
        assert!(soup.positions.len() == 6 && (volume(&soup) - 4.0 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn a_seam_a_hair_apart_is_welded() {
        let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0 + 1e-5, 0.0], [1.0, 1.0], [0.0, 1.0 - 1e-5]];
        let mut mesh = raw(corners.map(|[x, y]| Vec3::new(x, y, 0.0)).to_vec(), vec![[0, 1, 2], [3, 4, 5]]);
        assert_eq!(repair(&mut mesh), [Repair::Welded { vertices: 2 }]);
        assert_eq!(mesh.positions.len(), 4);
    }
}
