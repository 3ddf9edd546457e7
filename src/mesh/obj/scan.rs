//! What an OBJ file holds, checked line by line, before `tobj` sees it.

use super::super::raw::{Format, ReadError};
use rayon::prelude::*;

/// UTF-8's, which some editors put first.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What the scan found.
#[derive(Clone, Default)]
pub(super) struct Scan {
    pub(super) positions: usize,
    pub(super) texcoords: usize,
    pub(super) normals: usize,
    pub(super) colored: usize,
    pub(super) faces: usize,
    pub(super) points_and_lines: usize,
    pub(super) libraries: usize,
    /// Colours run from 0 to 1 rather than to 255.
    pub(super) linear_colors: bool,
    /// Of vertices, texture coordinates and normals: the largest index that a face names before it comes, and its line.
    pub(super) ahead: [(u64, usize); 3],
    /// Something that `tobj` refuses or misreads, though it is sound.
    pub(super) quirks: bool,
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

    /// Calls `visit(number, line, was_joined)` for every line.
    fn each<E>(&mut self, mut visit: impl FnMut(usize, &[u8], bool) -> Result<(), E>) -> Result<(), E> {
        loop {
            let number = self.next_number;
            let Some(line) = self.raw() else { return Ok(()) };
            if !line.ends_with(b"\\") {
                visit(number, line, false)?;
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
            visit(number, &joined, true)?;
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

/// Checks every line.
pub(super) fn scan(bytes: &[u8]) -> Result<Scan, ReadError> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let parts = parts(text);
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
    let mut s = Scan { linear_colors: true, quirks: text.len() < bytes.len(), ..Scan::default() };
    for part in found {
        let part = part?;
        (s.positions, s.texcoords, s.normals) = (part.positions, part.texcoords, part.normals);
        s.colored += part.colored;
        s.faces += part.faces;
        s.points_and_lines += part.points_and_lines;
        s.libraries += part.libraries;
        s.linear_colors &= part.linear_colors;
        s.quirks |= part.quirks;
        for (all, one) in s.ahead.iter_mut().zip(part.ahead) {
            if one.0 > all.0 {
                *all = one;
            }
        }
    }
    for (kind, total) in [s.positions, s.texcoords, s.normals].into_iter().enumerate() {
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
    let _ = lines.each(|_, text, _| {
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

fn scan_part(part: &[u8], line: usize, [positions, texcoords, normals]: [usize; 3]) -> Result<Scan, ReadError> {
    let mut s = Scan { positions, texcoords, normals, linear_colors: true, ..Scan::default() };
    Lines::new(part, line).each(|line, text, joined| {
        s.quirks |= joined || !text.is_ascii();
        scan_line(&mut s, line, text).map_err(|what| ReadError::Line { format: Format::Obj, line, what })
    })?;
    Ok(s)
}

fn scan_line(s: &mut Scan, line: usize, text: &[u8]) -> Result<(), String> {
    let mut words = words(text);
    match words.next() {
        Some(b"v") => scan_vertex(s, words),
        Some(b"vt") => {
            s.texcoords += 1;
            let mut count = 0;
            for word in words {
                number(word)?;
                count += 1;
            }
            s.quirks |= count < 2;
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
        Some(b"f") => scan_face(s, line, words),
        Some(b"p" | b"l") => {
            s.points_and_lines += 1;
            s.quirks = true;
            Ok(())
        }
        Some(b"mtllib") => {
            s.libraries += 1;
            Ok(())
        }
        Some(b"usemtl") => {
            s.quirks |= words.next().is_none();
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
    match count {
        3 => {}
        4 => {
            if values[3] == 0.0 || !values[3].is_finite() {
                return Err("the fourth coordinate (weight) is zero or not finite".to_owned());
            }
        }
        6 | 7 => {
            s.colored += 1;
            s.linear_colors &= values[3..6].iter().all(|&c| c <= 1.0);
            s.quirks |= count == 7;
        }
        0..=2 => return Err(format!("a vertex has 3 coordinates, not {count}")),
        _ => return Err(format!("a vertex has 3, 4, 6 or 7 numbers, not {count}")),
    }
    s.positions += 1;
    Ok(())
}

const KINDS: [&str; 3] = ["vertex", "texture coordinate", "normal"];

fn scan_face<'a>(s: &mut Scan, line: usize, words: impl Iterator<Item = &'a [u8]>) -> Result<(), String> {
    let totals = [s.positions, s.texcoords, s.normals];
    let mut corners = 0;
    for word in words {
        let mut parts = word.split(|&b| b == b'/');
        let mut check = |kind: usize, total: usize, must: bool| -> Result<(), String> {
            let what = KINDS[kind];
            let part = parts.next().unwrap_or_default();
            if part.is_empty() {
                return if must { Err(format!("`{}` names no vertex", shown(word))) } else { Ok(()) };
            }
            let index = std::str::from_utf8(part)
                .ok()
                .and_then(|p| p.parse::<i64>().ok())
                .ok_or_else(|| format!("`{}` is not an index", shown(word)))?;
            match index {
                0 => Err(format!("`{}`: indices start at 1, not 0", shown(word))),
                i if i < 0 && i.unsigned_abs() > total as u64 => {
                    Err(format!("`{}` names {what} {i}, but only {total} come before it", shown(word)))
                }
                i => {
                    // A face may name what comes after it; whether it came is known at the end.
                    if i > 0 && i as u64 > total as u64 && i as u64 > s.ahead[kind].0 {
                        s.ahead[kind] = (i as u64, line);
                        s.quirks = true;
                    }
                    Ok(())
                }
            }
        };
        check(0, totals[0], true)?;
        check(1, totals[1], false)?;
        check(2, totals[2], false)?;
        if parts.next().is_some() {
            return Err(format!("`{}` has more than three parts", shown(word)));
        }
        corners += 1;
    }
    if corners < 3 {
        return Err(format!("a face has at least 3 corners, not {corners}"));
    }
    s.faces += corners - 2;
    Ok(())
}

/// Only vertices and faces, in ASCII, as `tobj` likes them.
pub(super) fn clean(bytes: &[u8], keep_colors: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let each = Lines::new(text, 1).each(|_, text, _| {
        let mut words = words(text);
        match words.next() {
            Some(b"v") => {
                let numbers: Vec<&[u8]> = words.collect();
                let take = match numbers.len() {
                    6.. if keep_colors => 6,
                    4 => 4,
                    _ => 3,
                };
                out.push(b'v');
                for word in numbers.iter().take(take) {
                    out.push(b' ');
                    out.extend_from_slice(word);
                }
                out.push(b'\n');
            }
            Some(b"f") => {
                out.push(b'f');
                for word in words {
                    out.push(b' ');
                    out.extend(word.iter().take_while(|&&b| b != b'/'));
                }
                out.push(b'\n');
            }
            _ => {}
        }
        Ok::<(), std::convert::Infallible>(())
    });
    match each {
        Ok(()) => out,
        Err(never) => match never {},
    }
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
        assert_eq!((s.positions, s.colored, s.normals, s.faces), (120_000, 120_000, 120_000, 1));
        for (bad, line) in [("f 1 2 120001\n", 360_002), ("f 1 2 -120001\n", 360_002)] {
            let error = scan((text.clone() + bad).as_bytes()).err();
            assert!(matches!(error, Some(ReadError::Line { line: l, .. }) if l == line), "{error:?}");
        }
    }
}
