//! `pointille record` and `pointille film`: what goes on paper.

use crate::args::{FilmArgs, RecordArgs};
use crate::calendar::{Date, parse_date, written};
use crate::files::{self, is_dash};
use crate::journal::{self, Journal};
use crate::pictures_in::{picture_of, smaller};
use crate::progress::Bar;
use crate::visit_args::photographed;
use crate::{Outcome, recall, usage};
use anyhow::{Context, anyhow};
use pointille::output::leaf::{Leaf, Paper};
use pointille::output::{PageWords, PdfAbout, film, pdf};
use pointille::render::{Gpu, Picture, StillOptions};
use pointille::studio::RecordSpec;
use pointille::{Case, Studio};
use std::path::{Path, PathBuf};

/// Largest logo's file, bytes, and its longest edge, pixels.
const LOGO_MAX_BYTES: u64 = 16 << 20;
const LOGO_MAX_PX: u32 = 4096;
/// Edges of a picture on the record, pixels.
const SIZES: std::ops::RangeInclusive<u32> = 64..=1200;

pub fn record(args: &RecordArgs, bars: bool) -> Outcome {
    if let Err(error) = is_pdf(&args.output) {
        return usage(error);
    }
    if !SIZES.contains(&args.size) {
        return usage(anyhow!(
            "a record's pictures are {} to {} pixels wide, not {}",
            SIZES.start(),
            SIZES.end(),
            args.size
        ));
    }
    if let Err(error) = StillOptions::new((args.size, args.size)).quality(args.quality).check() {
        return usage(error);
    }
    files::check_writable(&args.output)?;
    args.calendar.as_deref().map_or(Ok(()), files::check_writable)?;
    let light = files::light(&args.light)?;
    let case = files::case(&args.case, Some(&args.overrides))?;
    let logo = logo(&case, args.case.plan.as_deref())?;
    // A letter that the page cannot show is told before the pictures are drawn.
    let today = args.date.unwrap_or_else(crate::calendar::today);
    let mut journal = Journal::read(&args.output)?;
    let date = match (journal.agreed.is_empty(), args.visit.visit) {
        (_, None) => today,
        // Without a journal the agreement is at least as old as the first visit.
        (true, Some(_)) => args.first_visit.map_or(today, |first| first.min(today)),
        // Proof: `Journal::read` has read the date.
        (false, Some(_)) => parse_date(&journal.agreed).unwrap_or(today),
    };
    journal.agreed = written(date);
    if let Err(error) = args.visit.add_to(&mut journal, &case, &args.output, (today, args.first_visit)) {
        return usage(error);
    }
    let mut spec = RecordSpec::default();
    (spec.paper, spec.date, spec.logo) = (args.paper, date, logo);
    (spec.light, spec.size, spec.quality, spec.named) = (light, args.size, args.quality, args.names);
    spec.language = args.language;
    spec.visits = photographed(&journal, &case, &args.output)?;
    check_letters(&case, &spec)?;
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.device.backend)?)?;
    let mut bar = Bar::new("drawing the record", bars);
    let leaves = studio.record(&spec, &mut |share| bar.at(share))?;
    drop(bar);
    let words = PageWords::of(args.language);
    write(&leaves, &args.output, &words.say("record-title"), (date, words))?;
    if args.visit.visit.is_some() && !is_dash(&args.output) {
        files::write(&journal::path_of(&args.output), journal.text()?.as_bytes())?;
    }
    match (&args.calendar, args.first_visit) {
        (Some(path), Some(first)) => {
            files::write(path, recall::calendar(studio.case(), first, today, args.language).as_bytes())
        }
        _ => Ok(()),
    }
}

pub fn film(args: &FilmArgs) -> Outcome {
    if let Err(error) = is_pdf(&args.output) {
        return usage(error);
    }
    files::check_writable(&args.output)?;
    let case = files::case(&args.case, None)?;
    let leaves = film::leaves(&case, args.paper, args.mirrored, args.language);
    let words = PageWords::of(args.language);
    write(&leaves, &args.output, &words.say("film-title"), (args.date.unwrap_or_else(crate::calendar::today), words))
}

fn write(leaves: &[Leaf], path: &Path, title: &str, (date, words): (Date, &PageWords)) -> Outcome {
    let about = PdfAbout::new(title, &words.say("subject"), date).language(words.tag());
    files::write(path, &pdf(leaves, &about)?)
}

fn is_pdf(path: &Path) -> anyhow::Result<()> {
    let ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if ending || is_dash(path) {
        Ok(())
    } else {
        Err(anyhow!(
            "{} does not end in .pdf: name a file such as record.pdf, or - for standard output",
            path.display()
        ))
    }
}

/// Sets the record without its pictures, to find what cannot be printed before anything is drawn.
fn check_letters(case: &Case, spec: &RecordSpec) -> anyhow::Result<()> {
    let mut print = pointille::output::record::RecordPrint::default();
    (print.paper, print.named, print.language) = (Paper::default(), spec.named, spec.language);
    print.visits = spec.visits.iter().map(|visit| visit.facts.clone()).collect();
    let leaves = pointille::output::record::leaves(case, Default::default(), &print);
    pdf(&leaves, &PdfAbout::new("-", "-", (2000, 1, 1))).map(drop).map_err(Into::into)
}

/// The practice's logo, where the plan names one: beside the plan's file unless its path is a whole one.
fn logo(case: &Case, plan: Option<&str>) -> anyhow::Result<Option<Picture>> {
    let name = &case.plan().practice.logo;
    if name.is_empty() {
        return Ok(None);
    }
    let folder = plan.filter(|plan| *plan != "-").and_then(|plan| Path::new(plan).parent());
    let path = folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
    let picture = picture_of(&path, LOGO_MAX_BYTES, LOGO_MAX_PX).context("practice.logo")?;
    Ok(Some(smaller(picture, LOGO_MAX_PX)))
}
