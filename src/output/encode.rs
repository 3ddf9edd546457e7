//! Pictures as files: PNG with its sRGB chunk and the plan's digest, JPEG, WebP, and EXR that stays scene-linear.

use crate::render::{Picture, Pixels};
use image::{ExtendedColorType, ImageEncoder};
use std::io::Cursor;
use std::path::Path;
use thiserror::Error;

/// A file format for pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// 8-bit sRGB, lossless, with alpha.
    Png,
    /// 8-bit sRGB, lossy (quality 92), no alpha.
    Jpeg,
    /// 8-bit sRGB, lossless, with alpha.
    WebP,
    /// 32-bit float, scene-linear Rec. 709, premultiplied alpha, before exposure and tone map.
    Exr,
}

/// A picture that cannot be encoded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The ending of the file's name belongs to no format.
    #[error("{found:?} does not end like a picture: use .png, .jpg, .webp or .exr")]
    UnknownEnding {
        /// The file's name.
        found: String,
    },
    /// The encoder refused the picture.
    #[error("the picture cannot be encoded as {format:?}: {reason}")]
    Refused {
        /// The format asked for.
        format: PictureFormat,
        /// The encoder's message.
        reason: String,
    },
}

impl PictureFormat {
    /// The format that a file's name asks for.
    ///
    /// # Errors
    /// [`EncodeError::UnknownEnding`] where no format has the name's ending.
    pub fn of(path: &Path) -> Result<Self, EncodeError> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "png" => Ok(Self::Png),
            "jpg" | "jpeg" => Ok(Self::Jpeg),
            "webp" => Ok(Self::WebP),
            "exr" => Ok(Self::Exr),
            _ => Err(EncodeError::UnknownEnding { found: path.display().to_string() }),
        }
    }

    /// True where the format holds scene-linear floats.
    pub fn is_linear(self) -> bool {
        self == Self::Exr
    }

    /// True where the format has an alpha channel.
    pub fn has_alpha(self) -> bool {
        self != Self::Jpeg
    }
}

/// Text that goes into a picture's file: pairs of keyword and text.
pub type Provenance = [(&'static str, String)];

/// A picture as the bytes of a file. `provenance` goes into PNG's text chunks.
///
/// # Errors
/// [`EncodeError::Refused`], also where pixels and format do not fit (bytes for EXR, floats for the others).
pub fn encode(picture: &Picture, format: PictureFormat, provenance: &Provenance) -> Result<Vec<u8>, EncodeError> {
    let refused = |reason: String| EncodeError::Refused { format, reason };
    let (width, height) = (picture.width, picture.height);
    let mut out = Cursor::new(Vec::new());
    match (&picture.pixels, format) {
        (Pixels::Srgb8(rgba), PictureFormat::Png) => {
            png(rgba, width, height, provenance, &mut out).map_err(|e| refused(e.to_string()))?;
        }
        (Pixels::Srgb8(rgba), PictureFormat::Jpeg) => {
            let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
            image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 92)
                .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
                .map_err(|e| refused(e.to_string()))?;
        }
        (Pixels::Srgb8(rgba), PictureFormat::WebP) => {
            image::codecs::webp::WebPEncoder::new_lossless(&mut out)
                .write_image(rgba, width, height, ExtendedColorType::Rgba8)
                .map_err(|e| refused(e.to_string()))?;
        }
        (Pixels::Linear(rgba), PictureFormat::Exr) => {
            image::codecs::openexr::OpenExrEncoder::new(&mut out)
                .write_image(bytemuck::cast_slice(rgba), width, height, ExtendedColorType::Rgba32F)
                .map_err(|e| refused(e.to_string()))?;
        }
        (Pixels::Srgb8(_), PictureFormat::Exr) => return Err(refused("its pixels are not scene-linear".to_owned())),
        (Pixels::Linear(_), _) => return Err(refused("its pixels are scene-linear".to_owned())),
    }
    Ok(out.into_inner())
}

fn png(
    rgba: &[u8],
    width: u32,
    height: u32,
    provenance: &Provenance,
    out: &mut Cursor<Vec<u8>>,
) -> Result<(), png::EncodingError> {
    let opaque = rgba.chunks_exact(4).all(|p| p[3] == 255);
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::RelativeColorimetric);
    encoder.set_compression(png::Compression::Fast);
    for (keyword, text) in provenance {
        encoder.add_itxt_chunk((*keyword).to_owned(), text.clone())?;
    }
    let mut writer = encoder.write_header()?;
    if opaque {
        let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        writer.write_image_data(&rgb)?;
    } else {
        writer.write_image_data(rgba)?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        let rgba = (0..16 * 8_u32).flat_map(|i| [i as u8, 80, 160, if i < 10 { 0 } else { 255 }]).collect();
        Picture { width: 16, height: 8, pixels: Pixels::Srgb8(rgba) }
    }

    #[test]
    fn a_png_says_what_it_shows_and_in_which_colours() {
        let bytes = encode(&picture(), PictureFormat::Png, &[("Plan", "abc123".to_owned())]).unwrap();
        let reader = png::Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
        assert!(reader.info().srgb.is_some());
        let text = &reader.info().utf8_text[0];
        assert_eq!((text.keyword.as_str(), text.get_text().unwrap().as_str()), ("Plan", "abc123"));
        let back = image::load_from_memory(&bytes).unwrap().into_rgba8();
        assert_eq!(Pixels::Srgb8(back.into_raw()), picture().pixels);
    }

    #[test]
    fn floats_go_through_exr_unchanged() {
        let values: Vec<f32> = (0..4 * 6).map(|i| i as f32 * 0.37).collect();
        let picture = Picture { width: 3, height: 2, pixels: Pixels::Linear(values.clone()) };
        let bytes = encode(&picture, PictureFormat::Exr, &[]).unwrap();
        let back = image::load_from_memory(&bytes).unwrap().into_rgba32f();
        assert_eq!(back.into_raw(), values);
        assert!(encode(&picture, PictureFormat::Png, &[]).is_err());
    }

    #[test]
    fn endings_choose_the_format() {
        assert_eq!(PictureFormat::of(Path::new("a.JPG")).unwrap(), PictureFormat::Jpeg);
        assert!(PictureFormat::of(Path::new("a.txt")).unwrap_err().to_string().contains(".png"));
    }
}
