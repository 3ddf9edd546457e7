//! Prescan of an OBJ file: every line is checked before `tobj` reads it.
//!
//! `tobj` reports no line of a fault, accepts NaN, overflows on some relative indices, does not know continued lines,
//! and makes triangles of points and lines. Here each line is joined and checked. Vertices, texture coordinates where
//! they are wanted, and faces are passed on; everything else is kept for the caller or dropped.

use super::super::raw_mesh::{Format, ReadError};
use std::borrow::Cow;

/// Byte-order mark of UTF-8, with which some editors begin a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Size of a piece that is passed on, bytes; it may be a line longer.
const CHUNK_BYTES: usize = 1 << 16;
const KINDS: [&str; 3] = ["vertex", "texture coordinate", "normal"];

/// Contents of a file other than its shape.
#[derive(Debug, Default)]
pub(super) struct Prescan {
    pub(super) vertices: usize,
    pub(super) triangles: usize,
    /// Vertices with a colour; the others are read as black.
    pub(super) coloured: usize,
    /// True where colours run to 255 instead of 1.
    pub(super) bytes: bool,
    /// Lines that hold points or polylines.
    pub(super) points_and_lines: usize,
    /// First triangle of each use of a material, with the material's name.
    pub(super) uses: Vec<(usize, String)>,
    /// Names of material libraries.
    pub(super) libraries: Vec<String>,
    /// First triangle of each run of faces that do, or do not, have texture coordinates at all corners.
    pub(super) textured: Vec<(usize, bool)>,
}

/// Checks every line of a file, and calls `give` with pieces of those that `tobj` is to read. Texture coordinates are
/// among them where `textures`.
pub(super) fn prescan(bytes: &[u8], textures: bool, mut give: impl FnMut(Vec<u8>)) -> Result<Prescan, ReadError> {
    let mut rest = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut scan = PreScan { textures, line: 1, ..PreScan::default() };
    let wrong = |line, what| ReadError::Line { format: Format::Obj, line, what };
    while let Some((text, lines)) = take_line(&mut rest) {
        scan.take(&text).map_err(|what| wrong(scan.line, what))?;
        scan.line += lines;
        if scan.out.len() >= CHUNK_BYTES {
            give(std::mem::replace(&mut scan.out, Vec::with_capacity(CHUNK_BYTES + 256)));
        }
    }
    for (kind, (index, line)) in scan.ahead.into_iter().enumerate() {
        let total = scan.totals[kind];
        if index > total as u64 {
            return Err(wrong(line, format!("a face names {} {index}, but the file has only {total}", KINDS[kind])));
        }
    }
    give(scan.out);
    scan.told.vertices = scan.totals[0];
    Ok(scan.told)
}

/// The next line, joined with those that a `\` at its end continues, and the number of lines taken.
fn take_line<'a>(rest: &mut &'a [u8]) -> Option<(Cow<'a, [u8]>, usize)> {
    let mut raw = || {
        let bytes = Some(*rest).filter(|bytes| !bytes.is_empty())?;
        let end = bytes.iter().position(|&b| b == b'\n').unwrap_or(bytes.len());
        *rest = bytes.get(end + 1..).unwrap_or_default();
        Some(bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]))
    };
    let first = raw()?;
    let Some(begun) = first.strip_suffix(b"\\") else { return Some((first.into(), 1)) };
    let (mut whole, mut lines) = (begun.to_vec(), 1);
    while let Some(next) = raw() {
        let more = next.strip_suffix(b"\\");
        whole.push(b' ');
        whole.extend_from_slice(more.unwrap_or(next));
        lines += 1;
        if more.is_none() {
            break;
        }
    }
    Some((whole.into(), lines))
}

#[derive(Default)]
struct PreScan {
    told: Prescan,
    textures: bool,
    line: usize,
    out: Vec<u8>,
    /// Vertices, texture coordinates and normals so far.
    totals: [usize; 3],
    /// Largest index of each kind that a face uses before it is defined, with the face's line.
    ahead: [(u64, usize); 3],
    /// True where the first vertex has a colour; then all get one.
    colours: bool,
}

