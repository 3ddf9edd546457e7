//! What stands around the picture: bar, time line, labels, help. One function a part; each changes the [`App`] only.

use super::app::App;
use super::stage::Comparison;
use crate::case::Case;
use crate::output::ghost::{GHOST_COLOUR, dashes};
use crate::scene::View;
use crate::studio::Studio;
use crate::time::{Fader, day_label};
use egui::{Color32, RichText, Slider};

/// Where the time line ends, days: ten years.
pub const LAST_DAY: f32 = 3652.5;
/// Days before the first session that the time line shows.
const BEFORE_DAYS: f32 = 3.0;

/// Colours and sizes of the interface: dark, neutral, so that skin is judged against grey.
pub fn style(context: &egui::Context) {
    context.set_theme(egui::Theme::Dark);
    context.all_styles_mut(|style| {
        style.visuals.panel_fill = Color32::from_gray(28);
        style.visuals.window_fill = Color32::from_gray(34);
        style.spacing.slider_width = 170.0;
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    });
}

/// Named views, light, comparison: along the top.
pub fn bar(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    egui::Panel::top("bar").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.toggle_value(&mut app.panel_open, "Plan").on_hover_text("Show or hide the plan (Tab)");
            ui.separator();
            for (i, view) in View::ALL.into_iter().enumerate() {
                let hint = format!("{} ({})", view.name(), i + 1);
                if ui.button(short(view)).on_hover_text(hint).clicked() {
                    app.fly(view.camera());
                }
            }
            ui.separator();
            ui.selectable_value(&mut app.comparison, Comparison::Before, "Before");
            ui.selectable_value(&mut app.comparison, Comparison::After, "After");
            let divided = matches!(app.comparison, Comparison::Divided(_));
            if ui.selectable_label(divided, "Side by side").on_hover_text("Drag the line (D)").clicked() {
                app.toggle_divide();
            }
            ui.separator();
            egui::ComboBox::from_id_salt("light").selected_text(&app.lights[app.light].name).show_ui(ui, |ui| {
                for (i, light) in app.lights.iter().enumerate() {
                    ui.selectable_value(&mut app.light, i, &light.name);
                }
            });
            ui.add(Slider::new(&mut app.light_turn_deg, -180.0..=180.0).suffix("°").text("light turned"));
            ui.separator();
            ui.toggle_value(&mut app.help_open, "Help");
            if studio.renderer().gpu().summary.is_software() {
                ui.label(RichText::new("software driver").color(Color32::from_rgb(210, 160, 80)))
                    .on_hover_text(format!("No GPU: {} draws on the CPU.", studio.renderer().gpu().summary));
            }
        });
    });
}

fn short(view: View) -> &'static str {
    match view {
        View::Front => "Front",
        View::ThreeQuarterLeft => "¾ left",
        View::Left => "Left",
        View::Back => "Back",
        View::Right => "Right",
        View::ThreeQuarterRight => "¾ right",
        View::Top => "Top",
        View::Crown => "Crown",
    }
}

/// A position on the time line (0–1) for a day: weeks are wide at first, years are narrow later.
fn position_of(days: f32) -> f32 {
    let bend = |d: f32| (1.0 + (d + BEFORE_DAYS).max(0.0) / 8.0).ln();
    bend(days) / bend(LAST_DAY)
}

fn day_at(position: f32) -> f32 {
    let last = (1.0 + (LAST_DAY + BEFORE_DAYS) / 8.0).ln();
    ((position.clamp(0.0, 1.0) * last).exp() - 1.0) * 8.0 - BEFORE_DAYS
}

/// The next day while playing.
pub fn next_day(days: f32, _: &Case) -> f32 {
    day_at(position_of(days) + 0.004).min(LAST_DAY)
}

/// The next or previous day worth stopping at.
pub fn step_day(days: f32, way: i32, case: &Case) -> f32 {
    let mut stops: Vec<f32> = vec![-1.0, 1.0, 3.0, 7.0, 14.0, 30.0, 90.0, 182.6, 365.25];
    stops.extend((2..=10).map(|y| y as f32 * 365.25));
    stops.push(case.healed_day());
    stops.extend(case.visits().iter().map(|v| v.day));
    stops.sort_by(f32::total_cmp);
    let found = if way > 0 {
        stops.iter().copied().find(|&s| s > days + 0.01)
    } else {
        stops.iter().rev().copied().find(|&s| s < days - 0.01)
    };
    found.unwrap_or(days)
}

