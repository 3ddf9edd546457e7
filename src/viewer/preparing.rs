//! A word in the window while its picture is prepared: a driver that compiles shaders on the CPU takes its time where it has not kept them.

use super::painter::Painter;
use super::state::App;
use crate::render::{Gpu, GpuError, WindowFrame, WindowSurface};
use std::sync::Arc;
use winit::window::Window;

/// Shows the word.
///
/// # Errors
/// [`GpuError`] where the device is lost.
pub fn show(
    app: &App,
    gpu: &Gpu,
    surface: &mut WindowSurface<Arc<Window>>,
    painter: &mut Painter,
    input: &mut egui_winit::State,
) -> Result<(), GpuError> {
    let window = surface.window().clone();
    let (context, word) = (app.context(), app.voice.say("window-preparing"));
    let mut output = context.run_ui(input.take_egui_input(&window), |ui| {
        egui::CentralPanel::default().show(ui, |ui| ui.centered_and_justified(|ui| ui.label(&word)));
    });
    painter.take(gpu, &mut output.textures_delta);
    input.handle_platform_output(&window, output.platform_output);
    let points = output.pixels_per_point;
    let jobs = context.tessellate(output.shapes, points);
    if let WindowFrame::Ready(frame) = surface.frame(gpu)? {
        let view = frame.texture.create_view(&wgpu::TextureViewDescriptor::default());
        painter.paint(gpu, &jobs, points, &view, surface.size());
        window.pre_present_notify();
        gpu.queue().present(frame);
    }
    painter.let_go();
    gpu.check()
}
