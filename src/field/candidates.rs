//! Candidates for sites: points scattered over the surface, on average uniform by area.

use super::hash::{hash2, unit};
use crate::mesh::TriMesh;
use crate::par::*;
use glam::Vec3;

/// Points on a mesh from which the sites are chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// Places, mm.
    pub points: Vec<Vec3>,
    /// Unit normals.
    pub normals: Vec<Vec3>,
    /// Index of the triangle in which each lies.
    pub triangles: Vec<u32>,
    /// Weights of that triangle's first and second corner.
    pub barycentric: Vec<[f32; 2]>,
}

/// Scatters `per_mm2` points on each of `triangles`, on average uniform by area.
///
/// Counts follow the running sum of areas, so that neither large triangles nor slivers are favoured. Within a triangle
/// the points are jittered along the additive recurrence of the plastic number (Roberts 2018), which spreads a few
/// points better than independent ones.
pub(super) fn scatter(mesh: &TriMesh, triangles: &[u32], per_mm2: f32, seed: u32) -> Candidates {
    // Running sums first, in order and in f64, so that threads cannot change them.
    let mut starts = Vec::with_capacity(triangles.len() + 1);
    let mut area = 0.0_f64;
    starts.push(0_usize);
    for &t in triangles {
        area += f64::from(mesh.triangle_area_mm2(t as usize));
        starts.push((area * f64::from(per_mm2) + 0.5) as usize);
    }
    let total = starts[triangles.len()];
    let mut out = Candidates {
        points: vec![Vec3::ZERO; total],
        normals: vec![Vec3::ZERO; total],
        triangles: vec![0; total],
        barycentric: vec![[0.0; 2]; total],
    };
    let mut rest = (&mut out.points[..], &mut out.normals[..], &mut out.triangles[..], &mut out.barycentric[..]);
    let chunk = 2048;
    let mut jobs = Vec::with_capacity(triangles.len() / chunk + 1);
    for first in (0..triangles.len()).step_by(chunk) {
        let last = (first + chunk).min(triangles.len());
        let n = starts[last] - starts[first];
        let (p, p_rest) = rest.0.split_at_mut(n);
        let (q, q_rest) = rest.1.split_at_mut(n);
        let (t, t_rest) = rest.2.split_at_mut(n);
        let (b, b_rest) = rest.3.split_at_mut(n);
        rest = (p_rest, q_rest, t_rest, b_rest);
        jobs.push((first, last, p, q, t, b));
    }
    jobs.into_par_iter().for_each(|(first, last, points, normals, ids, barycentric)| {
        let base = starts[first];
        for k in first..last {
            let t = triangles[k] as usize;
            let corners = mesh.corners(t);
            let corner_normals = mesh.triangles()[t].map(|v| mesh.normals()[v as usize]);
            for i in starts[k]..starts[k + 1] {
                let [u, v] = spread(i as u32, seed);
                let w = 1.0 - u - v;
                let at = i - base;
                points[at] = corners[0] * u + corners[1] * v + corners[2] * w;
                let normal = corner_normals[0] * u + corner_normals[1] * v + corner_normals[2] * w;
                normals[at] = normal.try_normalize().unwrap_or(corner_normals[0]);
                ids[at] = t as u32;
                barycentric[at] = [u, v];
            }
        }
    });
    out
}

/// The `i`-th pair of barycentric weights, uniform over the triangle.
fn spread(i: u32, seed: u32) -> [f32; 2] {
    // Fractions of 1/p and 1/p² of the plastic number p = 1.3247…, as 32-bit integers.
    let noise = hash2(i, seed);
    let u = i.wrapping_mul(3_242_174_889).wrapping_add((noise & 0xffff) << 14);
    let v = i.wrapping_mul(2_447_445_414).wrapping_add((noise >> 16) << 14);
    let (u, v) = (unit(u), unit(v));
    if u + v > 1.0 { [1.0 - u, 1.0 - v] } else { [u, v] }
}
