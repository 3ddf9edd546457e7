//! Shape of the built-in head: its proportions and their limits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Proportions of the built-in head. Every measure comes out within 1 mm on the mesh.
///
/// The defaults are an adult man's (U.S. Army ANSUR 1988 and 2012, Farkas 1994, within a standard deviation).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HeadShape {
    /// Look that fills every measure left out below it: "man", "woman", "long-narrow" or "short-wide".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<ShapePreset>,
    /// Head length, glabella to opisthocranion, mm.
    #[schemars(range(min = 170.0, max = 220.0))]
    pub length_mm: f32,
    /// Greatest breadth of the cranium above the ears, mm.
    #[schemars(range(min = 135.0, max = 175.0))]
    pub breadth_mm: f32,
    /// Height of the vertex above the tragions, mm.
    #[schemars(range(min = 112.0, max = 150.0))]
    pub height_mm: f32,
    /// Face height, nasion to menton, mm.
    #[schemars(range(min = 100.0, max = 140.0))]
    pub face_height_mm: f32,
    /// Bigonial breadth, between the angles of the jaw, mm.
    #[schemars(range(min = 90.0, max = 135.0))]
    pub jaw_breadth_mm: f32,
    /// Length of the ears along their own axis, mm.
    #[schemars(range(min = 50.0, max = 76.0))]
    pub ear_length_mm: f32,
    /// Distance of the rim of the ears from the side of the head behind them, mm.
    #[schemars(range(min = 12.0, max = 28.0))]
    pub ear_protrusion_mm: f32,
    /// Girth of the neck, level, below the larynx, mm.
    #[schemars(range(min = 300.0, max = 450.0))]
    pub neck_girth_mm: f32,
    /// 0: a woman's brow, jaw and larynx; 1: a heavy man's.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub masculinity: f32,
    /// Age, years: folds, lines, lids and hollows; nothing else. Left out of a plan: the client's.
    #[schemars(range(min = 18.0, max = 90.0))]
    pub age_years: f32,
}

impl Default for HeadShape {
    fn default() -> Self {
        Self {
            preset: None,
            length_mm: 195.0,
            breadth_mm: 155.0,
            height_mm: 130.0,
            face_height_mm: 121.0,
            jaw_breadth_mm: 116.0,
            ear_length_mm: 62.0,
            ear_protrusion_mm: 18.0,
            neck_girth_mm: 380.0,
            masculinity: 0.65,
            age_years: 35.0,
        }
    }
}

/// A look of the built-in head, by published means and standard deviations (U.S. Army ANSUR II, 2012; ears: Farkas 1994).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ShapePreset {
    /// The mean of men.
    Man,
    /// The mean of women.
    Woman,
    /// A man's head, one standard deviation longer and narrower.
    LongNarrow,
    /// A man's head, one standard deviation shorter and wider.
    ShortWide,
}

impl ShapePreset {
    /// Measures of the look.
    pub fn shape(self) -> HeadShape {
        let man = HeadShape { preset: Some(self), ..HeadShape::default() };
        match self {
            Self::Man => man,
            Self::Woman => HeadShape {
                length_mm: 187.0,
                breadth_mm: 147.0,
                height_mm: 125.0,
                face_height_mm: 112.0,
                jaw_breadth_mm: 104.0,
                ear_length_mm: 57.0,
                ear_protrusion_mm: 16.0,
                neck_girth_mm: 330.0,
                masculinity: 0.08,
                ..man
            },
            Self::LongNarrow => HeadShape {
                length_mm: 202.0,
                breadth_mm: 149.0,
                face_height_mm: 127.5,
                jaw_breadth_mm: 109.0,
                neck_girth_mm: 360.0,
                ..man
            },
            Self::ShortWide => HeadShape {
                length_mm: 188.0,
                breadth_mm: 161.0,
                face_height_mm: 115.0,
                jaw_breadth_mm: 124.0,
                neck_girth_mm: 405.0,
                masculinity: 0.75,
                ..man
            },
        }
    }
}

/// Lids of the built-in head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Lids {
    /// Open, the gaze straight ahead.
    #[default]
    Open,
    /// Closed.
    Closed,
}

/// An error in the proportions: no adult head has them.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ShapeError {
    /// A proportion is not a number or outside its limits.
    #[error("{field} is {value}, but must lie between {min} and {max}")]
    OutOfRange {
        /// The field, as it is written in a plan.
        field: &'static str,
        /// Value that was given.
        value: f32,
        /// Smallest value allowed.
        min: f32,
        /// Largest value allowed.
        max: f32,
    },
    /// The surface of these proportions is not a valid mesh.
    #[error("these proportions give no surface: {0}")]
    Mesh(#[from] crate::mesh::MeshError),
}

impl HeadShape {
    /// All fields: name, value, and limits.
    pub fn fields(&self) -> [(&'static str, f32, f32, f32); 10] {
        [
            ("length_mm", self.length_mm, 170.0, 220.0),
            ("breadth_mm", self.breadth_mm, 135.0, 175.0),
            ("height_mm", self.height_mm, 112.0, 150.0),
            ("face_height_mm", self.face_height_mm, 100.0, 140.0),
            ("jaw_breadth_mm", self.jaw_breadth_mm, 90.0, 135.0),
            ("ear_length_mm", self.ear_length_mm, 50.0, 76.0),
            ("ear_protrusion_mm", self.ear_protrusion_mm, 12.0, 28.0),
            ("neck_girth_mm", self.neck_girth_mm, 300.0, 450.0),
            ("masculinity", self.masculinity, 0.0, 1.0),
            ("age_years", self.age_years, 18.0, 90.0),
        ]
    }

    /// Checks all fields against their limits.
    ///
    /// # Errors
    /// [`ShapeError::OutOfRange`] for the first field outside of them.
    pub fn check(&self) -> Result<(), ShapeError> {
        for (field, value, min, max) in self.fields() {
            if !(min..=max).contains(&value) {
                return Err(ShapeError::OutOfRange { field, value, min, max });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_kept_and_named() {
        assert_eq!(HeadShape::default().check(), Ok(()));
        let wide = HeadShape { breadth_mm: 400.0, ..HeadShape::default() };
        let told = wide.check().unwrap_err().to_string();
        assert!(told.contains("breadth_mm") && told.contains("400") && told.contains("175"), "{told}");
        assert!(HeadShape { age_years: f32::NAN, ..HeadShape::default() }.check().is_err());
    }

    #[test]
    fn the_schema_tells_the_same_limits() {
        let schema = serde_json::to_value(schemars::schema_for!(HeadShape)).unwrap();
        for (field, _, min, max) in HeadShape::default().fields() {
            let told = &schema["properties"][field];
            assert_eq!(
                (told["minimum"].as_f64(), told["maximum"].as_f64()),
                (Some(min.into()), Some(max.into())),
                "{field}"
            );
        }
    }

    #[test]
    fn unknown_fields_are_refused_and_missing_ones_default() {
        assert!(serde_json::from_str::<HeadShape>(r#"{"nose_mm": 3}"#).is_err());
        assert_eq!(serde_json::from_str::<HeadShape>("{}").unwrap(), HeadShape::default());
    }
}
