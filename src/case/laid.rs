//! A plan laid on a head: how it is made, and what a new plan changes.

use super::changes::Changes;
use super::error::CaseError;
use super::grown::{GrownHair, HairWanted, HairWork};
use super::heads::{built_in_head, same_built_in, same_scanned, scanned_head};
use super::refined::Refined;
use super::shown::Shown;
use super::store::{FieldStore, NoStore, field_of};
use super::{course, relief, scars, shaven, skin, treated};
use crate::field::Field;
use crate::hair::Shaft;
use crate::head::drawn::DrawnHead;
use crate::head::import::{self, ImportOptions, ImportReport, ImportedMesh};
use crate::head::{FoundLandmarks, Head, find_landmarks};
use crate::mesh::TriMesh;
use crate::plan::dots::Dot;
use crate::plan::head_raster::HeadRaster;
use crate::plan::placement::Placement;
use crate::plan::{Contrast, DatedTouchUp, Plan, Scar};
use crate::render::appearance::Appearance;
use crate::render::contract::TreatedSkin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use web_time::Instant;

/// Time that each part of a case took to make.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CaseTimes {
    /// Head: sculpting it, or reading, mending and aligning a scan; and its maps.
    pub load: Duration,
    /// Field of sites.
    pub field: Duration,
    /// Dots, stubble and skin.
    pub place: Duration,
}

/// A plan laid on a head.
#[derive(Clone, Debug)]
pub struct Case {
    pub(super) plan: Plan,
    pub(super) head: Arc<Head>,
    /// Colours of the scan, linear, one a vertex, its hair painted over as skin; `None` where it has none.
    colors: Option<Vec<[f32; 3]>>,
    pub(super) import: Option<ImportReport>,
    found: Option<FoundLandmarks>,
    pub(super) dots: Vec<Dot>,
    /// Hair on the head, shared by clones.
    grown: Arc<GrownHair>,
    /// True where hair is drawn.
    hair_laid: bool,
    /// Changes that the plan makes to each vertex of `drawn`.
    treated: Vec<TreatedSkin>,
    pub(super) appearance: Appearance,
    /// Skin that `appearance` was worked out from.
    tissue: Option<skin::Tissue>,
    pub(super) touch_ups: Vec<DatedTouchUp>,
    times: CaseTimes,
    /// Dots and shafts per cm² where each is densest.
    densest_per_cm2: [f32; 2],
    pub(super) contrast: Contrast,
    pub(super) field: Arc<Field>,
    pub(super) ground: Arc<HeadRaster>,
    /// Scars for which `refined` was made.
    refined_for: Vec<Scar>,
    /// The head with smaller triangles where `refined_for` lies.
    refined: Refined,
    /// The head that is drawn: `refined` with the relief of its scars.
    drawn: Arc<Head>,
    /// Geometry of `drawn`, made when it is first asked for and shared by clones.
    drawn_geometry: Arc<OnceLock<DrawnHead>>,
    /// Height by which each vertex of `drawn` is lifted over `refined`, mm; empty without relief.
    lifts: Vec<f32>,
    /// The scan in the head frame, kept for plans that set other landmarks.
    pub(super) scan: Option<Arc<TriMesh>>,
    /// Colours of the scan, hair included.
    pub(super) scan_colors: Option<Arc<Vec<[f32; 3]>>>,
    shown: Shown,
    /// Store for fields of sites: those of this head and of heads that later plans make.
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

