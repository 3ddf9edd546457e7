//! A coarse head for finding heads: radii by direction.
//!
//! Radii measured on three adult heads (mean of both sides), from the point 20 mm above the middle between the
//! tragions, every 7.5° of elevation and azimuth. That is enough to distinguish a face from a nape and to find the
//! ears, and too coarse to look at. It is independent of the built-in head, so that a scan's pose does not change when
//! that head is sculpted better. Head frame, mm.

use super::align::Reference;
use crate::mesh::{MeshError, TriMesh};
use glam::Vec3;

/// Height of the point from which the radii are measured, mm.
const MIDDLE_Y_MM: f32 = 20.0;
const ROWS: usize = 21;
const COLUMNS: usize = 25;

/// Radii, mm. Rows: elevation from +90° down in steps of 7.5°. Columns: azimuth from the face (0°) to the nape (180°).
#[rustfmt::skip]
const RADII_MM: [[u8; COLUMNS]; ROWS] = [
    [107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107, 107],
    [106, 106, 106, 106, 106, 106, 106, 106, 106, 106, 106, 107, 107, 107, 107, 107, 107, 107, 108, 108, 108, 108, 108, 108, 108],
    [106, 106, 106, 105, 105, 105, 105, 105, 105, 105, 105, 105, 106, 106, 107, 107, 107, 108, 108, 109, 109, 109, 109, 110, 110],
    [105, 105, 105, 105, 105, 104, 104, 104, 103, 103, 103, 104, 104, 105, 106, 107, 107, 108, 109, 110, 110, 111, 111, 111, 112],
    [105, 105, 105, 104, 104, 103, 102, 102, 101, 101, 101, 101, 102, 103, 104, 106, 107, 108, 109, 111, 111, 112, 112, 113, 113],
    [105, 104, 104, 103, 102, 101, 100, 100, 99, 99, 99, 99, 100, 101, 102, 104, 106, 108, 109, 111, 112, 112, 113, 113, 113],
    [104, 103, 103, 102, 101, 99, 98, 97, 96, 96, 96, 96, 97, 98, 100, 102, 104, 106, 108, 110, 111, 112, 112, 112, 112],
    [102, 102, 102, 101, 99, 97, 96, 94, 93, 92, 92, 92, 93, 94, 96, 99, 101, 103, 106, 108, 109, 110, 110, 111, 111],
    [100, 100, 99, 98, 97, 95, 93, 91, 89, 88, 88, 88, 89, 90, 93, 95, 98, 100, 103, 105, 107, 108, 108, 108, 109],
    [98, 98, 98, 97, 95, 93, 90, 87, 85, 84, 84, 84, 85, 87, 89, 91, 94, 97, 99, 102, 104, 105, 106, 106, 106],
    [97, 97, 98, 97, 96, 92, 88, 84, 82, 80, 80, 80, 81, 83, 85, 88, 91, 93, 96, 99, 101, 102, 103, 103, 104],
    [94, 90, 87, 91, 91, 91, 87, 83, 80, 78, 78, 78, 78, 80, 82, 85, 87, 90, 93, 96, 98, 99, 100, 100, 101],
    [97, 85, 81, 89, 87, 85, 85, 83, 80, 78, 76, 76, 78, 88, 86, 82, 85, 88, 90, 93, 95, 97, 98, 98, 98],
    [109, 94, 86, 88, 89, 88, 87, 85, 82, 79, 76, 75, 78, 80, 87, 81, 83, 86, 88, 90, 92, 94, 95, 96, 96],
    [123, 106, 94, 93, 95, 95, 92, 88, 84, 81, 77, 76, 77, 75, 89, 80, 82, 85, 87, 88, 90, 92, 93, 94, 94],
    [114, 108, 100, 101, 100, 98, 95, 91, 86, 83, 80, 79, 78, 84, 89, 80, 82, 84, 86, 87, 89, 90, 91, 92, 93],
    [121, 118, 111, 107, 105, 102, 99, 94, 90, 86, 83, 82, 87, 94, 79, 81, 83, 85, 86, 87, 89, 90, 91, 91, 92],
    [128, 126, 117, 116, 112, 108, 104, 100, 96, 92, 88, 87, 84, 81, 82, 84, 86, 87, 88, 89, 90, 91, 92, 93, 94],
    [140, 138, 130, 124, 120, 116, 112, 108, 103, 99, 95, 91, 88, 88, 89, 90, 91, 92, 92, 94, 95, 97, 99, 99, 99],
    [144, 143, 139, 133, 127, 122, 118, 113, 109, 105, 101, 99, 98, 99, 100, 101, 101, 101, 102, 104, 107, 110, 111, 112, 112],
    [140, 137, 135, 131, 127, 123, 119, 115, 112, 110, 109, 110, 113, 116, 119, 120, 121, 141, 151, 160, 153, 142, 131, 131, 131],
];

