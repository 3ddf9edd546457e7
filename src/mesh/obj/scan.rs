//! What an OBJ file holds, read and checked line by line, large files in parts side by side.

use super::super::raw::{Format, ReadError};
use glam::Vec3;
use rayon::prelude::*;

/// UTF-8's, which some editors put first.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A corner without a texture coordinate.
pub(super) const NONE: u32 = u32::MAX;

/// What a file, or a part of it, holds; numbers of vertices and texture coordinates count from 0 over the whole file.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) positions: Vec<Vec3>,
    /// Colours as written, one a vertex that has one.
    pub(super) colors: Vec<[f32; 3]>,
    pub(super) texcoords: Vec<[f32; 2]>,
    pub(super) triangles: Vec<[u32; 3]>,
    /// Of each triangle its corners' texture coordinates; empty where no face names any.
    pub(super) corners: Vec<[u32; 3]>,
    /// From which triangle on which material is used.
    pub(super) uses: Vec<(usize, String)>,
    /// Names of material libraries.
    pub(super) libraries: Vec<String>,
    pub(super) points_and_lines: usize,
    /// Colours run from 0 to 1 rather than to 255.
    pub(super) linear_colors: bool,
    normals: usize,
    /// Vertices, texture coordinates and normals of the parts before.
    before: [usize; 3],
    /// Of each kind the largest index that a face names before it comes, and its line.
    ahead: [(u64, usize); 3],
}

impl Scan {
    /// Vertices, texture coordinates and normals so far.
    fn totals(&self) -> [usize; 3] {
        let [v, vt, vn] = self.before;
        [v + self.positions.len(), vt + self.texcoords.len(), vn + self.normals]
    }

    /// Puts a part behind what came before it.
    fn append(&mut self, mut part: Self) {
        let triangles = self.triangles.len();
        if !(self.corners.is_empty() && part.corners.is_empty()) {
            self.corners.resize(triangles, [NONE; 3]);
            part.corners.resize(part.triangles.len(), [NONE; 3]);
        }
        self.positions.append(&mut part.positions);
        self.colors.append(&mut part.colors);
        self.texcoords.append(&mut part.texcoords);
        self.triangles.append(&mut part.triangles);
        self.corners.append(&mut part.corners);
        self.uses.extend(part.uses.into_iter().map(|(from, name)| (from + triangles, name)));
        self.libraries.append(&mut part.libraries);
        self.points_and_lines += part.points_and_lines;
        self.linear_colors &= part.linear_colors;
        self.normals += part.normals;
        for (all, one) in self.ahead.iter_mut().zip(part.ahead) {
            if one.0 > all.0 {
                *all = one;
            }
        }
    }
}

/// Lines with `\`-continuations joined, each with the number of its first line.
struct Lines<'a> {
    rest: &'a [u8],
    next_number: usize,
    joined: Vec<u8>,
}

impl<'a> Lines<'a> {
    fn new(rest: &'a [u8], first_number: usize) -> Self {
        Self { rest, next_number: first_number, joined: Vec::new() }
    }

    fn raw(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let rest = self.rest;
        let (line, after) = match rest.iter().position(|&b| b == b'\n') {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None => (rest, &rest[rest.len()..]),
        };
        self.rest = after;
        self.next_number += 1;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// Calls `visit(number, line)` for every line.
    fn each<E>(&mut self, mut visit: impl FnMut(usize, &[u8]) -> Result<(), E>) -> Result<(), E> {
        loop {
            let number = self.next_number;
            let Some(line) = self.raw() else { return Ok(()) };
            if !line.ends_with(b"\\") {
                visit(number, line)?;
                continue;
            }
            let mut joined = std::mem::take(&mut self.joined);
            joined.clear();
            let mut part = Some(line);
            while let Some(line) = part {
                let more = line.strip_suffix(b"\\");
                joined.extend_from_slice(more.unwrap_or(line));
                joined.push(b' ');
                part = if more.is_some() { self.raw() } else { None };
            }
            visit(number, &joined)?;
            self.joined = joined;
        }
    }
}

fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty())
}

/// Parts of a file that are scanned side by side have at least this many bytes.
const PART_BYTES: usize = 1 << 20;

/// Cuts after line ends that no `\` continues.
fn parts(mut bytes: &[u8]) -> Vec<&[u8]> {
    let each = (bytes.len() / 16).max(PART_BYTES);
    let mut out = Vec::new();
    while bytes.len() > each {
        let ends = |i: usize| bytes[i] == b'\n' && !bytes[..i].ends_with(b"\\") && !bytes[..i].ends_with(b"\\\r");
        let Some(end) = (each..bytes.len()).find(|&i| ends(i)) else { break };
        let (part, rest) = bytes.split_at(end + 1);
        out.push(part);
        bytes = rest;
    }
    out.push(bytes);
    out
}

