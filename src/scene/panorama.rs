//! A photographed room as light: an equirectangular panorama of radiance becomes a [`Rig`].
//!
//! What is far brighter than the room (sun, lamps, windows) becomes up to [`MAX_LIGHTS`] area lights, which cast
//! shadows; the rest becomes the environment. No light is lost: a surface far from grazing receives from the rig what
//! it would receive from the panorama.
//!
//! Frame: the panorama is what the head sees. Its middle column lies behind the camera (+Z of the room), its left and
//! right edges meet behind the head, and its top row is straight up. Rightwards in it is towards the head's right (−X).

mod exr_layers;
mod radiance_header;

use super::light::{AreaLight, Environment, FILL_FROM_RAD, MAX_LIGHTS, Rig};
use crate::color::LinearRgb;
use glam::Vec3;
use image::{ImageFormat, ImageReader, Limits};
use std::f32::consts::{PI, TAU};
use std::io::Cursor;
use thiserror::Error;

/// Columns to which a panorama is averaged down: 0.7° each, finer than any lamp but the sun.
const COLUMNS: usize = 512;
const ROWS: usize = COLUMNS / 2;
/// Largest edge of a file's picture, pixels.
const MAX_EDGE_PX: u32 = 32_768;
/// Most memory that decoding may take, bytes.
const MAX_DECODED_BYTES: u64 = 2 << 30;
/// Angular radius of the piece of sky that one light may stand for, radians.
const CAP_RAD: f32 = 0.52;
/// Brightness, relative to the room's median, above which something counts as a light.
const ABOVE_ROOM: f32 = 4.0;
/// Least share of the room's mean light that a light must give.
const WORTH: f32 = 0.04;
/// Luminance that eyes are used to in a photographed room, whose file tells no scale, cd/m² (1000 lx on half-grey walls).
const ROOM_CD_M2: f32 = 127.0;
/// Smallest and largest angular radius of a light, radians.
const RADII_RAD: (f32, f32) = (0.0047, 0.61);

/// A reason for which a file gives no light.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PanoramaError {
    /// Neither Radiance HDR nor OpenEXR.
    #[error("it is neither a Radiance .hdr nor an OpenEXR .exr, which keep the true brightness of lamps")]
    Format,
    /// The decoder failed, with its message.
    #[error("it cannot be read: {0}")]
    Decode(String),
    /// The picture is not twice as wide as tall.
    #[error(
        "it is {width}x{height}: a whole room around the head (equirectangular) is twice as wide as it is tall, and at \
         least 16x8"
    )]
    Shape {
        /// Width found, pixels.
        width: u32,
        /// Height found, pixels.
        height: u32,
    },
    /// The picture is black all over.
    #[error("it is black all over: there is no light in it")]
    Dark,
}

/// Radiance from every direction, scene-linear sRGB, in 512 × 256 cells.
#[derive(Clone, Debug)]
pub struct Panorama {
    radiance: Vec<Vec3>,
}

/// One light found in a panorama.
struct Lamp {
    light: AreaLight,
    luminance: f32,
}

impl Panorama {
    /// A panorama from the bytes of a Radiance `.hdr` or OpenEXR `.exr` file. Negative values and NaN count as 0,
    /// infinite ones as 65504.
    ///
    /// # Errors
    /// [`PanoramaError`] where the bytes are of another format, broken, of another shape, or black.
    pub fn read(bytes: &[u8]) -> Result<Self, PanoramaError> {
        let Pixels { width, height, rgb } = decoded(bytes)?;
        if height < 8 || (width as f32 / height as f32 - 2.0).abs() > 0.02 {
            return Err(PanoramaError::Shape { width, height });
        }
        let pixel = |x: u32, y: u32| {
            let at = 3 * (y as usize * width as usize + x as usize);
            let p = Vec3::from_slice(&rgb[at..at + 3]);
            // `max` turns a NaN into the other operand.
            Vec3::new(p.x.max(0.0), p.y.max(0.0), p.z.max(0.0)).min(Vec3::splat(65_504.0))
        };
        // Each cell is the mean of the pixels that fall into it; a small picture repeats them.
        let span = |i: usize, cells: usize, pixels: u32| {
            let pixels = pixels as usize;
            let from = i * pixels / cells;
            (from as u32, ((i + 1) * pixels).div_ceil(cells).max(from + 1) as u32)
        };
        let radiance = (0..ROWS * COLUMNS)
            .map(|i| {
                let (x0, x1) = span(i % COLUMNS, COLUMNS, width);
                let (y0, y1) = span(i / COLUMNS, ROWS, height);
                let sum: Vec3 = (y0..y1).flat_map(|y| (x0..x1).map(move |x| (x, y))).map(|(x, y)| pixel(x, y)).sum();
                sum / ((x1 - x0) * (y1 - y0)) as f32
            })
            .collect();
        Self { radiance }.lit()
    }

