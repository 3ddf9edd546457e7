//! Memory of which scan each plan was drawn on, beside the window: a plan travels without the client's face, and still opens
//! on the right head where it was made.

use super::state::App;
use crate::output::save;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Most plans that are remembered.
const MOST: usize = 500;

fn file(folder: &Path) -> PathBuf {
    folder.join("heads.json")
}

/// The plans that are remembered, each with its scan.
fn all(folder: &Path) -> Map<String, Value> {
    let read = std::fs::read(file(folder)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.unwrap_or_default()
}

/// A path as it is kept: whole, because the next window may be opened from another folder.
fn whole(path: &Path) -> String {
    std::path::absolute(path).unwrap_or(path.to_owned()).to_string_lossy().into_owned()
}

/// The scan that a plan was drawn on when it was saved last; none for the built-in head and for plans of elsewhere.
pub fn head_of(folder: &Path, plan: &Path) -> Option<PathBuf> {
    Some(PathBuf::from(all(folder).get(&whole(plan))?.as_str()?))
}

/// Remembers the scan of a plan, or that it has none.
///
/// # Errors
/// As the system says where the file cannot be written.
pub fn remember(folder: &Path, plan: &Path, head: Option<&Path>) -> Result<(), save::SaveError> {
    let mut heads = all(folder);
    let before = heads.clone();
    match head {
        Some(head) => heads.insert(whole(plan), Value::String(whole(head))),
        None => heads.remove(&whole(plan)),
    };
    if heads.len() > MOST {
        // Plans that are gone first.
        heads.retain(|plan, _| Path::new(plan).exists());
    }
    if heads == before { Ok(()) } else { save::save(&file(folder), Value::Object(heads).to_string().as_bytes()) }
}

impl App {
    /// Remembers which head the plan was saved on.
    pub(super) fn remember_head(&self, plan: &Path) {
        if let Some(folder) = &self.desk.folder
            && let Err(error) = remember(folder, plan, self.desk.head_file.as_deref())
        {
            log::debug!("the plan's head is not remembered: {error}");
        }
    }

    /// Brings the scan that the plan was drawn on, where another head is shown, or says which one is missing.
    pub(super) fn bring_planned_head(&mut self) {
        let (Some(folder), Some(plan)) = (&self.desk.folder, self.file.path()) else { return };
        let Some(head) = head_of(folder, plan) else { return };
        if self.desk.head_file.as_deref().is_some_and(|shown| whole(shown) == whole(&head)) {
            return;
        }
        if head.exists() {
            self.bring(head);
        } else {
            let missing = self.voice.tell("ask-head-missing", [("path", &head.display().to_string())]);
            self.desk.card = Some((self.voice.say("ask-other-head"), missing));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan_file::PlanFile;
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn a_plan_finds_the_scan_that_it_was_drawn_on_or_says_that_it_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let (plan, head) = (folder.path().join("client.toml"), folder.path().join("client.obj"));
        std::fs::write(&plan, "").unwrap();
        let mut app = App::default();
        app.desk.folder = Some(folder.path().to_owned());
        app.desk.head_file = Some(head.clone());
        app.file = PlanFile::unnamed(String::new(), Plan::default());
        assert!(app.save_as(plan.clone()));
        assert_eq!(head_of(folder.path(), &plan), Some(head.clone()));
        // On its own head nothing happens; on another one the missing scan is told, and one that is there is read.
        app.bring_planned_head();
        assert!(app.desk.card.is_none() && app.desk.arriving.is_none());
        app.desk.head_file = None;
        app.bring_planned_head();
        assert!(app.desk.card.take().is_some_and(|(_, text)| text.contains("client.obj")));
        std::fs::write(&head, "v 0 0 0\n").unwrap();
        app.bring_planned_head();
        assert!(app.desk.arriving.take().is_some());
        // Saved on the built-in head it has no scan any more.
        assert!(app.save());
        assert_eq!(head_of(folder.path(), &plan), None);
    }
}
