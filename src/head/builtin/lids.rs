//! Open lids: each eye is a disc of rings set into a hole of the grid, from the skin of the lids over their margins into
//! the pocket that the globe lies in.
//!
//! Curves are drawn on the face as seen from the front, mm, mean head. Measures: opening 9.7 ± 1.2 mm (Read et al. 2006),
//! the upper margin 2–3 mm below the top of the limbus and highest over its inner third, the lower margin within 1 mm of
//! the limbus' bottom and lowest over its outer third (Dutton, *Atlas of Clinical and Surgical Orbital Anatomy*),
//! margins 2 mm thick.

use super::curve::{Curve, bell, ramp};
use super::face::Face;
use super::face_marks::Marks;
use crate::par::*;
use glam::DVec3;

/// Middle of the globe of the mean head's left eye, mm.
pub const GLOBE: DVec3 = DVec3::new(31.5, 21.3, 68.3);
/// Radius of the globe behind the limbus, mm.
pub const GLOBE_RADIUS_MM: f64 = 12.0;
/// Depth of the pocket's floor under the globe's surface, mm.
const UNDER_MM: f64 = 0.3;
/// Vertices around an opening: as many on the upper margin as on the lower.
pub const AROUND: usize = 128;
/// Ring that carries the lashes: the skin's last before the margin.
pub const LASH_RING: usize = 3;

/// Upper and lower margin from the inner corner to the outer.
const UPPER: [[f64; 2]; 10] = [
    [15.6, 20.2],
    [17.4, 21.0],
    [20.2, 22.9],
    [24.0, 24.7],
    [28.6, 25.5],
    [33.4, 25.3],
    [38.0, 24.4],
    [42.0, 23.2],
    [44.8, 22.1],
    [46.3, 21.5],
];
const LOWER: [[f64; 2]; 10] = [
    [15.6, 20.2],
    [17.3, 19.4],
    [20.5, 18.1],
    [24.5, 16.9],
    [29.0, 16.1],
    [33.5, 15.7],
    [37.5, 16.1],
    [41.2, 17.6],
    [44.2, 19.8],
    [46.3, 21.5],
];

/// Each ring: how far outside the margin it lies (negative: inside), and how deep under the lid's skin, mm.
const SKIN_RINGS: [[f64; 2]; 8] =
    [[1.9, 0.0], [1.15, 0.0], [0.6, 0.0], [0.2, 0.05], [-0.04, 0.28], [-0.16, 0.8], [-0.24, 1.4], [-0.32, 2.0]];
/// Rings on the pocket's floor: how far they have shrunk towards its middle.
const FLOOR_RINGS: [f64; 4] = [0.96, 0.8, 0.55, 0.28];
/// Rings in all.
pub const RINGS: usize = SKIN_RINGS.len() + FLOOR_RINGS.len();

/// One vertex of a disc.
#[derive(Clone, Copy, Debug)]
pub struct LidPoint {
    /// Share of the way round, clockwise on the left eye as seen from outside.
    pub share: f64,
    /// Mean head, mm.
    pub position: DVec3,
    /// Colour maps.
    pub marks: Marks,
}

/// The opening of the mean head's left eye.
pub struct LidOpening {
    outline: Vec<[f64; 2]>,
    outward: Vec<[f64; 2]>,
}

impl LidOpening {
    /// The opening between both margins.
    pub fn new() -> Self {
        let half = AROUND / 2;
        let (upper, lower) = (Curve::open(&UPPER), Curve::open(&LOWER));
        let mut outline: Vec<[f64; 2]> = (0..half).map(|i| upper.at(i as f64 / half as f64)).collect();
        outline.extend((0..half).map(|i| lower.at(1.0 - i as f64 / half as f64)));
        let outward = (0..AROUND)
            .map(|i| {
                let (a, b) = (outline[(i + AROUND - 1) % AROUND], outline[(i + 1) % AROUND]);
                let (x, y) = (b[0] - a[0], b[1] - a[1]);
                let length = x.hypot(y).max(1e-9);
                [-y / length, x / length]
            })
            .collect();
        Self { outline, outward }
    }

    /// A polygon on the smooth head, seen from the front, whose inside is cut away.
    pub fn footprint(&self, face: &Face) -> Vec<[f64; 2]> {
        (0..AROUND).step_by(2).map(|i| face.before_sculpting(self.beside(i, SKIN_RINGS[0][0] + 0.75))).collect()
    }

    fn beside(&self, i: usize, out_mm: f64) -> [f64; 2] {
        let (p, n) = (self.outline[i], self.outward[i]);
        [p[0] + n[0] * out_mm, p[1] + n[1] * out_mm]
    }

    /// The margin's vertex moved inwards, across the opening.
    fn within(&self, i: usize, in_mm: f64) -> [f64; 2] {
        let p = self.outline[i];
        let opposite = self.outline[(AROUND - i) % AROUND];
        let middle = [p[0].clamp(17.4, 44.6), 0.5 * (p[1] + opposite[1])];
        let (x, y) = (middle[0] - p[0], middle[1] - p[1]);
        let far = x.hypot(y).max(1e-9);
        let share = (in_mm / far).min(0.85);
        [p[0] + x * share, p[1] + y * share]
    }

