//! Headers of Radiance pictures as programs write them, made into the one that the decoder knows.
//!
//! Older programs begin with `#?RGBE`, some end lines as Windows does, and rows may run upwards or from right to left.

/// A picture's bytes with a plain header, and which way it is to be turned.
pub(super) struct PlainRadiance {
    pub(super) bytes: Vec<u8>,
    /// True where its rows run upwards.
    pub(super) upwards: bool,
    /// True where its columns run from right to left.
    pub(super) leftwards: bool,
}

/// Longest header that is looked through, bytes.
const LONGEST: usize = 1 << 16;

/// The picture with a plain header; `None` for what does not begin as one, or gives no size in rows and columns.
pub(super) fn plain(bytes: &[u8]) -> Option<PlainRadiance> {
    if !bytes.starts_with(b"#?") {
        return None;
    }
    let mut at = 0;
    let mut line = || {
        let rest = bytes.get(at..)?;
        let end = rest.iter().take(LONGEST).position(|&b| b == b'\n')?;
        at += end + 1;
        (at < LONGEST).then(|| rest[..end].trim_ascii_end())
    };
    line()?;
    let mut out = b"#?RADIANCE\n".to_vec();
    loop {
        let text = line()?;
        if text.is_empty() {
            break;
        }
        out.extend_from_slice(text);
        out.push(b'\n');
    }
    let size = std::str::from_utf8(line()?).ok()?;
    let words: Vec<&str> = size.split_ascii_whitespace().collect();
    let &[rows @ ("-Y" | "+Y"), height, columns @ ("+X" | "-X"), width] = words.as_slice() else { return None };
    out.extend_from_slice(format!("\n-Y {height} +X {width}\n").as_bytes());
    out.extend_from_slice(bytes.get(at..)?);
    Some(PlainRadiance { bytes: out, upwards: rows == "+Y", leftwards: columns == "-X" })
}
