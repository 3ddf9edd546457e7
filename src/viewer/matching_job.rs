//! Matching dots to hair beside the window: on a device of its own, so that the picture goes on meanwhile.

use super::job::{Job, Told};
use crate::case::Case;
use crate::plan::Plan;
use crate::render::{Backend, Gpu};
use crate::studio::{MatchOptions, match_plan};

/// A match that is being sought: the plan as it matches, and what to tell.
pub type MatchJob = Job<(Plan, String)>;

/// Begins to seek a match; `wake` is called as it goes on.
pub fn begin_match(case: &Case, wake: impl Fn() + Send + 'static) -> MatchJob {
    let case = case.clone();
    Job::begin(wake, move |told| seek(&case, told))
}

fn seek(case: &Case, told: Told<'_>) -> Result<(Plan, String), String> {
    let gpu = Gpu::headless(Backend::Auto).map_err(|e| e.to_string())?;
    let found = match_plan(case, gpu, &MatchOptions::default(), told).map_err(|e| e.to_string())?;
    let limited = if found.limited { "; a limit was reached" } else { "" };
    let told = format!(
        "dots and shaved hair: ΔE00 {:.1} in the mean, {:.1} before{limited}",
        found.after.mean_delta_e, found.before.mean_delta_e
    );
    Ok((found.plan, told))
}
