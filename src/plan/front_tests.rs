//! The front of the default plan on the built-in head, compared with measurements of photographed fronts.
//!
//! Frontal projection: x and y of the head frame, mm. Contrast is the darkening by dots per area of skin, relative to
//! that well behind the line.

use super::dots::Dot;
use super::head_raster::HeadRaster;
use super::line::walk;
use super::placement::Placement;
use super::{HairLoss, Plan};
use crate::field::{Field, FieldOptions};
use crate::head::Head;
use crate::head::builtin::{HeadShape, sculpt};
use crate::optics::pigment::{Ink, PigmentOptics, effective_depth_mm};
use glam::{Vec2, Vec3};
use std::collections::HashMap;
use std::sync::OnceLock;

struct Made {
    head: Head,
    field: Field,
    raster: HeadRaster,
    plan: Plan,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut plan = Plan::default();
        // Where the line lies is asked, not how evenly skin takes.
        (plan.pigment.hand.uptake_spread, plan.pigment.hand.double_share) = (Some(0.0), Some(0.0));
        let sculpture = sculpt(&HeadShape::default()).unwrap();
        let head = Head::from_mesh("built in", sculpture.mesh, sculpture.landmarks).unwrap();
        let field = Field::generate(&head, &FieldOptions::default()).unwrap();
        Made { raster: HeadRaster::new(&head), head, field, plan }
    })
}

impl Made {
    fn placement(&self) -> Placement<'_> {
        Placement::new(&self.plan, &self.raster, &self.field)
    }

    /// Height above the glabella as seen from the front.
    fn up(&self, place: Vec3) -> f32 {
        place.y - self.head.landmarks.glabella().y
    }

    /// The line where half of the contrast is reached, with its wandering, from right to left.
    fn half(&self) -> Vec<Vec3> {
        let (placement, map) = (self.placement(), &self.raster.map);
        let points = &placement.line.points;
        (2..points.len() - 2)
            .map(|i| {
                let along = points[i + 2] - points[i - 2];
                map.point_at(walk(map, points[i], Vec2::new(-along.y, along.x), placement.wander_mm(points[i])))
            })
            .collect()
    }

    /// The line's height at each mm to the side, as seen from the front; left is positive.
    fn heights(&self, from: i32, to: i32) -> Vec<f32> {
        let half = self.half();
        (from..=to)
            .map(|x| {
                let x = x as f32;
                let pair = half.windows(2).find(|p| p[0].x <= x && p[1].x > x && p[0].y > 85.0).unwrap();
                let t = (x - pair[0].x) / (pair[1].x - pair[0].x);
                self.up(pair[0].lerp(pair[1], t))
            })
            .collect()
    }
}

/// Darkening by a dot: its area times the light that it takes.
fn darkening(dot: &Dot) -> f32 {
    let optics = PigmentOptics::new(Ink::Carbon, 0.024);
    dot.radius_mm * dot.radius_mm * optics.dot_strength(effective_depth_mm(dot.depth_mm), dot.optical_depth)[1]
}

/// Contrast at each of the places `at`, by a number that each site has: a mean over about 2 mm.
fn contrast(sites: &[(f32, f32)], at: &[f32]) -> Vec<f32> {
    let mean = |x: f32| {
        let (mut all, mut dark) = (0.0, 0.0);
        for (place, darkening) in sites {
            let w = (-0.5 * (place - x) * (place - x)).exp();
            (all, dark) = (all + w, dark + w * darkening);
        }
        dark / all
    };
    at.iter().map(|&x| mean(x)).collect()
}

/// First position at which contrast comes to a share of `full`.
fn crossing(at: &[f32], contrast: &[f32], share: f32) -> f32 {
    let i = contrast.iter().position(|&c| c >= share).unwrap();
    let (a, b) = (contrast[i - 1], contrast[i]);
    at[i - 1] + (share - a) / (b - a) * (at[i] - at[i - 1])
}

/// Distances behind the line or heights (`number`), and what the dot there darkens, for the sites that are asked for.
fn sites(made: &Made, number: impl Fn(&Vec3, f32) -> f32, wanted: impl Fn(&Vec3) -> bool) -> Vec<(f32, f32)> {
    let placement = made.placement();
    let dots: HashMap<u32, f32> = placement.dots().iter().map(|d| (d.hash, darkening(d))).collect();
    let wanted = made.field.sites().iter().filter(|s| wanted(&s.position) && s.position.z > -40.0);
    let of = |s: &crate::field::Site| {
        let behind_mm = placement.smooth(s).behind_mm;
        (number(&s.position, behind_mm), dots.get(&s.hash).copied().unwrap_or(0.0))
    };
    wanted.map(of).collect()
}

/// Contrast well behind the line.
fn full(by_skin: &[(f32, f32)]) -> f32 {
    contrast(by_skin, &[22.0, 25.0, 28.0, 31.0, 34.0]).iter().sum::<f32>() / 5.0
}

fn steps(from: f32, to: f32) -> Vec<f32> {
    (0..((to - from) * 5.0) as usize).map(|k| from + 0.2 * k as f32).collect()
}

