//! Unevenness of living surfaces: smooth noise over the head's own space, for what is sculpted and grown once.
//!
//! Value noise on a hashed lattice with Perlin's quintic blend (2002), turned against the head's axes. The same bits everywhere.

use glam::{IVec3, Mat3, Vec3};

/// Turns against the axes, so that no row of cells lies level with a brow.
const OFF_AXES: Mat3 =
    Mat3::from_cols(Vec3::new(0.36, 0.48, -0.8), Vec3::new(-0.8, 0.6, 0.0), Vec3::new(0.48, 0.64, 0.6));

/// Number from −1 to 1 for a lattice point.
fn lattice(at: IVec3, seed: u32) -> f32 {
    let word = |x: i32, prime: u32| (x as u32).wrapping_mul(prime);
    let mut h = word(at.x, 0x8da6_b343) ^ word(at.y, 0xd816_3841) ^ word(at.z, 0xcb1a_b31f);
    h = (h ^ seed.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x7feb_352d);
    h = (h ^ (h >> 15)).wrapping_mul(0x846c_a68b);
    ((h ^ (h >> 16)) >> 8) as f32 * (2.0 / 16_777_216.0) - 1.0
}

/// Noise at `p_mm` with patches about `size_mm` wide, −1 to 1.
pub fn patchy(p_mm: Vec3, size_mm: f32, seed: u32) -> f32 {
    let p = OFF_AXES * p_mm / size_mm;
    let base = p.floor();
    let f = p - base;
    let u = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let cell = base.as_ivec3();
    let along_x = |y: i32, z: i32| {
        let (low, high) = (lattice(cell + IVec3::new(0, y, z), seed), lattice(cell + IVec3::new(1, y, z), seed));
        low + (high - low) * u.x
    };
    let along_y = |z: i32| along_x(0, z) + (along_x(1, z) - along_x(0, z)) * u.y;
    along_y(0) + (along_y(1) - along_y(0)) * u.z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_smooth_balanced_and_as_wide_as_asked() {
        let walk = |seed: u32, step_mm: f32| {
            (0..4000).map(move |i| patchy(Vec3::new(i as f32 * step_mm, 17.0, -31.0), 10.0, seed))
        };
        for seed in 0..4 {
            let all: Vec<f32> = walk(seed, 3.7).collect();
            let mean = all.iter().sum::<f32>() / all.len() as f32;
            let spread = (all.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / all.len() as f32).sqrt();
            assert!(mean.abs() < 0.05 && (0.2..0.5).contains(&spread), "{mean} {spread}");
            assert!(all.iter().all(|x| x.abs() <= 1.0));
            // A tenth of a millimetre changes next to nothing: no step.
            let fine: Vec<f32> = walk(seed, 0.1).collect();
            assert!(fine.windows(2).all(|w| (w[1] - w[0]).abs() < 0.04));
        }
        assert_ne!(patchy(Vec3::ONE, 5.0, 1), patchy(Vec3::ONE, 5.0, 2));
    }
}
