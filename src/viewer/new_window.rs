//! The window as it is asked of the system, with its input and its way to screen readers.

use super::display::ViewerError;
use super::wake::Wake;
use egui_winit::State;
use std::sync::Arc;
use winit::dpi::{LogicalSize, PhysicalSize, Size};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

/// A window, and the input that comes to it; `size` in pixels, where one was asked for.
///
/// # Errors
/// [`ViewerError::Window`] where the system gives none.
pub fn new_window(
    event_loop: &ActiveEventLoop,
    size: Option<(u32, u32)>,
    context: egui::Context,
    proxy: EventLoopProxy<Wake>,
) -> Result<(Arc<Window>, State), ViewerError> {
    let usual: Size = LogicalSize::new(1440.0, 900.0).into();
    let asked = size.map(|(width, height)| PhysicalSize::new(width, height).into());
    let attributes = Window::default_attributes()
        .with_title("Pointille")
        .with_inner_size(asked.unwrap_or(usual))
        .with_min_inner_size(LogicalSize::new(480.0, 360.0))
        // Screen readers must know of a window before it is seen.
        .with_visible(false);
    let window = event_loop.create_window(attributes).map_err(|e| ViewerError::Window(e.to_string()))?;
    let scale = Some(window.scale_factor() as f32);
    let mut input = State::new(context, egui::ViewportId::ROOT, &window, scale, window.theme(), None);
    input.init_accesskit(event_loop, &window, proxy);
    window.set_visible(true);
    Ok((Arc::new(window), input))
}
