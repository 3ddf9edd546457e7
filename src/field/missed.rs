//! Misses: the places at which a hand's dots land when it aims at sites.
//!
//! # The idea
//! Each dot lands at its site plus a normally distributed miss. A hand sets no dot too near to another one: then the
//! miss is drawn again. Taking every site in turn, lowest rank first, a few times over, is a Gibbs sampler of normal
//! misses among hard discs. A hand that hardly misses keeps the field's blue noise; one that misses by half a spacing
//! sets dots at random except for their smallest distance, as finished work is found.
//!
//! A dot's place follows from the field and the hand only, so no edit of a plan moves it. Hair stands at the sites
//! themselves, always at lower ranks than the dots around it: dots keep a distance from those places, too.
//!
//! # Same bits everywhere
//! One thread, one order, + − × ÷ √. The misses of the last hand are kept, since an edit rarely changes the hand.

use super::hash::normal;
use super::{Field, Site};
use crate::par::*;
use crate::spatial::Neighbours;
use glam::Vec3;
use std::sync::{Arc, Mutex, PoisonError};

/// Passes over all sites: more change no measure of the pattern.
const TIMES: u32 = 3;
/// Largest miss in standard deviations; [`FURTHEST_MM`] bounds it, too.
const FURTHEST: f32 = 2.0;
/// Largest miss, mm: two thirds of the spacing of 105 dots per cm², packed as evenly as possible (chosen: a hand that misses by more
/// would have hit its neighbour's site).
const FURTHEST_MM: f32 = 0.7;
/// Least distance of a dot from a place where hair may stand, as a share of the least distance between dots.
const TO_HAIR: f32 = 0.6;

/// Misses of a hand, in the order of the field's buckets, mm.
type Misses = Arc<[Vec3]>;

/// The last hand's two figures (as bits) and its misses: a cache, which no comparison of fields looks at.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<([u32; 2], Misses)>>);

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl core::fmt::Debug for Kept {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Kept")
    }
}

impl Field {
    /// Offset of each dot from its site, mm, in the order of [`Field::buckets`]. The hand misses by `deviation_mm`
    /// (standard deviation in the plane) and sets no two dots nearer than `apart_mm`.
    ///
    /// That distance holds up to [`Field::ROOM_DENSITY_PER_CM2`], and where the sites themselves keep it.
    pub(crate) fn misses(&self, deviation_mm: f32, apart_mm: f32) -> Misses {
        let hand = [deviation_mm.to_bits(), apart_mm.to_bits()];
        let of_this_hand =
            |kept: &Option<([u32; 2], Misses)>| kept.as_ref().filter(|k| k.0 == hand).map(|k| k.1.clone());
        if let Some(misses) = of_this_hand(&self.missed.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return misses;
        }
        // Computed without the lock, since threads that share the work may ask for misses, too.
        let misses: Misses = misses(self.buckets.all(), self.shared_rank(), deviation_mm, apart_mm).into();
        *self.missed.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((hand, misses.clone()));
        misses
    }

    /// Rank below which sites share their room: each keeps its distance from all others below it.
    fn shared_rank(&self) -> f32 {
        Self::ROOM_DENSITY_PER_CM2 / self.density_max_per_cm2
    }
}

