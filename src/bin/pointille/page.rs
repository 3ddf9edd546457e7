//! `pointille page`: the take-home page.

use crate::args::PageArgs;
use crate::choices::LightArg;
use crate::files;
use crate::progress::Bar;
use crate::render::{background, show};
use crate::{Failure, Outcome, built_page, usage};
use anyhow::anyhow;
use pointille::Studio;
use pointille::case::Shown;
use pointille::render::{Gpu, StillOptions, ToneMap};
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
    let engine = engine(args)?;
    let light = files::light(&args.picture.look.light)?;
    let mut case = files::case(&args.case, Some(&args.picture.overrides))?;
    case.set_shown(Shown::without(&args.picture.look.without))?;
    let mut spec = PageSpec::default();
    (spec.at, spec.size, spec.quality) = (args.at.clone(), args.picture.size, args.picture.quality);
    (spec.light, spec.background, spec.show) = (light, background(&args.picture.look), show(&args.picture.look));
    (spec.private, spec.title, spec.language) = (args.private, args.title.clone(), args.language);
    spec.live = engine;
    let mut studio = Studio::with_gpu(case, Gpu::headless(args.picture.device.backend)?)?;
    let mut bar = Bar::new("drawing the page", bars);
    let page = studio.take_home(&spec, &mut |share| bar.at(share))?;
    drop(bar);
    files::write(&args.output, &page.html(MOST_BYTES)?)
}

/// The engine's script, where the page is to have it. It shows the head as it is, in the built-in lights.
fn engine(args: &PageArgs) -> Result<Option<String>, Failure> {
    if !args.live {
        return Ok(None);
    }
    let look = &args.picture.look;
    let plain = look.without.is_empty() && look.exposure == 0.0 && look.tonemap == ToneMap::default();
    if !plain || look.light_turn != 0.0 || !matches!(look.light, LightArg::Named(_)) {
        return usage(anyhow!(
            "a live page draws the whole head in a built-in light, as it is: leave out --without, --exposure, --tonemap, --light-turn and \
             panoramas, or --live"
        ));
    }
    let script = built_page::folder(args.engine.as_deref())?.join(built_page::ENGINE);
    let bytes = files::read(&script, 64 << 20)?;
    Ok(Some(
        String::from_utf8(bytes)
            .map_err(|_| anyhow!("{} is not the engine's script: build it again", script.display()))?,
    ))
}
