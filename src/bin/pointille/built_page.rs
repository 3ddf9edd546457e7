//! Files that `web/build.sh` makes: where they are looked for.

use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// Engine in one script. A folder that has it is a built one.
pub const ENGINE: &str = "pointille-live.js";

/// Folder of the built page: the one named, or the one that lies with the program.
pub fn folder(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(named) = named {
        return if named.join(ENGINE).is_file() {
            Ok(named.to_owned())
        } else {
            Err(anyhow!(
                "{} holds no built page ({ENGINE} is missing); `web/build.sh` makes one in web/dist",
                named.display()
            ))
        };
    }
    let program = std::env::current_exe().ok();
    let beside = program.iter().flat_map(|program| places(program));
    beside.into_iter().find(|place| place.join(ENGINE).is_file()).ok_or_else(|| {
        anyhow!(
            "the page for browsers is not beside this program; build it by `web/build.sh` and name its folder, web/dist"
        )
    })
}

/// Places of the page beside a program: installed with it, or built in the same checkout.
fn places(program: &Path) -> Vec<PathBuf> {
    let Some(folder) = program.parent() else { return Vec::new() };
    let mut places = vec![folder.join("pointille-web"), folder.join("../share/pointille/web")];
    places.extend(folder.ancestors().take(4).map(|above| above.join("web/dist")));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_beside_a_program_and_in_its_checkout_only_when_it_is_whole() {
        let root = tempfile::tempdir().unwrap();
        let dist = root.path().join("web/dist");
        std::fs::create_dir_all(&dist).unwrap();
        assert!(places(&root.path().join("target/release/pointille")).contains(&dist));
        let refused = folder(Some(&dist)).unwrap_err().to_string();
        assert!(refused.contains("pointille-live.js is missing") && refused.contains("web/build.sh"), "{refused}");
        std::fs::write(dist.join(ENGINE), "").unwrap();
        assert_eq!(folder(Some(&dist)).unwrap(), dist);
    }
}
