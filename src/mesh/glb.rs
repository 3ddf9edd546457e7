//! Binary glTF (GLB), and glTF text with its buffers embedded or in files beside it.
//!
//! The `gltf` crate reads and validates the JSON. The container around it and the numbers in the buffers are read here,
//! because the sizes in the file must be checked: the crate subtracts from an unchecked length and returns slices of
//! any size asked for. Nothing outside the bytes is ever fetched. Nodes are visited once each, as the format demands of
//! a tree, so a scene that contains itself ends.
//!
//! Scene transforms are applied. By its standard glTF is in metres with +Y up; files break that rule so often that the
//! import does not rely on it. A base colour texture becomes colours of the vertices. Skins, morphs, sparse and
//! compressed data are not read.

mod base_color;
mod numbers;
mod plain;
#[cfg(test)]
mod tests;

use super::raw_mesh::{Format, RawMesh, ReadError};
use super::scan_picture::DecodedPicture;
use super::sidecar;
use super::text_number::shown;
use base_color::Textures;
use glam::{Mat4, Vec3};
use gltf::accessor::DataType;
use gltf::json::validation::Checked;
use numbers::Numbers;
use serde_json::Value;
use std::borrow::Cow;
use std::path::Path;

/// Bytes of a buffer beside the scan.
const BUFFER_BYTES: u64 = 2 << 30;

/// Reads GLB or glTF bytes that need no other file.
///
/// # Errors
/// [`ReadError`] for bytes that are no scene or need a file beside them.
pub fn read_glb(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    read_gltf(bytes, None)
}

/// Reads GLB or glTF bytes; buffers and pictures in other files are looked for in `folder`, where there is one.
///
/// # Errors
/// [`ReadError`] where the container, the JSON or the buffers are not what they promise, or where data cannot be had.
pub fn read_gltf(bytes: &[u8], folder: Option<&Path>) -> Result<RawMesh, ReadError> {
    read_gltf_with(bytes, folder, None)
}

/// Reads GLB or glTF bytes as [`read_gltf`] does. `pictures`, where they are given, are what the caller made of the file's pictures, in the order
/// in which they are asked for; the bytes of those that are asked for beyond them lie in [`RawMesh::undecoded`].
///
/// # Errors
/// Errors of [`read_gltf`].
pub fn read_gltf_with(
    bytes: &[u8],
    folder: Option<&Path>,
    pictures: Option<&[DecodedPicture]>,
) -> Result<RawMesh, ReadError> {
    let (json, blob) = if bytes.starts_with(MAGIC) { chunks(bytes)? } else { (bytes, None) };
    let root: Value = serde_json::from_slice(json).map_err(|e| content(format!("the JSON is broken: {e}")))?;
    let plain = plain::plain(&root)?;
    let document = document(plain.shape)?;
    let buffers = document.buffers().map(|b| buffer(&b, blob, folder)).collect::<Result<Vec<_>, _>>()?;
    let size = bytes.len() + buffers.iter().map(|b| b.len()).sum::<usize>();
    let mut out = Gathered {
        mesh: RawMesh::of(Format::Glb),
        colors: Vec::new(),
        colored: true,
        // Meshes may be used many times over, but a head's scan has no reason to grow like that.
        most_vertices: size.max(1 << 16),
        skipped: 0,
    };
    out.mesh.notes = plain.notes;
    let mut textures = Textures::new(&root, &plain.materials, &buffers, folder, pictures);
    let mut seen = vec![false; document.nodes().len()];
    let scene = document.default_scene().or_else(|| document.scenes().next());
    let mut waiting: Vec<(gltf::Node<'_>, Mat4)> = match scene {
        Some(scene) => scene.nodes().map(|n| (n, Mat4::IDENTITY)).collect(),
        None => document.nodes().map(|n| (n, Mat4::IDENTITY)).collect(),
    };
    waiting.reverse();
    while let Some((node, above)) = waiting.pop() {
        if std::mem::replace(&mut seen[node.index()], true) {
            continue;
        }
        let here = above * Mat4::from_cols_array_2d(&node.transform().matrix());
        if let Some(mesh) = node.mesh() {
            for primitive in mesh.primitives() {
                gather((mesh.index(), &primitive), here, &buffers, &mut textures, &mut out)?;
            }
        }
        waiting.extend(node.children().map(|child| (child, here)));
    }
    let Gathered { mut mesh, colors, colored, skipped, .. } = out;
    if skipped > 0 {
        mesh.notes.push(format!("{skipped} parts made of points or lines passed over"));
    }
    let (mut notes, undecoded) = textures.left();
    mesh.notes.append(&mut notes);
    mesh.undecoded = undecoded;
    mesh.colors = (colored && !colors.is_empty()).then_some(colors);
    mesh.with_triangles()
}

