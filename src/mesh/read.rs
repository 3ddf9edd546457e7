//! Reading of all formats: detects the format of a file's bytes and calls its reader.
//!
//! The input is bytes. Only an OBJ file's materials are looked for in files beside it, in a folder that the caller
//! names; nothing else is ever fetched.

use super::raw_mesh::{Format, RawMesh, ReadError};
use super::scan_picture::DecodedPicture;
use super::{glb, obj, ply, stl};
use std::path::Path;

/// Reads the triangles of a file. Its format follows from the content, or else from the name. Materials of an OBJ file
/// are looked for in `folder`, if there is one. `pictures`, where they are given, are what the caller made of the pictures in the file
/// ([`glb::read_gltf_with`]).
///
/// # Errors
/// [`ReadError`] where the content is no mesh. Allocations never exceed a small multiple of `bytes.len()`.
pub fn read_mesh(
    bytes: &[u8],
    file_name: &str,
    folder: Option<&Path>,
    pictures: Option<&[DecodedPicture]>,
    max_bytes: u64,
) -> Result<RawMesh, ReadError> {
    if bytes.len() as u64 > max_bytes {
        return Err(ReadError::TooLarge { bytes: bytes.len() as u64, max_bytes });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(text) = from_utf16(bytes) {
        let mut mesh = read_mesh(text.as_bytes(), file_name, folder, pictures, max_bytes)?;
        mesh.notes.push("the text is in UTF-16; read all the same".to_owned());
        return Ok(mesh);
    }
    // Some editors put UTF-8's mark first.
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| !stl::is_binary(bytes));
    let bytes = marked.unwrap_or(bytes);
    // Before the name is asked: people rename what is not read.
    if let Some(refusal) = packed(bytes) {
        return Err(refusal);
    }
    match format_of(bytes, file_name) {
        Some(Format::Obj) => obj::read_obj(bytes, folder),
        Some(Format::Ply) => ply::read_ply(bytes),
        Some(Format::Stl) => stl::read_stl(bytes),
        Some(Format::Glb) => glb::read_gltf_with(bytes, folder, pictures),
        None => Err(ReadError::UnknownFormat { name: file_name.to_owned() }),
    }
}

/// Cure for USD, which Apple's scanners write.
const USD_CURE: &str = "choose OBJ (with its pictures) or GLB in the scanning app's export; a USD file is brought over by Blender's \
                        import and its glTF export";

/// Refusal of packages and scene descriptions that people have scans in, by their first bytes.
fn packed(bytes: &[u8]) -> Option<ReadError> {
    let refused = |what, cure| Some(ReadError::Packed { what, cure });
    if bytes.starts_with(b"#usda") || bytes.starts_with(b"PXR-USDC") {
        return refused("USD", USD_CURE);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // A package's first entry stands at its beginning, with its name behind 30 bytes.
        let length = bytes.get(26..28).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])));
        let name = bytes.get(30..30 + length).unwrap_or_default().to_ascii_lowercase();
        if [&b".usdc"[..], b".usda", b".usd"].iter().any(|ending| name.ends_with(ending)) {
            return refused("a USDZ package", USD_CURE);
        }
        return refused("a ZIP archive", "unpack it, and give the OBJ, PLY, STL or GLB file in it");
    }
    None
}

/// Text of bytes that begin with UTF-16's mark, of either byte order; `None` for all others.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let big = match bytes {
        [0xff, 0xfe, ..] => false,
        [0xfe, 0xff, ..] => true,
        _ => return None,
    };
    let units =
        bytes[2..].chunks_exact(2).map(|b| if big { [b[0], b[1]] } else { [b[1], b[0]] }).map(u16::from_be_bytes);
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// Format of a file by its first bytes, else by its name, else by its text; none for what is no mesh.
fn format_of(bytes: &[u8], file_name: &str) -> Option<Format> {
    if bytes.starts_with(b"ply\n") || bytes.starts_with(b"ply\r") {
        return Some(Format::Ply);
    }
    if bytes.starts_with(glb::MAGIC) {
        return Some(Format::Glb);
    }
    if stl::is_binary(bytes) {
        return Some(Format::Stl);
    }
    let name = file_name.to_ascii_lowercase();
    let named = |ending: &str| name.ends_with(ending);
    match () {
        () if named(".obj") => Some(Format::Obj),
        () if named(".ply") => Some(Format::Ply),
        () if named(".glb") || named(".gltf") => Some(Format::Glb),
        () if named(".stl") || stl::is_text(bytes) => Some(Format::Stl),
        () if bytes.trim_ascii_start().starts_with(b"{") => Some(Format::Glb),
        () if bytes[..bytes.len().min(4096)].split(|&b| b == b'\n' || b == b'\r').any(|l| l.starts_with(b"v ")) => {
            Some(Format::Obj)
        }
        () => None,
    }
}
