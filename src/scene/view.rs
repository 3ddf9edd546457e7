//! The clinic's standard views, and views by angle.

use super::camera::Camera;
use crate::words::{UnknownName, named};
use std::str::FromStr;

/// The standard views of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum View {
    /// The face, eye level.
    Front,
    /// The subject's left profile.
    Left,
    /// The subject's right profile.
    Right,
    /// The back of the head.
    Back,
    /// The top of the head from above, the face downward in the picture.
    Top,
    /// Down on the crown from behind.
    Crown,
    /// About 42° to the subject's left.
    ThreeQuarterLeft,
    /// About 42° to the subject's right.
    ThreeQuarterRight,
}

// In the order of the number keys.
named!(View, "view", {
    Front = "front",
    ThreeQuarterLeft = "three-quarter-left",
    Left = "left",
    Back = "back",
    Right = "right",
    ThreeQuarterRight = "three-quarter-right",
    Top = "top",
    Crown = "crown",
});

impl View {
    /// Azimuth and elevation, degrees.
    pub fn angles_deg(self) -> (f32, f32) {
        match self {
            Self::Front => (0.0, 3.0),
            Self::Left => (90.0, 3.0),
            Self::Right => (-90.0, 3.0),
            Self::Back => (180.0, 8.0),
            Self::Top => (0.0, 75.0),
            Self::Crown => (180.0, 45.0),
            Self::ThreeQuarterLeft => (42.0, 18.0),
            Self::ThreeQuarterRight => (-42.0, 18.0),
        }
    }

    /// The standard camera of this view.
    pub fn camera(self) -> Camera {
        let (azimuth, elevation) = self.angles_deg();
        Camera { azimuth_rad: azimuth.to_radians(), elevation_rad: elevation.to_radians(), ..Camera::default() }
    }
}

/// Viewpoint of a picture: a standard view, or angles.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Viewpoint {
    /// A standard view.
    Named(View),
    /// Azimuth and elevation, degrees.
    Angles {
        /// Azimuth about +Y, towards the subject's left.
        azimuth_deg: f32,
        /// Elevation above the Frankfurt plane.
        elevation_deg: f32,
    },
}

impl std::fmt::Display for Viewpoint {
    /// Writes the text that reads back as the same viewpoint: a view's name, or two angles.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named(view) => f.write_str(view.name()),
            Self::Angles { azimuth_deg, elevation_deg } => write!(f, "{azimuth_deg},{elevation_deg}"),
        }
    }
}

impl Viewpoint {
    /// The standard camera at these angles.
    pub fn camera(self) -> Camera {
        match self {
            Self::Named(view) => view.camera(),
            Self::Angles { azimuth_deg, elevation_deg } => Camera {
                azimuth_rad: azimuth_deg.to_radians(),
                elevation_rad: elevation_deg.to_radians(),
                ..Camera::default()
            }
            .sane(),
        }
    }
}

impl FromStr for Viewpoint {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(view) = text.parse() {
            return Ok(Self::Named(view));
        }
        let number = |t: &str| t.trim().parse::<f32>().ok().filter(|x| x.is_finite());
        if let Some((az, el)) = text.split_once(',')
            && let (Some(azimuth_deg), Some(elevation_deg)) = (number(az), number(el))
            && elevation_deg.abs() <= 90.0
        {
            return Ok(Self::Angles { azimuth_deg, elevation_deg });
        }
        Err(UnknownName::of::<View>(text, ", or AZIMUTH,ELEVATION in degrees (elevation −90 to 90)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_views_name_the_known_ones() {
        let error = Viewpoint::from_str("frnt").unwrap_err().to_string();
        assert!(error.contains("three-quarter-left") && error.contains("frnt"));
        assert!(Viewpoint::from_str("10,nan").is_err());
    }
}
