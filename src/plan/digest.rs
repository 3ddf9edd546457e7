//! A name for a plan's content: the same for the same content, whatever its comments, blanks and order of keys.

use super::Plan;
use serde_json::Value;

/// FNV-1a, 128 bits (Fowler, Noll, Vo): stable, small, and no guard against forgery, which nothing here needs.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Plan {
    /// Digest of the plan's content, 32 hexadecimal digits. Comments, blanks, the order of keys, and whether a default is
    /// written out or left out do not change it; what a preset stands for is part of it.
    pub fn digest(&self) -> String {
        let mut hash = OFFSET;
        // Proof: a plan has only text keys and numbers, so neither call can fail; null would still be a stable name.
        feed(&mut hash, &serde_json::to_value(self).unwrap_or_default());
        feed(&mut hash, &serde_json::to_value(self.hairline.figures()).unwrap_or_default());
        format!("{hash:032x}")
    }
}

fn bytes(hash: &mut u128, bytes: &[u8]) {
    for byte in bytes {
        *hash = (*hash ^ u128::from(*byte)).wrapping_mul(PRIME);
    }
}

/// Feeds a value so that no two different values feed the same bytes: a letter for the kind, a length before what varies.
fn feed(hash: &mut u128, value: &Value) {
    match value {
        Value::Null => bytes(hash, b"n"),
        Value::Bool(flag) => bytes(hash, if *flag { b"t" } else { b"f" }),
        Value::Number(number) => {
            bytes(hash, b"d");
            // Adding zero makes -0 and 0 one.
            bytes(hash, &(number.as_f64().unwrap_or_default() + 0.0).to_bits().to_le_bytes());
        }
        Value::String(text) => {
            bytes(hash, b"s");
            bytes(hash, &(text.len() as u64).to_le_bytes());
            bytes(hash, text.as_bytes());
        }
        Value::Array(items) => {
            bytes(hash, b"a");
            bytes(hash, &(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| feed(hash, item));
        }
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|&(key, _)| key);
            bytes(hash, b"o");
            bytes(hash, &(entries.len() as u64).to_le_bytes());
            for (key, item) in entries {
                bytes(hash, &(key.len() as u64).to_le_bytes());
                bytes(hash, key.as_bytes());
                feed(hash, item);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Vectors of the FNV authors: the empty string and "a".
        let mut hash = OFFSET;
        bytes(&mut hash, b"");
        assert_eq!(hash, 0x6c62272e07bb014262b821756295c58d);
        bytes(&mut hash, b"a");
        assert_eq!(hash, 0xd228cb696f1a8caf78912b704e4a8964);
    }

    #[test]
    fn comments_blanks_and_order_do_not_matter_but_figures_do() {
        let one = Plan::from_toml("# mine\n[client]\nage_years = 41 # years\ncode = 'a'\n").unwrap();
        let two = Plan::from_toml("client = { code = \"a\", age_years = 41.0 }").unwrap();
        let three = Plan::from_toml("client = { code = \"a\", age_years = 41.5 }").unwrap();
        assert_eq!(one.digest(), two.digest());
        assert_ne!(one.digest(), three.digest());
    }
}
