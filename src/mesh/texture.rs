//! Textures of a scan, sampled at its vertices: phones put the skin's colour into a texture, not into the mesh.
//!
//! A picture is decoded once and averaged down to about the vertices' spacing, or its texels would alias. Its header is
//! used only as far as its bytes allow.

use super::raw_mesh::linear_of_bytes;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Longest side that is read, pixels.
const LARGEST_PX: u32 = 16_384;
/// Longest side that is decoded whole, pixels; larger pictures are averaged while they are read.
const WHOLE_PX: u32 = 8192;
/// Longest side that is looked up in, pixels: a head's skin over it leaves about half a millimetre a texel.
const KEPT_PX: u32 = 1024;
/// Most pixels for a byte of a file; flat PNGs reach a thousand.
const PIXELS_PER_BYTE: u64 = 1200;
/// Pixels that all pictures of one scan may have together: one of 16,384², and two of 8192².
const MOST_PIXELS: u64 = 3 << 27;

/// A decoded picture.
pub(super) struct Texture {
    rgb: RgbImage,
    linear: Box<[f32; 256]>,
}

/// Pictures and pixels that are left to decode for one scan.
pub(super) struct TextureBudget {
    pictures: usize,
    pixels: u64,
}

impl TextureBudget {
    /// A budget of so many pictures.
    pub(super) fn new(pictures: usize) -> Self {
        Self { pictures, pixels: MOST_PIXELS }
    }

    /// Decodes the bytes of a PNG, JPEG, WebP, TIFF, BMP or TGA; or says in a few words why not.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Result<Texture, String> {
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
        if self.pictures == 0 || pixels > self.pixels {
            return Err("the scan's pictures are too many, or too large together".to_owned());
        }
        (self.pictures, self.pixels) = (self.pictures - 1, self.pixels - pixels);
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
        Ok(Texture { rgb: kept.into_rgb8(), linear: Box::new(linear_of_bytes()) })
    }
}

impl Texture {
    /// Linear colour at `u` from the left and `v` from the top, 0–1. Pictures repeat; what is no number lies at the start.
    pub(super) fn at(&self, u: f32, v: f32) -> [f32; 3] {
        let texel = |x: f32, side: u32| {
            let part = if x.is_finite() { x - x.floor() } else { 0.0 };
            ((part * side as f32) as u32).min(side - 1)
        };
        let pixel = self.rgb.get_pixel(texel(u, self.rgb.width()), texel(v, self.rgb.height())).0;
        pixel.map(|code| self.linear[usize::from(code)])
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageEncoder;

    /// A wide picture, red at the left, green at the right.
    fn wide() -> RgbImage {
        RgbImage::from_fn(WHOLE_PX + 8, 16, |x, _| image::Rgb(if x < WHOLE_PX / 2 { [250, 0, 0] } else { [0, 240, 0] }))
    }

    #[test]
    fn large_pictures_are_averaged_while_they_are_read() {
        let picture = wide();
        let mut png = Vec::new();
        let codec = image::codecs::png::PngEncoder::new(&mut png);
        codec.write_image(&picture, picture.width(), picture.height(), image::ExtendedColorType::Rgb8).unwrap();
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 95).encode_image(&picture).unwrap();
        for bytes in [png, jpeg] {
            let texture = TextureBudget::new(1).decode(&bytes).unwrap();
            assert!(texture.rgb.width() <= KEPT_PX && texture.rgb.width() > KEPT_PX / 2);
            let (left, right) = (texture.at(0.2, 0.5), texture.at(0.8, 0.5));
            assert!(left[0] > 0.85 && left[1] < 0.02 && right[1] > 0.8 && right[0] < 0.02, "{left:?} {right:?}");
            for cut in [40, bytes.len() / 2] {
                assert!(TextureBudget::new(1).decode(&bytes[..cut]).is_err(), "{cut}");
            }
        }
    }

    #[test]
    fn pictures_of_every_kind_that_scanners_write_show_their_colours() {
        let picture = RgbImage::from_fn(8, 4, |x, _| image::Rgb(if x < 4 { [250, 0, 0] } else { [0, 240, 0] }));
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Tga] {
            let mut bytes = Vec::new();
            picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
            let texture = TextureBudget::new(1).decode(&bytes).unwrap();
            let (left, right) = (texture.at(0.2, 0.5), texture.at(0.8, 0.5));
            assert!(left[0] > 0.9 && left[1] == 0.0 && right[1] > 0.8 && right[0] == 0.0, "{format:?}");
            // A cut one is told, or at most shows what is there; a picture of nothing is none.
            assert!(TextureBudget::new(1).decode(&bytes[..10]).is_err(), "{format:?}");
        }
        assert!(TextureBudget::new(1).decode(b"no picture of any kind, only words").is_err());
    }

    #[test]
    fn pictures_of_one_scan_share_a_budget() {
        let mut png = Vec::new();
        RgbImage::new(4, 4).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let mut budget = TextureBudget::new(2);
        assert!(budget.decode(&png).is_ok() && budget.decode(&png).is_ok());
        assert!(budget.decode(&png).err().unwrap().contains("too many"));
        let mut budget = TextureBudget { pictures: 9, pixels: 20 };
        assert!(budget.decode(&png).is_ok() && budget.decode(&png).is_err());
    }
}
