//! Packing of floats and unit vectors into the integers that the device reads.

use glam::Vec3;

/// Octahedral encoding of a unit vector in two snorm16 (Cigolle et al. 2014).
pub fn oct_encode(n: Vec3) -> [i16; 2] {
    let n = n / (n.x.abs() + n.y.abs() + n.z.abs()).max(1e-12);
    let wrap = |a: f32, b: f32| (1.0 - b.abs()) * if a >= 0.0 { 1.0 } else { -1.0 };
    let (x, y) = if n.z >= 0.0 { (n.x, n.y) } else { (wrap(n.x, n.y), wrap(n.y, n.x)) };
    [snorm16(x), snorm16(y)]
}

fn snorm16(x: f32) -> i16 {
    (x.clamp(-1.0, 1.0) * 32767.0).round() as i16
}

/// Byte for a number from 0 to 1 (unorm8).
pub fn unorm8(x: f32) -> u8 {
    (x.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// Byte for a number from −1 to 1 (snorm8).
pub fn snorm8(x: f32) -> i8 {
    (x.clamp(-1.0, 1.0) * 127.0).round() as i8
}

/// Tangent and bitangent of a normal, both unit vectors, equal to those of the shaders (Duff et al. 2017).
pub fn tangent_frame(n: Vec3) -> (Vec3, Vec3) {
    let sign = if n.z >= 0.0 { 1.0 } else { -1.0 };
    let a = -1.0 / (sign + n.z);
    let b = n.x * n.y * a;
    (Vec3::new(1.0 + sign * n.x * n.x * a, sign * b, -sign * n.x), Vec3::new(b, sign + n.y * n.y * a, -n.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tangent_frame_is_orthonormal_all_round() {
        for i in 0..200 {
            let z = 1.0 - 2.0 * (i as f32 + 0.5) / 200.0;
            let (s, c) = (i as f32 * 2.4).sin_cos();
            let n = Vec3::new((1.0 - z * z).sqrt() * c, (1.0 - z * z).sqrt() * s, z);
            let (t, b) = tangent_frame(n);
            assert!(t.dot(n).abs() < 1e-5 && b.dot(n).abs() < 1e-5 && t.dot(b).abs() < 1e-5);
            assert!((t.cross(b) - n).length() < 1e-5);
        }
    }
}
