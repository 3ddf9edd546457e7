//! Cost of a frame: `cargo bench --bench frame`, with `-- --json` for machines.
//!
//! * The whole head at 1920x1080 with 10,000, 100,000 and 1,000,000 dots in one run: the level of detail must keep the last from
//!   costing more than 1.5 times the first.
//! * The scene by which other viewers are compared: 150,000 triangles, 100,000 dots of 0.3 to 0.6 mm, three lights of which one casts a
//!   shadow, no hair. `-- --export FOLDER` writes it (`head.obj`, `dots.csv`, `still.png`) for `tests/reference/viewers.py` and
//!   `tests/reference/stills.py`, and takes the time of a still of 64 samples.
//!
//! `-- --dots N` takes the time of that many alone, `-- --frames N` of so many frames: for a profiler.
//!
//! The camera turns from frame to frame, and with it the light against the head: every pass is drawn, the shadow too. Wall time is
//! the median; work of all threads (where the system tells) is not lengthened by other processes.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

mod common;

use common::{dots, scene};
use glam::Vec3;
use pointille::case::{Part, Shown, built_in_head};
use pointille::head::import::ImportOptions;
use pointille::mesh::write_obj;
use pointille::plan::Dot;
use pointille::render::{Moment, Sampling, Side, StillOptions, Timing};
use pointille::scene::Scene;
use pointille::time::When;
use pointille::{Case, Plan, Studio};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

const SIZE: (u32, u32) = (1920, 1080);
const SCENE_TRIANGLES: usize = 150_000;
const SCENE_DOTS: usize = 100_000;
const FRAMES: u32 = 9;

/// Work of all threads so far, ms, where the system tells.
fn cpu_ms() -> Option<f64> {
    let mut sum = 0.0;
    for task in std::fs::read_dir("/proc/self/task").ok()? {
        let told = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        sum += told.split_whitespace().next()?.parse::<f64>().ok()? * 1e-6;
    }
    Some(sum)
}

/// Cost of a frame, as a window draws it while the head turns.
struct Cost {
    /// Median wall time, ms.
    wall: f64,
    /// Mean work of all threads, ms.
    work: Option<f64>,
    /// Time of each pass of one more frame, ms, where the device tells.
    passes: serde_json::Map<String, Value>,
}

fn frame(studio: &mut Studio, scene: &Scene, frames: u32) -> Result<Cost, Box<dyn std::error::Error>> {
    let day = studio.case().days(When::Healed);
    let gpu = studio.renderer().gpu().clone();
    let renderer = studio.renderer_mut();
    let mut canvas = renderer.canvas(SIZE)?;
    while renderer.prewarm(scene, Moment::after(day))? {}
    let mut turning = scene.clone();
    let mut draw = |turn: f32, timing: &Timing| -> Result<f64, Box<dyn std::error::Error>> {
        turning.camera.azimuth_rad += turn;
        canvas.clear();
        let started = Instant::now();
        renderer.add_sample(&mut canvas, &turning, Moment::after(day), Sampling::whole(SIZE, 0, 1), timing)?;
        renderer.gpu().wait()?;
        Ok(started.elapsed().as_secs_f64() * 1e3)
    };
    let (untimed, timed) = (Timing::new(&gpu, false), Timing::new(&gpu, true));
    draw(0.0, &untimed)?;
    let before = cpu_ms();
    let mut wall = (0..frames).map(|_| draw(0.01, &untimed)).collect::<Result<Vec<f64>, _>>()?;
    let work = cpu_ms().zip(before).map(|(now, then)| (now - then) / f64::from(frames));
    wall.sort_by(f64::total_cmp);
    draw(0.01, &timed)?;
    let passes = timed.read(&gpu)?.into_iter().map(|(name, ms)| (name.to_owned(), json!(ms))).collect();
    Ok(Cost { wall: wall[wall.len() / 2], work, passes })
}

fn set_dots(studio: &mut Studio, dots: &[Dot]) {
    let per_cm2 = dots.len() as f32 / studio.case().head().scalp_area_cm2();
    studio.renderer_mut().set_dots(dots, per_cm2);
}

