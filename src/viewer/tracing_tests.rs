//! Places clicked and lines traced, without a window.

use super::*;
use crate::plan::Edge;
use crate::scene::View;
use crate::viewer::tracing_words as words;
use crate::viewer::voice::Voice;
use egui::ColorImage;
use std::sync::Arc;

fn photograph() -> Photograph {
    Photograph { name: "face.jpg".to_owned(), pixels: Arc::new(ColorImage::filled([300, 400], egui::Color32::GRAY)) }
}

/// A photograph of the built-in head, as a camera took it.
fn taken() -> CameraMatch {
    let camera = Camera { azimuth_rad: 0.3, fov_y_rad: 0.45, distance_mm: 900.0, ..View::Front.camera() };
    CameraMatch { camera, roll_rad: 0.08, errors_mm: Vec::new() }
}

/// Clicks a place on both.
fn click(tracing: &mut Tracing, case: &Case, at: Vec2) {
    let (origin, direction) = taken().ray(at);
    let hit = case.head().raycast(origin, direction).unwrap();
    tracing.click_skin(OnSkin { place: hit.position, outward: hit.normal });
    tracing.click_photo(at);
}

const CLICKS: [Vec2; 5] =
    [Vec2::new(-0.15, 0.1), Vec2::new(0.18, 0.12), Vec2::new(0.02, -0.2), Vec2::new(-0.2, 0.32), Vec2::new(0.1, 0.45)];

#[test]
fn a_photographs_camera_is_matched_as_places_are_clicked_and_its_line_becomes_the_plans() {
    let case = Case::built_in(Plan::default()).unwrap();
    let mut tracing = Tracing::over(photograph());
    assert!(words::next(Voice::default(), &tracing).contains("Place 1 of at least 4"));
    for (i, at) in CLICKS[..4].iter().enumerate() {
        assert!(tracing.matched().is_none(), "{i} places");
        click(&mut tracing, &case, *at);
    }
    assert!(tracing.camera().is_some_and(|camera| camera.error_mm() < 1.0), "{:?}", tracing.matched());
    assert!(words::matched(Voice::default(), &tracing).0.contains("one place more"));
    click(&mut tracing, &case, CLICKS[4]);
    let (told, well) = words::matched(Voice::default(), &tracing);
    assert!(well && told.contains("mm over 5 places"), "{told}");
    // A stroke over the forehead, in a pane that is enlarged.
    let pane = PhotoFrame { middle: Vec2::new(900.0, 500.0), half: 800.0, turn_rad: 0.0 };
    let mut plan = Plan::default();
    tracing.tool = TracingTool::Line;
    for i in 0..=40_u8 {
        let x = 0.17 * (f32::from(i) / 20.0 - 1.0) - 0.03;
        tracing.draw(pane.shown(Vec2::new(x, 0.4 - x * x)), &pane, i == 0);
    }
    assert_eq!(tracing.lay(&mut plan, &case), Some(Ok(())));
    assert!(!tracing.is_drawing() && plan.validate().is_ok());
    // Its points are seen where the stroke went.
    let on_photograph = |p: &[f32; 2]| taken().at(case.place_of(*p)).unwrap();
    let points: Vec<Vec2> = plan.hairline.points_of(Edge::Hairline).unwrap().iter().map(on_photograph).collect();
    let on_stroke = points.iter().filter(|p| (p.y - (0.4 - p.x * p.x)).abs() < 0.012 && (p.x + 0.03).abs() < 0.175);
    assert!(on_stroke.count() >= 6, "{points:?}");
}

#[test]
fn a_mark_is_dragged_taken_away_and_told_where_it_is_wrong() {
    let case = Case::built_in(Plan::default()).unwrap();
    let mut tracing = Tracing::over(photograph());
    for at in CLICKS {
        click(&mut tracing, &case, at);
    }
    let frame = PhotoFrame { middle: Vec2::new(200.0, 200.0), half: 200.0, turn_rad: 0.0 };
    assert!(!tracing.grasp_photo(Vec2::new(5.0, 5.0), &frame));
    let mark = frame.shown(CLICKS[2]);
    assert!(tracing.grasp_photo(mark + Vec2::new(4.0, 3.0), &frame));
    tracing.drag_photo(CLICKS[2] + Vec2::new(0.12, 0.0));
    tracing.release();
    let (told, well) = words::matched(Voice::default(), &tracing);
    assert!(!well || told.contains("off by"), "{told}");
    assert!(tracing.camera().is_none_or(|camera| camera.error_mm() > 2.0), "{told}");
    // Out of the photograph it does not go.
    assert!(tracing.grasp_photo(frame.shown(CLICKS[0]), &frame));
    tracing.drag_photo(Vec2::new(3.0, 0.0));
    tracing.release();
    assert_eq!(tracing.pairs()[0].at, Some(CLICKS[0]));
    let marks: Vec<(usize, Vec2)> = tracing.photo_marks(&frame).collect();
    assert!(!tracing.remove(Vec2::new(1.0, 1.0), &marks));
    assert!(tracing.remove(marks[2].1, &marks));
    assert!(tracing.camera().is_some_and(|camera| camera.error_mm() < 1.0));
    tracing.forget_places();
    assert!(tracing.matched().is_none() && tracing.pairs().is_empty());
}

#[test]
fn half_a_pair_waits_for_its_other_half() {
    let case = Case::built_in(Plan::default()).unwrap();
    let mut tracing = Tracing::over(photograph());
    tracing.click_photo(Vec2::new(0.1, 0.1));
    tracing.click_photo(Vec2::new(0.2, 0.1));
    assert_eq!((tracing.pairs().len(), tracing.pairs()[0].at), (1, Some(Vec2::new(0.2, 0.1))));
    assert!(words::next(Voice::default(), &tracing).contains("on the head, too"));
    tracing.click_photo(Vec2::new(2.0, 0.1));
    assert_eq!(tracing.pairs()[0].at, Some(Vec2::new(0.2, 0.1)), "beside the photograph");
    let hit = case.head().raycast(glam::Vec3::new(0.0, 30.0, 400.0), glam::Vec3::NEG_Z).unwrap();
    tracing.click_skin(OnSkin { place: hit.position, outward: hit.normal });
    assert_eq!((tracing.complete(), tracing.pairs().len()), (1, 1));
}

#[test]
fn places_in_a_line_and_strokes_beside_the_head_are_told() {
    let case = Case::built_in(Plan::default()).unwrap();
    let mut tracing = Tracing::over(photograph());
    for x in [-0.2, -0.1, 0.05, 0.2] {
        click(&mut tracing, &case, Vec2::new(x, 0.2));
    }
    let (told, well) = words::matched(Voice::default(), &tracing);
    assert!(!well && told.contains("in a line") && told.contains("click"), "{told}");
    tracing.forget_places();
    for at in CLICKS {
        click(&mut tracing, &case, at);
    }
    let frame = PhotoFrame { middle: Vec2::ZERO, half: 400.0, turn_rad: 0.0 };
    let mut plan = Plan::default();
    for i in 0..20_u8 {
        tracing.draw(frame.shown(Vec2::new(-0.7 + 0.01 * f32::from(i), 0.95)), &frame, i == 0);
    }
    assert_eq!(tracing.lay(&mut plan, &case), Some(Err(BESIDE_THE_HEAD)));
    assert_eq!(plan, Plan::default());
}