/// Steps between two measured radii, so that the surface between them is round.
const FINER: usize = 3;

/// The radius at fractional row and column, mm.
fn radius_mm(row: f32, column: f32) -> f32 {
    let (i, j) = ((row as usize).min(ROWS - 2), (column as usize).min(COLUMNS - 2));
    let (u, v) = (row - i as f32, column - j as f32);
    let at = |i: usize, j: usize| f32::from(RADII_MM[i][j]);
    let upper = at(i, j) + (at(i, j + 1) - at(i, j)) * v;
    let lower = at(i + 1, j) + (at(i + 1, j + 1) - at(i + 1, j)) * v;
    upper + (lower - upper) * u
}

/// The coarse head as a mesh, open below the chin.
///
/// # Errors
/// [`MeshError`]; the table cannot cause one, but it is passed on.
pub fn coarse_head() -> Result<TriMesh, MeshError> {
    let (rows, half) = ((ROWS - 1) * FINER, (COLUMNS - 1) * FINER);
    let around = 2 * half;
    let mut positions = Vec::with_capacity((rows + 1) * around);
    for i in 0..=rows {
        for j in 0..around {
            let row = i as f32 / FINER as f32;
            let column = j.min(around - j) as f32 / FINER as f32;
            let (sin_polar, cos_polar) = libm::sincosf(row * 7.5_f32.to_radians());
            let (sin_turn, cos_turn) = libm::sincosf(j as f32 / FINER as f32 * 7.5_f32.to_radians());
            let direction = Vec3::new(sin_turn * sin_polar, cos_polar, cos_turn * sin_polar);
            positions.push(direction * radius_mm(row, column) + Vec3::new(0.0, MIDDLE_Y_MM, 0.0));
        }
    }
    let vertex = |i: usize, j: usize| (i * around + j % around) as u32;
    let quads = (0..rows).flat_map(|i| (0..around).map(move |j| (i, j)));
    let triangles = quads
        .flat_map(|(i, j)| {
            let [a, b, c, d] = [vertex(i, j), vertex(i + 1, j), vertex(i + 1, j + 1), vertex(i, j + 1)];
            [[a, b, c], [a, c, d]]
        })
        .collect();
    TriMesh::new(positions, triangles)
}

/// The coarse head prepared for alignment.
///
/// # Errors
/// Errors of [`coarse_head`].
pub fn coarse_reference() -> Result<Reference, MeshError> {
    Ok(Reference::new(&coarse_head()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_faces_forward_and_outward_and_has_a_heads_size() {
        let head = coarse_head().unwrap();
        let size = head.bounds().size();
        assert!((150.0..190.0).contains(&size.x), "over the ears {}", size.x);
        let nose = head.positions().iter().fold(Vec3::ZERO, |best, &p| if p.z > best.z { p } else { best });
        assert!(nose.x.abs() < 3.0 && (-30.0..0.0).contains(&nose.y) && nose.z > 108.0, "nose at {nose}");
        let middle = Vec3::new(0.0, MIDDLE_Y_MM, 0.0);
        let outward =
            head.positions().iter().zip(head.normals()).filter(|(p, n)| (**p - middle).dot(**n) > 0.0).count();
        assert!(outward * 100 > 97 * head.positions().len(), "{outward} of {}", head.positions().len());
    }
}
