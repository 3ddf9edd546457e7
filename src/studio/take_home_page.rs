//! Take-home page of a studio's case: its pictures drawn, its figures in words.

use super::{Studio, StudioError};
use crate::case::Case;
use crate::output::LiveHead;
use crate::output::page_words::{Language, PageWords};
use crate::output::take_home::{PageRow, TakeHome};
use crate::render::picture::Progress;
use crate::render::{Quality, Show, Side, StillOptions};
use crate::scene::{Background, Camera, LightName, NamedRig, Scene, Viewpoint};
use crate::time::When;

/// Choices of a take-home page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageSpec {
    /// Times after the time before treatment.
    pub at: Vec<When>,
    /// Width and height of one picture, pixels.
    pub size: (u32, u32),
    /// Care that is taken over each picture.
    pub quality: Quality,
    /// Light.
    pub light: NamedRig,
    /// Background behind the head.
    pub background: Background,
    /// Tone curve and exposure.
    pub show: Show,
    /// True leaves the face out: the scalp from above and from behind.
    pub private: bool,
    /// Heading; the language's own without one. A client's or a plan's name stands nowhere unless it is written here.
    pub title: Option<String>,
    /// Language.
    pub language: Language,
    /// Script of the engine for browsers (`web/dist/pointille-live.js`): the page then draws the head itself where it can. Its light is a
    /// built-in one.
    pub live: Option<String>,
}

impl Default for PageSpec {
    fn default() -> Self {
        let years = |years: f32| When::AfterFirstSession(years * crate::time::DAYS_PER_YEAR);
        Self {
            at: vec![When::AfterFirstSession(0.0), When::Healed, years(1.0), years(3.0), years(5.0)],
            size: (480, 600),
            quality: Quality::Standard,
            light: LightName::default().into(),
            background: Background::default(),
            show: Show::default(),
            private: false,
            title: None,
            language: Language::default(),
            live: None,
        }
    }
}

/// Elevation and azimuths of a row, degrees, with the key of its name.
struct Ring {
    name: &'static str,
    elevation_deg: f32,
    angles: Vec<i32>,
    round: bool,
}

/// Rows of a page. The private ones show no face: from behind its ears backwards, and from so high behind that the brow hides the rest.
fn rings(private: bool, live: bool) -> Vec<Ring> {
    // Beside the head itself the pictures are for the few browsers that cannot draw it.
    let step = if live { 2 } else { 1 };
    let ring = |name, elevation_deg, angles: Vec<i32>, round| Ring { name, elevation_deg, angles, round };
    if private {
        vec![
            ring("page-from-behind", 12.0, (0..12).map(|i| 125 + i * 10).collect(), false),
            ring("page-from-above", 62.0, (0..9).map(|i| 120 + i * 15).collect(), false),
        ]
    } else {
        vec![
            ring("page-around", 8.0, (0..24 / step).map(|i| i * 15 * step).collect(), true),
            ring("page-from-above", 55.0, (0..12 / step).map(|i| i * 30 * step).collect(), true),
        ]
    }
}

