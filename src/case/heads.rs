//! The heads that a plan is laid on: the built-in one in its proportions, or a scan, with the plan's landmarks and whorl.

use super::error::CaseError;
use super::moles::moles;
use crate::head::builtin::HeadShape;
use crate::head::{FoundLandmarks, Head, IrisColour, builtin, set_by_hand};
use crate::mesh::TriMesh;
use crate::plan::{HeadPlan, Plan};

/// The head that a plan's proportions give.
///
/// # Errors
/// [`CaseError::Shape`] or [`CaseError::Head`].
pub fn built_in_head(plan: &Plan) -> Result<Head, CaseError> {
    // Without a shape of its own, a plan gives the head the client's age.
    let age_years = plan.client.age_years.clamp(18.0, 90.0);
    let shape = plan.head.shape.clone().unwrap_or(HeadShape { age_years, ..HeadShape::default() });
    let sculpture = builtin::sculpt_with(&shape, plan.head.eyes)?;
    let (mesh, landmarks, moved) = set_by_hand(sculpture.mesh, &sculpture.landmarks, &plan.head.landmarks)?;
    let mut head = Head::with_whorl("built-in", mesh, landmarks, &plan.head.whorl)?;
    // The sculptor knows exactly where it put lips and ears; maps made from landmarks only estimate it.
    let maps = &mut head.maps;
    (maps.lips, maps.brows, maps.flush, maps.ears) = (sculpture.lips, sculpture.brows, sculpture.flush, sculpture.ears);
    (maps.lashes, maps.periorbital, maps.beard) = (sculpture.lashes, sculpture.periorbital, sculpture.beard);
    maps.sebum = sculpture.sebum;
    head.moles = moles(&head.mesh, &head.maps.flush, plan.client.skin_seed);
    head.clothing = plan.head.clothing;
    head.eyes = sculpture.eyes.iter().map(|eye| eye.moved(moved)).collect();
    Ok(head)
}

/// True where both plans give the same built-in head.
pub(super) fn same_built_in(a: &Plan, b: &Plan) -> bool {
    let of = |plan: &Plan| {
        // The iris and the brows leave the mesh as it is. Age shapes the head only where the plan gives no shape.
        let head = HeadPlan { iris: IrisColour::default(), scan_brows: false, ..plan.head.clone() };
        let age_years = plan.head.shape.is_none().then_some(plan.client.age_years);
        (head, plan.client.skin_seed, age_years)
    };
    of(a) == of(b)
}

/// True where both plans give the same head of a scan.
pub(super) fn same_scanned(a: &Plan, b: &Plan) -> bool {
    (&a.head.landmarks, &a.head.whorl) == (&b.head.landmarks, &b.head.whorl)
}

/// The head of an aligned scan.
pub(super) fn scanned_head(plan: &Plan, name: &str, scan: &TriMesh, found: &FoundLandmarks) -> Result<Head, CaseError> {
    let (mesh, landmarks, _) = set_by_hand(scan.clone(), &found.landmarks, &plan.head.landmarks)?;
    Ok(Head::with_whorl(name, mesh, landmarks, &plan.head.whorl)?)
}
