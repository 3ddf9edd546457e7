//! Ambient occlusion and bent normals: the share of its surroundings that each vertex sees, and the mean direction of
//! that.
//!
//! For each of a set of directions all vertices are sorted into a grid across it; a vertex is visible from there unless
//! another in its cell lies well above it. That is a depth map of points: coarse (a few mm), but it serves an integral
//! over the hemisphere, and takes milliseconds where rays take seconds. Curvature is computed here, too: scattering is
//! stronger where skin is curved.

use crate::mesh::TriMesh;
use crate::par::*;
use glam::Vec3;

/// Surroundings of a vertex, as shading needs them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ambient {
    /// Cosine-weighted share of the hemisphere that is open, 0–1.
    pub visibility: f32,
    /// Mean unoccluded direction, unit vector, head frame.
    pub bent_normal: Vec3,
    /// Mean absolute curvature, mm⁻¹ (one over a radius).
    pub curvature_per_mm: f32,
}

const DIRECTIONS: usize = 96;

/// Ambient visibility of every vertex of `mesh`.
pub fn ambient(mesh: &TriMesh) -> Vec<Ambient> {
    let positions = mesh.positions();
    let normals = mesh.normals();
    let edges = EdgeMeans::of(mesh);
    let cell_mm = (edges.mean_length_mm * 1.9).clamp(1.5, 12.0);
    let directions: Vec<Vec3> = (0..DIRECTIONS).map(direction).collect();
    let seen: Vec<Vec<bool>> = directions.par_iter().map(|&d| visible_from(positions, normals, d, cell_mm)).collect();
    let mut open: Vec<Vec3> = vec![Vec3::ZERO; positions.len()];
    let mut share: Vec<f32> = vec![0.0; positions.len()];
    open.par_iter_mut().zip(share.par_iter_mut()).enumerate().for_each(|(i, (open, share))| {
        let (mut lit, mut all) = (0.0, 0.0);
        for (d, seen) in directions.iter().zip(&seen) {
            let cosine = normals[i].dot(*d);
            if cosine > 0.0 {
                all += cosine;
                if seen[i] {
                    lit += cosine;
                    *open += *d * cosine;
                }
            }
        }
        *share = if all > 0.0 { lit / all } else { 1.0 };
    });
    let share = edges.smooth(&edges.smooth(&share, |a| a), |a| a);
    let open = edges.smooth(&open, |a| a);
    let curvature = edges.smooth(&edges.smooth(&edges.curvature(mesh), |a| a), |a| a);
    (0..positions.len())
        .map(|i| Ambient {
            visibility: share[i],
            bent_normal: open[i].try_normalize().unwrap_or(normals[i]),
            curvature_per_mm: curvature[i],
        })
        .collect()
}

/// The i-th point of a spherical Fibonacci set.
fn direction(i: usize) -> Vec3 {
    let y = 1.0 - 2.0 * (i as f32 + 0.5) / DIRECTIONS as f32;
    let ring = (1.0 - y * y).max(0.0).sqrt();
    let (sin, cos) = (i as f32 * 2.399_963_2).sin_cos();
    Vec3::new(ring * cos, y, ring * sin)
}

fn visible_from(positions: &[Vec3], normals: &[Vec3], toward: Vec3, cell_mm: f32) -> Vec<bool> {
    let across = toward.any_orthonormal_vector();
    let up = toward.cross(across);
    let flat: Vec<(f32, f32)> = positions.iter().map(|p| (across.dot(*p), up.dot(*p))).collect();
    let low = flat.iter().fold((f32::MAX, f32::MAX), |m, f| (m.0.min(f.0), m.1.min(f.1)));
    let high = flat.iter().fold((f32::MIN, f32::MIN), |m, f| (m.0.max(f.0), m.1.max(f.1)));
    // A stray vertex far out must not make the grid arbitrarily large.
    let cell_mm = cell_mm.max((high.0 - low.0).max(high.1 - low.1) / 2000.0);
    let columns = ((high.0 - low.0) / cell_mm) as usize + 1;
    let rows = ((high.1 - low.1) / cell_mm) as usize + 1;
    let cell = |f: &(f32, f32)| ((f.1 - low.1) / cell_mm) as usize * columns + ((f.0 - low.0) / cell_mm) as usize;
    let mut top = vec![f32::MIN; columns * rows];
    for (p, f) in positions.iter().zip(&flat) {
        let top = &mut top[cell(f)];
        *top = top.max(toward.dot(*p));
    }
    positions
        .iter()
        .zip(&flat)
        .zip(normals)
        .map(|((p, f), n)| {
            // A sloping surface rises within a cell by itself.
            let cosine = n.dot(toward).max(0.12);
            let climb = cell_mm * 1.45 * (1.0 - cosine * cosine).sqrt() / cosine;
            toward.dot(*p) >= top[cell(f)] - climb - 0.6
        })
        .collect()
}

