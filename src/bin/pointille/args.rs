//! The command line. Names follow F3D where it has one for the same thing; those are aliases.

use crate::choices::words;
#[cfg(feature = "viewer")]
pub use crate::look::ViewArgs;
pub use crate::paper_args::{CompareArgs, FilmArgs, ModelArgs, RecordArgs};
pub use crate::series_args::{BatchArgs, Farm, FilmPictures, PageArgs, Shard, TurntableArgs, ViewsArgs};
pub use crate::shared_args::{CameraArgs, CaseArgs, DeviceArgs, LookArgs, OverrideArgs, PictureArgs, ScanArgs};
use crate::values::{parse_finite, parse_length_mm};
use clap::{Args, Parser, Subcommand};
use pointille::output::Language;
use pointille::scene::CameraPreset;
use pointille::time::When;
use std::path::PathBuf;

/// Examples for the help that open a window.
const WINDOW_EXAMPLES: &str = if cfg!(feature = "viewer") {
    "
  pointille                                             the built-in plan on the built-in head, in a window
  pointille client.toml --head scan.obj                 a client's plan on a client's scan, in a window"
} else {
    ""
};

/// Examples for the help that write a file, and the exit codes.
const EXAMPLES: &str = "
  pointille plan -o client.toml                         a commented plan to start from
  pointille render client.toml -o healed.png            a still, healed
  pointille render -o year5.png --at 5y --view crown    the crown after five years
  pointille sheet client.toml -o sheet.png              before and after, four views
  pointille doctor                                      which graphics drivers there are

Exit codes: 0 done, 1 failed, 2 wrong usage. Pictures go to the file named by -o, messages to standard error.";

/// Shows what scalp micropigmentation will look like on a head: today, after each session, healed, and years later.
#[derive(Debug, Parser)]
#[command(
    name = "pointille",
    version,
    args_conflicts_with_subcommands = true,
    after_help = format!("Examples:{WINDOW_EXAMPLES}{EXAMPLES}")
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[cfg(feature = "viewer")]
    #[command(flatten)]
    pub view: ViewArgs,
    #[command(flatten)]
    pub log: LogArgs,
}

#[derive(Debug, Args)]
pub struct LogArgs {
    /// Say less: errors only.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more; twice for everything.
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// No progress bar.
    #[arg(long, global = true)]
    pub no_progress: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the viewer (the default).
    #[cfg(feature = "viewer")]
    View(ViewArgs),
    /// Render a still to a file.
    Render(Box<RenderArgs>),
    /// Before and after, side by side, from four sides.
    Sheet(SheetArgs),
    /// One view at several times, in a strip with its fading curve.
    Timeline(TimelineArgs),
    /// The standard clinical views, before and after, into a folder.
    Views(ViewsArgs),
    /// A film: the head turns, heals, or is wiped from bare to treated.
    Turntable(TurntableArgs),
    /// A page to take home: one HTML file that turns the head, moves time and compares, offline.
    Page(PageArgs),
    /// The treatment record for the client's file: a tagged PDF/A of four pages.
    Record(RecordArgs),
    /// The hairline and the edges at 1:1, for transparent film or transfer paper, as a PDF.
    Film(FilmArgs),
    /// The head as a 3D model (GLB), bare, healed and years on, for other viewers and for telephones.
    Model(ModelArgs),
    /// Plans side by side in one picture, and what differs; or one plan's roads over twenty years.
    Compare(CompareArgs),
    /// Many pictures from one manifest; what is done already is skipped.
    Batch(BatchArgs),
    /// Write the dots as a table.
    Dots(DotsArgs),
    /// Write the head as an OBJ file, in the head frame, mm.
    Head(HeadArgs),
    /// Say what is wrong with a plan or a head, or what it measures.
    Check(CheckArgs),
    /// Find the density and shade at which healed dots pass for the client's shaved hair, and tell how alike they are.
    Match(MatchArgs),
    /// Print the plan's JSON Schema.
    Schema(OutputArgs),
    /// Write a commented plan to start from, or one of the built-in plans.
    Plan(PlanArgs),
    /// List graphics adapters, drivers and limits, and which would be used.
    Doctor(DoctorArgs),
    /// Serve the page for browsers and a folder of plans, on this machine or, with --listen, for a device in the room.
    #[cfg(feature = "serve")]
    Serve(crate::serve_args::ServeArgs),
    /// Remove all that is kept between starts: fields of sites in the cache folder.
    Forget,
}