    /// A panorama from a formula: `radiance` of each direction (unit vectors, room frame).
    ///
    /// # Errors
    /// [`PanoramaError::Dark`] where it is nowhere above zero.
    pub fn of(radiance: impl Fn(Vec3) -> Vec3) -> Result<Self, PanoramaError> {
        let clean = |d: Vec3| radiance(d).max(Vec3::ZERO).min(Vec3::splat(65_504.0));
        Self { radiance: (0..ROWS * COLUMNS).map(|i| clean(direction(i))).collect() }.lit()
    }

    fn lit(self) -> Result<Self, PanoramaError> {
        if self.radiance.iter().any(|c| luminance(*c) > 0.0) { Ok(self) } else { Err(PanoramaError::Dark) }
    }

    /// Lights and surroundings with an exposure: a white card facing the key shows as white.
    pub fn rig(&self) -> Rig {
        self.measured_rig().exposed()
    }

    /// Lights and surroundings in the panorama's own units, without exposure.
    fn measured_rig(&self) -> Rig {
        let mut rest = self.radiance.clone();
        let mut sorted: Vec<f32> = rest.iter().map(|c| luminance(*c)).collect();
        sorted.sort_unstable_by(f32::total_cmp);
        let room = sorted[sorted.len() / 2];
        let whole: f32 = rest.iter().enumerate().map(|(i, c)| luminance(*c) * solid_angle(i)).sum();
        let mut lamps: Vec<Lamp> = Vec::new();
        while lamps.len() < MAX_LIGHTS {
            match brightest(&mut rest, room) {
                // Averaged over all directions, a surface receives a quarter of what passes by.
                Some(lamp) if lamp.luminance > WORTH * whole * 0.25 => lamps.push(lamp),
                _ => break,
            }
        }
        lamps.sort_by(|a, b| b.luminance.total_cmp(&a.luminance));
        let lights = lamps
            .into_iter()
            .enumerate()
            .map(|(i, lamp)| AreaLight { casts_shadow: i == 0 || lamp.light.casts_shadow, ..lamp.light });
        let environment = Environment::from_radiance(|d| rest[cell(d)]);
        Rig { seen_cd_m2: ROOM_CD_M2, lights: lights.collect(), environment }
    }
}

/// A decoded picture: three numbers a pixel, row by row from the top.
struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<f32>,
}

/// Decodes a Radiance or OpenEXR file.
fn decoded(bytes: &[u8]) -> Result<Pixels, PanoramaError> {
    let plain = radiance_header::plain(bytes);
    let data = plain.as_ref().map_or(bytes, |plain| plain.bytes.as_slice());
    let mut reader = ImageReader::new(Cursor::new(data)).with_guessed_format().map_err(|_| PanoramaError::Format)?;
    let format = reader.format();
    if !matches!(format, Some(ImageFormat::Hdr | ImageFormat::OpenExr)) {
        return Err(PanoramaError::Format);
    }
    if format == Some(ImageFormat::OpenExr) {
        exr_layers::guard(bytes, MAX_DECODED_BYTES).map_err(PanoramaError::Decode)?;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_EDGE_PX);
    limits.max_image_height = Some(MAX_EDGE_PX);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let picture = match reader.decode() {
        Ok(picture) => picture.into_rgb32f(),
        Err(error) => {
            let layers = Some(()).filter(|()| format == Some(ImageFormat::OpenExr));
            let Some((width, height, rgb)) = layers.and_then(|()| exr_layers::read_layers(bytes)) else {
                return Err(PanoramaError::Decode(error.to_string()));
            };
            return Ok(Pixels { width: width as u32, height: height as u32, rgb });
        }
    };
    let (width, height) = picture.dimensions();
    let mut rgb = picture.into_raw();
    let (row, rows) = (3 * width as usize, height as usize);
    if plain.as_ref().is_some_and(|plain| plain.upwards) {
        for y in 0..rows / 2 {
            let (above, below) = rgb.split_at_mut((rows - 1 - y) * row);
            above[y * row..(y + 1) * row].swap_with_slice(&mut below[..row]);
        }
    }
    if plain.is_some_and(|plain| plain.leftwards) {
        for row in rgb.chunks_exact_mut(row.max(1)) {
            for x in 0..width as usize / 2 {
                (0..3).for_each(|k| row.swap(3 * x + k, 3 * (width as usize - 1 - x) + k));
            }
        }
    }
    Ok(Pixels { width, height, rgb })
}

