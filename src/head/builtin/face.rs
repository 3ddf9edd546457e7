//! Features sculpted over the smooth head: lids, nose, mouth, folds, neck.
//!
//! Curves are drawn on the face as seen from the front (x away from the midline, y up; mm, mean head), equal on both
//! sides. Depths and widths are our own, set by eye against the craniofacial norms of Farkas (1994).

use super::base::{GridVertex, before_search, site_before, surface_and_normal};
use super::curve::{Curve, bell, faded, ramp};
use super::shape::{HeadShape, Lids};
use crate::head::patches::patchy;
use glam::DVec3;

/// Curves and factors of the features, prepared once.
pub struct Face {
    pub(super) lash_line: Curve,
    pub(super) lower_lid: Curve,
    pub(super) open: bool,
    pub(super) lid_crease: Curve,
    pub(super) tear_trough: Curve,
    pub(super) alar_groove: Curve,
    pub(super) philtrum: Curve,
    pub(super) lip_line: Curve,
    pub(super) upper_border: Curve,
    pub(super) lower_border: Curve,
    pub(super) nasolabial: Curve,
    pub(super) brow: Curve,
    pub(super) manly: f64,
    pub(super) aged: f64,
}

/// Crease of the upper lid, closed and open; and the line along which the open lower lid rolls.
const CREASE_CLOSED: [[f64; 2]; 7] =
    [[17.0, 23.2], [20.5, 26.6], [25.5, 29.2], [31.0, 30.0], [36.5, 29.2], [42.0, 26.4], [47.0, 22.6]];
const CREASE_OPEN: [[f64; 2]; 7] =
    [[17.4, 23.6], [20.5, 26.4], [25.0, 28.8], [30.5, 29.4], [36.5, 28.6], [42.0, 26.6], [47.4, 23.2]];
const LOWER_LID: [[f64; 2]; 6] = [[17.0, 19.2], [22.0, 17.4], [29.0, 16.0], [35.0, 15.8], [41.0, 17.5], [46.0, 21.2]];

/// Middle of the eyeball and radius of the closed lids over it, mm.
const EYE: DVec3 = DVec3::new(31.5, 22.0, 68.3);
const LID_RADIUS_MM: f64 = 14.5;

/// Middle of a nostril from the midline and forward, mm; and the rotation of its long axis, radians.
const NOSTRIL: [f64; 2] = [6.9, 108.6];
const NOSTRIL_TURN: f64 = 0.45;
/// Seed of the face's unevenness.
const WAVES: u32 = 0xfac0;

/// Height of the face's own unevenness, mm: flesh is no polished cast, and what it mirrors wavers (by eye). None on the lids.
fn waves(p: DVec3) -> f64 {
    let q = p.as_vec3();
    let lids = bell(p.x.abs() - 31.0, 20.0) * bell(p.y - 20.0, 15.0);
    let height = 0.070 * f64::from(patchy(q, 8.0, WAVES)) + 0.035 * f64::from(patchy(q, 4.5, WAVES + 1));
    height * (1.0 - lids) * ramp(92.0, 74.0, p.y)
}

/// Middle of a brow. A man's lies lower, on the rim of the orbit, and is straighter; a woman's arches above it.
fn brow(masculinity: f64) -> Curve {
    let low = |by: f64| by * masculinity.clamp(0.0, 1.0);
    Curve::open(&[
        [9.8, 36.4 - low(2.6)],
        [18.0, 38.8 - low(2.8)],
        [27.0, 41.4 - low(3.8)],
        [36.0, 42.8 - low(4.4)],
        [44.0, 41.0 - low(3.9)],
        [52.0, 36.6 - low(2.8)],
    ])
}

