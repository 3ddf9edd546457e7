//! Words of the window, in one place.

use super::purpose::Purpose;
use crate::head::{IrisColour, ShapePreset};
use crate::plan::{BeardStyle, Edge, HairlinePreset, ZoneName};
use crate::time::{DueRange, Fader, day_label};
use std::path::Path;
use std::time::Duration;

/// A step was taken back.
pub fn undone(name: &str) -> String {
    format!("undone: {name} (Ctrl + Shift + Z does it again)")
}

/// A step was done again.
pub fn redone(name: &str) -> String {
    format!("done again: {name}")
}

/// The history stands after so many steps.
pub fn steps_done(place: usize) -> String {
    match place {
        0 => "the plan as it was opened".to_owned(),
        1 => "after the first step".to_owned(),
        _ => format!("after {place} steps"),
    }
}

/// The plan was saved.
pub fn saved_to(path: &Path) -> String {
    format!("saved to {}", path.display())
}

/// The history before its first step.
pub const AS_OPENED: &str = "as opened";
/// A hairline of control points, in place of a shape's name.
pub const DRAWN_BY_HAND: &str = "drawn by hand";
/// Hint of the height of a drawn line.
pub const RAISES_ALL_POINTS: &str = "Measured on the head, along the skin. Raises and lowers the whole drawn line.";
/// Hint of the recess of a drawn line.
pub const RECESS_BY_HAND: &str = "Measured on the head. Drag the points of the line to change it.";
/// Hint of the softness.
pub const SOFT_EDGE: &str = "Width over which the dots fade in.";
/// Hint of the irregularity.
pub const BROKEN_EDGE: &str = "0 is drawn with a ruler, 1 as grown, 2 scattered.";
/// Hint of the symmetry.
pub const SYMMETRY: &str = "1 is a mirror image, 0 the widest natural difference.";
/// Hint of the points of an edge.
pub const POINTS_BY_HAND: &str =
    "drag a point on the picture along the skin; double click on the line adds one, right click takes one away";
/// Hint of a slider that a drawn edge has no use for.
pub const POINTS_RULE: &str =
    "This edge is drawn by hand: drag its points, or take them away with \"as measured again\".";
/// Hint of the client's code.
pub const CODE: &str = "A file number of the practice's own. Never a name.";
/// Note on a scan in place of a head's settings.
pub const SCAN_KEEPS_ITS_OWN: &str = "a scan keeps its own face";

/// The recess of a drawn line, mm.
pub fn measured_recess(right: f32, left: f32) -> String {
    format!("corners {right:.0} mm behind at the right, {left:.0} mm at the left")
}

/// Irises by name.
pub const IRISES: [(IrisColour, &str); 6] = [
    (IrisColour::DarkBrown, "dark brown"),
    (IrisColour::Brown, "brown"),
    (IrisColour::Hazel, "hazel"),
    (IrisColour::Green, "green"),
    (IrisColour::Blue, "blue"),
    (IrisColour::Grey, "grey"),
];

/// Beards by name.
pub const BEARDS: [(BeardStyle, &str); 5] = [
    (BeardStyle::None, "none"),
    (BeardStyle::Shaved, "shaved"),
    (BeardStyle::Stubble, "stubble"),
    (BeardStyle::Short, "short"),
    (BeardStyle::Full, "full"),
];

/// Looks by name.
pub const LOOKS: [(ShapePreset, &str); 4] = [
    (ShapePreset::Man, "man"),
    (ShapePreset::Woman, "woman"),
    (ShapePreset::LongNarrow, "long and narrow"),
    (ShapePreset::ShortWide, "short and wide"),
];

/// A hairline's shape by name.
pub fn hairline(preset: HairlinePreset) -> &'static str {
    match preset {
        HairlinePreset::SoftSquare => "soft square",
        HairlinePreset::Juvenile => "youthful",
        HairlinePreset::Mature => "mature",
        HairlinePreset::MatureHigh => "mature, high",
        HairlinePreset::Receded => "receded",
        HairlinePreset::Rounded => "rounded",
        HairlinePreset::Straight => "edged up, straight",
        HairlinePreset::WidowsPeak => "widow's peak",
        HairlinePreset::Soft => "soft, broken",
        HairlinePreset::Notched => "with notches",
        HairlinePreset::Feminine => "woman's",
    }
}

/// An edge by name.
pub fn edge(edge: Option<Edge>) -> &'static str {
    match edge {
        None => "none",
        Some(Edge::Hairline) => "hairline",
        Some(Edge::Nape) => "nape",
        Some(Edge::SideburnLeft) => "left sideburn",
        Some(Edge::SideburnRight) => "right sideburn",
        Some(Edge::Crown) => "crown",
    }
}

/// Hint of a button that has nothing to take back or to do again.
pub const NOTHING_TO_UNDO: &str = "nothing";

/// Hint of the button that takes a step back.
pub fn undo_hint(name: &str) -> String {
    format!("Undo: {name} (Ctrl + Z)")
}

