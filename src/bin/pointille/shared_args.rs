//! Options that several commands share.

use crate::choices::{LightArg, words, words_and_more};
use crate::values::{
    parse_distance, parse_f_number, parse_finite, parse_fov, parse_hours, parse_length_mm, parse_observed, parse_size,
    parse_stops,
};
use clap::Args;
use pointille::case::Part;
use pointille::head::import::{Units, UpAxis};
use pointille::output::Develop;
use pointille::plan::Observed;
use pointille::render::{Backend, Quality, ToneMap};
use pointille::scene::{Background, CameraPreset, Focus, LightName, View, Viewpoint};
use pointille::time::Fader;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub struct CaseArgs {
    /// The plan: a TOML file, the name of a built-in plan, or - for standard input.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The head: an OBJ, PLY, STL or GLB file, or - for standard input; without it, the built-in head.
    #[arg(long, value_name = "FILE")]
    pub head: Option<PathBuf>,
    #[command(flatten)]
    pub scan: ScanArgs,
}

/// Facts of a scan that its file does not tell.
#[derive(Clone, Debug, Args)]
pub struct ScanArgs {
    /// Unit of the scan; found automatically without it.
    #[arg(long, value_name = "UNIT", default_value = "auto", value_parser = words::<Units>())]
    pub units: Units,
    /// Upward axis of the scan; found automatically without it.
    #[arg(long, value_name = "AXIS", default_value = "auto", allow_hyphen_values = true, value_parser = words::<UpAxis>())]
    pub up: UpAxis,
}

/// Options of the commands that draw stills: size and care, look, the plan's figures set otherwise, and the device.
#[derive(Clone, Debug, Args)]
pub struct PictureArgs {
    /// Width and height of one picture, pixels.
    #[arg(long, alias = "resolution", value_name = "WxH", default_value = "1920x1080", value_parser = parse_size)]
    pub size: (u32, u32),
    /// Samples a pixel by name: draft 1, standard 8, final 64.
    #[arg(long, value_name = "NAME", default_value = "standard", value_parser = words::<Quality>())]
    pub quality: Quality,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub overrides: OverrideArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
}

#[derive(Clone, Debug, Args)]
pub struct DeviceArgs {
    /// Graphics interface.
    #[arg(long, alias = "rendering-backend", value_name = "NAME", default_value = "auto", value_parser = words::<Backend>())]
    pub backend: Backend,
}

/// Hair and fading, set for this command instead of the plan's.
#[derive(Clone, Debug, Args)]
pub struct OverrideArgs {
    /// Length of the stubble: 0.5mm, 3mm.
    #[arg(long, value_name = "LENGTH", value_parser = parse_length_mm, conflicts_with = "shaved")]
    pub stubble: Option<f32>,
    /// Time since the shave: 12h, 2d.
    #[arg(long, value_name = "TIME", value_parser = parse_hours)]
    pub shaved: Option<f32>,
    /// Speed at which this client loses pigment.
    #[arg(long, value_name = "NAME", value_parser = words::<Fader>())]
    pub fader: Option<Fader>,
    /// Share of a visit's fresh darkness that was left, by day, seen once healed: 21d=0.6. More exact than --fader.
    #[arg(long, value_name = "AGE=SHARE", value_parser = parse_observed, conflicts_with = "fader")]
    pub observed: Option<Observed>,
}

#[derive(Clone, Debug, Args)]
pub struct LookArgs {
    /// Light: a built-in one, or a panorama (.hdr, .exr) whose middle the head faces.
    #[arg(long, value_name = "NAME|FILE", default_value = "clinic", value_parser = words_and_more::<LightName, LightArg>())]
    pub light: LightArg,
    /// Turn of the light about the head from where it stands, degrees; positive towards the picture's right.
    #[arg(long, value_name = "DEG", default_value_t = 0.0, allow_negative_numbers = true, value_parser = parse_finite)]
    pub light_turn: f32,
    /// Background: wall (a treatment room's, lit by the light, with the head's shadow), studio (plain graded grey),
    /// transparent, white, gray, black or #rrggbb.
    #[arg(long, alias = "background-color", value_name = "COLOUR", default_value = "wall")]
    pub background: Background,
    /// Transparent background, as --background transparent.
    #[arg(long)]
    pub no_background: bool,
    /// Tone curve: neutral shows albedos as entered, agx is for beauty only.
    #[arg(long, alias = "tone-mapping", value_name = "NAME", default_value = "neutral", value_parser = words::<ToneMap>())]
    pub tonemap: ToneMap,
    /// Development: neutral, or phone, as a telephone shows it (more chroma, contrast, sharpening, grain), to be held
    /// beside a client's photograph; never to judge a shade by.
    #[arg(long, value_name = "NAME", default_value = "neutral", value_parser = words::<Develop>())]
    pub develop: Develop,
    /// Parts to leave out, separated by commas: tan, mottling, flush (redder ears, nose and lips), relief (pores, fine
    /// lines), scatter (light under the skin), hair (stubble, brows and their shadow).
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = words::<Part>())]
    pub without: Vec<Part>,
    /// Write the plan's name, and the head's, on pages and into pictures' files. Left out: no name leaves the plan.
    #[arg(long)]
    pub names: bool,
    /// Exposure relative to the light's own, stops (-8 to 8).
    #[arg(long, value_name = "EV", default_value_t = 0.0, allow_negative_numbers = true, value_parser = parse_stops)]
    pub exposure: f32,
}

#[derive(Clone, Debug, Args)]
pub struct CameraArgs {
    /// Viewpoint: a standard view, or AZIMUTH,ELEVATION in degrees.
    #[arg(long, value_name = "NAME|AZ,EL", default_value = "three-quarter-left", allow_hyphen_values = true, value_parser = words_and_more::<View, Viewpoint>())]
    pub view: Viewpoint,
    /// Azimuth in degrees, instead of the view's.
    #[arg(long, value_name = "DEG", allow_negative_numbers = true, value_parser = parse_finite)]
    pub camera_azimuth_angle: Option<f32>,
    /// Elevation in degrees, instead of the view's.
    #[arg(long, value_name = "DEG", allow_negative_numbers = true, value_parser = parse_finite)]
    pub camera_elevation_angle: Option<f32>,
    /// Lens and distance to the skin together: phone (26 mm at 0.35 m), portrait (85 mm at 1.2 m) or clinic (60 mm at
    /// 0.8 m), full-frame equivalents; --fov and --distance override it.
    #[arg(long, value_name = "NAME", value_parser = words::<CameraPreset>())]
    pub camera: Option<CameraPreset>,
    /// Distance from the eye to the target, mm (20 to 20000).
    #[arg(long, value_name = "MM", value_parser = parse_distance)]
    pub distance: Option<f32>,
    /// Place in the picture's middle.
    #[arg(long, value_name = "PLACE", default_value = "head", value_parser = words::<Focus>())]
    pub focus: Focus,
    /// Vertical field of view, degrees (1 to 100).
    #[arg(long, alias = "camera-view-angle", value_name = "DEG", value_parser = parse_fov)]
    pub fov: Option<f32>,
    /// Depth of field of a full-frame lens at this opening: 2.8, f/5.6 (0.7 to 64). Smooth only with --quality final.
    #[arg(long, value_name = "N", value_parser = parse_f_number)]
    pub f_number: Option<f32>,
    /// Place on which the lens is focused; by default the skin in the picture's middle.
    #[arg(long, value_name = "PLACE", requires = "f_number", value_parser = words::<Focus>())]
    pub sharp: Option<Focus>,
}
