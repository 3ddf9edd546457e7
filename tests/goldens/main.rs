//! Small pictures as they were when they were last looked at. They catch what no relation is about: a colour decoded by another
//! curve, a pass left out, a light turned the wrong way.
//!
//! **Draw them again** (all at once) where a change of the pictures is meant, look at each, and commit those that were meant to change, with the reason:
//!
//! ```sh
//! POINTILLE_DRAW_GOLDENS=1 cargo test --test goldens
//! ```
//!
//! A picture that differs is left in `target/tmp/goldens`, to be held beside the one in `tests/goldens`.
//!
//! **Why the tolerance is what it is.** One driver draws the same bytes each time, but two do not: they round the rasteriser's edges,
//! `exp` and filtered fetches differently, and at this size a shaft or a dot is a whole pixel. Mesa's two software drivers (OpenGL
//! through llvmpipe, Vulkan through lavapipe, both Mesa 22.3) differ by 0.0007 in the mean and 0.07 in the worst part, at most. Another
//! rasteriser (SwiftShader) was seen to differ from them by 0.08 and 0.30, on a larger picture; the tolerance is twice that. A
//! fault is larger: a scan's colours decoded by a power of 2.2 instead of sRGB's curve were off by 2.2 on dark skin (CIEDE2000).

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::head::import::{ImportOptions, Units, UpAxis};
use pointille::mesh::write_obj;
use pointille::output::{PictureFormat, compare, encode};
use pointille::plan::{SkinSpec, presets};
use pointille::render::{Picture, Pixels, Side, StillOptions};
use pointille::scene::{Focus, Lens, LightName, Scene, View};
use pointille::{Case, Plan, Studio};
use std::path::Path;

/// Mean CIEDE2000 over a picture up to which it counts as the same.
const MEAN_DELTA_E: f32 = 0.15;
/// Mean CIEDE2000 over the block of 4 by 4 pixels that differs most, up to which a picture counts as the same.
const WORST_DELTA_E: f32 = 0.6;
/// Width and height, pixels: a shaved head, its dots merged into tone, as a sheet's smallest picture shows it.
const SIZE: (u32, u32) = (72, 80);
/// Samples a pixel: edges are smooth, and each pass of a still but the one for final quality is drawn.
const SAMPLES: u32 = 8;

/// What one picture is of.
struct Golden {
    name: &'static str,
    plan: &'static str,
    at: &'static str,
    side: Side,
    view: View,
    focus: Focus,
    light: LightName,
    /// From the eye to what it looks at, mm; the standard view's without it.
    distance_mm: Option<f32>,
    f_number: Option<f32>,
    subsurface: bool,
}

const PLAIN: Golden = Golden {
    name: "",
    plan: "full-head",
    at: "healed",
    side: Side::After,
    view: View::ThreeQuarterLeft,
    focus: Focus::Head,
    light: LightName::Clinic,
    distance_mm: None,
    f_number: None,
    subsurface: false,
};

const GOLDENS: [Golden; 12] = [
    Golden { name: "healed", ..PLAIN },
    Golden { name: "bare-top", side: Side::Before, view: View::Top, ..PLAIN },
    Golden { name: "front-soft-square", plan: "soft-square", view: View::Front, ..PLAIN },
    Golden { name: "fresh-hairline", at: "2d", focus: Focus::Trichion, distance_mm: Some(150.0), ..PLAIN },
    Golden { name: "between-visits", at: "20d", view: View::Top, light: LightName::Daylight, ..PLAIN },
    Golden { name: "eight-years", at: "8y", view: View::Crown, light: LightName::Window, ..PLAIN },
    Golden { name: "dots-and-stubble", focus: Focus::Crown, view: View::Top, distance_mm: Some(60.0), ..PLAIN },
    Golden { name: "ear-in-the-sun", focus: Focus::EarLeft, light: LightName::Sun, distance_mm: Some(200.0), ..PLAIN },
    Golden { name: "open-lens", distance_mm: Some(500.0), f_number: Some(2.8), subsurface: true, ..PLAIN },
    Golden { name: "dark-skin", plan: "dark-skin", light: LightName::Evening, ..PLAIN },
    Golden {
        name: "strip-scar",
        plan: "strip-scar",
        view: View::Back,
        focus: Focus::Occiput,
        light: LightName::Studio,
        distance_mm: Some(200.0),
        ..PLAIN
    },
    Golden { name: "parting", plan: "womens-parting", view: View::Top, light: LightName::Ring, ..PLAIN },
];

