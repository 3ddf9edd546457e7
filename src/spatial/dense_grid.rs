//! A dense grid: a box cut into equal cells, and neighbours within a fixed reach.

use crate::par::*;
use glam::Vec3;
use std::ops::Range;

/// A box cut into equal cubic cells, numbered along x, then y, then z.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DenseGrid {
    /// Lowest corner, mm.
    pub(crate) low: Vec3,
    /// Edge of a cell, mm.
    pub(crate) edge_mm: f32,
    /// Number of cells along each axis.
    pub(crate) size: [usize; 3],
    /// Number of cells in a millimetre.
    pub(crate) per_mm: f32,
}

impl DenseGrid {
    /// A grid over the box of `points`. Cells are larger than `edge_mm` where there would be more than `most_cells`.
    pub(crate) fn over(points: impl IntoIterator<Item = Vec3>, edge_mm: f32, most_cells: f32) -> Self {
        let mut points = points.into_iter();
        let first = points.next().unwrap_or(Vec3::ZERO);
        let (low, high) = points.fold((first, first), |(low, high), p| (low.min(p), high.max(p)));
        let extent = high - low;
        let mut edge_mm = edge_mm.max(1e-3);
        while (extent / edge_mm + 1.0).to_array().into_iter().product::<f32>() > most_cells {
            edge_mm *= 1.25;
        }
        let per_mm = 1.0 / edge_mm;
        let size = (extent * per_mm).to_array().map(|cells| cells as usize + 1);
        Self { low, edge_mm, size, per_mm }
    }

    /// Number of cells.
    pub(crate) fn len(&self) -> usize {
        self.size.iter().product()
    }

    /// Coordinates of the cell of a point; a point outside of the box gets the nearest cell.
    pub(crate) fn cell(&self, p: Vec3) -> [usize; 3] {
        let q = ((p - self.low) * self.per_mm).to_array();
        // `as` clamps negative numbers to zero.
        [0, 1, 2].map(|k| (q[k] as usize).min(self.size[k] - 1))
    }

    /// Index of a cell.
    pub(crate) fn index(&self, [x, y, z]: [usize; 3]) -> usize {
        (z * self.size[1] + y) * self.size[0] + x
    }

    /// Index of the cell of a point.
    pub(crate) fn index_of(&self, p: Vec3) -> usize {
        self.index(self.cell(p))
    }

    /// Lowest corner of a cell relative to the grid's, mm.
    pub(crate) fn offset(&self, index: usize) -> Vec3 {
        let [columns, rows, _] = self.size;
        let cell = [index % columns, index / columns % rows, index / (columns * rows)];
        Vec3::from_array(cell.map(|x| x as f32 * self.edge_mm))
    }

    /// Lowest corner of a cell, mm.
    pub(crate) fn corner(&self, index: usize) -> Vec3 {
        self.low + self.offset(index)
    }

    /// Calls `visit` with each run of cell indices in the box of `reach_mm` around a point; cells along x have
    /// consecutive indices.
    pub(crate) fn runs(&self, p: Vec3, reach_mm: f32, mut visit: impl FnMut(Range<usize>)) {
        let low = self.cell(p - Vec3::splat(reach_mm));
        let high = self.cell(p + Vec3::splat(reach_mm));
        for z in low[2]..=high[2] {
            for y in low[1]..=high[1] {
                visit(self.index([low[0], y, z])..self.index([high[0], y, z]) + 1);
            }
        }
    }
}

