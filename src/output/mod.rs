//! What leaves the program: pictures, sheets, tables of dots, comparisons. A file is whole or not there.

pub(crate) mod compare;
pub(crate) mod develop;
pub mod dots;
pub(crate) mod encode;
pub mod ghost;
pub(crate) mod label;
pub mod save;
pub mod sheet;
pub mod strip;

/// Footer of every page: what the pictures are not.
pub const HONESTY: &str =
    "A simulation, not a photograph and not a promise. How fast pigment fades differs from person to person.";

pub use compare::{Difference, SizeMismatch, compare};
pub use develop::Develop;
pub use encode::{EncodeError, PictureFormat, encode};
pub use save::{SaveError, save};
