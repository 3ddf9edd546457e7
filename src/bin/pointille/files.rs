//! Plans, heads and outputs by name: a file, `-`, or a built-in.

use crate::args::{CaseArgs, OverrideArgs, ScanArgs};
use crate::choices::LightArg;
use crate::field_cache::DiskStore;
use crate::{Failure, Outcome, say, usage};
use anyhow::{Context, anyhow};
#[cfg(feature = "viewer")]
use etcetera::BaseStrategy;
use pointille::case::{Case, FieldStore};
use pointille::head::import::ImportOptions;
use pointille::output::save;
use pointille::plan::presets;
use pointille::scene::{NamedRig, Panorama};
#[cfg(feature = "viewer")]
use pointille::viewer::PlanFile;
use pointille::{Plan, output};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Size above which a file is refused as a plan, bytes.
const PLAN_MAX_BYTES: u64 = 16 << 20;
/// Size above which a file is refused as a panorama, bytes.
const PANORAMA_MAX_BYTES: u64 = 1 << 30;

pub fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The bytes of a file or of standard input; an error above the limit.
pub fn read(path: &Path, max_bytes: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_dash(path) {
        std::io::stdin().lock().take(max_bytes + 1).read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        if path.is_dir() {
            return Err(anyhow!("cannot read {}: it is a folder; name a file", path.display()));
        }
        let file = std::fs::File::open(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                anyhow!("cannot read {}: there is no such file; check its name and folder", path.display())
            }
            _ => anyhow!("cannot read {}: {error}", path.display()),
        })?;
        // The whole size is reserved at once: a growing buffer would copy a large scan again and again.
        let known = file.metadata().map_or(0, |m| m.len()).min(max_bytes);
        bytes.try_reserve_exact(known as usize + 1).with_context(|| format!("cannot read {}", path.display()))?;
        file.take(max_bytes + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
    }
    if bytes.len() as u64 > max_bytes {
        return Err(anyhow!("{} is larger than {} MiB: that is too much", path.display(), max_bytes >> 20));
    }
    Ok(bytes)
}

/// Writes a file whole, or to standard output for `-`.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome {
    if is_dash(path) {
        return say::bytes(bytes);
    }
    save(path, bytes)?;
    log::info!("wrote {} ({} bytes)", path.display(), bytes.len());
    Ok(())
}

/// Tells what of a head should be looked at before it is relied on; only `--quiet` keeps it back.
pub fn warn_of(doubts: &[String]) {
    doubts.iter().for_each(|doubt| log::warn!("{doubt}"));
}

/// Tests before a long job whether its output can be written.
pub fn check_writable(path: &Path) -> anyhow::Result<()> {
    if is_dash(path) { Ok(()) } else { Ok(output::save::check(path)?) }
}

/// A folder to write to, made where it is missing.
pub fn folder(path: &Path) -> anyhow::Result<()> {
    if path.is_file() {
        return Err(anyhow!("cannot write into {}: it is a file; name a folder", path.display()));
    }
    std::fs::create_dir_all(path)
        .map_err(|error| anyhow!("cannot make the folder {}: {}; name another place", path.display(), error.kind()))?;
    output::save::check(&path.join("x")).map_err(Into::into)
}

/// Finds out before anything is drawn whether a page's font has the letters of what comes from outside: the light's name, and the
/// plan's where it is asked for.
pub fn check_page_words(plan: Option<&Plan>, light: &NamedRig) -> anyhow::Result<()> {
    plan.map_or(Ok(()), |plan| output::check_letters(&plan.name)).context("the plan's name")?;
    output::check_letters(&light.name).context("the light's name")
}

/// The rig for a light's name, or from a panorama's file.
pub fn light(light: &LightArg) -> anyhow::Result<NamedRig> {
    match light {
        LightArg::Named(name) => Ok((*name).into()),
        LightArg::File(path) => {
            let panorama = Panorama::read(&read(path, PANORAMA_MAX_BYTES)?)
                .map_err(|error| anyhow!("{} gives no light: {error}", path.display()))?;
            let name =
                path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
            Ok(NamedRig { name, rig: panorama.rig() })
        }
    }
}

/// A plan from a file, from a built-in one's name, from standard input, or the built-in default.
pub fn plan(name: Option<&str>) -> anyhow::Result<Plan> {
    let Some(name) = name else { return Ok(Plan::default()) };
    Plan::from_toml(&plan_text(Path::new(name))?).map_err(|error| anyhow!("{name}: {error}"))
}

