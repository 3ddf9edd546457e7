//! Treatment record of a studio's case: its pictures drawn, its leaves set.

use super::{Studio, StudioError, caption};
use crate::output::leaf::{Leaf, Paper};
use crate::output::record::{RecordPictures, RecordPrint, leaves};
use crate::output::sheet::Panel;
use crate::render::picture::Progress;
use crate::render::{Picture, Quality, Side, StillOptions};
use crate::scene::{CameraPreset, LightName, NamedRig, Scene, View};
use crate::time::{DAYS_PER_YEAR, When};

/// Views of the first leaf, before and healed.
const VIEWS: [(View, &str); 4] =
    [(View::Front, "front"), (View::ThreeQuarterLeft, "three-quarter"), (View::Left, "left"), (View::Top, "top")];
/// Lights in which the healed work is shown besides: the clinic's, those that a client meets most days, and the hardest judge, a ring lamp.
const LIGHTS: [LightName; 5] =
    [LightName::Clinic, LightName::Daylight, LightName::Window, LightName::Ring, LightName::Evening];
/// Days of the healing strip, and years of the long one.
const DAYS: [f32; 6] = [0.0, 1.0, 3.0, 5.0, 7.0, 10.0];
const YEARS: [f32; 6] = [1.0, 3.0, 5.0, 10.0, 15.0, 20.0];

/// Choices of a treatment record.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordSpec {
    /// Paper.
    pub paper: Paper,
    /// Year, month and day of the record.
    pub date: (u16, u8, u8),
    /// Logo of the practice.
    pub logo: Option<Picture>,
    /// Light of the first leaf's views: hard light flatters nobody.
    pub light: NamedRig,
    /// Edge of one square picture, pixels.
    pub size: u32,
    /// Care taken over each picture.
    pub quality: Quality,
    /// True where the plan's name stands on the record.
    pub named: bool,
}

impl Default for RecordSpec {
    fn default() -> Self {
        Self {
            paper: Paper::default(),
            date: (1970, 1, 1),
            logo: None,
            light: LightName::Sun.into(),
            size: 480,
            quality: Quality::Standard,
            named: false,
        }
    }
}

/// A picture that a record asks for.
struct Wanted {
    view: View,
    light: NamedRig,
    side: Side,
    when: When,
    caption: String,
}

impl Studio {
    /// A treatment record, four leaves. `progress` hears how much is done, 0–1, and stops the work by false. Blocks; a browser awaits
    /// [`Studio::record_async`].
    ///
    /// # Errors
    /// [`StudioError::Render`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn record(&mut self, spec: &RecordSpec, progress: Progress<'_>) -> Result<Vec<Leaf>, StudioError> {
        pollster::block_on(self.record_async(spec, progress))
    }

    /// A treatment record, four leaves. `progress` hears how much is done, 0–1, and stops the work by false.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub async fn record_async(&mut self, spec: &RecordSpec, progress: Progress<'_>) -> Result<Vec<Leaf>, StudioError> {
        let strips = self.wanted(spec);
        let all = strips.iter().map(Vec::len).sum::<usize>() as f32;
        let options = StillOptions::new((spec.size, spec.size)).quality(spec.quality);
        let mut done = 0.0;
        let mut drawn: Vec<Vec<Panel>> = Vec::new();
        for strip in &strips {
            let mut panels = Vec::new();
            for wanted in strip {
                let camera = CameraPreset::Clinic.held(wanted.view.camera(), self.case().head());
                let scene = Scene::default().camera(camera).rig(wanted.light.rig.clone());
                let options = options.clone().side(wanted.side);
                let (picture, _) = self
                    .still_async(&scene, wanted.when, &options, &mut |share| progress((done + share) / all))
                    .await?;
                panels.push(Panel { picture, caption: wanted.caption.clone() });
                done += 1.0;
            }
            drawn.push(panels);
        }
        let mut drawn = drawn.into_iter();
        let mut next = || drawn.next().unwrap_or_default();
        let pictures =
            RecordPictures { views: next(), sessions: next(), healing: next(), years: next(), lights: next() };
        let print = RecordPrint { paper: spec.paper, date: spec.date, logo: spec.logo.clone(), named: spec.named };
        Ok(leaves(self.case(), pictures, &print))
    }

    /// Pictures by strip: views, visits, first days, years, lights.
    fn wanted(&self, spec: &RecordSpec) -> [Vec<Wanted>; 5] {
        let case = self.case();
        let clinic = || NamedRig::from(LightName::Clinic);
        let strip_view = View::ThreeQuarterLeft;
        let at = |day: f32, caption: String| Wanted {
            view: strip_view,
            light: clinic(),
            side: Side::After,
            when: When::AfterFirstSession(day),
            caption,
        };
        let before = || Wanted {
            view: strip_view,
            light: clinic(),
            side: Side::Before,
            when: When::BEFORE,
            caption: "before".to_owned(),
        };
        let view = |side: Side, when: When, word: &str| {
            VIEWS.map(|(view, name)| Wanted {
                view,
                light: spec.light.clone(),
                side,
                when,
                caption: format!("{name}, {word}"),
            })
        };
        let views =
            view(Side::Before, When::BEFORE, "before").into_iter().chain(view(Side::After, When::Healed, "healed"));
        // Right after a visit the work is red and dark; the strip shows each when its crusts have gone.
        let visits = &case.plan().sessions;
        let settled = |(i, day): (usize, f32)| {
            let next = visits.get(i + 1).map_or(day + 10.0, |next| next.day - 0.5);
            at(next.min(day + 10.0).max(day), format!("after visit {}", i + 1))
        };
        let sessions = visits.iter().map(|visit| visit.day).enumerate().take(5).map(settled);
        let healed = Wanted { when: When::Healed, ..at(0.0, caption(When::Healed, case.healed_day())) };
        let years = YEARS.map(|years| at(years * DAYS_PER_YEAR, format!("{years} y"))).into_iter();
        // The strip ends before the second visit makes the skin red again.
        let second = visits.get(1).map_or(f32::INFINITY, |visit| (visit.day - 1.0).floor().max(0.0));
        let word = |day: f32| if day == 0.0 { "just done".to_owned() } else { format!("day {day}") };
        let days = DAYS.map(|day| at(day.min(second), word(day.min(second))));
        let lights =
            LIGHTS.map(|light| Wanted { light: light.into(), when: When::Healed, ..at(0.0, light.name().to_owned()) });
        [
            views.collect(),
            std::iter::once(before()).chain(sessions).chain([healed]).collect(),
            days.into(),
            years.collect(),
            lights.into(),
        ]
    }
}
