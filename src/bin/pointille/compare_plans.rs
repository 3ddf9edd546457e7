//! `pointille compare`: plans side by side, and the roads that one plan can take over twenty years.

use crate::args::CompareArgs;
use crate::files::{self, is_dash};
use crate::progress::Bar;
use crate::render::{background, show};
use crate::say::say;
use crate::{Outcome, say, usage};
use anyhow::{Context, anyhow};
use pointille::case::{PlanFigures, Road, RoadFigures, Shown, differences_of};
use pointille::output::sheet::{Headings, Panel, grid_px, sheet};
use pointille::output::{Language, PageWords, PictureFormat, encode, provenance};
use pointille::render::{Gpu, StillOptions};
use pointille::scene::Scene;
use pointille::time::When;
use pointille::{Plan, Studio};
use serde_json::{Value, json};

/// Most plans beside each other.
const MOST_PLANS: usize = 6;
/// Years at which a road is looked at; 0 stands for the healed work.
const ROAD_YEARS: [f32; 5] = [0.0, 5.0, 10.0, 15.0, 20.0];
const DAYS_PER_YEAR: f32 = 365.25;

pub fn compare(args: &CompareArgs, bars: bool) -> Outcome {
    let (least, most) = if args.roads { (1, 1) } else { (2, MOST_PLANS) };
    if !(least..=most).contains(&args.plans.len()) {
        return usage(if args.roads {
            anyhow!("--roads shows the roads of one plan, not of {}", args.plans.len())
        } else {
            anyhow!("2 to {MOST_PLANS} plans stand side by side, not {}", args.plans.len())
        });
    }
    if args.json && args.output.as_deref().is_some_and(is_dash) {
        return usage(anyhow!("the table and the picture cannot both go to standard output: name a file with -o"));
    }
    let format = match args.output.as_deref().filter(|path| !is_dash(path)).map(PictureFormat::of) {
        Some(Ok(PictureFormat::Exr)) => {
            return usage(anyhow!("a page has words on it and cannot be scene-linear: use .png, .jpg or .webp"));
        }
        Some(Err(error)) => return usage(error),
        Some(Ok(format)) => format,
        None => PictureFormat::Png,
    };
    let options = StillOptions::new(args.size).quality(args.quality).show(show(&args.look));
    if let Err(error) = options.check() {
        return usage(error);
    }
    let (columns, rows) =
        if args.roads { (ROAD_YEARS.len(), Road::ALL.len()) } else { (args.plans.len(), args.view.len()) };
    if let Err(error) = format.check_size(grid_px(columns * rows, args.size, Some(columns))) {
        return usage(error);
    }
    if let Some(path) = &args.output {
        files::check_writable(path)?;
    }
    if args.roads { roads(args, format, &options, bars) } else { side_by_side(args, format, &options, bars) }
}

/// Letter that stands for a plan, by its place on the command line.
fn letter(i: usize) -> char {
    char::from(b'A' + i as u8)
}

