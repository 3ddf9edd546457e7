//! What can be wrong with a plan, and where.

use std::fmt;

/// Where in a plan something is.
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

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// It is not TOML.
    #[error("{at}: not valid TOML: {message}")]
    Syntax {
        /// Where the reader stopped.
        at: TextPosition,
        /// What it found.
        message: String,
    },
    /// A key that no plan has.
    #[error("{at}: unknown key `{key}`; {meant}")]
    UnknownKey {
        /// Where.
        at: TextPosition,
        /// The key.
        key: String,
        /// What was probably meant, or what there is.
        meant: String,
    },
    /// A key that must be there and is not.
    #[error("{at}: the key `{key}` is missing{meant}")]
    MissingKey {
        /// The table that lacks it.
        at: TextPosition,
        /// The key.
        key: String,
        /// What it is for.
        meant: String,
    },
    /// A value of the wrong type or name.
    #[error("{at}: found {found}, expected {expected}")]
    WrongValue {
        /// Where.
        at: TextPosition,
        /// What stands there.
        found: String,
        /// What can stand there.
        expected: String,
    },
    /// A number outside its range.
    #[error("{at}: {found} is impossible; it is {}{unit}", range_text(*min, *max))]
    OutOfRange {
        /// Where.
        at: TextPosition,
        /// What stands there.
        found: String,
        /// The smallest possible value.
        min: f64,
        /// The largest possible value.
        max: f64,
        /// The unit, with a blank before it, or nothing.
        unit: String,
    },
    /// Values that contradict each other.
    #[error("{at}: {message}")]
    Contradiction {
        /// Where.
        at: TextPosition,
        /// What contradicts what, and what to do.
        message: String,
    },
    /// A plan written by a later version of the program.
    #[error("{at}: the plan is of version {found}, and this program reads versions 0 to {known}; use a newer program")]
    Newer {
        /// Where.
        at: TextPosition,
        /// The plan's version.
        found: i64,
        /// The newest version known here.
        known: u32,
    },
}

fn range_text(min: f64, max: f64) -> String {
    if min == max { format!("always {min}") } else { format!("a number from {min} to {max}") }
}

impl PlanError {
    /// Where it is.
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

    /// The same, to set its line and column once they are known.
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
