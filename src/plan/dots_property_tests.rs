//! Properties of the dots of every plan, tried on plans drawn at random from fixed seeds.

use super::*;
use crate::field::spacing::nearest_distances_mm;
use crate::field::testing::head_and_field;
use crate::plan::head_raster::HeadRaster;
use crate::plan::{Cover, HairLoss, Hairline, HairlinePreset, Hand, Stroke};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::OnceLock;

fn raster() -> &'static HeadRaster {
    static MADE: OnceLock<HeadRaster> = OnceLock::new();
    MADE.get_or_init(|| HeadRaster::new(&head_and_field().0))
}

fn made(plan: &Plan) -> Vec<Dot> {
    Placement::new(plan, raster(), &head_and_field().1).dots()
}

fn by_hash(dots: &[Dot]) -> HashMap<u32, Dot> {
    dots.iter().map(|d| (d.hash, *d)).collect()
}

/// Plans of densities that the tests' coarse field (80 per cm²) can give.
fn any_plan() -> impl Strategy<Value = Plan> {
    let line = (prop::sample::select(HairlinePreset::ALL.to_vec()), 55.0_f32..95.0, 2.0_f32..20.0, 0.0_f32..2.0);
    let hair = (prop::sample::select(HairLoss::ALL.to_vec()), any::<bool>(), 20.0_f32..30.0, 0.0_f32..25.0);
    let hand = (0.0_f32..0.5, 0.3_f32..0.7, 0.0_f32..0.3);
    (line, hair, hand, prop::array::uniform6(10.0_f32..55.0)).prop_map(|(line, hair, hand, densities)| {
        let mut plan = Plan::default();
        let (preset, height_mm, softness_mm, irregularity) = line;
        plan.hairline = Hairline {
            height_mm: Some(height_mm),
            softness_mm: Some(softness_mm),
            irregularity: Some(irregularity),
            ..Hairline::of(preset)
        };
        let (loss, whole, units_per_cm2, blend_mm) = hair;
        plan.client.hair_loss = loss;
        plan.zones.cover = if whole { Cover::Whole } else { Cover::Loss };
        plan.hair.units_per_cm2 = units_per_cm2;
        plan.hairline.edges.blend_mm = blend_mm;
        let (jitter, spacing_min_mm, missing_share) = hand;
        plan.pigment.hand = Hand {
            jitter: Some(jitter),
            spacing_min_mm: Some(spacing_min_mm),
            missing_share: Some(missing_share),
            double_share: Some(0.0),
            ..Hand::default()
        };
        for (zone, density) in ZoneName::ALL.into_iter().zip(densities) {
            plan.zones.get_mut(zone).density_per_cm2 = density;
        }
        plan
    })
}

