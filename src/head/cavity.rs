//! Pits (nostrils, the ear's canal, deep folds): the share of light that reaches such a place, by rays.
//!
//! [`super::occlusion`] covers the whole head by a grid of millimetres, which cannot distinguish the walls of a pit
//! from its mouth, and averages over neighbours. With it alone the bottom of a nostril is a third open, and never
//! black. Where the grid shows that much is hidden, rays are cast instead, at few vertices, the deepest first.

use super::Head;
use super::occlusion::Ambient;
use crate::par::*;
use glam::{Mat3, Vec3};

/// Rays a vertex.
const RAYS: usize = 28;
/// Openness by the grid above which no rays are cast.
const OPEN: f32 = 0.70;
/// Openness by the grid below which only the rays count; between the two, both are blended.
const BELIEVED: f32 = 0.12;
/// Most vertices with rays, so that a fine scan takes no longer than a coarse one.
const MOST: usize = 12_000;
/// Openness below which a vertex lies in a passage.
const PASSAGE: f32 = 0.60;
/// Largest distance of a passage's walls, mm.
const WALL_MM: f32 = 9.0;
/// Height above the skin at which rays begin, mm.
const ABOVE_MM: f32 = 0.12;

/// Corrects `ambient`, which the grid gave for each vertex, where vertices lie in pits of `head`.
pub fn deepen(head: &Head, ambient: &mut [Ambient]) {
    let (positions, normals) = (head.mesh.positions(), head.mesh.normals());
    let mut hidden: Vec<usize> =
        (0..ambient.len().min(positions.len())).filter(|&i| ambient[i].visibility < OPEN).collect();
    if hidden.len() > MOST {
        hidden.select_nth_unstable_by(MOST, |&a, &b| {
            ambient[a].visibility.total_cmp(&ambient[b].visibility).then(a.cmp(&b))
        });
        hidden.truncate(MOST);
    }
    // Where not all vertices get rays, those at the limit change little, so that no edge shows.
    let believed_from = hidden.iter().map(|&i| ambient[i].visibility).fold(0.0, f32::max);
    let directions: Vec<Vec3> = (0..RAYS).map(direction).collect();
    let found: Vec<(usize, f32, Vec3)> = hidden
        .into_par_iter()
        .map(|i| {
            let across = normals[i].any_orthonormal_vector();
            let frame = Mat3::from_cols(across, normals[i].cross(across), normals[i]);
            let from = positions[i] + normals[i] * ABOVE_MM;
            let (mut open, mut near, mut sum) = (0, 0, Vec3::ZERO);
            for way in directions.iter().map(|d| frame * *d) {
                match head.raycast(from, way) {
                    Some(hit) if hit.position.distance_squared(from) < WALL_MM * WALL_MM => near += 1,
                    Some(_) => {}
                    None => (open, sum) = (open + 1, sum + way),
                }
            }
            let walled = near as f32 / (RAYS - open).max(1) as f32;
            (i, beyond(open as f32 / RAYS as f32, walled), sum)
        })
        .collect();
    for (i, open, sum) in found {
        let place = &mut ambient[i];
        let share = ((believed_from - place.visibility) / BELIEVED).clamp(0.0, 1.0);
        // Never more open: places that the grid darkened for their neighbours stay soft.
        place.visibility += (open.min(place.visibility) - place.visibility) * share;
        let bent = place.bent_normal.lerp(sum.try_normalize().unwrap_or(place.bent_normal), share);
        place.bent_normal = bent.try_normalize().unwrap_or(place.bent_normal);
    }
}

/// Openness of a place of which the mesh leaves the share `open`, where near walls make up the share `walled` of what
/// hides the rest. A head's passages continue where sculptor and scanner stopped, so that a bowl stands for a nostril,
/// a canal, or the parting of the lips. An inference: photographs show them black. Occluders farther off, such as a
/// lobe over a fold, make no passage.
fn beyond(open: f32, walled: f32) -> f32 {
    let share = (open / PASSAGE).min(1.0);
    let passage = ((walled - 0.6) / 0.35).clamp(0.0, 1.0);
    open * (1.0 + (share * share - 1.0) * passage)
}

/// Direction of ray `i` around +Z, distributed by the cosine.
fn direction(i: usize) -> Vec3 {
    let share = (i as f32 + 0.5) / RAYS as f32;
    let (sin, cos) = (i as f32 * 2.399_963_2).sin_cos();
    let ring = share.sqrt();
    Vec3::new(ring * cos, ring * sin, (1.0 - share).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::occlusion;

    #[test]
    fn nostrils_and_the_ears_canal_are_deep_and_the_rest_is_left_as_it_was() {
        let head = crate::case::built_in_head(&crate::Plan::default()).unwrap();
        let before = occlusion::ambient(&head.mesh);
        let mut after = before.clone();
        deepen(&head, &mut after);
        let positions = head.mesh.positions();
        let under_nose = |p: &Vec3| {
            let tip = head.landmarks.pronasale();
            (3.0..11.0).contains(&p.x.abs()) && (p.y - tip.y).abs() < 16.0 && (tip.z - 26.0..tip.z).contains(&p.z)
        };
        let least = |of: &[Ambient], place: &dyn Fn(&Vec3) -> bool| {
            let inside = positions.iter().zip(of).filter(|(p, _)| place(p));
            inside.map(|(_, a)| a.visibility).fold(1.0, f32::min)
        };
        assert!(
            least(&after, &under_nose) < 0.06,
            "{} was {}",
            least(&after, &under_nose),
            least(&before, &under_nose)
        );
        let ear = |p: &Vec3| p.x > 62.0 && p.y.abs() < 25.0;
        assert!(least(&after, &ear) < 0.10, "{} was {}", least(&after, &ear), least(&before, &ear));
        for (was, is) in before.iter().zip(&after) {
            assert!(is.visibility <= was.visibility && (is.bent_normal.length() - 1.0).abs() < 1e-3);
            assert!(was.visibility < OPEN || is == was);
        }
        let changed = before.iter().zip(&after).filter(|(a, b)| a != b).count();
        assert!(changed < 12_001 && changed > 200, "{changed} of {}", before.len());
    }
}
