//! Files that are either whole or not there, and what to do where the place is no plain file.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thiserror::Error;

/// An error: a file could not be written. The file that was there before is unchanged.
#[derive(Debug, Error)]
#[error("cannot write {path}: {reason}; {remedy}")]
pub struct SaveError {
    /// Path of the file.
    pub path: PathBuf,
    /// Kind of the system's error.
    pub kind: io::ErrorKind,
    reason: String,
    remedy: &'static str,
}

impl SaveError {
    fn new(path: &Path, source: io::Error) -> Self {
        let remedy = match source.kind() {
            io::ErrorKind::NotFound => "make it first, or name another",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "choose a folder that you may write to"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room, or choose another disk",
            io::ErrorKind::IsADirectory | io::ErrorKind::AlreadyExists => "name a file, not a folder",
            _ => "choose another place",
        };
        // The text comes from the error's kind: the system's own message names the temporary file, which the user never
        // chose.
        let reason = match (source.kind(), source.raw_os_error()) {
            (io::ErrorKind::NotFound, _) => "there is no such folder".to_owned(),
            (_, Some(_)) => source.to_string(),
            (io::ErrorKind::InvalidInput, None) => source.to_string(),
            (kind, None) => kind.to_string(),
        };
        Self { path: path.to_owned(), kind: source.kind(), reason, remedy }
    }
}

/// Beginning of the names of temporary files.
const TEMPORARY: &str = ".pointille-";
/// Temporary files older than this were left by a program that was killed.
const LEFT_AFTER: Duration = Duration::from_secs(3600);

/// Held while a temporary file lies on the disk.
static SAVING: Mutex<()> = Mutex::new(());

/// A hold on all writing: no file is half written, and none is begun, for as long as the result lives. For who is about to end the
/// program.
pub fn hold() -> impl Sized {
    SAVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file whole: into a temporary file beside it first, which is then renamed over it. The mode is that of the file that was
/// there, or of any new file. A link is written through; a pipe or a character device gets the bytes as they are.
///
/// # Errors
/// [`SaveError`] where the folder is missing, may not be written to, or is full; a file that was there stays as it was.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    save_as(path, bytes, false)
}

/// [`save`], for nobody's eyes but the user's own: mode 0600 where the system knows modes.
///
/// # Errors
/// As [`save`].
pub fn save_private(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    save_as(path, bytes, true)
}

fn save_as(path: &Path, bytes: &[u8], private: bool) -> Result<(), SaveError> {
    let fail = |source| SaveError::new(path, source);
    let (place, kind) = place(path).map_err(fail)?;
    if kind == Kind::Stream {
        let mut stream = OpenOptions::new().write(true).open(&place).map_err(fail)?;
        return stream.write_all(bytes).map_err(fail);
    }
    let folder = folder_of(&place);
    let _held = hold();
    let mut file = temporary(folder, private).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    if !private && let Ok(before) = std::fs::metadata(&place) {
        file.as_file().set_permissions(before.permissions()).map_err(fail)?;
    }
    file.as_file().sync_all().map_err(fail)?;
    file.persist(&place).map_err(|e| fail(e.error))?;
    sweep(folder);
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file, with the mode of a new file or of a private one.
fn temporary(folder: &Path, private: bool) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the process's mask takes from it is taken.
        builder.permissions(std::fs::Permissions::from_mode(if private { 0o600 } else { 0o666 }));
    }
    let _ = private;
    builder.tempfile_in(folder)
}

/// Removes temporary files that were left in a folder long ago.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.take(4096).flatten() {
        let old = || {
            let modified = entry.metadata().ok().filter(std::fs::Metadata::is_file)?.modified().ok()?;
            Some(modified.elapsed().ok()? > LEFT_AFTER)
        };
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) && old() == Some(true) {
            // Another process may have been quicker.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Kind of thing that lies at a place to be written.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A plain file, or nothing yet.
    File,
    /// A pipe or a character device, which takes bytes as they come.
    Stream,
}

