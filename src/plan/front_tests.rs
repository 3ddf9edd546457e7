//! The front of the default plan on the built-in head, held against what photographs of finished fronts measure.
//!
//! Frontal projection: x and y of the head frame, mm. Contrast: how much dots darken, per skin, as a share of what they do well
//! behind the line.

use super::Plan;
use super::dots::{Dot, dots_laid};
use super::ground::Ground;
use super::layout::Layout;
use super::line::walk;
use crate::field::{Field, FieldOptions};
use crate::head::builtin::{HeadShape, sculpt};
use crate::head::Head;
use crate::optics::pigment::{Ink, PigmentOptics, effective_depth_mm};
use glam::{Vec2, Vec3};
use std::collections::HashMap;
use std::sync::OnceLock;

struct Made {
    head: Head,
    field: Field,
    ground: Ground,
    plan: Plan,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let plan = Plan::default();
        let sculpture = sculpt(&HeadShape::default()).unwrap();
        let head = Head::from_mesh("built in", sculpture.mesh, sculpture.landmarks).unwrap();
        let field = Field::generate(&head, &FieldOptions::default()).unwrap();
        Made { ground: Ground::new(&head), head, field, plan }
    })
}

impl Made {
    fn layout(&self) -> Layout<'_> {
        Layout::new(&self.plan, &self.ground, &self.field)
    }

    /// Height above the glabella as seen from the front.
    fn up(&self, place: Vec3) -> f32 {
        place.y - self.head.landmarks.glabella.y
    }

    /// The line where half of the contrast is reached, with its wandering, from right to left.
    fn half(&self) -> Vec<Vec3> {
        let (layout, map) = (self.layout(), &self.ground.map);
        let points = &layout.line.points;
        (2..points.len() - 2)
            .map(|i| {
                let along = points[i + 2] - points[i - 2];
                map.place(walk(map, points[i], Vec2::new(-along.y, along.x), layout.wander_mm(points[i])))
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

/// How much a dot darkens: its area times what it takes of the light.
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

/// Where contrast first comes to a share of `full`.
fn crossing(at: &[f32], contrast: &[f32], share: f32) -> f32 {
    let i = contrast.iter().position(|&c| c >= share).unwrap();
    let (a, b) = (contrast[i - 1], contrast[i]);
    at[i - 1] + (share - a) / (b - a) * (at[i] - at[i - 1])
}

/// Distances behind the line or heights (`number`), and what the dot there darkens, for the sites that are asked for.
fn sites(made: &Made, number: impl Fn(&Vec3, f32) -> f32, wanted: impl Fn(&Vec3) -> bool) -> Vec<(f32, f32)> {
    let layout = made.layout();
    let dots: HashMap<u32, f32> =
        dots_laid(&made.plan, &layout, &made.ground, &made.field).iter().map(|d| (d.hash, darkening(d))).collect();
    let wanted = made.field.sites().iter().filter(|s| wanted(&s.position) && s.position.z > -40.0);
    let of = |s: &crate::field::Site| {
        let behind_mm = layout.smooth(s).behind_mm;
        (number(&s.position, behind_mm), dots.get(&s.hash).copied().unwrap_or(0.0))
    };
    wanted.map(of).collect()
}

#[test]
fn numbers() {
    let made = made();
    let at: Vec<f32> = (0..400).map(|k| -20.0 + 0.2 * k as f32).collect();
    let by_skin = sites(made, |_, behind| behind, |p| p.x.abs() < 40.0);
    let full = contrast(&by_skin, &[22.0, 25.0, 28.0, 31.0, 34.0]).iter().sum::<f32>() / 5.0;
    let c: Vec<f32> = contrast(&by_skin, &at).iter().map(|c| c / full).collect();
    eprintln!("skin 5 10 50 90: {:?}", [0.05, 0.1, 0.5, 0.9].map(|s| crossing(&at, &c, s)));
    let up: Vec<f32> = (0..200).map(|k| 45.0 + 0.2 * k as f32).collect();
    let by_height = sites(made, |p, _| made.up(*p), |p| p.x.abs() < 12.0);
    let c: Vec<f32> = contrast(&by_height, &up).iter().map(|c| c / full).collect();
    eprintln!("height 5 10 50 90: {:?}", [0.05, 0.1, 0.5, 0.9].map(|s| crossing(&up, &c, s)));
    let line = made.layout().line.clone();
    let map = &made.ground.map;
    for p in line.points.iter().skip(line.points.len() / 2) {
        let q = map.place(*p);
        eprintln!("{:.1} {:.1} {:.1} (up {:.1}) w {:.2}", q.x, q.y, q.z, made.up(q), made.layout().wander_mm(*p));
    }
    eprintln!("corners {:?}", line.corners.map(|c| map.place(c)));
    eprintln!("heights {:?}", made.heights(-46, 46));
    eprintln!("{:?}", made.head.landmarks);
}
