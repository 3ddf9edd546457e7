//! `pointille match`: the density and shade at which dots pass for the client's own hair.

use crate::args::MatchArgs;
use crate::files::{self, is_dash};
use crate::progress::Bar;
use crate::say::say;
use crate::{Outcome, say, usage};
use anyhow::anyhow;
use pointille::Plan;
use pointille::plan::update_toml;
use pointille::render::Gpu;
use pointille::studio::{Likeness, MatchOptions, likeness, match_plan};
use serde_json::{Value, json};
use std::path::Path;

/// Mean CIEDE2000 under which dots and hair look the same.
const ALIKE: f32 = 3.0;

pub fn run(args: &MatchArgs, bars: bool) -> Outcome {
    if args.json && args.output.as_deref().is_some_and(is_dash) {
        return usage(anyhow!("the report and the plan cannot both go to standard output: name a file with -o"));
    }
    if let Some(path) = &args.output {
        files::check_writable(path)?;
    }
    // The text is read once: standard input cannot be read twice, and only the text has the comments.
    let text = match args.case.plan.as_deref() {
        Some(name) => files::plan_text(Path::new(name))?,
        None => Plan::default().to_toml(),
    };
    let plan = Plan::from_toml(&text).map_err(|e| anyhow!("{}: {e}", args.case.plan.as_deref().unwrap_or("plan")))?;
    let case = files::case_of(plan, args.case.head.as_deref(), files::import_options(&args.case.scan))?;
    let gpu = Gpu::headless(args.device.backend)?;
    let options = MatchOptions::default().hair_mm(args.beside);
    let beside_mm = args.beside.unwrap_or_else(|| case.plan().hair.length_mm());
    if args.look {
        let found = likeness(&case, gpu, &options)?;
        if args.json {
            say::json(&json!({ "beside_mm": beside_mm, "now": told(&found), "doubts": case.doubts() }))?;
        } else {
            print(&found, "dots and hair")?;
        }
        return Ok(());
    }
    let mut bar = Bar::new("matching", bars);
    let found = match_plan(&case, gpu, &options, &mut |share| bar.at(share))?;
    drop(bar);
    if let Some(path) = &args.output {
        files::write(path, update_toml(&text, &found.plan).as_bytes())?;
    }
    let (old, new) = (case.plan().densest_zone().density_per_cm2, found.plan.densest_zone().density_per_cm2);
    let (thin, thick) = (case.plan().shade().last, found.plan.shade().last);
    if args.json {
        let report = json!({
            "beside_mm": beside_mm,
            "place_mm": found.place.to_array(),
            "rounds": found.rounds,
            "limited": found.limited,
            "alike": found.after.mean_delta_e < ALIKE,
            "before": told(&found.before),
            "after": told(&found.after),
            "density_per_cm2": { "before": old, "after": new },
            "dilution": { "before": thin, "after": thick },
            "doubts": case.doubts(),
        });
        say::json(&report)?;
        return Ok(());
    }
    if args.output.as_deref().is_some_and(is_dash) {
        return Ok(());
    }
    if found.plan == *case.plan() {
        say!("the plan matches as it is: {old} dots/cm², {thin:.1} parts of water")?;
    } else {
        say!("density     {old} -> {new} dots/cm² where they stand densest; other zones in proportion")?;
        say!("dilution    {thin:.1} -> {thick:.1} parts of water at the last visit")?;
        print(&found.before, "before")?;
    }
    print(&found.after, "matched")?;
    if found.limited {
        say!(
            "limited     what can be set or mixed does not reach further: width and depth of the dots, or the ink, decide"
        )?;
    }
    Ok(())
}

fn print(found: &Likeness, when: &str) -> Outcome {
    say!(
        "{when:11} mean colour ΔE00 {:.2}, point by point {:.2} (hair itself: {:.1} from bare skin); grain {:.2} of dots, {:.2} of hair",
        found.mean_delta_e,
        found.seen_delta_e,
        found.hair_delta_e,
        found.grain[0],
        found.grain[1]
    )
}

fn told(found: &Likeness) -> Value {
    json!({
        "mean_delta_e": found.mean_delta_e,
        "seen_delta_e": found.seen_delta_e,
        "lightness": found.lightness,
        "hair_delta_e": found.hair_delta_e,
        "grain": { "dots": found.grain[0], "hair": found.grain[1] },
    })
}