/// Links that are followed, one to the next.
const MOST_LINKS: usize = 32;

/// Place that a path leads to, and what lies there.
fn place(path: &Path) -> io::Result<(PathBuf, Kind)> {
    if path.to_string_lossy().ends_with(std::path::is_separator) {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(found) = std::fs::symlink_metadata(&place) else { return Ok((place, Kind::File)) };
        if found.is_symlink() {
            // One that leads nowhere is made there, as a shell would.
            let target = std::fs::read_link(&place)?;
            place = folder_of(&place).join(target);
            continue;
        }
        if found.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if found.is_file() {
            return Ok((place, Kind::File));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            let kind = found.file_type();
            if kind.is_fifo() || kind.is_char_device() {
                return Ok((place, Kind::Stream));
            }
        }
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is neither a file nor a pipe"));
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "its links go round in a circle"))
}

/// Tests before a long job whether its file can be written at all.
///
/// # Errors
/// [`SaveError`] where it cannot.
pub fn check(path: &Path) -> Result<(), SaveError> {
    let fail = |source| SaveError::new(path, source);
    let (place, kind) = place(path).map_err(fail)?;
    if kind == Kind::File {
        let _held = hold();
        temporary(folder_of(&place), true).map_err(fail)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        save(&path, b"one").unwrap();
        save(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_folder_and_a_folder_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let missing = save(&folder.path().join("no/where.png"), b"x").unwrap_err().to_string();
        assert!(missing.contains("no such folder"), "{missing}");
        let is_folder = save(folder.path(), b"x").unwrap_err().to_string();
        assert!(is_folder.contains("not a folder"), "{is_folder}");
    }

    #[cfg(unix)]
    #[test]
    fn modes_are_kept_and_private_files_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (new, plain) = (folder.path().join("new"), folder.path().join("plain"));
        save(&new, b"x").unwrap();
        std::fs::write(&plain, b"x").unwrap();
        assert_eq!(mode(&new), mode(&plain), "as any new file");
        for kept in [0o600, 0o640, 0o755] {
            std::fs::set_permissions(&plain, std::fs::Permissions::from_mode(kept)).unwrap();
            save(&plain, b"y").unwrap();
            assert_eq!(mode(&plain), kept);
        }
        save_private(&new, b"z").unwrap();
        assert_eq!(mode(&new), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_written_through_and_stay_links() {
        let folder = tempfile::tempdir().unwrap();
        let [real, link, chain, dangling, round] =
            ["real", "link", "chain", "dangling", "round"].map(|name| folder.path().join(name));
        std::fs::write(&real, b"old").unwrap();
        for (from, to) in [(&link, "real"), (&chain, "link"), (&dangling, "made"), (&round, "round")] {
            std::os::unix::fs::symlink(to, from).unwrap();
        }
        save(&chain, b"new").unwrap();
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
        save(&dangling, b"here").unwrap();
        assert_eq!(std::fs::read(folder.path().join("made")).unwrap(), b"here");
        assert!([&link, &chain, &dangling].iter().all(|l| std::fs::symlink_metadata(l).unwrap().is_symlink()));
        assert!(save(&round, b"x").is_err() && check(&round).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_stays_a_device() {
        use std::os::unix::fs::FileTypeExt;
        save(Path::new("/dev/null"), b"gone").unwrap();
        check(Path::new("/dev/null")).unwrap();
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    }

    #[test]
    fn what_was_left_long_ago_is_swept_and_what_is_new_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new, other] = [".pointille-old", ".pointille-new", "old.png"].map(|name| folder.path().join(name));
        for path in [&old, &new, &other] {
            std::fs::write(path, b"x").unwrap();
        }
        let long_ago = std::time::SystemTime::now() - 3 * LEFT_AFTER;
        for path in [&old, &other] {
            std::fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
        }
        save(&folder.path().join("a.png"), b"x").unwrap();
        assert!(!old.exists() && new.exists() && other.exists());
    }
}
