//! The window: winit's events in, egui over wgpu out (feature `viewer`). Knows the public API only.

pub mod app;
mod handles;
mod matching;
pub mod orbit;
mod panels;
mod plan_file;
mod plan_panel;
pub mod stage;
mod time_line;
mod window;

pub use app::Opening;
pub use plan_file::{PlanFile, PlanFileError};
pub use window::{ViewerError, has_display, run};