/// Reads every line.
pub(super) fn scan(bytes: &[u8]) -> Result<Scan, ReadError> {
    let parts = parts(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes));
    // What a face may name depends on what came before, so that is counted first.
    let counts: Vec<(usize, [usize; 3])> = match parts.len() {
        1 => vec![(0, [0; 3])],
        _ => parts.par_iter().map(|part| count(part)).collect(),
    };
    let (mut line, mut before) = (1, [0; 3]);
    let starts: Vec<(usize, [usize; 3])> = counts
        .iter()
        .map(|(lines, kinds)| {
            let start = (line, before);
            line += lines;
            before = [0, 1, 2].map(|k| before[k] + kinds[k]);
            start
        })
        .collect();
    let found: Vec<Result<Scan, ReadError>> =
        parts.par_iter().zip(starts).map(|(part, (line, before))| scan_part(part, line, before)).collect();
    let mut found = found.into_iter();
    let mut s = found.next().transpose()?.unwrap_or_default();
    for part in found {
        s.append(part?);
    }
    for (kind, total) in s.totals().into_iter().enumerate() {
        let (index, line) = s.ahead[kind];
        if index > total as u64 {
            let what = format!("a face names {} {index}, but the file has only {total}", KINDS[kind]);
            return Err(ReadError::Line { format: Format::Obj, line, what });
        }
    }
    Ok(s)
}

/// Lines of a part, and its vertices, texture coordinates and normals.
fn count(part: &[u8]) -> (usize, [usize; 3]) {
    let mut kinds = [0; 3];
    let mut lines = Lines::new(part, 0);
    let _ = lines.each(|_, text| {
        let kind = match words(text).next() {
            Some(b"v") => 0,
            Some(b"vt") => 1,
            Some(b"vn") => 2,
            _ => return Ok::<(), std::convert::Infallible>(()),
        };
        kinds[kind] += 1;
        Ok(())
    });
    (lines.next_number, kinds)
}

fn scan_part(part: &[u8], line: usize, before: [usize; 3]) -> Result<Scan, ReadError> {
    let mut s = Scan { before, linear_colors: true, ..Scan::default() };
    let mut face = Vec::new();
    Lines::new(part, line).each(|line, text| {
        scan_line(&mut s, line, text, &mut face).map_err(|what| ReadError::Line { format: Format::Obj, line, what })
    })?;
    Ok(s)
}

