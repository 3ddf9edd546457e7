//! Prescan of an OBJ file: every line is checked before `tobj` reads it.
//!
//! `tobj` reports no line of a fault, accepts NaN, overflows on some relative indices, does not know continued lines,
//! and makes triangles of points and lines. Here each line is joined and checked. Vertices, texture coordinates where
//! they are wanted, and faces are passed on; everything else is kept for the caller or dropped.

use crate::mesh::raw_mesh::{Format, ReadError, origin_for};
use crate::mesh::text_number::{no_number, number, shown};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;

/// Byte-order mark of UTF-8, with which some editors begin a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Size of a piece that is passed on, bytes; it may be a line longer.
const CHUNK_BYTES: usize = 1 << 16;
/// Vertices whose numbers are none, beyond which a file is refused whether faces name them or not.
const MOST_BAD: usize = 1 << 16;

/// Contents of a file other than its shape.
#[derive(Debug, Default)]
pub(super) struct Prescan {
    pub(super) vertices: usize,
    pub(super) triangles: usize,
    /// Vertices with a colour; the others are read as black.
    pub(super) coloured: usize,
    /// Lowest and highest number of a vertex's colour.
    pub(super) color_range: [f32; 2],
    /// Origin that was taken from every vertex.
    pub(super) origin: [f64; 3],
    /// Faces of fewer than three corners.
    pub(super) short_faces: usize,
    /// Texture coordinates that are no numbers, and corners that name one which is not there.
    pub(super) bad_coordinates: usize,
    /// True where a face names a texture coordinate that never comes.
    pub(super) lost_coordinates: bool,
    /// Lines of points or of lines.
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
    let (index, line) = scan.ahead[0];
    if index > scan.totals[0] as u64 {
        return Err(wrong(line, format!("a face names vertex {index}, but the file has only {}", scan.totals[0])));
    }
    // A vertex of no numbers is nobody's business unless a face names it.
    if let Some((_, (line, what))) = scan.bad.iter().filter(|(i, _)| **i <= index).min() {
        return Err(wrong(*line, what.clone()));
    }
    scan.told.lost_coordinates = scan.ahead[1].0 > scan.totals[1] as u64;
    give(scan.out);
    scan.told.vertices = scan.totals[0];
    Ok(scan.told)
}

