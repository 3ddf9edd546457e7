//! Pointille's engine for web pages: a plan on a head, drawn into a canvas with WebGPU.
//!
//! [`Engine`] does one thing at a time: its caller awaits each promise before it asks for the next. Figures and lists go out as JSON, errors
//! as the JSON of [`told::Told`]. `web/component/README.md` documents all of it for pages.

mod choices;
mod engine;
mod facts;
mod fields;
mod png_file;
mod shot;
mod stand;
mod surface;
mod told;

pub use engine::Engine;

use serde_json::Value as Json;
use told::Told;
use wasm_bindgen::prelude::*;

/// Sends the text of a panic to the console, where the trap that follows says nothing.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}

/// The built-in plans, as JSON: name, title and text of each.
#[wasm_bindgen]
pub fn plans() -> String {
    choices::plans().to_string()
}

/// What can be chosen by name, as JSON.
#[wasm_bindgen]
pub fn choices() -> String {
    choices::all().to_string()
}

/// What plans are checked by: their JSON Schema without descriptions, units and usual values. The whole of it is `assets/plan.schema.json`.
#[wasm_bindgen]
pub fn schema() -> String {
    pointille::Plan::schema().to_string()
}

/// Bytes that the module's memory has; it never shrinks.
#[wasm_bindgen]
pub fn memory_bytes() -> f64 {
    const PAGE: f64 = 65_536.0;
    core::arch::wasm32::memory_size(0) as f64 * PAGE
}

/// All faults of a plan's text, as JSON: line, column, key and message of each.
#[wasm_bindgen]
pub fn faults(text: &str) -> String {
    let faults: Vec<Told> = pointille::Plan::faults(text).iter().map(Told::of_plan).collect();
    told::json(&faults)
}

/// A plan's text with values set by their keys: `edits` is a JSON list of pairs of key and value.
///
/// # Errors
/// The first fault of the text as it would be.
#[wasm_bindgen]
pub fn edit(text: &str, edits: &str) -> Result<String, JsValue> {
    let edits: Vec<(String, Json)> = serde_json::from_str(edits).map_err(|error| Told::of("plan", &error).thrown())?;
    let edited = pointille::plan::edit_toml(text, &edits).map_err(|error| Told::of_plan(&error).thrown())?;
    Ok(edited.0)
}
