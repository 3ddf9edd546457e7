//! The picture in the window: coarse and at once while something moves, then refined until it is the reference, then still.

use crate::render::{Canvas, GpuError, Moment, Sampling, Show, Side, Timing};
use crate::render::{DISPLAY_FORMAT, Target};
use crate::scene::Scene;
use crate::studio::Studio;
use std::time::{Duration, Instant};

/// Samples after which a still view is done.
pub const STILL_SAMPLES: u32 = 24;
/// Sample of a still view from which on pipelines are made ahead, one a sample.
const PREWARM_FROM: u32 = 4;
/// Time that a frame in motion may take; slower devices draw fewer pixels instead.
const MOTION_BUDGET: Duration = Duration::from_millis(70);

/// Comparison of the head before and after.
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
}

impl Comparison {
    /// True where both heads are drawn.
    fn shows_both(self) -> bool {
        matches!(self, Self::Divided(_) | Self::Ghost(_))
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
}

struct Canvases {
    size: (u32, u32),
    after: Canvas,
    before: Option<Canvas>,
    shown: Target,
}

/// The picture, and what it was made of.
#[derive(Default)]
pub struct StagePicture {
    canvases: Option<Canvases>,
    made_of: Option<Wanted>,
    done: u32,
    moving: bool,
    /// Share of the full resolution used in motion.
    scale: f32,
    /// Time that the last sample took.
    pub last_frame: Duration,
}

impl StagePicture {
    /// True where nothing is left to draw for what was last wanted.
    pub fn is_done(&self) -> bool {
        !self.moving && self.done >= STILL_SAMPLES
    }

    /// Samples in the picture, of how many.
    pub fn progress(&self) -> (u32, u32) {
        (self.done, STILL_SAMPLES)
    }

    /// The texture to show, once there is one.
    pub fn shown(&self) -> Option<&wgpu::TextureView> {
        self.canvases.as_ref().map(|c| &c.shown.view)
    }

    /// Forgets every texture (the device is gone).
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Draws the next sample of what is wanted. True where the shown texture is a new one, to be registered again.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub fn draw(&mut self, studio: &mut Studio, wanted: &Wanted, full: (u32, u32)) -> Result<bool, GpuError> {
        let changed = self.made_of.as_ref() != Some(wanted);
        if !changed && self.is_done() && self.canvases.as_ref().is_some_and(|c| c.size == full) {
            return Ok(false);
        }
        if self.scale <= 0.0 {
            // Until it is known how fast the device is: software starts small.
            self.scale = if studio.renderer().gpu().summary.is_software() { 0.5 } else { 1.0 };
        }
        if changed {
            self.moving = true;
            self.done = 0;
        } else if self.moving {
            // The first frame in which nothing changed: from here on at full size.
            self.moving = false;
            self.done = 0;
        }
        let scale = if self.moving { self.scale } else { 1.0 };
        let size = if scale < 1.0 { (scaled(full.0, scale), scaled(full.1, scale)) } else { full };
        let fresh = self.canvases.as_ref().is_none_or(|c| c.size != size);
        if fresh {
            self.canvases = None;
            let after = studio.renderer().canvas(size)?;
            let shown = Target::new(&studio.renderer().gpu().device, "shown", size, DISPLAY_FORMAT);
            self.canvases = Some(Canvases { size, after, before: None, shown });
            self.done = 0;
        }
        let Some(canvases) = &mut self.canvases else { return Ok(false) };
        let started = Instant::now();
        let total = if self.moving { 1 } else { STILL_SAMPLES };
        let sampling = Sampling::whole(size, self.done, total);
        let timing = Timing::new(studio.renderer().gpu(), false);
        let renderer = studio.renderer_mut();
        if self.done == 0 {
            canvases.after.clear();
            if let Some(before) = &mut canvases.before {
                before.clear();
            }
        }
        let side = if wanted.comparison == Comparison::Before { Side::Before } else { Side::After };
        let moment = Moment { days: wanted.days, side };
        renderer.add_sample(&mut canvases.after, &wanted.scene, moment, sampling, &timing)?;
        if wanted.comparison.shows_both() {
            if canvases.before.is_none() {
                canvases.before = Some(renderer.canvas(size)?);
            }
            if let Some(before) = &mut canvases.before {
                // Opened in the middle of a refinement: it would lag behind; start over together.
                if before.samples() != self.done {
                    before.clear();
                    canvases.after.clear();
                    self.done = 0;
                    self.made_of = None;
                    return Ok(fresh);
                }
                renderer.add_sample(
                    before,
                    &wanted.scene,
                    Moment { side: Side::Before, ..moment },
                    sampling,
                    &timing,
                )?;
            }
        } else {
            canvases.before = None;
        }
        let show = Show {
            divide_px: match wanted.comparison {
                Comparison::Divided(share) => Some(share * size.0 as f32),
                _ => None,
            },
            ghost: match wanted.comparison {
                Comparison::Ghost(share) => share,
                _ => 0.0,
            },
            smooth_edges: self.moving || self.done == 0,
            ..wanted.show
        };
        let background = wanted.scene.backdrop();
        renderer.show(&canvases.after, canvases.before.as_ref(), background, &show, sampling.tile, &canvases.shown)?;
        renderer.gpu().wait()?;
        self.last_frame = started.elapsed();
        if self.moving {
            // Towards the budget, in steps, so that textures are not made anew every frame.
            let fit = (MOTION_BUDGET.as_secs_f32() / self.last_frame.as_secs_f32().max(1e-3)).sqrt();
            if !(0.8..=1.5).contains(&fit) {
                self.scale = ((self.scale * fit * 8.0).round() / 8.0).clamp(0.25, 1.0);
            }
        }
        if !self.moving && self.done >= PREWARM_FROM {
            // A still view has time for what a zoom or another day will ask for.
            studio.renderer_mut().prewarm(&wanted.scene, moment)?;
        }
        self.done += 1;
        self.made_of = Some(wanted.clone());
        Ok(fresh)
    }
}

fn scaled(edge: u32, scale: f32) -> u32 {
    ((edge as f32 * scale).round() as u32).max(1)
}
