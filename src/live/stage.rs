//! The picture in the window: at once and as large as there is time for while something moves; when it rests, refined until
//! it is the reference; then still.

use super::quick::{Pace, Quick, sized};
use super::sharp::Sharp;
use super::subjects::Subjects;
use super::wanted::{Comparison, Refinement, STILL_SAMPLES, Wanted};
use crate::render::{AdapterKind, GpuError, Moment, Side, Target};
use crate::studio::Studio;
use std::time::Duration;
use web_time::Instant;

/// Time without a change after which the picture is refined: a hand that moves slowly does not wait for it.
const PAUSE: Duration = Duration::from_millis(150);
/// Time after the last change from which a window that nobody has compared in does no more work than what is seen asks for.
const AT_REST: Duration = Duration::from_secs(3);
/// Scale of the picture between that in motion and the sharp one.
const HALF: f32 = 0.5;

/// A picture by how it was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fineness {
    /// None yet.
    #[default]
    Nothing,
    /// One sample a pixel, at the size that motion has time for.
    InMotion,
    /// One sample a pixel, at half the size.
    AtHalf,
    /// Many samples.
    Sharp,
}

/// The picture, and what it was made of.
#[derive(Default)]
pub struct StagePicture {
    wanted: Option<Wanted>,
    full: (u32, u32),
    changed_at: Option<Instant>,
    pace: Pace,
    moving: Quick,
    half: Quick,
    sharp: Sharp,
    drawn: Fineness,
    /// Samples in the sharp picture as it is shown.
    shown_samples: u32,
    /// The pictures that the window has as its textures: how they were drawn, their size, and how many.
    known: (Fineness, (u32, u32), usize),
    /// Time that the last picture in motion took.
    took: Duration,
    prewarmed: bool,
    /// True once something else than the day after was looked at: both sides are kept from then on.
    compared: bool,
}

impl StagePicture {
    /// Samples in the picture, of how many.
    pub fn progress(&self) -> (u32, u32) {
        let done = self.wanted.as_ref().map_or(0, |wanted| self.sharp.seen_samples(wanted, self.full));
        (done, STILL_SAMPLES)
    }

    /// Fineness of the picture, and its share of the full width.
    pub fn drawn(&self) -> (Fineness, f32) {
        (self.drawn, self.target(0).map_or(0.0, |target| target.texture().width() as f32 / self.full.0.max(1) as f32))
    }

    /// Time that the last picture in motion took.
    pub fn took(&self) -> Duration {
        self.took
    }

    fn target(&self, picture: usize) -> Option<&Target> {
        match self.drawn {
            Fineness::Nothing => None,
            Fineness::InMotion => self.moving.shown(picture),
            Fineness::AtHalf => self.half.shown(picture),
            Fineness::Sharp => self.sharp.shown(picture),
        }
    }

    /// The picture to show, once there is one.
    pub fn shown(&self) -> Option<&Target> {
        self.target(0)
    }

    /// The picture to show left of it, where two are shown.
    pub fn beside(&self) -> Option<&Target> {
        let two = self.wanted.as_ref().is_some_and(|wanted| wanted.comparison == Comparison::Beside);
        self.target(1).filter(|_| two)
    }

