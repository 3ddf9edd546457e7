//! Floors and flung vertices: what is larger than any head, and would hide one from the search for it.
//!
//! A floor takes most of the area, and one vertex flung far away most of the extent; a head in such a scan is small
//! beside both. They go before pieces are compared by area and before the unit is found by extent. Thresholds are
//! shares of the mesh's own, so the file's units do not matter.

use super::fault::{Repair, note};
use crate::mesh::raw_mesh::RawMesh;
use crate::par::*;
use glam::{DMat3, DVec3};

/// Share of all area in one plane from which it counts as a floor or a wall; a head's flattest side has a tenth.
const FLAT_SHARE: f64 = 0.6;
/// Thickness of such a plane, as a share of the mesh's extent: scanned floors are not quite flat.
const THICK: f64 = 0.01;
/// Least cosine between a face's normal and a floor's, either way up, at which the face may be part of it.
const ALIKE: f64 = 0.97;
/// Faces summed on one thread at a time; sums of such parts are added in their order, so that every machine has the same.
const PART: usize = 16_384;
/// Edges that the usual edge is taken from.
const EDGES_TRIED: usize = 20_000;
/// Length of a vertex' shortest edge, in usual edges, from which it lies far out.
const FLUNG_EDGE: f32 = 25.0;
/// Fewest triangles that are left.
const LEFT_LEAST: usize = 100;

/// Drops triangles of flung vertices, then floors and walls.
pub(super) fn drop_flats(mesh: &mut RawMesh, done: &mut Vec<Repair>) {
    let flung = not_flung(mesh).map_or(0, |kept| keep(mesh, &kept));
    note(done, flung, Repair::Flung { faces: flung });
    // A room has a floor and walls.
    let mut flat = 0;
    for _ in 0..6 {
        let Some(kept) = off_floor(mesh) else { break };
        let gone = keep(mesh, &kept);
        flat += gone;
        if gone == 0 {
            break;
        }
    }
    note(done, flat, Repair::Floor { faces: flat });
}

/// Keeps the marked triangles, unless hardly any are; returns how many went.
fn keep(mesh: &mut RawMesh, kept: &[bool]) -> usize {
    let left = kept.iter().filter(|&&k| k).count();
    let before = mesh.triangles.len();
    if left == before || left < LEFT_LEAST {
        return 0;
    }
    let mut marks = kept.iter();
    mesh.triangles.retain(|_| marks.next().copied().unwrap_or(true));
    before - left
}

/// Marks of the triangles that belong to no flung vertex: one far from all that it is joined to, of which none lies far out
/// itself. A coarse body's vertices are far from each other. `None` where there is no such vertex.
fn not_flung(mesh: &RawMesh) -> Option<Vec<bool>> {
    let edges = |t: &[u32; 3]| [[t[0], t[1]], [t[1], t[2]], [t[2], t[0]]];
    let length = |[a, b]: [u32; 2]| mesh.positions[a as usize].distance(mesh.positions[b as usize]);
    let stride = (mesh.triangles.len() / EDGES_TRIED).max(1);
    let tried = mesh.triangles.iter().step_by(stride).map(|t| length([t[0], t[1]]));
    let mut tried: Vec<f32> = tried.filter(|l| l.is_finite()).collect();
    if tried.is_empty() {
        return None;
    }
    let middle = tried.len() / 2;
    let far_out = FLUNG_EDGE * *tried.select_nth_unstable_by(middle, f32::total_cmp).1;
    // Most scans have no such edge at all, and are walked once.
    if !mesh.triangles.par_iter().any(|t| edges(t).into_iter().any(|edge| length(edge) > far_out)) {
        return None;
    }
    let mut shortest = vec![f32::INFINITY; mesh.positions.len()];
    for edge in mesh.triangles.iter().flat_map(edges) {
        let length = length(edge);
        edge.iter().for_each(|&v| shortest[v as usize] = shortest[v as usize].min(length));
    }
    let far: Vec<bool> = shortest.iter().map(|&edge| edge > far_out && edge.is_finite()).collect();
    if !far.contains(&true) {
        return None;
    }
    let mut alone = far.clone();
    for [a, b] in mesh.triangles.iter().flat_map(edges) {
        if far[a as usize] && far[b as usize] {
            (alone[a as usize], alone[b as usize]) = (false, false);
        }
    }
    Some(mesh.triangles.iter().map(|t| !t.iter().any(|&v| alone[v as usize])).collect())
}

