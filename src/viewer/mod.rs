//! The window: winit's events in, egui over wgpu out (feature `viewer`). Knows the public API only.

mod app;
mod days;
mod handles;
mod input;
mod match_job;
pub mod orbit;
mod panels;
mod plan_file;
mod plan_panel;
mod stage;
mod state;
mod time_line;
mod window;

pub use plan_file::{PlanFile, PlanFileError};
pub use state::{App, Opening};
pub use window::{ViewerError, has_display, run};
