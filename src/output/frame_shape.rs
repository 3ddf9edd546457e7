//! Shapes of pictures that feeds and screens take, with the edges that their own buttons cover.

use super::stamp::SafeZone;
use crate::words::named;

/// Shape of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum FrameShape {
    /// 1:1, 1080 × 1080.
    Square,
    /// 4:5, 1080 × 1350.
    Portrait,
    /// 9:16, 1080 × 1920: a telephone held upright.
    Tall,
    /// 16:9, 1920 × 1080: a television.
    #[default]
    Wide,
}

named!(FrameShape, "shape of a picture", { Square = "1:1", Portrait = "4:5", Tall = "9:16", Wide = "16:9" });

impl FrameShape {
    /// Width and height for a shorter edge of `short_px` pixels, made even as video wants them.
    pub fn size(self, short_px: u32) -> (u32, u32) {
        let even = |long: u32, short: u32| (u64::from(short_px) * u64::from(long) / u64::from(short)) as u32 / 2 * 2;
        let short = short_px / 2 * 2;
        match self {
            Self::Square => (short, short),
            Self::Portrait => (short, even(5, 4)),
            Self::Tall => (short, even(16, 9)),
            Self::Wide => (even(16, 9), short),
        }
    }

    /// Edges that stay free of words. On 9:16 the feeds' own buttons cover 14 % above and 25 % below (guidance of 2026).
    pub fn safe(self) -> SafeZone {
        match self {
            Self::Tall => SafeZone { top: 0.14, bottom: 0.25 },
            _ => SafeZone::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_have_the_sizes_that_feeds_take() {
        let sizes = FrameShape::ALL.map(|shape| shape.size(1080));
        assert_eq!(sizes, [(1080, 1080), (1080, 1350), (1080, 1920), (1920, 1080)]);
        assert!(FrameShape::ALL.iter().all(|s| s.size(333).0 % 2 == 0 && s.size(333).1 % 2 == 0));
    }
}
