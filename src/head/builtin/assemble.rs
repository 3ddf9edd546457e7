//! The mean head in clay: the grid with its features and ears, before anybody's proportions.

use super::base::{GridVertex, surface, surface_and_normal};
use super::curve::{bell, ramp};
use super::ear::{Ear, EarPoint, RINGS};
use super::face::{Face, Marks};
use super::grid::Grid;
use super::shape::HeadShape;
use super::unfold::{soften, unfold};
use glam::DVec3;
use rayon::prelude::*;

/// Vertices, triangles and what each vertex is.
pub struct Assembly {
    /// Mean head, mm.
    pub points: Vec<DVec3>,
    /// Counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
    /// Colour maps.
    pub marks: Vec<Marks>,
    /// 1 on the auricles.
    pub ears: Vec<f32>,
    /// How far a vertex of an auricle stands out of the side of the head, mm; 0 elsewhere.
    pub stands: Vec<f64>,
    /// How much a vertex is to be drawn to its neighbours where an ear was set in, 0–1.
    seams: Vec<f64>,
    /// The notch above the tragus, subject's left.
    pub tragion: DVec3,
    /// Long axis of the left auricle.
    pub ear_axis: DVec3,
}

impl Assembly {
    /// Models it.
    pub fn new(shape: &HeadShape) -> Self {
        let (face, ear) = (Face::new(shape), Ear::new());
        let mut grid = Grid::new(longest_mm);
        let footprint = ear.footprint();
        let rims = grid.cut(|site| {
            let turned = GridVertex { azimuth_deg: site.azimuth_deg.abs(), ..site };
            (30.0..150.0).contains(&turned.azimuth_deg) && within(&footprint, turned)
        });
        let shaped: Vec<(DVec3, Marks)> = grid
            .sites
            .par_iter()
            .map(|site| {
                let (p, normal) = surface_and_normal(combed(&face, *site), site.azimuth_deg);
                (face.sculpted(p, normal), face.marks(p))
            })
            .collect();
        let (points, marks) = shaped.into_iter().unzip();
        let count = grid.sites.len();
        let mut assembly = Self {
            points,
            triangles: grid.triangles,
            marks,
            ears: vec![0.0; count],
            stands: vec![0.0; count],
            seams: vec![0.0; count],
            tragion: ear.tragion(),
            ear_axis: ear.axis(),
        };
        let rings: Vec<Vec<(f64, EarPoint)>> = (0..RINGS).into_par_iter().map(|k| ear.ring(k)).collect();
        for rim in rims {
            assembly.join(&rings, &rim);
        }
        assembly.points.iter_mut().for_each(|p| *p = uneven(*p));
        let notch = ear.lobe_notch();
        let weights: Vec<f64> = assembly
            .points
            .par_iter()
            .zip(&assembly.seams)
            .map(|(p, &seam)| seam.max(0.85 * bell(DVec3::new(p.x.abs(), p.y, p.z).distance(notch), 6.5)))
            .collect();
        soften(&mut assembly.points, &assembly.triangles, &weights, 14);
        unfold(&mut assembly.points, &assembly.triangles);
        assembly
    }

    /// Sets an ear into the hole that `rim` runs around.
    fn join(&mut self, rings: &[Vec<(f64, EarPoint)>], rim: &[u32]) {
        let side = rim.iter().map(|&v| self.points[v as usize].x).sum::<f64>().signum();
        // Each rim vertex lies beside some share of the outline, which runs clockwise on the left, seen from outside.
        let Some(root) = rings.first() else { return };
        for &v in rim {
            self.seams[v as usize] = 0.3;
        }
        let beside = |p: DVec3| {
            let p = DVec3::new(p.x.abs(), p.y, p.z);
            let off = |r: &(f64, EarPoint)| r.1.position.distance_squared(p);
            root.iter().min_by(|a, b| off(a).total_cmp(&off(b))).map_or(0.0, |r| r.0)
        };
        let mut around: Vec<(f64, u32)> = rim.iter().map(|&v| (beside(self.points[v as usize]), v)).collect();
        if side > 0.0 {
            around.reverse();
        }
        let around = unwound(around);
        let mut last: Vec<(f64, u32)> = Vec::new();
        for (k, ring) in rings.iter().enumerate() {
            let first = self.points.len() as u32;
            for (_, point) in ring {
                self.points.push(point.position * DVec3::new(side, 1.0, 1.0));
                self.ears.push(point.ear as f32);
                self.stands.push(point.stands_mm);
                self.seams.push(point.seam);
                self.marks.push(Marks { flush: (0.55 * point.ear) as f32, ..Marks::default() });
            }
            let now: Vec<(f64, u32)> =
                ring.iter().enumerate().map(|(i, (share, _))| (*share, first + i as u32)).collect();
            zip(if k == 0 { &around } else { &last }, &now, side > 0.0, &mut self.triangles);
            last = now;
        }
        // The canal's end is closed by a fan about its middle.
        let end: DVec3 = last.iter().map(|l| self.points[l.1 as usize]).sum::<DVec3>() / last.len() as f64;
        let stands = last.iter().map(|l| self.stands[l.1 as usize]).sum::<f64>() / last.len() as f64;
        let tip = self.points.len() as u32;
        self.points.push(end);
        self.ears.push(1.0);
        self.stands.push(stands);
        self.seams.push(0.0);
        self.marks.push(Marks { flush: 0.55, ..Marks::default() });
        for i in 0..last.len() {
            let (a, b) = (last[i].1, last[(i + 1) % last.len()].1);
            self.triangles.push(if side > 0.0 { [a, tip, b] } else { [a, b, tip] });
        }
    }
}

