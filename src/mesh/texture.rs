//! Textures of a scan, sampled at its vertices: phones put the skin's colour into a texture, not into the mesh.
//!
//! A picture is decoded once and averaged down to about the vertices' spacing, or its texels would alias. Its header is
//! used only as far as its bytes allow.

use super::raw_mesh::linear_of_bytes;
use image::{ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Longest side of a picture that is decoded, pixels.
const LARGEST_PX: u32 = 8192;
/// Longest side that is kept for sampling, pixels: about half a millimetre a texel on a head's skin.
const KEPT_PX: u32 = 1024;
/// Most pixels for a byte of a file; flat PNGs reach a thousand.
const PIXELS_PER_BYTE: u64 = 1200;

/// A decoded picture.
pub(super) struct Texture {
    rgb: RgbImage,
    linear: Box<[f32; 256]>,
}

impl Texture {
    /// The texture from PNG, JPEG or WebP bytes, or a short reason why not.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| short(&e));
        let (width, height) = reader()?.into_dimensions().map_err(|e| short(&e))?;
        let pixels = u64::from(width) * u64::from(height);
        if pixels == 0 || width.max(height) > LARGEST_PX || pixels > PIXELS_PER_BYTE * bytes.len() as u64 {
            return Err(format!("{width} x {height} pixels in {} bytes", bytes.len()));
        }
        let mut reader = reader()?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(LARGEST_PX);
        limits.max_image_height = Some(LARGEST_PX);
        reader.limits(limits);
        let picture = reader.decode().map_err(|e| short(&e))?;
        let kept = if width.max(height) > KEPT_PX { picture.thumbnail(KEPT_PX, KEPT_PX) } else { picture };
        Ok(Self { rgb: kept.into_rgb8(), linear: Box::new(linear_of_bytes()) })
    }

    /// Linear colour at `u` from the left and `v` from the top, 0–1. Pictures repeat; NaN counts as 0.
    pub(super) fn at(&self, u: f32, v: f32) -> [f32; 3] {
        let texel = |x: f32, side: u32| {
            let part = if x.is_finite() { x - x.floor() } else { 0.0 };
            ((part * side as f32) as u32).min(side - 1)
        };
        let pixel = self.rgb.get_pixel(texel(u, self.rgb.width()), texel(v, self.rgb.height())).0;
        pixel.map(|code| self.linear[usize::from(code)])
    }
}

fn short(error: &dyn std::fmt::Display) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}
