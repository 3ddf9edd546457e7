//! Plan A in the window: kept, compared with, gone back to.

use super::job::Job;
use super::plan_a::PlanA;
use super::state::App;
use crate::render::Gpu;
use crate::studio::Studio;

impl App {
    /// Keeps the plan as A, and compares with it from now on.
    pub(super) fn keep_as_a(&mut self) {
        self.kept_as_a += 1;
        let plan = self.draft.clone();
        self.plan_a = Some(PlanA { plan, number: self.kept_as_a, making: None, studio: None });
        self.against_a = true;
        self.notice = Some(self.voice.say("ab-kept"));
    }

    /// Makes what draws plan A, beside the window, and takes it over.
    pub(super) fn take_plan_a(&mut self, studio: &Studio) {
        let context = self.context();
        let Some(kept) = &mut self.plan_a else { return };
        if kept.studio.is_some() {
            return;
        }
        if let Some(made) = kept.making.as_ref().and_then(|job| job.take()) {
            kept.making = None;
            match made {
                Ok(studio) => kept.studio = Some(studio),
                Err(why) => {
                    (self.plan_a, self.against_a) = (None, false);
                    self.message = Some(why);
                }
            }
        } else if kept.making.is_none() {
            let (mut case, plan, gpu): (_, _, Gpu) =
                (studio.case().clone(), kept.plan.clone(), studio.renderer().gpu().clone());
            kept.making = Some(Job::begin(
                move || context.request_repaint(),
                move |_| {
                    case.set_plan(plan).map_err(|error| error.to_string())?;
                    Ok(Box::new(Studio::with_gpu(case, gpu).map_err(|error| error.to_string())?))
                },
            ));
        }
    }

    /// Number of plan A where it is compared with and can be drawn.
    pub(super) fn shown_a(&self) -> Option<u64> {
        let kept = self.plan_a.as_ref().filter(|kept| self.against_a && kept.studio.is_some())?;
        Some(kept.number)
    }

    /// Words for both sides of the comparison.
    pub(super) fn side_words(&self) -> [String; 2] {
        let keys = if self.shown_a().is_some() { ["seen-a", "seen-b"] } else { ["seen-before", "seen-after"] };
        keys.map(|key| self.voice.say(key))
    }

    /// Menu of plan A.
    pub(super) fn plan_a_menu(&mut self, ui: &mut egui::Ui, studio: &mut Studio) {
        let voice = self.voice;
        if self.plan_a.is_none() {
            if ui.button(voice.say("ab-keep")).on_hover_text(voice.say("ab-keep-hint")).clicked() {
                self.keep_as_a();
            }
            return;
        }
        let ready = self.plan_a.as_ref().is_some_and(|kept| kept.studio.is_some());
        ui.menu_button(voice.say(if ready { "ab-menu" } else { "ab-menu-comes" }), |ui| {
            ui.radio_value(&mut self.against_a, false, voice.say("ab-against-before"));
            ui.radio_value(&mut self.against_a, true, voice.say("ab-against-a"));
            ui.separator();
            if ui.button(voice.say("ab-again")).clicked() {
                self.keep_as_a();
            }
            if ui.button(voice.say("ab-back")).clicked()
                && let Some(plan) = self.plan_a.as_ref().map(|kept| kept.plan.clone())
            {
                self.history.begin_gesture();
                self.draft = plan;
                self.apply(studio);
            }
            if ui.button(voice.say("ab-let-go")).clicked() {
                (self.plan_a, self.against_a) = (None, false);
            }
        });
    }
}
