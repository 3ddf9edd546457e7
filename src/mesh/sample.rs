//! Points spread evenly over a surface.
//!
//! For comparing shapes whose triangles are too many or too uneven. Frame and units are the mesh's. Only + − × ÷ and
//! roots, in a fixed order: equal meshes give equal points on every machine.

use crate::par::*;
use glam::{DVec3, Vec3};

/// Points on a surface with the unit normals of their triangles, in the mesh's units.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// Points.
    pub points: Vec<DVec3>,
    /// Unit normals, on the counter-clockwise side of each triangle.
    pub normals: Vec<DVec3>,
}

impl Samples {
    /// About `count` points, each for an equal area, on the triangles whose middle `keep` accepts. A point is placed at
    /// each equal step of area, in the order of the triangles. Its place in the triangle follows the R2 sequence
    /// (Roberts 2018), so that neighbours are spread.
    pub fn of(positions: &[Vec3], triangles: &[[u32; 3]], count: usize, keep: impl Fn(DVec3) -> bool + Sync) -> Self {
        let corners = |t: &[u32; 3]| t.map(|i| positions[i as usize].as_dvec3());
        let area = |t: &[u32; 3]| {
            let [a, b, c] = corners(t);
            if keep((a + b + c) / 3.0) { (b - a).cross(c - a).length() } else { 0.0 }
        };
        let areas: Vec<f64> = triangles.par_iter().map(area).collect();
        // Summed in order, whatever the threads.
        let total: f64 = areas.iter().sum();
        let step = total / count.max(1) as f64;
        let mut out = Self::default();
        if !(step > 0.0 && step.is_finite()) {
            return out;
        }
        let mut due = step * 0.5;
        for (t, &area) in triangles.iter().zip(&areas) {
            // Most triangles of a fine scan get no point.
            if area <= 0.0 || due > area {
                due -= area;
                continue;
            }
            let [a, b, c] = corners(t);
            let normal = (b - a).cross(c - a) / area;
            while due <= area {
                let n = out.points.len() as f64;
                let (mut u, mut v) =
                    ((0.5 + n * 0.754_877_666_246_693).fract(), (0.5 + n * 0.569_840_290_998_053).fract());
                if u + v > 1.0 {
                    (u, v) = (1.0 - u, 1.0 - v);
                }
                out.points.push(a + (b - a) * u + (c - a) * v);
                out.normals.push(normal);
                due += step;
            }
            due -= area;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_even_by_area() {
        // Two squares, of 1 and 9 units of area: points in proportion.
        let square = |x: f32, s: f32| [[x, 0.0], [x + s, 0.0], [x + s, s], [x, s]].map(|[x, y]| Vec3::new(x, y, 0.0));
        let positions: Vec<Vec3> = square(0.0, 1.0).into_iter().chain(square(10.0, 3.0)).collect();
        let triangles = [[0, 1, 2], [0, 2, 3], [4, 5, 6], [4, 6, 7]];
        let samples = Samples::of(&positions, &triangles, 1000, |_| true);
        let small = samples.points.iter().filter(|p| p.x < 5.0).count();
        assert!((95..=105).contains(&small) && samples.points.len() == 1000, "{small}");
        assert!(samples.normals.iter().all(|&n| (n - DVec3::Z).length() < 1e-12));
    }
}