/// The next line, joined with those that a `\` at its end continues, and the number of lines taken.
fn take_line<'a>(rest: &mut &'a [u8]) -> Option<(Cow<'a, [u8]>, usize)> {
    let mut raw = || {
        let bytes = Some(*rest).filter(|bytes| !bytes.is_empty())?;
        // Old programs end lines by a carriage return alone.
        let end = bytes.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(bytes.len());
        let ending = if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
        *rest = bytes.get(end + ending..).unwrap_or_default();
        Some(&bytes[..end])
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
    /// Vertices and texture coordinates so far.
    totals: [usize; 2],
    /// Largest index of each kind that a face names before it comes, and its line.
    ahead: [(u64, usize); 2],
    /// Vertices whose coordinates are no numbers, by index from 1: their line, and what is wrong.
    bad: HashMap<u64, (usize, String)>,
    /// Corners of the face at hand.
    corners: Vec<u8>,
    /// True where the first vertex has a colour, and so all are given one.
    colours: bool,
}

impl PreScan {
    fn take(&mut self, text: &[u8]) -> Result<(), String> {
        let words = text.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
        // A remark may stand behind the numbers.
        let mut words = words.take_while(|w| !w.starts_with(b"#"));
        match words.next() {
            Some(b"v") => self.vertex(words),
            Some(b"vt") => {
                self.texture_coordinate(words);
                Ok(())
            }
            // Normals are made anew from the faces.
            Some(b"vn") => Ok(()),
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
        let (mut n, mut count) = ([0.0_f64; 7], 0);
        for (word, slot) in words.clone().zip(&mut n) {
            *slot = match number(word) {
                Some(value) => value,
                // What follows the coordinates is not needed.
                None if count >= 3 => f64::NAN,
                None => return Err(no_number(word)),
            };
            count += 1;
        }
        if count < 3 {
            return Err(format!("a vertex has 3 coordinates, not {count}"));
        }
        self.totals[0] += 1;
        if let Some(at) = n.iter().take(3).position(|x| !(*x as f32).is_finite()) {
            let word = shown(words.clone().nth(at).unwrap_or_default());
            let what = format!("`{word}` is not a finite coordinate; clean the scan and export it again");
            if self.bad.len() >= MOST_BAD {
                return Err(what);
            }
            self.bad.insert(self.totals[0] as u64, (self.line, what));
            n = [0.0; 7];
        } else if self.totals[0] == 1 {
            self.told.origin = origin_for([n[0], n[1], n[2]]);
        }
        // A fourth number is a weight by the format, a confidence or nothing in real files, and viewers pass over it. Six are
        // coordinates and a colour.
        let coloured = count >= 6 && n[3..6].iter().all(|c| c.is_finite());
        self.out.push(b'v');
        if self.told.origin != [0.0; 3] {
            for (x, origin) in n.iter().zip(self.told.origin) {
                // Writing to memory cannot fail.
                let _ = write!(self.out, " {}", x - origin);
            }
        } else if self.bad.contains_key(&(self.totals[0] as u64)) {
            self.out.extend_from_slice(b" 0 0 0");
        } else {
            words.clone().take(3).for_each(|word| self.put(b' ', word));
        }
        self.colours |= coloured && self.totals[0] == 1;
        if self.colours {
            let none = [b"0".as_slice(); 3];
            words.skip(3).take(3).filter(|_| coloured).chain(none).take(3).for_each(|word| self.put(b' ', word));
        }
        self.out.push(b'\n');
        if coloured {
            let [low, high] = &mut self.told.color_range;
            for c in n[3..6].iter().map(|&c| c as f32) {
                (*low, *high) = (low.min(c), high.max(c));
            }
            self.told.coloured += 1;
        }
        Ok(())
    }

    fn texture_coordinate<'a>(&mut self, words: impl Iterator<Item = &'a [u8]>) {
        self.totals[1] += 1;
        let mut values = words.take(2).map(|word| number(word).filter(|x| x.is_finite()));
        let (u, v) = (values.next().flatten(), values.next());
        self.told.bad_coordinates += usize::from(u.is_none() || v == Some(None));
        if self.textures {
            let (u, v) = (u.unwrap_or(0.0) as f32, v.flatten().unwrap_or(0.0) as f32);
            // Writing to memory cannot fail.
            let _ = writeln!(self.out, "vt {u} {v}");
        }
    }

    fn face<'a>(&mut self, words: impl Iterator<Item = &'a [u8]>) -> Result<(), String> {
        let (mut corners, mut textured) = (0, true);
        self.corners.clear();
        for word in words {
            let mut parts = word.split(|&b| b == b'/');
            let (vertex, coordinate) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            self.names_vertex(vertex, word)?;
            self.corners.push(b' ');
            self.corners.extend_from_slice(vertex);
            let mapped = self.names_coordinate(coordinate);
            if mapped && self.textures {
                self.corners.push(b'/');
                self.corners.extend_from_slice(coordinate);
            }
            textured &= mapped;
            corners += 1;
        }
        if corners < 3 {
            self.told.short_faces += 1;
            return Ok(());
        }
        self.out.push(b'f');
        self.out.append(&mut self.corners);
        self.out.push(b'\n');
        if self.told.textured.last().is_none_or(|run| run.1 != textured) {
            self.told.textured.push((self.told.triangles, textured));
        }
        self.told.triangles += corners - 2;
        Ok(())
    }

    /// Refuses a corner that names no vertex.
    fn names_vertex(&mut self, part: &[u8], word: &[u8]) -> Result<(), String> {
        let total = self.totals[0] as u64;
        let index = match std::str::from_utf8(part).ok().and_then(|p| p.parse::<i64>().ok()) {
            None => return Err(format!("`{}` names no vertex", shown(word))),
            Some(0) => return Err(format!("`{}`: indices start at 1, not 0", shown(word))),
            Some(i) if i < 0 && i.unsigned_abs() > total => {
                return Err(format!("`{}` names vertex {i}, but only {total} come before it", shown(word)));
            }
            Some(i) if i > i64::from(u32::MAX) => {
                return Err(format!("`{}` is more than can be numbered", shown(word)));
            }
            Some(i) if i < 0 => total + 1 - i.unsigned_abs(),
            Some(i) => i as u64,
        };
        if let Some((line, what)) = self.bad.get(&index) {
            return Err(format!("its vertex {index} (line {line}): {what}"));
        }
        // A face may name what comes after it; whether it came is known at the end.
        if index > total.max(self.ahead[0].0) {
            self.ahead[0] = (index, self.line);
        }
        Ok(())
    }

    /// True where a corner names a texture coordinate that may be there. None is needed for the shape.
    fn names_coordinate(&mut self, part: &[u8]) -> bool {
        if part.is_empty() {
            return false;
        }
        let total = self.totals[1] as u64;
        let index = std::str::from_utf8(part).ok().and_then(|p| p.parse::<i64>().ok());
        let named = index.filter(|&i| i != 0 && i >= -(total as i64) && i <= i64::from(u32::MAX));
        let Some(index) = named else {
            self.told.bad_coordinates += 1;
            return false;
        };
        if index > 0 && index as u64 > total.max(self.ahead[1].0) {
            self.ahead[1] = (index as u64, self.line);
        }
        true
    }

    fn put(&mut self, before: u8, word: &[u8]) {
        self.out.push(before);
        self.out.extend_from_slice(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_on_is_checked_and_plain() {
        let text = "\u{feff}mtllib a b.mtl\no K\nv 0 0 0 255 0 9 1 # one\r\nv 1 2 3 2\nv 1 1 \\\n1\rvt 0.5\nvt 0 1 0\nvn 0 0 -nan(ind)\n\
            l 1 2\nusemtl s\nf 1/1/1 2/-1 3/2//\nf 1 2\nf 1 2//0 -1 4\nv 1 2 3\nv nan 0 0\n";
        let read = |textures| {
            let mut given = Vec::new();
            let told = prescan(text.as_bytes(), textures, |chunk| given.extend(chunk)).unwrap();
            (told, String::from_utf8(given).unwrap())
        };
        let (told, given) = read(true);
        let vertices = "v 0 0 0 255 0 9\nv 1 2 3 0 0 0\nv 1 1 1 0 0 0\n";
        let faces = "f 1/1 2/-1 3/2\nf 1 2 -1 4\nv 1 2 3 0 0 0\nv 0 0 0 0 0 0\n";
        assert_eq!(given, format!("{vertices}vt 0.5 0\nvt 0 1\n{faces}"));
        assert_eq!((told.vertices, told.coloured, told.color_range, told.triangles), (5, 1, [0.0, 255.0], 3));
        assert_eq!((told.uses, told.textured), (vec![(0, "s".to_owned())], vec![(0, true), (1, false)]));
        assert_eq!((told.libraries, told.points_and_lines, told.short_faces), (vec!["a b.mtl".to_owned()], 1, 1));
        assert!(read(false).1.contains("f 1 2 3\nf 1 2 -1 4\n"), "{}", read(false).1);
    }

    #[test]
    fn a_vertex_of_no_numbers_matters_only_where_a_face_names_it() {
        let square = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv nan 1 1\n";
        let read = |rest: &str| prescan(format!("{square}{rest}").as_bytes(), false, drop);
        assert!(read("f 1 2 3\n").is_ok());
        for named in ["f 1 2 4\n", "f 1 2 -1\n"] {
            assert!(matches!(read(named), Err(ReadError::Line { line: 5, .. })), "{named}");
        }
        let first = format!("f 1 2 4\n{square}");
        assert!(matches!(prescan(first.as_bytes(), false, drop), Err(ReadError::Line { line: 5, .. })));
    }

    #[test]
    fn coordinates_of_a_map_are_shifted_before_they_are_rounded() {
        let text = "v 447312.00819 5433127.12956 411.98502\nv 447312.00919 5433127.12956 411.98502\nv 447312 5433127 412\nf 1 2 3\n";
        let mut given = Vec::new();
        let told = prescan(text.as_bytes(), false, |chunk| given.extend(chunk)).unwrap();
        assert_eq!(told.origin, [447_312.008_19, 5_433_127.129_56, 411.985_02]);
        let second: f64 = String::from_utf8(given).unwrap().split_whitespace().nth(5).unwrap().parse().unwrap();
        assert!((second - 0.001).abs() < 1e-6, "{second}");
    }
}
