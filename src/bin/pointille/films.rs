//! `pointille turntable`: a film of the head, or its pictures one by one.

use crate::args::{FilmPictures, Shard, TurntableArgs};
use crate::files;
use crate::progress::Bar;
use crate::render::{background, show};
use crate::{Outcome, usage};
use anyhow::anyhow;
use pointille::case::Shown;
use pointille::output::{Movie, MovieFormat, PictureFormat, encode, provenance};
use pointille::render::{Gpu, StillOptions};
use pointille::studio::{Turntable, TurntableSpec};
use pointille::{Case, Studio};
use std::ops::Range;
use std::path::Path;

/// Longest film, seconds.
const LONGEST_S: f32 = 120.0;

pub fn turntable(args: &TurntableArgs, bars: bool) -> Outcome {
    let format = film_format(&args.output)?;
    if args.seconds <= 0.0 || args.seconds > LONGEST_S || !(1..=60).contains(&args.fps) {
        return usage(anyhow!("a film lasts up to {LONGEST_S} seconds of 1 to 60 pictures each"));
    }
    let size = args.size.unwrap_or_else(|| args.shape.size(1080));
    let options = StillOptions::new(size).samples(args.samples);
    if let Err(error) = options.check() {
        return usage(error);
    }
    // Refused before the first picture is drawn, not after the last.
    if let Some(format) = format {
        if let Err(error) = Movie::new(format, size, args.fps, "") {
            return usage(error);
        }
        files::check_writable(&args.output)?;
    } else {
        files::folder(&args.output)?;
    }
    let light = files::light(&args.look.light)?;
    let mut case = files::case(&args.case, Some(&args.overrides))?;
    case.set_shown(Shown::without(&args.look.without))?;
    let mut spec = TurntableSpec::default();
    spec.language = args.language;
    (spec.movement, spec.at, spec.seconds, spec.fps) = (args.movement, args.at, args.seconds, args.fps);
    (spec.shape, spec.size, spec.samples) = (args.shape, size, args.samples);
    (spec.light, spec.light_turn_rad) = (light, args.look.light_turn.to_radians());
    (spec.background, spec.show, spec.camera) = (background(&args.look), show(&args.look), args.camera);
    spec.label = !args.no_label;
    if let Some(from) = args.view {
        spec.from = from;
    }
    let film = Turntable::new(spec);
    if run_of(args.shard, film.count()).is_empty() {
        return usage(anyhow!("a film of {} pictures has no picture for this run: ask for fewer runs", film.count()));
    }
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.device.backend)?)?;
    match format {
        Some(format) => write_movie(film, &mut studio, args, (format, size), bars),
        None => write_pictures(film, &mut studio, args, bars),
    }
}

/// Format of a film by its name's ending; none for a folder.
fn film_format(path: &Path) -> Result<Option<MovieFormat>, crate::Failure> {
    if path.extension().is_none() {
        return Ok(None);
    }
    match MovieFormat::of(path) {
        Ok(format) => Ok(Some(format)),
        Err(error) => usage(error),
    }
}

fn write_movie(
    mut film: Turntable,
    studio: &mut Studio,
    args: &TurntableArgs,
    (format, size): (MovieFormat, (u32, u32)),
    bars: bool,
) -> Outcome {
    let title = format!("Computer simulation of scalp micropigmentation; plan {}", digest(studio.case()));
    let mut movie = Movie::new(format, size, args.fps, &title)?;
    let mut bar = Bar::new("drawing the film", bars);
    let run = run_of(args.shard, film.count());
    for index in run.clone() {
        let mut picture = film.picture(studio, index)?;
        args.look.develop.apply(&mut picture);
        movie.push(&picture)?;
        bar.at((index + 1 - run.start) as f32 / run.len() as f32);
    }
    drop(bar);
    files::write(&args.output, &movie.finish()?)
}

fn write_pictures(mut film: Turntable, studio: &mut Studio, args: &TurntableArgs, bars: bool) -> Outcome {
    let (format, ending) = match args.pictures {
        FilmPictures::Png => (PictureFormat::Png, "png"),
        FilmPictures::Webp => (PictureFormat::WebP, "webp"),
        FilmPictures::Jpg => (PictureFormat::Jpeg, "jpg"),
    };
    let mut bar = Bar::new("drawing the pictures", bars);
    let run = run_of(args.shard, film.count());
    for index in run.clone() {
        let mut picture = film.picture(studio, index)?;
        args.look.develop.apply(&mut picture);
        let path = args.output.join(format!("{index:05}.{ending}"));
        let about = provenance(studio.case(), args.movement.name(), args.look.develop, args.look.names);
        files::write(&path, &encode(&picture, format, &about)?)?;
        bar.at((index + 1 - run.start) as f32 / run.len() as f32);
    }
    Ok(())
}

/// Numbers of the pictures that a shard draws: runs as even as can be, which follow each other without a gap.
fn run_of(shard: Option<Shard>, count: u32) -> Range<u32> {
    let (part, of) = shard.map_or((1, 1), |shard| (shard.part as u128, shard.of as u128));
    let cut = |at: u128| (u128::from(count) * at / of) as u32;
    cut(part - 1)..cut(part)
}

fn digest(case: &Case) -> String {
    case.plan().digest().chars().take(12).collect()
}