#[test]
fn pictures_are_as_they_were_looked_at() {
    let plan = |name| presets::named(name).expect("a built-in plan");
    let case = Case::built_in(plan("full-head")).expect("the built-in case");
    let mut studio = Studio::headless(case).unwrap_or_else(|error| panic!("{error}"));
    let mut laid = "full-head";
    let mut wrong = Vec::new();
    for golden in &GOLDENS {
        if golden.plan != laid {
            laid = golden.plan;
            studio.set_plan(plan(laid)).expect("a built-in plan fits");
        }
        wrong.extend(held(golden.name, &drawn(&mut studio, golden)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_scan_s_own_colours_are_as_they_were_looked_at() {
    let mut plan = Plan::default();
    plan.client.skin = SkinSpec::Scan;
    let options = ImportOptions::default().units(Units::Millimetres).up(UpAxis::PlusY);
    let scan = coloured_scan();
    let case = Case::scanned(plan, &scan, "scan.obj", &options);
    let mut studio = Studio::headless(case.expect("a scan")).unwrap_or_else(|error| panic!("{error}"));
    let wrong = held("scan", &drawn(&mut studio, &Golden { name: "scan", ..PLAIN }));
    assert!(wrong.is_none(), "{wrong:?}");
}

/// The built-in head as a scan's OBJ file, with dark skin that reddens towards its left as vertex colours.
fn coloured_scan() -> Vec<u8> {
    let head = pointille::case::built_in_head(&Plan::default()).expect("the built-in head");
    let mut text = Vec::new();
    write_obj(&head.mesh, "scan", &mut text).expect("memory to write to");
    let text = String::from_utf8(text).expect("OBJ is text");
    let coloured = |line: &str| match line.strip_prefix("v ") {
        Some(place) => {
            let x: f32 = place.split(' ').next().and_then(|x| x.parse().ok()).unwrap_or_default();
            format!("{line} {:.3} 0.22 0.17\n", 0.3 + 0.002 * x)
        }
        None => format!("{line}\n"),
    };
    text.lines().map(coloured).collect::<String>().into_bytes()
}

fn drawn(studio: &mut Studio, golden: &Golden) -> Picture {
    let mut scene = Scene::view(golden.view).rig(golden.light.rig());
    scene.camera.target = studio.case().focus_point(golden.focus);
    scene.camera.distance_mm = golden.distance_mm.unwrap_or(scene.camera.distance_mm);
    let lens = |f_number| Lens::full_frame(scene.camera.fov_y_rad, f_number, scene.camera.distance_mm - 60.0);
    scene.camera.lens = golden.f_number.map(lens);
    let options = StillOptions::new(SIZE).samples(SAMPLES).side(golden.side).screen_space(golden.subsurface);
    let when = golden.at.parse().expect("a time");
    studio.still(&scene, when, &options, &mut |_| true).unwrap_or_else(|error| panic!("{}: {error}", golden.name)).0
}

/// What differs between a picture and the one that is kept, in words; draws that one anew where it is asked for.
fn held(name: &str, picture: &Picture) -> Option<String> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(format!("{name}.png"));
    let file = encode(picture, PictureFormat::Png, &[]).expect("a picture of bytes");
    if std::env::var_os("POINTILLE_DRAW_GOLDENS").is_some() {
        std::fs::write(&kept, file).expect("the folder of the goldens");
        return None;
    }
    let before = std::fs::read(&kept).unwrap_or_else(|error| panic!("{}: {error}", kept.display()));
    let before = image::load_from_memory(&before).expect("a PNG").into_rgba8();
    let Pixels::Srgb8(after) = &picture.pixels else { panic!("bytes were asked for") };
    let size = (picture.width, picture.height);
    let found = compare((after, size), (before.as_raw(), before.dimensions())).expect("one size");
    println!(
        "{name}: mean {:.4}, worst {:.3}, largest {:.2}",
        found.mean_delta_e, found.worst_delta_e, found.max_delta_e
    );
    if found.mean_delta_e <= MEAN_DELTA_E && found.worst_delta_e <= WORST_DELTA_E {
        return None;
    }
    let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens");
    std::fs::create_dir_all(&beside).expect("the folder for tests' files");
    let beside = beside.join(format!("{name}.png"));
    std::fs::write(&beside, file).expect("the folder for tests' files");
    Some(format!(
        "{name}: mean {:.3} (allowed {MEAN_DELTA_E}), worst part {:.3} (allowed {WORST_DELTA_E}); drawn now: {}",
        found.mean_delta_e,
        found.worst_delta_e,
        beside.display()
    ))
}
