//! Options of the commands for what a consultation leaves in the hand: `record`, `film`, `model`, `compare`.

use crate::calendar::{Date, parse_date};
use crate::choices::{LightArg, words, words_and_more};
use crate::shared_args::{CaseArgs, DeviceArgs, LookArgs, OverrideArgs, ScanArgs};
use crate::values::parse_size;
use crate::visit_args::VisitArgs;
use clap::Args;
use pointille::output::Language;
use pointille::output::leaf::Paper;
use pointille::render::Quality;
use pointille::scene::{LightName, View, Viewpoint};
use pointille::time::When;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub struct RecordArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Output: .pdf, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Paper.
    #[arg(long, value_name = "NAME", default_value = "a4", value_parser = words::<Paper>())]
    pub paper: Paper,
    /// Language: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    /// Date of the record, such as 2026-11-29; today without it.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Option<Date>,
    /// Date of the first visit, such as 2026-12-04, for --calendar.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub first_visit: Option<Date>,
    /// Calendar to write besides: an .ics file with the visits, the look at the healed work and the earliest touch-up; no names.
    #[arg(long, value_name = "FILE", requires = "first_visit")]
    pub calendar: Option<PathBuf>,
    /// Light of the views on the first page: a built-in one, or a panorama (.hdr, .exr).
    #[arg(long, value_name = "NAME|FILE", default_value = "sun", value_parser = words_and_more::<LightName, LightArg>())]
    pub light: LightArg,
    /// Edge of one picture, pixels (64 to 1200).
    #[arg(long, value_name = "PX", default_value_t = 480)]
    pub size: u32,
    /// Care taken over each picture.
    #[arg(long, value_name = "NAME", default_value = "standard", value_parser = words::<Quality>())]
    pub quality: Quality,
    /// Write the plan's name on it. Left out: the client's code alone.
    #[arg(long)]
    pub names: bool,
    #[command(flatten)]
    pub visit: VisitArgs,
    #[command(flatten)]
    pub overrides: OverrideArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
}

#[derive(Clone, Debug, Args)]
pub struct FilmArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Output: .pdf, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Paper.
    #[arg(long, value_name = "NAME", default_value = "a4", value_parser = words::<Paper>())]
    pub paper: Paper,
    /// Language: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    /// Turn the drawing over, for transfer paper.
    #[arg(long)]
    pub mirrored: bool,
    /// Date in the file, such as 2026-11-29; today without it.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Option<Date>,
}

#[derive(Clone, Debug, Args)]
pub struct ModelArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Output: .glb, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Times to show besides bare skin, separated by commas, from healed on; the first is shown until another is chosen.
    #[arg(
        long,
        value_name = "TIMES",
        value_delimiter = ',',
        default_value = "healed,1y,5y,10y",
        allow_hyphen_values = true
    )]
    pub at: Vec<When>,
    /// Edge of the skin's pictures, pixels: 1024, 2048 or 4096. A dot is 2 texels wide at 2048.
    #[arg(long, value_name = "PX", default_value_t = 2048)]
    pub texture: u32,
    #[command(flatten)]
    pub overrides: OverrideArgs,
    /// Language of the variants' names: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
}

#[derive(Clone, Debug, Args)]
pub struct CompareArgs {
    /// Plans: TOML files, or names of built-in plans; with --roads one of them.
    #[arg(value_name = "PLAN", required = true)]
    pub plans: Vec<String>,
    /// Picture of all of them: .png, .jpg or .webp, or - for a PNG on standard output. Without it the table is printed alone.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show one plan's roads over twenty years: touched up when due, left to fade, taken away by laser.
    #[arg(long)]
    pub roads: bool,
    /// The head of all plans: an OBJ, PLY, STL or GLB file; without it, the built-in head.
    #[arg(long, value_name = "FILE")]
    pub head: Option<PathBuf>,
    #[command(flatten)]
    pub scan: ScanArgs,
    /// Viewpoint, a row of the picture each; may be given again. A standard view, or AZIMUTH,ELEVATION in degrees.
    #[arg(long, value_name = "NAME|AZ,EL", default_values = ["front", "three-quarter-left"], allow_hyphen_values = true, value_parser = words_and_more::<View, Viewpoint>())]
    pub view: Vec<Viewpoint>,
    /// Time at which plans are shown.
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
    /// Width and height of one picture, pixels.
    #[arg(long, value_name = "WxH", default_value = "400x440", value_parser = parse_size)]
    pub size: (u32, u32),
    /// Samples a pixel by name: draft 1, standard 8, final 64.
    #[arg(long, value_name = "NAME", default_value = "standard", value_parser = words::<Quality>())]
    pub quality: Quality,
    /// Language of the picture's words: en, es or pt-BR. The table is in English.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    #[command(flatten)]
    pub look: LookArgs,
    /// Print the figures and what differs as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub device: DeviceArgs,
}
