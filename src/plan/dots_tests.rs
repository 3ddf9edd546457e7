//! Properties of the dots on an ellipsoid with a coarse field.

use super::*;
use crate::field::spacing::nearest_distances_mm;
use crate::field::testing::head_and_field;
use crate::plan::head_raster::HeadRaster;
use crate::plan::{
    HairLoss, Hairline, HairlinePreset, SHADES_WORKED_OUT, Scar, ScarShape, Session, ShadeRule, Stroke, TouchUp,
};
use std::collections::HashMap;
use std::sync::OnceLock;

fn raster() -> &'static HeadRaster {
    static MADE: OnceLock<HeadRaster> = OnceLock::new();
    MADE.get_or_init(|| HeadRaster::new(&head_and_field().0))
}

/// A plan whose densities fit the tests' coarse field of 80 per cm².
fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.hair.units_per_cm2 = 24.0;
    // Each site's dot is known by its hash.
    plan.pigment.hand.double_share = Some(0.0);
    for zone in ZoneName::ALL {
        plan.zones.get_mut(zone).density_per_cm2 = 40.0;
    }
    plan
}

fn made(plan: &Plan) -> Vec<Dot> {
    Placement::new(plan, raster(), &head_and_field().1).dots()
}

/// A raised nape takes dots from the nape alone, however high and however wide its fade.
#[test]
fn a_raised_nape_leaves_the_crown_alone() {
    let mut plan = plan();
    plan.client.hair_loss = HairLoss::Total;
    let whole = made(&plan);
    plan.hairline.edges.nape_raise_mm = 60.0;
    let raised = by_hash(&made(&plan));
    let high = whole.iter().filter(|d| d.position.z < -20.0 && raster().inside_mm(chart_of(d)) > 90.0);
    let (kept, all) = high.fold((0, 0), |(kept, all), d| (kept + usize::from(raised.contains_key(&d.hash)), all + 1));
    assert!(all > 50 && kept * 100 > all * 95, "{kept} of {all}");
    assert!(raised.len() < whole.len() * 9 / 10);
}

/// Chart point of a dot.
fn chart_of(dot: &Dot) -> glam::Vec2 {
    raster().map.chart_near(dot.position)
}

fn by_hash(dots: &[Dot]) -> HashMap<u32, Dot> {
    dots.iter().map(|d| (d.hash, *d)).collect()
}

#[test]
fn the_same_plan_gives_the_same_bits_whatever_the_threads() {
    let pool = |n: usize| rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
    let (one, three) = (pool(1).install(|| made(&plan())), pool(3).install(|| made(&plan())));
    assert!(one.len() > 3000, "{}", one.len());
    assert_eq!(one, three);
}

#[test]
fn no_density_no_dots_and_none_off_the_scalp() {
    let mut none = plan();
    for zone in ZoneName::ALL {
        none.zones.get_mut(zone).density_per_cm2 = 0.0;
    }
    assert!(made(&none).is_empty());
    let mut all = plan();
    all.client.hair_loss = HairLoss::Total;
    let sites: HashMap<u32, f32> = head_and_field().1.sites().iter().map(|s| (s.hash, s.scalp)).collect();
    let dots = made(&all);
    assert!(dots.iter().all(|d| sites[&d.hash] > 0.15));
    // Whole scalp, less its faded edges: near the density asked.
    let share = dots.len() as f32 / (40.0 * head_and_field().1.area_cm2());
    assert!((0.6..1.0).contains(&share), "{share}");
    let healthy = Plan { client: crate::plan::Client { hair_loss: HairLoss::None, ..plan().client }, ..plan() };
    assert!(made(&healthy).is_empty());
}

#[test]
fn more_density_only_adds() {
    let before = made(&plan());
    let mut more = plan();
    for zone in ZoneName::ALL {
        more.zones.get_mut(zone).density_per_cm2 *= 1.3;
    }
    let after = by_hash(&made(&more));
    for dot in &before {
        let now = after.get(&dot.hash).expect("a dot vanished under more density");
        assert_eq!((now.position, now.radius_mm, now.depth_mm), (dot.position, dot.radius_mm, dot.depth_mm));
    }
    assert!(after.len() > before.len() * 5 / 4);
}