/// The shape, validated. That every primitive's positions are there is looked at first, because the crate's own validation
/// takes it for granted and panics.
fn document(shape: Value) -> Result<gltf::Document, ReadError> {
    let explain = |error: &dyn std::fmt::Display| content(error.to_string().chars().take(200).collect());
    let root: gltf::json::Root = serde_json::from_value(shape).map_err(|e| explain(&e))?;
    let positions = Checked::Valid(gltf::Semantic::Positions);
    let primitives = root.meshes.iter().flat_map(|mesh| &mesh.primitives);
    for index in primitives.filter_map(|primitive| primitive.attributes.get(&positions)) {
        if index.value() >= root.accessors.len() {
            let what = format!("positions in accessor {}, but there are only {}", index.value(), root.accessors.len());
            return Err(content(what));
        }
    }
    gltf::Document::from_json(root).map_err(|e| explain(&e))
}

/// First bytes of a GLB file.
pub(super) const MAGIC: &[u8] = b"glTF";

fn content(what: String) -> ReadError {
    ReadError::Content { format: Format::Glb, what }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let b = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

/// The JSON chunk and the binary chunk.
fn chunks(bytes: &[u8]) -> Result<(&[u8], Option<&[u8]>), ReadError> {
    let short = |what: &str, needed: usize, found: usize| {
        let (needed, found) = (needed as u64, found as u64);
        ReadError::Truncated { format: Format::Glb, what: what.to_owned(), needed, found }
    };
    let (Some(version), Some(length)) = (word(bytes, 4), word(bytes, 8)) else {
        return Err(short("the header", 12, bytes.len()));
    };
    if version != 2 {
        return Err(content(format!("version {version} of the format; only 2 is read")));
    }
    let length = length as usize;
    if length > bytes.len() {
        return Err(short("the whole", length, bytes.len()));
    }
    let bytes = &bytes[..length];
    let mut at = 12;
    let (mut json, mut blob) = (None, None);
    while let (Some(size), Some(kind)) = (word(bytes, at), word(bytes, at + 4)) {
        let size = size as usize;
        let left = bytes.len() - (at + 8);
        if size > left {
            return Err(short("a chunk", size, left));
        }
        let chunk = &bytes[at + 8..at + 8 + size];
        match &kind.to_le_bytes() {
            b"JSON" if json.is_none() => json = Some(chunk),
            b"BIN\0" if blob.is_none() => blob = Some(chunk),
            _ => {}
        }
        at += 8 + size;
    }
    json.map(|json| (json, blob)).ok_or_else(|| content("the file has no JSON chunk".to_owned()))
}

fn buffer<'a>(
    buffer: &gltf::Buffer<'_>,
    blob: Option<&'a [u8]>,
    folder: Option<&Path>,
) -> Result<Cow<'a, [u8]>, ReadError> {
    let index = buffer.index();
    let bytes: Cow<'a, [u8]> = match buffer.source() {
        gltf::buffer::Source::Bin => {
            Cow::Borrowed(blob.ok_or_else(|| content(format!("buffer {index} has no binary chunk")))?)
        }
        gltf::buffer::Source::Uri(uri) => {
            if let Some(data) = uri.strip_prefix("data:") {
                let data = data.split_once(";base64,").and_then(|(_, data)| base64(data));
                Cow::Owned(data.ok_or_else(|| content(format!("buffer {index} is not base64")))?)
            } else {
                let name = uri_path(uri);
                let found = folder.ok_or_else(|| "it is not opened".to_owned());
                let found = found.and_then(|folder| sidecar::fetch(folder, &name, BUFFER_BYTES));
                Cow::Owned(found.map_err(|why| {
                    let name = shown(name.as_bytes());
                    content(format!(
                        "buffer {index} lies in another file (`{name}`), and {why}; export as GLB, all in one"
                    ))
                })?)
            }
        }
    };
    if bytes.len() < buffer.length() {
        let what = format!("buffer {index}");
        let (needed, found) = (buffer.length() as u64, bytes.len() as u64);
        return Err(ReadError::Truncated { format: Format::Glb, what, needed, found });
    }
    Ok(bytes)
}

