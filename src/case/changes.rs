//! Parts of a case that a new plan changed.

/// Parts of a case that a new plan has changed: only they have to be uploaded again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Changes {
    /// Head that is drawn: another shape, other landmarks, or other scars.
    pub head: bool,
    /// Dots.
    pub dots: bool,
    /// Stubble, brows and lashes.
    pub shafts: bool,
    /// Skin: its optics, its pigment, its visits, or what lies on its vertices.
    pub skin: bool,
    /// Anything that shows before the first session.
    pub bare: bool,
}

impl Changes {
    /// Everything.
    pub const ALL: Self = Self { head: true, dots: true, shafts: true, skin: true, bare: true };

    /// True where any part changed.
    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// Union of two sets of changes.
    pub fn and(self, other: Self) -> Self {
        Self {
            head: self.head || other.head,
            dots: self.dots || other.dots,
            shafts: self.shafts || other.shafts,
            skin: self.skin || other.skin,
            bare: self.bare || other.bare,
        }
    }
}
