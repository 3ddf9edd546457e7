//! Light adds up, whatever its order, until the tone curve.

use crate::studio::{Ask, bytes, case, draw, draw_linear, ray_of, skin_plan, studio, studio_of};
use glam::Vec3;
use pointille::Studio;
use pointille::case::{Part, Shown};
use pointille::color::{Lab, LinearRgb, Srgb8, delta_e_2000};
use pointille::low_level::head::DrawnHead;
use pointille::low_level::render::Appearance;
use pointille::plan::SkinSpec;
use pointille::render::Picture;
use pointille::scene::{AreaLight, Camera, Environment, Focus, LightName, Rig, Scene, View};

fn lit_by(rig: Rig) -> Scene {
    Scene::view(View::ThreeQuarterLeft).rig(rig)
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
        let whole = scene.clone().light_turn_rad(std::f32::consts::TAU);
        let half = scene.clone().light_turn_rad(std::f32::consts::PI);
        let a = draw_linear(&mut studio, &scene, Ask::default());
        assert!(a.iter().flatten().all(|x| x.is_finite() && *x >= 0.0), "{name:?}");
        assert!(a.iter().filter(|p| p[1] > 0.05).count() > 2000, "{name:?} leaves the head dark");
        let (_, off) = apart(&a, &draw_linear(&mut studio, &whole, Ask::default()));
        assert!(off < 1e-3, "{name:?}: a whole turn changes {off} of the pixels");
        let (_, off) = apart(&a, &draw_linear(&mut studio, &half, Ask::default()));
        assert!(off > 0.05, "{name:?}: half a turn changes {off} of the pixels");
    }
}

#[test]
fn against_a_lamp_behind_the_head_ears_glow_red_fair_ones_more_and_thick_parts_do_not() {
    let lamp = AreaLight {
        direction: Vec3::new(0.0, 0.12, -1.0).normalize_or(Vec3::NEG_Z),
        angular_radius_rad: 0.01,
        irradiance: LinearRgb::splat(3.0),
        casts_shadow: true,
    };
    let rig = Rig { lights: vec![lamp], environment: Environment { sh: [Vec3::ZERO; 9] }, ..LightName::Sun.rig() };
    let scene = Scene::view(View::Front).rig(rig);
    let ask = Ask { size: (200, 220), samples: 8, ..Ask::default() }.bare();
    let glow = |kind: u8, scatters: bool| {
        let mut case = case();
        let mut plan = case.plan().clone();
        plan.client.skin = SkinSpec::Fitzpatrick(kind);
        case.set_plan(plan).expect("a plan that fits");
        if !scatters {
            case.set_shown(Shown::without(&[Part::Scatter])).expect("a plan that fits");
        }
        let mut studio = Studio::headless(case).expect("a device");
        let picture = draw_linear(&mut studio, &scene, ask);
        let head = studio.case().head();
        let (mut ears, mut ear_count, mut rest, mut rest_count) = (Vec3::ZERO, 0, Vec3::ZERO, 0);
        for (i, p) in picture.iter().enumerate().filter(|(_, p)| p[3] == 1.0) {
            let pixel = (i as u32 % ask.size.0, i as u32 / ask.size.0);
            let (eye, ray) = ray_of(&scene.camera, ask.size, pixel);
            let Some(hit) = head.raycast(eye, ray).filter(|hit| hit.normal.dot(lamp.direction) < -0.4) else {
                continue;
            };
            let corners = head.mesh.triangles()[hit.triangle as usize];
            let ear = corners.map(|v| head.maps.ears[v as usize]);
            let light = Vec3::new(p[0], p[1], p[2]);
            if ear.iter().all(|&e| e > 0.9) {
                (ears, ear_count) = (ears + light, ear_count + 1);
            } else if ear.iter().all(|&e| e == 0.0) && hit.position.z > 40.0 {
                (rest, rest_count) = (rest + light, rest_count + 1);
            }
        }
        assert!(ear_count > 40 && rest_count > 1000, "{ear_count} pixels of ears, {rest_count} of the face");
        (ears / ear_count as f32, rest / rest_count as f32)
    };
    let (fair, face) = glow(2, true);
    let (dark, _) = glow(6, true);
    let (plaster, _) = glow(2, false);
    assert!(fair.x > 3.0 * fair.y && fair.y > fair.z, "not red: {fair}");
    assert!(fair.x > 2.0 * dark.x && dark.x > 0.0, "fair {fair}, dark {dark}");
    assert!(face.max_element() < 0.1 * fair.x, "the face glows {face}, the ears {fair}");
    assert!(plaster.x < 0.2 * fair.x, "plaster glows: {plaster}");
    // Nothing leaves that has not come in: a sheet passes less than half, and that goes out evenly.
    assert!(fair.x < 3.0 * 0.5 / std::f32::consts::PI, "{fair}");
}

