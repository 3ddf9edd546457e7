//! What is behind the head: a graded backdrop, one colour, or nothing.

use super::camera::UnknownName;
use crate::color::Srgb8;
use std::str::FromStr;

/// What is behind the head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Background {
    /// From the middle outwards, as a lit paper roll behind a portrait.
    Graded {
        /// In the middle.
        center: Srgb8,
        /// In the corners.
        corner: Srgb8,
    },
    /// One colour.
    Plain(Srgb8),
    /// Nothing: the picture has an alpha channel.
    Transparent,
}

impl Default for Background {
    /// A neutral grey roll: neutral, so that skin can be judged beside it.
    fn default() -> Self {
        Self::Graded { center: Srgb8 { r: 200, g: 200, b: 200 }, corner: Srgb8 { r: 150, g: 150, b: 150 } }
    }
}

impl FromStr for Background {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = |r, g, b| Ok(Self::Plain(Srgb8 { r, g, b }));
        match text {
            "transparent" | "none" => Ok(Self::Transparent),
            "backdrop" => Ok(Self::default()),
            "white" => named(255, 255, 255),
            "gray" | "grey" => named(119, 119, 119),
            "black" => named(0, 0, 0),
            hex => hex.parse().map(Self::Plain).map_err(|_| UnknownName {
                found: text.to_owned(),
                what: "background",
                expected: "backdrop, transparent, white, gray, black or #rrggbb".to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_typed() {
        assert_eq!("#10a0ff".parse(), Ok(Background::Plain(Srgb8 { r: 16, g: 160, b: 255 })));
        assert_eq!("transparent".parse(), Ok(Background::Transparent));
        assert!("mauve".parse::<Background>().is_err());
    }
}
