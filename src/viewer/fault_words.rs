//! Faults of plans, scans and files in the window's language. Places, keys and figures are the fault's own; what a parser or a system
//! says of it stays as they say it.

use super::plan_file::PlanFileError;
use super::voice::Voice;
use crate::case::CaseError;
use crate::head::import::ImportError;
use crate::plan::{PlanError, TextPosition};

/// A place in a plan.
fn place(voice: Voice, at: &TextPosition) -> String {
    let line = match at.line {
        0 => voice.say("fault-in-plan"),
        line => voice.tell("fault-at-line", [("line", &line.to_string()), ("column", &at.column.to_string())]),
    };
    if at.path.is_empty() { line } else { format!("{line}: `{}`", at.path) }
}

/// A fault of a plan.
pub fn of_plan(voice: Voice, fault: &PlanError) -> String {
    let place = place(voice, fault.place());
    let place = ("place", place.as_str());
    match fault {
        PlanError::Syntax { message, .. } => voice.tell("fault-syntax", [place, ("why", message)]),
        PlanError::UnknownKey { key, meant, .. } => {
            voice.tell("fault-unknown-key", [place, ("key", key), ("meant", meant)])
        }
        PlanError::MissingKey { key, meant, .. } => {
            voice.tell("fault-missing-key", [place, ("key", key), ("meant", meant)])
        }
        PlanError::WrongValue { found, expected, .. } => {
            voice.tell("fault-wrong-value", [place, ("found", found), ("expected", expected)])
        }
        PlanError::OutOfRange { found, min, max, unit, .. } => {
            let [least, most] = [min, max].map(|end| voice.short(*end as f32));
            let figures = [place, ("found", found), ("least", &least), ("most", &most), ("unit", unit)];
            voice.tell("fault-out-of-range", figures)
        }
        PlanError::Contradiction { message, .. } => format!("{}: {message}", place.1),
        PlanError::Newer { found, known, .. } => {
            voice.tell("fault-newer", [place, ("found", &found.to_string()), ("known", &known.to_string())])
        }
    }
}

/// A reason why a plan does not lie on a head.
pub fn of_case(voice: Voice, fault: &CaseError) -> String {
    match fault {
        CaseError::Plan(fault) => of_plan(voice, fault),
        CaseError::Import(ImportError::NotAHead { why }) => voice.tell("fault-no-head", [("why", why)]),
        other => other.to_string(),
    }
}

/// A reason why a plan was not saved.
pub fn of_file(voice: Voice, fault: &PlanFileError) -> String {
    match fault {
        PlanFileError::Changed { path } => voice.tell("fault-changed", [("path", &path.display().to_string())]),
        PlanFileError::NoName { folder } => voice.tell("fault-no-name", [("path", &folder.display().to_string())]),
        PlanFileError::Save(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Language;
    use crate::plan::Plan;

    #[test]
    fn faults_of_a_plan_are_told_in_every_language_with_their_place() {
        for (text, says) in [
            ("name = \n", "line 1"),
            ("[client]\nage_yeras = 40.0\n", "`age_yeras`"),
            ("[client]\nage_years = \"old\"\n", "client.age_years"),
            ("[client]\nage_years = 400.0\n", "400"),
            ("version = 99\n", "99"),
        ] {
            let fault = Plan::from_toml(text).expect_err(text);
            let told = Language::ALL.map(|language| of_plan(Voice { language, inches: false }, &fault));
            assert!(told[0].contains(says), "{told:?}");
            assert!(told.iter().all(|told| !told.contains('{')), "{told:?}");
            assert!(told[0] != told[1] && told[1] != told[2], "{told:?}");
            assert!(told[1].starts_with("línea") && told[2].starts_with("linha"), "{told:?}");
        }
    }
}
