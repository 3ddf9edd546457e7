//! Exposure of the skin to the sun: much on scalp and face, less on jaw and ears, none under a collar.
//!
//! Sun comes from above and from all sides, so skin that faces down or lies hidden gets less of it, and skin below the
//! collar none, with the sharp line of clothes. (The line's course, from the notch over the breastbone to the seventh
//! cervical vertebra, is that of a round collar; its place under the chin and its width are by eye.)

use super::Head;
use super::occlusion::Ambient;
use crate::ease::smoothstep;
use crate::mesh::TriMesh;
use glam::Vec3;

/// Distance of the collar under the chin in front and behind, mm.
const COLLAR_FRONT_MM: f32 = 58.0;
const COLLAR_BACK_MM: f32 = 30.0;
/// Width over which the collar's line fades, mm: collars do not always lie in one place.
const COLLAR_FADE_MM: f32 = 9.0;

/// Exposure of every vertex of `mesh`, which is `head`'s or made from it: 1 in the open sun, 0 where the sun never
/// reaches.
pub fn exposure(mesh: &TriMesh, head: &Head, ambient: &[Ambient]) -> Vec<f32> {
    let marks = &head.landmarks;
    let (front, back) = (marks.menton().z - 25.0, marks.opisthocranion().z + 30.0);
    let collar = |p: Vec3| {
        let behind = ((front - p.z) / (front - back).max(1.0)).clamp(0.0, 1.0);
        let wobble = 2.5 * libm::sinf(0.11 * p.x + 1.3) + 1.5 * libm::sinf(0.23 * p.x - 0.17 * p.z);
        marks.menton().y - COLLAR_FRONT_MM + behind * (COLLAR_FRONT_MM - COLLAR_BACK_MM) + wobble
    };
    mesh.positions()
        .iter()
        .zip(mesh.normals())
        .zip(ambient)
        .map(|((&p, n), around)| {
            // Level skin and all skin that faces up is equally brown; skin that faces down is not.
            let sky = smoothstep(-0.75, -0.05, n.y);
            let open = 0.35 + 0.65 * around.visibility.min(0.8) / 0.8;
            smoothstep(-COLLAR_FADE_MM, COLLAR_FADE_MM, p.y - collar(p)) * sky * open
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::builtin::{HeadShape, sculpt};
    use crate::head::occlusion;

    #[test]
    fn the_scalp_is_brown_what_the_jaw_shades_less_and_what_the_collar_covers_not_at_all() {
        let made = sculpt(&HeadShape::default()).unwrap();
        let head = Head::from_mesh("built-in", made.mesh, made.landmarks).unwrap();
        let mesh = &head.mesh;
        let sun = exposure(mesh, &head, &occlusion::ambient(mesh));
        let mean = |keep: &dyn Fn(Vec3, Vec3) -> bool| {
            let all: Vec<f32> =
                (0..sun.len()).filter(|&i| keep(mesh.positions()[i], mesh.normals()[i])).map(|i| sun[i]).collect();
            assert!(all.len() > 50);
            all.iter().sum::<f32>() / all.len() as f32
        };
        let menton = head.landmarks.menton();
        let scalp = mean(&|p, n| p.y > head.landmarks.glabella().y + 40.0 && n.y > 0.0);
        let under_jaw = mean(&|p, n| (p.y - menton.y).abs() < 40.0 && p.z < menton.z && n.y < -0.5);
        let covered = mean(&|p, _| p.y < menton.y - COLLAR_FRONT_MM - 12.0);
        assert!(scalp > 0.95 && under_jaw < 0.5 && covered < 0.02, "{scalp} {under_jaw} {covered}");
    }
}
