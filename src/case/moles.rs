//! Moles and freckles of the built-in head, placed at random by a seed, never symmetric.
//!
//! Sources: 3–12 moles on an adult's head are inferred from counts by region. On young people's face and neck half are
//! under 2 mm wide, and fewer than 5 % over 5 mm. Freckles are under 1.5 mm and lie where the sun reaches: nose,
//! cheeks, forehead.

use crate::field::hash::{hash2, normal, unit};
use crate::head::Mole;
use crate::mesh::TriMesh;
use glam::Vec3;

const SEED: u32 = 0x301e;
/// Fewest and most moles.
const MOLES: [u32; 2] = [3, 12];
/// Freckles at most.
const FRECKLES: u32 = 90;

/// Moles and freckles of a head. `flush` is the redness of the face at each vertex, 0–1.
pub fn moles(mesh: &TriMesh, flush: &[f32], seed: u32) -> Vec<Mole> {
    let seed = hash2(seed, SEED);
    let count = MOLES[0] + (unit(hash2(seed, 1)) * (MOLES[1] - MOLES[0] + 1) as f32) as u32;
    let anywhere = |_: usize, p: Vec3| if p.y > -120.0 && p.x.abs() < 80.0 { 1.0 } else { 0.0 };
    let mut spots: Vec<Mole> = placed(mesh, count, hash2(seed, 2), anywhere)
        .map(|(position, normal_here, hash)| {
            let size = (0.95 * libm::expf(0.55 * normal(hash, 3))).clamp(0.4, 2.6);
            let melanin_ln = 1.6 + 1.6 * unit(hash2(hash, 4));
            Mole { position, normal: normal_here, radius_mm: size, melanin_ln, hash }
        })
        .collect();
    // Some heads have many freckles, most hardly any.
    let freckled = unit(hash2(seed, 5));
    let many = (FRECKLES as f32 * freckled * freckled) as u32;
    let sunny = |i: usize, p: Vec3| {
        let face = flush.get(i).copied().unwrap_or(0.0);
        if p.z > 40.0 && p.y > -40.0 && p.y < 80.0 { 0.15 + face } else { 0.0 }
    };
    spots.extend(placed(mesh, many, hash2(seed, 6), sunny).map(|(position, normal_here, hash)| Mole {
        position,
        normal: normal_here,
        radius_mm: 0.3 + 0.4 * unit(hash2(hash, 7)),
        melanin_ln: 0.35 + 0.6 * unit(hash2(hash, 8)),
        hash,
    }));
    spots
}

/// `count` random places on the triangles. The chance of an area grows with `weight`, a function of vertex and place.
fn placed(
    mesh: &TriMesh,
    count: u32,
    seed: u32,
    weight: impl Fn(usize, Vec3) -> f32,
) -> impl Iterator<Item = (Vec3, Vec3, u32)> {
    let mut sum = 0.0;
    let sums: Vec<f32> = (0..mesh.triangles().len())
        .map(|t| {
            let corner = mesh.triangles()[t][0] as usize;
            sum += weight(corner, mesh.positions()[corner]) * mesh.triangle_area_mm2(t);
            sum
        })
        .collect();
    (0..count).filter_map(move |i| {
        let hash = hash2(seed, i);
        let t = sums.partition_point(|&s| s <= unit(hash) * sum);
        let corners = mesh.triangles().get(t)?.map(|v| v as usize);
        let mean = |of: &[Vec3]| corners.iter().map(|&v| of[v]).sum::<Vec3>() / 3.0;
        Some((mean(mesh.positions()), mean(mesh.normals()).try_normalize()?, hash))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;

    #[test]
    fn heads_have_their_moles_of_the_sizes_counted() {
        let head = ellipsoid(90, 1.0);
        let mut radii = Vec::new();
        for seed in 0..40 {
            let spots = moles(&head.mesh, &[], seed);
            let own: Vec<&Mole> = spots.iter().filter(|m| m.melanin_ln >= 1.6).collect();
            assert!((3..=12).contains(&own.len()), "{}", own.len());
            assert_eq!(spots, moles(&head.mesh, &[], seed), "the same seed, the same moles");
            radii.extend(own.iter().map(|m| m.radius_mm));
        }
        let share = |limit: f32| radii.iter().filter(|r| 2.0 * **r < limit).count() as f32 / radii.len() as f32;
        assert!((0.4..0.7).contains(&share(2.0)), "under 2 mm: {}", share(2.0));
        assert!(share(5.0) > 0.95);
    }
}
