//! What is behind the head: a wall, a graded backdrop, one colour, or nothing.

use super::light::{LightName, Rig};
use crate::color::{LinearRgb, Srgb8};
use crate::words::UnknownName;
use glam::{Mat3, Vec3};
use std::str::FromStr;

/// Background of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
#[non_exhaustive]
pub enum Background {
    /// The wall of a treatment room, lit by the scene's own lamps, with the head's shadow on it (`wall.rs`).
    #[default]
    Wall,
    /// A colour that falls off outwards, as a paper roll that is lit behind a portrait.
    Graded {
        /// Colour in the picture's middle.
        center: Srgb8,
        /// Colour in its corners.
        corner: Srgb8,
    },
    /// One colour.
    Plain(Srgb8),
    /// Nothing: the picture has an alpha channel.
    Transparent,
}

impl Background {
    /// A neutral grey roll, `studio` on the command line: skin can be judged beside it.
    pub const STUDIO: Self =
        Self::Graded { center: Srgb8 { r: 200, g: 200, b: 200 }, corner: Srgb8 { r: 150, g: 150, b: 150 } };

    /// The background in the light of a rig: a graded one takes the brightness and the tint that a card in its place
    /// would have, relative to the clinic's light. Plain colours, none, and the wall (which the renderer lights) stay.
    /// `turn_rad` is the turn of the room about the head.
    #[must_use]
    pub fn lit_by(self, rig: &Rig, turn_rad: f32) -> Self {
        let Self::Graded { center, corner } = self else { return self };
        // The roll faces the camera, which looks along −z of the room.
        let facing = Mat3::from_rotation_y(-turn_rad) * Vec3::Z;
        let (found, usual) = (rig.irradiance(facing), LightName::Clinic.rig().irradiance(Vec3::Z));
        let tint = (found / usual.max(Vec3::splat(1e-3))).clamp(Vec3::splat(0.08), Vec3::splat(1.3));
        let lit = |color: Srgb8| {
            let linear = Vec3::from_array(LinearRgb::from(color).to_array()) * tint;
            Srgb8::from(LinearRgb::from_array(linear.min(Vec3::ONE).to_array()))
        };
        Self::Graded { center: lit(center), corner: lit(corner) }
    }
}

/// Backgrounds that have a name.
const NAMED: [(&str, Background); 6] = [
    ("wall", Background::Wall),
    ("studio", Background::STUDIO),
    ("transparent", Background::Transparent),
    ("white", Background::Plain(Srgb8 { r: 255, g: 255, b: 255 })),
    ("gray", Background::Plain(Srgb8 { r: 119, g: 119, b: 119 })),
    ("black", Background::Plain(Srgb8 { r: 0, g: 0, b: 0 })),
];

impl std::fmt::Display for Background {
    /// The name that reads back as this background. A graded one of other colours than the studio's goes by the studio's name.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (NAMED.iter().find(|(_, known)| known == self), self) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Self::Plain(colour)) => colour.fmt(f),
            (None, _) => f.write_str("studio"),
        }
    }
}

impl FromStr for Background {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = match text.trim() {
            "none" => "transparent",
            "grey" => "gray",
            // Older name of the graded grey.
            "backdrop" => "studio",
            other => other,
        };
        let named = NAMED.into_iter().find(|(known, _)| *known == name).map(|(_, background)| background);
        let colour = || name.parse().ok().map(Self::Plain);
        let unknown = || UnknownName::among(text, "background", &NAMED.map(|(known, _)| known), " or #rrggbb");
        named.or_else(colour).ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roll_is_lit_as_the_head_is_and_colours_are_left_alone() {
        let roll = Background::STUDIO;
        assert_eq!(roll.lit_by(&LightName::Clinic.rig(), 0.0), roll);
        let Background::Graded { center, .. } = roll.lit_by(&LightName::Evening.rig(), 0.0) else { panic!("a roll") };
        assert!(center.r > center.g && center.g > center.b && center.r < 200, "{center:?}");
        let behind = |turn| roll.lit_by(&LightName::Ring.rig(), turn);
        assert_ne!(behind(0.0), behind(std::f32::consts::PI));
        assert_eq!(Background::Transparent.lit_by(&LightName::Sun.rig(), 0.0), Background::Transparent);
    }

    #[test]
    fn colours_are_read_as_typed() {
        assert_eq!("#10a0ff".parse(), Ok(Background::Plain(Srgb8 { r: 16, g: 160, b: 255 })));
        assert_eq!("transparent".parse(), Ok(Background::Transparent));
        assert_eq!("studio".parse(), Ok(Background::STUDIO));
        assert_eq!("wall".parse(), Ok(Background::default()));
        assert!("mauve".parse::<Background>().is_err());
    }
}
