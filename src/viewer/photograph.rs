//! A photograph of the client: read upright, made small enough to be shown, held in memory alone. Its pixels are written nowhere.

use super::voice::Voice;
use egui::ColorImage;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use std::sync::Arc;

/// Longest edge that is kept, pixels: every device has textures of that size, and a head is seen to a fifth of a mm.
const LONGEST_PX: u32 = 2048;
/// Memory that reading may take, bytes: 108 megapixels.
const MOST_BYTES: u64 = 1 << 30;

/// A photograph.
#[derive(Clone)]
pub struct Photograph {
    /// Name of its file.
    pub name: String,
    /// Pixels, upright.
    pub pixels: Arc<ColorImage>,
}

impl std::fmt::Debug for Photograph {
    /// Size, and nothing of the pixels.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Photograph({:?})", self.pixels.size)
    }
}

impl Photograph {
    /// A photograph from the bytes of its file (JPEG, PNG, WebP), turned as its camera says it was held.
    ///
    /// # Errors
    /// Words on what is wrong and what to do.
    pub fn read(voice: Voice, name: String, bytes: &[u8]) -> Result<Self, String> {
        if bytes.get(4..8) == Some(b"ftyp") {
            return Err(voice.say("refused-heic"));
        }
        let told = |error: image::ImageError| match error {
            image::ImageError::Limits(_) => voice.say("refused-photo-large"),
            error => voice.tell("refused-photo", [("why", &error.to_string())]),
        };
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| e.to_string())?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_BYTES);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(told)?;
        // One that says nothing of how it was held was held upright.
        let held = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
        let mut picture = DynamicImage::from_decoder(decoder).map_err(told)?;
        if picture.width().max(picture.height()) > LONGEST_PX {
            picture = picture.thumbnail(LONGEST_PX, LONGEST_PX);
        }
        picture.apply_orientation(held);
        // Something of a photograph must be there to be seen.
        if picture.width() < 16 || picture.height() < 16 {
            return Err(voice.say("refused-photo-small"));
        }
        let rgb = picture.to_rgb8();
        let size = [rgb.width() as usize, rgb.height() as usize];
        Ok(Self { name, pixels: Arc::new(ColorImage::from_rgb(size, rgb.as_raw())) })
    }

    /// Width ÷ height.
    pub fn aspect(&self) -> f32 {
        self.pixels.size[0] as f32 / self.pixels.size[1].max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageEncoder, ImageFormat, RgbImage};

    /// Red on the left, blue on the right, wider than high.
    fn picture() -> RgbImage {
        RgbImage::from_fn(96, 64, |x, _| image::Rgb(if x < 48 { [220, 20, 20] } else { [20, 20, 220] }))
    }

    /// A JPEG whose camera was held as EXIF's number says.
    fn jpeg(held: u8) -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([held, 0, 0, 0, 0, 0, 0, 0]);
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_exif_metadata(exif).unwrap();
        encoder.encode_image(&picture()).unwrap();
        bytes
    }

    fn is_red(photograph: &Photograph, x: usize, y: usize) -> bool {
        let pixel = photograph.pixels.pixels[y * photograph.pixels.size[0] + x];
        pixel.r() > 150 && pixel.b() < 100
    }

    #[test]
    fn a_photograph_stands_upright_however_the_camera_was_held() {
        for (held, size, red_at, blue_at) in [
            (1, [96, 64], (10, 30), (85, 30)),
            (3, [96, 64], (85, 30), (10, 30)),
            (6, [64, 96], (30, 10), (30, 85)),
            (8, [64, 96], (30, 85), (30, 10)),
        ] {
            let read = Photograph::read(Voice::default(), "face.jpg".to_owned(), &jpeg(held)).unwrap();
            assert_eq!(read.pixels.size, size, "{held}");
            assert!(is_red(&read, red_at.0, red_at.1) && !is_red(&read, blue_at.0, blue_at.1), "{held}");
        }
    }

    #[test]
    fn other_kinds_come_in_and_large_ones_are_made_smaller() {
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let mut bytes = Vec::new();
            image::DynamicImage::from(picture()).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
            assert!(
                is_red(&Photograph::read(Voice::default(), "face".to_owned(), &bytes).unwrap(), 10, 30),
                "{format:?}"
            );
        }
        let wide = RgbImage::from_pixel(5000, 40, image::Rgb([200, 30, 30]));
        let mut bytes = Vec::new();
        image::DynamicImage::from(wide).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        assert_eq!(Photograph::read(Voice::default(), "wide.png".to_owned(), &bytes).unwrap().pixels.size, [2048, 16]);
    }

    #[test]
    fn what_is_no_photograph_is_refused_with_what_to_do() {
        let refused = |bytes: &[u8]| Photograph::read(Voice::default(), "x".to_owned(), bytes).unwrap_err();
        assert!(refused(b"no picture at all").contains("JPEG"), "{}", refused(b"no picture at all"));
        assert!(refused(b"").contains("JPEG"));
        assert!(refused(b"\0\0\0\x18ftypheic\0\0\0\0").contains("HEIC"));
        let whole = jpeg(1);
        assert!(refused(&whole[..whole.len() / 3]).contains("JPEG"));
        let mut png = Vec::new();
        let row = vec![0; 30_000];
        image::codecs::png::PngEncoder::new(&mut png)
            .write_image(&row, 10_000, 1, image::ExtendedColorType::Rgb8)
            .unwrap();
        assert!(Photograph::read(Voice::default(), "x".to_owned(), &png).is_err(), "a line of pixels is no photograph");
    }
}
