//! The ears: each a disc of rings, from its root on the side of the head over the back of the auricle and the helix into
//! the concha and down the canal.
//!
//! Everything is defined on the auricle's own plane: `p` up its long axis, `q` backwards, `r` out of it; mm, for an ear
//! of 59 mm. The head has a hole for each ear, whose rim is joined to the first ring. Proportions: Farkas 1994 (length
//! twice the breadth less a fifth, axis 12–15° back), drawn by hand.

use super::base::{GridVertex, site_beside, surface};
use super::curve::{Curve, bell, between, ramp};
use glam::DVec3;

/// A knot of the outline: the auricle's edge, the root where the head's skin begins, how much the helix is rolled,
/// whether the edge is free, and its distance out of the plane (free) or out of the skin (not free).
type Knot = [f64; 7];

/// A knot, with the height of the head's skin (out of the plane) under its edge and under its root.
type Seated = [f64; 9];

#[rustfmt::skip]
const OUTLINE: [Knot; 20] = [
    // p, q, root p, root q, roll, free, out
    [  8.0, -3.2,   8.0,  -9.5, 0.20, 0.15, 0.9],
    [ 15.5, -3.2,  16.5,  -9.5, 0.70, 0.60, 2.2],
    [ 22.0, -0.2,  24.5,  -5.5, 1.00, 0.90, 1.6],
    [ 26.0,  6.0,  27.5,   2.0, 1.00, 1.00, 1.4],
    [ 26.3, 13.0,  25.0,   7.5, 1.00, 1.00, 1.0],
    [ 23.0, 19.8,  20.0,  11.0, 1.00, 1.00, 0.6],
    [ 17.0, 24.8,  13.5,  13.0, 1.00, 1.00, 0.3],
    [  9.5, 27.4,   7.0,  14.0, 0.95, 1.00, 0.0],
    [  1.5, 27.6,   0.5,  14.0, 0.85, 1.00, 0.0],
    [ -6.5, 25.4,  -5.5,  13.5, 0.70, 1.00, 0.0],
    [-13.5, 22.4, -11.5,  12.5, 0.50, 1.00, 0.2],
    [-20.0, 18.4, -17.5,  10.5, 0.25, 1.00, 0.5],
    [-26.5, 13.8, -22.0,   7.5, 0.08, 1.00, 0.9],
    [-31.4,  7.6, -25.5,   3.2, 0.00, 1.00, 1.2],
    [-33.2,  0.8, -27.6,  -1.6, 0.00, 0.85, 1.5],
    [-31.0, -3.8, -29.6,  -6.4, 0.00, 0.35, 0.9],
    [-25.0, -6.0, -26.0,  -9.8, 0.00, 0.03, 0.4],
    [-16.0, -5.4, -16.5, -11.5, 0.00, 0.00, 0.4],
    [ -7.0, -5.6,  -7.0, -12.0, 0.00, 0.00, 0.7],
    [  1.0, -4.6,   1.0, -11.0, 0.00, 0.00, 0.5],
];

/// Section of the free edge from back to front: inward along the plane, and out of it; for a rolled helix, and for a
/// plain edge.
const ROLLED: [[f64; 2]; 9] =
    [[-0.6, 0.2], [-0.7, 1.3], [-0.1, 2.3], [1.0, 2.9], [2.3, 2.7], [3.2, 1.8], [3.3, 0.8], [3.3, -0.2], [4.2, -1.0]];
const PLAIN: [[f64; 2]; 9] =
    [[-0.3, 0.1], [-0.35, 0.8], [0.1, 1.4], [0.8, 1.8], [1.6, 2.0], [2.4, 2.0], [3.1, 1.9], [3.8, 1.7], [4.5, 1.5]];
const ATTACHED: [[f64; 2]; 9] = [
    [0.2, 0.0],
    [0.4, -0.05],
    [0.6, -0.1],
    [0.8, -0.2],
    [1.0, -0.3],
    [1.2, -0.4],
    [1.4, -0.5],
    [1.6, -0.55],
    [1.8, -0.6],
];

/// Mouth of the canal on the plane.
const CANAL: [f64; 2] = [-4.5, 4.4];
/// Rings over the back of the auricle, over its edge, and over its front.
const BACK: usize = 13;
const EDGE: usize = 13;
const FRONT: usize = 32;
/// Number of rings.
pub const RINGS: usize = BACK + EDGE + FRONT;

