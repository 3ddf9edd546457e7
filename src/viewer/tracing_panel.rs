//! The photograph in the panel: brought, matched, shown, traced, put away.

use super::advice_chip::AMBER;
use super::purpose::Purpose;
use super::state::App;
use super::tracing::{PhotoPlace, TracingTool};
use super::tracing_words as words;
use egui::{Button, RichText, Slider};

/// Controls of the photograph.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let Some(tracing) = &mut app.tracing else {
        if ui.button(voice.say("photo-bring")).on_hover_text(voice.say("photo-bring-hint")).clicked() {
            app.ask_for_file(Purpose::Photograph);
        }
        return;
    };
    ui.label(&tracing.photograph.name);
    let (told, well) = words::matched(voice, tracing);
    let told = RichText::new(told);
    ui.label(if well { told } else { told.color(AMBER) });
    let known = tracing.camera().is_some();
    let (mut looks, needs_camera) = (false, voice.say("photo-needs-camera"));
    ui.horizontal_wrapped(|ui| {
        for (tool, name, hint) in words::TOOLS {
            let free = known || tool == TracingTool::Places;
            let response = ui.add_enabled(free, Button::selectable(tracing.tool == tool, voice.say(name)));
            if response.on_hover_text(voice.say(hint)).on_disabled_hover_text(&needs_camera).clicked() {
                (tracing.tool, app.brush.on) = (tool, false);
                if tool == TracingTool::Places {
                    // Head and photograph are clicked one beside the other.
                    tracing.place = PhotoPlace::Beside;
                }
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (place, name, hint) in words::PLACES {
            let free = known || place == PhotoPlace::Beside;
            let response = ui.add_enabled(free, Button::selectable(tracing.place == place, voice.say(name)));
            if response.on_hover_text(voice.say(hint)).on_disabled_hover_text(&needs_camera).clicked() {
                tracing.place = place;
                if place != PhotoPlace::Beside {
                    (tracing.tool, looks) = (TracingTool::Line, true);
                }
            }
        }
    });
    if tracing.place == PhotoPlace::Over {
        let mut share = 100.0 * tracing.opacity;
        let slider =
            Slider::new(&mut share, 0.0..=100.0).fixed_decimals(0).suffix(" %").text(voice.say("photo-opacity"));
        if ui.add(slider).changed() {
            tracing.opacity = share / 100.0;
        }
    }
    let mut away = false;
    ui.horizontal_wrapped(|ui| {
        let look = ui.add_enabled(known, Button::new(voice.say("photo-look")));
        looks |= look.on_hover_text(voice.say("photo-look-hint")).on_disabled_hover_text(&needs_camera).clicked();
        let traced = !tracing.line().is_empty();
        let anew = ui.add_enabled(traced, Button::new(voice.say("photo-new-line")));
        if anew.on_hover_text(voice.say("photo-new-line-hint")).clicked() {
            tracing.forget_line();
        }
        if ui.add_enabled(!tracing.pairs().is_empty(), Button::new(voice.say("photo-no-places"))).clicked() {
            tracing.forget_places();
        }
        away = ui.button(voice.say("photo-away")).clicked();
    });
    if away {
        app.tracing = None;
    }
    if looks {
        app.look_from_photo();
    }
}