/// Area of a face along its normal, and its middle.
fn face(mesh: &RawMesh, triangle: &[u32; 3]) -> (DVec3, DVec3) {
    let [a, b, c] = triangle.map(|i| mesh.positions[i as usize].as_dvec3());
    ((b - a).cross(c - a) * 0.5, (a + b + c) / 3.0)
}

/// Sum of all areas, and their tensor: what they show towards any direction, either way, is the direction's square form in it.
fn areas(mesh: &RawMesh) -> (f64, DMat3) {
    let part = |triangles: &[[u32; 3]]| {
        triangles.iter().fold((0.0, DMat3::ZERO), |(total, tensor), triangle| {
            let (area, _) = face(mesh, triangle);
            let length = area.length();
            // One of no area shows none; one beyond all numbers would hide the others.
            if length > 0.0 && length.is_finite() {
                let along = area / length;
                (total + length, tensor + DMat3::from_cols(area * along.x, area * along.y, area * along.z))
            } else {
                (total, tensor)
            }
        })
    };
    let parts: Vec<(f64, DMat3)> = mesh.triangles.par_chunks(PART).map(part).collect();
    parts.into_iter().fold((0.0, DMat3::ZERO), |sum, part| (sum.0 + part.0, sum.1 + part.1))
}

/// Marks of the triangles off the plane that holds most of the area; `None` where no plane does.
fn off_floor(mesh: &RawMesh) -> Option<Vec<bool>> {
    let (total, tensor) = areas(mesh);
    // The direction that most area faces, up or down: the tensor's largest eigenvector, by power iteration from the axis that most of it
    // faces.
    let about = DVec3::new(tensor.x_axis.x, tensor.y_axis.y, tensor.z_axis.z);
    let mut normal = DVec3::AXES
        [about.to_array().iter().enumerate().fold(0, |best, (i, &x)| if x > about[best] { i } else { best })];
    for _ in 0..8 {
        normal = (tensor * normal).try_normalize()?;
    }
    // A floor shows at least so much to its normal; a head, to no direction.
    if (tensor * normal).dot(normal) < 0.99 * FLAT_SHARE * ALIKE * ALIKE * total {
        return None;
    }
    let faces: Vec<(DVec3, DVec3)> = mesh.triangles.par_iter().map(|t| face(mesh, t)).collect();
    let alike = |area: DVec3| area.dot(normal).abs() > ALIKE * area.length();
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut extent = (DVec3::INFINITY, DVec3::NEG_INFINITY);
    for &(_, middle) in &faces {
        (low, high) = (low.min(middle.dot(normal)), high.max(middle.dot(normal)));
        extent = (extent.0.min(middle), extent.1.max(middle));
    }
    let thick = THICK * (extent.1 - extent.0).max_element();
    if !(thick > 0.0 && thick.is_finite()) {
        return None;
    }
    let slab = |middle: DVec3| ((middle.dot(normal) - low) / thick) as usize;
    let mut slabs = vec![0.0; slab_count(low, high, thick)];
    faces.iter().filter(|(area, _)| alike(*area)).for_each(|(area, middle)| slabs[slab(*middle)] += area.length());
    // A floor may lie across a slab's border, so pairs of slabs are compared.
    let (at, area) = slabs.windows(2).map(|pair| pair[0] + pair[1]).enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    if area <= FLAT_SHARE * total {
        return None;
    }
    // Slabs of a large floor are as thick as a neck, so only what lies as near to its mean height as the floor itself is dropped.
    let in_slabs = |&(area, middle): &(DVec3, DVec3)| {
        let inside = alike(area) && (at..=at + 1).contains(&slab(middle));
        inside.then(|| (area.length(), middle.dot(normal)))
    };
    let mean = faces.iter().filter_map(in_slabs).fold(0.0, |sum, (area, height)| sum + area * height) / area;
    let spread = |sum, (part, height): (f64, f64)| sum + part * (height - mean) * (height - mean);
    let reach = 3.0 * (faces.iter().filter_map(in_slabs).fold(0.0, spread) / area).sqrt() + 1e-3 * thick;
    Some(faces.iter().map(|face| in_slabs(face).is_none_or(|(_, height)| (height - mean).abs() > reach)).collect())
}

