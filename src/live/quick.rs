//! A picture of one sample a pixel, drawn at once while something moves, and as large as there is time for.

use super::subjects::{OwnedCanvas, Subjects};
use super::wanted::Wanted;
use crate::render::{DISPLAY_FORMAT, Gpu, GpuError, Sampling, Target, Tile};
use std::time::Duration;
use web_time::Instant;

/// Time that drawing a picture in motion may take; slower devices draw fewer pixels instead.
const BUDGET: Duration = Duration::from_millis(45);
/// Most pixels of the first picture on a software driver, before it is known how fast that is.
const FIRST_PX: f32 = 200_000.0;
/// Smallest share of the full width: below it a face is not told any more.
const LEAST_SCALE: f32 = 0.2;

/// A picture of one sample a pixel.
#[derive(Default)]
pub struct Quick {
    /// One canvas a side.
    canvases: [Option<OwnedCanvas>; 2],
    /// One target a picture.
    shown: [Option<Target>; 2],
}

impl Quick {
    /// Draws what is wanted. Returns the time that it took.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub async fn draw(
        &mut self,
        subjects: &mut Subjects<'_>,
        wanted: &Wanted,
        size: (u32, u32),
    ) -> Result<Duration, GpuError> {
        let started = Instant::now();
        let sides = wanted.comparison.sides();
        for (canvas, &side) in self.canvases.iter_mut().zip(sides) {
            subjects.sample(canvas, wanted, side, Sampling::moving(size)).await?;
        }
        let renderer = subjects.studio.renderer();
        let mut canvases = self.canvases.iter().take(sides.len()).flatten().map(OwnedCanvas::canvas);
        for (into, picture) in self.shown.iter_mut().zip(wanted.comparison.pictures()) {
            let into = fitting(into, renderer.gpu(), "in motion", size);
            let mut of_picture = canvases.by_ref().take(picture.len());
            if let Some(first) = of_picture.next() {
                let show = wanted.comparison.shown(wanted.show.smooth_edges(true), size.0);
                renderer.show(first, of_picture.next(), wanted.scene.backdrop(), &show, Tile::whole(size), into)?;
            }
        }
        renderer.gpu().done().await?;
        Ok(started.elapsed())
    }

    /// A picture by its place among those that are shown, once one was drawn.
    pub fn shown(&self, picture: usize) -> Option<&Target> {
        self.shown.get(picture)?.as_ref()
    }
}

/// The target in a slot, made anew where there is none of this size.
pub fn fitting<'a>(slot: &'a mut Option<Target>, gpu: &Gpu, label: &str, size: (u32, u32)) -> &'a Target {
    if slot.as_ref().is_some_and(|shown| (shown.texture().width(), shown.texture().height()) != size) {
        *slot = None;
    }
    slot.get_or_insert_with(|| Target::new(gpu.device(), label, size, DISPLAY_FORMAT))
}

/// Size of pictures in motion, by the time that the last ones took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    /// Share of the full width; 0 until the first picture.
    scale: f32,
    /// Pixels of the full size that the scale was found for.
    full_px: f32,
}

impl Pace {
    /// Size of the next picture in motion, of how many pixels at full size.
    pub fn size(&mut self, full: (u32, u32), software: bool) -> (u32, u32) {
        let px = full.0 as f32 * full.1 as f32;
        if self.scale <= 0.0 {
            self.scale = if software { stepped((FIRST_PX / px).sqrt()) } else { 1.0 };
        } else if self.full_px != px {
            // Another window: as many pixels as before.
            self.scale = stepped(self.scale * (self.full_px / px).sqrt());
        }
        self.full_px = px;
        sized(full, self.scale)
    }

    /// Takes in the time that a picture took. Textures are not made anew for every picture: the size changes where it is
    /// off by much alone.
    pub fn took(&mut self, time: Duration) {
        let fit = (BUDGET.as_secs_f32() / time.as_secs_f32().max(1e-3)).sqrt();
        if !(0.8..=1.35).contains(&fit) {
            self.scale = stepped(self.scale * fit.clamp(0.5, 1.25));
        }
    }

    /// Share of the full width.
    pub fn scale(&self) -> f32 {
        self.scale
    }
}

/// A scale in steps, so that it does not follow every whim of the clock.
fn stepped(scale: f32) -> f32 {
    ((scale * 20.0).round() / 20.0).clamp(LEAST_SCALE, 1.0)
}

/// A share of a size.
pub fn sized(full: (u32, u32), scale: f32) -> (u32, u32) {
    let edge = |edge: u32| ((edge as f32 * scale).round() as u32).max(1);
    (edge(full.0), edge(full.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_device_draws_fewer_pixels_until_they_take_the_time_that_there_is() {
        // A device that draws a pixel in so many nanoseconds.
        for (ns, full, at_last) in
            [(400.0, (1280, 720), 0.2..0.5), (60.0, (1280, 720), 0.65..1.01), (1e5, (1920, 1080), 0.2..0.21)]
        {
            let mut pace = Pace::default();
            for _ in 0..12 {
                let (w, h) = pace.size(full, true);
                pace.took(Duration::from_nanos((ns * f64::from(w * h)) as u64));
            }
            assert!(at_last.contains(&pace.scale()), "{ns}: {}", pace.scale());
        }
        let mut pace = Pace::default();
        assert_eq!(pace.size((1280, 720), false), (1280, 720), "a GPU begins at full size");
        let (w, h) = pace.size((3840, 2160), false);
        assert!((f64::from(w * h) / (1280.0 * 720.0) - 1.0).abs() < 0.15, "a larger window: as many pixels");
    }
}
