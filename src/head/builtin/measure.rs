//! Measures and landmarks, read off the vertices.

use super::assemble::Assembly;
use crate::head::{Landmark, Landmarks};
use glam::DVec3;

/// Height of the plane in which the neck's girth is measured, mm.
pub const GIRTH_Y_MM: f64 = -112.0;
/// Distance behind the rim of the ear at which the head's side is measured, mm.
const BEHIND_MM: f64 = 3.0;

/// Measures in the order of [`super::HeadShape`], mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Head length: glabella to opisthocranion.
    pub length: f64,
    /// Head breadth: greatest, above the ears.
    pub breadth: f64,
    /// Head height: vertex above the tragions.
    pub height: f64,
    /// Face height: nasion to menton.
    pub face_height: f64,
    /// Jaw breadth: between the angles of the jaw.
    pub jaw_breadth: f64,
    /// Ear length: the longest along the ear's axis.
    pub ear_length: f64,
    /// Ear protrusion: the ear's rim off the skin behind it.
    pub ear_protrusion: f64,
    /// Neck girth.
    pub neck_girth: f64,
}

/// Vertices that measures and landmarks are read from, found once on the mean head.
pub struct Gauge {
    profile: Vec<u32>,
    nape: Vec<u32>,
    sides: Vec<u32>,
    ear: Vec<u32>,
    behind: Vec<u32>,
    gonia: [u32; 2],
    tragia: [u32; 2],
    eyes: [u32; 2],
    roots: [u32; 2],
    low: Vec<[u32; 3]>,
    axis: DVec3,
    glabella: u32,
    nasion: u32,
    menton: u32,
}

/// Measures and landmarks read off the vertices.
pub struct Reading {
    /// Measures.
    pub measures: Measures,
    /// Landmarks.
    pub landmarks: Landmarks,
}

/// Lateral angle of the jaw on the mean head, the outer corner of the eye, and the skin over the ear's root.
const GONION: DVec3 = DVec3::new(57.0, -58.0, 10.0);
const EXOCANTHION: DVec3 = DVec3::new(46.2, 22.0, 71.0);
const OTOBASION: DVec3 = DVec3::new(74.0, 26.5, -4.0);

impl Gauge {
    /// The vertices of a mean head.
    pub fn new(assembly: &Assembly) -> Self {
        let p = &assembly.points;
        let pick =
            |of: &dyn Fn(usize) -> bool| -> Vec<u32> { (0..p.len()).filter(|&i| of(i)).map(|i| i as u32).collect() };
        let head = |i: usize| assembly.ears[i] <= 0.0;
        let nearest = |to: DVec3, of: &dyn Fn(usize) -> bool| {
            let all = (0..p.len()).filter(|&i| of(i));
            all.min_by(|&a, &b| p[a].distance_squared(to).total_cmp(&p[b].distance_squared(to))).unwrap_or(0) as u32
        };
        let midline = |by: &dyn Fn(DVec3) -> f64| {
            let all = (0..p.len()).filter(|&i| p[i].x.abs() < 0.8 && p[i].z > 20.0 && p[i].y > -110.0);
            all.max_by(|&a, &b| by(p[a]).total_cmp(&by(p[b]))).unwrap_or(0) as u32
        };
        let both =
            |to: DVec3, of: &dyn Fn(usize) -> bool| [1.0, -1.0].map(|s| nearest(to * DVec3::new(s, 1.0, 1.0), of));
        Self {
            profile: pick(&|i| p[i].x.abs() < 1.6 && p[i].z > 20.0 && p[i].y > -110.0),
            nape: pick(&|i| p[i].x.abs() < 4.0 && p[i].z < 0.0 && p[i].y > -30.0),
            sides: pick(&|i| head(i) && p[i].y > 30.0),
            ear: pick(&|i| p[i].x > 0.0 && assembly.ears[i] > 0.9 && assembly.stands[i] > 2.0),
            behind: pick(&|i| p[i].x > 0.0 && head(i) && p[i].y.abs() < 30.0 && (-60.0..0.0).contains(&p[i].z)),
            gonia: both(GONION, &head),
            tragia: both(assembly.tragion, &|i| assembly.ears[i] > 0.5),
            eyes: both(EXOCANTHION, &head),
            roots: both(OTOBASION, &head),
            low: assembly
                .triangles
                .iter()
                .copied()
                .filter(|t| t.iter().any(|&v| (-135.0..-85.0).contains(&p[v as usize].y)))
                .collect(),
            axis: assembly.ear_axis,
            glabella: midline(&|q| if (38.0..52.0).contains(&q.y) { q.z } else { f64::NEG_INFINITY }),
            nasion: midline(&|q| if (24.0..38.0).contains(&q.y) { -q.z } else { f64::NEG_INFINITY }),
            menton: midline(&|q| if q.y < -70.0 { 0.42 * q.z - 0.91 * q.y } else { f64::NEG_INFINITY }),
        }
    }

