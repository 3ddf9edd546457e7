//! The viewer's state and what is done to it. Knows the public API and egui; nothing of the window system.

use super::brush::BrushTool;
use super::desk::Desk;
use super::hand_out::{Goal, HandedOut};
use super::handles::Handles;
use super::history::History;
use super::job::Job;
use super::laying::Laying;
use super::matching_job::MatchJob;
use super::opening::Opening;
use super::plan_a::PlanA;
use super::plan_file::PlanFile;
use super::presenting::ClientFace;
use super::recovery::Recovery;
use super::theme;
use super::tracing::Tracing;
use super::voice::Voice;
use super::window_settings::WindowSettings;
use crate::case::Case;
use crate::head::HeadShape;
use crate::live::{Comparison, Fineness, Flight, Refinement, StagePicture, Subjects, Wanted};
use crate::plan::{Advice, LineMeasures, Plan};
use crate::render::{GpuError, Show, Target};
use crate::scene::orbit::Stage;
use crate::scene::{Background, Camera, LightName, NamedRig, Scene, View};
use crate::studio::Studio;
use crate::time::When;
use glam::Vec3;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Values derived from a plan, worked out once a plan and not once a frame.
#[derive(Default)]
pub(super) struct Derived {
    version: u64,
    edits: u64,
    /// Doubts about the scan.
    pub doubts: Vec<String>,
    /// Advice on the plan.
    pub advice: Vec<Advice>,
    /// The hairline usual at the age, on the skin, mm.
    pub usual: Vec<Vec3>,
    /// The edge whose control points are shown, on the skin, mm.
    pub drawn: Vec<Vec3>,
    /// Measures of the hairline where a hand has drawn it.
    pub line: Option<LineMeasures>,
}

/// The viewer's state.
pub struct App {
    context: egui::Context,
    pub(super) camera: Camera,
    pub(super) flight: Option<Flight>,
    /// The interface's clock, seconds.
    pub(super) now: f64,
    opens_at: When,
    pub(super) days: f32,
    pub(super) comparison: Comparison,
    pub(super) divide: f32,
    /// Share of the day before treatment that lies over the picture, 0–1.
    pub(super) ghost_share: f32,
    /// Lights to choose from, and the place of the chosen one.
    pub(super) lights: Vec<NamedRig>,
    pub(super) light: usize,
    pub(super) light_turn_deg: f32,
    pub(super) show: Show,
    /// The plan as the panels edit it.
    pub(super) draft: Plan,
    /// Steps of the plan, to be taken back and done again.
    pub(super) history: History,
    /// File of the plan.
    pub(super) file: PlanFile,
    /// The built-in head's proportions while a slider is held.
    pub(super) shape: Option<HeadShape>,
    /// The client's age while its slider is held.
    pub(super) age_held: Option<f32>,
    pub(super) message: Option<String>,
    /// News of what was done last, such as where a plan was saved.
    pub(super) notice: Option<String>,
    pub(super) panel_open: bool,
    pub(super) help_open: bool,
    /// True while the hairline usual at the age is drawn over the picture.
    pub(super) ghost: bool,
    /// Control points on the picture.
    pub(super) handles: Handles,
    /// A plan that was kept to compare with, how many were, and whether it stands in the bare head's place.
    pub(super) plan_a: Option<PlanA>,
    pub(super) kept_as_a: u64,
    pub(super) against_a: bool,
    /// The brush for dots.
    pub(super) brush: BrushTool,
    /// A photograph of the client, while there is one.
    pub(super) tracing: Option<Tracing>,
    /// A match of dots to hair that is being sought.
    pub(super) matching: Option<MatchJob>,
    derived: Derived,
    /// True while it is asked whether to close a plan that is not saved.
    pub(super) asking_to_close: bool,
    close: bool,
    /// Count of the changes of plan, head or hair.
    pub(super) version: u64,
    /// Count of the changes of what shows before the first session.
    pub(super) bare_version: u64,
    /// Count of the edits of the plan, and the last one that lies on the head.
    pub(super) edits: u64,
    pub(super) laid: u64,
    /// Plans on their way to the head.
    pub(super) laying: Laying,
    pub(super) stage: Stage,
    /// Name of the picture among the controls.
    pub(super) stage_id: Option<egui::Id>,
    picture: StagePicture,
    /// Places of some controls in the last pass, points: whoever measures the window takes hold of them.
    pub(super) places: BTreeMap<&'static str, egui::Pos2>,
    /// Places of all controls by their names, points, where somebody asked for them.
    pub(super) controls: BTreeMap<String, egui::Pos2>,
    /// Progress of the picture as the interface last told it.
    pub(super) told_progress: (u32, u32),
    /// Passes of the interface in which its words were measured.
    pub(super) passes: u8,
    pub(super) playing: bool,
    pub(super) dragging_divide: bool,
    /// The client's face, while it is shown.
    pub(super) client_face: Option<ClientFace>,
    /// Language and unit.
    pub(super) voice: Voice,
    /// Size of the interface, once a screen is known.
    pub(super) scale: Option<f32>,
    /// Files about the plan.
    pub(super) desk: Desk,
    /// A picture that is being drawn to leave the window.
    pub(super) handing_out: Option<Job<HandedOut>>,
    /// A picture that was asked for and is not begun.
    pub(super) wanted_out: Option<Goal>,
}

