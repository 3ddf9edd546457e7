//! Closing of holes, by patches that continue the surface around them.
//!
//! A patch consists of rings that follow the rim inwards, a triangle's length apart, and is then faired: its vertices
//! move to where the sum of squares of all umbrella vectors on it and along its rim is least (Kobbelt et al. 1998;
//! scale-dependent umbrellas after Desbrun et al. 1999). So a hole in a round crown is closed round, not flat. Colours
//! spread in from the rim.
//!
//! Lengths in the mesh's units.

use super::topology::{across, rims};
use glam::{DVec3, Vec3};

/// A hole of a mesh, given by its closed rim.
#[derive(Clone, Debug, PartialEq)]
pub struct Hole {
    /// Vertices along the rim, with the mesh on the left.
    pub rim: Vec<u32>,
    /// Length of the rim.
    pub perimeter: f64,
    /// Mean of the rim's vertices.
    pub middle: DVec3,
}

/// All holes, largest first.
pub fn holes(positions: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Hole> {
    let pairs = across(positions.len(), triangles);
    let at = |i: u32| positions[i as usize].as_dvec3();
    let mut out: Vec<Hole> = rims(triangles, &pairs)
        .into_iter()
        .map(|rim| {
            let next = rim.iter().cycle().skip(1);
            let perimeter = rim.iter().zip(next).map(|(&a, &b)| at(a).distance(at(b))).sum();
            let middle = rim.iter().map(|&i| at(i)).sum::<DVec3>() / rim.len() as f64;
            Hole { rim, perimeter, middle }
        })
        .collect();
    out.sort_by(|a, b| b.perimeter.total_cmp(&a.perimeter).then_with(|| a.rim.cmp(&b.rim)));
    out
}

/// Most rings of a patch, which bounds the cost of a hole as large as a head.
const MOST_RINGS: usize = 48;

/// Closes one hole and returns the number of new triangles. Vertices and colours are appended.
pub fn fill(
    positions: &mut Vec<Vec3>,
    triangles: &mut Vec<[u32; 3]>,
    colors: Option<&mut Vec<[f32; 3]>>,
    hole: &Hole,
) -> usize {
    // The patch runs along the rim in the opposite direction to the mesh.
    let rim: Vec<u32> = hole.rim.iter().rev().copied().collect();
    let before = triangles.len();
    let first_new = positions.len() as u32;
    if rim.len() == 3 {
        triangles.push([rim[0], rim[1], rim[2]]);
        return 1;
    }
    let step = hole.perimeter / rim.len() as f64;
    let at = |i: u32| positions[i as usize].as_dvec3();
    let radius = rim.iter().map(|&i| at(i).distance(hole.middle)).sum::<f64>() / rim.len() as f64;
    let rings = ((radius / step.max(1e-12)).round() as usize).clamp(1, MOST_RINGS);
    let mut patch: Vec<DVec3> = Vec::new();
    let mut faces: Vec<[u32; 3]> = Vec::new();
    let mut outer = rim.clone();
    for ring in 1..rings {
        let t = ring as f64 / rings as f64;
        let count = ((rim.len() as f64 * (1.0 - t)).round() as usize).max(3);
        let inner: Vec<u32> = (0..count as u32).map(|k| first_new + patch.len() as u32 + k).collect();
        for k in 0..count {
            let along = k as f64 * rim.len() as f64 / count as f64;
            let (whole, part) = (along.floor(), along.fract());
            let (a, b) = (rim[whole as usize % rim.len()], rim[(whole as usize + 1) % rim.len()]);
            patch.push(at(a).lerp(at(b), part).lerp(hole.middle, t));
        }
        stitch(&outer, &inner, &mut faces);
        outer = inner;
    }
    let apex = first_new + patch.len() as u32;
    patch.push(hole.middle);
    faces.extend((0..outer.len()).map(|k| [outer[k], outer[(k + 1) % outer.len()], apex]));
    fair(positions, triangles, &rim, step, &faces, &mut patch);
    if let Some(colors) = colors {
        spread(colors, first_new as usize, patch.len(), &faces);
    }
    positions.extend(patch.iter().map(|p| p.as_vec3()));
    triangles.extend(faces);
    triangles.len() - before
}

/// Triangles between two closed rings of equal direction and start.
fn stitch(outer: &[u32], inner: &[u32], faces: &mut Vec<[u32; 3]>) {
    let (n, m) = (outer.len(), inner.len());
    let (mut i, mut j) = (0, 0);
    while i < n || j < m {
        // The ring whose next vertex comes first; comparing at half steps keeps the triangles upright.
        let outer_next = j == m || (i < n && (2 * i + 1) * m <= (2 * j + 1) * n);
        if outer_next {
            faces.push([outer[i % n], outer[(i + 1) % n], inner[j % m]]);
            i += 1;
        } else {
            faces.push([outer[i % n], inner[(j + 1) % m], inner[j % m]]);
            j += 1;
        }
    }
}

/// Neighbours of each local vertex, sorted.
fn neighbours(count: usize, faces: impl Iterator<Item = [u32; 3]>) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); count];
    for t in faces {
        for k in 0..3 {
            out[t[k] as usize].push(t[(k + 1) % 3]);
            out[t[k] as usize].push(t[(k + 2) % 3]);
        }
    }
    out.iter_mut().for_each(|list| {
        list.sort_unstable();
        list.dedup();
    });
    out
}