/// The time line along the bottom: sessions marked, curve of what remains, play and scrub.
pub fn time_line(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    egui::Panel::bottom("time").show(ui, |ui| {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if ui.button(if app.is_playing() { "stop" } else { "play" }).on_hover_text("Play (P)").clicked() {
                let on = !app.is_playing();
                app.play(on);
            }
            ui.label(RichText::new(day_label(app.days)).strong());
            for (label, day) in [
                ("bare", -1.0),
                ("day 0", 0.0),
                ("healed", studio.case().healed_day()),
                ("1 y", 365.25),
                ("5 y", 1826.25),
                ("10 y", LAST_DAY),
            ] {
                if ui.small_button(label).clicked() {
                    app.days = day;
                }
            }
        });
        let (rect, response) =
            ui.allocate_exact_size(egui::vec2(ui.available_width(), 46.0), egui::Sense::click_and_drag());
        if let Some(at) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            app.days = day_at((at.x - rect.left()) / rect.width().max(1.0));
            app.play(false);
        }
        draw_time_line(app, ui.painter(), rect, studio.case());
        ui.add_space(4.0);
    });
}

fn draw_time_line(app: &App, painter: &egui::Painter, rect: egui::Rect, case: &Case) {
    let x = |days: f32| rect.left() + position_of(days) * rect.width();
    let top = case.peak_amount().max(1e-3);
    let y = |amount: f32| rect.bottom() - 12.0 - (amount / top).clamp(0.0, 1.0) * (rect.height() - 16.0);
    painter.rect_filled(rect, 4.0, Color32::from_gray(20));
    let steps = (rect.width() / 3.0).max(8.0) as usize;
    let curve = |fader: Fader| -> Vec<egui::Pos2> {
        let model = case.fade_model_of(fader);
        (0..=steps)
            .map(|i| {
                let days = day_at(i as f32 / steps as f32);
                egui::pos2(x(days), y(case.mean_amount(&model, days)))
            })
            .collect()
    };
    let band = Color32::from_rgba_unmultiplied(120, 150, 190, 40);
    let (slow, fast) = (curve(Fader::Slow), curve(Fader::Fast));
    for (a, b) in slow.windows(2).zip(fast.windows(2)) {
        painter.add(egui::Shape::convex_polygon(vec![a[0], a[1], b[1], b[0]], band, egui::Stroke::NONE));
    }
    painter.add(egui::Shape::line(curve(case.plan.client.fader), egui::Stroke::new(1.5, Color32::from_gray(200))));
    let font = egui::FontId::proportional(10.0);
    for (label, day) in
        [("1 w", 7.0), ("1 mo", 30.0), ("3 mo", 91.0), ("1 y", 365.25), ("3 y", 1095.75), ("10 y", LAST_DAY)]
    {
        let align = if day >= LAST_DAY { egui::Align2::RIGHT_BOTTOM } else { egui::Align2::CENTER_BOTTOM };
        painter.text(egui::pos2(x(day), rect.bottom()), align, label, font.clone(), Color32::from_gray(130));
    }
    for visit in case.visits() {
        let at = x(visit.day);
        painter.line_segment(
            [egui::pos2(at, rect.top() + 3.0), egui::pos2(at, rect.bottom() - 12.0)],
            egui::Stroke::new(1.0, Color32::from_rgb(200, 110, 90)),
        );
    }
    let now = x(app.days);
    painter.line_segment(
        [egui::pos2(now, rect.top()), egui::pos2(now, rect.bottom())],
        egui::Stroke::new(2.0, Color32::WHITE),
    );
}

