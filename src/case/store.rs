//! Stores for fields of sites.

use super::error::CaseError;
use crate::field::{Field, FieldOptions};
use crate::head::Head;

/// A store that keeps fields of sites between starts. The library itself brings none.
pub trait FieldStore: std::fmt::Debug + Send + Sync {
    /// Bytes that were stored under a key.
    fn load(&self, key: &str) -> Option<Vec<u8>>;
    /// Stores bytes under a key. A failure is ignored: the field is made again next time.
    fn store(&self, key: &str, bytes: &[u8]);
}

/// The store that keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoStore;

impl FieldStore for NoStore {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn store(&self, _: &str, _: &[u8]) {}
}

/// The field of a head, from the store, or made and then stored.
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
