//! What stands around the picture: bar, labels, help. One function a part; each changes the [`App`] only.

use super::state::App;
use super::{advice_chip, brush_panel, file_menu, wording};
use crate::case::Case;
use crate::live::Comparison;
use crate::output::ghost::{GHOST_COLOUR, dashes};
use crate::plan::Edge;
use crate::scene::View;
use crate::studio::Studio;
use egui::{Color32, RichText, Slider};

/// Named views, light, comparison: along the top.
pub fn bar(app: &mut App, ui: &mut egui::Ui, studio: &mut Studio) {
    let voice = app.voice;
    egui::Panel::top("bar").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            file_menu::menu(app, ui, studio);
            ui.toggle_value(&mut app.panel_open, voice.say("bar-plan")).on_hover_text(voice.say("bar-plan-hint"));
            let [back, forth] = [app.history.undo_name(), app.history.redo_name()].map(|name| name.map(str::to_owned));
            let button = |ui: &mut egui::Ui, text: &str, name: &Option<String>, hint: &str| {
                let named = |name: &str| voice.tell(hint, [("name", name)]);
                let hint = name.as_deref().map_or_else(|| voice.say("bar-nothing"), named);
                let response = ui.add_enabled(name.is_some(), egui::Button::new(voice.say(text)));
                response.on_hover_text(&hint).on_disabled_hover_text(&hint).clicked()
            };
            if button(ui, "bar-undo", &back, "bar-undo-hint") {
                app.undo(studio);
            }
            if button(ui, "bar-redo", &forth, "bar-redo-hint") {
                app.redo(studio);
            }
            ui.separator();
            for (i, view) in View::ALL.into_iter().enumerate() {
                let name = wording::view(voice, view);
                let hint = format!("{name} ({})", i + 1);
                if ui.button(name).on_hover_text(hint).clicked() {
                    app.fly(view.camera());
                }
            }
            ui.separator();
            let [before, after] = app.side_words();
            ui.selectable_value(&mut app.comparison, Comparison::Before, before);
            ui.selectable_value(&mut app.comparison, Comparison::After, after);
            let divided = matches!(app.comparison, Comparison::Divided(_));
            let divider = ui.selectable_label(divided, voice.say("bar-divider"));
            if divider.on_hover_text(voice.say("bar-divider-hint")).clicked() {
                app.toggle_divide();
            }
            let beside = ui.selectable_label(app.comparison == Comparison::Beside, voice.say("bar-beside"));
            if beside.on_hover_text(voice.say("bar-beside-hint")).clicked() {
                app.toggle_beside();
            }
            let ghost = matches!(app.comparison, Comparison::Ghost(_));
            let hint = voice.say("bar-ghost-hint");
            if ui.selectable_label(ghost, voice.say("bar-ghost")).on_hover_text(hint).clicked() {
                app.toggle_ghost();
            }
            if ghost {
                ui.spacing_mut().slider_width = 80.0;
                let share = Slider::new(&mut app.ghost_share, 0.0..=1.0).show_value(false);
                ui.add(share).on_hover_text(voice.say("bar-ghost-share"));
                ui.spacing_mut().slider_width = 170.0;
            }
            app.plan_a_menu(ui, studio);
            ui.separator();
            let name = app.lights[app.light].name.clone();
            ui.menu_button(voice.tell("bar-light", [("name", &voice.light(&name))]), |ui| {
                for (i, light) in app.lights.iter().enumerate() {
                    ui.radio_value(&mut app.light, i, voice.light(&light.name));
                }
                ui.separator();
                ui.add(Slider::new(&mut app.light_turn_deg, -180.0..=180.0).suffix("°").text(voice.say("bar-turned")));
            });
            ui.separator();
            if ui.button(voice.say("bar-client")).on_hover_text(voice.say("bar-client-hint")).clicked() {
                app.toggle_client_face();
            }
            ui.toggle_value(&mut app.help_open, voice.say("bar-help"));
        });
    });
}

/// Colour of an edge drawn by hand, sRGB.
const DRAWN_COLOUR: [u8; 3] = [255, 200, 60];

/// Colours of words over the picture: on their plates, of ordinary ones, and of faults.
const PLATE: Color32 = Color32::from_rgba_premultiplied(16, 16, 16, 200);
const INK: Color32 = Color32::from_gray(235);
const FAULT: Color32 = Color32::from_rgb(255, 150, 130);

