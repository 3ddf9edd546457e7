//! Questions and news that are answered before going on, one at a time.

use super::purpose::Purpose;
use super::state::App;
use super::voice::Voice;
use super::wording;
use crate::studio::Studio;
use std::path::PathBuf;

/// Shows what is asked or told, where something is.
pub fn show(app: &mut App, ui: &egui::Ui, studio: &mut Studio) {
    if app.asking_to_close {
        close(app, ui);
    } else if app.desk.waiting.is_some() {
        replace(app, ui, studio);
    } else if app.desk.card.is_some() {
        card(app, ui);
    } else if app.desk.offered.is_some() {
        offered(app, ui, studio);
    } else if app.desk.typed.is_some() {
        typed(app, ui);
    }
}

/// A card with a heading, a text and buttons by the keys of their words; tells which was pressed, or none that it was left by Esc. The first button has
/// the keyboard from the start, so that Enter is the careful answer: it keeps and saves, and throws nothing away.
fn asked(voice: Voice, ui: &egui::Ui, heading: &str, text: &str, buttons: &[&str]) -> Option<Option<usize>> {
    let mut pressed = None;
    let answer = egui::Modal::new(egui::Id::unique("card")).show(ui.ctx(), |ui| {
        ui.set_max_width(560.0);
        ui.heading(heading);
        ui.add_space(6.0);
        if !text.is_empty() {
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| ui.label(text));
            ui.add_space(6.0);
        }
        ui.horizontal(|ui| {
            let mut responses = Vec::new();
            for (i, name) in buttons.iter().enumerate() {
                let response = ui.button(voice.say(name));
                if response.clicked() {
                    pressed = Some(Some(i));
                }
                responses.push(response);
            }
            if let Some(first) = responses.first().filter(|_| !responses.iter().any(egui::Response::has_focus)) {
                first.request_focus();
                if pressed.is_none() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
                    pressed = Some(Some(0));
                }
            }
        });
    });
    pressed.or(answer.should_close().then_some(None))
}

fn close(app: &mut App, ui: &egui::Ui) {
    let heading = app.voice.tell("ask-not-saved", [("name", &app.draft.name)]);
    let Some(answer) = asked(app.voice, ui, &heading, "", &["ask-save-and-close", "ask-close-unsaved", "ask-stay"])
    else {
        return;
    };
    app.asking_to_close = false;
    match answer {
        Some(0) if app.save() => app.close_now(),
        Some(1) => app.close_now(),
        _ => {}
    }
}

fn replace(app: &mut App, ui: &egui::Ui, studio: &mut Studio) {
    let heading = app.voice.tell("ask-not-saved", [("name", &app.draft.name)]);
    let Some(answer) = asked(app.voice, ui, &heading, "", &["ask-save-and-open", "ask-open-unsaved", "ask-stay"])
    else {
        return;
    };
    let Some((path, text, plan)) = app.desk.waiting.take() else { return };
    let goes_on = match answer {
        Some(0) => app.save(),
        Some(1) => true,
        _ => false,
    };
    if goes_on {
        app.take_plan(path, text, *plan, studio);
    }
}

fn card(app: &mut App, ui: &egui::Ui) {
    let Some((heading, text)) = &app.desk.card else { return };
    if asked(app.voice, ui, heading, text, &["ask-ok"]).is_some() {
        app.desk.card = None;
    }
}

fn offered(app: &mut App, ui: &egui::Ui, studio: &mut Studio) {
    let voice = app.voice;
    let Some(unsaved) = &app.desk.offered else { return };
    let text = wording::offered(voice, unsaved.file.as_deref(), unsaved.age);
    let heading = voice.say("ask-unsaved-work");
    let Some(answer) = asked(voice, ui, &heading, &text, &["ask-continue", "ask-throw-away", "ask-later"]) else {
        return;
    };
    let Some(unsaved) = app.desk.offered.take() else { return };
    match answer {
        Some(0) => app.recover(unsaved, studio),
        Some(1) => {
            if let Some(recovery) = &mut app.desk.recovery {
                recovery.forget_ended();
            }
        }
        _ => {}
    }
}

/// A path by hand, where the system has no dialog.
fn typed(app: &mut App, ui: &egui::Ui) {
    let voice = app.voice;
    let Some((purpose, path)) = &mut app.desk.typed else { return };
    let purpose: Purpose = *purpose;
    let mut done = None;
    let answer = egui::Modal::new(egui::Id::unique("typed")).show(ui.ctx(), |ui| {
        ui.set_max_width(560.0);
        ui.heading(wording::dialog(voice, purpose));
        ui.label(voice.say("file-no-dialog"));
        let field = ui.add(egui::TextEdit::singleline(path).desired_width(520.0).hint_text(voice.say("file-path")));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(voice.say("file-path")));
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if !field.has_focus() && !entered {
            field.request_focus();
        }
        ui.horizontal(|ui| {
            let ready = !path.trim().is_empty();
            if ui.add_enabled(ready, egui::Button::new(voice.say("ask-ok"))).clicked() || (entered && ready) {
                done = Some(true);
            }
            if ui.button(voice.say("ask-cancel")).clicked() {
                done = Some(false);
            }
        });
    });
    let done = done.or(answer.should_close().then_some(false));
    let Some(goes_on) = done else { return };
    if let Some((purpose, path)) = app.desk.typed.take()
        && goes_on
    {
        app.chosen(purpose, PathBuf::from(path.trim()));
    }
}