impl Face {
    /// The features for a shape.
    pub fn new(shape: &HeadShape, lids: Lids) -> Self {
        let open = lids == Lids::Open;
        let crease: &[[f64; 2]] = if open { &CREASE_OPEN } else { &CREASE_CLOSED };
        Self {
            open,
            lower_lid: Curve::open(&LOWER_LID),
            lash_line: Curve::open(&[
                [15.8, 20.6],
                [18.5, 19.6],
                [22.0, 17.7],
                [26.5, 16.0],
                [31.5, 15.5],
                [36.5, 16.3],
                [41.0, 18.3],
                [45.2, 21.4],
                [46.6, 22.0],
            ]),
            lid_crease: Curve::open(crease),
            tear_trough: Curve::open(&[[15.5, 17.5], [18.5, 12.5], [24.0, 8.5], [31.0, 7.0], [38.0, 8.5]]),
            alar_groove: Curve::open(&[
                [11.0, -6.5],
                [14.0, -8.3],
                [16.8, -12.0],
                [17.8, -16.5],
                [16.9, -20.5],
                [14.5, -23.2],
            ]),
            philtrum: Curve::open(&[[3.6, -25.5], [4.2, -31.0], [5.2, -37.6]]),
            lip_line: Curve::open(&[
                [-3.5, -47.9],
                [0.0, -47.8],
                [3.5, -47.9],
                [8.0, -47.5],
                [14.0, -47.4],
                [20.0, -48.3],
                [25.6, -49.0],
            ]),
            upper_border: Curve::open(&[
                [-5.2, -38.3],
                [-2.4, -39.4],
                [0.0, -39.9],
                [2.4, -39.4],
                [5.2, -38.3],
                [9.5, -39.8],
                [15.0, -42.6],
                [20.5, -45.9],
                [25.4, -48.6],
            ]),
            lower_border: Curve::open(&[
                [-6.0, -57.2],
                [0.0, -57.4],
                [6.0, -57.2],
                [12.0, -55.9],
                [17.5, -53.4],
                [22.0, -50.9],
                [25.4, -49.3],
            ]),
            nasolabial: Curve::open(&[[18.5, -15.0], [23.0, -21.5], [28.0, -30.0], [32.0, -40.0], [34.0, -49.0]]),
            brow: brow(f64::from(shape.masculinity)),
            manly: f64::from(shape.masculinity) - 0.5,
            aged: ((f64::from(shape.age_years) - 30.0) / 40.0).clamp(-0.3, 1.3),
        }
    }

    /// Upward shift of a vertex at `p`, mm, that lays its row of the grid along the line between the lips. Rows that
    /// cross that line would cut its edges, a millimetre wide, into teeth. `middle` is the row's height on the midline,
    /// mm.
    pub fn combed(&self, p: DVec3, middle: f64) -> f64 {
        let share = ramp(52.0, 25.0, p.x.abs()) * bell(p.y + 46.0, 12.0) * ramp(40.0, 60.0, p.z);
        share * (middle + self.lip_line.height(p.x.abs()) - self.lip_line.height(0.0) - p.y)
    }

    /// Position of a point of the smooth head, with its normal, after the features of the face are added.
    pub fn sculpted(&self, p: DVec3, normal: DVec3) -> DVec3 {
        let mut p = p;
        if p.z > 10.0 && p.y > -110.0 && p.y < 95.0 {
            let at = [p.x.abs(), p.y];
            p = self.lids(p, at);
            let pit = self.nostril(p, normal);
            p += pit
                + normal
                    * (self.eye(at)
                        + self.nose(at)
                        + self.mouth(at)
                        + (self.features(at) + waves(p)) * ramp(10.0, 35.0, p.z));
        }
        if p.y < -30.0 {
            p += normal * self.neck(p) * ramp(-166.0, -138.0, p.y);
        }
        p
    }

    /// Place of the smooth head, seen from the front, whose sculpted skin lies at `to`, mm.
    pub fn before_sculpting(&self, to: [f64; 2]) -> [f64; 2] {
        self.unsculpted(to, &mut before_search(to[0], to[1]))
    }

    /// The sculpted skin of the face at a place seen from the front, subject's left, mm.
    pub fn skin_at(&self, to: [f64; 2]) -> DVec3 {
        let mut site = before_search(to[0], to[1]);
        let at = self.unsculpted(to, &mut site);
        self.touched(at, &mut site)
    }

    /// [`Face::before_sculpting`], with `site` near the place and then at it.
    fn unsculpted(&self, to: [f64; 2], site: &mut GridVertex) -> [f64; 2] {
        let mut at = to;
        for _ in 0..6 {
            let skin = self.touched(at, site);
            at = [at[0] + to[0] - skin.x, at[1] + to[1] - skin.y];
        }
        at
    }

