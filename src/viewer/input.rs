//! Keys, mouse and touch: what they do to the viewer.

use super::state::App;
use super::tracing::TracingTool;
use crate::case::Case;
use crate::live::{Comparison, days};
use crate::plan::Edge;
use crate::scene::orbit;
use crate::scene::{Camera, Focus, View};
use crate::studio::Studio;
use egui::{Key, KeyboardShortcut, Modifiers, PointerButton, Vec2};

/// Takes the last step back.
const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
/// Does it again.
const REDO: [KeyboardShortcut; 2] = [
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z),
    KeyboardShortcut::new(Modifiers::COMMAND, Key::Y),
];
/// Closes the window.
const CLOSE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Q);

impl App {
    pub(super) fn keys(&mut self, ui: &egui::Ui, studio: &mut Studio) {
        // The one with Shift first: the other one means any.
        let pressed = |shortcut| ui.input_mut(|i| i.consume_shortcut(shortcut));
        if ui.ctx().text_edit_focused() {
            // A text has an undoing of its own.
        } else if REDO.iter().any(pressed) {
            self.redo(studio);
        } else if pressed(&UNDO) {
            self.undo(studio);
        }
        self.file_keys(ui);
        if pressed(&CLOSE) {
            self.ask_to_close();
        }
        if self.presenter_keys(ui, studio.case()) {
            return;
        }
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            self.leave();
        }
        self.plain_keys(ui, studio.case());
    }

    /// Esc: leaves what was opened last, one thing at a time.
    fn leave(&mut self) {
        if self.help_open {
            self.help_open = false;
        } else if self.brush.on {
            self.brush.on = false;
        } else if let Some(tracing) = self.tracing.as_mut().filter(|tracing| tracing.tool == TracingTool::Line) {
            tracing.tool = TracingTool::Places;
        } else if self.handles.edge.is_some() {
            self.handles = super::handles::Handles::default();
            self.forget_derived();
        }
    }

    /// Keys without Ctrl, Alt or a text that is being typed.
    fn plain_keys(&mut self, ui: &egui::Ui, case: &Case) {
        let others = ui.input(|i| i.modifiers.command || i.modifiers.ctrl || i.modifiers.alt);
        if others || ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) || self.asks() {
            return;
        }
        let number = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
        let pressed = |key| ui.input(|i| i.key_pressed(key));
        for (key, view) in number.into_iter().zip(View::ALL) {
            if pressed(key) {
                self.fly(view.camera());
            }
        }
        if pressed(Key::D) {
            self.toggle_divide();
        }
        if pressed(Key::G) {
            self.toggle_ghost();
        }
        if pressed(Key::S) {
            self.toggle_beside();
        }
        if pressed(Key::P) {
            self.play(!self.playing);
        }
        if pressed(Key::L) {
            self.light = (self.light + 1) % self.lights.len();
        }
        if pressed(Key::Home) {
            self.fly(View::ThreeQuarterLeft.camera());
        }
        if pressed(Key::B) && self.client_face.is_none() {
            self.brush.on = !self.brush.on;
        }
        for (key, factor) in [(Key::OpenBracket, 0.8), (Key::CloseBracket, 1.25)] {
            if pressed(key) {
                self.brush.widen(factor);
            }
        }
        if pressed(Key::E) {
            match self.handles.edge {
                Some(Edge::Hairline) => self.handles = super::handles::Handles::default(),
                _ => self.show_edge(Edge::Hairline, case),
            }
            self.forget_derived();
        }
        if pressed(Key::N) {
            self.panel_open = !self.panel_open;
        }
        if pressed(Key::H) || pressed(Key::F1) {
            self.help_open = !self.help_open;
        }
        // The others belong to what has the keyboard's focus: a button is pressed by Space, a slider moved by arrows.
        let focused = ui.ctx().memory(|memory| memory.focused());
        if focused.is_some() && focused != self.stage_id {
            return;
        }
        if pressed(Key::Space) {
            self.toggle_before();
        }
        if pressed(Key::Enter) {
            self.fly(View::ThreeQuarterLeft.camera());
        }
        if pressed(Key::ArrowRight) || pressed(Key::ArrowUp) {
            self.days = days::step_day(self.days, 1, case);
        }
        if pressed(Key::ArrowLeft) || pressed(Key::ArrowDown) {
            self.days = days::step_day(self.days, -1, case);
        }
    }

    pub(super) fn pointer(&mut self, ui: &egui::Ui, response: &egui::Response, studio: &mut Studio) {
        if self.tracing_pointer(ui, response, studio) {
            return;
        }
        let to_glam = |v: Vec2| glam::Vec2::new(v.x, v.y);
        let pointer = response.hover_pos().map(|p| glam::Vec2::new(p.x, p.y));
        let drag = to_glam(response.drag_delta());
        let divide_x = self.stage.origin.x + self.divide * self.stage.size.x;
        let divides = matches!(self.comparison, Comparison::Divided(_)) || self.divides_photo();
        let near_divide = divides && pointer.is_some_and(|p| (p.x - divide_x).abs() < 10.0);
        if response.drag_started_by(PointerButton::Primary) {
            let start = ui.input(|i| i.pointer.press_origin()).map_or(f32::NAN, |p| p.x);
            self.dragging_divide = divides && (start - divide_x).abs() < 10.0;
            if let Some(at) = ui.input(|i| i.pointer.press_origin()) {
                let at = glam::Vec2::new(at.x, at.y);
                let (camera, stage) = (self.camera, self.stage);
                let held = self.handles.grasp(at, &self.draft, studio.case(), &camera, &stage);
                let erases = ui.input(|i| i.modifiers.shift);
                if self.brush.on
                    && !held
                    && !self.dragging_divide
                    && self.brush.press(at, erases, &mut self.draft, studio.case(), &camera, &stage)
                {
                    self.apply(studio);
                }
            }
        }
        if near_divide || self.dragging_divide {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        }
        if response.drag_stopped() {
            self.dragging_divide = false;
            self.handles.release();
            self.brush.release();
        }
        if drag != glam::Vec2::ZERO {
            self.flight = None;
            let shift = ui.input(|i| i.modifiers.shift);
            if let (true, Some(at)) = (self.handles.is_held(), pointer) {
                self.handles.drag(at, &mut self.draft, studio.case(), &self.camera, &self.stage);
                self.apply(studio);
            } else if let (true, Some(at)) = (self.brush.is_painting(), pointer) {
                if self.brush.drag(at, &mut self.draft, studio.case(), &self.camera, &self.stage) {
                    self.apply(studio);
                }
            } else if self.dragging_divide {
                self.divide = (self.divide + drag.x / self.stage.size.x).clamp(0.02, 0.98);
            } else if response.dragged_by(PointerButton::Primary) && !shift {
                self.camera = orbit::turned(self.camera, drag, &self.stage);
            } else {
                self.camera = orbit::panned(self.camera, drag, &self.stage);
            }
        }
        if let Some(at) = pointer {
            let (scroll, pinch, touch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta(), i.multi_touch()));
            if self.brush.on && scroll != 0.0 && ui.input(|i| i.modifiers.alt) {
                self.brush.widen((scroll * 0.004).exp());
            } else if scroll != 0.0 || pinch != 1.0 {
                self.flight = None;
                let factor = (-scroll * 0.0022).exp() / pinch;
                self.camera = orbit::zoomed(self.camera, factor, at, &self.stage);
            }
            if let Some(touch) = touch {
                self.camera = orbit::panned(self.camera, to_glam(touch.translation_delta), &self.stage);
            }
            let away = response.secondary_clicked() || ui.input(|i| i.key_pressed(Key::Delete));
            if away && !ui.ctx().text_edit_focused() {
                match self.handles.remove(at, &mut self.draft, studio.case(), &self.camera, &self.stage) {
                    Ok(true) => self.apply(studio),
                    Ok(false) => {}
                    Err(least) => self.message = Some(self.voice.tell("line-fewest", [("least", &least.to_string())])),
                }
            }
            let on_line = response.double_clicked()
                && self.handles.add(at, &mut self.draft, studio.case(), &self.camera, &self.stage);
            if on_line {
                self.apply(studio);
            } else if response.double_clicked() {
                let (origin, direction) = self.camera.ray(self.stage.ndc(at), self.stage.aspect());
                match studio.case().head().raycast(origin, direction) {
                    Some(hit) => self.fly(orbit::focused(self.camera, hit.position, 90.0)),
                    None => self.fly(Camera {
                        target: Focus::Head.point(&studio.case().head().landmarks),
                        ..View::Front.camera()
                    }),
                }
            }
        }
    }
}
