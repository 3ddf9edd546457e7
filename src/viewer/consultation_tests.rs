//! A photograph traced and a whole consultation, in the window without a screen.

use super::state::App;
use super::window_tests::{TestWindow, click, click_by, drag, drop_file, press, settle, window, window_of};
use crate::live::Comparison;
use crate::mesh::obj::write_obj;
use crate::plan::{Edge, HairLoss, Plan};
use crate::scene::{Camera, CameraMatch, LightName, View};
use crate::time::When;
use crate::viewer::hand_out::Goal;
use crate::viewer::photo_frame::PhotoFrame;
use crate::viewer::purpose::Purpose;
use crate::viewer::tracing::{PhotoPlace, TracingTool};
use egui::accesskit::Role;
use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use glam::{Vec2, Vec3};
use std::path::{Path, PathBuf};

/// Presses the control of a name, wherever it is in the panel.
fn named(window: &mut TestWindow, name: &str) {
    window.get_by_label(name).scroll_to_me();
    window.run_steps(10);
    window.get_by_label(name).click();
    window.run_steps(3);
}

/// Writes a photograph, 300 × 400. Its pixels do not matter here: what is clicked does.
fn photograph(folder: &Path) -> PathBuf {
    let path = folder.join("face.jpg");
    image::RgbImage::from_fn(300, 400, |x, y| image::Rgb([x as u8, y as u8, 90])).save(&path).unwrap();
    path
}

/// The camera that took it.
fn taken() -> CameraMatch {
    let camera = Camera { azimuth_rad: 0.25, fov_y_rad: 0.5, distance_mm: 800.0, ..View::Front.camera() };
    CameraMatch { camera, roll_rad: -0.06, errors_mm: Vec::new() }
}

/// The place of the skin that the photograph shows at a point.
fn place(window: &TestWindow, at: Vec2) -> Vec3 {
    let (origin, direction) = taken().ray(at);
    window.state().1.case().head().raycast(origin, direction).unwrap().position
}

/// The place in the window at which the head shows a place of the skin.
fn on_head(window: &TestWindow, place: Vec3) -> Pos2 {
    let app = &window.state().0;
    let ndc = app.camera.ndc(place, app.stage.aspect()).unwrap();
    let at = app.stage.origin + Vec2::new(ndc.x + 1.0, 1.0 - ndc.y) * 0.5 * app.stage.size;
    egui::pos2(at.x, at.y)
}

/// The place in the window at which the pane shows a point of the photograph.
fn on_photo(window: &TestWindow, at: Vec2) -> Pos2 {
    let app = &window.state().0;
    let [low, high] = ["photo left", "photo right"].map(|name| app.places[name]);
    let rect = egui::Rect::from_two_pos(low, high);
    let (middle, size) = (Vec2::new(rect.center().x, rect.center().y), Vec2::new(rect.width(), rect.height()));
    let view = app.tracing.as_ref().unwrap().view;
    let shown = PhotoFrame::in_pane(middle, size, 0.75, view).shown(at);
    egui::pos2(shown.x, shown.y)
}

const CLICKS: [Vec2; 5] =
    [Vec2::new(-0.15, 0.1), Vec2::new(0.18, 0.12), Vec2::new(0.02, -0.2), Vec2::new(-0.2, 0.3), Vec2::new(0.08, 0.42)];

/// Clicks places on both, and waits for the camera.
fn click_places(window: &mut TestWindow) {
    window.state_mut().0.camera = View::Front.camera();
    window.run_steps(3);
    for at in CLICKS {
        let head = on_head(window, place(window, at));
        click(window, head);
        let photo = on_photo(window, at);
        click(window, photo);
    }
}

/// A stroke over the forehead, in the window.
fn stroke(window: &TestWindow) -> Vec<Pos2> {
    let at = |i: u8| 0.15 * (f32::from(i) / 15.0 - 1.0) - 0.02;
    (0..=30).map(|i| on_photo(window, Vec2::new(at(i), 0.36 - at(i) * at(i)))).collect()
}

