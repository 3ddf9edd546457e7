//! STL, ASCII and binary.
//!
//! A binary file is recognised by its size (84 bytes, then 50 a triangle). A header that begins with `solid` proves
//! nothing, because many programs write it in both kinds. STL has no shared vertices, colours or units; `repair` welds.

use super::raw_mesh::{Format, RawMesh, ReadError};
use glam::Vec3;

const HEADER: usize = 84;
const RECORD: usize = 50;

/// Reads STL bytes.
///
/// # Errors
/// [`ReadError`] with the line (text) or the triangle (binary) of what is wrong, and where the file ends too soon.
pub fn read_stl(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    let fits = promised(bytes).is_some_and(|n| bytes.len() as u64 == HEADER as u64 + RECORD as u64 * n);
    let positions = if !fits && is_text(bytes) { read_text(bytes)? } else { read_binary(bytes)? };
    let triangles = (0..positions.len() as u32 / 3).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]).collect();
    RawMesh { format: Format::Stl, positions, triangles, normals: None, colors: None, notes: Vec::new() }
        .with_triangles()
}

/// True for bytes that begin like an ASCII STL.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    bytes[start..].starts_with(b"solid")
        && bytes.iter().take(512).all(|b| b.is_ascii_whitespace() || (32..).contains(b))
}

/// True where the size is exactly what a binary STL's count needs.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    promised(bytes).is_some_and(|n| n > 0 && bytes.len() as u64 == HEADER as u64 + RECORD as u64 * n)
}

/// The count in a binary header.
fn promised(bytes: &[u8]) -> Option<u64> {
    let count = bytes.get(80..HEADER)?;
    Some(u64::from(u32::from_le_bytes([count[0], count[1], count[2], count[3]])))
}

fn content(what: String) -> ReadError {
    ReadError::Content { format: Format::Stl, what }
}

fn read_binary(bytes: &[u8]) -> Result<Vec<Vec3>, ReadError> {
    let truncated = |what: String, needed: u64, found: usize| {
        Err(ReadError::Truncated { format: Format::Stl, what, needed, found: found as u64 })
    };
    let Some(count) = promised(bytes) else {
        return truncated("the header".to_owned(), HEADER as u64, bytes.len());
    };
    let body = &bytes[HEADER..];
    let needed = count * RECORD as u64;
    if needed > body.len() as u64 {
        return truncated(format!("{count} triangles"), needed, body.len());
    }
    // Three vertices a triangle must have 32-bit indices.
    if count > u64::from(u32::MAX / 3) {
        return Err(content(format!("{count} triangles are more than can be numbered")));
    }
    let mut positions = Vec::with_capacity(count as usize * 3);
    for (triangle, record) in body.chunks_exact(RECORD).take(count as usize).enumerate() {
        for corner in record[12..48].chunks_exact(12) {
            let float = |at: usize| f32::from_le_bytes([corner[at], corner[at + 1], corner[at + 2], corner[at + 3]]);
            let p = Vec3::new(float(0), float(4), float(8));
            if !p.is_finite() {
                return Err(content(format!("triangle {triangle} has a coordinate that is not finite")));
            }
            positions.push(p);
        }
    }
    Ok(positions)
}

fn read_text(bytes: &[u8]) -> Result<Vec<Vec3>, ReadError> {
    let mut positions: Vec<Vec3> = Vec::new();
    let (mut in_loop, mut ended, mut last) = (None, false, 0);
    for (i, text) in bytes.split(|&b| b == b'\n').enumerate() {
        let line = i + 1;
        let wrong = |what: String| ReadError::Line { format: Format::Stl, line, what };
        let mut words = text.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
        let Some(word) = words.next() else { continue };
        last = line;
        ended = false;
        match word {
            b"vertex" => {
                let mut p = [0.0_f32; 3];
                for slot in &mut p {
                    let word = words.next().ok_or_else(|| wrong("a vertex has 3 coordinates".to_owned()))?;
                    let shown = || String::from_utf8_lossy(&word[..word.len().min(24)]).into_owned();
                    *slot = std::str::from_utf8(word)
                        .ok()
                        .and_then(|w| w.parse().ok())
                        .filter(|x: &f32| x.is_finite())
                        .ok_or_else(|| wrong(format!("`{}` is not a finite coordinate", shown())))?;
                }
                positions.push(Vec3::from_array(p));
            }
            b"outer" => in_loop = Some(positions.len()),
            b"endloop" => {
                if in_loop.take().is_none_or(|start| positions.len() != start + 3) {
                    return Err(wrong("a loop has 3 vertices".to_owned()));
                }
            }
            b"endsolid" => ended = true,
            b"solid" | b"facet" | b"endfacet" => {}
            other => {
                let shown = String::from_utf8_lossy(&other[..other.len().min(24)]).into_owned();
                return Err(wrong(format!("`{shown}` is not an STL keyword")));
            }
        }
    }
    if in_loop.is_some() || !ended || !positions.len().is_multiple_of(3) {
        let what = "the text ends before `endsolid`; the file was cut short".to_owned();
        return Err(ReadError::Line { format: Format::Stl, line: last, what });
    }
    Ok(positions)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "solid a b\nfacet normal 0 0 1\n outer loop\n  vertex 0 0 0\n  vertex 1 0 0\n  vertex 0 1 0\n \
        endloop\nendfacet\nendsolid";

    fn binary() -> Vec<u8> {
        let mut out = b"solid though binary".to_vec();
        out.resize(80, b' ');
        out.extend(1_u32.to_le_bytes());
        for x in [0.0_f32, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0] {
            out.extend(x.to_le_bytes());
        }
        out.extend([0, 0]);
        out
    }

    #[test]
    fn text_and_binary_are_one_triangle() {
        let text = read_stl(TEXT.as_bytes()).unwrap();
        assert_eq!(text.positions, [Vec3::ZERO, Vec3::X, Vec3::Y]);
        assert_eq!(read_stl(&binary()).unwrap(), text);
    }

    #[test]
    fn cut_anywhere_it_is_an_error() {
        let whole = binary();
        (0..whole.len()).for_each(|n| assert!(read_stl(&whole[..n]).is_err(), "{n}"));
        (0..TEXT.len()).for_each(|n| assert!(read_stl(&TEXT.as_bytes()[..n]).is_err(), "{n}"));
    }

    #[test]
    fn a_promise_of_gigabytes_is_not_believed() {
        let mut lies = binary();
        lies[80..84].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(read_stl(&lies), Err(ReadError::Truncated { .. })));
        let mut nan = binary();
        nan[96..100].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(read_stl(&nan).is_err());
        assert!(read_stl(TEXT.replace("1 0 0", "1 zero 0").as_bytes()).unwrap_err().to_string().contains("line 5"));
    }
}
