//! The brush in the panel, and its ring on the picture.

use super::brush::BrushPaint;
use super::sliders::range;
use super::state::App;
use crate::case::Case;
use egui::{Color32, Slider, Stroke};

/// Words for a kind of paint, and what it does.
fn words(paint: BrushPaint) -> (&'static str, &'static str) {
    match paint {
        BrushPaint::Fill => ("fill", "Brings the skin under the brush to the density beside it."),
        BrushPaint::Thin => ("thin", "Leaves six of ten dots; again and again for fewer."),
        BrushPaint::Erase => ("erase", "Takes the dots away; Shift does so with every brush."),
    }
}

/// Size, strength and kind of the brush.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let tool = &mut app.brush;
    ui.horizontal_wrapped(|ui| {
        let hint = "Paint on the head: drag over the skin; beside the head a drag turns it (B, Esc)";
        ui.toggle_value(&mut tool.on, "Paint").on_hover_text(hint);
        for paint in BrushPaint::ALL {
            let (name, hint) = words(paint);
            if ui.selectable_label(tool.paint == paint, name).on_hover_text(hint).clicked() {
                (tool.paint, tool.on) = (paint, true);
            }
        }
    });
    let mut wide = 2.0 * tool.radius_mm;
    let size = Slider::new(&mut wide, 2.0..=120.0).logarithmic(true).fixed_decimals(0).text("mm wide");
    if ui.add(size).on_hover_text("Alt + wheel, [ and ]").changed() {
        tool.radius_mm = 0.5 * wide;
    }
    if tool.paint == BrushPaint::Fill {
        let density = Slider::new(&mut tool.density_per_cm2, range("strokes[].density_per_cm2"));
        ui.add(density.fixed_decimals(0).text("dots/cm² to fill to"));
    }
    ui.checkbox(&mut tool.both_sides, "on both sides alike");
    let count = app.draft.strokes.len();
    ui.horizontal(|ui| {
        ui.label(if count == 1 { "1 stroke".to_owned() } else { format!("{count} strokes") });
        let button = |ui: &mut egui::Ui, text| ui.add_enabled(count > 0, egui::Button::new(text)).clicked();
        if button(ui, "take the last away") {
            app.draft.strokes.pop();
        }
        if button(ui, "take all away") {
            app.draft.strokes.clear();
        }
    });
}

/// The ring of the brush on the skin under the pointer.
pub fn ring(app: &App, ui: &egui::Ui, rect: egui::Rect, case: &Case) {
    let Some(at) = ui.input(|i| i.pointer.latest_pos()).filter(|at| app.brush.on && rect.contains(*at)) else { return };
    let points = app.brush.ring(glam::Vec2::new(at.x, at.y), case, &app.camera, &app.stage());
    let points: Vec<egui::Pos2> = points.into_iter().map(|p| egui::pos2(p.x, p.y)).collect();
    let painter = ui.painter().with_clip_rect(rect);
    // Dark under light: seen on any skin.
    painter.add(egui::Shape::line(points.clone(), Stroke::new(3.0, Color32::from_black_alpha(140))));
    painter.add(egui::Shape::line(points, Stroke::new(1.5, Color32::WHITE)));
}
