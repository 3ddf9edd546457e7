//! Cost and quality of the field of sites: `cargo bench --bench field`, with `-- --json` for machines. `-- --export
//! FOLDER` writes the scalp, 100,000 sites of its field and the time they took, for `tests/reference/samplers.py`.
//!
//! A plain program, not a statistics harness: half of the figures are qualities, which need no repetition, and the others are wanted as the
//! best of some runs side by side in one process, which is what a busy machine can tell.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::case::built_in_head;
use pointille::field::{Field, FieldOptions, FieldQuality};
use pointille::low_level::field::{DISC_RADIUS_MM, ScalpDiscs, digest};
use pointille::low_level::plan::{HeadRaster, Placement};
use pointille::plan::ZoneName;
use pointille::{Head, Plan};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

/// Seeds over which density at one place is averaged.
const SEEDS: u32 = 8;

/// Work of all threads so far, ms, where the system tells. Other processes do not lengthen it.
fn cpu_ms() -> Option<f64> {
    let mut sum = 0.0;
    for task in std::fs::read_dir("/proc/self/task").ok()? {
        let told = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        sum += told.split_whitespace().next()?.parse::<f64>().ok()? * 1e-6;
    }
    Some(sum)
}

/// Milliseconds of work, all threads together, of the leanest of `runs`; null where the system does not tell.
fn least_cpu_ms<T>(runs: usize, mut work: impl FnMut() -> T) -> Value {
    let all = (0..runs).filter_map(|_| {
        let before = cpu_ms()?;
        std::hint::black_box(work());
        Some(cpu_ms()? - before)
    });
    all.min_by(f64::total_cmp).map_or(Value::Null, |ms| json!(round(ms)))
}

/// Milliseconds of the fastest of `runs`.
fn best_ms<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut best: Option<(f64, T)> = None;
    for _ in 0..runs.max(1) {
        let started = Instant::now();
        let made = std::hint::black_box(work());
        let ms = started.elapsed().as_secs_f64() * 1e3;
        if best.as_ref().is_none_or(|(least, _)| ms < *least) {
            best = Some((ms, made));
        }
    }
    // Proof: there was at least one run.
    best.expect("a run")
}

/// Cost of placing dots again after each kind of edit.
fn placing(ground: &HeadRaster, field: &Field) -> Value {
    let plan = Plan::default();
    let mut line = plan.clone();
    line.hairline.height_mm = Some(line.hairline.figures().height_mm + 4.0);
    let mut density = plan.clone();
    ZoneName::ALL.iter().for_each(|&zone| density.zones.get_mut(zone).density_per_cm2 *= 1.1);
    let mut whole = pointille::plan::presets::named("whole-scalp").expect("a built-in plan");
    whole.hairline.height_mm = Some(whole.hairline.figures().height_mm + 4.0);
    let mut dense = whole.clone();
    ZoneName::ALL.iter().for_each(|&zone| dense.zones.get_mut(zone).density_per_cm2 *= 1.5);
    let place = |plan: &Plan| {
        let (ms, dots) = best_ms(40, || Placement::new(plan, ground, field).dots());
        json!({ "ms": round(ms), "cpu_ms": least_cpu_ms(20, || Placement::new(plan, ground, field).dots()), "dots": dots.len() })
    };
    json!({
        "as_it_stands": place(&plan),
        "hairline_moved": place(&line),
        "density_changed": place(&density),
        "whole_scalp_hairline_moved": place(&whole),
        "whole_scalp_half_as_dense_again": place(&dense),
    })
}

fn times(head: &Head, options: &FieldOptions) -> (Value, Field) {
    let (generate_ms, field) = best_ms(5, || Field::generate(head, options).expect("a field"));
    let bytes = field.to_bytes();
    let (hit_ms, again) = best_ms(5, || Field::from_bytes(&bytes, head, options).expect("the same field"));
    assert_eq!(again, field);
    let (digest_ms, _) = best_ms(5, || digest(head, options));
    let (ground_ms, ground) = best_ms(3, || HeadRaster::new(head));
    let times = json!({
        "generate_ms": round(generate_ms),
        "generate_cpu_ms": least_cpu_ms(4, || Field::generate(head, options)),
        "sites": field.sites().len(),
        "sites_per_second": (field.sites().len() as f64 / generate_ms * 1e3).round(),
        "cache_hit_ms": round(hit_ms),
        "digest_ms": round(digest_ms),
        "cache_mib": round(bytes.len() as f64 / 1_048_576.0),
        "ground_ms": round(ground_ms),
        "place": placing(&ground, &field),
    });
    (times, field)
}

/// Density at the same places of many fields: their mean tells of the place, its spread of chance.
fn by_place(head: &Head) -> Vec<Value> {
    let fields: Vec<Field> =
        (1..=SEEDS).map(|seed| Field::generate(head, &FieldOptions::default().seed(seed)).expect("a field")).collect();
    let discs = ScalpDiscs::of(head, DISC_RADIUS_MM);
    [20.0_f32, 40.0, 80.0, 160.0]
        .into_iter()
        .map(|density| {
            let all: Vec<_> = fields.iter().map(|f| discs.densities(f, density)).collect();
            let places = all[0].len();
            let mean = |of: usize, at: usize| all.iter().map(|f| f[at][of]).sum::<f64>() / f64::from(SEEDS);
            let lattice = lattice_off(f64::from(density));
            let worst = |of: usize| (0..places).map(|at| (mean(of, at) - 1.0).abs()).fold(0.0, f64::max);
            json!({
                "density_per_cm2": density, "places": places, "fields": SEEDS,
                "worst_of_place": round4(worst(0)), "worst_of_place_counted": round4(worst(1)),
                "lattice_counted_deviation": round4(lattice[0]), "lattice_worst_counted": round4(lattice[1]),
                "lattice_worst": round4(lattice[2]),
            })
        })
        .collect()
}

