//! The sharp picture: refined sample by sample in bands, so that input is looked at between them, for both sides of the
//! comparison; kept until what it shows is wanted no more. Between finished sides nothing is drawn, only shown.

use super::quick::fitting;
use super::subjects::{OwnedCanvas, Subjects};
use super::wanted::{Refinement, STILL_SAMPLES, SideKey, Wanted};
use crate::render::{GpuError, KeptPicture, Sampling, Side, Target, Tile};
use crate::studio::Studio;
use std::time::Duration;
use web_time::Instant;

/// Time that one band may take: so long may the first event after a rest wait.
const BAND_BUDGET: Duration = Duration::from_millis(100);
/// Most bands of a picture: each walks over the whole head.
const MOST_BANDS: u32 = 4;
/// Samples after which a picture is shown again; fewer than the first are grainier than the picture before them.
const SHOWN_AT: [u32; 5] = [6, 9, 13, 18, STILL_SAMPLES];

/// A side as far as it is refined.
struct KeptSide {
    key: SideKey,
    picture: KeptPicture,
    /// Samples in it; none until the first are shown.
    samples: u32,
}

/// Refinement of one side, or of both in turn.
struct Work {
    size: (u32, u32),
    sides: Vec<(Side, SideKey)>,
    bands: Vec<Tile>,
    /// Canvases of the bands, of one side after the other.
    canvases: Vec<Option<OwnedCanvas>>,
    sample: u32,
    /// Band of a side that is drawn next, over both sides.
    next: usize,
    took: Duration,
}

/// The sharp picture.
#[derive(Default)]
pub struct Sharp {
    kept: [Option<KeptSide>; 2],
    work: Option<Work>,
    /// One target a picture.
    shown: [Option<Target>; 2],
    /// Seconds a pixel and sample, once known.
    pace: Option<f32>,
}

impl Sharp {
    /// Samples of a side that are there for what is wanted.
    fn samples(&self, side: Side, wanted: &Wanted, size: (u32, u32)) -> u32 {
        let kept = self.kept[side as usize].as_ref();
        kept.filter(|kept| kept.picture.size() == size && kept.key == wanted.key(side)).map_or(0, |kept| kept.samples)
    }

    /// Samples of what is seen.
    pub fn seen_samples(&self, wanted: &Wanted, size: (u32, u32)) -> u32 {
        let sides = wanted.comparison.sides().iter();
        sides.map(|&side| self.samples(side, wanted, size)).min().unwrap_or(0)
    }

    /// True where what is wanted can be shown without drawing.
    pub fn is_there(&self, wanted: &Wanted, size: (u32, u32)) -> bool {
        self.seen_samples(wanted, size) >= SHOWN_AT[0]
    }

