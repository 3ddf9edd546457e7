//! The built-in head (first form: a smooth radial head of an adult's measures).

use super::{Landmarks, coarse, find_landmarks};
use crate::mesh::TriMesh;
use glam::{Affine3A, Vec3};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Proportions of the built-in head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HeadShape {
    /// Head length, glabella to opisthocranion, mm.
    #[schemars(range(min = 160.0, max = 230.0))]
    pub length_mm: f32,
    /// Head breadth, mm.
    #[schemars(range(min = 125.0, max = 185.0))]
    pub breadth_mm: f32,
}

impl Default for HeadShape {
    fn default() -> Self {
        Self { length_mm: 194.5, breadth_mm: 158.0 }
    }
}

/// Measures that are no head's.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{0}")]
pub struct ShapeError(pub String);

/// A sculpted head.
#[derive(Clone, Debug)]
pub struct Sculpture {
    /// Head frame, mm.
    pub mesh: TriMesh,
    /// Its landmarks.
    pub landmarks: Landmarks,
    /// Red of the lips.
    pub lips: Vec<f32>,
    /// Brows.
    pub brows: Vec<f32>,
    /// Redder skin.
    pub flush: Vec<f32>,
    /// Ears.
    pub ears: Vec<f32>,
}

/// Sculpts it.
///
/// # Errors
/// [`ShapeError`].
pub fn sculpt(shape: &HeadShape) -> Result<Sculpture, ShapeError> {
    let mesh = coarse::coarse_head().map_err(|e| ShapeError(e.to_string()))?;
    let mesh =
        mesh.transformed(Affine3A::from_scale(Vec3::new(shape.breadth_mm / 158.0, 1.0, shape.length_mm / 194.5)));
    let found = find_landmarks(&mesh).map_err(|e| ShapeError(e.to_string()))?;
    let none = vec![0.0; mesh.positions().len()];
    Ok(Sculpture {
        landmarks: found.landmarks,
        lips: none.clone(),
        brows: none.clone(),
        flush: none.clone(),
        ears: none,
        mesh,
    })
}