/// The mean colour of a square of `2 × reach` pixels about a pixel.
fn mean_about(picture: &Picture, (x, y): (u32, u32), reach: u32) -> Lab {
    let mut sum = LinearRgb::splat(0.0);
    for (i, p) in bytes(picture).chunks_exact(4).enumerate() {
        let (px, py) = (i as u32 % picture.width, i as u32 / picture.width);
        if px.abs_diff(x) <= reach && py.abs_diff(y) <= reach {
            sum = sum + LinearRgb::from(Srgb8 { r: p[0], g: p[1], b: p[2] });
        }
    }
    (sum * (1.0 / ((2 * reach + 1) * (2 * reach + 1)) as f32)).to_lab()
}

/// A bare head of a skin under white light from everywhere.
fn under_even_light(skin: SkinSpec) -> Lab {
    let mut case = case();
    let mut plan = case.plan().clone();
    plan.client.skin = skin;
    case.set_plan(plan).expect("a plan that fits, and a device");
    // The skin's mean, not what it is just there.
    case.set_shown(Shown::without(&[Part::Mottling])).expect("a plan that fits");
    let target = case.focus_point(Focus::Vertex);
    let mut studio = Studio::headless(case).expect("a plan that fits, and a device");
    let even =
        Rig { lights: Vec::new(), environment: Environment::from_radiance(|_| Vec3::ONE), ..LightName::Clinic.rig() };
    let camera = Camera { target, elevation_rad: 1.5, ..View::Top.camera() };
    let scene = lit_by(even).camera(camera);
    mean_about(&draw(&mut studio, &scene, Ask { samples: 2, ..Ask::default() }.bare()), (60, 66), 5)
}

#[test]
fn measured_skins_show_as_their_instrument_saw_them() {
    // L*, a*, b* of 482 people's skin in classes of its typology angle, specular included (Xiao et al. 2016, binned).
    let measured = [
        [67.6, 5.3, 10.8],
        [64.2, 8.1, 13.5],
        [60.6, 9.9, 15.6],
        [56.3, 11.1, 16.7],
        [49.7, 11.1, 15.9],
        [37.8, 9.2, 12.3],
    ];
    for (kind, [l, a, b]) in (1..=6).zip(measured) {
        let (found, asked) = (under_even_light(SkinSpec::Fitzpatrick(kind)), Lab { l, a, b });
        let off = delta_e_2000(found, asked);
        assert!(off < 2.0, "type {kind}: {found:?} for {asked:?}, ΔE00 {off}");
    }
    let asked = Lab { l: 45.0, a: 12.0, b: 17.0 };
    let found = under_even_light(SkinSpec::Lab([asked.l, asked.a, asked.b]));
    assert!(delta_e_2000(found, asked) < 2.0, "{found:?} for {asked:?}");
}

#[test]
fn swatches_show_as_printed() {
    let swatches = [(4, 0xea_da_ba_u32), (6, 0xa0_7e_56), (7, 0x82_5c_43), (8, 0x60_41_34), (10, 0x29_24_20)];
    for (step, hex) in swatches {
        let [_, r, g, b] = hex.to_be_bytes();
        let (found, asked) = (under_even_light(SkinSpec::Monk(step)), LinearRgb::from(Srgb8 { r, g, b }).to_lab());
        let off = delta_e_2000(found, asked);
        assert!(off < 3.0, "step {step}: {found:?} for {asked:?}, ΔE00 {off}");
    }
}

/// The built-in head as if it were cut from card: one colour, no mirror, no scatter, no relief, no hair.
fn card_head(colour: LinearRgb) -> Studio {
    let mut studio = studio_of(skin_plan());
    let card = card_of(&studio, colour);
    studio.renderer_mut().set_appearance(card);
    studio.renderer_mut().set_shafts(&[], 1.0);
    studio
}

/// Its appearance.
fn card_of(studio: &Studio, colour: LinearRgb) -> Appearance {
    let mut card = studio.case().appearance().clone();
    card.base_albedo = colour;
    (card.melanin_slope, card.blood_slope, card.root_shadow) = ([0.0; 3], [0.0; 3], [0.0; 3]);
    card.scatter_d_mm = [1e-3; 3];
    (card.f0, card.curve_f0, card.tan, card.mottling, card.flush, card.relief) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    card
}

