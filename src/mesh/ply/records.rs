//! Records after a PLY header, read one value at a time, as text or as binary.

use super::header::{Coding, Element, Header, Property, Scalar, content};
use crate::mesh::raw_mesh::{Format, ReadError};
use crate::mesh::text_number::{no_number, number, shown};

/// The data after the header, one value at a time.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    coding: Coding,
    line: usize,
}

impl<'a> Records<'a> {
    /// The records that follow a header in a file's bytes.
    pub(super) fn new(header: &Header, bytes: &'a [u8]) -> Self {
        Self { bytes, at: header.data, coding: header.coding, line: header.lines + 1 }
    }

    fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// Refuses a count that the remaining bytes cannot hold, before anything is allocated for it.
    pub(super) fn can_hold(&self, element: &Element) -> Result<(), ReadError> {
        let smallest = element.smallest(self.coding == Coding::Text);
        let needed = (element.count as u64).saturating_mul(smallest as u64);
        // The last value of a text file may have no blank after it.
        if element.count > 0 && smallest == 0 {
            return Err(content(format!("element `{}` has no properties", shown(element.name.as_bytes()))));
        }
        if needed > self.left() as u64 + 1 {
            return Err(truncated(element, needed, self.left()));
        }
        Ok(())
    }

    /// Skips a property of a record: a list or a single value.
    pub(super) fn skip(&mut self, property: &Property, element: &Element, record: usize) -> Result<(), ReadError> {
        let count = match property.length {
            Some(length) => self.length(length, property.value, element, record)?,
            None => 1,
        };
        (0..count).try_for_each(|_| self.value(property.value, element, record).map(drop))
    }

    /// The next value of a record.
    pub(super) fn value(&mut self, scalar: Scalar, element: &Element, record: usize) -> Result<f64, ReadError> {
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
                        shown(element.name.as_bytes()),
                        element.count
                    )));
                }
                Some(b'\n') => self.line += 1,
                // Alone it ends a line as well.
                Some(b'\r') => self.line += usize::from(self.bytes.get(self.at + 1) != Some(&b'\n')),
                Some(b) if b.is_ascii_whitespace() => {}
                Some(_) => break self.at,
            }
            self.at += 1;
        };
        let rest = &self.bytes[start..];
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        self.at = start + end;
        let word = &rest[..end];
        number(word).ok_or_else(|| ReadError::Line { format: Format::Ply, line: self.line, what: no_number(word) })
    }

    /// The length of a list, checked against the remaining bytes.
    pub(super) fn length(
        &mut self,
        l: Scalar,
        item: Scalar,
        element: &Element,
        record: usize,
    ) -> Result<usize, ReadError> {
        let length = self.value(l, element, record)?;
        let size = if self.coding == Coding::Text { 2 } else { item.size() } as f64;
        if length as usize as f64 != length {
            return Err(content(format!("{} {record}: a list of {length} items", shown(element.name.as_bytes()))));
        }
        if length * size > self.left() as f64 + 1.0 {
            return Err(truncated(element, (length * size) as u64, self.left()));
        }
        Ok(length as usize)
    }
}

fn truncated(element: &Element, needed: u64, found: usize) -> ReadError {
    let what = format!("element `{}` ({} of them)", shown(element.name.as_bytes()), element.count);
    ReadError::Truncated { format: Format::Ply, what, needed, found: found as u64 }
}
