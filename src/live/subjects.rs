//! What stands on the two sides of a comparison: the plan and the bare head, or the plan and another one kept as A.

use super::wanted::Wanted;
use crate::render::{Canvas, GpuError, Moment, Sampling, Side, Subsurface, Timing};
use crate::studio::Studio;

/// The studio of the plan, and that of plan A where one is kept.
pub struct Subjects<'a> {
    /// The plan that is edited.
    pub studio: &'a mut Studio,
    /// Plan A.
    pub other: Option<&'a mut Studio>,
}

/// A canvas, and the number of the plan A whose renderer made it; none for the plan's own.
pub struct OwnedCanvas {
    canvas: Canvas,
    of: Option<u64>,
}

impl OwnedCanvas {
    /// The canvas.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }
}

impl Subjects<'_> {
    /// Draws a sample of a side into a canvas, which is made where there is none of this size and renderer.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub async fn sample(
        &mut self,
        slot: &mut Option<OwnedCanvas>,
        wanted: &Wanted,
        side: Side,
        sampling: Sampling,
    ) -> Result<(), GpuError> {
        let against = wanted.against_a.filter(|_| side == Side::Before);
        let (studio, side, of) = match (against, &mut self.other) {
            (Some(number), Some(other)) => (&mut **other, Side::After, Some(number)),
            _ => (&mut *self.studio, side, None),
        };
        if slot.as_ref().is_none_or(|owned| owned.of != of || owned.canvas.size() != sampling.tile.size) {
            *slot = Some(OwnedCanvas {
                canvas: studio.renderer().canvas_async(sampling.tile.size, Subsurface::default()).await?,
                of,
            });
        }
        let Some(OwnedCanvas { canvas, .. }) = slot else { return Ok(()) };
        if sampling.index == 0 {
            canvas.clear();
        }
        let timing = Timing::new(studio.renderer().gpu(), false);
        let moment = Moment { days: wanted.days, side };
        studio.renderer_mut().add_sample(canvas, &wanted.scene, moment, sampling, &timing)
    }
}
