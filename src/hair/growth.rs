//! Growth of shafts: one to four a follicular unit, on the field's sites, leaning in the direction of hair.

use super::{RESTING_SHARE, Shaft, ShaftMelanin};
use crate::ease::smoothstep;
use crate::field::hash::{hash2, normal, unit};
use crate::field::{Field, Site};
use crate::par::*;
use glam::Vec3;

/// Parameters of a person's hair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairParams {
    /// Colour of the hairs that are not white.
    pub colour: ShaftMelanin,
    /// Share of white hairs, 0–1.
    pub grey_share: f32,
    /// Mean width of a shaft, mm.
    pub diameter_mm: f32,
    /// Standard deviation of the width, mm.
    pub diameter_sd_mm: f32,
    /// Length above the skin, mm.
    pub length_mm: f32,
    /// Length that grew since the cut, mm; resting hairs are shorter by this.
    pub grown_mm: f32,
    /// Mean number of hairs in a follicular unit, 1–4.
    pub hairs_per_unit: f32,
    /// Units per cm² of full hair. Where hair stands much thinner its shafts are finer, too (miniaturised).
    pub full_units_per_cm2: f32,
    /// Seed: another one gives another growth of the same kind on the same sites.
    pub seed: u32,
}

impl Default for HairParams {
    /// Hair of a Caucasian man, clipped without a guard.
    fn default() -> Self {
        Self {
            colour: ShaftMelanin::default(),
            grey_share: 0.1,
            diameter_mm: 0.068,
            diameter_sd_mm: 0.008,
            length_mm: 0.4,
            grown_mm: 0.0,
            hairs_per_unit: 2.1,
            full_units_per_cm2: 95.0,
            seed: 1,
        }
    }
}

impl HairParams {
    /// The hair as it is some hours after a razor shave, where it grows by `mm_per_day`.
    pub fn shaved(self, hours: f32, mm_per_day: f32) -> Self {
        let grown_mm = hours.max(0.0) / 24.0 * mm_per_day;
        Self { length_mm: grown_mm, grown_mm, ..self }
    }

    /// The hair just clipped to a length, mm.
    pub fn clipped(self, length_mm: f32) -> Self {
        Self { length_mm: length_mm.max(0.0), grown_mm: 0.0, ..self }
    }
}

/// Share of units with one to four hairs (Guo et al. 2017; five and more counted as four).
const UNIT_CHANCES: [f32; 4] = [0.28, 0.53, 0.174, 0.016];
/// Distance from a unit's middle at which its shafts leave the skin, mm.
const UNIT_RADIUS_MM: f32 = 0.13;
/// Standard deviation of direction, radians: common to a unit, and of each shaft (inferred). With [`CUT_SPREAD`] they make
/// the outline of clipped hair as rough as in photographs, 0.13–0.29 mm.
const LEAN_OF_UNIT: f32 = 0.20;
const LEAN_OF_SHAFT: f32 = 0.10;
/// Standard deviation of a clipped length, as a share (inferred): a guard combs hair up to its blades at every angle.
const CUT_SPREAD: f32 = 0.20;

/// Purposes of a shaft's hash; see [`hash2`].
const NUMBER: u32 = 0x4a11;
const AROUND: u32 = 0x4a12;
const SIDE: u32 = 0x4a13;
const RISE: u32 = 0x4a14;
const WIDTH: u32 = 0x4a15;
const WHITE: u32 = 0x4a16;
const RESTS: u32 = 0x4a17;
const CUT: u32 = 0x4a18;

/// The shafts of a head. Sites whose rank lies below units ÷ `density_max_per_cm2` carry a follicular unit.
///
/// `units_per_cm2` has one entry a site (missing ones are 0: bald). Every prefix of the result is an even thinning of
/// the whole, in dense places as in thin ones.
pub fn grow(field: &Field, units_per_cm2: &[f32], density_max_per_cm2: f32, params: &HairParams) -> Vec<Shaft> {
    let thresholds = number_thresholds(params.hairs_per_unit);
    let mut units: Vec<(f32, u32, f32)> = field
        .sites()
        .iter()
        .zip(units_per_cm2)
        .enumerate()
        .filter(|(_, (site, density))| **density > 0.0 && site.rank * density_max_per_cm2 < **density)
        .map(|(i, (site, density))| (site.rank * density_max_per_cm2 / density, i as u32, *density))
        .collect();
    units.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    units
        .par_iter()
        .flat_map_iter(|&(_, i, density)| {
            let site = &field.sites()[i as usize];
            let seed = hash2(site.hash, params.seed);
            let count = 1 + thresholds.iter().filter(|t| unit(hash2(seed, NUMBER)) >= **t).count() as u32;
            (0..count).map(move |k| shaft(site, seed, k, count, density, params))
        })
        .collect()
}

