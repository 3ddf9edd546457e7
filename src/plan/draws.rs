//! Purposes of a site's hash: the number that goes into it, so that a site's draws are independent of each other.

/// Dither of thresholds at edges.
pub const DITHER: u32 = 0xd17e;
/// Width of the dot.
pub const WIDTH: u32 = 0x71d7;
/// Pigment of the dot.
pub const LOAD: u32 = 0x10ad;
/// Depth of the dot.
pub const DEPTH: u32 = 0xde97;
/// Elongation of the dot.
pub const LONG: u32 = 0x1046;
/// Loss of the whole dot, which does not take.
pub const MISSING: u32 = 0x3155;
/// Blowout of a dot that is set too deep.
pub const BLOWOUT: u32 = 0xb10e;
/// Sentinel: a single dot in front of the hairline.
pub const SENTINEL: u32 = 0x5e47;
/// Choice by a touch-up to thicken the dot.
pub const TOUCH_UP: u32 = 0x70c4;
/// Double hit on the dot.
pub const DOUBLE: u32 = 0xd0b1;
/// Offset of the double hit.
pub const BESIDE: u32 = 0xbe51;
