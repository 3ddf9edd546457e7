//! Stanford PLY: ASCII, and binary of either byte order.
//!
//! The header says what follows; it is believed only as far as the bytes left can bear. Vertices give `x y z`, and
//! `nx ny nz` and `red green blue` where they are there; faces give their list of corners, polygons become fans;
//! every other element and property is stepped over. Binary records are read by one loop over precomputed steps rather
//! than by a general interpreter, so a scan of millions of triangles takes tenths of a second.

use super::raw::{Format, RawMesh, ReadError, linear_from_srgb, linear_of_bytes};
use glam::Vec3;

/// Reads PLY bytes.
///
/// # Errors
/// [`ReadError`] with the line (text) or the record (binary) of what is wrong, and where the file ends too soon.
pub fn read_ply(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    let header = Header::parse(bytes)?;
    let mut source = Source::new(&header, bytes);
    let mut mesh = RawMesh {
        format: Format::Ply,
        positions: Vec::new(),
        triangles: Vec::new(),
        normals: None,
        colors: None,
        notes: Vec::new(),
    };
    let vertices = header.elements.iter().filter(|e| e.name == "vertex").map(|e| e.count).next().unwrap_or(0);
    let mut strips = 0;
    for element in &header.elements {
        source.can_hold(element)?;
        match element.name.as_str() {
            "vertex" if mesh.positions.is_empty() => read_vertices(&mut source, element, &mut mesh)?,
            "face" => read_faces(&mut source, element, vertices, &mut mesh)?,
            name => {
                strips += usize::from(name == "tristrips");
                for record in 0..element.count {
                    for property in &element.properties {
                        property.skip(&mut source, element, record)?;
                    }
                }
            }
        }
    }
    if strips > 0 && mesh.triangles.is_empty() {
        return Err(content("triangle strips are not read; export the scan with plain faces".to_owned()));
    }
    mesh.with_triangles()
}

fn content(what: String) -> ReadError {
    ReadError::Content { format: Format::Ply, what }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scalar {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    F32,
    F64,
}

impl Scalar {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "char" | "int8" => Self::I8,
            "uchar" | "uint8" => Self::U8,
            "short" | "int16" => Self::I16,
            "ushort" | "uint16" => Self::U16,
            "int" | "int32" => Self::I32,
            "uint" | "uint32" => Self::U32,
            "float" | "float32" => Self::F32,
            "double" | "float64" => Self::F64,
            _ => return None,
        })
    }

    fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// The value of its bytes, which are `self.size()` long. Every format here fits an `f64` exactly.
    fn decode(self, b: &[u8], big: bool) -> f64 {
        let mut le = [0_u8; 8];
        let size = self.size().min(b.len());
        le[..size].copy_from_slice(&b[..size]);
        if big {
            le[..size].reverse();
        }
        let [b0, b1, b2, b3, ..] = le;
        match self {
            Self::I8 => f64::from(b0 as i8),
            Self::U8 => f64::from(b0),
            Self::I16 => f64::from(i16::from_le_bytes([b0, b1])),
            Self::U16 => f64::from(u16::from_le_bytes([b0, b1])),
            Self::I32 => f64::from(i32::from_le_bytes([b0, b1, b2, b3])),
            Self::U32 => f64::from(u32::from_le_bytes([b0, b1, b2, b3])),
            Self::F32 => f64::from(f32::from_le_bytes([b0, b1, b2, b3])),
            Self::F64 => f64::from_le_bytes(le),
        }
    }
}

#[derive(Debug)]
struct Property {
    name: String,
    value: Scalar,
    /// The type of the length, where this is a list.
    length: Option<Scalar>,
}

impl Property {
    fn skip(&self, source: &mut Source<'_>, element: &Element, record: usize) -> Result<(), ReadError> {
        let count = match self.length {
            Some(length) => source.length(length, self.value, element, record)?,
            None => 1,
        };
        (0..count).try_for_each(|_| source.value(self.value, element, record).map(drop))
    }
}

#[derive(Debug)]
struct Element {
    name: String,
    count: usize,
    properties: Vec<Property>,
}

