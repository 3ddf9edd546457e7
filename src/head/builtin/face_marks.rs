//! Colour maps of the built-in face: lips, brows, lashes, redder or darker skin, and places of a beard.

use super::curve::{bell, faded, ramp};
use super::face::Face;
use crate::head::BeardSite;
use glam::DVec3;

/// Colour maps at a place, each 0–1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    /// Red of the lips.
    pub lips: f32,
    /// Hair of the brows.
    pub brows: f32,
    /// Edge of the upper lid.
    pub lashes: f32,
    /// Redder skin.
    pub flush: f32,
    /// Darker, bluer skin around the eyes.
    pub periorbital: f32,
    /// Place of a beard.
    pub beard: BeardSite,
}

impl Face {
    /// Share of darker, bluer skin around the eyes: most in the trough below and on the upper lid.
    fn periorbital(&self, at: [f64; 2]) -> f64 {
        let [x, y] = at;
        let below = bell(x - 27.0, 12.0) * bell(y - 11.5, 5.0);
        let inner = 0.8 * bell(x - 15.5, 4.5) * bell(y - 19.0, 7.0);
        let lid = 0.95 * bell(x - 31.0, 15.0) * bell(y - 27.0, 5.0);
        below.max(inner).max(lid).min(1.0)
    }

    /// The colour maps at a point of the smooth head.
    pub fn marks(&self, p: DVec3) -> Marks {
        let at = [p.x.abs(), p.y];
        if p.z < 20.0 {
            return Marks { beard: beard_site(p, 0.0), ..Marks::default() };
        }
        let lips = if self.lip_line.near(at, 14.0) {
            let (upper, lower) = (self.upper_border.beside(at), self.lower_border.beside(at));
            ramp(0.9, -1.3, upper.mm) * ramp(-0.9, 1.3, lower.mm) * ramp(26.4, 25.2, at[0])
        } else {
            0.0
        };
        let brow = self.brow.beside(at);
        let half = (0.80 + 0.40 * (self.manly + 0.5))
            * (4.6 - 2.9 * ramp(0.45, 1.0, brow.along) - 0.9 * ramp(0.15, 0.0, brow.along));
        let brows = ramp(half + 0.8, half - 1.8, brow.mm.abs()) * faded(brow.along, 0.08, 0.08);
        let nose = bell(at[0], 14.0) * bell(p.y + 14.0, 13.0);
        let cheek = bell(at[0] - 42.0, 25.0) * bell(p.y + 13.0, 23.0) * ramp(20.0, 50.0, p.z);
        // The whole face is redder than the scalp.
        let face = (0.30 - 0.14 * ramp(-70.0, -98.0, p.y)) * ramp(118.0, 66.0, p.y) * ramp(20.0, 62.0, p.z);
        let chin = 0.50 * bell(at[0], 14.0) * bell(p.y + 78.0, 12.0);
        let flush = face.max(0.80 * nose).max(0.92 * cheek).max(chin) * (1.0 - lips);
        let lid = self.lash_line.beside(at);
        let closed = f64::from(u8::from(!self.open));
        let lashes = closed * ramp(0.9, 0.5, (lid.mm - 0.5).abs()) * faded(lid.along, 0.14, 0.05);
        Marks {
            lips: lips as f32,
            brows: brows as f32,
            lashes: lashes as f32,
            flush: flush as f32,
            periorbital: self.periorbital(at) as f32,
            beard: beard_site(p, lips),
        }
    }
}

/// Heights of a beard's edges, mm, by azimuth from the face, degrees: first on the cheek (lowest between mouth and
/// sideburn), then on the neck.
const EDGES: [[f64; 3]; 9] = [
    [0.0, -24.0, -110.0],
    [14.0, -24.0, -110.0],
    [22.0, -34.0, -109.0],
    [34.0, -36.0, -106.0],
    [46.0, -31.0, -101.0],
    [58.0, -18.0, -94.0],
    [67.0, 2.0, -86.0],
    [76.0, 26.0, -78.0],
    [90.0, 30.0, -70.0],
];

/// A point of the smooth head relative to a beard's usual edges.
fn beard_site(p: DVec3, lips: f64) -> BeardSite {
    let (x, y) = (p.x.abs(), p.y);
    let azimuth = libm::atan2(x, p.z + 6.0).to_degrees();
    if azimuth > 96.0 || !(-140.0..40.0).contains(&y) {
        return BeardSite::default();
    }
    let k = EDGES.partition_point(|e| e[0] <= azimuth).clamp(1, EDGES.len() - 1);
    let (a, b) = (EDGES[k - 1], EDGES[k]);
    let t = ((azimuth - a[0]) / (b[0] - a[0])).clamp(0.0, 1.0);
    let edge = |i: usize| a[i] + (b[i] - a[i]) * t;
    // Behind the sideburn lie ear and nape; beside the lower lip little hair grows.
    let before_ear =
        ramp(84.0, 78.0, azimuth + 0.12 * (y + 10.0).max(0.0)) + ramp(-52.0, -66.0, y) * ramp(96.0, 88.0, azimuth);
    let corner = 0.75 * bell(x - 15.0, 6.5) * bell(y + 62.0, 4.5);
    let philtrum = 0.35 * bell(x, 2.6) * bell(y + 32.0, 7.0);
    let chin = 1.0 + 0.25 * bell(x, 20.0) * bell(y + 84.0, 16.0);
    let sparse_cheek = 1.0 - 0.35 * bell(x - 48.0, 16.0) * ramp(-62.0, -40.0, y);
    let fullness = before_ear.clamp(0.0, 1.0) * (1.0 - corner - philtrum) * sparse_cheek * chin * ramp(0.3, 0.0, lips);
    BeardSite {
        fullness: fullness.clamp(0.0, 1.0) as f32,
        below_cheek_mm: (edge(1) - y) as f32,
        above_neck_mm: (y - edge(2)) as f32,
        sideburn: (ramp(-22.0, -6.0, y) * ramp(60.0, 68.0, azimuth)) as f32,
    }
}
