//! Pigment: none is bare skin, more is darker, it lies on the scalp alone, and its tone is the same from near and far.

use crate::studio::{Ask, case, changed, cut_out, draw, draw_linear, ray_of, scaled_plan, studio, studio_of};
use glam::{IVec3, Vec3};
use pointille::color::{LinearRgb, delta_e_2000};
use pointille::plan::Dot;
use pointille::scene::{Camera, Focus, Scene, View};
use pointille::time::When;
use pointille::{Case, Studio};
use std::collections::HashMap;

#[test]
fn no_density_is_bare_skin_bit_for_bit() {
    let (mut treated, mut none) = (studio(), studio_of(scaled_plan(0.0)));
    assert_eq!(none.case().dots().len(), 0);
    for view in [View::Top, View::ThreeQuarterLeft] {
        let scene = Scene::view(view);
        let bare = draw(&mut treated, &scene, Ask::default().bare());
        let after = draw(&mut none, &scene, Ask::default());
        assert_eq!(changed(&bare, &after), [], "{view:?}");
        assert!(changed(&bare, &draw(&mut treated, &scene, Ask::default())).len() > 500, "{view:?} shows no treatment");
    }
}

#[test]
fn before_the_first_visit_it_is_bare_skin_bit_for_bit() {
    let mut studio = studio();
    for view in View::ALL {
        let scene = Scene::view(view);
        let day_before = Ask { when: When::BEFORE, ..Ask::default() };
        let (bare, early) =
            (draw_linear(&mut studio, &scene, Ask::default().bare()), draw_linear(&mut studio, &scene, day_before));
        assert!(bare == early, "{view:?}");
    }
    // Bare skin has no time.
    let scene = Scene::view(View::Top);
    let year = Ask { when: When::AfterFirstSession(365.0), ..Ask::default() }.bare();
    assert!(draw(&mut studio, &scene, year) == draw(&mut studio, &scene, Ask::default().bare()));
}

/// Mean of the linear luminance of some pixels.
fn mean(picture: &[[f32; 4]], of: &[usize]) -> f64 {
    of.iter().map(|&i| f64::from(0.2126 * picture[i][0] + 0.7152 * picture[i][1] + 0.0722 * picture[i][2])).sum::<f64>()
        / of.len() as f64
}

#[test]
fn more_density_is_darker_and_less_time_is_too() {
    let scene = Scene::view(View::Top);
    let mut densest = studio_of(scaled_plan(1.5));
    let bare = draw_linear(&mut densest, &scene, Ask::default().bare());
    let full = draw_linear(&mut densest, &scene, Ask::default());
    // Where pigment lies: the luminance falls by more than 2 %.
    let under: Vec<usize> = (0..bare.len()).filter(|&i| full[i][1] < 0.98 * bare[i][1]).collect();
    assert!(under.len() > 1000, "{} pixels", under.len());
    let mut last = mean(&bare, &under);
    for factor in [0.4, 0.8, 1.2, 1.5] {
        let now = mean(&draw_linear(&mut studio_of(scaled_plan(factor)), &scene, Ask::default()), &under);
        assert!(now < 0.99 * last, "{factor} of the density: {now} after {last}");
        last = now;
    }
    // Healed work only fades.
    for years in [1.0, 3.0, 10.0, 30.0] {
        let later = Ask { when: When::AfterFirstSession(years * 365.25), ..Ask::default() };
        let now = mean(&draw_linear(&mut densest, &scene, later), &under);
        assert!(now > last, "after {years} years: {now}, before that {last}");
        last = now;
    }
    assert!(last < mean(&bare, &under));
}

#[test]
fn every_dot_lies_on_the_scalp() {
    let case = case();
    let (mesh, maps) = (&case.head().mesh, &case.head().maps);
    assert!(case.dots().len() > 5_000);
    for dot in case.dots() {
        let on = case.head().nearest(dot.position);
        assert!(on.position.distance(dot.position) < 0.3, "{:?} is off the skin", dot.position);
        let corners = mesh.triangles()[on.triangle as usize];
        let of = |map: &[f32]| (0..3).map(|k| map[corners[k] as usize] * on.barycentric[k]).sum::<f32>();
        assert!(of(&maps.scalp) > 0.0, "{:?} is not on the scalp", dot.position);
        assert!(of(&maps.ears) < 0.5, "{:?} is on an ear", dot.position);
    }
}

/// Dots by cells of 5 mm.
struct Near(HashMap<IVec3, Vec<Vec3>>);

impl Near {
    fn new(case: &Case) -> Self {
        let mut cells: HashMap<IVec3, Vec<Vec3>> = HashMap::new();
        for dot in case.dots() {
            cells.entry((dot.position / 5.0).floor().as_ivec3()).or_default().push(dot.position);
        }
        Self(cells)
    }

