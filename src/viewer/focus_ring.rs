//! A ring about the control that has the keyboard: seen from where a practitioner sits.

use egui::{Color32, Stroke, StrokeKind};

/// Colour of the ring: light blue, unlike skin and grey.
const RING: Color32 = Color32::from_rgb(120, 190, 255);

/// Draws the ring, where a control has the keyboard.
pub fn show(ui: &egui::Ui) {
    let Some(focused) = ui.ctx().memory(|memory| memory.focused()) else { return };
    let Some(response) = ui.ctx().read_response(focused) else { return };
    // A ring about the picture lies inside of it.
    let rect = response.rect.expand(2.0).intersect(ui.ctx().content_rect().shrink(1.0));
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("focus")));
    painter.rect_stroke(rect, 4.0, Stroke::new(2.0, RING), StrokeKind::Middle);
}
