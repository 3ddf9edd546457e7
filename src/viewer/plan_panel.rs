//! The plan beside the picture: what a consultation changes most, live.

use super::sliders::{percent_slider, range, slider};
use super::state::App;
use super::{advice_chip, brush_panel, hairline_panel, person_panel, swatches, tracing_panel, tracing_words, wording};
use crate::plan::{
    Finish, Hair, HairKind, HairLoss, Hand, HandPreset, Observed, ShadeRule, TOUCH_UP_CONTRAST, TouchUp,
};
use crate::render::ToneMap;
use crate::studio::Studio;
use crate::time::{Fader, Oiliness, Sun};
use egui::{RichText, Slider};

/// The panel at the left.
pub fn show(app: &mut App, ui: &mut egui::Ui, studio: &mut Studio) {
    let before = app.draft.clone();
    egui::Panel::left("plan").default_size(330.0).show(ui, |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            let mark = if app.is_saved() { "" } else { " •" };
            ui.horizontal(|ui| {
                let name = egui::TextEdit::singleline(&mut app.draft.name).font(egui::TextStyle::Heading);
                let name =
                    ui.add(name.frame(egui::Frame::NONE).desired_width(240.0)).on_hover_text(wording::PLANS_NAME);
                ui.ctx().accesskit_node_builder(name.id, |node| node.set_label(wording::PLANS_NAME));
                ui.heading(mark);
            });
            ui.horizontal(|ui| {
                let hint = wording::save_hint(app.file.path());
                if ui.button("Save").on_hover_text(hint).clicked() {
                    app.save();
                }
                ui.label(if app.is_saved() { "saved" } else { "not saved" });
            });
            let counts = studio.case().dots().len();
            ui.label(format!("{counts} dots on {:.0} cm² of scalp", studio.case().head().scalp_area_cm2()));
            section(ui, "Hairline", |ui| hairline_panel::hairline(app, ui, studio.case()));
            egui::CollapsingHeader::new("Edges by hand").show(ui, |ui| hairline_panel::edges(app, ui, studio.case()));
            let open = app.tracing.is_some().then_some(true);
            egui::CollapsingHeader::new(tracing_words::PHOTOGRAPH)
                .open(open)
                .show(ui, |ui| tracing_panel::show(app, ui));
            section(ui, "Density and shade", |ui| density(app, ui));
            match_button(app, ui, studio);
            egui::CollapsingHeader::new("Brush").show(ui, |ui| brush_panel::show(app, ui));
            section(ui, "Skin and hair", |ui| skin_and_hair(app, ui));
            section(ui, "Fading", |ui| fading(app, ui));
            egui::CollapsingHeader::new("Person").show(ui, |ui| person_panel::person(app, ui, studio.case()));
            egui::CollapsingHeader::new("Head").show(ui, |ui| person_panel::head(app, ui, studio.case()));
            egui::CollapsingHeader::new("History").show(ui, |ui| history(app, ui, studio));
            section(ui, "Picture", |ui| {
                egui::ComboBox::from_label("tone map").selected_text(app.show.tone_map.name()).show_ui(ui, |ui| {
                    for curve in ToneMap::ALL {
                        ui.selectable_value(&mut app.show.tone_map, curve, curve.name());
                    }
                });
                ui.add(Slider::new(&mut app.show.exposure_ev, -2.0..=2.0).text("exposure, stops"));
            });
            let derived = app.derived(studio.case());
            for advice in advice_chip::sentences(&derived.doubts, &derived.advice) {
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
    let rows = std::iter::once(wording::AS_OPENED).chain(names.iter().map(String::as_str));
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
    let text = match &app.matching {
        Some(matching) => format!("stop matching ({:.0} %)", 100.0 * matching.share()),
        None => "match dots to hair".to_owned(),
    };
    let hint = "Finds the density and the shade at which healed dots pass for the client's own hair at 400 mm.";
    if ui.button(text).on_hover_text(hint).clicked() {
        app.toggle_match(studio.case());
    }
}

fn density(app: &mut App, ui: &mut egui::Ui) {
    let zones = &mut app.draft.zones;
    for (name, zone) in [
        ("front", &mut zones.front),
        ("mid-scalp", &mut zones.mid_scalp),
        ("crown", &mut zones.crown),
        ("temples", &mut zones.temples),
    ] {
        let text = format!("dots/cm², {name}");
        let response = ui.add(slider(&mut zone.density_per_cm2, "zones.front.density_per_cm2", &text));
        if name == "front" {
            app.places.insert("density", response.rect.left_center() + egui::vec2(40.0, 0.0));
        }
    }
    shades(app, ui);
    let mut dilution = app.draft.shade().last;
    if ui
        .add(slider(&mut dilution, "pigment.dilution", "parts of water (shade)"))
        .on_hover_text("Parts of water to one of pigment: fewer are darker.")
        .changed()
    {
        app.draft.pigment.dilution = Some(dilution);
    }
    let mut diameter = app.draft.zones.mid_scalp.dot_diameter_mm;
    let path = "zones.mid_scalp.dot_diameter_mm";
    if ui.add(slider(&mut diameter, path, "mm healed dot").logarithmic(true)).changed() {
        let range = range(path);
        let factor = diameter / app.draft.zones.mid_scalp.dot_diameter_mm.max(0.05);
        for name in crate::plan::ZoneName::ALL {
            let zone = app.draft.zones.get_mut(name);
            zone.dot_diameter_mm = (zone.dot_diameter_mm * factor).clamp(*range.start(), *range.end());
        }
    }
    let hand = &mut app.draft.pigment.hand;
    egui::ComboBox::from_label("hand").selected_text(hand.preset.name()).show_ui(ui, |ui| {
        for preset in HandPreset::ALL {
            let label = ui.selectable_label(hand.preset == preset, preset.name());
            if label.on_hover_text("How evenly dots are set and take.").clicked() {
                *hand = Hand { needle_mm: hand.needle_mm, ..Hand::of(preset) };
            }
        }
    });
    let mut uptake = 100.0 * hand.figures().uptake_spread;
    let uneven = percent_slider(&mut uptake, "pigment.hand.uptake_spread", "uneven uptake");
    if ui.add(uneven).on_hover_text("How much pigment differs from place to place.").changed() {
        hand.uptake_spread = Some(uptake / 100.0);
    }
    let mut depth = app.draft.zones.mid_scalp.depth_mm;
    if ui.add(slider(&mut depth, "zones.mid_scalp.depth_mm", "mm deep")).changed() {
        for name in crate::plan::ZoneName::ALL {
            app.draft.zones.get_mut(name).depth_mm = depth;
        }
    }
}

/// The shades by name; choosing one lets go of a dilution of the plan's own.
fn shades(app: &mut App, ui: &mut egui::Ui) {
    let pigment = &mut app.draft.pigment;
    ui.horizontal_wrapped(|ui| {
        ui.label("shade");
        for (shade, name, hint) in [
            (ShadeRule::Soft, "soft", "Light fill: healed skin keeps some 84 % of its light."),
            (ShadeRule::Natural, "natural", "As most finished work: some 68 %."),
            (ShadeRule::Strong, "strong", "A dense buzz cut: some 56 %, by more, wider and darker dots."),
            (ShadeRule::Match, "own hair", "As dark as the client's own hair as it is worn."),
        ] {
            let chosen = pigment.shade == shade && pigment.dilution.is_none();
            if ui.selectable_label(chosen, name).on_hover_text(hint).clicked() {
                (pigment.shade, pigment.dilution) = (shade, None);
            }
        }
    });
}

fn skin_and_hair(app: &mut App, ui: &mut egui::Ui) {
    let client = &mut app.draft.client;
    egui::ComboBox::from_label("hair loss").selected_text(client.hair_loss.name()).show_ui(ui, |ui| {
        for stage in HairLoss::ALL {
            ui.selectable_value(&mut client.hair_loss, stage, stage.name());
        }
    });
    swatches::skin(ui, &mut client.skin);
    ui.horizontal(|ui| {
        ui.label("worn");
        ui.selectable_value(&mut client.finish, Finish::Natural, "natural");
        ui.selectable_value(&mut client.finish, Finish::Matte, "matte");
    });
    let age_years = client.age_years;
    let hair = &mut app.draft.hair;
    ui.horizontal_wrapped(|ui| {
        ui.label("hair");
        for (kind, name) in
            [(HairKind::European, "European"), (HairKind::EastAsian, "East Asian"), (HairKind::African, "African")]
        {
            let label = ui.selectable_label(hair.kind == Some(kind), name);
            if label.on_hover_text("Colour, density, width, growth and white hairs as measured.").clicked() {
                // How it is cut stays.
                let (guard_mm, shaved_hours) = (hair.guard_mm, hair.shaved_hours);
                *hair = Hair { guard_mm, shaved_hours, ..kind.at_age(age_years) };
            }
        }
    });
    swatches::hair(ui, &mut hair.colour);
    let mut length = hair.length_mm();
    // Most are cut to a few millimetres at most.
    let stubble = slider(&mut length, "hair.guard_mm", "mm stubble").logarithmic(true).smallest_positive(0.1);
    if ui.add(stubble).changed() {
        hair.guard_mm = Some(length);
        hair.shaved_hours = None;
    }
    ui.add(slider(&mut hair.grey_share, "hair.grey_share", "grey"));
}

fn fading(app: &mut App, ui: &mut egui::Ui) {
    let client = &mut app.draft.client;
    ui.horizontal(|ui| {
        for (fader, name) in [(Fader::Slow, "slow"), (Fader::Typical, "typical"), (Fader::Fast, "fast fader")] {
            ui.selectable_value(&mut client.fader, fader, name);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label("sun");
        for (sun, name) in [
            (Sun::Protected, "protected"),
            (Sun::Ordinary, "ordinary"),
            (Sun::Outdoor, "outdoor"),
            (Sun::Tropics, "tropics"),
        ] {
            ui.selectable_value(&mut client.sun, sun, name);
        }
    });
    ui.horizontal(|ui| {
        ui.label("scalp");
        for (oil, name) in [(Oiliness::Dry, "dry"), (Oiliness::Normal, "normal"), (Oiliness::Oily, "oily")] {
            ui.selectable_value(&mut client.oiliness, oil, name);
        }
    });
    ui.checkbox(&mut client.exfoliants, "acids, retinoids or scrubs");
    let mut seen = client.observed.is_some();
    if ui.checkbox(&mut seen, "a healed visit was seen").on_hover_text("Tells more than any guess above.").changed() {
        client.observed = seen.then_some(Observed { age_days: 28.0, remaining: 0.6 });
    }
    if let Some(observed) = &mut client.observed {
        let days = slider(&mut observed.age_days, "client.observed.age_days", "days after it");
        ui.add(days.logarithmic(true).integer());
        let mut left = 100.0 * observed.remaining;
        if ui.add(percent_slider(&mut left, "client.observed.remaining", "of the darkness left")).changed() {
            observed.remaining = left / 100.0;
        }
    }
    ui.checkbox(&mut app.draft.aftercare.kept, "aftercare kept");
    let touch_ups = &mut app.draft.touch_ups;
    let mut wanted = touch_ups.iter().any(|t| t.threshold().is_some());
    if ui.checkbox(&mut wanted, "touch up as it fades").changed() {
        touch_ups.retain(|t| t.threshold().is_none());
        if wanted {
            touch_ups.push(TouchUp { times: 2, ..TouchUp::default() });
        }
    }
    if let Some(touch_up) = touch_ups.iter_mut().find(|t| t.threshold().is_some()) {
        let mut share = 100.0 * touch_up.threshold().unwrap_or(TOUCH_UP_CONTRAST);
        let slider = percent_slider(&mut share, "touch_ups[].when_contrast_under", "of the contrast left");
        if ui.add(slider).on_hover_text("A touch-up falls due when less is left of the healed contrast.").changed() {
            touch_up.when_contrast_under = Some(share / 100.0);
        }
    }
}

#[cfg(test)]
#[path = "plan_panel_tests.rs"]
mod tests;
