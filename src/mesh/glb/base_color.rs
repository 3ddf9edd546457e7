//! Base colour textures of a GLB, as colours of its vertices. A texture that cannot be read is noted and skipped, since
//! the shape is useful without it. Textures in other files are not fetched.

use super::{Numbers, base64, uri_path};
use crate::mesh::scan_picture::DecodedPicture;
use crate::mesh::sidecar::fetch;
use crate::mesh::text_number::shown;
use crate::mesh::texture::{Texture, TextureBudget};
use serde_json::Value;
use std::borrow::Cow;
use std::path::Path;

/// Pictures that are read of a file.
const MOST_PICTURES: usize = 64;
/// Bytes of a picture beside the scan.
const PICTURE_BYTES: u64 = 256 << 20;

/// The pictures of a file, decoded on first use.
pub(super) struct Textures<'a> {
    root: &'a Value,
    materials: &'a [Vec<Option<usize>>],
    buffers: &'a [Cow<'a, [u8]>],
    folder: Option<&'a Path>,
    decoded: Vec<Option<Option<Texture>>>,
    budget: TextureBudget<'a>,
    notes: Vec<String>,
}

/// The picture over a material.
struct Surface<'a> {
    info: &'a Value,
    factor: [f32; 3],
}

impl<'a> Textures<'a> {
    pub(super) fn new(
        root: &'a Value,
        materials: &'a [Vec<Option<usize>>],
        buffers: &'a [Cow<'a, [u8]>],
        folder: Option<&'a Path>,
        pictures: Option<&'a [DecodedPicture]>,
    ) -> Self {
        let decoded = entries(root, "images").iter().map(|_| None).collect();
        let budget = TextureBudget::new(MOST_PICTURES, pictures);
        Self { root, materials, buffers, folder, decoded, budget, notes: Vec::new() }
    }

    /// Linear colours of `count` vertices of a mesh's part; `None` where it has no picture that can be read.
    pub(super) fn colors(
        &mut self,
        mesh: usize,
        primitive: &gltf::Primitive<'_>,
        count: usize,
    ) -> Option<Vec<[f32; 3]>> {
        let material = (*self.materials.get(mesh)?.get(primitive.index())?)?;
        let Surface { info, factor } = self.surface(material)?;
        let transform = UvTransform::of(info);
        let accessor = primitive.get(&gltf::Semantic::TexCoords(transform.set))?;
        let places = Numbers::new(&accessor, self.buffers).ok().filter(|n| n.width == 2 && n.count == count)?;
        let texture = entries(self.root, "textures").get(number(info, "index")?)?;
        let Some(source) = source(texture) else {
            self.note(
                "a texture is left aside: it is in a form that is not read (KTX2, DDS); export PNG or JPEG".to_owned(),
            );
            return None;
        };
        if self.decoded.get(source)?.is_none() {
            let found = self.decode(source);
            if let Err(why) = &found {
                self.note(format!("texture {source} is left aside: {why}"));
            }
            self.decoded[source] = Some(found.ok());
        }
        let picture = self.decoded[source].as_ref()?.as_ref()?;
        let color = |i: usize| {
            let [u, v] = transform.apply([places.value(i, 0), places.value(i, 1)]);
            let texel = picture.at(u, v);
            [0, 1, 2].map(|k| texel[k] * factor[k].clamp(0.0, 1.0))
        };
        Some((0..count).map(color).collect())
    }

    /// Notes on pictures that could not be read, and the bytes of those that nothing has decoded.
    pub(super) fn left(self) -> (Vec<String>, Vec<Vec<u8>>) {
        (self.notes, self.budget.undecoded)
    }

    /// Adds a note once.
    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn surface(&mut self, material: usize) -> Option<Surface<'a>> {
        let material = entries(self.root, "materials").get(material)?;
        let pbr = material.get("pbrMetallicRoughness");
        let glossy = material.get("extensions").and_then(|e| e.get("KHR_materials_pbrSpecularGlossiness"));
        for (of, picture, factor) in
            [(pbr, "baseColorTexture", "baseColorFactor"), (glossy, "diffuseTexture", "diffuseFactor")]
        {
            if let Some(info) = of.and_then(|of| of.get(picture)) {
                let factor = of.and_then(|of| floats(of, factor)).unwrap_or([1.0; 3]);
                return Some(Surface { info, factor });
            }
        }
        let info = material.get("emissiveTexture")?;
        self.note("colours are taken from the picture of a glow: there is no other".to_owned());
        let factor = floats(material, "emissiveFactor").filter(|f| f.iter().any(|&x| x > 0.0)).unwrap_or([1.0; 3]);
        Some(Surface { info, factor })
    }

    fn decode(&mut self, source: usize) -> Result<Texture, String> {
        let image = entries(self.root, "images").get(source).ok_or("there is none of this number")?;
        let uri = image.get("uri").and_then(Value::as_str);
        let bytes: Cow<'_, [u8]> = match (number(image, "bufferView"), uri) {
            (Some(view), _) => {
                let view = entries(self.root, "bufferViews").get(view).ok_or("its bytes are missing")?;
                let first = number(view, "byteOffset").unwrap_or(0);
                let end = number(view, "byteLength").and_then(|length| first.checked_add(length));
                let buffer = number(view, "buffer").and_then(|buffer| self.buffers.get(buffer));
                let range = end.zip(buffer).and_then(|(end, buffer)| buffer.get(first..end));
                Cow::Borrowed(range.ok_or("its bytes are missing")?)
            }
            (None, Some(uri)) => match uri.strip_prefix("data:") {
                Some(data) => {
                    let (_, data) = data.split_once(";base64,").ok_or("it is not base64")?;
                    Cow::Owned(base64(data).ok_or("it is not base64")?)
                }
                None => {
                    let name = uri_path(uri);
                    let folder = self.folder.ok_or("it lies in another file, which is not opened")?;
                    let found = fetch(folder, &name, PICTURE_BYTES);
                    Cow::Owned(found.map_err(|why| format!("`{}`, in another file: {why}", shown(name.as_bytes())))?)
                }
            },
            (None, None) => return Err("it has no data".to_owned()),
        };
        self.budget.decode(&bytes)
    }
}

