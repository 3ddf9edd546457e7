//! `pointille [view]`: the window; or, where there is no display, a consultation sheet in the current folder.

use crate::args::{CaseArgs, DeviceArgs, OverrideArgs};
use crate::choices::{LightArg, words, words_and_more};
use crate::field_cache::DiskStore;
use crate::values::parse_size;
use crate::{Failure, Outcome, files, say, sheets};
use clap::Args;
use pointille::output::Language;
use pointille::scene::{LightName, NamedRig};
use pointille::studio::SheetSpec;
use pointille::time::When;
use pointille::{Case, Plan, viewer};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// Keep nothing but what is saved by hand: no unsaved work, no fields of heads.
    #[arg(long)]
    pub incognito: bool,
    /// Language of the window: en, es or pt-BR; without one it is the one chosen in it last, or the system's.
    #[arg(long, value_name = "TAG", value_parser = words::<Language>())]
    pub language: Option<Language>,
    /// Width and height of the window, pixels.
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<(u32, u32)>,
    /// Write a line of JSON about every frame that is shown (tests/window/latency.py reads them).
    #[arg(long, value_name = "FILE", hide = true)]
    pub trace: Option<PathBuf>,
    /// Tell the places of all controls by their names in those lines (tests/window/consultation.py presses them).
    #[arg(long, requires = "trace", hide = true)]
    pub trace_controls: bool,
    /// Time to begin with: 0, 10d, 6w, 18mo, 5y, before, or healed.
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
}

/// The `view` command: opens the window on what was asked for, or on the built-in head with the fault told; without a display it writes a
/// consultation sheet into the current folder.
pub fn view(args: &ViewArgs, bars: bool) -> Outcome {
    let backend = args.device.backend;
    if viewer::has_display() {
        let (case, file, opening) = match asked_for(args) {
            Ok(asked) => asked,
            // A file's fault is told in the window as well; a mistake on the command line is told there alone.
            Err(Failure::Failed(error)) => {
                say::tell(format_args!("pointille: {error:#}"));
                instead(args, format!("{error:#}"))?
            }
            Err(other) => return Err(other),
        };
        match viewer::run(case, file, opening, backend) {
            Err(viewer::ViewerError::NoDisplay(reason)) => log::info!("no window: {reason}"),
            other => return Ok(other?),
        }
    }
    sheet_instead(args, bars)
}

/// Case, file and choices that the command line asks for.
fn asked_for(args: &ViewArgs) -> Result<(Case, viewer::PlanFile, viewer::Opening), Failure> {
    let light = files::light(&args.light)?;
    let store = store(args);
    let case = files::case_kept(&args.case, Some(&args.overrides), store.clone())?;
    let file = files::plan_file(args.case.plan.as_deref(), case.plan())?;
    let keeps = viewer::Keeps { head: args.case.head.clone(), ..keeps(args, store) };
    Ok((case, file, opening(args, light, keeps)))
}

/// The built-in plan on the built-in head, with a fault told first.
fn instead(args: &ViewArgs, fault: String) -> Result<(Case, viewer::PlanFile, viewer::Opening), Failure> {
    let store = store(args);
    let case = Case::built_in_with(Plan::default(), store.clone())?;
    let file = files::plan_file(None, case.plan())?;
    let keeps = viewer::Keeps { fault: Some(fault), ..keeps(args, store) };
    Ok((case, file, opening(args, LightName::default().into(), keeps)))
}

fn opening(args: &ViewArgs, light: NamedRig, keeps: viewer::Keeps) -> viewer::Opening {
    let (trace, trace_controls) = (args.trace.clone(), args.trace_controls);
    viewer::Opening { light, at: args.at, language: args.language, keeps, trace, trace_controls, size: args.size }
}

fn store(args: &ViewArgs) -> Arc<DiskStore> {
    Arc::new(if args.incognito { DiskStore::nothing() } else { DiskStore::new() })
}

fn keeps(args: &ViewArgs, store: Arc<DiskStore>) -> viewer::Keeps {
    let folder = (!args.incognito).then(files::state_folder).flatten();
    viewer::Keeps { fields: Some(store), folder, ..viewer::Keeps::default() }
}

/// A consultation sheet, where there is no display.
fn sheet_instead(args: &ViewArgs, bars: bool) -> Outcome {
    let backend = args.device.backend;
    let path = Path::new(SHEET_NAME);
    files::check_writable(path)?;
    let case = files::case(&args.case, Some(&args.overrides))?;
    let mut spec = SheetSpec::default();
    (spec.at, spec.light) = (args.at, files::light(&args.light)?);
    sheets::write_sheet(case, path, backend, &spec, bars)?;
    say::tell(format_args!(
        "pointille: there is no display to open a window on; wrote a consultation sheet to {SHEET_NAME}"
    ));
    Ok(())
}