    /// Forgets every texture (the device is gone).
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Makes the picture show what is wanted: at once, whatever is there. True where the shown texture is another one, to be
    /// registered again.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub async fn draw(
        &mut self,
        subjects: &mut Subjects<'_>,
        wanted: &Wanted,
        full: (u32, u32),
    ) -> Result<bool, GpuError> {
        let changed = self.wanted.as_ref() != Some(wanted) || self.full != full;
        if changed {
            (self.wanted, self.full) = (Some(wanted.clone()), full);
            self.prewarmed = false;
        }
        self.compared |= wanted.comparison != Comparison::After;
        let samples = self.sharp.seen_samples(wanted, full);
        if self.sharp.is_there(wanted, full) {
            if changed || self.drawn != Fineness::Sharp || self.shown_samples != samples {
                self.sharp.show(subjects.studio, wanted, full)?;
                (self.drawn, self.shown_samples) = (Fineness::Sharp, samples);
            }
        } else if changed {
            let size = self.pace.size(full, may_be_slow(subjects.studio));
            self.took = self.moving.draw(subjects, wanted, size).await?;
            self.pace.took(self.took);
            self.drawn = Fineness::InMotion;
        }
        if changed {
            self.changed_at = Some(Instant::now());
        }
        let size = self.target(0).map_or((0, 0), |target| (target.texture().width(), target.texture().height()));
        let now = (self.drawn, size, wanted.comparison.pictures().len());
        Ok(std::mem::replace(&mut self.known, now) != now)
    }

    /// Draws a piece more of what was wanted last, while nothing moves.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub async fn refine(&mut self, subjects: &mut Subjects<'_>) -> Result<Refinement, GpuError> {
        let (Some(wanted), Some(changed_at)) = (&self.wanted, self.changed_at) else { return Ok(Refinement::Done) };
        let due = changed_at + PAUSE;
        if Instant::now() < due {
            return Ok(Refinement::Later(due));
        }
        let scale = self.pace.scale().max(0.05);
        if self.drawn == Fineness::InMotion && scale < HALF {
            self.half.draw(subjects, wanted, sized(self.full, HALF)).await?;
            self.drawn = Fineness::AtHalf;
            return Ok(Refinement::Shown);
        }
        let guess = self.took.div_f32(scale * scale);
        let both = self.compared || Instant::now() < changed_at + AT_REST;
        let step = self.sharp.step(subjects, wanted, self.full, guess, both).await?;
        if step == Refinement::Done && !self.prewarmed {
            // A still view has time for what a zoom or another day will ask for.
            let moment = Moment { days: wanted.days, side: Side::After };
            self.prewarmed = !subjects.studio.renderer_mut().prewarm(&wanted.scene, moment)?;
            return Ok(Refinement::Drawn);
        }
        Ok(step)
    }
}

