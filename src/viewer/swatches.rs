//! Skins and hairs to choose from, in the colours that the model gives them.

use super::voice::Voice;
use super::wording::HAIRS;
use crate::color::{LinearRgb, Srgb8};
use crate::plan::{HairColour, SkinSpec};
use egui::{Color32, RichText, Stroke};
use std::sync::OnceLock;

/// Skins of Fitzpatrick's types, then of Monk's scale; worked out once.
fn skins() -> &'static [Srgb8; 16] {
    static SKINS: OnceLock<[Srgb8; 16]> = OnceLock::new();
    SKINS.get_or_init(|| {
        std::array::from_fn(|i| {
            let skin = if i < 6 { SkinSpec::Fitzpatrick(i as u8 + 1) } else { SkinSpec::Monk(i as u8 - 5) };
            skin.swatch().unwrap_or_default()
        })
    })
}

/// A button in a colour, with its word in an ink that is read on it, ringed where it is chosen. True where it is clicked.
fn chip(ui: &mut egui::Ui, colour: Srgb8, word: &str, chosen: bool, hint: &str) -> bool {
    let fill = Color32::from_rgb(colour.r, colour.g, colour.b);
    // Paper white and black meet where both are read equally well.
    let ink = if LinearRgb::from(colour).luminance() > 0.18 { Color32::BLACK } else { Color32::WHITE };
    let ring = if chosen { Stroke::new(2.5, Color32::from_rgb(110, 180, 255)) } else { Stroke::NONE };
    let button = egui::Button::new(RichText::new(word).color(ink)).fill(fill).stroke(ring);
    let response = ui.add(button.min_size(egui::vec2(24.0, 24.0))).on_hover_text(hint);
    // Read out it says more than the word that fits on it.
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, chosen, hint));
    response.clicked()
}

/// Rows of skins.
pub fn skin(voice: Voice, ui: &mut egui::Ui, skin: &mut SkinSpec) {
    let mut row = |ui: &mut egui::Ui, title: &str, names: &[String], of: &dyn Fn(u8) -> SkinSpec, first: usize| {
        ui.label(title);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            for (i, name) in names.iter().enumerate() {
                let one = of(i as u8 + 1);
                if chip(ui, skins()[first + i], name, *skin == one, &format!("{title}, {name}")) {
                    *skin = one;
                }
            }
        });
    };
    let roman = ["I", "II", "III", "IV", "V", "VI"].map(str::to_owned);
    row(ui, &voice.say("skin-by-fitzpatrick"), &roman, &SkinSpec::Fitzpatrick, 0);
    row(ui, &voice.say("skin-by-monk"), &std::array::from_fn::<_, 10, _>(|i| (i + 1).to_string()), &SkinSpec::Monk, 6);
}

/// A row of hair colours.
pub fn hair(voice: Voice, ui: &mut egui::Ui, colour: &mut HairColour) {
    ui.label(voice.say("hair-colour"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        for (name, key) in HAIRS {
            let (one, word) = (HairColour::Named(name), voice.say(key));
            let hint = voice.tell("hair-colour-one", [("colour", &word)]);
            if chip(ui, one.lit_swatch(), &word, *colour == one, &hint) {
                *colour = one;
            }
        }
    });
}
