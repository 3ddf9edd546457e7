//! `pointille record` and `pointille film`: what goes on paper.

use crate::args::{FilmArgs, RecordArgs};
use crate::files::{self, is_dash};
use crate::progress::Bar;
use crate::{Outcome, recall, usage};
use anyhow::{Context, anyhow};
use pointille::output::leaf::{Leaf, Paper};
use pointille::output::{PdfAbout, film, pdf};
use pointille::render::{Gpu, Picture, Pixels, StillOptions};
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
    let date = args.date.unwrap_or_else(crate::calendar::today);
    let mut spec = RecordSpec::default();
    (spec.paper, spec.date, spec.logo) = (args.paper, date, logo);
    (spec.light, spec.size, spec.quality, spec.named) = (light, args.size, args.quality, args.names);
    check_letters(&case, &spec)?;
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.device.backend)?)?;
    let mut bar = Bar::new("drawing the record", bars);
    let leaves = studio.record(&spec, &mut |share| bar.at(share))?;
    drop(bar);
    write(&leaves, &args.output, "Treatment record", date)?;
    match (&args.calendar, args.first_visit) {
        (Some(path), Some(first)) => files::write(path, recall::calendar(studio.case(), first, date).as_bytes()),
        _ => Ok(()),
    }
}

pub fn film(args: &FilmArgs) -> Outcome {
    if let Err(error) = is_pdf(&args.output) {
        return usage(error);
    }
    files::check_writable(&args.output)?;
    let case = files::case(&args.case, None)?;
    let leaves = film::leaves(&case, args.paper, args.mirrored);
    write(&leaves, &args.output, "Film for the skin", args.date.unwrap_or_else(crate::calendar::today))
}

fn write(leaves: &[Leaf], path: &Path, title: &str, date: (u16, u8, u8)) -> Outcome {
    let subject = "Computer simulation of scalp micropigmentation; not a photograph and not a promise";
    files::write(path, &pdf(leaves, &PdfAbout::new(title, subject, date))?)
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
    (print.paper, print.named) = (Paper::default(), spec.named);
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
    let told = || format!("practice.logo: {}", path.display());
    let bytes = files::read(&path, LOGO_MAX_BYTES).map_err(|error| anyhow!("practice.logo: {error:#}"))?;
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().with_context(told)?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LOGO_MAX_PX), Some(LOGO_MAX_PX));
    reader.limits(limits);
    let picture = reader
        .decode()
        .map_err(|error| {
            anyhow!(
                "{} is no logo that can be read: {error}; use a .png or .jpg of at most {LOGO_MAX_PX} pixels",
                told()
            )
        })?
        .into_rgba8();
    let (width, height) = picture.dimensions();
    Ok(Some(Picture { width, height, pixels: Pixels::Srgb8(picture.into_raw()) }))
}
