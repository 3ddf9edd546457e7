//! Decoding of a scan's pictures by the library itself. A browser has decoders of its own, so a page carries none of this.
//!
//! A picture's header is used only as far as its bytes allow.

use super::scan_picture::ScanPicture;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Longest side that is read, pixels.
const LARGEST_PX: u32 = 16_384;
/// Longest side that is decoded whole, pixels; larger pictures are averaged while they are read.
pub(super) const WHOLE_PX: u32 = 8192;
/// Longest side that is looked up in, pixels: a head's skin over it leaves about half a millimetre a texel.
pub(super) const KEPT_PX: u32 = 1024;
/// Most pixels for a byte of a file; flat PNGs reach a thousand.
const PIXELS_PER_BYTE: u64 = 1200;

/// Decodes the bytes of a PNG, JPEG, WebP, TIFF, BMP or TGA, averaged down to what is looked up in; or says in a few words why not. `admit`
/// is asked whether there is room for so many pixels before any is decoded.
pub(super) fn decoded(bytes: &[u8], admit: impl FnOnce(u64) -> Result<(), String>) -> Result<ScanPicture, String> {
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| short(&e))?;
        // A TGA has no mark of its own at its beginning; what is none fails by its header.
        if reader.format().is_none() {
            reader.set_format(ImageFormat::Tga);
        }
        Ok::<_, String>(reader)
    };
    let opened = reader()?;
    let format = opened.format();
    let (width, height) = opened.into_dimensions().map_err(|e| short(&e))?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || width.max(height) > LARGEST_PX || pixels > PIXELS_PER_BYTE * bytes.len() as u64 {
        return Err(format!("{width} x {height} pixels in {} bytes", bytes.len()));
    }
    admit(pixels)?;
    let picture = match format {
        Some(ImageFormat::Jpeg) if width.max(height) > WHOLE_PX => jpeg_averaged(bytes)?,
        Some(ImageFormat::Png) if width.max(height) > WHOLE_PX => png_averaged(bytes)?,
        _ => {
            let mut reader = reader()?;
            let mut limits = Limits::default();
            limits.max_image_width = Some(WHOLE_PX);
            limits.max_image_height = Some(WHOLE_PX);
            reader.limits(limits);
            reader.decode().map_err(|e| short(&e))?
        }
    };
    let side = picture.width().max(picture.height());
    let kept = if side > KEPT_PX { picture.thumbnail(KEPT_PX, KEPT_PX) } else { picture };
    let (width, height) = (kept.width(), kept.height());
    ScanPicture::new(width, height, kept.into_rgb8().into_raw()).ok_or_else(|| "it has no pixels".to_owned())
}

/// A JPEG at an eighth of its size or so: each block of its transform gives its mean alone.
fn jpeg_averaged(bytes: &[u8]) -> Result<DynamicImage, String> {
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(64 << 20);
    let (width, height) = decoder.scale(KEPT_PX as u16, KEPT_PX as u16).map_err(|e| short(&e))?;
    let info = decoder.info().ok_or("its header is broken")?;
    if info.coding_process == jpeg_decoder::CodingProcess::DctProgressive {
        return Err(format!(
            "more than {WHOLE_PX} pixels across and progressive; save it as a baseline JPEG, or smaller"
        ));
    }
    let data = decoder.decode().map_err(|e| short(&e))?;
    let (width, height) = (u32::from(width), u32::from(height));
    match info.pixel_format {
        jpeg_decoder::PixelFormat::RGB24 => RgbImage::from_raw(width, height, data).map(DynamicImage::from),
        jpeg_decoder::PixelFormat::L8 => image::GrayImage::from_raw(width, height, data).map(DynamicImage::from),
        _ => None,
    }
    .ok_or_else(|| "its colours are in a form that is not read at this size".to_owned())
}

/// A PNG averaged row by row.
fn png_averaged(bytes: &[u8]) -> Result<DynamicImage, String> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|e| short(&e))?;
    if reader.info().interlaced {
        return Err(format!("more than {WHOLE_PX} pixels across and interlaced; save it plain, or smaller"));
    }
    let (width, height) = (reader.info().width, reader.info().height);
    let channels = reader.output_color_type().0.samples();
    let step = width.max(height).div_ceil(KEPT_PX);
    let (across, down) = (width.div_ceil(step), height.div_ceil(step));
    let mut out = RgbImage::new(across, down);
    for y in 0..down {
        let mut sums = vec![[0_u32; 4]; across as usize];
        for _ in y * step..height.min((y + 1) * step) {
            let row = reader.next_row().map_err(|e| short(&e))?.ok_or("it was cut short")?;
            for (x, pixel) in row.data().chunks_exact(channels).enumerate() {
                let sum = &mut sums[x / step as usize];
                // Grey stands for all three.
                let of = |k: usize| u32::from(pixel[if channels < 3 { 0 } else { k }]);
                (0..3).for_each(|k| sum[k] += of(k));
                sum[3] += 1;
            }
        }
        for (x, [r, g, b, n]) in sums.into_iter().enumerate() {
            out.put_pixel(x as u32, y, image::Rgb([r, g, b].map(|c| (c / n.max(1)) as u8)));
        }
    }
    Ok(out.into())
}

fn short(error: &dyn std::fmt::Display) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}