impl PreScan {
    fn take(&mut self, text: &[u8]) -> Result<(), String> {
        let mut words = text.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
        match words.next() {
            Some(b"v") => self.vertex(words),
            Some(b"vt") => self.texture_coordinate(words),
            Some(b"vn") => {
                self.totals[2] += 1;
                match numbers(words)?.1 {
                    3 => Ok(()),
                    count => Err(format!("a normal has 3 numbers, not {count}")),
                }
            }
            Some(b"f") => self.face(words),
            Some(b"p" | b"l") => {
                self.told.points_and_lines += 1;
                Ok(())
            }
            Some(word @ (b"mtllib" | b"usemtl")) => {
                // Names may contain blanks.
                let name = String::from_utf8_lossy(text.trim_ascii()[word.len()..].trim_ascii()).into_owned();
                match word {
                    b"usemtl" => self.told.uses.push((self.told.triangles, name)),
                    _ if name.is_empty() => {}
                    _ => self.told.libraries.push(name),
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn vertex<'a>(&mut self, words: impl Iterator<Item = &'a [u8]> + Clone) -> Result<(), String> {
        let (n, count) = numbers(words.clone())?;
        let finite = "is not a finite coordinate; clean the scan and export it again";
        if let Some(at) = n.iter().take(3).position(|x| !x.is_finite()) {
            return Err(format!("`{}` {finite}", shown(words.clone().nth(at).unwrap_or_default())));
        }
        let coloured = match count {
            3 | 4 => false,
            6 | 7 => true,
            0..=2 => return Err(format!("a vertex has 3 coordinates, not {count}")),
            _ => return Err(format!("a vertex has 3, 4, 6 or 7 numbers, not {count}")),
        };
        self.out.push(b'v');
        if count == 4 {
            let weighted = [n[0], n[1], n[2]].map(|x| x / n[3]);
            if !weighted.iter().all(|x| x.is_finite()) {
                return Err("the fourth coordinate (weight) is zero or not finite".to_owned());
            }
            weighted.iter().for_each(|x| self.out.extend_from_slice(format!(" {x}").as_bytes()));
        } else {
            words.clone().take(3).for_each(|word| self.put(b' ', word));
        }
        self.colours |= coloured && self.totals[0] == 0;
        if self.colours {
            let none = [b"0".as_slice(); 3];
            words.skip(3).take(3).filter(|_| coloured).chain(none).take(3).for_each(|word| self.put(b' ', word));
        }
        self.out.push(b'\n');
        self.told.coloured += usize::from(coloured);
        self.told.bytes |= coloured && n[3..6].iter().any(|&c| c > 1.0);
        self.totals[0] += 1;
        Ok(())
    }

    fn texture_coordinate<'a>(&mut self, words: impl Iterator<Item = &'a [u8]> + Clone) -> Result<(), String> {
        if numbers(words.clone())?.1 == 0 {
            return Err("a texture coordinate without numbers".to_owned());
        }
        if self.textures {
            self.out.extend_from_slice(b"vt");
            words.chain([b"0".as_slice()]).take(2).for_each(|word| self.put(b' ', word));
            self.out.push(b'\n');
        }
        self.totals[1] += 1;
        Ok(())
    }

    fn face<'a>(&mut self, words: impl Iterator<Item = &'a [u8]>) -> Result<(), String> {
        self.out.push(b'f');
        let (mut corners, mut textured) = (0, true);
        for word in words {
            let mut parts = word.split(|&b| b == b'/');
            let mut part = || parts.next().unwrap_or_default();
            let (vertex, coordinate, normal) = (part(), part(), part());
            if !self.names(0, vertex, word)? {
                return Err(format!("`{}` names no vertex", shown(word)));
            }
            self.put(b' ', vertex);
            let mapped = self.names(1, coordinate, word)?;
            if mapped && self.textures {
                self.put(b'/', coordinate);
            }
            self.names(2, normal, word)?;
            if parts.next().is_some() {
                return Err(format!("`{}` has more than three parts", shown(word)));
            }
            textured &= mapped;
            corners += 1;
        }
        if corners < 3 {
            return Err(format!("a face has at least 3 corners, not {corners}"));
        }
        self.out.push(b'\n');
        if self.told.textured.last().is_none_or(|run| run.1 != textured) {
            self.told.textured.push((self.told.triangles, textured));
        }
        self.told.triangles += corners - 2;
        Ok(())
    }

    /// True where a part of a corner names an index; an error where that index is impossible.
    fn names(&mut self, kind: usize, part: &[u8], word: &[u8]) -> Result<bool, String> {
        if part.is_empty() {
            return Ok(false);
        }
        let (what, total) = (KINDS[kind], self.totals[kind] as u64);
        match std::str::from_utf8(part).ok().and_then(|p| p.parse::<i64>().ok()) {
            None => Err(format!("`{}` is not an index", shown(word))),
            Some(0) => Err(format!("`{}`: indices start at 1, not 0", shown(word))),
            Some(i) if i < 0 && i.unsigned_abs() > total => {
                Err(format!("`{}` names {what} {i}, but only {total} come before it", shown(word)))
            }
            Some(i) if i > i64::from(u32::MAX) => Err(format!("`{}` is more than can be numbered", shown(word))),
            Some(i) => {
                // A face may use indices that are defined later; the end of the file decides.
                if i > 0 && i as u64 > total.max(self.ahead[kind].0) {
                    self.ahead[kind] = (i as u64, self.line);
                }
                Ok(true)
            }
        }
    }

    fn put(&mut self, before: u8, word: &[u8]) {
        self.out.push(before);
        self.out.extend_from_slice(word);
    }
}

/// The first eight numbers, and the count of all.
fn numbers<'a>(words: impl Iterator<Item = &'a [u8]>) -> Result<([f32; 8], usize), String> {
    let (mut values, mut count) = ([0.0; 8], 0);
    for word in words {
        let number = std::str::from_utf8(word).ok().and_then(|w| w.parse::<f32>().ok());
        let number = number.ok_or_else(|| format!("`{}` is not a number", shown(word)))?;
        if let Some(slot) = values.get_mut(count) {
            *slot = number;
        }
        count += 1;
    }
    Ok((values, count))
}

