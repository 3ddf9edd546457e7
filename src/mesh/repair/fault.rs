//! Faults that a repair mends, each with its count.

use serde::{Deserialize, Serialize};

/// A kind of fault that was mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Repair {
    /// Vertices at one place became one.
    Welded {
        /// Number of vertices merged away.
        vertices: usize,
    },
    /// Faces with one vertex twice, by index or by place.
    Degenerate {
        /// Number of faces dropped.
        faces: usize,
    },
    /// Faces over the same three vertices.
    Duplicate {
        /// Number of faces dropped.
        faces: usize,
    },
    /// Faces that were wound against their neighbours, or all faces of a mesh inside out.
    Flipped {
        /// Number of faces turned.
        faces: usize,
    },
    /// Pieces apart from the head, small and not inside it.
    Islands {
        /// Number of pieces dropped.
        pieces: usize,
        /// Number of triangles in them.
        faces: usize,
    },
    /// Floors and walls: planes with most of the mesh's area.
    Floor {
        /// Number of faces dropped.
        faces: usize,
    },
    /// Faces of vertices flung far from all others.
    Flung {
        /// Number of faces dropped.
        faces: usize,
    },
    /// Normals of the file that were zero or not finite (all normals are computed again).
    BadNormals {
        /// Number of vertices.
        vertices: usize,
    },
    /// Holes of the crown that were closed.
    HolesFilled {
        /// Number of holes.
        holes: usize,
        /// New triangles.
        faces: usize,
    },
    /// Triangles merged because there were more than are drawn.
    Simplified {
        /// Number of faces before.
        from: usize,
        /// Number of faces after.
        to: usize,
    },
    /// Edges too long for a scalp's border that were halved; the surface stays where it was.
    Refined {
        /// Number of faces before.
        from: usize,
        /// Number of faces after.
        to: usize,
    },
    /// Triangles far from the head (body, floor) that were cut.
    Cut {
        /// Number of faces.
        faces: usize,
    },
}

impl std::fmt::Display for Repair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Welded { vertices } => write!(f, "welded {vertices} vertices along seams"),
            Self::Degenerate { faces } => write!(f, "dropped {faces} degenerate faces"),
            Self::Duplicate { faces } => write!(f, "dropped {faces} duplicate faces"),
            Self::Flipped { faces } => write!(f, "turned {faces} faces to point outwards"),
            Self::Islands { pieces, faces } => write!(f, "dropped {pieces} stray pieces ({faces} faces)"),
            Self::Floor { faces } => write!(f, "dropped {faces} faces of a floor or wall"),
            Self::Flung { faces } => write!(f, "dropped {faces} faces of vertices flung far away"),
            Self::BadNormals { vertices } => write!(f, "replaced {vertices} normals that were missing or not finite"),
            Self::HolesFilled { holes, faces } => write!(f, "closed {holes} holes in the crown ({faces} new faces)"),
            Self::Simplified { from, to } => write!(f, "simplified {from} faces to {to}"),
            Self::Refined { from, to } => {
                write!(f, "halved long edges: {from} faces became {to}, the surface as it was")
            }
            Self::Cut { faces } => write!(f, "cut {faces} faces far from the head"),
        }
    }
}

/// Adds a fault to the list where there was any.
pub(super) fn note(done: &mut Vec<Repair>, count: usize, what: Repair) {
    if count > 0 {
        done.push(what);
    }
}