/// A ring's shares from its smallest on, ever growing.
fn unwound(mut ring: Vec<(f64, u32)>) -> Vec<(f64, u32)> {
    // The start: where the share falls back by most.
    let count = ring.len();
    let fall = |i: usize| ring[(i + count - 1) % count].0 - ring[i].0;
    let start = (0..count).max_by(|&a, &b| fall(a).total_cmp(&fall(b))).unwrap_or(0);
    ring.rotate_left(start);
    let mut highest = f64::NEG_INFINITY;
    for (share, _) in &mut ring {
        highest = highest.max(*share);
        *share = highest;
    }
    ring
}

/// Sews two rings whose places around grow; `clockwise` as seen from outside, the second lying within the first.
fn zip(outer: &[(f64, u32)], inner: &[(f64, u32)], clockwise: bool, out: &mut Vec<[u32; 3]>) {
    let at = |ring: &[(f64, u32)], k: usize| ring[k % ring.len()].0 + (k / ring.len()) as f64;
    let of = |ring: &[(f64, u32)], k: usize| ring[k % ring.len()].1;
    let (mut i, mut j) = (0, 0);
    while i < outer.len() || j < inner.len() {
        let on_outer =
            j >= inner.len() || (i < outer.len() && at(outer, i + 1) + at(outer, i) < at(inner, j + 1) + at(inner, j));
        let (a, c) = (of(outer, i), of(inner, j));
        let b = if on_outer { of(outer, i + 1) } else { of(inner, j + 1) };
        // On the outer ring a, b and the inner c run with the ring; on the inner ring a and c, b.
        out.push(match (on_outer, clockwise) {
            (true, true) => [a, c, b],
            (true, false) => [a, b, c],
            (false, true) => [a, c, b],
            (false, false) => [a, b, c],
        });
        if on_outer { i += 1 } else { j += 1 }
    }
}

/// Whether a site lies in a polygon of sites (crossing number).
fn within(polygon: &[GridVertex], at: GridVertex) -> bool {
    let mut inside = false;
    for (i, b) in polygon.iter().enumerate() {
        let a = polygon[(i + polygon.len() - 1) % polygon.len()];
        if (a.ray_deg > at.ray_deg) != (b.ray_deg > at.ray_deg) {
            let t = (at.ray_deg - a.ray_deg) / (b.ray_deg - a.ray_deg);
            if a.azimuth_deg + t * (b.azimuth_deg - a.azimuth_deg) > at.azimuth_deg {
                inside = !inside;
            }
        }
    }
    inside
}

/// The ray parameter of a site once rows run beside the lips.
fn combed(face: &Face, site: GridVertex) -> f64 {
    if site.azimuth_deg.abs() > 60.0 {
        return site.ray_deg;
    }
    let at = |ray_deg: f64| surface(ray_deg, site.azimuth_deg);
    let p = at(site.ray_deg);
    let up = face.combed(p, surface(site.ray_deg, 0.0).y);
    let per_degree = at(site.ray_deg + 1.0).y - p.y;
    if up == 0.0 || per_degree > -0.2 { site.ray_deg } else { site.ray_deg + up / per_degree }
}

/// Longest edge wanted at a place of the smooth head, mm: lids, nose and mouth are finer.
fn longest_mm(p: DVec3) -> f64 {
    let x = p.x.abs();
    if p.z < 55.0 {
        return f64::INFINITY;
    }
    let mouth = ramp(34.0, 30.0, x) * ramp(-64.0, -61.0, p.y) * ramp(-34.0, -36.0, p.y);
    let nose = ramp(22.0, 19.0, x) * ramp(-31.0, -27.0, p.y) * ramp(-3.0, -7.0, p.y);
    let eye = ramp(22.0, 19.0, (x - 31.0).abs()) * ramp(8.0, 11.0, p.y) * ramp(36.0, 33.0, p.y);
    if mouth.max(nose).max(eye) > 0.5 { 1.05 } else { f64::INFINITY }
}

/// No face is its own mirror image: shifts of up to a millimetre, the same for every head.
fn uneven(p: DVec3) -> DVec3 {
    let front = ramp(0.0, 60.0, p.z);
    let nose = 0.7 * bell(p.x, 16.0) * bell(p.y + 14.0, 16.0);
    let mouth = 0.8 * bell(p.x - 24.0, 14.0) * bell(p.y + 48.0, 12.0);
    let eye = -0.6 * bell(p.x + 32.0, 16.0) * bell(p.y - 24.0, 12.0);
    let chin = -0.8 * bell(p.x, 30.0) * bell(p.y + 85.0, 20.0);
    p + DVec3::new(nose + chin, mouth + eye, 0.4 * bell(p.x - 40.0, 18.0) * bell(p.y + 10.0, 20.0)) * front
}
