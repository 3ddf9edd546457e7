//! `pointille [view]`: the window; or, where there is no display, a consultation sheet in the current folder.

use crate::args::{CaseArgs, DeviceArgs, OverrideArgs};
use crate::choices::{LightArg, words_and_more};
use crate::{Outcome, files, sheets};
use clap::Args;
use pointille::scene::LightName;
use pointille::studio::SheetSpec;
use pointille::time::When;
use pointille::viewer;
use std::path::Path;

const SHEET_NAME: &str = "pointille-sheet.png";

#[derive(Clone, Debug, Args)]
pub struct ViewArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Light to begin with: a built-in one, or a panorama (.hdr, .exr), which then can be chosen, too.
    #[arg(long, value_name = "NAME|FILE", default_value = "clinic", value_parser = words_and_more::<LightName, LightArg>())]
    pub light: LightArg,
    #[command(flatten)]
    pub overrides: OverrideArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
    /// Time to begin with: 0, 10d, 6w, 18mo, 5y, before, or healed.
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
}

pub fn view(args: &ViewArgs, bars: bool) -> Outcome {
    let backend = args.device.backend;
    if viewer::has_display() {
        let light = files::light(&args.light)?;
        let case = files::case(&args.case, Some(&args.overrides))?;
        let file = files::plan_file(args.case.plan.as_deref(), case.plan())?;
        match viewer::run(case, file, viewer::Opening { light, at: args.at }, backend) {
            Err(viewer::ViewerError::NoDisplay(reason)) => log::info!("no window: {reason}"),
            other => return Ok(other?),
        }
    }
    let path = Path::new(SHEET_NAME);
    files::check_writable(path)?;
    let case = files::case(&args.case, Some(&args.overrides))?;
    let mut spec = SheetSpec::default();
    (spec.at, spec.light) = (args.at, files::light(&args.light)?);
    sheets::write_sheet(case, path, backend, &spec, bars)?;
    eprintln!("pointille: there is no display to open a window on; wrote a consultation sheet to {SHEET_NAME}");
    Ok(())
}