    /// Whether a dot lies within `mm` of `p`.
    fn any(&self, p: Vec3, mm: f32) -> bool {
        let reach = (mm / 5.0).ceil() as i32;
        let middle = (p / 5.0).floor().as_ivec3();
        (-reach..=reach).any(|x| {
            (-reach..=reach).any(|y| {
                (-reach..=reach).any(|z| {
                    let dots = self.0.get(&(middle + IVec3::new(x, y, z)));
                    dots.is_some_and(|dots| dots.iter().any(|d| d.distance(p) <= mm))
                })
            })
        })
    }
}

#[test]
fn a_picture_changes_near_dots_and_nowhere_else() {
    let mut studio = studio();
    let (head, near) = (studio.case().head().clone(), Near::new(studio.case()));
    let ask = Ask { size: (400, 440), ..Ask::default() };
    for view in [View::Front, View::Left, View::Crown] {
        let scene = cut_out(view);
        let (bare, after) = (draw(&mut studio, &scene, ask.bare()), draw(&mut studio, &scene, ask));
        let pixels = changed(&bare, &after);
        assert!(pixels.len() > 2_000, "{view:?}: {} pixels", pixels.len());
        for pixel in pixels {
            let (origin, direction) = ray_of(&scene.camera, ask.size, pixel);
            let hit = head.raycast(origin, direction);
            let hit = hit.unwrap_or_else(|| panic!("{view:?}: the background changes at {pixel:?}")).position;
            // A halo's reach (3 mm) and its quarter-size texels either side (2 × 4 × 0.8 mm), measured across the view: skin
            // seen aslant has more of itself in as many pixels.
            let across = |d: &Dot| {
                let (off, along) = (hit - d.position, (hit - d.position).dot(direction));
                (off - direction * along).length() <= 14.0 && along.abs() <= 50.0
            };
            let reached = near.any(hit, 14.0) || studio.case().dots().iter().any(across);
            assert!(reached, "{view:?}: skin far from any dot changes at {pixel:?}, {hit}");
            let face = hit.z > 0.0 && hit.y < head.landmarks.glabella().y && hit.x.abs() < 40.0;
            assert!(!face, "{view:?}: the face changes at {pixel:?}, {hit}");
        }
    }
}

/// Mean linear colour of the patch of `radius_mm` about the middle of a square picture, as (treated, bare).
fn patch(studio: &mut Studio, camera: Camera, (samples, when): (u32, When), radius_mm: f32) -> [[f64; 3]; 2] {
    let ask = Ask { size: (180, 180), samples, when, ..Ask::default() };
    let scene = cut_out(View::Top).camera(camera);
    let px_mm = camera.distance_mm * camera.px_per_distance(ask.size.1);
    let inside: Vec<usize> = (0..180 * 180)
        .filter(|i| ((i % 180) as f32 - 89.5).hypot((i / 180) as f32 - 89.5) * px_mm <= radius_mm)
        .collect();
    assert!(inside.len() >= 30, "{} pixels", inside.len());
    [ask, ask.bare()].map(|ask| {
        let picture = draw_linear(studio, &scene, ask);
        std::array::from_fn(|k| inside.iter().map(|&i| f64::from(picture[i][k])).sum::<f64>() / inside.len() as f64)
    })
}

/// A patch 3 cm wide from 150 mm to 3 m away. Light and bare skin may differ a little between the pictures (perspective),
/// so what is compared is the treated patch over the bare one, on the bare skin of the near picture.
#[test]
fn tone_does_not_depend_on_distance() {
    let mut studio = studio();
    let top = Camera { target: Focus::Vertex.point(&studio.case().head().landmarks), ..View::Top.camera() };
    let at = |distance_mm| Camera { distance_mm, elevation_rad: 1.4, ..top };
    // Healed; and between the first visit and the second, when some of the dots are not there yet.
    for when in [When::Healed, When::AfterFirstSession(13.0)] {
        let near = patch(&mut studio, at(150.0), (64, when), 15.0);
        let lab = |seen: [[f64; 3]; 2]| {
            LinearRgb::from_array(std::array::from_fn(|k| (seen[0][k] / seen[1][k] * near[1][k]) as f32)).to_lab()
        };
        let treatment = delta_e_2000(lab(near), lab([near[1], near[1]]));
        assert!(treatment > 1.5, "{when:?}: the patch is hardly treated: ΔE00 {treatment}");
        // A just noticeable difference is about 1.
        for distance in [150.0, 300.0, 600.0, 1200.0, 3000.0] {
            for samples in [1, 4, 16] {
                let off = delta_e_2000(lab(near), lab(patch(&mut studio, at(distance), (samples, when), 15.0)));
                println!("{when:?}, {distance} mm, {samples} samples: ΔE00 {off:.2}");
                assert!(off <= 0.5, "{when:?}, {distance} mm, {samples} samples: ΔE00 {off}");
            }
        }
    }
}