#[test]
fn half_of_the_contrast_lies_62_mm_above_the_brow_heads_and_the_first_dots_57() {
    let made = made();
    let full = full(&sites(made, |_, behind_mm| behind_mm, |p| p.x.abs() < 40.0));
    let up = steps(45.0, 80.0);
    let by_height = sites(made, |p, _| made.up(*p), |p| p.x.abs() < 12.0);
    let shown: Vec<f32> = contrast(&by_height, &up).iter().map(|c| c / full).collect();
    let [first, half] = [0.08, 0.5].map(|share| crossing(&up, &shown, share));
    assert!((60.5..63.5).contains(&half), "{half}");
    assert!((55.0..59.0).contains(&first), "{first}");
}

#[test]
fn the_fade_is_as_wide_as_the_plan_says_and_dots_grow_fainter_as_well_as_fewer() {
    let made = made();
    let behind = steps(-20.0, 40.0);
    let by_skin = sites(made, |_, behind_mm| behind_mm, |p| p.x.abs() < 40.0);
    let full = full(&by_skin);
    let shown: Vec<f32> = contrast(&by_skin, &behind).iter().map(|c| c / full).collect();
    let [tenth, half, most] = [0.1, 0.5, 0.9].map(|share| crossing(&behind, &shown, share));
    assert!((most - tenth - 13.0).abs() < 1.5, "{tenth} to {most}");
    // The line as a whole wanders a little to either side of where it was planned.
    assert!(half.abs() < 1.0, "{half}");
    // Single dots: 0.43, 0.57, 0.76, 1 and 0.24, 0.47, 0.81, 1 across two photographed fades, and fewer towards the face.
    let band = |from: f32, to: f32| {
        let inside: Vec<f32> = by_skin.iter().filter(|s| s.0 >= from && s.0 < to).map(|s| s.1).collect();
        let dots: Vec<f32> = inside.iter().copied().filter(|&d| d > 0.0).collect();
        (dots.len() as f32 / inside.len() as f32, dots.iter().sum::<f32>() / dots.len() as f32)
    };
    let (many, dark) = band(20.0, 30.0);
    let at = [-6.0, -2.0, 2.0, 6.0].map(|mm| band(mm - 1.5, mm + 1.5)).map(|(n, d)| (n / many, d / dark));
    assert!(at.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1), "{at:?}");
    assert!((0.25..0.55).contains(&at[0].1) && (0.75..1.0).contains(&at[3].1), "{at:?}");
    assert!(at[0].0 < 0.4 && at[3].0 > 0.8, "{at:?}");
}

#[test]
fn the_front_is_nearly_level_a_little_broken_and_not_its_own_mirror_image() {
    let heights = made().heights(-42, 42);
    let x: Vec<f32> = (-42..=42).map(|x| x as f32 / 42.0).collect();
    let mean = |at: std::ops::RangeInclusive<i32>| {
        let n = at.clone().count() as f32;
        at.map(|x| heights[(x + 42) as usize]).sum::<f32>() / n
    };
    let middle = mean(-4..=4);
    for side in [mean(-40..=-36), mean(36..=40)] {
        assert!((0.0..3.0).contains(&(side - middle)), "{side} beside {middle}");
    }
    let smooth = quartic(&x, &heights);
    let rms = |off: Vec<f32>| (off.iter().map(|d| d * d).sum::<f32>() / off.len() as f32).sqrt();
    let broken = rms(heights.iter().zip(&smooth).map(|(a, b)| a - b).collect());
    assert!((0.3..0.8).contains(&broken), "{broken}");
    let unlike = rms(heights.iter().zip(heights.iter().rev()).map(|(a, b)| a - b).collect());
    assert!((1.1..1.7).contains(&unlike), "{unlike}");
}

/// The quartic that is nearest to `y` over `x` from −1 to 1, by Legendre's polynomials made orthogonal on the places themselves.
fn quartic(x: &[f32], y: &[f32]) -> Vec<f32> {
    let mut basis: Vec<Vec<f32>> = Vec::new();
    let mut out = vec![0.0; y.len()];
    for power in 0..=4 {
        let mut next: Vec<f32> = x.iter().map(|x| x.powi(power)).collect();
        for other in &basis {
            let dot: f32 = next.iter().zip(other).map(|(a, b)| a * b).sum();
            next.iter_mut().zip(other).for_each(|(a, b)| *a -= dot * b);
        }
        let length = next.iter().map(|a| a * a).sum::<f32>().sqrt();
        next.iter_mut().for_each(|a| *a /= length);
        let dot: f32 = next.iter().zip(y).map(|(a, b)| a * b).sum();
        out.iter_mut().zip(&next).for_each(|(o, a)| *o += dot * a);
        basis.push(next);
    }
    out
}

