//! Commands that write data: dots, head, schema, plan.

use crate::args::{DotsArgs, HeadArgs, OutputArgs, PlanArgs};
use crate::files::{self, is_dash};
use crate::say::say;
use crate::{Outcome, usage};
use anyhow::{Context, anyhow};
use pointille::case::doubts;
use pointille::head::{Head, find_landmarks};
use pointille::mesh::write_obj;
use pointille::output::dots::{csv, ply};
use pointille::plan::presets;
use pointille::{Plan, case};
use std::path::Path;

pub fn dots(args: &DotsArgs) -> Outcome {
    let ending = args.output.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let binary = match (is_dash(&args.output), ending.as_str()) {
        (true, _) | (_, "csv") => false,
        (_, "ply") => true,
        _ => return usage(anyhow!("{} does not end like a table of dots: use .csv or .ply", args.output.display())),
    };
    files::check_writable(&args.output)?;
    let case = files::case(&args.case, Some(&args.overrides))?;
    let rows = case.dots_at(args.at);
    files::write(&args.output, &if binary { ply(&rows) } else { csv(&rows).into_bytes() })?;
    Ok(())
}

pub fn head(args: &HeadArgs) -> Outcome {
    if !is_dash(&args.output) && args.output.extension().is_none_or(|e| !e.eq_ignore_ascii_case("obj")) {
        return usage(anyhow!("{} does not end like a head: use .obj", args.output.display()));
    }
    files::check_writable(&args.output)?;
    let (name, mesh) = match &args.case.head {
        None => ("built-in".to_owned(), case::built_in_head(&files::plan(args.case.plan.as_deref())?)?.mesh),
        Some(path) => {
            let options = files::import_options(&args.case.scan);
            let options = if is_dash(path) { options } else { options.beside(path) };
            let bytes = files::read(path, options.max_bytes)?;
            let scan = pointille::head::import::read_head(&bytes, &path.to_string_lossy(), &options)
                .with_context(|| format!("head {}", path.display()))?;
            let found = find_landmarks(&scan.mesh).with_context(|| format!("head {}", path.display()))?;
            let head = Head::from_mesh("scan", scan.mesh, found.landmarks)
                .with_context(|| format!("head {}", path.display()))?;
            files::warn_of(&doubts(Some(&scan.report), Some(&found), &head, &Plan::default()));
            (path.file_stem().map_or_else(|| "head".to_owned(), |n| n.to_string_lossy().into_owned()), head.mesh)
        }
    };
    let mut out = Vec::new();
    write_obj(&mesh, &name, &mut out)?;
    files::write(&args.output, &out)?;
    Ok(())
}

pub fn schema(args: &OutputArgs) -> Outcome {
    let text = format!("{:#}\n", Plan::schema());
    files::write(&args.output, text.as_bytes())?;
    Ok(())
}

pub fn plan(args: &PlanArgs) -> Outcome {
    if args.list {
        for (name, text) in presets::all() {
            let title = Plan::from_toml(text).map(|p| p.name).unwrap_or_default();
            say!("{name:18} {title}")?;
        }
        return Ok(());
    }
    let text = match &args.preset {
        None => presets::STARTING_PLAN,
        Some(name) => match presets::text(name) {
            Some(text) => text,
            None => {
                let near = presets::nearest(name).map(|n| format!("; did you mean {n}?")).unwrap_or_default();
                return usage(anyhow!("no built-in plan is called {name}{near} (`pointille plan --list` names them)"));
            }
        },
    };
    let output = args.output.as_deref().unwrap_or(Path::new("-"));
    if !is_dash(output) && output.exists() && !output.is_dir() && !args.force {
        return Err(anyhow!("{} is there already: choose another name, or say --force", output.display()).into());
    }
    files::write(output, text.as_bytes())?;
    Ok(())
}
