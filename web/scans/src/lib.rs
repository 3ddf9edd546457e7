//! The import of scans for web pages. See `web/component/README.md`.

use pointille::head::import::{ImportError, ImportOptions, read_head, read_mesh};
use pointille::mesh::{DecodedPicture, ScanPicture};
use serde_json::json;
use wasm_bindgen::prelude::*;

/// Largest file that is read, bytes: a browser's module holds 4 GiB in all.
const MOST_BYTES: u64 = 1 << 30;

/// A scan on its way in. Its pictures, which lie in a GLB, are decoded by the browser: each is asked for, and given back.
#[wasm_bindgen]
pub struct Scan {
    bytes: Vec<u8>,
    name: String,
    wanted: std::vec::IntoIter<Vec<u8>>,
    given: Vec<DecodedPicture>,
}

#[wasm_bindgen]
impl Scan {
    /// The scan of a file's bytes. `name` is the file's.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, name: String) -> Self {
        let mut options = options();
        options.pictures = Some(Vec::new());
        // No other format has its pictures in it. What cannot be read is told by `read`.
        let holds = bytes.starts_with(b"glTF") || bytes.trim_ascii_start().starts_with(b"{");
        let mesh = holds.then(|| read_mesh(&bytes, &name, &options).ok()).flatten();
        let wanted = mesh.map(|mesh| mesh.undecoded).unwrap_or_default().into_iter();
        Self { bytes, name, wanted, given: Vec::new() }
    }

    /// The bytes of the next picture, to be decoded and then given or refused; none where all have been.
    pub fn wanted(&mut self) -> Option<Vec<u8>> {
        self.wanted.next()
    }

    /// Takes a decoded picture: sRGB with alpha, four bytes a pixel.
    pub fn give(&mut self, width: u32, height: u32, rgba: &[u8]) {
        let rgb = rgba.as_chunks().0.iter().flat_map(|&[r, g, b, _]: &[u8; 4]| [r, g, b]).collect();
        self.given.push(ScanPicture::new(width, height, rgb).ok_or_else(|| "it has no pixels".to_owned()));
    }

    /// Takes the reason for which a picture cannot be decoded.
    pub fn refuse(&mut self, why: String) {
        self.given.push(Err(why));
    }

    /// The scan read, mended and brought into the head frame, as bytes for `Engine.open_head`.
    ///
    /// # Errors
    /// JSON with the kind `scan` that says why the file is no head.
    pub fn read(self) -> Result<Vec<u8>, String> {
        let mut options = options();
        options.pictures = Some(self.given);
        let scan = read_head(&self.bytes, &self.name, &options).map_err(|error| told(&error))?;
        Ok(scan.to_bytes())
    }
}

/// An error as pages tell it; `fault` is the key of the program's words for it, and what stands in them.
fn told(error: &ImportError) -> String {
    let fault = match error {
        ImportError::NotAHead { why } => Some(("no-head", json!({ "why": why }))),
        _ => None,
    };
    json!({ "kind": "scan", "why": error.to_string(), "fault": fault }).to_string()
}

fn options() -> ImportOptions {
    let mut options = ImportOptions::default();
    options.max_bytes = MOST_BYTES;
    options
}
