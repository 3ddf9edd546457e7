//! Choices of a still, and why a picture cannot be had.

use super::gpu::GpuError;
use super::{Show, Side};
use crate::words::named;
use thiserror::Error;

/// Pictures larger than this many pixels are refused: 268 megapixels, a gigabyte of RGBA.
pub const MAX_PIXELS: u64 = 1 << 28;
/// Largest edge, pixels (what PNG viewers and print shops still take).
pub const MAX_EDGE_PX: u32 = 65_535;

/// Why there is no picture.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// No pixel asked for.
    #[error("a picture of {width}x{height} pixels has nothing in it: ask for at least 1x1")]
    EmptySize {
        /// Pixels asked for.
        width: u32,
        /// Pixels asked for.
        height: u32,
    },
    /// More pixels than can be held.
    #[error(
        "a picture of {width}x{height} pixels is over the limit of {MAX_PIXELS} pixels (16384x16384) or {MAX_EDGE_PX} \
         an edge: ask for a smaller one"
    )]
    TooLarge {
        /// Pixels asked for.
        width: u32,
        /// Pixels asked for.
        height: u32,
    },
    /// No sample asked for, or more than make sense.
    #[error("{0} samples a pixel cannot be drawn: ask for 1 to 4096")]
    Samples(u32),
    /// The device failed.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// Somebody said stop.
    #[error("stopped before the picture was done")]
    Cancelled,
}

/// Care that is taken over a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Quality {
    /// One sample a pixel.
    Draft,
    /// Eight samples a pixel.
    #[default]
    Standard,
    /// Sixty-four samples a pixel, and light that spreads below the skin from pixel to pixel.
    Final,
}

named!(Quality, "quality", { Draft = "draft", Standard = "standard", Final = "final" });

impl Quality {
    /// Samples a pixel.
    pub fn samples(self) -> u32 {
        match self {
            Self::Draft => 1,
            Self::Standard => 8,
            Self::Final => 64,
        }
    }

    /// True where light spreads below the skin from pixel to pixel.
    pub fn is_careful(self) -> bool {
        self == Self::Final
    }
}

/// Choices of a still: [`StillOptions::new`] makes a treated one of standard quality, and each method changes one choice.
///
/// ```
/// use pointille::render::{Side, StillOptions};
/// let options = StillOptions::new((960, 1080)).samples(64).side(Side::Before);
/// assert_eq!((options.size, options.samples), ((960, 1080), 64));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StillOptions {
    /// Width and height, pixels.
    pub size: (u32, u32),
    /// Samples a pixel, 1–4096.
    pub samples: u32,
    /// Bare skin, or with pigment.
    pub side: Side,
    /// Tone curve, exposure and the like.
    pub show: Show,
    /// Scene-linear floats instead of sRGB bytes.
    pub linear: bool,
    /// Light that spreads below the skin from pixel to pixel ([`super::Subsurface::ScreenSpace`]): for 32 samples and more.
    pub careful: bool,
}

impl StillOptions {
    /// A treated picture of this width and height (pixels) at standard quality, as sRGB bytes.
    pub fn new(size: (u32, u32)) -> Self {
        let samples = Quality::Standard.samples();
        Self { size, samples, side: Side::After, show: Show::default(), linear: false, careful: false }
    }

    /// Samples and spread of light as a quality has them.
    #[must_use]
    pub fn quality(self, quality: Quality) -> Self {
        Self { samples: quality.samples(), careful: quality.is_careful(), ..self }
    }

    /// Another number of samples a pixel, 1–4096.
    #[must_use]
    pub fn samples(self, samples: u32) -> Self {
        Self { samples, ..self }
    }

    /// Bare skin, or with pigment.
    #[must_use]
    pub fn side(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// Tone curve, exposure and the like.
    #[must_use]
    pub fn show(self, show: Show) -> Self {
        Self { show, ..self }
    }

    /// Scene-linear floats instead of sRGB bytes, or not.
    #[must_use]
    pub fn linear(self, linear: bool) -> Self {
        Self { linear, ..self }
    }

    /// Light that spreads below the skin from pixel to pixel, or not.
    #[must_use]
    pub fn careful(self, careful: bool) -> Self {
        Self { careful, ..self }
    }

    /// Check that such a picture can be drawn at all, on whatever device.
    ///
    /// # Errors
    /// [`RenderError`] for a size or a number of samples that cannot be.
    pub fn check(&self) -> Result<(), RenderError> {
        let (width, height) = self.size;
        if width == 0 || height == 0 {
            return Err(RenderError::EmptySize { width, height });
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS || width.max(height) > MAX_EDGE_PX {
            return Err(RenderError::TooLarge { width, height });
        }
        if !(1..=4096).contains(&self.samples) {
            return Err(RenderError::Samples(self.samples));
        }
        Ok(())
    }
}
