//! Colours of a scan with its hair painted over, because the plan is drawn on a shaved head.
//!
//! Hair on the scalp, and hair that hangs beyond it, takes the tone of the bare skin around it: near the border that of
//! the nearest skin, farther in a mean of all, by inverse distance (Shepard 1968), in logarithms, as light in skin
//! falls off. Skin that shows in the scan keeps its colours; so does a bald crown. A colour counts as skin or hair by
//! its distance from the face's tone: the median of forehead, nose and cheeks, which a fringe or a shadow does not
//! move.

use crate::ease::smoothstep;
use crate::head::Head;
use crate::par::*;
use crate::spatial::{HashGrid, PointTree};
use glam::Vec3;

/// Distance from the scalp up to which hanging hair is painted over, mm.
const REACH_MM: f32 = 36.0;
/// Width of the last part of that distance, over which the paint fades out, mm.
const FADE_MM: f32 = 20.0;
/// Distance from the scalp up to which skin serves for the scalp's tone, mm.
const RING_MM: f32 = 25.0;
/// Edge of the cells over which the skin's colour is averaged, mm.
const CELL_MM: f32 = 6.0;
/// Largest difference from the face's tone at which a colour counts as bare skin, in natural logarithms of a channel.
const SKIN_RANGE: f32 = 0.45;
/// Least linear value that is used: below it a camera's colours are noise.
const DARKEST: f32 = 0.004;

/// Linear colours of the head with its hair painted over, one a vertex. Without visible skin they stay as they are.
pub fn shaven(head: &Head, colors: &[[f32; 3]]) -> Vec<[f32; 3]> {
    let places = head.mesh.positions();
    if colors.len() != places.len() {
        return colors.to_vec();
    }
    let logs: Vec<Vec3> = colors.iter().map(|c| log(*c)).collect();
    let Some(tone) = face_tone(head, &logs) else { return colors.to_vec() };
    let scalp = |i: usize| head.maps.scalp.get(i).copied().unwrap_or(0.0);
    let border: Vec<_> =
        (0..places.len()).filter(|&i| (0.05..0.98).contains(&scalp(i))).map(|i| places[i].as_dvec3()).collect();
    let border = PointTree::new(&border);
    // Distance of each vertex from the scalp, mm.
    let out: Vec<f32> = (0..places.len())
        .into_par_iter()
        .map(|i| match scalp(i) {
            s if s >= 0.05 => 0.0,
            _ => border.nearest(places[i].as_dvec3(), f64::from(REACH_MM)).map_or(REACH_MM, |(_, d)| d as f32),
        })
        .collect();
    let skin = ring(head, &logs, &out, tone);
    let paint = |i: usize| {
        if out[i] >= REACH_MM {
            return colors[i];
        }
        let inside = scalp(i);
        let fade = ((REACH_MM - out[i]) / FADE_MM).min(1.0);
        let feature = [&head.maps.brows, &head.maps.ears, &head.maps.lips, &head.maps.lashes]
            .map(|map| map.get(i).copied().unwrap_or(0.0).clamp(0.0, 1.0));
        let open = feature.iter().fold(1.0, |open, f| open * (1.0 - f));
        let share = inside.max(smoothstep(0.0, 1.0, fade) * open);
        let fill = blend(&skin, places[i], tone);
        // On the scalp everything but skin is painted over; off it only what is clearly hair.
        let off = (logs[i] - fill).abs().max_element();
        let (low, high) = (0.25 + (0.05 - 0.25) * inside, 0.6 + (0.18 - 0.6) * inside);
        let amount = share * smoothstep(low, high, off);
        logs[i].lerp(fill, amount).to_array().map(libm::expf)
    };
    let painted: Vec<[f32; 3]> = (0..places.len()).into_par_iter().map(paint).collect();
    // Colours that are not painted over keep their bits.
    painted
        .into_iter()
        .zip(colors)
        .zip(&out)
        .map(|((new, &old), &out)| if out < REACH_MM { new } else { old })
        .collect()
}

fn log(color: [f32; 3]) -> Vec3 {
    Vec3::from_array(color.map(|x| libm::logf(x.max(DARKEST))))
}

/// Logarithm of the face's tone: the median, by channel, over forehead, nose and cheeks.
fn face_tone(head: &Head, logs: &[Vec3]) -> Option<Vec3> {
    let (maps, l) = (&head.maps, &head.landmarks);
    let front = l.tragions_middle().z + 0.45 * (l.glabella().z - l.tragions_middle().z);
    let on_face = |p: Vec3| p.z > front && p.y > l.pronasale().y - 8.0 && p.y < l.trichion().y;
    let plain = |i: usize| {
        let zero = |map: &[f32]| map.get(i).is_none_or(|&x| x < 0.1);
        zero(&maps.scalp) && zero(&maps.lips) && zero(&maps.brows) && zero(&maps.lashes) && zero(&maps.ears)
    };
    let face: Vec<Vec3> =
        (0..logs.len()).filter(|&i| on_face(head.mesh.positions()[i]) && plain(i)).map(|i| logs[i]).collect();
    if face.is_empty() {
        return None;
    }
    let median = |channel: usize| {
        let mut all: Vec<f32> = face.iter().map(|c| c[channel]).collect();
        let middle = all.len() / 2;
        *all.select_nth_unstable_by(middle, f32::total_cmp).1
    };
    Some(Vec3::new(median(0), median(1), median(2)))
}