/// One half of the planned line from the middle outward, mirrored to the left, and where it bends most in the three-quarter view.
fn half_line(sign: f32) -> (Vec<Vec3>, usize, f32) {
    let made = made();
    let mut places: Vec<Vec3> = made.placement().line.points.iter().map(|&p| made.raster.map.point_at(p)).collect();
    if sign < 0.0 {
        places.reverse();
    }
    let places: Vec<Vec3> = places.into_iter().map(|p| p * Vec3::new(sign, 1.0, 1.0)).filter(|p| p.x > -1.5).collect();
    let radius = |i: usize| {
        let [a, b, c] = [i - 4, i, i + 4].map(|i| three_quarter(places[i]));
        let area = (b - a).perp_dot(c - a).abs() * 0.5;
        a.distance(b) * b.distance(c) * c.distance(a) / (4.0 * area).max(1e-6)
    };
    let high = (4..places.len() - 4).filter(|&i| places[i].y > 85.0);
    let corner = high.min_by(|&a, &b| radius(a).total_cmp(&radius(b))).unwrap();
    let tightest = radius(corner);
    (places, corner, tightest)
}

/// View of a place from halfway to the side.
fn three_quarter(p: Vec3) -> Vec2 {
    Vec2::new((p.x - p.z) * core::f32::consts::FRAC_1_SQRT_2, p.y)
}

#[test]
fn corners_are_rounded_right_angles_50_to_55_mm_to_the_side() {
    for sign in [-1.0, 1.0] {
        let (line, corner, radius_mm) = half_line(sign);
        assert!((9.0..12.5).contains(&radius_mm), "radius {radius_mm}");
        assert!((50.0..55.0).contains(&line[corner].x), "{}", line[corner]);
        // Straight sides 10 to 28 mm from the corner.
        let mut along = vec![0.0];
        for pair in line.windows(2) {
            along.push(along.last().unwrap() + pair[0].distance(pair[1]));
        }
        let at = |mm: f32| three_quarter(line[along.iter().position(|&a| a >= along[corner] + mm).unwrap()]);
        let (front, temple) = (at(-28.0) - at(-10.0), at(28.0) - at(10.0));
        let angle = front.angle_to(temple).abs().to_degrees();
        assert!((84.0..114.0).contains(&angle), "angle {angle}");
    }
}

#[test]
fn the_temples_edge_drops_nearly_straight_down_to_a_small_point_before_the_sideburn() {
    for sign in [-1.0, 1.0] {
        let (line, corner, _) = half_line(sign);
        let below = |from: f32, to: f32| {
            let y = line[corner].y;
            line[corner..].iter().copied().filter(move |p| p.y < y - from && p.y > y - to)
        };
        let point = below(20.0, 55.0).max_by(|a, b| a.z.total_cmp(&b.z)).unwrap();
        let drop_mm = line[corner].y - point.y;
        assert!((35.0..49.0).contains(&drop_mm), "{drop_mm}");
        // Photographed chins are down by 8°: seen so, the edge leans by less than 12° from straight down.
        let lean_deg = ((point.z - line[corner].z) / drop_mm).atan().to_degrees() - 8.0;
        assert!(lean_deg.abs() < 12.0, "{lean_deg}");
        // The point stands before the straight way from the corner's end to the hollow below it.
        let (above, hollow) =
            (below(8.0, 12.0).next().unwrap(), below(55.0, 75.0).min_by(|a, b| a.z.total_cmp(&b.z)).unwrap());
        let way = above.lerp(hollow, (above.y - point.y) / (above.y - hollow.y));
        assert!((1.0..6.0).contains(&(point.z - way.z)), "{} before {way}", point);
        // The sideburn's edge runs some 27 mm before the ear.
        let before_ear = line.iter().filter(|p| p.y.abs() < 10.0).map(|p| p.z).sum::<f32>()
            / line.iter().filter(|p| p.y.abs() < 10.0).count() as f32;
        assert!((22.0..30.0).contains(&before_ear), "{before_ear}");
    }
}

#[test]
fn corners_are_as_dense_and_as_dark_as_the_front() {
    // Without hair, which stands in the corners of the default plan's client.
    let made = made();
    let mut plan = made.plan.clone();
    plan.client.hair_loss = HairLoss::Total;
    let placement = Placement::new(&plan, &made.raster, &made.field);
    let (mut front, mut corners) = (Vec::new(), Vec::new());
    let dots: HashMap<u32, f32> = placement.dots().iter().map(|d| (d.hash, darkening(d))).collect();
    for site in made.field.sites() {
        let behind_mm = placement.smooth(site).behind_mm;
        let dark = dots.get(&site.hash).copied().unwrap_or(0.0);
        if (14.0..24.0).contains(&behind_mm) && site.position.z > 2.0 {
            if site.position.x.abs() < 30.0 {
                front.push(dark);
            } else if site.position.x.abs() > 44.0 && site.position.y > 90.0 {
                corners.push(dark);
            }
        }
    }
    let mean = |v: &[f32]| v.iter().sum::<f32>() / v.len() as f32;
    assert!(corners.len() > 1000, "{}", corners.len());
    let ratio = mean(&corners) / mean(&front);
    assert!((0.9..1.1).contains(&ratio), "{ratio}");
}
