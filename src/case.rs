//! A case: a plan laid on a head, everything worked out that does not need a GPU.
//!
//! Head and field are made once; a changed plan only re-thresholds the field, re-grows the stubble and re-states the skin.

mod course;
mod edges;
mod heads;
mod refined;
mod relief;
mod scars;
mod shaven;
pub mod shown;
mod skin;
#[cfg(test)]
mod tests;
mod treated;

use crate::field::{Field, FieldError, FieldOptions};
use crate::hair::{self, Shaft};
use crate::head::import::{self, ImportError, ImportOptions, ImportReport};
use crate::head::{FoundLandmarks, Head, HeadError, LandmarkError, builtin, find_landmarks};
use crate::mesh::TriMesh;
use crate::optics::OpticsError;
use crate::plan::counts::ZoneCount;
use crate::plan::dots::Dot;
use crate::plan::head_choice::HeadPlan;
use crate::plan::head_raster::HeadRaster;
use crate::plan::line::Line;
use crate::plan::placement::Placement;
use crate::plan::{Contrast, DatedTouchUp, Plan, PlanError, Scar};
use crate::render::Appearance;
use crate::render::contract::{MAX_SESSIONS, TreatedSkin};
use crate::scene::Focus;
use crate::time::{When, amount_factor, dot_state, width_of};
use glam::Vec3;
pub use heads::built_in_head;
use heads::scanned_head;
use refined::Refined;
pub use shown::Shown;
use std::sync::Arc;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Why a plan cannot be laid on a head.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CaseError {
    /// The plan contradicts itself.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The built-in head's measures are no head's.
    #[error(transparent)]
    Shape(#[from] builtin::ShapeError),
    /// The file is no head.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The mesh cannot be treated.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// Its landmarks cannot be found.
    #[error(transparent)]
    Landmarks(#[from] LandmarkError),
    /// No sites.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// No such skin.
    #[error(transparent)]
    Skin(#[from] OpticsError),
    /// More visits than a picture holds.
    #[error("the plan has {found} sessions and touch-ups; a picture holds {MAX_SESSIONS}: leave some out")]
    TooManyVisits {
        /// How many.
        found: usize,
    },
    /// `skin = "scan"` without a scan's colours.
    #[error(
        "the plan says skin = \"scan\", but the head brings no colours: name a skin type, or give a scan with vertex colours"
    )]
    NoScanColour,
}

/// One dot as it is at some time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotRow {
    /// The dot as planned (healed).
    pub dot: Dot,
    /// Radius now, mm.
    pub radius_mm: f32,
    /// Depth now, mm.
    pub depth_mm: f32,
    /// Optical depth now, one pass at 550 nm.
    pub optical_depth: f32,
}

/// How long the parts of a case took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CaseTimes {
    /// The head: sculpted, or read, mended and aligned; its maps.
    pub load: Duration,
    /// The field of sites.
    pub field: Duration,
    /// Dots, stubble and skin.
    pub place: Duration,
}

