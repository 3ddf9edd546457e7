//! The digest of a plan: it names the content, whatever the comments, blanks and order of keys.

use super::Plan;
use crate::fnv::Fnv128;
use serde_json::Value;

impl Plan {
    /// Digest of the plan's content, 32 hexadecimal digits. Comments, blanks, the order of keys, and defaults written
    /// out do not change it. The values that a preset stands for do.
    pub fn digest(&self) -> String {
        let mut hash = Fnv128::new();
        // Proof: a plan has only text keys and numbers, so neither call can fail; null would still be a stable digest.
        feed(&mut hash, &serde_json::to_value(self).unwrap_or_default());
        feed(&mut hash, &serde_json::to_value(self.hairline.figures()).unwrap_or_default());
        format!("{:032x}", hash.digest())
    }
}

/// Feeds a value so that different values feed different bytes: a letter for the kind, and a length before parts of
/// variable size.
fn feed(hash: &mut Fnv128, value: &Value) {
    match value {
        Value::Null => hash.bytes(b"n"),
        Value::Bool(flag) => hash.bytes(if *flag { b"t" } else { b"f" }),
        Value::Number(number) => {
            hash.bytes(b"d");
            // Adding zero turns -0 into 0.
            hash.bytes(&(number.as_f64().unwrap_or_default() + 0.0).to_bits().to_le_bytes());
        }
        Value::String(text) => {
            hash.bytes(b"s");
            hash.bytes(&(text.len() as u64).to_le_bytes());
            hash.bytes(text.as_bytes());
        }
        Value::Array(items) => {
            hash.bytes(b"a");
            hash.bytes(&(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| feed(hash, item));
        }
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|&(key, _)| key);
            hash.bytes(b"o");
            hash.bytes(&(entries.len() as u64).to_le_bytes());
            for (key, item) in entries {
                hash.bytes(&(key.len() as u64).to_le_bytes());
                hash.bytes(key.as_bytes());
                feed(hash, item);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_blanks_and_order_do_not_matter_but_figures_do() {
        let one = Plan::from_toml("# mine\n[client]\nage_years = 41 # years\ncode = 'a'\n").unwrap();
        let two = Plan::from_toml("client = { code = \"a\", age_years = 41.0 }").unwrap();
        let three = Plan::from_toml("client = { code = \"a\", age_years = 41.5 }").unwrap();
        assert_eq!(one.digest(), two.digest());
        assert_ne!(one.digest(), three.digest());
    }
}
