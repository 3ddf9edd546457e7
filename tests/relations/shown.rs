//! What can be left out of a picture is left out, and nothing else changes.

use crate::studio::{Ask, case, draw_linear, studio};
use glam::Vec3;
use pointille::case::Shown;
use pointille::case::shown::Part;
use pointille::color::LinearRgb;
use pointille::scene::{AreaLight, Environment, Focus, LightName, Rig, Scene, View};

/// One white light and nothing around: every colour in the picture is then the skin's own, plus white gloss.
fn lamp() -> Rig {
    let light = AreaLight {
        direction: Vec3::new(0.6, 0.48, 0.64),
        angular_radius_rad: 0.1,
        irradiance: LinearRgb::splat(2.0),
        casts_shadow: true,
    };
    Rig { lights: vec![light], environment: Environment::default(), ..LightName::Clinic.rig() }
}

/// How far the colours of a picture leave the plane that the skin's albedo and white span.
fn off_plane(picture: &[[f32; 4]], albedo: Vec3) -> f32 {
    let across = albedo.cross(Vec3::ONE).normalize_or_zero();
    picture.iter().map(|p| across.dot(Vec3::new(p[0], p[1], p[2])).abs()).fold(0.0, f32::max)
}

#[test]
fn each_part_of_the_skin_can_be_left_out_alone_and_what_is_left_is_even() {
    let parts = [Part::Mottling, Part::Flush, Part::Relief, Part::Scatter, Part::Hair];
    let mut close = Scene { rig: lamp(), ..Scene::view(View::ThreeQuarterLeft) };
    close.camera.target = case().focus_point(Focus::TempleLeft);
    close.camera.distance_mm = 60.0;
    let whole = Scene { rig: lamp(), ..Scene::view(View::ThreeQuarterLeft) };
    let mut studio = studio();
    let mut drawn = |shown: Shown, scene: &Scene| {
        studio.set_shown(shown).unwrap_or_else(|error| panic!("{error}"));
        let albedo = Vec3::from_array(studio.case().appearance.base_albedo.to_array());
        (draw_linear(&mut studio, scene, Ask::default().bare()), albedo)
    };
    let everything = [&whole, &close].map(|scene| drawn(Shown::default(), scene).0);
    for part in parts {
        let without = [&whole, &close].map(|scene| drawn(Shown::without(&[part]), scene).0);
        assert!(without != everything, "{part:?} makes no difference");
        // Relief has hardly a colour of its own, hair is not skin.
        if matches!(part, Part::Relief | Part::Hair) {
            continue;
        }
        let rest: Vec<Part> = parts.into_iter().filter(|p| *p != part).collect();
        let (alone, albedo) = drawn(Shown::without(&rest), &whole);
        let off = off_plane(&alone, albedo);
        assert!(off > 2e-3, "{part:?} shows no colour of its own: {off}");
    }
    for scene in [&whole, &close] {
        let (plain, albedo) = drawn(Shown::without(&parts), scene);
        assert!(plain.iter().filter(|p| p[1] > 0.05).count() > 1000, "the head is dark");
        assert!(off_plane(&plain, albedo) < 1e-3, "{}", off_plane(&plain, albedo));
    }
}