    /// All rings, from the skin inwards.
    pub fn rings(&self, face: &Face) -> Vec<Vec<LidPoint>> {
        let mut rings: Vec<Vec<LidPoint>> = Vec::with_capacity(RINGS);
        for [out_mm, deep_mm] in SKIN_RINGS {
            let ring = (0..AROUND).into_par_iter().map(|i| {
                let at = if out_mm >= 0.0 { self.beside(i, out_mm) } else { self.within(i, -out_mm) };
                let skin = face.skin_at(at);
                let corner = self.corner(at);
                let deep = deep_mm * (1.0 - 0.7 * corner);
                let position = skin + self.back(i, skin) * deep;
                // The lower margin is pale pink, and pinker where it is wet; the upper one lies in the lashes' shade.
                let wet = ramp(0.1, 1.4, deep_mm);
                let upper = self.on_lid(i).max(0.0);
                let lips = ((0.10 * ramp(0.04, 0.6, deep_mm) + 0.20 * wet) * (1.0 - 0.5 * upper)) as f32;
                // Else it is the skin around.
                let around = face.marks(DVec3::new(at[0], at[1], skin.z));
                let shade = (upper * ramp(0.04, 0.6, deep_mm)) as f32;
                let marks = Marks { lips, periorbital: around.periorbital.max(shade), ..around };
                LidPoint { share: i as f64 / AROUND as f64, position, marks }
            });
            rings.push(ring.collect());
        }
        for shrunk in FLOOR_RINGS {
            let ring = (0..AROUND).into_par_iter().map(|i| {
                let edge = self.within(i, 0.45);
                let middle = [31.0, 20.6];
                let at = [0, 1].map(|k| middle[k] + (edge[k] - middle[k]) * shrunk);
                let skin = face.skin_at(at);
                let out = skin - GLOBE;
                // In the corners no globe lies, but the caruncle and the folds of the conjunctiva.
                let inner = bell((at[0] - 16.9).hypot(at[1] - 20.2), 2.3);
                let tissue = out.length() - 2.1 + 1.4 * self.corner(at) + 0.5 * inner;
                let globe = GLOBE_RADIUS_MM - UNDER_MM;
                let lips = (0.75 * inner).max(0.45) as f32;
                LidPoint {
                    share: i as f64 / AROUND as f64,
                    position: GLOBE + out.normalize_or(DVec3::Z) * floor_mm(out, tissue).max(globe),
                    marks: Marks { lips, ..Marks::default() },
                }
            });
            rings.push(ring.collect());
        }
        rings
    }

    /// 1 along the upper lid, −1 along the lower, 0 in the corners.
    fn on_lid(&self, i: usize) -> f64 {
        let turn = libm::sin(i as f64 / AROUND as f64 * std::f64::consts::TAU);
        turn.signum() * ramp(0.0, 0.4, turn.abs())
    }

    /// Unit direction from the skin to the globe along a margin. Seen from before the face the upper margin is hidden under its own lashes:
    /// it faces down. Of the lower one half a millimetre shows.
    fn back(&self, i: usize, skin: DVec3) -> DVec3 {
        let to_globe = (GLOBE - skin).normalize_or(DVec3::NEG_Z);
        let lid = self.on_lid(i);
        let level = if lid > 0.0 { 0.08 } else { 0.55 * to_globe.y };
        let y = to_globe.y + (level - to_globe.y) * lid.abs();
        DVec3::new(to_globe.x, y, to_globe.z).normalize_or(DVec3::NEG_Z)
    }

    /// 1 in both corners of the eye, 0 between.
    fn corner(&self, at: [f64; 2]) -> f64 {
        ramp(19.5, 16.5, at[0]).max(ramp(43.5, 46.0, at[0]))
    }
}

/// Distance of the pocket's floor from the globe's middle, mm: on tissue where the lids leave the globe.
fn floor_mm(out: DVec3, tissue: f64) -> f64 {
    // The farther aside, the less the globe fills the pocket.
    let aside = out.x.abs() / out.length().max(1e-9);
    let bare = GLOBE_RADIUS_MM - UNDER_MM;
    bare + (tissue - bare).max(0.0) * ramp(0.72, 0.9, aside)
}

/// Seat of one open eye among the vertices of the assembly.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    /// First vertex of its first ring.
    pub first: usize,
    /// Vertex that marks the middle of the globe; no triangle has it.
    pub middle: usize,
}

/// The open eye that warped vertices hold: its globe fitted to the warped lids, its pocket laid under that globe.
pub fn settle(points: &mut [DVec3], before: &[DVec3], seat: Seat) -> (DVec3, f64) {
    let middle = points[seat.middle];
    let ring = |k: usize| seat.first + k * AROUND..seat.first + (k + 1) * AROUND;
    let mean = |of: &[DVec3], to: DVec3| {
        let all =
            ring(LASH_RING).filter(|i| (i - seat.first) % (AROUND / 2) > 16 && (i - seat.first) % (AROUND / 2) < 48);
        let (sum, count) = all.fold((0.0, 0), |(s, n), i| (s + of[i].distance(to), n + 1));
        sum / f64::from(count.max(1))
    };
    let grown = mean(points, middle) / mean(before, before[seat.middle]).max(1e-9);
    let radius = (GLOBE_RADIUS_MM * grown).clamp(11.0, 13.2);
    for k in SKIN_RINGS.len()..RINGS {
        for i in ring(k) {
            let out = points[i] - middle;
            let was = before[i].distance(before[seat.middle]);
            let raised = (was - (GLOBE_RADIUS_MM - UNDER_MM)).max(0.0);
            points[i] = middle + out.normalize_or(DVec3::Z) * (radius - UNDER_MM + raised);
        }
    }
    let tip = seat.first + RINGS * AROUND;
    points[tip] = middle + (points[tip] - middle).normalize_or(DVec3::Z) * (radius - UNDER_MM);
    (middle, radius)
}