impl Default for App {
    fn default() -> Self {
        Self {
            context: egui::Context::default(),
            camera: View::ThreeQuarterLeft.camera(),
            flight: None,
            now: 0.0,
            opens_at: When::Healed,
            days: 66.0,
            comparison: Comparison::After,
            divide: 0.5,
            ghost_share: 0.5,
            lights: LightName::ALL.map(NamedRig::from).to_vec(),
            light: LightName::ALL.iter().position(|&l| l == LightName::default()).unwrap_or(0),
            light_turn_deg: 0.0,
            show: Show::default(),
            draft: Plan::default(),
            history: History::of(Plan::default()),
            file: PlanFile::unnamed(String::new(), Plan::default()),
            shape: None,
            age_held: None,
            message: None,
            notice: None,
            panel_open: true,
            help_open: false,
            ghost: false,
            handles: Handles::default(),
            plan_a: None,
            kept_as_a: 0,
            against_a: false,
            brush: BrushTool::default(),
            tracing: None,
            matching: None,
            derived: Derived::default(),
            asking_to_close: false,
            close: false,
            version: 0,
            bare_version: 0,
            edits: 0,
            laid: 0,
            laying: Laying::default(),
            stage: Stage { origin: glam::Vec2::ZERO, size: glam::Vec2::ONE },
            stage_id: None,
            picture: StagePicture::default(),
            places: BTreeMap::new(),
            controls: BTreeMap::new(),
            told_progress: (0, 0),
            passes: 0,
            playing: false,
            dragging_divide: false,
            client_face: None,
            voice: Voice::default(),
            scale: None,
            desk: Desk::default(),
            handing_out: None,
            wanted_out: None,
        }
    }
}

impl App {
    /// A viewer of a plan that is kept in `file`, opened at a time and in a light: one of the built-in ones, or another, which
    /// is put beside them.
    pub fn of(file: PlanFile, opening: Opening) -> Self {
        let mut app = Self { file, opens_at: opening.at, ..Self::default() };
        app.light = app.lights.iter().position(|l| l.name == opening.light.name).unwrap_or_else(|| {
            app.lights.push(opening.light);
            app.lights.len() - 1
        });
        app.voice = Voice::opening(opening.language, &WindowSettings::kept(opening.keeps.folder.as_deref()));
        let desk = &mut app.desk;
        if let Some(fields) = opening.keeps.fields {
            desk.store = fields;
        }
        desk.head_file = opening.keeps.head;
        desk.folder.clone_from(&opening.keeps.folder);
        desk.recovery = opening.keeps.folder.as_deref().and_then(Recovery::open);
        desk.offered = desk.recovery.as_ref().and_then(Recovery::unsaved);
        desk.card = opening.keeps.fault.map(|fault| (app.voice.say("refused"), fault));
        if desk.head_file.is_none() {
            app.bring_planned_head();
        }
        app
    }

    /// The interface's memory, shared with whoever runs it.
    pub fn context(&self) -> egui::Context {
        self.context.clone()
    }

    /// Takes over what a studio shows.
    pub fn attach(&mut self, studio: &Studio) {
        let first = self.version == 0;
        self.draft = studio.case().plan().clone();
        if *self.history.plan() != self.draft {
            self.history = History::of(self.draft.clone());
        }
        if first {
            self.days = studio.case().days(self.opens_at);
            theme::style(&self.context);
        }
        self.head_changed();
    }

    /// Another plan and perhaps another head are shown from now on.
    pub(super) fn head_changed(&mut self) {
        self.version += 1;
        self.bare_version += 1;
        self.edits += 1;
        self.laid = self.edits;
        self.laying.forget();
    }

    /// Forgets what lived on a device that is gone.
    pub fn forget_device(&mut self) {
        self.picture.forget();
        if let Some(tracing) = &mut self.tracing {
            tracing.texture = None;
        }
        if let Some(kept) = &mut self.plan_a {
            kept.forget_device();
        }
    }

