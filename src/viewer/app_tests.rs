//! The window as hands use it, without a screen.

use super::super::window_tests::{TestWindow, press, settle, window};
use crate::case::Case;
use crate::live::Comparison;
use crate::output::Language;
use crate::plan::Plan;
use crate::studio::Studio;
use crate::viewer::App;
use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn the_first_frame_stands_as_the_later_ones_do() {
    let mut studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
    for language in Language::ALL {
        let mut app = App::default();
        app.voice.language = language;
        app.attach(&studio);
        let mut frame = || {
            let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 720.0)));
            let input = egui::RawInput { screen_rect, ..egui::RawInput::default() };
            let mut output = app.context().run_ui(input, |ui| app.ui(ui, &mut studio, false));
            output.textures_delta.clear();
            app.places.clone()
        };
        let first = frame();
        (0..5).for_each(|_| drop(frame()));
        let later = frame();
        assert_eq!(first.keys().collect::<Vec<_>>(), later.keys().collect::<Vec<_>>());
        // A panel settles on a width that is some points off its first one; it was hundreds too narrow, and cut its words.
        let near = |(a, b): (&egui::Pos2, &egui::Pos2)| a.distance(*b) < 4.0;
        assert!(first.values().zip(later.values()).all(near), "{language:?}: {first:?} {later:?}");
    }
}

#[test]
fn a_hand_undoes_and_does_again_what_it_did() {
    let mut window = window();
    let first = window.state().0.draft.clone();
    // A drag on a slider is one step, however many frames it takes.
    let slider = window.get_by_role_and_label(Role::Slider, "mm above the brows").rect();
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
    window.get_by_label("skin, by Fitzpatrick, IV").scroll_to_me();
    window.run_steps(10);
    window.get_by_label("skin, by Fitzpatrick, IV").click();
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

/// Names that screen readers miss: controls that can be pressed or focused and say nothing of themselves.
fn nameless(window: &TestWindow) -> (usize, Vec<String>) {
    let mut controls = 0;
    let mut found = Vec::new();
    for node in window.root().children_recursive() {
        let node = node.accesskit_node();
        let acts = [Action::Click, Action::Focus].into_iter().any(|action| node.data().supports_action(action));
        // A bar that scrolls is told by its role, a window within the window and its title's bar by its name.
        if !acts || matches!(node.role(), Role::ScrollBar | Role::Window | Role::Unknown) {
            continue;
        }
        controls += 1;
        let named = node.label().is_some_and(|name| name.chars().any(char::is_alphanumeric));
        // Words that can be focused to be read out are their own name.
        let words = node.role() == Role::Label && node.value().is_some();
        if !named && !words {
            found.push(format!("{:?} at {:?}", node.role(), node.bounding_box()));
        }
    }
    (controls, found)
}

#[test]
fn every_control_has_a_name_on_both_faces() {
    let mut window = window();
    window.ctx.memory_mut(|memory| memory.set_everything_is_visible(true));
    let (app, _) = window.state_mut();
    app.tracing = Some(super::super::tracing::Tracing::over(super::super::photograph::Photograph {
        name: "face.jpg".to_owned(),
        pixels: std::sync::Arc::new(egui::ColorImage::filled([30, 40], egui::Color32::GRAY)),
    }));
    (app.help_open, app.comparison) = (true, Comparison::Ghost(0.5));
    window.run_steps(4);
    let (controls, found) = nameless(&window);
    assert!(controls > 120, "only {controls} controls");
    assert!(found.is_empty(), "{} of {controls} controls have no name:\n{}", found.len(), found.join("\n"));
    // A question over the window, and a path that is typed.
    window.state_mut().0.asking_to_close = true;
    window.run_steps(3);
    assert_eq!(nameless(&window).1, Vec::<String>::new());
    let app = &mut window.state_mut().0;
    (app.asking_to_close, app.help_open) = (false, false);
    app.desk.typed = Some((super::super::purpose::Purpose::Open, String::new()));
    window.run_steps(3);
    assert_eq!(nameless(&window).1, Vec::<String>::new());
    window.state_mut().0.desk.typed = None;
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::F11);
    window.hover_at(egui::pos2(300.0, 300.0));
    window.run_steps(2);
    let (controls, found) = nameless(&window);
    assert!(controls >= 8 && found.is_empty(), "{controls} {found:?}");
}

#[test]
fn the_keyboard_reaches_the_time_line_and_the_picture() {
    let mut window = window();
    let focused = |window: &TestWindow, name: &str| {
        window.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.is_focused() && node.label().is_some_and(|label| label == name)
        })
    };
    let mut reached = [false; 2];
    for _ in 0..200 {
        window.key_press(Key::Tab);
        window.run_steps(1);
        for (reached, name) in reached
            .iter_mut()
            .zip(["days-name", "head-name"].map(|key| crate::viewer::voice::Voice::default().say(key)))
        {
            if !*reached && focused(&window, &name) {
                *reached = true;
                // Arrows step the day from either.
                let before = window.state().0.days;
                press(&mut window, Modifiers::NONE, Key::ArrowRight);
                assert!(window.state().0.days > before, "{name}");
            }
        }
    }
    assert_eq!(reached, [true, true]);
}
