//! What benchmarks of drawing share: dots as other viewers are given them, and a scene with three lights.

use pointille::Head;
use pointille::low_level::field::{hash2, unit};
use pointille::low_level::mesh::Samples;
use pointille::plan::Dot;
use pointille::scene::{LightName, Scene, View};

/// `count` dots of 0.3 to 0.6 mm, even over the scalp, in an order of which every prefix is even, too.
pub fn dots(head: &Head, count: usize) -> Vec<Dot> {
    let mesh = &head.mesh;
    let scalp: Vec<[u32; 3]> =
        mesh.triangles().iter().filter(|t| t.iter().all(|&i| head.maps.scalp[i as usize] > 0.5)).copied().collect();
    let all = Samples::of(mesh.positions(), &scalp, count, |_| true);
    let mut order: Vec<usize> = (0..all.points.len()).collect();
    order.sort_by_key(|&i| hash2(i as u32, 0x0bde));
    let many = order.len() as f32;
    order
        .iter()
        .enumerate()
        .map(|(k, &i)| {
            let (position, normal) = (all.points[i].as_vec3(), all.normals[i].as_vec3());
            let hash = hash2(i as u32, 0xd075);
            Dot {
                position,
                normal,
                hair_direction: normal.any_orthonormal_vector(),
                radius_mm: 0.15 + 0.15 * unit(hash2(hash, 1)),
                depth_mm: 0.4,
                optical_depth: 2.0,
                elongation: 1.0,
                diffusion: 1.0,
                fade: 1.0,
                session: 0,
                order: k as f32 / many,
                hash,
            }
        })
        .collect()
}

/// Key, fill and rim, of which the key alone casts a shadow.
pub fn scene() -> Scene {
    let mut rig = LightName::Studio.rig();
    rig.lights.iter_mut().skip(1).for_each(|light| light.casts_shadow = false);
    Scene::view(View::ThreeQuarterLeft).rig(rig)
}
