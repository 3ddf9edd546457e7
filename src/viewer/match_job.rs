//! Matching dots to hair beside the window: on a device of its own, so that the picture goes on meanwhile.

use crate::case::Case;
use crate::plan::Plan;
use crate::render::{Backend, Gpu};
use crate::studio::{MatchOptions, match_plan};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::JoinHandle;

/// A match: the plan as it matches, and what to tell.
pub type Found = Result<(Plan, String), String>;

/// A match that is being sought.
pub struct MatchJob {
    work: JoinHandle<Found>,
    /// Thousandths done.
    done: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

impl MatchJob {
    /// Begins; `wake` is called as it goes on.
    pub fn begin(case: &Case, wake: impl Fn() + Send + 'static) -> Self {
        let (done, stop) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
        let (case, of, end) = (case.clone(), done.clone(), stop.clone());
        let work = std::thread::spawn(move || {
            let found = seek(&case, &mut |share| {
                of.store((share * 1000.0) as u32, Ordering::Relaxed);
                wake();
                !end.load(Ordering::Relaxed)
            });
            wake();
            found
        });
        Self { work, done, stop }
    }

    /// Share done, 0–1.
    pub fn share(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// True where there is something to take.
    pub fn is_done(&self) -> bool {
        self.work.is_finished()
    }

    /// The match.
    pub fn take(self) -> Found {
        self.work.join().unwrap_or_else(|_| Err("matching broke off; the plan is as it was".to_owned()))
    }

    /// Ends it without a result.
    pub fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn seek(case: &Case, told: &mut dyn FnMut(f32) -> bool) -> Found {
    let gpu = Gpu::headless(Backend::Auto).map_err(|e| e.to_string())?;
    let found = match_plan(case, gpu, &MatchOptions::default(), told).map_err(|e| e.to_string())?;
    let limited = if found.limited { "; a limit was reached" } else { "" };
    let told = format!(
        "dots and shaved hair: ΔE00 {:.1} in the mean, {:.1} before{limited}",
        found.after.mean_delta_e, found.before.mean_delta_e
    );
    Ok((found.plan, told))
}
