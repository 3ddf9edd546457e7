//! What can be left out of a picture is left out, and nothing else changes.

use crate::studio::{Ask, case, draw_linear, skin_plan, studio_of};
use glam::Vec3;
use pointille::case::{Part, Shown};
use pointille::color::LinearRgb;
use pointille::plan::SkinSpec;
use pointille::scene::{AreaLight, Environment, Focus, LightName, Rig, Scene, View};

/// One white light and nothing around.
fn lamp() -> Rig {
    let light = AreaLight {
        direction: Vec3::new(0.6, 0.48, 0.64),
        angular_radius_rad: 0.1,
        irradiance: LinearRgb::splat(2.0),
        casts_shadow: true,
    };
    Rig { lights: vec![light], environment: Environment::default(), ..LightName::Clinic.rig() }
}

/// How far the colours of a picture are from grey.
fn chroma(picture: &[[f32; 4]]) -> f32 {
    picture.iter().map(|p| (p[0] - p[1]).abs().max((p[2] - p[1]).abs())).fold(0.0, f32::max)
}

#[test]
fn each_part_of_the_skin_can_be_left_out_alone_and_what_is_left_is_even() {
    let parts = [Part::Tan, Part::Mottling, Part::Flush, Part::Relief, Part::Scatter, Part::Hair];
    let mut close = Scene::view(View::ThreeQuarterLeft).rig(lamp());
    close.camera.target = case().focus_point(Focus::TempleLeft);
    close.camera.distance_mm = 60.0;
    let whole = Scene::view(View::ThreeQuarterLeft).rig(lamp());
    // Grey skin: whatever colour there is in the picture comes from a part that can be left out.
    let mut plan = skin_plan();
    plan.client.skin = SkinSpec::Lab([65.0, 0.0, 0.0]);
    let mut studio = studio_of(plan);
    let mut drawn = |shown: Shown, scene: &Scene| {
        studio.set_shown(shown).unwrap_or_else(|error| panic!("{error}"));
        draw_linear(&mut studio, scene, Ask::default().bare())
    };
    let everything = [&whole, &close].map(|scene| drawn(Shown::default(), scene));
    for part in parts {
        let without = [&whole, &close].map(|scene| drawn(Shown::without(&[part]), scene));
        assert!(without != everything, "{part:?} makes no difference");
        // Relief and less melanin have hardly a colour of their own on grey skin, hair is not skin.
        if matches!(part, Part::Relief | Part::Tan | Part::Hair) {
            continue;
        }
        let rest: Vec<Part> = parts.into_iter().filter(|p| *p != part).collect();
        let alone = chroma(&drawn(Shown::without(&rest), &whole));
        assert!(alone > 4e-3, "{part:?} shows no colour of its own: {alone}");
    }
    for scene in [&whole, &close] {
        let plain = drawn(Shown::without(&parts), scene);
        assert!(plain.iter().filter(|p| p[1] > 0.05).count() > 1000, "the head is dark");
        assert!(chroma(&plain) < 2e-3, "{}", chroma(&plain));
    }
}
