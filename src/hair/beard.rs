//! The beard: single hairs, which grow down and outwards where the head's map has a beard, and their buried parts.
//!
//! Figures: 5,000–30,000 hairs (quoted; inferred here as 68 per cm² where a beard is full), one to a follicle, half as
//! thick again as on the scalp, at an acute angle to the skin.

use super::brow::{place_in, roots};
use super::growth::leaning;
use super::shaft::{curled, in_loose_growth};
use super::{HairParams, Shaft, buried_extinction, standing_extinction};
use crate::ease::smoothstep;
use crate::field::hash::{hash2, normal, unit};
use crate::head::Head;
use crate::head::patches::patchy;
use glam::Vec3;

/// Hairs per cm² in a full beard.
const FULL_PER_CM2: f32 = 68.0;
/// Width of a hair relative to the scalp's.
const STOUTER: f32 = 1.45;
/// Length up to which hairs are straight, mm.
const STRAIGHT_MM: f32 = 2.0;
/// Width over which an edge fades, mm.
const EDGE_MM: f32 = 18.0;
/// Share of a full beard's density up to which hairs are shorter and finer, and the shares of length and width that are left at its edge
/// (by eye from photographs: cheeks wear short fine hairs under a long beard).
const FULL_FROM: f32 = 0.75;
const EDGE_LENGTH: f32 = 0.30;
const EDGE_WIDTH: f32 = 0.70;
/// Whiteness of the tips of long hair, at most: sun and wear bleach them (by eye).
const BLEACHED: f32 = 0.35;
/// Width of a lock of a long beard, mm.
const LOCK_MM: f32 = 6.0;
/// Distance between whorls, mm.
const WHORL_MM: f32 = 26.0;
const SEED: u32 = 0xbea7;

/// Parameters of a beard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeardParams {
    /// Length above the skin, mm.
    pub length_mm: f32,
    /// Density relative to a full beard's.
    pub density: f32,
    /// Height of the edge on the cheeks above the usual one, mm.
    pub cheek_edge_mm: f32,
    /// Depth of the edge on the neck below the usual one, mm.
    pub neck_edge_mm: f32,
    /// Share of white hairs, 0–1.
    pub grey_share: f32,
    /// True where the beard runs up into the sideburns.
    pub joined: bool,
}

/// Hairs per cm² at each vertex of the head; empty where the head has no map of the beard.
pub fn beard_density(head: &Head, beard: &BeardParams) -> Vec<f32> {
    let maps = &head.maps.beard;
    if maps.len() != head.mesh.positions().len() {
        return Vec::new();
    }
    maps.iter()
        .map(|at| {
            let cheek = smoothstep(-EDGE_MM, 0.4 * EDGE_MM, at.below_cheek_mm + beard.cheek_edge_mm);
            let neck = smoothstep(-0.6 * EDGE_MM, EDGE_MM, at.above_neck_mm + beard.neck_edge_mm);
            let sideburn = if beard.joined { 1.0 } else { 1.0 - at.sideburn };
            FULL_PER_CM2 * beard.density * at.fullness * cheek * neck * sideburn
        })
        .collect()
}

/// Density of the scalp's shafts, as worn, whose shade equals that of a beard's hairs, per cm², at each vertex. A beard's
/// hairs are wider, reach deeper in proportion, and have a length of their own. Red is matched: there a buried shaft takes
/// most, and too much of it would turn the skin blue under hair that stands over it, whose shade has no colour.
pub fn buried_beard(density_per_cm2: &[f32], beard: &BeardParams, scalp: &HairParams) -> impl Iterator<Item = f32> {
    let own = HairParams {
        diameter_mm: STOUTER * scalp.diameter_mm,
        length_mm: beard.length_mm,
        grey_share: beard.grey_share,
        ..*scalp
    };
    let red = |params: &HairParams| buried_extinction(params)[0] + standing_extinction(params)[0];
    let beside = if red(scalp) > 1e-6 { red(&own) / red(scalp) } else { STOUTER };
    density_per_cm2.iter().map(move |per_cm2| per_cm2 * beside)
}

