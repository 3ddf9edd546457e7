//! Treatment record of a studio's case: its pictures drawn, its leaves set.

use super::{Studio, StudioError};
use crate::output::leaf::{Leaf, Paper};
use crate::output::page_words::{Language, PageWords};
use crate::output::record::{RecordPictures, RecordPrint, VisitRecord, leaves};
use crate::output::sheet::Panel;
use crate::render::picture::Progress;
use crate::render::{Picture, Quality, Side, StillOptions};
use crate::scene::{CameraPreset, LightName, NamedRig, Scene, View, Viewpoint};
use crate::time::{DAYS_PER_YEAR, When};

/// Views of the first leaf, before and healed, with the keys of their names.
const VIEWS: [(View, &str); 4] = [
    (View::Front, "view-front"),
    (View::ThreeQuarterLeft, "view-three-quarter"),
    (View::Left, "view-left"),
    (View::Top, "view-top"),
];
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
    /// Language.
    pub language: Language,
    /// Visits as they were, each a leaf behind the others.
    pub visits: Vec<PhotographedVisit>,
}

/// A visit for the record: its facts, and how its photograph was taken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PhotographedVisit {
    /// Facts; what of them is a picture is made from the rest.
    pub facts: VisitRecord,
    /// Photograph; without one no simulation is drawn, either.
    pub photo: Option<Picture>,
    /// Side that the photograph was taken from.
    pub view: Viewpoint,
    /// Lens and distance that it was taken with.
    pub camera: CameraPreset,
    /// Light that it was taken in.
    pub light: NamedRig,
    /// Time at which it was taken.
    pub at: When,
}

impl PhotographedVisit {
    /// A visit with a photograph, as clinics take one: from the front, in the clinic's camera and light.
    pub fn new(facts: VisitRecord, photo: Option<Picture>, at: When) -> Self {
        let view = Viewpoint::Named(View::Front);
        Self { facts, photo, view, camera: CameraPreset::Clinic, light: LightName::Clinic.into(), at }
    }
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
            language: Language::default(),
            visits: Vec::new(),
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
        let visits = spec.visits.iter().filter(|visit| visit.photo.is_some()).count();
        let all = (strips.iter().map(Vec::len).sum::<usize>() + visits) as f32;
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
        let mut visits = Vec::new();
        for visit in &spec.visits {
            visits.push(self.visit(visit, spec, &mut |share| progress((done + share) / all)).await?);
            done += if visit.photo.is_some() { 1.0 } else { 0.0 };
        }
        let (logo, named) = (spec.logo.clone(), spec.named);
        let (paper, date, language) = (spec.paper, spec.date, spec.language);
        let print = RecordPrint { paper, date, logo, named, language, visits };
        Ok(leaves(self.case(), pictures, &print))
    }

    /// A visit's facts with its photograph and the simulation beside it.
    async fn visit(
        &mut self,
        visit: &PhotographedVisit,
        spec: &RecordSpec,
        progress: Progress<'_>,
    ) -> Result<VisitRecord, StudioError> {
        let mut facts = visit.facts.clone();
        let Some(photo) = visit.photo.clone() else { return Ok(facts) };
        let (year, month, day) = facts.date;
        // The simulation has the photograph's shape, and twice the record's pixels along its longer edge.
        let longer = photo.width.max(photo.height).max(1) as f32;
        let edge = |px: u32| ((2 * spec.size) as f32 * px as f32 / longer).round().max(16.0) as u32;
        let options = StillOptions::new((edge(photo.width), edge(photo.height))).quality(spec.quality);
        let camera = visit.camera.held(visit.view.camera(), self.case().head());
        let scene = Scene::default().camera(camera).rig(visit.light.rig.clone());
        let (picture, _) = self.still_async(&scene, visit.at, &options, progress).await?;
        let words = PageWords::of(spec.language);
        let when = words.when(visit.at, self.case().days(visit.at));
        let light = words.light(&visit.light.name);
        facts.photo = Some(Panel { picture: photo, caption: format!("{year:04}-{month:02}-{day:02}") });
        facts.simulated = Some(Panel { picture, caption: format!("{when}, {light}") });
        Ok(facts)
    }

    /// Pictures by strip: views, visits, first days, years, lights.
    fn wanted(&self, spec: &RecordSpec) -> [Vec<Wanted>; 5] {
        let case = self.case();
        let words = PageWords::of(spec.language);
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
            caption: words.say("time-before"),
        };
        let view = |side: Side, when: When, key: &str| {
            VIEWS.map(|(view, name)| Wanted {
                view,
                light: spec.light.clone(),
                side,
                when,
                caption: words
                    .tell("side-caption", &[("view", words.say(name).into()), ("time", words.say(key).into())]),
            })
        };
        let views = view(Side::Before, When::BEFORE, "time-before").into_iter().chain(view(
            Side::After,
            When::Healed,
            "time-healed",
        ));
        // Right after a visit the work is red and dark; the strip shows each when its crusts have gone.
        let visits = &case.plan().sessions;
        let settled = |(i, day): (usize, f32)| {
            let next = visits.get(i + 1).map_or(day + 10.0, |next| next.day - 0.5);
            at(next.min(day + 10.0).max(day), words.tell("time-after-visit", &[("number", (i + 1).to_string().into())]))
        };
        let sessions = visits.iter().map(|visit| visit.day).enumerate().take(5).map(settled);
        let healed = Wanted { when: When::Healed, ..at(0.0, words.when(When::Healed, case.healed_day())) };
        let years = YEARS
            .map(|years| {
                at(years * DAYS_PER_YEAR, words.tell("time-years-short", &[("amount", words.short(years).into())]))
            })
            .into_iter();
        // The strip ends before the second visit makes the skin red again.
        let second = visits.get(1).map_or(f32::INFINITY, |visit| (visit.day - 1.0).floor().max(0.0));
        let word = |day: f32| if day == 0.0 { words.say("time-just-done") } else { words.day(day) };
        let days = DAYS.map(|day| at(day.min(second), word(day.min(second))));
        let lights = LIGHTS.map(|light| Wanted {
            light: light.into(),
            when: When::Healed,
            ..at(0.0, words.light(light.name()))
        });
        [
            views.collect(),
            std::iter::once(before()).chain(sessions).chain([healed]).collect(),
            days.into(),
            years.collect(),
            lights.into(),
        ]
    }
}
