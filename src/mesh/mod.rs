//! Triangle meshes in millimetres, for built-in and scanned heads.
//!
//! A [`TriMesh`] is checked once, when it is made: finite coordinates, indices in range, one unit normal a vertex. All
//! later code relies on that. The crate's front page defines frames and units.

pub(crate) mod glb;
pub(crate) mod halve;
pub(crate) mod holes;
pub(crate) mod obj;
pub(crate) mod order;
#[cfg(not(target_arch = "wasm32"))]
mod own_decoder;
pub(crate) mod ply;
pub(crate) mod query;
pub(crate) mod raw_mesh;
pub(crate) mod read;
pub(crate) mod repair;
pub(crate) mod sample;
pub(crate) mod scan_picture;
mod sidecar;
pub(crate) mod simplify;
pub(crate) mod stl;
mod text_number;
mod texture;
pub(crate) mod topology;

pub use obj::write_obj;
pub use query::SurfacePoint;
pub use raw_mesh::{Format, ReadError};
pub use repair::Repair;
pub use scan_picture::{DecodedPicture, ScanPicture};

use crate::fnv::Fnv64;
use glam::Vec3;
use thiserror::Error;

/// An axis-aligned box, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest corner.
    pub min: Vec3,
    /// Largest corner.
    pub max: Vec3,
}

impl Bounds {
    /// The smallest box around `points`; `None` for no points.
    pub fn of(points: &[Vec3]) -> Option<Self> {
        let first = *points.first()?;
        Some(points.iter().fold(Self { min: first, max: first }, |b, &p| Self { min: b.min.min(p), max: b.max.max(p) }))
    }

    /// Edge lengths, mm.
    pub fn size(&self) -> Vec3 {
        self.max - self.min
    }

    /// The middle.
    pub fn center(&self) -> Vec3 {
        (self.min + self.max) * 0.5
    }
}

/// A reason for which positions, normals and triangles do not make a mesh.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum MeshError {
    /// The mesh has no triangle.
    #[error("the mesh has no triangles")]
    Empty,
    /// A coordinate is NaN or infinite.
    #[error("vertex {vertex} has a coordinate that is not finite")]
    NotFinite {
        /// Zero-based vertex.
        vertex: usize,
    },
    /// A triangle has the index of a vertex that does not exist.
    #[error("triangle {triangle} names vertex {index}, but there are only {vertices}")]
    IndexOutOfRange {
        /// Zero-based triangle.
        triangle: usize,
        /// Index of that vertex.
        index: u32,
        /// Number of vertices.
        vertices: usize,
    },
    /// An array of values per vertex has another length than the vertices.
    #[error("{what} has {found} entries for {vertices} vertices")]
    LengthMismatch {
        /// Name of the array.
        what: &'static str,
        /// Length of the array.
        found: usize,
        /// Number of vertices.
        vertices: usize,
    },
}

/// Positions in mm, unit normals and triangles, counter-clockwise seen from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct TriMesh {
    positions: Vec<Vec3>,
    normals: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
}

impl TriMesh {
    /// A mesh with vertex normals weighted by area and angle.
    ///
    /// # Errors
    /// [`MeshError`] where a coordinate is not finite, an index is out of range, or there is no triangle.
    pub fn new(positions: Vec<Vec3>, triangles: Vec<[u32; 3]>) -> Result<Self, MeshError> {
        check(&positions, &triangles)?;
        let normals = vertex_normals(&positions, &triangles);
        Ok(Self { positions, normals, triangles })
    }

    /// A mesh with normals of its own; normals that are zero or not finite are replaced by the faces'.
    ///
    /// # Errors
    /// As [`TriMesh::new`], and [`MeshError::LengthMismatch`] where there is not one normal a vertex.
    pub fn with_normals(positions: Vec<Vec3>, normals: Vec<Vec3>, triangles: Vec<[u32; 3]>) -> Result<Self, MeshError> {
        check(&positions, &triangles)?;
        if normals.len() != positions.len() {
            return Err(MeshError::LengthMismatch { what: "normals", found: normals.len(), vertices: positions.len() });
        }
        let from_faces = vertex_normals(&positions, &triangles);
        let normals = normals.into_iter().zip(from_faces).map(|(n, f)| n.try_normalize().unwrap_or(f)).collect();
        Ok(Self { positions, normals, triangles })
    }

