//! A scan as a page carries it.

use super::laid::Case;
use crate::head::import::{ImportTimes, ImportedMesh};
use crate::mesh::TriMesh;

impl Case {
    /// The scan as bytes that [`ImportedMesh::from_bytes`] reads, for a page that carries its head; `None` for the built-in one.
    pub fn scan_bytes(&self) -> Option<Vec<u8>> {
        let (mesh, report) = (TriMesh::clone(self.scan.as_ref()?), self.import.clone()?);
        let colors = self.scan_colors.as_deref().cloned();
        Some(ImportedMesh { mesh, colors, report, times: ImportTimes::default() }.to_bytes())
    }
}
