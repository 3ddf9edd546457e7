//! Eyebrows: short tapered hairs on the head's brow map, which grow up beside the nose and out towards the temple.
//!
//! A bald head without brows looks like a mannequin. Figures (inferences from common anatomy, which counts 450 to 1100
//! a side): 1000 hairs a side, short ones included, 6–9 mm long, almost flat on the skin, and bent along the brow in
//! two straight pieces. In photographs the darkest tenth of a dark brow reads L* 2–13.

use super::growth::leaning;
use super::shaft::{bent, in_tuft};
use super::{HairParams, Shaft};
use crate::ease::smoothstep;
use crate::field::hash::{hash2, normal, unit};
use crate::head::Head;
use crate::head::patches::patchy;
use crate::mesh::TriMesh;
use glam::Vec3;

/// Hairs on each side.
const HAIRS_PER_SIDE: u32 = 1000;
/// Width at the root relative to scalp hair's.
const STOUTER: f32 = 1.35;
/// Length of the longest hair, mm.
const LENGTH_MM: f32 = 8.0;
/// Length of the shortest, mm.
const SHORTEST_MM: f32 = 2.05;
/// Slices along a brow, in each of which its middle is found.
const SLICES: usize = 12;
/// Least value of the brow map that counts.
const BROW_MIN: f32 = 0.05;
const PLACE: u32 = 0xb201;
const SWING: u32 = 0xb202;
const LENGTH: u32 = 0xb203;
const WHITE: u32 = 0xb204;
const ORDER: u32 = 0xb205;
const CURL: u32 = 0xb206;
const STRAY: u32 = 0xb207;
/// Hair of a brow stands in tufts about this wide, with gaps between them, mm.
const TUFT_MM: f32 = 3.4;

/// Seed of one person's tufts.
fn seed_of(params: &HairParams) -> u32 {
    hash2(params.seed, STRAY)
}

/// The hairs of both brows; empty where the head has no brow map. Any prefix is an even thinning.
pub fn brows(head: &Head, params: &HairParams) -> Vec<Shaft> {
    if head.maps.brows.len() != head.mesh.positions().len() {
        return Vec::new();
    }
    let mut shafts = Vec::new();
    for (number, side) in [1.0_f32, -1.0].into_iter().enumerate() {
        if let Some(brow) = Brow::of(head, side, seed_of(params)) {
            brow.grow(head, params, number as u32, &mut shafts);
        }
    }
    shafts.sort_by_key(|shaft| (hash2(shaft.hash, ORDER), shaft.hash));
    shafts
}

/// About `count` hairs over weighted triangles: triangle and hash of each.
pub(super) fn roots(triangles: &[(usize, f32)], count: u32, seed: u32) -> impl Iterator<Item = (usize, u32)> {
    let weight: f32 = triangles.iter().map(|(_, w)| w).sum();
    let per_hair = if weight > 0.0 { count as f32 / weight } else { 0.0 };
    // One hair each time the running weight passes a whole number: even over triangles of any size.
    let (mut running, mut made) = (unit(seed), 0_u32);
    triangles.iter().flat_map(move |&(t, w)| {
        running += w * per_hair;
        let here = running as u32;
        running -= here as f32;
        let first = made + 1;
        made += here;
        (first..first + here).map(move |number| (t, hash2(seed, number)))
    })
}

/// Barycentric weights of a hair in its triangle, by its hash.
fn weights(hash: u32) -> [f32; 3] {
    let (mut u, mut v) = (unit(hash), unit(hash2(hash, PLACE)));
    if u + v > 1.0 {
        (u, v) = (1.0 - u, 1.0 - v);
    }
    [u, v, 1.0 - u - v]
}

/// Root and unit normal of a hair in triangle `t`.
pub(super) fn place_in(mesh: &TriMesh, t: usize, hash: u32) -> Option<(Vec3, Vec3)> {
    let corners = mesh.triangles()[t].map(|i| i as usize);
    let weights = weights(hash);
    let blend = |of: &[Vec3]| (0..3).map(|k| of[corners[k]] * weights[k]).sum::<Vec3>();
    Some((blend(mesh.positions()), blend(mesh.normals()).try_normalize()?))
}

/// A brow: its triangles and its course.
struct Brow {
    side: f32,
    /// Index of a triangle, and the mean of the brow map in it times its area, mm².
    triangles: Vec<(usize, f32)>,
    /// Smallest and largest |x|, mm.
    reach: [f32; 2],
    /// Mean height and half height, mm, of each slice.
    slices: [(f32, f32); SLICES],
}