impl Element {
    /// Fewest bytes that one record takes.
    fn smallest(&self, text: bool) -> usize {
        // Text: one digit and one blank a value.
        let size = |s: Scalar| if text { 2 } else { s.size() };
        self.properties.iter().map(|p| size(p.length.unwrap_or(p.value))).sum()
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        self.properties.iter().position(|p| names.contains(&p.name.as_str()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Coding {
    Text,
    Little,
    Big,
}

struct Header {
    coding: Coding,
    elements: Vec<Element>,
    /// Where the data start.
    data: usize,
    /// Lines of the header.
    lines: usize,
}

impl Header {
    fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut at = 0;
        let mut line = 0;
        let mut coding = None;
        let mut elements: Vec<Element> = Vec::new();
        loop {
            let rest = &bytes[at..];
            let Some(end) = rest.iter().take(4096).position(|&b| b == b'\n') else {
                return Err(content("the header has no `end_header`; the file was cut short or is no PLY".to_owned()));
            };
            at += end + 1;
            line += 1;
            let text = String::from_utf8_lossy(&rest[..end]);
            let mut words = text.split_whitespace();
            let wrong = |what: String| ReadError::Line { format: Format::Ply, line, what };
            match (line, words.next()) {
                (1, Some("ply")) => {}
                (1, _) => return Err(wrong("a PLY file starts with `ply`".to_owned())),
                (_, Some("format")) => {
                    coding = Some(match words.next() {
                        Some("ascii") => Coding::Text,
                        Some("binary_little_endian") => Coding::Little,
                        Some("binary_big_endian") => Coding::Big,
                        other => return Err(wrong(format!("`{}` is not a PLY format", other.unwrap_or_default()))),
                    });
                }
                (_, Some("element")) => {
                    let (Some(name), Some(count)) = (words.next(), words.next()) else {
                        return Err(wrong("an element has a name and a count".to_owned()));
                    };
                    let count = count.parse().map_err(|_| wrong(format!("`{count}` is not a count")))?;
                    elements.push(Element { name: name.to_owned(), count, properties: Vec::new() });
                }
                (_, Some("property")) => {
                    let property = parse_property(&mut words).map_err(wrong)?;
                    let element = elements.last_mut().ok_or_else(|| wrong("a property before any element".into()))?;
                    element.properties.push(property);
                }
                (_, Some("end_header")) => {
                    let coding = coding.ok_or_else(|| wrong("the header names no format".to_owned()))?;
                    return Ok(Self { coding, elements, data: at, lines: line });
                }
                (_, Some("comment" | "obj_info") | None) => {}
                (_, Some(other)) => return Err(wrong(format!("`{}` is not a PLY keyword", shorten(other)))),
            }
        }
    }
}

fn shorten(word: &str) -> String {
    word.chars().take(24).collect()
}

fn parse_property<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Property, String> {
    let scalar = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        Scalar::named(word).ok_or_else(|| format!("`{}` is not a PLY type", shorten(word)))
    };
    let first = words.next();
    let (length, value) = if first == Some("list") {
        let length = scalar(words.next())?;
        if matches!(length, Scalar::F32 | Scalar::F64) {
            return Err("the length of a list is a whole number".to_owned());
        }
        (Some(length), scalar(words.next())?)
    } else {
        (None, scalar(first)?)
    };
    let name = words.next().ok_or("a property without a name")?.to_owned();
    Ok(Property { name, value, length })
}

/// The data after the header, one value at a time.
struct Source<'a> {
    bytes: &'a [u8],
    at: usize,
    coding: Coding,
    line: usize,
}

impl<'a> Source<'a> {
    fn new(header: &Header, bytes: &'a [u8]) -> Self {
        Self { bytes, at: header.data, coding: header.coding, line: header.lines + 1 }
    }

    fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// Refuses a count that the bytes left cannot bear, before anything is allocated for it.
    fn can_hold(&self, element: &Element) -> Result<(), ReadError> {
        let smallest = element.smallest(self.coding == Coding::Text);
        let needed = (element.count as u64).saturating_mul(smallest as u64);
        // The last value of a text file may have no blank after it.
        if element.count > 0 && smallest == 0 {
            return Err(content(format!("element `{}` has no properties", shorten(&element.name))));
        }
        if needed > self.left() as u64 + 1 {
            return Err(truncated(element, needed, self.left()));
        }
        Ok(())
    }

    fn value(&mut self, scalar: Scalar, element: &Element, record: usize) -> Result<f64, ReadError> {
        if self.coding == Coding::Text {
            return self.text_value(element, record);
        }
        let size = scalar.size();
        let Some(b) = self.bytes.get(self.at..self.at + size) else {
            return Err(truncated(element, size as u64, self.left()));
        };
        self.at += size;
        Ok(scalar.decode(b, self.coding == Coding::Big))
    }

