//! One pass of the viewer's interface: panels, then the picture with its input.

use super::picture_paint::picture_in;
use super::state::App;
use super::{beside, cards, client_face, focus_ring, panels, plan_panel, time_line, tracing_pane};
use crate::scene::orbit::Stage;
use crate::studio::Studio;

/// Passes of the first frame before the one that is seen.
const MEASURING_PASSES: u8 = 4;

impl App {
    /// One pass of the interface: panels, then the picture, once there is one, with its input.
    pub fn ui(&mut self, ui: &mut egui::Ui, studio: &mut Studio, picture: bool) {
        if self.passes < MEASURING_PASSES {
            self.passes += 1;
            // Parts are as wide as their words, which are measured meanwhile; the first frame that is seen stands as all later ones do.
            ui.ctx().request_discard("first pass");
        }
        self.step(ui.input(|i| i.time));
        self.watch_gestures(ui);
        self.keys(ui, studio);
        self.take_laid(studio);
        self.take_match(studio);
        self.take_plan_a(studio);
        self.take_files(ui, studio);
        self.take_pictures(ui, studio);
        let client = self.client_face.is_some();
        if !client {
            panels::bar(self, ui, studio);
            time_line::show(self, ui, studio);
        }
        if self.panel_open && !client {
            plan_panel::show(self, ui, studio);
        }
        egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
            let whole = ui.available_rect_before_wrap();
            let (rect, photograph) = self.parts(whole);
            let (rect, beside) = self.beside(rect);
            let response = ui.allocate_rect(rect, egui::Sense::click_and_drag());
            let name = self.voice.say("head-name");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, &name));
            self.stage_id = Some(response.id);
            if response.has_focus() {
                // Arrows step the day there, too, instead of leaving it.
                let arrows = egui::EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            }
            self.stage = Stage {
                origin: glam::Vec2::new(rect.left(), rect.top()),
                size: glam::Vec2::new(rect.width(), rect.height()),
            };
            for (name, at) in [("head left", rect.left_top()), ("head right", rect.right_bottom())] {
                self.places.insert(name, at);
            }
            if picture {
                ui.painter().add(picture_in(0, rect));
            }
            self.keep_looking();
            self.pointer(ui, &response, studio);
            tracing_pane::over_head(self, ui, rect, studio.case());
            if client {
                client_face::over_picture(self, ui, rect, studio.case());
            } else {
                panels::over_picture(self, ui, rect, studio.case());
            }
            if let Some(part) = beside {
                beside::pane(self, ui, part, picture, studio.case());
            }
            if let Some(part) = photograph {
                tracing_pane::pane(self, ui, part, studio);
            }
        });
        if self.help_open {
            panels::help(self, ui, studio);
        }
        cards::show(self, ui, studio);
        focus_ring::show(ui);
        self.keep();
        self.watch_scale(ui.ctx());
        self.told_progress = self.progress();
    }
}

#[cfg(test)]
#[path = "app_tests.rs"]
mod tests;
