//! The smooth head under everything: radii along a sheaf of rays.
//!
//! A head is nearly star-shaped about a point between the ears, but its neck is not. So the rays start at one point for
//! the cranium and the face, and from there on their origin slides down the neck while they dip under the chin and rise
//! again to horizontal: the last ones lie in the plane of the bust's base. Each ray has a parameter (degrees, 0 straight
//! up, 180 the base) and an azimuth (degrees, 0 the face, positive to the subject's left).
//!
//! Mean head, mm, head frame. Only arithmetic, roots and `libm`.

use super::radii::{AZIMUTH_KNOTS, RADII_TENTHS, RAY_KNOTS};
use glam::DVec3;

const COLUMNS: usize = AZIMUTH_KNOTS.len();

/// The rays of one parameter, ready for any azimuth.
pub struct RayRow {
    origin: DVec3,
    sine: f64,
    cosine: f64,
    radii: [f64; COLUMNS],
}

impl RayRow {
    /// The row at `ray_deg`, 0 (up) to 180 (base).
    pub fn new(ray_deg: f64) -> Self {
        let slide = ((ray_deg - 90.0) / 45.0).clamp(0.0, 1.0);
        let fall = ((ray_deg - 135.0) / 45.0).clamp(0.0, 1.0);
        let polar = if ray_deg <= 90.0 {
            ray_deg
        } else if ray_deg <= 135.0 {
            90.0 + 42.0 * smooth(slide)
        } else {
            132.0 - 42.0 * smooth(fall)
        };
        let origin = DVec3::new(
            0.0,
            18.0 - 78.0 * slide * slide - 125.0 * fall,
            -6.0 - 10.0 * smooth((ray_deg - 100.0) / 70.0),
        );
        let (first, weights) = spline(&RAY_KNOTS, ray_deg);
        let mut radii = [0.0; COLUMNS];
        for (k, weight) in weights.into_iter().enumerate() {
            let row = &RADII_TENTHS[mirrored(first + k as isize, RAY_KNOTS.len())];
            radii.iter_mut().zip(row).for_each(|(r, &tenths)| *r += weight * 0.1 * f64::from(tenths));
        }
        let polar = polar.to_radians();
        Self { origin, sine: libm::sin(polar), cosine: libm::cos(polar), radii }
    }

    /// The surface at `azimuth_deg`, −180 to 180.
    pub fn point(&self, azimuth_deg: f64) -> DVec3 {
        let (first, weights) = spline(&AZIMUTH_KNOTS, azimuth_deg.abs().min(180.0));
        let radius: f64 = weights
            .into_iter()
            .enumerate()
            .map(|(k, weight)| weight * self.radii[mirrored(first + k as isize, COLUMNS)])
            .sum();
        let azimuth = azimuth_deg.to_radians();
        let across = self.sine * radius;
        self.origin
            + DVec3::new(across * libm::sin(azimuth), self.cosine * radius, across * libm::cos(azimuth))
    }
}

/// 0 to 1 with flat ends.
pub fn smooth(x: f64) -> f64 {
    let x = x.clamp(0.0, 1.0);
    x * x * (3.0 - 2.0 * x)
}

/// Knots go on beyond both ends as their mirror image, and so do coefficients.
fn mirrored(index: isize, count: usize) -> usize {
    let last = count as isize - 1;
    let index = index.abs();
    (if index > last { 2 * last - index } else { index }) as usize
}

/// The first of four coefficients (each centred on its knot) and their weights: de Boor's recurrence (1978).
fn spline(knots: &[f64], x: f64) -> (isize, [f64; 4]) {
    let count = knots.len() as isize;
    let knot = |i: isize| -> f64 {
        if i < 0 {
            2.0 * knots[0] - knots[(-i) as usize]
        } else if i >= count {
            2.0 * knots[(count - 1) as usize] - knots[(2 * (count - 1) - i) as usize]
        } else {
            knots[i as usize]
        }
    };
    let span = (knots.partition_point(|&k| k <= x) as isize - 1).clamp(0, count - 2);
    let mut weights = [1.0, 0.0, 0.0, 0.0];
    let (mut left, mut right) = ([0.0; 4], [0.0; 4]);
    for j in 1..4 {
        left[j] = x - knot(span + 1 - j as isize);
        right[j] = knot(span + j as isize) - x;
        let mut saved = 0.0;
        for r in 0..j {
            let part = weights[r] / (right[r + 1] + left[j - r]);
            weights[r] = saved + right[r + 1] * part;
            saved = left[j - r] * part;
        }
        weights[j] = saved;
    }
    (span - 1, weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one_everywhere() {
        for i in 0..=360 {
            let (_, w) = spline(&RAY_KNOTS, f64::from(i) * 0.5);
            assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_last_row_is_flat_and_the_first_a_point() {
        let base = RayRow::new(180.0);
        assert!((base.point(0.0).y - base.point(123.0).y).abs() < 1e-9);
        let top = RayRow::new(0.0);
        assert!(top.point(0.0).distance(top.point(90.0)) < 0.3);
    }
}