#[test]
fn a_photograph_is_dropped_matched_and_traced_and_its_line_is_one_step_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    assert_eq!(window.state().0.parts(egui::Rect::EVERYTHING).1, None);
    drop_file(&mut window, &photograph(folder.path()));
    assert!(window.state().0.tracing.is_some());
    // Without a camera nothing is traced, and that is said.
    assert!(window.get_by_label("Trace the line").accesskit_node().is_disabled());
    click_places(&mut window);
    let error = window.state().0.tracing.as_ref().unwrap().camera().map(CameraMatch::error_mm);
    assert!(error.is_some_and(|mm| mm < 1.5), "{error:?}");
    // A wrong click and its taking away.
    let wrong = on_photo(&window, Vec2::new(-0.5, -0.7));
    click(&mut window, wrong);
    assert_eq!(window.state().0.tracing.as_ref().unwrap().pairs().len(), 6);
    click_by(&mut window, wrong, PointerButton::Secondary);
    assert_eq!(window.state().0.tracing.as_ref().unwrap().pairs().len(), 5);
    named(&mut window, "Trace the line");
    let before = window.state().0.draft.clone();
    let path = stroke(&window);
    drag(&mut window, &path);
    settle(&mut window);
    let (app, studio) = window.state();
    assert_eq!((app.history.place(), app.history.undo_name()), (1, Some("hairline by hand")));
    assert_eq!(studio.case().plan(), &app.draft);
    let points = app.draft.hairline.points_of(Edge::Hairline).unwrap();
    let seen = points.iter().map(|&p| taken().at(studio.case().place_of(p)).unwrap());
    let on_it = seen.filter(|at| (at.y - (0.36 - at.x * at.x)).abs() < 0.02 && (at.x + 0.02).abs() < 0.16).count();
    assert!(on_it >= 5, "{points:?}");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(window.state().0.draft, before);
    assert!(window.state().0.tracing.as_ref().unwrap().line().is_empty(), "another line begins");
    // Over the head, while the window looks from its camera, and no more when it is turned.
    named(&mut window, "over");
    assert!(window.state().0.photo_over().is_some() && window.state().0.parts(egui::Rect::EVERYTHING).1.is_none());
    let frame = window.state().0.photo_over().unwrap();
    let middle = frame.shown(Vec2::new(0.0, 0.3));
    // A line is drawn on it there, too.
    let path: Vec<Pos2> = (0..20).map(|i| egui::pos2(middle.x - 40.0 + 4.0 * i as f32, middle.y)).collect();
    drag(&mut window, &path);
    settle(&mut window);
    assert!(window.state().0.draft.hairline.points.is_some());
    let (app, _) = window.state_mut();
    app.fly(View::Left.camera());
    window.run_steps(60);
    assert_eq!(window.state().0.photo_over(), None);
    named(&mut window, "Look from its camera");
    assert!(window.state().0.photo_over().is_some());
    // The client's face shows none of it.
    press(&mut window, Modifiers::NONE, Key::F11);
    assert!(window.state().0.photo_over().is_none());
    press(&mut window, Modifiers::NONE, Key::Escape);
    named(&mut window, "Put it away");
    assert!(window.state().0.tracing.is_none());
}

#[test]
fn a_file_that_is_no_photograph_is_refused_in_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    let path = folder.path().join("face.jpg");
    std::fs::write(&path, "no picture").unwrap();
    drop_file(&mut window, &path);
    assert!(window.state().0.tracing.is_none());
    let card = window.state().0.desk.card.clone().unwrap_or_default();
    assert!(card.1.contains("face.jpg") && card.1.contains("JPEG, PNG or WebP"), "{card:?}");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().0.desk.card, None);
}

#[test]
fn files_that_are_dropped_together_come_in_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, broken) = (folder.path().join("client.toml"), folder.path().join("broken.toml"));
    std::fs::write(&plan, "name = \"Dropped\"\n").unwrap();
    std::fs::write(&broken, "[client]\nage_years = \"old\"\n").unwrap();
    let mut window = window();
    let face = photograph(folder.path());
    super::window_tests::drop_files(&mut window, &[&broken, &plan, &face]);
    // The refusal is read first; nothing is lost meanwhile.
    assert!(window.state().0.desk.card.as_ref().is_some_and(|(_, text)| text.contains("broken.toml")));
    assert_ne!(window.state().0.draft.name, "Dropped");
    press(&mut window, Modifiers::NONE, Key::Enter);
    settle(&mut window);
    let app = &window.state().0;
    assert_eq!((app.draft.name.as_str(), app.tracing.is_some()), ("Dropped", true));
}

