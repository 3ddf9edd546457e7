//! Binary glTF (GLB), and glTF text whose buffers are embedded.
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
#[cfg(test)]
mod tests;

use super::raw_mesh::{Format, RawMesh, ReadError};
use base_color::Textures;
use glam::{Mat4, Vec3};
use gltf::accessor::{DataType, Dimensions};
use gltf::json::validation::Checked;
use std::borrow::Cow;

/// Reads GLB or embedded glTF bytes.
///
/// # Errors
/// [`ReadError`] where the container, the JSON or the buffers are not what they promise, or where data lie in other files.
pub fn read_glb(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    let (json, blob) = if bytes.starts_with(MAGIC) { chunks(bytes)? } else { (bytes, None) };
    let document = document(json)?;
    let buffers = document.buffers().map(|b| buffer(&b, blob)).collect::<Result<Vec<_>, _>>()?;
    let mut out = Gathered {
        mesh: RawMesh {
            format: Format::Glb,
            positions: Vec::new(),
            triangles: Vec::new(),
            normals: None,
            colors: None,
            notes: Vec::new(),
        },
        colors: Vec::new(),
        colored: true,
        // Meshes may be instanced many times; a head's scan has no reason to grow beyond its bytes.
        most_vertices: bytes.len().max(1 << 16),
        skipped: 0,
    };
    let mut textures = Textures::new(document.as_json(), &buffers);
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
                gather(&primitive, here, &buffers, &mut textures, &mut out)?;
            }
        }
        waiting.extend(node.children().map(|child| (child, here)));
    }
    let Gathered { mut mesh, colors, colored, skipped, .. } = out;
    if skipped > 0 {
        mesh.notes.push(format!("{skipped} parts made of points or lines passed over"));
    }
    mesh.notes.append(&mut textures.notes);
    mesh.colors = (colored && !colors.is_empty()).then_some(colors);
    mesh.with_triangles()
}

/// The JSON, validated. That every primitive has positions is checked first, because the crate's own validation assumes
/// it and panics.
fn document(json: &[u8]) -> Result<gltf::Document, ReadError> {
    let root = gltf::json::Root::from_slice(json).map_err(|e| content(explain(&gltf::Error::Deserialize(e))))?;
    let positions = Checked::Valid(gltf::Semantic::Positions);
    let primitives = root.meshes.iter().flat_map(|mesh| &mesh.primitives);
    for index in primitives.filter_map(|primitive| primitive.attributes.get(&positions)) {
        if index.value() >= root.accessors.len() {
            let what = format!("positions in accessor {}, but there are only {}", index.value(), root.accessors.len());
            return Err(content(what));
        }
    }
    gltf::Document::from_json(root).map_err(|e| content(explain(&e)))
}

/// First bytes of a GLB file.
pub(super) const MAGIC: &[u8] = b"glTF";

fn content(what: String) -> ReadError {
    ReadError::Content { format: Format::Glb, what }
}

fn explain(error: &gltf::Error) -> String {
    let mut text: String = error.to_string().chars().take(200).collect();
    if text.contains("nsupported") || text.contains("xtension") {
        text.push_str("; export without compression (Draco, meshopt)");
    }
    text
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

fn buffer<'a>(buffer: &gltf::Buffer<'_>, blob: Option<&'a [u8]>) -> Result<Cow<'a, [u8]>, ReadError> {
    let index = buffer.index();
    let bytes: Cow<'a, [u8]> = match buffer.source() {
        gltf::buffer::Source::Bin => {
            Cow::Borrowed(blob.ok_or_else(|| content(format!("buffer {index} has no binary chunk")))?)
        }
        gltf::buffer::Source::Uri(uri) => {
            let Some((_, data)) = uri.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,")) else {
                let shown: String = uri.chars().take(40).collect();
                let what = format!("buffer {index} lies in another file (`{shown}`); export as GLB, all in one");
                return Err(content(what));
            };
            Cow::Owned(base64(data).ok_or_else(|| content(format!("buffer {index} is not base64")))?)
        }
    };
    if bytes.len() < buffer.length() {
        let what = format!("buffer {index}");
        let (needed, found) = (buffer.length() as u64, bytes.len() as u64);
        return Err(ReadError::Truncated { format: Format::Glb, what, needed, found });
    }
    Ok(bytes)
}

