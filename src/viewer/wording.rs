//! Words of the window, in one place.

use crate::head::{IrisColour, ShapePreset};
use crate::plan::{BeardStyle, Edge, HairlinePreset};
use std::path::Path;

/// Words for the keys of a plan, the longest key first that a change lies under.
pub const PLAN_KEYS: [(&str, &str); 64] = [
    ("name", "name of the plan"),
    ("client.code", "client's code"),
    ("client.age_years", "age"),
    ("client.skin", "skin"),
    ("client.hair_loss", "hair loss"),
    ("client.oiliness", "scalp's oil"),
    ("client.finish", "finish"),
    ("client.sun", "sun"),
    ("client.exfoliants", "acids, retinoids or scrubs"),
    ("client.fader", "fading"),
    ("client.observed", "healed visit seen"),
    ("client", "client"),
    ("head.shape.preset", "look of the head"),
    ("head.shape", "head's proportions"),
    ("head.eyes", "eyes"),
    ("head.iris", "irises"),
    ("head.clothing", "clothing"),
    ("head", "head"),
    ("hair.kind", "kind of hair"),
    ("hair.guard_mm", "length of hair"),
    ("hair.shaved_hours", "length of hair"),
    ("hair.grey_share", "grey hair"),
    ("hair.colour", "colour of hair"),
    ("hair", "hair"),
    ("beard.style", "beard"),
    ("beard.length_mm", "length of the beard"),
    ("beard.density", "density of the beard"),
    ("beard.grey_share", "grey of the beard"),
    ("beard", "beard"),
    ("hairline.preset", "hairline's shape"),
    ("hairline.height_mm", "height of the hairline"),
    ("hairline.recess_mm", "recess of the corners"),
    ("hairline.softness_mm", "soft edge"),
    ("hairline.irregularity", "broken edge"),
    ("hairline.symmetry", "symmetry"),
    ("hairline.points", "hairline by hand"),
    ("hairline.mirrored", "mirrored edges"),
    ("hairline.edges.nape_points", "nape by hand"),
    ("hairline.edges.sideburn_left_points", "left sideburn by hand"),
    ("hairline.edges.sideburn_right_points", "right sideburn by hand"),
    ("hairline.edges.crown_points", "crown by hand"),
    ("hairline.edges.nape_raise_mm", "nape's height"),
    ("hairline.edges.sideburn_raise_mm", "length of the sideburns"),
    ("hairline.edges", "edges"),
    ("hairline", "hairline"),
    ("zones.front.density_per_cm2", "density in front"),
    ("zones.mid_scalp.density_per_cm2", "density on top"),
    ("zones.crown.density_per_cm2", "density of the crown"),
    ("zones.temples.density_per_cm2", "density of the temples"),
    ("zones", "density and dots"),
    ("pigment.dilution", "dilution"),
    ("pigment.shade", "shade"),
    ("pigment.hand.preset", "hand"),
    ("pigment.hand.uptake_spread", "uneven uptake"),
    ("pigment.hand", "hand"),
    ("pigment", "pigment"),
    ("aftercare", "aftercare"),
    ("practice", "rates"),
    ("sessions", "visits"),
    ("touch_ups", "touch-ups"),
    ("lightenings", "lightening"),
    ("scars", "scars"),
    ("strokes", "brush"),
    ("", "plan"),
];

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
/// Why a slider of an edge is dead.
pub const POINTS_RULE: &str =
    "This edge is drawn by hand: drag its points, or take them away with \"as measured again\".";
/// Hint of the client's code.
pub const CODE: &str = "A file number of the practice's own. Never a name.";
/// Why a scan has no such settings.
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
