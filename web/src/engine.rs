//! The engine: a plan on a head, and its picture in a canvas.

use crate::facts;
use crate::fields::Fields;
use crate::shot::{self, Wish, Words};
use crate::stand::{Placed, Stand};
use crate::surface::CanvasSurface;
use crate::told::{Told, json};
use js_sys::{Array, Map};
use pointille::case::Changes;
use pointille::head::import::ImportedMesh;
use pointille::live::{Comparison, Refinement, STILL_SAMPLES, StagePicture, Subjects, Wanted};
use pointille::render::{Backend, Gpu, GpuError, Show};
use pointille::scene::{Background, LightName, Scene, View};
use pointille::time::When;
use pointille::{Case, Plan, Studio};
use serde::Serialize;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::OffscreenCanvas;

/// Faults of the device, without a picture between them, after which it is given up.
const MOST_FAULTS: u32 = 5;

/// A plan on a head with its picture in a canvas.
#[wasm_bindgen]
pub struct Engine {
    studio: Studio,
    surface: CanvasSurface,
    picture: StagePicture,
    stand: Stand,
    fields: Arc<Fields>,
    when: When,
    light: LightName,
    background: Background,
    comparison: Comparison,
    /// Counts up with every change of plan or head, and with every change of the bare head.
    versions: [u64; 2],
    size: (u32, u32),
    /// What was drawn last.
    drawn: Option<(Wanted, (u32, u32))>,
    faults: u32,
}

/// Result of a step.
#[derive(Default, Serialize)]
struct Step {
    /// True where another picture is in the canvas now.
    shown: bool,
    /// Samples in it, and whether it is finished.
    samples: u32,
    sharp: bool,
    /// Width and height in which it was drawn.
    width: u32,
    height: u32,
    /// True where there is more to draw at once.
    more: bool,
    /// True while something moves.
    moves: bool,
    /// Milliseconds after which there is more to draw.
    later: Option<f64>,
    /// True where the device was lost and opened anew.
    lost: bool,
}

fn thrown<T>(kind: &'static str, parsed: Result<T, impl Display>) -> Result<T, JsValue> {
    parsed.map_err(|error| Told::of(kind, &error).thrown())
}

fn named<T: FromStr<Err: Display>>(text: &str) -> Result<T, JsValue> {
    thrown("attribute", text.parse())
}

fn plan_of(text: &str) -> Result<Plan, JsValue> {
    Plan::from_toml(text).map_err(|error| Told::of_plan(&error).thrown())
}

fn imported(bytes: &[u8]) -> Result<ImportedMesh, JsValue> {
    thrown("scan", ImportedMesh::from_bytes(bytes))
}

#[wasm_bindgen]
impl Engine {
    /// Opens the device, lays a plan on the built-in head or on an imported scan, and makes ready to draw into a canvas. `kept` are fields
    /// of sites by their keys, from [`Engine::made_fields`] of an earlier visit.
    ///
    /// # Errors
    /// JSON with the kind `unsupported` where there is no WebGPU, `plan`, `scan` or `device`.
    pub async fn open(
        canvas: OffscreenCanvas,
        plan: String,
        kept: Map,
        head: Option<Vec<u8>>,
        head_name: String,
    ) -> Result<Self, JsValue> {
        let plan = plan_of(&plan)?;
        let gpu = Gpu::headless_async(Backend::Auto).await.map_err(|error| {
            let kind = if matches!(error, GpuError::NoAdapter { .. }) { "unsupported" } else { "device" };
            Told::of(kind, &error).thrown()
        })?;
        let fields = Arc::new(Fields::of(&kept));
        let case = match head {
            Some(bytes) => Case::imported(plan, imported(&bytes)?, &head_name, Arc::new(Fields::default())),
            None => Case::built_in_with(plan, fields.clone()),
        };
        let case = case.map_err(|error| Told::of_case(&error).thrown())?;
        let size = (canvas.width().max(1), canvas.height().max(1));
        let surface = CanvasSurface::open(&gpu, canvas, size).map_err(|why| Told::of("device", &why).thrown())?;
        let studio = Studio::with_gpu(case, gpu).map_err(|error| Told::of_studio(&error).thrown())?;
        Ok(Self {
            studio,
            surface,
            picture: StagePicture::default(),
            stand: Stand::new(View::ThreeQuarterLeft.camera()),
            fields,
            when: When::Healed,
            light: LightName::default(),
            background: Background::default(),
            comparison: Comparison::After,
            versions: [0, 0],
            size,
            drawn: None,
            faults: 0,
        })
    }

    /// The device that draws, in words.
    pub fn device(&self) -> String {
        self.studio.renderer().gpu().summary().to_string()
    }

    /// Fields of sites made since the last call, as pairs of key and bytes, for the page to keep. None of a scan.
    pub fn made_fields(&self) -> Array {
        self.fields.drain()
    }

