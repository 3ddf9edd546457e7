//! Base colour textures of a GLB, as colours of its vertices. A texture that cannot be read is noted and skipped, since
//! the shape is useful without it. Textures in other files are not fetched.

use super::{Numbers, base64};
use crate::mesh::texture::Texture;
use gltf::json::Root;
use std::borrow::Cow;

/// The pictures of a file, decoded on first use.
pub(super) struct Textures<'a> {
    root: &'a Root,
    buffers: &'a [Cow<'a, [u8]>],
    decoded: Vec<Option<Option<Texture>>>,
    /// Notes on pictures that could not be read.
    pub(super) notes: Vec<String>,
}

impl<'a> Textures<'a> {
    /// The textures of a document with its buffers; none is decoded yet.
    pub(super) fn new(root: &'a Root, buffers: &'a [Cow<'a, [u8]>]) -> Self {
        let decoded = root.images.iter().map(|_| None).collect();
        Self { root, buffers, decoded, notes: Vec::new() }
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
        let color = |i: usize| {
            let texel = picture.at(places.coordinate(i, 0), places.coordinate(i, 1));
            [0, 1, 2].map(|k| texel[k] * factor[k].clamp(0.0, 1.0))
        };
        Some((0..count).map(color).collect())
    }

    fn decode(&self, source: usize) -> Result<Texture, String> {
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
        Texture::decode(&bytes)
    }
}
