//! The smooth head: radii along a sheaf of rays.
//!
//! A head is nearly star-shaped around a point between the ears, but its neck is not. So the rays start at one point
//! for the cranium and the face; below the ears their origin moves down the neck while they turn back to horizontal,
//! and the last ones lie in a level plane. Past them the bust bends down to its base. Each ray has a parameter
//! (degrees, 0 straight up, 165 the last) and an azimuth (degrees, 0 the face, positive to the subject's left).
//!
//! Mean head, mm, head frame. Only arithmetic, roots and `libm`.

use super::radii::{AZIMUTH_KNOTS, RADII_TENTHS, RAY_KNOTS};
use glam::DVec3;

/// Lowest height of the rays' origin, mm: it sinks from the head's middle down the neck.
const BASE_Y_MM: f64 = -144.0;
/// Ray parameter at which the bust ends, degrees. Past the last ray a degree stands for a length.
pub const LAST_DEG: f64 = 174.0;
/// The last ray: beyond it the bust is bent down.
const END_DEG: f64 = 165.0;
const MM_A_DEGREE: f64 = 3.4;
/// Length over which the surface bends down past the rays, mm.
const BEND_MM: f64 = 7.0;

const COLUMNS: usize = AZIMUTH_KNOTS.len();

/// Place of one vertex on the sheaf of rays.
#[derive(Clone, Copy, Debug)]
pub struct GridVertex {
    /// Ray parameter, degrees.
    pub ray_deg: f64,
    /// Azimuth, degrees.
    pub azimuth_deg: f64,
}

/// All rays of one parameter, prepared for any azimuth.
pub struct RayRow {
    origin: DVec3,
    sine: f64,
    cosine: f64,
    /// First of the four rows of radii about the ray, and their weights.
    rows: (isize, [f64; 4]),
    beyond_mm: f64,
}

impl RayRow {
    /// The row at `asked_deg`, from 0 (up) to 165 (end of the rays) and on to [`LAST_DEG`] (base of the bust).
    pub fn new(asked_deg: f64) -> Self {
        let ray_deg = asked_deg.min(END_DEG);
        let turn = smoother((ray_deg - 110.0) / 50.0);
        let polar = (1.0 - turn) * ray_deg + turn * 90.0;
        let origin = DVec3::new(
            0.0,
            18.0 + (BASE_Y_MM - 18.0) * smoother((ray_deg - 95.0) / 85.0),
            -6.0 - 10.0 * smoother((ray_deg - 95.0) / 75.0),
        );
        let polar = polar.to_radians();
        Self {
            origin,
            sine: libm::sin(polar),
            cosine: libm::cos(polar),
            rows: spline(&RAY_KNOTS, ray_deg),
            beyond_mm: (asked_deg - END_DEG).max(0.0) * MM_A_DEGREE,
        }
    }

    /// The surface at `azimuth_deg`, −180 to 180.
    pub fn point(&self, azimuth_deg: f64) -> DVec3 {
        let end = self.on_ray(azimuth_deg);
        if self.beyond_mm <= 0.0 {
            return end;
        }
        // Past the rays the surface continues in its direction and bends down, as a bust is cut.
        let before = Self::new(END_DEG - 3.0).on_ray(azimuth_deg);
        let onward = (end - before).normalize_or(DVec3::NEG_Y);
        let straight = BEND_MM * (1.0 - libm::exp(-self.beyond_mm / BEND_MM));
        end + onward * straight - DVec3::Y * (self.beyond_mm - straight)
    }

    fn on_ray(&self, azimuth_deg: f64) -> DVec3 {
        let (first, weights) = spline(&AZIMUTH_KNOTS, wrapped(azimuth_deg).abs());
        let radius: f64 = weights
            .into_iter()
            .enumerate()
            .map(|(k, weight)| weight * self.radius(mirrored(first + k as isize, COLUMNS)))
            .sum();
        let azimuth = azimuth_deg.to_radians();
        let across = self.sine * radius;
        self.origin + DVec3::new(across * libm::sin(azimuth), self.cosine * radius, across * libm::cos(azimuth))
    }

    /// Coefficient of the row's radius at one knot of the azimuth, mm.
    fn radius(&self, column: usize) -> f64 {
        let (first, weights) = self.rows;
        weights.into_iter().enumerate().fold(0.0, |sum, (k, weight)| {
            let tenths = RADII_TENTHS[mirrored(first + k as isize, RAY_KNOTS.len())][column];
            sum + weight * 0.1 * f64::from(tenths)
        })
    }
}

