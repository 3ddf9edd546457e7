//! A head, ready to treat: a mesh in the head frame, its landmarks, its scalp, and what grows which way on it.
//!
//! # The head frame
//! +Y up, +Z forward (the face), +X to the subject's left; the origin lies midway between the tragions and the
//! Frankfurt plane is horizontal. Lengths in mm.
//!
//! A [`Head`] is made once for each mesh; everything that a plan changes (hairline, density, shade, time) is laid over
//! it later.

pub mod align;
pub mod builtin;
pub mod by_hand;
pub mod cavity;
pub mod chart;
pub mod coarse;
pub mod drawn;
pub mod find_landmarks;
pub mod frame;
pub mod hairflow;
pub mod import;
mod mirror_plane;
pub mod occlusion;
pub mod scalp;
pub mod sun;

pub use by_hand::{LandmarkOverrides, overridden, set_by_hand};
pub use chart::Chart;
pub use find_landmarks::{FoundLandmarks, LandmarkError, find_landmarks};
pub use hairflow::{Whorl, WhorlSense, hair_flow};

use crate::mesh::TriMesh;
use crate::mesh::query::{SurfaceIndex, SurfacePoint};
use glam::{Vec2, Vec3};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

/// Why a mesh and landmarks do not make a head.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum HeadError {
    /// A landmark is NaN, infinite, or not where a head has one, as seen from the others.
    #[error("the landmark {landmark} does not lie where a head has it; find it again, or set it in the plan")]
    Landmark {
        /// Which one.
        landmark: &'static str,
    },
    /// A landmark set by hand lies far from the mesh.
    #[error(
        "the landmark {landmark}, set by hand, lies {off_mm:.0} mm off the skin; `pointille check` prints where it was found"
    )]
    OffTheSkin {
        /// Which one.
        landmark: &'static str,
        /// How far, mm.
        off_mm: f32,
    },
    /// The landmarks fit a head, but the mesh shows no scalp near them.
    #[error(
        "the mesh has {found_cm2:.0} cm² of scalp about these landmarks, where heads have 300–900; is it in mm, upright, facing +Z?"
    )]
    NoScalp {
        /// What there is, cm².
        found_cm2: f32,
    },
}

/// Craniometric points on the surface, mm, head frame. `left` is the subject's left (+X).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landmarks {
    /// Tragion, subject's left: the notch above the tragus.
    pub tragion_left: Vec3,
    /// Tragion, subject's right.
    pub tragion_right: Vec3,
    /// Most forward point between the brows, midline.
    pub glabella: Vec3,
    /// Deepest point of the nose's root, midline.
    pub nasion: Vec3,
    /// Tip of the nose.
    pub pronasale: Vec3,
    /// Lowest point of the chin, midline.
    pub menton: Vec3,
    /// Highest point of the head.
    pub vertex: Vec3,
    /// Point of the back of the head farthest from the glabella.
    pub opisthocranion: Vec3,
    /// External occipital protuberance, midline.
    pub inion: Vec3,
    /// Where the hairline of this head's owner is taken to have met the midline (an anatomical guess, not a plan).
    pub trichion: Vec3,
    /// Outer corner of the eye, subject's left.
    pub exocanthion_left: Vec3,
    /// Outer corner of the eye, subject's right.
    pub exocanthion_right: Vec3,
    /// Top of the ear where it meets the head, subject's left.
    pub otobasion_left: Vec3,
    /// Top of the ear where it meets the head, subject's right.
    pub otobasion_right: Vec3,
}

