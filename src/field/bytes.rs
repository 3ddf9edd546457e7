//! A field as bytes, so that a second start need not make it again.
//!
//! Little-endian: the magic `PNTFIELD`, [`ALGORITHM_VERSION`], digest, densities, count, then six words a site
//! (triangle, two weights, rank, room, hash), then a checksum. Place, normal and hair direction are not stored but
//! taken from the head, so a file is some 4 MB. This module touches no file; the caller stores the bytes.

use super::{ALGORITHM_VERSION, Field, FieldError, FieldOptions, Seat, digest};
use crate::fnv::Fnv64;
use crate::head::Head;

const MAGIC: &[u8; 8] = b"PNTFIELD";
const HEADER: usize = 8 + 4 + 8 + 4 + 4 + 4;
const SEAT: usize = 6 * 4;

impl Field {
    /// The field as bytes, for [`Field::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER + self.sites.len() * SEAT + 8);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&ALGORITHM_VERSION.to_le_bytes());
        out.extend_from_slice(&self.digest.to_le_bytes());
        out.extend_from_slice(&self.density_max_per_cm2.to_le_bytes());
        out.extend_from_slice(&self.area_cm2.to_le_bytes());
        out.extend_from_slice(&(self.sites.len() as u32).to_le_bytes());
        for s in &self.sites {
            let [u, v] = s.barycentric.map(f32::to_bits);
            for word in [s.triangle, u, v, s.rank.to_bits(), s.room_mm.to_bits(), s.hash] {
                out.extend_from_slice(&word.to_le_bytes());
            }
        }
        let sum = checksum(&out);
        out.extend_from_slice(&sum.to_le_bytes());
        out
    }

    /// The field that [`Field::to_bytes`] wrote, for the same head and options.
    ///
    /// # Errors
    /// [`FieldError::Bytes`] where the bytes are cut, altered, of another version, or of another head or options.
    pub fn from_bytes(bytes: &[u8], head: &Head, options: &FieldOptions) -> Result<Self, FieldError> {
        let wrong = |reason| FieldError::Bytes { reason };
        super::check(head, options)?;
        if bytes.len() < HEADER + 8 || &bytes[..8] != MAGIC {
            return Err(wrong("not a field"));
        }
        let (body, sum) = bytes.split_at(bytes.len() - 8);
        if word(body, 8) != ALGORITHM_VERSION {
            return Err(wrong("written by another version"));
        }
        let stored_digest = long(body, 12);
        if stored_digest != digest(head, options) {
            return Err(wrong("of another head or other options"));
        }
        let count = word(body, 28) as usize;
        if body.len() != HEADER + count * SEAT || long(sum, 0) != checksum(body) {
            return Err(wrong("cut or altered"));
        }
        let triangles = head.mesh.triangles().len() as u32;
        let seats: Vec<Seat> = body[HEADER..]
            .chunks_exact(SEAT)
            .map(|c| Seat {
                triangle: word(c, 0),
                barycentric: [f32::from_bits(word(c, 4)), f32::from_bits(word(c, 8))],
                rank: f32::from_bits(word(c, 12)),
                room_mm: f32::from_bits(word(c, 16)),
                hash: word(c, 20),
            })
            .collect();
        if seats.iter().any(|s| s.triangle >= triangles) {
            return Err(wrong("names a triangle that the head does not have"));
        }
        let [density, area] = [word(body, 20), word(body, 24)].map(f32::from_bits);
        let inside = |s: &Seat| {
            let [u, v] = s.barycentric;
            u >= 0.0 && v >= 0.0 && u + v <= 1.0 + 1e-4 && (0.0..=1.0).contains(&s.rank) && s.room_mm >= 0.0
        };
        if !seats.iter().all(inside) || !(0.0..1e6).contains(&density) || !(0.0..1e6).contains(&area) {
            return Err(wrong("holds what no field has"));
        }
        Ok(Self::seated(head, &seats, f32::from_bits(word(body, 20)), f32::from_bits(word(body, 24)), stored_digest))
    }
}

/// The four bytes at `at`, as a word. The caller has checked that they are there.
fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn long(bytes: &[u8], at: usize) -> u64 {
    u64::from(word(bytes, at)) | (u64::from(word(bytes, at + 4)) << 32)
}

/// Checksum of bytes whose length is a multiple of four. It detects a torn write, not forgery.
fn checksum(bytes: &[u8]) -> u64 {
    let mut digest = Fnv64::new();
    bytes.chunks_exact(4).for_each(|c| digest.word(word(c, 0)));
    digest.digest()
}
