//! The brush in the panel, and its ring on the picture.

use super::brush::BrushPaint;
use super::sliders::{in_unit, range};
use super::state::App;
use crate::case::Case;
use egui::{Color32, Slider, Stroke};

/// Keys of the words for a kind of paint, and for what it does.
fn words(paint: BrushPaint) -> (&'static str, &'static str) {
    match paint {
        BrushPaint::Fill => ("brush-fill", "brush-fill-hint"),
        BrushPaint::Thin => ("brush-thin", "brush-thin-hint"),
        BrushPaint::Erase => ("brush-erase", "brush-erase-hint"),
    }
}

/// Size, strength and kind of the brush.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let tool = &mut app.brush;
    ui.horizontal_wrapped(|ui| {
        ui.toggle_value(&mut tool.on, voice.say("brush-paint")).on_hover_text(voice.say("brush-paint-hint"));
        for paint in BrushPaint::ALL {
            let (name, hint) = words(paint);
            if ui.selectable_label(tool.paint == paint, voice.say(name)).on_hover_text(voice.say(hint)).clicked() {
                (tool.paint, tool.on) = (paint, true);
            }
        }
    });
    let mut wide = 2.0 * tool.radius_mm;
    let size = Slider::new(&mut wide, 2.0..=120.0).logarithmic(true).fixed_decimals(0);
    let size = in_unit(voice, size.text(voice.of_length("brush-wide")));
    if ui.add(size).on_hover_text(voice.say("brush-wide-hint")).changed() {
        tool.radius_mm = 0.5 * wide;
    }
    if tool.paint == BrushPaint::Fill {
        let density = Slider::new(&mut tool.density_per_cm2, range("strokes[].density_per_cm2"));
        ui.add(density.fixed_decimals(0).text(voice.say("brush-density")));
    }
    ui.checkbox(&mut tool.both_sides, voice.say("brush-both"));
    let count = app.draft.strokes.len();
    ui.horizontal(|ui| {
        ui.label(voice.count("brush-strokes", count));
        let button = |ui: &mut egui::Ui, key| ui.add_enabled(count > 0, egui::Button::new(voice.say(key))).clicked();
        if button(ui, "brush-take-last") {
            app.draft.strokes.pop();
        }
        if button(ui, "brush-take-all") {
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
