//! The visible part of a globe between the lids, as a mesh of directions from its middle.
//!
//! The shader lifts the cornea out along the gaze, so eyes turn without a new mesh. Each vertex has its distances from
//! the lids' margins, for their shadow and for the tears on the lower one.

use super::eyes::Eye;
use crate::ease::smoothstep;
use glam::Vec3;

/// One vertex of the visible part of an eye's globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlobeVertex {
    /// Unit vector from the middle of the globe, head frame.
    pub direction: Vec3,
    /// Distance below the upper lid's margin along the globe, mm; negative under the lid.
    pub below_upper_mm: f32,
    /// Distance above the lower lid's margin, mm.
    pub above_lower_mm: f32,
    /// Distance from the inner corner of the eye, mm.
    pub from_inner_mm: f32,
    /// Height of the conjunctiva above the globe, mm: towards the corners it spans to the lids.
    pub lift_mm: f32,
}

/// Columns and rows of vertices.
const GRID: [usize; 2] = [41, 31];
/// Reach of the mesh to either side, up and down from straight ahead, radians.
const REACH: [f32; 2] = [1.25, 0.80];

/// The visible part of an eye's globe.
#[derive(Clone, Debug, PartialEq)]
pub struct Globe {
    /// Vertices.
    pub vertices: Vec<GlobeVertex>,
    /// Triangles, counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// The lids at one azimuth.
struct Fissure {
    azimuth: f32,
    upper_rad: f32,
    lower_rad: f32,
    lift_mm: f32,
}

/// The globe of an eye between its lids.
pub fn globe(eye: &Eye) -> Globe {
    let margins = [&eye.upper, &eye.lower].map(|points| {
        let mut angles: Vec<[f32; 3]> = points.iter().map(|&p| angles(p - eye.middle)).collect();
        angles.sort_by(|a, b| a[0].total_cmp(&b[0]));
        angles
    });
    let inner = eye.upper.first().map_or(Vec3::Z, |p| (p - eye.middle).normalize_or(Vec3::Z));
    let [columns, rows] = GRID;
    let at = |k: usize, i: usize| REACH[k] * (2.0 * i as f32 / (GRID[k] - 1) as f32 - 1.0);
    let fissures: Vec<Fissure> = (0..columns).map(|column| fissure(eye, &margins, at(0, column))).collect();
    let mut vertices = Vec::with_capacity(columns * rows);
    for elevation in (0..rows).map(|row| at(1, row)) {
        vertices.extend(fissures.iter().map(|lids| {
            let azimuth = lids.azimuth;
            let direction =
                Vec3::new(elevation.cos() * azimuth.sin(), elevation.sin(), elevation.cos() * azimuth.cos());
            GlobeVertex {
                direction,
                below_upper_mm: (lids.upper_rad - elevation) * eye.radius_mm,
                above_lower_mm: (elevation - lids.lower_rad) * eye.radius_mm,
                from_inner_mm: direction.angle_between(inner) * eye.radius_mm,
                lift_mm: lids.lift_mm,
            }
        }));
    }
    let mut triangles = Vec::with_capacity((columns - 1) * (rows - 1) * 2);
    for row in 0..rows - 1 {
        for column in 0..columns - 1 {
            let a = (row * columns + column) as u32;
            let (b, c) = (a + 1, a + columns as u32);
            triangles.extend([[a, b, c + 1], [a, c + 1, c]]);
        }
    }
    Globe { vertices, triangles }
}

/// The lids at an azimuth. The conjunctiva stands above the globe where the lids leave it: they are 2.6 mm thick over
/// the globe and thin out to half a millimetre in the corners. Beyond the corners it sinks under the skin.
fn fissure(eye: &Eye, [upper, lower]: &[Vec<[f32; 3]>; 2], azimuth: f32) -> Fissure {
    let ([upper_rad, upper_mm], [lower_rad, lower_mm]) = (height(upper, azimuth), height(lower, azimuth));
    let opening_mm = (upper_rad - lower_rad).max(0.0) * eye.radius_mm;
    let thick_mm = 0.5 + 2.1 * smoothstep(0.5, 7.0, opening_mm);
    let over_mm = 0.5 * (upper_mm + lower_mm) - thick_mm - eye.radius_mm;
    let end = |corner: Option<&[f32; 3]>| corner.map_or(azimuth, |margin| margin[0]);
    let beyond_rad = (azimuth - end(upper.last())).max(end(upper.first()) - azimuth);
    let sunk_mm = 2.0 * (beyond_rad * eye.radius_mm + 1.0).max(0.0);
    let lift_mm = 0.5 * (over_mm + (over_mm * over_mm + 0.3).sqrt()) * smoothstep(8.5, 5.5, opening_mm) - sunk_mm;
    Fissure { azimuth, upper_rad, lower_rad, lift_mm }
}

/// Azimuth and elevation of a direction relative to straight ahead, radians, and its length.
fn angles(p: Vec3) -> [f32; 3] {
    [p.x.atan2(p.z), p.y.atan2(p.x.hypot(p.z)), p.length()]
}

/// Elevation (radians) and distance (mm) of a margin at an azimuth; constant beyond its ends.
fn height(margin: &[[f32; 3]], azimuth: f32) -> [f32; 2] {
    let k = margin.partition_point(|m| m[0] <= azimuth);
    match (margin.get(k.wrapping_sub(1)), margin.get(k)) {
        (Some(a), Some(b)) => {
            let t = (azimuth - a[0]) / (b[0] - a[0]).max(1e-6);
            [a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
        }
        (Some(end), None) | (None, Some(end)) => [end[1], end[2]],
        (None, None) => [0.0; 2],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: Vec3 = Vec3::new(31.0, 21.0, 68.0);

    fn eye() -> Eye {
        let arc = |height: f32| {
            (0..=20)
                .map(|i| {
                    let x = i as f32 - 10.0;
                    MIDDLE + Vec3::new(x, height * (1.0 - x * x / 100.0), (144.0 - x * x).sqrt())
                })
                .collect()
        };
        Eye { middle: MIDDLE, radius_mm: 12.0, upper: arc(4.5), lower: arc(-4.5) }
    }

    #[test]
    fn the_globe_faces_outwards_and_knows_its_lids() {
        let Globe { vertices, triangles } = globe(&eye());
        for t in &triangles {
            let [a, b, c] = t.map(|i| vertices[i as usize].direction);
            assert!((b - a).cross(c - a).dot(a + b + c) > 0.0);
        }
        let ahead = vertices.iter().max_by(|a, b| a.direction.z.total_cmp(&b.direction.z)).unwrap();
        assert!((ahead.below_upper_mm - 4.4).abs() < 0.6 && (ahead.above_lower_mm - 4.4).abs() < 0.6, "{ahead:?}");
        assert!(vertices.iter().all(|v| (v.direction.length() - 1.0).abs() < 1e-5));
    }
}
