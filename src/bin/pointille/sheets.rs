//! `pointille sheet` and `pointille timeline`: several stills on one page.

use crate::args::{LookArgs, QualityArg, SheetArgs, TimelineArgs, ViewArgs};
use crate::files::{self, is_dash};
use crate::progress::Bar;
use crate::render::{camera, provenance, scene, show};
use crate::{Failure, Outcome, doctor, usage};
use anyhow::anyhow;
use pointille::case::Shown;
use pointille::output::encode::{PictureFormat, encode};
use pointille::output::sheet::{Headings, Panel, sheet as page};
use pointille::output::strip::curve;
use pointille::render::picture::StillOptions;
use pointille::render::{Backend, Gpu, Side};
use pointille::scene::{Background, NamedRig, View};
use pointille::time::{When, day_label};
use pointille::{Case, Studio};
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
    let options = SheetOptions { at: args.at, size: args.size, quality: args.quality, look: &args.look, light };
    write_sheet(case, &args.output, doctor::backend(&args.device), &options, bars)
}

/// The sheet that stands in for the window.
pub fn default_sheet(args: &ViewArgs, path: &Path, backend: Backend, bars: bool) -> Outcome {
    files::check_writable(path)?;
    let light = files::light(&args.light)?;
    let case = files::case(&args.case, None)?;
    let look = LookArgs {
        light: args.light.clone(),
        light_turn: 0.0,
        background: Background::default(),
        no_background: false,
        without: Vec::new(),
        tonemap: crate::args::ToneMapArg::Neutral,
        exposure: 0.0,
    };
    let options =
        SheetOptions { at: When::Healed, size: (640, 800), quality: QualityArg::Standard, look: &look, light };
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
            let scene = scene(options.look, options.light.rig.clone(), view.camera());
            let (picture, _) = studio.still(&scene, options.at, &still, &mut |share| bar.at((done + share) / all))?;
            panels.push(Panel { picture, caption: format!("{name}, {when}") });
        }
    }
    drop(bar);
    let case = studio.case();
    let headings = Headings {
        title: case.plan.name.clone(),
        subtitle: format!(
            "{} dots; before and {after}; light: {}; plan {}",
            case.dots.len(),
            options.light.name,
            &case.plan.digest()[..12]
        ),
        footer: HONESTY.to_owned(),
    };
    let picture = page(&panels, SIDES.len(), &headings);
    files::write(path, &encode(&picture, format, &provenance(case, "consultation sheet"))?)?;
    Ok(())
}

pub fn timeline(args: &TimelineArgs, bars: bool) -> Outcome {
    let format = page_format(&args.output)?;
    if args.at.is_empty() || args.at.len() > 64 {
        return usage(anyhow!("a strip shows 1 to 64 times, not {}", args.at.len()));
    }
    files::check_writable(&args.output)?;
    let light = files::light(&args.look.light)?;
    let mut case = files::case(&args.case, Some(&args.overrides))?;
    case.set_shown(Shown::without(&args.look.without))?;
    let scene = scene(&args.look, light.rig, camera(&args.camera, &case));
    let mut studio = Studio::with_gpu(case, Gpu::headless(doctor::backend(&args.device))?)?;
    let mut bar = Bar::new("rendering the strip", bars);
    let mut panels = Vec::new();
    let mut days = Vec::new();
    let still = |side| StillOptions {
        size: args.size,
        samples: args.quality.samples(),
        side,
        show: show(&args.look),
        linear: false,
        careful: args.quality.is_careful(),
    };
    let all = (args.at.len() + 1) as f32;
    let (bare, _) = studio.still(&scene, When::BEFORE, &still(Side::Before), &mut |share| bar.at(share / all))?;
    panels.push(Panel { picture: bare.clone(), caption: "before".to_owned() });
    for when in &args.at {
        let done = panels.len() as f32;
        let (picture, _) = studio.still(&scene, *when, &still(Side::After), &mut |s| bar.at((done + s) / all))?;
        let day = studio.case().days(*when);
        days.push(day);
        let healed = if *when == When::Healed { "healed, " } else { "" };
        panels.push(Panel { picture, caption: format!("{healed}{}", day_label(day)) });
    }
    drop(bar);
    let case = studio.case();
    let columns = panels.len().min(5);
    panels.push(Panel {
        picture: curve(case, &days, &panels, args.size),
        caption: "pigment left; band: slow to fast fader".to_owned(),
    });
    let headings = Headings {
        title: case.plan.name.clone(),
        subtitle: format!("{}; plan {}", touch_up_words(case), &case.plan.digest()[..12]),
        footer: HONESTY.to_owned(),
    };
    let picture = page(&panels, columns, &headings);
    files::write(&args.output, &encode(&picture, format, &provenance(case, "timeline"))?)?;
    Ok(())
}

fn touch_up_words(case: &Case) -> String {
    let due = case.touch_up_due();
    let years = |days: Option<f32>| days.map_or("later".to_owned(), |d| format!("{:.1} y", d / 365.25));
    format!(
        "a touch-up falls due after {} (fast fader {}, slow {})",
        years(due.typical),
        years(due.earliest),
        years(due.latest)
    )
}
