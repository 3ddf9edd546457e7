//! A device that fails costs nothing but time: it is opened anew and the same picture drawn.

use pointille::case::Case;
use pointille::plan::Plan;
use pointille::render::{Picture, StillOptions};
use pointille::scene::{Scene, View};
use pointille::studio::Studio;
use pointille::time::When;

fn studio() -> Studio {
    Studio::headless(Case::built_in(Plan::default()).expect("a case")).expect("a device")
}

fn drawn(studio: &mut Studio, progress: &mut dyn FnMut(f32) -> bool) -> Picture {
    let scene = Scene::default().camera(View::ThreeQuarterLeft.camera());
    let options = StillOptions::new((120, 160)).samples(3);
    studio.still(&scene, When::Healed, &options, progress).expect("a picture").0
}

#[test]
fn a_device_lost_between_pictures_and_within_them_draws_the_same_again() {
    let mut studio = studio();
    let meant = drawn(&mut studio, &mut |_| true);
    for round in 0..4 {
        let gpu = studio.renderer().gpu().clone();
        if round % 2 == 0 {
            gpu.device().destroy();
        }
        // In the midst of the work, once.
        let mut left = round % 2;
        let again = drawn(&mut studio, &mut |_| {
            if std::mem::take(&mut left) > 0 {
                gpu.device().destroy();
            }
            true
        });
        assert!(again == meant, "loss {round}: another picture");
    }
}

#[test]
fn what_was_edited_on_a_lost_device_is_drawn_by_the_next() {
    let (mut studio, mut fresh) = (studio(), studio());
    drawn(&mut studio, &mut |_| true);
    let mut plan = Plan::default();
    plan.zones.front.density_per_cm2 = 55.0;
    fresh.set_plan(plan.clone()).expect("laid");
    studio.renderer().gpu().device().destroy();
    studio.set_plan(plan).expect("laid");
    assert!(drawn(&mut studio, &mut |_| true) == drawn(&mut fresh, &mut |_| true));
}

#[test]
fn a_command_that_is_refused_costs_no_picture() {
    let mut studio = studio();
    let meant = drawn(&mut studio, &mut |_| true);
    for _ in 0..3 {
        // No device has a buffer of no use.
        drop(studio.renderer().gpu().device().create_buffer(&pointille::wgpu::BufferDescriptor {
            label: None,
            size: 16,
            usage: pointille::wgpu::BufferUsages::empty(),
            mapped_at_creation: false,
        }));
        assert!(drawn(&mut studio, &mut |_| true) == meant);
    }
}
