//! Ways of drawing that are chosen by the adapter, held to each other: the same picture comes out whichever is chosen. And no pipeline is
//! made while something moves.

use crate::studio::{Ask, bytes, case, draw};
use pointille::render::{Backend, Gpu, Moment, Picture, Prelude, Sampling, Timing, Tuning};
use pointille::scene::{Focus, LightName, Scene, View};
use pointille::time::When;
use pointille::{Case, Studio};

/// A studio whose drawing is tuned otherwise.
fn tuned(case: Case, tune: impl Fn(&mut Tuning)) -> Studio {
    let gpu = Gpu::headless(Backend::Auto).unwrap_or_else(|error| panic!("{error}"));
    let mut tuning = gpu.tuning();
    tune(&mut tuning);
    Studio::with_gpu(case, gpu.with_tuning(tuning)).unwrap_or_else(|error| panic!("{error}"))
}

/// Pictures in which each of the skin's variants is asked for: from afar, near by, fresh, by several lights and one, bare.
fn pictures(studio: &mut Studio) -> Vec<(&'static str, Picture)> {
    let far = Scene::view(View::ThreeQuarterLeft);
    let mut near = Scene::view(View::Top);
    near.camera.target = Focus::Crown.point(&studio.case().head().landmarks);
    near.camera.distance_mm = 80.0;
    let lit = |name: LightName| far.clone().rig(name.rig());
    let mut unshadowed = lit(LightName::Studio);
    unshadowed.rig.lights.iter_mut().for_each(|light| light.casts_shadow = false);
    let fresh = When::AfterFirstSession(1.0);
    let ask = Ask::default();
    [
        ("afar", far.clone(), ask),
        ("bare", far.clone(), ask.bare()),
        ("fresh", far.clone(), Ask { when: fresh, ..ask }),
        ("near", near.clone(), Ask { samples: 2, ..ask }),
        ("near and fresh", near, Ask { when: fresh, ..ask }),
        ("sun", lit(LightName::Sun), ask),
        ("studio", lit(LightName::Studio), ask),
        ("without shadows", unshadowed, ask),
        ("from pixel to pixel", far, Ask { samples: 2, screen_space: true, ..ask }),
    ]
    .map(|(name, scene, ask)| (name, draw(studio, &scene, ask)))
    .into()
}

/// Largest step between two pictures, and the share of their bytes that differ by more than `allowed`.
fn apart(a: &Picture, b: &Picture, allowed: u8) -> (u8, f64) {
    let steps: Vec<u8> = bytes(a).iter().zip(bytes(b)).map(|(a, b)| a.abs_diff(*b)).collect();
    let beyond = steps.iter().filter(|&&step| step > allowed).count();
    (steps.iter().copied().max().unwrap_or(0), beyond as f64 / steps.len() as f64)
}

#[test]
fn both_preludes_draw_the_same() {
    let [mut uniform, mut flat] = Prelude::ALL
        .map(|prelude| tuned(case(), |tuning| (tuning.prelude, tuning.stochastic_halos) = (prelude, false)));
    for ((name, a), (_, b)) in pictures(&mut uniform).iter().zip(&pictures(&mut flat)) {
        let (most, beyond) = apart(a, b, 1);
        println!("{name}: {most} of 255 at most, {:.3} % beyond 1", 100.0 * beyond);
        // Within 1 of 255: constants travel as halves, or with three digits, in one of them. Where shadows fall, single pixels beyond
        // it, in which a tap lies on the other side of a shadow's edge by the last bit of a packed normal.
        let (allowed, share) = if *name == "without shadows" { (1, 0.0) } else { (12, 5e-4) };
        assert!(most <= allowed && beyond <= share, "{name}: {most} of 255, {beyond} of the bytes beyond 1");
    }
}