/// The shaft `k` of `count` in the unit on a site.
fn shaft(site: &Site, seed: u32, k: u32, count: u32, density: f32, params: &HairParams) -> Shaft {
    let hash = hash2(seed, k + 1);
    let along = site.hair_direction;
    let across = site.normal.cross(along);
    // A unit's shafts stand in a ring, rotated at random.
    let turn = (unit(hash2(seed, AROUND)) + k as f32 / count as f32) * std::f32::consts::TAU;
    let reach = if count == 1 { 0.0 } else { UNIT_RADIUS_MM * (0.6 + 0.4 * unit(hash2(hash, AROUND))) };
    let (sin, cos) = libm::sincosf(turn);
    let root = site.position + along * (reach * cos) + across * (reach * sin);
    let swing = LEAN_OF_UNIT * normal(seed, SIDE) + LEAN_OF_SHAFT * normal(hash, SIDE);
    let rise = LEAN_OF_UNIT * normal(seed, RISE) + LEAN_OF_SHAFT * normal(hash, RISE);
    let direction = leaning(along, across, site.normal, swing, site.hair_angle + rise);
    // Where hair is thinner than full it is being lost, and is finer: so its edges end in down, not in bristles.
    let full = smoothstep(0.0, 0.8, density / params.full_units_per_cm2.max(1.0));
    let spread = params.diameter_sd_mm * normal(hash, WIDTH);
    let diameter = (params.diameter_mm + spread).max(0.3 * params.diameter_mm) * (0.42 + 0.58 * full);
    let grows = unit(hash2(hash, RESTS)) >= RESTING_SHARE;
    let grown = if grows { params.grown_mm * (1.0 + 0.15 * normal(hash, RESTS)) } else { 0.0 };
    let cut = (params.length_mm - params.grown_mm).max(0.0) * (1.0 + CUT_SPREAD * normal(hash, CUT)).max(0.3);
    Shaft {
        root,
        direction,
        normal: site.normal,
        length_mm: (cut + grown).max(0.0),
        diameter_mm: diameter,
        grey: if unit(hash2(hash, WHITE)) < params.grey_share { 1.0 } else { 0.0 },
        taper: 0.0,
        hash,
    }
}

/// Unit vector at `angle_rad` to the skin (never into it), along a direction that is rotated by `swing_rad`.
pub(super) fn leaning(along: Vec3, across: Vec3, normal: Vec3, swing_rad: f32, angle_rad: f32) -> Vec3 {
    let (side_sin, side_cos) = libm::sincosf(swing_rad);
    let (rise_sin, rise_cos) = libm::sincosf(angle_rad.clamp(0.04, std::f32::consts::FRAC_PI_2));
    (along * side_cos + across * side_sin) * rise_cos + normal * rise_sin
}

