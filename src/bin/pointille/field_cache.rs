//! What the program keeps between starts: fields of sites in the user's cache folder, so that the second start is quick.
//!
//! An entry holds numbers of triangles, weights and ranks: no coordinates and no names, but who has the scan can tell that it was
//! here. So folder and entries are the user's alone (0700, 0600). An entry is somebody else's word all the same: only a plain file
//! of a sane size is read, and what is in it is checked. The folder is trimmed to [`MOST_BYTES`], the longest unused first.

use crate::Outcome;
use crate::say::say;
use anyhow::anyhow;
use etcetera::BaseStrategy;
use pointille::case::FieldStore;
use pointille::output::save::{save_private, sweep};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes that all entries may take together.
const MOST_BYTES: u64 = 200_000_000;
/// A larger file is no entry.
const ENTRY_MAX_BYTES: u64 = 64 << 20;
/// Beginning of the names of entries.
const ENTRY: &str = "field-";

/// Store of fields of sites in the user's cache folder (`POINTILLE_CACHE` names another).
#[derive(Debug)]
pub struct DiskStore {
    folder: Option<PathBuf>,
}

/// An entry: when it was used last, its size, and where it is.
type Entry = (SystemTime, u64, PathBuf);

impl DiskStore {
    pub fn new() -> Self {
        let told = std::env::var_os("POINTILLE_CACHE").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let usual = || Some(etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("pointille"));
        Self { folder: told.or_else(usual) }
    }

    /// A store that keeps nothing.
    #[cfg(feature = "viewer")]
    pub fn nothing() -> Self {
        Self { folder: None }
    }

    /// All entries, the longest unused first.
    fn entries(&self) -> Vec<Entry> {
        let listed = self.folder.as_ref().and_then(|folder| std::fs::read_dir(folder).ok());
        let entry = |e: std::fs::DirEntry| {
            let found = e.metadata().ok().filter(std::fs::Metadata::is_file)?;
            let own = e.file_name().to_string_lossy().starts_with(ENTRY);
            own.then(|| Some((found.modified().ok()?, found.len(), e.path())))?
        };
        let mut all: Vec<Entry> = listed.into_iter().flatten().flatten().filter_map(entry).collect();
        all.sort();
        all
    }

    /// Removes the longest unused entries until the rest is small enough.
    fn trim(&self, most_bytes: u64) {
        let all = self.entries();
        let mut total: u64 = all.iter().map(|e| e.1).sum();
        for (_, bytes, path) in all {
            if total <= most_bytes {
                return;
            }
            // Another process may have been quicker.
            let _ = std::fs::remove_file(path);
            total -= bytes;
        }
    }
}

/// The bytes of an entry: a plain file's, up to a limit.
fn load(path: &Path) -> Option<Vec<u8>> {
    // Asked before it is opened: opening a pipe waits for who writes to it.
    std::fs::symlink_metadata(path).ok().filter(|m| m.is_file() && m.len() <= ENTRY_MAX_BYTES)?;
    let file = std::fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    (&file).take(ENTRY_MAX_BYTES).read_to_end(&mut bytes).ok()?;
    // Used just now; where that cannot be noted it is only trimmed sooner.
    let _ = file.set_modified(SystemTime::now());
    Some(bytes)
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

impl FieldStore for DiskStore {
    fn load(&self, key: &str) -> Option<Vec<u8>> {
        load(&self.folder.as_ref()?.join(key))
    }

    fn store(&self, key: &str, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let kept = make_private(folder).map_err(anyhow::Error::from);
        if let Err(error) = kept.and_then(|()| Ok(save_private(&folder.join(key), bytes)?)) {
            log::debug!("the field of sites is not kept: {error:#}");
        }
        self.trim(MOST_BYTES);
    }
}

/// Removes all that the program keeps between starts.
pub fn forget() -> Outcome {
    #[cfg(feature = "viewer")]
    if let Some(folder) = crate::files::state_folder() {
        forget_window(&folder)?;
    }
    let store = DiskStore::new();
    let Some(folder) = &store.folder else { return say!("nothing is kept: there is no cache folder") };
    let (mut files, mut bytes) = (0, 0);
    for (_, size, path) in store.entries() {
        std::fs::remove_file(&path).map_err(|error| anyhow!("cannot remove {}: {error}", path.display()))?;
        (files, bytes) = (files + 1, bytes + size);
    }
    sweep(folder);
    // Gone where nothing else lies in it.
    let _ = std::fs::remove_dir(folder);
    say!("removed {files} fields of sites ({:.1} MB) from {}", bytes as f64 / 1e6, folder.display())
}

/// Removes what windows keep: unsaved work, which scans plans were drawn on, and the size of the controls.
#[cfg(feature = "viewer")]
fn forget_window(folder: &Path) -> Outcome {
    let work = pointille::viewer::forget_unsaved(folder).map_err(|error| anyhow!(error))?;
    if work.removed > 0 {
        let (count, plans) = (work.removed, if work.removed == 1 { "plan" } else { "plans" });
        say!("removed the unsaved work on {count} {plans} from {}", folder.display())?;
    }
    if work.held > 0 {
        say!("a window is open: its unsaved work in {} goes when it is closed", folder.display())?;
    }
    for (name, what) in
        [("heads.json", "the list of the scans that plans were drawn on"), ("window.json", "the size of the controls")]
    {
        let kept = folder.join(name);
        if kept.exists() {
            std::fs::remove_file(&kept).map_err(|error| anyhow!("cannot remove {}: {error}", kept.display()))?;
            say!("removed {what}: {}", kept.display())?;
        }
    }
    sweep(folder);
    // Gone where nothing else lies in it.
    let _ = std::fs::remove_dir(folder);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &Path) -> DiskStore {
        DiskStore { folder: Some(folder.join("cache")) }
    }

    #[test]
    fn what_was_used_longest_ago_is_trimmed_first() {
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path());
        for name in ["field-a", "field-b", "field-c"] {
            store.store(name, &[7; 100]);
        }
        let at = |name: &str, seconds: u64| {
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            let path = home.path().join("cache").join(name);
            std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        };
        at("field-a", 10);
        at("field-b", 20);
        at("field-c", 30);
        assert!(store.load("field-a").is_some(), "used just now");
        store.trim(250);
        assert!(store.load("field-b").is_none() && store.load("field-a").is_some() && store.load("field-c").is_some());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_reads_it_and_only_plain_files_are_read() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path());
        store.store("field-a", b"x");
        let folder = home.path().join("cache");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("field-a"))), (0o700, 0o600));
        std::os::unix::fs::symlink("/dev/zero", folder.join("field-b")).unwrap();
        assert!(store.load("field-b").is_none());
        let huge = std::fs::File::create(folder.join("field-c")).unwrap();
        huge.set_len(ENTRY_MAX_BYTES + 1).unwrap();
        assert!(store.load("field-c").is_none());
    }
}
