//! Cost of a frame on a device, pass by pass, with each trick on and off: `benches/gpu.sh`, or `cargo bench --bench gpu`.
//!
//! For each size of picture and number of dots a table: one row with the tuning that suits the adapter, then one for each trick turned
//! the other way. Columns are milliseconds of wall time and of each pass by the device's own clock (the median of the frames), and
//! kilobytes sent a frame. The camera turns from frame to frame, so that every pass is drawn. Then the longest frame of a zoom from
//! 1200 to 60 mm and of the days from 0 to 90, with pipelines made ahead and without.
//!
//! Options: `--size 1920x1080,3840x2160`, `--dots 10000,100000,1000000`, `--frames 9`, `--backend auto`.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

mod common;

use common::{dots, scene};
use pointille::case::{Part, Shown};
use pointille::low_level::render::Targets;
use pointille::render::{Backend, Gpu, Moment, Prelude, Sampling, Timing, Tuning};
use pointille::scene::{Focus, Scene, View};
use pointille::{Case, Plan, Studio};
use std::collections::BTreeMap;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

/// Days after the first visit at which work has healed.
const HEALED_DAY: f32 = 90.0;

/// A trick, by its name, and how it is turned the other way.
type Trick = (&'static str, fn(&mut Tuning));

const TRICKS: [Trick; 6] = [
    ("prelude", |t| t.prelude = if t.prelude == Prelude::Flat { Prelude::Uniform } else { Prelude::Flat }),
    ("cull on CPU", |t| t.cull_on_cpu = !t.cull_on_cpu),
    ("coarse from afar", |t| t.coarse_from_afar = !t.coarse_from_afar),
    ("coarse shadows", |t| t.coarse_shadows = !t.coarse_shadows),
    ("stochastic halos", |t| t.stochastic_halos = !t.stochastic_halos),
    ("skin variants", |t| t.skin_variants = !t.skin_variants),
];

/// Cost of frames.
struct Cost {
    /// Median wall time, ms.
    wall_ms: f64,
    /// Median time of each pass on the device, ms.
    passes_ms: BTreeMap<&'static str, f64>,
    /// Mean bytes sent a frame.
    sent: f64,
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Frames of a head that turns.
fn turning(studio: &mut Studio, size: (u32, u32), frames: u32) -> Result<Cost, Failure> {
    let mut scene = scene();
    let moment = Moment::after(HEALED_DAY);
    let renderer = studio.renderer_mut();
    while renderer.prewarm(&scene, moment)? {}
    let mut canvas = renderer.canvas(size)?;
    let (mut wall, mut passes) = (Vec::new(), BTreeMap::<&'static str, Vec<f64>>::new());
    for frame in 0..=frames {
        scene.camera.azimuth_rad += 0.01;
        canvas.clear();
        let timing = Timing::new(renderer.gpu(), true);
        let started = Instant::now();
        renderer.add_sample(&mut canvas, &scene, moment, Sampling::whole(size, 0, 1), &timing)?;
        renderer.gpu().wait()?;
        // The first frame computes values that the others keep.
        if frame == 0 {
            renderer.drain_upload_stats();
            continue;
        }
        wall.push(started.elapsed().as_secs_f64() * 1e3);
        for (name, ms) in timing.read(renderer.gpu())? {
            passes.entry(name).or_default().push(ms);
        }
    }
    let sent = renderer.drain_upload_stats() as f64 / f64::from(frames.max(1));
    Ok(Cost { wall_ms: median(wall), passes_ms: passes.into_iter().map(|(k, v)| (k, median(v))).collect(), sent })
}

/// Longest frame, ms, of a zoom and of days that pass, and the pipelines that were made meanwhile.
fn longest(studio: &mut Studio, size: (u32, u32), ahead: bool) -> Result<[(f64, u32); 2], Failure> {
    let crown = Focus::Crown.point(&studio.case().head().landmarks);
    let mut scene = Scene::view(View::Top);
    scene.camera.target = crown;
    let renderer = studio.renderer_mut();
    let mut canvas = renderer.canvas(size)?;
    while ahead && renderer.prewarm(&scene, Moment::after(HEALED_DAY))? {}
    let timing = Timing::new(renderer.gpu(), false);
    let mut draw = |scene: &Scene, days: f32| -> Result<f64, Failure> {
        canvas.clear();
        let started = Instant::now();
        renderer.add_sample(&mut canvas, scene, Moment::after(days), Sampling::whole(size, 0, 1), &timing)?;
        renderer.gpu().wait()?;
        Ok(started.elapsed().as_secs_f64() * 1e3)
    };
    draw(&scene, HEALED_DAY)?;
    let steps = 24;
    let zoom = (0..=steps).map(|k| 1200.0 * (60.0_f32 / 1200.0).powf(k as f32 / steps as f32));
    let mut out = [(0.0_f64, 0); 2];
    for mm in zoom {
        scene.camera.distance_mm = mm;
        out[0].0 = out[0].0.max(draw(&scene, HEALED_DAY)?);
    }
    scene.camera.distance_mm = 600.0;
    draw(&scene, HEALED_DAY)?;
    for k in 0..=steps {
        out[1].0 = out[1].0.max(draw(&scene, HEALED_DAY * k as f32 / steps as f32)?);
    }
    out[1].1 = studio.renderer().pipelines_made();
    Ok(out)
}

fn list<T>(args: &[String], name: &str, usual: &[T], read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Failure>
where
    T: Clone,
{
    let Some(i) = args.iter().position(|a| a == name) else { return Ok(usual.to_vec()) };
    let text = args.get(i + 1).ok_or_else(|| format!("{name} wants a value"))?;
    text.split(',').map(|word| read(word).ok_or_else(|| format!("{name} {word}: not understood").into())).collect()
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().collect();
    let size = |word: &str| word.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let sizes: Vec<(u32, u32)> = list(&args, "--size", &[(1920, 1080), (3840, 2160)], size)?;
    let counts = list(&args, "--dots", &[10_000_usize, 100_000, 1_000_000], |word| word.parse().ok())?;
    let frames = list(&args, "--frames", &[9_u32], |word| word.parse().ok())?[0];
    let named = |word: &str| Backend::ALL.into_iter().find(|backend| backend.name() == word);
    let backend = list(&args, "--backend", &[Backend::Auto], named)?[0];

    let gpu = Gpu::headless(backend)?;
    let mut case = Case::built_in(Plan::default())?;
    case.set_shown(Shown::without(&[Part::Hair]))?;
    let all: Vec<_> = counts.iter().map(|&count| dots(case.head(), count)).collect();
    let scalp_cm2 = case.head().scalp_area_cm2();
    println!("# {}\n", gpu.summary());
    if gpu.summary().is_software() {
        println!("Drawn on the CPU: these figures say nothing of a GPU.\n");
    }
    println!("Tuning that suits it: {:?}\n", gpu.tuning());
    let attached: f32 = Targets::bytes_per_pixel(false).iter().map(|(_, bytes)| bytes).sum();
    for &size in &sizes {
        let pixels = f64::from(size.0) * f64::from(size.1);
        println!("## {}x{}\n", size.0, size.1);
        println!("Attachments: {:.0} MB ({attached:.1} bytes a pixel).\n", pixels * f64::from(attached) / 1e6);
        for dots in &all {
            let mut rows: Vec<(String, Cost)> = Vec::new();
            let usual: Trick = ("as it suits", |_| ());
            for (name, turn) in std::iter::once(usual).chain(TRICKS) {
                let mut tuning = gpu.tuning();
                turn(&mut tuning);
                let mut studio = Studio::with_gpu(case.clone(), gpu.clone().with_tuning(tuning))?;
                studio.renderer_mut().set_dots(dots, dots.len() as f32 / scalp_cm2);
                let label = if name == usual.0 { name.to_owned() } else { format!("{name} the other way") };
                rows.push((label, turning(&mut studio, size, frames)?));
            }
            let passes: Vec<&str> =
                rows[0].1.passes_ms.keys().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            println!("{} dots, ms a frame; kB sent a frame\n", dots.len());
            println!("| | wall | {} | sent |", passes.join(" | "));
            println!("|---|{}", "---:|".repeat(passes.len() + 2));
            for (label, cost) in &rows {
                let of = |name: &&str| cost.passes_ms.get(name).map_or("–".into(), |ms| format!("{ms:.3}"));
                let each: Vec<String> = passes.iter().map(of).collect();
                println!("| {label} | {:.2} | {} | {:.1} |", cost.wall_ms, each.join(" | "), cost.sent / 1e3);
            }
            println!();
        }
    }
    println!("## First use\n");
    println!(
        "| {}x{} | longest frame of a zoom, ms | longest frame of 90 days, ms | pipelines made |",
        sizes[0].0, sizes[0].1
    );
    println!("|---|---:|---:|---:|");
    for ahead in [false, true] {
        let mut studio = Studio::with_gpu(case.clone(), gpu.clone())?;
        let [zoom, days] = longest(&mut studio, sizes[0], ahead)?;
        let label = if ahead { "pipelines made ahead" } else { "the general pipeline alone" };
        println!("| {label} | {:.1} | {:.1} | {} |", zoom.0, days.0, days.1);
    }
    Ok(())
}
