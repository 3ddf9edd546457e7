//! Open eyes of the built-in head: globes, margins of the lids, and colours of the iris.
//!
//! The globe is a sphere from which the cornea bulges within the limbus ([`cornea_mm`]). Sizes of the eye differ little
//! between adults: visible iris 5.92 ± 0.28 mm in radius, cornea 7.8 mm in radius at its apex (Navarro 2006, Atchison
//! 2006).

use glam::{Affine3A, Vec3};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Radius of the limbus, where the cornea ends, mm.
pub const LIMBUS_MM: f32 = 5.92;
/// Half axes of the corneal ellipsoid along the gaze and across it, mm (Navarro 2006, an emmetropic eye).
pub const CORNEA_MM: [f32; 2] = [14.10, 10.42];

/// An open eye. Head frame, mm.
#[derive(Clone, Debug, PartialEq)]
pub struct Eye {
    /// Middle of the globe.
    pub middle: Vec3,
    /// Radius of the globe behind the limbus.
    pub radius_mm: f32,
    /// Upper lid's edge at the roots of the lashes, from the inner corner to the outer.
    pub upper: Vec<Vec3>,
    /// Lower lid's edge, from the inner corner to the outer.
    pub lower: Vec<Vec3>,
}

impl Eye {
    /// The eye moved with its head.
    pub fn moved(&self, map: Affine3A) -> Self {
        let all = |points: &[Vec3]| points.iter().map(|&p| map.transform_point3(p)).collect();
        Self {
            middle: map.transform_point3(self.middle),
            radius_mm: self.radius_mm,
            upper: all(&self.upper),
            lower: all(&self.lower),
        }
    }

    /// Height of the cornea's apex above the middle of the globe, mm.
    pub fn apex_mm(&self) -> f32 {
        let limbus = (self.radius_mm * self.radius_mm - LIMBUS_MM * LIMBUS_MM).max(0.0).sqrt();
        limbus + cornea_mm(0.0) - cornea_mm(LIMBUS_MM)
    }
}

/// Apparent diameter of the pupil, mm, in a field of `luminance_cd_m2` over 2000 square degrees (Stanley & Davies 1995;
/// for age, Watson & Yellott 2012).
pub fn pupil_mm(luminance_cd_m2: f32, age_years: f32) -> f32 {
    let u = (luminance_cd_m2.max(0.0) * 2000.0 / 846.0).powf(0.41);
    let young = 7.75 - 5.75 * u / (u + 2.0);
    (young + (age_years - 28.58) * (0.02132 - 0.009_562 * young)).clamp(1.5, 8.0)
}

/// Height of the corneal ellipsoid above its own middle at `r_mm` from the axis, mm.
pub fn cornea_mm(r_mm: f32) -> f32 {
    let [along, across] = CORNEA_MM;
    along * (1.0 - (r_mm / across) * (r_mm / across)).max(0.0).sqrt()
}

/// Colour of an iris, by the name that people give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IrisColour {
    /// Nearly black from afar.
    DarkBrown,
    /// Brown.
    #[default]
    Brown,
    /// Brown about the pupil, green outwards.
    Hazel,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Grey.
    Grey,
}

impl IrisColour {
    /// Albedo of the iris at the pupil and at the rim, scene-linear sRGB. By eye from photographs of irises.
    pub fn albedo(self) -> [Vec3; 2] {
        let [inner, outer] = match self {
            Self::DarkBrown => [[0.045, 0.019, 0.009], [0.026, 0.012, 0.007]],
            Self::Brown => [[0.105, 0.045, 0.016], [0.055, 0.025, 0.012]],
            Self::Hazel => [[0.115, 0.056, 0.020], [0.068, 0.058, 0.027]],
            Self::Green => [[0.100, 0.072, 0.035], [0.062, 0.074, 0.046]],
            Self::Blue => [[0.105, 0.110, 0.108], [0.062, 0.088, 0.115]],
            Self::Grey => [[0.110, 0.110, 0.106], [0.080, 0.090, 0.096]],
        };
        [Vec3::from_array(inner), Vec3::from_array(outer)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cornea_stands_as_high_as_published() {
        // Sag at 5.85 mm: 2.41 mm for this ellipsoid; 2.59 mm in Kwok's model.
        let sag = cornea_mm(0.0) - cornea_mm(5.85);
        assert!((sag - 2.41).abs() < 0.05, "{sag}");
        let eye = Eye { middle: Vec3::ZERO, radius_mm: 12.0, upper: Vec::new(), lower: Vec::new() };
        assert!((12.5..13.3).contains(&eye.apex_mm()), "{}", eye.apex_mm());
    }

    #[test]
    fn pupils_are_as_wide_as_measured() {
        // 2.39 mm (1.44–3.03) at 1473 cd/m²; about 3.0 at 100 and 3.3 at 50.
        assert!((pupil_mm(1473.0, 28.58) - 2.39).abs() < 0.1, "{}", pupil_mm(1473.0, 28.58));
        assert!((pupil_mm(100.0, 28.58) - 3.0).abs() < 0.25, "{}", pupil_mm(100.0, 28.58));
        assert!(pupil_mm(50.0, 70.0) < pupil_mm(50.0, 25.0), "old pupils are small");
    }
}