/// Hint of the button that does a step again.
pub fn redo_hint(name: &str) -> String {
    format!("Redo: {name} (Ctrl + Shift + Z)")
}

/// Name of the menu of lights.
pub fn light(name: &str) -> String {
    format!("Light: {name}")
}

/// A point of the hairline in the hand: its place, and the line's height beside the usual one, mm.
pub fn held_point(chart: [f32; 2], height_mm: f32, usual_mm: f32) -> String {
    let side = match chart[0] {
        x if x.abs() < 1.0 => "in the middle".to_owned(),
        x if x > 0.0 => format!("{x:.0} mm left of the middle"),
        x => format!("{:.0} mm right of the middle", -x),
    };
    let off = height_mm - usual_mm;
    let than = if off < 0.0 { "lower" } else { "higher" };
    format!("line {height_mm:.0} mm above the brows ({:.0} {than} than usual) · {side}", off.abs())
}

/// A plan is about to be lost.
pub fn not_saved(name: &str) -> String {
    format!("\u{201c}{name}\u{201d} is not saved")
}

/// Menu of files and pictures, and its entries.
pub const FILE: &str = "File";
/// Opens a file.
pub const OPEN: &str = "Open…";
/// Saves the plan.
pub const SAVE: &str = "Save";
/// Saves the plan into another file.
pub const SAVE_AS: &str = "Save as…";
/// Leaves the scan for the built-in head.
pub const BUILT_IN_HEAD: &str = "Built-in head";
/// Copies the picture.
pub const COPY_PICTURE: &str = "Copy picture";
/// Saves the picture.
pub const SAVE_PICTURE: &str = "Save picture…";
/// Saves a consultation sheet.
pub const SAVE_SHEET: &str = "Consultation sheet…";
/// Hint of the button that stops a picture.
pub const STOP_DRAWING: &str = "Stop";
/// A picture is on the clipboard.
pub const COPIED: &str = "the picture is on the clipboard";
/// Shown while a file is held over the window.
pub const DROP_HERE: &str = "Drop a plan, a scan, a photograph or a panorama";
/// Hint of the plan's name.
pub const PLANS_NAME: &str = "Name of the plan. No client's name.";

/// Kinds of files in a dialog.
pub const ALL_KINDS: &str = "plans, scans, photographs, panoramas";
/// Plans in a dialog.
pub const PLANS: &str = "plans";
/// Scans in a dialog.
pub const SCANS: &str = "scans of a head";
/// Panoramas in a dialog.
pub const PANORAMAS: &str = "panoramas as light";
/// Pictures in a dialog.
pub const PICTURES: &str = "pictures";

/// Heading over what was refused.
pub const REFUSED: &str = "That could not be opened";
/// A plan's file holds no text.
pub const NOT_TEXT: &str = "it is not text, and a plan is";
/// A file of no known kind was brought.
pub const UNKNOWN_KIND: &str = "only a plan (.toml), a scan (.obj, .ply, .stl, .glb), a photograph (.jpg, .png, .webp) or a panorama (.hdr, .exr) can be opened";
/// The file is not there.
pub const NO_SUCH_FILE: &str = "there is no such file; check its name and folder";
/// The file is a folder.
pub const A_FOLDER: &str = "it is a folder; choose a file in it";

/// Answers on cards.
pub const OK: &str = "OK";
/// Leaves a card.
pub const CANCEL: &str = "Cancel";
/// Saves, then closes.
pub const SAVE_AND_CLOSE: &str = "Save and close";
/// Closes at once.
pub const CLOSE_UNSAVED: &str = "Close without saving";
/// Saves, then opens.
pub const SAVE_AND_OPEN: &str = "Save and open";
/// Opens at once.
pub const OPEN_UNSAVED: &str = "Open without saving";
/// Stays.
pub const STAY: &str = "Stay";
/// Heading over unsaved work.
pub const UNSAVED_WORK: &str = "Go on with unsaved work?";
/// Goes on with unsaved work.
pub const CONTINUE: &str = "Go on with it";
/// Throws unsaved work away.
pub const THROW_AWAY: &str = "Throw it away";
/// Asks again at the next start.
pub const LATER: &str = "Later";
/// Unsaved work is back.
pub const RECOVERED: &str = "unsaved work is back; save it to keep it";
/// The system has no dialog for files.
pub const NO_DIALOG: &str = "This system shows no dialog for files. Drop a file on the window, or type its path.";
/// Hint in the field for a path.
pub const PATH: &str = "path of the file";

/// Title of a dialog.
pub fn dialog(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Open => "Open a plan, a scan, a photograph or a panorama",
        Purpose::Photograph => super::photo_words::DIALOG,
        Purpose::SaveAs => "Save the plan as",
        Purpose::SavePicture => "Save the picture",
        Purpose::SaveSheet => "Save a consultation sheet",
    }
}

/// A file was refused, and why.
pub fn not_brought_in(path: &Path, why: &str) -> String {
    format!("{}: {why}", path.display())
}

/// A file is too large, MiB.
pub fn too_large(most_mib: u64) -> String {
    format!("it is larger than {most_mib} MiB: that is too much")
}

