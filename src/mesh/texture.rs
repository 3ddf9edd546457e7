//! Textures of a scan, sampled at its vertices: phones put the skin's colour into a texture, not into the mesh.
//!
//! A picture is decoded once and averaged down to about the vertices' spacing, or its texels would alias. The library decodes it
//! (`own_decoder`), or the caller has decoded it before ([`ScanPicture`]), as a browser does.

#[cfg(not(target_arch = "wasm32"))]
use super::own_decoder;
use super::raw_mesh::linear_of_bytes;
use super::scan_picture::{DecodedPicture, ScanPicture};

/// Pixels that all pictures of one scan may have together: one of 16,384², and two of 8192².
const MOST_PIXELS: u64 = 3 << 27;

/// A decoded picture.
pub(super) struct Texture {
    picture: ScanPicture,
    linear: Box<[f32; 256]>,
}

/// Pictures and pixels that are left to decode for one scan.
pub(super) struct TextureBudget<'a> {
    pictures: usize,
    pixels: u64,
    /// Pictures that the caller has decoded, in the order in which they are asked for.
    given: Option<&'a [DecodedPicture]>,
    asked: usize,
    /// Bytes of the pictures that were asked for and that the caller has not decoded.
    pub(super) undecoded: Vec<Vec<u8>>,
}

impl<'a> TextureBudget<'a> {
    /// A budget of so many pictures. With `given` the library decodes none itself.
    pub(super) fn new(pictures: usize, given: Option<&'a [DecodedPicture]>) -> Self {
        Self { pictures, pixels: MOST_PIXELS, given, asked: 0, undecoded: Vec::new() }
    }

    /// Decodes the bytes of a picture, or takes what the caller made of them; or says in a few words why not.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Result<Texture, String> {
        let picture = match self.given {
            Some(given) => self.taken(given, bytes)?,
            None => self.own(bytes)?,
        };
        Ok(Texture { picture, linear: Box::new(linear_of_bytes()) })
    }

    /// A picture that the caller has decoded.
    fn taken(&mut self, given: &[DecodedPicture], bytes: &[u8]) -> DecodedPicture {
        self.admit(0)?;
        self.asked += 1;
        given.get(self.asked - 1).cloned().unwrap_or_else(|| {
            self.undecoded.push(bytes.to_vec());
            Err("nothing has decoded it".to_owned())
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn own(&mut self, bytes: &[u8]) -> DecodedPicture {
        own_decoder::decoded(bytes, |pixels| self.admit(pixels))
    }

    #[cfg(target_arch = "wasm32")]
    fn own(&mut self, bytes: &[u8]) -> DecodedPicture {
        self.taken(&[], bytes)
    }

    /// Takes a picture of so many pixels out of the budget.
    fn admit(&mut self, pixels: u64) -> Result<(), String> {
        if self.pictures == 0 || pixels > self.pixels {
            return Err("the scan's pictures are too many, or too large together".to_owned());
        }
        (self.pictures, self.pixels) = (self.pictures - 1, self.pixels - pixels);
        Ok(())
    }
}

impl Texture {
    /// Linear colour at `u` from the left and `v` from the top, 0–1. Pictures repeat; what is no number lies at the start.
    pub(super) fn at(&self, u: f32, v: f32) -> [f32; 3] {
        let texel = |x: f32, side: u32| {
            let part = if x.is_finite() { x - x.floor() } else { 0.0 };
            ((part * side as f32) as u32).min(side - 1)
        };
        let (width, height) = self.picture.size();
        self.picture.pixel(texel(u, width), texel(v, height)).map(|code| self.linear[usize::from(code)])
    }
}

#[cfg(test)]
mod tests {
    use super::super::own_decoder::{KEPT_PX, WHOLE_PX};
    use super::*;
    use image::{ImageEncoder, ImageFormat, RgbImage};
    use std::io::Cursor;

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
            let texture = TextureBudget::new(1, None).decode(&bytes).unwrap();
            assert!(texture.picture.size().0 <= KEPT_PX && texture.picture.size().0 > KEPT_PX / 2);
            let (left, right) = (texture.at(0.2, 0.5), texture.at(0.8, 0.5));
            assert!(left[0] > 0.85 && left[1] < 0.02 && right[1] > 0.8 && right[0] < 0.02, "{left:?} {right:?}");
            for cut in [40, bytes.len() / 2] {
                assert!(TextureBudget::new(1, None).decode(&bytes[..cut]).is_err(), "{cut}");
            }
        }
    }

    #[test]
    fn pictures_of_every_kind_that_scanners_write_show_their_colours() {
        let picture = RgbImage::from_fn(8, 4, |x, _| image::Rgb(if x < 4 { [250, 0, 0] } else { [0, 240, 0] }));
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Tga] {
            let mut bytes = Vec::new();
            picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
            let texture = TextureBudget::new(1, None).decode(&bytes).unwrap();
            let (left, right) = (texture.at(0.2, 0.5), texture.at(0.8, 0.5));
            assert!(left[0] > 0.9 && left[1] == 0.0 && right[1] > 0.8 && right[0] == 0.0, "{format:?}");
            // A cut one is told, or at most shows what is there; a picture of nothing is none.
            assert!(TextureBudget::new(1, None).decode(&bytes[..10]).is_err(), "{format:?}");
        }
        assert!(TextureBudget::new(1, None).decode(b"no picture of any kind, only words").is_err());
    }

    #[test]
    fn pictures_of_one_scan_share_a_budget() {
        let mut png = Vec::new();
        RgbImage::new(4, 4).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let mut budget = TextureBudget::new(2, None);
        assert!(budget.decode(&png).is_ok() && budget.decode(&png).is_ok());
        assert!(budget.decode(&png).err().unwrap().contains("too many"));
        let mut budget = TextureBudget { pixels: 20, ..TextureBudget::new(9, None) };
        assert!(budget.decode(&png).is_ok() && budget.decode(&png).is_err());
    }
}
