//! Triangles as a file gives them, before any repair: the types that every reader fills.
//!
//! A reader checks what its format allows it to check (indices in range, finite coordinates, counts that fit the file's
//! size). It leaves the rest (seams, winding, holes, units, pose) to `repair` and to the head's import. Units and axes
//! are the file's own.

use glam::Vec3;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A file format that holds triangles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A reason for which the bytes of a file give no triangles.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is empty.
    #[error("the file is empty; export the scan again")]
    Empty,
    /// The file is larger than the caller allows.
    #[error("the file has {bytes} bytes, more than the limit of {max_bytes}; reduce the scan or raise the limit")]
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Largest size allowed, bytes.
        max_bytes: u64,
    },
    /// The file is a package that holds a scan, or a scene description that no reader here knows.
    #[error("{what} is not read: {cure}")]
    Packed {
        /// Kind of file.
        what: &'static str,
        /// Way round it.
        cure: &'static str,
    },
    /// Neither content nor name belongs to a known format.
    #[error("`{name}` is not a format that can be read; export it as OBJ, PLY, STL or GLB")]
    UnknownFormat {
        /// Name of the file.
        name: String,
    },
    /// A line of a text format is invalid.
    #[error("{format}, line {line}: {what}")]
    Line {
        /// The format.
        format: Format,
        /// Number of the line, from 1.
        line: usize,
        /// Fault of that line.
        what: String,
    },
    /// The content is invalid.
    #[error("{format}: {what}")]
    Content {
        /// The format.
        format: Format,
        /// Fault of the content.
        what: String,
    },
    /// The file ends before everything that it announces.
    #[error("{format}: {what} would take {needed} bytes, but only {found} are left; the file was cut short")]
    Truncated {
        /// The format.
        format: Format,
        /// Part that is cut off.
        what: String,
        /// Bytes that the part needs.
        needed: u64,
        /// Bytes that are left.
        found: u64,
    },
    /// The file has points, but no faces between them.
    #[error("{format}: {points} points and no faces; this is a point cloud: mesh it first and export triangles")]
    PointCloud {
        /// The format.
        format: Format,
        /// Number of points.
        points: usize,
    },
    /// The file has nothing to draw.
    #[error("{format}: no triangles in the file")]
    NoTriangles {
        /// The format.
        format: Format,
    },
}

/// Triangles as a file gives them: units, axes and winding unknown, seams unwelded.
///
/// Readers guarantee that every index is in range, every position is finite, and optional arrays have one entry a
/// vertex.
#[derive(Clone, Debug, PartialEq)]
pub struct RawMesh {
    /// Format of the file.
    pub format: Format,
    /// Positions, in the file's units and axes, from `origin` on.
    pub positions: Vec<Vec3>,
    /// Origin that was taken from every position of the file before it was rounded to 32 bits: zero, but where the file's numbers are
    /// those of a map.
    pub origin: [f64; 3],
    /// Vertex indices, three a triangle.
    pub triangles: Vec<[u32; 3]>,
    /// Normals, one a vertex, where the file has them; they may be zero or not finite.
    pub normals: Option<Vec<Vec3>>,
    /// Linear RGB, 0–1, one a vertex, where the file has colours.
    pub colors: Option<Vec<[f32; 3]>>,
    /// Notes on parts of the file that the reader skipped.
    pub notes: Vec<String>,
    /// Bytes of the file's pictures that are wanted and that nothing has decoded, in the order in which they are asked for.
    pub undecoded: Vec<Vec<u8>>,
}

/// Coordinates from here on would lose in 32 bits what a scan shows: 1024 m is known to 0.1 mm, 65,536 m to 8 mm.
const FAR: f64 = 1024.0;

/// The origin to take from all positions of a file that begins with this one: itself where it lies far out, else nothing.
pub(crate) fn origin_for(first: [f64; 3]) -> [f64; 3] {
    if first.iter().all(|x| x.is_finite()) && first.iter().any(|x| x.abs() >= FAR) { first } else { [0.0; 3] }
}

impl RawMesh {
    /// A mesh without anything in it.
    pub(crate) fn of(format: Format) -> Self {
        Self {
            format,
            positions: Vec::new(),
            origin: [0.0; 3],
            triangles: Vec::new(),
            normals: None,
            colors: None,
            notes: Vec::new(),
            undecoded: Vec::new(),
        }
    }

    /// Refuses a mesh without triangles, and says whether it is a point cloud.
    pub(crate) fn with_triangles(self) -> Result<Self, ReadError> {
        match (self.triangles.is_empty(), self.positions.is_empty()) {
            (false, _) => Ok(self),
            (true, false) => Err(ReadError::PointCloud { format: self.format, points: self.positions.len() }),
            (true, true) => Err(ReadError::NoTriangles { format: self.format }),
        }
    }
}

/// Linear value of an sRGB code, both 0–1 (IEC 61966-2-1).
pub(crate) fn linear_from_srgb(coded: f32) -> f32 {
    crate::color::srgb_decode(coded.clamp(0.0, 1.0))
}

/// [`linear_from_srgb`] of all 256 byte codes: a table for a scan's millions of colours.
pub(crate) fn linear_of_bytes() -> [f32; 256] {
    std::array::from_fn(|i| linear_from_srgb(i as f32 / 255.0))
}