/// Moves the patch's vertices to where the umbrella vectors of patch, rim and the mesh's next ring are least.
fn fair(positions: &[Vec3], triangles: &[[u32; 3]], rim: &[u32], step: f64, faces: &[[u32; 3]], patch: &mut [DVec3]) {
    // Local indices: the patch first, then the part of the mesh that touches the rim.
    let mut on_rim = vec![false; positions.len()];
    rim.iter().for_each(|&i| on_rim[i as usize] = true);
    let around: Vec<[u32; 3]> = triangles.iter().copied().filter(|t| t.iter().any(|&i| on_rim[i as usize])).collect();
    let mut fixed: Vec<u32> = around.iter().flatten().copied().chain(rim.iter().copied()).collect();
    fixed.sort_unstable();
    fixed.dedup();
    let first_new = positions.len() as u32;
    let free = patch.len();
    let local = |i: u32| {
        if i >= first_new { i - first_new } else { (free + fixed.partition_point(|&f| f < i)) as u32 }
    };
    let all = faces.iter().chain(&around).map(|t| t.map(local));
    let near = neighbours(free + fixed.len(), all);
    let start: Vec<DVec3> =
        patch.iter().copied().chain(fixed.iter().map(|&i| positions[i as usize].as_dvec3())).collect();
    // Umbrellas of the patch and the rim; those of the next ring lack some of their neighbours.
    let rows: Vec<usize> =
        (0..free).chain((0..fixed.len()).filter(|&k| on_rim[fixed[k] as usize]).map(|k| free + k)).collect();
    // Scale-dependent umbrellas, since rims often have another spacing than the mesh around them.
    let weights: Vec<Vec<f64>> = rows
        .iter()
        .map(|&r| {
            let lengths = near[r].iter().map(|&i| start[r].distance(start[i as usize]));
            lengths.map(|l| 1.0 / (l.max(1e-3 * step) * near[r].len() as f64)).collect()
        })
        .collect();
    let umbrella = |x: &[DVec3]| -> Vec<DVec3> {
        rows.iter()
            .zip(&weights)
            .map(|(&r, w)| near[r].iter().zip(w).map(|(&i, &w)| (x[i as usize] - x[r]) * w).sum())
            .collect()
    };
    // The transpose, for the free vertices only.
    let back = |u: &[DVec3]| -> Vec<DVec3> {
        let mut out = vec![DVec3::ZERO; free];
        for ((&r, w), &u) in rows.iter().zip(&weights).zip(u) {
            for (&i, &w) in near[r].iter().zip(w) {
                if (i as usize) < free {
                    out[i as usize] += u * w;
                }
                if r < free {
                    out[r] -= u * w;
                }
            }
        }
        out
    };
    // Conjugate gradients on the normal equations, for all three coordinates at once.
    let dot = |a: &[DVec3], b: &[DVec3]| a.iter().zip(b).map(|(a, b)| a.dot(*b)).sum::<f64>();
    let mut x = start.clone();
    let mut residual: Vec<DVec3> = back(&umbrella(&x)).into_iter().map(|v| -v).collect();
    let mut direction = residual.clone();
    let mut squares = dot(&residual, &residual);
    let enough = squares * 1e-12;
    let mut probe = vec![DVec3::ZERO; x.len()];
    for _ in 0..600 {
        if squares <= enough || squares <= 0.0 {
            break;
        }
        probe[..free].copy_from_slice(&direction);
        let image = umbrella(&probe);
        let scale = squares / dot(&image, &image).max(f64::MIN_POSITIVE);
        let pull = back(&image);
        for k in 0..free {
            x[k] += direction[k] * scale;
            residual[k] -= pull[k] * scale;
        }
        let now = dot(&residual, &residual);
        for k in 0..free {
            direction[k] = residual[k] + direction[k] * (now / squares);
        }
        squares = now;
    }
    // A patch may arch over a rim at the end of what a coordinate can hold; such a one stays flat.
    if x[..free].iter().all(|p| p.as_vec3().is_finite()) {
        patch.copy_from_slice(&x[..free]);
    }
}