/// Takes the brightest light out of `rest`, down to the brightness of the `room`; `None` where nothing stands out.
fn brightest(rest: &mut [Vec3], room: f32) -> Option<Lamp> {
    let (at, peak) = rest.iter().map(|c| luminance(*c)).enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let floor = (0.1 * peak).max(ABOVE_ROOM * room);
    if peak <= floor {
        return None;
    }
    let nearest = CAP_RAD.cos();
    // What a cell gives besides the room's own brightness, as the irradiance on a surface facing it.
    let above = |c: Vec3, i: usize| {
        let found = luminance(c);
        if found > floor { c * ((1.0 - room / found) * solid_angle(i)) } else { Vec3::ZERO }
    };
    let middle_about = |around: Vec3| {
        let inside = |(i, _): &(usize, &Vec3)| direction(*i).dot(around) > nearest;
        let weighted = rest.iter().enumerate().filter(inside).map(|(i, c)| direction(i) * luminance(above(*c, i)));
        weighted.sum::<Vec3>().try_normalize()
    };
    // A window's brightest pane is not its middle: search about the peak, then about the middle found there.
    let middle = middle_about(direction(at)).and_then(middle_about)?;
    let (mut irradiance, mut spread) = (Vec3::ZERO, 0.0);
    for (i, c) in rest.iter_mut().enumerate().filter(|(i, _)| direction(*i).dot(middle) > nearest) {
        let taken = above(*c, i);
        irradiance += taken;
        spread += luminance(taken) * (1.0 - direction(i).dot(middle)) * 2.0;
        *c -= taken / solid_angle(i);
    }
    let found = luminance(irradiance);
    // The mean square distance from a disc's middle is half its radius squared.
    let radius = (2.0 * spread / found.max(1e-12)).sqrt().clamp(RADII_RAD.0, RADII_RAD.1);
    let light = AreaLight {
        direction: middle,
        angular_radius_rad: radius,
        irradiance: LinearRgb::from_array(irradiance.to_array()),
        casts_shadow: radius < FILL_FROM_RAD,
    };
    Some(Lamp { light, luminance: found })
}

fn luminance(c: Vec3) -> f32 {
    LinearRgb::from_array(c.to_array()).luminance()
}

/// Direction of the middle of cell `i`, room frame.
fn direction(i: usize) -> Vec3 {
    let (sin_polar, cos_polar) = (PI * (i / COLUMNS) as f32 / ROWS as f32 + PI / (2 * ROWS) as f32).sin_cos();
    let (sin, cos) = (TAU * ((i % COLUMNS) as f32 + 0.5) / COLUMNS as f32).sin_cos();
    // Column 0 lies behind the head (−Z), the middle one before it; rightwards is −X.
    Vec3::new(sin * sin_polar, cos_polar, -cos * sin_polar)
}

/// Index of the cell that a direction falls into.
fn cell(d: Vec3) -> usize {
    let row = (d.y.clamp(-1.0, 1.0).acos() / PI * ROWS as f32) as usize;
    let turn = (d.x.atan2(-d.z) / TAU).rem_euclid(1.0);
    row.min(ROWS - 1) * COLUMNS + ((turn * COLUMNS as f32) as usize).min(COLUMNS - 1)
}

/// Solid angle of cell `i`, steradians.
fn solid_angle(i: usize) -> f32 {
    let step = PI / ROWS as f32;
    TAU / COLUMNS as f32 * 2.0 * (0.5 * step).sin() * (((i / COLUMNS) as f32 + 0.5) * step).sin()
}

#[cfg(test)]
mod tests;