/// True where the device may draw on the CPU: a browser does not say.
fn may_be_slow(studio: &Studio) -> bool {
    matches!(studio.renderer().gpu().summary().kind, AdapterKind::Software | AdapterKind::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::plan::Plan;
    use crate::render::Show;
    use crate::scene::{Background, LightName, Scene, View};
    use pollster::block_on;

    const SIZE: (u32, u32) = (96, 64);

    fn wanted() -> Wanted {
        let scene = Scene {
            camera: View::Front.camera(),
            rig: LightName::default().rig(),
            light_turn_rad: 0.0,
            background: Background::default(),
        };
        let (comparison, show) = (Comparison::After, Show::default());
        Wanted { scene, days: 66.0, comparison, show, version: 1, bare_version: 1, against_a: None }
    }

    /// Refines until nothing is left to draw, and counts the pictures that were to be shown.
    fn rested(picture: &mut StagePicture, studio: &mut Studio) -> u32 {
        let mut shown = 0;
        loop {
            match block_on(picture.refine(&mut Subjects { studio, other: None })).unwrap() {
                Refinement::Done => return shown,
                Refinement::Later(at) => std::thread::sleep(at.saturating_duration_since(Instant::now())),
                Refinement::Drawn => {}
                Refinement::Shown => shown += 1,
            }
        }
    }

    #[test]
    fn what_moves_is_shown_at_once_and_what_rests_is_kept_for_both_sides() {
        let mut studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
        // Both sides are kept however long they take here.
        let (mut picture, mut now) = (StagePicture { compared: true, ..StagePicture::default() }, wanted());
        let draw = |picture: &mut StagePicture, studio: &mut Studio, now: &Wanted| {
            block_on(picture.draw(&mut Subjects { studio, other: None }, now, SIZE)).unwrap();
            picture.drawn().0
        };
        assert_eq!(draw(&mut picture, &mut studio, &now), Fineness::InMotion);
        // While a hand may still move nothing is refined.
        picture.changed_at = Some(Instant::now() + Duration::from_secs(600));
        assert!(matches!(
            block_on(picture.refine(&mut Subjects { studio: &mut studio, other: None })).unwrap(),
            Refinement::Later(_)
        ));
        picture.changed_at = Some(Instant::now());
        assert!(rested(&mut picture, &mut studio) > 2);
        assert_eq!(draw(&mut picture, &mut studio, &now), Fineness::Sharp);
        assert_eq!(picture.progress(), (STILL_SAMPLES, STILL_SAMPLES));
        // Before, divided or as a ghost: shown without drawing anything, however it moves.
        let comparisons = [
            Comparison::Before,
            Comparison::Divided(0.3),
            Comparison::Divided(0.4),
            Comparison::Ghost(0.5),
            Comparison::Beside,
        ];
        for comparison in comparisons {
            now.comparison = comparison;
            assert_eq!(draw(&mut picture, &mut studio, &now), Fineness::Sharp, "{comparison:?}");
            assert_eq!(rested(&mut picture, &mut studio), 0, "{comparison:?}");
            assert_eq!(picture.beside().is_some(), comparison == Comparison::Beside, "{comparison:?}");
        }
        // An edit of the dots alone leaves the bare head as it is.
        (now.version, now.comparison) = (2, Comparison::Before);
        assert_eq!(draw(&mut picture, &mut studio, &now), Fineness::Sharp);
        now.comparison = Comparison::After;
        assert_eq!(draw(&mut picture, &mut studio, &now), Fineness::InMotion);
        rested(&mut picture, &mut studio);
        now.scene.camera.azimuth_rad += 0.1;
        assert_eq!(draw(&mut picture, &mut studio, &now), Fineness::InMotion, "another view");
    }

    #[test]
    fn a_window_at_rest_draws_what_is_seen_and_both_sides_once_they_were_compared() {
        let mut studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
        let (mut picture, mut now) = (StagePicture::default(), wanted());
        let mut subjects = Subjects { studio: &mut studio, other: None };
        block_on(picture.draw(&mut subjects, &now, SIZE)).unwrap();
        // Four seconds after the last event.
        let long_ago = Instant::now().checked_sub(AT_REST + Duration::from_secs(1));
        picture.changed_at = long_ago;
        rested(&mut picture, &mut studio);
        let kept = |picture: &StagePicture, comparison: Comparison| {
            picture.sharp.seen_samples(&Wanted { comparison, ..wanted() }, SIZE)
        };
        assert_eq!([kept(&picture, Comparison::After), kept(&picture, Comparison::Before)], [STILL_SAMPLES, 0]);
        now.comparison = Comparison::Before;
        block_on(picture.draw(&mut Subjects { studio: &mut studio, other: None }, &now, SIZE)).unwrap();
        picture.changed_at = long_ago;
        rested(&mut picture, &mut studio);
        assert_eq!(kept(&picture, Comparison::Before), STILL_SAMPLES);
        // From then on the side that is not seen is kept ready, too.
        (now.comparison, now.days) = (Comparison::After, 400.0);
        block_on(picture.draw(&mut Subjects { studio: &mut studio, other: None }, &now, SIZE)).unwrap();
        picture.changed_at = long_ago;
        rested(&mut picture, &mut studio);
        let ready = Wanted { comparison: Comparison::Divided(0.5), ..now };
        assert_eq!(picture.sharp.seen_samples(&ready, SIZE), STILL_SAMPLES);
    }

    #[test]
    fn plan_a_stands_in_the_bare_heads_place_and_both_stay() {
        let mut studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
        let mut sparse = Plan::default();
        sparse.zones.front.density_per_cm2 = 60.0;
        let gpu = studio.renderer().gpu().clone();
        let mut other = Studio::with_gpu(Case::built_in(sparse).unwrap(), gpu).unwrap();
        let (mut picture, mut now) = (StagePicture::default(), wanted());
        (now.against_a, now.comparison) = (Some(1), Comparison::Divided(0.5));
        let mut subjects = Subjects { studio: &mut studio, other: Some(&mut other) };
        block_on(picture.draw(&mut subjects, &now, SIZE)).unwrap();
        loop {
            match block_on(picture.refine(&mut subjects)).unwrap() {
                Refinement::Done => break,
                Refinement::Later(at) => std::thread::sleep(at.saturating_duration_since(Instant::now())),
                _ => {}
            }
        }
        for (comparison, fineness) in [(Comparison::Before, Fineness::Sharp), (Comparison::After, Fineness::Sharp)] {
            now.comparison = comparison;
            block_on(picture.draw(&mut subjects, &now, SIZE)).unwrap();
            assert_eq!(picture.drawn().0, fineness);
        }
        (now.against_a, now.comparison) = (None, Comparison::Before);
        block_on(picture.draw(&mut subjects, &now, SIZE)).unwrap();
        assert_eq!(picture.drawn().0, Fineness::InMotion, "the bare head is another picture");
    }
}