/// The bytes of RFC 4648 base64; `None` for any other text.
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
    primitive: &gltf::Primitive<'_>,
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
    if points.width != 3 || points.kind != DataType::F32 {
        return Err(content(format!("accessor {}: positions are not three floats", positions.index())));
    }
    let first = out.mesh.positions.len();
    if first + points.count > out.most_vertices {
        return Err(content("the scene uses its meshes over and over; export the head once".to_owned()));
    }
    for i in 0..points.count {
        let p = place.project_point3(Vec3::new(points.at(i, 0), points.at(i, 1), points.at(i, 2)));
        if !p.is_finite() {
            return Err(content(format!("accessor {}: position {i} is not finite", positions.index())));
        }
        out.mesh.positions.push(p);
    }
    let colors = primitive.get(&gltf::Semantic::Colors(0)).map(|a| Numbers::new(&a, buffers)).transpose()?;
    // Linear by the standard.
    let own = colors.filter(|c| c.count == points.count && c.width >= 3);
    let own = own.map(|c| (0..c.count).map(|i| [0, 1, 2].map(|k| c.unit(i, k))).collect::<Vec<_>>());
    match (textures.colors(primitive, points.count), own) {
        // A file with both means their product.
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

/// The numbers of an accessor, with its range checked against the bytes.
struct Numbers<'a> {
    bytes: &'a [u8],
    stride: usize,
    count: usize,
    width: usize,
    kind: DataType,
}

impl<'a> Numbers<'a> {
    fn new(accessor: &gltf::Accessor<'_>, buffers: &'a [Cow<'_, [u8]>]) -> Result<Self, ReadError> {
        let index = accessor.index();
        if accessor.sparse().is_some() {
            return Err(content(format!("accessor {index} is sparse, which is not read; export plain data")));
        }
        let view = accessor.view().ok_or_else(|| content(format!("accessor {index} has no data")))?;
        let kind = accessor.data_type();
        let width = match accessor.dimensions() {
            Dimensions::Scalar => 1,
            Dimensions::Vec2 => 2,
            Dimensions::Vec3 => 3,
            Dimensions::Vec4 => 4,
            _ => return Err(content(format!("accessor {index} holds matrices"))),
        };
        let size = width * kind.size();
        let stride = view.stride().unwrap_or(size);
        let buffer =
            buffers.get(view.buffer().index()).ok_or_else(|| content(format!("accessor {index}: no buffer")))?;
        let within = view.offset().checked_add(view.length()).and_then(|end| buffer.get(view.offset()..end));
        let bytes = within.and_then(|b| b.get(accessor.offset()..)).unwrap_or_default();
        let needed =
            (accessor.count() as u64).saturating_sub(1).saturating_mul(stride as u64).saturating_add(size as u64);
        if accessor.count() == 0 || stride < size || needed > bytes.len() as u64 {
            let found = bytes.len() as u64;
            return Err(ReadError::Truncated { format: Format::Glb, what: format!("accessor {index}"), needed, found });
        }
        Ok(Self { bytes, stride, count: accessor.count(), width, kind })
    }

    /// Component `k` of element `i` as bytes. Proof that the range exists: `new` checked the last element's.
    fn raw(&self, i: usize, k: usize) -> [u8; 4] {
        let size = self.kind.size();
        let at = i * self.stride + k * size;
        let mut out = [0; 4];
        out[..size].copy_from_slice(&self.bytes[at..at + size]);
        out
    }

    fn at(&self, i: usize, k: usize) -> f32 {
        f32::from_le_bytes(self.raw(i, k))
    }

    /// A number of 0–1, normalised where it is stored as an integer.
    fn unit(&self, i: usize, k: usize) -> f32 {
        let b = self.raw(i, k);
        let value = match self.kind {
            DataType::U8 => f32::from(b[0]) / 255.0,
            DataType::U16 => f32::from(u16::from_le_bytes([b[0], b[1]])) / 65_535.0,
            _ => f32::from_le_bytes(b),
        };
        if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// A texture coordinate, which may lie outside of 0–1.
    fn coordinate(&self, i: usize, k: usize) -> f32 {
        if self.kind == DataType::F32 { self.at(i, k) } else { self.unit(i, k) }
    }

    fn index(&self, i: usize) -> Option<u32> {
        let b = self.raw(i, 0);
        match (self.width, self.kind) {
            (1, DataType::U8) => Some(u32::from(b[0])),
            (1, DataType::U16) => Some(u32::from(u16::from_le_bytes([b[0], b[1]]))),
            (1, DataType::U32) => Some(u32::from_le_bytes(b)),
            _ => None,
        }
    }
}
