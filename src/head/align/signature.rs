//! Signatures: candidates for a head's pose, by comparing radii with the reference's for every up-direction.

use super::{Hints, Pose, Reference, angle_between_rad};
use crate::mesh::sample::Samples;
use crate::par::*;
use glam::{DMat3, DVec3};

/// Up-directions tried.
const UPS: usize = 400;
/// Azimuth bins of a signature.
const AZIMUTHS: usize = 24;
/// Elevation bands of a signature, 15° each from −45° up.
const BANDS: usize = 9;
/// Distance from a head's top down to its signature's middle, mm.
const MIDDLE_BELOW_TOP_MM: f64 = 90.0;
/// Mean horizontal radius of the upper head, mm.
const MEAN_RADIUS_MM: f64 = 82.0;
/// Largest distance from the middle that belongs to a head, mm (chin and nose lie within 150).
const REACH_MM: f64 = 155.0;

/// Radii of a head from its middle, mm, by band and azimuth; 0 where there is no surface.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    radii: [[f64; AZIMUTHS]; BANDS],
}

impl Signature {
    /// A signature without any radius.
    pub(super) fn empty() -> Self {
        Self { radii: [[0.0; AZIMUTHS]; BANDS] }
    }

    /// Signature of the topmost part towards `up`, with azimuths counted from `front` to the left, and its middle in
    /// the samples' own units. `None` where there is hardly any surface.
    pub(super) fn of(samples: &Samples, scale: f64, up: DVec3, front: DVec3) -> Option<(Self, DVec3)> {
        let left = up.cross(front);
        let top = samples.points.iter().map(|p| p.dot(up)).fold(f64::NEG_INFINITY, f64::max);
        let slab = top - 110.0 / scale;
        let (mut sum, mut count) = (DVec3::ZERO, 0);
        // A sphere's middle is the mean of `point − radius · normal` over any part of it, so half a head gives the
        // middle, too.
        let radius = MEAN_RADIUS_MM / scale;
        for (&p, &n) in samples.points.iter().zip(&samples.normals).filter(|(p, _)| p.dot(up) > slab) {
            sum += p - n * radius;
            count += 1;
        }
        if count < 40 {
            return None;
        }
        let mean = sum / f64::from(count);
        let middle = mean + up * (top - MIDDLE_BELOW_TOP_MM / scale - mean.dot(up));
        let mut out = Self::empty();
        for (&p, &n) in samples.points.iter().zip(&samples.normals) {
            let d = (p - middle) * scale;
            let radius_squared = d.length_squared();
            if radius_squared > REACH_MM * REACH_MM || d.dot(n) <= 0.0 {
                continue;
            }
            let radius = radius_squared.sqrt();
            let band = (d.dot(up) / radius).clamp(-1.0, 1.0);
            // Bands of equal height of the unit sphere instead of equal angle: no arcsine for each point.
            let band = (band + 0.8) / 1.8 * BANDS as f64;
            if band < 0.0 {
                continue;
            }
            let azimuth = octant_azimuth(d.dot(front), d.dot(left));
            let slot = &mut out.radii[(band as usize).min(BANDS - 1)][azimuth];
            *slot = slot.max(radius);
        }
        Some((out, middle))
    }

    /// Mean difference of radii, mm, with `other` rotated by each azimuth in turn: the best two rotations, well apart.
    fn compare(&self, other: &Self) -> [(f64, usize); 2] {
        let mut all: Vec<(f64, usize)> = (0..AZIMUTHS)
            .map(|turn| {
                let (mut sum, mut weight) = (0.0, 0.0);
                for (mine, theirs) in self.radii.iter().zip(&other.radii) {
                    for (azimuth, &radius) in mine.iter().enumerate() {
                        if radius <= 0.0 {
                            continue;
                        }
                        let found = theirs[(azimuth + turn) % AZIMUTHS];
                        sum += if found > 0.0 { (found - radius).abs().min(30.0) } else { 14.0 };
                        weight += 1.0;
                    }
                }
                (if weight > 0.0 { sum / weight } else { 30.0 }, turn)
            })
            .collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let first = all[0];
        let apart = |turn: usize| {
            let d = turn.abs_diff(first.1);
            d.min(AZIMUTHS - d) >= 5
        };
        let second = all.iter().copied().find(|&(_, turn)| apart(turn)).unwrap_or(first);
        [first, second]
    }
}

