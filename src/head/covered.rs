//! Skin that lies under other skin: the inner wall of a hollowed print, a head under a cap, a head in a shell.
//!
//! From each vertex of the scalp a ray goes outwards, away from the middle of the cranium. Where it meets the mesh again within
//! some centimetres, another sheet lies over the vertex, and nobody could treat it. An ear over the skin behind it is no such
//! sheet. A scan's noise folds here and there, so that a vertex counts only with most of its neighbours, and few count as none.

use super::Chart;
use crate::mesh::TriMesh;
use crate::par::*;
use glam::Vec3;

/// Rays start this far over the skin, mm: walls are thicker.
const LIFT_MM: f32 = 0.25;
/// A sheet farther out than this is no part of a head, mm.
const REACH_MM: f32 = 60.0;
/// A smaller share of the scalp's vertices under others is noise.
const NOISE: f32 = 0.02;

/// True for the vertices of the scalp that lie under another sheet of the mesh; `None` where there are next to none.
pub(super) fn covered(mesh: &TriMesh, scalp: &[f32], ears: &[f32], chart: &Chart) -> Option<Vec<bool>> {
    let under = |p: Vec3| {
        let out = (p - chart.middle()).try_normalize()?;
        let found = chart.index().raycast(p + out * LIFT_MM, out)?;
        let corners = mesh.triangles()[found.triangle as usize];
        let ear = corners.iter().any(|&v| ears.get(v as usize).is_some_and(|&e| e > 0.2));
        Some(!ear && found.position.distance(p) < REACH_MM)
    };
    let first: Vec<bool> =
        mesh.positions().par_iter().zip(scalp).map(|(&p, &scalp)| scalp > 0.0 && under(p).unwrap_or(false)).collect();
    let asked = scalp.iter().filter(|&&s| s > 0.0).count();
    let most = |of: &[bool]| of.iter().filter(|&&c| c).count() as f32 > NOISE * asked as f32;
    if !most(&first) {
        return None;
    }
    let (mut around, mut over) = (vec![0_u32; first.len()], vec![0_u32; first.len()]);
    for t in mesh.triangles() {
        let among = t.iter().filter(|&&v| first[v as usize]).count() as u32;
        for &v in t {
            // The vertex itself counts in neither.
            around[v as usize] += 2;
            over[v as usize] += among - u32::from(first[v as usize]);
        }
    }
    let all: Vec<bool> =
        (0..first.len()).map(|v| scalp[v] > 0.0 && 2 * over[v] + u32::from(first[v]) > around[v]).collect();
    most(&all).then_some(all)
}
