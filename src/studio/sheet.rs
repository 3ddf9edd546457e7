//! A consultation sheet: bare and treated, from four sides, on one page.

use super::{Studio, StudioError};
use crate::output::Develop;
use crate::output::page_words::{Language, PageWords};
use crate::output::sheet::{Headings, Panel, grid_px, sheet};
use crate::render::picture::Progress;
use crate::render::{Picture, Quality, Show, Side, StillOptions};
use crate::scene::{Background, CameraPreset, LightName, NamedRig, Scene, View};
use crate::time::{When, day_label};

/// Views of a sheet, from left to right, with the keys of their names.
const VIEWS: [(View, &str); 4] = [
    (View::Front, "view-front"),
    (View::ThreeQuarterLeft, "view-three-quarter"),
    (View::Left, "view-profile"),
    (View::Top, "view-top"),
];

/// Options of a consultation sheet. [`SheetSpec::default`] shows the healed work under the clinic's light.
///
/// ```
/// use pointille::studio::SheetSpec;
/// let mut spec = SheetSpec::default();
/// spec.at = "5y".parse()?;
/// # Ok::<(), pointille::time::TimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SheetSpec {
    /// Time at which the treated side is shown.
    pub at: When,
    /// Width and height of one picture, pixels.
    pub size: (u32, u32),
    /// Quality of each picture.
    pub quality: Quality,
    /// Light, with the name that the page prints.
    pub light: NamedRig,
    /// Turn of the light about the head besides the camera's azimuth, radians.
    pub light_turn_rad: f32,
    /// Background.
    pub background: Background,
    /// Tone curve and exposure.
    pub show: Show,
    /// Lens and distance to the skin; `None` keeps the standard views' own.
    pub camera: Option<CameraPreset>,
    /// Way in which the pictures are developed.
    pub develop: Develop,
    /// True where the page bears the plan's name, which may be a client's.
    pub named: bool,
    /// Language.
    pub language: Language,
}

impl Default for SheetSpec {
    fn default() -> Self {
        Self {
            at: When::Healed,
            size: (640, 800),
            quality: Quality::default(),
            light: LightName::default().into(),
            light_turn_rad: 0.0,
            background: Background::default(),
            show: Show::default(),
            camera: None,
            develop: Develop::default(),
            named: false,
            language: Language::default(),
        }
    }
}

/// Caption of a picture at a time; `healed` is named as such.
pub fn caption(when: When, days: f32) -> String {
    format!("{}{}", if when == When::Healed { "healed, " } else { "" }, day_label(days))
}

impl SheetSpec {
    /// Pixels of the page, without its words.
    pub fn page_px(&self) -> [u64; 2] {
        grid_px(2 * VIEWS.len(), self.size, Some(VIEWS.len()))
    }
}

impl Studio {
    /// A consultation sheet. `progress` gets the share done, 0–1, and stops the work by returning false. Blocks; a
    /// browser awaits [`Studio::sheet_async`].
    ///
    /// # Errors
    /// [`StudioError::Render`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn sheet(&mut self, spec: &SheetSpec, progress: Progress<'_>) -> Result<Picture, StudioError> {
        pollster::block_on(self.sheet_async(spec, progress))
    }

    /// A consultation sheet. `progress` gets the share done, 0–1, and stops the work by returning false.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub async fn sheet_async(&mut self, spec: &SheetSpec, progress: Progress<'_>) -> Result<Picture, StudioError> {
        let words = PageWords::of(spec.language);
        let after = words.when(spec.at, self.case().days(spec.at));
        let before = words.say("time-before");
        let options = StillOptions::new(spec.size).quality(spec.quality).show(spec.show);
        let mut panels = Vec::new();
        let all = (VIEWS.len() * 2) as f32;
        for (side, when) in [(Side::Before, &before), (Side::After, &after)] {
            for (view, name) in VIEWS {
                let done = panels.len() as f32;
                let head = self.case().head();
                let camera = spec.camera.map_or(view.camera(), |preset| preset.held(view.camera(), head));
                let (rig, background) = (spec.light.rig.clone(), spec.background);
                let scene = Scene { camera, rig, background, light_turn_rad: spec.light_turn_rad };
                let options = options.clone().side(side);
                let (mut picture, _) =
                    self.still_async(&scene, spec.at, &options, &mut |share| progress((done + share) / all)).await?;
                spec.develop.apply(&mut picture);
                let caption =
                    words.tell("side-caption", &[("view", words.say(name).into()), ("time", when.as_str().into())]);
                panels.push(Panel { picture, caption });
            }
        }
        let case = self.case();
        let mut subtitle = words.tell(
            "sheet-about",
            &[
                ("dots", case.dots().len().to_string().into()),
                ("after", after.into()),
                ("light", words.light(&spec.light.name).into()),
                ("digest", case.plan().digest()[..12].into()),
            ],
        );
        if spec.develop == Develop::Phone {
            subtitle = format!("{subtitle}; {}", words.say("develop-phone"));
        }
        let title = if spec.named { case.plan().name.clone() } else { words.say("sheet-title") };
        let headings = Headings { title, subtitle, footer: words.say("honesty") };
        Ok(sheet(&panels, VIEWS.len(), &headings))
    }
}