#[test]
fn an_edit_of_the_line_reaches_no_further_than_its_fade() {
    let field = &head_and_field().1;
    let mut low = plan();
    low.hairline = Hairline { height_mm: Some(80.0), ..Hairline::of(HairlinePreset::Mature) };
    let mut high = low.clone();
    high.hairline.height_mm = Some(83.0);
    let (a, b) = (by_hash(&made(&low)), by_hash(&made(&high)));
    let placement = Placement::new(&low, raster(), field);
    let mut changed = 0;
    for site in field.sites() {
        let (was, is) = (a.get(&site.hash), b.get(&site.hash));
        // Nothing ever moves; what comes, goes or changes does so in the fade.
        if let (Some(was), Some(is)) = (was, is) {
            assert_eq!(was.position, is.position);
        }
        if was.is_some() != is.is_some() {
            changed += 1;
            let behind_mm = placement.smooth(site).behind_mm;
            assert!(behind_mm < 26.0, "a dot {behind_mm} mm behind the line came or went");
        }
    }
    assert!(changed > 20, "{changed}");
}

#[test]
fn pigment_falls_between_hairs() {
    let (head, field) = head_and_field();
    let mut thin = plan();
    thin.client.hair_loss = HairLoss::Diffuse;
    let hair = Placement::new(&thin, &HeadRaster::new(head), field).hair_per_cm2();
    let dots = made(&thin);
    let haired: HashMap<u32, bool> =
        field.sites().iter().zip(&hair).map(|(s, &h)| (s.hash, s.rank * field.density_max_per_cm2() < h)).collect();
    assert!(dots.len() > 1000 && dots.iter().all(|d| !haired[&d.hash]));
    // However the hand misses: 0.4 mm among dots, six tenths of that from dot to hair. And most lie in the gaps.
    let mut points: Vec<Vec3> = dots.iter().map(|d| d.position).collect();
    points.extend(field.sites().iter().filter(|s| haired[&s.hash]).map(|s| s.position));
    let mut nearest = nearest_distances_mm(&points, 3.0);
    nearest.sort_unstable_by(f32::total_cmp);
    assert!(nearest[0] > 0.239, "{} mm", nearest[0]);
    assert!(nearest[nearest.len() / 10] > 0.5, "80 per cm² are 1.2 mm apart: {} mm", nearest[nearest.len() / 10]);
}

#[test]
fn visits_take_their_shares_and_touch_ups_thicken() {
    let mut three = plan();
    three.touch_ups = vec![TouchUp { day: Some(1700.0), share: Some(0.5), ..TouchUp::default() }];
    let dots = made(&three);
    let count = |k: u8| dots.iter().filter(|d| d.session == k).count() as f32;
    let set = count(0) + count(1) + count(2);
    for (k, share) in [(0, 0.30), (1, 0.40), (2, 0.30)] {
        assert!((count(k) / set - share).abs() < 0.04, "visit {k}: {}", count(k) / set);
    }
    assert!((count(3) / set - 0.5).abs() < 0.04);
    assert!(dots.windows(2).all(|w| w[0].order <= w[1].order));
    let mut crown_first = plan();
    crown_first.sessions = vec![Session { share: 1.0, zones: vec![ZoneName::Crown], ..Session::default() }];
    let counted = Placement::new(&crown_first, raster(), &head_and_field().1).counts();
    for zone in &counted {
        assert_eq!(zone.dots[0] > 0, zone.zone == ZoneName::Crown, "{zone:?}");
    }
    let total: u32 = counted.iter().flat_map(|z| &z.dots).sum();
    assert_eq!(total as usize, made(&crown_first).len());
}

#[test]
fn the_first_rows_are_sparser_smaller_and_lighter() {
    let field = &head_and_field().1;
    let plan = plan();
    let placement = Placement::new(&plan, raster(), field);
    let sites: HashMap<u32, &Site> = field.sites().iter().map(|s| (s.hash, s)).collect();
    let band = |from: f32, to: f32| {
        let inside = |s: &Site| {
            let behind = placement.smooth(s).behind_mm;
            behind >= from && behind < to && s.position.z > 20.0 && s.position.x.abs() < 30.0
        };
        let area = field.sites().iter().filter(|s| inside(s)).count() as f32 / 80.0;
        let dots: Vec<Dot> = made(&plan).into_iter().filter(|d| inside(sites[&d.hash])).collect();
        let n = dots.len() as f32;
        let mean = |f: fn(&Dot) -> f32| dots.iter().map(f).sum::<f32>() / n;
        (n / area, mean(|d| d.radius_mm), mean(|d| d.optical_depth))
    };
    let (near, deep) = (band(-6.0, 0.0), band(24.0, 34.0));
    assert!(near.0 < 0.65 * deep.0 && near.1 < 0.96 * deep.1 && near.2 < 0.6 * deep.2, "{near:?} {deep:?}");
    let ahead = band(-12.0, -7.0);
    assert!(ahead.0 > 0.0 && ahead.0 < 0.3 * deep.0, "single dots stand in front: {ahead:?}");
}

