//! What of a scan should be looked at before anything is relied on.

use super::laid::Case;
use crate::head::import::ImportReport;
use crate::head::{FoundLandmarks, Head};
use crate::plan::Plan;

/// Confidence in a pose under which it should be looked at, 0–1.
const UNSURE_POSE: f64 = 0.4;

/// Doubts about a scan, a sentence each: a pose that is unsure, landmarks under their usual confidence unless the plan sets them by
/// hand, and skin under other skin. None about a built-in head.
pub fn doubts(report: Option<&ImportReport>, found: Option<&FoundLandmarks>, head: &Head, plan: &Plan) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(report) = report.filter(|report| report.confidence < UNSURE_POSE) {
        let sure = report.confidence;
        out.push(format!(
            "the head's pose and size are unsure (confidence {sure:.2}): look at it before you rely on it"
        ));
    }
    if let Some(found) = found {
        let by_hand = |name: &str| plan.head.landmarks.given().any(|(given, _)| given == name);
        for landmark in found.confidence.doubtful().filter(|landmark| !by_hand(landmark.name())) {
            out.push(format!(
                "the landmark {} is unsure (confidence {:.2}): look at it, or set it by hand in the plan",
                landmark.name(),
                found.confidence.of(landmark)
            ));
        }
    }
    if head.covered_cm2() > 0.0 {
        let (cm2, all) = (head.covered_cm2(), head.scalp_area_cm2() + head.covered_cm2());
        out.push(format!(
            "{cm2:.0} of {all:.0} cm² of scalp lie under other skin (a second wall, a cap, a shell): only the outermost is treated"
        ));
    }
    out
}

impl Case {
    /// Doubts about the scan, to be looked at before anything is relied on, a sentence each; none about a built-in head.
    pub fn doubts(&self) -> Vec<String> {
        doubts(self.import(), self.found(), self.head(), self.plan())
    }
}