/// What is known of each vertex of a head beyond its place. One entry a vertex.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SurfaceMaps {
    /// 1 where hair can grow on a head that never lost any (the largest scalp), 0 elsewhere, soft over 2–4 mm.
    pub scalp: Vec<f32>,
    /// Unit direction in which hair lies along the surface, tangent to it.
    pub hair_direction: Vec<Vec3>,
    /// Angle between a shaft and the skin, radians.
    pub hair_angle: Vec<f32>,
    /// Chart coordinates, mm: azimuthal about the vertex; x to the subject's left, y towards the face.
    pub chart: Vec<Vec2>,
    /// 1 on the red of the lips.
    pub lips: Vec<f32>,
    /// 1 where skin is redder than elsewhere (ears, nose, cheeks), 0 where it is not.
    pub flush: Vec<f32>,
    /// 1 on the brows' hair.
    pub brows: Vec<f32>,
    /// 1 on the edge of a closed upper lid, where lashes root; empty where the head does not say.
    pub lashes: Vec<f32>,
    /// 1 on ears (no dots, no stubble; thin enough to let light through).
    pub ears: Vec<f32>,
}

impl Landmarks {
    /// Midway between the tragions.
    pub fn tragions_middle(&self) -> Vec3 {
        (self.tragion_left + self.tragion_right) * 0.5
    }

    /// How large the head is beside an average man's (1): mean of length, height and breadth over 194.5, 132 and 146 mm.
    pub fn size(&self) -> f32 {
        let length = self.glabella.distance(self.opisthocranion) / 194.5;
        let height = (self.vertex.y - self.tragions_middle().y) / 132.0;
        let breadth = self.tragion_left.distance(self.tragion_right) / 146.0;
        ((length + height + breadth) / 3.0).clamp(0.4, 2.5)
    }

    /// Every point mapped by `map`.
    pub fn mapped(&self, map: impl Fn(Vec3) -> Vec3) -> Self {
        Self {
            tragion_left: map(self.tragion_left),
            tragion_right: map(self.tragion_right),
            glabella: map(self.glabella),
            nasion: map(self.nasion),
            pronasale: map(self.pronasale),
            menton: map(self.menton),
            vertex: map(self.vertex),
            opisthocranion: map(self.opisthocranion),
            inion: map(self.inion),
            trichion: map(self.trichion),
            exocanthion_left: map(self.exocanthion_left),
            exocanthion_right: map(self.exocanthion_right),
            otobasion_left: map(self.otobasion_left),
            otobasion_right: map(self.otobasion_right),
        }
    }

    /// The points by name, in the order of the fields.
    pub fn named(&self) -> [(&'static str, Vec3); 14] {
        [
            ("tragion_left", self.tragion_left),
            ("tragion_right", self.tragion_right),
            ("glabella", self.glabella),
            ("nasion", self.nasion),
            ("pronasale", self.pronasale),
            ("menton", self.menton),
            ("vertex", self.vertex),
            ("opisthocranion", self.opisthocranion),
            ("inion", self.inion),
            ("trichion", self.trichion),
            ("exocanthion_left", self.exocanthion_left),
            ("exocanthion_right", self.exocanthion_right),
            ("otobasion_left", self.otobasion_left),
            ("otobasion_right", self.otobasion_right),
        ]
    }

    /// The same with one point, by its name, changed.
    pub(crate) fn with(mut self, name: &str, change: impl Fn(Vec3) -> Vec3) -> Self {
        let slot = match name {
            "tragion_left" => &mut self.tragion_left,
            "tragion_right" => &mut self.tragion_right,
            "glabella" => &mut self.glabella,
            "nasion" => &mut self.nasion,
            "pronasale" => &mut self.pronasale,
            "menton" => &mut self.menton,
            "vertex" => &mut self.vertex,
            "opisthocranion" => &mut self.opisthocranion,
            "inion" => &mut self.inion,
            "trichion" => &mut self.trichion,
            "exocanthion_left" => &mut self.exocanthion_left,
            "exocanthion_right" => &mut self.exocanthion_right,
            "otobasion_left" => &mut self.otobasion_left,
            "otobasion_right" => &mut self.otobasion_right,
            _ => return self,
        };
        *slot = change(*slot);
        self
    }

    /// Refuses points that no head has so.
    fn check(&self) -> Result<(), HeadError> {
        let zero = self.tragions_middle();
        for (landmark, p) in self.named() {
            let off = p - zero;
            let placed = match landmark {
                "tragion_left" | "exocanthion_left" | "otobasion_left" => off.x > 20.0,
                "tragion_right" | "exocanthion_right" | "otobasion_right" => off.x < -20.0,
                "glabella" | "nasion" | "pronasale" => off.z > 40.0,
                "vertex" => off.y > 60.0,
                "opisthocranion" | "inion" => off.z < -30.0,
                "trichion" => off.y > 40.0,
                _ => true,
            };
            if !p.is_finite() || off.length() > 400.0 || !placed {
                return Err(HeadError::Landmark { landmark });
            }
        }
        Ok(())
    }
}

/// A head, ready to treat.
#[derive(Clone, Debug)]
pub struct Head {
    /// What people call it: the file's name, or `built-in`.
    pub name: String,
    /// Its surface, head frame, mm.
    pub mesh: TriMesh,
    /// Its craniometric points.
    pub landmarks: Landmarks,
    /// What is known of each vertex.
    pub maps: SurfaceMaps,
    /// What answers spatial questions; made when first asked.
    chart: OnceLock<(Arc<SurfaceIndex>, Chart)>,
}

impl Head {
    /// A head of parts that are known already.
    pub fn from_parts(name: &str, mesh: TriMesh, landmarks: Landmarks, maps: SurfaceMaps) -> Self {
        Self { name: name.to_owned(), mesh, landmarks, maps, chart: OnceLock::new() }
    }