    /// Title of the window: the plan's file or name, marked where it is not saved.
    pub fn title(&self) -> String {
        let name = self.file.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let mark = if self.is_saved() { "" } else { "• " };
        format!("{mark}{} – Pointille", name.unwrap_or_else(|| self.draft.name.clone()))
    }

    /// True where the plan is as its file has it.
    pub fn is_saved(&self) -> bool {
        self.file.holds(&self.draft)
    }

    /// Values derived from the plan that is shown.
    pub(super) fn derived(&mut self, case: &Case) -> &Derived {
        let (derived, draft) = (&mut self.derived, &self.draft);
        if derived.version != self.version {
            (derived.version, derived.doubts) = (self.version, case.doubts());
            (derived.advice, derived.usual, derived.edits) = (case.advice(), case.typical_line(), 0);
        }
        if derived.edits != self.edits {
            // The line follows the hand, whether dots have followed the line or not.
            derived.edits = self.edits;
            derived.drawn = self.handles.line(draft, case);
            derived.line = draft.hairline.points.is_some().then(|| case.measures_of(&draft.hairline));
        }
        derived
    }

    /// Has the derived values worked out again: another edge is shown.
    pub(super) fn forget_derived(&mut self) {
        self.derived.edits = 0;
    }

    /// Closes, or asks first where the plan is not saved.
    pub fn ask_to_close(&mut self) {
        if self.is_saved() { self.close_now() } else { self.asking_to_close = true }
    }

    /// Closes without asking. What is not saved by now is given up.
    pub(super) fn close_now(&mut self) {
        self.forget_kept();
        self.close = true;
    }

    /// True where somebody asked to close.
    pub fn wants_to_close(&self) -> bool {
        self.close
    }

    /// True where there is more to draw although nobody touches anything.
    pub fn wants_frame(&self) -> bool {
        self.flight.is_some() || self.playing || self.told_progress != self.progress()
    }

    /// Fineness of the picture, and its share of the full width.
    pub(super) fn drawn(&self) -> (Fineness, f32) {
        self.picture.drawn()
    }

    /// Textures of the picture, once there is one, and of the picture left of it, where two are shown.
    pub fn shown(&self) -> [Option<&wgpu::TextureView>; 2] {
        [self.picture.shown(), self.picture.beside()].map(|picture| picture.map(Target::view))
    }

    /// Samples in the picture, of how many.
    pub(super) fn progress(&self) -> (u32, u32) {
        self.picture.progress()
    }

    /// The part of the window that shows the picture.
    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    /// True while a card stands over the window.
    pub(super) fn asks(&self) -> bool {
        let desk = &self.desk;
        let waits = desk.waiting.is_some() || desk.card.is_some() || desk.offered.is_some();
        self.asking_to_close || waits || desk.typed.is_some()
    }

    /// Camera, light and background as they are set.
    pub(super) fn scene(&self) -> Scene {
        Scene {
            camera: self.camera,
            rig: self.lights[self.light].rig.clone(),
            light_turn_rad: self.light_turn_deg.to_radians(),
            background: Background::default(),
        }
    }

    /// Comparison with its place or its share.
    pub(super) fn compared(&self) -> Comparison {
        match self.comparison {
            Comparison::Divided(_) => Comparison::Divided(self.divide),
            Comparison::Ghost(_) => Comparison::Ghost(self.ghost_share),
            other => other,
        }
    }

    /// Time that the last picture in motion took.
    pub(super) fn took(&self) -> Duration {
        self.picture.took()
    }

    /// Draws a piece more of the picture, while nothing moves. To be called when there is no input to look at.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub(super) fn refine(&mut self, studio: &mut Studio) -> Result<Refinement, GpuError> {
        let other = self.plan_a.as_mut().and_then(PlanA::studio_mut);
        pollster::block_on(self.picture.refine(&mut Subjects { studio, other }))
    }

    /// Makes the picture show what is wanted, at once. True where its texture is a new one.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub fn draw(&mut self, studio: &mut Studio, pixels_per_point: f32) -> Result<bool, GpuError> {
        let wanted = Wanted {
            scene: self.scene(),
            days: self.days,
            comparison: self.compared(),
            show: self.show,
            version: self.version,
            bare_version: self.bare_version,
            against_a: self.shown_a(),
        };
        let limit = studio.renderer().gpu().device.limits().max_texture_dimension_2d;
        let edge = |points: f32| ((points * pixels_per_point).round().max(1.0) as u32).min(limit);
        let other = self.plan_a.as_mut().and_then(PlanA::studio_mut);
        let full = (edge(self.stage.size.x), edge(self.stage.size.y));
        pollster::block_on(self.picture.draw(&mut Subjects { studio, other }, &wanted, full))
    }
}
