//! An order of vertices and triangles in which neighbours in space are neighbours in memory.
//!
//! Scanners' files and subdivided meshes scatter neighbours, and most of the time of repair and simplification would be
//! waiting for memory. Vertices are ordered along Morton's curve (Morton 1966) through the mesh's box, triangles by
//! their lowest vertex.

use super::Bounds;
use super::raw_mesh::RawMesh;
use super::topology::Lists;
use crate::par::*;
use glam::Vec3;

/// Cells of the curve along an axis.
const CELLS: f32 = 1024.0;

/// Vertices ordered along Morton's curve: pairs of a cell of the curve and a vertex, by cell and then by vertex.
/// Vertices at one place are in one cell.
pub fn along_curve(positions: &[Vec3]) -> Vec<(u32, u32)> {
    let Some(bounds) = Bounds::of(positions) else { return Vec::new() };
    // Halved first: the difference of two finite numbers may overflow.
    let (low, half) = (bounds.min, bounds.max * 0.5 - bounds.min * 0.5);
    let scale = CELLS * 0.5 / half.max_element().max(f32::MIN_POSITIVE);
    let spread = |x: f32| {
        let mut bits = ((x * scale) as u32).min(CELLS as u32 - 1);
        for (shift, mask) in [(16, 0x0300_00ff), (8, 0x0300_f00f), (4, 0x030c_30c3), (2, 0x0924_9249)] {
            bits = (bits | bits << shift) & mask;
        }
        bits
    };
    let mut out: Vec<(u32, u32)> = positions
        .par_iter()
        .zip(0..positions.len() as u32)
        .map(|(&p, i)| {
            let at = p - low;
            (spread(at.x) | spread(at.y) << 1 | spread(at.z) << 2, i)
        })
        .collect();
    out.par_sort_unstable();
    out
}

/// Renumbers vertices so that new vertex `i` is the old `order[i]`, drops those that are not in `order` (no triangle
/// may use them), and sorts the triangles. Their winding stays.
pub fn renumber(mesh: &mut RawMesh, order: &[u32]) {
    let mut rank = vec![0_u32; mesh.positions.len()];
    order.iter().zip(0..).for_each(|(&old, new)| rank[old as usize] = new);
    mesh.positions = gather(&mesh.positions, order);
    mesh.colors = mesh.colors.take().map(|colors| gather(&colors, order));
    mesh.normals = mesh.normals.take().map(|normals| gather(&normals, order));
    mesh.triangles.par_iter_mut().for_each(|t| {
        *t = t.map(|i| rank[i as usize]);
        let first = if t[0] <= t[1] && t[0] <= t[2] { 0 } else { 1 + usize::from(t[2] < t[1]) };
        t.rotate_left(first);
    });
    let by_first = Lists::new(order.len(), mesh.triangles.len(), |f| mesh.triangles[f][0]);
    mesh.triangles = by_first.into_values().par_iter().map(|&f| mesh.triangles[f as usize]).collect();
}

fn gather<T: Copy + Send + Sync>(values: &[T], order: &[u32]) -> Vec<T> {
    order.par_iter().map(|&i| values[i as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::raw_mesh::Format;

    #[test]
    fn neighbours_come_together_and_the_surface_stays() {
        // A grid whose rows are numbered in a scattered order.
        let n = 64_u32;
        let row = |y: u32| y * 29 % n;
        let vertex = |x: u32, y: u32| row(y) * n + x;
        let mut positions = vec![Vec3::ZERO; (n * n) as usize];
        (0..n * n)
            .for_each(|i| positions[vertex(i % n, i / n) as usize] = Vec3::new((i % n) as f32, (i / n) as f32, 0.0));
        let squares = (0..(n - 1) * (n - 1)).map(|q| (q % (n - 1), q / (n - 1)));
        let triangles: Vec<[u32; 3]> =
            squares.map(|(x, y)| [vertex(x + 1, y), vertex(x, y + 1), vertex(x, y)]).collect();
        let colors = Some(positions.iter().map(|p| p.to_array()).collect());
        let mut mesh = RawMesh { positions, triangles, colors, ..RawMesh::of(Format::Obj) };
        let place = |m: &RawMesh| {
            let mut all: Vec<[[i32; 2]; 3]> = m
                .triangles
                .iter()
                .map(|t| {
                    let mut at = t.map(|i| m.positions[i as usize]).map(|p| [p.x as i32, p.y as i32]);
                    let least = (0..3).min_by_key(|&k| at[k]).unwrap();
                    at.rotate_left(least);
                    at
                })
                .collect();
            all.sort_unstable();
            all
        };
        let apart = |m: &RawMesh| m.triangles.iter().map(|t| u64::from(t[0].abs_diff(t[1]))).sum::<u64>();
        let (before, far) = (place(&mesh), apart(&mesh));
        let order: Vec<u32> = along_curve(&mesh.positions).into_iter().map(|(_, i)| i).collect();
        renumber(&mut mesh, &order);
        assert_eq!(place(&mesh), before);
        assert!(apart(&mesh) * 2 < far, "{} of {far}", apart(&mesh));
        assert!(mesh.positions.iter().zip(mesh.colors.unwrap()).all(|(p, c)| p.to_array() == c));
        assert!(mesh.triangles.is_sorted_by_key(|t| t[0]));
    }
}
