//! Mirror plane of a head: the outside compared with its own mirror image.

use crate::mesh::query::SurfaceIndex;
use glam::{DMat3, DVec3, Mat3, Vec3};

/// The mirror plane, as the plane x = 0 of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mirror {
    /// Columns: left, up, forward, in the mesh's frame.
    pub(super) axes: Mat3,
    /// A point of the plane.
    pub(super) origin: Vec3,
}

impl Mirror {
    /// The plane for which the outside of the cranium and face lies on its own mirror image: Gauss–Newton over offset,
    /// yaw and roll on the distances along rays, without the far ones.
    pub(super) fn fit(index: &SurfaceIndex) -> Self {
        let mut plane = Self { axes: Mat3::IDENTITY, origin: Vec3::new(0.0, 30.0, 0.0) };
        for round in 0..6 {
            // The normal equations of the least squares.
            let (mut matrix, mut right) = (DMat3::ZERO, DVec3::ZERO);
            let limit = if round < 2 { 15.0 } else { 6.0 };
            for i in 0..24 {
                for j in 1..24 {
                    let (se, ce) = libm::sincosf(-0.5 + i as f32 * (1.9 / 24.0));
                    let (sa, ca) = libm::sincosf(j as f32 * (std::f32::consts::PI / 24.0));
                    let d = Vec3::new(ce * sa, se, ce * ca);
                    let (Some(a), Some(b)) = (plane.hit(index, d), plane.hit(index, d * Vec3::new(-1.0, 1.0, 1.0)))
                    else {
                        continue;
                    };
                    // Radii on both sides differ by twice the plane's error along the normal.
                    let gap = a.0 - b.0;
                    if gap.abs() > limit {
                        continue;
                    }
                    let n = (a.1 + b.1 * Vec3::new(-1.0, 1.0, 1.0)).normalize_or_zero();
                    let slope = n.dot(d);
                    if slope < 0.4 {
                        continue;
                    }
                    let p = d * (0.5 * (a.0 + b.0));
                    // Shift along x, turn about y (x += z·t, z −= x·t), turn about z (x −= y·t, y += x·t).
                    let row = [n.x, n.x * p.z - n.z * p.x, n.y * p.x - n.x * p.y].map(|g| f64::from(2.0 * g / slope));
                    let row = DVec3::from_array(row);
                    matrix += DMat3::from_cols(row * row.x, row * row.y, row * row.z);
                    right += row * f64::from(gap);
                }
            }
            if matrix.determinant().abs() < 1e-9 {
                break;
            }
            let [shift, yaw, roll] = (matrix.inverse() * right).to_array();
            plane.origin += plane.axes.x_axis * (shift.clamp(-8.0, 8.0) as f32);
            let (yaw, roll) = (yaw.clamp(-0.1, 0.1) as f32, roll.clamp(-0.1, 0.1) as f32);
            let left = (plane.axes.x_axis - plane.axes.z_axis * yaw + plane.axes.y_axis * roll).normalize_or_zero();
            let up = (plane.axes.y_axis - left * left.dot(plane.axes.y_axis)).normalize_or_zero();
            plane.axes = Mat3::from_cols(left, up, left.cross(up));
        }
        plane
    }

    fn hit(&self, index: &SurfaceIndex, d: Vec3) -> Option<(f32, Vec3)> {
        let way = self.axes * d;
        let found = index.raycast(self.origin + way * 180.0, -way)?;
        let normal = self.axes.transpose() * found.normal;
        let out = (found.position - self.origin).dot(way);
        (out > 40.0 && normal.dot(d) > 0.0).then_some((out, normal))
    }
}
