//! `pointille batch`: many pictures from one manifest. What is done is skipped, what fails is told at the end.

use crate::args::{BatchArgs, Shard};
use crate::manifest::{Manifest, Row};
use crate::progress::Bar;
use crate::{Outcome, farms, files, usage};
use anyhow::{Context, anyhow};
use pointille::output::{Develop, PictureFormat, encode, provenance, save};
use pointille::render::{Gpu, Side, StillOptions};
use pointille::scene::{Focus, Scene};
use pointille::{Plan, Studio};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Largest manifest.
const MAX_BYTES: u64 = 16 << 20;
/// Folder, below the batch's, that says what is done: a file a picture.
const DONE: &str = ".done";

pub fn batch(args: &BatchArgs, bars: bool) -> Outcome {
    let manifest = match read(&args.manifest) {
        Ok(manifest) => manifest,
        Err(error) => return usage(error),
    };
    if let Some(farm) = args.farm {
        let template = farms::template(farm, &args.manifest, manifest.rows.len());
        return files::write(Path::new("-"), template.as_bytes());
    }
    if args.commands {
        return files::write(Path::new("-"), farms::commands(&args.manifest, manifest.rows.len()).as_bytes());
    }
    if let Some(row) = args.row
        && !(1..=manifest.rows.len()).contains(&row)
    {
        return usage(anyhow!("the manifest has pictures 1 to {}, not {row}", manifest.rows.len()));
    }
    files::folder(&manifest.folder)?;
    files::folder(&manifest.folder.join(DONE))?;
    let shard = args.shard.unwrap_or(Shard { part: 1, of: 1 });
    if args.jobs > 1 && args.row.is_none() {
        return in_processes(args, shard, &manifest);
    }
    let chosen: Vec<usize> = (0..manifest.rows.len())
        .filter(|i| args.row.map_or(i % shard.of == shard.part - 1, |row| row == i + 1))
        .collect();
    run(args, &manifest, chosen, bars)
}

fn read(path: &Path) -> anyhow::Result<Manifest> {
    let bytes = files::read(path, MAX_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("{} is no manifest: it is not text", path.display()))?;
    let beside = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Manifest::from_toml(&text, beside).with_context(|| path.display().to_string())
}

/// Processes of this program, as many as asked for, each with a part of the pictures.
fn in_processes(args: &BatchArgs, shard: Shard, manifest: &Manifest) -> Outcome {
    let program = std::env::current_exe().context("this program's own file is not to be found")?;
    let mut children = Vec::new();
    for job in 0..args.jobs {
        let part = format!("{}/{}", shard.part + job * shard.of, shard.of * args.jobs);
        let child = Command::new(&program)
            .arg("batch")
            .arg(&args.manifest)
            .args(["--no-progress", "--shard", &part, "--backend", args.device.backend.name()])
            .stdin(Stdio::null())
            .spawn()
            .context("another process cannot be started")?;
        children.push(child);
    }
    let mut failed = 0;
    for mut child in children {
        failed += usize::from(!child.wait().context("a process of the batch was lost")?.success());
    }
    if failed > 0 {
        return Err(anyhow!(
            "{failed} of {} processes failed; what is missing is drawn by running it again",
            args.jobs
        )
        .into());
    }
    log::info!("{} pictures are in {}", manifest.rows.len(), manifest.folder.display());
    Ok(())
}

/// A studio with the head and the plan that it was made for.
struct Open {
    head: Option<PathBuf>,
    plan: String,
    studio: Studio,
}

fn run(args: &BatchArgs, manifest: &Manifest, chosen: Vec<usize>, bars: bool) -> Outcome {
    let mut bar = Bar::new("drawing the batch", bars);
    let (mut drawn, mut skipped, mut failed) = (0, 0, Vec::new());
    let mut open = None;
    let all = chosen.len() as f32;
    for (count, index) in chosen.into_iter().enumerate() {
        let row = &manifest.rows[index];
        match one(args, &manifest.folder, row, &mut open) {
            Ok(true) => drawn += 1,
            Ok(false) => skipped += 1,
            Err(error) => {
                // A device that failed is not drawn with again.
                open = None;
                log::warn!("picture {} ({}): {error:#}", index + 1, row.name.display());
                failed.push(format!("{} ({}): {error:#}", index + 1, row.name.display()));
            }
        }
        bar.at((count + 1) as f32 / all);
    }
    drop(bar);
    log::info!("{drawn} drawn, {skipped} done before, {} failed", failed.len());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(anyhow!("{} of the pictures failed; the others are done:\n  {}", failed.len(), failed.join("\n  ")).into())
    }
}