/// The subject's left ear of the mean head; the right one is its mirror image.
pub struct Ear {
    origin: DVec3,
    up: DVec3,
    back: DVec3,
    out: DVec3,
    knots: [Seated; OUTLINE.len()],
    /// Share of the outline's length at each fine step.
    lengths: Vec<f64>,
    antihelix: Curve,
    upper_crus: Curve,
    lower_crus: Curve,
    helix_crus: Curve,
    concha: Curve,
}

/// One vertex of an ear.
#[derive(Clone, Copy, Debug)]
pub struct EarPoint {
    /// Mean head, mm.
    pub position: DVec3,
    /// Distance out of the smooth head's side, mm; negative in the concha.
    pub stands_mm: f64,
    /// Share of auricle: 0 on the skin around it, 1 on the ear.
    pub ear: f64,
    /// Weight of smoothing towards the surrounding skin, 0–1.
    pub seam: f64,
}

const STEPS: usize = 400;

impl Ear {
    /// The ear on the side of the smooth head.
    pub fn new() -> Self {
        let seat = surface_at(0.5, -2.0);
        let (sin_tilt, cos_tilt) = libm::sincos(12.5_f64.to_radians());
        let (sin_lean, cos_lean) = libm::sincos(5.0_f64.to_radians());
        let (sin_open, cos_open) = libm::sincos(30.0_f64.to_radians());
        let up = DVec3::new(sin_lean, cos_tilt * cos_lean, -sin_tilt * cos_lean);
        let back = DVec3::new(sin_open, -sin_tilt * cos_open, -cos_tilt * cos_open);
        let back = (back - up * up.dot(back)).normalize_or(DVec3::NEG_Z);
        let mut ear = Self {
            origin: seat,
            up,
            back,
            out: back.cross(up),
            knots: [[0.0; 9]; OUTLINE.len()],
            lengths: Vec::new(),
            antihelix: Curve::open(&[
                [-14.5, 8.5],
                [-11.0, 13.2],
                [-5.0, 17.2],
                [1.5, 18.2],
                [7.0, 16.8],
                [11.0, 14.2],
            ]),
            upper_crus: Curve::open(&[[8.0, 16.2], [13.0, 13.6], [17.0, 12.4], [21.0, 11.5]]),
            lower_crus: Curve::open(&[[7.0, 16.8], [9.8, 12.0], [10.8, 7.0], [11.0, 2.5]]),
            helix_crus: Curve::open(&[[1.5, 9.0], [2.6, 5.5], [4.6, 2.0], [8.0, -1.0], [12.5, -2.0]]),
            concha: Curve::closed(&[
                [9.5, 0.5],
                [9.0, 6.0],
                [7.4, 11.0],
                [3.5, 15.0],
                [-1.5, 15.4],
                [-6.5, 13.6],
                [-10.8, 10.2],
                [-12.6, 6.4],
                [-13.4, 3.6],
                [-11.5, 1.2],
                [-8.5, 1.6],
                [-4.5, 2.2],
                [-0.5, 1.2],
                [3.5, -0.6],
                [7.0, -1.2],
            ]),
        };
        ear.knots = OUTLINE.map(|[p, q, root_p, root_q, roll, free, out]| {
            let skin = ear.skin(p, q);
            [p, q, root_p, root_q, roll, free, out + (1.0 - free) * skin, skin, ear.skin(root_p, root_q)]
        });
        let outline: Vec<Seated> =
            (0..=STEPS).map(|i| ear.knot(i as f64 / STEPS as f64 * ear.knots.len() as f64)).collect();
        let mut run = 0.0;
        ear.lengths.push(0.0);
        for pair in outline.windows(2) {
            run += (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
            ear.lengths.push(run);
        }
        ear.lengths.iter_mut().for_each(|l| *l /= run);
        ear
    }

    /// Distance of the smooth head out of the plane, mm.
    fn skin(&self, p: f64, q: f64) -> f64 {
        let mut r = -0.5 * q;
        for _ in 0..6 {
            let at = self.place(p, q, r);
            r += (surface_at(at.y, at.z).x - at.x) / self.out.x;
        }
        r
    }

    fn place(&self, p: f64, q: f64, r: f64) -> DVec3 {
        self.origin + self.up * p + self.back * q + self.out * r
    }

    /// Outline at a fractional knot.
    fn knot(&self, at: f64) -> Seated {
        let count = self.knots.len() as isize;
        let i = at.floor() as isize;
        let of = |k: isize| self.knots[k.rem_euclid(count) as usize];
        between([of(i - 1), of(i), of(i + 1), of(i + 2)], at - at.floor())
    }

    /// Outline at a share of its length.
    fn outline(&self, share: f64) -> Seated {
        let share = share - share.floor();
        let k = self.lengths.partition_point(|&l| l <= share).clamp(1, STEPS);
        let (a, b) = (self.lengths[k - 1], self.lengths[k]);
        self.knot(((k - 1) as f64 + (share - a) / (b - a)) / STEPS as f64 * self.knots.len() as f64)
    }

    /// Point at which the skin of the head begins, at a share of the outline: up, and forward, mm.
    fn root(&self, share: f64) -> DVec3 {
        let [_, _, p, q, .., r] = self.outline(share);
        let at = self.place(p, q, r);
        surface_at(at.y, at.z)
    }

    /// The footprint on the sheaf of rays: a closed polygon of sites, half a millimetre wider than the first ring.
    pub fn footprint(&self) -> Vec<GridVertex> {
        let middle = self.place(-1.0, 3.0, 0.0);
        (0..120)
            .map(|i| {
                let p = self.root(f64::from(i) / 120.0);
                let (y, z) = (p.y - middle.y, p.z - middle.z);
                let wider = 1.0 + 0.55 / y.hypot(z).max(1.0);
                site_beside(middle.y + y * wider, middle.z + z * wider)
            })
            .collect()
    }

    /// Point at which the lobe meets the cheek.
    pub fn lobe_notch(&self) -> DVec3 {
        let at = self.place(-27.3, -7.2, self.skin(-27.3, -7.2));
        surface_at(at.y, at.z)
    }

    /// The notch above the tragus.
    pub fn tragion(&self) -> DVec3 {
        self.place(0.5, -2.0, self.relief(0.5, -2.0))
    }

    /// Axis from the lobe to the top, and the outline's length on it, mm.
    pub fn axis(&self) -> DVec3 {
        self.up
    }

    /// The vertices of a ring, evenly spaced, each with its share of the outline.
    pub fn ring(&self, ring: usize) -> Vec<(f64, EarPoint)> {
        const COARSE: usize = 48;
        let rough: Vec<DVec3> = (0..=COARSE).map(|i| self.point(i as f64 / COARSE as f64, ring).position).collect();
        let length: f64 = rough.windows(2).map(|w| w[0].distance(w[1])).sum();
        let count = ((length / 1.1).round() as usize).max(7);
        let shift = if ring.is_multiple_of(2) { 0.0 } else { 0.5 };
        (0..count)
            .map(|i| {
                let share = (i as f64 + shift) / count as f64;
                (share, self.point(share, ring))
            })
            .collect()
    }

    fn point(&self, share: f64, ring: usize) -> EarPoint {
        let [p, q, _, _, roll, free, r, skin, _] = self.outline(share);
        let (roll, free) = (roll.clamp(0.0, 1.0), free.clamp(0.0, 1.0));
        let root = self.root(share);
        let edge_back = self.place(p, q, r - 1.2 * free);
        let ahead = self.outline(share + 0.004);
        let behind = self.outline(share - 0.004);
        let (tp, tq) = (ahead[0] - behind[0], ahead[1] - behind[1]);
        let run = tp.hypot(tq).max(1e-9);
        // Clockwise seen from outside, so inward is to the right.
        let inward = [-tq / run, tp / run];
        let position = if ring < BACK {
            let s = ring as f64 / BACK as f64;
            let inner = self.place(p + inward[0] * 7.0 * free, q + inward[1] * 7.0 * free, r - 1.2 * free - 1.6 * free);
            let lift = root + (inner - root) * 0.25 + DVec3::X * (0.6 * free);
            let loose = bezier([root, lift, inner, edge_back], s);
            if free > 0.9 {
                loose
            } else {
                // Where the edge is not free it is a swelling of the skin, without a kink at its foot.
                let across = root.lerp(self.place(p, q, skin), s);
                let grown = surface_at(across.y, across.z) + self.out * ((r - 1.2 * free - skin) * s * s);
                grown.lerp(loose, ramp(0.25, 0.9, free))
            }
        } else {
            let edge = |s: f64| {
                let at = s * (ROLLED.len() - 1) as f64;
                let i = (at.floor() as usize).min(ROLLED.len() - 2);
                let of = |table: &[[f64; 2]; 9]| {
                    let pick = |k: isize| table[(i as isize + k).clamp(0, 8) as usize];
                    between([pick(-1), pick(0), pick(1), pick(2)], at - i as f64)
                };
                let (a, b, c) = (of(&ROLLED), of(&PLAIN), of(&ATTACHED));
                let mix = |k: usize| c[k] + (b[k] + (a[k] - b[k]) * roll - c[k]) * free;
                [p + inward[0] * mix(0), q + inward[1] * mix(0), r + mix(1)]
            };
            if ring < BACK + EDGE {
                let [p, q, r] = edge((ring - BACK) as f64 / (EDGE - 1) as f64);
                self.place(p, q, r)
            } else {
                let from = edge(1.0);
                let s = (ring - BACK - EDGE + 1) as f64 / FRONT as f64;
                let s = s * 0.97;
                let (p, q) = (from[0] + (CANAL[0] - from[0]) * s, from[1] + (CANAL[1] - from[1]) * s);
                let inside = (from[0] - p).hypot(from[1] - q);
                let mix = ramp(0.0, 5.0, inside);
                self.place(p, q, from[2] + (self.relief(p, q) - from[2]) * mix)
            }
        };
        let stands_mm = position.x - surface_at(position.y, position.z).x;
        let ear = if ring >= BACK {
            ramp(0.0, 0.5, free).max(ramp(0.0, 3.0, (ring - BACK) as f64))
        } else {
            free * ramp(0.0, 4.0, ring as f64)
        };
        let seam = 0.5 * (1.0 - ramp(0.1, 0.6, free)) * ramp(8.0, 1.0, ring as f64);
        EarPoint { position, stands_mm, ear, seam }
    }

    /// The front of the auricle over its plane, mm.
    fn relief(&self, p: f64, q: f64) -> f64 {
        let at = [p, q];
        let forward = (1.0 - q).max(0.0);
        // Ahead of the concha the auricle passes into the cheek.
        let mut r = 0.62 * forward * forward / (forward + 1.5) * (1.0 - 0.45 * ramp(-12.0, -26.0, p))
            - 1.2 * ramp(2.0, 8.0, q) * ramp(-20.0, -12.0, p);
        let ridge = |s: &Curve, height: f64, width: f64, fade: [f64; 2]| {
            let b = s.beside(at);
            height * bell(b.mm, width) * ramp(0.0, fade[0], b.along + 1e-9) * ramp(1.0, 1.0 - fade[1], b.along)
        };
        let main = ridge(&self.antihelix, 3.4, 2.9, [0.15, 0.02]);
        let upper = ridge(&self.upper_crus, 2.8, 2.8, [0.01, 0.5]);
        let lower = ridge(&self.lower_crus, 2.9, 2.2, [0.01, 0.7]);
        r += main.max(upper).max(lower);
        r -= 1.8 * bell(p - 14.5, 4.0) * bell(q - 7.5, 4.0);
        // Drawn counter-clockwise, its inside lies to the left.
        let inside = self.concha.beside(at).mm;
        r -= 9.5 * ramp(-0.6, 6.0, inside);
        r += ridge(&self.helix_crus, 5.2, 2.3, [0.5, 0.02]) * ramp(-1.0, 3.0, inside + 2.5);
        // Tragus and antitragus lean over the notch between them.
        r += 4.2 * bell(p + 4.2, 4.4) * bell(q + 0.8, 2.7);
        r += 2.4 * bell(p + 14.6, 2.6) * bell(q - 7.4, 3.0);
        r -= 1.4 * bell(p + 13.0, 2.4) * bell(q - 0.6, 2.4);
        r += 1.5 * bell(p + 24.0, 5.5) * bell(q - 3.0, 6.0);
        let canal = (p - CANAL[0]).hypot(q - CANAL[1]);
        r - 7.0 * bell(canal, 2.3)
    }
}

/// The smooth head's left side at a height and depth.
fn surface_at(y: f64, z: f64) -> DVec3 {
    let site = site_beside(y, z);
    surface(site.ray_deg, site.azimuth_deg)
}

fn bezier([a, b, c, d]: [DVec3; 4], s: f64) -> DVec3 {
    let t = 1.0 - s;
    a * (t * t * t) + b * (3.0 * t * t * s) + c * (3.0 * t * s * s) + d * (s * s * s)
}
