//! `pointille views`: a set of clinical views into a folder, before and at each time, under names that sort.

use crate::args::ViewsArgs;
use crate::files;
use crate::progress::Bar;
use crate::render::{scene, show};
use crate::{Outcome, usage};
use anyhow::anyhow;
use pointille::Studio;
use pointille::case::Shown;
use pointille::output::{PageWords, PictureFormat, SafeZone, encode, provenance, stamp};
use pointille::render::{Gpu, Side, StillOptions};
use pointille::studio::caption;
use pointille::time::When;

/// Most times of a set.
const MOST_TIMES: usize = 32;

pub fn views(args: &ViewsArgs, bars: bool) -> Outcome {
    if args.at.len() > MOST_TIMES {
        return usage(anyhow!("a set shows up to {MOST_TIMES} times, not {}", args.at.len()));
    }
    let options = StillOptions::new(args.picture.size).quality(args.picture.quality).show(show(&args.picture.look));
    if let Err(error) = options.check() {
        return usage(error);
    }
    files::folder(&args.output)?;
    let light = files::light(&args.picture.look.light)?;
    let mut case = files::case(&args.case, Some(&args.picture.overrides))?;
    case.set_shown(Shown::without(&args.picture.look.without))?;
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.picture.device.backend)?)?;
    let times: Vec<(Side, When)> = std::iter::once((Side::Before, When::BEFORE))
        .filter(|_| !args.no_before)
        .chain(args.at.iter().map(|when| (Side::After, *when)))
        .collect();
    if times.is_empty() {
        return usage(anyhow!("--no-before leaves nothing to draw without a time: name one with --at"));
    }
    let own = PageWords::of(args.language);
    let set = args.set.views();
    let all = (set.len() * times.len()) as f32;
    let mut bar = Bar::new("drawing the views", bars);
    let mut done = 0.0;
    for (number, view) in set.iter().enumerate() {
        let case = studio.case();
        let camera = view.camera(case.head(), case.focus_point(view.focus), Some(args.camera));
        let scene = scene(&args.picture.look, light.rig.clone(), camera);
        for (order, &(side, when)) in times.iter().enumerate() {
            let options = options.clone().side(side);
            let (mut picture, _) = studio.still(&scene, when, &options, &mut |share| bar.at((done + share) / all))?;
            args.picture.look.develop.apply(&mut picture);
            let (word, words) = match side {
                Side::Before => ("before".to_owned(), "before treatment".to_owned()),
                Side::After => (file_word(when), caption(when, studio.case().days(when))),
            };
            if !args.no_label {
                let time = match side {
                    Side::Before => own.say("before-treatment"),
                    Side::After => own.when(when, studio.case().days(when)),
                };
                let view = own.say(&format!("clinical-{}", view.name));
                let shows = own.tell("side-caption", &[("view", view.into()), ("time", time.into())]);
                stamp(&mut picture, &[&shows, &own.say("simulation")], SafeZone::default());
            }
            let name = format!("{:02}-{}-{order}-{word}.png", number + 1, view.name);
            let about = provenance(
                studio.case(),
                &format!("{}, {words}", view.name),
                args.picture.look.develop,
                args.picture.look.names,
            );
            files::write(&args.output.join(name), &encode(&picture, PictureFormat::Png, &about)?)?;
            done += 1.0;
        }
    }
    Ok(())
}

/// A time as a part of a file's name.
fn file_word(when: When) -> String {
    when.to_string().chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
}
