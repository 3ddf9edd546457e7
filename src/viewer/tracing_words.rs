//! Words about a photograph of the client.

use super::tracing::{PhotoPlace, Tracing, TracingTool};
use crate::scene::LEAST_PLACES;

/// Section of the panel.
pub const PHOTOGRAPH: &str = "Photograph";
/// Button that brings one.
pub const BRING: &str = "Bring a photograph…";
/// Hint of it.
pub const BRING_HINT: &str =
    "A JPEG, PNG or WebP of the client, to trace the hairline from. It stays in memory and is written nowhere.";
/// Button that puts it away.
pub const PUT_AWAY: &str = "Put it away";
/// A photograph has come.
pub fn opened(name: &str) -> String {
    format!("{name}: it stays in memory and is written nowhere")
}

/// Tools, with their hints.
pub const TOOLS: [(TracingTool, &str, &str); 2] = [
    (
        TracingTool::Places,
        "Places",
        "Click the same places on the head and on the photograph; the camera is matched from them",
    ),
    (TracingTool::Line, "Trace the line", "Draw the hairline on the photograph, or click along it"),
];

/// Places of the photograph in the window, with their hints.
pub const PLACES: [(PhotoPlace, &str, &str); 3] = [
    (PhotoPlace::Beside, "beside", "The photograph beside the head; the wheel enlarges it"),
    (PhotoPlace::Over, "over", "The photograph over the head, as seen from its camera"),
    (PhotoPlace::Divided, "divided", "The photograph on one side of a line, the head on the other; drag the line"),
];

/// Slider of the ghost.
pub const OPACITY: &str = "of the photograph";
/// Button that looks from where the photograph was taken.
pub const LOOK: &str = "Look from its camera";
/// Hint of it.
pub const LOOK_HINT: &str = "The head as the photograph's camera saw it";
/// Button that takes all places away.
pub const NO_PLACES: &str = "Take all places away";
/// Button that begins the line anew.
pub const NEW_LINE: &str = "Begin the line anew";
/// Hint of it.
pub const NEW_LINE_HINT: &str =
    "The next stroke begins another line; what lies on the head stays (Ctrl + Z takes it back)";
/// Tools that need a camera.
pub const NEEDS_CAMERA: &str = "Click at least four places on both first: the camera is matched from them";
/// Name of the photograph's part of the window.
pub const PANE: &str = "Photograph, to click places and to trace on";

/// The next thing to do.
pub fn next(tracing: &Tracing) -> String {
    if tracing.tool == TracingTool::Line {
        return "Draw the hairline on the photograph, or click along it; it lies on the head when you let go"
            .to_owned();
    }
    let (number, half) = match tracing.pairs().iter().enumerate().find(|(_, p)| p.skin.is_none() || p.at.is_none()) {
        Some((i, pair)) => (i + 1, Some(pair.skin.is_some())),
        None => (tracing.pairs().len() + 1, None),
    };
    match half {
        Some(true) => format!("Place {number}: click it on the photograph, too"),
        Some(false) => format!("Place {number}: click it on the head, too"),
        None if number <= LEAST_PLACES => format!(
            "Place {number} of at least {LEAST_PLACES}: click it on the head and on the photograph (a corner of an eye, the nose's tip, an ear, the chin)"
        ),
        None => "Click more places to make the camera surer, or trace the line".to_owned(),
    }
}

/// State of the match, and whether it is well.
pub fn matched(tracing: &Tracing) -> (String, bool) {
    match tracing.matched() {
        None => (format!("camera not matched yet: {} of {LEAST_PLACES} places", tracing.complete()), true),
        Some(Err(error)) => (error.to_string(), false),
        Some(Ok(camera)) => {
            let error_mm = camera.error_mm();
            let mut text = format!("camera matched, off by {error_mm:.1} mm over {} places", tracing.complete());
            if let Some((number, mm)) = tracing.worst().filter(|(_, mm)| *mm > 4.0 && *mm > 1.3 * error_mm) {
                text += &format!("; place {number} is off by {mm:.1} mm: drag it, or right-click it away");
            } else if tracing.complete() == LEAST_PLACES {
                text += "; one place more tells whether that is true";
            }
            (text, error_mm < 6.0)
        }
    }
}
