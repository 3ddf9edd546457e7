//! Several pictures on one page, in a grid, with captions: consultation sheets and strips.

use super::label::{Board, text_width, wrapped};
use crate::render::{Picture, Pixels};

/// One picture with its caption.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Picture in sRGB bytes; all panels of a page have one size.
    pub picture: Picture,
    /// Caption under the picture, on one line.
    pub caption: String,
}

/// Words above and below the grid of a page.
#[derive(Clone, Debug, Default)]
pub struct Headings {
    /// Title, large, at the top.
    pub title: String,
    /// Subtitle, small, under the title.
    pub subtitle: String,
    /// Footer, small, at the bottom.
    pub footer: String,
}

const PAPER: [u8; 3] = [246, 246, 245];
const INK: [u8; 3] = [38, 40, 44];
const FAINT: [u8; 3] = [110, 113, 118];
/// Widest page that is made for the sake of full rows, pixels.
const WIDE_PX: u32 = 3200;
/// Least width of a closing picture, pixels: its words need it.
const TAIL_PX: u32 = 300;

/// A page of panels, `columns` a row.
pub fn sheet(panels: &[Panel], columns: usize, headings: &Headings) -> Picture {
    page(panels, columns, headings, None)
}

/// A page of panels that ends in a closing picture. `tail` draws that picture to the size it is given: the rest of the
/// last row, or a row of its own where the last one is full.
pub fn sheet_with_tail(panels: &[Panel], headings: &Headings, tail: impl FnOnce((u32, u32)) -> Panel) -> Picture {
    let width = panels.first().map_or(1, |p| p.picture.width);
    let columns = columns_of(panels.len(), width);
    page(panels, columns, headings, Some(Box::new(tail)))
}

/// Panels a row, for `count` panels of this width, such that no cell stays empty except where a closing picture fits
/// in.
fn columns_of(count: usize, width: u32) -> usize {
    let fits = |columns: &usize| (columns.saturating_sub(1)) as u64 * u64::from(width) <= u64::from(WIDE_PX);
    let left = |columns: usize| (columns - count % columns) % columns;
    let room = |columns: usize| left(columns) == 0 || left(columns) as u64 * u64::from(width) >= u64::from(TAIL_PX);
    let rows = |columns: usize| count.div_ceil(columns);
    // As square as reads well: not more rows than columns, and about five columns.
    (1..=count.max(1))
        .filter(fits)
        .min_by_key(|&columns| (!room(columns), rows(columns) > columns, columns.abs_diff(5), columns))
        .unwrap_or(1)
}

/// Pixels of the grid of a page with `count` pictures of one size, `columns` a row or as many as stand best: without its words.
pub fn grid_px(count: usize, (width, height): (u32, u32), columns: Option<usize>) -> [u64; 2] {
    let columns = columns.unwrap_or_else(|| columns_of(count, width)).clamp(1, count.max(1));
    let gap = u64::from((width / 40).max(4));
    let rows = count.div_ceil(columns) as u64;
    [columns as u64 * (u64::from(width) + gap) + gap, rows * (u64::from(height) + gap) + gap]
}

type Tail<'a> = Box<dyn FnOnce((u32, u32)) -> Panel + 'a>;