/// Draws a picture unless it is there already; says whether it drew.
fn one(args: &BatchArgs, folder: &Path, row: &Row, open: &mut Option<Open>) -> anyhow::Result<bool> {
    let plan = files::plan(Some(&row.plan))?;
    let recipe = recipe(row, &plan)?;
    let file = folder.join(&row.name);
    let mark = mark(folder, &row.name);
    if is_done(&file, &mark, &recipe) {
        return Ok(false);
    }
    let studio = studio_for(args, row, plan, open)?;
    let case = studio.case();
    let mut camera = row.view.camera();
    if row.focus != Focus::Head {
        (camera.target, camera.distance_mm) = (case.focus_point(row.focus), 400.0);
    }
    let camera = row.camera.map_or(camera, |preset| preset.held(camera, case.head()));
    let scene = Scene::default().camera(camera).rig(row.light.rig());
    let side = if row.before { Side::Before } else { Side::After };
    let options = StillOptions::new(row.size).quality(row.quality).side(side);
    let (picture, _) = studio.still(&scene, row.at, &options, &mut |_| true)?;
    let about = provenance(studio.case(), &row.says, Develop::default(), false);
    let bytes = encode(&picture, PictureFormat::of(&row.name)?, &about)?;
    for path in [&file, &mark] {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        }
    }
    save(&file, &bytes)?;
    save(&mark, format!("{recipe} gives {} bytes\n", bytes.len()).as_bytes())?;
    Ok(true)
}

/// The studio for a picture: as it is, with another plan, or with another head.
fn studio_for<'a>(
    args: &BatchArgs,
    row: &Row,
    plan: Plan,
    open: &'a mut Option<Open>,
) -> anyhow::Result<&'a mut Studio> {
    let same_head = open.as_ref().is_some_and(|o| o.head == row.head);
    // The built-in head is made by the plan, which `set_plan` sees to.
    if !same_head {
        *open = None;
    }
    match open {
        Some(open) => {
            if open.plan != row.plan {
                open.studio.set_plan(plan)?;
                open.plan.clone_from(&row.plan);
            }
            Ok(&mut open.studio)
        }
        None => {
            let case = files::case_of(plan, row.head.as_deref(), files::import_options(&args.scan))?;
            let studio = Studio::with_gpu(case, Gpu::headless(args.device.backend)?)?;
            Ok(&mut open.insert(Open { head: row.head.clone(), plan: row.plan.clone(), studio }).studio)
        }
    }
}

/// All that a picture depends on, in one line: what its mark says of it.
fn recipe(row: &Row, plan: &Plan) -> anyhow::Result<String> {
    let head = match &row.head {
        Some(path) => {
            let about = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
            let changed = about.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
            format!("{:?} of {} bytes, changed {changed:?}", path, about.len())
        }
        None => "built-in".to_owned(),
    };
    Ok(format!("pointille {} plan={} {} head={head}", env!("CARGO_PKG_VERSION"), plan.digest(), row.says))
}

fn mark(folder: &Path, name: &Path) -> PathBuf {
    let mut mark = folder.join(DONE).join(name).into_os_string();
    mark.push(".txt");
    mark.into()
}

fn is_done(file: &Path, mark: &Path, recipe: &str) -> bool {
    let length = std::fs::metadata(file).map(|about| about.len());
    let said = std::fs::read_to_string(mark);
    matches!((length, said), (Ok(length), Ok(said)) if said.trim_end() == format!("{recipe} gives {length} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Farm;

    #[test]
    fn a_picture_is_done_when_its_mark_and_its_length_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let (file, mark) = (folder.path().join("a.png"), mark(folder.path(), Path::new("a.png")));
        std::fs::create_dir_all(mark.parent().unwrap()).unwrap();
        assert!(!is_done(&file, &mark, "1234"));
        std::fs::write(&file, b"picture").unwrap();
        assert!(!is_done(&file, &mark, "1234"), "a picture that nothing vouches for");
        std::fs::write(&mark, "1234 gives 7 bytes\n").unwrap();
        assert!(is_done(&file, &mark, "1234"));
        assert!(!is_done(&file, &mark, "1235"), "another plan");
        std::fs::write(&file, b"pict").unwrap();
        assert!(!is_done(&file, &mark, "1234"), "cut short");
    }

    #[test]
    fn every_farm_gets_a_template_that_names_manifest_and_count() {
        for farm in <Farm as clap::ValueEnum>::value_variants() {
            let text = farms::template(*farm, Path::new("my pictures.toml"), 200);
            assert!(text.contains("my pictures.toml") && text.contains("200"), "{farm:?}: {text}");
        }
        let commands = farms::commands(Path::new("it's.toml"), 3);
        assert_eq!(commands.lines().count(), 3);
        assert_eq!(commands.lines().next(), Some(r"pointille batch 'it'\''s.toml' --row 1"));
    }
}