    /// Measures and landmarks of moved vertices.
    pub fn read(&self, p: &[DVec3]) -> Reading {
        let at = |v: u32| p[v as usize];
        let most = |of: &[u32], by: &dyn Fn(DVec3) -> f64| {
            of.iter().map(|&v| at(v)).max_by(|a, b| by(*a).total_cmp(&by(*b))).unwrap_or(DVec3::ZERO)
        };
        let [tragion_left, tragion_right] = self.tragia.map(at);
        let zero = (tragion_left + tragion_right) * 0.5;
        let pronasale = most(&self.profile, &|q| q.z);
        let [glabella, nasion, menton] = [self.glabella, self.nasion, self.menton].map(at);
        let opisthocranion = most(&self.nape, &|q| q.distance(glabella));
        let vertex = most(&self.sides, &|q| if q.x.abs() < 6.0 { q.y } else { f64::NEG_INFINITY });
        let left = most(&self.sides, &|q| q.x);
        let right = most(&self.sides, &|q| -q.x);
        let (top, bottom) = (most(&self.ear, &|q| q.dot(self.axis)), most(&self.ear, &|q| -q.dot(self.axis)));
        let rim = most(&self.ear, &|q| -q.z);
        let outer = most(&self.ear, &|q| if (q.z - rim.z) < 6.0 { q.x } else { 0.0 });
        let skin = most(&self.behind, &|q| -(q.y - outer.y).hypot(q.z - rim.z + BEHIND_MM));
        let [gonion_left, gonion_right] = self.gonia.map(at);
        let inion_y = zero.y + 0.04 * (vertex.y - zero.y);
        let [exocanthion_left, exocanthion_right] = self.eyes.map(at);
        let [otobasion_left, otobasion_right] = self.roots.map(at);
        let measures = Measures {
            length: glabella.distance(opisthocranion),
            breadth: left.x - right.x,
            height: vertex.y - zero.y,
            face_height: nasion.distance(menton),
            jaw_breadth: gonion_left.x - gonion_right.x,
            ear_length: (top - bottom).dot(self.axis),
            ear_protrusion: outer.x - skin.x,
            neck_girth: self.girth(p, zero.y + GIRTH_Y_MM),
        };
        let point = |q: DVec3| q.as_vec3();
        let landmarks = Landmarks::new(|landmark| match landmark {
            Landmark::TragionLeft => point(tragion_left),
            Landmark::TragionRight => point(tragion_right),
            Landmark::Glabella => point(glabella),
            Landmark::Nasion => point(nasion),
            Landmark::Pronasale => point(pronasale),
            Landmark::Menton => point(menton),
            Landmark::Vertex => point(vertex),
            Landmark::Opisthocranion => point(opisthocranion),
            Landmark::Inion => point(most(&self.nape, &|q| -(q.y - inion_y).abs() - 0.2 * q.x.abs())),
            Landmark::Trichion => point(self.trichion(p, glabella, 55.0 * (vertex.y - zero.y) / 130.0)),
            Landmark::ExocanthionLeft => point(exocanthion_left),
            Landmark::ExocanthionRight => point(exocanthion_right),
            Landmark::OtobasionLeft => point(otobasion_left),
            Landmark::OtobasionRight => point(otobasion_right),
        });
        Reading { measures, landmarks }
    }

    /// The point at an arc above the glabella along the midline.
    fn trichion(&self, p: &[DVec3], glabella: DVec3, arc: f64) -> DVec3 {
        let mut up: Vec<DVec3> = self.profile.iter().map(|&v| p[v as usize]).filter(|q| q.y > glabella.y).collect();
        up.sort_by(|a, b| a.y.total_cmp(&b.y));
        let (mut gone, mut last) = (0.0, glabella);
        for q in up {
            // Vertices lie a little beside the midline; only the length within its plane counts.
            gone += (q.y - last.y).hypot(q.z - last.z);
            last = q;
            if gone >= arc {
                break;
            }
        }
        last
    }

    /// Length of the cut through the skin at a height.
    fn girth(&self, p: &[DVec3], y: f64) -> f64 {
        let cut = |a: DVec3, b: DVec3| a.lerp(b, (y - a.y) / (b.y - a.y));
        self.low
            .iter()
            .map(|t| {
                let c = t.map(|v| p[v as usize]);
                let mut ends = (0..3).filter_map(|k| {
                    let (a, b) = (c[k], c[(k + 1) % 3]);
                    ((a.y > y) != (b.y > y)).then(|| cut(a, b))
                });
                match (ends.next(), ends.next()) {
                    (Some(a), Some(b)) => a.distance(b),
                    _ => 0.0,
                }
            })
            .sum()
    }
}
