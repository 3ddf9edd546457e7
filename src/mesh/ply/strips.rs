//! Triangle strips of a PLY (`tristrips`), as range scanners' old files have them: a new strip begins after −1.

use super::header::Element;
use super::records::Records;
use super::{each_corner_list, index_of};
use crate::mesh::raw_mesh::{RawMesh, ReadError};

/// Reads an element of strips into triangles, each wound as its strip's first.
pub(super) fn read_strips(
    records: &mut Records<'_>,
    element: &Element,
    vertices: usize,
    mesh: &mut RawMesh,
) -> Result<(), ReadError> {
    each_corner_list(records, element, |record, corners| {
        for strip in corners.split(|&value| value == -1.0) {
            let mut last = [0_u32; 2];
            for (run, &value) in strip.iter().enumerate() {
                let index = index_of(value, vertices, "strip", record)?;
                let [a, b] = last;
                if run >= 2 {
                    mesh.triangles.push(if run % 2 == 0 { [a, b, index] } else { [b, a, index] });
                }
                last = [b, index];
            }
        }
        Ok(())
    })
}