fn export(studio: &mut Studio, scene: &Scene, folder: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    std::fs::create_dir_all(folder)?;
    let mut mesh = Vec::new();
    write_obj(&studio.case().head().mesh, "head", &mut mesh)?;
    std::fs::write(folder.join("head.obj"), mesh)?;
    let all = dots(studio.case().head(), SCENE_DOTS);
    let mut table = String::from("x_mm,y_mm,z_mm,nx,ny,nz,radius_mm,depth_mm,optical_depth\n");
    for dot in &all {
        let row = [dot.position, dot.normal].map(|v: Vec3| v.to_array()).concat();
        let row: Vec<String> =
            row.iter().chain([&dot.radius_mm, &dot.depth_mm, &dot.optical_depth]).map(|x| format!("{x:.4}")).collect();
        table += &row.join(",");
        table.push('\n');
    }
    std::fs::write(folder.join("dots.csv"), table)?;
    let mut took = Vec::new();
    for (side, samples, name) in
        [(Side::After, 64, "still.png"), (Side::After, 4, "after.exr"), (Side::Before, 4, "before.exr")]
    {
        let linear = name.ends_with("exr");
        let options = StillOptions::new(SIZE).samples(samples).side(side).linear(linear);
        let (started, before) = (Instant::now(), cpu_ms());
        let (picture, _) = studio.still(scene, When::Healed, &options, &mut |_| true)?;
        let wall = started.elapsed().as_secs_f64() * 1e3;
        took.push(json!({ "picture": name, "samples": samples, "ms": wall, "cpu_ms": cpu_ms().zip(before).map(|(a, b)| a - b) }));
        let format = pointille::output::PictureFormat::of(Path::new(name))?;
        std::fs::write(folder.join(name), pointille::output::encode(&picture, format, &[])?)?;
    }
    Ok(json!({ "stills": took }))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let folder = args.iter().position(|a| a == "--export").and_then(|i| args.get(i + 1));
    let number = |name: &str| {
        let i = args.iter().position(|a| a == name)?;
        args.get(i + 1)?.parse::<u32>().ok()
    };
    let frames = number("--frames").unwrap_or(FRAMES);
    let scene = scene();
    let mut head = Vec::new();
    write_obj(&built_in_head(&Plan::default())?.mesh, "head", &mut head)?;
    let options = ImportOptions::default().max_triangles(SCENE_TRIANGLES);
    let mut case = Case::scanned(Plan::default(), &head, "head.obj", &options)?;
    case.set_shown(Shown::without(&[Part::Hair]))?;
    let mut studio = Studio::headless(case)?;
    let mut counts = Vec::new();
    for count in number("--dots").map_or(vec![10_000, 100_000, 1_000_000], |n| vec![n as usize]) {
        let dots = dots(studio.case().head(), count);
        set_dots(&mut studio, &dots);
        let cost = frame(&mut studio, &scene, frames)?;
        let drawn = studio.renderer().detail(&scene, SIZE.1).0;
        counts.push(json!({
            "dots": dots.len(), "ms": cost.wall, "cpu_ms": cost.work, "passes_ms": cost.passes,
            "drawn_narrow": drawn.dot_share * count as f32, "halos": studio.renderer().halo_count(),
        }));
    }
    let ratio = |key: &str| counts.get(2)?[key].as_f64().zip(counts[0][key].as_f64()).map(|(a, b)| a / b);
    let mut report = json!({
        "device": studio.renderer().gpu().summary().name,
        "size": [SIZE.0, SIZE.1],
        "triangles": studio.case().head().mesh.triangles().len(),
        "dots": counts,
        "million_over_ten_thousand": { "wall": ratio("ms"), "work": ratio("cpu_ms") },
    });
    let all = dots(studio.case().head(), SCENE_DOTS);
    set_dots(&mut studio, &all);
    if let Some(folder) = folder {
        report["export"] = export(&mut studio, &scene, Path::new(folder))?;
    }
    println!("{report:#}");
    Ok(())
}