impl Brow {
    fn of(head: &Head, side: f32, seed: u32) -> Option<Self> {
        let (mesh, map) = (&head.mesh, &head.maps.brows);
        let on_side = |p: Vec3| p.x * side > 0.0;
        let inside = |i: usize| map[i] > 0.3 && on_side(mesh.positions()[i]);
        let (mut low, mut high) = (f32::INFINITY, 0.0_f32);
        for (i, p) in mesh.positions().iter().enumerate().filter(|(i, _)| inside(*i)) {
            debug_assert!(map[i] > 0.0);
            low = low.min(p.x.abs());
            high = high.max(p.x.abs());
        }
        if high - low < 1.0 {
            return None;
        }
        let mut brow = Self { side, triangles: Vec::new(), reach: [low, high], slices: [(0.0, 0.0); SLICES] };
        brow.triangles = mesh
            .triangles()
            .iter()
            .enumerate()
            .filter_map(|(t, corners)| {
                let mean = corners.iter().map(|&i| map[i as usize]).sum::<f32>() / 3.0;
                let middle = corners.iter().map(|&i| mesh.positions()[i as usize]).sum::<Vec3>() / 3.0;
                let here = mean > BROW_MIN && on_side(middle);
                here.then(|| (t, mean * brow.fullness(middle, seed) * mesh.triangle_area_mm2(t)))
            })
            .collect();
        let mut bounds = [(f32::INFINITY, f32::NEG_INFINITY); SLICES];
        for (i, p) in mesh.positions().iter().enumerate() {
            if inside(i) {
                let slot = &mut bounds[brow.slice(*p)];
                *slot = (slot.0.min(p.y), slot.1.max(p.y));
            }
        }
        let mut last = bounds.iter().copied().find(|b| b.0 <= b.1)?;
        for (slot, found) in brow.slices.iter_mut().zip(bounds) {
            // An empty slice of a coarse mesh takes its neighbour's values.
            last = if found.0 <= found.1 { found } else { last };
            *slot = (0.5 * (last.0 + last.1), (0.5 * (last.1 - last.0)).max(1.0));
        }
        Some(brow)
    }

    /// Density at a place beside the brow's fullest: less at its head, which is thin, and in its tail; gaps between tufts.
    fn fullness(&self, p: Vec3, seed: u32) -> f32 {
        let s = self.share(p);
        let body = smoothstep(-0.25, 0.28, s) * (1.0 - 0.35 * smoothstep(0.68, 1.0, s));
        body * (0.84 + 0.45 * patchy(p, TUFT_MM, seed)).clamp(0.25, 1.0)
    }

    /// Position along the brow: 0 beside the nose, 1 at the temple's end.
    fn share(&self, p: Vec3) -> f32 {
        ((p.x.abs() - self.reach[0]) / (self.reach[1] - self.reach[0])).clamp(0.0, 1.0)
    }

    fn slice(&self, p: Vec3) -> usize {
        ((self.share(p) * SLICES as f32) as usize).min(SLICES - 1)
    }

    fn grow(&self, head: &Head, params: &HairParams, number: u32, shafts: &mut Vec<Shaft>) {
        let seed = hash2(params.seed, PLACE + number);
        let hairs = roots(&self.triangles, HAIRS_PER_SIDE, seed);
        shafts.extend(hairs.filter_map(|(t, hash)| self.hair(head, t, hash, params)).flatten());
    }

    /// Direction in which hair lies at a place: up beside the nose, out along the brow. The upper rows bend down to
    /// meet the lower.
    fn grain(&self, p: Vec3) -> Vec3 {
        let s = self.share(p);
        let (middle, half) = self.slices[self.slice(p)];
        let above = ((p.y - middle) / half).clamp(-1.0, 1.0);
        Vec3::new(self.side * (0.25 + 1.25 * s), 1.0 - 1.15 * s - 0.55 * above * (0.3 + s), 0.0)
    }

