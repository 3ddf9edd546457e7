//! Words about the lines of a film: their names, their ends, and how their edges fit.

use super::page_words::PageWords;
use crate::case::RibbonOf;

/// Key of a line's name.
pub fn name(of: RibbonOf) -> &'static str {
    match of {
        RibbonOf::Front => "film-front",
        RibbonOf::TempleRight => "film-temple-right",
        RibbonOf::TempleLeft => "film-temple-left",
        RibbonOf::Nape => "film-nape",
        RibbonOf::Crown => "film-crown",
        RibbonOf::Midline => "film-midline-line",
        RibbonOf::Scar => "film-scar",
        RibbonOf::TragusArc => "film-tragus-arc",
    }
}

/// Keys of the words at both ends of a line; none at lines that have no sides.
pub fn ends(of: RibbonOf) -> Option<[&'static str; 2]> {
    match of {
        RibbonOf::Midline => Some(["film-to-face", "film-to-back"]),
        RibbonOf::TempleRight => Some(["film-right-sideburn", "film-corner"]),
        RibbonOf::TempleLeft => Some(["film-corner", "film-left-sideburn"]),
        RibbonOf::Crown | RibbonOf::Scar => None,
        _ => Some(["film-right", "film-left"]),
    }
}

/// Length of a ribbon's edges beside the skin's.
pub fn edge(too_long_mm: f32, words: &PageWords) -> String {
    let mm = [("mm", words.number(too_long_mm.abs(), 1).into())];
    if too_long_mm.abs() < 0.5 {
        words.say("film-edge-same")
    } else if too_long_mm > 0.0 {
        words.tell("film-edge-long", &mm)
    } else {
        words.tell("film-edge-short", &mm)
    }
}
