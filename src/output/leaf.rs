//! Leaf: a page of paper as its description, in mm: text, lines, polygons, pictures, and what each is to a reader. One
//! description draws to PDF (`leaf/pdf.rs`) and to a picture (`leaf/raster.rs`).

pub(crate) mod pdf;
pub(crate) mod raster;
pub(crate) mod writer;

use crate::render::Picture;
use crate::words::named;
use std::sync::Arc;

pub use raster::raster;

/// Colour of a leaf's mark, sRGB.
pub type LeafColor = [u8; 3];

/// A page of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Name in a reader's list of pages.
    pub title: String,
    /// Width and height, mm.
    pub size_mm: [f32; 2],
    /// Parts in the order in which they are read.
    pub parts: Vec<LeafPart>,
}

/// Part of a leaf, by what it is to a reader.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LeafPart {
    /// A heading of a level, 1 the highest.
    Heading(u8, String, Vec<LeafMark>),
    /// A paragraph.
    Paragraph(Vec<LeafMark>),
    /// A list, an entry an item.
    List(Vec<Vec<LeafMark>>),
    /// A table, row by row.
    Table(Vec<Vec<LeafCell>>),
    /// A figure with the words that stand for it where it cannot be seen.
    Figure(String, Vec<LeafMark>),
    /// Rules, frames and footers, which nobody reads aloud.
    Decoration(Vec<LeafMark>),
}

/// Cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeafCell {
    /// True where it heads its row or column.
    pub heads: bool,
    /// Marks in it.
    pub marks: Vec<LeafMark>,
}

/// One mark on a leaf. Places are mm from the upper left corner, y downwards.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LeafMark {
    /// A line of words; `at` is the left end of its baseline.
    Words {
        /// Text.
        text: String,
        /// Left end of the baseline.
        at: [f32; 2],
        /// Size of an em, mm.
        em_mm: f32,
        /// Colour.
        color: LeafColor,
    },
    /// A line through points.
    Path {
        /// Points.
        points: Vec<[f32; 2]>,
        /// True where the last point leads to the first.
        closed: bool,
        /// Width, mm.
        width_mm: f32,
        /// Colour.
        color: LeafColor,
        /// Length of dashes and of the gaps between them, mm; 0 for a whole line.
        dash_mm: f32,
    },
    /// A filled polygon without holes.
    Area {
        /// Corners.
        points: Vec<[f32; 2]>,
        /// Colour.
        color: LeafColor,
    },
    /// A picture.
    Image {
        /// Pixels in sRGB.
        picture: Arc<Picture>,
        /// Upper left corner.
        at: [f32; 2],
        /// Width and height, mm.
        size_mm: [f32; 2],
    },
}

/// Format of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Paper {
    /// ISO A4, 210 × 297 mm.
    #[default]
    A4,
    /// North American letter, 215.9 × 279.4 mm.
    Letter,
}

named!(Paper, "paper", { A4 = "a4", Letter = "letter" });

impl Paper {
    /// Width and height, mm.
    pub fn size_mm(self) -> [f32; 2] {
        match self {
            Self::A4 => [210.0, 297.0],
            Self::Letter => [215.9, 279.4],
        }
    }
}

impl LeafPart {
    /// All marks of the part, in order.
    pub fn marks(&self) -> Vec<&LeafMark> {
        match self {
            Self::Heading(.., marks) | Self::Paragraph(marks) | Self::Figure(_, marks) | Self::Decoration(marks) => {
                marks.iter().collect()
            }
            Self::List(items) => items.iter().flatten().collect(),
            Self::Table(rows) => rows.iter().flatten().flat_map(|cell| &cell.marks).collect(),
        }
    }
}

impl LeafMark {
    /// A rectangle's outline, from its upper left corner.
    pub fn frame([x, y]: [f32; 2], [width, height]: [f32; 2], width_mm: f32, color: LeafColor) -> Self {
        let points = vec![[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
        Self::Path { points, closed: true, width_mm, color, dash_mm: 0.0 }
    }

    /// A filled rectangle, from its upper left corner.
    pub fn block([x, y]: [f32; 2], [width, height]: [f32; 2], color: LeafColor) -> Self {
        Self::Area { points: vec![[x, y], [x + width, y], [x + width, y + height], [x, y + height]], color }
    }

    /// The mark, moved so far.
    #[must_use]
    pub fn moved(mut self, [dx, dy]: [f32; 2]) -> Self {
        match &mut self {
            Self::Words { at, .. } | Self::Image { at, .. } => *at = [at[0] + dx, at[1] + dy],
            Self::Path { points, .. } | Self::Area { points, .. } => {
                points.iter_mut().for_each(|p| *p = [p[0] + dx, p[1] + dy]);
            }
        }
        self
    }

    /// A whole line between two points.
    pub fn line(from: [f32; 2], to: [f32; 2], width_mm: f32, color: LeafColor) -> Self {
        Self::Path { points: vec![from, to], closed: false, width_mm, color, dash_mm: 0.0 }
    }
}
