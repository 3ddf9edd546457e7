//! Digests by FNV-1a (Fowler, Noll, Vo): equal on every machine, and quick. They are no protection against forgery.

/// A digest of 64 bits, fed piece by piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv64(u64);

impl Fnv64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    /// The digest of no bytes.
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// A digest that continues from an earlier one.
    pub(crate) const fn from_digest(digest: u64) -> Self {
        Self(digest)
    }

    /// Takes in bytes one by one, as FNV-1a is published.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.word(u32::from(*byte)));
    }

    /// Takes in a whole word at once: four times as fast, but not the published digest of its bytes.
    pub(crate) fn word(&mut self, word: u32) {
        self.0 = (self.0 ^ u64::from(word)).wrapping_mul(Self::PRIME);
    }

    /// The digest of everything taken in.
    pub(crate) const fn digest(self) -> u64 {
        self.0
    }
}

/// A digest of 128 bits, fed piece by piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv128(u128);

impl Fnv128 {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    /// The digest of no bytes.
    pub(crate) const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes in bytes one by one, as FNV-1a is published.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(Self::PRIME);
        }
    }

    /// The digest of everything taken in.
    pub(crate) const fn digest(self) -> u128 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_the_published_ones() {
        // Vectors of the FNV authors: the empty string, "a" and "foobar".
        let of = |text: &str| {
            let (mut short, mut long) = (Fnv64::new(), Fnv128::new());
            short.bytes(text.as_bytes());
            long.bytes(text.as_bytes());
            (short.digest(), long.digest())
        };
        assert_eq!(of(""), (0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d));
        assert_eq!(of("a"), (0xaf63_dc4c_8601_ec8c, 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964));
        assert_eq!(of("foobar").0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_digest_goes_on_where_it_was_left() {
        let (mut whole, mut first) = (Fnv64::new(), Fnv64::new());
        whole.bytes(b"field of sites");
        first.bytes(b"field ");
        let mut rest = Fnv64::from_digest(first.digest());
        rest.bytes(b"of sites");
        assert_eq!(whole.digest(), rest.digest());
    }
}
