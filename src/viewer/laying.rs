//! Plans laid on the head beside the window: one at a time, and of those that a hand drags up meanwhile only the last.

use super::job::Job;
use crate::case::{Case, Changes};
use crate::plan::Plan;

/// A plan with its number among the edits.
#[derive(Clone)]
struct Asked {
    plan: Plan,
    edit: u64,
}

/// A plan that was laid on the head.
pub struct Laid {
    /// The plan on its head, or the words for why it cannot lie there.
    pub case: Result<(Box<Case>, Changes), String>,
    /// Number of the edit.
    pub edit: u64,
}

/// A plan that is being laid, and the number of its edit.
struct Running {
    job: Job<(Box<Case>, Changes)>,
    edit: u64,
}

/// Plans that are being laid.
#[derive(Default)]
pub struct Laying {
    running: Option<Running>,
    next: Option<Asked>,
}

impl Laying {
    /// Asks for a plan to be laid. Of several that wait the last alone is laid.
    pub fn ask(&mut self, plan: Plan, edit: u64, case: &Case, wake: impl Fn() + Send + 'static) {
        let asked = Asked { plan, edit };
        if self.running.is_some() {
            self.next = Some(asked);
        } else {
            self.begin(asked, case, wake);
        }
    }

    fn begin(&mut self, asked: Asked, case: &Case, wake: impl Fn() + Send + 'static) {
        let mut case = Box::new(case.clone());
        let job = Job::begin(wake, move |_| {
            let changes = case.set_plan(asked.plan).map_err(|error| error.to_string())?;
            Ok((case, changes))
        });
        self.running = Some(Running { job, edit: asked.edit });
    }

    /// A plan that lies on the head by now.
    pub fn take(&mut self) -> Option<Laid> {
        let running = self.running.as_ref()?;
        let laid = Laid { case: running.job.take()?, edit: running.edit };
        self.running = None;
        Some(laid)
    }

    /// Begins with what waits; `case` is the head with the plan that was laid last.
    pub fn go_on(&mut self, case: &Case, wake: impl Fn() + Send + 'static) {
        if let (None, Some(next)) = (&self.running, self.next.take()) {
            self.begin(next, case, wake);
        }
    }

    /// True while a plan is being laid.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Forgets what is being laid: another plan or head has been opened.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn of_plans_that_a_hand_drags_up_the_last_is_laid_and_a_broken_one_told() {
        let (woken, wakes) = channel();
        let wake = || {
            let woken = woken.clone();
            move || woken.send(()).unwrap_or_default()
        };
        let mut case = Case::built_in(Plan::default()).unwrap();
        let mut laying = Laying::default();
        let denser = |density_per_cm2: f32| {
            let mut plan = Plan::default();
            plan.zones.front.density_per_cm2 = density_per_cm2;
            plan
        };
        for (edit, density) in [(1, 100.0), (2, 120.0), (3, 140.0), (4, 150.0)] {
            laying.ask(denser(density), edit, &case, wake());
        }
        let mut told = Vec::new();
        while laying.is_busy() && wakes.recv().is_ok() {
            let Some(laid) = laying.take() else { continue };
            let (next, changes) = laid.case.unwrap();
            assert!(changes.dots && !changes.bare);
            case = *next;
            told.push((laid.edit, case.plan().zones.front.density_per_cm2));
            laying.go_on(&case, wake());
        }
        assert_eq!(told, [(1, 100.0), (4, 150.0)]);
        laying.ask(denser(-5.0), 5, &case, wake());
        let broken = loop {
            wakes.recv().unwrap();
            if let Some(laid) = laying.take() {
                break laid;
            }
        };
        assert!(broken.case.is_err() && broken.edit == 5 && !laying.is_busy());
    }
}