/// The hairs of a beard with the density of [`beard_density`]; of a shaved one, the cut ends. Any prefix is an even
/// thinning.
pub fn beard(head: &Head, beard: &BeardParams, density_per_cm2: &[f32], params: &HairParams) -> Vec<Shaft> {
    let mesh = &head.mesh;
    let mean =
        |t: usize| mesh.triangles()[t].iter().filter_map(|&i| density_per_cm2.get(i as usize)).sum::<f32>() / 3.0;
    let weighted: Vec<(usize, f32)> = mesh
        .triangles()
        .iter()
        .enumerate()
        .map(|(t, _)| (t, mean(t) * mesh.triangle_area_mm2(t) * 0.01))
        .filter(|&(_, hairs)| hairs > 0.0)
        .collect();
    let count = weighted.iter().map(|(_, hairs)| hairs).sum::<f32>().round() as u32;
    let mut shafts: Vec<Shaft> = roots(&weighted, count, hash2(params.seed, SEED))
        .filter_map(|(t, hash)| Some((place_in(mesh, t, hash)?, mean(t) / FULL_PER_CM2, hash)))
        .flat_map(|((root, normal_here), full, hash)| hair(head, root, normal_here, full, hash, beard, params))
        .collect();
    shafts.sort_by_key(|shaft| (hash2(shaft.hash, SEED), shaft.hash));
    shafts
}

/// The shafts of one hair where the beard has the share `full` of a full one's density: one where it is short, three where
/// it curls.
fn hair(
    head: &Head,
    root: Vec3,
    out: Vec3,
    full: f32,
    hash: u32,
    beard: &BeardParams,
    params: &HairParams,
) -> Vec<Shaft> {
    let stray = |salt: u32| normal(hash2(hash, salt), SEED);
    let grain = grain(head, root, out);
    let Some(along) = (grain - out * grain.dot(out)).try_normalize() else { return Vec::new() };
    let across = out.cross(along);
    // Longer hair lies flatter.
    let long = smoothstep(1.0, 8.0, beard.length_mm);
    let inside = smoothstep(0.0, FULL_FROM, full);
    let angle = 0.75 - 0.20 * long + (0.12 + 0.10 * long) * stray(1);
    let direction = leaning(along, across, out, (0.28 + 0.17 * long) * stray(2), angle);
    // Stubble is cut at one length; a long beard is shorter at its edges.
    let place = 1.0 - (1.0 - EDGE_LENGTH) * (1.0 - inside) * long;
    let length_mm = beard.length_mm * place * (0.55 + 0.45 * unit(hash2(hash, 3)) + 0.15 * stray(4)).max(0.2);
    // What lies over the lowest hair, to the lamp and back: hairs a mm² × width × length.
    let depth = 2.0 * 0.01 * FULL_PER_CM2 * beard.density * STOUTER * params.diameter_mm * beard.length_mm;
    let shaft = Shaft {
        root,
        direction,
        normal: out,
        length_mm,
        diameter_mm: params.diameter_mm
            * STOUTER
            * (EDGE_WIDTH + (1.0 - EDGE_WIDTH) * inside)
            * (1.0 + 0.18 * stray(5)).max(0.5),
        grey: if unit(hash2(hash, 6)) < beard.grey_share { 1.0 } else { 0.0 },
        taper: 0.0,
        hash: in_loose_growth(hash, depth),
    };
    if length_mm <= STRAIGHT_MM {
        return vec![shaft];
    }
    // Long hair hangs, and lies in locks: neighbours bend alike, and each curls by itself besides. Under the jaw it hangs over from before.
    let lock = |salt: u32| patchy(root, LOCK_MM, hash2(params.seed, SEED + salt));
    let curl = |salt: u32| 0.22 * stray(salt);
    let turn = Vec3::new(0.32 * lock(1) + curl(7), -0.26 + 0.5 * curl(9), 0.20 * lock(2) + curl(8))
        - out * (0.25 * direction.dot(out));
    let mut pieces = curled(Shaft { taper: 0.9, ..shaft }, turn);
    let bleached = BLEACHED * unit(hash2(hash, 10));
    pieces[2].grey = pieces[2].grey.max(bleached);
    pieces[1].grey = pieces[1].grey.max(0.4 * bleached);
    pieces.to_vec()
}

/// Direction in which a beard's hair lies: down, outwards over the lip, back along the jaw, turned by whorls on the neck.
fn grain(head: &Head, at: Vec3, out: Vec3) -> Vec3 {
    let along = combed(head, at);
    let neck = smoothstep(head.landmarks.menton().y, head.landmarks.menton().y - 24.0, at.y);
    let turn = (0.45 + 0.9 * neck) * patchy(at, WHORL_MM, SEED);
    let (sin, cos) = libm::sincosf(turn);
    along * cos + out.cross(along) * sin
}

