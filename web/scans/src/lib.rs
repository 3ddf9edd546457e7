//! The import of scans for web pages. See `web/component/README.md`.

use pointille::head::import::{ImportOptions, read_head};
use wasm_bindgen::prelude::*;

/// Largest file that is read, bytes: a browser's module holds 4 GiB in all.
const MOST_BYTES: u64 = 1 << 30;

/// A scan read, mended and brought into the head frame, as bytes for `Engine.open_head`. `name` is the file's.
///
/// # Errors
/// A sentence that says why the file is no head.
#[wasm_bindgen]
pub fn read_scan(bytes: &[u8], name: &str) -> Result<Vec<u8>, String> {
    let mut options = ImportOptions::default();
    options.max_bytes = MOST_BYTES;
    let scan = read_head(bytes, name, &options).map_err(|error| error.to_string())?;
    Ok(scan.to_bytes())
}
