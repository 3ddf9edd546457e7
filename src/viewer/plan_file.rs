//! The file that the viewer's plan came from and goes back to: comments kept, written whole, never over what somebody else
//! has changed in the meantime without a word.

use crate::output::save::{self, SaveError};
use crate::plan::{Plan, update_toml};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Reason why a plan was not saved. The file is as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PlanFileError {
    /// The file could not be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// Somebody else has written the file since it was read.
    #[error("{path} was changed by another program since it was opened; save again to write this plan into it")]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// No free name was left in the folder.
    #[error("{folder} holds plans of this name up to the hundredth; rename the plan, or start with a file")]
    NoName {
        /// The folder.
        folder: PathBuf,
    },
}

/// The file of a plan, and what is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanFile {
    path: Option<PathBuf>,
    /// The text that changes are written into.
    text: String,
    saved: Plan,
}

impl PlanFile {
    /// A plan that was read from a file: `text` is what the file held.
    pub fn opened(path: PathBuf, text: String, plan: Plan) -> Self {
        Self { path: Some(path), text, saved: plan }
    }

    /// A plan that has no file yet (a built-in one, or from standard input); the comments of `text` go along when it gets
    /// one.
    pub fn unnamed(text: String, plan: Plan) -> Self {
        Self { path: None, text, saved: plan }
    }

    /// The file, where there is one yet.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// True where `plan` is what was read or saved last.
    pub fn holds(&self, plan: &Plan) -> bool {
        self.saved == *plan
    }

    /// Text that a save of `plan` would write.
    pub fn text_of(&self, plan: &Plan) -> String {
        update_toml(&self.text, plan)
    }

    /// Name to propose for a new file beside the plan's: its own with another ending, or one after the plan's name.
    pub fn proposed_name(&self, plan: &Plan, of_plan: bool) -> String {
        let stem = self.path.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_else(|| stem_of(&plan.name));
        format!("{stem}.{}", if of_plan { "toml" } else { "png" })
    }

    /// Writes `plan` into another file, which is its own from then on. What stands there goes: a dialog has asked.
    ///
    /// # Errors
    /// [`PlanFileError`]; both files are then as they were.
    pub fn save_as(&mut self, plan: &Plan, path: &Path) -> Result<PathBuf, PlanFileError> {
        let text = self.text_of(plan);
        save::save(path, text.as_bytes())?;
        (self.path, self.text, self.saved) = (Some(path.to_owned()), text, plan.clone());
        Ok(path.to_owned())
    }

    /// Writes `plan` into its file, or into a new one in `folder` that is named after it; tells which.
    ///
    /// # Errors
    /// [`PlanFileError`]; the file is then as it was.
    pub fn save(&mut self, plan: &Plan, folder: &Path) -> Result<PathBuf, PlanFileError> {
        let path = match &self.path {
            Some(path) => path.clone(),
            None => free_name(folder, &plan.name)?,
        };
        if self.path.is_some()
            && let Ok(there) = std::fs::read_to_string(&path)
            && there != self.text
        {
            // The other's words are kept from now on; its figures go only when this is asked for again.
            self.text = there;
            return Err(PlanFileError::Changed { path });
        }
        let text = update_toml(&self.text, plan);
        save::save(&path, text.as_bytes())?;
        (self.path, self.text, self.saved) = (Some(path.clone()), text, plan.clone());
        Ok(path)
    }
}

/// A name after the plan's that no file in the folder has: `full-head.toml`, `full-head-2.toml`, ….
fn free_name(folder: &Path, plan_name: &str) -> Result<PathBuf, PlanFileError> {
    let stem = stem_of(plan_name);
    (1..=100)
        .map(|n| folder.join(if n == 1 { format!("{stem}.toml") } else { format!("{stem}-{n}.toml") }))
        .find(|path| !path.exists())
        .ok_or_else(|| PlanFileError::NoName { folder: folder.to_owned() })
}