/// A word of a file, made safe for one line of an error.
fn shown(word: &[u8]) -> String {
    let text = String::from_utf8_lossy(word);
    let mut short: String = text.chars().take(24).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_on_is_checked_and_plain() {
        let text = "\u{feff}mtllib a b.mtl\no K\nv 0 0 0 255 0 9 1\r\nv 2 4 6 2\nv 1 1 \\\n1\nvt 0.5\nvt 0 1 0\nvn 0 0 1\n\
            l 1 2\nusemtl s\nf 1/1/1 2/-1 3/2//\nf 1 2//1 -1 4\nv 1 2 3\n";
        let read = |textures| {
            let mut given = Vec::new();
            let told = prescan(text.replace("2//\n", "2\n").as_bytes(), textures, |chunk| given.extend(chunk)).unwrap();
            (told, String::from_utf8(given).unwrap())
        };
        let (told, given) = read(true);
        let vertices = "v 0 0 0 255 0 9\nv 1 2 3 0 0 0\nv 1 1 1 0 0 0\n";
        let faces = "f 1/1 2/-1 3/2\nf 1 2 -1 4\nv 1 2 3 0 0 0\n";
        assert_eq!(given, format!("{vertices}vt 0.5 0\nvt 0 1\n{faces}"));
        assert_eq!((told.vertices, told.coloured, told.bytes, told.triangles), (4, 1, true, 3));
        assert_eq!((told.uses, told.textured), (vec![(0, "s".to_owned())], vec![(0, true), (1, false)]));
        assert_eq!((told.libraries, told.points_and_lines), (vec!["a b.mtl".to_owned()], 1));
        assert!(read(false).1.ends_with("f 1 2 3\nf 1 2 -1 4\nv 1 2 3 0 0 0\n"), "{}", read(false).1);
        let error = prescan(text.as_bytes(), true, drop).unwrap_err();
        assert!(matches!(&error, ReadError::Line { line: 12, what, .. } if what.contains("three parts")), "{error}");
    }
}
