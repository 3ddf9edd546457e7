//! `pointille page`: the take-home page.

use crate::args::PageArgs;
use crate::files;
use crate::progress::Bar;
use crate::render::{background, show};
use crate::{Outcome, usage};
use anyhow::anyhow;
use pointille::Studio;
use pointille::case::Shown;
use pointille::render::{Gpu, StillOptions};
use pointille::studio::PageSpec;

/// Longest page, bytes: what a mail still takes.
const MOST_BYTES: usize = 8_000_000;
/// Most times of a page, and most pixels of a picture: all pictures are held until they are compressed.
const MOST_TIMES: usize = 12;
const MOST_PIXELS: u32 = 1 << 20;

pub fn page(args: &PageArgs, bars: bool) -> Outcome {
    if args.at.is_empty() || args.at.len() > MOST_TIMES {
        return usage(anyhow!("a page shows 1 to {MOST_TIMES} times, not {}", args.at.len()));
    }
    let (width, height) = args.picture.size;
    if let Err(error) = StillOptions::new(args.picture.size).quality(args.picture.quality).check() {
        return usage(error);
    }
    if u64::from(width) * u64::from(height) > u64::from(MOST_PIXELS) {
        return usage(anyhow!(
            "a page's pictures have up to {MOST_PIXELS} pixels, like 900x1150, not {width}x{height}"
        ));
    }
    files::check_writable(&args.output)?;
    let light = files::light(&args.picture.look.light)?;
    let mut case = files::case(&args.case, Some(&args.picture.overrides))?;
    case.set_shown(Shown::without(&args.picture.look.without))?;
    let mut spec = PageSpec::default();
    (spec.at, spec.size, spec.quality) = (args.at.clone(), args.picture.size, args.picture.quality);
    (spec.light, spec.background, spec.show) = (light, background(&args.picture.look), show(&args.picture.look));
    (spec.private, spec.title, spec.language) = (args.private, args.title.clone(), args.language);
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.picture.device.backend)?)?;
    let mut bar = Bar::new("drawing the page", bars);
    let page = studio.take_home(&spec, &mut |share| bar.at(share))?;
    drop(bar);
    files::write(&args.output, &page.html(MOST_BYTES)?)
}
