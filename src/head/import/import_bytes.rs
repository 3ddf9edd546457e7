//! Imported scans as bytes: a page in a browser imports in one module and draws in another, and a take-home page carries its head.
//!
//! Layout, little-endian: magic and version; numbers of vertices, triangles, and bytes of the report (32 bits each); 1 where there are
//! colours, else 0 (32 bits); positions, normals, colours (three floats a vertex), triangles (three indices), the report as JSON padded with
//! blanks to a multiple of four; a digest of all of it.

use super::{ImportError, ImportReport, ImportTimes, ImportedMesh};
use crate::fnv::Fnv64;
use crate::mesh::TriMesh;
use glam::Vec3;

const MAGIC: &[u8; 8] = b"PNTHEAD\x01";
const HEADER: usize = 8 + 4 * 4;
/// Bytes of three floats or indices.
const TRIPLE: usize = 12;
const DIGEST: usize = 8;

impl ImportedMesh {
    /// The scan as bytes, for [`ImportedMesh::from_bytes`]. Durations are left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Proof: a report is a struct of numbers, texts and lists, so it always becomes JSON.
        let mut report = serde_json::to_vec(&self.report).unwrap_or_default();
        report.resize(report.len().next_multiple_of(4), b' ');
        let (positions, triangles) = (self.mesh.positions(), self.mesh.triangles());
        let colored = u32::from(self.colors.is_some());
        let mut out = MAGIC.to_vec();
        for word in [positions.len() as u32, triangles.len() as u32, report.len() as u32, colored] {
            out.extend_from_slice(&word.to_le_bytes());
        }
        let places = positions.iter().chain(self.mesh.normals()).map(Vec3::to_array);
        for value in places.chain(self.colors.iter().flatten().copied()).flatten() {
            out.extend_from_slice(&value.to_le_bytes());
        }
        triangles.iter().flatten().for_each(|index| out.extend_from_slice(&index.to_le_bytes()));
        out.extend_from_slice(&report);
        let digest = digest(&out);
        out.extend_from_slice(&digest.to_le_bytes());
        out
    }

    /// The scan that [`ImportedMesh::to_bytes`] wrote, the same to the bit.
    ///
    /// # Errors
    /// [`ImportError::Bytes`] where they are no such scan, cut, altered or of another version; [`ImportError::Mesh`] where what they hold is no mesh.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ImportError> {
        let wrong = |reason| ImportError::Bytes { reason };
        if bytes.len() < HEADER + DIGEST || &bytes[..8] != MAGIC {
            return Err(wrong("not an imported head, or one of another version"));
        }
        let (body, sum) = bytes.split_at(bytes.len() - DIGEST);
        let numbers = [8, 12, 16, 20].map(|at| word(body, at));
        let [vertices, triangles, report, colored] = numbers.map(u64::from);
        // Numbers of 32 bits do not overflow 64, on a machine of 32 bits either.
        let triples = vertices * if colored == 1 { 3 } else { 2 } + triangles;
        let wanted = HEADER as u64 + triples * TRIPLE as u64 + report;
        if wanted != body.len() as u64 || sum != digest(body).to_le_bytes() {
            return Err(wrong("cut or altered"));
        }
        // What the length has proved fits into memory.
        let [vertices, triangles, ..] = numbers.map(|number| number as usize);
        let mut rest = &body[HEADER..];
        let mut taken = |count: usize| {
            let (now, later) = rest.split_at(count * TRIPLE);
            rest = later;
            now.chunks_exact(TRIPLE)
        };
        let floats = |c: &[u8]| [0, 4, 8].map(|at| f32::from_bits(word(c, at)));
        let positions = taken(vertices).map(floats).map(Vec3::from_array).collect();
        let normals = taken(vertices).map(floats).map(Vec3::from_array).collect();
        let colors = (colored == 1).then(|| taken(vertices).map(floats).collect());
        let triangles = taken(triangles).map(|c| [0, 4, 8].map(|at| word(c, at))).collect();
        let report: ImportReport = serde_json::from_slice(rest).map_err(|_| wrong("its report is not readable"))?;
        let mesh = TriMesh::with_unit_normals(positions, normals, triangles)?;
        Ok(Self { mesh, colors, report, times: ImportTimes::default() })
    }
}

/// Number of 32 bits at an offset, which lies inside.
fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn digest(bytes: &[u8]) -> u64 {
    let mut digest = Fnv64::new();
    bytes.chunks_exact(4).for_each(|c| digest.word(word(c, 0)));
    digest.digest()
}

#[cfg(test)]
mod tests {
    use super::super::{ImportOptions, read_head};
    use super::*;
    use crate::head::reference_head::coarse_head;
    use crate::mesh::obj::write_obj;

    fn imported() -> ImportedMesh {
        let mut bytes = Vec::new();
        write_obj(&coarse_head().unwrap(), "head", &mut bytes).unwrap();
        let mut scan = read_head(&bytes, "scan.obj", &ImportOptions::default()).unwrap();
        scan.colors = Some(scan.mesh.positions().iter().map(|p| [p.x, 0.25, 1.0]).collect());
        scan
    }

    #[test]
    fn a_scan_comes_back_to_the_bit() {
        for colored in [true, false] {
            let mut scan = imported();
            scan.colors = scan.colors.filter(|_| colored);
            let back = ImportedMesh::from_bytes(&scan.to_bytes()).unwrap();
            assert_eq!((back.mesh, back.colors), (scan.mesh, scan.colors));
            assert_eq!(back.report.to_string(), scan.report.to_string());
        }
    }

    #[test]
    fn bytes_that_are_cut_or_altered_are_told() {
        let bytes = imported().to_bytes();
        let told = |bytes: &[u8]| matches!(ImportedMesh::from_bytes(bytes), Err(ImportError::Bytes { .. }));
        assert!((0..bytes.len()).step_by(997).all(|n| told(&bytes[..n])));
        for at in (0..bytes.len()).step_by(1009) {
            let mut altered = bytes.clone();
            altered[at] ^= 0x10;
            assert!(told(&altered), "byte {at}");
        }
    }
}
