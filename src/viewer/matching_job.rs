//! Matching dots to hair beside the window: on a device of its own, so that the picture goes on meanwhile.

use super::job::{Job, Told};
use super::voice::Voice;
use crate::case::Case;
use crate::plan::Plan;
use crate::render::{Backend, Gpu};
use crate::studio::{MatchOptions, match_plan};

/// A match that is being sought: the plan as it matches, and what to tell.
pub type MatchJob = Job<(Plan, String)>;

/// Begins to seek a match; `wake` is called as it goes on.
pub fn begin_match(voice: Voice, case: &Case, wake: impl Fn() + Send + 'static) -> MatchJob {
    let case = case.clone();
    Job::begin(wake, move |told| seek(voice, &case, told))
}

fn seek(voice: Voice, case: &Case, told: Told<'_>) -> Result<(Plan, String), String> {
    let gpu = Gpu::headless(Backend::Auto).map_err(|e| e.to_string())?;
    let found = match_plan(case, gpu, &MatchOptions::default(), told).map_err(|e| e.to_string())?;
    let key = if found.limited { "plan-matched-limited" } else { "plan-matched" };
    let [now, before] = [&found.after, &found.before].map(|likeness| voice.number(likeness.mean_delta_e, 1));
    let told = voice.tell(key, [("now", &now), ("before", &before)]);
    Ok((found.plan, told))
}
