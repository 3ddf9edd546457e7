//! Header of a PLY file: the elements that follow, their counts and properties, and their coding.

use crate::mesh::raw_mesh::{Format, ReadError};
use crate::mesh::text_number::shown;

/// An error about the content of the file.
pub(super) fn content(what: String) -> ReadError {
    ReadError::Content { format: Format::Ply, what }
}

/// Type of one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scalar {
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

    /// Size of the number, bytes.
    pub(super) fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// The value of its bytes, which are `self.size()` long. All these formats fit an `f64` exactly.
    pub(super) fn decode(self, b: &[u8], big: bool) -> f64 {
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

/// One value of a record, or a list of them.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) value: Scalar,
    /// Type of the length, where this is a list.
    pub(super) length: Option<Scalar>,
}

/// A kind of record, such as `vertex`, with the number of its records.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) properties: Vec<Property>,
}

impl Element {
    /// Least size of one record, bytes.
    pub(super) fn smallest(&self, text: bool) -> usize {
        // Text: one digit and one blank a value.
        let size = |s: Scalar| if text { 2 } else { s.size() };
        self.properties.iter().map(|p| size(p.length.unwrap_or(p.value))).sum()
    }

    /// Index of the first property that has one of these names.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        self.properties.iter().position(|p| names.iter().any(|name| p.name.eq_ignore_ascii_case(name)))
    }
}

/// Coding of the records: text, or binary of either byte order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Coding {
    Text,
    Little,
    Big,
}

/// Header of a file, down to `end_header`.
pub(super) struct Header {
    pub(super) coding: Coding,
    pub(super) elements: Vec<Element>,
    /// Offset of the data, bytes.
    pub(super) data: usize,
    /// Number of lines of the header.
    pub(super) lines: usize,
    /// The picture that a remark names (`comment TextureFile`), as some programs have it.
    pub(super) texture: Option<String>,
}

impl Header {
    /// The header at the beginning of a file's bytes.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut at = 0;
        let mut line = 0;
        let mut coding = None;
        let mut elements: Vec<Element> = Vec::new();
        let mut texture = None;
        // Old programs end lines by a carriage return alone; the first line tells, for data may begin with either.
        let ending = if bytes.starts_with(b"ply\r") && bytes.get(4) != Some(&b'\n') { b'\r' } else { b'\n' };
        loop {
            let rest = &bytes[at..];
            let Some(end) = rest.iter().take(4096).position(|&b| b == ending) else {
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
                        other => {
                            return Err(wrong(format!(
                                "`{}` is not a PLY format",
                                shown(other.unwrap_or_default().as_bytes())
                            )));
                        }
                    });
                }
                (_, Some("element")) => {
                    let (Some(name), Some(count)) = (words.next(), words.next()) else {
                        return Err(wrong("an element has a name and a count".to_owned()));
                    };
                    let count =
                        count.parse().map_err(|_| wrong(format!("`{}` is not a count", shown(count.as_bytes()))))?;
                    elements.push(Element { name: name.to_owned(), count, properties: Vec::new() });
                }
                (_, Some("property")) => {
                    let property = parse_property(&mut words).map_err(wrong)?;
                    let element = elements.last_mut().ok_or_else(|| wrong("a property before any element".into()))?;
                    element.properties.push(property);
                }
                (_, Some("end_header")) => {
                    let coding = coding.ok_or_else(|| wrong("the header names no format".to_owned()))?;
                    return Ok(Self { coding, elements, data: at, lines: line, texture });
                }
                (_, Some("comment")) if words.next().is_some_and(|w| w.eq_ignore_ascii_case("texturefile")) => {
                    texture = Some(words.collect::<Vec<_>>().join(" "));
                }
                (_, Some("comment" | "obj_info") | None) => {}
                (_, Some(other)) => return Err(wrong(format!("`{}` is not a PLY keyword", shown(other.as_bytes())))),
            }
        }
    }
}

fn parse_property<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Property, String> {
    let scalar = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        Scalar::named(word).ok_or_else(|| format!("`{}` is not a PLY type", shown(word.as_bytes())))
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
