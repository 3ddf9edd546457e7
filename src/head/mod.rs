//! A head, ready for plans: a mesh in the head frame, its landmarks, its scalp, and the flow of its hair.
//!
//! # The head frame
//! +Y up, +Z forward (the face), +X to the subject's left; the origin lies midway between the tragions and the
//! Frankfurt plane is horizontal. Lengths in mm.
//!
//! A [`Head`] is made once for each mesh. Everything that a plan changes (hairline, density, shade, time) is laid over
//! it later.

pub(crate) mod align;
pub(crate) mod beard_site;
pub(crate) mod builtin;
pub(crate) mod cavity;
pub(crate) mod chart;
pub(crate) mod confidence;
mod covered;
pub(crate) mod drawn;
pub(crate) mod eyeball;
pub(crate) mod eyes;
pub(crate) mod find_landmarks;
pub(crate) mod garment;
pub(crate) mod hairflow;
pub(crate) mod head_frame;
pub mod import;
pub(crate) mod landmark_overrides;
pub(crate) mod landmarks;
mod mirror_plane;
pub(crate) mod mole;
pub(crate) mod occlusion;
pub(crate) mod patches;
pub(crate) mod reference_head;
pub(crate) mod ribbon;
pub(crate) mod scalp;
mod settle;
pub(crate) mod sun;
pub(crate) mod whorl;

pub use beard_site::BeardSite;
pub use builtin::{HeadShape, Lids, ShapeError, ShapePreset};
pub use chart::{Chart, Polar};
pub use confidence::Confidence;
pub use eyes::{Eye, IrisColour};
pub use find_landmarks::{FoundLandmarks, LandmarkError, find_landmarks};
pub use garment::Clothing;
pub(crate) use landmark_overrides::set_by_hand;
pub use landmarks::{Landmark, LandmarkOverrides, Landmarks};
pub use mole::Mole;
pub use whorl::{Whorl, WhorlTurn};

use crate::mesh::TriMesh;
use crate::mesh::query::{SurfaceIndex, SurfacePoint};
use glam::{Vec2, Vec3};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

/// A reason for which a mesh and landmarks do not make a head.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum HeadError {
    /// A landmark is NaN, infinite, or impossible relative to the others.
    #[error("the landmark {landmark} does not lie where a head has it; find it again, or set it in the plan")]
    Landmark {
        /// Name of the landmark.
        landmark: &'static str,
    },
    /// A landmark set by hand lies far from the mesh.
    #[error(
        "the landmark {landmark}, set by hand, lies {off_mm:.0} mm off the skin; `pointille check` prints where it was found"
    )]
    OffTheSkin {
        /// Name of the landmark.
        landmark: &'static str,
        /// Distance from the skin, mm.
        off_mm: f32,
    },
    /// The landmarks fit a head, but the mesh shows no scalp near them.
    #[error(
        "the mesh has {found_cm2:.0} cm² of scalp about these landmarks, where heads have 300–900; is it in mm, upright, facing +Z?"
    )]
    NoScalp {
        /// Area that was found, cm².
        found_cm2: f32,
    },
}

/// Maps of a head's surface, one entry a vertex.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SurfaceMaps {
    /// Scalp: 1 where hair can grow on a head without loss (the largest scalp), 0 elsewhere, with an edge of 2–4 mm.
    pub scalp: Vec<f32>,
    /// Unit direction in which hair lies along the surface, tangent to it.
    pub hair_direction: Vec<Vec3>,
    /// Angle between a shaft and the skin, radians.
    pub hair_angle: Vec<f32>,
    /// Chart coordinates, mm: azimuthal about the vertex; x to the subject's left, y towards the face.
    pub chart: Vec<Vec2>,
    /// Red of the lips: 1 on them.
    pub lips: Vec<f32>,
    /// Flush: 1 where skin is redder than elsewhere (ears, nose, cheeks).
    pub flush: Vec<f32>,
    /// Brows: 1 on their hair.
    pub brows: Vec<f32>,
    /// Lashes: 1 on the edge of a closed upper lid, where they root; empty where unknown.
    pub lashes: Vec<f32>,
    /// Darker, bluer skin around the eyes, 0–1; empty where unknown.
    pub periorbital: Vec<f32>,
    /// Sebum beside the scalp's, −1 (dry) to 1 (forehead's and nose's), by which gloss and pores go; empty where unknown.
    pub sebum: Vec<f32>,
    /// Places of a beard; empty where unknown.
    pub beard: Vec<BeardSite>,
    /// Ears: 1 on them (no dots, no stubble; thin enough to let light through).
    pub ears: Vec<f32>,
}

