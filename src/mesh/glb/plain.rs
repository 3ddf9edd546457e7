//! The JSON of a glTF down to what a head needs of it: places, triangles, their numbers, and which picture lies over them.
//!
//! The `gltf` crate refuses a file for what is wrong, or only new, anywhere in it: a material's odd word, an extension that changes
//! nothing about the shape, bounds that are missing. So it is given the shape alone, whose every number it still checks.

use super::content;
use crate::mesh::raw_mesh::ReadError;
use crate::mesh::text_number::shown;
use serde_json::{Map, Value, json};

/// Parts of a file's JSON that are read.
pub(super) struct Plain {
    /// Shape alone, for the `gltf` crate.
    pub(super) shape: Value,
    /// Materials: of each mesh, in turn, that of each of its parts.
    pub(super) materials: Vec<Vec<Option<usize>>>,
    /// Notes on extensions that are not read.
    pub(super) notes: Vec<String>,
}

/// Extensions without which there are no triangles, with the words by which exporters call them.
const COMPRESSIONS: [(&str, &str); 3] = [
    ("KHR_draco_mesh_compression", "Draco compression"),
    ("EXT_meshopt_compression", "meshopt compression"),
    ("KHR_meshopt_compression", "meshopt compression"),
];
/// Beginnings of names of extensions that change looks alone, or are read.
const HARMLESS: [&str; 8] = [
    "KHR_materials_",
    "KHR_texture_",
    "EXT_texture_",
    "KHR_lights",
    "KHR_mesh_quantization",
    "KHR_xmp",
    "MSFT_texture",
    "KHR_animation",
];

/// The shape of a file, and what else is read of it.
///
/// # Errors
/// [`ReadError::Content`] where the triangles are compressed, with the name of it.
pub(super) fn plain(root: &Value) -> Result<Plain, ReadError> {
    let list = |key: &str| root.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let names = |key: &str| list(key).iter().filter_map(Value::as_str);
    let compressed = |name: &str| {
        let words = COMPRESSIONS.iter().find(|(known, _)| *known == name)?.1;
        Some(content(format!("its triangles are compressed ({name}), which is not read; export it without {words}")))
    };
    if let Some(error) = names("extensionsRequired").find_map(compressed) {
        return Err(error);
    }
    let positions: Vec<u64> = list("meshes").iter().flat_map(parts).filter_map(position).collect();
    let missing = |&at: &u64| {
        let accessor = usize::try_from(at).ok().and_then(|at| list("accessors").get(at));
        accessor.is_some_and(|a| a.get("bufferView").is_none() && a.get("sparse").is_none())
    };
    if positions.iter().any(missing)
        && let Some(error) = names("extensionsUsed").find_map(compressed)
    {
        return Err(error);
    }
    let mut notes = Vec::new();
    let odd: Vec<String> = names("extensionsRequired")
        .filter(|name| !HARMLESS.iter().any(|known| name.starts_with(known)))
        .take(4)
        .map(|name| shown(name.as_bytes()))
        .collect();
    if !odd.is_empty() {
        notes.push(format!("read without {}, which the file asks for", odd.join(", ")));
    }
    let mut shape = Map::new();
    shape.insert("asset".to_owned(), json!({ "version": "2.0" }));
    for key in ["scene", "scenes", "nodes", "meshes", "accessors", "bufferViews", "buffers"] {
        if let Some(value) = root.get(key) {
            shape.insert(key.to_owned(), value.clone());
        }
    }
    let mut shape = Value::Object(shape);
    each(&mut shape, "scenes", |_, scene| keep(scene, &["nodes"]));
    each(&mut shape, "buffers", |_, buffer| keep(buffer, &["byteLength", "uri"]));
    each(&mut shape, "bufferViews", |_, view| keep(view, &["buffer", "byteOffset", "byteLength", "byteStride"]));
    each(&mut shape, "accessors", |i, accessor| {
        keep(accessor, &["bufferView", "byteOffset", "componentType", "normalized", "count", "type", "sparse"]);
        if let Some(sparse) = accessor.get_mut("sparse") {
            keep(sparse, &["count", "indices", "values"]);
            sparse
                .get_mut("indices")
                .into_iter()
                .for_each(|of| keep(of, &["bufferView", "byteOffset", "componentType"]));
            sparse.get_mut("values").into_iter().for_each(|of| keep(of, &["bufferView", "byteOffset"]));
        }
        // The crate asks for bounds and does not use them.
        if let (true, Some(accessor)) = (positions.contains(&(i as u64)), accessor.as_object_mut()) {
            accessor.insert("min".to_owned(), json!([0.0, 0.0, 0.0]));
            accessor.insert("max".to_owned(), json!([0.0, 0.0, 0.0]));
        }
    });
    let mut materials = Vec::new();
    each(&mut shape, "meshes", |_, mesh| {
        keep(mesh, &["primitives"]);
        let mut own = Vec::new();
        if let Some(parts) = mesh.get_mut("primitives").and_then(Value::as_array_mut) {
            parts.retain(|part| position(part).is_some());
            for part in parts {
                own.push(part.get("material").and_then(Value::as_u64).and_then(|m| usize::try_from(m).ok()));
                keep(part, &["attributes", "indices", "mode"]);
                if let Some(attributes) = part.get_mut("attributes").and_then(Value::as_object_mut) {
                    attributes.retain(|name, _| {
                        matches!(name.as_str(), "POSITION" | "COLOR_0") || name.starts_with("TEXCOORD_")
                    });
                }
            }
        }
        materials.push(own);
    });
    each(&mut shape, "nodes", |_, node| {
        keep(node, &["children", "matrix", "translation", "rotation", "scale", "mesh"]);
        let bare = |m: u64| usize::try_from(m).ok().and_then(|m| materials.get(m)).is_some_and(Vec::is_empty);
        if node.get("mesh").and_then(Value::as_u64).is_some_and(bare)
            && let Some(node) = node.as_object_mut()
        {
            node.remove("mesh");
        }
    });
    Ok(Plain { shape, materials, notes })
}

/// Parts of a mesh.
fn parts(mesh: &Value) -> &[Value] {
    mesh.get("primitives").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The accessor of a part's positions.
fn position(part: &Value) -> Option<u64> {
    part.get("attributes")?.get("POSITION")?.as_u64()
}

/// Changes every entry of a list, by its number.
fn each(root: &mut Value, key: &str, mut change: impl FnMut(usize, &mut Value)) {
    if let Some(list) = root.get_mut(key).and_then(Value::as_array_mut) {
        list.iter_mut().enumerate().for_each(|(i, entry)| change(i, entry));
    }
}

/// Keeps some keys of an object, without those that say nothing.
fn keep(of: &mut Value, keys: &[&str]) {
    if let Some(object) = of.as_object_mut() {
        object.retain(|key, value| keys.contains(&key.as_str()) && !value.is_null());
    }
}