    /// The sculpted skin of a place of the smooth head, for which `site` is a start and then the site.
    fn touched(&self, at: [f64; 2], site: &mut GridVertex) -> DVec3 {
        *site = site_before(*site, at[0], at[1]);
        let (p, normal) = surface_and_normal(site.ray_deg, site.azimuth_deg);
        self.sculpted(p, normal)
    }

    /// Position of a point after the lids are laid over the eyeball.
    fn lids(&self, p: DVec3, at: [f64; 2]) -> DVec3 {
        let oval = (((at[0] - 31.0) / 20.0) * ((at[0] - 31.0) / 20.0)
            + ((at[1] - 20.5) / 15.5) * ((at[1] - 20.5) / 15.5))
            .sqrt();
        let inside = ramp(1.0, 0.25, oval);
        if inside <= 0.0 {
            return p;
        }
        let eye = DVec3::new(EYE.x.copysign(p.x), EYE.y, EYE.z);
        // Lids are flatter from side to side than the eyeball under them.
        let out = p - eye;
        let r = DVec3::new(0.8 * out.x, out.y, out.z).length();
        let cornea = 0.9 * bell(at[0] - 31.5, 6.5) * bell(at[1] - 18.5, 6.0);
        let wanted =
            LID_RADIUS_MM + cornea - 2.0 * ramp(8.0, 16.0, at[0] - 31.0) - 1.0 * ramp(-8.0, -15.0, at[0] - 31.0);
        // Below the eye the lid rises out of the cheek; nothing sinks.
        let gap = wanted - r;
        let risen = 0.5 * (gap + (gap * gap + 1.0).sqrt()) - 0.25;
        let gap = risen + (gap - risen) * ramp(9.0, 19.0, at[1]);
        eye + out * (1.0 + 0.8 * inside * gap / r.max(1.0))
    }

    /// Relief of the closed lids' edges: the step between them, and the roll and crease of the lower.
    fn closed_edges(&self, at: [f64; 2]) -> (f64, f64) {
        let lash = self.lash_line.beside(at);
        let line = faded(lash.along, 0.16, 0.24);
        // The upper lid's edge overlaps the lower's: a step, with a fine dark line under it.
        let edge = line * (0.55 * ramp(-0.5, 0.3, lash.mm) * ramp(4.5, 0.4, lash.mm) - 0.95 * bell(lash.mm + 0.4, 0.5));
        // The lower lid's roll, and the crease below it.
        let lower = faded(lash.along, 0.25, 0.25) * 0.55 * bell(lash.mm + 2.8, 1.6)
            - faded(lash.along, 0.3, 0.4) * (0.35 + 0.3 * self.aged.max(0.0)) * bell(lash.mm + 6.6, 1.4);
        (edge, lower)
    }

    /// Relief of the open lower lid: its roll and the crease below it.
    fn open_lower(&self, at: [f64; 2]) -> f64 {
        let lid = self.lower_lid.beside(at);
        faded(lid.along, 0.25, 0.25) * 0.5 * bell(lid.mm + 2.4, 1.7)
            - faded(lid.along, 0.3, 0.4) * (0.35 + 0.3 * self.aged.max(0.0)) * bell(lid.mm + 6.0, 1.4)
    }

    fn eye(&self, at: [f64; 2]) -> f64 {
        if !self.lid_crease.near(at, 16.0) {
            return 0.0;
        }
        let (edge, lower) = if self.open { (0.0, self.open_lower(at)) } else { self.closed_edges(at) };
        let crease = self.lid_crease.beside(at);
        let fold = faded(crease.along, 0.4, 0.25);
        let crease = fold
            * ((-0.4 - 0.3 * self.aged) * bell(crease.mm, 1.2) - 0.7 * bell(crease.mm, 0.55)
                + (0.8 + 0.7 * self.aged) * bell(crease.mm - 2.5, 2.0));
        let canthus = -1.3 * f64::from(u8::from(!self.open)) * bell((at[0] - 15.8).hypot(at[1] - 20.4), 2.2);
        let trough = self.tear_trough.beside(at);
        let trough = faded(trough.along, 0.3, 0.6)
            * ((-0.16 - 0.8 * self.aged.max(0.0)) * bell(trough.mm, 5.5)
                + 1.0 * self.aged.max(0.0) * bell(trough.mm - 4.0, 3.0));
        edge + lower + crease + canthus + trough
    }

