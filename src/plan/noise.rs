//! Smooth noise over the chart, which makes a planned edge wander as a natural one does.
//!
//! Value noise on a hashed square lattice with quintic blending (Perlin 2002), turned by one of two angles, by the seed's last bit, to hide
//! the lattice. Input in chart mm, output about −1 to 1; equal bits on every machine.

use crate::field::hash::{hash2, unit};
use glam::Vec2;

/// Noise of one octave: features of about `wavelength_mm`, range −1 to 1.
pub fn noise(chart: Vec2, wavelength_mm: f32, seed: u32) -> f32 {
    // A lattice step is half a wavelength. The lattice is rotated by 30° for even seeds and by −20° for odd ones, so that the axes
    // of two octaves differ.
    let turned = if seed & 1 == 0 {
        Vec2::new(chart.x * 0.866_025_4 - chart.y * 0.5, chart.x * 0.5 + chart.y * 0.866_025_4)
    } else {
        Vec2::new(chart.x * 0.939_692_6 + chart.y * 0.342_020_1, chart.y * 0.939_692_6 - chart.x * 0.342_020_1)
    };
    let p = turned * (2.0 / wavelength_mm) + Vec2::splat(1000.0);
    // Coordinates are positive over the whole chart, so truncation rounds down.
    let (x, y) = (p.x as i32, p.y as i32);
    let f = p - Vec2::new(x as f32, y as f32);
    let (x, y) = (x as u32, y as u32);
    let s = f * f * f * (f * (f * 6.0 - Vec2::splat(15.0)) + Vec2::splat(10.0));
    let value = |x: u32, y: u32| unit(hash2(x ^ y.wrapping_mul(0x9e37_79b1), seed)) * 2.0 - 1.0;
    let low = value(x, y) + (value(x.wrapping_add(1), y) - value(x, y)) * s.x;
    let y1 = y.wrapping_add(1);
    let high = value(x, y1) + (value(x.wrapping_add(1), y1) - value(x, y1)) * s.x;
    low + (high - low) * s.y
}