/// Labels on the picture itself, and how far it is refined.
pub fn over_picture(app: &mut App, ui: &egui::Ui, rect: egui::Rect, case: &Case) {
    let painter = ui.painter().with_clip_rect(rect);
    let place = |p: glam::Vec2| rect.min + egui::vec2(p.x + 1.0, 1.0 - p.y) * 0.5 * rect.size();
    let aspect = rect.width() / rect.height().max(1.0);
    let (ghost, camera, voice) = (app.ghost, app.camera, app.voice);
    let derived = app.derived(case);
    let derived_line = derived.line;
    let mut lines: Vec<(&[glam::Vec3], [u8; 3])> = vec![(&derived.drawn, DRAWN_COLOUR)];
    // A line that will be regretted has the usual one beside it without being asked.
    if ghost || derived.advice.iter().any(|advice| advice.kind.is_hairline()) {
        lines.push((&derived.usual, GHOST_COLOUR));
    }
    for (line, [r, g, b]) in lines {
        let stroke = egui::Stroke::new(2.0, Color32::from_rgb(r, g, b));
        for [a, b] in dashes(case.head(), line, &camera, aspect) {
            painter.line_segment([place(a), place(b)], stroke);
        }
    }
    let held = (app.handles.edge == Some(Edge::Hairline)).then(|| app.handles.held(&app.draft)).flatten();
    let usual = case.plan().typical_hairline().figures().height_mm;
    let held = held.zip(derived_line).map(|(point, line)| wording::held_point(voice, point, line.height_mm, usual));
    let seen = app.handles.seen(&app.draft, case, &app.camera, &app.stage());
    if let Some((_, at)) = seen.get(seen.len() / 2).filter(|_| app.handles.edge == Some(Edge::Hairline)) {
        app.places.insert("hairline", egui::pos2(at.x, at.y));
    }
    for (_, at) in seen {
        let [r, g, b] = DRAWN_COLOUR;
        let stroke = egui::Stroke::new(1.5, Color32::from_gray(30));
        painter.circle(egui::pos2(at.x, at.y), 5.0, Color32::from_rgb(r, g, b), stroke);
    }
    let font = egui::FontId::proportional(15.0);
    // Words stand on plates of their own: light and background change under them.
    let label = |at: egui::Pos2, align: egui::Align2, text: &str| {
        let galley = painter.layout_no_wrap(text.to_owned(), font.clone(), INK);
        let rect = align.anchor_size(at, galley.size());
        painter.rect_filled(rect.expand2(egui::vec2(6.0, 3.0)), 4.0, PLATE);
        painter.galley(rect.min, galley, INK);
    };
    let day = voice.day(app.days);
    let shown = voice.tell("seen-day", [("day", &day)]);
    let [before, after] = match app.shown_a() {
        Some(_) => app.side_words().map(|side| voice.tell("seen-side", [("side", &side), ("day", &shown)])),
        None => [voice.say("seen-bare"), shown],
    };
    match app.comparison {
        // The other side has its words in its own part.
        Comparison::After | Comparison::Beside => {
            label(rect.left_top() + egui::vec2(14.0, 12.0), egui::Align2::LEFT_TOP, &after)
        }
        Comparison::Before => {
            label(rect.left_top() + egui::vec2(14.0, 12.0), egui::Align2::LEFT_TOP, &before);
        }
        Comparison::Divided(_) => {
            let x = rect.left() + app.divide * rect.width();
            painter.line_segment(
                [egui::pos2(x, rect.top()), egui::pos2(x, rect.bottom())],
                egui::Stroke::new(1.5, Color32::WHITE),
            );
            label(egui::pos2(x - 10.0, rect.top() + 12.0), egui::Align2::RIGHT_TOP, &before);
            label(egui::pos2(x + 10.0, rect.top() + 12.0), egui::Align2::LEFT_TOP, &after);
        }
        Comparison::Ghost(_) => {
            let share = voice.percent(app.ghost_share);
            let text = match app.shown_a() {
                Some(_) => voice.tell("seen-ghost-a", [("share", &share), ("day", &day)]),
                None => voice.tell("seen-ghost", [("shown", &after), ("share", &share)]),
            };
            label(rect.left_top() + egui::vec2(14.0, 12.0), egui::Align2::LEFT_TOP, &text);
        }
    }
    let said = app.message.as_ref().map(|text| (text, FAULT));
    if let Some((text, colour)) = said.or(app.notice.as_ref().map(|text| (text, INK))) {
        let room = (rect.width() - 40.0).max(60.0);
        let galley = painter.layout(text.clone(), font.clone(), colour, room);
        let at = rect.left_bottom() + egui::vec2(14.0, -12.0 - galley.size().y);
        painter.rect_filled(egui::Rect::from_min_size(at, galley.size()).expand2(egui::vec2(6.0, 3.0)), 4.0, PLATE);
        painter.galley(at, galley, colour);
    }
    if ui.input(|i| !i.raw.hovered_files.is_empty()) {
        label(rect.center(), egui::Align2::CENTER_CENTER, &voice.say("file-drop-here"));
    }
    if let Some(text) = held {
        let at = ui.input(|i| i.pointer.latest_pos()).unwrap_or(rect.center());
        label(at + egui::vec2(18.0, -18.0), egui::Align2::LEFT_BOTTOM, &text);
    }
    brush_panel::ring(app, ui, rect, case);
    let derived = app.derived(case);
    advice_chip::show(ui, rect, &advice_chip::sentences(voice, &derived.doubts, &derived.advice));
    let (done, all) = app.progress();
    if done < all {
        let share = done as f32 / all as f32;
        let y = rect.bottom() - 2.0;
        painter.line_segment(
            [egui::pos2(rect.left(), y), egui::pos2(rect.left() + share * rect.width(), y)],
            egui::Stroke::new(2.0, Color32::from_gray(90)),
        );
    }
}

/// Keys and mouse, in a window of their own.
pub fn help(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    let voice = app.voice;
    let rows = voice.list("help-keys").into_iter().zip(voice.list("help-does"));
    let window = egui::Window::new(voice.say("help-title")).id(egui::Id::unique("help"));
    window.open(&mut app.help_open).resizable(false).show(ui.ctx(), |ui| {
        egui::Grid::new("keys").num_columns(2).striped(true).show(ui, |ui| {
            for (keys, meaning) in rows {
                ui.label(RichText::new(keys).strong());
                ui.label(meaning);
                ui.end_row();
            }
        });
        ui.separator();
        let summary = &studio.renderer().gpu().summary;
        let key = if summary.is_software() { "help-no-gpu" } else { "help-drawn-by" };
        ui.label(RichText::new(voice.tell(key, [("device", &summary.to_string())])).weak());
    });
}