/// Where a field of sites is kept between starts. The library keeps none by itself.
pub trait FieldStore: std::fmt::Debug + Send + Sync {
    /// The bytes kept under a key.
    fn load(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps bytes under a key; failing to is no failure of the case.
    fn store(&self, key: &str, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoStore;

impl FieldStore for NoStore {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn store(&self, _: &str, _: &[u8]) {}
}

/// A plan laid on a head.
#[derive(Clone, Debug)]
pub struct Case {
    /// What was agreed.
    pub plan: Plan,
    /// On whom.
    pub head: Arc<Head>,
    /// The scan's colours, linear, one a vertex, where it has any; its hair painted over as skin.
    pub colors: Option<Vec<[f32; 3]>>,
    /// What was found in the scan, where the head is one.
    pub import: Option<ImportReport>,
    /// The landmarks found in the scan, before those that the plan sets by hand.
    pub found: Option<FoundLandmarks>,
    /// Its dots, in rank order.
    pub dots: Vec<Dot>,
    /// Its stubble, brows and lashes, in rank order.
    pub shafts: Vec<Shaft>,
    /// What the plan puts on each vertex of [`Case::drawn_head`].
    pub treated: Vec<TreatedSkin>,
    /// Its skin and pigment.
    pub appearance: Appearance,
    /// Its touch-ups, each with its day: the plan's own, or when the model of fading says that it falls due.
    pub touch_ups: Vec<DatedTouchUp>,
    /// How long its parts took.
    pub times: CaseTimes,
    contrast: Contrast,
    field: Arc<Field>,
    ground: Arc<HeadRaster>,
    /// The head made fine enough for the scars named beside it, then shaped by them: each vertex lifted so far, mm.
    refined: (Vec<Scar>, Refined),
    drawn: Arc<Head>,
    lifts: Vec<f32>,
    /// The scan as it was brought in, for a plan that sets other landmarks.
    scan: Option<Arc<TriMesh>>,
    /// Its colours, hair and all.
    scan_colors: Option<Arc<Vec<[f32; 3]>>>,
    head_changed: bool,
    shown: Shown,
    /// Where fields of heads that later plans make are looked for and kept.
    store: Arc<dyn FieldStore>,
}

impl Case {
    /// A plan on the built-in head.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn built_in(plan: Plan) -> Result<Self, CaseError> {
        Self::built_in_with(plan, Arc::new(NoStore))
    }

    /// A plan on the built-in head, with a store for the field of sites of this head and of those that later plans make.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn built_in_with(plan: Plan, store: Arc<dyn FieldStore>) -> Result<Self, CaseError> {
        let started = Instant::now();
        let head = built_in_head(&plan)?;
        let mut case = Self::bare(plan, head, started.elapsed(), store)?;
        case.place()?;
        Ok(case)
    }

    /// A plan on a scan: the bytes of an OBJ, PLY, STL or GLB file, brought into the head frame by itself.
    ///
    /// # Errors
    /// [`CaseError::Import`] where the bytes are no head, and the others.
    pub fn scanned(
        plan: Plan,
        bytes: &[u8],
        file_name: &str,
        options: &ImportOptions,
        store: Arc<dyn FieldStore>,
    ) -> Result<Self, CaseError> {
        let started = Instant::now();
        let scan = import::read_head(bytes, file_name, options)?;
        let found = find_landmarks(&scan.mesh)?;
        let head = scanned_head(&plan, file_name, &scan.mesh, &found)?;
        let mut case = Self::bare(plan, head, started.elapsed(), store)?;
        (case.import, case.found) = (Some(scan.report), Some(found));
        (case.scan, case.scan_colors) = (Some(Arc::new(scan.mesh)), scan.colors.map(Arc::new));
        case.shave();
        case.place()?;
        Ok(case)
    }

    /// A head with its field, and nothing placed on it yet.
    fn bare(plan: Plan, head: Head, load: Duration, store: Arc<dyn FieldStore>) -> Result<Self, CaseError> {
        let started = Instant::now();
        let field = field_of(&head, store.as_ref())?;
        let ground = HeadRaster::new(&head);
        let field_time = started.elapsed();
        // Whether the scan's colours serve is asked when the plan is placed.
        let appearance = skin::appearance(&plan, true)?;
        let head = Arc::new(head);
        Ok(Self {
            refined: (Vec::new(), Refined::plain(&head)),
            drawn: head.clone(),
            lifts: Vec::new(),
            touch_ups: Vec::new(),
            contrast: Contrast::new(&plan, appearance.pigment, appearance.base_albedo),
            dots: Vec::new(),
            shafts: Vec::new(),
            treated: Vec::new(),
            appearance,
            shown: Shown::default(),
            times: CaseTimes { load, field: field_time, place: Duration::ZERO },
            head,
            colors: None,
            import: None,
            found: None,
            field: Arc::new(field),
            ground: Arc::new(ground),
            scan: None,
            scan_colors: None,
            head_changed: false,
            store,
            plan,
        })
    }

    fn shave(&mut self) {
        self.colors = self.scan_colors.as_ref().map(|colors| shaven::shaven(&self.head, colors));
    }

    /// Takes another plan. On the built-in head other proportions make another head; on a scan they change nothing. Other
    /// landmarks set by hand, or another whorl, make either another head.
    ///
    /// # Errors
    /// [`CaseError`]; the old plan then stays.
    pub fn set_plan(&mut self, plan: Plan) -> Result<(), CaseError> {
        plan.validate()?;
        let changed = plan.head != self.plan.head;
        let same_but_shape = HeadPlan { shape: None, ..plan.head.clone() };
        let next = match (&self.scan, &self.found) {
            (Some(scan), Some(found)) if same_but_shape != (HeadPlan { shape: None, ..self.plan.head.clone() }) => {
                let head = scanned_head(&plan, &self.head.name, scan, found)?;
                let mut next = Self::bare(plan.clone(), head, Duration::ZERO, self.store.clone())?;
                (next.import, next.found) = (self.import.clone(), self.found);
                (next.scan, next.scan_colors) = (self.scan.clone(), self.scan_colors.clone());
                next.shave();
                next.place()?;
                Some(next)
            }
            (None, _) if changed => Some(Self::built_in_with(plan.clone(), self.store.clone())?),
            _ => None,
        };
        if let Some(mut next) = next {
            next.set_shown(self.shown)?;
            *self = Self { head_changed: true, ..next };
            return Ok(());
        }
        let before = std::mem::replace(&mut self.plan, plan);
        if let Err(error) = self.place() {
            self.plan = before;
            return Err(error);
        }
        Ok(())
    }

    /// What is drawn beside shape, light and pigment.
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// Leaves parts of the picture out, or takes them in again.
    ///
    /// # Errors
    /// [`CaseError`], as where a plan is laid on the head; everything then stays as it was.
    pub fn set_shown(&mut self, shown: Shown) -> Result<(), CaseError> {
        if self.shown == shown {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.shown, shown);
        self.place().inspect_err(|_| self.shown = before)
    }

    /// Whether the head that is drawn was exchanged since the last call.
    pub fn take_head_changed(&mut self) -> bool {
        std::mem::take(&mut self.head_changed)
    }

    /// The field of sites under the dots.
    pub fn field(&self) -> &Field {
        &self.field
    }

    fn place(&mut self) -> Result<(), CaseError> {
        let started = Instant::now();
        let mut appearance = skin::appearance(&self.plan, self.colors.is_some())?;
        skin::leave_out(&mut appearance, self.shown);
        let (contrast, touch_ups) = course::dated(&self.plan, &appearance)?;
        let dated = self.plan.with_dates(&touch_ups);
        appearance.visits = course::visits(&dated);
        // Dates move no dot: one layout serves dots, hair and scars.
        let layout = Placement::new(&dated, &self.ground, &self.field);
        let mut dots = layout.dots();
        let units = layout.hair_per_cm2();
        let params = self.plan.hair_params();
        let mut shafts = hair::grow(&self.field, &units, self.field.density_max_per_cm2(), &params);
        shafts = hair::merge(&shafts, &hair::brows(&self.head, &params));
        shafts = hair::merge(&shafts, &hair::lashes(&self.head, &params));
        if !self.shown.hair {
            shafts.clear();
        }
        self.treated = treated::vertices(&self.head, &dots, &self.field, &units, &params);
        let finer = self.refined.0 != self.plan.scars;
        if finer {
            self.refined = (self.plan.scars.clone(), Refined::new(&self.head, &layout));
        }
        let base = &self.refined.1;
        self.treated = base.extended(std::mem::take(&mut self.treated), TreatedSkin::between);
        let scars = scars::scars(&self.plan, &base.head, &layout);
        scars::scarred(&mut self.treated, &scars);
        relief::lift_dots(&mut dots, &self.head, &layout);
        let lifts = relief::lifts(&scars);
        if finer || lifts != self.lifts {
            (self.drawn, self.head_changed) = (relief::shaped(&base.head, &lifts), true);
            self.lifts = lifts;
        }
        (self.dots, self.shafts, self.appearance) = (dots, shafts, appearance);
        (self.contrast, self.touch_ups) = (contrast, touch_ups);
        self.times.place = started.elapsed();
        Ok(())
    }

    /// Where a close view looks: as the landmarks say, but the trichion is where the plan puts it.
    pub fn focus_point(&self, focus: Focus) -> Vec3 {
        let landmark = focus.point(&self.head.landmarks);
        if focus != Focus::Trichion {
            return landmark;
        }
        let near = |dot: &&Dot| (dot.position.x - landmark.x).abs() < 8.0 && dot.position.z > landmark.z - 60.0;
        let mut front: Vec<Vec3> = self.dots.iter().filter(near).map(|dot| dot.position).collect();
        front.sort_unstable_by(|a, b| b.z.total_cmp(&a.z));
        // Not the very first: a few always stray ahead.
        front.get(front.len() / 50).filter(|_| front.len() > 50).copied().unwrap_or(landmark)
    }

    /// Dots, skin and density by zone and visit.
    pub fn counts(&self) -> Vec<ZoneCount> {
        Placement::new(&self.plan, &self.ground, &self.field).counts()
    }

    /// The hairline that is usual at the client's age, on this head's skin, mm: a ghost beside the one wished.
    pub fn typical_line(&self) -> Vec<Vec3> {
        let map = &self.ground.map;
        let line = Line::of(&self.plan.typical_hairline(), &self.head.landmarks, map);
        line.points.iter().map(|&p| map.point_at(p)).collect()
    }

    /// Dots per cm² where they lie densest.
    pub fn densest_per_cm2(&self) -> f32 {
        self.plan.densest_zone().density_per_cm2.max(1.0)
    }

    /// Shafts per cm² where they stand densest.
    pub fn shafts_per_cm2(&self) -> f32 {
        self.plan.hair.units_per_cm2 * self.plan.hair.hairs_per_unit
    }

    /// Every dot as it is at a time; those of sessions to come are left out.
    pub fn dots_at(&self, when: When) -> Vec<DotRow> {
        let days = self.days(when);
        let visits = self.visits();
        self.dots
            .iter()
            .filter_map(|dot| {
                let set_on = visits.get(usize::from(dot.session))?.day;
                let age = days - set_on;
                if age < 0.0 {
                    return None;
                }
                let left = width_of(amount_factor(visits, set_on, days));
                let now = dot_state(&self.appearance.fade, age, dot.hash, dot.spread, dot.fade);
                Some(DotRow {
                    dot: *dot,
                    radius_mm: dot.radius_mm * now.radius_factor * left,
                    depth_mm: dot.depth_mm + now.depth_drift_mm,
                    optical_depth: dot.optical_depth * now.amount * left,
                })
            })
            .collect()
    }
}

fn field_of(head: &Head, store: &dyn FieldStore) -> Result<Field, CaseError> {
    let options = FieldOptions::default();
    let key = format!("field-{:016x}", crate::field::digest(head, &options));
    if let Some(field) = store.load(&key).and_then(|bytes| Field::from_bytes(&bytes, head, &options).ok()) {
        return Ok(field);
    }
    let field = Field::generate(head, &options)?;
    store.store(&key, &field.to_bytes());
    Ok(field)
}
