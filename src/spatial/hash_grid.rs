//! A hash grid: points grouped by cells of unbounded space.

use crate::par::*;
use glam::{IVec3, Vec3};

/// Cell of a point, if cells of one edge fill all space with the origin at a corner.
pub(crate) fn cell_of(p: Vec3, edge_mm: f32) -> IVec3 {
    (p / edge_mm).floor().as_ivec3()
}

/// Points grouped by the cells of [`cell_of`]; only cells that hold a point exist.
pub(crate) struct HashGrid {
    /// Key of each point's cell and the point's index, sorted.
    order: Vec<(u64, u32)>,
}

impl HashGrid {
    /// Groups `count` points; `point` gives each by its index.
    pub(crate) fn new(count: usize, edge_mm: f32, point: impl Fn(usize) -> Vec3 + Sync) -> Self {
        let mut order: Vec<(u64, u32)> =
            (0..count).into_par_iter().map(|i| (key(cell_of(point(i), edge_mm)), i as u32)).collect();
        order.par_sort_unstable();
        Self { order }
    }

    /// Indices of all points, cell by cell, ascending within each.
    pub(crate) fn items(&self) -> impl Iterator<Item = u32> {
        self.order.iter().map(|&(_, i)| i)
    }

    /// Indices of the points of each cell, ascending.
    pub(crate) fn cells(&self) -> impl Iterator<Item = impl ExactSizeIterator<Item = usize> + Clone> {
        self.order.chunk_by(|a, b| a.0 == b.0).map(|cell| cell.iter().map(|&(_, i)| i as usize))
    }
}

/// Key of a cell: 21 bits an axis, so cells of 2 mm have distinct keys over ± 2 km.
fn key(cell: IVec3) -> u64 {
    let bits = |x: i32| u64::from(x as u32 & 0x1f_ffff);
    bits(cell.x) << 42 | bits(cell.y) << 21 | bits(cell.z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn groups_are_those_of_a_map_by_cell(points in prop::collection::vec(prop::array::uniform3(-20.0_f32..20.0), 0..80)) {
            let points: Vec<Vec3> = points.into_iter().map(Vec3::from_array).collect();
            let mut map: BTreeMap<[i32; 3], Vec<usize>> = BTreeMap::new();
            for (i, p) in points.iter().enumerate() {
                map.entry(cell_of(*p, 3.0).to_array()).or_default().push(i);
            }
            let grid = HashGrid::new(points.len(), 3.0, |i| points[i]);
            let mut found: Vec<Vec<usize>> = grid.cells().map(|cell| cell.collect()).collect();
            found.sort_by_key(|cell| cell_of(points[cell[0]], 3.0).to_array());
            prop_assert_eq!(found, map.into_values().collect::<Vec<_>>());
            prop_assert_eq!(grid.items().count(), points.len());
        }
    }
}
