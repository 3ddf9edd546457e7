//! Languages and units of the window: chosen by the system until a hand chooses, and kept then.

use super::state::App;
use super::voice::Voice;
use super::window_settings::WindowSettings;
use crate::output::{Language, PageWords};

/// Language that the system is set to; English where the window has no words in any of its languages.
fn of_system() -> Language {
    let tags: Vec<String> = sys_locale::get_locales().collect();
    Language::suiting(tags.iter().map(String::as_str))
}

impl Voice {
    /// The voice of a window that opens: as somebody asked for, else as it was kept, else as the system speaks.
    pub(super) fn opening(asked: Option<Language>, kept: &WindowSettings) -> Self {
        Self { language: asked.or(kept.language).unwrap_or_else(of_system), inches: kept.inches }
    }
}

impl App {
    /// Speaks otherwise from now on, and keeps that.
    fn speak(&mut self, voice: Voice) {
        self.voice = voice;
        WindowSettings::keep(self.desk.folder.as_deref(), |kept| {
            (kept.language, kept.inches) = (Some(voice.language), voice.inches);
        });
    }
}

/// Languages and units in a menu. A language is called by its own name: who cannot read the others finds it.
pub fn menu(app: &mut App, ui: &mut egui::Ui) {
    let mut voice = app.voice;
    ui.menu_button(voice.say("menu-language"), |ui| {
        for language in Language::ALL {
            ui.radio_value(&mut voice.language, language, PageWords::of(language).say("language-name"));
        }
    });
    let said = app.voice;
    ui.menu_button(said.say("menu-lengths"), |ui| {
        ui.radio_value(&mut voice.inches, false, said.say("menu-mm"));
        ui.radio_value(&mut voice.inches, true, said.say("menu-inch"));
    });
    if voice != app.voice {
        app.speak(voice);
    }
}

#[cfg(test)]
#[path = "tongues_tests.rs"]
mod tests;
