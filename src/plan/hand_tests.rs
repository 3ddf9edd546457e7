//! Hands compared with measurements of finished work in photographs: distances of nearest neighbours, as placed and as
//! found.
//!
//! "As found" is what a person or a program that counts dark spots sees: two dots nearer than 0.35 mm, less than their
//! own width, are one. Work of two clinics that was found even has 5–8 % of neighbours nearer than 0.45 mm and R
//! 1.41–1.46. Ordinary work (three heads) has 10–14 % and R 1.29–1.37. Medians are 0.58–0.70 mm and coefficients of
//! variation 0.21–0.28, at 97 to 125 dots found per cm². Lengths are known to 10 %.

use super::hand::{HandFigures, HandPreset};
use crate::field::hash::{hash2, unit};
use crate::field::spacing::nearest_distances_mm;
use crate::field::testing::ellipsoid;
use crate::field::{Field, FieldOptions};
use glam::Vec3;
use std::sync::OnceLock;

/// Least and median distance mm, coefficient of variation, Clark–Evans' R, share nearer than 0.45 mm.
#[derive(Debug)]
struct Pattern {
    least_mm: f32,
    median_mm: f32,
    variation: f32,
    evenness: f32,
    near: f32,
}

fn pattern(points: &[Vec3], area_mm2: f32) -> Pattern {
    let mut d = nearest_distances_mm(points, 3.0);
    let n = d.len() as f32;
    let mean = d.iter().sum::<f32>() / n;
    let sd = (d.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / n).sqrt();
    d.sort_unstable_by(f32::total_cmp);
    Pattern {
        least_mm: d[0],
        median_mm: d[d.len() / 2],
        variation: sd / mean,
        evenness: mean / (0.5 * (area_mm2 / n).sqrt()),
        near: d.partition_point(|x| *x < 0.45) as f32 / n,
    }
}

/// Pairs that are seen as one spot, made one.
fn found(points: &[Vec3]) -> Vec<Vec3> {
    let mut left: Vec<Option<Vec3>> = points.iter().copied().map(Some).collect();
    for i in 0..points.len() {
        let Some(p) = left[i] else { continue };
        let near = (i + 1..points.len()).filter(|&j| left[j].is_some_and(|q| p.distance_squared(q) < 0.35 * 0.35));
        if let Some(j) = near.min_by(|&a, &b| p.distance(points[a]).total_cmp(&p.distance(points[b]))) {
            (left[i], left[j]) = (Some(0.5 * (p + points[j])), None);
        }
    }
    left.into_iter().flatten().collect()
}

/// A hand's dots of a density as placed and as found, on a scalp of some 30 cm².
fn patterns(hand: &HandFigures, density_per_cm2: f32) -> [Pattern; 2] {
    static FIELD: OnceLock<Field> = OnceLock::new();
    let field = FIELD.get_or_init(|| Field::generate(&ellipsoid(60, 0.25), &FieldOptions::default()).unwrap());
    let misses = field.misses(hand.miss_mm(), hand.spacing_min_mm);
    let share = density_per_cm2 / field.density_max_per_cm2();
    let mut points = Vec::new();
    for (site, miss) in field.buckets().all().iter().zip(misses.iter()) {
        let takes = unit(hash2(site.hash, 0x3155)) >= hand.missing_share;
        if site.rank < share && takes {
            points.push(site.position + *miss);
        }
        if site.rank < share && takes && unit(hash2(site.hash, 0xd0b1)) < hand.double_share {
            points.push(site.position + *miss + site.hair_direction * 0.15);
        }
    }
    let sites = field.sites().iter().filter(|s| s.rank < share).count() as f32;
    let area_mm2 = 100.0 * sites / density_per_cm2;
    let seen = found(&points);
    [pattern(&points, area_mm2), pattern(&seen, area_mm2)]
}

#[test]
fn the_presets_have_the_patterns_of_finished_work() {
    let within = |value: f32, [low, high]: [f32; 2]| (low..=high).contains(&value);
    // The density of the heads that were measured: what is found matters, for that is what was measured there.
    let [even, ordinary, poor] = HandPreset::ALL.map(|preset| patterns(&preset.figures(), 120.0));
    let [_, found] = &even;
    assert!(within(found.median_mm, [0.58, 0.70]) && within(found.variation, [0.19, 0.25]), "{found:?}");
    assert!(within(found.evenness, [1.41, 1.48]) && within(found.near, [0.04, 0.085]), "{found:?}");
    let [_, found] = &ordinary;
    assert!(within(found.median_mm, [0.58, 0.70]) && within(found.variation, [0.21, 0.28]), "{found:?}");
    assert!(within(found.evenness, [1.29, 1.38]) && within(found.near, [0.10, 0.14]), "{found:?}");
    for k in 0..2 {
        assert!(poor[k].evenness < ordinary[k].evenness - 0.05 && poor[k].near > 0.14, "{:?}", poor[k]);
        assert!(poor[k].variation > ordinary[k].variation + 0.03, "{:?}", poor[k]);
        assert!(even[k].evenness > ordinary[k].evenness + 0.05, "{:?}", even[k]);
    }
    // At full density dots come nearer; no even or ordinary hand sets two on one place.
    for preset in [HandPreset::Even, HandPreset::Ordinary] {
        let [placed, _] = patterns(&HandFigures { double_share: 0.0, ..preset.figures() }, 155.0);
        assert!(placed.least_mm >= 0.399 && within(placed.median_mm, [0.54, 0.62]), "{placed:?}");
    }
}
