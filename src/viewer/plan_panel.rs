//! The plan beside the picture: what a consultation changes most, live.

use super::sliders::{length_slider, percent_slider, range, slider};
use super::state::App;
use super::{advice_chip, brush_panel, hairline_panel, person_panel, swatches, tracing_panel, wording};
use crate::plan::{
    Finish, Hair, HairKind, HairLoss, Hand, HandPreset, Observed, ShadeRule, TOUCH_UP_CONTRAST, TouchUp, ZoneName,
};
use crate::render::ToneMap;
use crate::studio::Studio;
use crate::time::{Fader, Oiliness, Sun};
use egui::{RichText, Slider};

/// The panel at the left.
pub fn show(app: &mut App, ui: &mut egui::Ui, studio: &mut Studio) {
    let before = app.draft.clone();
    let voice = app.voice;
    egui::Panel::left("plan").default_size(330.0).show(ui, |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            let mark = if app.is_saved() { "" } else { " •" };
            ui.horizontal(|ui| {
                let name = egui::TextEdit::singleline(&mut app.draft.name).font(egui::TextStyle::Heading);
                let name = ui
                    .add(name.frame(egui::Frame::NONE).desired_width(240.0))
                    .on_hover_text(voice.say("plan-name-hint"));
                ui.ctx().accesskit_node_builder(name.id, |node| node.set_label(voice.say("plan-name-hint")));
                ui.heading(mark);
            });
            ui.horizontal(|ui| {
                let hint = wording::save_hint(voice, app.file.path());
                if ui.button(voice.say("file-save")).on_hover_text(hint).clicked() {
                    app.save();
                }
                ui.label(voice.say(if app.is_saved() { "plan-saved" } else { "plan-not-saved" }));
            });
            let count = studio.case().dots().len().to_string();
            let area = voice.number(studio.case().head().scalp_area_cm2(), 0);
            ui.label(voice.tell("plan-dots", [("count", &count), ("area", &area)]));
            section(ui, &voice.say("plan-hairline"), |ui| hairline_panel::hairline(app, ui, studio.case()));
            egui::CollapsingHeader::new(voice.say("plan-edges"))
                .show(ui, |ui| hairline_panel::edges(app, ui, studio.case()));
            let open = app.tracing.is_some().then_some(true);
            egui::CollapsingHeader::new(voice.say("plan-photograph"))
                .open(open)
                .show(ui, |ui| tracing_panel::show(app, ui));
            section(ui, &voice.say("plan-density"), |ui| density(app, ui));
            match_button(app, ui, studio);
            egui::CollapsingHeader::new(voice.say("plan-brush")).show(ui, |ui| brush_panel::show(app, ui));
            section(ui, &voice.say("plan-skin"), |ui| skin_and_hair(app, ui));
            section(ui, &voice.say("plan-fading"), |ui| fading(app, ui));
            egui::CollapsingHeader::new(voice.say("plan-person"))
                .show(ui, |ui| person_panel::person(app, ui, studio.case()));
            egui::CollapsingHeader::new(voice.say("plan-head"))
                .show(ui, |ui| person_panel::head(app, ui, studio.case()));
            egui::CollapsingHeader::new(voice.say("plan-history")).show(ui, |ui| history(app, ui, studio));
            section(ui, &voice.say("plan-picture"), |ui| {
                egui::ComboBox::from_label(voice.say("plan-tone-map")).selected_text(app.show.tone_map.name()).show_ui(
                    ui,
                    |ui| {
                        for curve in ToneMap::ALL {
                            ui.selectable_value(&mut app.show.tone_map, curve, curve.name());
                        }
                    },
                );
                ui.add(Slider::new(&mut app.show.exposure_ev, -2.0..=2.0).text(voice.say("plan-exposure")));
            });
            let derived = app.derived(studio.case());
            for advice in advice_chip::sentences(voice, &derived.doubts, &derived.advice) {
                ui.label(RichText::new(advice).color(advice_chip::AMBER));
            }
        });
    });
    if app.draft != before && app.draft != *app.history.plan() {
        app.apply(studio);
    }
}

/// The steps taken so far; a click goes to one.
fn history(app: &mut App, ui: &mut egui::Ui, studio: &mut Studio) {
    let (names, place) = (app.history.names().map(str::to_owned).collect::<Vec<_>>(), app.history.place());
    let mut chosen = None;
    let rows = std::iter::once(app.voice.say("plan-as-opened")).chain(names);
    for (i, name) in rows.enumerate() {
        let text = RichText::new(name);
        let text = if i > place { text.weak() } else { text };
        if ui.selectable_label(i == place, text).clicked() {
            chosen = Some(i);
        }
    }
    if let Some(place) = chosen {
        app.go_to_step(place, studio);
    }
}

