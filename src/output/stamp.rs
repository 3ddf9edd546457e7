//! Words burnt into a picture: what it shows, and that it is a simulation.

use super::label::{Board, text_width};
use crate::render::{Picture, Pixels};

/// Words that every stamped picture bears.
pub const SIMULATION: &str = "computer simulation";

/// Smallest size of the words, pixels.
const SMALLEST_PX: f32 = 11.0;
/// Size of the words against the picture's shorter edge.
const SIZE_SHARE: f32 = 1.0 / 34.0;
/// Share of the plate's darkness laid over the picture.
const PLATE_SHARE: f32 = 0.55;
const PLATE: [u8; 3] = [18, 18, 20];
const WORDS: [u8; 3] = [245, 245, 245];

/// Edges of a picture that stay free of words, as shares of its height: what a feed lays its own buttons over.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SafeZone {
    /// Share at the top.
    pub top: f32,
    /// Share at the bottom.
    pub bottom: f32,
}

/// Burns lines of words into the lower left of a picture, above the safe zone's lower edge, on a dark plate that keeps them legible on
/// every ground. Scene-linear pictures bear no words and stay as they are.
pub fn stamp(picture: &mut Picture, lines: &[&str], safe: SafeZone) {
    let (width, height) = (picture.width, picture.height);
    let Pixels::Srgb8(rgba) = &mut picture.pixels else { return };
    let size = (width.min(height) as f32 * SIZE_SHARE).max(SMALLEST_PX);
    let widest = lines.iter().map(|line| text_width(line, size)).fold(0.0, f32::max);
    if widest == 0.0 {
        return;
    }
    // A narrow picture gets smaller words sooner than cut ones.
    let margin = size;
    let size = size * ((width as f32 - 3.0 * margin) / widest).clamp(0.1, 1.0);
    let widest = lines.iter().map(|line| text_width(line, size)).fold(0.0, f32::max);
    let step = size * 1.3;
    let bottom = height as f32 * (1.0 - safe.bottom.clamp(0.0, 0.9)) - margin;
    let top = bottom - step * lines.len() as f32 - size * 0.5;
    let mut board = Board { width, height, rgba: std::mem::take(rgba) };
    for y in top as i64..bottom as i64 {
        for x in margin as i64..(margin + widest + size) as i64 {
            board.blend(x, y, PLATE, PLATE_SHARE);
        }
    }
    for (i, line) in lines.iter().enumerate() {
        board.text(line, (margin + size * 0.5, top + step * (i as f32 + 0.9)), size, WORDS);
    }
    *rgba = board.rgba;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32) -> Picture {
        Picture { width, height, pixels: Pixels::Srgb8([128, 128, 128, 255].repeat((width * height) as usize)) }
    }

    fn touched(picture: &Picture) -> Vec<(u32, u32)> {
        let Pixels::Srgb8(rgba) = &picture.pixels else { panic!("bytes went in") };
        let other = rgba.chunks_exact(4).enumerate().filter(|(_, p)| p[..3] != [128; 3]);
        other.map(|(i, _)| (i as u32 % picture.width, i as u32 / picture.width)).collect()
    }

    #[test]
    fn words_stay_inside_the_picture_and_out_of_the_safe_zone() {
        for (width, height) in [(1080, 1920), (320, 200), (90, 400)] {
            let mut picture = grey(width, height);
            stamp(
                &mut picture,
                &["Healed, 66 days after the first session", SIMULATION],
                SafeZone { top: 0.14, bottom: 0.25 },
            );
            let touched = touched(&picture);
            assert!(!touched.is_empty());
            let lowest = touched.iter().map(|p| p.1).max().unwrap();
            let right = touched.iter().map(|p| p.0).max().unwrap();
            assert!(lowest as f32 <= 0.75 * height as f32, "{width}x{height}: {lowest}");
            assert!(right + 2 < width, "{width}x{height}: {right}");
        }
    }

    #[test]
    fn nothing_said_leaves_the_picture_alone() {
        let mut picture = grey(64, 64);
        stamp(&mut picture, &[], SafeZone::default());
        assert_eq!(picture, grey(64, 64));
    }
}