#[test]
fn halos_drawn_by_lot_are_in_the_mean_those_that_are_blended() {
    let [mut blended, mut drawn] = [false, true].map(|stochastic| {
        tuned(case(), |tuning| (tuning.prelude, tuning.stochastic_halos) = (Prelude::Flat, stochastic))
    });
    let [a, b] = [&mut blended, &mut drawn]
        .map(|studio| draw(studio, &Scene::view(View::ThreeQuarterLeft), Ask { samples: 16, ..Ask::default() }));
    let (most, beyond) = apart(&a, &b, 1);
    println!("{most} of 255 at most, {:.3} % beyond 1", 100.0 * beyond);
    assert!(a != b && most <= 4 && beyond < 0.01, "{most} of 255, {beyond} of the bytes beyond 1");
}

#[test]
fn every_variant_of_the_skin_draws_what_the_general_shader_draws() {
    for prelude in Prelude::ALL {
        let [mut exact, mut general] = [true, false].map(|variants| {
            tuned(case(), |tuning| {
                (tuning.prelude, tuning.skin_variants, tuning.stochastic_halos) = (prelude, variants, false);
            })
        });
        for ((name, a), (_, b)) in pictures(&mut exact).iter().zip(&pictures(&mut general)) {
            let (most, beyond) = apart(a, b, 1);
            println!("{prelude:?}, {name}: {most} of 255 at most, {:.3} % beyond 1", 100.0 * beyond);
            assert!(most <= 1, "{prelude:?}, {name}: {most} of 255, {beyond} of the bytes beyond 1");
        }
    }
}

#[test]
fn what_is_left_out_on_the_cpu_and_what_waits_on_the_device_changes_no_pixel() {
    let mut culled = tuned(case(), |tuning| (tuning.cull_on_cpu, tuning.samples_in_flight) = (true, 1));
    let mut all = tuned(case(), |tuning| (tuning.cull_on_cpu, tuning.samples_in_flight) = (false, 3));
    for ((name, a), (_, b)) in pictures(&mut culled).iter().zip(&pictures(&mut all)) {
        assert!(a == b, "{name}");
    }
}

/// A zoom from a whole head to the pores, and a day after another from the first visit on.
#[test]
fn no_pipeline_is_made_while_something_moves() {
    let mut studio = tuned(case(), |_| ());
    let size = (48, 40);
    let crown = Focus::Crown.point(&studio.case().head().landmarks);
    let mut scene = Scene::view(View::Top);
    let renderer = studio.renderer_mut();
    let mut canvas = renderer.canvas(size).expect("room for a small picture");
    let timing = Timing::new(renderer.gpu(), false);
    let mut moving = |renderer: &mut pointille::render::Renderer, scene: &Scene, days: f32| {
        let before = renderer.pipelines_made();
        canvas.clear();
        let sampling = Sampling::whole(size, 0, 1);
        renderer.add_sample(&mut canvas, scene, Moment::after(days), sampling, &timing).expect("a sample");
        renderer.pipelines_made() - before
    };
    // The first picture of all needs one, whatever it shows: the general one.
    assert_eq!(moving(renderer, &scene, 60.0), 1);
    let mut made = 0;
    for prewarmed in [false, true] {
        if prewarmed {
            while renderer.prewarm(&scene, Moment::after(60.0)).expect("a pipeline") {
                made += 1;
            }
        }
        scene.camera.target = crown;
        for step in 0..=12 {
            scene.camera.distance_mm = 1200.0 * (60.0_f32 / 1200.0).powf(step as f32 / 12.0);
            assert_eq!(moving(renderer, &scene, 60.0), 0, "zoomed to {} mm", scene.camera.distance_mm);
        }
        for day in 0..=15 {
            assert_eq!(moving(renderer, &scene, 6.0 * day as f32), 0, "day {}", 6 * day);
        }
        // Another light while it moves: the general one serves.
        let other = scene.clone().rig(LightName::Sun.rig());
        assert_eq!(moving(renderer, &other, 3.0), 0);
    }
    assert_eq!(made, 4, "near and far, fresh and healed");
}
