//! Plan A: the plan as it was kept, to be compared with the one that is edited on.

use super::job::Job;
use crate::plan::Plan;
use crate::studio::Studio;

/// The plan as it was kept.
pub struct PlanA {
    /// The plan.
    pub plan: Plan,
    /// Number among those that were kept.
    pub number: u64,
    /// Work that makes its studio.
    pub making: Option<Job<Box<Studio>>>,
    /// The studio that draws it, once it is made.
    pub studio: Option<Box<Studio>>,
}

impl PlanA {
    /// The studio that draws it, once it is made.
    pub fn studio_mut(&mut self) -> Option<&mut Studio> {
        self.studio.as_deref_mut()
    }

    /// Case of the kept plan, once it is made.
    pub fn case(&self) -> Option<&crate::case::Case> {
        self.studio.as_ref().map(|studio| studio.case())
    }

    /// The device is gone, and what was made on it.
    pub fn forget_device(&mut self) {
        (self.making, self.studio) = (None, None);
    }
}
