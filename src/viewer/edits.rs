//! What changes the plan: edits, their undoing, a match of dots to hair, saving.

use super::history::History;
use super::matching_job::begin_match;
use super::plan_file::PlanFileError;
use super::state::App;
use super::step_name::step_name;
use super::wording;
use crate::case::Case;
use crate::studio::Studio;
use egui::Event;
use std::path::{Path, PathBuf};

impl App {
    /// Tells the history where a gesture begins: a press of a button or a key, outside of a text that is being typed.
    pub(super) fn watch_gestures(&mut self, ui: &egui::Ui) {
        let typing = ui.ctx().text_edit_focused();
        let key = |event: &Event| matches!(event, Event::Key { pressed: true, repeat: false, .. });
        let begins = ui.input(|i| i.pointer.any_pressed() || (!typing && i.events.iter().any(key)));
        if !begins {
            return;
        }
        self.history.begin_gesture();
        if self.draft != *self.history.plan() {
            // An edit that could not be laid on the head: the panel shows again what the head shows.
            self.draft = self.history.plan().clone();
        }
    }

    /// Applies an edited plan, or says why it cannot be.
    pub(super) fn apply(&mut self, studio: &mut Studio) {
        match studio.set_plan(self.draft.clone()) {
            Ok(_) => {
                self.version += 1;
                (self.message, self.notice) = (None, None);
                self.history.record(&self.draft, step_name);
                self.handles.follow(&self.draft, studio.case());
            }
            Err(error) => self.message = Some(error.to_string()),
        }
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self, studio: &mut Studio) {
        if let Some(name) = self.history.undo() {
            self.show_history(studio, wording::undone(&name));
        }
    }

    /// Does the step again that was taken back last.
    pub(super) fn redo(&mut self, studio: &mut Studio) {
        if let Some(name) = self.history.redo() {
            self.show_history(studio, wording::redone(&name));
        }
    }

    /// Goes to a place of the history.
    pub(super) fn go_to_step(&mut self, place: usize, studio: &mut Studio) {
        self.history.go_to(place);
        self.show_history(studio, wording::steps_done(place));
    }

    fn show_history(&mut self, studio: &mut Studio, told: String) {
        self.draft = self.history.plan().clone();
        self.shape = None;
        self.handles.release();
        self.apply(studio);
        if self.message.is_none() {
            self.notice = Some(told);
        }
    }

    /// Begins with another plan, kept in another file: its history is its own.
    pub(super) fn begin_history(&mut self) {
        self.history = History::of(self.draft.clone());
        self.shape = None;
        self.handles.release();
    }

    /// Begins to seek the density and the shade at which dots pass for hair, or gives it up.
    pub(super) fn toggle_match(&mut self, case: &Case) {
        match self.matching.take() {
            Some(matching) => matching.stop(),
            None => {
                let context = self.context();
                self.matching = Some(begin_match(case, move || context.request_repaint()));
            }
        }
    }

    /// Takes over what a match has found.
    pub(super) fn take_match(&mut self, studio: &mut Studio) {
        let Some(found) = self.matching.as_ref().and_then(|job| job.take()) else { return };
        self.matching = None;
        match found {
            Ok((plan, told)) => {
                self.history.begin_gesture();
                // Only what a match sets: everything else may have been edited since.
                (self.draft.zones, self.draft.pigment) = (plan.zones, plan.pigment);
                self.apply(studio);
                self.notice = Some(told);
            }
            Err(error) => self.message = Some(error),
        }
    }

    /// Saves the plan into its file, or into a new one in the current folder, and says where.
    pub(super) fn save(&mut self) -> bool {
        let saved = self.file.save(&self.draft, Path::new(""));
        self.told_saved(saved)
    }

    /// Tells what has become of a save. True where the plan is saved.
    pub(super) fn told_saved(&mut self, saved: Result<PathBuf, PlanFileError>) -> bool {
        match saved {
            Ok(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                (self.notice, self.message) = (Some(wording::saved_to(&path)), None);
                self.forget_kept();
                true
            }
            Err(error) => {
                (self.notice, self.message) = (None, Some(error.to_string()));
                false
            }
        }
    }
}
