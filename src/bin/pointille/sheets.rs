//! `pointille sheet` and `pointille timeline`: several stills on one page.

use crate::args::{LookArgs, QualityArg, SheetArgs, TimelineArgs, ViewArgs};
use crate::files::{self, is_dash};
use crate::inspect::foretold;
use crate::progress::Bar;
use crate::render::{camera, provenance, scene, show};
use crate::report::ms;
use crate::{Failure, Outcome, doctor, usage};
use anyhow::anyhow;
use pointille::case::Shown;
use pointille::output::Develop;
use pointille::output::encode::{PictureFormat, encode};
use pointille::output::sheet::{Headings, Panel, sheet as page};
use pointille::output::strip::{differences, strip};
use pointille::render::picture::{StillOptions, StillReport};
use pointille::render::{Backend, Gpu, Side};
use pointille::scene::{Background, CameraPreset, NamedRig, View};
use pointille::time::{FadeModel, When, day_label};
use pointille::{Case, Studio};
use serde_json::{Value, json};
use std::path::Path;

const SIDES: [(View, &str); 4] =
    [(View::Front, "front"), (View::ThreeQuarterLeft, "three-quarter"), (View::Left, "profile"), (View::Top, "top")];
const HONESTY: &str =
    "A simulation, not a photograph and not a promise. How fast pigment fades differs from person to person.";

struct SheetOptions<'a> {
    at: When,
    size: (u32, u32),
    quality: QualityArg,
    look: &'a LookArgs,
    camera: Option<CameraPreset>,
    light: NamedRig,
}

fn page_format(path: &Path) -> Result<PictureFormat, Failure> {
    if is_dash(path) {
        return Ok(PictureFormat::Png);
    }
    match PictureFormat::of(path) {
        Ok(PictureFormat::Exr) => {
            usage(anyhow!("a page has words on it and cannot be scene-linear: use .png, .jpg or .webp"))
        }
        Ok(format) => Ok(format),
        Err(error) => usage(error),
    }
}

pub fn sheet(args: &SheetArgs, bars: bool) -> Outcome {
    page_format(&args.output)?;
    files::check_writable(&args.output)?;
    let light = files::light(&args.look.light)?;
    let mut case = files::case(&args.case, Some(&args.overrides))?;
    case.set_shown(Shown::without(&args.look.without))?;
    let options = SheetOptions {
        at: args.at,
        size: args.size,
        quality: args.quality,
        look: &args.look,
        camera: args.camera,
        light,
    };
    write_sheet(case, &args.output, doctor::backend(&args.device), &options, bars)
}

/// The sheet that stands in for the window.
pub fn default_sheet(args: &ViewArgs, path: &Path, backend: Backend, bars: bool) -> Outcome {
    files::check_writable(path)?;
    let light = files::light(&args.light)?;
    let case = files::case(&args.case, Some(&args.overrides))?;
    let look = LookArgs {
        light: args.light.clone(),
        light_turn: 0.0,
        background: Background::default(),
        no_background: false,
        without: Vec::new(),
        tonemap: crate::args::ToneMapArg::Neutral,
        exposure: 0.0,
        develop: Develop::Neutral,
    };
    let (size, quality) = ((640, 800), QualityArg::Standard);
    let options = SheetOptions { at: args.at, size, quality, look: &look, camera: None, light };
    write_sheet(case, path, backend, &options, bars)
}

fn write_sheet(case: Case, path: &Path, backend: Backend, options: &SheetOptions<'_>, bars: bool) -> Outcome {
    let format = page_format(path)?;
    let day = case.days(options.at);
    let mut studio = Studio::with_gpu(case, Gpu::headless(backend)?)?;
    let healed = if options.at == When::Healed { "healed, " } else { "" };
    let after = format!("{healed}{}", day_label(day));
    let mut bar = Bar::new("rendering the sheet", bars);
    let mut panels = Vec::new();
    let all = (SIDES.len() * 2) as f32;
    for (side, when) in [(Side::Before, "before".to_owned()), (Side::After, after.clone())] {
        for (view, name) in SIDES {
            let still = StillOptions {
                size: options.size,
                samples: options.quality.samples(),
                side,
                show: show(options.look),
                linear: false,
                careful: options.quality.is_careful(),
            };
            let done = panels.len() as f32;
            let head = &studio.case().head;
            let camera = options.camera.map_or(view.camera(), |preset| preset.held(view.camera(), head));
            let scene = scene(options.look, options.light.rig.clone(), camera);
            let (mut picture, _) =
                studio.still(&scene, options.at, &still, &mut |share| bar.at((done + share) / all))?;
            options.look.develop.apply(&mut picture);
            panels.push(Panel { picture, caption: format!("{name}, {when}") });
        }
    }
    drop(bar);
    let case = studio.case();
    let headings = Headings {
        title: case.plan.name.clone(),
        subtitle: format!(
            "{} dots; before and {after}; light: {}; {}plan {}",
            case.dots.len(),
            options.light.name,
            developed_words(options.look.develop),
            &case.plan.digest()[..12]
        ),
        footer: HONESTY.to_owned(),
    };
    let picture = page(&panels, SIDES.len(), &headings);
    files::write(path, &encode(&picture, format, &provenance(case, "consultation sheet", options.look.develop))?)?;
    Ok(())
}