/// The text of a plan: a file's, a built-in one's, or standard input's.
pub fn plan_text(path: &Path) -> anyhow::Result<String> {
    if !is_dash(path)
        && !path.exists()
        && let Some(text) = path.to_str().and_then(presets::text)
    {
        return Ok(text.to_owned());
    }
    let bytes = read(path, PLAN_MAX_BYTES).map_err(|error| {
        let known: Vec<_> = presets::all().iter().map(|(name, _)| *name).collect();
        if path.extension().is_none() && !is_dash(path) && !path.is_dir() {
            anyhow!("{error:#}, and no built-in plan is called so ({})", known.join(", "))
        } else {
            error
        }
    })?;
    String::from_utf8(bytes).map_err(|_| anyhow!("{} is not a plan: it is not text", path.display()))
}

#[cfg(feature = "viewer")]
/// The file in which the viewer saves a plan that was named so on the command line.
pub fn plan_file(name: Option<&str>, plan: &Plan) -> anyhow::Result<PlanFile> {
    Ok(match name {
        None => PlanFile::unnamed(presets::STARTING_PLAN.to_owned(), plan.clone()),
        // Standard input has been read to its end already.
        Some("-") => PlanFile::unnamed(plan.to_toml(), plan.clone()),
        Some(name) if !Path::new(name).exists() && presets::text(name).is_some() => {
            PlanFile::unnamed(plan_text(Path::new(name))?, plan.clone())
        }
        Some(name) => PlanFile::opened(std::path::PathBuf::from(name), plan_text(Path::new(name))?, plan.clone()),
    })
}

pub fn import_options(scan: &ScanArgs) -> ImportOptions {
    ImportOptions::default().units(scan.units).up(scan.up)
}

/// A plan on a head, both as the command line names them.
pub fn case(args: &CaseArgs, overrides: Option<&OverrideArgs>) -> Result<Case, Failure> {
    if args.plan.as_deref() == Some("-") && args.head.as_deref().is_some_and(is_dash) {
        return usage(anyhow!("plan and head cannot both come from standard input: name a file for one of them"));
    }
    case_kept(args, overrides, Arc::new(DiskStore::new()))
}

/// A plan on a head as the command line names them, with a store for the fields of heads.
pub fn case_kept(
    args: &CaseArgs,
    overrides: Option<&OverrideArgs>,
    store: Arc<dyn FieldStore>,
) -> Result<Case, Failure> {
    let mut plan = plan(args.plan.as_deref())?;
    if let Some(overrides) = overrides {
        set_over(&mut plan, overrides);
    }
    Ok(case_in(plan, args.head.as_deref(), import_options(&args.scan), store)?)
}

/// A plan on a head's file, or on the built-in head.
pub fn case_of(plan: Plan, head: Option<&Path>, options: ImportOptions) -> anyhow::Result<Case> {
    case_in(plan, head, options, Arc::new(DiskStore::new()))
}

fn case_in(
    plan: Plan,
    head: Option<&Path>,
    options: ImportOptions,
    store: Arc<dyn FieldStore>,
) -> anyhow::Result<Case> {
    let Some(path) = head else { return Ok(Case::built_in_with(plan, store)?) };
    let bytes = read(path, options.max_bytes)?;
    let options = if is_dash(path) { options } else { options.beside(path) };
    let name = if is_dash(path) { "standard input".into() } else { path.to_string_lossy() };
    let case =
        Case::scanned_with(plan, &bytes, &name, &options, store).with_context(|| format!("head {}", path.display()))?;
    if let Some(report) = case.import() {
        for line in report.to_string().lines() {
            log::info!("{line}");
        }
    }
    warn_of(&case.doubts());
    Ok(case)
}

fn set_over(plan: &mut Plan, overrides: &OverrideArgs) {
    if let Some(length_mm) = overrides.stubble {
        (plan.hair.guard_mm, plan.hair.shaved_hours) = (Some(length_mm), None);
    }
    if let Some(hours) = overrides.shaved {
        (plan.hair.guard_mm, plan.hair.shaved_hours) = (None, Some(hours));
    }
    if overrides.observed.is_some() {
        plan.client.observed = overrides.observed;
    }
    if let Some(fader) = overrides.fader {
        plan.client.fader = fader;
    }
}

/// Folder for a window's unsaved work (`POINTILLE_STATE` names another).
#[cfg(feature = "viewer")]
pub fn state_folder() -> Option<std::path::PathBuf> {
    let told = std::env::var_os("POINTILLE_STATE").filter(|folder| !folder.is_empty()).map(std::path::PathBuf::from);
    let usual = || {
        let places = etcetera::base_strategy::choose_native_strategy().ok()?;
        Some(places.state_dir().unwrap_or_else(|| places.data_dir()).join("pointille"))
    };
    told.or_else(usual)
}
