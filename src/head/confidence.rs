//! How sure found landmarks are, and which should be looked at.

use super::landmarks::Landmark;

/// Confidence in each landmark, 0 (a guess by proportion) to 1 (a clear form).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Confidence {
    /// Both tragions.
    pub tragions: f32,
    /// Glabella.
    pub glabella: f32,
    /// Nasion.
    pub nasion: f32,
    /// Tip of the nose.
    pub pronasale: f32,
    /// Menton.
    pub menton: f32,
    /// Vertex.
    pub vertex: f32,
    /// Opisthocranion.
    pub opisthocranion: f32,
    /// Inion.
    pub inion: f32,
    /// Trichion.
    pub trichion: f32,
    /// Outer corners of the eyes.
    pub exocanthia: f32,
    /// Upper roots of the ears.
    pub otobasia: f32,
}

impl Confidence {
    /// Confidence in one landmark, 0–1.
    pub fn of(&self, landmark: Landmark) -> f32 {
        match landmark {
            Landmark::TragionLeft | Landmark::TragionRight => self.tragions,
            Landmark::Glabella => self.glabella,
            Landmark::Nasion => self.nasion,
            Landmark::Pronasale => self.pronasale,
            Landmark::Menton => self.menton,
            Landmark::Vertex => self.vertex,
            Landmark::Opisthocranion => self.opisthocranion,
            Landmark::Inion => self.inion,
            Landmark::Trichion => self.trichion,
            Landmark::ExocanthionLeft | Landmark::ExocanthionRight => self.exocanthia,
            Landmark::OtobasionLeft | Landmark::OtobasionRight => self.otobasia,
        }
    }

    /// Confidence under which a landmark should be looked at. Those that are placed by proportion have little at their best.
    pub fn usual(landmark: Landmark) -> f32 {
        match landmark {
            Landmark::Inion | Landmark::ExocanthionLeft | Landmark::ExocanthionRight => 0.3,
            Landmark::Trichion => 0.25,
            Landmark::OtobasionLeft | Landmark::OtobasionRight => 0.4,
            _ => 0.5,
        }
    }

    /// The confidence with every landmark's times `by`.
    #[must_use]
    pub(super) fn times(self, by: f32) -> Self {
        Self {
            tragions: self.tragions * by,
            glabella: self.glabella * by,
            nasion: self.nasion * by,
            pronasale: self.pronasale * by,
            menton: self.menton * by,
            vertex: self.vertex * by,
            opisthocranion: self.opisthocranion * by,
            inion: self.inion * by,
            trichion: self.trichion * by,
            exocanthia: self.exocanthia * by,
            otobasia: self.otobasia * by,
        }
    }

    /// Landmarks that should be looked at before they are relied on.
    pub fn doubtful(&self) -> impl Iterator<Item = Landmark> + '_ {
        Landmark::ALL.into_iter().filter(|&landmark| self.of(landmark) < Self::usual(landmark))
    }
}