/// The plan's name as a file can have it, without an ending.
fn stem_of(plan_name: &str) -> String {
    let words: Vec<String> = plan_name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stem: String = words.join("-").chars().take(60).collect();
    if stem.is_empty() { "plan".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::presets;

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_plan_goes_back_into_its_file_with_its_comments() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("client.toml");
        let text = presets::text("full-head").unwrap();
        std::fs::write(&path, text).unwrap();
        let mut plan = Plan::from_toml(text).unwrap();
        let mut file = PlanFile::opened(path.clone(), text.to_owned(), plan.clone());
        assert!(file.holds(&plan));
        plan.hair.grey_share = 0.3;
        assert!(!file.holds(&plan));
        assert_eq!(file.save(&plan, Path::new("elsewhere")).unwrap(), path);
        assert!(file.holds(&plan));
        assert_eq!(read(&path), text.replace("grey_share = 0.1 ", "grey_share = 0.3 "));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_plan_without_a_file_gets_one_of_its_name_and_takes_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("full-head.toml"), "somebody's").unwrap();
        let mut plan = Plan::default();
        let mut file = PlanFile::unnamed(presets::STARTING_PLAN.to_owned(), plan.clone());
        plan.client.age_years = 47.0;
        let path = file.save(&plan, folder.path()).unwrap();
        assert_eq!(path, folder.path().join("full-head-2.toml"));
        assert_eq!(read(&folder.path().join("full-head.toml")), "somebody's");
        assert!(read(&path).contains("# Age in years."), "the starting plan's explanations go along");
        assert_eq!(Plan::from_toml(&read(&path)).unwrap(), plan);
        // From now on that is its file.
        plan.client.age_years = 48.0;
        assert_eq!(file.save(&plan, folder.path()).unwrap(), path);
        plan.name = " – ".to_owned();
        assert_eq!(free_name(folder.path(), &plan.name).unwrap(), folder.path().join("plan.toml"));
    }

    #[test]
    fn what_another_program_wrote_is_not_lost_without_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("client.toml");
        let text = "[client]\nage_years = 30.0\n";
        std::fs::write(&path, text).unwrap();
        let mut plan = Plan::from_toml(text).unwrap();
        let mut file = PlanFile::opened(path.clone(), text.to_owned(), plan.clone());
        std::fs::write(&path, "# seen again in May\n[client]\nage_years = 33.0\n").unwrap();
        plan.client.age_years = 31.0;
        assert!(matches!(file.save(&plan, folder.path()), Err(PlanFileError::Changed { .. })));
        assert!(read(&path).contains("33.0"));
        file.save(&plan, folder.path()).unwrap();
        assert_eq!(read(&path), "# seen again in May\n[client]\nage_years = 31.0\n");
    }

    #[test]
    fn a_plan_saved_as_another_file_leaves_the_first_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("client.toml");
        let text = "# seen in May\n[client]\nage_years = 30.0\n";
        std::fs::write(&first, text).unwrap();
        let mut plan = Plan::from_toml(text).unwrap();
        let mut file = PlanFile::opened(first.clone(), text.to_owned(), plan.clone());
        assert_eq!(file.proposed_name(&plan, false), "client.png");
        plan.client.age_years = 31.0;
        let other = folder.path().join("other.toml");
        assert_eq!(file.save_as(&plan, &other).unwrap(), other);
        assert_eq!((read(&first).as_str(), read(&other)), (text, text.replace("30.0", "31.0")));
        assert!(file.holds(&plan) && file.path() == Some(other.as_path()));
        assert!(file.save_as(&plan, &folder.path().join("gone/x.toml")).is_err());
        assert_eq!(file.path(), Some(other.as_path()));
        assert_eq!(PlanFile::unnamed(String::new(), plan.clone()).proposed_name(&plan, true), "full-head.toml");
    }

    #[test]
    fn a_save_that_fails_leaves_the_plan_unsaved() {
        let folder = tempfile::tempdir().unwrap();
        let mut plan = Plan::default();
        let mut file = PlanFile::unnamed(String::new(), plan.clone());
        plan.client.age_years = 47.0;
        assert!(matches!(file.save(&plan, &folder.path().join("gone")), Err(PlanFileError::Save(_))));
        assert!(!file.holds(&plan) && file.path().is_none());
    }
}
