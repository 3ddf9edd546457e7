//! The built-in head: an adult with a shaven scalp, in any proportions of an adult.
//!
//! # How it is made
//! Measured radii give the smooth mean head (`base`); a grid of rings gives it vertices (`grid`); lids, nose, mouth and
//! folds are sculpted over it (`face`). Each ear is a disc of rings set into a hole (`ear`, `assemble`). Smooth warps
//! bring it to the given measures, which are read off the vertices and corrected (`proportions`). Equal proportions
//! give an equal mesh on every machine: only arithmetic, roots and `libm`.

mod assemble;
mod base;
pub(super) mod curve;
mod ear;
mod face;
mod face_marks;
mod grid;
mod lids;
mod measure;
mod proportions;
mod radii;
mod shape;
#[cfg(test)]
mod tests;
mod unfold;

pub use shape::{HeadShape, Lids, ShapeError, ShapePreset};

use super::eyes::Eye;
use super::{BeardSite, Landmarks};
use crate::mesh::TriMesh;
use assemble::Assembly;
use glam::{DVec3, Vec3};

/// A sculpted head. Maps have one entry a vertex, 0–1.
#[derive(Clone, Debug)]
pub struct Sculpture {
    /// Surface, head frame, mm; closed except for the base of the bust.
    pub mesh: TriMesh,
    /// Landmarks of the surface.
    pub landmarks: Landmarks,
    /// Red of the lips.
    pub lips: Vec<f32>,
    /// Hair of the brows.
    pub brows: Vec<f32>,
    /// Edges of the upper lids.
    pub lashes: Vec<f32>,
    /// Redder skin: nose, cheeks, chin, ears.
    pub flush: Vec<f32>,
    /// Darker, bluer skin around the eyes.
    pub periorbital: Vec<f32>,
    /// Sebum beside the scalp's, −1 to 1.
    pub sebum: Vec<f32>,
    /// Places of a beard.
    pub beard: Vec<BeardSite>,
    /// Auricles.
    pub ears: Vec<f32>,
    /// Open eyes: the subject's left, then right; empty where the lids are closed.
    pub eyes: Vec<Eye>,
}

/// The eye between its lids, after the warps.
fn eye(points: &mut [DVec3], before: &[DVec3], seat: lids::Seat) -> Eye {
    let (middle, radius_mm) = lids::settle(points, before, seat);
    let ring = seat.first + lids::LASH_RING * lids::AROUND;
    let half = lids::AROUND / 2;
    let point = |i: usize| points[ring + i % lids::AROUND].as_vec3();
    Eye {
        middle: middle.as_vec3(),
        radius_mm: radius_mm as f32,
        upper: (0..=half).map(point).collect(),
        lower: (half..=2 * half).rev().map(point).collect(),
    }
}

/// Sculpts a head with open eyes.
///
/// # Errors
/// [`ShapeError`] where a proportion lies outside its limits.
pub fn sculpt(shape: &HeadShape) -> Result<Sculpture, ShapeError> {
    sculpt_with(shape, Lids::Open)
}

/// Sculpts a head with its lids as asked.
///
/// # Errors
/// [`ShapeError`] where a proportion lies outside its limits.
pub fn sculpt_with(shape: &HeadShape, lids: Lids) -> Result<Sculpture, ShapeError> {
    shape.check()?;
    let assembly = Assembly::new(shape, lids);
    let (mut points, reading) = proportions::proportioned(&assembly, shape);
    let eyes = assembly.eyes.iter().map(|&seat| eye(&mut points, &assembly.points, seat)).collect();
    points.truncate(assembly.count);
    unfold::unfold(&mut points, &assembly.triangles);
    let positions: Vec<Vec3> = points.iter().map(|p| p.as_vec3()).collect();
    let mesh = TriMesh::new(positions, assembly.triangles)?;
    Ok(Sculpture {
        landmarks: reading.landmarks,
        lips: assembly.marks.iter().take(assembly.count).map(|m| m.lips).collect(),
        brows: assembly.marks.iter().take(assembly.count).map(|m| m.brows).collect(),
        lashes: assembly.marks.iter().take(assembly.count).map(|m| m.lashes).collect(),
        periorbital: assembly.marks.iter().take(assembly.count).map(|m| m.periorbital).collect(),
        sebum: assembly.marks.iter().take(assembly.count).map(|m| m.sebum).collect(),
        beard: assembly.marks.iter().take(assembly.count).map(|m| m.beard).collect(),
        flush: assembly.marks.iter().take(assembly.count).map(|m| m.flush).collect(),
        ears: assembly.ears.into_iter().take(assembly.count).collect(),
        eyes,
        mesh,
    })
}
