//! Several pictures on one page, in a grid, with captions: consultation sheets and strips.

use super::label::{Board, text_width};
use crate::render::{Picture, Pixels};

/// One picture and what is written under it.
#[derive(Clone, Debug)]
pub struct Panel {
    /// sRGB bytes; panels of one sheet share a size.
    pub picture: Picture,
    /// Under it, on one line.
    pub caption: String,
}

/// What is written above and below the grid.
#[derive(Clone, Debug, Default)]
pub struct Headings {
    /// Large, at the top.
    pub title: String,
    /// Small, under the title.
    pub subtitle: String,
    /// Small, at the bottom.
    pub footer: String,
}

const PAPER: [u8; 3] = [246, 246, 245];
const INK: [u8; 3] = [38, 40, 44];
const FAINT: [u8; 3] = [110, 113, 118];

/// Puts panels on a page, `columns` a row.
pub fn sheet(panels: &[Panel], columns: usize, headings: &Headings) -> Picture {
    let columns = columns.clamp(1, panels.len().max(1));
    let (w, h) = panels.first().map_or((1, 1), |p| (p.picture.width, p.picture.height));
    let gap = (w / 40).max(4);
    let size = (w as f32 / 24.0).clamp(11.0, 40.0);
    let caption = (size * 1.9) as u32;
    let top = if headings.title.is_empty() { gap } else { (size * 4.2) as u32 + gap };
    let bottom = if headings.footer.is_empty() { gap } else { (size * 2.2) as u32 + gap };
    let rows = panels.len().div_ceil(columns) as u32;
    let width = columns as u32 * (w + gap) + gap;
    let height = top + rows * (h + caption + gap) + bottom;
    let mut board = Board::new(width, height, PAPER);
    let left = gap as f32;
    board.text(&headings.title, (left, gap as f32 + size * 1.7), size * 1.7, INK);
    board.text(&headings.subtitle, (left, gap as f32 + size * 3.2), size, FAINT);
    for (i, panel) in panels.iter().enumerate() {
        let x = gap + (i % columns) as u32 * (w + gap);
        let y = top + (i / columns) as u32 * (h + caption + gap);
        if let Pixels::Srgb8(rgba) = &panel.picture.pixels {
            board.put(rgba, (panel.picture.width, panel.picture.height), (i64::from(x), i64::from(y)));
        }
        board.text(&panel.caption, (x as f32, (y + h) as f32 + size * 1.25), size, INK);
    }
    let small = size * 0.85;
    let room = width as f32 - 2.0 * left;
    let fitted = small * (room / text_width(&headings.footer, small).max(1.0)).min(1.0);
    board.text(&headings.footer, (left, height as f32 - gap as f32 - size * 0.4), fitted, FAINT);
    Picture { width, height, pixels: Pixels::Srgb8(board.rgba) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_lie_side_by_side_and_do_not_overlap() {
        let panel = |value: u8| Panel {
            picture: Picture { width: 100, height: 60, pixels: Pixels::Srgb8([value, value, value, 255].repeat(6000)) },
            caption: String::new(),
        };
        let page = sheet(&[panel(10), panel(20), panel(30)], 2, &Headings::default());
        let Pixels::Srgb8(rgba) = &page.pixels else { panic!("a sheet is sRGB") };
        for value in [10_u8, 20, 30] {
            let count = rgba.chunks_exact(4).filter(|p| p[..3] == [value; 3]).count();
            assert_eq!(count, 6000);
        }
    }
}
