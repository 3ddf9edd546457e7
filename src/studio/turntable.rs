//! Films of a head: a turn, a wipe from bare to treated, healing, a week's growth. Pictures one by one; what encodes them is elsewhere.

use super::{Studio, StudioError};
use crate::output::frame_shape::FrameShape;
use crate::output::page_words::{Language, PageWords};
use crate::output::stamp::stamp;
use crate::plan::Plan;
use crate::render::{Picture, Pixels, Show, Side, StillOptions};
use crate::scene::{Background, Camera, CameraPreset, LightName, NamedRig, Scene, Viewpoint};
use crate::time::When;
use crate::words::named;
use std::f32::consts::TAU;

/// Movement of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Movement {
    /// The camera goes once round the head; the last picture leads to the first.
    #[default]
    Turn,
    /// The camera goes to one side, to the other, and back.
    Sway,
    /// The camera stays; a line moves across, bare on its right, treated on its left, and back.
    Wipe,
    /// The camera stays; time runs from the first session until healed, then on for years.
    Healing,
    /// The camera stays; a week passes from one shave to the next.
    Growth,
}

named!(Movement, "movement", { Turn = "turn", Sway = "sway", Wipe = "wipe", Healing = "healing", Growth = "growth" });

/// Reach of [`Movement::Sway`] to either side, degrees.
const SWAY_DEG: f32 = 55.0;
/// Days to which [`Movement::Healing`] runs.
const LAST_DAY: f32 = 5.0 * 365.25;
/// Share of [`Movement::Healing`] that lies before the day on which all is healed.
const HEALING_SHARE: f32 = 0.6;
/// Share of a film that a still camera rests on its first and on its last state.
const REST_SHARE: f32 = 0.08;
/// Hours that [`Movement::Growth`] runs.
const WEEK_HOURS: f32 = 168.0;
/// Narrowest share of the height that a whole head takes, as width.
const HEAD_ASPECT: f32 = 0.8;
/// Most samples a pixel with which edges have steps that are smoothed.
const STEPPED_SAMPLES: u32 = 3;
/// Least samples a pixel that draw hair one by one without flicker; with fewer it is mean darkness (by `tests/reference/sparkle.py`).
const SHARP_SAMPLES: u32 = 8;
/// Least samples a pixel of a wipe, which is two pictures that stand still.
const WIPE_SAMPLES: u32 = 16;
/// Colour of the line of a wipe, sRGB bytes.
const LINE: [u8; 4] = [255, 255, 255, 255];

/// Choices of a film: [`TurntableSpec::default`] turns the healed head once in ten seconds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TurntableSpec {
    /// Movement.
    pub movement: Movement,
    /// Direction in which the film begins, and in which a still camera stays.
    pub from: Viewpoint,
    /// Time shown by [`Movement::Turn`], [`Movement::Sway`], [`Movement::Wipe`] and [`Movement::Growth`].
    pub at: When,
    /// Length, seconds (over 0, to 120).
    pub seconds: f32,
    /// Pictures a second (1 to 60).
    pub fps: u32,
    /// Shape of the pictures: where words may stand.
    pub shape: FrameShape,
    /// Width and height, pixels.
    pub size: (u32, u32),
    /// Samples a pixel. With fewer than 8, hair narrower than a pixel is drawn as its mean darkness. [`Movement::Wipe`] has 16 at least.
    pub samples: u32,
    /// Light, with its name.
    pub light: NamedRig,
    /// Turn of the light about the head, radians. The light stands still in the room while the camera goes.
    pub light_turn_rad: f32,
    /// Background behind the head.
    pub background: Background,
    /// Tone curve and exposure.
    pub show: Show,
    /// Lens and distance to the skin; the standard views' without it.
    pub camera: Option<CameraPreset>,
    /// Words burnt into each picture: what it shows, and that it is a simulation.
    pub label: bool,
    /// Language of those words.
    pub language: Language,
}

