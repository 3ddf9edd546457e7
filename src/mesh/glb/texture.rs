//! A scan's picture as colours of its vertices: phones put the skin's colour into a texture, not into the mesh.
//!
//! A picture is decoded once, averaged down to about a vertex's spacing (or texels would alias), and looked up at each
//! vertex. Its header is believed only as far as its bytes can bear. What cannot be read is noted and left aside: the
//! shape is good without it. Pictures in other files are not fetched.

use super::{Numbers, base64};
use crate::mesh::raw::linear_of_bytes;
use gltf::json::Root;
use image::{ImageReader, Limits, RgbImage};
use std::borrow::Cow;
use std::io::Cursor;

/// Longest side that is decoded, pixels.
const LARGEST_PX: u32 = 8192;
/// Longest side that is looked up in, pixels: a head's skin over it leaves about half a millimetre a texel.
const KEPT_PX: u32 = 1024;
/// Pixels that a byte of a file may stand for; flat PNGs come to a thousand.
const PIXELS_PER_BYTE: u64 = 1200;

/// The pictures of a file, decoded when first asked for.
pub(super) struct Textures<'a> {
    root: &'a Root,
    buffers: &'a [Cow<'a, [u8]>],
    decoded: Vec<Option<Option<RgbImage>>>,
    linear: [f32; 256],
    /// What could not be read.
    pub(super) notes: Vec<String>,
}

impl<'a> Textures<'a> {
    pub(super) fn new(root: &'a Root, buffers: &'a [Cow<'a, [u8]>]) -> Self {
        let decoded = vec![None; root.images.len()];
        Self { root, buffers, decoded, linear: linear_of_bytes(), notes: Vec::new() }
    }

    /// Linear colours of `count` vertices, by the primitive's base colour texture and factor; `None` where it has none
    /// that can be read.
    pub(super) fn colors(&mut self, primitive: &gltf::Primitive<'_>, count: usize) -> Option<Vec<[f32; 3]>> {
        let surface = primitive.material().pbr_metallic_roughness();
        let info = surface.base_color_texture()?;
        let accessor = primitive.get(&gltf::Semantic::TexCoords(info.tex_coord()))?;
        let places = Numbers::new(&accessor, self.buffers).ok().filter(|n| n.width == 2 && n.count == count)?;
        let source = self.root.textures.get(info.texture().index())?.source.value();
        if self.decoded.get(source)?.is_none() {
            let found = self.decode(source);
            if let Err(why) = &found {
                self.notes.push(format!("texture {source} is left aside: {why}"));
            }
            self.decoded[source] = Some(found.ok());
        }
        let picture = self.decoded[source].as_ref()?.as_ref()?;
        let factor = surface.base_color_factor();
        let texel = |x: f32, side: u32| {
            // Textures repeat; what is no number lies at the start.
            let part = if x.is_finite() { x - x.floor() } else { 0.0 };
            ((part * side as f32) as u32).min(side - 1)
        };
        let color = |i: usize| {
            let (u, v) = (places.coordinate(i, 0), places.coordinate(i, 1));
            let pixel = picture.get_pixel(texel(u, picture.width()), texel(v, picture.height())).0;
            [0, 1, 2].map(|k| self.linear[usize::from(pixel[k])] * factor[k].clamp(0.0, 1.0))
        };
        Some((0..count).map(color).collect())
    }

    fn decode(&self, source: usize) -> Result<RgbImage, String> {
        let image = self.root.images.get(source).ok_or("there is none of this number")?;
        let bytes: Cow<'_, [u8]> = match (&image.buffer_view, &image.uri) {
            (Some(view), _) => {
                let view = self.root.buffer_views.get(view.value()).ok_or("its bytes are missing")?;
                let first = view.byte_offset.map_or(0, |offset| offset.0);
                let end = first.checked_add(view.byte_length.0).ok_or("its bytes are missing")?;
                let (first, end) = (usize::try_from(first), usize::try_from(end));
                let range = first
                    .ok()
                    .zip(end.ok())
                    .and_then(|(first, end)| self.buffers.get(view.buffer.value())?.get(first..end));
                Cow::Borrowed(range.ok_or("its bytes are missing")?)
            }
            (None, Some(uri)) => {
                let data = uri.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
                let (_, data) = data.ok_or("it lies in another file; export as GLB, all in one")?;
                Cow::Owned(base64(data).ok_or("it is not base64")?)
            }
            (None, None) => return Err("it has no data".to_owned()),
        };
        let reader = || ImageReader::new(Cursor::new(&bytes[..])).with_guessed_format().map_err(|e| short(&e));
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
        let longest = width.max(height);
        let kept = if longest > KEPT_PX { picture.thumbnail(KEPT_PX, KEPT_PX) } else { picture };
        Ok(kept.into_rgb8())
    }
}

fn short(error: &dyn std::fmt::Display) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}
