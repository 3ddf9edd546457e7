//! The viewer's state and what is done to it. Knows the public API and egui; nothing of the window system.

use super::days;
use super::handles::Handles;
use super::match_job::MatchJob;
use super::orbit::{self, Stage};
use super::plan_file::PlanFile;
use super::stage::{Comparison, StagePicture, Wanted};
use crate::case::Case;
use crate::head::HeadShape;
use crate::plan::{Advice, Plan};
use crate::render::{GpuError, Show};
use crate::scene::{Background, Camera, LightName, NamedRig, Scene, View};
use crate::studio::Studio;
use crate::time::When;
use glam::Vec3;
use std::path::Path;

/// Share of a flight to a named view that each frame covers.
const FLIGHT_STEP: f32 = 0.34;

/// What a viewer opens with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The light, a built-in one or another.
    pub light: NamedRig,
    /// The time shown.
    pub at: When,
}

/// Values derived from a plan, worked out once a plan and not once a frame.
#[derive(Default)]
pub(super) struct Derived {
    version: u64,
    /// What will probably be regretted.
    pub advice: Vec<Advice>,
    /// The hairline usual at the age, on the skin, mm.
    pub usual: Vec<Vec3>,
    /// The edge whose control points are shown, on the skin, mm.
    pub drawn: Vec<Vec3>,
}

/// The viewer's state.
pub struct App {
    context: egui::Context,
    pub(super) camera: Camera,
    pub(super) flight: Option<Camera>,
    opens_at: When,
    pub(super) days: f32,
    pub(super) comparison: Comparison,
    pub(super) divide: f32,
    /// How much of the day before treatment lies over the picture, 0–1.
    pub(super) ghost_share: f32,
    /// What can be chosen, and the place of what is.
    pub(super) lights: Vec<NamedRig>,
    pub(super) light: usize,
    pub(super) light_turn_deg: f32,
    pub(super) show: Show,
    /// The plan as the panels edit it.
    pub(super) draft: Plan,
    /// Where it is kept.
    pub(super) file: PlanFile,
    /// The built-in head's proportions while a slider is held.
    pub(super) shape: Option<HeadShape>,
    pub(super) message: Option<String>,
    /// What was done last, such as where a plan was saved.
    pub(super) notice: Option<String>,
    pub(super) panel_open: bool,
    pub(super) help_open: bool,
    /// Whether the hairline usual at the age is drawn over the picture.
    pub(super) ghost: bool,
    /// Control points on the picture.
    pub(super) handles: Handles,
    /// A match of dots to hair that is being sought.
    pub(super) matching: Option<MatchJob>,
    derived: Derived,
    /// Whether somebody wants to close a plan that is not saved.
    pub(super) asking_to_close: bool,
    close: bool,
    version: u64,
    pub(super) stage: Stage,
    picture: StagePicture,
    pub(super) playing: bool,
    pub(super) dragging_divide: bool,
}

impl Default for App {
    fn default() -> Self {
        Self {
            context: egui::Context::default(),
            camera: View::ThreeQuarterLeft.camera(),
            flight: None,
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
            file: PlanFile::unnamed(String::new(), Plan::default()),
            shape: None,
            message: None,
            notice: None,
            panel_open: true,
            help_open: false,
            ghost: false,
            handles: Handles::default(),
            matching: None,
            derived: Derived::default(),
            asking_to_close: false,
            close: false,
            version: 0,
            stage: Stage { origin: glam::Vec2::ZERO, size: glam::Vec2::ONE },
            picture: StagePicture::default(),
            playing: false,
            dragging_divide: false,
        }
    }
}

