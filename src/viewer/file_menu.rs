//! The menu of files and pictures, and its keys.

use super::hand_out::{Drawing, Goal, HandedOut, hand_out};
use super::plan_a::PlanA;
use super::purpose::Purpose;
use super::state::App;
use super::{tongues, wording};
use crate::render::Pixels;
use crate::studio::Studio;
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;

/// Saves the plan into another file.
const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
/// Saves the plan.
const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
/// Opens a plan, a scan or a panorama.
const OPEN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
/// Saves the picture.
const PICTURE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F12);

/// The menu.
pub fn menu(app: &mut App, ui: &mut egui::Ui, studio: &Studio) {
    let voice = app.voice;
    ui.menu_button(voice.say("file-menu"), |ui| {
        let entry = |ui: &mut egui::Ui, name: &str, key: &str| {
            ui.add(egui::Button::new(voice.say(name)).shortcut_text(key)).clicked()
        };
        if entry(ui, "file-open", "Ctrl+O") {
            app.ask_for_file(Purpose::Open);
        }
        if entry(ui, "photo-bring", "") {
            app.ask_for_file(Purpose::Photograph);
        }
        if entry(ui, "file-save", "Ctrl+S") {
            app.save();
        }
        if entry(ui, "file-save-as", "Ctrl+Shift+S") {
            app.ask_for_file(Purpose::SaveAs);
        }
        let scan = studio.case().import().is_some();
        if ui.add_enabled(scan, egui::Button::new(voice.say("file-built-in-head"))).clicked() {
            app.bring_built_in();
        }
        ui.separator();
        let free = app.handing_out.is_none();
        ui.add_enabled_ui(free, |ui| {
            if entry(ui, "file-copy-picture", "") {
                app.hand_out(Goal::Clipboard, studio);
            }
            if entry(ui, "file-save-picture", "F12") {
                app.ask_for_file(Purpose::SavePicture);
            }
            if entry(ui, "file-sheet", "") {
                app.ask_for_file(Purpose::SaveSheet);
            }
        });
        ui.separator();
        tongues::menu(app, ui);
    });
    if let Some(job) = &app.handing_out {
        let text = voice.tell("file-drawing", [("share", &voice.percent(job.share()))]);
        if ui.button(text).on_hover_text(voice.say("file-stop")).clicked()
            && let Some(job) = app.handing_out.take()
        {
            job.stop();
        }
    }
}

impl App {
    /// Keys of the menu.
    pub(super) fn file_keys(&mut self, ui: &egui::Ui) {
        // The one with Shift first: the other one means any.
        let pressed = |shortcut| ui.input_mut(|i| i.consume_shortcut(shortcut));
        if pressed(&SAVE_AS) {
            self.ask_for_file(Purpose::SaveAs);
        } else if pressed(&SAVE) {
            self.save();
        }
        if pressed(&OPEN) {
            self.ask_for_file(Purpose::Open);
        }
        if pressed(&PICTURE) && self.handing_out.is_none() {
            self.ask_for_file(Purpose::SavePicture);
        }
    }

    /// A file was chosen for a purpose.
    pub(super) fn chosen(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Open | Purpose::Photograph => self.bring(path),
            Purpose::SaveAs => {
                self.save_as(path);
            }
            // Drawn in the next pass, where the studio is at hand.
            Purpose::SavePicture => self.wanted_out = Some(Goal::PictureFile(path)),
            Purpose::SaveSheet => self.wanted_out = Some(Goal::SheetFile(path)),
        }
    }

    /// Begins to draw a picture that leaves the window.
    pub(super) fn hand_out(&mut self, goal: Goal, studio: &Studio) {
        let context = self.context();
        let drawing = Drawing {
            case: studio.case().clone(),
            other: self.plan_a.as_ref().filter(|_| self.against_a).and_then(PlanA::case).cloned(),
            scene: self.scene(),
            light: self.lights[self.light].clone(),
            days: self.days,
            comparison: self.compared(),
            show: self.show,
            aspect: self.stage.aspect(),
        };
        self.handing_out = Some(hand_out(drawing, goal, move || context.request_repaint()));
    }

    /// Takes what was drawn, and begins what was asked for.
    pub(super) fn take_pictures(&mut self, ui: &egui::Ui, studio: &Studio) {
        // A picture shows the plan as it was when it was asked for.
        if !self.is_laying()
            && let Some(goal) = self.wanted_out.take()
        {
            self.hand_out(goal, studio);
        }
        let Some(made) = self.handing_out.as_ref().and_then(|job| job.take()) else { return };
        self.handing_out = None;
        match made {
            Ok(HandedOut::Written(path)) => self.notice = Some(wording::saved_to(self.voice, &path)),
            Ok(HandedOut::Pixels(picture)) => {
                if let Pixels::Srgb8(rgba) = &picture.pixels {
                    let size = [picture.width as usize, picture.height as usize];
                    ui.ctx().copy_image(egui::ColorImage::from_rgba_unmultiplied(size, rgba));
                    self.notice = Some(self.voice.say("file-copied"));
                }
            }
            Err(error) => self.message = Some(error),
        }
    }
}
