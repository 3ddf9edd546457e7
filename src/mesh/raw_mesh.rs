//! Triangles as a file gives them, before anything is mended: the types that every reader fills.
//!
//! A reader checks what its format lets it check (indices in range, finite coordinates, counts that the file's size
//! can bear) and leaves the rest (seams, winding, holes, units, pose) to `repair` and to the head's import. Units and
//! axes are the file's own.

use glam::Vec3;
use serde::Serialize;
use thiserror::Error;

/// A file format that holds triangles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Wavefront OBJ.
    Obj,
    /// Stanford PLY, ASCII or binary.
    Ply,
    /// Stereolithography STL, ASCII or binary.
    Stl,
    /// Binary glTF.
    Glb,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Obj => "OBJ",
            Self::Ply => "PLY",
            Self::Stl => "STL",
            Self::Glb => "GLB",
        })
    }
}

/// Why the bytes of a file give no triangles.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty; export the scan again")]
    Empty,
    /// More than the caller allows.
    #[error("the file has {bytes} bytes, more than the limit of {max_bytes}; reduce the scan or raise the limit")]
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// The limit.
        max_bytes: u64,
    },
    /// Neither the content nor the name is of a known format.
    #[error("`{name}` is not a format that can be read; export it as OBJ, PLY, STL or GLB")]
    UnknownFormat {
        /// The file's name.
        name: String,
    },
    /// A line of a text format makes no sense.
    #[error("{format}, line {line}: {what}")]
    Line {
        /// The format.
        format: Format,
        /// One-based line.
        line: usize,
        /// Fault of that line.
        what: String,
    },
    /// The content makes no sense.
    #[error("{format}: {what}")]
    Content {
        /// The format.
        format: Format,
        /// Fault of the content.
        what: String,
    },
    /// The file ends before all that it promises.
    #[error("{format}: {what} would take {needed} bytes, but only {found} are left; the file was cut short")]
    Truncated {
        /// The format.
        format: Format,
        /// Part that does not fit.
        what: String,
        /// Bytes it would take.
        needed: u64,
        /// Bytes there are.
        found: u64,
    },
    /// Points, but no faces between them.
    #[error("{format}: {points} points and no faces; this is a point cloud: mesh it first and export triangles")]
    PointCloud {
        /// The format.
        format: Format,
        /// Number of points.
        points: usize,
    },
    /// Nothing at all to draw.
    #[error("{format}: no triangles in the file")]
    NoTriangles {
        /// The format.
        format: Format,
    },
}

/// Triangles as a file gives them: units, axes and winding unknown, seams unwelded.
///
/// Readers promise that every index is in range, every position is finite, and optional arrays have one entry a vertex.
#[derive(Clone, Debug, PartialEq)]
pub struct RawMesh {
    /// Format of the file.
    pub format: Format,
    /// Positions, in the file's units and axes.
    pub positions: Vec<Vec3>,
    /// Vertex indices, three a triangle.
    pub triangles: Vec<[u32; 3]>,
    /// Normals, where the file has one a vertex; not promised to be unit or finite.
    pub normals: Option<Vec<Vec3>>,
    /// Linear RGB, 0–1, where the file has one colour a vertex.
    pub colors: Option<Vec<[f32; 3]>>,
    /// Notes on things that a reader passed over.
    pub notes: Vec<String>,
}

impl RawMesh {
    /// Refuses a mesh without triangles, and says whether it is a point cloud.
    pub(crate) fn with_triangles(self) -> Result<Self, ReadError> {
        match (self.triangles.is_empty(), self.positions.is_empty()) {
            (false, _) => Ok(self),
            (true, false) => Err(ReadError::PointCloud { format: self.format, points: self.positions.len() }),
            (true, true) => Err(ReadError::NoTriangles { format: self.format }),
        }
    }
}

/// Linear light of an sRGB-coded value, 0–1 (IEC 61966-2-1).
pub(crate) fn linear_from_srgb(coded: f32) -> f32 {
    crate::color::srgb_decode(coded.clamp(0.0, 1.0))
}

/// [`linear_from_srgb`] of each of the 256 codes, so that a scan's millions of colours cost a look-up.
pub(crate) fn linear_of_bytes() -> [f32; 256] {
    std::array::from_fn(|i| linear_from_srgb(i as f32 / 255.0))
}