/// Labels on the picture itself, and how far it is refined.
pub fn over_picture(app: &App, ui: &egui::Ui, rect: egui::Rect, case: &Case) {
    let painter = ui.painter().with_clip_rect(rect);
    // A line that will be regretted has the usual one beside it without being asked.
    if app.ghost || case.plan.advice().iter().any(|advice| advice.kind.is_hairline()) {
        let [r, g, b] = GHOST_COLOUR;
        let stroke = egui::Stroke::new(2.0, Color32::from_rgb(r, g, b));
        let place = |p: glam::Vec2| rect.min + egui::vec2(p.x + 1.0, 1.0 - p.y) * 0.5 * rect.size();
        let aspect = rect.width() / rect.height().max(1.0);
        for [a, b] in dashes(&case.head, &case.typical_line(), &app.camera, aspect) {
            painter.line_segment([place(a), place(b)], stroke);
        }
    }
    let font = egui::FontId::proportional(15.0);
    let ink = Color32::from_gray(40);
    let label = |at: egui::Pos2, align, text: &str| {
        painter.text(at, align, text, font.clone(), ink);
    };
    let after = format!("simulation, {}", day_label(app.days));
    match app.comparison {
        Comparison::After => label(rect.left_top() + egui::vec2(14.0, 12.0), egui::Align2::LEFT_TOP, &after),
        Comparison::Before => {
            label(rect.left_top() + egui::vec2(14.0, 12.0), egui::Align2::LEFT_TOP, "before");
        }
        Comparison::Divided(_) => {
            let x = rect.left() + app.divide * rect.width();
            painter.line_segment(
                [egui::pos2(x, rect.top()), egui::pos2(x, rect.bottom())],
                egui::Stroke::new(1.5, Color32::WHITE),
            );
            label(egui::pos2(x - 10.0, rect.top() + 12.0), egui::Align2::RIGHT_TOP, "before");
            label(egui::pos2(x + 10.0, rect.top() + 12.0), egui::Align2::LEFT_TOP, &after);
        }
    }
    let said = app.message.as_ref().map(|text| (text, Color32::from_rgb(150, 30, 20)));
    if let Some((text, colour)) = said.or(app.notice.as_ref().map(|text| (text, ink))) {
        let room = (rect.width() - 28.0).max(60.0);
        let galley = painter.layout(text.clone(), font.clone(), colour, room);
        painter.galley(rect.left_bottom() + egui::vec2(14.0, -12.0 - galley.size().y), galley, colour);
    }
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
pub fn help(app: &mut App, ui: &mut egui::Ui) {
    let rows = [
        ("drag", "turn the head"),
        ("right or middle drag, Shift + drag", "pan"),
        ("wheel, pinch", "zoom to the pointer"),
        ("double click", "look closely at that place"),
        ("1 – 8", "front, ¾ left, left, back, right, ¾ right, top, crown"),
        ("Space", "before, after"),
        ("D", "side by side; drag the line"),
        ("← →", "back and forth in time"),
        ("P", "play time"),
        ("L", "next light"),
        ("Tab", "show or hide the plan"),
        ("Home", "back to the start"),
        ("Ctrl + S", "save the plan"),
        ("Ctrl + Q", "close"),
    ];
    egui::Window::new("Keys and mouse").open(&mut app.help_open).resizable(false).show(ui.ctx(), |ui| {
        egui::Grid::new("keys").num_columns(2).striped(true).show(ui, |ui| {
            for (keys, meaning) in rows {
                ui.label(RichText::new(keys).strong());
                ui.label(meaning);
                ui.end_row();
            }
        });
    });
}

/// Whether to close a plan that is not saved.
pub fn close_question(app: &mut App, ui: &egui::Ui) {
    let answer = egui::Modal::new(egui::Id::unique("close")).show(ui.ctx(), |ui| {
        ui.heading("The plan is not saved");
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if ui.button("Save and close").clicked() {
                app.asking_to_close = false;
                if app.save() {
                    app.close_now();
                }
            }
            if ui.button("Close without saving").clicked() {
                app.close_now();
            }
            if ui.button("Stay").clicked() {
                app.asking_to_close = false;
            }
        });
    });
    if answer.should_close() {
        app.asking_to_close = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_line_is_the_same_both_ways() {
        for days in [-3.0, 0.0, 10.0, 66.0, 400.0, LAST_DAY] {
            assert!((day_at(position_of(days)) - days).abs() < 0.01 * days.abs().max(1.0), "{days}");
        }
        assert!((position_of(LAST_DAY) - 1.0).abs() < 1e-6);
    }
}
