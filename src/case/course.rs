//! Visits of a plan: when touch-ups fall due, and the share of the pigment that each visit gives.

use super::error::CaseError;
use crate::plan::{Contrast, DatedTouchUp, Plan};
use crate::render::appearance::Appearance;
use crate::render::contract::MAX_SESSIONS;
use crate::time::PigmentEvent;

/// The plan's touch-ups with their days, and the contrast by which they were found.
pub(super) fn dated(plan: &Plan, appearance: &Appearance) -> Result<(Contrast, Vec<DatedTouchUp>), CaseError> {
    let fixed = plan.sessions.len() + plan.touch_ups.iter().filter(|t| t.day.is_some()).count();
    if fixed > MAX_SESSIONS {
        return Err(CaseError::TooManyVisits { found: fixed });
    }
    let contrast = Contrast::new(plan, appearance.pigment, appearance.base_albedo);
    let touch_ups = plan.dated_touch_ups(&contrast, MAX_SESSIONS - plan.sessions.len());
    Ok((contrast, touch_ups))
}

/// Sessions and dated touch-ups, with the share of the plan's pigment that each gives; then what takes some away.
pub(super) fn events(dated: &Plan) -> Vec<PigmentEvent> {
    let sessions = dated.sessions.iter().map(|s| PigmentEvent { day: s.day, dose: s.share * s.dose });
    let touch_ups = dated
        .touch_ups
        .iter()
        .filter_map(|t| Some(PigmentEvent { day: t.day?, dose: t.share.unwrap_or(0.0) * t.dose }));
    sessions.chain(touch_ups).chain(dated.lightening_events()).collect()
}
