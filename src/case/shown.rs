//! Parts of a picture that can be left out: to see the pigment alone, or to compare with another renderer. By default
//! all are drawn.

use crate::words::named;

/// Parts that are drawn; a false field leaves its part out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shown {
    /// Paler skin where the sun does not reach: under the jaw, behind the ears, below the collar.
    pub tan: bool,
    /// Uneven melanin and blood, over millimetres and centimetres.
    pub mottling: bool,
    /// Redder ears, nose, cheeks and lips.
    pub flush: bool,
    /// Pores and fine lines, seen close up.
    pub relief: bool,
    /// Light that spreads under the surface before it leaves: soft edges of shadows and of the unlit side, glowing
    /// ears.
    pub scatter: bool,
    /// Stubble, brows, and the shadow of shafts under the skin.
    pub hair: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { tan: true, mottling: true, flush: true, relief: true, scatter: true, hair: true }
    }
}

/// A part that can be left out of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// [`Shown::tan`].
    Tan,
    /// [`Shown::mottling`].
    Mottling,
    /// [`Shown::flush`].
    Flush,
    /// [`Shown::relief`].
    Relief,
    /// [`Shown::scatter`].
    Scatter,
    /// [`Shown::hair`].
    Hair,
}

named!(Part, "part of a picture", {
    Tan = "tan",
    Mottling = "mottling",
    Flush = "flush",
    Relief = "relief",
    Scatter = "scatter",
    Hair = "hair",
});

impl Shown {
    /// All parts but these.
    pub fn without(parts: &[Part]) -> Self {
        let mut shown = Self::default();
        for part in parts {
            *match part {
                Part::Tan => &mut shown.tan,
                Part::Mottling => &mut shown.mottling,
                Part::Flush => &mut shown.flush,
                Part::Relief => &mut shown.relief,
                Part::Scatter => &mut shown.scatter,
                Part::Hair => &mut shown.hair,
            } = false;
        }
        shown
    }
}
