//! Eyelashes: tapered hairs at the lids' edges, which fan out from the nose outwards.
//!
//! A closed eye without lashes looks like a cast of one. Figures (inferences from common anatomy): 90–160 hairs on an
//! upper lid, 8–12 mm, curved; here each is drawn in two straight pieces and so shorter. Only heads with lines of their
//! lids' edges have lashes; a scan shows its own in its colours.

use super::brow::{place_in, roots};
use super::shaft::{TUFT_SHIFT, bent, in_tuft};
use super::{HairParams, Shaft};
use crate::field::hash::{hash2, normal, unit};
use crate::head::{Eye, Head};
use glam::Vec3;

/// Hairs on each upper lid, and on each lower lid (50–80 in anatomy).
const HAIRS_PER_LID: u32 = 120;
const HAIRS_PER_LOWER_LID: u32 = 70;
/// Width of the strip along a lid's edge that holds the roots, mm.
const ROWS_MM: f32 = 0.9;
/// Length of the longest hair, mm: on a closed lid, on an open upper lid (8–12 in anatomy, curved), on a lower lid
/// (6–8).
const LENGTH_MM: f32 = 7.0;
const LENGTH_OPEN_MM: f32 = 7.6;
const LENGTH_LOWER_MM: f32 = 4.0;
/// Width at the root relative to scalp hair's.
const STOUTER: f32 = 1.25;
/// Lashes that hold together.
const CLUMP: u32 = 4;
const SEED: u32 = 0x1a5e;

/// The lashes of both eyes; empty where the head has no lids' edges. Any prefix is an even thinning.
pub fn lashes(head: &Head, params: &HairParams) -> Vec<Shaft> {
    let mut open: Vec<Shaft> = head.eyes.iter().flat_map(|eye| open_lashes(eye, params)).collect();
    if !open.is_empty() {
        open.sort_by_key(|shaft| (hash2(shaft.hash, SEED), shaft.hash));
        return open;
    }
    let (mesh, map) = (&head.mesh, &head.maps.lashes);
    if map.len() != mesh.positions().len() {
        return Vec::new();
    }
    let mut shafts = Vec::new();
    for (number, side) in [1.0_f32, -1.0].into_iter().enumerate() {
        let edge: Vec<(usize, f32)> = (0..mesh.triangles().len())
            .filter_map(|t| {
                let corners = mesh.triangles()[t].map(|i| i as usize);
                let mean = corners.iter().map(|&i| map[i]).sum::<f32>() / 3.0;
                let here = mean > 0.0 && mesh.positions()[corners[0]].x * side > 0.0;
                here.then(|| (t, mean * mesh.triangle_area_mm2(t)))
            })
            .collect();
        let ends = edge.iter().map(|&(t, _)| mesh.corners(t)[0].x.abs());
        let (inner, outer) = ends.fold((f32::INFINITY, 0.0_f32), |(low, high), x| (low.min(x), high.max(x)));
        let seed = hash2(params.seed, SEED + number as u32);
        let hairs = roots(&edge, HAIRS_PER_LID, seed).filter_map(|(t, hash)| {
            let (root, out) = place_in(mesh, t, hash)?;
            let s = ((root.x.abs() - inner) / (outer - inner).max(1.0)).clamp(0.0, 1.0);
            Some(lash(root, out, side, s, hash, params))
        });
        shafts.extend(hairs.flatten());
    }
    shafts.sort_by_key(|shaft| (hash2(shaft.hash, SEED), shaft.hash));
    shafts
}

