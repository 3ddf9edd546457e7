//! Files that are either whole or not there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
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
            (kind, None) => kind.to_string(),
        };
        Self { path: path.to_owned(), kind: source.kind(), reason, remedy }
    }
}

/// Writes a file whole: into a temporary file beside it first, which is then renamed over it.
///
/// # Errors
/// [`SaveError`] where the folder is missing, may not be written to, or is full; a file that was there stays as it was.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let fail = |source| SaveError::new(path, source);
    check(path)?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".pointille-").tempfile_in(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    share(&file).map_err(fail)?;
    file.persist(path).map_err(|e| fail(e.error))?;
    Ok(())
}

/// Gives a file the permissions of any new file: temporary ones are private to their owner.
#[cfg(unix)]
fn share(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// Tests before a long job whether its file can be written at all.
///
/// # Errors
/// [`SaveError`] where it cannot.
pub fn check(path: &Path) -> Result<(), SaveError> {
    let fail = |source| SaveError::new(path, source);
    if path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator) {
        return Err(fail(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".pointille-").tempfile_in(folder).map_err(fail)?;
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
}
