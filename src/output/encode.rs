//! Pictures as files: PNG with its sRGB chunk and the plan's digest, JPEG, WebP, and EXR that stays scene-linear.
//!
//! PNG, JPEG and WebP carry an XMP packet whose `DigitalSourceType` says that a program made the picture (IPTC's vocabulary of sources).

use crate::render::options::{MAX_EDGE_PX, MAX_PIXELS};
use crate::render::{Picture, Pixels};
use image::{ExtendedColorType, ImageEncoder};
use std::io::Cursor;
use std::path::Path;
use thiserror::Error;

/// A file format for pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// More pixels than are held, or an edge longer than the format takes.
    #[error(
        "{width}x{height} pixels do not go into one {format:?} file: it takes edges up to {longest} and {MAX_PIXELS} pixels"
    )]
    TooLarge {
        /// The format.
        format: PictureFormat,
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
        /// Longest edge of the format, pixels.
        longest: u32,
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

    /// Finds out before a long job whether a picture of this size goes into a file of this format.
    ///
    /// # Errors
    /// [`EncodeError::TooLarge`].
    pub fn check_size(self, [width, height]: [u64; 2]) -> Result<(), EncodeError> {
        let longest = if self == Self::WebP { 16_383 } else { MAX_EDGE_PX };
        if width.max(height) > u64::from(longest) || width.saturating_mul(height) > MAX_PIXELS {
            return Err(EncodeError::TooLarge { format: self, width, height, longest });
        }
        Ok(())
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

/// XMP packet of every picture: made by an algorithm, after no photograph.
const XMP: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" ",
    "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" Iptc4xmpExt:DigitalSourceType=",
    "\"http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia\"/></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
);
/// Keyword of an XMP packet in a PNG.
const XMP_IN_PNG: &str = "XML:com.adobe.xmp";
/// Head of an XMP packet in a JPEG.
const XMP_IN_JPEG: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// Text that goes into a picture's file: pairs of keyword and text.
pub type Provenance = [(&'static str, String)];

/// Texts of a PNG, as keyword and text: `provenance`, then the XMP packet. [`encode()`] writes them; whoever writes a PNG by other means, as a page
/// does, puts them into it as iTXt chunks.
pub fn png_texts(provenance: &Provenance) -> Vec<(&'static str, String)> {
    let mut texts = provenance.to_vec();
    texts.push((XMP_IN_PNG, XMP.to_owned()));
    texts
}

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
        (Pixels::Srgb8(_), PictureFormat::Jpeg) => return Ok(with_xmp(&jpeg(picture, 92)?)),
        (Pixels::Srgb8(rgba), PictureFormat::WebP) => {
            let mut encoder = image_webp::WebPEncoder::new(&mut out);
            encoder.set_xmp_metadata(XMP.as_bytes().to_vec());
            encoder.encode(rgba, width, height, image_webp::ColorType::Rgba8).map_err(|e| refused(e.to_string()))?;
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

/// A picture as a plain JPEG of a quality (1–100), without anything said of it.
pub(super) fn jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, EncodeError> {
    let refused = |reason: String| EncodeError::Refused { format: PictureFormat::Jpeg, reason };
    let Pixels::Srgb8(rgba) = &picture.pixels else { return Err(refused("its pixels are scene-linear".to_owned())) };
    let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let mut out = Cursor::new(Vec::new());
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, quality)
        .write_image(&rgb, picture.width, picture.height, ExtendedColorType::Rgb8)
        .map_err(|e| refused(e.to_string()))?;
    Ok(out.into_inner())
}

/// A JPEG with the XMP packet behind its first segment (JFIF's, which must stand first).
fn with_xmp(jpeg: &[u8]) -> Vec<u8> {
    let length = 2 + XMP_IN_JPEG.len() + XMP.len();
    // Marker of the file (2 bytes), marker of the segment (2), its length, which counts itself.
    let behind = match jpeg.get(4..6) {
        Some(&[high, low]) => (4 + usize::from(u16::from_be_bytes([high, low]))).min(jpeg.len()),
        _ => jpeg.len(),
    };
    let [high, low] = (length as u16).to_be_bytes();
    [&jpeg[..behind], &[0xff, 0xe1, high, low], XMP_IN_JPEG, XMP.as_bytes(), &jpeg[behind..]].concat()
}

/// An extended WebP (as films are) with the XMP packet behind its pictures, and the bit in its head that says so.
#[cfg(feature = "movie")]
pub(super) fn with_xmp_in_webp(mut webp: Vec<u8>) -> Vec<u8> {
    // "RIFF", the length of the rest, "WEBP", "VP8X", that chunk's length, then its flags.
    if webp.get(12..16) != Some(b"VP8X") || webp.len() < 30 {
        return webp;
    }
    webp[20] |= 0b100;
    webp.extend_from_slice(b"XMP ");
    webp.extend_from_slice(&(XMP.len() as u32).to_le_bytes());
    webp.extend_from_slice(XMP.as_bytes());
    // Chunks begin at even places.
    webp.resize(webp.len().next_multiple_of(2), 0);
    let rest = (webp.len() - 8) as u32;
    webp[4..8].copy_from_slice(&rest.to_le_bytes());
    webp
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
    for (keyword, text) in png_texts(provenance) {
        encoder.add_itxt_chunk(keyword.to_owned(), text)?;
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
    fn every_picture_for_the_eye_says_that_a_program_made_it_and_still_opens() {
        use image::ImageDecoder;
        for format in [PictureFormat::Png, PictureFormat::Jpeg, PictureFormat::WebP] {
            let bytes = encode(&picture(), format, &[]).unwrap();
            let reader = image::ImageReader::new(Cursor::new(&bytes)).with_guessed_format().unwrap();
            let mut decoder = reader.into_decoder().unwrap();
            let xmp = decoder.xmp_metadata().unwrap().map(|xmp| String::from_utf8_lossy(&xmp).into_owned());
            assert_eq!(xmp.as_deref(), Some(XMP), "{format:?}");
            let back = image::load_from_memory(&bytes).unwrap();
            assert_eq!((back.width(), back.height()), (16, 8), "{format:?}");
        }
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
    fn what_a_format_cannot_hold_is_known_before() {
        assert!(
            PictureFormat::WebP.check_size([16_384, 20]).is_err()
                && PictureFormat::Png.check_size([16_384, 20]).is_ok()
        );
        assert!(
            PictureFormat::Jpeg.check_size([65_536, 2]).is_err() && PictureFormat::Jpeg.check_size([65_535, 2]).is_ok()
        );
        assert!(PictureFormat::Png.check_size([20_000, 20_000]).is_err());
    }

    #[test]
    fn endings_choose_the_format() {
        assert_eq!(PictureFormat::of(Path::new("a.JPG")).unwrap(), PictureFormat::Jpeg);
        assert!(PictureFormat::of(Path::new("a.txt")).unwrap_err().to_string().contains(".png"));
    }
}