fn section(ui: &mut egui::Ui, title: &str, contents: impl FnOnce(&mut egui::Ui)) {
    egui::CollapsingHeader::new(title).default_open(true).show(ui, contents);
}

/// Lets dots be matched to hair.
fn match_button(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    let voice = app.voice;
    let text = match &app.matching {
        Some(matching) => voice.tell("plan-match-stop", [("share", &voice.percent(matching.share()))]),
        None => voice.say("plan-match"),
    };
    if ui.button(text).on_hover_text(voice.say("plan-match-hint")).clicked() {
        app.toggle_match(studio.case());
    }
}

fn density(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let zones = &mut app.draft.zones;
    for (name, zone) in [
        (ZoneName::Front, &mut zones.front),
        (ZoneName::MidScalp, &mut zones.mid_scalp),
        (ZoneName::Crown, &mut zones.crown),
        (ZoneName::Temples, &mut zones.temples),
    ] {
        let text = voice.tell("dots-density", [("zone", &voice.zone(name))]);
        let response = ui.add(slider(&mut zone.density_per_cm2, "zones.front.density_per_cm2", &text));
        if name == ZoneName::Front {
            app.places.insert("density", response.rect.left_center() + egui::vec2(40.0, 0.0));
        }
    }
    shades(app, ui);
    let mut dilution = app.draft.shade().last;
    if ui
        .add(slider(&mut dilution, "pigment.dilution", &voice.say("dots-water")))
        .on_hover_text(voice.say("dots-water-hint"))
        .changed()
    {
        app.draft.pigment.dilution = Some(dilution);
    }
    let mut diameter = app.draft.zones.mid_scalp.dot_diameter_mm;
    let path = "zones.mid_scalp.dot_diameter_mm";
    if ui.add(length_slider(voice, &mut diameter, path, "dots-diameter").logarithmic(true)).changed() {
        let range = range(path);
        let factor = diameter / app.draft.zones.mid_scalp.dot_diameter_mm.max(0.05);
        for name in crate::plan::ZoneName::ALL {
            let zone = app.draft.zones.get_mut(name);
            zone.dot_diameter_mm = (zone.dot_diameter_mm * factor).clamp(*range.start(), *range.end());
        }
    }
    let hand = &mut app.draft.pigment.hand;
    let named = wording::hand(voice, hand.preset);
    egui::ComboBox::from_label(voice.say("dots-hand")).selected_text(named).show_ui(ui, |ui| {
        for preset in HandPreset::ALL {
            let label = ui.selectable_label(hand.preset == preset, wording::hand(voice, preset));
            if label.on_hover_text(voice.say("dots-hand-hint")).clicked() {
                *hand = Hand { needle_mm: hand.needle_mm, ..Hand::of(preset) };
            }
        }
    });
    let mut uptake = 100.0 * hand.figures().uptake_spread;
    let uneven = percent_slider(&mut uptake, "pigment.hand.uptake_spread", &voice.say("dots-uptake"));
    if ui.add(uneven).on_hover_text(voice.say("dots-uptake-hint")).changed() {
        hand.uptake_spread = Some(uptake / 100.0);
    }
    let mut depth = app.draft.zones.mid_scalp.depth_mm;
    if ui.add(length_slider(voice, &mut depth, "zones.mid_scalp.depth_mm", "dots-depth")).changed() {
        for name in crate::plan::ZoneName::ALL {
            app.draft.zones.get_mut(name).depth_mm = depth;
        }
    }
}

/// The shades by name; choosing one lets go of a dilution of the plan's own.
fn shades(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let pigment = &mut app.draft.pigment;
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("dots-shade"));
        for (shade, name, hint) in [
            (ShadeRule::Soft, "dots-soft", "dots-soft-hint"),
            (ShadeRule::Natural, "dots-natural", "dots-natural-hint"),
            (ShadeRule::Strong, "dots-strong", "dots-strong-hint"),
            (ShadeRule::Match, "dots-own", "dots-own-hint"),
        ] {
            let chosen = pigment.shade == shade && pigment.dilution.is_none();
            if ui.selectable_label(chosen, voice.say(name)).on_hover_text(voice.say(hint)).clicked() {
                (pigment.shade, pigment.dilution) = (shade, None);
            }
        }
    });
}

