//! Files about the plan: those on their way in, dialogs that stand open, what is kept against a crash.

use super::file_dialog::FileDialog;
use super::incoming::Arrival;
use super::job::Job;
use super::purpose::Purpose;
use super::recovery::{Recovery, Unsaved};
use crate::case::FieldStore;
use crate::plan::Plan;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

/// Store of fields for a window that nobody gave one.
#[derive(Debug)]
struct KeepsNothing;

impl FieldStore for KeepsNothing {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn store(&self, _: &str, _: &[u8]) {}
}

/// Files about the plan.
pub struct Desk {
    /// Store of the fields of new heads.
    pub store: Arc<dyn FieldStore>,
    /// File of the head, where it is a scan.
    pub head_file: Option<PathBuf>,
    /// Files that were dropped and wait their turn.
    pub dropped: VecDeque<PathBuf>,
    /// A file that is being read.
    pub arriving: Option<Job<Arrival>>,
    /// A plan that was read and waits until it is decided what becomes of unsaved work.
    pub waiting: Option<(PathBuf, String, Box<Plan>)>,
    /// A dialog of the system that stands open.
    pub dialog: Option<FileDialog>,
    /// A path that is being typed, where the system has no dialog.
    pub typed: Option<(Purpose, String)>,
    /// Something to be read before going on: heading and text.
    pub card: Option<(String, String)>,
    /// Folder for what is kept between starts.
    pub folder: Option<PathBuf>,
    /// Place of unsaved work; none where nothing is to be kept.
    pub recovery: Option<Recovery>,
    /// Work that an earlier window left behind.
    pub offered: Option<Unsaved>,
    /// Plan that is kept.
    pub kept: Option<Plan>,
    /// Time at which the plan went away from what is kept, seconds of the interface's clock.
    pub changed_at: Option<f64>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            store: Arc::new(KeepsNothing),
            head_file: None,
            dropped: VecDeque::new(),
            arriving: None,
            waiting: None,
            dialog: None,
            typed: None,
            card: None,
            folder: None,
            recovery: None,
            offered: None,
            kept: None,
            changed_at: None,
        }
    }
}
