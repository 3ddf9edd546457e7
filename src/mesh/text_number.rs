//! Numbers as programs write them into text files.

/// A number of a text file; NaN for the words by which C libraries write what is none (`nan(ind)`, `1.#QNAN`, `-1.#IND`); `None` for
/// anything else.
pub(super) fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    let bare = text.trim_start_matches(['-', '+']);
    let nan = bare.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("nan"));
    let microsoft = bare.split_once('#').is_some_and(|(before, after)| {
        before.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    (nan || microsoft).then_some(f64::NAN)
}

/// Fault of a word that should be a number, with the cure where it is known.
pub(super) fn no_number(word: &[u8]) -> String {
    let comma = word.contains(&b',')
        && number(&word.iter().map(|&b| if b == b',' { b'.' } else { b }).collect::<Vec<_>>()).is_some();
    if comma {
        format!("`{}` has a decimal comma; export the scan with decimal points", shown(word))
    } else {
        format!("`{}` is not a number", shown(word))
    }
}

/// A word of a file, fit for one line of an error.
pub(super) fn shown(word: &[u8]) -> String {
    let text = String::from_utf8_lossy(word);
    let mut short: String = text.chars().take(24).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(24).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_no_number_are_known_and_others_are_not() {
        for word in ["nan", "-nan(ind)", "NaN", "nan(snan)", "1.#QNAN", "-1.#IND", "1.#INF00"] {
            assert!(number(word.as_bytes()).is_some_and(f64::is_nan), "{word}");
        }
        for word in ["", "x", "1,5", "#", "1..2", "na"] {
            assert_eq!(number(word.as_bytes()), None, "{word}");
        }
        assert_eq!(number(b"-1.5e3"), Some(-1500.0));
        assert!(no_number(b"1,5").contains("decimal points") && !no_number(b"a,b").contains("decimal"));
        assert!(!no_number(b"\x1b]0;t\x07").contains('\x1b'));
    }
}