impl Default for TurntableSpec {
    fn default() -> Self {
        let shape = FrameShape::default();
        Self {
            movement: Movement::default(),
            from: Viewpoint::Angles { azimuth_deg: 0.0, elevation_deg: 8.0 },
            at: When::Healed,
            seconds: 10.0,
            fps: 30,
            shape,
            size: shape.size(1080),
            samples: 2,
            light: LightName::default().into(),
            light_turn_rad: 0.0,
            background: Background::default(),
            show: Show::default(),
            camera: None,
            label: true,
            language: Language::default(),
        }
    }
}

/// State of the world in one picture of a film.
#[derive(Clone, Copy, Debug, PartialEq)]
struct FilmState {
    /// Turn of the camera from where it begins, radians.
    turn_rad: f32,
    /// Time, where it runs.
    when: When,
    /// Place of the wipe's line across the picture, 0–1 from the left; treated on its left.
    line: Option<f32>,
    /// Hours since the shave, where hair grows.
    hours: Option<f32>,
}

/// Share of the way, 0–1, with a rest at both ends and a soft start and stop between.
fn rested(share: f32) -> f32 {
    let t = ((share - REST_SHARE) / (1.0 - 2.0 * REST_SHARE)).clamp(0.0, 1.0);
    crate::ease::smoothstep(0.0, 1.0, t)
}

/// A film of a studio's case: pictures are asked for by their number, and each is the same whenever it is asked for.
pub struct Turntable {
    spec: TurntableSpec,
    own_plan: Option<Plan>,
    /// Bare and treated picture of a wipe, drawn once.
    sides: Option<(Picture, Picture)>,
}

impl Turntable {
    /// Film with these choices.
    pub fn new(spec: TurntableSpec) -> Self {
        Self { spec, own_plan: None, sides: None }
    }

    /// Number of its pictures.
    pub fn count(&self) -> u32 {
        (self.spec.seconds.clamp(0.0, 120.0) * self.spec.fps.clamp(1, 60) as f32).round().max(1.0) as u32
    }

    /// State in picture `index`; `healed_day` is the day on which all is healed.
    fn state(&self, index: u32, healed_day: f32) -> FilmState {
        let (count, spec) = (self.count(), &self.spec);
        // A film that goes round leads from its last picture to its first; one that ends shows its end.
        let round = index as f32 / count as f32;
        let through = index as f32 / count.saturating_sub(1).max(1) as f32;
        let still = FilmState { turn_rad: 0.0, when: spec.at, line: None, hours: None };
        match spec.movement {
            Movement::Turn => FilmState { turn_rad: round * TAU, ..still },
            Movement::Sway => FilmState { turn_rad: SWAY_DEG.to_radians() * (round * TAU).sin(), ..still },
            Movement::Wipe => {
                let there = rested((2.0 * round).min(2.0 - 2.0 * round));
                FilmState { line: Some(there), ..still }
            }
            Movement::Healing => {
                let share = ((through - REST_SHARE) / (1.0 - 2.0 * REST_SHARE)).clamp(0.0, 1.0);
                let day = if share < HEALING_SHARE {
                    healed_day * share / HEALING_SHARE
                } else {
                    let later = (share - HEALING_SHARE) / (1.0 - HEALING_SHARE);
                    healed_day + (LAST_DAY - healed_day).max(0.0) * later * later
                };
                FilmState { when: When::AfterFirstSession(day), ..still }
            }
            Movement::Growth => FilmState { hours: Some(WEEK_HOURS * through), ..still },
        }
    }

    /// Camera of the film at a turn, framed for its shape.
    fn camera(&self, studio: &Studio, turn_rad: f32) -> Camera {
        let spec = &self.spec;
        let from = spec.from.camera();
        let turned = Camera { azimuth_rad: from.azimuth_rad + turn_rad, ..from };
        let held = spec.camera.map_or(turned, |preset| preset.held(turned, studio.case().head()));
        framed(held, spec.size.0 as f32 / spec.size.1 as f32, spec.shape)
    }

