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
//! * **Room frame**, for lights: +Y up; at azimuth 0 the camera stands on +Z and −X is the picture's left. The room turns with
//!   the camera's azimuth.
//! * **Lengths** in mm, **densities** in dots per cm², **time** in days after the end of the first session, **angles** in
//!   radians inside and in degrees where people type them.
//! * **Colour** is scene-linear Rec. 709 (D65) until the tone map; `Srgb8` is what screens and files show.
//! * **Optical depth** is one pass, at 550 nm.
//!
//! # Where to look
//!
//! In the order of a still:
//!
//! | module | holds |
//! |---|---|
//! | [`plan`] | the plan as a document: client, hairline, zones, visits; its reading, writing, faults and advice |
//! | [`head`] | the head: a built-in one, or a scan through [`head::import`]; [`mesh`] is its triangles |
//! | [`field`] | the places on a head where a dot or a hair may be; made once, and worth storing |
//! | [`case`] | a plan laid on a head: dots, hair, skin |
//! | [`time`] | moments, and how dots heal and fade |
//! | [`scene`] | camera, light and background |
//! | [`studio`] | a case with its renderer: pictures, sheets, matches |
//! | [`render`] | options of a picture, and drawing into a window of one's own |
//! | [`live`] | the picture in a window: what moves is drawn at once, what rests is refined |
//! | [`output`] | files: pictures, sheets, strips, tables; [`color`] is what they are measured in |
//! | [`viewer`] | the program's own window |
//!
//! Everything else is in [`low_level`], which may change with every release.
//!
//! Types of [`glam`] and [`wgpu`] occur in signatures, so both are re-exported: `pointille::wgpu` is the version that fits.
//! Of the modules above only [`render`], [`viewer`] and [`studio::Studio::with_gpu`] use wgpu. Its releases break its interface, and
//! those parts with it.
//!
//! # Features
//!
//! `cli` builds the program, `viewer` the window, `movie` films, `av1` films in a format that nobody owns, `record` what goes on paper,
//! `serve` the command that gives the page for browsers to a device in the room; the library alone (`default-features = false`) needs
//! none of them. Off by default are `av1`, whose encoder takes a minute and a half to compile, and `serve`. All but `serve` works without
//! a network and links no crate of one.

#![forbid(unsafe_code)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod case;
pub mod color;
pub mod field;
pub mod head;
pub mod live;
pub mod mesh;
pub mod output;
pub mod plan;
pub mod render;
pub mod scene;
pub mod studio;
pub mod time;
#[cfg(feature = "viewer")]
pub mod viewer;

pub mod low_level;

mod ease;
mod fnv;
mod hair;
mod optics;
mod par;
mod spatial;
mod words;

pub use case::Case;
pub use head::Head;
pub use plan::Plan;
pub use studio::Studio;
pub use words::{Named, UnknownName};
pub use {glam, wgpu};
