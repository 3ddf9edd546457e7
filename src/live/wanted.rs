//! Wanted: what a picture in the window is to show, and what each side of it depends on.

use crate::render::{Show, Side};
use crate::scene::Scene;
use web_time::Instant;

/// Samples after which a still view is done.
pub const STILL_SAMPLES: u32 = 24;

/// Heads in the window: bare, treated, or both at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Comparison {
    /// The treated head alone.
    After,
    /// The bare head alone.
    Before,
    /// Bare left of the divide (0–1 across the picture), treated right of it.
    Divided(f32),
    /// The day before treatment as a ghost over the treated head: this share of it, 0–1.
    Ghost(f32),
    /// Both, each in a picture of its own: bare left, treated right, looked at alike.
    Beside,
}

impl Comparison {
    /// Sides that are seen; the first one lies below or right of the other.
    pub fn sides(self) -> &'static [Side] {
        match self {
            Self::After => &[Side::After],
            Self::Before => &[Side::Before],
            Self::Divided(_) | Self::Ghost(_) | Self::Beside => &[Side::After, Side::Before],
        }
    }

    /// Pictures that are shown, each by its sides. A second one stands left of the first.
    pub fn pictures(self) -> &'static [&'static [Side]] {
        match self {
            Self::After => &[&[Side::After]],
            Self::Before => &[&[Side::Before]],
            Self::Divided(_) | Self::Ghost(_) => &[&[Side::After, Side::Before]],
            Self::Beside => &[&[Side::After], &[Side::Before]],
        }
    }

    /// Display settings of a picture of some width, pixels.
    pub fn shown(self, show: Show, width_px: u32) -> Show {
        match self {
            Self::Divided(share) => show.divide_px(Some(share * width_px as f32)),
            Self::Ghost(share) => show.ghost(share),
            Self::After | Self::Before | Self::Beside => show,
        }
    }
}

/// Everything that a picture in the window depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Camera, light, background.
    pub scene: Scene,
    /// Days after the end of the first session.
    pub days: f32,
    /// Comparison of before and after.
    pub comparison: Comparison,
    /// Tone curve, exposure and the like.
    pub show: Show,
    /// Counts up with every change of plan, head or hair.
    pub version: u64,
    /// Counts up with every change of what shows before the first session.
    pub bare_version: u64,
    /// Number of the plan A that stands in the bare head's place, where one does.
    pub against_a: Option<u64>,
}

impl Wanted {
    /// Everything that one side depends on.
    pub fn key(&self, side: Side) -> SideKey {
        let scene = self.scene.clone();
        let days = Some(self.days);
        match (side, self.against_a) {
            (Side::After, _) => SideKey { scene, days, version: self.version, of_a: false },
            (Side::Before, None) => SideKey { scene, days: None, version: self.bare_version, of_a: false },
            (Side::Before, Some(number)) => SideKey { scene, days, version: number, of_a: true },
        }
    }
}

/// Everything that a side of the comparison depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct SideKey {
    /// Camera, light, background.
    pub scene: Scene,
    /// Day, where pigment shows it.
    pub days: Option<f32>,
    /// Count of the changes of what this side shows.
    pub version: u64,
    /// True for plan A.
    pub of_a: bool,
}

/// Result of a step of the refinement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refinement {
    /// Nothing: all is drawn.
    Done,
    /// Nothing yet: a hand may still be moving until then.
    Later(Instant),
    /// A part of a picture that is not shown yet.
    Drawn,
    /// A picture that is to be shown.
    Shown,
}
