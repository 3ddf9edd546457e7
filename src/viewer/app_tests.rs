//! The window as hands use it, without a screen.

use super::*;
use crate::case::Case;
use crate::plan::Plan;
use crate::viewer::wanted::Comparison;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Window = Harness<'static, (App, Studio)>;

fn window() -> Window {
    let studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
    let mut app = App::default();
    app.attach(&studio);
    let mut window = Harness::builder()
        .with_size([1280.0, 720.0])
        .build_ui_state(|ui, (app, studio): &mut (App, Studio)| app.ui(ui, studio, false), (app, studio));
    window.run_steps(3);
    window
}

/// Waits until the plan lies on the head.
fn settle(window: &mut Window) {
    while window.state().0.is_laying() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.run_steps(1);
    }
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

#[test]
fn a_hand_undoes_and_does_again_what_it_did() {
    let mut window = window();
    let first = window.state().0.draft.clone();
    // A drag on a slider is one step, however many frames it takes.
    let slider = window.get_by_role_and_label(egui::accesskit::Role::Slider, "mm above the brows").rect();
    window.drag_at(slider.lerp_inside(egui::vec2(0.3, 0.5)));
    for k in 0..6_u8 {
        window.run_steps(2);
        window.hover_at(slider.lerp_inside(egui::vec2(0.3 + 0.05 * f32::from(k), 0.5)));
    }
    window.drop_at(slider.lerp_inside(egui::vec2(0.55, 0.5)));
    window.run_steps(3);
    let dragged = window.state().0.draft.clone();
    assert_ne!(dragged, first);
    assert_eq!(window.state().0.history.place(), 1);
    assert!(window.state().0.history.undo_name().is_some_and(|name| name.starts_with("height of the hairline")));
    // A click is another.
    window.get_by_label("IV").scroll_to_me();
    window.run_steps(10);
    window.get_by_label("IV").click();
    window.run_steps(3);
    assert_eq!(window.state().0.history.place(), 2);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().0.draft, dragged);
    window.get_by_label("Undo").click();
    window.run_steps(3);
    settle(&mut window);
    let (app, studio) = window.state();
    assert_eq!((&app.draft, studio.case().plan()), (&first, &first));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.state().0.draft, dragged);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(window.state().0.history.place(), 2);
}

#[test]
fn keys_mean_what_the_help_says_and_nothing_with_ctrl() {
    let mut window = window();
    press(&mut window, Modifiers::COMMAND, Key::P);
    press(&mut window, Modifiers::COMMAND, Key::D);
    let app = &window.state().0;
    assert!(!app.playing && app.comparison == Comparison::After);
    // Tab gives the keyboard to a button; the panel stays, and letters still mean what they mean.
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::D);
    let app = &window.state().0;
    assert!(app.panel_open && matches!(app.comparison, Comparison::Divided(_)));
    press(&mut window, Modifiers::NONE, Key::N);
    assert!(!window.state().0.panel_open);
    press(&mut window, Modifiers::NONE, Key::H);
    assert!(window.state().0.help_open);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!window.state().0.help_open);
}

#[test]
fn to_look_at_an_edge_edits_nothing() {
    let mut window = window();
    let first = window.state().0.draft.clone();
    let (app, studio) = window.state_mut();
    app.show_edge(crate::plan::Edge::Nape, studio.case());
    window.run_steps(3);
    let app = &window.state().0;
    assert_eq!((&app.draft, app.history.place(), app.is_saved()), (&first, 0, first == Plan::default()));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().0.handles.edge, None);
}

#[test]
fn a_presenter_steps_through_prepared_pictures_and_leaves() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::F11);
    assert!(window.state().0.fills_screen() && window.query_by_label("Undo").is_none());
    press(&mut window, Modifiers::NONE, Key::PageDown);
    assert_eq!(window.state().0.days, -1.0);
    press(&mut window, Modifiers::NONE, Key::PageDown);
    press(&mut window, Modifiers::NONE, Key::PageDown);
    let (app, studio) = window.state();
    assert_eq!(app.days, studio.case().healed_day());
    press(&mut window, Modifiers::NONE, Key::PageUp);
    assert_eq!(window.state().0.days, 0.0);
    // The stops stand in words, and a click goes there.
    window.hover_at(egui::pos2(300.0, 300.0));
    window.run_steps(2);
    window.get_by_label("5 years").click();
    window.run_steps(3);
    assert_eq!(window.state().0.days, 1826.25);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!window.state().0.fills_screen() && window.query_by_label("Undo").is_some());
}
