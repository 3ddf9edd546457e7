//! What a picture's file says of itself: who made it, of which plan, and that it is a simulation.

use super::develop::Develop;
use crate::case::Case;
use std::path::Path;

/// Text chunks of a picture's file, as keyword and text, for [`super::encode()`]; the names of plan and head only where `names` says so.
pub fn provenance(case: &Case, what: &str, develop: Develop, names: bool) -> Vec<(&'static str, String)> {
    let description = if names {
        // The head goes by its file's name, without the way to it.
        let head = Path::new(&case.head().name).file_name().map(|name| name.to_string_lossy().into_owned());
        format!("{}; head {}; {what}", case.plan().name, head.unwrap_or_else(|| "built-in".to_owned()))
    } else {
        what.to_owned()
    };
    vec![
        ("Software", format!("Pointille {}", env!("CARGO_PKG_VERSION"))),
        ("Comment", "Simulation of scalp micropigmentation; not a photograph and not a promise".to_owned()),
        ("Plan", case.plan().digest()),
        ("Description", description),
        develop.provenance(),
    ]
}
