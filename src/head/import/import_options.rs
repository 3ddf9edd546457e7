//! Options of an import: what a caller may know better than the file.

use crate::mesh::DecodedPicture;
use crate::words::named;
use glam::DVec3;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The length of one unit of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Units {
    /// Found from the head's size.
    #[default]
    Auto,
    /// Metres.
    Metres,
    /// Decimetres, as some modelling programs have it.
    Decimetres,
    /// Centimetres.
    Centimetres,
    /// Millimetres.
    Millimetres,
    /// Inches (25.4 mm).
    Inches,
}

named!(Units, "unit of length", {
    Auto = "auto",
    Metres = "m",
    Decimetres = "dm",
    Centimetres = "cm",
    Millimetres = "mm",
    Inches = "inch",
});

impl Units {
    /// All known units.
    pub const KNOWN: [Self; 5] = [Self::Millimetres, Self::Centimetres, Self::Inches, Self::Decimetres, Self::Metres];

    /// Length of the unit in millimetres; `None` for [`Units::Auto`].
    pub fn mm(self) -> Option<f64> {
        Some(match self {
            Self::Auto => return None,
            Self::Metres => 1000.0,
            Self::Decimetres => 100.0,
            Self::Centimetres => 10.0,
            Self::Millimetres => 1.0,
            Self::Inches => 25.4,
        })
    }
}

impl std::fmt::Display for Units {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Auto => "units of its own",
            Self::Metres => "metres",
            Self::Decimetres => "decimetres",
            Self::Centimetres => "centimetres",
            Self::Millimetres => "millimetres",
            Self::Inches => "inches",
        })
    }
}

/// Axis of a file that points up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpAxis {
    /// Found from the shape.
    #[default]
    Auto,
    /// +X.
    PlusX,
    /// −X.
    MinusX,
    /// +Y.
    PlusY,
    /// −Y.
    MinusY,
    /// +Z.
    PlusZ,
    /// −Z.
    MinusZ,
}

named!(UpAxis, "direction of an axis", {
    Auto = "auto",
    PlusX = "+x",
    MinusX = "-x",
    PlusY = "+y",
    MinusY = "-y",
    PlusZ = "+z",
    MinusZ = "-z",
});

impl UpAxis {
    /// All known axes.
    pub const KNOWN: [Self; 6] = [Self::PlusX, Self::MinusX, Self::PlusY, Self::MinusY, Self::PlusZ, Self::MinusZ];

    /// The axis as a unit vector of the file; `None` for [`UpAxis::Auto`].
    pub fn direction(self) -> Option<DVec3> {
        Some(match self {
            Self::Auto => return None,
            Self::PlusX => DVec3::X,
            Self::MinusX => DVec3::NEG_X,
            Self::PlusY => DVec3::Y,
            Self::MinusY => DVec3::NEG_Y,
            Self::PlusZ => DVec3::Z,
            Self::MinusZ => DVec3::NEG_Z,
        })
    }

    /// The axis nearest to `up`.
    pub(super) fn nearest(up: DVec3) -> Self {
        let along = |a: &Self| a.direction().map_or(-1.0, |d| d.dot(up));
        Self::KNOWN.into_iter().fold(Self::PlusY, |best, a| if along(&a) > along(&best) { a } else { best })
    }
}

impl std::fmt::Display for UpAxis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::PlusX => "+X",
            Self::MinusX => "-X",
            Self::PlusY => "+Y",
            Self::MinusY => "-Y",
            Self::PlusZ => "+Z",
            Self::MinusZ => "-Z",
        })
    }
}

/// Options of an import: the caller's knowledge of the file, and limits.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImportOptions {
    /// Units, where they are known.
    pub units: Units,
    /// Up-axis (within 40°), where it is known.
    pub up: UpAxis,
    /// Most triangles; a larger mesh is simplified.
    pub max_triangles: usize,
    /// Largest file that is read, bytes.
    pub max_bytes: u64,
    /// Folder in which an OBJ file's materials and their pictures are looked for; with `None` they are not.
    pub folder: Option<PathBuf>,
    /// Pictures of the file, decoded by the caller in the order in which [`super::read_mesh`] asks for them (`undecoded` in its result); with
    /// `None` the library decodes them.
    pub pictures: Option<Vec<DecodedPicture>>,
}

impl ImportOptions {
    /// Options with the length of a unit.
    #[must_use]
    pub fn units(self, units: Units) -> Self {
        Self { units, ..self }
    }

    /// Options with the axis that points up.
    #[must_use]
    pub fn up(self, up: UpAxis) -> Self {
        Self { up, ..self }
    }

    /// Options with another limit of triangles.
    #[must_use]
    pub fn max_triangles(self, max_triangles: usize) -> Self {
        Self { max_triangles, ..self }
    }

    /// The options with the folder of the file at `path`.
    #[must_use]
    pub fn beside(self, path: &Path) -> Self {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self { folder: Some(parent.to_owned()), ..self }
    }
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            units: Units::Auto,
            up: UpAxis::Auto,
            max_triangles: 200_000,
            max_bytes: 2 << 30,
            folder: None,
            pictures: None,
        }
    }
}
