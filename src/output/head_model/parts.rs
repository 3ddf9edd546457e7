//! Parts of a model as one binary glTF file, in metres.
//!
//! The `gltf` crate writes the container; the JSON is laid out here, because the crate's own types would need features that change what its
//! reader accepts of scans.

use glam::Vec3;
use serde_json::{Value, json};
use std::borrow::Cow;

/// Metres in a millimetre.
const METRES: f32 = 1e-3;
/// Numbers of the format: floats, whole numbers of 32 bits; vertices and indices; triangles.
const FLOAT: u32 = 5126;
const WHOLE: u32 = 5125;
const VERTICES: u32 = 34962;
const INDICES: u32 = 34963;

/// Triangles with one material, mm.
#[derive(Clone, Debug, Default)]
pub struct ModelPart {
    /// Places, head frame, mm.
    pub positions: Vec<Vec3>,
    /// Unit normals.
    pub normals: Vec<Vec3>,
    /// Places in the material's picture, from its upper left corner; empty where it has none.
    pub places: Vec<[f32; 2]>,
    /// Triangles, counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// A file in the making.
#[derive(Default)]
pub struct ModelFile {
    bytes: Vec<u8>,
    views: Vec<Value>,
    accessors: Vec<Value>,
    images: Vec<Value>,
    materials: Vec<Value>,
    primitives: Vec<Value>,
}

/// Words of a file: its head's name, its copyright line, what a machine may read of it, and its variants.
pub struct ModelWords {
    /// Name of the head.
    pub name: String,
    /// Line for people who open the file.
    pub copyright: String,
    /// Object for programs that open it.
    pub extras: Value,
    /// Names of the variants.
    pub variants: Vec<String>,
}

impl ModelFile {
    /// Adds a picture, a JPEG; returns its index.
    pub fn picture(&mut self, jpeg: &[u8]) -> usize {
        let view = self.view(jpeg, None);
        self.images.push(json!({ "bufferView": view, "mimeType": "image/jpeg" }));
        self.images.len() - 1
    }

    /// Adds a material; returns its index.
    pub fn material(&mut self, material: Value) -> usize {
        self.materials.push(material);
        self.materials.len() - 1
    }

    /// Adds triangles with a material. Where `variants` has materials, each variant of the file shows the part with its own.
    pub fn part(&mut self, part: &ModelPart, material: usize, variants: &[usize]) {
        if part.triangles.is_empty() {
            return;
        }
        let metres: Vec<[f32; 3]> = part.positions.iter().map(|p| (*p * METRES).to_array()).collect();
        let end = |pick: fn(f32, f32) -> f32, from: f32| {
            metres.iter().fold([from; 3], |end, p| [0, 1, 2].map(|k| pick(end[k], p[k])))
        };
        let bounds = [end(f32::min, f32::INFINITY), end(f32::max, f32::NEG_INFINITY)];
        let normals: Vec<[f32; 3]> = part.normals.iter().map(|n| n.normalize_or(Vec3::Y).to_array()).collect();
        let indices: Vec<u32> = part.triangles.iter().flatten().copied().collect();
        let count = metres.len();
        let mut attributes = json!({
            "POSITION": self.accessor(bytemuck::cast_slice(&metres), "VEC3", count, Some(bounds)),
            "NORMAL": self.accessor(bytemuck::cast_slice(&normals), "VEC3", count, None),
        });
        if !part.places.is_empty() {
            attributes["TEXCOORD_0"] = self.accessor(bytemuck::cast_slice(&part.places), "VEC2", count, None).into();
        }
        let view = self.view(bytemuck::cast_slice(&indices), Some(INDICES));
        self.accessors
            .push(json!({ "bufferView": view, "componentType": WHOLE, "count": indices.len(), "type": "SCALAR" }));
        let indices = self.accessors.len() - 1;
        let mut primitive = json!({ "attributes": attributes, "indices": indices, "material": material });
        if !variants.is_empty() {
            let mappings: Vec<Value> = variants
                .iter()
                .enumerate()
                .map(|(variant, material)| json!({ "material": material, "variants": [variant] }))
                .collect();
            primitive["extensions"] = json!({ "KHR_materials_variants": { "mappings": mappings } });
        }
        self.primitives.push(primitive);
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// The container's message, where it grows beyond 4 GiB.
    pub fn bytes(self, words: &ModelWords) -> Result<Vec<u8>, String> {
        let variants: Vec<Value> = words.variants.iter().map(|name| json!({ "name": name })).collect();
        let textures: Vec<Value> = (0..self.images.len()).map(|i| json!({ "source": i, "sampler": 0 })).collect();
        let root = json!({
            "asset": {
                "version": "2.0",
                "generator": format!("Pointille {}", env!("CARGO_PKG_VERSION")),
                "copyright": words.copyright,
                "extras": words.extras,
            },
            "extensionsUsed": ["KHR_materials_variants"],
            "extensions": { "KHR_materials_variants": { "variants": variants } },
            "scene": 0,
            "scenes": [{ "nodes": [0] }],
            "nodes": [{ "name": words.name, "mesh": 0 }],
            "meshes": [{ "name": words.name, "primitives": self.primitives }],
            "materials": self.materials,
            "textures": textures,
            // Smaller copies are blended; pictures end at their edge.
            "samplers": [{ "magFilter": 9729, "minFilter": 9987, "wrapS": 33071, "wrapT": 33071 }],
            "images": self.images,
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{ "byteLength": self.bytes.len() }],
        });
        let json = serde_json::to_vec(&root).map_err(|error| error.to_string())?;
        if json.len() + self.bytes.len() > u32::MAX as usize - 64 {
            return Err("it would be larger than 4 GiB; take fewer times, or a smaller texture".to_owned());
        }
        let header = gltf::binary::Header { magic: *b"glTF", version: 2, length: 0 };
        let glb = gltf::binary::Glb { header, json: Cow::Owned(json), bin: Some(Cow::Owned(self.bytes)) };
        glb.to_vec().map_err(|error| error.to_string())
    }

    fn view(&mut self, bytes: &[u8], target: Option<u32>) -> usize {
        let first = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        let mut view = json!({ "buffer": 0, "byteOffset": first, "byteLength": bytes.len() });
        if let Some(target) = target {
            view["target"] = target.into();
        }
        self.views.push(view);
        self.views.len() - 1
    }

    fn accessor(&mut self, bytes: &[u8], kind: &str, count: usize, bounds: Option<[[f32; 3]; 2]>) -> usize {
        let view = self.view(bytes, Some(VERTICES));
        let mut accessor = json!({ "bufferView": view, "componentType": FLOAT, "count": count, "type": kind });
        if let Some([low, high]) = bounds {
            (accessor["min"], accessor["max"]) = (json!(low), json!(high));
        }
        self.accessors.push(accessor);
        self.accessors.len() - 1
    }
}