/// A file is being read.
pub fn reading(path: &Path) -> String {
    format!("reading {} …", path.display())
}

/// A plan is open.
pub fn opened_plan(name: &str, on_scan: bool) -> String {
    let head = if on_scan { "; it is laid on the scan that is open" } else { "" };
    format!("opened {name}{head}")
}

/// A head is open.
pub fn opened_head(path: Option<&Path>) -> String {
    match path {
        Some(path) => format!("Scan {}", path.display()),
        None => "the built-in head".to_owned(),
    }
}

/// A light is open.
pub fn opened_light(name: &str) -> String {
    format!("lit by {name}")
}

/// Unsaved work of an earlier window.
pub fn offered(file: Option<&Path>, age: Duration) -> String {
    let of = file.map_or_else(|| "a plan without a file".to_owned(), |path| path.display().to_string());
    let minutes = age.as_secs() / 60;
    let when = match minutes {
        0 => "less than a minute ago".to_owned(),
        1 => "a minute ago".to_owned(),
        2..=119 => format!("{minutes} minutes ago"),
        120..=2879 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    };
    format!(
        "A window ended without being closed. Changes to {of} were kept {when}. The file itself is as it was saved last."
    )
}

/// Unsaved work could not be kept.
pub fn not_kept(why: &str) -> String {
    format!("unsaved work is not kept against a crash: {why}; save the plan by Ctrl + S")
}

/// Share of a picture that is drawn.
pub fn drawing(share: f32) -> String {
    format!("drawing, {:.0} % ×", 100.0 * share)
}

/// Hint of the button that saves.
pub fn save_hint(path: Option<&Path>) -> String {
    match path {
        Some(path) => format!("Save to {} (Ctrl + S)", path.display()),
        None => "Save to a new file in the current folder (Ctrl + S)".to_owned(),
    }
}

/// Shows the client's face.
pub const SHOW_CLIENT: &str = "Show client";
/// Name of the time line, for screen readers.
pub const TIME_LINE: &str = "Day after the first session";
/// Name of the picture, for screen readers.
pub const HEAD: &str = "Head, to be turned by dragging and looked at closely by the wheel";
/// Hint of the button that does.
pub const SHOW_CLIENT_HINT: &str = "The head alone, full screen (F11)";
/// The day before treatment.
pub const BEFORE: &str = "Before";
/// The day of the first session.
pub const JUST_DONE: &str = "Just done";
/// The day on which the work has healed.
pub const HEALED: &str = "Healed";
/// A year on.
pub const ONE_YEAR: &str = "1 year";
/// Five years on.
pub const FIVE_YEARS: &str = "5 years";
/// Ten years on.
pub const TEN_YEARS: &str = "10 years";
/// Before beside after.
pub const COMPARE: &str = "Compare";

/// The day in a client's words.
pub fn client_day(days: f32, healed_day: f32) -> String {
    match days {
        days if days < 0.0 => BEFORE.to_owned(),
        days if days < 0.5 => JUST_DONE.to_owned(),
        days if (days - healed_day).abs() < 0.5 => format!("{HEALED} · {}", day_label(days)),
        days => day_label(days),
    }
}

/// Words for a client below the day.
pub fn client_caption(fader: Fader, light: &str) -> String {
    let fading = match fader {
        Fader::Slow => "slow fading",
        Fader::Typical => "typical fading",
        Fader::Fast => "fast fading",
    };
    format!("{fading} · {light} light · simulation, not a promise")
}

/// A plan that is shown on another head than the one that it was drawn on.
pub const OTHER_HEAD: &str = "This plan was drawn on a scan";

/// The scan of a plan is not where it was.
pub fn head_is_missing(head: &Path) -> String {
    format!(
        "{} is not there any more. What is shown is another head; open the scan to see the plan on it.",
        head.display()
    )
}

/// Before a doubt about a scan.
pub const LOOK_AT: &str = "Look at: ";

/// All zones of the scalp together.
pub const ALL_ZONES: &str = "all zones";

/// A zone of the scalp.
pub fn zone(zone: ZoneName) -> &'static str {
    match zone {
        ZoneName::Front => "front",
        ZoneName::MidScalp => "mid-scalp",
        ZoneName::Crown => "crown",
        ZoneName::Temples => "temples",
        ZoneName::Sides => "sides",
        ZoneName::Donor => "donor",
    }
}

/// The time at which a touch-up falls due; `next` where one was given.
pub fn touch_up_due(next: bool, due: &DueRange) -> String {
    let what = if next { "next touch-up" } else { "touch-up" };
    match (due.likely, due.earliest) {
        (Some(_), _) => format!("{what} due after {}", due.in_years()),
        (None, Some(day)) => {
            format!("no {what} due for as long as can be told (fast fader: after {:.1} y)", day / 365.25)
        }
        (None, None) => format!("no {what} due for as long as can be told"),
    }
}

/// News of a match whose shade was made lighter.
pub fn as_dark_as_suits(told: &str) -> String {
    format!("{told}; the shade is as dark as this skin bears, the hair stays darker")
}
