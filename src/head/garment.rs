//! Clothing of the built-in head over the edge of its bust: a crew neck, or the cape of a treatment chair.
//!
//! A cloth is a sheet of rows from the collar around the neck, out over the shoulders and down. The collar follows the
//! neck of the mesh; shoulders, chest and back are an adult's, wider with the neck (shoulder breadth 490 ± 25 mm, chest
//! depth 255 ± 25 mm: U.S. Army ANSUR 2012).

use super::Head;
use super::builtin::curve::between;
use crate::ease::smoothstep;
use glam::Vec3;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::f32::consts::{PI, TAU};

/// Clothing of the built-in head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Clothing {
    /// Nothing: the edge of the bust shows.
    None,
    /// A plain shirt with a ribbed round collar.
    #[default]
    CrewNeck,
    /// The cape of a treatment chair, in folds.
    Cape,
}

/// One vertex of a cloth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClothVertex {
    /// Position, head frame, mm.
    pub position: Vec3,
    /// Unit normal, outward.
    pub normal: Vec3,
    /// Distance along the cloth from the collar's edge, and around it, mm.
    pub cloth_mm: [f32; 2],
    /// Visible share of the environment's light, 0–1.
    pub open: f32,
}

/// Columns around the neck, and rows down from the collar's edge.
const COLUMNS: usize = 160;
const ROWS: usize = 56;
/// Height of the collar's edge at the throat and at the nape, mm, for an average neck.
const COLLAR_Y_MM: [f32; 2] = [-141.0, -112.0];
/// Depth of the neck's axis behind the middle between the tragions, mm.
const AXIS_Z_MM: f32 = -18.0;
/// Least distance of the cloth from the skin, mm.
const OFF_SKIN_MM: f32 = 1.6;
/// Width of the ribbed collar, mm.
const RIB_MM: f32 = 21.0;

/// Profiles below the collar: distance from the neck's skin and drop, mm; to the front, the side and the back.
const PROFILES: [[[f64; 2]; 6]; 3] = [
    [[0.0, 0.0], [9.0, 22.0], [34.0, 62.0], [58.0, 120.0], [70.0, 200.0], [72.0, 330.0]],
    [[0.0, 0.0], [14.0, 15.0], [76.0, 42.0], [138.0, 66.0], [168.0, 128.0], [176.0, 330.0]],
    [[0.0, 0.0], [10.0, 22.0], [38.0, 66.0], [60.0, 128.0], [66.0, 210.0], [64.0, 330.0]],
];

/// A cloth around a neck.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClothMesh {
    /// Vertices, row by row from the collar's edge.
    pub vertices: Vec<ClothVertex>,
    /// Triangles, counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
    /// Width of the ribbed part below the collar's edge, mm; 0 on a cape.
    pub rib_mm: f32,
}

/// The cloth that a head wears; empty where it wears none.
pub fn cloth(head: &Head) -> ClothMesh {
    let clothing = head.clothing;
    let folds_mm = match clothing {
        Clothing::None => return ClothMesh::default(),
        Clothing::CrewNeck => 1.6,
        Clothing::Cape => 9.0,
    };
    let necks: Vec<Vec3> = (0..COLUMNS).map(|k| collar(head, azimuth(k))).collect();
    let rows: Vec<Vec<Vec3>> = (0..ROWS)
        .map(|row| {
            let at = |k: usize| draped(necks[k], azimuth(k), share(row), folds_mm, clothing);
            (0..COLUMNS).map(|k| over_skin(head, at(k))).collect()
        })
        .collect();
    let at = |row: usize, k: usize| rows[row][k % COLUMNS];
    let mut vertices = Vec::with_capacity(ROWS * COLUMNS);
    let mut run = vec![0.0_f32; COLUMNS];
    for row in 0..ROWS {
        for (k, run) in run.iter_mut().enumerate() {
            let (above, below) = (at(row.saturating_sub(1), k), at((row + 1).min(ROWS - 1), k));
            let (left, right) = (at(row, k + COLUMNS - 1), at(row, k + 1));
            if row > 0 {
                *run += at(row, k).distance(above);
            }
            let normal = (below - above).cross(right - left).normalize_or(Vec3::Y);
            let around = azimuth(k) * Vec3::new(at(row, k).x, 0.0, at(row, k).z - AXIS_Z_MM).length();
            vertices.push(ClothVertex {
                position: at(row, k),
                normal,
                cloth_mm: [*run, around],
                open: 0.30 + 0.70 * smoothstep(0.0, 130.0, *run),
            });
        }
    }
    let mut triangles = Vec::with_capacity((ROWS - 1) * COLUMNS * 2);
    for row in 0..ROWS - 1 {
        for k in 0..COLUMNS {
            let index = |row: usize, k: usize| (row * COLUMNS + k % COLUMNS) as u32;
            let (a, b, c, d) = (index(row, k), index(row, k + 1), index(row + 1, k), index(row + 1, k + 1));
            triangles.extend([[a, c, d], [a, d, b]]);
        }
    }
    let rib_mm = if clothing == Clothing::CrewNeck { RIB_MM } else { 0.0 };
    ClothMesh { vertices, triangles, rib_mm }
}

/// Azimuth of a column around the neck: 0 is the throat, positive to the subject's left; radians.
fn azimuth(column: usize) -> f32 {
    TAU * column as f32 / COLUMNS as f32 - PI
}

