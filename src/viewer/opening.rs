//! Choices that a viewer opens with.

use crate::case::FieldStore;
use crate::output::Language;
use crate::scene::NamedRig;
use crate::time::When;
use std::path::PathBuf;
use std::sync::Arc;

/// Choices that a viewer opens with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The light, a built-in one or another.
    pub light: NamedRig,
    /// The time shown.
    pub at: When,
    /// Language of the window; without one it is the one that was chosen in it last, or the system's.
    pub language: Option<Language>,
    /// Files about the plan.
    pub keeps: Keeps,
    /// File for a line of JSON about every frame that was shown: to measure how fast the window answers.
    pub trace: Option<PathBuf>,
    /// True where those lines tell the place of every control by its name, too: to use the window by real input events.
    pub trace_controls: bool,
    /// Width and height of the window, pixels; without them it chooses its own.
    pub size: Option<(u32, u32)>,
}

/// Places where a viewer keeps what it needs between starts. [`Keeps::default`] keeps nothing.
#[derive(Clone, Debug, Default)]
pub struct Keeps {
    /// Store for the fields of heads that are opened in the window.
    pub fields: Option<Arc<dyn FieldStore>>,
    /// Folder for unsaved work; without one none is kept.
    pub folder: Option<PathBuf>,
    /// File of the head that the viewer opens on, where it is a scan.
    pub head: Option<PathBuf>,
    /// Fault that is told first: what was to be opened and could not be.
    pub fault: Option<String>,
}
