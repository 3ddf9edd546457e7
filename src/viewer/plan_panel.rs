//! The plan beside the picture: what a consultation changes most, live.

use super::state::App;
use crate::plan::{
    Edge, Finish, Hair, HairKind, HairLoss, HairlinePreset, Hand, HandPreset, Observed, Plan, ShadeRule, SkinSpec,
    TOUCH_UP_CONTRAST, TouchUp,
};
use crate::render::ToneMap;
use crate::studio::Studio;
use crate::time::{Fader, Oiliness, Sun};
use egui::{Color32, RichText, Slider, SliderClamping};
use std::ops::RangeInclusive;

/// The panel at the left.
pub fn show(app: &mut App, ui: &mut egui::Ui, studio: &mut Studio) {
    let before = app.draft.clone();
    egui::Panel::left("plan").default_size(330.0).show(ui, |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            let mark = if app.is_saved() { "" } else { " •" };
            ui.heading(format!("{}{mark}", app.draft.name));
            ui.horizontal(|ui| {
                let hint = match app.file.path() {
                    Some(path) => format!("Save to {} (Ctrl + S)", path.display()),
                    None => "Save to a new file in the current folder (Ctrl + S)".to_owned(),
                };
                if ui.button("Save").on_hover_text(hint).clicked() {
                    app.save();
                }
                ui.label(if app.is_saved() { "saved" } else { "not saved" });
            });
            let counts = studio.case().dots().len();
            ui.label(format!("{counts} dots on {:.0} cm² of scalp", studio.case().head().scalp_area_cm2()));
            section(ui, "Hairline", |ui| hairline(app, ui));
            egui::CollapsingHeader::new("Edges by hand").show(ui, |ui| edges(app, ui, studio));
            section(ui, "Density and shade", |ui| density(app, ui));
            match_button(app, ui, studio);
            section(ui, "Skin and hair", |ui| skin_and_hair(app, ui));
            section(ui, "Fading", |ui| fading(app, ui));
            egui::CollapsingHeader::new("Head").show(ui, |ui| head(app, ui, studio));
            section(ui, "Picture", |ui| {
                egui::ComboBox::from_label("tone map").selected_text(app.show.tone_map.name()).show_ui(ui, |ui| {
                    for curve in ToneMap::ALL {
                        ui.selectable_value(&mut app.show.tone_map, curve, curve.name());
                    }
                });
                ui.add(Slider::new(&mut app.show.exposure_ev, -2.0..=2.0).text("exposure, stops"));
            });
            for advice in &app.derived(studio.case()).advice {
                ui.label(RichText::new(advice.to_string()).color(Color32::from_rgb(230, 170, 80)));
            }
        });
    });
    if app.draft != before {
        app.apply(studio);
    }
}

/// The range that the plan's schema gives the number at `path`.
fn range(path: &str) -> RangeInclusive<f32> {
    let found = Plan::range(path);
    debug_assert!(found.is_some(), "the schema has no number at `{path}`");
    found.unwrap_or(f32::MIN..=f32::MAX)
}

/// A slider over the range of the number at `path`. What lies in a plan is shown as it is, and changed only by a hand.
fn slider<'a>(value: &'a mut f32, path: &str, text: &str) -> Slider<'a> {
    Slider::new(value, range(path)).clamping(SliderClamping::Edits).text(text)
}

/// The same for a share, in percent.
fn percent_slider<'a>(value: &'a mut f32, path: &str, text: &str) -> Slider<'a> {
    let range = range(path);
    let range = 100.0 * range.start()..=100.0 * range.end();
    Slider::new(value, range).clamping(SliderClamping::Edits).suffix(" %").text(text)
}

fn section(ui: &mut egui::Ui, title: &str, contents: impl FnOnce(&mut egui::Ui)) {
    egui::CollapsingHeader::new(title).default_open(true).show(ui, contents);
}

fn hairline(app: &mut App, ui: &mut egui::Ui) {
    let line = &mut app.draft.hairline;
    egui::ComboBox::from_label("shape").selected_text(preset_name(line.preset)).show_ui(ui, |ui| {
        for preset in HairlinePreset::ALL {
            if ui.selectable_label(line.preset == preset, preset_name(preset)).clicked() {
                // The other edges stay as they were drawn.
                let (mirrored, edges) = (line.mirrored, line.edges.clone());
                *line = crate::plan::Hairline { mirrored, edges, ..crate::plan::Hairline::of(preset) };
            }
        }
    });
    let figures = line.figures();
    let mut number = |field: &mut Option<f32>, value: f32, path: &str, text: &str| {
        let mut value = value;
        if ui.add(slider(&mut value, path, text)).changed() {
            *field = Some(value);
        }
    };
    number(&mut line.height_mm, figures.height_mm, "hairline.height_mm", "mm above the brows");
    number(&mut line.recess_mm, figures.recess_mm, "hairline.recess_mm", "mm corner recess");
    number(&mut line.softness_mm, figures.softness_mm, "hairline.softness_mm", "mm soft edge");
    number(&mut line.irregularity, figures.irregularity, "hairline.irregularity", "broken edge");
    number(&mut line.symmetry, figures.symmetry, "hairline.symmetry", "symmetry");
    ui.checkbox(&mut app.ghost, "show what is usual at this age");
}

