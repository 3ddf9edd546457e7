//! Where fields of sites are kept.

use super::error::CaseError;
use crate::field::{Field, FieldOptions};
use crate::head::Head;

/// Store that keeps fields of sites between starts. The library keeps none by itself.
pub trait FieldStore: std::fmt::Debug + Send + Sync {
    /// Bytes kept under a key.
    fn load(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps bytes under a key; failing to is no failure of the case.
    fn store(&self, key: &str, bytes: &[u8]);
}

/// Store that keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoStore;

impl FieldStore for NoStore {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn store(&self, _: &str, _: &[u8]) {}
}

/// The field of a head, from the store or made anew and kept there.
pub(super) fn field_of(head: &Head, store: &dyn FieldStore) -> Result<Field, CaseError> {
    let options = FieldOptions::default();
    let key = format!("field-{:016x}", crate::field::digest(head, &options));
    if let Some(field) = store.load(&key).and_then(|bytes| Field::from_bytes(&bytes, head, &options).ok()) {
        return Ok(field);
    }
    let field = Field::generate(head, &options)?;
    store.store(&key, &field.to_bytes());
    Ok(field)
}
