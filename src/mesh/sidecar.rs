//! Files beside a scan that it names: material libraries and pictures.
//!
//! A name in a file is not trusted. It is looked for in the scan's own folder and below, never elsewhere. Of a path
//! from another machine, or one that leads out of the folder, only the last part is used, and a link that leads out is
//! refused.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Bytes of the file called `name` in `folder`, or a short reason why there are none.
pub(super) fn fetch(folder: &Path, name: &str, max_bytes: u64) -> Result<Vec<u8>, String> {
    let home = folder.canonicalize().map_err(|_| "the scan's folder is not to be found".to_owned())?;
    let name = name.trim().trim_matches('"');
    let found = places(name).find_map(|place| home.join(place).canonicalize().ok());
    let found = found.or_else(|| places(name).find_map(|place| by_other_case(&home, &place)));
    let path = found.ok_or("there is no such file beside the scan")?;
    if !path.starts_with(&home) {
        return Err("it lies outside the scan's folder".to_owned());
    }
    if !path.is_file() {
        return Err("it is no file".to_owned());
    }
    let file = File::open(&path).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > max_bytes {
        return Err(format!("it is larger than {} MiB", max_bytes >> 20));
    }
    Ok(bytes)
}

/// The file whose name differs from `place` in capitals alone, as it comes from systems that do not tell them apart.
fn by_other_case(home: &Path, place: &Path) -> Option<PathBuf> {
    let mut at = home.to_owned();
    for part in place.components() {
        let Component::Normal(part) = part else { continue };
        let wanted = part.to_string_lossy().to_lowercase();
        // Folders of more files than this are no scan's.
        let entry = std::fs::read_dir(&at).ok()?.take(4096).flatten();
        at = entry
            .map(|entry| entry.path())
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase() == wanted))?;
    }
    at.canonicalize().ok()
}

/// Paths of a name relative to the folder: as it is written, and by its last part.
fn places(name: &str) -> impl Iterator<Item = PathBuf> {
    let name = name.replace('\\', "/");
    let last = name.rsplit('/').next().unwrap_or_default().to_owned();
    let written = PathBuf::from(name);
    let stays = written.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    let last = Some(PathBuf::from(last)).filter(|l| l.components().all(|c| matches!(c, Component::Normal(_))));
    Some(written).filter(|_| stays).into_iter().chain(last).filter(|place| !place.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_the_folder_is_read() {
        let outer = tempfile::tempdir().unwrap();
        let home = outer.path().join("scan");
        std::fs::create_dir_all(home.join("tex")).unwrap();
        std::fs::write(outer.path().join("secret.png"), b"secret").unwrap();
        std::fs::write(home.join("a b.png"), b"a").unwrap();
        std::fs::write(home.join("tex/b.png"), b"b").unwrap();
        let get = |name: &str| fetch(&home, name, 10);
        for name in ["a b.png", "./a b.png", "C:\\Users\\me\\a b.png", "/home/me/a b.png", "../scan/a b.png"] {
            assert_eq!(get(name).unwrap(), b"a", "{name}");
        }
        assert_eq!(get("tex\\b.png").unwrap(), b"b");
        assert_eq!(get("TEX/B.PNG").unwrap(), b"b");
        assert_eq!(get("\"a b.png\"").unwrap(), b"a");
        for name in ["", ".", "..", "../secret.png", "tex/../../secret.png", "/etc/passwd", "../../etc/passwd", "a\0b"]
        {
            assert!(get(name).is_err(), "{name:?}");
        }
        assert!(get("tex").unwrap_err().contains("no file"));
        assert!(fetch(&home, "a b.png", 0).unwrap_err().contains("larger"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outer.path().join("secret.png"), home.join("link.png")).unwrap();
            assert!(get("link.png").unwrap_err().contains("outside"));
        }
    }
}
