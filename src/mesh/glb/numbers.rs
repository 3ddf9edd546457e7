//! Numbers that an accessor names: places, colours, indices; plain, normalised or sparse.

use super::content;
use crate::mesh::raw_mesh::{Format, ReadError};
use gltf::accessor::{DataType, Dimensions};
use std::borrow::Cow;

/// The numbers of an accessor, their range checked against the bytes there are.
pub(super) struct Numbers<'a> {
    bytes: Cow<'a, [u8]>,
    stride: usize,
    pub(super) count: usize,
    pub(super) width: usize,
    pub(super) kind: DataType,
    normalized: bool,
}

/// Bytes of a view from an offset on; none where it lies outside its buffer.
fn view_bytes<'a>(view: &gltf::buffer::View<'_>, offset: usize, buffers: &'a [Cow<'_, [u8]>]) -> &'a [u8] {
    let buffer = buffers.get(view.buffer().index());
    let within = buffer.zip(view.offset().checked_add(view.length()));
    within.and_then(|(buffer, end)| buffer.get(view.offset()..end)).and_then(|b| b.get(offset..)).unwrap_or_default()
}

impl<'a> Numbers<'a> {
    pub(super) fn new(accessor: &gltf::Accessor<'_>, buffers: &'a [Cow<'_, [u8]>]) -> Result<Self, ReadError> {
        let index = accessor.index();
        let kind = accessor.data_type();
        let width = match accessor.dimensions() {
            Dimensions::Scalar => 1,
            Dimensions::Vec2 => 2,
            Dimensions::Vec3 => 3,
            Dimensions::Vec4 => 4,
            _ => return Err(content(format!("accessor {index} holds matrices"))),
        };
        let (size, count) = (width * kind.size(), accessor.count());
        let needs = |bytes: &[u8], needed: u64| {
            let found = bytes.len() as u64;
            let what = format!("accessor {index}");
            if count == 0 || needed > found {
                return Err(ReadError::Truncated { format: Format::Glb, what, needed, found });
            }
            Ok(())
        };
        let normalized = accessor.normalized();
        let span =
            |stride: usize| (count as u64).saturating_sub(1).saturating_mul(stride as u64).saturating_add(size as u64);
        let plain = accessor.view().map(|view| {
            let stride = view.stride().unwrap_or(size);
            let bytes = view_bytes(&view, accessor.offset(), buffers);
            needs(bytes, if stride < size { u64::MAX } else { span(stride) })?;
            Ok((bytes, stride))
        });
        let plain = plain.transpose()?;
        let Some(sparse) = accessor.sparse() else {
            let (bytes, stride) = plain.ok_or_else(|| content(format!("accessor {index} has no data")))?;
            return Ok(Self { bytes: bytes.into(), stride, count, width, kind, normalized });
        };
        // All in one: zeros or the plain numbers, and over them those that are given one by one.
        let most = buffers.iter().map(|b| b.len()).sum::<usize>().max(1 << 16);
        if count.saturating_mul(size) > 64 * most {
            return Err(content(format!("accessor {index} is sparse and promises {count} entries; export plain data")));
        }
        let mut whole = vec![0_u8; count * size];
        if let Some((bytes, stride)) = plain {
            for (i, entry) in whole.chunks_exact_mut(size).enumerate() {
                // Proof: `needs` held all entries against the bytes.
                entry.copy_from_slice(&bytes[i * stride..i * stride + size]);
            }
        }
        let (indices, values) = (sparse.indices(), sparse.values());
        let step = match indices.index_type() {
            gltf::accessor::sparse::IndexType::U8 => 1,
            gltf::accessor::sparse::IndexType::U16 => 2,
            gltf::accessor::sparse::IndexType::U32 => 4,
        };
        let places = view_bytes(&indices.view(), indices.offset(), buffers);
        let given = view_bytes(&values.view(), values.offset(), buffers);
        let entries = sparse.count();
        needs(places, (entries as u64).saturating_mul(step as u64))?;
        needs(given, (entries as u64).saturating_mul(size as u64))?;
        for (place, value) in places.chunks_exact(step).zip(given.chunks_exact(size)).take(entries) {
            let at = place.iter().rev().fold(0_usize, |sum, &b| sum << 8 | usize::from(b));
            if at >= count {
                return Err(content(format!("accessor {index}: entry {at} of {count} is given")));
            }
            whole[at * size..(at + 1) * size].copy_from_slice(value);
        }
        Ok(Self { bytes: whole.into(), stride: size, count, width, kind, normalized })
    }

    /// Component `k` of element `i` as bytes. Proof that the range exists: `new` checked the last element's.
    fn raw(&self, i: usize, k: usize) -> [u8; 4] {
        let size = self.kind.size();
        let at = i * self.stride + k * size;
        let mut out = [0; 4];
        out[..size].copy_from_slice(&self.bytes[at..at + size]);
        out
    }

    /// A value as it is meant: normalised whole numbers run to 1, others are themselves.
    pub(super) fn value(&self, i: usize, k: usize) -> f32 {
        let b = self.raw(i, k);
        let (whole, full) = match self.kind {
            DataType::I8 => (f32::from(b[0] as i8), 127.0),
            DataType::U8 => (f32::from(b[0]), 255.0),
            DataType::I16 => (f32::from(i16::from_le_bytes([b[0], b[1]])), 32_767.0),
            DataType::U16 => (f32::from(u16::from_le_bytes([b[0], b[1]])), 65_535.0),
            DataType::U32 => (u32::from_le_bytes(b) as f32, u32::MAX as f32),
            DataType::F32 => return f32::from_le_bytes(b),
        };
        if self.normalized { (whole / full).max(-1.0) } else { whole }
    }

    /// A colour's part of 0–1, normalised where it is stored as a whole number, whatever the file says.
    pub(super) fn unit(&self, i: usize, k: usize) -> f32 {
        let b = self.raw(i, k);
        let value = match self.kind {
            DataType::U8 => f32::from(b[0]) / 255.0,
            DataType::U16 => f32::from(u16::from_le_bytes([b[0], b[1]])) / 65_535.0,
            _ => f32::from_le_bytes(b),
        };
        if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 }
    }

    pub(super) fn index(&self, i: usize) -> Option<u32> {
        let b = self.raw(i, 0);
        match (self.width, self.kind) {
            (1, DataType::U8) => Some(u32::from(b[0])),
            (1, DataType::U16) => Some(u32::from(u16::from_le_bytes([b[0], b[1]]))),
            (1, DataType::U32) => Some(u32::from_le_bytes(b)),
            _ => None,
        }
    }
}
