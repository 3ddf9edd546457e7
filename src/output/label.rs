//! Words on pictures: captions of sheets and strips.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use thiserror::Error;

/// A board of sRGB bytes, straight alpha, on which pictures and words are put.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

impl Board {
    /// A board of one colour.
    pub fn new(width: u32, height: u32, color: [u8; 3]) -> Self {
        let pixel = [color[0], color[1], color[2], 255];
        Self { width, height, rgba: pixel.repeat(width as usize * height as usize) }
    }

    fn pixel(&mut self, x: i64, y: i64) -> Option<&mut [u8]> {
        let inside = (0..i64::from(self.width)).contains(&x) && (0..i64::from(self.height)).contains(&y);
        let at = (y * i64::from(self.width) + x) * 4;
        inside.then(|| &mut self.rgba[at as usize..at as usize + 4])
    }

    /// Copies a picture's bytes to a place; what lies outside of the board is cut.
    pub fn put(&mut self, rgba: &[u8], (width, height): (u32, u32), (left, top): (i64, i64)) {
        for y in 0..height {
            for x in 0..width {
                let from = ((y * width + x) * 4) as usize;
                if let (Some(to), Some(from)) =
                    (self.pixel(left + i64::from(x), top + i64::from(y)), rgba.get(from..from + 4))
                {
                    to.copy_from_slice(from);
                }
            }
        }
    }

    /// Mixes a colour into a pixel; `share` 1 replaces it.
    pub fn blend(&mut self, x: i64, y: i64, color: [u8; 3], share: f32) {
        if let Some(pixel) = self.pixel(x, y) {
            for (to, from) in pixel.iter_mut().zip(color) {
                *to = (f32::from(*to) + (f32::from(from) - f32::from(*to)) * share.clamp(0.0, 1.0)).round() as u8;
            }
        }
    }

    /// A line of text: `left` edge and baseline in pixels, capital height about 0.7 of `size_px`. Returns its width.
    pub fn text(&mut self, text: &str, (left, baseline): (f32, f32), size_px: f32, color: [u8; 3]) -> f32 {
        let Some(font) = font() else { return 0.0 };
        let scaled = font.as_scaled(PxScale::from(size_px));
        let mut x = left;
        let mut last = None;
        for c in text.chars().filter(|c| !c.is_control()) {
            let id = scaled.glyph_id(c);
            if let Some(last) = last {
                x += scaled.kern(last, id);
            }
            let glyph = id.with_scale_and_position(PxScale::from(size_px), point(x, baseline));
            if let Some(outline) = font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                outline.draw(|gx, gy, share| {
                    self.blend(bounds.min.x as i64 + i64::from(gx), bounds.min.y as i64 + i64::from(gy), color, share);
                });
            }
            x += scaled.h_advance(id);
            last = Some(id);
        }
        x - left
    }
}

/// Width of a line of text, pixels.
pub fn text_width(text: &str, size_px: f32) -> f32 {
    let Some(font) = font() else { return 0.0 };
    let scaled = font.as_scaled(PxScale::from(size_px));
    text.chars().map(|c| scaled.h_advance(scaled.glyph_id(c))).sum()
}

/// Width of a line of text, ems.
#[cfg(feature = "record")]
pub fn width_em(text: &str) -> f32 {
    let Some(font) = font() else { return 0.0 };
    let units: f32 = text.chars().map(|c| font.h_advance_unscaled(font.glyph_id(c))).sum();
    units / font.units_per_em().unwrap_or(1000.0)
}

/// Pixels from the highest ascender to the lowest descender of letters with an em of so many pixels: the size that a [`Board`]
/// takes.
#[cfg(feature = "record")]
pub fn size_px(em_px: f32) -> f32 {
    font().map_or(em_px, |font| em_px * font.height_unscaled() / font.units_per_em().unwrap_or(1000.0))
}

/// An error: the font of pages and pictures lacks a letter.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the page's font has no letter {letter:?} (in {text:?}); write it in Latin, Greek or Cyrillic letters")]
pub struct NoLetter {
    /// Letter that is missing.
    pub letter: char,
    /// Text that it stands in.
    pub text: String,
}

/// Finds out whether the font of pages and pictures has every letter of a text.
///
/// # Errors
/// [`NoLetter`] with the first that it lacks.
pub fn check_letters(text: &str) -> Result<(), NoLetter> {
    let Some(font) = font() else { return Ok(()) };
    match text.chars().find(|&c| c.is_control() || font.glyph_id(c).0 == 0) {
        Some(letter) => Err(NoLetter { letter, text: text.to_owned() }),
        None => Ok(()),
    }
}

/// A text broken at its blanks into lines of at most `room` pixels; a longer word gets a line of its own.
pub fn wrapped(text: &str, size_px: f32, room: f32) -> Vec<String> {
    broken(text, |line| text_width(line, size_px) <= room)
}

/// A text broken at its blanks into lines that fit; a longer word gets a line of its own.
pub fn broken(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The font Ubuntu Light, as egui ships it. `None` only where that crate's file is broken; words are then left out.
fn font() -> Option<FontRef<'static>> {
    FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_leave_ink_where_they_are_put_and_nowhere_else() {
        let mut board = Board::new(120, 40, [255; 3]);
        let width = board.text("Healed", (10.0, 28.0), 20.0, [0; 3]);
        assert!((width - text_width("Healed", 20.0)).abs() < 4.0 && width > 40.0);
        let dark = |x: std::ops::Range<u32>| {
            (0..40)
                .flat_map(|y| x.clone().map(move |x| (x, y)))
                .filter(|&(x, y)| board.rgba[((y * 120 + x) * 4) as usize] < 128)
                .count()
        };
        assert!(dark(10..80) > 30);
        assert_eq!(dark(90..120), 0);
    }

    #[test]
    fn a_long_text_is_broken_into_lines_that_fit() {
        let text = "A simulation, not a photograph and not a promise.";
        let lines = wrapped(text, 12.0, 90.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| text_width(line, 12.0) <= 90.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrapped(text, 12.0, 1e4).len(), 1);
        assert!(wrapped("", 12.0, 90.0).is_empty());
    }
}
