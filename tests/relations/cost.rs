//! What does not change is not drawn again, and what is written for each pixel stays small.

use crate::studio::studio;
use pointille::low_level::render::Targets;
use pointille::render::{Moment, Sampling, Timing};
use pointille::scene::{Scene, View};

#[test]
fn shadows_of_a_still_head_are_drawn_once() {
    let mut studio = studio();
    let size = (96, 64);
    let mut canvas = studio.renderer().canvas(size).expect("room for a small picture");
    // Names of the passes that one sample took.
    let mut passes = |scene: &Scene, days: f32| -> Vec<&'static str> {
        let renderer = studio.renderer_mut();
        canvas.clear();
        let timing = Timing::new(renderer.gpu(), true);
        renderer
            .add_sample(&mut canvas, scene, Moment::after(days), Sampling::whole(size, 0, 1), &timing)
            .expect("a sample");
        timing.names()
    };
    let scene = Scene::view(View::Front);
    let mut closer = scene.clone();
    closer.camera.distance_mm = 500.0;
    let mut higher = scene.clone();
    higher.camera.elevation_rad += 0.3;
    let turned = scene.clone().light_turn_rad(0.4);
    assert!(passes(&scene, 60.0).contains(&"shadow"));
    for (still, days) in [(&scene, 60.0), (&closer, 60.0), (&higher, 60.0), (&scene, 900.0)] {
        let drawn = passes(still, days);
        assert!(!drawn.contains(&"shadow") && drawn.contains(&"skin"), "{drawn:?}");
    }
    assert!(passes(&turned, 60.0).contains(&"shadow"), "another light, another shadow");
}

#[test]
fn attachments_hold_less_than_120_bytes_a_pixel() {
    let sum: f32 = Targets::bytes_per_pixel(true).iter().map(|(_, bytes)| bytes).sum();
    assert!(sum > 20.0 && sum < 120.0, "{sum}");
}