    /// A mesh with unit normals of its own, which stay to the bit; others are replaced by the faces'.
    ///
    /// # Errors
    /// As [`TriMesh::with_normals`].
    pub(crate) fn with_unit_normals(
        positions: Vec<Vec3>,
        normals: Vec<Vec3>,
        triangles: Vec<[u32; 3]>,
    ) -> Result<Self, MeshError> {
        let mut mesh = Self::with_normals(positions, normals.clone(), triangles)?;
        mesh.normals.iter_mut().zip(normals).filter(|(_, n)| n.is_normalized()).for_each(|(kept, n)| *kept = n);
        Ok(mesh)
    }

    /// Vertex positions, mm.
    pub fn positions(&self) -> &[Vec3] {
        &self.positions
    }

    /// Unit normals, one a vertex, pointing out.
    pub fn normals(&self) -> &[Vec3] {
        &self.normals
    }

    /// Vertex indices, three a triangle.
    pub fn triangles(&self) -> &[[u32; 3]] {
        &self.triangles
    }

    /// The three corners of triangle `i`, mm.
    ///
    /// # Panics
    /// Where `i` is not a triangle of this mesh.
    pub fn corners(&self, i: usize) -> [Vec3; 3] {
        self.triangles[i].map(|v| self.positions[v as usize])
    }

    /// Area of triangle `i`, mm².
    ///
    /// # Panics
    /// Where `i` is not a triangle of this mesh.
    pub fn triangle_area_mm2(&self, i: usize) -> f32 {
        let [a, b, c] = self.corners(i);
        0.5 * (b - a).cross(c - a).length()
    }

    /// Bounding box, mm.
    pub fn bounds(&self) -> Bounds {
        // Proof: `check` refused a mesh without triangles, so there is a vertex.
        Bounds::of(&self.positions).unwrap_or(Bounds { min: Vec3::ZERO, max: Vec3::ZERO })
    }

    /// Digest of positions and triangles (FNV-1a, 64 bits): equal meshes have equal digests on every machine.
    pub fn digest(&self) -> u64 {
        let mut digest = Fnv64::new();
        self.positions.iter().flat_map(|p| p.to_array()).for_each(|x| digest.bytes(&x.to_bits().to_le_bytes()));
        self.triangles.iter().flatten().for_each(|i| digest.bytes(&i.to_le_bytes()));
        digest.digest()
    }

    /// The mesh with positions and normals mapped by a similarity.
    pub fn transformed(&self, map: glam::Affine3A) -> Self {
        let positions = self.positions.iter().map(|&p| map.transform_point3(p)).collect();
        let normals =
            self.normals.iter().map(|&n| map.transform_vector3(n).try_normalize().unwrap_or(Vec3::Y)).collect();
        Self { positions, normals, triangles: self.triangles.clone() }
    }
}

fn check(positions: &[Vec3], triangles: &[[u32; 3]]) -> Result<(), MeshError> {
    if triangles.is_empty() {
        return Err(MeshError::Empty);
    }
    if let Some(vertex) = positions.iter().position(|p| !p.is_finite()) {
        return Err(MeshError::NotFinite { vertex });
    }
    let vertices = positions.len();
    for (triangle, corners) in triangles.iter().enumerate() {
        if let Some(&index) = corners.iter().find(|&&i| i as usize >= vertices) {
            return Err(MeshError::IndexOutOfRange { triangle, index, vertices });
        }
    }
    Ok(())
}

/// Vertex normals, weighted by each face's area and its angle at the vertex. (Thürmer & Wüthrich 1998 weight by angle
/// only; the area reduces the effect of a scan's slivers.)
fn vertex_normals(positions: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Vec3> {
    let mut sums = vec![Vec3::ZERO; positions.len()];
    for t in triangles {
        let [a, b, c] = t.map(|i| positions[i as usize]);
        let face = (b - a).cross(c - a);
        for (k, (from, p, q)) in [(a, b, c), (b, c, a), (c, a, b)].into_iter().enumerate() {
            let angle = (p - from).angle_between(q - from);
            if angle.is_finite() {
                sums[t[k] as usize] += face * angle;
            }
        }
    }
    sums.into_iter().map(|n| n.try_normalize().unwrap_or(Vec3::Y)).collect()
}
