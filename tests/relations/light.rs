//! Light adds up, whatever its order, until the tone curve.

use crate::studio::{Ask, draw_linear, studio};
use glam::Vec3;
use pointille::color::LinearRgb;
use pointille::scene::{LightName, Rig, Scene, View};

fn lit_by(rig: Rig) -> Scene {
    Scene { rig, ..Scene::view(View::ThreeQuarterLeft) }
}

/// Largest difference of two linear pictures, and the share of pixels that differ by more than 1 %.
fn apart(a: &[[f32; 4]], b: &[[f32; 4]]) -> (f32, f32) {
    let each = a.iter().zip(b).map(|(p, q)| (0..4).map(|k| (p[k] - q[k]).abs()).fold(0.0, f32::max));
    let (largest, many) = each.fold((0.0_f32, 0), |(l, n), d| (l.max(d), n + u32::from(d > 0.01)));
    (largest, many as f32 / a.len() as f32)
}

#[test]
fn the_order_of_the_lights_does_not_matter() {
    let mut studio = studio();
    for name in [LightName::Evening, LightName::Studio] {
        let rig = name.rig();
        assert!(rig.lights.iter().filter(|l| l.casts_shadow).count() >= 2, "{name:?} has one shadow only");
        let mut turned = rig.clone();
        turned.lights.reverse();
        let (a, b) = (
            draw_linear(&mut studio, &lit_by(rig), Ask::default()),
            draw_linear(&mut studio, &lit_by(turned), Ask::default()),
        );
        let (largest, many) = apart(&a, &b);
        assert!(largest < 0.02 && many == 0.0, "{name:?}: up to {largest}, {many} of the pixels");
    }
}

#[test]
fn twice_the_light_is_twice_the_picture() {
    let mut studio = studio();
    let once = LightName::Studio.rig();
    let mut twice = once.clone();
    for light in &mut twice.lights {
        light.irradiance = light.irradiance * 2.0;
    }
    twice.environment.sh.iter_mut().for_each(|c| *c *= 2.0);
    let (a, b) = (
        draw_linear(&mut studio, &lit_by(once), Ask::default()),
        draw_linear(&mut studio, &lit_by(twice), Ask::default()),
    );
    assert!(a.iter().map(|p| p[1]).fold(0.0, f32::max) > 0.2, "the picture is dark");
    for (i, (p, q)) in a.iter().zip(&b).enumerate() {
        for k in 0..3 {
            // Halves have eleven bits.
            assert!((2.0 * p[k] - q[k]).abs() <= 2e-3 * q[k] + 1e-5, "pixel {i}: {p:?} becomes {q:?}");
        }
        assert_eq!(p[3], q[3]);
    }
}

#[test]
fn without_light_there_is_nothing_to_see() {
    let mut studio = studio();
    let mut dark = LightName::Clinic.rig();
    for light in &mut dark.lights {
        light.irradiance = LinearRgb::splat(0.0);
    }
    dark.environment.sh = [Vec3::ZERO; 9];
    let picture = draw_linear(&mut studio, &lit_by(dark), Ask::default());
    assert!(picture.iter().all(|p| p[..3] == [0.0; 3]));
    assert!(picture.iter().any(|p| p[3] == 1.0), "the head still covers its pixels");
}

#[test]
fn every_light_lights_the_head_and_turning_it_round_changes_nothing() {
    let mut studio = studio();
    for name in LightName::ALL {
        let scene = lit_by(name.rig());
        let whole = Scene { light_turn_rad: std::f32::consts::TAU, ..scene.clone() };
        let half = Scene { light_turn_rad: std::f32::consts::PI, ..scene.clone() };
        let a = draw_linear(&mut studio, &scene, Ask::default());
        assert!(a.iter().flatten().all(|x| x.is_finite() && *x >= 0.0), "{name:?}");
        assert!(a.iter().filter(|p| p[1] > 0.05).count() > 2000, "{name:?} leaves the head dark");
        let (_, off) = apart(&a, &draw_linear(&mut studio, &whole, Ask::default()));
        assert!(off < 1e-3, "{name:?}: a whole turn changes {off} of the pixels");
        let (_, off) = apart(&a, &draw_linear(&mut studio, &half, Ask::default()));
        assert!(off > 0.05, "{name:?}: half a turn changes {off} of the pixels");
    }
}
