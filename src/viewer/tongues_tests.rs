//! The window in each language and both units, without a screen.

use super::super::window_tests::{TestWindow, press, window};
use super::*;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

/// Sizes of windows, points: a small screen; a usual one, or a large one at the size that suits it; a large one with all letters small.
const SIZES: [egui::Vec2; 3] = [egui::vec2(1280.0, 720.0), egui::vec2(1920.0, 1080.0), egui::vec2(3840.0, 2160.0)];

/// Keys of words that stand in boxes of their own over the window, which open when everything is shown.
const HINTS: [&str; 10] = [
    "hair-kind-hint",
    "photo-bring-hint",
    "dots-soft-hint",
    "dots-strong-hint",
    "dots-own-hint",
    "plan-match-hint",
    "brush-paint-hint",
    "brush-fill-hint",
    "brush-thin-hint",
    "brush-erase-hint",
];

/// A window with every section of its panel open.
fn open_window() -> TestWindow {
    let window = window();
    window.ctx.memory_mut(|memory| memory.set_everything_is_visible(true));
    window
}

/// Speaks a language, in a window of some size.
fn speak(window: &mut TestWindow, language: Language, size: egui::Vec2) {
    window.set_size(size);
    window.state_mut().0.voice.language = language;
    window.run_steps(4);
}

/// Names and boxes of all that is told to screen readers and has a place.
fn told(window: &TestWindow) -> Vec<(Role, String, egui::Rect)> {
    let node = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        let at = node.bounding_box()?;
        let [low, high] = [(at.x0, at.y0), (at.x1, at.y1)].map(|(x, y)| egui::pos2(x as f32, y as f32));
        let words = node.label().map(|label| label.to_string()).or_else(|| node.value().map(|value| value.to_string()));
        Some((node.role(), words.unwrap_or_default(), egui::Rect::from_min_max(low, high)))
    };
    window.root().children_recursive().filter_map(node).collect()
}

#[test]
fn every_word_of_the_window_changes_with_the_language() {
    let mut window = open_window();
    window.state_mut().0.help_open = true;
    let [english, spanish, portuguese] = Language::ALL.map(|language| {
        speak(&mut window, language, SIZES[0]);
        told(&window).into_iter().map(|(_, words, _)| words).collect::<std::collections::BTreeSet<_>>()
    });
    // Names of people and signs are alike everywhere; sentences are not.
    let sentences = |words: &std::collections::BTreeSet<String>| {
        words.iter().filter(|words| words.split(' ').count() > 3).cloned().collect::<std::collections::BTreeSet<_>>()
    };
    assert!(sentences(&english).len() > 15, "{:?}", sentences(&english));
    for other in [&spanish, &portuguese] {
        let left: Vec<_> = sentences(&english).intersection(other).cloned().collect();
        // The device has its name from its driver, and keys have theirs from the keyboard.
        let named = |words: &String| ["llvmpipe", "Ctrl", "Page"].iter().any(|name| words.contains(name));
        assert!(left.iter().all(named), "{left:?}");
    }
}

#[test]
fn no_words_are_cut_off_in_any_language_at_any_size() {
    let mut cut = Vec::new();
    let mut window = open_window();
    for language in Language::ALL {
        for size in SIZES {
            speak(&mut window, language, size);
            let places = &window.state().0.places;
            let head = egui::Rect::from_two_pos(places["head left"], places["head right"]);
            if head.width() < 0.55 * size.x || head.top() > 70.0 {
                cut.push(format!("{language:?} {size}: the head is left {head:?}"));
            }
            let voice = window.state().0.voice;
            let hints = HINTS.map(|key| voice.say(key));
            // A swatch's box says which it is; on the swatch itself stands a short word.
            let swatches = ["skin-by-fitzpatrick", "skin-by-monk"].map(|key| voice.say(key) + ",");
            let hair = voice.tell("hair-colour-one", [("colour", "")]);
            let is_hint = |words: &String| {
                hints.contains(words)
                    // Sentences, and words with their key, stand in boxes over the window; in the panel sentences wrap.
                    || words.ends_with(['.', ')'])
                    || swatches.iter().chain([&hair]).any(|swatch| words.starts_with(swatch.as_str()))
            };
            for (role, words, rect) in told(&window).into_iter().filter(|(_, words, _)| !is_hint(words)) {
                // What is scrolled away may lie above or below, never beside.
                let inside = rect.left() >= -0.5 && rect.right() <= size.x + 0.5;
                // What stands in the panel ends in it.
                let in_panel =
                    rect.top() > head.top() && rect.bottom() < head.bottom() && rect.left() < head.left() - 20.0;
                let ends = rect.right() <= head.left() + 0.5 || matches!(role, Role::GenericContainer | Role::Unknown);
                if !inside || (in_panel && !ends) {
                    cut.push(format!("{language:?} {size}: {role:?} {words} at {rect:?} beside {head:?}"));
                }
            }
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}

#[test]
fn the_clients_face_holds_its_words_in_every_language() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::F11);
    for language in Language::ALL {
        for size in SIZES.into_iter().chain([egui::vec2(960.0, 720.0)]) {
            speak(&mut window, language, size);
            window.hover_at(egui::pos2(300.0, 300.0));
            window.run_steps(3);
            let stops: Vec<_> = told(&window).into_iter().filter(|(role, ..)| *role == Role::Button).collect();
            let all = told(&window);
            assert!(stops.len() >= 7, "{language:?}: {all:?}");
            for (_, words, rect) in stops {
                assert!(rect.left() >= 0.0 && rect.right() <= size.x, "{language:?} {size}: {words} at {rect:?}");
                assert!(rect.height() >= size.y / 45.0, "{language:?} {size}: {words} is {} high", rect.height());
            }
        }
    }
}

#[test]
fn a_hand_changes_language_and_unit_and_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    window.state_mut().0.desk.folder = Some(folder.path().to_owned());
    for (menu, entry) in [("Language", "Español"), ("Medidas", "pulgadas")] {
        let file = window.state().0.voice.say("file-menu");
        for name in [file.as_str(), menu, entry] {
            window.get_by_label(name).click();
            window.run_steps(4);
        }
        press(&mut window, Modifiers::NONE, Key::Escape);
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    let app = &window.state().0;
    assert_eq!(app.voice, Voice { language: Language::Spanish, inches: true });
    let kept = WindowSettings::kept(Some(folder.path()));
    assert_eq!(kept, WindowSettings { scale: None, language: Some(Language::Spanish), inches: true });
    assert_eq!(Voice::opening(None, &kept), app.voice);
    assert_eq!(Voice::opening(Some(Language::English), &kept).language, Language::English);
    // The plan stays in mm, whatever it is told in.
    let height = app.draft.hairline.figures().height_mm;
    let shown = window.get_by_role_and_label(Role::Slider, "pulg. sobre las cejas");
    let value = shown.accesskit_node().numeric_value().unwrap_or_default() as f32;
    assert!((value - height).abs() < 0.01, "{value} {height}");
    window.get_by_label("Deshacer");
}
