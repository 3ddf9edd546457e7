//! Errors as a page tells them.

use pointille::case::{CaseError, CaseErrorKind};
use pointille::plan::PlanError;
use pointille::studio::StudioError;
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::fmt::Display;
use wasm_bindgen::JsValue;

/// An error with its kind, and its place where it is a plan's.
#[derive(Serialize)]
pub struct Told {
    kind: &'static str,
    /// Reason, and what to do.
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Key of the program's words for such a fault, and what stands in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<(&'static str, Json)>,
}

impl Told {
    /// An error of some kind.
    pub fn of(kind: &'static str, why: &dyn Display) -> Self {
        Self { kind, why: why.to_string(), line: None, column: None, key: None, fault: None }
    }

    /// A fault of a plan.
    pub fn of_plan(error: &PlanError) -> Self {
        let at = error.place();
        let placed = at.line > 0;
        Self {
            line: placed.then_some(at.line),
            column: placed.then_some(at.column),
            key: Some(at.path.clone()).filter(|path| !path.is_empty()),
            fault: words_of(error),
            ..Self::of("plan", error)
        }
    }

    /// A plan that cannot be laid on a head.
    pub fn of_case(error: &CaseError) -> Self {
        match (error, error.kind()) {
            (CaseError::Plan(error), _) => Self::of_plan(error),
            (_, CaseErrorKind::Head) => Self::of("scan", error),
            _ => Self::of("plan", error),
        }
    }

    /// A studio's error.
    pub fn of_studio(error: &StudioError) -> Self {
        match error {
            StudioError::Case(error) => Self::of_case(error),
            other => Self::of("device", other),
        }
    }

    /// The error as it is thrown into JavaScript.
    pub fn thrown(&self) -> JsValue {
        json(self).into()
    }
}

/// Key of the program's words for a fault of a plan (`fault-` before it), and the figures in them; none where the fault has no words but its own.
fn words_of(error: &PlanError) -> Option<(&'static str, Json)> {
    Some(match error {
        PlanError::Syntax { message, .. } => ("syntax", json!({ "why": message })),
        PlanError::UnknownKey { key, meant, .. } => ("unknown-key", json!({ "key": key, "meant": meant })),
        PlanError::MissingKey { key, meant, .. } => ("missing-key", json!({ "key": key, "meant": meant })),
        PlanError::WrongValue { found, expected, .. } => {
            ("wrong-value", json!({ "found": found, "expected": expected }))
        }
        PlanError::OutOfRange { found, min, max, unit, .. } => {
            ("out-of-range", json!({ "found": found, "least": min, "most": max, "unit": unit }))
        }
        PlanError::Newer { found, known, .. } => ("newer", json!({ "found": found, "known": known })),
        _ => return None,
    })
}

/// A value as JSON.
pub fn json(value: &impl Serialize) -> String {
    // Proof: everything given here has text keys, so it always becomes JSON.
    serde_json::to_string(value).unwrap_or_default()
}