fn misses(sites: &[Site], shared_rank: f32, deviation_mm: f32, apart_mm: f32) -> Vec<Vec3> {
    // Each axis has half of the variance.
    let per_axis_mm = deviation_mm.max(0.0) * core::f32::consts::FRAC_1_SQRT_2;
    let furthest_mm = (FURTHEST * deviation_mm).clamp(0.0, FURTHEST_MM);
    let miss = |site: &Site, time: u32| {
        let across = site.normal.cross(site.hair_direction);
        let along = site.hair_direction * normal(site.hash, ALONG ^ time << 16);
        let shift = (along + across * normal(site.hash, ACROSS ^ time << 16)) * per_axis_mm;
        let length = shift.length();
        if length > furthest_mm { shift * (furthest_mm / length) } else { shift }
    };
    // Above the density at which all share their room, each site keeps to half of its own.
    let mut out: Vec<Vec3> = sites
        .par_iter()
        .map(|site| {
            let (shift, room_mm) = (miss(site, 0), 0.5 * (site.room_mm - apart_mm));
            let length = shift.length();
            if room_mm <= 0.0 || site.rank < shared_rank {
                Vec3::ZERO
            } else if length > room_mm {
                shift * (room_mm / length)
            } else {
                shift
            }
        })
        .collect();
    if furthest_mm == 0.0 {
        return out;
    }
    let mut order: Vec<u32> = (0_u32..).zip(sites).filter(|(_, s)| s.rank < shared_rank).map(|(i, _)| i).collect();
    order.sort_unstable_by_key(|&i| (sites[i as usize].rank.to_bits(), i));
    let aims: Vec<Vec3> = order.iter().map(|&i| sites[i as usize].position).collect();
    let near = Neighbours::new(&aims, apart_mm + 2.0 * furthest_mm);
    let neighbours: Vec<Vec<u32>> = (0..aims.len())
        .into_par_iter()
        .map(|i| {
            let mut list = Vec::with_capacity(24);
            near.around(aims[i], |j, _| {
                if j != i {
                    list.push(j as u32)
                }
            });
            list
        })
        .collect();
    let (apart2, to_hair2) = (apart_mm * apart_mm, apart_mm * apart_mm * TO_HAIR * TO_HAIR);
    let mut landed = aims.clone();
    for time in 0..TIMES {
        for (i, list) in neighbours.iter().enumerate() {
            let site = &sites[order[i] as usize];
            let there = aims[i] + miss(site, time);
            let free = list.iter().all(|&j| {
                let j = j as usize;
                landed[j].distance_squared(there) >= apart2 && (j > i || aims[j].distance_squared(there) >= to_hair2)
            });
            if free {
                landed[i] = there;
            }
        }
    }
    for ((&i, landed), aim) in order.iter().zip(&landed).zip(&aims) {
        out[i as usize] = *landed - *aim;
    }
    out
}

/// Purposes of a site's hash.
const ACROSS: u32 = 0x1177;
const ALONG: u32 = 0x1178;

#[cfg(test)]
mod tests {
    use super::super::spacing::nearest_distances_mm;
    use super::super::testing::head_and_field;
    use super::*;

    fn landed(deviation_mm: f32, apart_mm: f32) -> Vec<Vec3> {
        let field = &head_and_field().1;
        let misses = field.misses(deviation_mm, apart_mm);
        field.buckets().all().iter().zip(misses.iter()).map(|(s, m)| s.position + *m).collect()
    }

    #[test]
    fn dots_keep_their_distance_however_wild_the_hand() {
        for (deviation_mm, apart_mm) in [(0.1, 0.6), (0.4, 0.4), (0.9, 0.3), (5.0, 0.7)] {
            let nearest = nearest_distances_mm(&landed(deviation_mm, apart_mm), 3.0);
            let least = nearest.iter().copied().fold(f32::INFINITY, f32::min);
            assert!(least > apart_mm - 1e-4, "{deviation_mm}: {least} mm, asked {apart_mm}");
        }
    }

    #[test]
    fn a_wilder_hand_is_less_even_and_a_still_one_hits() {
        let variation = |deviation_mm| {
            let d = nearest_distances_mm(&landed(deviation_mm, 0.3), 3.0);
            let mean = d.iter().sum::<f32>() / d.len() as f32;
            (d.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / d.len() as f32).sqrt() / mean
        };
        let spread = [0.0, 0.1, 0.25, 0.6].map(variation);
        assert!(spread.windows(2).all(|w| w[1] > w[0] + 0.02), "{spread:?}");
        assert!(head_and_field().1.misses(0.0, 0.3).iter().all(|m| *m == Vec3::ZERO));
    }

    #[test]
    fn misses_lie_in_the_skin_and_stay_near() {
        let field = &head_and_field().1;
        for (site, miss) in field.buckets().all().iter().zip(field.misses(0.3, 0.4).iter()) {
            assert!(miss.length() <= 0.6 + 1e-5 && miss.dot(site.normal).abs() < 1e-3);
        }
    }
}