/// Index of the one of [`AZIMUTHS`] equal sectors, counted from +x towards +y, that holds the direction (x, y).
fn octant_azimuth(x: f64, y: f64) -> usize {
    /// Tangents of the sectors' borders inside a quadrant: 15°, 30°, 45°, 60°, 75°.
    const BORDERS: [f64; AZIMUTHS / 4 - 1] =
        [0.267_949_192_431_122_7, 0.577_350_269_189_625_8, 1.0, 1.732_050_807_568_877_2, 3.732_050_807_568_877];
    // Turned back by whole quadrants into the first; what lies on a border belongs to the sector that begins there.
    let (quadrant, x, y) = if x > 0.0 && y >= 0.0 {
        (0, x, y)
    } else if x <= 0.0 && y > 0.0 {
        (1, y, -x)
    } else if x < 0.0 {
        (2, -x, -y)
    } else if y < 0.0 {
        (3, -y, x)
    } else {
        return 0;
    };
    quadrant * (AZIMUTHS / 4) + BORDERS.iter().filter(|&&border| y >= border * x).count()
}

/// `count` directions spread evenly (Fibonacci lattice; González 2010).
fn directions(count: usize) -> impl Iterator<Item = DVec3> {
    const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;
    (0..count).map(move |i| {
        let y = 1.0 - (2.0 * i as f64 + 1.0) / count as f64;
        let r = (1.0 - y * y).sqrt();
        let (sin, cos) = libm::sincos(GOLDEN_ANGLE * i as f64);
        DVec3::new(r * cos, y, r * sin)
    })
}

/// The most likely poses, well apart, the best first.
pub(super) fn starts(samples: &Samples, reference: &Reference, hints: Hints<'_>) -> Vec<Pose> {
    let allowed = |up: &DVec3| hints.up.is_none_or(|axis| up.dot(axis) > 0.766);
    let ups: Vec<DVec3> = directions(UPS).filter(allowed).collect();
    let tries: Vec<(f64, DVec3)> = hints.scales.iter().flat_map(|&s| ups.iter().map(move |&up| (s, up))).collect();
    let mut found: Vec<(f64, Pose)> = tries
        .par_iter()
        .flat_map_iter(|&(scale, up)| {
            let front = up.any_orthonormal_vector();
            let left = up.cross(front);
            let hit = Signature::of(samples, scale, up, front);
            hit.into_iter().flat_map(move |(signature, middle)| {
                reference.signature.compare(&signature).map(|(cost, turn)| {
                    let (sin, cos) = libm::sincos(std::f64::consts::TAU * turn as f64 / AZIMUTHS as f64);
                    let face = front * cos + left * sin;
                    let rotation = DMat3::from_cols(up.cross(face), up, face).transpose();
                    let target = DVec3::new(0.0, 40.0, -8.0);
                    (cost, Pose { scale, rotation, translation_mm: target - rotation * (middle * scale) })
                })
            })
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut picked: Vec<Pose> = Vec::new();
    for (_, pose) in found {
        let near = |p: &Pose| p.scale == pose.scale && angle_between_rad(&p.rotation, &pose.rotation) < 0.4;
        if !picked.iter().any(near) {
            picked.push(pose);
        }
        if picked.len() == 20 {
            break;
        }
    }
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_lies_in_the_sector_of_its_angle() {
        for tenth in 0..3600 {
            // Off the borders, which rounding may put on either side.
            let degrees = f64::from(tenth) * 0.1 + 0.05;
            let (sin, cos) = libm::sincos(degrees.to_radians());
            assert_eq!(octant_azimuth(7.0 * cos, 7.0 * sin), (degrees / 15.0) as usize, "{degrees}°");
        }
        let axes = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)].map(|(x, y)| octant_azimuth(x, y));
        assert_eq!(axes, [0, 6, 12, 18]);
        assert!(octant_azimuth(0.0, 0.0) < AZIMUTHS);
    }
}