#[derive(Clone, Debug, Args)]
pub struct RenderArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File to write: .png, .jpg, .webp, .exr (scene-linear), or - for a PNG on standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub camera: CameraArgs,
    /// Time: 0, 10d, 6w, 18mo, 5y after the end of the first session, or healed (42 days after the last).
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
    /// Bare skin: the head in this light and camera without pigment.
    #[arg(long)]
    pub before: bool,
    /// Samples a pixel, instead of the quality's.
    #[arg(long, value_name = "N")]
    pub samples: Option<u32>,
    #[command(flatten)]
    pub picture: PictureArgs,
    /// Draw a dashed line over it: the hairline that is usual at the client's age.
    #[arg(long)]
    pub ghost: bool,
    /// Print a report of what was drawn and how long it took.
    #[arg(long)]
    pub json: bool,
    /// Compare with this picture, and fail where it differs.
    #[arg(long, value_name = "FILE")]
    pub reference: Option<PathBuf>,
    /// Largest CIEDE2000 that passes, in the mean over the picture's worst part, which is a 24th of its width wide.
    #[arg(long, value_name = "DE", default_value_t = 0.5, value_parser = parse_finite)]
    pub reference_threshold: f32,
}

#[derive(Clone, Debug, Args)]
#[command(mut_arg("size", |size| size.default_value("640x800")))]
pub struct SheetArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File to write: .png, .jpg or .webp, or - for a PNG on standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Time at which the treated side is shown.
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
    /// Lens and distance to the skin together: phone, portrait or clinic (see render).
    #[arg(long, value_name = "NAME", value_parser = words::<CameraPreset>())]
    pub camera: Option<CameraPreset>,
    /// Language: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    #[command(flatten)]
    pub picture: PictureArgs,
}

#[derive(Clone, Debug, Args)]
#[command(mut_arg("size", |size| size.default_value("480x480")))]
pub struct TimelineArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File to write: .png, .jpg or .webp, or - for a PNG on standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Times, separated by commas.
    #[arg(long, value_name = "TIMES", value_delimiter = ',', default_value = "0,3d,10d,30d,healed,1y,3y,5y,10y")]
    pub at: Vec<When>,
    /// Language of its words: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    #[command(flatten)]
    pub camera: CameraArgs,
    #[command(flatten)]
    pub picture: PictureArgs,
    /// Print a report: sessions, touch-ups with their range, and what is left on each day.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Args)]
pub struct DotsArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File to write: .csv or .ply, or - for CSV on standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Time.
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
    #[command(flatten)]
    pub overrides: OverrideArgs,
}

#[derive(Clone, Debug, Args)]
pub struct HeadArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File to write: .obj, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// A plan (.toml, or a built-in one's name) or a head (.obj, .ply, .stl, .glb).
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The head that a plan is to be checked on; without it, the built-in head.
    #[arg(long, value_name = "FILE")]
    pub head: Option<PathBuf>,
    #[command(flatten)]
    pub scan: ScanArgs,
    /// Print the findings as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Args)]
pub struct MatchArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File to write the matched plan to: .toml, or - for standard output. Comments and the rest of the plan stay.
    /// Without it the result is only printed.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Length of the hair beside the dots; by default as the plan has it worn.
    #[arg(long, value_name = "LENGTH", value_parser = parse_length_mm)]
    pub beside: Option<f32>,
    /// Compare only: leave the plan as it is, and print how alike dots and hair look.
    #[arg(long, conflicts_with = "output")]
    pub look: bool,
    /// Print what was found as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub device: DeviceArgs,
}

#[derive(Clone, Debug, Args)]
pub struct OutputArgs {
    /// File to write; standard output without it.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
}

#[derive(Clone, Debug, Args)]
pub struct PlanArgs {
    /// File to write, or - for standard output. A file that is there already is kept.
    #[arg(long, short, value_name = "FILE", required_unless_present = "list")]
    pub output: Option<PathBuf>,
    /// A built-in plan instead of the commented one.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// List the built-in plans.
    #[arg(long, conflicts_with_all = ["preset", "output", "force"])]
    pub list: bool,
    /// Replace a file that is there already.
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Debug, Args)]
pub struct DoctorArgs {
    /// Print what is found as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub device: DeviceArgs,
}