/// Bare skin around the scalp: place and logarithm of the colour, one entry a cell.
fn ring(head: &Head, logs: &[Vec3], out: &[f32], tone: Vec3) -> Vec<(Vec3, Vec3)> {
    let maps = &head.maps;
    let clear = |map: &[f32], i: usize| map.get(i).is_none_or(|&x| x < 0.1);
    let places = head.mesh.positions();
    let is_skin = |i: &usize| {
        let near = out[*i] > 0.0 && out[*i] < RING_MM;
        let bare = (logs[*i] - tone).abs().max_element() < SKIN_RANGE;
        near && bare && clear(&maps.brows, *i) && clear(&maps.ears, *i) && clear(&maps.lips, *i)
    };
    let skin: Vec<usize> = (0..places.len()).filter(is_skin).collect();
    let grid = HashGrid::new(skin.len(), CELL_MM, |k| places[skin[k]]);
    let mean =
        |values: &[Vec3], cell: &[usize]| cell.iter().map(|&k| values[skin[k]]).sum::<Vec3>() / cell.len() as f32;
    grid.cells()
        .map(|cell| {
            let cell: Vec<usize> = cell.collect();
            (mean(places, &cell), mean(logs, &cell))
        })
        .collect()
}

/// The skin's tone at `p`; the face's, where no skin is near.
fn blend(skin: &[(Vec3, Vec3)], p: Vec3, tone: Vec3) -> Vec3 {
    let weight = |squared: f32| 1.0 / ((squared + 9.0) * (squared + 9.0));
    let far = weight(90.0 * 90.0);
    let (sum, all) = skin.iter().fold((tone * far, far), |(sum, all), (at, color)| {
        let w = weight(at.distance_squared(p));
        (sum + *color * w, all + w)
    });
    sum / all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Plan;
    use crate::case::built_in_head;

    const SKIN: [f32; 3] = [0.42, 0.23, 0.15];
    const HAIR: [f32; 3] = [0.02, 0.012, 0.008];

    /// The built-in head's colours: skin a third brighter on its left, dark hair from a jagged line 15 mm below the scalp's.
    fn coloured(head: &Head) -> Vec<[f32; 3]> {
        let l = &head.landmarks;
        let hair = |i: usize, p: Vec3| {
            let jag = 4.0 * libm::sinf(p.x * 0.4) + 3.0 * libm::sinf(p.z * 0.3);
            let fringe = p.y > l.trichion().y - 15.0 + jag && p.z > l.tragions_middle().z;
            head.maps.scalp[i] > 0.02 || fringe || (p.z < l.tragion_left().z - 25.0 && p.y > l.inion().y - 45.0 + jag)
        };
        let positions = head.mesh.positions();
        (0..positions.len())
            .map(|i| match hair(i, positions[i]) {
                true => HAIR,
                false => SKIN.map(|x| x * (1.0 + positions[i].x / 300.0)),
            })
            .collect()
    }

    #[test]
    fn dark_hair_becomes_the_skin_about_it_without_a_seam() {
        let head = built_in_head(&Plan::default()).unwrap();
        let before = coloured(&head);
        let after = shaven(&head, &before);
        let places = head.mesh.positions();
        let mut seen = 0;
        for (i, c) in after.iter().enumerate().filter(|&(i, _)| head.maps.scalp[i] > 0.5) {
            let meant = SKIN.map(|x| x * (1.0 + places[i].x / 300.0));
            for k in 0..3 {
                assert!((c[k] / meant[k] - 1.0).abs() < 0.25, "{:?} at {}", c, places[i]);
            }
            seen += 1;
        }
        assert!(seen > 5_000, "{seen} vertices of scalp");
        // No edge leaps in tone within 10 mm of the scalp, where there were leaps of 20 and more.
        let leap = |colors: &[[f32; 3]]| {
            let near: Vec<bool> = {
                let border: Vec<_> =
                    (0..places.len()).filter(|&i| head.maps.scalp[i] > 0.5).map(|i| places[i].as_dvec3()).collect();
                let tree = PointTree::new(&border);
                places.iter().map(|p| tree.nearest(p.as_dvec3(), 10.0).is_some()).collect()
            };
            let plain = |i: u32| near[i as usize] && head.maps.ears[i as usize] < 0.05;
            let edges = head.mesh.triangles().iter().flat_map(|t| [[t[0], t[1]], [t[1], t[2]], [t[2], t[0]]]);
            let ratio = |[a, b]: [u32; 2]| {
                let (a, b) = (colors[a as usize][1], colors[b as usize][1]);
                (a / b).max(b / a)
            };
            edges.filter(|e| e.iter().all(|&i| plain(i))).map(ratio).fold(1.0, f32::max)
        };
        assert!(leap(&before) > 10.0, "{}", leap(&before));
        assert!(leap(&after) < 1.2, "{}", leap(&after));
    }

    #[test]
    fn a_face_and_a_bald_crown_keep_their_colours() {
        let head = built_in_head(&Plan::default()).unwrap();
        let before: Vec<[f32; 3]> =
            head.mesh.positions().iter().map(|p| SKIN.map(|x| x * (1.0 + 0.03 * libm::sinf(p.x)))).collect();
        let after = shaven(&head, &before);
        for (i, (a, b)) in after.iter().zip(&before).enumerate() {
            let change = (a[0] / b[0] - 1.0).abs();
            assert!(change < 0.02, "{change} at {}", head.mesh.positions()[i]);
        }
        let brow = head.mesh.positions().iter().position(|p| p.z > 90.0 && p.y < -60.0).unwrap();
        assert_eq!(after[brow], before[brow]);
        // Nothing to go by: nothing is changed.
        assert_eq!(shaven(&head, &before[1..]), before[1..]);
    }
}
