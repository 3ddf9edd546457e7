//! Stubble: its tone is the same from near and far, it does not shimmer, and matched dots pass for it.

use crate::studio::{Ask, case, cut_out, draw_linear, studio_of};
use pointille::plan::{HairLoss, ShadeRule};
use pointille::render::{Backend, Gpu};
use pointille::scene::{Camera, Focus, View};
use pointille::studio::{MatchOptions, likeness, match_plan};
use pointille::{Plan, Studio};

/// The built-in plan with full hair of a length all over, or without a hair.
fn plan(loss: HairLoss, length_mm: f32) -> Plan {
    let mut plan = Plan::default();
    plan.client.hair_loss = loss;
    plan.hair.guard_mm = Some(length_mm);
    plan
}

/// Mean linear colour of the skin within `radius_mm` of the middle of the picture, bare side.
fn patch(studio: &mut Studio, camera: Camera, radius_mm: f32) -> [f64; 3] {
    let ask = Ask { size: (400, 400), samples: 8, ..Ask::default() }.bare();
    let px_mm = camera.distance_mm * camera.px_per_distance(ask.size.1);
    let picture = draw_linear(studio, &cut_out(View::Back).camera(camera), ask);
    let inside = |i: &usize| ((i % 400) as f32 - 199.5).hypot((i / 400) as f32 - 199.5) * px_mm <= radius_mm;
    let of: Vec<usize> = (0..picture.len()).filter(inside).collect();
    assert!(of.len() > 200, "{} pixels", of.len());
    std::array::from_fn(|k| of.iter().map(|&i| f64::from(picture[i][k])).sum::<f64>() / of.len() as f64)
}

/// What stubble leaves of the skin's light, so that perspective and the light's distance drop out; at a pixel's size of a picture
/// 1080 high. 100 mm draws the shafts' shape, 200 and more their coverage.
#[test]
fn tone_and_reflectance_stay_from_near_and_far() {
    let mut bald = studio_of(plan(HairLoss::Total, 0.4));
    let target = Focus::Occiput.point(&bald.case().head().landmarks);
    let at = |distance_mm| Camera { target, distance_mm, fov_y_rad: 5.55_f32.to_radians(), ..View::Back.camera() };
    let radius = |distance: f32| if distance < 200.0 { 4.0 } else { 8.5 };
    for length_mm in [0.0, 0.4, 1.5] {
        let mut hairy = studio_of(plan(HairLoss::None, length_mm));
        let mut kept = |distance: f32, radius_mm: f32| {
            let (hair, skin) = (patch(&mut hairy, at(distance), radius_mm), patch(&mut bald, at(distance), radius_mm));
            [0, 1, 2].map(|k| hair[k] / skin[k])
        };
        let near = kept(200.0, 8.5);
        assert!(near[1] < 0.95, "stubble of {length_mm} mm hardly darkens: {near:?}");
        let mut told = Vec::new();
        for distance in [100.0, 400.0, 1000.0, 2000.0] {
            let beside = if distance < 200.0 { kept(200.0, radius(distance)) } else { near };
            let now = kept(distance, radius(distance));
            let off = [0, 1, 2].map(|k| now[k] / beside[k] - 1.0);
            told.push((distance, off.map(|x| (x * 1e4).round() / 100.0)));
        }
        println!("{length_mm} mm: {near:.3?} of the skin's light at 200 mm; % off at mm: {told:?}");
        // From across a room longer hair comes out a twentieth lighter than it should.
        let allowed = |distance: f32| if distance > 1500.0 && length_mm > 1.0 { 5.5 } else { 3.0 };
        let near = |(distance, off): &(f32, [f64; 3])| off.iter().all(|x| x.abs() < allowed(*distance));
        assert!(told.iter().all(near), "{length_mm} mm: {told:?} percent");
    }
}

#[test]
fn it_does_not_shimmer() {
    let mut studio = studio_of(plan(HairLoss::None, 0.4));
    // A whole head, and a part of it as large as a pixel of a 1080-high picture shows it.
    let whole = View::Back.camera();
    for (name, camera) in [("whole", whole), ("part", Camera { fov_y_rad: 4.0_f32.to_radians(), ..whole })] {
        let of = |studio: &mut Studio, turn_deg: f32, samples| {
            let azimuth_rad = camera.azimuth_rad + turn_deg.to_radians();
            let scene = cut_out(View::Back).camera(Camera { azimuth_rad, ..camera });
            draw_linear(studio, &scene, Ask { size: (300, 300), samples, ..Ask::default() }.bare())
        };
        let apart = |a: &[[f32; 4]], b: &[[f32; 4]]| {
            let of = |k: usize| a.iter().zip(b).map(move |(p, q)| f64::from(p[k] - q[k]).powi(2));
            ((of(0).chain(of(1)).chain(of(2))).sum::<f64>() / (3 * a.len()) as f64).sqrt()
        };
        let (here, there) = (of(&mut studio, 0.0, 1), of(&mut studio, 0.01, 1));
        let noise = apart(&here, &of(&mut studio, 0.0, 32));
        let change = apart(&here, &there);
        println!("{name}: a hundredth of a degree changes {change:.5}, one sample's noise is {noise:.5}");
        assert!(change > 0.0 && change < noise, "{name}: {change} against {noise}");
    }
}

#[test]
fn matched_dots_pass_for_shaved_hair_and_a_matched_plan_stays() {
    let open = || Gpu::headless(Backend::Auto).unwrap_or_else(|error| panic!("{error}"));
    let case = case();
    let options = MatchOptions::default().samples(8);
    let found = match_plan(&case, open(), &options, &mut |_| true).unwrap();
    println!("{:?} -> {:?} in {} rounds", found.before, found.after, found.rounds);
    assert!(found.after.mean_delta_e < 3.0 && found.after.lightness.abs() < 0.6, "{found:?}");
    assert!(found.after.mean_delta_e <= found.before.mean_delta_e + 0.05, "{found:?}");
    // Looked at again, by other hands: the same.
    let mut matched = case.clone();
    matched.set_plan(found.plan.clone()).unwrap();
    assert_eq!(likeness(&matched, open(), &options).unwrap(), found.after);
    let again = match_plan(&matched, open(), &options, &mut |_| true).unwrap();
    assert!(again.plan == found.plan && again.after == found.after, "{again:?} after {found:?}");
    // A plan that only says so is near, without a look.
    let mut said = case.clone();
    let mut plan = case.plan().clone();
    plan.pigment.shade = ShadeRule::Match;
    said.set_plan(plan).unwrap();
    let near = likeness(&said, open(), &options).unwrap();
    println!("by the plan's own word, {:.1} parts of water: {near:?}", said.plan().shade().last);
    assert!(near.mean_delta_e < 3.5, "{near:?}");
    // Darker hair asks for more ink on the skin: denser or stronger dots.
    let ink = |plan: &Plan| plan.densest_zone().density_per_cm2 / (plan.shade().last + 1.0);
    let mut black = case.clone();
    let mut plan = case.plan().clone();
    plan.hair.colour = pointille::plan::HairColour::Named(pointille::plan::HairName::Black);
    plan.hair.grey_share = 0.0;
    plan.hair.units_per_cm2 = 95.0;
    black.set_plan(plan).unwrap();
    let darker = match_plan(&black, open(), &options, &mut |_| true).unwrap();
    assert!(ink(&darker.plan) > 1.1 * ink(&found.plan), "{} and {}", ink(&darker.plan), ink(&found.plan));
}