    fn text_value(&mut self, element: &Element, record: usize) -> Result<f64, ReadError> {
        let start = loop {
            match self.bytes.get(self.at) {
                None => {
                    return Err(content(format!(
                        "the file ends in {} {record} of {}; it was cut short",
                        shorten(&element.name),
                        element.count
                    )));
                }
                Some(b'\n') => self.line += 1,
                Some(b) if b.is_ascii_whitespace() => {}
                Some(_) => break self.at,
            }
            self.at += 1;
        };
        let rest = &self.bytes[start..];
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        self.at = start + end;
        let word = &rest[..end];
        std::str::from_utf8(word).ok().and_then(|w| w.parse().ok()).ok_or_else(|| ReadError::Line {
            format: Format::Ply,
            line: self.line,
            what: format!("`{}` is not a number", shorten(&String::from_utf8_lossy(word))),
        })
    }

    /// The length of a list whose items the bytes left can bear.
    fn length(&mut self, l: Scalar, item: Scalar, element: &Element, record: usize) -> Result<usize, ReadError> {
        let length = self.value(l, element, record)?;
        let size = if self.coding == Coding::Text { 2 } else { item.size() } as f64;
        if !(length >= 0.0 && length == length.trunc()) {
            return Err(content(format!("{} {record}: a list of {length} items", shorten(&element.name))));
        }
        if length * size > self.left() as f64 + 1.0 {
            return Err(truncated(element, (length * size) as u64, self.left()));
        }
        Ok(length as usize)
    }
}

fn truncated(element: &Element, needed: u64, found: usize) -> ReadError {
    let what = format!("element `{}` ({} of them)", shorten(&element.name), element.count);
    ReadError::Truncated { format: Format::Ply, what, needed, found: found as u64 }
}

fn read_vertices(source: &mut Source<'_>, element: &Element, mesh: &mut RawMesh) -> Result<(), ReadError> {
    let [Some(x), Some(y), Some(z)] = ["x", "y", "z"].map(|n| element.find(&[n])) else {
        return Err(content("vertices lack x, y or z".to_owned()));
    };
    let triple = |names: [&[&str]; 3]| match names.map(|n| element.find(n)) {
        [Some(a), Some(b), Some(c)] => Some([a, b, c]),
        _ => None,
    };
    let normals = triple([&["nx"], &["ny"], &["nz"]]);
    let colors =
        triple([&["red", "r", "diffuse_red"], &["green", "g", "diffuse_green"], &["blue", "b", "diffuse_blue"]]);
    let table = linear_of_bytes();
    let linear = |property: usize, value: f64| match element.properties[property].value {
        Scalar::F32 | Scalar::F64 => linear_from_srgb(value as f32),
        Scalar::U16 => linear_from_srgb(value as f32 / 65_535.0),
        _ => table[(value as usize).min(255)],
    };
    mesh.positions.reserve_exact(element.count);
    let mut all_normals = Vec::with_capacity(if normals.is_some() { element.count } else { 0 });
    let mut all_colors = Vec::with_capacity(if colors.is_some() { element.count } else { 0 });
    let mut values = vec![0.0_f64; element.properties.len()];
    for record in 0..element.count {
        for (slot, property) in values.iter_mut().zip(&element.properties) {
            if property.length.is_some() {
                property.skip(source, element, record)?;
            } else {
                *slot = source.value(property.value, element, record)?;
            }
        }
        let p = Vec3::new(values[x] as f32, values[y] as f32, values[z] as f32);
        if !p.is_finite() {
            let what =
                format!("vertex {record} has a coordinate that is not finite; clean the scan and export it again");
            return Err(content(what));
        }
        mesh.positions.push(p);
        if let Some(n) = normals {
            all_normals.push(Vec3::from_array(n.map(|i| values[i] as f32)));
        }
        if let Some(c) = colors {
            all_colors.push(c.map(|i| linear(i, values[i])));
        }
    }
    mesh.normals = normals.map(|_| all_normals);
    mesh.colors = colors.map(|_| all_colors);
    Ok(())
}

fn read_faces(
    source: &mut Source<'_>,
    element: &Element,
    vertices: usize,
    mesh: &mut RawMesh,
) -> Result<(), ReadError> {
    let list = element
        .find(&["vertex_indices", "vertex_index"])
        .filter(|&i| element.properties[i].length.is_some())
        .ok_or_else(|| content("faces lack the list `vertex_indices`".to_owned()))?;
    mesh.triangles.reserve_exact(element.count);
    for record in 0..element.count {
        for (i, property) in element.properties.iter().enumerate() {
            let (true, Some(length)) = (i == list, property.length) else {
                property.skip(source, element, record)?;
                continue;
            };
            let corners = source.length(length, property.value, element, record)?;
            if corners < 3 {
                return Err(content(format!("face {record} has {corners} corners; a face has at least 3")));
            }
            let mut fan = [0_u32; 2];
            for corner in 0..corners {
                let value = source.value(property.value, element, record)?;
                if !(value >= 0.0 && value < vertices as f64 && value == value.trunc()) {
                    let what = format!("face {record} names vertex {value}, but there are only {vertices}");
                    return Err(content(what));
                }
                let index = value as u32;
                match corner {
                    0 | 1 => fan[corner] = index,
                    _ => {
                        mesh.triangles.push([fan[0], fan[1], index]);
                        fan[1] = index;
                    }
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\nproperty float y\n\
        property float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nelement face 1\n\
        property list uchar int vertex_indices\nend_header\n";

    fn text() -> String {
        format!("{HEAD}0 0 0 255 0 0\n1 0 0 0 255 0\n1 1 0 0 0 255\n0 1 0 0 0 0\n4 0 1 2 3\n")
    }

    fn binary(big: bool) -> Vec<u8> {
        let name = if big { "binary_big_endian" } else { "binary_little_endian" };
        let mut out = HEAD.replace("ascii", name).into_bytes();
        let put = |out: &mut Vec<u8>, word: u32| out.extend(if big { word.to_be_bytes() } else { word.to_le_bytes() });
        for (p, c) in [([0.0_f32, 0.0, 0.0], [255, 0, 0]), ([1.0, 0.0, 0.0], [0, 255, 0])]
            .into_iter()
            .chain([([1.0, 1.0, 0.0], [0, 0, 255]), ([0.0, 1.0, 0.0], [0, 0, 0])])
        {
            p.iter().for_each(|x| put(&mut out, x.to_bits()));
            out.extend(c);
        }
        out.push(4);
        (0..4).for_each(|i| put(&mut out, i));
        out
    }

    #[test]
    fn three_codings_of_one_square_are_one_mesh() {
        let mesh = read_ply(text().as_bytes()).unwrap();
        assert_eq!(mesh.triangles, [[0, 1, 2], [0, 2, 3]]);
        assert_eq!(mesh.colors.as_ref().unwrap()[1], [0.0, 1.0, 0.0]);
        assert_eq!(read_ply(&binary(false)).unwrap(), mesh);
        assert_eq!(read_ply(&binary(true)).unwrap(), mesh);
    }

    #[test]
    fn cut_anywhere_it_is_an_error() {
        for whole in [binary(false), binary(true)] {
            (0..whole.len()).for_each(|n| assert!(read_ply(&whole[..n]).is_err(), "{n}"));
        }
        let whole = text();
        // The last byte is a line's end, and the text before it whole.
        (0..whole.len() - 1).for_each(|n| assert!(read_ply(&whole.as_bytes()[..n]).is_err(), "{n}"));
    }

    #[test]
    fn a_count_is_believed_only_as_far_as_the_bytes_go() {
        let lies = text().replace("vertex 4", "vertex 4000000000");
        assert!(matches!(read_ply(lies.as_bytes()), Err(ReadError::Truncated { .. })));
        let list = text().replace("4 0 1 2 3", "255 0 1 2 3");
        assert!(matches!(read_ply(list.as_bytes()), Err(ReadError::Truncated { .. })));
    }

    #[test]
    fn bad_numbers_say_where() {
        let word = text().replace("1 1 0 0 0 255", "1 one 0 0 0 255");
        assert!(read_ply(word.as_bytes()).unwrap_err().to_string().contains("line 15"));
        for bad in ["4 0 1 2 4", "4 0 1 2 -1", "4 0 1 2 0.5", "4 0 1 2 nan"] {
            let text = text().replace("4 0 1 2 3", bad);
            assert!(read_ply(text.as_bytes()).unwrap_err().to_string().contains("face 0"), "{bad}");
        }
        assert!(read_ply(text().replace("1 1 0 0 0 255", "1 inf 0 0 0 255").as_bytes()).is_err());
        let cloud = text().replace("face 1", "face 0").replace("4 0 1 2 3\n", "");
        assert!(matches!(read_ply(cloud.as_bytes()), Err(ReadError::PointCloud { points: 4, .. })));
    }
}