    fn nose(&self, at: [f64; 2]) -> f64 {
        if at[0] > 32.0 || at[1] > 20.0 || at[1] < -36.0 {
            return 0.0;
        }
        let groove = self.alar_groove.beside(at);
        let groove = -1.1 * faded(groove.along, 0.4, 0.2) * bell(groove.mm, 1.8);
        let wing = 1.1 * bell(at[0] - 13.6, 3.2) * bell(at[1] + 15.5, 4.6);
        let tip = 0.5 * bell(at[0], 6.0) * bell(at[1] + 12.5, 6.0) - 0.25 * bell(at[0], 1.6) * bell(at[1] + 13.0, 5.0);
        groove + wing + tip
    }

    /// Shift of a point by the nostrils: pits in the underside of the nose that run up and back.
    fn nostril(&self, p: DVec3, normal: DVec3) -> DVec3 {
        let (x, z) = (p.x.abs() - NOSTRIL[0], p.z - NOSTRIL[1]);
        if x.abs() > 8.0 || z.abs() > 9.0 || !(-32.0..-12.0).contains(&p.y) {
            return DVec3::ZERO;
        }
        // Their long axes meet in front of the tip.
        let (sin, cos) = libm::sincos(NOSTRIL_TURN);
        let (across, along) = (x * cos + z * sin, z * cos - x * sin);
        let from_middle = ((across / 3.0) * (across / 3.0) + (along / 5.1) * (along / 5.1)).sqrt();
        let under = ramp(-0.1, -0.5, normal.y);
        let pit = ramp(1.1, 0.15, from_middle) * under;
        let rim = 0.35 * bell(from_middle - 1.25, 0.25) * under;
        // The floor of a nose runs back, so that the view from the front is into the passage and not at its wall.
        DVec3::new(0.10 * p.x.signum(), 0.70, -0.70) * (15.0 * pit) + normal * rim
    }

    fn mouth(&self, at: [f64; 2]) -> f64 {
        if at[0] > 40.0 || at[1] > -20.0 || at[1] < -75.0 {
            return 0.0;
        }
        let line = self.lip_line.beside(at);
        let (upper, lower) = (self.upper_border.beside(at), self.lower_border.beside(at));
        let end = ramp(27.0, 21.5, at[0]);
        let parting = -(2.0 * bell(line.mm, 0.75) + 1.0 * bell(line.mm, 2.2)) * end;
        let fullness = end
            * (0.7 * bell(line.mm - 4.0, 2.6) * ramp(26.0, 8.0, at[0])
                + 0.9 * bell(line.mm + 5.0, 3.0) * ramp(24.0, 6.0, at[0])
                + 0.5 * bell(at[0], 3.0) * bell(line.mm - 3.0, 2.5));
        let roll = 0.45 * bell(upper.mm - 0.4, 0.9) * ramp(25.0, 18.0, at[0])
            + 0.3 * bell(lower.mm + 0.5, 1.0) * ramp(22.0, 12.0, at[0])
            - 0.25 * (bell(upper.mm + 1.2, 0.9) + bell(lower.mm - 1.2, 1.0)) * end;
        let under = -0.8 * bell(at[0], 14.0) * bell(at[1] + 62.0, 3.5);
        let column = self.philtrum.beside(at);
        let philtrum = faded(column.along, 0.3, 0.05) * 0.3 * bell(column.mm, 2.2)
            - 0.5 * bell(at[0], 2.4) * ramp(-40.5, -37.0, at[1]) * ramp(-24.0, -29.0, at[1]);
        let corner =
            -0.8 * bell((at[0] - 26.4).hypot(at[1] + 48.6), 2.4) + 0.6 * bell((at[0] - 32.0).hypot(at[1] + 48.6), 4.5);
        parting + fullness + roll + under + philtrum + corner
    }

