//! Proportions: smooth warps of the mean head, corrected until the measures of its vertices are right.

use super::assemble::Assembly;
use super::curve::ramp;
use super::measure::{Gauge, Measures, Reading};
use super::shape::HeadShape;
use crate::par::*;
use glam::DVec3;

/// Factors of the warps; 1 leaves the mean head.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    length: f64,
    breadth: f64,
    height: f64,
    face: f64,
    jaw: f64,
    ear_length: f64,
    ear_protrusion: f64,
    neck: f64,
}

/// Rounds of correction; each takes an error to about a tenth.
const ROUNDS: usize = 7;

/// Warps the mean head. Returns the vertices, with the origin between the tragions, and what was read from them.
pub fn proportioned(assembly: &Assembly, shape: &HeadShape) -> (Vec<DVec3>, Reading) {
    let gauge = Gauge::new(assembly);
    let asked = Measures {
        length: f64::from(shape.length_mm),
        breadth: f64::from(shape.breadth_mm),
        height: f64::from(shape.height_mm),
        face_height: f64::from(shape.face_height_mm),
        jaw_breadth: f64::from(shape.jaw_breadth_mm),
        ear_length: f64::from(shape.ear_length_mm),
        ear_protrusion: f64::from(shape.ear_protrusion_mm),
        neck_girth: f64::from(shape.neck_girth_mm),
    };
    let mut stretch = Stretch {
        length: 1.0,
        breadth: 1.0,
        height: 1.0,
        face: 1.0,
        jaw: 1.0,
        ear_length: 1.0,
        ear_protrusion: 1.0,
        neck: 1.0,
    };
    let ear = EarPlace { root: assembly.tragion, axis: assembly.ear_axis };
    let mut points = stretch.all(assembly, &ear);
    for _ in 0..ROUNDS {
        let read = gauge.read(&points).measures;
        stretch.length *= asked.length / read.length;
        stretch.breadth *= asked.breadth / read.breadth;
        stretch.height *= asked.height / read.height;
        stretch.face *= asked.face_height / read.face_height;
        stretch.jaw *= asked.jaw_breadth / read.jaw_breadth;
        stretch.ear_length *= asked.ear_length / read.ear_length;
        stretch.ear_protrusion *= (asked.ear_protrusion / read.ear_protrusion.max(2.0)).clamp(0.5, 2.0);
        stretch.neck *= asked.neck_girth / read.neck_girth;
        points = stretch.all(assembly, &ear);
    }
    let reading = gauge.read(&points);
    (points, reading)
}

struct EarPlace {
    root: DVec3,
    axis: DVec3,
}

impl Stretch {
    fn all(&self, assembly: &Assembly, ear: &EarPlace) -> Vec<DVec3> {
        let mut points: Vec<DVec3> =
            assembly.points.par_iter().zip(&assembly.stands).map(|(&p, &stands)| self.moved(p, stands, ear)).collect();
        // The ear's stretch may shift the tragions a little; the origin stays between them.
        let left = self.moved(ear.root, 0.0, ear);
        let shift = DVec3::new(0.0, left.y, left.z);
        points.iter_mut().for_each(|p| *p -= shift);
        points
    }

    fn moved(&self, p: DVec3, stands: f64, ear: &EarPlace) -> DVec3 {
        let mut p = p;
        let side = if p.x < 0.0 { -1.0 } else { 1.0 };
        // Out of the head's side: the auricle only.
        p.x += side * (self.ear_protrusion - 1.0) * stands.max(0.0);
        // Ears grow around the tragion and take the skin around them along.
        let root = ear.root * DVec3::new(side, 1.0, 1.0);
        let axis = ear.axis * DVec3::new(side, 1.0, 1.0);
        let off = p - root;
        let reach = DVec3::new(0.0, off.y, off.z).length();
        let held = ramp(80.0, 34.0, reach) * ramp(40.0, 60.0, p.x * side);
        let lengthwise = axis * off.dot(axis);
        let depthwise = DVec3::new(0.0, 0.0, off.z - lengthwise.z);
        // Stretches of the head are undone where the ear is.
        p += (lengthwise * (self.ear_length - 1.0) + depthwise * 0.6 * (self.ear_length / self.length - 1.0)) * held;
        // The neck about its own axis.
        let below = -p.y - 0.45 * p.z;
        let neck = ramp(72.0, 112.0, below);
        let axis_z = -14.0 - 12.0 * ramp(-100.0, -140.0, p.y);
        let wide = 1.0 + (self.neck - 1.0) * neck;
        let z = axis_z + (p.z - axis_z) * wide;
        let head = ramp(-140.0, -60.0, p.y);
        let face = ramp(-20.0, 40.0, p.z) * ramp(-125.0, -95.0, p.y);
        // Jaw: from the cheek down, forward of the neck.
        let jaw = ramp(16.0, -54.0, p.y) * ramp(-30.0, 5.0, p.z) * (1.0 - neck) * ramp(10.0, 50.0, p.x * side);
        let x = p.x * wide * (1.0 + (self.breadth - 1.0) * head) * (1.0 + (self.jaw - 1.0) * jaw);
        // From nasion to chin; the skin under the chin moves along.
        let drop = (self.face - 1.0) * (p.y.clamp(-98.0, 30.0) - 30.0).min(0.0) * face;
        let y = p.y + (self.height - 1.0) * lifted(p.y) + drop;
        DVec3::new(x, y, z * (1.0 + (self.length - 1.0) * head))
    }
}

/// Height on which the height's stretch acts: none below the ears, all of it above them, without a kink.
fn lifted(y: f64) -> f64 {
    let from = -15.0;
    let over = (y - from).max(0.0);
    over * over / (over + 30.0)
}
