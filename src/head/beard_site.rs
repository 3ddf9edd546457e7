//! A place of the face, as a beard needs it.

use std::ops::{Add, Mul};

/// A place of the face with its position relative to a beard's usual edges.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BeardSite {
    /// Density relative to a full beard's, 0–1.
    pub fullness: f32,
    /// Distance below the usual edge on the cheek, mm; negative above it.
    pub below_cheek_mm: f32,
    /// Distance above the usual edge on the neck, mm; negative below it.
    pub above_neck_mm: f32,
    /// Share of sideburn: 1 in front of the ear, where beard becomes sideburn.
    pub sideburn: f32,
}

impl Add for BeardSite {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            fullness: self.fullness + other.fullness,
            below_cheek_mm: self.below_cheek_mm + other.below_cheek_mm,
            above_neck_mm: self.above_neck_mm + other.above_neck_mm,
            sideburn: self.sideburn + other.sideburn,
        }
    }
}

impl Mul<f32> for BeardSite {
    type Output = Self;

    fn mul(self, share: f32) -> Self {
        Self {
            fullness: self.fullness * share,
            below_cheek_mm: self.below_cheek_mm * share,
            above_neck_mm: self.above_neck_mm * share,
            sideburn: self.sideburn * share,
        }
    }
}