pub fn timeline(args: &TimelineArgs, bars: bool) -> Outcome {
    let format = page_format(&args.output)?;
    if args.at.is_empty() || args.at.len() > 64 {
        return usage(anyhow!("a strip shows 1 to 64 times, not {}", args.at.len()));
    }
    if args.json && is_dash(&args.output) {
        return usage(anyhow!("the report and the picture cannot both go to standard output: name a file with -o"));
    }
    files::check_writable(&args.output)?;
    let light = files::light(&args.look.light)?;
    let mut case = files::case(&args.case, Some(&args.overrides))?;
    case.set_shown(Shown::without(&args.look.without))?;
    let scene = scene(&args.look, light.rig, camera(&args.camera, &case));
    let mut studio = Studio::with_gpu(case, Gpu::headless(doctor::backend(&args.device))?)?;
    let mut bar = Bar::new("rendering the strip", bars);
    let (mut panels, mut days, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    let still = StillOptions {
        size: args.size,
        samples: args.quality.samples(),
        side: Side::After,
        show: show(&args.look),
        linear: false,
        careful: args.quality.is_careful(),
    };
    let all = (args.at.len() + 1) as f32;
    // The day before is drawn like any other; there is just nothing to see yet.
    let (bare, _) = studio.still(&scene, When::BEFORE, &still, &mut |share| bar.at(share / all))?;
    panels.push(Panel { picture: bare, caption: "before".to_owned() });
    for when in &args.at {
        let done = panels.len() as f32;
        let (picture, report) = studio.still(&scene, *when, &still, &mut |s| bar.at((done + s) / all))?;
        let day = studio.case().days(*when);
        days.push(day);
        drawn.push(report);
        let healed = if *when == When::Healed { "healed, " } else { "" };
        panels.push(Panel { picture, caption: format!("{healed}{}", day_label(day)) });
    }
    drop(bar);
    // Colours are compared as they are, not as a telephone shows them.
    let measured = differences(&panels);
    panels.iter_mut().for_each(|panel| args.look.develop.apply(&mut panel.picture));
    let case = studio.case();
    let headings = Headings {
        title: case.plan.name.clone(),
        subtitle: format!(
            "{}; {}plan {}",
            touch_up_words(case),
            developed_words(args.look.develop),
            &case.plan.digest()[..12]
        ),
        footer: HONESTY.to_owned(),
    };
    let picture = strip(case, &days, &panels, &measured, &headings);
    files::write(&args.output, &encode(&picture, format, &provenance(case, "timeline", args.look.develop))?)?;
    if args.json {
        println!("{:#}", timeline_report(case, &days, &drawn, &measured, args.look.develop));
    }
    Ok(())
}

/// What a page says of how its pictures were developed.
fn developed_words(develop: Develop) -> &'static str {
    match develop {
        Develop::Neutral => "",
        Develop::Phone => "as a telephone shows it, not for shades; ",
    }
}

/// What a strip shows, in figures: `pigment` and `delta_e` for slow, likely and fast fader; `delta_e.measured` is the
/// picture's own.
fn timeline_report(case: &Case, days: &[f32], drawn: &[StillReport], measured: &[f32], develop: Develop) -> Value {
    let [slow, _, fast] = case.fade_band();
    let models = [("slow", slow), ("likely", case.appearance.fade), ("fast", fast)];
    let pictures: Vec<Value> = (days.iter().zip(drawn).zip(measured))
        .map(|((&day, still), &measured)| {
            let each = |of: &dyn Fn(&FadeModel) -> f32| -> serde_json::Map<String, Value> {
                models.iter().map(|(name, model)| ((*name).to_owned(), json!(of(model)))).collect()
            };
            let tone = |model: &FadeModel| case.tone_on(model, [day]).first().copied().unwrap_or_default();
            let mut delta_e = each(&|model| tone(model).delta_e);
            delta_e.insert("measured".to_owned(), json!(measured));
            json!({
                "day": day,
                "pigment": each(&|model| case.mean_amount(model, day)),
                "contrast": each(&|model| tone(model).contrast),
                "delta_e": delta_e,
                "uploaded_bytes": still.uploaded_bytes,
                "frame_ms": ms(still.frame),
            })
        })
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "plan": { "name": case.plan.name, "digest": case.plan.digest() },
        "sessions": case.plan.sessions.iter().map(|s| s.day).collect::<Vec<_>>(),
        "lightenings": case.plan.lightenings.iter().map(|l| l.day).collect::<Vec<_>>(),
        "touch_ups": foretold(case),
        "touch_up_due": case.touch_up_due(),
        "develop": develop.name(),
        "pictures": pictures,
    })
}

/// The touch-ups that the plan foresees, and when the next one will be wanted.
fn touch_up_words(case: &Case) -> String {
    let planned: Vec<String> =
        (case.touch_ups.iter()).map(|t| t.due.map_or_else(|| day_label(t.day), |due| due.in_years())).collect();
    let next = case.touch_up_due().in_years();
    if planned.is_empty() {
        format!("a touch-up falls due after {next}")
    } else {
        format!("touch-ups: {}; the next falls due after {next}", planned.join(", "))
    }
}
