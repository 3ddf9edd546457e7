//! Triangle strips of a PLY (`tristrips`), as range scanners' old files have them: a new strip begins after −1.

use super::header::{Element, content};
use super::records::Records;
use super::{corner_list, index_of};
use crate::mesh::raw_mesh::{RawMesh, ReadError};

/// Reads an element of strips into triangles, each wound as its strip's first.
pub(super) fn read_strips(
    records: &mut Records<'_>,
    element: &Element,
    vertices: usize,
    mesh: &mut RawMesh,
) -> Result<(), ReadError> {
    let list = corner_list(element)?;
    for record in 0..element.count {
        for (i, property) in element.properties.iter().enumerate() {
            let (true, Some(length)) = (i == list, property.length) else {
                records.skip(property, element, record)?;
                continue;
            };
            let corners = records.length(length, property.value, element, record)?;
            let (mut last, mut run) = ([0_u32; 2], 0_usize);
            for _ in 0..corners {
                let value = records.value(property.value, element, record)?;
                if value == -1.0 {
                    run = 0;
                    continue;
                }
                let Some(index) = index_of(value, vertices) else {
                    let what = format!("strip {record} names vertex {value}, but there are only {vertices}");
                    return Err(content(what));
                };
                if run >= 2 {
                    let [a, b] = last;
                    mesh.triangles.push(if run % 2 == 0 { [a, b, index] } else { [b, a, index] });
                }
                last = [last[1], index];
                run += 1;
            }
        }
    }
    Ok(())
}
