//! Sentences of the window that are put together from several keys, figures and names.

use super::purpose::Purpose;
use super::voice::Voice;
use crate::head::{IrisColour, ShapePreset};
use crate::plan::{BeardStyle, Edge, HairLoss, HairName, HairlinePreset, HandPreset};
use crate::scene::View;
use crate::time::{DAYS_PER_YEAR, DueRange, Fader};
use std::path::Path;
use std::time::Duration;

/// The history stands after so many steps.
pub fn steps_done(voice: Voice, place: usize) -> String {
    if place == 0 { voice.say("plan-steps-none") } else { voice.count("plan-steps", place) }
}

/// The plan was saved.
pub fn saved_to(voice: Voice, path: &Path) -> String {
    voice.tell("file-saved-to", [("path", &path.display().to_string())])
}

/// The recess of a drawn line, mm.
pub fn measured_recess(voice: Voice, right: f32, left: f32) -> String {
    voice.tell("line-behind", [("right", &voice.length(right, 0)), ("left", &voice.length(left, 0))])
}

/// Irises with the keys of their words.
pub const IRISES: [(IrisColour, &str); 6] = [
    (IrisColour::DarkBrown, "person-iris-dark-brown"),
    (IrisColour::Brown, "person-iris-brown"),
    (IrisColour::Hazel, "person-iris-hazel"),
    (IrisColour::Green, "person-iris-green"),
    (IrisColour::Blue, "person-iris-blue"),
    (IrisColour::Grey, "person-iris-grey"),
];

/// Beards with the keys of their words.
pub const BEARDS: [(BeardStyle, &str); 5] = [
    (BeardStyle::None, "beard-none"),
    (BeardStyle::Shaved, "beard-shaved"),
    (BeardStyle::Stubble, "beard-stubble"),
    (BeardStyle::Short, "beard-short"),
    (BeardStyle::Full, "beard-full"),
];

/// Looks with the keys of their words.
pub const LOOKS: [(ShapePreset, &str); 4] = [
    (ShapePreset::Man, "shape-man"),
    (ShapePreset::Woman, "shape-woman"),
    (ShapePreset::LongNarrow, "shape-long-narrow"),
    (ShapePreset::ShortWide, "shape-short-wide"),
];

/// Hair colours with the keys of their words.
pub const HAIRS: [(HairName, &str); 7] = [
    (HairName::Black, "tint-black"),
    (HairName::DarkBrown, "tint-dark-brown"),
    (HairName::Brown, "tint-brown"),
    (HairName::Blond, "tint-blond"),
    (HairName::Red, "tint-red"),
    (HairName::Grey, "tint-grey"),
    (HairName::White, "tint-white"),
];

/// A hairline's shape by name.
pub fn hairline(voice: Voice, preset: HairlinePreset) -> String {
    voice.say(match preset {
        HairlinePreset::SoftSquare => "line-soft-square",
        HairlinePreset::Juvenile => "line-youthful",
        HairlinePreset::Mature => "line-mature",
        HairlinePreset::MatureHigh => "line-mature-high",
        HairlinePreset::Receded => "line-receded",
        HairlinePreset::Rounded => "line-rounded",
        HairlinePreset::Straight => "line-straight",
        HairlinePreset::WidowsPeak => "line-widows-peak",
        HairlinePreset::Soft => "line-soft",
        HairlinePreset::Notched => "line-notched",
        HairlinePreset::Feminine => "line-womans",
    })
}

/// An edge by name.
pub fn edge(voice: Voice, edge: Option<Edge>) -> String {
    voice.say(match edge {
        None => "line-edge-none",
        Some(Edge::Hairline) => "line-edge-hairline",
        Some(Edge::Nape) => "line-edge-nape",
        Some(Edge::SideburnLeft) => "line-edge-sideburn-left",
        Some(Edge::SideburnRight) => "line-edge-sideburn-right",
        Some(Edge::Crown) => "line-edge-crown",
    })
}

/// A stage of hair loss by name; those of Norwood and Ludwig are called so everywhere.
pub fn hair_loss(voice: Voice, stage: HairLoss) -> String {
    match stage {
        HairLoss::None => voice.say("skin-loss-none"),
        HairLoss::Diffuse => voice.say("skin-loss-diffuse"),
        HairLoss::Total => voice.say("skin-loss-total"),
        _ => stage.name().to_owned(),
    }
}

/// A hand by name.
pub fn hand(voice: Voice, preset: HandPreset) -> String {
    voice.say(match preset {
        HandPreset::Even => "dots-hand-even",
        HandPreset::Ordinary => "dots-hand-ordinary",
        HandPreset::Poor => "dots-hand-poor",
    })
}