/// Share of the profile at a row; rows are denser at the collar.
fn share(row: usize) -> f32 {
    let t = row as f32 / (ROWS - 1) as f32;
    t * (0.35 + 0.65 * t)
}

/// Point of the neck's skin at the height of the collar's edge.
fn collar(head: &Head, azimuth: f32) -> Vec3 {
    let middle = head.landmarks.tragions_middle();
    let turn = 0.5 - 0.5 * azimuth.cos();
    let height = COLLAR_Y_MM[0] + (COLLAR_Y_MM[1] - COLLAR_Y_MM[0]) * turn;
    let axis = Vec3::new(middle.x, middle.y + height, middle.z + AXIS_Z_MM);
    let out = Vec3::new(azimuth.sin(), 0.0, azimuth.cos());
    // The first skin that a ray from inside meets.
    head.raycast(axis, out).map_or(axis + out * 60.0, |skin| skin.position)
}

/// Position of the cloth at a share of its profile.
fn draped(neck: Vec3, azimuth: f32, share: f32, folds_mm: f32, clothing: Clothing) -> Vec3 {
    let side = azimuth.sin().abs().powf(1.35);
    let front = smoothstep(-0.25, 0.25, azimuth.cos());
    let [a, b, c] = PROFILES.map(|profile| along(&profile, share));
    let [away, drop] = [0, 1].map(|i| (a[i] * front + c[i] * (1.0 - front)) * (1.0 - side) + b[i] * side);
    let out = Vec3::new(azimuth.sin(), 0.0, azimuth.cos());
    // A collar lies off the skin by its own thickness, and is rolled at the edge.
    let edge = smoothstep(0.0, 0.012, share);
    let stands =
        1.2 + 1.6 * edge - if clothing == Clothing::CrewNeck { 0.8 * smoothstep(0.07, 0.085, share) } else { 0.0 };
    let hang = smoothstep(0.10, 0.55, share);
    let folds = hang * folds_mm * (fold(azimuth, 7.0, 0.4) + 0.6 * fold(azimuth, 13.0, 2.1 + 1.5 * share));
    neck + out * (away + stands + folds) - Vec3::Y * (drop - 0.6 * edge)
}

/// A point of the cloth, moved outwards where the bust would show through.
fn over_skin(head: &Head, p: Vec3) -> Vec3 {
    let middle = head.landmarks.tragions_middle();
    let axis = Vec3::new(middle.x, p.y, middle.z + AXIS_Z_MM);
    let Some(out) = (p - axis).try_normalize() else { return p };
    let outside = head.raycast(axis + out * 400.0, -out);
    match outside {
        Some(skin) if skin.position.distance(axis) + OFF_SKIN_MM > p.distance(axis) => {
            skin.position + out * OFF_SKIN_MM
        }
        _ => p,
    }
}

/// Folds around the body, −1 to 1: sharp ridges, broad valleys.
fn fold(azimuth: f32, count: f32, phase: f32) -> f32 {
    let wave = (azimuth * count + phase + 0.7 * (azimuth * 2.0 + phase).sin()).sin();
    wave * (0.6 + 0.4 * wave.abs())
}

/// A point of a profile at a share of its knots, smooth between them.
fn along(profile: &[[f64; 2]; 6], share: f32) -> [f32; 2] {
    let at = share.clamp(0.0, 1.0) * 5.0;
    let k = (at as usize).min(4);
    let knot = |d: isize| profile[(k as isize + d).clamp(0, 5) as usize];
    between([-1, 0, 1, 2].map(knot), f64::from(at - k as f32)).map(|mm| mm as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::builtin::{HeadShape, sculpt};

    #[test]
    fn cloth_lies_outside_the_neck_and_faces_outwards() {
        let made = sculpt(&HeadShape::default()).unwrap();
        let mut head = Head::from_mesh("built-in", made.mesh, made.landmarks).unwrap();
        for clothing in [Clothing::CrewNeck, Clothing::Cape] {
            head.clothing = clothing;
            let ClothMesh { vertices, triangles, .. } = cloth(&head);
            for t in &triangles {
                let [a, b, c] = t.map(|i| vertices[i as usize].position);
                let middle = (a + b + c) / 3.0;
                let out = Vec3::new(middle.x, 0.0, middle.z - AXIS_Z_MM).normalize_or(Vec3::X) + Vec3::Y;
                assert!((b - a).cross(c - a).dot(out) > 0.0, "{clothing:?} {middle}");
            }
            let lowest = vertices.iter().map(|v| v.position.y).fold(f32::INFINITY, f32::min);
            assert!(lowest < head.mesh.bounds().min.y - 60.0, "hides the cut: {lowest}");
            // Below the collar no skin shows through.
            for v in vertices.iter().skip(COLUMNS) {
                let out = Vec3::new(v.position.x, 0.0, v.position.z - AXIS_Z_MM);
                let axis = v.position - out;
                if let Some(skin) = head.raycast(axis, out) {
                    let skin_mm = Vec3::new(skin.position.x, 0.0, skin.position.z - AXIS_Z_MM).length();
                    assert!(skin_mm < out.length() + 0.2, "{clothing:?}: skin through the cloth at {}", v.position);
                }
            }
        }
        head.clothing = Clothing::None;
        assert_eq!(cloth(&head), ClothMesh::default());
    }
}