    /// A head of a mesh in the head frame (mm) and its landmarks; the maps are computed, with the default [`Whorl`].
    ///
    /// # Errors
    /// [`HeadError`] where the landmarks are no head's, or the mesh shows no scalp near them.
    pub fn from_mesh(name: &str, mesh: TriMesh, landmarks: Landmarks) -> Result<Self, HeadError> {
        Self::with_whorl(name, mesh, landmarks, &Whorl::default())
    }

    /// A head as [`Head::from_mesh`] makes it, its hair about another whorl.
    ///
    /// # Errors
    /// As [`Head::from_mesh`].
    pub fn with_whorl(name: &str, mesh: TriMesh, landmarks: Landmarks, whorl: &Whorl) -> Result<Self, HeadError> {
        landmarks.check()?;
        let index = Arc::new(SurfaceIndex::new(&mesh));
        let chart = Chart::new(Arc::clone(&index), &landmarks);
        let mut maps = scalp::maps(&mesh, &landmarks, &chart);
        let (direction, angle) = hairflow::along(&mesh, &landmarks, &chart, whorl);
        (maps.hair_direction, maps.hair_angle) = (direction, angle);
        let head = Self { chart: OnceLock::from((index, chart)), ..Self::from_parts(name, mesh, landmarks, maps) };
        let found_cm2 = head.scalp_area_cm2();
        if (200.0..1500.0).contains(&found_cm2) { Ok(head) } else { Err(HeadError::NoScalp { found_cm2 }) }
    }

    /// Area where hair can grow, weighted by the scalp map, cm².
    pub fn scalp_area_cm2(&self) -> f32 {
        scalp::area_cm2(&self.mesh, &self.maps.scalp)
    }

    /// The point of the surface nearest to `p_head` (head frame, mm).
    pub fn nearest(&self, p_head: Vec3) -> SurfacePoint {
        self.surface().0.nearest(p_head)
    }

    /// The first point that a ray meets (head frame, mm; `direction` of any length).
    pub fn raycast(&self, origin: Vec3, direction: Vec3) -> Option<SurfacePoint> {
        self.surface().0.raycast(origin, direction)
    }

    /// The flat chart of this head, about its vertex.
    pub fn chart(&self) -> &Chart {
        &self.surface().1
    }

    /// Turns the hair another way about its whorl; the scalp stays.
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