    /// Sets the picture's size in pixels of the screen, and in the unit in which hands move.
    pub fn set_size(&mut self, width: u32, height: u32, hand_width: f32, hand_height: f32) {
        let limit = self.studio.renderer().gpu().device().limits().max_texture_dimension_2d;
        self.size = (width.clamp(1, limit), height.clamp(1, limit));
        self.stand.sized(hand_width, hand_height);
    }

    /// Lays another plan on the head.
    ///
    /// # Errors
    /// JSON with the kind `plan`; the old one stays.
    pub fn set_plan(&mut self, text: &str) -> Result<(), JsValue> {
        let changes = self.studio.set_plan(plan_of(text)?).map_err(|error| Told::of_studio(&error).thrown())?;
        self.count(changes);
        Ok(())
    }

    /// Digest of the plan.
    pub fn digest(&self) -> String {
        self.studio.case().plan().digest()
    }

    /// Takes the head of a scan, as the other module gave it.
    ///
    /// # Errors
    /// JSON with the kind `scan` or `plan`; the old head stays.
    pub fn open_head(&mut self, bytes: &[u8], name: &str) -> Result<(), JsValue> {
        let plan = self.studio.case().plan().clone();
        let case = Case::imported(plan, imported(bytes)?, name, Arc::new(Fields::default()));
        self.take(case.map_err(|error| Told::of_case(&error).thrown())?)
    }

    /// Goes back to the built-in head.
    ///
    /// # Errors
    /// JSON with the kind `plan`, where the plan needs the scan.
    pub fn close_head(&mut self) -> Result<(), JsValue> {
        let plan = self.studio.case().plan().clone();
        let case = Case::built_in_with(plan, self.fields.clone());
        self.take(case.map_err(|error| Told::of_case(&error).thrown())?)
    }

    /// Facts of the plan on its head, as JSON.
    pub fn facts(&self) -> String {
        facts::of(self.studio.case()).to_string()
    }

    /// Some of the facts, found at once, as JSON: `name`, `stops`, `scan`.
    pub fn facts_brief(&self) -> String {
        facts::brief(self.studio.case()).to_string()
    }

    /// Sets the time: a word or an amount as plans write it.
    ///
    /// # Errors
    /// JSON with the kind `attribute`.
    pub fn set_at(&mut self, at: &str) -> Result<(), JsValue> {
        let word = if at.trim() == "today" { "0" } else { at };
        self.when = named(word)?;
        Ok(())
    }

    /// Days after the end of the first session that are shown.
    pub fn day(&self) -> f32 {
        self.studio.case().days(self.when)
    }

    /// Sets the light by its name.
    ///
    /// # Errors
    /// JSON with the kind `attribute`.
    pub fn set_light(&mut self, name: &str) -> Result<(), JsValue> {
        self.light = named(name)?;
        Ok(())
    }

    /// Sets the background by its name or colour.
    ///
    /// # Errors
    /// JSON with the kind `attribute`.
    pub fn set_background(&mut self, name: &str) -> Result<(), JsValue> {
        self.background = named(name)?;
        Ok(())
    }

    /// Shows the bare head, or the treated one, or both with a divider at a share of the width from the left.
    pub fn set_sides(&mut self, before: bool, divider: Option<f32>) {
        self.comparison = match divider {
            Some(share) => Comparison::Divided(share.clamp(0.0, 1.0)),
            None if before => Comparison::Before,
            None => Comparison::After,
        };
    }

    /// Turns the head with the hand.
    pub fn turn(&mut self, dx: f32, dy: f32) {
        self.stand.turn(dx, dy);
    }

    /// Moves the head with the hand.
    pub fn pan(&mut self, dx: f32, dy: f32) {
        self.stand.pan(dx, dy);
    }

    /// Comes nearer (factor under 1) to a place of the picture, or goes away from it.
    pub fn zoom(&mut self, factor: f32, x: f32, y: f32) {
        self.stand.zoom(factor, x, y);
    }

    /// Goes to a view: a name, or azimuth, elevation and perhaps a distance. Flies from a time on, seconds, or is there at once.
    ///
    /// # Errors
    /// JSON with the kind `attribute`.
    pub fn go(&mut self, view: &str, from: Option<f64>) -> Result<(), JsValue> {
        thrown("attribute", self.stand.go(view, from))
    }

    /// Goes close to a place of the head, to a distance in mm; 400 without one.
    ///
    /// # Errors
    /// JSON with the kind `attribute`.
    pub fn focus_on(&mut self, place: &str, mm: Option<f32>, from: Option<f64>) -> Result<(), JsValue> {
        thrown("attribute", self.stand.focus(self.studio.case(), place, mm, from))
    }

    /// The camera, as JSON: azimuth, elevation, distance, target.
    pub fn camera(&self) -> String {
        json(&self.stand.placed())
    }

