//! The picture in a window, a browser's canvas or any other surface: what moves is drawn at once, as large as there is time for; what rests is
//! refined until it is the reference; then nothing is drawn. Knows no window.
//!
//! [`StagePicture::draw`] is called where something has changed, [`StagePicture::refine`] while nothing does; both end when the device has
//! done its work, so that no picture is begun before the last is finished. Natively they never wait for anything but the device: a window
//! may block on them.

pub mod days;
mod flight;
mod quick;
mod sharp;
mod stage;
mod subjects;
mod wanted;

pub use flight::Flight;
pub use quick::Pace;
pub use stage::{Fineness, StagePicture};
pub use subjects::Subjects;
pub use wanted::{Comparison, Refinement, STILL_SAMPLES, SideKey, Wanted};