    /// Relief of brow, folds and hollows.
    fn features(&self, at: [f64; 2]) -> f64 {
        let mut sum = 0.0;
        let [x, y] = at;
        sum += 2.6 * self.manly * bell(x - 17.0, 17.0) * bell(y - 43.0, 7.0);
        sum += 0.7 * bell(x - 24.0, 14.0) * bell(y - 39.0, 5.0);
        sum +=
            (1.3 + 1.6 * self.manly) * bell(x, 11.0) * bell(y - 45.0, 7.5) - 0.9 * bell(x, 9.0) * bell(y - 29.5, 6.0);
        // The hollow between brow and lid is filled, more so with age, when skin hangs over the crease.
        sum += (0.9 + 0.8 * self.aged.max(0.0)) * bell(x - 34.0, 13.0) * bell(y - 34.5, 4.2);
        let fold = self.nasolabial.beside(at);
        let deep = 0.45 + 1.1 * self.aged.max(0.0);
        sum += faded(fold.along, 0.5, 0.4) * deep * (0.65 * bell(fold.mm - 4.2, 5.6) - 0.8 * bell(fold.mm, 2.6));
        sum += 1.8 * self.manly * bell(x - 16.0, 12.0) * bell(y + 84.0, 10.0);
        sum -= (0.5 + 0.9 * self.aged.max(0.0)) * bell(x - 64.0, 10.0) * bell(y - 42.0, 18.0);
        sum -= (0.4 + 1.3 * self.aged.max(0.0)) * bell(x - 47.0, 10.0) * bell(y + 32.0, 14.0);
        sum += self.lines(at);
        sum
    }

    /// Relief of the lines of the forehead, between the brows and at the eyes' outer corners: faint at thirty, deep at
    /// seventy.
    fn lines(&self, at: [f64; 2]) -> f64 {
        let [x, y] = at;
        let age = (self.aged + 0.3).max(0.0);
        let mut depth = 0.0;
        for (k, height) in [57.0, 66.0, 76.0].into_iter().enumerate() {
            // Each line bows over the brows and breaks up irregularly.
            let wave = 1.6 * libm::sin(x * 0.11 + 1.7 * k as f64) - 2.2 * bell(x, 9.0);
            let broken = 0.55 + 0.45 * libm::sin(x * 0.19 + 2.3 * k as f64);
            depth += (0.10 + 0.34 * age) * broken * ramp(44.0, 24.0, x) * bell(y - height - wave, 1.5);
        }
        depth += 0.55 * (age - 0.2).max(0.0) * bell(x - 8.0 - 0.12 * (y - 42.0), 1.4) * bell(y - 43.0, 8.0);
        for (k, slope) in [0.42, 0.08, -0.30].into_iter().enumerate() {
            let from = 50.5 + 0.7 * k as f64;
            let line = 21.5 + 5.0 * (1.0 - k as f64) * 0.8 + slope * (x - from);
            depth += 0.62
                * (age - 0.15).max(0.0)
                * ramp(from - 1.0, from + 3.0, x)
                * ramp(66.0, 56.0, x)
                * bell(y - line, 0.9);
        }
        -depth
    }

    /// Relief of larynx and sternomastoids.
    fn neck(&self, p: DVec3) -> f64 {
        let larynx = (2.2 + 4.5 * self.manly) * bell(p.x, 7.5) * bell(p.y + 113.0, 9.0) * ramp(0.0, 25.0, p.z);
        let (from, to) = (DVec3::new(60.0, -48.0, -22.0), DVec3::new(10.0, -146.0, 34.0));
        let (q, e) = (DVec3::new(p.x.abs(), p.y, p.z) - from, to - from);
        let t = (q.dot(e) / e.length_squared()).clamp(0.0, 1.0);
        let off = (q - e * t).length();
        let cord = faded(t, 0.3, 0.0)
            * (1.5 + 1.0 * self.manly - 0.4 * self.aged.min(0.0))
            * (bell(off - 4.0, 7.0) - 0.4 * bell(off - 17.0, 7.0));
        let notch = -2.5 * bell(p.x, 8.0) * bell(p.y + 146.0, 10.0) * ramp(0.0, 20.0, p.z);
        larynx + cord + notch
    }
}