/// The file's name in a relative URI: `%20` and the like are decoded.
fn uri_path(uri: &str) -> String {
    let bytes = uri.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let coded = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let value = coded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        out.push(value.unwrap_or(bytes[at]));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Decodes RFC 4648 base64; `None` for anything else.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    for group in text.chunks(4) {
        let mut bits = 0_u32;
        for &c in group {
            let value = match c {
                b'A'..=b'Z' => c - b'A',
                b'a'..=b'z' => c - b'a' + 26,
                b'0'..=b'9' => c - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            bits = bits << 6 | u32::from(value);
        }
        bits <<= 6 * (4 - group.len());
        let [_, bytes @ ..] = bits.to_be_bytes();
        out.extend_from_slice(&bytes[..(group.len() * 3 / 4)]);
    }
    Some(out)
}

struct Gathered {
    mesh: RawMesh,
    colors: Vec<[f32; 3]>,
    /// True where every part read so far had colours.
    colored: bool,
    most_vertices: usize,
    skipped: usize,
}

fn gather(
    (mesh, primitive): (usize, &gltf::Primitive<'_>),
    place: Mat4,
    buffers: &[Cow<'_, [u8]>],
    textures: &mut Textures<'_>,
    out: &mut Gathered,
) -> Result<(), ReadError> {
    use gltf::mesh::Mode;
    let mode = primitive.mode();
    let Some(positions) = primitive.get(&gltf::Semantic::Positions) else { return Ok(()) };
    if !matches!(mode, Mode::Triangles | Mode::TriangleStrip | Mode::TriangleFan) {
        out.skipped += 1;
        return Ok(());
    }
    let points = Numbers::new(&positions, buffers)?;
    if points.width != 3 || points.kind == DataType::U32 {
        return Err(content(format!("accessor {}: positions are not three numbers", positions.index())));
    }
    let first = out.mesh.positions.len();
    if first + points.count > out.most_vertices {
        return Err(content("the scene uses its meshes over and over; export the head once".to_owned()));
    }
    for i in 0..points.count {
        let p = place.project_point3(Vec3::new(points.value(i, 0), points.value(i, 1), points.value(i, 2)));
        if !p.is_finite() {
            return Err(content(format!("accessor {}: position {i} is not finite", positions.index())));
        }
        out.mesh.positions.push(p);
    }
    let colors = primitive.get(&gltf::Semantic::Colors(0)).map(|a| Numbers::new(&a, buffers)).transpose()?;
    // Linear by the standard.
    let own = colors.filter(|c| c.count == points.count && c.width >= 3);
    let own = own.map(|c| (0..c.count).map(|i| [0, 1, 2].map(|k| c.unit(i, k))).collect::<Vec<_>>());
    match (textures.colors(mesh, primitive, points.count), own) {
        // A file that has both means their product.
        (Some(mut both), Some(own)) => {
            both.iter_mut().zip(own).for_each(|(a, b)| (0..3).for_each(|k| a[k] *= b[k]));
            out.colors.append(&mut both);
        }
        (Some(mut one), None) | (None, Some(mut one)) => out.colors.append(&mut one),
        (None, None) => out.colored = false,
    }
    let indices: Vec<u32> = match primitive.indices() {
        None => (0..points.count as u32).collect(),
        Some(accessor) => {
            let numbers = Numbers::new(&accessor, buffers)?;
            (0..numbers.count)
                .map(|i| match numbers.index(i) {
                    Some(index) if (index as usize) < points.count => Ok(index),
                    other => {
                        let shown = other.map_or_else(|| "no whole number".to_owned(), |i| i.to_string());
                        let of = points.count;
                        Err(content(format!("accessor {}: index {i} is {shown} of {of} vertices", accessor.index())))
                    }
                })
                .collect::<Result<_, _>>()?
        }
    };
    let mirrored = place.determinant() < 0.0;
    let first = first as u32;
    let mut push = |a: u32, b: u32, c: u32| {
        out.mesh.triangles.push(if mirrored {
            [first + a, first + c, first + b]
        } else {
            [a, b, c].map(|i| first + i)
        });
    };
    match mode {
        Mode::TriangleStrip => {
            for (k, w) in indices.windows(3).enumerate() {
                if k % 2 == 0 { push(w[0], w[1], w[2]) } else { push(w[1], w[0], w[2]) }
            }
        }
        Mode::TriangleFan => indices.windows(2).skip(1).for_each(|w| push(indices[0], w[0], w[1])),
        _ => indices.chunks_exact(3).for_each(|w| push(w[0], w[1], w[2])),
    }
    Ok(())
}