    fn words(&self, state: &FilmState, days: f32) -> String {
        let words = PageWords::of(self.spec.language);
        let time = ("time", words.when(state.when, days).into());
        match self.spec.movement {
            Movement::Wipe => words.tell("wipe-caption", &[time]),
            Movement::Growth => {
                let since_shave = words.number(state.hours.unwrap_or_default() / 24.0, 1);
                words.tell("growth-caption", &[time, ("days", since_shave.into())])
            }
            Movement::Healing => words.day(days),
            Movement::Turn | Movement::Sway => words.when(state.when, days),
        }
    }

    /// Picture `index` of the film. Blocks; a browser awaits [`Turntable::picture_async`].
    ///
    /// # Errors
    /// [`StudioError`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn picture(&mut self, studio: &mut Studio, index: u32) -> Result<Picture, StudioError> {
        pollster::block_on(self.picture_async(studio, index))
    }

    /// Picture `index` of the film.
    ///
    /// # Errors
    /// [`StudioError`].
    pub async fn picture_async(&mut self, studio: &mut Studio, index: u32) -> Result<Picture, StudioError> {
        let state = self.state(index, studio.case().days(When::Healed));
        let spec = &self.spec;
        let scene = Scene {
            camera: self.camera(studio, state.turn_rad),
            rig: spec.light.rig.clone(),
            light_turn_rad: spec.light_turn_rad,
            background: spec.background,
        };
        let samples = if spec.movement == Movement::Wipe { spec.samples.max(WIPE_SAMPLES) } else { spec.samples };
        let show = spec.show.smooth_edges(spec.show.smooth_edges || samples <= STEPPED_SAMPLES);
        let options = StillOptions::new(spec.size).samples(samples).show(show).in_motion(samples < SHARP_SAMPLES);
        if let Some(hours) = state.hours {
            let plan = self.own_plan.get_or_insert_with(|| studio.case().plan().clone());
            let mut grown = plan.clone();
            (grown.hair.guard_mm, grown.hair.shaved_hours) = (None, Some(hours));
            studio.set_plan(grown)?;
        }
        let mut picture = match state.line {
            Some(line) => {
                let (before, after) = match self.sides.take() {
                    Some(sides) => sides,
                    None => {
                        let bare = options.clone().side(Side::Before);
                        let (before, _) = studio.still_async(&scene, state.when, &bare, &mut |_| true).await?;
                        let (after, _) = studio.still_async(&scene, state.when, &options, &mut |_| true).await?;
                        (before, after)
                    }
                };
                let picture = wiped(&before, &after, line);
                self.sides = Some((before, after));
                picture
            }
            None => studio.still_async(&scene, state.when, &options, &mut |_| true).await?.0,
        };
        if spec.label {
            let words = self.words(&state, studio.case().days(state.when));
            let simulation = PageWords::of(spec.language).say("simulation");
            stamp(&mut picture, &[&words, &simulation], spec.shape.safe());
        }
        Ok(picture)
    }

    /// Gives the studio its own plan back, where the film changed it.
    ///
    /// # Errors
    /// [`StudioError::Case`].
    pub fn end(self, studio: &mut Studio) -> Result<(), StudioError> {
        if let Some(plan) = self.own_plan {
            studio.set_plan(plan)?;
        }
        Ok(())
    }
}

/// A camera for a picture of this aspect: a narrow one shows more above and below, so that the head's width stays in it, and the head
/// stands in the middle of what is free of words.
fn framed(camera: Camera, aspect: f32, shape: FrameShape) -> Camera {
    let safe = shape.safe();
    let wider = (HEAD_ASPECT / aspect).max(1.0);
    let half = (0.5 * camera.fov_y_rad).tan() * wider;
    let off_middle = 0.5 * (safe.top - safe.bottom);
    let (_, up) = camera.right_up();
    let target = camera.target + up * (off_middle * 2.0 * half * camera.distance_mm);
    Camera { fov_y_rad: 2.0 * half.atan(), target, ..camera }.sane()
}

