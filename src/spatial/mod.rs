//! Neighbours in space: one dense grid, one hash grid, one tree.
//!
//! * [`DenseGrid`]: a box cut into cells of one edge, each with a number; [`CellLists`] sorts anything by such numbers, and
//!   [`Neighbours`] finds points within a fixed reach. For points that fill their box, as a scalp's sites do.
//! * [`HashGrid`]: points grouped by cells of boundless space. For cells that are mostly empty.
//! * [`PointTree`]: the one nearest point, however far. For few questions, or points of uneven density.
//!
//! Lengths in mm. Results do not depend on the number of threads: order within a cell is that of the input.

mod dense_grid;
mod hash_grid;
mod point_tree;

pub(crate) use dense_grid::{CellLists, DenseGrid, Neighbours};
pub(crate) use hash_grid::{HashGrid, cell_of};
pub use point_tree::PointTree;