/// Cumulative chances of one, two and three hairs. The chances are tilted to the wanted mean: each further hair r times
/// as likely.
fn number_thresholds(mean: f32) -> [f32; 3] {
    let tilted = |r: f32| {
        let p = [UNIT_CHANCES[0], UNIT_CHANCES[1] * r, UNIT_CHANCES[2] * r * r, UNIT_CHANCES[3] * r * r * r];
        let sum = p[0] + p[1] + p[2] + p[3];
        p.map(|x| x / sum)
    };
    let (mut low, mut high) = (0.0_f32, 1000.0_f32);
    for _ in 0..50 {
        let r = 0.5 * (low + high);
        let p = tilted(r);
        if p[0] + 2.0 * p[1] + 3.0 * p[2] + 4.0 * p[3] < mean { low = r } else { high = r }
    }
    let p = tilted(0.5 * (low + high));
    [p[0], p[0] + p[1], p[0] + p[1] + p[2]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::FieldOptions;
    use crate::field::testing::ellipsoid;
    use crate::hair::buried_density;
    use crate::head::Head;
    use std::sync::OnceLock;

    fn small() -> &'static (Head, Field) {
        static MADE: OnceLock<(Head, Field)> = OnceLock::new();
        MADE.get_or_init(|| {
            let head = ellipsoid(40, 0.33);
            let field = Field::generate(&head, &FieldOptions::default()).unwrap();
            (head, field)
        })
    }

    fn full(units_per_cm2: f32) -> Vec<f32> {
        vec![units_per_cm2; small().1.sites().len()]
    }

    #[test]
    fn density_and_hairs_per_unit_are_what_was_asked() {
        let (_, field) = small();
        let scalp = field.sites().iter().filter(|s| s.scalp > 0.5).count() as f32;
        for mean in [1.3, 1.93, 2.1, 3.0] {
            let params = HairParams { hairs_per_unit: mean, ..HairParams::default() };
            let shafts = grow(field, &full(85.0), field.density_max_per_cm2(), &params);
            let units = field.sites().iter().filter(|s| s.rank * field.density_max_per_cm2() < 85.0).count() as f32;
            assert!((shafts.len() as f32 / units / mean - 1.0).abs() < 0.03, "{} shafts on {units}", shafts.len());
            assert!(units / scalp * 300.0 > 80.0);
        }
        assert!(grow(field, &[], 300.0, &HairParams::default()).is_empty());
    }

    #[test]
    fn shafts_lean_with_the_hair_out_of_the_skin() {
        let (_, field) = small();
        let shafts = grow(field, &full(85.0), 300.0, &HairParams::default());
        let mut mean_angle = 0.0;
        for shaft in &shafts {
            let rise = shaft.direction.dot(shaft.normal);
            assert!((shaft.direction.length() - 1.0).abs() < 1e-4 && rise > 0.03, "{shaft:?}");
            mean_angle += libm::asinf(rise.min(1.0)) / shafts.len() as f32;
        }
        // The test head's hair rises by 0.5 rad everywhere.
        assert!((mean_angle - 0.5).abs() < 0.02, "{mean_angle}");
    }

    #[test]
    fn every_prefix_thins_dense_and_sparse_places_alike() {
        let (_, field) = small();
        let units: Vec<f32> = field.sites().iter().map(|s| if s.position.x > 0.0 { 80.0 } else { 20.0 }).collect();
        let shafts = grow(field, &units, 300.0, &HairParams::default());
        let left = |shafts: &[Shaft]| shafts.iter().filter(|s| s.root.x > 0.0).count() as f32 / shafts.len() as f32;
        let whole = left(&shafts);
        assert!((whole - 0.8).abs() < 0.03, "{whole}");
        for share in [4, 2] {
            assert!((left(&shafts[..shafts.len() / share]) - whole).abs() < 0.05);
        }
        // The sparse side's shafts are finer.
        let width = |side: f32| {
            let here: Vec<f32> = shafts.iter().filter(|s| s.root.x * side > 1.0).map(|s| s.diameter_mm).collect();
            here.iter().sum::<f32>() / here.len() as f32
        };
        assert!(width(-1.0) < 0.85 * width(1.0));
    }

    #[test]
    fn more_units_only_add_and_length_follows_the_clock() {
        let (_, field) = small();
        let roots = |units, params: &HairParams| {
            let mut roots: Vec<_> =
                grow(field, &full(units), 300.0, params).iter().map(|s| s.root.to_array().map(f32::to_bits)).collect();
            roots.sort_unstable();
            roots
        };
        let params = HairParams::default();
        let (few, many) = (roots(40.0, &params), roots(80.0, &params));
        assert!(few.iter().all(|root| many.binary_search(root).is_ok()) && many.len() > few.len());
        assert_eq!(few, roots(40.0, &params.shaved(12.0, 0.37)));
        let three_days = grow(field, &full(80.0), 300.0, &params.shaved(72.0, 0.37));
        let mean = three_days.iter().map(|s| s.length_mm).sum::<f32>() / three_days.len() as f32;
        // 3 × 0.37 mm, of all but the resting.
        assert!((mean - 1.11 * (1.0 - RESTING_SHARE)).abs() < 0.03, "{mean}");
        assert!(grow(field, &full(80.0), 300.0, &params.shaved(0.0, 0.37)).iter().all(|s| s.length_mm == 0.0));
    }

    #[test]
    fn buried_shafts_are_the_shafts_that_grow() {
        let (head, field) = small();
        let params = HairParams { hairs_per_unit: 2.0, ..HairParams::default() };
        let buried = buried_density(head, field, &full(85.0), &params);
        for (density, scalp) in buried.iter().zip(&head.maps.scalp) {
            assert!(*density <= 85.0 * 2.0 + 0.01 && (*scalp > 0.0 || *density == 0.0));
            assert!(*scalp < 0.99 || (*density - 170.0).abs() < 1.0, "{density} where scalp is {scalp}");
        }
    }
}
