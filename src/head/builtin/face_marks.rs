//! Colour maps of the built-in face: lips, brows, lashes, redder, darker or glossier skin, and places of a beard.

use super::curve::{bell, faded, ramp};
use super::face::Face;
use crate::head::BeardSite;
use crate::head::patches::patchy;
use crate::optics::region::FACE_FLUSH;
use glam::DVec3;

/// Seeds of what wanders: the edge of the cheeks' red each way, its patches, and those of a beard.
const WANDER: [u32; 2] = [0xface, 0xfacf];
const PATCHES: u32 = 0xfad0;
const BEARD_PATCHES: u32 = 0xfad2;
const SEBUM_PATCHES: u32 = 0xfad4;

/// Colour maps at a place, each 0–1 but for sebum.
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
    /// Sebum beside the scalp's, −1 to 1.
    pub sebum: f32,
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

    /// Red of a cheek: no disc, but a slope from beside the nose out and down, with an edge that wanders and patches in it; the two sides
    /// differ.
    fn cheek(&self, p: DVec3) -> f64 {
        let q = p.as_vec3();
        let [aside, up] = WANDER.map(|seed| 7.0 * f64::from(patchy(q, 21.0, seed)));
        let (x, y) = (p.x.abs() + aside, p.y + up);
        let near = 0.30 * bell(x - 31.0, 19.0) * bell(y + 12.0, 20.0);
        let wide = 0.41 * bell(x - 34.0, 36.0) * bell(y + 14.0, 34.0);
        let patches = 1.0 + 0.10 * f64::from(patchy(q, 11.0, PATCHES)) + 0.10 * f64::from(patchy(q, 4.5, PATCHES + 1));
        (near + wide) * patches * ramp(14.0, 50.0, p.z)
    }

    /// Sebum: forehead, nose and chin above the cheeks (Youn et al. 2005), less and less from the middle outwards; hardly any about the
    /// eyes and on the neck. −1 to 1.
    fn sebum(&self, p: DVec3) -> f64 {
        let (x, y) = (p.x.abs(), p.y);
        let front = ramp(10.0, 60.0, p.z) * ramp(96.0, 70.0, y);
        let forehead = 0.65 * ramp(58.0, 16.0, x) * ramp(36.0, 48.0, y) * ramp(96.0, 70.0, y);
        let nose = bell(x, 17.0) * ramp(34.0, 22.0, y) * ramp(-34.0, -24.0, y);
        let beside = 0.1 * bell(x - 24.0, 13.0) * bell(y + 12.0, 16.0);
        let chin = 0.55 * bell(x, 20.0) * bell(y + 76.0, 14.0);
        let oily = forehead.max(nose).max(beside).max(chin);
        let cheek = 0.6 * ramp(22.0, 42.0, x) * ramp(44.0, 26.0, y);
        let eye = 0.7 * bell(x - 31.0, 19.0) * bell(y - 20.0, 13.0);
        // No film is even: what it mirrors breaks up.
        let patch = |size_mm: f32, k: u32| f64::from(patchy(p.as_vec3(), size_mm, SEBUM_PATCHES + k));
        let patches = 0.20 * patch(9.0, 0) + 0.15 * patch(4.0, 1);
        let face = (front * (oily - cheek.max(eye) * (1.0 - oily) + patches)).clamp(-1.0, 1.0);
        face + (-0.8 - face) * ramp(-84.0, -104.0, y)
    }

    /// The colour maps at a point of the smooth head.
    pub fn marks(&self, p: DVec3) -> Marks {
        let at = [p.x.abs(), p.y];
        if p.z < 20.0 {
            return Marks { beard: beard_site(p, 0.0), sebum: self.sebum(p) as f32, ..Marks::default() };
        }
        let lips = if self.lip_line.near(at, 14.0) {
            let (upper, lower) = (self.upper_border.beside(at), self.lower_border.beside(at));
            ramp(1.3, -2.4, upper.mm) * ramp(-1.5, 2.6, lower.mm) * ramp(26.4, 25.2, at[0])
        } else {
            0.0
        };
        let brow = self.brow.beside(at);
        let half = (0.80 + 0.40 * (self.manly + 0.5))
            * (4.6 - 2.9 * ramp(0.45, 1.0, brow.along) - 0.9 * ramp(0.15, 0.0, brow.along));
        let brows = ramp(half + 1.9, half - 2.0, brow.mm.abs()) * faded(brow.along, 0.08, 0.08);
        let nose = bell(at[0], 14.0) * bell(p.y + 14.0, 13.0);
        // The whole face is redder than the scalp.
        let face =
            (f64::from(FACE_FLUSH) - 0.14 * ramp(-70.0, -98.0, p.y)) * ramp(118.0, 66.0, p.y) * ramp(20.0, 62.0, p.z);
        let chin = 0.42 * bell(at[0], 14.0) * bell(p.y + 78.0, 12.0);
        let flush = face.max(0.70 * nose).max(self.cheek(p)).max(chin) * (1.0 - lips);
        let lid = self.lash_line.beside(at);
        let closed = f64::from(u8::from(!self.open));
        let lashes = closed * ramp(0.9, 0.5, (lid.mm - 0.5).abs()) * faded(lid.along, 0.14, 0.05);
        Marks {
            lips: lips as f32,
            brows: brows as f32,
            lashes: lashes as f32,
            flush: flush as f32,
            periorbital: self.periorbital(at).max(temple_veins(p)) as f32,
            sebum: self.sebum(p) as f32,
            beard: beard_site(p, lips),
        }
    }
}

