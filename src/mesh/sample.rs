//! Points spread evenly over a surface, and the nearest one to a place.
//!
//! Used where a shape is compared with another and triangles are too many or too uneven. Frame and units are the
//! mesh's. Only + − × ÷ and roots, in a fixed order: the same mesh gives the same points on every machine.

use glam::{DVec3, Vec3};

/// Points on a surface with the unit normals of their triangles, in the mesh's units.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// Points.
    pub points: Vec<DVec3>,
    /// Unit normals, counter-clockwise side of each triangle.
    pub normals: Vec<DVec3>,
}

impl Samples {
    /// About `count` points, each standing for an equal area, of the triangles that `keep` (given their middle) lets
    /// through. Walks the triangles in order and puts a point at each equal step of area; the place in the triangle
    /// follows the R2 sequence (Roberts 2018), so neighbours spread.
    pub fn of(positions: &[Vec3], triangles: &[[u32; 3]], count: usize, keep: impl Fn(DVec3) -> bool) -> Self {
        let corners = |t: &[u32; 3]| t.map(|i| positions[i as usize].as_dvec3());
        let mut total = 0.0;
        let areas: Vec<f64> = triangles
            .iter()
            .map(|t| {
                let [a, b, c] = corners(t);
                let area = if keep((a + b + c) / 3.0) { (b - a).cross(c - a).length() } else { 0.0 };
                total += area;
                area
            })
            .collect();
        let step = total / count.max(1) as f64;
        let mut out = Self::default();
        if !(step > 0.0 && step.is_finite()) {
            return out;
        }
        let mut due = step * 0.5;
        for (t, &area) in triangles.iter().zip(&areas) {
            if area <= 0.0 {
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

/// A balanced k-d tree over points, its nodes the middles of an implicitly halved order.
#[derive(Clone, Debug)]
pub struct PointTree {
    points: Vec<DVec3>,
    /// Index of each point before it was put in order.
    ids: Vec<u32>,
    axes: Vec<u8>,
}

impl PointTree {
    /// A tree over `points`.
    pub fn new(points: &[DVec3]) -> Self {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let mut axes = vec![0; points.len()];
        halve(points, &mut order, &mut axes);
        Self { points: order.iter().map(|&i| points[i as usize]).collect(), ids: order, axes }
    }

    /// The nearest point closer than `limit`: its index and distance.
    pub fn nearest(&self, to: DVec3, limit: f64) -> Option<(usize, f64)> {
        let mut best = (usize::MAX, limit * limit);
        self.search(0, self.points.len(), to, &mut best);
        (best.0 != usize::MAX).then(|| (self.ids[best.0] as usize, best.1.sqrt()))
    }

    fn search(&self, from: usize, to: usize, at: DVec3, best: &mut (usize, f64)) {
        if from >= to {
            return;
        }
        let middle = from + (to - from) / 2;
        let point = self.points[middle];
        let distance = point.distance_squared(at);
        if distance < best.1 {
            *best = (middle, distance);
        }
        let axis = usize::from(self.axes[middle]);
        let side = at[axis] - point[axis];
        let (near, far) =
            if side < 0.0 { ((from, middle), (middle + 1, to)) } else { ((middle + 1, to), (from, middle)) };
        self.search(near.0, near.1, at, best);
        if side * side < best.1 {
            self.search(far.0, far.1, at, best);
        }
    }
}

fn halve(points: &[DVec3], order: &mut [u32], axes: &mut [u8]) {
    if order.is_empty() {
        return;
    }
    let (mut low, mut high) = (DVec3::INFINITY, DVec3::NEG_INFINITY);
    for &i in order.iter() {
        low = low.min(points[i as usize]);
        high = high.max(points[i as usize]);
    }
    let size = high - low;
    let axis = if size.x >= size.y && size.x >= size.z {
        0
    } else if size.y >= size.z {
        1
    } else {
        2
    };
    let middle = order.len() / 2;
    order.select_nth_unstable_by(middle, |&a, &b| {
        points[a as usize][axis].total_cmp(&points[b as usize][axis]).then(a.cmp(&b))
    });
    axes[middle] = axis as u8;
    let (left, right) = order.split_at_mut(middle);
    let (left_axes, right_axes) = axes.split_at_mut(middle);
    halve(points, left, left_axes);
    halve(points, &mut right[1..], &mut right_axes[1..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_even_and_the_tree_finds_the_nearest() {
        // Two squares, of 1 and 9 units of area: points in proportion.
        let square = |x: f32, s: f32| [[x, 0.0], [x + s, 0.0], [x + s, s], [x, s]].map(|[x, y]| Vec3::new(x, y, 0.0));
        let positions: Vec<Vec3> = square(0.0, 1.0).into_iter().chain(square(10.0, 3.0)).collect();
        let triangles = [[0, 1, 2], [0, 2, 3], [4, 5, 6], [4, 6, 7]];
        let samples = Samples::of(&positions, &triangles, 1000, |_| true);
        let small = samples.points.iter().filter(|p| p.x < 5.0).count();
        assert!((95..=105).contains(&small) && samples.points.len() == 1000, "{small}");
        assert!(samples.normals.iter().all(|&n| (n - DVec3::Z).length() < 1e-12));
        let tree = PointTree::new(&samples.points);
        for k in 0..50 {
            let at = DVec3::new(f64::from(k) * 0.3, f64::from(k % 7) * 0.4, f64::from(k % 3) - 1.0);
            let brute = samples.points.iter().map(|p| p.distance(at)).fold(f64::INFINITY, f64::min);
            let (index, distance) = tree.nearest(at, 1e9).unwrap();
            assert!((distance - brute).abs() < 1e-12 && (samples.points[index].distance(at) - brute).abs() < 1e-12);
        }
        assert_eq!(tree.nearest(DVec3::splat(100.0), 1.0), None);
    }
}
