//! Writer of a leaf: sets headings, paragraphs, lists and tables from the top of a column down.

use super::{Leaf, LeafCell, LeafColor, LeafMark, LeafPart};
use crate::output::label::{broken, width_em};

/// Colours of leaves.
pub const INK: LeafColor = [34, 36, 40];
/// Colour of what matters less.
pub const FAINT: LeafColor = [96, 99, 104];
/// Colour of rules and frames.
pub const RULE: LeafColor = [190, 193, 197];
/// Size of an em of running text, mm: 8.5 points.
pub const TEXT_MM: f32 = 3.0;
/// Size of an em of small text, mm: 7 points.
pub const SMALL_MM: f32 = 2.47;
/// Distance of baselines in ems.
const LEADING: f32 = 1.36;

/// A column that is filled from the top.
#[derive(Clone, Debug)]
pub struct LeafWriter {
    /// Parts so far.
    pub parts: Vec<LeafPart>,
    /// Left edge, mm.
    pub left: f32,
    /// Width, mm.
    pub width: f32,
    /// Next free height, mm from the top.
    pub y: f32,
}

/// A column of a table: its share of the width, and whether figures stand to the right in it.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn {
    /// Share of the table's width.
    pub share: f32,
    /// True where text ends at the column's right edge.
    pub right: bool,
}

/// Width of a line of words, mm.
pub fn width_mm(text: &str, em_mm: f32) -> f32 {
    width_em(text) * em_mm
}

/// Lines of a text that fit into a width.
pub fn lines(text: &str, em_mm: f32, room_mm: f32) -> Vec<String> {
    broken(text, |line| width_mm(line, em_mm) <= room_mm)
}

/// Words at a place.
pub fn words(text: &str, at: [f32; 2], em_mm: f32, color: LeafColor) -> LeafMark {
    LeafMark::Words { text: text.to_owned(), at, em_mm, color }
}

/// Words about a place's middle.
pub fn centred(text: &str, [x, y]: [f32; 2], em_mm: f32, color: LeafColor) -> LeafMark {
    words(text, [x - 0.5 * width_mm(text, em_mm), y], em_mm, color)
}

impl LeafWriter {
    /// A column without anything in it.
    pub fn new(left: f32, width: f32, y: f32) -> Self {
        Self { parts: Vec::new(), left, width, y }
    }

    /// A heading.
    pub fn heading(&mut self, level: u8, text: &str) {
        let em_mm = if level == 1 { 6.0 } else { 3.7 };
        self.y += if level == 1 { 0.0 } else { 1.6 };
        let marks = self.set(text, em_mm, INK, 0.0);
        self.parts.push(LeafPart::Heading(level, text.to_owned(), marks));
        self.y += 0.8;
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str, em_mm: f32, color: LeafColor) {
        let marks = self.set(text, em_mm, color, 0.0);
        self.parts.push(LeafPart::Paragraph(marks));
        self.y += 0.3 * em_mm;
    }

    /// A list with a dash before each item.
    pub fn list(&mut self, items: &[String], em_mm: f32) {
        let indent = 1.2 * em_mm;
        let set = items.iter().map(|item| {
            let dash = words("\u{2013}", [self.left, self.y + em_mm], em_mm, FAINT);
            let mut marks = vec![dash];
            marks.extend(self.set(item, em_mm, INK, indent));
            self.y += 0.25 * em_mm;
            marks
        });
        let items = set.collect();
        self.parts.push(LeafPart::List(items));
    }

    /// A table whose first row is its head, where `head` is not empty; the first cell of each row heads the row. Text breaks inside its
    /// cell.
    pub fn table(&mut self, columns: &[TableColumn], head: &[String], rows: &[Vec<String>]) {
        let mut out = Vec::new();
        let mut rules = Vec::new();
        if !head.is_empty() {
            out.push(self.row(columns, head, SMALL_MM, FAINT, true));
            rules.push(LeafMark::line([self.left, self.y], [self.left + self.width, self.y], 0.2, RULE));
            self.y += 0.5;
        }
        for row in rows {
            out.push(self.row(columns, row, TEXT_MM, INK, false));
        }
        self.parts.push(LeafPart::Decoration(rules));
        self.parts.push(LeafPart::Table(out));
        self.y += 1.0;
    }

    fn row(
        &mut self,
        columns: &[TableColumn],
        cells: &[String],
        em_mm: f32,
        color: LeafColor,
        head: bool,
    ) -> Vec<LeafCell> {
        let gap = 1.6;
        let mut x = self.left;
        let mut deepest = self.y;
        let mut out = Vec::new();
        for (i, (column, text)) in columns.iter().zip(cells).enumerate() {
            let width = column.share * self.width;
            let mut y = self.y;
            let mut marks = Vec::new();
            for line in lines(text, em_mm, (width - gap).max(em_mm)) {
                let left = if column.right { x + width - gap - width_mm(&line, em_mm) } else { x };
                let color = if i == 0 && !head { FAINT } else { color };
                marks.push(words(&line, [left, y + em_mm], em_mm, color));
                y += LEADING * em_mm;
            }
            deepest = deepest.max(y);
            out.push(LeafCell { heads: head || i == 0, marks });
            x += width;
        }
        self.y = deepest + 0.35;
        out
    }

    fn set(&mut self, text: &str, em_mm: f32, color: LeafColor, indent: f32) -> Vec<LeafMark> {
        let mut marks = Vec::new();
        for line in lines(text, em_mm, self.width - indent) {
            marks.push(words(&line, [self.left + indent, self.y + em_mm], em_mm, color));
            self.y += LEADING * em_mm;
        }
        marks
    }

    /// A leaf of all that was written.
    pub fn leaf(self, title: &str, size_mm: [f32; 2]) -> Leaf {
        Leaf { title: title.to_owned(), size_mm, parts: self.parts }
    }
}
