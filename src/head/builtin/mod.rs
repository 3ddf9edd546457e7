//! The built-in head: an adult with a shaven scalp and closed eyes, of any proportions that an adult has.
//!
//! # How it is made
//! Measured radii give the smooth mean head (`base`), a grid of rings gives it vertices (`grid`), lids, nose, mouth
//! and folds are sculpted over it (`face`), each ear is a disc of rings set into a hole (`ear`, `assembly`), and smooth
//! warps bring it to the asked measures, which are read off the vertices and corrected (`proportions`). Same
//! proportions, same mesh, on every machine: only arithmetic, roots and `libm`.

mod assemble;
mod base;
mod curve;
mod ear;
mod face;
mod grid;
mod measure;
mod proportions;
mod radii;
mod shape;
#[cfg(test)]
mod tests;
mod unfold;

pub use shape::{HeadShape, ShapeError};

use super::Landmarks;
use crate::mesh::TriMesh;
use assemble::Assembly;
use glam::Vec3;

/// A sculpted head. Maps have one entry a vertex, 0–1.
#[derive(Clone, Debug)]
pub struct Sculpture {
    /// Head frame, mm; closed but for the base of the bust.
    pub mesh: TriMesh,
    /// Its landmarks.
    pub landmarks: Landmarks,
    /// Red of the lips.
    pub lips: Vec<f32>,
    /// Hair of the brows.
    pub brows: Vec<f32>,
    /// Edges of the upper lids.
    pub lashes: Vec<f32>,
    /// Redder skin: nose, cheeks, chin, ears.
    pub flush: Vec<f32>,
    /// Auricles.
    pub ears: Vec<f32>,
}

/// Sculpts a head.
///
/// # Errors
/// [`ShapeError`] where a proportion lies outside its limits.
pub fn sculpt(shape: &HeadShape) -> Result<Sculpture, ShapeError> {
    shape.check()?;
    let assembly = Assembly::new(shape);
    let (mut points, reading) = proportions::proportioned(&assembly, shape);
    unfold::unfold(&mut points, &assembly.triangles);
    let positions: Vec<Vec3> = points.iter().map(|p| p.as_vec3()).collect();
    let mesh = TriMesh::new(positions, assembly.triangles)?;
    Ok(Sculpture {
        landmarks: reading.landmarks,
        lips: assembly.marks.iter().map(|m| m.lips).collect(),
        brows: assembly.marks.iter().map(|m| m.brows).collect(),
        lashes: assembly.marks.iter().map(|m| m.lashes).collect(),
        flush: assembly.marks.iter().map(|m| m.flush).collect(),
        ears: assembly.ears,
        mesh,
    })
}
