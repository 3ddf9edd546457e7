//! Places of a head for close views.

use super::camera::STANDARD_TARGET;
use crate::head::Landmarks;
use crate::words::named;
use glam::Vec3;

/// A place of the head for a close view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Focus {
    /// The whole head.
    Head,
    /// The hairline at the midline. A case takes it from its plan instead of a landmark.
    Trichion,
    /// The highest point.
    Vertex,
    /// The whorl's region, behind the vertex.
    Crown,
    /// The left frontotemporal corner.
    TempleLeft,
    /// The right frontotemporal corner.
    TempleRight,
    /// The back of the head.
    Occiput,
    /// The lower edge of the hair at the back.
    Nape,
    /// The face.
    Face,
    /// The left ear.
    EarLeft,
    /// The right ear.
    EarRight,
}

named!(Focus, "place of the head", {
    Head = "head",
    Trichion = "trichion",
    Vertex = "vertex",
    Crown = "crown",
    TempleLeft = "temple-left",
    TempleRight = "temple-right",
    Occiput = "occiput",
    Nape = "nape",
    Face = "face",
    EarLeft = "ear-left",
    EarRight = "ear-right",
});

impl Focus {
    /// The point on or near the surface, mm, head frame.
    pub fn point(self, landmarks: &Landmarks) -> Vec3 {
        let l = landmarks;
        let temple = |exocanthion: Vec3| {
            Vec3::new(exocanthion.x * 1.25, l.trichion().y - 12.0, l.trichion().z * 0.62 + exocanthion.z * 0.1)
        };
        match self {
            Self::Head => STANDARD_TARGET,
            Self::Trichion => l.trichion(),
            Self::Vertex => l.vertex(),
            Self::Crown => Vec3::new(l.vertex().x, l.vertex().y * 0.86, (l.vertex().z + l.opisthocranion().z) * 0.62),
            Self::TempleLeft => temple(l.exocanthion_left()),
            Self::TempleRight => temple(l.exocanthion_right()),
            Self::Occiput => l.opisthocranion(),
            Self::Nape => l.inion() - Vec3::new(0.0, 25.0, 0.0),
            Self::Face => (l.glabella() + l.menton()) * 0.5,
            Self::EarLeft => l.tragion_left(),
            Self::EarRight => l.tragion_right(),
        }
    }
}