/// Two pictures of one size, `after` left of the line and `before` right of it, with the line between them.
fn wiped(before: &Picture, after: &Picture, line: f32) -> Picture {
    let mut picture = before.clone();
    let width = before.width as usize;
    let cut = (line.clamp(0.0, 1.0) * width as f32).round() as usize;
    let half = (width / 960).max(1);
    if let (Pixels::Srgb8(to), Pixels::Srgb8(from)) = (&mut picture.pixels, &after.pixels) {
        for (to, from) in to.chunks_exact_mut(width * 4).zip(from.chunks_exact(width * 4)) {
            to[..cut * 4].copy_from_slice(&from[..cut * 4]);
            if cut > 0 && cut < width {
                let bar = cut.saturating_sub(half)..(cut + half).min(width);
                to[bar.start * 4..bar.end * 4].copy_from_slice(&LINE.repeat(bar.len()));
            }
        }
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;

    fn film(movement: Movement, seconds: f32, fps: u32) -> Turntable {
        Turntable::new(TurntableSpec { movement, seconds, fps, ..TurntableSpec::default() })
    }

    #[test]
    fn a_turn_goes_round_once_in_even_steps() {
        let film = film(Movement::Turn, 2.0, 12);
        assert_eq!(film.count(), 24);
        let at = |i| film.state(i, 66.0).turn_rad;
        assert_eq!(at(0), 0.0);
        assert!((1..24).all(|i| (at(i) - at(i - 1) - TAU / 24.0).abs() < 1e-5));
    }

    #[test]
    fn healing_begins_on_day_nought_passes_the_healed_day_and_ends_after_years() {
        let film = film(Movement::Healing, 10.0, 30);
        let days: Vec<f32> = (0..film.count())
            .map(|i| match film.state(i, 66.0).when {
                When::AfterFirstSession(days) => days,
                other => panic!("time runs by days, not {other:?}"),
            })
            .collect();
        assert_eq!(days[0], 0.0);
        assert!(days.is_sorted() && (days[days.len() - 1] - LAST_DAY).abs() < 0.5);
        assert!(days.iter().filter(|day| **day <= 66.0).count() > days.len() / 2);
    }

    #[test]
    fn a_wipe_shows_each_side_whole_and_joins_its_ends() {
        let film = film(Movement::Wipe, 4.0, 30);
        let line: Vec<f32> = (0..film.count()).filter_map(|i| film.state(i, 66.0).line).collect();
        assert_eq!((line[0], line[60]), (0.0, 1.0));
        assert!((line[1] - line[119]).abs() < 1e-5);
        let plain = |value: u8| Picture { width: 200, height: 2, pixels: Pixels::Srgb8([value; 4].repeat(400)) };
        let Pixels::Srgb8(mixed) = wiped(&plain(10), &plain(90), 0.25).pixels else { panic!("bytes went in") };
        assert_eq!((mixed[0], mixed[4 * 48], mixed[4 * 50], mixed[4 * 199]), (90, 90, 255, 10));
    }

    #[test]
    fn every_shape_holds_the_whole_head_above_its_covered_edge() {
        for shape in FrameShape::ALL {
            let (width, height) = shape.size(1080);
            let aspect = width as f32 / height as f32;
            for turn in [0.0_f32, 90.0, 200.0] {
                let camera = framed(Camera { azimuth_rad: turn.to_radians(), ..Camera::default() }, aspect, shape);
                // A head reaches some 100 mm before and behind, 80 to the sides, 115 above, and its chin 115 below.
                for point in [[0.0, 115.0, 0.0], [0.0, -112.0, 80.0], [0.0, 20.0, 105.0], [0.0, 20.0, -98.0]] {
                    let ndc = camera.ndc(Vec3::from(point), aspect).expect("before the eye");
                    let (low, high) = (2.0 * shape.safe().bottom - 1.0, 1.0 - 2.0 * shape.safe().top);
                    assert!(ndc.x.abs() < 1.0 && ndc.y < high && ndc.y > low, "{shape:?}, {turn}: {point:?} at {ndc}");
                }
            }
        }
    }
}