fn entries<'a>(root: &'a Value, key: &str) -> &'a [Value] {
    root.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn number(of: &Value, key: &str) -> Option<usize> {
    of.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok())
}

/// The first three numbers of a list.
fn floats(of: &Value, key: &str) -> Option<[f32; 3]> {
    let list = of.get(key)?.as_array()?;
    let mut out = [0.0; 3];
    for (slot, value) in out.iter_mut().zip(list) {
        *slot = value.as_f64()? as f32;
    }
    (list.len() >= 3).then_some(out)
}

/// The picture of a texture, a WebP one before its stand-in.
fn source(texture: &Value) -> Option<usize> {
    let webp =
        texture.get("extensions").and_then(|e| e.get("EXT_texture_webp")).and_then(|webp| number(webp, "source"));
    webp.or_else(|| number(texture, "source"))
}

/// Lie of a picture over a surface (`KHR_texture_transform`).
struct UvTransform {
    set: u32,
    offset: [f32; 2],
    scale: [f32; 2],
    /// Sine and cosine.
    turn: (f32, f32),
}

impl UvTransform {
    fn of(info: &Value) -> Self {
        let own = info.get("extensions").and_then(|e| e.get("KHR_texture_transform"));
        let set = own.and_then(|own| number(own, "texCoord")).or_else(|| number(info, "texCoord")).unwrap_or(0);
        let two = |key: &str, usual: f32| {
            let list = own.and_then(|own| own.get(key)).and_then(Value::as_array);
            [0, 1].map(|k| list.and_then(|l| l.get(k)).and_then(Value::as_f64).map_or(usual, |x| x as f32))
        };
        let turn = own.and_then(|own| own.get("rotation")).and_then(Value::as_f64).unwrap_or(0.0) as f32;
        Self { set: set as u32, offset: two("offset", 0.0), scale: two("scale", 1.0), turn: libm::sincosf(turn) }
    }

    /// Scaled, turned, then moved; the turn runs counter-clockwise in the picture, whose rows run down.
    fn apply(&self, [u, v]: [f32; 2]) -> [f32; 2] {
        let ([u, v], (sin, cos)) = ([u * self.scale[0], v * self.scale[1]], self.turn);
        [cos * u + sin * v + self.offset[0], cos * v - sin * u + self.offset[1]]
    }
}
