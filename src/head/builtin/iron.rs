//! Irons out folds: the few triangles that lie over their neighbours where rings crowd, and steps where a seam shows.

use glam::DVec3;
use std::collections::{BTreeMap, BTreeSet};

const ROUNDS: usize = 24;

/// Moves the corners of folded triangles to the middle of their neighbours, until none is folded. Open edges stay.
pub fn iron(points: &mut [DVec3], triangles: &[[u32; 3]]) {
    let mut suspects: Option<Vec<usize>> = None;
    for _ in 0..ROUNDS {
        let normals = normals(points, triangles);
        let folded = |i: &usize| {
            let t = triangles[*i];
            let [a, b, c] = t.map(|v| points[v as usize]);
            let (face, around) = ((b - a).cross(c - a), t.iter().map(|&v| normals[v as usize]).sum::<DVec3>());
            face.dot(around) <= 0.05 * face.length() * around.length()
        };
        let bad: Vec<usize> = match &suspects {
            Some(some) => some.iter().copied().filter(folded).collect(),
            None => (0..triangles.len()).filter(folded).collect(),
        };
        if bad.is_empty() {
            return;
        }
        let corners: BTreeSet<u32> = bad.iter().flat_map(|&i| triangles[i]).collect();
        let mut around: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut near = Vec::new();
        for (i, t) in triangles.iter().enumerate() {
            if t.iter().any(|v| corners.contains(v)) {
                near.push(i);
                for k in 0..3 {
                    if corners.contains(&t[k]) {
                        around.entry(t[k]).or_default().extend([t[(k + 1) % 3], t[(k + 2) % 3]]);
                    }
                }
            }
        }
        // Inside, every neighbour is met twice; where one is met once the edge is open.
        let moved: Vec<(u32, DVec3)> = around
            .into_iter()
            .filter(|(_, ring)| ring.iter().all(|v| ring.iter().filter(|w| *w == v).count() == 2))
            .map(|(v, ring)| (v, ring.iter().map(|&w| points[w as usize]).sum::<DVec3>() / ring.len() as f64))
            .collect();
        for (v, to) in moved {
            points[v as usize] = points[v as usize].lerp(to, 0.7);
        }
        let kept = suspects.get_or_insert_default();
        kept.extend(near);
        kept.sort_unstable();
        kept.dedup();
    }
}

/// Draws every vertex towards the middle of its neighbours by its weight, several times. Open edges must weigh nothing.
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

fn normals(points: &[DVec3], triangles: &[[u32; 3]]) -> Vec<DVec3> {
    let mut sums = vec![DVec3::ZERO; points.len()];
    for t in triangles {
        let [a, b, c] = t.map(|v| points[v as usize]);
        let face = (b - a).cross(c - a);
        t.iter().for_each(|&v| sums[v as usize] += face);
    }
    sums.into_iter().map(|n| n.normalize_or_zero()).collect()
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
        iron(&mut points, &triangles);
        assert!(points[12].distance(DVec3::new(2.0, 2.0, 0.0)) < 0.9, "{}", points[12]);
        assert_eq!(points[0], DVec3::ZERO);
    }
}