/// Spreads the rim's colours over the patch: each vertex takes the mean of its neighbours.
fn spread(colors: &mut Vec<[f32; 3]>, first_new: usize, count: usize, faces: &[[u32; 3]]) {
    let near = neighbours(first_new + count, faces.iter().copied());
    let rim = (0..first_new).filter(|&i| !near[i].is_empty());
    let (mut sum, mut n) = (Vec3::ZERO, 0.0);
    for i in rim {
        sum += Vec3::from_array(colors[i]);
        n += 1.0;
    }
    colors.resize(first_new + count, (sum / f32::max(n, 1.0)).to_array());
    for _ in 0..60 {
        for i in first_new..first_new + count {
            let sum: Vec3 = near[i].iter().map(|&k| Vec3::from_array(colors[k as usize])).sum();
            colors[i] = (sum / near[i].len().max(1) as f32).to_array();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ball of radius 80 with a cap of half-angle `gap` missing at the top, by rings of latitude.
    fn ball(gap: f64) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let (rings, around) = (60_u32, 120_u32);
        let mut positions = Vec::new();
        for r in 0..rings {
            let polar = gap + (3.0 - gap) * f64::from(r) / f64::from(rings - 1);
            for a in 0..around {
                let (sin, cos) = (std::f64::consts::TAU * f64::from(a) / f64::from(around)).sin_cos();
                let p = DVec3::new(polar.sin() * sin, polar.cos(), polar.sin() * cos) * 80.0;
                positions.push(p.as_vec3());
            }
        }
        let quad = |q: u32| {
            let (r, a) = (q / around, q % around);
            let (b, below) = ((a + 1) % around, (r + 1) * around);
            [[r * around + a, below + a, r * around + b], [r * around + b, below + a, below + b]]
        };
        (positions, (0..(rings - 1) * around).flat_map(quad).collect())
    }

    #[test]
    fn a_hole_in_a_round_crown_is_closed_round() {
        // 14 mm across and 60 mm across, on an 80 mm ball.
        for (gap, tolerance) in [(0.0875, 0.15), (0.384, 1.5)] {
            let (mut p, mut t) = ball(gap);
            let mut colors = vec![[0.5, 0.25, 0.125]; p.len()];
            let found = holes(&p, &t);
            assert_eq!(found.len(), 2, "top and bottom");
            let top = found.iter().find(|h| h.middle.y > 0.0).unwrap();
            let old = p.len();
            let faces = fill(&mut p, &mut t, Some(&mut colors), top);
            assert!(faces > 100 && p.len() > old && colors.len() == p.len());
            let off = p[old..].iter().map(|v| (v.length() - 80.0).abs()).fold(0.0, f32::max);
            assert!(off < tolerance, "gap {gap}: {off} mm off the ball");
            assert_eq!(holes(&p, &t).len(), 1);
            for t in &t[t.len() - faces..] {
                let [a, b, c] = t.map(|i| p[i as usize]);
                assert!((b - a).cross(c - a).dot(a + b + c) > 0.0, "a patch triangle looks inwards");
            }
            assert!(colors[old..].iter().all(|c| (c[0] - 0.5).abs() < 1e-4));
        }
    }

    #[test]
    fn small_rims_close_too() {
        let p = vec![Vec3::ZERO, Vec3::X, Vec3::Y, Vec3::Z, Vec3::new(1.0, 1.0, -0.5)];
        let t = vec![[0, 2, 1], [0, 1, 3], [1, 2, 3]];
        let (mut q, mut u) = (p.clone(), t.clone());
        let hole = holes(&q, &u).remove(0);
        assert_eq!(fill(&mut q, &mut u, None, &hole), 1);
        assert!(holes(&q, &u).is_empty() && q.len() == 5);
    }

    #[test]
    fn a_patch_does_not_arch_beyond_the_largest_coordinate() {
        let (mut p, mut t) = ball(0.384);
        let rim = p[0].y;
        // Half as wide as it was, and half as deep.
        p.iter_mut().for_each(|v| *v = Vec3::new(0.5 * v.x, v.y.max(0.5 * v.y), 0.5 * v.z) / rim * (f32::MAX * 0.999));
        let top = holes(&p, &t).remove(0);
        assert!(top.middle.y > 0.0);
        let old = p.len();
        fill(&mut p, &mut t, None, &top);
        assert!(p.len() > old && p.iter().all(|v| v.is_finite()));
    }
}
