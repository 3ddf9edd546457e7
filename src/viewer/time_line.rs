//! The time line: scrubbing, playing, the curve of what remains, and what happens on which day.

use super::state::App;
use super::voice::Voice;
use super::wording;
use crate::case::Case;
use crate::live::days::{LAST_DAY, day_at, position_of, step_day};
use crate::studio::Studio;
use crate::time::FadeModel;
use egui::{Color32, RichText};

/// The time line along the bottom: curve of what remains with its band, sessions and touch-ups marked, play and scrub.
pub fn show(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    let (case, voice) = (studio.case(), app.voice);
    let marks = marks(voice, case);
    egui::Panel::bottom("time").show(ui, |ui| {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if ui
                .button(voice.say(if app.is_playing() { "days-stop" } else { "days-play" }))
                .on_hover_text(voice.say("days-play-hint"))
                .clicked()
            {
                let on = !app.is_playing();
                app.play(on);
            }
            ui.label(RichText::new(voice.day(app.days)).strong());
            for (label, day) in [
                ("days-bare", -1.0),
                ("days-first", 0.0),
                ("days-healed", case.healed_day()),
                ("days-1-y", 365.25),
                ("days-5-y", 1826.25),
                ("days-10-y", LAST_DAY),
            ] {
                if ui.small_button(voice.say(label)).clicked() {
                    app.days = day;
                }
            }
            let due = wording::touch_up_due(voice, !case.touch_ups().is_empty(), &case.touch_up_due());
            ui.label(RichText::new(due).color(TOUCH_UP)).on_hover_text(voice.say("days-due-hint"));
        });
        let (rect, response) =
            ui.allocate_exact_size(egui::vec2(ui.available_width(), 52.0), egui::Sense::click_and_drag());
        app.places.insert("time", rect.lerp_inside(egui::vec2(0.3, 0.5)));
        name_line(voice, ui, &response, app.days);
        if response.has_focus() {
            let arrows = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            for (key, way) in [(egui::Key::ArrowRight, 1), (egui::Key::ArrowLeft, -1)] {
                if ui.input(|i| i.key_pressed(key)) {
                    app.days = step_day(app.days, way, case);
                }
            }
        }
        if let Some(at) = response.interact_pointer_pos()
            && (response.dragged() || response.clicked())
        {
            app.days = day_at((at.x - rect.left()) / rect.width().max(1.0));
            app.play(false);
        }
        draw(app, ui.painter(), rect, case, &marks);
        let near =
            |mark: &&Mark, at: egui::Pos2| (rect.left() + position_of(mark.day) * rect.width() - at.x).abs() < 5.0;
        if let Some(mark) = response.hover_pos().and_then(|at| marks.iter().find(|mark| near(mark, at))) {
            response.on_hover_text(&mark.words);
        }
        ui.add_space(4.0);
    });
}

/// Tells screen readers what the line is and which day it shows.
fn name_line(voice: Voice, ui: &egui::Ui, response: &egui::Response, days: f32) {
    let name = voice.say("days-name");
    let info = || egui::WidgetInfo::slider(true, f64::from(days), &name);
    response.widget_info(info);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(-1.0);
        node.set_max_numeric_value(f64::from(LAST_DAY));
        node.set_value(voice.day(days));
    });
}

const SESSION: Color32 = Color32::from_rgb(214, 116, 92);
const TOUCH_UP: Color32 = Color32::from_rgb(120, 190, 130);
const LIGHTENING: Color32 = Color32::from_rgb(176, 140, 210);

/// A day on the time line that something happens on.
struct Mark {
    day: f32,
    /// Span in which it may come to lie, for fast and slow fader.
    range: Option<(f32, f32)>,
    color: Color32,
    letter: String,
    words: String,
}