#[test]
fn strokes_and_scars_do_what_they_say() {
    let field = &head_and_field().1;
    let at = [0.0, 20.0];
    let near = |d: &Dot| d.position.distance(raster().map.point_at(glam::Vec2::from_array(at))) < 6.0;
    let count = |p: &Plan| made(p).into_iter().filter(near).count();
    let mut erased = plan();
    erased.strokes = vec![Stroke { points: vec![at], radius_mm: 12.0, factor: Some(0.0), ..Stroke::default() }];
    assert!(count(&plan()) > 20 && count(&erased) == 0, "{} {}", count(&plan()), count(&erased));
    let mut scarred = plan();
    scarred.client.hair_loss = HairLoss::None;
    let mut scar = Scar::new(ScarShape::Strip { points: vec![[-40.0, -110.0], [40.0, -110.0]], width_mm: 6.0 });
    scar.density_per_cm2 = 50.0;
    scar.feather_mm = 4.0;
    scarred.scars = vec![scar];
    let dots = made(&scarred);
    let inside = dots.iter().filter(|d| d.diffusion >= 2.0 && d.diffusion < 8.0).count();
    assert!(inside > 80, "{inside} of {}", dots.len());
    let fields: Vec<&Site> = field.sites().iter().filter(|s| (s.chart.y + 110.0).abs() > 14.0).collect();
    let elsewhere = by_hash(&dots);
    assert!(fields.iter().all(|s| !elsewhere.contains_key(&s.hash)), "a scar's dots stay about it");
}

#[test]
fn a_harvest_thins_hair_alike_at_every_share_of_it() {
    let field = &head_and_field().1;
    let mut plan = plan();
    plan.client.hair_loss = HairLoss::None;
    let shape = ScarShape::FueDisc { centre: [0.0, -120.0], radius_mm: 35.0, count: 150, size_mm: 1.2 };
    let before = Placement::new(&plan, raster(), field).hair_per_cm2();
    plan.scars = vec![Scar::new(shape)];
    let after = Placement::new(&plan, raster(), field).hair_per_cm2();
    let most = field.density_max_per_cm2();
    let taken: Vec<f32> = field
        .sites()
        .iter()
        .zip(before.iter().zip(&after))
        .filter(|(s, (b, a))| s.rank * most < **b && s.rank * most >= **a)
        .map(|(s, (b, _))| s.rank * most / b)
        .collect();
    // A unit a scar, but for a few whose disc holds a neighbour's place as well.
    assert!((120..=185).contains(&taken.len()), "{}", taken.len());
    // Of the first half by rank as many as of the second: four standard deviations of a toss are a sixth of 150.
    let low = taken.iter().filter(|share| **share < 0.5).count() as f32 / taken.len() as f32;
    assert!((0.34..0.66).contains(&low), "{low}");
}

#[test]
fn a_shade_is_worked_out_for_each_visit_and_not_for_each_dot() {
    let mut plan = plan();
    plan.pigment.shade = ShadeRule::Match;
    plan.touch_ups = vec![TouchUp { day: Some(400.0), share: Some(0.5), ..TouchUp::default() }];
    // On one thread, whose count is nobody else's.
    let (dots, shades) = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| {
        let before = SHADES_WORKED_OUT.get();
        let dots = made(&plan);
        (dots, SHADES_WORKED_OUT.get() - before)
    });
    let visits = plan.sessions.len();
    let touched_up = dots.iter().filter(|d| usize::from(d.session) >= visits).count();
    assert!(touched_up > 1000, "{touched_up}");
    assert!((1..=visits + 2).contains(&shades), "{shades} times for {visits} visits and a touch-up");
}

#[test]
fn a_dot_that_sheds_loses_what_its_depth_costs_once() {
    // In a deep plan a shallow dot loses twice as much early; in a shallow plan the plan's own loss is doubled, and no dot's again.
    for (plan_mm, expected) in [(0.4, 2.0), (0.15, 1.0)] {
        let mut plan = plan();
        for zone in ZoneName::ALL {
            plan.zones.get_mut(zone).depth_mm = plan_mm;
        }
        plan.zones.get_mut(ZoneName::Crown).depth_mm = 0.15;
        let dots = made(&plan);
        let shed: Vec<f32> = dots.iter().filter(|d| d.depth_mm < 0.19).map(|d| d.fade).collect();
        assert!(shed.len() > 30 && shed.iter().all(|fade| (fade - expected).abs() < 0.1), "{plan_mm}: {shed:?}");
    }
}