/// The direction without whorls.
fn combed(head: &Head, at: Vec3) -> Vec3 {
    let marks = &head.landmarks;
    let beside = (at.x - marks.pronasale().x) / 30.0;
    let low = smoothstep(marks.menton().y + 8.0, marks.menton().y - 10.0, at.y);
    let lip = smoothstep(marks.pronasale().y - 42.0, marks.pronasale().y - 26.0, at.y)
        * (1.0 - smoothstep(0.9, 1.3, beside.abs()));
    Vec3::new(0.9 * lip * beside.clamp(-1.0, 1.0), -1.0, 0.35 * low - 0.25 * beside.abs().min(2.0) * (1.0 - lip))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;
    use crate::head::BeardSite;

    fn bearded() -> Head {
        let mut head = ellipsoid(90, 1.0);
        let low = |p: &Vec3| p.z > 20.0 && p.y < -20.0;
        head.maps.beard = head
            .mesh
            .positions()
            .iter()
            .map(|p| BeardSite {
                fullness: f32::from(u8::from(low(p))),
                below_cheek_mm: -20.0 - p.y,
                above_neck_mm: 40.0,
                sideburn: 0.0,
            })
            .collect();
        head
    }

    const STUBBLE: BeardParams = BeardParams {
        length_mm: 0.8,
        density: 1.0,
        cheek_edge_mm: 0.0,
        neck_edge_mm: 0.0,
        grey_share: 0.2,
        joined: true,
    };

    #[test]
    fn hairs_stand_as_densely_as_the_map_says_and_hang_down() {
        let head = bearded();
        let density = beard_density(&head, &STUBBLE);
        let hairs = beard(&head, &STUBBLE, &density, &HairParams::default());
        let mesh = &head.mesh;
        let expected: f32 = (0..mesh.triangles().len())
            .map(|t| {
                let mean = mesh.triangles()[t].iter().map(|&i| density[i as usize]).sum::<f32>() / 3.0;
                mean * mesh.triangle_area_mm2(t) * 0.01
            })
            .sum();
        assert!(expected > 500.0 && (hairs.len() as f32 - expected).abs() <= 2.0, "{} of {expected}", hairs.len());
        assert!(hairs.iter().all(|h| h.direction.dot(h.normal) > 0.0 && h.direction.is_finite()));
        let down = hairs.iter().filter(|h| h.direction.y < 0.0).count();
        assert!(down * 10 > hairs.len() * 9, "{down} of {}", hairs.len());
        let white = hairs.iter().filter(|h| h.grey > 0.5).count() as f32 / hairs.len() as f32;
        assert!((white - 0.2).abs() < 0.05, "{white}");
    }

    #[test]
    fn a_shaved_beard_shows_its_cut_ends_and_a_lower_edge_takes_some_away() {
        let head = bearded();
        let shaved = BeardParams { length_mm: 0.0, ..STUBBLE };
        let density = beard_density(&head, &shaved);
        let params = HairParams::default();
        let ends = beard(&head, &shaved, &density, &params);
        assert_eq!(ends.len(), beard(&head, &STUBBLE, &density, &params).len());
        assert!(ends.iter().all(|h| h.length_mm == 0.0));
        // Cut off, it shades the skin less than stubble does, and both by more than as many hairs of a shaved scalp.
        let of = |beard: &BeardParams, scalp: &HairParams| buried_beard(&[50.0], beard, scalp).next().unwrap();
        let bald = HairParams { length_mm: 0.0, ..params };
        assert!(50.0 < of(&shaved, &bald) && of(&shaved, &bald) < of(&STUBBLE, &bald));
        // Beside a scalp that itself stands in stubble less is to be made up for.
        assert!(of(&shaved, &params) < of(&shaved, &bald));
        let sum = |beard: &BeardParams| beard_density(&head, beard).iter().sum::<f32>();
        assert!(sum(&shaved) > 0.0);
        assert!(sum(&BeardParams { cheek_edge_mm: -15.0, ..STUBBLE }) < 0.9 * sum(&STUBBLE));
        assert!(beard_density(&ellipsoid(60, 1.0), &STUBBLE).is_empty(), "no map, no beard");
    }
}