/// Edges of a mesh, once for each triangle and direction: enough to average over neighbours.
struct EdgeMeans<'a> {
    triangles: &'a [[u32; 3]],
    mean_length_mm: f32,
}

impl<'a> EdgeMeans<'a> {
    fn of(mesh: &'a TriMesh) -> Self {
        let positions = mesh.positions();
        let triangles = mesh.triangles();
        let total: f64 =
            triangles.iter().map(|t| f64::from((positions[t[0] as usize] - positions[t[1] as usize]).length())).sum();
        Self { triangles, mean_length_mm: (total / triangles.len().max(1) as f64) as f32 }
    }

    /// The values smoothed: half of each vertex's own, half of its neighbours' mean.
    fn smooth<T>(&self, values: &[T], copy: impl Fn(T) -> T) -> Vec<T>
    where
        T: Copy + std::ops::Add<Output = T> + std::ops::Mul<f32, Output = T>,
    {
        let mut sums: Vec<T> = values.iter().map(|&v| copy(v * 0.0)).collect();
        let mut counts = vec![0.0_f32; values.len()];
        for t in self.triangles {
            for (a, b) in [(0, 1), (1, 2), (2, 0)] {
                let (a, b) = (t[a] as usize, t[b] as usize);
                sums[a] = sums[a] + values[b];
                sums[b] = sums[b] + values[a];
                counts[a] += 1.0;
                counts[b] += 1.0;
            }
        }
        (0..values.len())
            .map(|i| if counts[i] > 0.0 { values[i] * 0.5 + sums[i] * (0.5 / counts[i]) } else { values[i] })
            .collect()
    }

    /// Change of the normal along the edges at each vertex, mm⁻¹.
    fn curvature(&self, mesh: &TriMesh) -> Vec<f32> {
        let (positions, normals) = (mesh.positions(), mesh.normals());
        let mut turned = vec![0.0_f32; positions.len()];
        let mut length = vec![0.0_f32; positions.len()];
        for t in self.triangles {
            for (a, b) in [(0, 1), (1, 2), (2, 0)] {
                let (a, b) = (t[a] as usize, t[b] as usize);
                let angle = (normals[a] - normals[b]).length();
                let edge = (positions[a] - positions[b]).length();
                for i in [a, b] {
                    turned[i] += angle;
                    length[i] += edge;
                }
            }
        }
        turned.iter().zip(&length).map(|(t, l)| if *l > 1e-6 { t / l } else { 0.0 }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sphere of latitude rings, radius mm.
    fn sphere(radius: f32, center: Vec3) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let (rows, columns) = (40_u32, 80_u32);
        let mut positions = Vec::new();
        for r in 0..=rows {
            let (s, c) = (std::f32::consts::PI * r as f32 / rows as f32).sin_cos();
            for k in 0..columns {
                let (sk, ck) = (std::f32::consts::TAU * k as f32 / columns as f32).sin_cos();
                positions.push(center + radius * Vec3::new(s * ck, c, s * sk));
            }
        }
        let mut triangles = Vec::new();
        for r in 0..rows {
            for k in 0..columns {
                let (a, b) = (r * columns + k, r * columns + (k + 1) % columns);
                triangles.push([a, b + columns, a + columns]);
                triangles.push([a, b, b + columns]);
            }
        }
        (positions, triangles)
    }

    #[test]
    fn a_ball_alone_sees_everything_and_curves_as_its_radius_says() {
        let (positions, triangles) = sphere(80.0, Vec3::ZERO);
        let mesh = TriMesh::new(positions, triangles).unwrap();
        let ambient = ambient(&mesh);
        let middle = &ambient[15 * 80..25 * 80];
        let mean = middle.iter().map(|a| a.visibility).sum::<f32>() / middle.len() as f32;
        assert!(mean > 0.97, "{mean}");
        let curvature = middle.iter().map(|a| a.curvature_per_mm).sum::<f32>() / middle.len() as f32;
        assert!((curvature - 1.0 / 80.0).abs() < 0.002, "{curvature}");
    }

    #[test]
    fn two_balls_darken_each_other_where_they_face() {
        let (mut positions, mut triangles) = sphere(60.0, Vec3::new(-62.0, 0.0, 0.0));
        let (more, other) = sphere(60.0, Vec3::new(62.0, 0.0, 0.0));
        let offset = positions.len() as u32;
        positions.extend(more);
        triangles.extend(other.into_iter().map(|t| t.map(|i| i + offset)));
        let mesh = TriMesh::new(positions, triangles).unwrap();
        let ambient = ambient(&mesh);
        let facing = mesh.positions().iter().position(|p| p.x > -3.0 && p.x < 0.0 && p.y.abs() < 5.0).unwrap();
        let away = mesh.positions().iter().position(|p| p.x < -120.0).unwrap();
        assert!(ambient[facing].visibility < 0.3, "{}", ambient[facing].visibility);
        assert!(ambient[away].visibility > 0.9, "{}", ambient[away].visibility);
    }
}
