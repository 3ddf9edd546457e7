//! Curves in a plane for sculpting, and the distance of points from them.

pub(super) use crate::ease::smoothstep_f64 as ramp;
/// Points on the span between two knots.
const FINENESS: usize = 10;

/// A smooth open or closed curve through a few evenly set knots, flattened to points.
pub struct Curve {
    points: Vec<[f64; 2]>,
    low: [f64; 2],
    high: [f64; 2],
}

/// Position of a point relative to a curve.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// Distance in the plane, mm; positive to the left of the curve's direction.
    pub mm: f64,
    /// Share of the curve's length: 0 at its start, 1 at its end.
    pub along: f64,
}

impl Curve {
    /// An open curve through at least two knots.
    pub fn open(knots: &[[f64; 2]]) -> Self {
        let last = knots.len() - 1;
        let at = |i: isize| knots[i.clamp(0, last as isize) as usize];
        Self::through(&at, last)
    }

    /// A closed curve through at least three knots.
    pub fn closed(knots: &[[f64; 2]]) -> Self {
        let count = knots.len();
        let at = |i: isize| knots[i.rem_euclid(count as isize) as usize];
        Self::through(&at, count)
    }

    fn through(at: &dyn Fn(isize) -> [f64; 2], spans: usize) -> Self {
        let mut points = Vec::with_capacity(spans * FINENESS + 1);
        for i in 0..spans as isize {
            for k in 0..FINENESS {
                points.push(between([at(i - 1), at(i), at(i + 1), at(i + 2)], k as f64 / FINENESS as f64));
            }
        }
        points.push(at(spans as isize));
        let fold = |f: fn(f64, f64) -> f64| points.iter().fold(points[0], |b, p| [f(b[0], p[0]), f(b[1], p[1])]);
        let (low, high) = (fold(f64::min), fold(f64::max));
        Self { points, low, high }
    }

    /// True where the point lies within `reach` of the box around the curve.
    pub fn near(&self, at: [f64; 2], reach: f64) -> bool {
        (0..2).all(|k| at[k] > self.low[k] - reach && at[k] < self.high[k] + reach)
    }

    /// Height of a curve that runs to the right, at `x`; constant beyond its ends.
    pub fn height(&self, x: f64) -> f64 {
        let k = self.points.partition_point(|p| p[0] <= x).clamp(1, self.points.len() - 1);
        let (a, b) = (self.points[k - 1], self.points[k]);
        a[1] + (b[1] - a[1]) * ((x - a[0]) / (b[0] - a[0]).max(1e-12)).clamp(0.0, 1.0)
    }

    /// The point at a share of the curve's length.
    pub fn at(&self, share: f64) -> [f64; 2] {
        let far = |pair: &[[f64; 2]]| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
        let mut left = share.clamp(0.0, 1.0) * self.points.windows(2).map(far).sum::<f64>();
        for pair in self.points.windows(2) {
            let length = far(pair);
            if left <= length {
                let t = left / length.max(1e-12);
                return [0, 1].map(|k| pair[0][k] + (pair[1][k] - pair[0][k]) * t);
            }
            left -= length;
        }
        self.points[self.points.len() - 1]
    }

    /// Position of a point relative to the nearest point of the curve.
    pub fn beside(&self, at: [f64; 2]) -> Beside {
        let mut best = (f64::INFINITY, 0.0, 1.0);
        for (i, pair) in self.points.windows(2).enumerate() {
            let (a, b) = (pair[0], pair[1]);
            let (e, v) = ([b[0] - a[0], b[1] - a[1]], [at[0] - a[0], at[1] - a[1]]);
            let t = ((v[0] * e[0] + v[1] * e[1]) / (e[0] * e[0] + e[1] * e[1]).max(1e-12)).clamp(0.0, 1.0);
            let off = [v[0] - e[0] * t, v[1] - e[1] * t];
            let square = off[0] * off[0] + off[1] * off[1];
            if square < best.0 {
                best = (square, i as f64 + t, e[0] * v[1] - e[1] * v[0]);
            }
        }
        Beside { mm: best.0.sqrt().copysign(best.2), along: best.1 / (self.points.len() - 1) as f64 }
    }
}

/// The curve through four values between the second and the third (Catmull & Rom 1974).
pub fn between<const N: usize>([a, b, c, d]: [[f64; N]; 4], u: f64) -> [f64; N] {
    std::array::from_fn(|k| {
        let (m0, m1) = (0.5 * (c[k] - a[k]), 0.5 * (d[k] - b[k]));
        let (u2, u3) = (u * u, u * u * u);
        b[k] * (2.0 * u3 - 3.0 * u2 + 1.0) + m0 * (u3 - 2.0 * u2 + u) + c[k] * (3.0 * u2 - 2.0 * u3) + m1 * (u3 - u2)
    })
}

/// A bell curve: 1 at 0, and 0.37 at one width.
pub fn bell(x: f64, width: f64) -> f64 {
    let q = x / width;
    if q.abs() > 4.0 { 0.0 } else { libm::exp(-q * q) }
}

/// A weight along a curve: 0 at both ends, 1 over its middle.
pub fn faded(along: f64, in_share: f64, out_share: f64) -> f64 {
    let rise = if in_share > 0.0 { ramp(0.0, in_share, along) } else { 1.0 };
    let fall = if out_share > 0.0 { ramp(1.0, 1.0 - out_share, along) } else { 1.0 };
    rise * fall
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_of_a_stroke_is_positive_and_distances_are_true() {
        let stroke = Curve::open(&[[0.0, 0.0], [5.0, 0.0], [10.0, 0.0]]);
        let above = stroke.beside([4.0, 3.0]);
        assert!((above.mm - 3.0).abs() < 1e-9 && (above.along - 0.4).abs() < 0.02);
        assert!(stroke.beside([4.0, -2.0]).mm < 0.0);
        assert!((stroke.beside([13.0, 4.0]).mm.abs() - 5.0).abs() < 1e-9);
    }

    #[test]
    fn a_closed_stroke_comes_back() {
        let ring = Curve::closed(&[[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]]);
        assert_eq!(ring.points.first(), ring.points.last());
        assert!(ring.beside([0.0, 0.0]).mm > 0.5, "inside lies to the left");
    }

    #[test]
    fn bells_and_ramps_have_their_ends() {
        assert_eq!((bell(0.0, 2.0), ramp(1.0, 2.0, 0.0), ramp(1.0, 2.0, 3.0)), (1.0, 0.0, 1.0));
        assert_eq!((faded(0.0, 0.2, 0.2), faded(0.5, 0.2, 0.2), faded(1.0, 0.2, 0.0)), (0.0, 1.0, 1.0));
    }
}
