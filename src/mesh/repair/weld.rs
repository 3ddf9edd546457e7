//! Welding: one vertex where a file has many, since exporters give every face, or every patch of a texture, its own
//! corners.

use crate::mesh::Bounds;
use crate::mesh::order::{along_curve, renumber};
use crate::mesh::raw_mesh::RawMesh;
use crate::mesh::topology::{RIM, ends};
use crate::par::*;
use glam::Vec3;

/// Number of triangles above which a mesh is renumbered so that neighbours lie together; smaller ones keep the file's
/// order.
const MANY: usize = 200_000;

/// Merges vertices at exactly equal places, and returns how many were removed.
pub(super) fn weld(mesh: &mut RawMesh) -> usize {
    // Adding zero turns −0 into 0.
    let bits = |i: u32| (mesh.positions[i as usize] + Vec3::ZERO).to_array().map(f32::to_bits);
    let mut curve = along_curve(&mesh.positions);
    let mut first: Vec<u32> = (0..mesh.positions.len() as u32).collect();
    let mut merged = 0;
    for cell in curve.chunk_by_mut(|a, b| a.0 == b.0) {
        // Few vertices are compared in pairs; those of a large cell are sorted first.
        const FEW: usize = 24;
        if cell.len() > FEW {
            cell.sort_unstable_by_key(|&(_, i)| (bits(i), i));
        }
        for k in 1..cell.len() {
            let own = cell[k].1;
            let place = bits(own);
            let before = if cell.len() > FEW { &cell[k - 1..k] } else { &cell[..k] };
            if let Some(&(_, other)) = before.iter().find(|&&(_, i)| bits(i) == place) {
                first[own as usize] = first[other as usize];
                merged += 1;
            }
        }
    }
    if merged > 0 {
        mesh.triangles.par_iter_mut().for_each(|t| *t = t.map(|i| first[i as usize]));
    }
    if mesh.triangles.len() > MANY {
        let order: Vec<u32> = curve.into_iter().map(|(_, i)| i).filter(|&i| first[i as usize] == i).collect();
        renumber(mesh, &order);
    }
    merged
}

/// Merges rim vertices within 1/50,000 of the mesh's size, and returns how many were removed.
pub(super) fn weld_rims(mesh: &mut RawMesh, pairs: &[u32]) -> usize {
    let mut rim: Vec<u32> = (0..pairs.len())
        .filter(|&h| pairs[h] == RIM)
        .flat_map(|h| {
            let (a, b) = ends(&mesh.triangles, h);
            [a, b]
        })
        .collect();
    rim.sort_unstable();
    rim.dedup();
    let Some(bounds) = Bounds::of(&mesh.positions) else { return 0 };
    let near = bounds.size().max_element() / 50_000.0;
    let p = &mesh.positions;
    // Sorted along a slanted line: mirrored halves meet in a plane across an axis, where all their rim has one
    // coordinate.
    let along = |i: u32| p[i as usize].dot(Vec3::new(0.713, 0.291, 0.638));
    rim.sort_by(|&a, &b| along(a).total_cmp(&along(b)).then(a.cmp(&b)));
    let (mut to, mut merged): (Vec<u32>, usize) = (Vec::new(), 0);
    for (i, &a) in rim.iter().enumerate() {
        let at = p[a as usize];
        // A bounded window, so that a million points in one plane cost no more.
        let close = rim[..i].iter().rev().take(64).take_while(|&&b| along(a) - along(b) <= near);
        let mate = close.copied().filter(|&b| p[b as usize].distance_squared(at) <= near * near).last();
        if let Some(b) = mate {
            if to.is_empty() {
                to = (0..p.len() as u32).collect();
            }
            to[a as usize] = to[b as usize];
            merged += 1;
        }
    }
    if !to.is_empty() {
        mesh.triangles.iter_mut().for_each(|t| *t = t.map(|i| to[i as usize]));
    }
    merged
}
