//! Sampling: the tile of a picture that is drawn, and the point in its pixels at which a sample looks.

use super::contract::HALO_SCALE;
use glam::Vec2;

/// Number `i` of the van der Corput sequence in `base`, 0–1.
pub(super) fn radical_inverse(i: u32, base: u32) -> f32 {
    let (mut n, mut f, mut x) = (i + 1, 1.0, 0.0);
    while n > 0 {
        f /= base as f32;
        x += f * (n % base) as f32;
        n /= base;
    }
    x
}

/// Point `i` of the Halton sequence in bases 2 and 3, 0–1.
pub(super) fn halton(i: u32) -> Vec2 {
    Vec2::new(radical_inverse(i, 2), radical_inverse(i, 3))
}

/// A tile: a part of a picture, pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Left and upper edge of the tile.
    pub origin: (u32, u32),
    /// Width and height of the tile.
    pub size: (u32, u32),
    /// Width and height of the whole picture.
    pub whole: (u32, u32),
}

impl Tile {
    /// The tile that is the whole picture.
    pub fn whole(size: (u32, u32)) -> Self {
        Self { origin: (0, 0), size, whole: size }
    }

    /// A picture of `size` cut into at most `count` bands of nearly equal height, from the top.
    pub fn bands(size: (u32, u32), count: u32) -> Vec<Self> {
        // Cuts lie on the border of a texel of the halos' coarser target, so that bands meet there, too.
        let rows = size.1.div_ceil(count.max(1)).next_multiple_of(HALO_SCALE);
        let tops = (0..size.1).step_by(rows.max(1) as usize);
        tops.map(|top| Self { origin: (0, top), size: (size.0, rows.min(size.1 - top)), whole: size }).collect()
    }
}

/// One of several samples of a tile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// Index of the sample, from 0.
    pub index: u32,
    /// Number of samples in all. It decides how finely lights are sampled.
    pub total: u32,
    /// The tile that is drawn.
    pub tile: Tile,
    /// True for a picture in motion: hair narrower than a pixel is spread over its neighbours, as mean darkness.
    pub soft: bool,
}

impl Sampling {
    /// A sample of a whole picture.
    pub fn whole(size: (u32, u32), index: u32, total: u32) -> Self {
        Self { index, total, tile: Tile::whole(size), soft: false }
    }

    /// The only sample of a picture in motion.
    pub fn moving(size: (u32, u32)) -> Self {
        Self { soft: true, ..Self::whole(size, 0, 1) }
    }

    /// Offset in the pixel at which this sample looks, −0.5…0.5 (Halton 2, 3); the middle for a single sample.
    pub(super) fn jitter(&self) -> Vec2 {
        if self.total <= 1 { Vec2::ZERO } else { halton(self.index) - 0.5 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_cover_a_picture_once() {
        for (size, count) in [((640, 360), 1), ((641, 361), 4), ((3, 2), 5), ((100, 97), 7)] {
            let bands = Tile::bands(size, count);
            assert!(!bands.is_empty() && bands.len() <= count as usize);
            let mut top = 0;
            for band in bands {
                assert_eq!((band.origin, band.size.0, band.whole), ((0, top), size.0, size));
                assert_eq!(top % HALO_SCALE, 0);
                top += band.size.1;
            }
            assert_eq!(top, size.1);
        }
    }
}