/// The lashes of one open eye, upper lid and lower.
fn open_lashes(eye: &Eye, params: &HairParams) -> Vec<Shaft> {
    let side = eye.middle.x.signum();
    let (upper, lower) = (hash2(params.seed, SEED + 2), hash2(params.seed, SEED + 3));
    let of = |edge: &[Vec3], count: u32, seed: u32, up: f32| -> Vec<Shaft> {
        let hairs = (0..count).filter_map(|i| {
            let hash = hash2(hash2(seed, i), if side > 0.0 { 17 } else { 18 });
            // No lashes grow in the inner sixth, beside the caruncle.
            let s = 0.15 + 0.83 * (i as f32 + 0.8 * unit(hash)) / count as f32;
            let (root, along) = point_at(edge, s)?;
            let out = (root - eye.middle).try_normalize()?;
            let away = (out.cross(along) * up * side).try_normalize()?;
            let root = root + away * (ROWS_MM * (unit(hash2(hash, 9)) - 0.25));
            // Tears hold neighbours together: they part in clumps.
            let clump = normal(hash2(seed, (i + hash % 2) / CLUMP), SEED);
            let fan = side * (-0.30 + 1.05 * s) + 0.17 * clump + 0.06 * normal(hash2(hash, 1), SEED);
            Some(open_lash(root, [out, away], fan, s, up, hash, params))
        });
        hairs.flatten().collect()
    };
    let mut shafts = of(&eye.upper, HAIRS_PER_LID, upper, 1.0);
    shafts.extend(of(&eye.lower, HAIRS_PER_LOWER_LID, lower, -1.0));
    shafts
}

/// Point of a line at a share of its vertices, and the line's unit direction there.
fn point_at(line: &[Vec3], share: f32) -> Option<(Vec3, Vec3)> {
    let at = share.clamp(0.0, 1.0) * (line.len().checked_sub(1)?) as f32;
    let k = (at as usize).min(line.len().checked_sub(2)?);
    let along = line[k + 1] - line[k];
    Some((line[k] + along * (at - k as f32), along.try_normalize()?))
}

/// A lash of an open lid at share `s` from the nose outwards. It leaves the margin outwards and curls away from the
/// opening. `up` is 1 on the upper lid and −1 on the lower; `out` points away from the globe, `away` from the opening
/// along the lid; `fan` turns it to the subject's left.
fn open_lash(
    root: Vec3,
    [out, away]: [Vec3; 2],
    fan: f32,
    s: f32,
    up: f32,
    hash: u32,
    params: &HairParams,
) -> [Shaft; 2] {
    let stray = |salt: u32, by: f32| by * normal(hash2(hash, salt), SEED);
    let fan = Vec3::X * fan;
    // Seen from the front lashes point at the eye that looks, and so look short: they leave the upper lid forward and down over the top of
    // the globe, a dark fringe, and only their ends turn up.
    let [lift, curl] = if up > 0.0 { [-0.30, 0.20] } else { [0.25, 0.46] };
    let direction = (out + away * (lift + stray(2, 0.08)) + fan * 0.5).normalize_or(out);
    let tip = (out + away * (curl + stray(3, 0.07)) + fan * 0.8).normalize_or(direction);
    let longest = if up > 0.0 { LENGTH_OPEN_MM } else { LENGTH_LOWER_MM };
    let place = 0.58 + 0.42 * (1.0 - (2.0 * s - 1.2) * (2.0 * s - 1.2)).max(0.0);
    let hair = Shaft {
        root,
        direction,
        normal: out,
        length_mm: longest * place * (0.62 + 0.38 * unit(hash2(hash, 4))),
        diameter_mm: params.diameter_mm * if up > 0.0 { 1.25 } else { 0.85 } * (0.85 + 0.3 * unit(hash2(hash, 5))),
        grey: if unit(hash2(hash, 6)) < 0.2 * params.grey_share { 1.0 } else { 0.0 },
        taper: 0.9,
        hash: in_row(hash),
    };
    bent(hair, tip)
}

/// Hash of a lash, which lies deep among its neighbours: lashes look darker than the scalp's hair.
fn in_row(hash: u32) -> u32 {
    in_tuft(hash | (0x60 << TUFT_SHIFT))
}