/// Control points of the line and the other edges.
fn edges(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    let name = |edge: Option<Edge>| match edge {
        None => "none",
        Some(Edge::Hairline) => "hairline",
        Some(Edge::Nape) => "nape",
        Some(Edge::SideburnLeft) => "left sideburn",
        Some(Edge::SideburnRight) => "right sideburn",
        Some(Edge::Crown) => "crown",
    };
    let before = app.handles.edge;
    let mut chosen = before;
    egui::ComboBox::from_label("points shown").selected_text(name(chosen)).show_ui(ui, |ui| {
        for edge in std::iter::once(None).chain(Edge::ALL.map(Some)) {
            ui.selectable_value(&mut chosen, edge, name(edge));
        }
    });
    if chosen != before {
        match chosen {
            Some(edge) => app.handles.open(edge, &mut app.draft, studio.case()),
            None => app.handles = super::handles::Handles::default(),
        }
        app.forget_derived();
    }
    if let Some(edge) = app.handles.edge {
        ui.label(
            "drag a point on the picture along the skin; double click on the line adds one, right click takes one away",
        );
        if ui.button("as measured again").on_hover_text("Takes the control points away.").clicked() {
            *app.draft.hairline.points_of_mut(edge) = None;
            app.handles = super::handles::Handles::default();
        }
    }
    ui.checkbox(&mut app.draft.hairline.mirrored, "mirrored from the client's left");
    let edges = &mut app.draft.hairline.edges;
    ui.add(slider(&mut edges.nape_raise_mm, "hairline.edges.nape_raise_mm", "mm raised at the nape"));
    ui.add(slider(&mut edges.sideburn_raise_mm, "hairline.edges.sideburn_raise_mm", "mm shorter sideburns"));
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

fn preset_name(preset: HairlinePreset) -> String {
    serde_json::to_value(preset).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn density(app: &mut App, ui: &mut egui::Ui) {
    let zones = &mut app.draft.zones;
    for (name, zone) in [
        ("front", &mut zones.front),
        ("mid-scalp", &mut zones.mid_scalp),
        ("crown", &mut zones.crown),
        ("temples", &mut zones.temples),
    ] {
        ui.add(slider(&mut zone.density_per_cm2, "zones.front.density_per_cm2", &format!("dots/cm², {name}")));
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
    ui.horizontal(|ui| {
        ui.label("skin");
        for kind in 1..=6 {
            let roman = ["I", "II", "III", "IV", "V", "VI"][usize::from(kind) - 1];
            ui.selectable_value(&mut client.skin, SkinSpec::Fitzpatrick(kind), roman);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label("Monk");
        for step in 1..=10 {
            ui.selectable_value(&mut client.skin, SkinSpec::Monk(step), step.to_string());
        }
    });
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

/// The built-in head's proportions. A head takes a second to make: that is done when a slider is let go.
fn head(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    if studio.case().import().is_some() {
        ui.label("a scan: its proportions are its own");
        return;
    }
    let shape = app.shape.get_or_insert_with(|| app.draft.head.shape.clone().unwrap_or_default());
    let fields = [
        (&mut shape.length_mm, "length_mm", "mm long"),
        (&mut shape.breadth_mm, "breadth_mm", "mm broad"),
        (&mut shape.height_mm, "height_mm", "mm high above the ears"),
        (&mut shape.face_height_mm, "face_height_mm", "mm of face"),
        (&mut shape.jaw_breadth_mm, "jaw_breadth_mm", "mm of jaw"),
        (&mut shape.ear_length_mm, "ear_length_mm", "mm long ears"),
        (&mut shape.ear_protrusion_mm, "ear_protrusion_mm", "mm that ears stand off"),
        (&mut shape.neck_girth_mm, "neck_girth_mm", "mm round the neck"),
        (&mut shape.masculinity, "masculinity", "female to male"),
        (&mut shape.age_years, "age_years", "years"),
    ];
    let mut settled = false;
    for (value, key, text) in fields {
        let response = ui.add(slider(value, &format!("head.shape.{key}"), text));
        settled |= response.drag_stopped() || (response.changed() && !response.dragged());
    }
    if settled {
        app.draft.head.shape = Some(shape.clone());
    }
}

#[cfg(test)]
#[path = "plan_panel_tests.rs"]
mod tests;