/// Items sorted by cell, in their original order within each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CellLists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl CellLists {
    /// Sorts the items 0, 1, … by their cells; `cells` is the number of cells.
    pub(crate) fn new(cell_of_item: &[u32], cells: usize) -> Self {
        let mut starts = vec![0_u32; cells + 1];
        for &cell in cell_of_item {
            starts[cell as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0; cell_of_item.len()];
        for (item, &cell) in (0_u32..).zip(cell_of_item) {
            let at = &mut next[cell as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }

    /// All items, cell by cell.
    pub(crate) fn items(&self) -> &[u32] {
        &self.items
    }

    /// Range in [`CellLists::items`] of the items of consecutive cells.
    pub(crate) fn range(&self, cells: Range<usize>) -> Range<usize> {
        self.starts[cells.start] as usize..self.starts[cells.end] as usize
    }
}

/// Points sorted into cells as wide as the reach, for finding neighbours within it.
pub(crate) struct Neighbours<'a> {
    points: &'a [Vec3],
    reach_mm: f32,
    grid: DenseGrid,
    lists: CellLists,
}

impl<'a> Neighbours<'a> {
    /// Neighbours among `points`, within `reach_mm`.
    pub(crate) fn new(points: &'a [Vec3], reach_mm: f32) -> Self {
        // The number of cells is bounded to some megabytes.
        let grid = DenseGrid::over(points.iter().copied(), reach_mm, 4.0e6);
        let cells: Vec<u32> = points.par_iter().map(|&p| grid.index_of(p) as u32).collect();
        Self { points, reach_mm, lists: CellLists::new(&cells, grid.len()), grid }
    }

    /// Calls `visit` with each point within reach of `p` and its squared distance, mm².
    pub(crate) fn around(&self, p: Vec3, mut visit: impl FnMut(usize, f32)) {
        self.grid.runs(p, self.reach_mm, |cells| {
            for &j in &self.lists.items[self.lists.range(cells)] {
                let d2 = self.points[j as usize].distance_squared(p);
                if d2 <= self.reach_mm * self.reach_mm {
                    visit(j as usize, d2);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(most: usize) -> impl Strategy<Value = Vec<Vec3>> {
        prop::collection::vec(prop::array::uniform3(-50.0_f32..50.0).prop_map(Vec3::from_array), 0..most)
    }

    proptest! {
        #[test]
        fn neighbours_are_those_of_a_search_through_all(points in points(80), at in prop::array::uniform3(-60.0_f32..60.0), reach in 0.5_f32..40.0) {
            let at = Vec3::from_array(at);
            let mut found = Vec::new();
            Neighbours::new(&points, reach).around(at, |i, d2| found.push((i, d2.to_bits())));
            found.sort_unstable();
            let near = |&(_, d2): &(usize, f32)| d2 <= reach * reach;
            let all: Vec<(usize, u32)> =
                points.iter().map(|p| p.distance_squared(at)).enumerate().filter(near).map(|(i, d2)| (i, d2.to_bits())).collect();
            prop_assert_eq!(found, all);
        }

        #[test]
        fn each_item_stands_once_in_its_cells_list_in_its_old_order(cells in prop::collection::vec(0_u32..7, 0..60)) {
            let lists = CellLists::new(&cells, 7);
            for cell in 0..7 {
                let own: Vec<u32> = (0_u32..).zip(&cells).filter(|(_, c)| **c == cell).map(|(i, _)| i).collect();
                prop_assert_eq!(&lists.items()[lists.range(cell as usize..cell as usize + 1)], &own[..]);
            }
        }
    }

    #[test]
    fn a_point_lies_in_its_cell_and_a_grid_never_grows_past_its_limit() {
        let points = [Vec3::new(-3.0, 0.0, 1.0), Vec3::new(7.5, 2.0, 4.0), Vec3::new(1.0, 9.0, -2.0)];
        let grid = DenseGrid::over(points, 2.0, 1e6);
        for p in points {
            let inside = p - grid.corner(grid.index_of(p));
            assert!(inside.min_element() >= 0.0 && inside.max_element() <= 2.0, "{p} lies {inside} from its cell");
        }
        assert!(DenseGrid::over(points, 1e-9, 1000.0).len() <= 1000);
        assert_eq!(DenseGrid::over([], 2.0, 10.0).len(), 1);
    }
}
