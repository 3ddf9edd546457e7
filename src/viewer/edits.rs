//! What changes the plan: edits, their undoing, a match of dots to hair, saving.

use super::history::History;
use super::laying::Laid;
use super::matching_job::begin_match;
use super::plan_file::PlanFileError;
use super::state::App;
use super::step_name::step_name;
use super::{fault_words, wording};
use crate::case::Case;
use crate::plan::Advice;
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

    /// Applies an edited plan, or says why it cannot be. It is laid on the head beside the window; figures, points and
    /// lines follow at once.
    pub(super) fn apply(&mut self, studio: &Studio) {
        if let Err(error) = self.draft.validate() {
            self.message = Some(fault_words::of_plan(self.voice, &error));
            return;
        }
        self.edits += 1;
        (self.message, self.notice) = (None, None);
        let voice = self.voice;
        self.history.record(&self.draft, |before, after| step_name(voice, before, after));
        let (context, moving) = (self.context(), self.hand_is_down());
        self.laying.ask(self.draft.clone(), self.edits, moving, studio.case(), move || context.request_repaint());
    }

    /// Takes over a plan that lies on the head by now. An edit that cannot be laid is taken back.
    pub(super) fn take_laid(&mut self, studio: &mut Studio) {
        if let Some(laid) = self.laying.take() {
            self.show_laid(laid, studio);
        }
        let (context, moving) = (self.context(), self.hand_is_down());
        self.laying.go_on(moving, studio.case(), move || context.request_repaint());
    }

    /// True while a button of the pointer is held: what it changes is not at rest.
    fn hand_is_down(&self) -> bool {
        self.context().input(|i| i.pointer.any_down())
    }

    fn show_laid(&mut self, laid: Laid, studio: &mut Studio) {
        match laid.case {
            Ok((case, changes)) => {
                if let Err(error) = studio.take_case(*case, changes) {
                    self.message = Some(error.to_string());
                }
                self.version += 1;
                self.bare_version += u64::from(changes.bare);
                self.handles.follow(&self.draft, studio.case());
            }
            Err(why) => {
                if laid.edit == self.edits {
                    self.history.undo();
                    self.draft = self.history.plan().clone();
                    self.edits += 1;
                }
                self.message = Some(why);
            }
        }
        self.laid = laid.edit;
    }

    /// True where the head does not show the plan yet.
    pub(super) fn is_laying(&self) -> bool {
        self.laying.is_busy()
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self, studio: &mut Studio) {
        if let Some(name) = self.history.undo() {
            self.show_history(studio, self.voice.tell("plan-undone", [("name", &name)]));
        }
    }

    /// Does the step again that was taken back last.
    pub(super) fn redo(&mut self, studio: &mut Studio) {
        if let Some(name) = self.history.redo() {
            self.show_history(studio, self.voice.tell("plan-redone", [("name", &name)]));
        }
    }

    /// Goes to a place of the history.
    pub(super) fn go_to_step(&mut self, place: usize, studio: &mut Studio) {
        self.history.go_to(place);
        self.show_history(studio, wording::steps_done(self.voice, place));
    }

    fn show_history(&mut self, studio: &mut Studio, told: String) {
        self.draft = self.history.plan().clone();
        self.shape = None;
        self.handles.release();
        self.brush.release();
        if let Some(tracing) = &mut self.tracing {
            tracing.forget_line();
        }
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
        self.brush.release();
    }

    /// Begins to seek the density and the shade at which dots pass for hair, or gives it up.
    pub(super) fn toggle_match(&mut self, case: &Case) {
        match self.matching.take() {
            Some(matching) => matching.stop(),
            None => {
                let context = self.context();
                self.matching = Some(begin_match(self.voice, case, move || context.request_repaint()));
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
                let told = match self.lighten_to_what_suits() {
                    true => self.voice.tell("plan-matched-dark", [("told", &told)]),
                    false => told,
                };
                self.apply(studio);
                self.notice = Some(told);
            }
            Err(error) => self.message = Some(error),
        }
    }

    /// Takes a shade that advice calls too dark to the darkest that it does not. True where there was one: what the window
    /// proposes, it does not warn of.
    fn lighten_to_what_suits(&mut self) -> bool {
        let too_dark = |advice: &Advice| advice.path == "pigment.dilution" && advice.found < advice.usual;
        let mut lighter = false;
        if let Some(advice) = self.draft.advice().into_iter().find(too_dark) {
            // Advice begins some way off what is usual; the least change that it agrees to is found by halves.
            let (mut dark, mut light) = (advice.found, advice.usual);
            for _ in 0..12 {
                let middle = 0.5 * (dark + light);
                self.draft.pigment.dilution = Some(middle);
                if self.draft.advice().iter().any(too_dark) { dark = middle } else { light = middle }
            }
            self.draft.pigment.dilution = Some((10.0 * light).ceil() / 10.0);
            lighter = true;
        }
        lighter
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
                (self.notice, self.message) = (Some(wording::saved_to(self.voice, &path)), None);
                self.remember_head(&path);
                self.forget_kept();
                true
            }
            Err(error) => {
                (self.notice, self.message) = (None, Some(fault_words::of_file(self.voice, &error)));
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_proposes_no_shade_that_it_warns_of() {
        let mut app = App::default();
        app.draft.pigment.dilution = Some(2.0);
        let warned = |app: &App| app.draft.advice().iter().any(|advice| advice.path == "pigment.dilution");
        assert!(warned(&app) && app.lighten_to_what_suits() && !warned(&app));
        let lighter = app.draft.pigment.dilution.unwrap_or_default();
        app.draft.pigment.dilution = Some(lighter - 0.3);
        assert!(warned(&app), "as dark as it may be: {lighter}");
        app.draft.pigment.dilution = Some(lighter + 0.5);
        assert!(!app.lighten_to_what_suits());
    }
}