/// A head, ready for plans.
#[derive(Clone, Debug)]
pub struct Head {
    /// Name for people: the file's, or `built-in`.
    pub name: String,
    /// Surface, head frame, mm.
    pub mesh: TriMesh,
    /// Craniometric points.
    pub landmarks: Landmarks,
    /// Maps of the vertices.
    pub maps: SurfaceMaps,
    /// Open eyes, the subject's left first; empty on scans and where the lids are closed.
    pub eyes: Vec<Eye>,
    /// Moles and freckles; empty on scans, which show their own.
    pub moles: Vec<Mole>,
    /// Clothing; `None` on scans.
    pub clothing: Clothing,
    /// Area of skin that would bear hair if no other skin lay over it, cm².
    covered_cm2: f32,
    /// Index and chart for spatial questions; made when first asked.
    chart: OnceLock<(Arc<SurfaceIndex>, Chart)>,
}

impl Head {
    /// A head from parts that are known already.
    pub fn from_parts(name: &str, mesh: TriMesh, landmarks: Landmarks, maps: SurfaceMaps) -> Self {
        Self {
            name: name.to_owned(),
            mesh,
            landmarks,
            maps,
            eyes: Vec::new(),
            moles: Vec::new(),
            clothing: Clothing::None,
            covered_cm2: 0.0,
            chart: OnceLock::new(),
        }
    }

    /// The head with another mesh of its surface, and that mesh's maps.
    #[must_use]
    pub fn remeshed(&self, mesh: TriMesh, maps: SurfaceMaps) -> Self {
        Self {
            eyes: self.eyes.clone(),
            moles: self.moles.clone(),
            clothing: self.clothing,
            ..Self::from_parts(&self.name, mesh, self.landmarks, maps)
        }
    }

    /// A head from a mesh in the head frame (mm) and its landmarks; the maps are computed, with the default [`Whorl`].
    ///
    /// # Errors
    /// [`HeadError`] where the landmarks cannot be a head's, or the mesh has no scalp near them.
    pub fn from_mesh(name: &str, mesh: TriMesh, landmarks: Landmarks) -> Result<Self, HeadError> {
        Self::with_whorl(name, mesh, landmarks, &Whorl::default())
    }

    /// A head as [`Head::from_mesh`] makes it, with another whorl.
    ///
    /// # Errors
    /// Errors of [`Head::from_mesh`].
    pub fn with_whorl(name: &str, mesh: TriMesh, landmarks: Landmarks, whorl: &Whorl) -> Result<Self, HeadError> {
        landmarks.check()?;
        let index = Arc::new(SurfaceIndex::new(&mesh));
        let chart = Chart::new(Arc::clone(&index), &landmarks);
        let mut maps = scalp::maps(&mesh, &landmarks, &chart);
        let mut covered_cm2 = 0.0;
        if let Some(covered) = covered::covered(&mesh, &maps.scalp, &maps.ears, &chart) {
            let with_them = scalp::area_cm2(&mesh, &maps.scalp);
            maps.scalp.iter_mut().zip(covered).filter(|(_, covered)| *covered).for_each(|(scalp, _)| *scalp = 0.0);
            covered_cm2 = with_them - scalp::area_cm2(&mesh, &maps.scalp);
        }
        let (direction, angle) = hairflow::along(&mesh, &landmarks, &chart, whorl);
        (maps.hair_direction, maps.hair_angle) = (direction, angle);
        let chart = OnceLock::from((index, chart));
        let head = Self { chart, covered_cm2, ..Self::from_parts(name, mesh, landmarks, maps) };
        let found_cm2 = head.scalp_area_cm2();
        if (200.0..1500.0).contains(&found_cm2) { Ok(head) } else { Err(HeadError::NoScalp { found_cm2 }) }
    }

    /// Area where hair can grow, weighted by the scalp map, cm².
    pub fn scalp_area_cm2(&self) -> f32 {
        scalp::area_cm2(&self.mesh, &self.maps.scalp)
    }

    /// Area of scalp that is left alone because other skin lies over it (a second wall, a cap, a shell), cm².
    pub fn covered_cm2(&self) -> f32 {
        self.covered_cm2
    }

    /// The point of the surface nearest to `p_head` (head frame, mm).
    pub fn nearest(&self, p_head: Vec3) -> SurfacePoint {
        self.surface().0.nearest(p_head)
    }

    /// The first point that a ray meets (head frame, mm; `direction` of any length).
    pub fn raycast(&self, origin: Vec3, direction: Vec3) -> Option<SurfacePoint> {
        self.surface().0.raycast(origin, direction)
    }

    /// Chart of this head, around its vertex.
    pub fn chart(&self) -> &Chart {
        &self.surface().1
    }

    /// Computes the hair flow again for another whorl; the scalp stays.
    pub fn set_whorl(&mut self, whorl: &Whorl) {
        let (direction, angle) = hairflow::along(&self.mesh, &self.landmarks, self.chart(), whorl);
        (self.maps.hair_direction, self.maps.hair_angle) = (direction, angle);
    }

    fn surface(&self) -> &(Arc<SurfaceIndex>, Chart) {
        self.chart.get_or_init(|| {
            let index = Arc::new(SurfaceIndex::new(&self.mesh));
            let chart = Chart::new(Arc::clone(&index), &self.landmarks);
            (index, chart)
        })
    }
}