fn side_by_side(args: &CompareArgs, format: PictureFormat, options: &StillOptions, bars: bool) -> Outcome {
    let plans: Vec<Plan> = args.plans.iter().map(|name| files::plan(Some(name))).collect::<anyhow::Result<_>>()?;
    let import = files::import_options(&args.scan);
    let light = files::light(&args.look.light)?;
    for plan in &plans {
        files::check_page_words(Some(plan).filter(|_| args.look.names), &light)?;
    }
    let mut case = files::case_of(plans[0].clone(), args.head.as_deref(), import)?;
    case.set_shown(Shown::without(&args.look.without))?;
    let mut figures = Vec::new();
    let mut panels: Vec<Vec<Panel>> = vec![Vec::new(); args.view.len()];
    if args.output.is_some() {
        let mut studio = Studio::with_gpu(case, Gpu::headless(args.device.backend)?)?;
        let mut bar = Bar::new("drawing the plans", bars);
        let all = (plans.len() * args.view.len()) as f32;
        let words = PageWords::of(args.language);
        let mut done = 0.0;
        for (i, plan) in plans.iter().enumerate() {
            studio.set_plan(plan.clone()).with_context(|| args.plans[i].clone())?;
            figures.push(studio.case().figures());
            for (view, row) in args.view.iter().zip(&mut panels) {
                let scene = scene(args, &light.rig, *view);
                let (mut picture, _) =
                    studio.still(&scene, args.at, options, &mut |share| bar.at((done + share) / all))?;
                args.look.develop.apply(&mut picture);
                let name = if args.look.names { format!(": {}", plan.name) } else { String::new() };
                let when = words.when(args.at, studio.case().days(args.at));
                row.push(Panel { picture, caption: format!("{}{name}, {when}", letter(i)) });
                done += 1.0;
            }
        }
        drop(bar);
        let digests: Vec<String> =
            figures.iter().enumerate().map(|(i, f)| format!("{} {}", letter(i), &f.digest[..12])).collect();
        let headings = Headings {
            title: words.say("compare-title"),
            subtitle: words.tell(
                "compare-about",
                &[("light", words.light(&light.name).into()), ("plans", digests.join(", ").into())],
            ),
            footer: words.say("honesty"),
        };
        let panels: Vec<Panel> = panels.into_iter().flatten().collect();
        write(args, format, &studio, &sheet(&panels, plans.len(), &headings), "plans side by side")?;
    } else {
        for (i, plan) in plans.iter().enumerate() {
            case.set_plan(plan.clone()).with_context(|| args.plans[i].clone())?;
            figures.push(case.figures());
        }
    }
    let differences = differences_of(&plans.iter().collect::<Vec<_>>());
    if args.json {
        let plans: Vec<Value> = (args.plans.iter().zip(&figures))
            .map(|(file, figures)| json!({ "file": file, "figures": figures }))
            .collect();
        return say::json(&json!({ "version": env!("CARGO_PKG_VERSION"), "plans": plans, "differences": differences }));
    }
    if args.output.as_deref().is_some_and(is_dash) {
        return Ok(());
    }
    let mut table = vec![row("", args.plans.iter().enumerate().map(|(i, file)| format!("{} {file}", letter(i))))];
    table.extend(figure_rows(&figures));
    table.extend(differences.iter().map(|difference| {
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "\u{2013}".to_owned(), plain);
        row(&difference.key, difference.values.iter().map(value))
    }));
    print(&table)
}

fn scene(args: &CompareArgs, rig: &pointille::scene::Rig, view: pointille::scene::Viewpoint) -> Scene {
    let turn = args.look.light_turn.to_radians();
    Scene::default().camera(view.camera()).rig(rig.clone()).light_turn_rad(turn).background(background(&args.look))
}

fn write(
    args: &CompareArgs,
    format: PictureFormat,
    studio: &Studio,
    page: &pointille::render::Picture,
    what: &str,
) -> Outcome {
    let about = provenance(studio.case(), what, args.look.develop, args.look.names);
    match &args.output {
        Some(path) => files::write(path, &encode(page, format, &about)?),
        None => Ok(()),
    }
}