/// A view by name.
pub fn view(voice: Voice, view: View) -> String {
    voice.say(match view {
        View::Front => "look-front",
        View::ThreeQuarterLeft => "look-three-quarter-left",
        View::Left => "look-left",
        View::Back => "look-back",
        View::Right => "look-right",
        View::ThreeQuarterRight => "look-three-quarter-right",
        View::Top => "look-top",
        View::Crown => "look-crown",
    })
}

/// A point of the hairline in the hand: its place, and the line's height beside the usual one, mm.
pub fn held_point(voice: Voice, chart: [f32; 2], height_mm: f32, usual_mm: f32) -> String {
    let away = voice.length(chart[0].abs(), 0);
    let side = match chart[0] {
        x if x.abs() < 1.0 => voice.say("line-in-the-middle"),
        x if x > 0.0 => voice.tell("line-left-of-middle", [("length", &away)]),
        _ => voice.tell("line-right-of-middle", [("length", &away)]),
    };
    let off = height_mm - usual_mm;
    let than = voice.say(if off < 0.0 { "line-lower" } else { "line-higher" });
    let (height, off) = (voice.length(height_mm, 0), voice.length(off.abs(), 0));
    voice.tell("line-held", [("height", &height), ("off", &off), ("than", &than), ("side", &side)])
}

/// Title of a dialog.
pub fn dialog(voice: Voice, purpose: Purpose) -> String {
    voice.say(match purpose {
        Purpose::Open => "file-ask-open",
        Purpose::Photograph => "file-ask-photograph",
        Purpose::SaveAs => "file-ask-save-as",
        Purpose::SavePicture => "file-ask-picture",
        Purpose::SaveSheet => "file-ask-sheet",
    })
}

/// A file was refused, and why.
pub fn not_brought_in(voice: Voice, path: &Path, why: &str) -> String {
    voice.tell("refused-file", [("path", &path.display().to_string()), ("why", why)])
}

/// A file is being read.
pub fn reading(voice: Voice, path: &Path) -> String {
    voice.tell("file-reading", [("path", &path.display().to_string())])
}

/// A plan is open.
pub fn opened_plan(voice: Voice, name: &str, on_scan: bool) -> String {
    voice.tell(if on_scan { "file-opened-plan-on-scan" } else { "file-opened-plan" }, [("name", name)])
}

/// A head is open.
pub fn opened_head(voice: Voice, path: Option<&Path>) -> String {
    match path {
        Some(path) => voice.tell("file-opened-scan", [("path", &path.display().to_string())]),
        None => voice.say("file-opened-built-in"),
    }
}

/// Unsaved work of an earlier window.
pub fn offered(voice: Voice, file: Option<&Path>, age: Duration) -> String {
    let of = file.map_or_else(|| voice.say("ask-no-file"), |path| path.display().to_string());
    // Proof: an age in minutes fits.
    let minutes = (age.as_secs() / 60) as usize;
    let when = match minutes {
        0 => voice.say("ask-just-now"),
        1..=119 => voice.count("ask-minutes-ago", minutes),
        120..=2879 => voice.count("ask-hours-ago", minutes / 60),
        _ => voice.count("ask-days-ago", minutes / 1440),
    };
    voice.tell("ask-offered", [("file", &of), ("when", &when)])
}

/// Hint of the button that saves.
pub fn save_hint(voice: Voice, path: Option<&Path>) -> String {
    match path {
        Some(path) => voice.tell("file-save-hint", [("path", &path.display().to_string())]),
        None => voice.say("file-save-new-hint"),
    }
}

/// The day in a client's words.
pub fn client_day(voice: Voice, days: f32, healed_day: f32) -> String {
    match days {
        days if days < 0.0 => voice.say("seen-before"),
        days if days < 0.5 => voice.say("face-just-done"),
        days if (days - healed_day).abs() < 0.5 => voice.tell("face-healed-on", [("time", &voice.day(days))]),
        days => voice.day(days),
    }
}

/// Words for a client below the day.
pub fn client_caption(voice: Voice, fader: Fader, light: &str) -> String {
    let fading = voice.say(match fader {
        Fader::Slow => "face-slow",
        Fader::Typical => "face-typical",
        Fader::Fast => "face-fast",
    });
    voice.tell("face-caption", [("fading", &fading), ("light", &voice.light(light))])
}

/// The time at which a touch-up falls due; `next` where one was given.
pub fn touch_up_due(voice: Voice, next: bool, due: &DueRange) -> String {
    match (due.likely, due.earliest) {
        (Some(_), _) => voice.tell(if next { "days-due-next" } else { "days-due" }, [("due", &voice.due(due))]),
        (None, Some(day)) => {
            let key = if next { "days-not-due-fast-next" } else { "days-not-due-fast" };
            voice.tell(key, [("years", &voice.number(day / DAYS_PER_YEAR, 1))])
        }
        (None, None) => voice.say(if next { "days-not-due-next" } else { "days-not-due" }),
    }
}
