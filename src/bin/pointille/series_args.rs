//! Options of the commands that write many pictures: `views`, `turntable`, `page`, `batch`.

use crate::choices::{words, words_and_more};
use crate::shared_args::{CaseArgs, DeviceArgs, LookArgs, OverrideArgs, PictureArgs, ScanArgs};
use crate::values::{parse_finite, parse_shard, parse_size};
use clap::{Args, ValueEnum};
use pointille::output::{FrameShape, Language};
use pointille::scene::{CameraPreset, View, ViewSet, Viewpoint};
use pointille::studio::Movement;
use pointille::time::When;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
#[command(mut_arg("size", |size| size.default_value("1200x1200")))]
pub struct ViewsArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Folder to write to; made where it is missing. Files are called 01-front-0-before.png, 01-front-1-healed.png and so on.
    #[arg(long, short, value_name = "FOLDER")]
    pub output: PathBuf,
    /// Set of views: pattern (pattern hair loss), frontal (fibrosis, traction), areata (patches) or ishrs (transplants).
    #[arg(long, value_name = "NAME", default_value = "pattern", value_parser = words::<ViewSet>())]
    pub set: ViewSet,
    /// Times to show besides the time before, separated by commas.
    #[arg(long, value_name = "TIMES", value_delimiter = ',', default_value = "healed", allow_hyphen_values = true)]
    pub at: Vec<When>,
    /// Leave out the pictures of bare skin.
    #[arg(long)]
    pub no_before: bool,
    /// Leave out the words in the pictures, for print; the files still say that they are simulations.
    #[arg(long)]
    pub no_label: bool,
    /// Lens and distance to the skin together: phone, portrait or clinic (see render). Close views come nearer.
    #[arg(long, value_name = "NAME", default_value = "clinic", value_parser = words::<CameraPreset>())]
    pub camera: CameraPreset,
    /// Language of the words in the pictures: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    #[command(flatten)]
    pub picture: PictureArgs,
}

#[derive(Clone, Debug, Args)]
pub struct TurntableArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Output: .mp4 (H.264), .webp (animated), .gif, or a folder for single pictures (a name without an ending).
    #[arg(long, short, value_name = "FILE|FOLDER")]
    pub output: PathBuf,
    /// turn (once round), sway (to and fro), wipe (bare to treated and back), healing (first day to five years) or growth (a week
    /// after a shave).
    #[arg(long, value_name = "NAME", default_value = "turn", value_parser = words::<Movement>())]
    pub movement: Movement,
    /// Direction in which it begins: a standard view, or AZIMUTH,ELEVATION in degrees.
    #[arg(long, value_name = "NAME|AZ,EL", allow_hyphen_values = true, value_parser = words_and_more::<View, Viewpoint>())]
    pub view: Option<Viewpoint>,
    /// Time at which the treated head is shown.
    #[arg(long, value_name = "TIME", default_value = "healed", allow_hyphen_values = true)]
    pub at: When,
    /// Language of the words in the pictures: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    /// Length, seconds.
    #[arg(long, value_name = "S", default_value_t = 10.0, value_parser = parse_finite)]
    pub seconds: f32,
    /// Pictures a second.
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub fps: u32,
    /// Shape: 16:9, 1:1, 4:5 or 9:16, where words keep out of what a telephone's feed covers.
    #[arg(long, value_name = "W:H", default_value = "16:9", value_parser = words::<FrameShape>())]
    pub shape: FrameShape,
    /// Width and height, pixels, even numbers; by default the shape's with a shorter edge of 1080.
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<(u32, u32)>,
    /// Samples a pixel. Below 8, hair finer than a pixel is drawn as its mean darkness, which does not flicker.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub samples: u32,
    /// Lens and distance to the skin together: phone, portrait or clinic (see render).
    #[arg(long, value_name = "NAME", value_parser = words::<CameraPreset>())]
    pub camera: Option<CameraPreset>,
    /// Format of single pictures, where the output is a folder.
    #[arg(long, value_name = "NAME", value_enum, default_value = "png")]
    pub pictures: FilmPictures,
    /// Draw only this run of the film's pictures, like 2/5: the second of five. Machines that draw one each make a film together.
    #[arg(long, value_name = "I/N", value_parser = parse_shard)]
    pub shard: Option<Shard>,
    /// Leave out the words in the pictures.
    #[arg(long)]
    pub no_label: bool,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub overrides: OverrideArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// Format of a film's single pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FilmPictures {
    Png,
    Webp,
    Jpg,
}

#[derive(Clone, Debug, Args)]
#[command(mut_arg("size", |size| size.default_value("480x600")))]
pub struct PageArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Output: .html, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Times to show besides the time before, separated by commas.
    #[arg(
        long,
        value_name = "TIMES",
        value_delimiter = ',',
        default_value = "0,healed,1y,3y,5y",
        allow_hyphen_values = true
    )]
    pub at: Vec<When>,
    /// Leave the face out: the scalp from behind and from above alone.
    #[arg(long)]
    pub private: bool,
    /// Put the engine into the page: where the browser can, it draws the head itself, and the pictures stand in elsewhere.
    #[arg(long, conflicts_with = "private")]
    pub live: bool,
    /// Folder of the built engine, instead of the one beside the program.
    #[arg(long, value_name = "FOLDER", requires = "live")]
    pub engine: Option<PathBuf>,
    /// Heading; "Your simulation" without one. No name of a client or a plan is on the page unless it is written here.
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// Language: en, es or pt-BR.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words::<Language>())]
    pub language: Language,
    #[command(flatten)]
    pub picture: PictureArgs,
}

/// Part of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Number of the part, from 1.
    pub part: usize,
    /// Number of parts.
    pub of: usize,
}

/// Engine that spreads work over machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Farm {
    Slurm,
    K8s,
    Openjd,
    Flamenco,
}

#[derive(Clone, Debug, Args)]
pub struct BatchArgs {
    /// Manifest: a TOML file with tables [[pictures]], whose lists (plan, head, view, focus, at, light, camera, size, quality, format)
    /// are multiplied out, [defaults] for all of them, and the folder to write to.
    #[arg(value_name = "MANIFEST")]
    pub manifest: PathBuf,
    /// Processes at once.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(usize))]
    pub jobs: usize,
    /// Only part I of N.
    #[arg(long, value_name = "I/N", value_parser = parse_shard)]
    pub shard: Option<Shard>,
    /// Only this picture of the manifest, from 1.
    #[arg(long, value_name = "N", conflicts_with = "shard")]
    pub row: Option<usize>,
    /// Draw nothing; print one command a picture and a line, for GNU parallel, OpenCue's cuecmd and the like.
    #[arg(long)]
    pub commands: bool,
    /// Draw nothing; print the engine's template round the commands.
    #[arg(long = "for", value_name = "ENGINE", conflicts_with = "commands")]
    pub farm: Option<Farm>,
    #[command(flatten)]
    pub scan: ScanArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
}