#[test]
fn a_grey_card_under_the_clinics_light_comes_out_at_its_own_value() {
    let rig = LightName::Clinic.rig();
    let scene = lit_by(rig.clone());
    let about = rig.about_head(scene.camera.azimuth_rad, scene.light_turn_rad);
    let key = about.lights[0].direction;
    for reflectance in [0.09, 0.18, 0.36] {
        let mut studio = card_head(LinearRgb::splat(reflectance));
        let ask = Ask { size: (240, 264), samples: 8, ..Ask::default() }.bare();
        let picture = draw(&mut studio, &scene, ask);
        // Where the head squarely faces the key it stands as a card would be held for a photograph.
        let facing = |pixel: (u32, u32)| {
            let (eye, ray) = ray_of(&scene.camera, ask.size, pixel);
            studio
                .case()
                .head()
                .raycast(eye, ray)
                .filter(|hit| hit.position.y > 60.0)
                .map_or(-1.0, |hit| hit.normal.dot(key))
        };
        let pixels = (0..240).flat_map(|x| (0..132).map(move |y| (x, y)));
        let best = pixels.max_by(|a, b| facing(*a).total_cmp(&facing(*b))).unwrap();
        assert!(facing(best) > 0.995, "nothing of the head faces the key: {}", facing(best));
        let (found, asked) = (mean_about(&picture, best, 2), LinearRgb::splat(reflectance).to_lab());
        let off = delta_e_2000(found, asked);
        assert!(off < 1.0, "a card of {reflectance}: {found:?} for {asked:?}, ΔE00 {off}");
    }
}

#[test]
fn a_scans_colours_show_as_they_were_scanned() {
    let even =
        Rig { lights: Vec::new(), environment: Environment::from_radiance(|_| Vec3::ONE), ..LightName::Clinic.rig() };
    let scene = lit_by(even);
    // Dark skin and fair, hair, and codes on the straight part of the curve.
    for hex in [0x45_30_26_u32, 0xd8_b0_98, 0x2a_1c_14, 0x0a_06_03] {
        let [_, r, g, b] = hex.to_be_bytes();
        let colour = LinearRgb::from(Srgb8 { r, g, b });
        let pictures = [false, true].map(|scanned| {
            let mut studio = card_head(colour);
            if scanned {
                let head = studio.case().head().clone();
                let colors = vec![colour.to_array(); head.mesh.positions().len()];
                let appearance = Appearance { scan_color: true, ..card_of(&studio, colour) };
                let treated = studio.case().treated().to_vec();
                let renderer = studio.renderer_mut();
                renderer.set_head(&DrawnHead::new(&head, Some(&colors)));
                renderer.set_treated(&treated);
                renderer.set_appearance(appearance);
            }
            draw_linear(&mut studio, &scene, Ask { size: (60, 66), ..Ask::default() }.bare())
        });
        let inside = |picture: &[[f32; 4]], k: usize| -> f64 {
            picture.iter().filter(|p| p[3] == 1.0).map(|p| f64::from(p[k])).sum()
        };
        for k in 0..3 {
            let [card, scan] = [&pictures[0], &pictures[1]].map(|picture| inside(picture, k));
            assert!(card > 0.1 && (scan / card - 1.0).abs() < 0.01, "#{hex:06x}, channel {k}: {scan} for {card}");
        }
    }
}

#[test]
fn light_that_spreads_from_pixel_to_pixel_keeps_its_sum_and_blurs_each_colour_by_its_length() {
    let grey = LinearRgb::splat(0.5);
    let mut studio = card_head(grey);
    let wax = Appearance { scatter_d_mm: [3.0, 1.0, 0.02], ..card_of(&studio, grey) };
    studio.renderer_mut().set_appearance(wax);
    let target = Focus::Face.point(&studio.case().head().landmarks);
    // One hard lamp from the side: nose and brow throw sharp shadows.
    let scene = lit_by(LightName::Sun.rig());
    let camera = Camera { target, distance_mm: 420.0, ..scene.camera };
    let scene = scene.camera(camera).light_turn_rad(0.6);
    let ask = Ask { samples: 24, ..Ask::default() }.bare();
    let quick = draw_linear(&mut studio, &scene, ask);
    let screen_space = draw_linear(&mut studio, &scene, Ask { screen_space: true, ..ask });
    let mean = |picture: &[[f32; 4]], k: usize| picture.iter().map(|p| p[k]).sum::<f32>() / picture.len() as f32;
    for k in 0..3 {
        let (a, b) = (mean(&quick, k), mean(&screen_space, k));
        assert!((a - b).abs() < 0.05 * a, "channel {k}: {b} instead of {a}");
    }
    // The steepest steps between neighbours are shadows' edges: what one in a hundred surpasses, against the light there is.
    let steepest = |k: usize| {
        let inside = |p: &[f32; 4]| p[3] == 1.0;
        let pairs = screen_space.windows(2).filter(|w| inside(&w[0]) && inside(&w[1]));
        let mut steps: Vec<f32> = pairs.map(|w| (w[1][k] - w[0][k]).abs() / mean(&screen_space, k)).collect();
        steps.sort_by(f32::total_cmp);
        steps[steps.len() * 99 / 100]
    };
    let [red, green, blue] = [steepest(0), steepest(1), steepest(2)];
    assert!(red < 0.92 * green && green < 0.92 * blue, "steps {red}, {green}, {blue}");
}
