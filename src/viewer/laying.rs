//! Plans laid on the head beside the window: one at a time, and of those that a hand drags up meanwhile only the last. While the hand
//! is down they are laid as quickly as can be; what was laid so is laid once more when it lets go.

use super::job::Job;
use crate::case::{Case, Changes};
use crate::plan::Plan;

/// A plan with its number among the edits, and whether a hand still changes it.
#[derive(Clone)]
struct Asked {
    plan: Plan,
    edit: u64,
    moving: bool,
}

/// A plan that was laid on the head.
pub struct Laid {
    /// The plan on its head, or the words for why it cannot lie there.
    pub case: Result<(Box<Case>, Changes), String>,
    /// Number of the edit.
    pub edit: u64,
}

/// A plan that is being laid.
struct Running {
    job: Job<(Box<Case>, Changes)>,
    asked: Asked,
}

/// Plans that are being laid.
#[derive(Default)]
pub struct Laying {
    running: Option<Running>,
    next: Option<Asked>,
    /// A plan that was laid quickly, and is to be laid once more.
    quick: Option<Asked>,
}

impl Laying {
    /// Asks for a plan to be laid. Of several that wait the last alone is laid.
    pub fn ask(&mut self, plan: Plan, edit: u64, moving: bool, case: &Case, wake: impl Fn() + Send + 'static) {
        let asked = Asked { plan, edit, moving };
        self.quick = None;
        if self.running.is_some() {
            self.next = Some(asked);
        } else {
            self.begin(asked, case, wake);
        }
    }

    fn begin(&mut self, asked: Asked, case: &Case, wake: impl Fn() + Send + 'static) {
        let mut case = Box::new(case.clone());
        let Asked { plan, moving, .. } = asked.clone();
        let job = Job::begin(wake, move |_| {
            let laid = if moving { case.set_plan_in_motion(plan) } else { case.set_plan(plan) };
            let changes = laid.map_err(|error| error.to_string())?;
            Ok((case, changes))
        });
        self.running = Some(Running { job, asked });
    }

    /// A plan that lies on the head by now.
    pub fn take(&mut self) -> Option<Laid> {
        let case = self.running.as_ref()?.job.take()?;
        let asked = self.running.take()?.asked;
        let edit = asked.edit;
        self.quick = Some(asked).filter(|asked| asked.moving && case.is_ok() && self.next.is_none());
        Some(Laid { case, edit })
    }

    /// Begins with what waits, or where no hand is `moving` anything, lays once more what was laid quickly; `case` is the head with the
    /// plan that was laid last.
    pub fn go_on(&mut self, moving: bool, case: &Case, wake: impl Fn() + Send + 'static) {
        if self.running.is_some() {
            return;
        }
        if let Some(next) = self.next.take() {
            self.begin(next, case, wake);
        } else if let Some(quick) = self.quick.take_if(|_| !moving) {
            self.begin(Asked { moving: false, ..quick }, case, wake);
        }
    }

    /// True while a plan is being laid, or is to be laid once more.
    pub fn is_busy(&self) -> bool {
        self.running.is_some() || self.quick.is_some()
    }

    /// Forgets what is being laid: another plan or head has been opened.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::HairLoss;
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
            laying.ask(denser(density), edit, false, &case, wake());
        }
        let mut told = Vec::new();
        while laying.is_busy() && wakes.recv().is_ok() {
            let Some(laid) = laying.take() else { continue };
            let (next, changes) = laid.case.unwrap();
            assert!(changes.dots && !changes.bare);
            case = *next;
            told.push((laid.edit, case.plan().zones.front.density_per_cm2));
            laying.go_on(false, &case, wake());
        }
        assert_eq!(told, [(1, 100.0), (4, 150.0)]);
        laying.ask(denser(-5.0), 5, false, &case, wake());
        let broken = loop {
            wakes.recv().unwrap();
            if let Some(laid) = laying.take() {
                break laid;
            }
        };
        assert!(broken.case.is_err() && broken.edit == 5 && !laying.is_busy());
    }

    #[test]
    fn what_a_hand_drags_is_laid_quickly_and_once_more_when_it_lets_go() {
        let (woken, wakes) = channel();
        let wake = || {
            let woken = woken.clone();
            move || woken.send(()).unwrap_or_default()
        };
        let mut worn = Plan::default();
        worn.client.hair_loss = HairLoss::Norwood3;
        let mut case = Case::built_in(worn.clone()).unwrap();
        let mut raised = worn;
        raised.hairline.height_mm = Some(95.0);
        let mut whole = case.clone();
        whole.set_plan(raised.clone()).unwrap();
        assert_ne!(whole.shafts(), case.shafts(), "hair ends elsewhere");
        let mut laying = Laying::default();
        laying.ask(raised, 1, true, &case, wake());
        for (moving, hair_grows) in [(true, false), (false, true)] {
            while laying.running.is_some() && wakes.recv().is_ok() {
                let Some(laid) = laying.take() else { continue };
                let (next, changes) = laid.case.unwrap();
                assert_eq!((laid.edit, changes.shafts), (1, hair_grows));
                case = *next;
            }
            assert_eq!(case.dots(), whole.dots());
            assert_eq!(case.shafts() == whole.shafts(), hair_grows);
            laying.go_on(moving, &case, wake());
            assert_eq!((laying.is_busy(), laying.running.is_none()), (!hair_grows, true));
            laying.go_on(false, &case, wake());
        }
        assert!(!laying.is_busy());
    }
}