/// Number of slabs between two heights, and one beyond them.
fn slab_count(low: f64, high: f64, thick: f64) -> usize {
    ((high - low) / thick) as usize + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::raw_mesh::Format;
    use glam::Vec3;

    /// A sphere of radius 1 on a floor of so many units, turned so that no axis is the floor's.
    fn on_floor(edge: f32) -> RawMesh {
        let turn = glam::Quat::from_rotation_x(0.7) * glam::Quat::from_rotation_z(0.4);
        // Rings of a sphere from pole to pole.
        let (rings, around) = (12_u32, 24_u32);
        let mut positions = Vec::new();
        let mut triangles = Vec::new();
        for ring in 0..=rings {
            let (height, across) = (std::f32::consts::PI * ring as f32 / rings as f32).sin_cos();
            for step in 0..around {
                let (z, x) = (std::f32::consts::TAU * step as f32 / around as f32).sin_cos();
                positions.push(Vec3::new(height * x, across, height * z));
                if ring < rings {
                    let at = |up: u32, on: u32| (ring + up) * around + (step + on) % around;
                    triangles.push([at(0, 0), at(0, 1), at(1, 0)]);
                    triangles.push([at(1, 0), at(0, 1), at(1, 1)]);
                }
            }
        }
        let cells = 12_u32;
        let first = positions.len() as u32;
        for i in 0..=cells {
            for k in 0..=cells {
                let at = |n: u32| (n as f32 / cells as f32 - 0.5) * edge;
                positions.push(Vec3::new(at(i), -1.0, at(k)));
            }
        }
        for i in 0..cells {
            for k in 0..cells {
                let at = |di: u32, dk: u32| first + (i + di) * (cells + 1) + k + dk;
                triangles.push([at(0, 0), at(0, 1), at(1, 0)]);
                triangles.push([at(1, 0), at(0, 1), at(1, 1)]);
            }
        }
        positions.iter_mut().for_each(|p| *p = turn * *p);
        let mut mesh = RawMesh::of(Format::Obj);
        (mesh.positions, mesh.triangles) = (positions, triangles);
        mesh
    }

    #[test]
    fn a_floor_goes_whatever_its_size_and_its_slant() {
        for edge in [8.0, 30.0, 300.0] {
            let mut mesh = on_floor(edge);
            let (mut done, before) = (Vec::new(), mesh.triangles.len());
            drop_flats(&mut mesh, &mut done);
            // What touches the floor at the pole, 24 faces, may go with it.
            let gone = before - mesh.triangles.len();
            assert!((288..=288 + 24).contains(&gone), "{edge}: {gone}, {done:?}");
            assert!(matches!(done[..], [Repair::Floor { faces }] if faces == gone), "{edge}: {done:?}");
            assert!(
                mesh.triangles.iter().flatten().all(|&v| (v as usize) < 13 * 24),
                "{edge}: a part of the floor stays"
            );
        }
    }

    #[test]
    fn what_stands_on_no_floor_stays() {
        // A floor no larger than what stands on it is its own base.
        let mut mesh = on_floor(2.0);
        let (before, mut done) = (mesh.triangles.len(), Vec::new());
        drop_flats(&mut mesh, &mut done);
        assert!(done.is_empty() && mesh.triangles.len() == before, "{done:?}");
    }

    #[test]
    fn flung_vertices_take_their_faces_along() {
        let mut mesh = on_floor(2.0);
        mesh.positions[40] = Vec3::splat(500.0);
        let (before, mut done) = (mesh.triangles.len(), Vec::new());
        drop_flats(&mut mesh, &mut done);
        assert!(matches!(done[..], [Repair::Flung { faces }] if faces == before - mesh.triangles.len()), "{done:?}");
        assert!((4..9).contains(&(before - mesh.triangles.len())));
    }
}
