//! Whether there is a display to open a window on, and why there is no window.

use crate::render::GpuError;
use crate::studio::StudioError;
use thiserror::Error;

/// Reason why there is no window.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ViewerError {
    /// No display to open it on.
    #[error("there is no display to open a window on: {0}")]
    NoDisplay(String),
    /// The window system refused.
    #[error("the window could not be opened: {0}")]
    Window(String),
    /// The device failed for good.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// The case could not be prepared.
    #[error(transparent)]
    Studio(#[from] StudioError),
}

/// True where a display is announced at all (X11 or Wayland on Unix; always on other systems).
pub fn has_display() -> bool {
    if cfg!(all(unix, not(target_os = "macos"))) {
        ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    } else {
        true
    }
}
