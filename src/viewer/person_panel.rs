//! Who is shown: age, the look of the head, eyes, beard, clothing.

use super::sliders::{length_slider, percent_slider, slider};
use super::state::App;
use super::wording;
use crate::case::Case;
use crate::head::{Clothing, HeadShape, IrisColour, Lids, ShapePreset};
use crate::plan::BeardStyle;

/// Age, eyes, beard and clothing.
pub fn person(app: &mut App, ui: &mut egui::Ui, case: &Case) {
    let scan = case.import().is_some();
    let voice = app.voice;
    let client = &mut app.draft.client;
    ui.horizontal(|ui| {
        let name = ui.label(voice.say("person-code")).id;
        let hint = voice.say("person-code-hint");
        ui.text_edit_singleline(&mut client.code).labelled_by(name).on_hover_text(hint);
    });
    // A head takes a second to make: another age is asked for when the hand lets go.
    let age = app.age_held.get_or_insert(client.age_years);
    let response = ui.add(slider(age, "client.age_years", &voice.say("person-age")).fixed_decimals(0));
    if response.drag_stopped() || (response.changed() && !response.dragged()) {
        client.age_years = age.round();
    }
    if !response.dragged() {
        app.age_held = None;
    }
    if scan {
        ui.label(app.voice.say("person-scan"));
        return;
    }
    let head = &mut app.draft.head;
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("person-eyes"));
        for (lids, name) in [(Lids::Open, "person-eyes-open"), (Lids::Closed, "person-eyes-closed")] {
            ui.selectable_value(&mut head.eyes, lids, voice.say(name));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("person-irises"));
        for (iris, name) in wording::IRISES {
            ui.selectable_value::<IrisColour>(&mut head.iris, iris, voice.say(name));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("person-wears"));
        for (clothing, name) in [
            (Clothing::None, "person-wears-nothing"),
            (Clothing::CrewNeck, "person-wears-crew-neck"),
            (Clothing::Cape, "person-wears-cape"),
        ] {
            ui.selectable_value(&mut head.clothing, clothing, voice.say(name));
        }
    });
    beard(app, ui);
}

fn beard(app: &mut App, ui: &mut egui::Ui) {
    let voice = app.voice;
    let grey = app.draft.hair.grey_share;
    let beard = &mut app.draft.beard;
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("beard"));
        for (style, name) in wording::BEARDS {
            if ui.selectable_label(beard.style == style, voice.say(name)).clicked() && beard.style != style {
                // Another style brings its own length.
                (beard.style, beard.length_mm) = (style, None);
            }
        }
    });
    if beard.style == BeardStyle::None {
        return;
    }
    if beard.style != BeardStyle::Shaved {
        let mut length = beard.length_mm.unwrap_or_else(|| beard.style.length_mm());
        if ui.add(length_slider(voice, &mut length, "beard.length_mm", "beard-length").fixed_decimals(1)).changed() {
            beard.length_mm = Some(length);
        }
    }
    let mut density = 100.0 * beard.density;
    if ui.add(percent_slider(&mut density, "beard.density", &voice.say("beard-density")).fixed_decimals(0)).changed() {
        beard.density = density / 100.0;
    }
    let mut share = 100.0 * beard.grey(grey);
    if ui.add(percent_slider(&mut share, "beard.grey_share", &voice.say("beard-grey")).fixed_decimals(0)).changed() {
        beard.grey_share = Some(share / 100.0);
    }
}

/// The built-in head's proportions. A head takes a second to make: that is done when a slider is let go.
pub fn head(app: &mut App, ui: &mut egui::Ui, case: &Case) {
    if case.import().is_some() {
        ui.label(app.voice.say("person-scan"));
        return;
    }
    looks(app, ui);
    let voice = app.voice;
    let age_years = app.draft.client.age_years;
    let own = || HeadShape { age_years, ..HeadShape::default() };
    let shape = app.shape.get_or_insert_with(|| app.draft.head.shape.clone().unwrap_or_else(own));
    let fields = [
        (&mut shape.length_mm, "length_mm", "shape-length"),
        (&mut shape.breadth_mm, "breadth_mm", "shape-breadth"),
        (&mut shape.height_mm, "height_mm", "shape-height"),
        (&mut shape.face_height_mm, "face_height_mm", "shape-face"),
        (&mut shape.jaw_breadth_mm, "jaw_breadth_mm", "shape-jaw"),
        (&mut shape.ear_length_mm, "ear_length_mm", "shape-ear"),
        (&mut shape.ear_protrusion_mm, "ear_protrusion_mm", "shape-ear-off"),
        (&mut shape.neck_girth_mm, "neck_girth_mm", "shape-neck"),
        (&mut shape.masculinity, "masculinity", "shape-masculinity"),
        (&mut shape.age_years, "age_years", "shape-years"),
    ];
    let mut settled = false;
    for (value, key, text) in fields {
        let path = format!("head.shape.{key}");
        let response = ui.add(match key.ends_with("_mm") {
            true => length_slider(voice, value, &path, text),
            false => slider(value, &path, &voice.say(text)),
        });
        settled |= response.drag_stopped() || (response.changed() && !response.dragged());
    }
    if settled {
        app.draft.head.shape = Some(shape.clone());
    }
}

/// Looks by name; one is taken at once, and its measures with it.
fn looks(app: &mut App, ui: &mut egui::Ui) {
    let now = app.draft.head.shape.as_ref().and_then(|shape| shape.preset);
    let (mut chosen, voice) = (None, app.voice);
    ui.horizontal_wrapped(|ui| {
        ui.label(voice.say("shape-look"));
        for (preset, name) in wording::LOOKS {
            if ui.selectable_label(now == Some(preset), voice.say(name)).clicked() {
                chosen = Some(preset);
            }
        }
    });
    if let Some(preset) = chosen {
        let shape = looking(preset, app.draft.client.age_years);
        (app.draft.head.shape, app.shape) = (Some(shape), None);
    }
}

/// A look at an age.
fn looking(preset: ShapePreset, age_years: f32) -> HeadShape {
    // A look by its name keeps the measures that it came with; a head is never older than it can be sculpted.
    HeadShape { age_years: age_years.clamp(18.0, 90.0), ..preset.shape() }
}