/// Deviation of a hexagonal lattice, over discs: no arrangement of that many points falls much below it. Standard deviation of
/// the count, the worst count, and the worst by the weight 1 − d²/r², each relative to the expected value.
fn lattice_off(density_per_cm2: f64) -> [f64; 3] {
    let radius = f64::from(DISC_RADIUS_MM);
    let step = (115.470_05 / density_per_cm2).sqrt();
    let row = step * 0.75_f64.sqrt();
    let reach = (radius / row) as i32 + 2;
    let side = 48;
    let asked = density_per_cm2 * 0.01 * std::f64::consts::PI * radius * radius;
    let found: Vec<[f64; 2]> = (0..side * side)
        .map(|k| {
            let (ox, oy) = ((k % side) as f64 / side as f64 * step, (k / side) as f64 / side as f64 * 2.0 * row);
            let (mut counted, mut weighed) = (0.0, 0.0);
            for j in -reach..=reach {
                let y = f64::from(j) * row + oy;
                for i in -reach..=reach {
                    let x = (f64::from(i) + if j % 2 == 0 { 0.0 } else { 0.5 }) * step + ox;
                    let inside = 1.0 - (x * x + y * y) / (radius * radius);
                    counted += f64::from(inside > 0.0);
                    weighed += inside.max(0.0);
                }
            }
            [counted / asked - 1.0, 2.0 * weighed / asked - 1.0]
        })
        .collect();
    let square = found.iter().map(|off| off[0] * off[0]).sum::<f64>() / found.len() as f64;
    let worst = |of: usize| found.iter().map(|off| off[of].abs()).fold(0.0, f64::max);
    [square.sqrt(), worst(0), worst(1)]
}

/// Writes the scalp as a mesh, the number of sites that other samplers are asked for, and the time they took.
fn export(head: &Head, folder: &Path) -> std::io::Result<()> {
    let (mesh, scalp) = (&head.mesh, &head.maps.scalp);
    let mut text = String::new();
    for p in mesh.positions() {
        text += &format!("v {} {} {}\n", p.x, p.y, p.z);
    }
    let mut area_cm2 = 0.0;
    for (t, corners) in mesh.triangles().iter().enumerate() {
        if corners.iter().any(|&v| scalp[v as usize] > 0.0) {
            let [a, b, c] = corners.map(|v| v + 1);
            text += &format!("f {a} {b} {c}\n");
            area_cm2 += mesh.triangle_area_mm2(t) * 0.01;
        }
    }
    std::fs::write(folder.join("scalp.obj"), text)?;
    let full = FieldOptions::default();
    let fewer = full.density_max_per_cm2(100_000.0 / area_cm2);
    let (fewer_ms, field) = best_ms(5, || Field::generate(head, &fewer).expect("a field"));
    let (full_ms, all) = best_ms(5, || Field::generate(head, &full).expect("a field"));
    let positions: Vec<u8> =
        field.sites().iter().flat_map(|s| s.position.to_array()).flat_map(f32::to_le_bytes).collect();
    std::fs::write(folder.join("sites.f32"), positions)?;
    let report = json!({
        "ms": fewer_ms, "sites": field.sites().len(), "area_cm2": area_cm2,
        "full_ms": full_ms, "full_sites": all.sites().len(),
    });
    std::fs::write(folder.join("ours.json"), report.to_string())
}

fn round(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}

fn round4(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

fn main() {
    let head = built_in_head(&Plan::default()).expect("the built-in head");
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|a| a == "--export") {
        let folder = args.get(at + 1).map_or(".", String::as_str);
        export(&head, Path::new(folder)).expect("a folder to write to");
        return;
    }
    if args.iter().any(|a| a == "--place") {
        let field = Field::generate(&head, &FieldOptions::default()).expect("a field");
        println!("{:#}", placing(&HeadRaster::new(&head), &field));
        return;
    }
    let (times, field) = times(&head, &FieldOptions::default());
    let quality = FieldQuality::of(&head, &field);
    let by_place = by_place(&head);
    if args.iter().any(|a| a == "--json") {
        println!(
            "{:#}",
            json!({ "triangles": head.mesh.triangles().len(), "times": times, "quality": quality, "by_place": by_place })
        );
        return;
    }
    println!("built-in head, {} triangles, scalp {:.0} cm²", head.mesh.triangles().len(), head.scalp_area_cm2());
    println!("times (best of several runs): {times:#}");
    println!(
        "prefix  radius: min   p01    median | discs so wide: mean, sd, p99, worst, sd counted | the same, wider | power: low  peak  at    high  anisotropy"
    );
    for prefix in &quality.prefixes {
        let s = &prefix.spacing;
        print!("{:>4}/cm²        {:.3}  {:.3}  {:.3}  ", s.density_per_cm2, s.minimum, s.first_percentile, s.median);
        for (e, wide) in [(&prefix.evenness, 2), (&prefix.evenness_wide, 4)] {
            if let Some(e) = e {
                print!(
                    "| {wide} cm: {:.4}  {:.4}  {:.4}  {:.4}  {:.4}  ",
                    e.mean_ratio, e.deviation, e.percentile_99, e.worst, e.count_deviation
                );
            }
        }
        if let Some(w) = &prefix.spectrum {
            print!("|        {:.2}  {:.2}  {:.2}  {:.2}  {:.1} dB", w.low, w.peak, w.peak_at, w.high, w.anisotropy_db);
        }
        println!();
    }
    println!("density of a place, mean of {SEEDS} fields:");
    by_place.iter().for_each(|place| println!("  {place}"));
}