impl Studio {
    /// A take-home page. `progress` hears how much is done, 0–1, and stops the work by false. Blocks; a browser awaits
    /// [`Studio::take_home_async`].
    ///
    /// # Errors
    /// [`StudioError::Render`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn take_home(&mut self, spec: &PageSpec, progress: Progress<'_>) -> Result<TakeHome, StudioError> {
        pollster::block_on(self.take_home_async(spec, progress))
    }

    /// A take-home page. `progress` hears how much is done, 0–1, and stops the work by false.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub async fn take_home_async(&mut self, spec: &PageSpec, progress: Progress<'_>) -> Result<TakeHome, StudioError> {
        let rings = rings(spec.private, spec.live.is_some());
        let times: Vec<(Side, When)> =
            std::iter::once((Side::Before, When::BEFORE)).chain(spec.at.iter().map(|at| (Side::After, *at))).collect();
        let all = (rings.iter().map(|ring| ring.angles.len()).sum::<usize>() * times.len()) as f32;
        let mut pictures = Vec::new();
        for ring in &rings {
            for &(side, when) in &times {
                let options = StillOptions::new(spec.size).quality(spec.quality).show(spec.show).side(side);
                for &azimuth in &ring.angles {
                    let from = Viewpoint::Angles { azimuth_deg: azimuth as f32, elevation_deg: ring.elevation_deg };
                    let camera: Camera = from.camera();
                    let (rig, background) = (spec.light.rig.clone(), spec.background);
                    let scene = Scene { camera, rig, background, light_turn_rad: 0.0 };
                    let done = pictures.len() as f32;
                    let (picture, _) =
                        self.still_async(&scene, when, &options, &mut |share| progress((done + share) / all)).await?;
                    pictures.push(picture);
                }
            }
        }
        let case = self.case();
        let words = PageWords::of(spec.language);
        let time = |&(side, when): &(Side, When)| match side {
            Side::Before => words.say("time-before"),
            Side::After => words.when(when, case.days(when)),
        };
        let digest = case.plan().digest();
        let made_by = [("version", env!("CARGO_PKG_VERSION").into()), ("digest", digest[..12].into())];
        let live = spec.live.as_ref().map(|engine| LiveHead {
            engine: engine.clone(),
            plan: case.plan().clone(),
            scan: case.scan_bytes(),
            light: spec.light.name.clone(),
            background: spec.background.to_string(),
            days: times.iter().map(|&(_, when)| case.days(when)).collect(),
            elevations: rings.iter().map(|ring| ring.elevation_deg).collect(),
        });
        Ok(TakeHome {
            live,
            language: spec.language,
            title: spec.title.clone().unwrap_or_else(|| words.say("page-heading")),
            rows: rings
                .into_iter()
                .map(|ring| PageRow { name: words.say(ring.name), angles: ring.angles, round: ring.round })
                .collect(),
            times: times.iter().map(time).collect(),
            opens_at: times.iter().position(|(_, when)| *when == When::Healed).unwrap_or(times.len() - 1),
            pictures,
            facts: facts(case, words),
            footer: words.tell("made-by", &made_by),
        })
    }
}

/// Figures of a plan that a client reads: the line, the work, the visits, the cost, the years.
fn facts(case: &Case, words: &PageWords) -> Vec<(String, String)> {
    let plan = case.plan();
    let estimate = case.estimate();
    let zones = case.counts();
    let area: f32 = zones.iter().map(|zone| zone.area_cm2).sum();
    let mut facts = Vec::new();
    if plan.hairline.points.is_none() {
        facts.push((words.say("fact-hairline"), format!("{:.0} mm", plan.hairline.figures().height_mm)));
    }
    let dots = [("dots", estimate.dots.to_string().into()), ("area", words.number(area, 0).into())];
    facts.push((words.say("fact-dots"), words.tell("fact-dots-on", &dots)));
    for zone in zones.iter().filter(|zone| zone.area_cm2 > 0.0 && zone.density_per_cm2 > 0.0) {
        let density = words.number(zone.density_per_cm2, 0);
        facts.push((
            words.tell("fact-density", &[("zone", words.zone(zone.zone).into())]),
            words.tell("fact-density-is", &[("density", density.into())]),
        ));
    }
    let days: Vec<String> = estimate.visits.iter().map(|visit| format!("{:.0}", visit.day)).collect();
    let visits = [("count", days.len().to_string().into()), ("days", days.join(", ").into())];
    facts.push((words.say("fact-visits"), words.tell("fact-visits-on", &visits)));
    let (hours, cost) = (&estimate.hours, &estimate.cost);
    let range = |of: &crate::plan::Range, digits: usize| {
        [("likely", of.likely), ("low", of.low), ("high", of.high)]
            .map(|(key, x)| (key, words.number(x, digits).into()))
    };
    facts.push((words.say("fact-hours"), words.tell("range", &range(hours, 1))));
    if cost.likely > 0.0 {
        let mut figures = range(cost, 0).to_vec();
        figures.push(("currency", estimate.currency.as_str().into()));
        facts.push((words.say("fact-cost"), words.tell("fact-cost-is", &figures)));
    }
    facts.push((words.say("fact-touch-up"), words.due(&case.touch_up_due())));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_page_never_looks_at_the_face() {
        for ring in rings(true, false) {
            // The face lies within 90° of azimuth 0.
            assert!(ring.angles.iter().all(|angle| (110..=250).contains(angle)), "{}: {:?}", ring.name, ring.angles);
        }
        assert!(rings(false, true)[0].angles.contains(&0));
    }
}
