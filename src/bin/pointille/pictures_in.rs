//! Pictures that come in from files: a practice's logo, a client's photograph. Turned upright; nothing but their pixels is kept.

use crate::files;
use anyhow::{Context, anyhow};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use pointille::render::{Picture, Pixels};
use std::io::Cursor;
use std::path::Path;

/// Largest file, bytes, and the longest edge that is read, pixels.
const MAX_BYTES: u64 = 64 << 20;
const MAX_PX: u32 = 16_384;

/// A picture from a file.
pub fn picture_in(path: &Path) -> anyhow::Result<DynamicImage> {
    picture_of(path, MAX_BYTES, MAX_PX)
}

/// A picture from a file of at most so many bytes and pixels an edge.
pub fn picture_of(path: &Path, most_bytes: u64, most_px: u32) -> anyhow::Result<DynamicImage> {
    let bytes = files::read(path, most_bytes)?;
    let told = || path.display().to_string();
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().with_context(told)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(most_px), Some(most_px));
    reader.limits(limits);
    let unreadable = |error: image::ImageError| {
        anyhow!("{} is no picture that can be read: {error}; use a .png or .jpg of at most {most_px} pixels", told())
    };
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let turned = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

/// The pixels of a picture, at most so many along its longer edge.
pub fn smaller(picture: DynamicImage, most_px: u32) -> Picture {
    let large = picture.width().max(picture.height()) > most_px;
    let picture = if large { picture.thumbnail(most_px, most_px) } else { picture }.into_rgba8();
    let (width, height) = picture.dimensions();
    Picture { width, height, pixels: Pixels::Srgb8(picture.into_raw()) }
}
