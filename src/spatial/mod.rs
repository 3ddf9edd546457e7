//! Neighbours in space: one dense grid, one hash grid, one tree.
//!
//! * [`DenseGrid`]: a box cut into equal cells, each with an index. [`CellLists`] sorts items by these indices, and
//!   [`Neighbours`] finds points within a fixed reach. For points that fill their box, as a scalp's sites do.
//! * [`HashGrid`]: points grouped by cells of unbounded space. For spaces that are mostly empty.
//! * [`PointTree`]: the one nearest point, however far away, or those within a reach. For few queries, or points of uneven density.
//!
//! Lengths in mm. Results do not depend on the number of threads: items of a cell keep the input's order.

mod dense_grid;
mod hash_grid;
mod point_tree;

pub(crate) use dense_grid::{CellLists, DenseGrid, Neighbours};
pub(crate) use hash_grid::{HashGrid, cell_of};
pub use point_tree::PointTree;
