//! The one way in which the program writes to standard output and to standard error.
//!
//! A pipe that its reader closed ends the program well; a full disk or any other refusal is a failure; neither is a panic. What came
//! from a file (names, words) is cleaned of control characters, which terminals obey.

use crate::{Failure, Outcome};
use std::fmt::{Arguments, Write as _};
use std::io::{ErrorKind, Write};

/// A line on standard output. Where the pipe is closed, the command ends.
macro_rules! say {
    ($($text:tt)*) => { $crate::say::line(format_args!($($text)*)) };
}
pub(crate) use say;

/// Text with every control character, and every character that turns the direction of writing, written out (`\u{1b}`).
pub fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// A line on standard output.
pub fn line(text: Arguments<'_>) -> Outcome {
    let mut text = cleaned(&text.to_string());
    text.push('\n');
    bytes(text.as_bytes())
}

/// A JSON document on standard output.
pub fn json(value: &serde_json::Value) -> Outcome {
    let mut text = String::new();
    // What JSON leaves as it is and terminals may obey.
    for c in format!("{value:#}\n").chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    bytes(text.as_bytes())
}

/// Bytes on standard output: a picture, a table, a plan.
pub fn bytes(bytes: &[u8]) -> Outcome {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Failed(anyhow::anyhow!("cannot write to standard output: {error}")),
    })
}

/// A line on standard error. Where that is closed or full there is nobody to tell.
pub fn tell(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{}", cleaned(&text.to_string()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let text = "a\u{1b}[7mb\u{9b}31m\r\tc\u{202e}d\né";
        let clean = cleaned(text);
        assert!(!clean.chars().any(|c| c != '\n' && c.is_control()), "{clean:?}");
        assert_eq!(clean, "a\\u{1b}[7mb\\u{9b}31m\\u{d}\\u{9}c\\u{202e}d\né");
    }
}
