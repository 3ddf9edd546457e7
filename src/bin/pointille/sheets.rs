//! `pointille sheet` and `pointille timeline`: several stills on one page.

use crate::args::{SheetArgs, TimelineArgs};
use crate::files::{self, is_dash};
use crate::inspect::foretold;
use crate::progress::Bar;
use crate::render::{background, camera, scene, show};
use crate::{Failure, Outcome, say, usage};
use anyhow::anyhow;
use pointille::case::Shown;
use pointille::output::sheet::{Headings, Panel, grid_px};
use pointille::output::strip::{differences, strip};
use pointille::output::{Develop, PageWords, PictureFormat, encode, provenance};
use pointille::plan::DatedTouchUp;
use pointille::render::{Backend, Gpu, StillCost, StillOptions};
use pointille::scene::NamedRig;
use pointille::studio::{SheetSpec, ms};
use pointille::time::{FadeModel, When};
use pointille::{Case, Studio};
use serde_json::{Value, json};
use std::path::Path;

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
    let format = page_format(&args.output)?;
    if let Err(error) = StillOptions::new(args.picture.size).check() {
        return usage(error);
    }
    let mut spec = SheetSpec::default();
    spec.size = args.picture.size;
    if let Err(error) = format.check_size(spec.page_px()) {
        return usage(error);
    }
    files::check_writable(&args.output)?;
    let light = files::light(&args.picture.look.light)?;
    let mut case = files::case(&args.case, Some(&args.picture.overrides))?;
    case.set_shown(Shown::without(&args.picture.look.without))?;
    files::check_page_words(Some(case.plan()).filter(|_| args.picture.look.names), &light)?;
    let spec = self::spec(args, light);
    write_sheet(case, &args.output, args.picture.device.backend, &spec, bars)
}

/// The sheet that the command line asks for.
fn spec(args: &SheetArgs, light: NamedRig) -> SheetSpec {
    let mut spec = SheetSpec::default();
    (spec.at, spec.size, spec.quality) = (args.at, args.picture.size, args.picture.quality);
    (spec.light, spec.light_turn_rad) = (light, args.picture.look.light_turn.to_radians());
    (spec.background, spec.show) = (background(&args.picture.look), show(&args.picture.look));
    (spec.camera, spec.develop, spec.named) = (args.camera, args.picture.look.develop, args.picture.look.names);
    spec.language = args.language;
    spec
}

/// Draws a sheet and writes it.
pub fn write_sheet(case: Case, path: &Path, backend: Backend, spec: &SheetSpec, bars: bool) -> Outcome {
    let format = page_format(path)?;
    let mut studio = Studio::with_gpu(case, Gpu::headless(backend)?)?;
    let mut bar = Bar::new("rendering the sheet", bars);
    let picture = studio.sheet(spec, &mut |share| bar.at(share))?;
    drop(bar);
    let about = provenance(studio.case(), "consultation sheet", spec.develop, spec.named);
    files::write(path, &encode(&picture, format, &about)?)?;
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
    if let Err(error) = StillOptions::new(args.picture.size).check() {
        return usage(error);
    }
    if let Err(error) = format.check_size(grid_px(args.at.len() + 1, args.picture.size, None)) {
        return usage(error);
    }
    files::check_writable(&args.output)?;
    let light = files::light(&args.picture.look.light)?;
    let mut case = files::case(&args.case, Some(&args.picture.overrides))?;
    case.set_shown(Shown::without(&args.picture.look.without))?;
    files::check_page_words(Some(case.plan()).filter(|_| args.picture.look.names), &light)?;
    let scene = scene(&args.picture.look, light.rig, camera(&args.camera, &case));
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.picture.device.backend)?)?;
    let mut bar = Bar::new("rendering the strip", bars);
    let words = PageWords::of(args.language);
    let (mut panels, mut days, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    let still = StillOptions::new(args.picture.size).quality(args.picture.quality).show(show(&args.picture.look));
    let all = (args.at.len() + 1) as f32;
    // The day before the first session is drawn like any other: it has no dots.
    let (bare, _) = studio.still(&scene, When::BEFORE, &still, &mut |share| bar.at(share / all))?;
    panels.push(Panel { picture: bare, caption: words.say("time-before") });
    for when in &args.at {
        let done = panels.len() as f32;
        let (picture, report) = studio.still(&scene, *when, &still, &mut |s| bar.at((done + s) / all))?;
        let day = studio.case().days(*when);
        days.push(day);
        drawn.push(report);
        panels.push(Panel { picture, caption: words.when(*when, day) });
    }
    drop(bar);
    // Colours are measured before they are developed.
    let measured = differences(&panels);
    panels.iter_mut().for_each(|panel| args.picture.look.develop.apply(&mut panel.picture));
    let case = studio.case();
    let headings = Headings {
        title: if args.picture.look.names { case.plan().name.clone() } else { words.say("strip-title") },
        subtitle: strip_words(case, words, args.picture.look.develop),
        footer: words.say("honesty"),
    };
    let picture = strip(case, &days, &panels, &measured, &headings, args.language);
    files::write(
        &args.output,
        &encode(&picture, format, &provenance(case, "timeline", args.picture.look.develop, args.picture.look.names))?,
    )?;
    if args.json {
        say::json(&timeline_report(case, &days, &drawn, &measured, args.picture.look.develop))?;
    }
    Ok(())
}

/// Figures of a strip, as JSON: `pigment` and `delta_e` of each picture for a slow, the likely and a fast fader.
/// `delta_e.measured` is the picture's own.
fn timeline_report(case: &Case, days: &[f32], drawn: &[StillCost], measured: &[f32], develop: Develop) -> Value {
    let [slow, _, fast] = case.fade_band();
    let models = [("slow", slow), ("likely", case.appearance().fade), ("fast", fast)];
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
        "plan": { "name": case.plan().name, "digest": case.plan().digest() },
        "doubts": case.doubts(),
        "sessions": case.plan().sessions.iter().map(|s| s.day).collect::<Vec<_>>(),
        "lightenings": case.plan().lightenings.iter().map(|l| l.day).collect::<Vec<_>>(),
        "touch_ups": foretold(case),
        "touch_up_due": case.touch_up_due(),
        "develop": develop.name(),
        "pictures": pictures,
    })
}

/// The line under a strip's heading: when touch-ups are planned and due, and which plan it is.
fn strip_words(case: &Case, words: &PageWords, develop: Develop) -> String {
    let when = |t: &DatedTouchUp| t.due.as_ref().map_or_else(|| words.day(t.day), |due| words.due(due));
    let planned: Vec<String> = case.touch_ups().iter().map(when).collect();
    let next = ("next", words.due(&case.touch_up_due()).into());
    let touch_ups = if planned.is_empty() {
        words.tell("strip-next", &[next])
    } else {
        words.tell("strip-touch-ups", &[("planned", planned.join(", ").into()), next])
    };
    let digest = case.plan().digest()[..12].to_owned();
    let about = words.tell("strip-about", &[("touch-ups", touch_ups.into()), ("digest", digest.into())]);
    if develop == Develop::Phone { format!("{about}; {}", words.say("develop-phone")) } else { about }
}