/// The app at a start, whose plan is kept in a file, and its unsaved work in a folder.
fn reopened(folder: &Path) -> App {
    let path = folder.join("client.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let file = super::PlanFile::opened(path, text.clone(), Plan::from_toml(&text).unwrap());
    let keeps = super::Keeps { folder: Some(folder.join("state")), ..super::Keeps::default() };
    App::of(
        file,
        super::Opening {
            light: LightName::default().into(),
            at: When::Healed,
            language: Some(crate::output::Language::English),
            keeps,
            trace: None,
            trace_controls: false,
            size: None,
        },
    )
}

#[test]
fn a_whole_consultation_is_held_saved_killed_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("client.toml"), "# by hand\nname = \"Consultation\"\n").unwrap();
    let (scan, picture) = (folder.path().join("client.obj"), folder.path().join("client.png"));
    let mut window = window_of(reopened(folder.path()));
    let mut bytes = Vec::new();
    write_obj(&window.state().1.case().head().mesh, "head", &mut bytes).unwrap();
    std::fs::write(&scan, bytes).unwrap();
    // The scan, and what was found about it.
    drop_file(&mut window, &scan);
    assert!(window.state().1.case().import().is_some() && window.state().0.desk.card.is_some());
    press(&mut window, Modifiers::NONE, Key::Enter);
    // A stage of hair loss.
    let stages = |window: &TestWindow| window.get_by_role_and_label(Role::ComboBox, "hair loss").rect();
    window.get_by_role_and_label(Role::ComboBox, "hair loss").scroll_to_me();
    window.run_steps(10);
    let at = stages(&window).center();
    click(&mut window, at);
    let name = HairLoss::Norwood4.name();
    window.get_by_label(name).click();
    window.run_steps(3);
    settle(&mut window);
    assert_eq!(window.state().1.case().plan().client.hair_loss, HairLoss::Norwood4);
    // The client's photograph and its line.
    drop_file(&mut window, &photograph(folder.path()));
    click_places(&mut window);
    named(&mut window, "Trace the line");
    let path = stroke(&window);
    drag(&mut window, &path);
    settle(&mut window);
    assert!(window.state().0.draft.hairline.points.is_some(), "{:?}", window.state().0.message);
    named(&mut window, "Put it away");
    // A stroke of the brush over the forehead's scalp.
    press(&mut window, Modifiers::NONE, Key::Num1);
    window.run_steps(60);
    press(&mut window, Modifiers::NONE, Key::B);
    let app = &window.state().0;
    let middle = app.stage.origin + app.stage.size * Vec2::new(0.5, 0.2);
    let path: Vec<Pos2> = (0..12).map(|i| egui::pos2(middle.x + 5.0 * i as f32, middle.y)).collect();
    drag(&mut window, &path);
    press(&mut window, Modifiers::NONE, Key::Escape);
    settle(&mut window);
    assert_eq!(window.state().0.draft.strokes.len(), 1);
    // Touch-ups as it fades, and five years on.
    named(&mut window, "touch up as it fades");
    settle(&mut window);
    assert!(!window.state().1.case().touch_ups().is_empty());
    named(&mut window, "5 y");
    assert_eq!(window.state().0.days, 1826.25);
    // Plan A kept, plan B edited, both side by side.
    named(&mut window, "Keep as A");
    settle(&mut window);
    window.state_mut().0.draft.zones.front.density_per_cm2 = 90.0;
    let (app, studio) = window.state_mut();
    app.history.begin_gesture();
    app.apply(studio);
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::D);
    let app = &window.state().0;
    assert!(app.shown_a().is_some() && matches!(app.comparison, Comparison::Divided(_)));
    // Saved, with its comment; edited on, and killed.
    press(&mut window, Modifiers::COMMAND, Key::S);
    let text = std::fs::read_to_string(folder.path().join("client.toml")).unwrap();
    assert!(text.contains("# by hand") && window.state().0.is_saved());
    let (app, studio) = window.state_mut();
    app.history.begin_gesture();
    app.draft.client.age_years = 52.0;
    app.apply(studio);
    window.run_steps(200);
    settle(&mut window);
    let (killed, names) = (window.state().0.draft.clone(), window.state().0.history.names().count());
    assert!(names >= 6 && !window.state().0.is_saved());
    drop(window);
    assert_eq!(std::fs::read_to_string(folder.path().join("client.toml")).unwrap(), text, "the file is a hand's alone");
    assert!(
        !std::fs::read_dir(folder.path().join("state"))
            .unwrap()
            .flatten()
            .any(|entry| { std::fs::metadata(entry.path()).unwrap().len() > 100_000 }),
        "nothing of a photograph is kept"
    );
    // The next window offers it, and Enter goes on with it.
    let mut window = window_of(reopened(folder.path()));
    assert!(window.state().0.desk.offered.is_some());
    settle(&mut window);
    // The plan's scan may have come before; what was found about it is read first.
    while window.state().0.asks() {
        press(&mut window, Modifiers::NONE, Key::Enter);
        settle(&mut window);
    }
    assert_eq!(window.state().0.draft, killed);
    assert!(window.state().1.case().import().is_some(), "on its scan");
    // A picture is begun and stopped: no file is there, and none is half there.
    window.state_mut().0.chosen(Purpose::SavePicture, picture.clone());
    window.run_steps(2);
    assert!(matches!(window.state().0.wanted_out, None | Some(Goal::PictureFile(_))));
    while window.state().0.handing_out.is_none() {
        window.run_steps(1);
    }
    window.get_by_label_contains("drawing,").click();
    window.run_steps(3);
    assert!(window.state().0.handing_out.is_none() && !picture.exists());
    assert_eq!(window.state().0.tracing.as_ref().map(|t| (t.tool, t.place)), None::<(TracingTool, PhotoPlace)>);
}