fn roads(args: &CompareArgs, format: PictureFormat, options: &StillOptions, bars: bool) -> Outcome {
    let plan = files::plan(args.plans.first().map(String::as_str))?;
    let light = files::light(&args.look.light)?;
    let mut case = files::case_of(plan, args.head.as_deref(), files::import_options(&args.scan))?;
    case.set_shown(Shown::without(&args.look.without))?;
    let days: Vec<f32> =
        ROAD_YEARS.iter().map(|&years| if years == 0.0 { case.healed_day() } else { years * DAYS_PER_YEAR }).collect();
    let plans = Road::ALL.map(|road| road.plan(&case));
    let currency = case.plan().practice.currency.clone();
    let digest = case.plan().digest();
    let mut figures: Vec<Vec<RoadFigures>> = Vec::new();
    let Some(&view) = args.view.last() else { return usage(anyhow!("--view names no view")) };
    if args.output.is_some() {
        let mut studio = Studio::with_gpu(case, Gpu::headless(args.device.backend)?)?;
        let mut bar = Bar::new("drawing the roads", bars);
        let all = (plans.len() * days.len()) as f32;
        let words = PageWords::of(args.language);
        let mut panels = Vec::new();
        for (road, plan) in Road::ALL.into_iter().zip(plans) {
            studio.set_plan(plan)?;
            figures.push(studio.case().road_figures(&days));
            for (years, &day) in ROAD_YEARS.iter().zip(&days) {
                let done = panels.len() as f32;
                let scene = scene(args, &light.rig, view);
                let when = When::AfterFirstSession(day);
                let (mut picture, _) =
                    studio.still(&scene, when, options, &mut |share| bar.at((done + share) / all))?;
                args.look.develop.apply(&mut picture);
                let time = if *years == 0.0 { words.say("time-healed") } else { words.day(day) };
                panels.push(Panel { picture, caption: format!("{}, {time}", words.say(key(road))) });
            }
        }
        drop(bar);
        let headings = Headings {
            title: words.say("roads-title"),
            subtitle: words.tell("roads-about", &[("digest", digest[..12].into())]),
            footer: words.say("honesty"),
        };
        write(args, format, &studio, &sheet(&panels, ROAD_YEARS.len(), &headings), "twenty years, three roads")?;
    } else {
        for plan in plans {
            case.set_plan(plan)?;
            figures.push(case.road_figures(&days));
        }
    }
    if args.json {
        let roads: Vec<Value> = (Road::ALL.iter().zip(&figures))
            .map(|(road, figures)| json!({ "road": road, "currency": currency, "at": figures }))
            .collect();
        return say::json(&json!({ "version": env!("CARGO_PKG_VERSION"), "plan": digest, "roads": roads }));
    }
    if args.output.as_deref().is_some_and(is_dash) {
        return Ok(());
    }
    let cost = format!("cost, {currency}");
    let mut table =
        vec![row("road", ["years", "contrast", "dots seen", "touching", "visits", cost.as_str()].map(str::to_owned))];
    for (road, figures) in Road::ALL.into_iter().zip(&figures) {
        for (years, at) in ROAD_YEARS.iter().zip(figures) {
            let cells = [
                if *years == 0.0 { "healed".to_owned() } else { format!("{years}") },
                format!("{:.0} %", 100.0 * at.contrast),
                at.dots.to_string(),
                format!("{:.0} %", 100.0 * at.merged_share),
                at.visits.to_string(),
                format!(
                    "{:.0}{}",
                    at.cost,
                    if road == Road::Laser && at.visits > figures[0].visits { " + laser" } else { "" }
                ),
            ];
            table.push(row(&PageWords::of(Language::English).say(key(road)), cells));
        }
    }
    print(&table)
}

/// Key of a road's name.
fn key(road: Road) -> &'static str {
    match road {
        Road::TouchUp => "road-touched-up",
        Road::Leave => "road-left",
        _ => "road-laser",
    }
}

fn row(first: &str, rest: impl IntoIterator<Item = String>) -> Vec<String> {
    std::iter::once(first.to_owned()).chain(rest).collect()
}

/// A value of a plan as it is printed: text without its quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The figures of plans as rows; a star marks those that differ.
fn figure_rows(figures: &[PlanFigures]) -> Vec<Vec<String>> {
    let of = |name: &str, text: &dyn Fn(&PlanFigures) -> String| {
        let cells: Vec<String> = figures.iter().map(text).collect();
        let differs = cells.windows(2).any(|pair| pair[0] != pair[1]);
        row(&format!("{}{name}", if differs { "* " } else { "  " }), cells)
    };
    vec![
        of("middle above glabella, mm", &|f| format!("{:.0}", f.height_mm)),
        of("corners behind it, right/left, mm", &|f| format!("{:.0}/{:.0}", f.recess_mm[0], f.recess_mm[1])),
        of("dots", &|f| f.dots.to_string()),
        of("skin treated, cm²", &|f| format!("{:.0}", f.area_cm2)),
        of("dots per cm²", &|f| format!("{:.0}", f.density_per_cm2)),
        of("water to ink, first to last visit", &|f| format!("{:.0} to {:.0}", f.dilution[0], f.dilution[1])),
        of("visits", &|f| f.visits.to_string()),
        of("hours", &|f| format!("{:.1} ({:.1} to {:.1})", f.hours.likely, f.hours.low, f.hours.high)),
        of("cost", &|f| format!("{:.0} ({:.0} to {:.0}) {}", f.cost.likely, f.cost.low, f.cost.high, f.currency)),
        of("healed, ΔE00 to bare skin", &|f| format!("{:.1}", f.healed_delta_e)),
        of("contrast after 5 and 10 years, %", &|f| {
            format!("{:.0} and {:.0}", 100.0 * f.later_contrast[0], 100.0 * f.later_contrast[1])
        }),
        of("touch-up due after", &|f| f.touch_up_due.in_years()),
    ]
}

/// A table on standard output, its columns aligned.
fn print(table: &[Vec<String>]) -> Outcome {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |i: usize| table.iter().filter_map(|row| row.get(i)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    table.iter().try_for_each(|row| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
        say!("{}", cells.join("  ").trim_end())
    })
}
