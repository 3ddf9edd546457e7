//! Pointille shows what scalp micropigmentation (SMP) will look like on a head: today, after each session, while it heals,
//! and years later.
//!
//! A plan, a head, a studio, a picture, saved:
//!
//! ```no_run
//! use pointille::{Case, Plan, Studio, scene::{Scene, View}};
//! let case = Case::built_in(Plan::default())?;
//! let mut studio = Studio::headless(case)?;
//! let picture = studio.picture(&Scene::view(View::ThreeQuarterLeft), "healed".parse()?, (960, 1080))?;
//! pointille::output::save("still.png".as_ref(), &picture.to_png()?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Frames and units
//!
//! * **Head frame**: +Y up, +Z forward (the face), +X to the *subject's* left; origin midway between the tragions, Frankfurt
//!   plane horizontal.
//! * **Lengths** in mm, **densities** in dots per cm², **time** in days after the end of the first session, **angles** in
//!   radians inside and in degrees where people type them.
//! * **Colour** is scene-linear Rec. 709 (D65) until the tone map; `Srgb8` is what screens and files show.
//! * **Optical depth** is one pass, at 550 nm.
//!
//! # Features
//!
//! `cli` builds the program, `viewer` the window; the library alone (`default-features = false`) needs neither. All of it
//! works without a network.

#![forbid(unsafe_code)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod case;
pub mod color;
mod ease;
pub mod field;
mod fnv;
pub mod hair;
pub mod head;
pub mod mesh;
pub mod optics;
pub mod output;
pub mod plan;
pub mod render;
pub mod scene;
mod spatial;
pub mod studio;
pub mod time;
#[cfg(feature = "viewer")]
pub mod viewer;
pub mod words;

pub use case::Case;
pub use head::Head;
pub use plan::Plan;
pub use studio::Studio;
