//! Two panes: the head before treatment, or plan A, left of what is edited, and looked at alike.

use super::client_face::CAPTION;
use super::picture_paint::picture_in;
use super::state::App;
use crate::case::Case;
use crate::live::Comparison;
use crate::scene::orbit::{self, Stage};
use egui::{Align2, Color32, FontId, PointerButton, Rect};
use glam::Vec2;

/// Room between the panes, points.
const GAP: f32 = 3.0;

impl App {
    /// Parts of the head's part of the window: for what is edited, and for what it is compared with, where both stand side by side.
    pub(super) fn beside(&self, rect: Rect) -> (Rect, Option<Rect>) {
        if self.comparison != Comparison::Beside {
            return (rect, None);
        }
        // As wide as each other, so that both are the same picture.
        let width = 0.5 * (rect.width() - GAP);
        (rect.with_min_x(rect.right() - width), Some(rect.with_max_x(rect.left() + width)))
    }
}

/// The left pane: its picture and words, and a hand on it that turns, pans and zooms both.
pub fn pane(app: &mut App, ui: &mut egui::Ui, rect: Rect, picture: bool, case: &Case) {
    let response = ui.interact(rect, ui.scope_id().with("beside"), egui::Sense::click_and_drag());
    let voice = app.voice;
    let client = app.client_face.is_some();
    let words = match (app.shown_a(), client) {
        (Some(_), _) => {
            let day = match client {
                true => super::wording::client_day(voice, app.days, case.healed_day()),
                false => voice.tell("seen-day", [("day", &voice.day(app.days))]),
            };
            voice.tell("seen-side", [("side", &app.side_words()[0]), ("day", &day)])
        }
        (None, true) => voice.say("seen-before"),
        (None, false) => voice.say("seen-bare"),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, &words));
    let stage = Stage { origin: Vec2::new(rect.left(), rect.top()), size: Vec2::new(rect.width(), rect.height()) };
    let vector = |v: egui::Vec2| Vec2::new(v.x, v.y);
    let drag = vector(response.drag_delta());
    if drag != Vec2::ZERO {
        app.flight = None;
        let turns = response.dragged_by(PointerButton::Primary) && !ui.input(|i| i.modifiers.shift);
        app.camera =
            if turns { orbit::turned(app.camera, drag, &stage) } else { orbit::panned(app.camera, drag, &stage) };
    }
    if let Some(at) = response.hover_pos() {
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        if scroll != 0.0 || pinch != 1.0 {
            app.flight = None;
            let factor = (-scroll * 0.0022).exp() / pinch;
            app.camera = orbit::zoomed(app.camera, factor, vector(at.to_vec2()), &stage);
        }
    }
    let painter = ui.painter().with_clip_rect(rect);
    if picture {
        painter.add(picture_in(1, rect));
    }
    let size = if client { CAPTION * rect.height() } else { 15.0 };
    let laid = |size| painter.layout_no_wrap(words.clone(), FontId::proportional(size), Color32::WHITE);
    // What is too long for the pane is written smaller.
    let room = (rect.width() - 28.0).max(1.0);
    let galley = laid(size);
    let galley = if galley.size().x > room { laid(size * room / galley.size().x) } else { galley };
    let at = if client { Align2::LEFT_BOTTOM } else { Align2::LEFT_TOP };
    let margin = if client { 0.025 * rect.height() } else { 13.0 };
    let at = at.anchor_size(at.pos_in_rect(&rect.shrink(margin)), galley.size());
    painter.rect_filled(at.expand2(egui::vec2(6.0, 3.0)), 4.0, Color32::from_black_alpha(170));
    painter.galley(at.min, galley, Color32::WHITE);
}

#[cfg(test)]
mod tests {
    use super::super::window_tests::{drag, press, window};
    use super::*;
    use egui::{Key, Modifiers};
    use egui_kittest::kittest::Queryable;

    #[test]
    fn both_heads_stand_side_by_side_and_turn_together() {
        let mut window = window();
        let alone = window.state().0.stage.size;
        press(&mut window, Modifiers::NONE, Key::S);
        let app = &window.state().0;
        assert_eq!(app.comparison, Comparison::Beside);
        let halved = app.stage.size;
        assert!((2.0 * halved.x + GAP - alone.x).abs() < 1.0 && halved.y == alone.y, "{alone} {halved}");
        let left = window.get_by_label(&app.voice.say("seen-bare")).rect();
        assert!((left.width() - halved.x).abs() < 1.0 && left.right() < app.stage.origin.x);
        let before = app.camera;
        let to = left.center() + egui::vec2(60.0, 0.0);
        drag(&mut window, &[left.center(), left.center() + egui::vec2(20.0, 0.0), to]);
        let turned = window.state().0.camera.azimuth_rad - before.azimuth_rad;
        assert!(turned.abs() > 0.1, "{turned}");
        press(&mut window, Modifiers::NONE, Key::S);
        assert_eq!((window.state().0.comparison, window.state().0.stage.size), (Comparison::After, alone));
    }
}
