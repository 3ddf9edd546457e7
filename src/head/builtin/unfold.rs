//! Removal of folds: the few triangles that overlap their neighbours where rings are dense, and steps along a seam.

use crate::mesh::topology::corners_of;
use crate::par::*;
use glam::DVec3;
use std::collections::{BTreeMap, BTreeSet};

const ROUNDS: usize = 24;

/// Moves the corners of folded triangles to the middle of their neighbours, until none is folded. Open edges stay.
pub fn unfold(points: &mut [DVec3], triangles: &[[u32; 3]]) {
    let at = corners_of(points.len(), triangles);
    let mut suspects: Vec<usize> = Vec::new();
    for round in 0..ROUNDS {
        let normal = |v: u32| {
            let sum: DVec3 = at.of(v as usize).iter().map(|&h| cross(points, triangles[h as usize / 3])).sum();
            sum.normalize_or_zero()
        };
        let folded = |around: DVec3, i: usize| {
            let face = cross(points, triangles[i]);
            face.dot(around) <= 0.05 * face.length() * around.length()
        };
        let bad: Vec<usize> = if round == 0 {
            let normals: Vec<DVec3> = (0..points.len() as u32).into_par_iter().map(normal).collect();
            let sum = |i: usize| triangles[i].iter().map(|&v| normals[v as usize]).sum();
            (0..triangles.len()).into_par_iter().filter(|&i| folded(sum(i), i)).collect()
        } else {
            let sum = |i: usize| triangles[i].iter().map(|&v| normal(v)).sum();
            suspects.iter().copied().filter(|&i| folded(sum(i), i)).collect()
        };
        if bad.is_empty() {
            return;
        }
        let corners: BTreeSet<u32> = bad.iter().flat_map(|&i| triangles[i]).collect();
        let mut around: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &v in &corners {
            for &h in at.of(v as usize) {
                let (i, k) = (h as usize / 3, h as usize % 3);
                suspects.push(i);
                around.entry(v).or_default().extend([triangles[i][(k + 1) % 3], triangles[i][(k + 2) % 3]]);
            }
        }
        suspects.sort_unstable();
        suspects.dedup();
        // Inside, every neighbour is met twice; at an open edge, once.
        let moved: Vec<(u32, DVec3)> = around
            .into_iter()
            .filter(|(_, ring)| ring.iter().all(|v| ring.iter().filter(|w| *w == v).count() == 2))
            .map(|(v, ring)| (v, ring.iter().map(|&w| points[w as usize]).sum::<DVec3>() / ring.len() as f64))
            .collect();
        for (v, to) in moved {
            points[v as usize] = points[v as usize].lerp(to, 0.7);
        }
    }
}

/// Moves every vertex towards the middle of its neighbours by its weight, several times. Vertices of open edges must
/// have weight 0.
pub fn soften(points: &mut [DVec3], triangles: &[[u32; 3]], weights: &[f64], rounds: usize) {
    let mut around: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for t in triangles {
        for k in 0..3 {
            if weights[t[k] as usize] > 0.01 {
                around.entry(t[k]).or_default().extend([t[(k + 1) % 3], t[(k + 2) % 3]]);
            }
        }
    }
    for _ in 0..rounds {
        let moved: Vec<(u32, DVec3)> = around
            .iter()
            .map(|(&v, ring)| {
                let middle = ring.iter().map(|&w| points[w as usize]).sum::<DVec3>() / ring.len() as f64;
                (v, points[v as usize].lerp(middle, weights[v as usize]))
            })
            .collect();
        moved.into_iter().for_each(|(v, to)| points[v as usize] = to);
    }
}

/// Normal of a triangle, with twice its area as length.
fn cross(points: &[DVec3], t: [u32; 3]) -> DVec3 {
    let [a, b, c] = t.map(|v| points[v as usize]);
    (b - a).cross(c - a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_in_a_sheet_is_laid_flat() {
        let mut points: Vec<DVec3> = (0..25).map(|i| DVec3::new(f64::from(i % 5), f64::from(i / 5), 0.0)).collect();
        let triangles: Vec<[u32; 3]> = (0..16_u32)
            .flat_map(|i| {
                let a = i / 4 * 5 + i % 4;
                [[a, a + 1, a + 6], [a, a + 6, a + 5]]
            })
            .collect();
        points[12] = DVec3::new(3.4, 2.2, 0.0);
        unfold(&mut points, &triangles);
        assert!(points[12].distance(DVec3::new(2.0, 2.0, 0.0)) < 0.9, "{}", points[12]);
        assert_eq!(points[0], DVec3::ZERO);
    }
}
