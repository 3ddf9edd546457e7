//! Fields of sites that the page keeps between visits.

use js_sys::{Array, Map, Uint8Array};
use pointille::case::FieldStore;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use wasm_bindgen::{JsCast, JsValue};

/// A store of fields: those that the page kept, and those made since.
#[derive(Debug, Default)]
pub struct Fields {
    kept: HashMap<String, Vec<u8>>,
    made: Mutex<Vec<(String, Vec<u8>)>>,
}

impl Fields {
    /// The fields that the page kept, by their keys.
    pub fn of(kept: &Map) -> Self {
        let mut fields = Self::default();
        kept.for_each(&mut |bytes, key| {
            if let (Some(key), Ok(bytes)) = (key.as_string(), bytes.dyn_into::<Uint8Array>()) {
                fields.kept.insert(key, bytes.to_vec());
            }
        });
        fields
    }

    /// Fields made since the last call, as pairs of key and bytes.
    pub fn drain(&self) -> Array {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let pair =
            |(key, bytes): (String, Vec<u8>)| Array::of2(&JsValue::from(key), &Uint8Array::from(bytes.as_slice()));
        made.drain(..).map(pair).collect()
    }
}

impl FieldStore for Fields {
    fn load(&self, key: &str) -> Option<Vec<u8>> {
        self.kept.get(key).cloned()
    }

    fn store(&self, key: &str, bytes: &[u8]) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.push((key.to_owned(), bytes.to_vec()));
    }
}