/// Share of skin over a temple's veins, faintly blue: two branches that wind up from before the ear, differing by side.
fn temple_veins(p: DVec3) -> f64 {
    let (x, y, z) = (p.x.abs(), p.y, p.z);
    if x < 48.0 || !(20.0..80.0).contains(&y) || !(10.0..72.0).contains(&z) {
        return 0.0;
    }
    let side = if p.x > 0.0 { 0.0 } else { 1.7 };
    let trunk = 30.0 + 0.45 * (y - 20.0) + 3.2 * libm::sin(0.16 * y + side);
    let branch = trunk + 0.55 * (y - 44.0) + 2.0 * libm::sin(0.23 * y + 2.0 * side);
    let ends = ramp(20.0, 30.0, y) * ramp(80.0, 62.0, y);
    let fork = ramp(42.0, 48.0, y);
    ends * (0.34 * bell(z - trunk, 1.7)).max(0.26 * fork * bell(z - branch, 1.5))
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
    let chin = 1.0 + 0.25 * bell(x, 20.0) * bell(y + 84.0, 16.0) + 0.35 * bell(x, 24.0) * bell(y + 34.0, 7.0);
    let sparse_cheek = 1.0 - 0.5 * bell(x - 50.0, 20.0) * ramp(-66.0, -36.0, y);
    let neck = 1.0 - 0.35 * ramp(-84.0, -104.0, y);
    let nose = ramp(21.0, 16.0, x) * ramp(-30.0, -26.5, y);
    // Follicles stand in patches, no two beards' sides alike.
    let patch = |size_mm: f32, k: u32| f64::from(patchy(p.as_vec3(), size_mm, BEARD_PATCHES + k));
    let patches = 0.84 + 0.26 * patch(13.0, 0) + 0.20 * patch(5.0, 1);
    let fullness = before_ear.clamp(0.0, 1.0)
        * (1.0 - corner - philtrum)
        * (1.0 - nose)
        * sparse_cheek
        * neck
        * chin
        * patches
        * ramp(0.3, 0.0, lips);
    BeardSite {
        fullness: fullness.clamp(0.0, 1.0) as f32,
        below_cheek_mm: (edge(1) - y) as f32,
        above_neck_mm: (y - edge(2)) as f32,
        sideburn: (ramp(-22.0, -6.0, y) * ramp(60.0, 68.0, azimuth)) as f32,
    }
}
