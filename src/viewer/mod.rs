//! The window: winit's events in, egui over wgpu out (feature `viewer`). Knows the public API only.

mod app;
mod days;
mod edits;
mod flight;
mod hairline_panel;
mod handles;
mod history;
mod input;
mod match_job;
mod motion;
pub mod orbit;
mod panels;
mod person_panel;
mod phases;
mod plan_file;
mod plan_panel;
mod sliders;
mod stage;
mod state;
mod step_name;
mod theme;
mod time_line;
mod window;
mod wording;

pub use plan_file::{PlanFile, PlanFileError};
pub use state::{App, Opening};
pub use window::{ViewerError, has_display, run};
