//! The window's voice: words in the language and lengths in the unit that somebody chose.

use crate::output::{Language, PageWords};
use crate::plan::ZoneName;
use crate::time::DueRange;

/// Millimetres in an inch.
pub const MM_PER_INCH: f32 = 25.4;

/// Language and unit of length of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Voice {
    /// Language.
    pub language: Language,
    /// True where lengths are told in inches, not in mm.
    pub inches: bool,
}

impl Voice {
    fn words(self) -> &'static PageWords {
        PageWords::of(self.language)
    }

    /// The words of a key.
    pub fn say(self, key: &str) -> String {
        self.words().say(key)
    }

    /// The words of a key with its variables filled in: each a text, put into words already.
    pub fn tell<const N: usize>(self, key: &str, figures: [(&'static str, &str); N]) -> String {
        self.words().tell(key, &figures.map(|(name, text)| (name, text.into())))
    }

    /// The words of a key for a count, `n`.
    pub fn count(self, key: &str, n: usize) -> String {
        self.words().tell(key, &[("n", n.into())])
    }

    /// Entries of a list of keys.
    pub fn list(self, key: &str) -> Vec<String> {
        self.words().list(key)
    }

    /// The words of a control for a length, with its unit.
    pub fn of_length(self, key: &str) -> String {
        self.tell(key, [("unit", &self.unit())])
    }

    fn unit(self) -> String {
        self.say(if self.inches { "unit-inch" } else { "unit-mm" })
    }

    /// A length with its unit; mm with so many digits, inches with one more.
    pub fn length(self, mm: f32, digits: usize) -> String {
        let value = if self.inches { self.number(mm / MM_PER_INCH, digits + 1) } else { self.number(mm, digits) };
        format!("{value} {}", self.unit())
    }

    /// A number with so many digits.
    pub fn number(self, value: f32, digits: usize) -> String {
        self.words().number(value, digits)
    }

    /// A number as short as it goes.
    pub fn short(self, value: f32) -> String {
        self.words().short(value)
    }

    /// A share in whole percent, without the sign.
    pub fn percent(self, share: f32) -> String {
        self.number(100.0 * share, 0)
    }

    /// A day after the first session.
    pub fn day(self, days: f32) -> String {
        self.words().day(days)
    }

    /// Range in which something falls due, years.
    pub fn due(self, due: &DueRange) -> String {
        self.words().due(due)
    }

    /// A zone of the scalp.
    pub fn zone(self, zone: ZoneName) -> String {
        self.words().zone(zone)
    }

    /// A light by its name; a panorama's file keeps its own.
    pub fn light(self, name: &str) -> String {
        self.words().light(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_in_the_unit_and_numbers_with_the_comma_of_the_language() {
        let english = Voice::default();
        assert_eq!(english.length(63.5, 0), "64 mm");
        assert_eq!(Voice { inches: true, ..english }.length(63.5, 0), "2.5 in");
        let spanish = Voice { language: Language::Spanish, inches: true };
        assert_eq!(spanish.length(63.5, 1), "2,50 pulg.");
        assert_eq!(spanish.of_length("line-above-brows"), "pulg. sobre las cejas");
        assert_eq!(english.count("brush-strokes", 1), "1 stroke");
        assert_eq!(english.count("brush-strokes", 7), "7 strokes");
    }
}
