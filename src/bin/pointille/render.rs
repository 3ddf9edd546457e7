//! `pointille render`: one still.

use crate::args::{CameraArgs, LookArgs, RenderArgs};
use crate::files::{self, is_dash};
use crate::memory::peak_memory_mib;
use crate::progress::Bar;
use crate::{Outcome, say, usage};
use anyhow::{Context, anyhow};
use pointille::case::Shown;
use pointille::output::{Develop, Difference, PictureFormat, compare, encode, provenance};
use pointille::render::{Gpu, Picture, Pixels, Show, Side, StillOptions};
use pointille::scene::{Background, Camera, Focus, Lens, Rig, Scene};
use pointille::studio::ms;
use pointille::{Case, Studio};
use std::path::Path;
use std::time::Instant;

/// The camera that the command line asks for.
pub fn camera(args: &CameraArgs, case: &Case) -> Camera {
    let mut camera = args.view.camera();
    if let Some(azimuth) = args.camera_azimuth_angle {
        camera.azimuth_rad = azimuth.to_radians();
    }
    if let Some(elevation) = args.camera_elevation_angle {
        camera.elevation_rad = elevation.to_radians();
    }
    if args.focus != Focus::Head {
        camera.target = case.focus_point(args.focus);
        camera.distance_mm = 400.0;
    }
    if let Some(preset) = args.camera {
        camera = preset.held(camera, case.head());
    }
    if let Some(fov) = args.fov {
        camera.fov_y_rad = fov.to_radians();
    }
    if let Some(distance) = args.distance {
        camera.distance_mm = distance;
    }
    camera = camera.sane();
    camera.lens = args.f_number.map(|n| Lens::full_frame(camera.fov_y_rad, n, focus_mm(&camera, args.sharp, case)));
    camera
}

/// Distance at which the lens is focused, mm along the camera's axis: to a named place, or to the skin in the picture's
/// middle.
fn focus_mm(camera: &Camera, sharp: Option<Focus>, case: &Case) -> f32 {
    let (eye, ahead) = (camera.eye(), -camera.toward_eye());
    let point = match sharp {
        Some(place) if place != Focus::Head => case.focus_point(place),
        _ => case.head().raycast(eye, ahead).map_or(camera.target, |hit| hit.position),
    };
    (point - eye).dot(ahead)
}

/// Light and background that the command line asks for.
pub fn scene(look: &LookArgs, rig: Rig, camera: Camera) -> Scene {
    Scene::default().camera(camera).rig(rig).light_turn_rad(look.light_turn.to_radians()).background(background(look))
}

/// Background that the command line asks for.
pub fn background(look: &LookArgs) -> Background {
    if look.no_background { Background::Transparent } else { look.background }
}

/// Tone curve and exposure that the command line asks for.
pub fn show(look: &LookArgs) -> Show {
    Show::default().tone_map(look.tonemap).exposure_ev(look.exposure)
}

pub fn run(args: &RenderArgs, bars: bool) -> Outcome {
    let started = Instant::now();
    let format = if is_dash(&args.output) {
        PictureFormat::Png
    } else {
        match PictureFormat::of(&args.output) {
            Ok(format) => format,
            Err(error) => return usage(error),
        }
    };
    if args.json && is_dash(&args.output) {
        return usage(anyhow!("the report and the picture cannot both go to standard output: name a file with -o"));
    }
    let side = if args.before { Side::Before } else { Side::After };
    let mut options = StillOptions::new(args.picture.size)
        .quality(args.picture.quality)
        .side(side)
        .show(show(&args.picture.look))
        .linear(format.is_linear());
    options.samples = args.samples.unwrap_or(options.samples);
    if let Err(error) = options.check() {
        return usage(error);
    }
    if let Err(error) = format.check_size([args.picture.size.0.into(), args.picture.size.1.into()]) {
        return usage(error);
    }
    if args.ghost && format.is_linear() {
        return usage(anyhow!("a scene-linear picture has no ghost line: use .png, .jpg or .webp"));
    }
    if args.picture.look.develop != Develop::Neutral && format.is_linear() {
        return usage(anyhow!(
            "a scene-linear picture is light, and is not developed: use .png, .jpg or .webp, or --develop neutral"
        ));
    }
    files::check_writable(&args.output)?;
    let reference = match &args.reference {
        Some(path) if format.is_linear() => {
            return usage(anyhow!("{} cannot be compared with a scene-linear picture", path.display()));
        }
        Some(path) => Some(load_picture(path)?),
        None => None,
    };
    let light = files::light(&args.picture.look.light)?;
    let mut case = files::case(&args.case, Some(&args.picture.overrides))?;
    case.set_shown(Shown::without(&args.picture.look.without))?;
    let scene = scene(&args.picture.look, light.rig, camera(&args.camera, &case));
    if scene.background == Background::Transparent && !format.has_alpha() {
        return usage(anyhow!("a JPEG has no transparency: use .png, .webp or .exr, or name a background"));
    }
    let opening = Instant::now();
    let gpu = Gpu::headless(args.picture.device.backend)?;
    let opened = opening.elapsed();
    let mut studio = Studio::with_gpu(case, gpu)?;
    let mut bar = Bar::new("rendering", bars);
    let (mut picture, cost) = studio.still(&scene, args.at, &options, &mut |share| bar.at(share))?;
    drop(bar);
    args.picture.look.develop.apply(&mut picture);
    if args.ghost {
        let case = studio.case();
        pointille::output::ghost::draw(&mut picture, case.head(), &case.typical_line(), &scene.camera);
    }
    let encoding = Instant::now();
    let what = if args.before { "before treatment".to_owned() } else { args.at.to_string() };
    let bytes = encode(
        &picture,
        format,
        &provenance(studio.case(), &what, args.picture.look.develop, args.picture.look.names),
    )?;
    files::write(&args.output, &bytes)?;
    let encoded = encoding.elapsed();
    let difference = match &reference {
        Some((pixels, size)) => Some(difference(&picture, pixels, *size)?),
        None => None,
    };
    if args.json {
        let mut report = studio.report(args.at, &options, args.picture.look.develop, &cost);
        (report.ms.device, report.ms.encode, report.ms.total) = (ms(opened), ms(encoded), ms(started.elapsed()));
        (report.peak_memory_mib, report.difference) = (peak_memory_mib(), difference);
        say::json(&serde_json::to_value(&report)?)?;
    }
    match (difference, &args.reference) {
        (Some(found), Some(path)) if found.worst_delta_e > args.reference_threshold => Err(anyhow!(
            "the picture differs from {}: ΔE00 {:.2} in its worst part (allowed {}), mean {:.2}, largest {:.2}",
            path.display(),
            found.worst_delta_e,
            args.reference_threshold,
            found.mean_delta_e,
            found.max_delta_e
        )
        .into()),
        _ => Ok(()),
    }
}

type Loaded = (Vec<u8>, (u32, u32));

fn load_picture(path: &Path) -> anyhow::Result<Loaded> {
    let bytes = files::read(path, 1 << 30)?;
    let picture = image::load_from_memory(&bytes)
        .with_context(|| format!("{} is not a picture that can be compared", path.display()))?
        .into_rgba8();
    let size = picture.dimensions();
    Ok((picture.into_raw(), size))
}

fn difference(picture: &Picture, pixels: &[u8], size: (u32, u32)) -> anyhow::Result<Difference> {
    match &picture.pixels {
        Pixels::Srgb8(drawn) => Ok(compare((drawn, (picture.width, picture.height)), (pixels, size))?),
        Pixels::Linear(_) => Err(anyhow!("a scene-linear picture cannot be compared")),
    }
}
