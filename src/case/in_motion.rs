//! A plan laid while a hand still changes it.

use super::changes::Changes;
use super::error::CaseError;
use super::grown::HairWork;
use super::laid::Case;
use crate::plan::{Plan, Stroke, StrokePaints};

impl Case {
    /// Takes another plan while a hand still changes it, in less time: own hair stays as it stands where the plan changes only the work.
    /// It may differ by little, since the zones end elsewhere; [`Case::set_plan`] with the same plan lets it grow.
    ///
    /// # Errors
    /// As [`Case::set_plan`].
    pub fn set_plan_in_motion(&mut self, plan: Plan) -> Result<Changes, CaseError> {
        let hair = if same_hair(&plan, &self.plan) { HairWork::AsItStands } else { HairWork::Grown };
        self.take_plan(plan, hair)
    }
}

/// True where two plans ask for the same hair, but for where zones end.
fn same_hair(a: &Plan, b: &Plan) -> bool {
    let strokes = |plan: &'_ Plan| -> Vec<Stroke> {
        plan.strokes.iter().filter(|stroke| stroke.paints == StrokePaints::Hair).cloned().collect()
    };
    (&a.client, &a.hair, &a.beard, &a.scars) == (&b.client, &b.hair, &b.beard, &b.scars)
        && a.head == b.head
        && strokes(a) == strokes(b)
}
