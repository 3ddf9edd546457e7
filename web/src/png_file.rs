//! A PNG file, compressed by the browser: an encoder of its own would be a twentieth of the module. The pixels and the texts are the program's;
//! the bytes between them are the browser's.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/deflate.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn deflated(bytes: Vec<u8>) -> Result<JsValue, JsValue>;
}

/// First bytes of every PNG.
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Colour types: red, green, blue; and with alpha.
const RGB: u8 = 2;
const RGBA: u8 = 6;
/// Rendering intent of the sRGB chunk: relative colorimetric.
const RELATIVE: u8 = 1;
/// Gamma of sRGB, and its white and primaries, in 1/100,000: what readers go by that know no sRGB chunk.
const GAMMA: u32 = 45_455;
const PRIMARIES: [u32; 8] = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];

/// The bytes of a PNG of sRGB pixels with straight alpha, which is left out where all are opaque. `texts` become iTXt chunks.
///
/// # Errors
/// What the browser throws where it cannot compress.
pub async fn png_file(rgba: &[u8], width: u32, texts: &[(&str, String)]) -> Result<Vec<u8>, JsValue> {
    let opaque = rgba.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255);
    let channels = if opaque { 3 } else { 4 };
    let height = (rgba.len() / (4 * width.max(1) as usize)) as u32;
    let pixels = Uint8Array::new(&deflated(filtered(rgba, width, channels)).await?).to_vec();
    let mut file = SIGNATURE.to_vec();
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // Eight bits a channel, deflate, filters of rows, not interlaced.
    head.extend([8, if opaque { RGB } else { RGBA }, 0, 0, 0]);
    chunk(&mut file, b"IHDR", &head);
    chunk(&mut file, b"sRGB", &[RELATIVE]);
    chunk(&mut file, b"gAMA", &GAMMA.to_be_bytes());
    chunk(&mut file, b"cHRM", PRIMARIES.map(u32::to_be_bytes).as_flattened());
    for (keyword, text) in texts {
        // Behind the keyword: not compressed, by no method, in no language, under no other keyword.
        chunk(&mut file, b"iTXt", &[keyword.as_bytes(), &[0; 5], text.as_bytes()].concat());
    }
    chunk(&mut file, b"IDAT", &pixels);
    chunk(&mut file, b"IEND", &[]);
    Ok(file)
}

/// Appends a chunk: length, name, contents, and the check sum over the last two.
fn chunk(file: &mut Vec<u8>, name: &[u8; 4], contents: &[u8]) {
    file.extend((contents.len() as u32).to_be_bytes());
    let from = file.len();
    file.extend(name);
    file.extend(contents);
    let sum = check_sum(&file[from..]);
    file.extend(sum.to_be_bytes());
}

/// Check sum of a chunk: CRC-32 as PNG has it (ISO 3309).
fn check_sum(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|i| {
        (0..8).fold(i as u32, |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    !bytes.iter().fold(!0, |sum: u32, &byte| (sum >> 8) ^ table[usize::from(sum as u8 ^ byte)])
}

/// Rows of the pixels, each behind the number of its filter: of three filters the one whose rests are smallest in sum.
fn filtered(rgba: &[u8], width: u32, channels: usize) -> Vec<u8> {
    let length = channels * width as usize;
    let mut out = Vec::with_capacity((length + 1) * (rgba.len() / (4 * width.max(1) as usize)));
    let mut above = vec![0; length];
    let mut row = above.clone();
    for line in rgba.chunks_exact(4 * width.max(1) as usize) {
        for (to, from) in row.chunks_exact_mut(channels).zip(line.as_chunks::<4>().0) {
            to.copy_from_slice(&from[..channels]);
        }
        let best = FILTERS.into_iter().min_by_key(|(_, guess)| {
            (0..length).map(|i| u64::from((rest(&row, &above, channels, i, *guess) as i8).unsigned_abs())).sum::<u64>()
        });
        // Proof: there are three filters.
        let (number, guess) = best.unwrap_or(FILTERS[0]);
        out.push(number);
        out.extend((0..length).map(|i| rest(&row, &above, channels, i, guess)));
        std::mem::swap(&mut row, &mut above);
    }
    out
}

/// A guess of a byte from those at its left, above it, and left above it.
type Guess = fn(u8, u8, u8) -> u8;

/// Numbers of the filters that are tried, and their guesses: left, above, and Paeth's.
const FILTERS: [(u8, Guess); 3] = [(1, |left, _, _| left), (2, |_, above, _| above), (4, paeth)];

/// What is left of a byte of a row behind a filter.
fn rest(row: &[u8], above: &[u8], channels: usize, i: usize, guess: Guess) -> u8 {
    let (left, corner) = if i < channels { (0, 0) } else { (row[i - channels], above[i - channels]) };
    row[i].wrapping_sub(guess(left, above[i], corner))
}

/// Paeth's guess: of the three neighbours the one nearest to left + above − corner.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let at = i32::from(left) + i32::from(above) - i32::from(corner);
    let off = |near: u8| (at - i32::from(near)).abs();
    if off(left) <= off(above) && off(left) <= off(corner) {
        left
    } else if off(above) <= off(corner) {
        above
    } else {
        corner
    }
}
