//! Connected pieces of a mesh: consistent winding, outwards, and stray pieces dropped.

use super::fault::{Repair, note};
use crate::mesh::raw_mesh::RawMesh;
use crate::mesh::sample::Samples;
use crate::mesh::topology::{CROWDED, RIM, ends};
use glam::DVec3;

/// A connected piece: its triangles and the measures that decide about it.
pub(super) struct Piece {
    triangles: Vec<u32>,
    area: f64,
}

/// Winds every piece consistently and outwards, and returns the pieces.
pub(super) fn orient(mesh: &mut RawMesh, pairs: &[u32], done: &mut Vec<Repair>) -> Vec<Piece> {
    let count = mesh.triangles.len();
    // State of a triangle. 0: not visited; 1: as it is; 2: to be flipped.
    let mut state = vec![0_u8; count];
    let mut pieces = Vec::new();
    let mut flipped = 0;
    for seed in 0..count {
        if state[seed] != 0 {
            continue;
        }
        state[seed] = 1;
        let mut list = vec![seed as u32];
        let mut at = 0;
        while at < list.len() {
            let face = list[at] as usize;
            at += 1;
            for (k, &g) in pairs[3 * face..3 * face + 3].iter().enumerate() {
                if g == RIM || g == CROWDED || state[g as usize / 3] != 0 {
                    continue;
                }
                let same_way = ends(&mesh.triangles, 3 * face + k).0 == ends(&mesh.triangles, g as usize).0;
                state[g as usize / 3] = if same_way { 3 - state[face] } else { state[face] };
                list.push(g / 3);
            }
        }
        let (area, volume, turned) = measure(mesh, &list, &state);
        // An open or flat piece has no inside, so the majority of its own faces decides.
        let flat = volume.abs() < 0.002 * area * area.sqrt();
        let inside_out = if flat { 2 * turned > list.len() } else { volume < 0.0 };
        if inside_out {
            list.iter().for_each(|&f| state[f as usize] = 3 - state[f as usize]);
        }
        flipped += if inside_out { list.len() - turned } else { turned };
        pieces.push(Piece { triangles: list, area });
    }
    for (t, &s) in mesh.triangles.iter_mut().zip(&state) {
        if s == 2 {
            t.swap(1, 2);
        }
    }
    note(done, flipped, Repair::Flipped { faces: flipped });
    pieces
}

/// Area, signed volume relative to its own middle, and number of triangles that `state` flips.
fn measure(mesh: &RawMesh, list: &[u32], state: &[u8]) -> (f64, f64, usize) {
    let corners = |f: u32| mesh.triangles[f as usize].map(|i| mesh.positions[i as usize].as_dvec3());
    let (mut area, mut middle) = (0.0, DVec3::ZERO);
    for &f in list {
        let [a, b, c] = corners(f);
        let size = 0.5 * (b - a).cross(c - a).length();
        area += size;
        middle += (a + b + c) * (size / 3.0);
    }
    if area > 0.0 {
        middle /= area;
    }
    let (mut volume, mut turned) = (0.0, 0);
    for &f in list {
        let [a, b, c] = corners(f).map(|p| p - middle);
        let part = a.dot(b.cross(c)) / 6.0;
        let turn = state[f as usize] == 2;
        volume += if turn { -part } else { part };
        turned += usize::from(turn);
    }
    (area, volume, turned)
}

/// Pieces smaller than this share of the largest are dropped, unless they lie inside it.
const ISLAND: f64 = 0.03;
/// Pieces smaller than this share of the largest are dropped, inside it or not.
const SPECK: f64 = 1e-4;

/// Drops pieces that are small and do not lie inside the largest.
pub(super) fn drop_islands(mesh: &mut RawMesh, pieces: &[Piece], done: &mut Vec<Repair>) {
    let Some(main) = pieces.iter().max_by(|a, b| a.area.total_cmp(&b.area)) else { return };
    if pieces.len() == 1 {
        return;
    }
    let faces: Vec<[u32; 3]> = main.triangles.iter().map(|&f| mesh.triangles[f as usize]).collect();
    let shell = Samples::of(&mesh.positions, &faces, 4_000, |_| true);
    let mut keep = vec![true; mesh.triangles.len()];
    let (mut dropped, mut gone) = (0, 0);
    for piece in pieces.iter().filter(|p| p.area < ISLAND * main.area) {
        let middle = piece.triangles.iter().fold(DVec3::ZERO, |sum, &f| {
            sum + mesh.triangles[f as usize].iter().map(|&i| mesh.positions[i as usize].as_dvec3()).sum::<DVec3>()
        }) / (3 * piece.triangles.len()) as f64;
        if piece.area < SPECK * main.area || winding(&shell, main.area, middle) < 0.4 {
            dropped += 1;
            gone += piece.triangles.len();
            piece.triangles.iter().for_each(|&f| keep[f as usize] = false);
        }
    }
    let mut i = 0;
    mesh.triangles.retain(|_| {
        i += 1;
        keep[i - 1]
    });
    note(done, dropped, Repair::Islands { pieces: dropped, faces: gone });
}

/// Winding number of the shell around `at` (Jacobson et al. 2013), with its area as dipoles at the samples.
fn winding(shell: &Samples, area: f64, at: DVec3) -> f64 {
    let each = area / shell.points.len().max(1) as f64;
    let sum: f64 = shell
        .points
        .iter()
        .zip(&shell.normals)
        .map(|(&p, &n)| {
            let d = p - at;
            let r = d.length().max(each.sqrt());
            d.dot(n) / (r * r * r)
        })
        .sum();
    sum * each / (4.0 * std::f64::consts::PI)
}