    /// Shows what is there.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub fn show(&mut self, studio: &Studio, wanted: &Wanted, size: (u32, u32)) -> Result<(), GpuError> {
        let renderer = studio.renderer();
        for (into, picture) in self.shown.iter_mut().zip(wanted.comparison.pictures()) {
            let into = fitting(into, renderer.gpu(), "sharp", size);
            let kept = picture.iter().filter_map(|&side| self.kept[side as usize].as_ref());
            let mut kept = kept.map(|kept| &kept.picture);
            if let Some(first) = kept.next() {
                let show = wanted.comparison.shown(wanted.show, size.0);
                renderer.show_kept(first, kept.next(), wanted.scene.backdrop(), &show, into)?;
            }
        }
        Ok(())
    }

    /// A picture by its place among those that are shown, once one was.
    pub fn shown(&self, picture: usize) -> Option<&Target> {
        self.shown.get(picture)?.as_ref()
    }

    /// Draws one band more of what is wanted, and where `both` of its sides are asked for, of the one that is not seen after it. `guess`
    /// is the time of a sample at full size until one was drawn.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub async fn step(
        &mut self,
        subjects: &mut Subjects<'_>,
        wanted: &Wanted,
        size: (u32, u32),
        guess: Duration,
        both: bool,
    ) -> Result<Refinement, GpuError> {
        let lacks = |side: &Side| self.samples(*side, wanted, size) < STILL_SAMPLES;
        let seen: Vec<Side> = wanted.comparison.sides().iter().copied().filter(lacks).collect();
        let sides = if seen.is_empty() {
            [Side::After, Side::Before].into_iter().filter(|side| both && lacks(side)).take(1).collect()
        } else {
            seen
        };
        if sides.is_empty() {
            return Ok(Refinement::Done);
        }
        let serves = |work: &Work| {
            let asked = sides.iter().all(|side| work.sides.iter().any(|(drawn, _)| drawn == side));
            asked && work.size == size && work.sides.iter().all(|(side, key)| *key == wanted.key(*side))
        };
        let mut work = match self.work.take() {
            Some(work) if serves(&work) => work,
            old => self.begun(old, sides, wanted, size, guess),
        };
        let step = self.band(&mut work, subjects, wanted).await;
        if work.sample >= STILL_SAMPLES {
            // The second side's canvases are many bytes; a comparison makes them anew.
            work.canvases.truncate(work.bands.len());
        }
        self.work = Some(work);
        step
    }

    /// Refinement from the start, with the canvases of the last one where they fit.
    fn begun(&self, old: Option<Work>, sides: Vec<Side>, wanted: &Wanted, size: (u32, u32), guess: Duration) -> Work {
        let px = size.0 as f32 * size.1 as f32;
        let whole = self.pace.map_or(guess.as_secs_f32(), |pace| pace * px);
        let count = ((whole / BAND_BUDGET.as_secs_f32()).ceil() as u32).clamp(1, MOST_BANDS);
        let mut bands = Tile::bands(size, count);
        let mut canvases = Vec::new();
        if let Some(old) = old.filter(|old| old.size == size) {
            let near = count.abs_diff(old.bands.len() as u32) <= 1 + count / 4;
            if near || old.bands == bands {
                (bands, canvases) = (old.bands, old.canvases);
            }
        }
        let sides = sides.into_iter().map(|side| (side, wanted.key(side))).collect();
        Work { size, sides, bands, canvases, sample: 0, next: 0, took: Duration::ZERO }
    }

    async fn band(
        &mut self,
        work: &mut Work,
        subjects: &mut Subjects<'_>,
        wanted: &Wanted,
    ) -> Result<Refinement, GpuError> {
        let started = Instant::now();
        let at = work.next;
        let ((side, key), tile) = (&work.sides[at / work.bands.len()], work.bands[at % work.bands.len()]);
        if work.canvases.len() <= at {
            work.canvases.resize_with(at + 1, || None);
        }
        let sampling = Sampling { index: work.sample, total: STILL_SAMPLES, tile, soft: false };
        subjects.sample(&mut work.canvases[at], wanted, *side, sampling).await?;
        let (renderer, done) = (subjects.studio.renderer(), work.sample + 1);
        if SHOWN_AT.contains(&done) {
            let slot = &mut self.kept[*side as usize];
            let stays = slot.as_ref().is_some_and(|kept| kept.picture.size() == work.size && kept.key == *key);
            if !stays {
                let picture = match slot.take() {
                    Some(kept) if kept.picture.size() == work.size => kept.picture,
                    _ => renderer.kept(work.size)?,
                };
                *slot = Some(KeptSide { key: key.clone(), picture, samples: 0 });
            }
            // What was refined farther already stays.
            let kept = slot.as_mut().filter(|kept| kept.samples < done);
            if let (Some(kept), Some(owned)) = (kept, &work.canvases[at]) {
                renderer.keep(owned.canvas(), tile, &mut kept.picture)?;
            }
        }
        renderer.gpu().done().await?;
        work.took += started.elapsed();
        work.next += 1;
        if work.next < work.bands.len() * work.sides.len() {
            return Ok(Refinement::Drawn);
        }
        (work.next, work.sample) = (0, done);
        let px = work.size.0 as f32 * work.size.1 as f32 * work.sides.len() as f32;
        self.pace = Some(work.took.as_secs_f32() / (px * done as f32));
        if !SHOWN_AT.contains(&done) {
            return Ok(Refinement::Drawn);
        }
        for (side, _) in &work.sides {
            if let Some(kept) = &mut self.kept[*side as usize] {
                kept.samples = kept.samples.max(done);
            }
        }
        let seen = wanted.comparison.sides().iter().any(|seen| work.sides.iter().any(|(side, _)| side == seen));
        Ok(if seen { Refinement::Shown } else { Refinement::Drawn })
    }
}