fn page(panels: &[Panel], columns: usize, headings: &Headings, tail: Option<Tail<'_>>) -> Picture {
    let columns = columns.clamp(1, panels.len().max(1));
    let (w, h) = panels.first().map_or((1, 1), |p| (p.picture.width, p.picture.height));
    let gap = (w / 40).max(4);
    let size = (w as f32 / 24.0).clamp(11.0, 40.0);
    let small = size * 0.85;
    let caption = (size * 1.9) as u32;
    let width = columns as u32 * (w + gap) + gap;
    let room = (width - 2 * gap) as f32;
    let title = wrapped(&headings.title, size * 1.7, room);
    let subtitle = wrapped(&headings.subtitle, size, room);
    let footer = wrapped(&headings.footer, small, room);
    let title_height = title.len() as f32 * size * 2.0;
    let top = gap
        + (title_height + subtitle.len() as f32 * size * 1.35 + if title.is_empty() { 0.0 } else { size * 0.7 }) as u32;
    let bottom = gap + (footer.len() as f32 * small * 1.35 + if footer.is_empty() { 0.0 } else { size * 0.8 }) as u32;
    let rows = panels.len().div_ceil(columns) as u32;
    let used = (panels.len() - (rows as usize - rows.min(1) as usize) * columns) as u32;
    let left_over = columns as u32 - used.min(columns as u32);
    let has_row = tail.is_some() && left_over * w < TAIL_PX;
    let closing = if has_row {
        Some((gap, rows, (room as u32, (room as u32 / 4).clamp(160, 420))))
    } else {
        let across = left_over * (w + gap);
        tail.is_some().then(|| (gap + used * (w + gap), rows.saturating_sub(1), (across.saturating_sub(gap), h)))
    };
    let extra = closing.filter(|_| has_row).map_or(0, |(.., (_, high))| high + caption + gap);
    let height = top + rows * (h + caption + gap) + extra + bottom;
    let mut board = Board::new(width, height, PAPER);
    let left = gap as f32;
    for (i, line) in title.iter().enumerate() {
        board.text(line, (left, gap as f32 + size * (1.7 + 2.0 * i as f32)), size * 1.7, INK);
    }
    for (i, line) in subtitle.iter().enumerate() {
        board.text(line, (left, gap as f32 + title_height + size * (1.2 + 1.35 * i as f32)), size, FAINT);
    }
    let mut put = |panel: &Panel, x: u32, y: u32| {
        if let Pixels::Srgb8(rgba) = &panel.picture.pixels {
            board.put(rgba, (panel.picture.width, panel.picture.height), (i64::from(x), i64::from(y)));
        }
        let across = panel.picture.width as f32;
        let fitted = size * (across / text_width(&panel.caption, size).max(1.0)).min(1.0);
        board.text(&panel.caption, (x as f32, (y + panel.picture.height) as f32 + size * 1.25), fitted, INK);
    };
    for (i, panel) in panels.iter().enumerate() {
        let (column, row) = ((i % columns) as u32, (i / columns) as u32);
        put(panel, gap + column * (w + gap), top + row * (h + caption + gap));
    }
    if let (Some(tail), Some((x, row, size))) = (tail, closing) {
        put(&tail(size), x, top + row * (h + caption + gap));
    }
    for (i, line) in footer.iter().rev().enumerate() {
        let baseline = height as f32 - gap as f32 - small * (0.4 + 1.35 * i as f32);
        board.text(line, (left, baseline), small, FAINT);
    }
    Picture { width, height, pixels: Pixels::Srgb8(board.rgba) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(value: u8, (width, height): (u32, u32)) -> Panel {
        let pixels = Pixels::Srgb8([value, value, value, 255].repeat((width * height) as usize));
        Panel { picture: Picture { width, height, pixels }, caption: String::new() }
    }

    fn of(page: &Picture, value: u8) -> usize {
        let Pixels::Srgb8(rgba) = &page.pixels else { panic!("a sheet is sRGB") };
        rgba.chunks_exact(4).filter(|p| p[..3] == [value; 3]).count()
    }

    #[test]
    fn panels_lie_side_by_side_and_do_not_overlap() {
        let panels = [10, 20, 30].map(|value| panel(value, (100, 60)));
        let page = sheet(&panels, 2, &Headings::default());
        for value in [10_u8, 20, 30] {
            assert_eq!(of(&page, value), 6000);
        }
    }

    #[test]
    fn no_cell_of_a_strip_stays_empty() {
        for width in [60_u32, 100, 360, 480, 960] {
            for count in 1..=40_usize {
                let columns = columns_of(count, width);
                let left = (columns - count % columns) % columns;
                let filled = left == 0 || left as u32 * width >= TAIL_PX;
                assert!(filled, "{count} pictures of {width}: {columns} a row leave {left} cells");
                assert!((columns - 1) as u32 * width <= WIDE_PX, "{count} of {width}: {columns} a row");
            }
        }
        assert_eq!((columns_of(10, 480), columns_of(8, 480), columns_of(3, 480)), (5, 5, 3));
    }

    #[test]
    fn the_closing_picture_fills_what_is_left() {
        for (count, width, expected) in [(3, 100, (308, 160)), (8, 480, (972, 60)), (10, 480, (2448, 420))] {
            let panels: Vec<Panel> = (0..count).map(|_| panel(10, (width, 60))).collect();
            let mut asked = (0, 0);
            let page = sheet_with_tail(&panels, &Headings::default(), |size| {
                asked = size;
                panel(200, size)
            });
            assert_eq!(asked, expected, "{count} of {width}");
            assert_eq!(of(&page, 200), (asked.0 * asked.1) as usize, "all of it is on the page");
            assert_eq!(of(&page, 10), count * width as usize * 60);
        }
    }

    #[test]
    fn words_stay_on_the_page() {
        let headings = Headings {
            title: "A plan with a long name".to_owned(),
            subtitle: "a touch-up falls due after 4.9 y (1.8 to 12.5); plan 0123456789ab".to_owned(),
            footer: "A simulation, not a photograph and not a promise.".to_owned(),
        };
        let mut narrow = panel(10, (100, 100));
        narrow.caption = "healed, 9 weeks after the first session".to_owned();
        let page = sheet(&[narrow], 1, &headings);
        let Pixels::Srgb8(rgba) = &page.pixels else { panic!("a sheet is sRGB") };
        let margin = rgba.chunks_exact(4 * page.width as usize).all(|row| row[row.len() - 8..][..3] == PAPER);
        assert!(margin, "words run off the right edge");
        assert!(page.height > 250, "they take more lines instead");
    }
}