/// A plan on a head without a hair.
fn bald(mut plan: Plan) -> Plan {
    plan.client.hair_loss = HairLoss::Total;
    plan
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(11),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn the_same_plan_gives_the_same_dots(plan in any_plan()) {
        prop_assert_eq!(made(&plan), made(&plan.clone()));
        let again = Plan::from_toml(&plan.to_toml()).unwrap();
        prop_assert_eq!(made(&plan), made(&again));
    }

    #[test]
    fn more_of_any_zone_only_adds(plan in any_plan(), zone in prop::sample::select(ZoneName::ALL.to_vec()), more in 1.05_f32..2.0) {
        let before = made(&plan);
        let mut denser = plan.clone();
        denser.zones.get_mut(zone).density_per_cm2 *= more;
        let after = by_hash(&made(&denser));
        prop_assert!(after.len() >= before.len());
        for dot in &before {
            let now = after.get(&dot.hash);
            prop_assert_eq!(now.map(|d| d.position), Some(dot.position));
        }
    }

    #[test]
    fn an_edit_changes_nothing_more_than_a_centimetre_away(
        plan in any_plan(),
        at in prop::array::uniform2(-60.0_f32..60.0),
        radius_mm in 2.0_f32..15.0,
        factor in prop::sample::select(vec![0.0_f32, 0.4, 1.6]),
    ) {
        let mut edited = plan.clone();
        edited.strokes.push(Stroke { points: vec![at], radius_mm, factor: Some(factor), ..Stroke::default() });
        let (before, after) = (by_hash(&made(&plan)), by_hash(&made(&edited)));
        let middle = raster().map.point_at(glam::Vec2::from_array(at));
        for (one, other) in [(&before, &after), (&after, &before)] {
            for (hash, dot) in one {
                match other.get(hash) {
                    // A visit may change hands within the stroke, a place never.
                    Some(same) => prop_assert_eq!(same.position, dot.position),
                    None => prop_assert!(dot.position.distance(middle) < radius_mm + 10.0),
                }
                if dot.position.distance(middle) > radius_mm + 10.0 {
                    prop_assert_eq!(other.get(hash), Some(dot));
                }
            }
        }
    }

    #[test]
    fn moving_the_line_moves_no_dot(plan in any_plan(), up_mm in -8.0_f32..8.0, symmetry in 0.0_f32..1.0) {
        let mut edited = plan.clone();
        edited.hairline.height_mm = plan.hairline.height_mm.map(|h| h + up_mm);
        edited.hairline.symmetry = Some(symmetry);
        let (before, after) = (by_hash(&made(&plan)), by_hash(&made(&edited)));
        for (hash, dot) in &after {
            if let Some(same) = before.get(hash) {
                prop_assert_eq!(same.position, dot.position);
            }
        }
    }

    #[test]
    fn no_two_dots_come_nearer_than_the_plan_says(plan in any_plan()) {
        let points: Vec<Vec3> = made(&plan).iter().map(|d| d.position).collect();
        let nearest = nearest_distances_mm(&points, 2.0);
        let smallest = nearest.iter().copied().fold(f32::INFINITY, f32::min);
        prop_assert!(smallest > plan.pigment.hand.figures().spacing_min_mm - 1e-3, "{smallest} mm");
    }

    #[test]
    fn no_dot_lies_off_the_scalp_or_before_the_line(plan in any_plan()) {
        let plan = bald(plan);
        let field = &head_and_field().1;
        let placement = Placement::new(&plan, raster(), field);
        let sites: HashMap<u32, &Site> = field.sites().iter().map(|s| (s.hash, s)).collect();
        // Single dots go 3.5 mm ahead of the fade of a line that wanders by up to 5.5 mm.
        let figures = plan.hairline.figures();
        let ahead_mm = 0.52 * figures.softness_mm + 3.6 + 5.5 * figures.irregularity;
        for dot in made(&plan) {
            let site = sites[&dot.hash];
            prop_assert!(site.scalp >= 0.15);
            let behind_mm = placement.smooth(site).behind_mm;
            prop_assert!(behind_mm > -ahead_mm, "{behind_mm} mm");
        }
    }

    #[test]
    fn each_zone_gets_the_density_it_asks_for(plan in any_plan()) {
        let mut plan = bald(plan);
        plan.pigment.hand.missing_share = Some(0.0);
        plan.hairline.notches.clear();
        let field = &head_and_field().1;
        let placement = Placement::new(&plan, raster(), field);
        let dots = by_hash(&made(&plan));
        for zone in ZoneName::ALL {
            let asked = plan.zones.get(zone).density_per_cm2;
            // Where no edge, border or neighbouring zone takes or gives.
            let inside = |s: &&Site| {
                let here = placement.smooth(s);
                placement.zone(s) == zone && s.scalp > 0.99 && here.behind_mm > 35.0 && (here.dots_per_cm2 / asked - 1.0).abs() < 0.01
            };
            let sites: Vec<&Site> = field.sites().iter().filter(inside).collect();
            let area_cm2 = sites.len() as f32 / field.density_max_per_cm2();
            if area_cm2 * asked < 300.0 {
                continue;
            }
            let found = sites.iter().filter(|s| dots.contains_key(&s.hash)).count() as f32 / area_cm2;
            prop_assert!((found / asked - 1.0).abs() < 0.05, "{zone:?}: {found} of {asked} on {area_cm2} cm²");
        }
    }

    #[test]
    fn dots_grow_denser_behind_the_line_and_never_sparser(plan in any_plan()) {
        let mut plan = bald(plan);
        ZoneName::ALL.iter().for_each(|&zone| plan.zones.get_mut(zone).density_per_cm2 = 50.0);
        plan.pigment.hand.missing_share = Some(0.0);
        plan.hairline.notches.clear();
        if plan.hairline.preset == HairlinePreset::Notched {
            return Ok(());
        }
        let field = &head_and_field().1;
        let placement = Placement::new(&plan, raster(), field);
        let dots = by_hash(&made(&plan));
        let mut bands = [(0.0_f32, 0.0_f32); 8];
        for site in field.sites().iter().filter(|s| s.position.z > 20.0 && s.position.x.abs() < 45.0) {
            let band = ((placement.smooth(site).behind_mm + 8.0) / 6.0).floor();
            if (0.0..8.0).contains(&band) {
                let (all, taken) = &mut bands[band as usize];
                *all += 1.0;
                *taken += if dots.contains_key(&site.hash) { 1.0 } else { 0.0 };
            }
        }
        let share: Vec<f32> = bands.iter().filter(|b| b.0 > 100.0).map(|b| b.1 / b.0).collect();
        // Two standard deviations of a share of 100 sites.
        prop_assert!(share.windows(2).all(|w| w[1] > w[0] - 0.1), "{share:?}");
        // A high line leaves no room for bands on some plans.
        prop_assert!(share.len() < 3 || share.last() > share.first(), "{share:?}");
    }
}
