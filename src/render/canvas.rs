//! A canvas: the textures of one picture, or of a tile of it, while it is drawn.

use super::accumulate_pass;
use super::skin_pass::SkinGroups;
use super::targets::{Subsurface, Target, Targets};

/// Textures of one picture (or tile) while samples are added to it.
pub struct Canvas {
    pub(super) targets: Targets,
    /// Bind group of the dots' pass.
    pub(super) dots: wgpu::BindGroup,
    /// Bind groups of the skin's passes.
    pub(super) skin: SkinGroups,
    /// Bind groups of the accumulation.
    pub(super) accumulate: [wgpu::BindGroup; 2],
    pub(super) samples: u32,
    /// Texture of the wall behind the last sample.
    pub(super) wall: Option<wgpu::TextureView>,
}

impl Canvas {
    /// Number of samples taken in.
    pub fn samples(&self) -> u32 {
        self.samples
    }

    /// Width and height, pixels.
    pub fn size(&self) -> (u32, u32) {
        self.targets.size
    }

    /// Starts over: the next sample counts as the first.
    pub fn clear(&mut self) {
        self.samples = 0;
    }

    /// Method by which light spreads below the skin.
    pub fn subsurface(&self) -> Subsurface {
        if self.targets.lit.is_some() { Subsurface::ScreenSpace } else { Subsurface::ByCurvature }
    }

    /// Texture with the mean of the samples.
    pub(super) fn mean(&self) -> &Target {
        match self.samples {
            0 | 1 => &self.targets.sample,
            n => &self.targets.mean[accumulate_pass::written(n - 1)][0],
        }
    }
}
