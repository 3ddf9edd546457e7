//! Integer hashes, which are the field's only source of randomness.
//!
//! A hash of (site, purpose) gives every site its individual variation, equal on every machine and independent of the
//! plan's other values. The mixer is the low-bias 32-bit one of Wellons (2018). It has no state, so the order of calls
//! does not matter.

/// Hash of 32 bits: each input bit flips about half of the output bits.
#[inline]
pub const fn hash(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x7feb_352d);
    x ^= x >> 15;
    x = x.wrapping_mul(0x846c_a68b);
    x ^= x >> 16;
    x
}

/// A hash of two words. The second is usually a purpose, so that a site's draws are independent.
#[inline]
pub const fn hash2(x: u32, purpose: u32) -> u32 {
    hash(x ^ hash(purpose.wrapping_add(0x9e37_79b9)))
}

/// A number in [0, 1), uniform, from the upper 24 bits.
#[inline]
pub const fn unit(x: u32) -> f32 {
    (x >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// A number that is about normal, mean 0 and standard deviation 1, within ±3.47: the sum of four uniforms (16 bits
/// each) of two hashes.
///
/// Exact enough for the spread of a hand's dots, bounded, and without a logarithm.
#[inline]
pub fn normal(x: u32, purpose: u32) -> f32 {
    let (a, b) = (hash2(x, purpose), hash2(x, purpose ^ 0x5bd1_e995));
    let sum = (a & 0xffff) + (a >> 16) + (b & 0xffff) + (b >> 16);
    // Mean 2 × 65535, variance 4 × 65536²/12.
    (sum as f32 - 131_070.0) * (1.0 / 37_837.0)
}
