//! Files that are brought into the window: read beside it, refused in words, and nothing of what is open touched meanwhile.

use super::job::Job;
use super::photograph::Photograph;
use super::voice::Voice;
use super::{fault_words, wording};
use crate::case::{Case, FieldStore};
use crate::head::import::ImportOptions;
use crate::plan::Plan;
use crate::scene::{NamedRig, Panorama};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files larger than this are no plan.
const PLAN_MAX_BYTES: u64 = 16 << 20;
/// Files larger than this are no photograph.
const PHOTOGRAPH_MAX_BYTES: u64 = 256 << 20;
/// Files larger than this are no panorama that could be held.
const PANORAMA_MAX_BYTES: u64 = 1 << 30;

/// Endings of the files that can be brought in, by kind.
pub const PLANS: [&str; 1] = ["toml"];
/// Endings of scans.
pub const SCANS: [&str; 4] = ["obj", "ply", "stl", "glb"];
/// Endings of panoramas.
pub const PANORAMAS: [&str; 2] = ["hdr", "exr"];
/// Endings of photographs that can be read.
pub const PHOTOGRAPHS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];
/// Endings of photographs that are refused with words of their own.
const OTHER_PHOTOGRAPHS: [&str; 5] = ["heic", "heif", "avif", "tif", "tiff"];

/// A file that was brought in, as it can be used.
pub enum Arrival {
    /// A plan: its file, its text, and what the text says.
    Plan(PathBuf, String, Box<Plan>),
    /// A plan laid on another head: a scan's file, or none for the built-in head.
    Head(Option<PathBuf>, Box<Case>),
    /// A room's light.
    Light(NamedRig),
    /// A photograph of the client.
    Photograph(Photograph),
}

/// Begins to read a file. A scan is worked out with `plan` laid on it.
pub fn bring(
    voice: Voice,
    path: PathBuf,
    plan: Plan,
    store: Arc<dyn FieldStore>,
    wake: impl Fn() + Send + 'static,
) -> Job<Arrival> {
    Job::begin(wake, move |_| {
        read(voice, &path, plan, store).map_err(|why| wording::not_brought_in(voice, &path, &why))
    })
}

/// Begins to lay a plan on the built-in head.
pub fn built_in(plan: Plan, store: Arc<dyn FieldStore>, wake: impl Fn() + Send + 'static) -> Job<Arrival> {
    Job::begin(wake, move |_| {
        let case = Case::built_in_with(plan, store).map_err(|error| error.to_string())?;
        Ok(Arrival::Head(None, Box::new(case)))
    })
}

fn read(voice: Voice, path: &Path, plan: Plan, store: Arc<dyn FieldStore>) -> Result<Arrival, String> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is = |endings: &[&str]| endings.contains(&ending.as_str());
    let name = || path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if is(&PLANS) {
        let text = String::from_utf8(bytes(voice, path, PLAN_MAX_BYTES)?).map_err(|_| voice.say("refused-not-text"))?;
        let plan = Plan::from_toml(&text).map_err(|fault| fault_words::of_plan(voice, &fault))?;
        Ok(Arrival::Plan(path.to_owned(), text, Box::new(plan)))
    } else if is(&SCANS) {
        let options = ImportOptions::default();
        let bytes = bytes(voice, path, options.max_bytes)?;
        let case = Case::scanned_with(plan, &bytes, &path.to_string_lossy(), &options.beside(path), store);
        let case = case.map_err(|fault| fault_words::of_case(voice, &fault))?;
        Ok(Arrival::Head(Some(path.to_owned()), Box::new(case)))
    } else if is(&PANORAMAS) {
        let panorama = Panorama::read(&bytes(voice, path, PANORAMA_MAX_BYTES)?).map_err(|error| error.to_string())?;
        Ok(Arrival::Light(NamedRig { name: name(), rig: panorama.rig() }))
    } else if is(&PHOTOGRAPHS) || is(&OTHER_PHOTOGRAPHS) {
        Ok(Arrival::Photograph(Photograph::read(voice, name(), &bytes(voice, path, PHOTOGRAPH_MAX_BYTES)?)?))
    } else {
        Err(voice.say("refused-unknown-kind"))
    }
}

/// Bytes of a file up to a limit.
fn bytes(voice: Voice, path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let about = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => voice.say("refused-no-file"),
        _ => error.to_string(),
    })?;
    if about.is_dir() {
        return Err(voice.say("refused-folder"));
    }
    if about.len() > most {
        return Err(voice.tell("refused-large", [("most", &(most >> 20).to_string())]));
    }
    std::fs::read(path).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::CaseError;
    use crate::mesh::obj::write_obj;

    #[derive(Debug)]
    struct NoFields;

    impl FieldStore for NoFields {
        fn load(&self, _: &str) -> Option<Vec<u8>> {
            None
        }

        fn store(&self, _: &str, _: &[u8]) {}
    }

    fn brought(path: &Path) -> Result<Arrival, String> {
        let (woken, wakes) = std::sync::mpsc::channel();
        let wake = move || woken.send(()).unwrap_or_default();
        let job = bring(Voice::default(), path.to_owned(), Plan::default(), Arc::new(NoFields), wake);
        loop {
            if let Some(made) = job.take() {
                return made;
            }
            wakes.recv().unwrap();
        }
    }

    #[test]
    fn a_plan_comes_in_and_what_is_none_is_refused_with_its_name_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let plan = put("client.toml", "[client]\nage_years = 51.0\n");
        let Ok(Arrival::Plan(path, text, read)) = brought(&plan) else { panic!("no plan") };
        assert_eq!((path, read.client.age_years), (plan, 51.0));
        assert!(text.starts_with("[client]"));
        for (name, text, says) in [
            ("broken.toml", "[client]\nage_years = \"old\"\n", "line 2"),
            ("scan.obj", "v 0 0 0\n", "scan.obj"),
            ("room.hdr", "no panorama", "room.hdr"),
            ("face.JPG", "", "photograph"),
            ("notes.txt", "", "a plan (.toml)"),
        ] {
            let refused = brought(&put(name, text)).err().unwrap();
            assert!(refused.contains(name) && refused.contains(says), "{refused}");
        }
        let gone = brought(&folder.path().join("gone.toml")).err().unwrap();
        assert!(gone.contains("gone.toml") && gone.contains("no such file"), "{gone}");
        assert!(brought(folder.path()).is_err());
    }

    #[test]
    fn a_scan_comes_in_with_the_plan_laid_on_it() -> Result<(), CaseError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("client.OBJ");
        let head = Case::built_in(Plan::default())?.head().mesh.clone();
        let mut bytes = Vec::new();
        write_obj(&head, "head", &mut bytes).unwrap();
        std::fs::write(&path, bytes).unwrap();
        let Ok(Arrival::Head(file, case)) = brought(&path) else { panic!("no head") };
        assert_eq!(file.as_ref(), Some(&path));
        assert!(case.import().is_some() && case.dots().len() > 1000);
        Ok(())
    }
}
