//! Language and unit of the window as a hand changes them, without a screen.

use super::super::window_tests::{press, window};
use super::*;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

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