/// A lash of a closed lid at share `s` from the nose outwards.
fn lash(root: Vec3, normal_here: Vec3, side: f32, s: f32, hash: u32, params: &HairParams) -> [Shaft; 2] {
    let stray = |salt: u32, by: f32| by * normal(hash2(hash, salt), SEED);
    // Direction off a closed lid: forward and down, inwards a little at the nose, outwards at the temple.
    let fan = side * (-0.35 + 1.25 * s) + stray(1, 0.12);
    let way = Vec3::new(fan, -0.62 + stray(2, 0.07), 0.62 + stray(3, 0.08)).normalize_or(Vec3::Z);
    // Never into the skin.
    let direction = (way + normal_here * (0.12 - way.dot(normal_here)).max(0.0)).normalize_or(normal_here);
    // The outer half turns up.
    let tip = (direction + Vec3::new(0.15 * fan, 0.40, 0.22)).normalize_or(direction);
    // Longest beyond the middle.
    let place = 0.62 + 0.38 * (1.0 - (2.0 * s - 1.15) * (2.0 * s - 1.15)).max(0.0);
    let hair = Shaft {
        root,
        direction,
        normal: normal_here,
        length_mm: LENGTH_MM * place * (0.7 + 0.3 * unit(hash2(hash, 4))),
        diameter_mm: params.diameter_mm * STOUTER * (0.85 + 0.3 * unit(hash2(hash, 5))),
        // Lashes turn white years after the scalp.
        grey: if unit(hash2(hash, 6)) < 0.2 * params.grey_share { 1.0 } else { 0.0 },
        taper: 0.9,
        hash: in_row(hash),
    };
    bent(hair, tip)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;

    #[test]
    fn both_lids_have_theirs_forward_and_fanned_and_no_map_none() {
        let mut head = ellipsoid(90, 1.0);
        assert!(lashes(&head, &HairParams::default()).is_empty());
        let edge = |p: &Vec3| p.z > 0.0 && (p.y - 16.0).abs() < 2.0 && (16.0..46.0).contains(&p.x.abs());
        head.maps.lashes = head.mesh.positions().iter().map(|p| if edge(p) { 1.0 } else { 0.0 }).collect();
        let hairs = lashes(&head, &HairParams::default());
        for side in [1.0, -1.0] {
            let pieces: Vec<&Shaft> = hairs.iter().filter(|h| h.root.x * side > 0.0).collect();
            assert!(pieces.chunks(2).all(|hair| hair[0].hash == hair[1].hash && hair[0].taper < hair[1].taper));
            assert!(pieces.iter().all(|h| h.direction.z > 0.2 && h.direction.y < 0.35));
            let here: Vec<&Shaft> = pieces.iter().copied().step_by(2).collect();
            assert!((118..=122).contains(&here.len()), "{}", here.len());
            assert!(
                here.iter().all(|h| h.direction.dot(h.normal) > 0.05 && h.direction.z > 0.2 && h.direction.y < 0.2)
            );
            let outwards = |low: f32, high: f32| {
                let some: Vec<f32> = here
                    .iter()
                    .filter(|h| (low..high).contains(&h.root.x.abs()))
                    .map(|h| h.direction.x * side)
                    .collect();
                some.iter().sum::<f32>() / some.len() as f32
            };
            assert!(outwards(40.0, 50.0) > outwards(15.0, 22.0) + 0.3);
            let half = hairs[..hairs.len() / 2].iter().filter(|h| h.root.x * side > 0.0).count();
            assert!((100..190).contains(&half), "any prefix has both lids: {half}");
        }
        assert!(hairs.chunks(2).all(|hair| (2.0..=7.0).contains(&(hair[0].length_mm + hair[1].length_mm))));
    }

    #[test]
    fn open_lids_have_lashes_that_curl_away_from_the_opening() {
        let arc = |side: f32, y: f32| (0..=20).map(|i| Vec3::new(side * (16.0 + 1.5 * i as f32), y, 80.0)).collect();
        let mut head = ellipsoid(90, 1.0);
        head.eyes = [1.0, -1.0]
            .map(|side| Eye {
                middle: Vec3::new(31.0 * side, 21.0, 68.0),
                radius_mm: 12.0,
                upper: arc(side, 25.0),
                lower: arc(side, 16.0),
            })
            .to_vec();
        let hairs = lashes(&head, &HairParams::default());
        assert_eq!(hairs.len() as u32, 4 * (HAIRS_PER_LID + HAIRS_PER_LOWER_LID));
        for hair in hairs.chunks(2) {
            let upper = hair[0].root.y > 21.0;
            assert!(hair[0].direction.z > 0.2, "out of the face");
            assert!((hair[1].direction.y > 0.05) == upper && (hair[1].direction.y < -0.05) != upper, "{hair:?}");
        }
    }
}
