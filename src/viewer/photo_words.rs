//! Words about photographs that are brought in or refused.

/// Photographs in a dialog.
pub const PHOTOGRAPHS: &str = "photographs";
/// Title of the dialog.
pub const DIALOG: &str = "Bring a photograph of the client";

/// A telephone's own kind.
pub const HEIC: &str = "it is a HEIC photograph, which only some telephones read; save it as JPEG first";
/// More pixels than can be held.
pub const TOO_LARGE: &str = "it has more pixels than can be held; save it smaller, 4000 pixels wide are plenty";
/// Fewer pixels than show anything.
pub const TOO_SMALL: &str = "it has too few pixels to trace anything on; bring the photograph itself, not its preview";

/// A file that is no photograph.
pub fn not_a_photograph(why: &str) -> String {
    format!("it cannot be read as a photograph ({why}); bring a JPEG, PNG or WebP")
}

/// A line that meets no head.
pub const BESIDE_THE_HEAD: &str =
    "the line lies beside the head as it was matched; trace it over the head, or correct the places";
