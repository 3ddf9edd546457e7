//! The window without a screen, as tests use it: real input events in, the interface's own tree of controls out.

use super::state::App;
use crate::case::Case;
use crate::plan::Plan;
use crate::studio::Studio;
use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A window without a screen.
pub type TestWindow = Harness<'static, (App, Studio)>;

/// A window on the built-in head.
pub fn window() -> TestWindow {
    window_of(App::default())
}

/// A window of an app on the built-in head, 1280 × 720.
pub fn window_of(mut app: App) -> TestWindow {
    let studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
    app.attach(&studio);
    let mut window = Harness::builder()
        .with_size([1280.0, 720.0])
        .build_ui_state(|ui, (app, studio): &mut (App, Studio)| app.ui(ui, studio, false), (app, studio));
    window.run_steps(3);
    window
}

/// Waits for the work beside the window: plans being laid, files being read.
pub fn settle(window: &mut TestWindow) {
    let busy = |window: &TestWindow| {
        let app = &window.state().0;
        let made = app.plan_a.as_ref().is_none_or(|kept| kept.studio.is_some());
        let waits = !app.desk.dropped.is_empty() && !app.asks();
        app.is_laying() || app.desk.arriving.is_some() || waits || !made
    };
    while busy(window) {
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
    window.run_steps(2);
}

/// Presses a key and lets go.
pub fn press(window: &mut TestWindow, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

fn button(window: &mut TestWindow, at: Pos2, button: PointerButton, pressed: bool) {
    window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    window.run_steps(1);
}

/// Clicks a place of the window by the primary button.
pub fn click(window: &mut TestWindow, at: Pos2) {
    click_by(window, at, PointerButton::Primary);
}

/// Clicks a place of the window.
pub fn click_by(window: &mut TestWindow, at: Pos2, by: PointerButton) {
    window.hover_at(at);
    window.run_steps(1);
    for pressed in [true, false] {
        button(window, at, by, pressed);
    }
    // Two clicks in a row are two clicks, and no double one.
    window.run_steps(40);
}

/// Drags along a path, a frame a step.
pub fn drag(window: &mut TestWindow, path: &[Pos2]) {
    let (Some(&first), Some(&last)) = (path.first(), path.last()) else { return };
    window.hover_at(first);
    window.run_steps(1);
    button(window, first, PointerButton::Primary, true);
    for &at in path {
        window.hover_at(at);
        window.run_steps(1);
    }
    button(window, last, PointerButton::Primary, false);
    window.run_steps(3);
}

#[derive(Debug)]
struct OnDisk(PathBuf);

impl egui::DroppedFile for OnDisk {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops a file on the window and waits until it was read.
pub fn drop_file(window: &mut TestWindow, path: &Path) {
    drop_files(window, &[path]);
}

/// Drops files on the window at once, and waits until as many were read as can be without an answer.
pub fn drop_files(window: &mut TestWindow, paths: &[&Path]) {
    for path in paths {
        window.input_mut().dropped_files.push(Arc::new(OnDisk((*path).to_owned())));
    }
    window.run_steps(2);
    settle(window);
}