    /// Puts the camera where [`Engine::camera`] had it.
    ///
    /// # Errors
    /// JSON with the kind `attribute`.
    pub fn set_camera(&mut self, camera: &str) -> Result<(), JsValue> {
        let placed: Placed = thrown("attribute", serde_json::from_str(camera))?;
        self.stand.put(&placed);
        Ok(())
    }

    /// Draws a step: what changed, at once; else a piece more of what rests. Ends when the device has done it. `now` is the time in
    /// seconds. Returns JSON: `shown`, `samples`, `sharp`, `width`, `height`, `more`, `moves`, `later` (ms or null), `lost`.
    ///
    /// # Errors
    /// JSON with the kind `device` where it failed for good.
    pub async fn draw(&mut self, now: f64) -> Result<String, JsValue> {
        let moved = self.stand.step(now);
        let step = match self.step().await {
            Ok(step) => step,
            Err(error) => {
                self.faults += 1;
                if self.faults > MOST_FAULTS {
                    return Err(Told::of("device", &error).thrown());
                }
                self.renew().await?;
                Step { lost: true, more: true, ..Step::default() }
            }
        };
        let moves = moved || self.stand.flies();
        Ok(json(&Step { more: step.more || moves, moves, ..step }))
    }

    /// A picture as the bytes of a PNG, at the camera and in the light that are shown. `wish` is JSON: `width`, `height`, `samples`, `before`.
    /// `words` are laid over it: sRGB bytes with straight alpha, of some width, from a place on.
    ///
    /// # Errors
    /// JSON with the kind `picture` or `device`.
    pub async fn png(
        &mut self,
        wish: String,
        words: Option<Vec<u8>>,
        words_width: u32,
        left: u32,
        top: u32,
    ) -> Result<Vec<u8>, JsValue> {
        let wish: Wish = thrown("picture", serde_json::from_str(&wish))?;
        let scene = self.scene();
        let words = words.as_deref().map(|rgba| Words { rgba, width: words_width, at: (left, top) });
        let drawn = shot::png(&mut self.studio, &scene, self.when, &wish, words).await;
        drawn.map_err(|told| told.thrown())
    }

    /// Destroys the device, as a driver's reset does: for trying what follows.
    pub fn lose_device(&self) {
        self.studio.renderer().gpu().device().destroy();
    }
}

impl Engine {
    fn scene(&self) -> Scene {
        Scene::default().camera(self.stand.camera()).rig(self.light.rig()).background(self.background)
    }

    fn count(&mut self, changes: Changes) {
        self.versions[0] += 1;
        self.versions[1] += u64::from(changes.bare);
    }

    fn take(&mut self, case: Case) -> Result<(), JsValue> {
        self.studio.take_case(case, Changes::ALL).map_err(|error| Told::of_studio(&error).thrown())?;
        self.count(Changes::ALL);
        Ok(())
    }

    /// Draws what is due.
    async fn step(&mut self) -> Result<Step, GpuError> {
        let wanted = Wanted {
            scene: self.scene(),
            days: self.day(),
            comparison: self.comparison,
            show: Show::default(),
            version: self.versions[0],
            bare_version: self.versions[1],
            against_a: None,
        };
        let due = Some((wanted, self.size));
        let mut step = Step::default();
        let changed = self.drawn != due;
        let refined = if changed {
            Refinement::Shown
        } else {
            self.picture.refine(&mut Subjects { studio: &mut self.studio, other: None }).await?
        };
        match refined {
            Refinement::Done => {}
            Refinement::Later(at) => {
                step.later = Some(1e3 * at.saturating_duration_since(web_time::Instant::now()).as_secs_f64());
            }
            Refinement::Drawn => step.more = true,
            Refinement::Shown => {
                if let Some((wanted, size)) = &due {
                    let subjects = &mut Subjects { studio: &mut self.studio, other: None };
                    self.picture.draw(subjects, wanted, *size).await?;
                }
                self.show().await?;
                (step.shown, step.more) = (true, true);
                self.drawn = due;
                self.faults = 0;
            }
        }
        let (samples, _) = self.picture.progress();
        (step.samples, step.sharp) = (samples, samples == STILL_SAMPLES);
        let shown = self.picture.shown().map(|target| target.texture().size());
        (step.width, step.height) = shown.map_or((0, 0), |size| (size.width, size.height));
        Ok(step)
    }

    /// Puts the picture into the canvas.
    async fn show(&mut self) -> Result<(), GpuError> {
        let gpu = self.studio.renderer().gpu().clone();
        let Some(picture) = self.picture.shown() else { return Ok(()) };
        self.surface.show(&gpu, picture.view(), self.size);
        gpu.done().await
    }

    /// Opens the device anew.
    async fn renew(&mut self) -> Result<(), JsValue> {
        self.picture.forget();
        self.drawn = None;
        self.studio.renew_async().await.map_err(|error| Told::of_studio(&error).thrown())?;
        self.surface.renew(self.studio.renderer().gpu());
        Ok(())
    }
}