    /// The two pieces of a hair in triangle `t`.
    fn hair(&self, head: &Head, t: usize, hash: u32, params: &HairParams) -> Option<[Shaft; 2]> {
        let (mesh, map) = (&head.mesh, &head.maps.brows);
        let corners = mesh.triangles()[t].map(|i| i as usize);
        let weights = weights(hash);
        let thickness: f32 = (0..3).map(|k| map[corners[k]] * weights[k]).sum();
        let (root, normal_here) = place_in(mesh, t, hash)?;
        let s = self.share(root);
        let lying = |at: Vec3, swing: f32, angle: f32| {
            let grain = self.grain(at);
            let along = (grain - normal_here * grain.dot(normal_here)).try_normalize()?;
            Some(leaning(along, normal_here.cross(along), normal_here, swing, angle))
        };
        // Neighbours lie alike, one in some goes its own way.
        let own = if unit(hash2(hash, STRAY)) < 0.06 { 0.45 } else { 0.11 };
        let swing = own * normal(hash, SWING) + 0.20 * patchy(root, TUFT_MM, seed_of(params) + 1);
        let angle = 0.15 + 0.04 * normal(hash2(hash, SWING), SWING);
        // Shorter at both ends and in the soft rim.
        let place = (0.55 + 1.8 * s * (1.0 - s)).min(1.0) * (0.6 + 0.4 * thickness.clamp(0.0, 1.0));
        let length_mm = LENGTH_MM * place * (0.6 + 0.4 * unit(hash2(hash, LENGTH)));
        let length_mm = length_mm.max(SHORTEST_MM);
        let direction = lying(root, swing, angle)?;
        // The outer half follows the direction of hair there, with a random curl.
        let curl = 0.7 * swing - self.side * 0.10 + 0.08 * normal(hash2(hash, CURL), SWING);
        let tip = lying(root + direction * length_mm, curl, angle - 0.09)?;
        let hair = Shaft {
            root,
            direction,
            normal: normal_here,
            length_mm,
            diameter_mm: params.diameter_mm * STOUTER * (0.85 + 0.3 * unit(hash2(hash, WHITE ^ LENGTH))),
            // Brows turn white years after the scalp: hardly at all while few hairs there are white.
            grey: if unit(hash2(hash, WHITE)) < params.grey_share * params.grey_share { 1.0 } else { 0.0 },
            taper: 0.9,
            hash: in_tuft(hash),
        };
        Some(bent(hair, tip))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;

    /// An ellipsoid with two bands over its face.
    fn browed() -> Head {
        let mut head = ellipsoid(90, 1.0);
        let band = |p: &Vec3| p.z > 0.0 && (p.y - 20.0).abs() < 6.0 && (10.0..55.0).contains(&p.x.abs());
        head.maps.brows = head.mesh.positions().iter().map(|p| if band(p) { 1.0 } else { 0.0 }).collect();
        head
    }

    #[test]
    fn both_brows_have_their_hairs_lying_up_and_out() {
        let head = browed();
        let hairs = brows(&head, &HairParams::default());
        for side in [1.0, -1.0] {
            let pieces: Vec<&Shaft> = hairs.iter().filter(|h| h.root.x * side > 0.0).collect();
            let here: Vec<&Shaft> = pieces.iter().copied().step_by(2).collect();
            assert!(pieces.chunks(2).all(|hair| hair[0].hash == hair[1].hash && hair[0].taper < hair[1].taper));
            assert!((995..=1005).contains(&here.len()), "{}", here.len());
            assert!(here.iter().all(|h| h.direction.dot(h.normal) > 0.0 && h.direction.is_finite()));
            let mean = |pick: fn(&Shaft) -> bool| {
                let some: Vec<Vec3> = here.iter().filter(|h| pick(h)).map(|h| h.direction).collect();
                some.iter().sum::<Vec3>() / some.len() as f32
            };
            let (nose, temple) = (mean(|h| h.root.x.abs() < 20.0), mean(|h| h.root.x.abs() > 45.0));
            assert!(nose.y > 0.6 && temple.x * side > 0.5 && temple.y < 0.2, "{nose} {temple}");
            // Any prefix has both brows.
            let half = hairs[..hairs.len() / 2].iter().filter(|h| h.root.x * side > 0.0).count();
            assert!((850..1150).contains(&half), "{half}");
        }
        assert!(hairs.chunks(2).all(|hair| (2.0..=9.0).contains(&(hair[0].length_mm + hair[1].length_mm))));
        assert_eq!(hairs, brows(&head, &HairParams::default()));
    }

    #[test]
    fn brows_whiten_after_the_scalp_and_in_the_end_as_much() {
        let head = browed();
        for (grey_share, low, high) in [(0.0, 0.0, 0.0), (0.1, 0.0, 0.03), (0.5, 0.2, 0.3), (1.0, 1.0, 1.0)] {
            let hairs = brows(&head, &HairParams { grey_share, ..HairParams::default() });
            let white = hairs.iter().filter(|h| h.grey == 1.0).count() as f32 / hairs.len() as f32;
            assert!((low..=high).contains(&white), "{white} of a brow where {grey_share} of the scalp is white");
        }
    }

    #[test]
    fn a_head_without_brows_has_none() {
        assert!(brows(&ellipsoid(20, 1.0), &HairParams::default()).is_empty());
    }
}
