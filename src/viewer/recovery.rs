//! Unsaved work kept beside the window: written whole every two seconds while there is some, gone when it is saved or given up,
//! offered at the next start where the window ended otherwise. The user's own file is never written.

use crate::output::save;
use serde_json::{Value, json};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Windows that can be open at a time, each with a place of its own.
const PLACES: usize = 64;

/// Work of a window that ended without being asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    /// File of the plan, where it had one.
    pub file: Option<PathBuf>,
    /// File of the head, where it was a scan.
    pub head: Option<PathBuf>,
    /// The plan as text.
    pub text: String,
    /// Time since it was kept.
    pub age: Duration,
}

/// Place where a window keeps its unsaved work; others that run at the same time have others.
#[derive(Debug)]
pub struct Recovery {
    kept: PathBuf,
    /// Held as long as the window lives, however it ends.
    _lock: File,
    /// Places of windows that have ended, each with its lock.
    ended: Vec<(PathBuf, File)>,
}

impl Recovery {
    /// A place in the folder, which is made where there is none. None where the folder cannot be written.
    pub fn open(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).ok()?;
        let mut own = None;
        let mut ended = Vec::new();
        for i in 0..PLACES {
            let kept = folder.join(format!("unsaved-{i}.json"));
            if own.is_some() && !kept.exists() {
                continue;
            }
            let lock = File::options().create(true).append(true).open(folder.join(format!("unsaved-{i}.lock"))).ok()?;
            match lock.try_lock() {
                Ok(()) if kept.exists() => ended.push((kept, lock)),
                Ok(()) => own = Some((kept, lock)),
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(_)) => return None,
            }
        }
        let (kept, lock) = own?;
        Some(Self { kept, _lock: lock, ended })
    }

    /// The latest work that a window left behind.
    pub fn unsaved(&self) -> Option<Unsaved> {
        self.ended.iter().filter_map(|(path, _)| read(path)).min_by_key(|unsaved| unsaved.age)
    }

    /// Forgets what windows left behind: it was taken over or given up.
    pub fn forget_ended(&mut self) {
        for (path, _) in self.ended.drain(..) {
            gone(&path);
        }
    }

    /// Keeps a plan, whole or not at all.
    ///
    /// # Errors
    /// What hindered it, for a person.
    pub fn keep(&self, text: &str, file: Option<&Path>, head: Option<&Path>) -> Result<(), String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let name = |path: Option<&Path>| path.map(|path| path.to_string_lossy().into_owned());
        let kept = json!({ "version": 1, "seconds": now, "file": name(file), "head": name(head), "plan": text });
        save(&self.kept, kept.to_string().as_bytes()).map_err(|error| error.to_string())
    }

    /// Forgets the window's own work: it is saved, or given up.
    pub fn forget(&self) {
        gone(&self.kept);
    }
}

/// Unsaved work that was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForgottenWork {
    /// Number of plans that were removed.
    pub removed: u32,
    /// Number of those that windows still hold which are open.
    pub held: u32,
}

/// Removes the unsaved work that windows have left in a folder; what belongs to a window that is open stays.
///
/// # Errors
/// The file that stays, and why.
pub fn forget_unsaved(folder: &Path) -> Result<ForgottenWork, String> {
    let mut forgotten = ForgottenWork::default();
    for i in 0..PLACES {
        let [kept, lock] = ["json", "lock"].map(|ending| folder.join(format!("unsaved-{i}.{ending}")));
        let remove = |path: &Path| match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(format!("cannot remove {}: {error}", path.display()))
            }
            _ => Ok(()),
        };
        let held = File::open(&lock).is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
        if held {
            forgotten.held += u32::from(kept.exists());
            continue;
        }
        forgotten.removed += u32::from(kept.exists());
        remove(&kept)?;
        remove(&lock)?;
    }
    Ok(forgotten)
}

/// Takes a file away; one that is not there is gone already.
fn gone(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        log::warn!("{} stays: {error}", path.display());
    }
}

fn read(path: &Path) -> Option<Unsaved> {
    let kept: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    let name = |key: &str| kept[key].as_str().map(PathBuf::from);
    let at = UNIX_EPOCH + Duration::from_secs(kept["seconds"].as_u64()?);
    Some(Unsaved {
        file: name("file"),
        head: name("head"),
        text: kept["plan"].as_str()?.to_owned(),
        age: SystemTime::now().duration_since(at).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_window_leaves_behind_is_offered_to_the_next_and_to_nobody_while_it_lives() {
        let folder = tempfile::tempdir().unwrap();
        let first = Recovery::open(folder.path()).unwrap();
        assert_eq!(first.unsaved(), None);
        let (file, head) = (Path::new("/plans/client.toml"), Path::new("/scans/a.obj"));
        first.keep("old", None, None).unwrap();
        first.keep("new", Some(file), Some(head)).unwrap();
        let second = Recovery::open(folder.path()).unwrap();
        assert_eq!(second.unsaved(), None, "the first window still lives");
        second.keep("another's", None, None).unwrap();
        // As a window ends that is killed: nothing runs, the lock goes.
        drop(first);
        let mut third = Recovery::open(folder.path()).unwrap();
        let found = third.unsaved().unwrap();
        assert_eq!(
            (found.text.as_str(), found.file.as_deref(), found.head.as_deref()),
            ("new", Some(file), Some(head))
        );
        assert!(found.age < Duration::from_secs(60));
        // Before it is decided on, the third's own work does not overwrite it, nor does a fourth window take it.
        third.keep("third's", None, None).unwrap();
        assert_eq!(Recovery::open(folder.path()).unwrap().unsaved(), None);
        assert_eq!(third.unsaved().unwrap().text, "new");
        third.forget_ended();
        third.forget();
        drop((second, third));
        assert_eq!(Recovery::open(folder.path()).unwrap().unsaved().unwrap().text, "another's");
    }

    #[test]
    fn what_windows_left_behind_is_forgotten_and_an_open_ones_work_stays() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(forget_unsaved(&folder.path().join("none")), Ok(ForgottenWork::default()));
        let (ended, open) = (Recovery::open(folder.path()).unwrap(), Recovery::open(folder.path()).unwrap());
        ended.keep("left behind", None, None).unwrap();
        open.keep("still open", None, None).unwrap();
        drop(ended);
        assert_eq!(forget_unsaved(folder.path()), Ok(ForgottenWork { removed: 1, held: 1 }));
        assert_eq!(Recovery::open(folder.path()).unwrap().unsaved(), None);
        drop(open);
        assert_eq!(forget_unsaved(folder.path()), Ok(ForgottenWork { removed: 1, held: 0 }));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
    }

    #[test]
    fn what_is_saved_or_broken_is_not_offered() {
        let folder = tempfile::tempdir().unwrap();
        let window = Recovery::open(folder.path()).unwrap();
        window.keep("plan", None, None).unwrap();
        window.forget();
        window.forget();
        drop(window);
        assert_eq!(Recovery::open(folder.path()).unwrap().unsaved(), None);
        std::fs::write(folder.path().join("unsaved-0.json"), "{\"plan\": 3").unwrap();
        assert_eq!(Recovery::open(folder.path()).unwrap().unsaved(), None);
        assert!(Recovery::open(&folder.path().join("unsaved-0.json")).is_none(), "a file is no folder");
    }
}