/// Colours and sizes of the interface: dark, neutral, so that skin is judged against grey.
fn style(context: &egui::Context) {
    context.set_theme(egui::Theme::Dark);
    context.all_styles_mut(|style| {
        style.visuals.panel_fill = egui::Color32::from_gray(28);
        style.visuals.window_fill = egui::Color32::from_gray(34);
        style.spacing.slider_width = 170.0;
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    });
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
        if first {
            self.days = studio.case().days(self.opens_at);
            style(&self.context);
        }
        self.version += 1;
    }

    /// Forgets what lived on a device that is gone.
    pub fn forget_device(&mut self) {
        self.picture.forget();
    }

    /// What the window is called: the plan's file or name, marked where it is not saved.
    pub fn title(&self) -> String {
        let name = self.file.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let mark = if self.is_saved() { "" } else { "• " };
        format!("{mark}{} – Pointille", name.unwrap_or_else(|| self.draft.name.clone()))
    }

    /// Whether the plan is as its file has it.
    pub fn is_saved(&self) -> bool {
        self.file.holds(&self.draft)
    }

    /// Values derived from the plan that is shown.
    pub(super) fn derived(&mut self, case: &Case) -> &Derived {
        if self.derived.version != self.version {
            self.derived = Derived {
                version: self.version,
                advice: case.plan().advice(),
                usual: case.typical_line(),
                drawn: self.handles.edge.map(|edge| case.edge_line(edge)).unwrap_or_default(),
            };
        }
        &self.derived
    }

    /// Has the derived values worked out again: another edge is shown.
    pub(super) fn forget_derived(&mut self) {
        self.derived.version = 0;
    }

    /// Begins to seek the density and the shade at which dots pass for hair, or gives it up.
    pub(super) fn toggle_match(&mut self, case: &Case) {
        match self.matching.take() {
            Some(matching) => matching.stop(),
            None => {
                let context = self.context.clone();
                self.matching = Some(MatchJob::begin(case, move || context.request_repaint()));
            }
        }
    }

    /// Takes over what a match has found.
    pub(super) fn take_match(&mut self, studio: &mut Studio) {
        let Some(matching) = self.matching.take_if(|matching| matching.is_done()) else { return };
        match matching.take() {
            Ok((plan, told)) => {
                // Only what a match sets: everything else may have been edited since.
                (self.draft.zones, self.draft.pigment) = (plan.zones, plan.pigment);
                self.apply(studio);
                self.notice = Some(told);
            }
            Err(error) => self.message = Some(error),
        }
    }

    /// Saves the plan into its file, or into a new one in the current folder, and says where.
    pub(super) fn save(&mut self) -> bool {
        match self.file.save(&self.draft, Path::new("")) {
            Ok(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                (self.notice, self.message) = (Some(format!("saved to {}", path.display())), None);
                true
            }
            Err(error) => {
                (self.notice, self.message) = (None, Some(error.to_string()));
                false
            }
        }
    }

    /// Closes, or asks first where the plan is not saved.
    pub fn ask_to_close(&mut self) {
        if self.is_saved() { self.close = true } else { self.asking_to_close = true }
    }

    /// Closes without asking.
    pub(super) fn close_now(&mut self) {
        self.close = true;
    }

    /// Whether somebody asked to close.
    pub fn wants_to_close(&self) -> bool {
        self.close
    }

    /// Whether there is more to draw although nobody touches anything.
    pub fn wants_frame(&self) -> bool {
        self.flight.is_some() || self.playing || !self.picture.is_done()
    }

    /// The picture's texture, once there is one.
    pub fn shown(&self) -> Option<&wgpu::TextureView> {
        self.picture.shown()
    }

    /// Samples in the picture, of how many.
    pub(super) fn progress(&self) -> (u32, u32) {
        self.picture.progress()
    }

    /// Where the picture lies in the window.
    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    pub(super) fn is_playing(&self) -> bool {
        self.playing
    }

    /// Starts or stops time; at its end it starts over from the day before treatment.
    pub(super) fn play(&mut self, on: bool) {
        self.playing = on;
        if on && self.days >= days::LAST_DAY {
            self.days = -1.0;
        }
    }

    /// Draws the next sample of the picture. True where its texture is a new one.
    ///
    /// # Errors
    /// [`GpuError`] where the device fails.
    pub fn draw(&mut self, studio: &mut Studio, pixels_per_point: f32) -> Result<bool, GpuError> {
        let wanted = Wanted {
            scene: Scene {
                camera: self.camera,
                rig: self.lights[self.light].rig.clone(),
                light_turn_rad: self.light_turn_deg.to_radians(),
                background: Background::default(),
            },
            days: self.days,
            comparison: match self.comparison {
                Comparison::Divided(_) => Comparison::Divided(self.divide),
                Comparison::Ghost(_) => Comparison::Ghost(self.ghost_share),
                other => other,
            },
            show: self.show,
            version: self.version,
        };
        let limit = studio.renderer().gpu().device.limits().max_texture_dimension_2d;
        let edge = |points: f32| ((points * pixels_per_point).round().max(1.0) as u32).min(limit);
        self.picture.draw(studio, &wanted, (edge(self.stage.size.x), edge(self.stage.size.y)))
    }

    /// Flies to a camera.
    pub(super) fn fly(&mut self, camera: Camera) {
        self.flight = Some(camera.sane());
    }

    /// Applies an edited plan, or says why it cannot be.
    pub(super) fn apply(&mut self, studio: &mut Studio) {
        match studio.set_plan(self.draft.clone()) {
            Ok(_) => {
                self.version += 1;
                (self.message, self.notice) = (None, None);
            }
            Err(error) => self.message = Some(error.to_string()),
        }
    }

    pub(super) fn step(&mut self) {
        if let Some(goal) = self.flight {
            let next = orbit::between(self.camera, goal, FLIGHT_STEP);
            let there = (next.eye() - goal.eye()).length() < 0.004 * goal.distance_mm
                && (next.target - goal.target).length() < 1.0;
            self.camera = if there { goal } else { next };
            if there {
                self.flight = None;
            }
        }
        if self.playing {
            self.days = days::next_day(self.days);
            if self.days >= days::LAST_DAY {
                self.playing = false;
            }
        }
    }

    pub(super) fn toggle_divide(&mut self) {
        self.comparison = match self.comparison {
            Comparison::Divided(_) => Comparison::After,
            _ => Comparison::Divided(self.divide),
        };
    }

    pub(super) fn toggle_ghost(&mut self) {
        self.comparison = match self.comparison {
            Comparison::Ghost(_) => Comparison::After,
            _ => Comparison::Ghost(self.ghost_share),
        };
    }
}