fn skin_and_hair(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let client = &mut app.draft.client;
    let named = wording::hair_loss(voice, client.hair_loss);
    egui::ComboBox::from_label(voice.say("skin-loss")).selected_text(named).show_ui(ui, |ui| {
        for stage in HairLoss::ALL {
            ui.selectable_value(&mut client.hair_loss, stage, wording::hair_loss(voice, stage));
        }
    });
    swatches::skin(voice, ui, &mut client.skin);
    ui.horizontal(|ui| {
        ui.label(voice.say("skin-worn"));
        ui.selectable_value(&mut client.finish, Finish::Natural, voice.say("skin-worn-natural"));
        ui.selectable_value(&mut client.finish, Finish::Matte, voice.say("skin-matte"));
    });
    let age_years = client.age_years;
    let hair = &mut app.draft.hair;
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("hair"));
        for (kind, name) in [
            (HairKind::European, "hair-european"),
            (HairKind::EastAsian, "hair-east-asian"),
            (HairKind::African, "hair-african"),
        ] {
            let label = ui.selectable_label(hair.kind == Some(kind), voice.say(name));
            if label.on_hover_text(voice.say("hair-kind-hint")).clicked() {
                // How it is cut stays.
                let (guard_mm, shaved_hours) = (hair.guard_mm, hair.shaved_hours);
                *hair = Hair { guard_mm, shaved_hours, ..kind.at_age(age_years) };
            }
        }
    });
    swatches::hair(voice, ui, &mut hair.colour);
    let mut length = hair.length_mm();
    // Most are cut to a few millimetres at most.
    let stubble =
        length_slider(voice, &mut length, "hair.guard_mm", "hair-length").logarithmic(true).smallest_positive(0.1);
    if ui.add(stubble).changed() {
        hair.guard_mm = Some(length);
        hair.shaved_hours = None;
    }
    ui.add(slider(&mut hair.grey_share, "hair.grey_share", &voice.say("hair-grey-share")));
}

fn fading(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let client = &mut app.draft.client;
    ui.horizontal(|ui| {
        for (fader, name) in [(Fader::Slow, "fade-slow"), (Fader::Typical, "fade-typical"), (Fader::Fast, "fade-fast")]
        {
            ui.selectable_value(&mut client.fader, fader, voice.say(name));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("fade-sun"));
        for (sun, name) in [
            (Sun::Protected, "fade-sun-protected"),
            (Sun::Ordinary, "fade-sun-ordinary"),
            (Sun::Outdoor, "fade-sun-outdoor"),
            (Sun::Tropics, "fade-sun-tropics"),
        ] {
            ui.selectable_value(&mut client.sun, sun, voice.say(name));
        }
    });
    ui.horizontal(|ui| {
        ui.label(voice.say("fade-scalp"));
        for (oil, name) in
            [(Oiliness::Dry, "fade-dry"), (Oiliness::Normal, "fade-normal"), (Oiliness::Oily, "fade-oily")]
        {
            ui.selectable_value(&mut client.oiliness, oil, voice.say(name));
        }
    });
    ui.checkbox(&mut client.exfoliants, voice.say("fade-acids"));
    let mut seen = client.observed.is_some();
    if ui.checkbox(&mut seen, voice.say("fade-seen")).on_hover_text(voice.say("fade-seen-hint")).changed() {
        client.observed = seen.then_some(Observed { age_days: 28.0, remaining: 0.6 });
    }
    if let Some(observed) = &mut client.observed {
        let days = slider(&mut observed.age_days, "client.observed.age_days", &voice.say("fade-seen-days"));
        ui.add(days.logarithmic(true).integer());
        let mut left = 100.0 * observed.remaining;
        if ui.add(percent_slider(&mut left, "client.observed.remaining", &voice.say("fade-seen-left"))).changed() {
            observed.remaining = left / 100.0;
        }
    }
    ui.checkbox(&mut app.draft.aftercare.kept, voice.say("fade-aftercare"));
    let touch_ups = &mut app.draft.touch_ups;
    let mut wanted = touch_ups.iter().any(|t| t.threshold().is_some());
    if ui.checkbox(&mut wanted, voice.say("fade-touch-up")).changed() {
        touch_ups.retain(|t| t.threshold().is_none());
        if wanted {
            touch_ups.push(TouchUp { times: 2, ..TouchUp::default() });
        }
    }
    if let Some(touch_up) = touch_ups.iter_mut().find(|t| t.threshold().is_some()) {
        let mut share = 100.0 * touch_up.threshold().unwrap_or(TOUCH_UP_CONTRAST);
        let slider = percent_slider(&mut share, "touch_ups[].when_contrast_under", &voice.say("fade-touch-up-under"));
        if ui.add(slider).on_hover_text(voice.say("fade-touch-up-hint")).changed() {
            touch_up.when_contrast_under = Some(share / 100.0);
        }
    }
}

#[cfg(test)]
#[path = "plan_panel_tests.rs"]
mod tests;
