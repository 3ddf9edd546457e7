//! STL, ASCII and binary.
//!
//! A binary file is recognised by its size (84 bytes, then 50 a triangle). A header that begins with `solid` proves
//! nothing, because many programs write it in both kinds. STL has no shared vertices, colours or units; `repair` welds.

use super::raw_mesh::{Format, RawMesh, ReadError, origin_for};
use super::text_number::{no_number, number, shown};
use glam::Vec3;

const HEADER: usize = 84;
const RECORD: usize = 50;

/// UTF-8's, which some editors put first.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads STL bytes.
///
/// # Errors
/// [`ReadError`] with the line (text) or the triangle (binary) of what is wrong, and where the file ends too soon.
pub fn read_stl(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    let fits = promised(bytes).is_some_and(|n| bytes.len() as u64 == HEADER as u64 + RECORD as u64 * n);
    let mut mesh = RawMesh::of(Format::Stl);
    if !fits && is_text(bytes) {
        read_text(bytes, &mut mesh)?;
    } else {
        read_binary(bytes, &mut mesh)?;
    }
    mesh.triangles = (0..mesh.positions.len() as u32 / 3).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]).collect();
    mesh.with_triangles()
}

/// True for bytes that begin like an ASCII STL.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    bytes.get(..5).is_some_and(|word| word.eq_ignore_ascii_case(b"solid"))
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

fn read_binary(bytes: &[u8], mesh: &mut RawMesh) -> Result<(), ReadError> {
    let truncated = |what: String, needed: u64, found: usize| {
        Err(ReadError::Truncated { format: Format::Stl, what, needed, found: found as u64 })
    };
    let Some(mut count) = promised(bytes) else {
        return truncated("the header".to_owned(), HEADER as u64, bytes.len());
    };
    let body = &bytes[HEADER..];
    // Programs that write as they go leave the count for later, and forget it.
    if matches!(count, 0 | 0xffff_ffff) && !body.is_empty() && body.len().is_multiple_of(RECORD) {
        mesh.notes.push(format!("the count of triangles said {count}: {} by the file's size", body.len() / RECORD));
        count = (body.len() / RECORD) as u64;
    }
    let needed = count * RECORD as u64;
    if needed > body.len() as u64 {
        return truncated(format!("{count} triangles"), needed, body.len());
    }
    // Three vertices a triangle must have 32-bit indices.
    if count > u64::from(u32::MAX / 3) {
        return Err(content(format!("{count} triangles are more than can be numbered")));
    }
    mesh.positions.reserve_exact(count as usize * 3);
    for (triangle, record) in body.chunks_exact(RECORD).take(count as usize).enumerate() {
        for corner in record[12..48].chunks_exact(12) {
            let float = |at: usize| f32::from_le_bytes([corner[at], corner[at + 1], corner[at + 2], corner[at + 3]]);
            let p = Vec3::new(float(0), float(4), float(8));
            if !p.is_finite() {
                return Err(content(format!("triangle {triangle} has a coordinate that is not finite")));
            }
            mesh.positions.push(p);
        }
    }
    Ok(())
}

fn read_text(bytes: &[u8], mesh: &mut RawMesh) -> Result<(), ReadError> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let (mut in_loop, mut ended, mut last, mut line) = (None, false, 0, 0);
    let positions = &mut mesh.positions;
    // Old programs end lines by a carriage return alone.
    let returns_alone = !bytes.contains(&b'\n');
    for text in bytes.split(|&b| b == if returns_alone { b'\r' } else { b'\n' }) {
        line += 1;
        let wrong = |what: String| ReadError::Line { format: Format::Stl, line, what };
        let mut words = text.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
        let Some(word) = words.next() else { continue };
        last = line;
        ended = false;
        let mut keyword = word.to_ascii_lowercase();
        // `end loop` for `endloop`.
        if keyword == b"end" {
            keyword.extend(words.next().unwrap_or_default().to_ascii_lowercase());
        }
        match keyword.as_slice() {
            b"vertex" => {
                let mut p = [0.0_f64; 3];
                for slot in &mut p {
                    let word = words.next().ok_or_else(|| wrong("a vertex has 3 coordinates".to_owned()))?;
                    *slot = number(word).ok_or_else(|| wrong(no_number(word)))?;
                    if !(*slot as f32).is_finite() {
                        return Err(wrong(format!("`{}` is not a finite coordinate", shown(word))));
                    }
                }
                if positions.is_empty() {
                    mesh.origin = origin_for(p);
                }
                let [x, y, z] = mesh.origin;
                positions.push(Vec3::new((p[0] - x) as f32, (p[1] - y) as f32, (p[2] - z) as f32));
            }
            b"outer" => in_loop = Some(positions.len()),
            b"endloop" => {
                if in_loop.take().is_none_or(|start| positions.len() != start + 3) {
                    return Err(wrong("a loop has 3 vertices".to_owned()));
                }
            }
            b"endsolid" => ended = true,
            b"solid" | b"facet" | b"endfacet" => {}
            _ => return Err(wrong(format!("`{}` is not an STL keyword", shown(word)))),
        }
    }
    if in_loop.is_some() || !ended || !positions.len().is_multiple_of(3) {
        let what = "the text ends before `endsolid`; the file was cut short".to_owned();
        return Err(ReadError::Line { format: Format::Stl, line: last, what });
    }
    Ok(())
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
    fn text_is_read_as_programs_write_it() {
        let loops = TEXT.replace("endloop", "end loop").replace("endsolid", "end solid a b");
        let capitals = TEXT.to_ascii_uppercase();
        for text in
            [&loops, &capitals, &format!("\u{feff}{TEXT}"), &TEXT.replace('\n', "\r"), &TEXT.replace('\n', "\r\n")]
        {
            assert!(is_text(text.as_bytes()));
            assert_eq!(read_stl(text.as_bytes()).unwrap().positions, [Vec3::ZERO, Vec3::X, Vec3::Y], "{text}");
        }
        let comma = read_stl(TEXT.replace("1 0 0", "1,5 0 0").as_bytes()).unwrap_err().to_string();
        assert!(comma.contains("decimal points"), "{comma}");
    }

    #[test]
    fn a_count_that_was_never_filled_in_is_told_by_the_size() {
        for count in [0, u32::MAX] {
            let mut file = binary();
            file[80..84].copy_from_slice(&count.to_le_bytes());
            let mesh = read_stl(&file).unwrap();
            assert_eq!((mesh.triangles.len(), mesh.notes.len()), (1, 1));
        }
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
        lies[80..84].copy_from_slice(&(u32::MAX - 1).to_le_bytes());
        assert!(matches!(read_stl(&lies), Err(ReadError::Truncated { .. })));
        let mut nan = binary();
        nan[96..100].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(read_stl(&nan).is_err());
        assert!(read_stl(TEXT.replace("1 0 0", "1 zero 0").as_bytes()).unwrap_err().to_string().contains("line 5"));
    }
}
