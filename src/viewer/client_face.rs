//! The client's face of the window: the head edge to edge, words that are read from across a room, a time line of words that
//! shows itself when the pointer moves, and a presenter's keys.

use super::presenting::ClientFace;
use super::state::App;
use super::wording;
use crate::case::Case;
use crate::live::Comparison;
use crate::scene::View;
use egui::{Align2, Color32, Event, FontId, Key, RichText};

/// Height of the first line's letters, as a share of the window's height; a capital is 0.7 of it.
pub const CAPTION: f32 = 1.0 / 26.0;
/// Height of the other letters.
const WORDS: f32 = 1.0 / 31.0;
/// Time after which what the pointer called goes again, seconds.
const SHOWN_SECONDS: f64 = 3.0;
/// Views that a presenter's keys step through, each over all days.
const VIEWS: [View; 3] = [View::Front, View::ThreeQuarterLeft, View::Crown];

/// Days that a client is shown, with the keys of their words.
fn days(case: &Case) -> [(f32, &'static str); 6] {
    [
        (-1.0, "seen-before"),
        (0.0, "face-just-done"),
        (case.healed_day(), "face-healed"),
        (365.25, "face-year"),
        (1826.25, "face-five-years"),
        (3652.5, "face-ten-years"),
    ]
}

impl App {
    /// Shows the client's face, or the practitioner's.
    pub(super) fn toggle_client_face(&mut self) {
        self.client_face = match self.client_face {
            Some(_) => None,
            None => Some(ClientFace { moved_at: self.now, ..ClientFace::default() }),
        };
    }

    /// True where the window is to fill the screen.
    pub fn fills_screen(&self) -> bool {
        self.client_face.is_some()
    }

    /// A presenter's keys. True where Esc was meant for the face.
    pub(super) fn presenter_keys(&mut self, ui: &egui::Ui, case: &Case) -> bool {
        let pressed = |key| ui.input(|i| i.key_pressed(key));
        if pressed(Key::F11) {
            self.toggle_client_face();
        }
        let Some(mut face) = self.client_face else { return false };
        let back = pressed(Key::PageUp);
        if back || pressed(Key::PageDown) {
            let all = VIEWS.len() * days(case).len();
            let place = match face.place {
                Some(place) if back => (place + all - 1) % all,
                Some(place) => (place + 1) % all,
                None => 0,
            };
            (face.place, face.black) = (Some(place), false);
            self.fly(VIEWS[place / days(case).len()].camera());
            (self.days, _) = days(case)[place % days(case).len()];
            (self.comparison, self.playing) = (Comparison::After, false);
        }
        if pressed(Key::Period) || pressed(Key::B) {
            face.black = !face.black;
        }
        let moved = |event: &Event| matches!(event, Event::PointerMoved(_) | Event::Touch { .. });
        if ui.input(|i| i.events.iter().any(moved) || i.pointer.any_down()) {
            face.moved_at = self.now;
        }
        let leaves = pressed(Key::Escape);
        self.client_face = (!leaves).then_some(face);
        leaves
    }
}

/// Words over the picture.
pub fn over_picture(app: &mut App, ui: &egui::Ui, rect: egui::Rect, case: &Case) {
    let Some(face) = app.client_face else { return };
    let painter = ui.painter().with_clip_rect(rect);
    if face.black {
        painter.rect_filled(rect, 0.0, Color32::BLACK);
        return;
    }
    let shows_days = app.now - face.moved_at < SHOWN_SECONDS;
    let height = rect.height();
    let margin = 0.025 * height;
    let label = |at: egui::Pos2, align: Align2, share: f32, text: &str| {
        let laid = |size| painter.layout_no_wrap(text.to_owned(), FontId::proportional(size), Color32::WHITE);
        // What is too long for the window is written smaller.
        let room = (rect.width() - 4.0 * margin).max(1.0);
        let galley = laid(share * height);
        let galley = if galley.size().x > room { laid(share * height * room / galley.size().x) } else { galley };
        let at = align.anchor_size(at, galley.size());
        painter.rect_filled(at.expand2(egui::vec2(0.6, 0.25) * margin), 0.2 * margin, Color32::from_black_alpha(150));
        painter.galley(at.min, galley, Color32::WHITE);
        at
    };
    let voice = app.voice;
    let day = wording::client_day(voice, app.days, case.healed_day());
    let [before, day] = match app.shown_a() {
        Some(_) => app.side_words().map(|side| voice.tell("seen-side", [("side", &side), ("day", &day)])),
        None => [voice.say("seen-before"), day],
    };
    let left = rect.left_bottom() + egui::vec2(margin + 0.1 * margin, -margin);
    let small = wording::client_caption(voice, app.draft.client.fader, &app.lights[app.light].name);
    let below = label(left, Align2::LEFT_BOTTOM, WORDS, &small);
    let shown = if app.comparison == Comparison::Before { &before } else { &day };
    let caption = below.left_top() - egui::vec2(0.0, 0.7 * margin);
    if let Comparison::Divided(_) = app.comparison {
        let x = rect.left() + app.divide * rect.width();
        let stroke = egui::Stroke::new(0.002 * height, Color32::WHITE);
        painter.line_segment([egui::pos2(x, rect.top()), egui::pos2(x, rect.bottom())], stroke);
        // Below the time line while it is shown.
        let top = rect.top() + margin + if shows_days { 2.9 * WORDS * height } else { 0.0 };
        label(egui::pos2(x - margin, top), Align2::RIGHT_TOP, CAPTION, &before);
        label(egui::pos2(x + margin, top), Align2::LEFT_TOP, CAPTION, &day);
    } else {
        label(caption, Align2::LEFT_BOTTOM, CAPTION, shown);
    }
    if shows_days {
        stops(app, ui, rect, case);
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(SHOWN_SECONDS));
    }
}

/// The time line in words, along the top.
fn stops(app: &mut App, ui: &egui::Ui, rect: egui::Rect, case: &Case) {
    let size = WORDS * rect.height();
    let at = rect.center_top() + egui::vec2(0.0, 0.4 * size);
    let divided = matches!(app.comparison, Comparison::Divided(_));
    let voice = app.voice;
    egui::Area::new(egui::Id::unique("stops")).pivot(Align2::CENTER_TOP).fixed_pos(at).show(ui.ctx(), |ui| {
        egui::Frame::NONE.fill(Color32::from_black_alpha(170)).inner_margin(0.4 * size).corner_radius(0.3 * size).show(
            ui,
            |ui| {
                ui.horizontal(|ui| {
                    for (day, words) in days(case) {
                        let chosen = (app.days - day).abs() < 0.5;
                        if ui.selectable_label(chosen, RichText::new(voice.say(words)).size(size)).clicked() {
                            app.days = day;
                            app.play(false);
                        }
                    }
                    ui.separator();
                    if ui.selectable_label(divided, RichText::new(voice.say("face-compare")).size(size)).clicked() {
                        app.toggle_divide();
                    }
                });
            },
        );
    });
}
