//! Options of a still, and the errors of drawing one.

use super::gpu::GpuError;
use super::{Show, Side};
use crate::words::named;
use thiserror::Error;

/// Most pixels in a picture: 268 megapixels, a gigabyte of RGBA.
pub const MAX_PIXELS: u64 = 1 << 28;
/// Longest edge of a picture, pixels (what PNG viewers and print shops still take).
pub const MAX_EDGE_PX: u32 = 65_535;

/// A reason for which there is no picture.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The picture would have no pixels.
    #[error("a picture of {width}x{height} pixels has nothing in it: ask for at least 1x1")]
    EmptySize {
        /// Width asked for, pixels.
        width: u32,
        /// Height asked for, pixels.
        height: u32,
    },
    /// The picture would have more pixels than can be held.
    #[error(
        "a picture of {width}x{height} pixels is over the limit of {MAX_PIXELS} pixels (16384x16384) or {MAX_EDGE_PX} \
         an edge: ask for a smaller one"
    )]
    TooLarge {
        /// Width asked for, pixels.
        width: u32,
        /// Height asked for, pixels.
        height: u32,
    },
    /// The number of samples is 0, or more than make sense.
    #[error("{0} samples a pixel cannot be drawn: ask for 1 to 4096")]
    Samples(u32),
    /// The device failed.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// The caller stopped the work.
    #[error("stopped before the picture was done")]
    Cancelled,
}

/// Quality of a picture: samples, and how light spreads below the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Quality {
    /// One sample a pixel.
    Draft,
    /// Eight samples a pixel.
    #[default]
    Standard,
    /// Sixty-four samples a pixel, with light that spreads below the skin from pixel to pixel.
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
    pub fn is_screen_space(self) -> bool {
        self == Self::Final
    }
}

/// Options of a still. [`StillOptions::new`] makes a treated one of standard quality; each method changes one option.
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
    /// Side: bare skin, or with pigment.
    pub side: Side,
    /// Display settings: tone curve, exposure and others.
    pub show: Show,
    /// True for scene-linear floats instead of sRGB bytes.
    pub linear: bool,
    /// True where light spreads below the skin from pixel to pixel ([`super::Subsurface::ScreenSpace`]); needs 32
    /// samples or more.
    pub screen_space: bool,
    /// True for a picture of a film: hair narrower than a pixel is spread over its neighbours, as mean darkness, so that it does not
    /// flicker from picture to picture.
    pub in_motion: bool,
}

impl StillOptions {
    /// Options for a treated picture of this width and height (pixels) at standard quality, as sRGB bytes.
    pub fn new(size: (u32, u32)) -> Self {
        let samples = Quality::Standard.samples();
        Self {
            size,
            samples,
            side: Side::After,
            show: Show::default(),
            linear: false,
            screen_space: false,
            in_motion: false,
        }
    }

    /// The options with the samples and the subsurface method of a quality.
    #[must_use]
    pub fn quality(self, quality: Quality) -> Self {
        Self { samples: quality.samples(), screen_space: quality.is_screen_space(), ..self }
    }

    /// The options with another number of samples a pixel, 1–4096.
    #[must_use]
    pub fn samples(self, samples: u32) -> Self {
        Self { samples, ..self }
    }

    /// The options with bare skin, or with pigment.
    #[must_use]
    pub fn side(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// The options with other display settings.
    #[must_use]
    pub fn show(self, show: Show) -> Self {
        Self { show, ..self }
    }

    /// The options with scene-linear floats, or with sRGB bytes.
    #[must_use]
    pub fn linear(self, linear: bool) -> Self {
        Self { linear, ..self }
    }

    /// The options for a picture of a film, or for one that stands alone.
    #[must_use]
    pub fn in_motion(self, in_motion: bool) -> Self {
        Self { in_motion, ..self }
    }

    /// The options with light that spreads below the skin from pixel to pixel, or without.
    #[must_use]
    pub fn screen_space(self, screen_space: bool) -> Self {
        Self { screen_space, ..self }
    }

    /// Checks that such a picture can be drawn, whatever the device.
    ///
    /// # Errors
    /// [`RenderError`] for an impossible size or number of samples.
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
