//! What becomes of files that are chosen, dropped and brought in, and where the plan goes that is saved.

use super::file_dialog::{Answer, FileDialog};
use super::incoming::{self, Arrival};
use super::photograph::Photograph;
use super::plan_file::PlanFile;
use super::purpose::Purpose;
use super::state::App;
use super::tracing::Tracing;
use super::wording;
use crate::plan::Plan;
use crate::scene::NamedRig;
use crate::studio::Studio;
use std::path::{Path, PathBuf};

impl App {
    /// Asks for a file by the system's dialog, which opens where the plan's file lies.
    pub(super) fn ask_for_file(&mut self, purpose: Purpose) {
        if self.desk.dialog.is_some() {
            return;
        }
        let context = self.context();
        let folder = self.file.path().and_then(Path::parent).filter(|folder| folder.is_dir());
        let name = self.file.proposed_name(&self.draft, purpose == Purpose::SaveAs);
        self.desk.dialog =
            Some(FileDialog::open(self.voice, purpose, folder, &name, move || context.request_repaint()));
    }

    /// Takes what dialogs, drops and readers have brought.
    pub(super) fn take_files(&mut self, ui: &egui::Ui, studio: &mut Studio) {
        let answered = self.desk.dialog.as_ref().and_then(|dialog| Some((dialog.purpose, dialog.answer()?)));
        if let Some((purpose, answer)) = answered {
            self.desk.dialog = None;
            match answer {
                Answer::File(path) => self.chosen(purpose, path),
                Answer::Left => {}
                Answer::NoDialog => self.desk.typed = Some((purpose, String::new())),
            }
        }
        let dropped = ui.input(|i| i.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect::<Vec<_>>());
        self.desk.dropped.extend(dropped);
        // One after the other, and none while something is asked.
        if self.desk.arriving.is_none()
            && !self.asks()
            && let Some(path) = self.desk.dropped.pop_front()
        {
            self.bring(path);
        }
        let arrived = self.desk.arriving.as_ref().and_then(|job| job.take());
        if let Some(arrived) = arrived {
            (self.desk.arriving, self.notice) = (None, None);
            match arrived {
                Ok(Arrival::Plan(path, text, plan)) if self.is_saved() => self.take_plan(path, text, *plan, studio),
                Ok(Arrival::Plan(path, text, plan)) => self.desk.waiting = Some((path, text, plan)),
                Ok(Arrival::Head(path, case)) => self.take_head(path, *case, studio),
                Ok(Arrival::Light(light)) => self.take_light(light),
                Ok(Arrival::Photograph(photograph)) => self.take_photograph(photograph),
                Err(refused) => self.desk.card = Some((self.voice.say("refused"), refused)),
            }
        }
    }

    /// Begins to read a file; one at a time.
    pub(super) fn bring(&mut self, path: PathBuf) {
        let context = self.context();
        let (plan, store) = (self.draft.clone(), self.desk.store.clone());
        self.notice = Some(wording::reading(self.voice, &path));
        self.message = None;
        self.desk.arriving = Some(incoming::bring(self.voice, path, plan, store, move || context.request_repaint()));
    }

    /// Begins to lay the plan on the built-in head.
    pub(super) fn bring_built_in(&mut self) {
        let context = self.context();
        let (plan, store) = (self.draft.clone(), self.desk.store.clone());
        self.desk.arriving = Some(incoming::built_in(plan, store, move || context.request_repaint()));
    }

    /// Saves the plan into another file, which is its own from then on.
    pub(super) fn save_as(&mut self, path: PathBuf) -> bool {
        let path = if path.extension().is_some() { path } else { path.with_extension("toml") };
        let saved = self.file.save_as(&self.draft, &path);
        self.told_saved(saved)
    }

    /// Shows another plan on the head that is open. One that cannot be laid on it changes nothing.
    pub(super) fn take_plan(&mut self, path: PathBuf, text: String, plan: Plan, studio: &mut Studio) {
        let name = path.display().to_string();
        if self.begin_plan(PlanFile::opened(path, text, plan.clone()), plan, studio) {
            let scan = studio.case().import().is_some();
            self.notice = Some(wording::opened_plan(self.voice, &name, scan));
            self.bring_planned_head();
        }
    }

    /// Begins with another plan and its file. False where it cannot be laid on the head, which is told.
    pub(super) fn begin_plan(&mut self, file: PlanFile, plan: Plan, studio: &mut Studio) -> bool {
        if let Err(error) = studio.set_plan(plan.clone()) {
            self.desk.card = Some((self.voice.say("refused"), error.to_string()));
            return false;
        }
        if let Some(matching) = self.matching.take() {
            matching.stop();
        }
        (self.file, self.draft) = (file, plan);
        self.head_changed();
        self.begin_history();
        self.handles.follow(&self.draft, studio.case());
        (self.message, self.notice) = (None, None);
        true
    }

    /// Takes over a studio that was made again on another device: what was edited meanwhile is laid again, and no step of the history
    /// goes.
    pub fn resume(&mut self, studio: &Studio) {
        self.head_changed();
        if *studio.case().plan() != self.draft {
            self.apply(studio);
        }
    }

    fn take_head(&mut self, path: Option<PathBuf>, case: crate::case::Case, studio: &mut Studio) {
        let doubts: String =
            case.doubts().iter().map(|doubt| self.voice.tell("file-look-at", [("doubt", doubt)]) + "\n").collect();
        let report = case.import().map(|report| format!("{doubts}{report}"));
        let gpu = studio.renderer().gpu().clone();
        match Studio::with_gpu(case, gpu) {
            Ok(next) => *studio = next,
            Err(error) => {
                self.desk.card = Some((self.voice.say("refused"), error.to_string()));
                return;
            }
        }
        self.forget_device();
        (self.plan_a, self.against_a) = (None, false);
        if let Some(tracing) = &mut self.tracing {
            // Places of the other head are none of this one.
            tracing.forget_places();
        }
        self.head_changed();
        let told = wording::opened_head(self.voice, path.as_deref());
        self.desk.head_file = path;
        // The plan may have been edited while the head was made.
        if *studio.case().plan() != self.draft {
            self.apply(studio);
        }
        self.handles.follow(&self.draft, studio.case());
        if let Some(report) = report {
            self.desk.card = Some((told.clone(), report));
        }
        self.notice = Some(told);
    }

    fn take_photograph(&mut self, photograph: Photograph) {
        self.notice = Some(self.voice.tell("photo-opened", [("name", &photograph.name)]));
        (self.tracing, self.panel_open, self.brush.on) = (Some(Tracing::over(photograph)), true, false);
    }

    fn take_light(&mut self, light: NamedRig) {
        self.notice = Some(self.voice.tell("file-lit-by", [("name", &self.voice.light(&light.name))]));
        match self.lights.iter().position(|known| known.name == light.name) {
            Some(i) => (self.lights[i], self.light) = (light, i),
            None => {
                self.lights.push(light);
                self.light = self.lights.len() - 1;
            }
        }
    }
}
