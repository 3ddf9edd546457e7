//! Words that people type: enums with named values, and suggestions for a misspelt word.
//!
//! One use of `named!` gives an enum its list of values, their names and a parser. The command line, the window and the
//! error messages use that list.

use thiserror::Error;

/// An enum whose values have names.
pub trait Named: Copy + Sized + Send + Sync + 'static {
    /// Kind of thing that a value names, as in "“moon” is not a light".
    const KIND: &'static str;

    /// All values, in the order in which they are listed.
    fn all() -> &'static [Self];

    /// Name of a value.
    fn name(self) -> &'static str;
}

/// An error: a word that names nothing known.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{found:?} is not a {kind}: use {expected}{}", .nearest.map(|word| format!("; did you mean {word}?")).unwrap_or_default())]
#[non_exhaustive]
pub struct UnknownName {
    /// Word that was typed.
    pub found: String,
    /// Kind of thing that was expected.
    pub kind: &'static str,
    /// Words that would be accepted.
    pub expected: String,
    /// Word that was probably meant.
    pub nearest: Option<&'static str>,
}

impl UnknownName {
    /// The error for a word that should have named a `T`; `others` lists what is accepted besides the names.
    pub(crate) fn of<T: Named>(found: &str, others: &str) -> Self {
        let names: Vec<_> = T::all().iter().map(|value| value.name()).collect();
        Self::among(found, T::KIND, &names, others)
    }

    /// The error for a word that is none of `names`.
    pub(crate) fn among(found: &str, kind: &'static str, names: &[&'static str], others: &str) -> Self {
        let expected = names.join(", ") + others;
        Self { found: found.to_owned(), kind, expected, nearest: nearest(found, names.iter().copied()) }
    }
}

/// The value with a name.
pub(crate) fn value_of<T: Named>(name: &str) -> Result<T, UnknownName> {
    let found = T::all().iter().copied().find(|value| value.name() == name.trim());
    found.ok_or_else(|| UnknownName::of::<T>(name, ""))
}

/// Gives an enum `ALL`, `name()`, [`Named`] and [`std::str::FromStr`] from one list of its values and their names.
macro_rules! named {
    ($enum:ident, $kind:literal, { $($value:ident = $name:literal),+ $(,)? }) => {
        impl $enum {
            /// All values.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// Name of the value, as people type it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name),+
                }
            }
        }

        impl crate::words::Named for $enum {
            const KIND: &'static str = $kind;

            fn all() -> &'static [Self] {
                &Self::ALL
            }

            fn name(self) -> &'static str {
                self.name()
            }
        }

        impl std::str::FromStr for $enum {
            type Err = crate::words::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                crate::words::value_of(text)
            }
        }
    };
}
pub(crate) use named;

/// The candidate nearest to a misspelt word; `None` where none is near enough.
pub(crate) fn nearest<'b>(word: &str, candidates: impl Iterator<Item = &'b str>) -> Option<&'b str> {
    // A word that is longer than any key is not searched for.
    if word.len() > 64 {
        return None;
    }
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    // Up to a third of the word may be wrong.
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (strsim::osa_distance(&word, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Fruit {
        Apple,
        RedCurrant,
    }
    named!(Fruit, "fruit", { Apple = "apple", RedCurrant = "red-currant" });

    #[test]
    fn names_are_read_back_and_others_list_what_there_is() {
        for fruit in Fruit::ALL {
            assert_eq!(fruit.name().parse(), Ok(fruit));
        }
        let told = |text: &str| text.parse::<Fruit>().unwrap_err().to_string();
        assert_eq!(told("stone"), "\"stone\" is not a fruit: use apple, red-currant");
        assert_eq!(told("aple"), "\"aple\" is not a fruit: use apple, red-currant; did you mean apple?");
    }

    #[test]
    fn the_near_word_is_found_and_a_far_one_is_not_forced() {
        let words = ["density_per_cm2", "depth_mm", "shade"];
        assert_eq!(nearest("density per cm2", words.into_iter()), Some("density_per_cm2"));
        // Two neighbours swapped are one mistake.
        assert_eq!(nearest("dpeth_mm", words.into_iter()), Some("depth_mm"));
        assert_eq!(nearest("hsaed", words.into_iter()), None);
        assert_eq!(nearest("colour", words.into_iter()), None);
    }
}
