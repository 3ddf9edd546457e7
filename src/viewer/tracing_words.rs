//! Words about a photograph of the client.

use super::tracing::{PhotoPlace, Tracing, TracingTool};
use super::voice::Voice;
use crate::scene::LEAST_PLACES;

/// Tools, with the keys of their words and their hints.
pub const TOOLS: [(TracingTool, &str, &str); 2] =
    [(TracingTool::Places, "photo-places", "photo-places-hint"), (TracingTool::Line, "photo-line", "photo-line-hint")];

/// Places of the photograph in the window, with the keys of their words and their hints.
pub const PLACES: [(PhotoPlace, &str, &str); 3] = [
    (PhotoPlace::Beside, "photo-beside", "photo-beside-hint"),
    (PhotoPlace::Over, "photo-over", "photo-over-hint"),
    (PhotoPlace::Divided, "photo-divided", "photo-divided-hint"),
];

/// The next thing to do.
pub fn next(voice: Voice, tracing: &Tracing) -> String {
    if tracing.tool == TracingTool::Line {
        return voice.say("photo-next-line");
    }
    let (number, half) = match tracing.pairs().iter().enumerate().find(|(_, p)| p.skin.is_none() || p.at.is_none()) {
        Some((i, pair)) => (i + 1, Some(pair.skin.is_some())),
        None => (tracing.pairs().len() + 1, None),
    };
    let told = number.to_string();
    match half {
        Some(true) => voice.tell("photo-next-on-photo", [("number", &told)]),
        Some(false) => voice.tell("photo-next-on-head", [("number", &told)]),
        None if number <= LEAST_PLACES => {
            voice.tell("photo-next-place", [("number", &told), ("least", &LEAST_PLACES.to_string())])
        }
        None => voice.say("photo-next-more"),
    }
}

/// State of the match, and whether it is well.
pub fn matched(voice: Voice, tracing: &Tracing) -> (String, bool) {
    let places = tracing.complete().to_string();
    match tracing.matched() {
        None => {
            let least = LEAST_PLACES.to_string();
            (voice.tell("photo-unmatched", [("places", &places), ("least", &least)]), true)
        }
        Some(Err(error)) => (error.to_string(), false),
        Some(Ok(camera)) => {
            let error_mm = camera.error_mm();
            let error = voice.length(error_mm, 1);
            let mut text = voice.tell("photo-matched", [("error", &error), ("places", &places)]);
            if let Some((number, mm)) = tracing.worst().filter(|(_, mm)| *mm > 4.0 && *mm > error_mm) {
                let (number, error) = (number.to_string(), voice.length(mm, 1));
                text = voice.tell("photo-matched-worst", [("told", &text), ("number", &number), ("error", &error)]);
            } else if tracing.complete() == LEAST_PLACES {
                text = voice.tell("photo-matched-one-more", [("told", &text)]);
            }
            (text, error_mm < 6.0)
        }
    }
}
