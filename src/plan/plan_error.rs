//! Errors of a plan, each with its position.

use std::fmt;

/// Position in a plan's text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TextPosition {
    /// Line in the file, from 1; 0 where the plan did not come from a file.
    pub line: usize,
    /// Column in the line, in characters from 1; 0 where the plan did not come from a file.
    pub column: usize,
    /// Dotted path of keys, such as `zones.front.shade` or `sessions[1].day`; empty for the whole document.
    pub path: String,
}

impl fmt::Display for TextPosition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.path.as_str()) {
            (0, "") => write!(out, "the plan"),
            (0, path) => write!(out, "`{path}`"),
            (line, "") => write!(out, "line {line}, column {}", self.column),
            (line, path) => write!(out, "line {line}, column {}: `{path}`", self.column),
        }
    }
}

/// A fault of a plan.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The text is not TOML.
    #[error("{at}: not valid TOML: {message}")]
    Syntax {
        /// Position at which the parser stopped.
        at: TextPosition,
        /// Message of the parser.
        message: String,
    },
    /// A key that plans do not have.
    #[error("{at}: unknown key `{key}`; {meant}")]
    UnknownKey {
        /// Position of the key.
        at: TextPosition,
        /// The key.
        key: String,
        /// Key that was probably meant, or a list of existing keys.
        meant: String,
    },
    /// A required key is missing.
    #[error("{at}: the key `{key}` is missing{meant}")]
    MissingKey {
        /// Position of the table that lacks the key.
        at: TextPosition,
        /// The key.
        key: String,
        /// Description of the missing key.
        meant: String,
    },
    /// A value of the wrong type or name.
    #[error("{at}: found {found}, expected {expected}")]
    WrongValue {
        /// Position of the value.
        at: TextPosition,
        /// Value that was found.
        found: String,
        /// Values that are possible.
        expected: String,
    },
    /// A number outside its range.
    #[error("{at}: {found} is impossible; it is {}{unit}", range_text(*min, *max))]
    OutOfRange {
        /// Position of the value.
        at: TextPosition,
        /// Value that was found.
        found: String,
        /// Smallest possible value.
        min: f64,
        /// Largest possible value.
        max: f64,
        /// Unit with a blank before it, or nothing.
        unit: String,
    },
    /// Values that contradict each other.
    #[error("{at}: {message}")]
    Contradiction {
        /// Position of the contradiction.
        at: TextPosition,
        /// The two things that contradict each other, and the remedy.
        message: String,
    },
    /// A plan written by a later version of the program.
    #[error("{at}: the plan is of version {found}, and this program reads versions 0 to {known}; use a newer program")]
    Newer {
        /// Position of the version.
        at: TextPosition,
        /// Version of the plan.
        found: i64,
        /// Newest version that this program knows.
        known: u32,
    },
}

fn range_text(min: f64, max: f64) -> String {
    if min == max { format!("always {min}") } else { format!("a number from {min} to {max}") }
}

impl PlanError {
    /// Position of the fault.
    pub fn place(&self) -> &TextPosition {
        match self {
            Self::Syntax { at, .. }
            | Self::UnknownKey { at, .. }
            | Self::MissingKey { at, .. }
            | Self::WrongValue { at, .. }
            | Self::OutOfRange { at, .. }
            | Self::Contradiction { at, .. }
            | Self::Newer { at, .. } => at,
        }
    }

    /// Position of the fault, mutably: line and column are filled in later.
    pub(super) fn place_mut(&mut self) -> &mut TextPosition {
        match self {
            Self::Syntax { at, .. }
            | Self::UnknownKey { at, .. }
            | Self::MissingKey { at, .. }
            | Self::WrongValue { at, .. }
            | Self::OutOfRange { at, .. }
            | Self::Contradiction { at, .. }
            | Self::Newer { at, .. } => at,
        }
    }
}