fn scan_line(s: &mut Scan, line: usize, text: &[u8], face: &mut Vec<[u32; 2]>) -> Result<(), String> {
    let mut words = words(text);
    match words.next() {
        Some(b"v") => scan_vertex(s, words),
        Some(b"vt") => {
            let (mut at, mut count) = ([0.0; 2], 0);
            for word in words {
                let value = number(word)?;
                if let Some(slot) = at.get_mut(count) {
                    *slot = value;
                }
                count += 1;
            }
            s.texcoords.push(at);
            if count == 0 { Err("a texture coordinate without numbers".to_owned()) } else { Ok(()) }
        }
        Some(b"vn") => {
            s.normals += 1;
            let mut count = 0;
            for word in words {
                number(word)?;
                count += 1;
            }
            if count == 3 { Ok(()) } else { Err(format!("a normal has 3 numbers, not {count}")) }
        }
        Some(b"f") => scan_face(s, line, words, face),
        Some(b"p" | b"l") => {
            s.points_and_lines += 1;
            Ok(())
        }
        Some(word @ (b"mtllib" | b"usemtl")) => {
            // Names may have blanks in them.
            let text = text.trim_ascii();
            let name = String::from_utf8_lossy(text[word.len()..].trim_ascii()).into_owned();
            match word {
                b"usemtl" => s.uses.push((s.triangles.len(), name)),
                _ if name.is_empty() => {}
                _ => s.libraries.push(name),
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn shown(word: &[u8]) -> String {
    let text = String::from_utf8_lossy(word);
    let mut short: String = text.chars().take(24).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn number(word: &[u8]) -> Result<f32, String> {
    std::str::from_utf8(word)
        .ok()
        .and_then(|w| w.parse::<f32>().ok())
        .ok_or_else(|| format!("`{}` is not a number", shown(word)))
}

fn scan_vertex<'a>(s: &mut Scan, words: impl Iterator<Item = &'a [u8]>) -> Result<(), String> {
    let mut values = [0.0_f32; 8];
    let mut count = 0;
    for word in words {
        let value = number(word)?;
        if count < 3 && !value.is_finite() {
            return Err(format!("`{}` is not a finite coordinate; clean the scan and export it again", shown(word)));
        }
        if let Some(slot) = values.get_mut(count) {
            *slot = value;
        }
        count += 1;
    }
    let p = Vec3::new(values[0], values[1], values[2]);
    let p = match count {
        3 => p,
        4 => {
            let weighted = p / values[3];
            if !weighted.is_finite() {
                return Err("the fourth coordinate (weight) is zero or not finite".to_owned());
            }
            weighted
        }
        6 | 7 => {
            s.linear_colors &= values[3..6].iter().all(|&c| c <= 1.0);
            s.colors.push([values[3], values[4], values[5]]);
            p
        }
        0..=2 => return Err(format!("a vertex has 3 coordinates, not {count}")),
        _ => return Err(format!("a vertex has 3, 4, 6 or 7 numbers, not {count}")),
    };
    s.positions.push(p);
    Ok(())
}

const KINDS: [&str; 3] = ["vertex", "texture coordinate", "normal"];

fn scan_face<'a>(
    s: &mut Scan,
    line: usize,
    words: impl Iterator<Item = &'a [u8]>,
    face: &mut Vec<[u32; 2]>,
) -> Result<(), String> {
    let totals = s.totals();
    face.clear();
    for word in words {
        let mut parts = word.split(|&b| b == b'/');
        let mut named = |kind: usize| -> Result<u32, String> {
            let (what, total) = (KINDS[kind], totals[kind]);
            let part = parts.next().unwrap_or_default();
            if part.is_empty() {
                return if kind == 0 { Err(format!("`{}` names no vertex", shown(word))) } else { Ok(NONE) };
            }
            let index = std::str::from_utf8(part)
                .ok()
                .and_then(|p| p.parse::<i64>().ok())
                .ok_or_else(|| format!("`{}` is not an index", shown(word)))?;
            let absolute = match index {
                0 => return Err(format!("`{}`: indices start at 1, not 0", shown(word))),
                i if i < 0 => (total as u64)
                    .checked_sub(i.unsigned_abs())
                    .ok_or_else(|| format!("`{}` names {what} {i}, but only {total} come before it", shown(word)))?,
                i => {
                    // A face may name what comes after it; whether it came is known at the end.
                    if i as u64 > total as u64 && i as u64 > s.ahead[kind].0 {
                        s.ahead[kind] = (i as u64, line);
                    }
                    i as u64 - 1
                }
            };
            u32::try_from(absolute).map_err(|_| format!("`{}` is more than can be numbered", shown(word)))
        };
        let corner = [named(0)?, named(1)?];
        named(2)?;
        if parts.next().is_some() {
            return Err(format!("`{}` has more than three parts", shown(word)));
        }
        face.push(corner);
    }
    if face.len() < 3 {
        return Err(format!("a face has at least 3 corners, not {}", face.len()));
    }
    let textured = face.iter().any(|c| c[1] != NONE);
    if textured && s.corners.is_empty() {
        s.corners.resize(s.triangles.len(), [NONE; 3]);
    }
    for pair in face[1..].windows(2) {
        let fan = [face[0], pair[0], pair[1]];
        s.triangles.push(fan.map(|c| c[0]));
        if textured || !s.corners.is_empty() {
            s.corners.push(fan.map(|c| c[1]));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_scanned_side_by_side_know_what_came_before() {
        let mut text = String::new();
        for i in 0..120_000 {
            text += &format!("v {i} 0.125 0 \\\n0.5 0.5 0.5\nvn 0 0 1\n");
        }
        assert!(parts(text.as_bytes()).len() > 2);
        text += "f 1//1 120000//-120000 -120000\n";
        let s = scan(text.as_bytes()).unwrap();
        assert_eq!((s.totals(), s.colors.len()), ([120_000, 0, 120_000], 120_000));
        assert_eq!(s.triangles, [[0, 119_999, 0]]);
        assert_eq!(s.positions[119_999], Vec3::new(119_999.0, 0.125, 0.0));
        for (bad, line) in [("f 1 2 120001\n", 360_002), ("f 1 2 -120001\n", 360_002)] {
            let error = scan((text.clone() + bad).as_bytes()).err();
            assert!(matches!(error, Some(ReadError::Line { line: l, .. }) if l == line), "{error:?}");
        }
    }
}