/// The surface at a site, 0 to [`LAST_DEG`] and −180 to 180 degrees.
pub fn surface(ray_deg: f64, azimuth_deg: f64) -> DVec3 {
    RayRow::new(ray_deg).point(azimuth_deg)
}

/// The surface at a site and its unit normal, outward, by differences over a quarter of a degree.
pub fn surface_and_normal(ray_deg: f64, azimuth_deg: f64) -> (DVec3, DVec3) {
    const H: f64 = 0.25;
    let row = RayRow::new(ray_deg);
    let along = row.point(azimuth_deg + H) - row.point(azimuth_deg - H);
    let down = surface((ray_deg + H).min(LAST_DEG), azimuth_deg) - surface((ray_deg - H).max(0.0), azimuth_deg);
    (row.point(azimuth_deg), down.cross(along).normalize_or(DVec3::Y))
}

/// The site on the subject's left side that lies at a height and depth (mm), by Newton's steps.
pub fn site_beside(y: f64, z: f64) -> GridVertex {
    let mut site = GridVertex {
        ray_deg: 90.0 - libm::atan2(y - 18.0, 80.0).to_degrees(),
        azimuth_deg: libm::atan2(75.0, z + 8.0).to_degrees(),
    };
    const H: f64 = 0.2;
    for _ in 0..8 {
        let row = RayRow::new(site.ray_deg);
        let here = row.point(site.azimuth_deg);
        let (dy, dz) = (y - here.y, z - here.z);
        if dy.abs() + dz.abs() < 1e-7 {
            break;
        }
        let down = (surface(site.ray_deg + H, site.azimuth_deg) - here) / H;
        let round = (row.point(site.azimuth_deg + H) - here) / H;
        let det = down.y * round.z - down.z * round.y;
        if det.abs() < 1e-6 {
            break;
        }
        site.ray_deg = (site.ray_deg + (dy * round.z - dz * round.y) / det).clamp(50.0, 150.0);
        site.azimuth_deg = (site.azimuth_deg + (down.y * dz - down.z * dy) / det).clamp(40.0, 140.0);
    }
    site
}

/// Start of a search for the site at `x` and `y`: there a ball would have it.
pub fn before_search(x: f64, y: f64) -> GridVertex {
    GridVertex {
        ray_deg: 90.0 - libm::atan2(y - 18.0, 85.0).to_degrees(),
        azimuth_deg: libm::atan2(x, 80.0).to_degrees(),
    }
}

/// The site of the face that is seen from the front at `x` and `y`, mm, by Newton's steps from a site near it.
pub fn site_before(near: GridVertex, x: f64, y: f64) -> GridVertex {
    let mut site = near;
    const H: f64 = 0.2;
    for _ in 0..8 {
        let row = RayRow::new(site.ray_deg);
        let here = row.point(site.azimuth_deg);
        let (dx, dy) = (x - here.x, y - here.y);
        if dx.abs() + dy.abs() < 1e-7 {
            break;
        }
        let down = (surface(site.ray_deg + H, site.azimuth_deg) - here) / H;
        let round = (row.point(site.azimuth_deg + H) - here) / H;
        let det = down.x * round.y - down.y * round.x;
        if det.abs() < 1e-6 {
            break;
        }
        site.ray_deg = (site.ray_deg + (dx * round.y - dy * round.x) / det).clamp(50.0, 150.0);
        site.azimuth_deg = (site.azimuth_deg + (down.x * dy - down.y * dx) / det).clamp(-60.0, 60.0);
    }
    site
}

/// A step from 0 to 1 whose second derivative is continuous: rays must move as smoothly as the skin is.
fn smoother(x: f64) -> f64 {
    let x = x.clamp(0.0, 1.0);
    x * x * x * (10.0 + x * (6.0 * x - 15.0))
}

/// The azimuth in −180 to 180 degrees.
fn wrapped(azimuth_deg: f64) -> f64 {
    if azimuth_deg > 180.0 {
        azimuth_deg - 360.0
    } else if azimuth_deg < -180.0 {
        azimuth_deg + 360.0
    } else {
        azimuth_deg
    }
}

/// Index of a knot beyond either end: knots and coefficients are mirrored there.
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
    fn the_rays_end_in_a_plane_and_the_first_a_point() {
        let end = RayRow::new(END_DEG);
        assert!((end.point(0.0).y - end.point(123.0).y).abs() < 1e-9);
        let top = RayRow::new(0.0);
        assert!(top.point(0.0).distance(top.point(90.0)) < 0.3);
    }
}