    /// A plan on the built-in head, whose fields of sites are kept in `store`.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn built_in_with(plan: Plan, store: Arc<dyn FieldStore>) -> Result<Self, CaseError> {
        let started = Instant::now();
        let head = built_in_head(&plan)?;
        let mut case = Self::bare(plan, head, started.elapsed(), store)?;
        case.place(HairWork::Grown)?;
        Ok(case)
    }

    /// A plan on a scan, given as the bytes of an OBJ, PLY, STL or GLB file. The name of the file tells its format. The
    /// scan is brought into the head frame automatically.
    ///
    /// # Errors
    /// [`CaseError::Import`] where the bytes are no head, and the others.
    pub fn scanned(plan: Plan, bytes: &[u8], file_name: &str, options: &ImportOptions) -> Result<Self, CaseError> {
        Self::scanned_with(plan, bytes, file_name, options, Arc::new(NoStore))
    }

    /// A plan on a scan as [`Case::scanned`], whose fields of sites are kept in `store`.
    ///
    /// # Errors
    /// [`CaseError::Import`] where the bytes are no head, and the others.
    pub fn scanned_with(
        plan: Plan,
        bytes: &[u8],
        file_name: &str,
        options: &ImportOptions,
        store: Arc<dyn FieldStore>,
    ) -> Result<Self, CaseError> {
        let started = Instant::now();
        let scan = import::read_head(bytes, file_name, options)?;
        let read = started.elapsed();
        let mut case = Self::imported(plan, scan, file_name, store)?;
        case.times.load += read;
        Ok(case)
    }

    /// A plan on a scan that is imported already, whose fields of sites are kept in `store`. `name` is the head's.
    ///
    /// # Errors
    /// [`CaseError`].
    pub fn imported(plan: Plan, scan: ImportedMesh, name: &str, store: Arc<dyn FieldStore>) -> Result<Self, CaseError> {
        let started = Instant::now();
        let found = find_landmarks(&scan.mesh)?;
        let head = scanned_head(&plan, name, &scan.mesh, &found)?;
        let mut case = Self::bare(plan, head, started.elapsed(), store)?;
        (case.import, case.found) = (Some(scan.report), Some(found));
        (case.scan, case.scan_colors) = (Some(Arc::new(scan.mesh)), scan.colors.map(Arc::new));
        case.shave();
        case.place(HairWork::Grown)?;
        Ok(case)
    }

    /// A head with its field, and nothing placed on it yet.
    fn bare(plan: Plan, head: Head, load: Duration, store: Arc<dyn FieldStore>) -> Result<Self, CaseError> {
        let started = Instant::now();
        let field = field_of(&head, store.as_ref())?;
        let ground = HeadRaster::new(&head);
        let field_time = started.elapsed();
        // The scan's colours are checked when the plan is placed.
        let mut tissue = None;
        let appearance = skin::appearance(&plan, true, &mut tissue)?;
        let head = Arc::new(head);
        Ok(Self {
            refined_for: Vec::new(),
            refined: Refined::plain(&head),
            drawn: head.clone(),
            drawn_geometry: Arc::default(),
            lifts: Vec::new(),
            touch_ups: Vec::new(),
            contrast: Contrast::new(&plan, appearance.pigment, appearance.base_albedo),
            dots: Vec::new(),
            grown: Arc::default(),
            hair_laid: true,
            treated: Vec::new(),
            appearance,
            tissue,
            shown: Shown::default(),
            times: CaseTimes { load, field: field_time, place: Duration::ZERO },
            densest_per_cm2: [0.0; 2],
            head,
            colors: None,
            import: None,
            found: None,
            field: Arc::new(field),
            ground: Arc::new(ground),
            scan: None,
            scan_colors: None,
            store,
            plan,
        })
    }

    fn shave(&mut self) {
        self.colors = self.scan_colors.as_ref().map(|colors| shaven::shaven(&self.head, colors));
    }

    /// Takes another plan and returns what it changed. New proportions make another built-in head, and change nothing
    /// on a scan. New landmarks set by hand, or another whorl, change either kind of head.
    ///
    /// # Errors
    /// [`CaseError`]; the old plan then stays.
    pub fn set_plan(&mut self, plan: Plan) -> Result<Changes, CaseError> {
        self.take_plan(plan, HairWork::Grown)
    }

    pub(super) fn take_plan(&mut self, plan: Plan, hair: HairWork) -> Result<Changes, CaseError> {
        plan.validate()?;
        let next = match (&self.scan, &self.found) {
            (Some(scan), Some(found)) if !same_scanned(&plan, &self.plan) => {
                let head = scanned_head(&plan, &self.head.name, scan, found)?;
                let mut next = Self::bare(plan.clone(), head, Duration::ZERO, self.store.clone())?;
                (next.import, next.found) = (self.import.clone(), self.found);
                (next.scan, next.scan_colors) = (self.scan.clone(), self.scan_colors.clone());
                next.shave();
                Some(next)
            }
            (None, _) if !same_built_in(&plan, &self.plan) => {
                let started = Instant::now();
                let head = built_in_head(&plan)?;
                Some(Self::bare(plan.clone(), head, started.elapsed(), self.store.clone())?)
            }
            _ => None,
        };
        if let Some(next) = next {
            let mut next = Self { shown: self.shown, ..next };
            next.place(HairWork::Grown)?;
            *self = next;
            return Ok(Changes::ALL);
        }
        let before = std::mem::replace(&mut self.plan, plan);
        self.place(hair).inspect_err(|_| self.plan = before)
    }

    /// Leaves parts out of the picture, or takes them in again, and returns what that changed.
    ///
    /// # Errors
    /// [`CaseError`], as where a plan is laid on the head; everything then stays as it was.
    pub fn set_shown(&mut self, shown: Shown) -> Result<Changes, CaseError> {
        if self.shown == shown {
            return Ok(Changes::default());
        }
        let before = std::mem::replace(&mut self.shown, shown);
        self.place(HairWork::Grown).inspect_err(|_| self.shown = before)
    }

    /// Lays the plan on the head. Fails before anything is changed.
    fn place(&mut self, hair: HairWork) -> Result<Changes, CaseError> {
        let started = Instant::now();
        let mut appearance = skin::appearance(&self.plan, self.colors.is_some(), &mut self.tissue)?;
        skin::leave_out(&mut appearance, self.shown);
        let (contrast, touch_ups) = course::dated(&self.plan, &appearance)?;
        let dated = self.plan.with_dates(&touch_ups);
        appearance.events = course::events(&dated);
        // Dates of touch-ups move no dot, so one placement serves dots, hair and scars.
        let layout = Placement::new(&dated, &self.ground, &self.field);
        let mut dots = layout.dots();
        let params = self.plan.hair_params();
        let wanted = HairWanted {
            own: layout.own_hair(),
            params,
            beard: self.plan.beard.params(&params),
            brows: self.scan.is_none() || self.plan.head.scan_brows,
        };
        let grown = match &self.grown {
            // Most edits leave the hair alone, and growing it takes longer than all the rest.
            grown if hair == HairWork::AsItStands || grown.is(&wanted) => grown.clone(),
            _ => Arc::new(GrownHair::grow(&self.head, &self.field, wanted, &layout.hair_per_cm2())),
        };
        let shown_hair = self.shown.hair;
        let mut treated = treated::vertices(&self.head, &dots, grown.buried_per_cm2());
        let finer = self.refined_for != self.plan.scars;
        if finer {
            (self.refined_for, self.refined) = (self.plan.scars.clone(), Refined::new(&self.head, &layout));
        }
        let base = &self.refined;
        treated = base.extended(treated, TreatedSkin::between);
        let scars = scars::scars(&self.plan, &base.head, &layout);
        scars::scarred(&mut treated, &scars);
        relief::lift_dots(&mut dots, &self.head, &layout);
        let lifts = relief::lifts(&scars);
        let densest = [densest_zone_per_cm2(&self.plan), self.plan.hair.units_per_cm2 * self.plan.hair.hairs_per_unit];
        let head = finer || lifts != self.lifts;
        let shafts = if shown_hair { grown.shafts() } else { &[] };
        let same = Arc::ptr_eq(&grown, &self.grown) && shown_hair == self.hair_laid;
        let shafts_differ = !(same || shafts == self.shafts()) || densest[1] != self.densest_per_cm2[1];
        let skin_differs = treated.len() != self.treated.len()
            || treated.iter().zip(&self.treated).any(|(a, b)| a.without_dots() != b.without_dots())
            || appearance.without_pigment(&self.appearance) != self.appearance;
        let changes = Changes {
            head,
            bare: head || shafts_differ || skin_differs,
            dots: dots != self.dots || densest[0] != self.densest_per_cm2[0],
            shafts: shafts_differ,
            skin: treated != self.treated || appearance != self.appearance,
        };
        if changes.head {
            self.drawn = relief::shaped(&base.head, &lifts);
            self.drawn_geometry = Arc::default();
            self.lifts = lifts;
        }
        (self.dots, self.treated, self.appearance) = (dots, treated, appearance);
        (self.grown, self.hair_laid) = (grown, shown_hair);
        (self.contrast, self.touch_ups, self.densest_per_cm2) = (contrast, touch_ups, densest);
        self.times.place = started.elapsed();
        Ok(changes)
    }

    /// Plan that is laid on the head.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Head that the plan is laid on.
    pub fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// Report on the import of the scan; `None` for the built-in head.
    pub fn import(&self) -> Option<&ImportReport> {
        self.import.as_ref()
    }

    /// Landmarks found in the scan, before those that the plan sets by hand.
    pub fn found(&self) -> Option<&FoundLandmarks> {
        self.found.as_ref()
    }

    /// Dots, in order.
    pub fn dots(&self) -> &[Dot] {
        &self.dots
    }

    /// Stubble, brows and lashes, in order.
    pub fn shafts(&self) -> &[Shaft] {
        if self.hair_laid { self.grown.shafts() } else { &[] }
    }

    /// Changes that the plan makes to each vertex of [`Case::drawn_head`].
    pub fn treated(&self) -> &[TreatedSkin] {
        &self.treated
    }

    /// Optical parameters of the skin, and of pigment and fading.
    pub fn appearance(&self) -> &Appearance {
        &self.appearance
    }

    /// Touch-ups, each with its day: the plan's own, or the day on which the model of fading says that it falls due.
    pub fn touch_ups(&self) -> &[DatedTouchUp] {
        &self.touch_ups
    }

    /// Time that each part took to make.
    pub fn times(&self) -> CaseTimes {
        self.times
    }

    /// Parts of the picture that are drawn, or left out.
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// Field of sites, from which dots and hairs are chosen.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// Dots per cm² where they lie densest.
    pub fn densest_per_cm2(&self) -> f32 {
        self.densest_per_cm2[0]
    }

    /// Shafts per cm² where they stand densest.
    pub fn shafts_per_cm2(&self) -> f32 {
        self.densest_per_cm2[1]
    }

    /// The head as it is drawn: finer in the plan's scars, and with their relief.
    pub fn drawn_head(&self) -> &Head {
        &self.drawn
    }

    /// Geometry of the head that is drawn, made when it is first asked for and kept until that head changes.
    pub fn drawn_geometry(&self) -> &DrawnHead {
        self.drawn_geometry.get_or_init(|| DrawnHead::new(&self.drawn, self.drawn_colors().as_deref()))
    }

    /// Colours of the scan, linear, one a vertex of [`Case::drawn_head`]; `None` where it has none.
    pub fn drawn_colors(&self) -> Option<Vec<[f32; 3]>> {
        let between = |a: [f32; 3], b: [f32; 3]| [0, 1, 2].map(|k| 0.5 * (a[k] + b[k]));
        Some(self.refined.extended(self.colors.clone()?, between))
    }
}

/// Dots per cm² in the densest of a plan's zones.
fn densest_zone_per_cm2(plan: &Plan) -> f32 {
    plan.densest_zone().density_per_cm2.max(1.0)
}