fn marks(voice: Voice, case: &Case) -> Vec<Mark> {
    let told =
        |key: &str, day: f32, share: f32| voice.tell(key, [("day", &voice.day(day)), ("share", &voice.percent(share))]);
    let sessions = case.plan().sessions.iter().enumerate().map(|(i, session)| Mark {
        day: session.day,
        range: None,
        color: SESSION,
        letter: (i + 1).to_string(),
        words: voice.tell(
            "days-session",
            [
                ("number", &(i + 1).to_string()),
                ("day", &voice.day(session.day)),
                ("share", &voice.percent(session.share)),
            ],
        ),
    });
    let touch_ups = case.touch_ups().iter().map(|touch_up| Mark {
        day: touch_up.day,
        range: touch_up
            .due
            .map(|due| (due.earliest.unwrap_or(touch_up.day), due.latest.unwrap_or(LAST_DAY).min(LAST_DAY))),
        color: TOUCH_UP,
        letter: "t".to_owned(),
        words: match touch_up.due {
            Some(due) => voice.tell(
                "days-touch-up-due",
                [("due", &wording::touch_up_due(voice, false, &due)), ("share", &voice.percent(touch_up.share))],
            ),
            None => told("days-touch-up", touch_up.day, touch_up.share),
        },
    });
    let lightenings = case.plan().lightenings.iter().map(|lightening| Mark {
        day: lightening.day,
        range: None,
        color: LIGHTENING,
        letter: "l".to_owned(),
        words: told("days-lightening", lightening.day, lightening.removes),
    });
    sessions.chain(touch_ups).chain(lightenings).filter(|mark| mark.day <= LAST_DAY).collect()
}

fn draw(app: &App, painter: &egui::Painter, rect: egui::Rect, case: &Case, marks: &[Mark]) {
    let x = |days: f32| rect.left() + position_of(days) * rect.width();
    let top = case.peak_amount().max(1e-3);
    let (ceiling, floor) = (rect.top() + 12.0, rect.bottom() - 13.0);
    let y = |amount: f32| floor - (amount / top).clamp(0.0, 1.0) * (floor - ceiling);
    painter.rect_filled(rect, 4.0, Color32::from_gray(20));
    let steps = (rect.width() / 3.0).max(8.0) as usize;
    let curve = |model: &FadeModel| -> Vec<egui::Pos2> {
        (0..=steps)
            .map(|i| {
                let days = day_at(i as f32 / steps as f32);
                egui::pos2(x(days), y(case.mean_amount(model, days)))
            })
            .collect()
    };
    let band = Color32::from_rgba_unmultiplied(120, 150, 190, 40);
    let [slow, _, fast] = case.fade_band().map(|model| curve(&model));
    for (a, b) in slow.windows(2).zip(fast.windows(2)) {
        painter.add(egui::Shape::convex_polygon(vec![a[0], a[1], b[1], b[0]], band, egui::Stroke::NONE));
    }
    painter.add(egui::Shape::line(curve(&case.appearance().fade), egui::Stroke::new(1.5, Color32::from_gray(200))));
    let font = egui::FontId::proportional(10.0);
    for (label, day) in [
        ("days-1-w", 7.0),
        ("days-1-mo", 30.0),
        ("days-3-mo", 91.0),
        ("days-1-y", 365.25),
        ("days-3-y", 1095.75),
        ("days-10-y", LAST_DAY),
    ] {
        let align = if day >= LAST_DAY { egui::Align2::RIGHT_BOTTOM } else { egui::Align2::CENTER_BOTTOM };
        painter.text(
            egui::pos2(x(day), rect.bottom()),
            align,
            app.voice.say(label),
            font.clone(),
            Color32::from_gray(130),
        );
    }
    for mark in marks {
        if let Some((early, late)) = mark.range {
            let span = egui::Rect::from_x_y_ranges(x(early)..=x(late), rect.top() + 3.0..=rect.top() + 9.0);
            painter.rect_filled(span, 2.0, mark.color.gamma_multiply(0.25));
        }
        let at = x(mark.day);
        painter.line_segment([egui::pos2(at, ceiling), egui::pos2(at, floor)], egui::Stroke::new(1.0, mark.color));
        painter.text(egui::pos2(at, rect.top()), egui::Align2::CENTER_TOP, &mark.letter, font.clone(), mark.color);
    }
    let now = x(app.days);
    painter.line_segment(
        [egui::pos2(now, rect.top()), egui::pos2(now, rect.bottom())],
        egui::Stroke::new(2.0, Color32::WHITE),
    );
}
