//! Unsaved work is kept against a crash, and offered again.

use super::plan_file::PlanFile;
use super::recovery::Unsaved;
use super::state::App;
use crate::plan::Plan;
use crate::studio::Studio;
use std::path::Path;

/// Time that a change may be unkept, seconds; frames come on top.
const KEEP_AFTER_SECONDS: f64 = 1.5;

impl App {
    /// Keeps the plan where it has been unsaved and unkept for long enough, and asks to be called again where it has not.
    pub(super) fn keep(&mut self) {
        let Some(recovery) = &self.desk.recovery else { return };
        if self.is_saved() {
            if self.desk.kept.take().is_some() {
                recovery.forget();
            }
            self.desk.changed_at = None;
            return;
        }
        if self.desk.kept.as_ref() == Some(&self.draft) {
            self.desk.changed_at = None;
            return;
        }
        let since = *self.desk.changed_at.get_or_insert(self.now);
        let left = since + KEEP_AFTER_SECONDS - self.now;
        if left > 0.0 {
            self.context().request_repaint_after(std::time::Duration::from_secs_f64(left));
            return;
        }
        let text = self.file.text_of(&self.draft);
        // The next window may be opened from another folder.
        let whole = |path: Option<&Path>| path.map(|path| std::path::absolute(path).unwrap_or(path.to_owned()));
        let (file, head) = (whole(self.file.path()), whole(self.desk.head_file.as_deref()));
        match recovery.keep(&text, file.as_deref(), head.as_deref()) {
            Ok(()) => self.desk.kept = Some(self.draft.clone()),
            Err(error) => {
                // Told once: a full disk would be told every two seconds.
                self.message = Some(self.voice.tell("ask-not-kept", [("why", &error.to_string())]));
                self.desk.recovery = None;
            }
        }
        self.desk.changed_at = None;
    }

    /// Nothing is left to be offered: saved, or given up.
    pub(super) fn forget_kept(&mut self) {
        if let Some(recovery) = &self.desk.recovery {
            recovery.forget();
        }
        self.desk.kept = None;
    }

    /// Goes on with work that an earlier window left behind.
    pub(super) fn recover(&mut self, unsaved: Unsaved, studio: &mut Studio) {
        let plan = match Plan::from_toml(&unsaved.text) {
            Ok(plan) => plan,
            Err(error) => {
                self.desk.card = Some((self.voice.say("refused"), error.to_string()));
                return;
            }
        };
        let file = unsaved.file.as_deref().and_then(opened).unwrap_or_else(|| {
            // Nothing on the disk holds it yet.
            PlanFile::unnamed(unsaved.text.clone(), Plan { name: String::new(), ..plan.clone() })
        });
        if !self.begin_plan(file, plan, studio) {
            return;
        }
        if let Some(recovery) = &mut self.desk.recovery {
            recovery.forget_ended();
        }
        self.notice = Some(self.voice.say("ask-recovered"));
        if let Some(head) = unsaved.head.filter(|head| head.exists() && self.desk.head_file.as_ref() != Some(head)) {
            self.bring(head);
        }
    }
}

/// A plan's file as it is on the disk.
fn opened(path: &Path) -> Option<PlanFile> {
    let text = std::fs::read_to_string(path).ok()?;
    let plan = Plan::from_toml(&text).ok()?;
    Some(PlanFile::opened(path.to_owned(), text, plan))
}

#[cfg(test)]
mod tests {
    use super::super::recovery::Recovery;
    use super::*;

    fn at(app: &mut App, now: f64) {
        app.step(now);
        app.keep();
    }

    #[test]
    fn two_seconds_after_a_change_it_is_kept_and_once_saved_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::default();
        app.desk.recovery = Recovery::open(folder.path());
        let kept = || std::fs::read_to_string(folder.path().join("unsaved-0.json")).ok();
        at(&mut app, 1.0);
        assert_eq!(kept(), None, "nothing was changed");
        app.draft.client.age_years = 51.0;
        at(&mut app, 10.0);
        assert_eq!(kept(), None);
        // A hand that goes on changing does not put it off.
        app.draft.client.age_years = 52.0;
        at(&mut app, 11.0);
        app.draft.client.age_years = 53.0;
        at(&mut app, 11.9);
        assert!(kept().is_some_and(|text| text.contains("53")));
        app.draft.client.age_years = 38.0;
        at(&mut app, 12.0);
        assert_eq!((kept(), app.is_saved()), (None, true));
    }

    #[test]
    fn a_disk_that_cannot_be_written_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::default();
        let place = folder.path().join("state");
        app.desk.recovery = Recovery::open(&place);
        std::fs::remove_dir_all(&place).unwrap();
        app.draft.client.age_years = 51.0;
        at(&mut app, 1.0);
        at(&mut app, 3.0);
        assert!(app.message.take().is_some());
        at(&mut app, 6.0);
        assert_eq!(app.message, None);
    }
}
