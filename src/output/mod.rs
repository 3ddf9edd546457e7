//! What leaves the program: pictures, sheets, tables of dots, comparisons. A file is whole or not there.

#[cfg(feature = "movie")]
mod chroma_planes;
pub(crate) mod compare;
pub(crate) mod develop;
pub mod dots;
pub(crate) mod encode;
#[cfg(feature = "record")]
pub mod film;
#[cfg(feature = "record")]
mod film_labels;
#[cfg(feature = "record")]
mod film_words;
pub(crate) mod frame_shape;
pub mod ghost;
pub mod head_model;
pub(crate) mod label;
#[cfg(feature = "record")]
pub mod leaf;
pub(crate) mod live_page;
mod markup;
#[cfg(feature = "movie")]
pub(crate) mod movie;
pub(crate) mod page_words;
mod provenance;
#[cfg(feature = "record")]
pub mod record;
pub mod save;
pub mod sheet;
pub(crate) mod stamp;
pub mod strip;
pub(crate) mod take_home;
#[cfg(feature = "av1")]
mod webm;

/// Footer of every page: what the pictures are not.
pub const HONESTY: &str =
    "A simulation, not a photograph and not a promise. How fast pigment fades differs from person to person.";

pub use compare::{Difference, SizeMismatch, compare};
pub use develop::Develop;
pub use encode::{EncodeError, PictureFormat, encode, png_texts};
pub use frame_shape::FrameShape;
pub use label::{NoLetter, check_letters};
#[cfg(feature = "record")]
pub use leaf::pdf::{PdfAbout, PdfError, pdf};
pub use live_page::LiveHead;
#[cfg(feature = "movie")]
pub use movie::{Movie, MovieError, MovieFormat};
pub use page_words::{Language, PageWords};
pub use provenance::provenance;
pub use save::{SaveError, save};
pub use stamp::{SIMULATION, SafeZone, stamp};
pub use take_home::{PageRow, TakeHome};
