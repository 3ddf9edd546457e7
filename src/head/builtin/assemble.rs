//! The mean head before any proportions: the grid with its features and ears.

use super::base::{GridVertex, surface, surface_and_normal};
use super::curve::{bell, ramp};
use super::ear::{Ear, EarPoint, RINGS};
use super::face::Face;
use super::face_marks::Marks;
use super::grid::Grid;
use super::lids::{GLOBE, LidOpening, LidPoint, Seat};
use super::shape::{HeadShape, Lids};
use super::unfold::{soften, unfold};
use crate::head::patches::patchy;
use crate::par::*;
use glam::DVec3;

/// Seed of the patches in the ears' red.
const EAR_PATCHES: u32 = 0xea25;

/// Vertices and triangles of the mean head, with maps of its vertices.
pub struct Assembly {
    /// Mean head, mm.
    pub points: Vec<DVec3>,
    /// Counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
    /// Colour maps.
    pub marks: Vec<Marks>,
    /// Share of auricle at each vertex: 1 on the ears.
    pub ears: Vec<f32>,
    /// Height by which a vertex of an auricle stands out of the side of the head, mm; 0 elsewhere.
    pub stands: Vec<f64>,
    /// Weight of smoothing at each vertex where an ear was joined to the head, 0–1.
    seams: Vec<f64>,
    /// The notch above the tragus, subject's left.
    pub tragion: DVec3,
    /// Long axis of the left auricle.
    pub ear_axis: DVec3,
    /// Open eyes: left, right; empty where the lids are closed.
    pub eyes: Vec<Seat>,
    /// Number of vertices that triangles use; the middles of the globes come after them.
    pub count: usize,
}

/// A vertex of a disc that is set into a hole of the grid.
#[derive(Clone, Copy)]
struct RingPoint {
    share: f64,
    position: DVec3,
    ear: f64,
    stands_mm: f64,
    seam: f64,
    marks: Marks,
}

impl From<(f64, EarPoint)> for RingPoint {
    fn from((share, point): (f64, EarPoint)) -> Self {
        let EarPoint { position, stands_mm, ear, seam } = point;
        // Little redder than the face: what more an ear shows comes through it. Its rim, which stands far out, is the reddest.
        let patches = f64::from(patchy(position.as_vec3(), 11.0, EAR_PATCHES));
        let flush = (ear * (0.45 + 0.14 * ramp(7.0, 16.0, stands_mm) + 0.10 * patches)) as f32;
        Self { share, position, ear, stands_mm, seam, marks: Marks { flush, ..Marks::default() } }
    }
}

impl From<LidPoint> for RingPoint {
    fn from(LidPoint { share, position, marks }: LidPoint) -> Self {
        Self { share, position, ear: 0.0, stands_mm: 0.0, seam: 0.0, marks }
    }
}

impl Assembly {
    /// The assembled mean head for a shape and its lids.
    pub fn new(shape: &HeadShape, lids: Lids) -> Self {
        let (face, ear) = (Face::new(shape, lids), Ear::new());
        let mut grid = Grid::new(longest_mm);
        let footprint: Vec<[f64; 2]> = ear.footprint().iter().map(|s| [s.azimuth_deg, s.ray_deg]).collect();
        let opening = (lids == Lids::Open).then(LidOpening::new);
        let lids_at = opening.as_ref().map(|opening| opening.footprint(&face)).unwrap_or_default();
        let rims = grid.cut(|site, p| {
            let around = site.azimuth_deg.abs();
            ((30.0..150.0).contains(&around) && within(&footprint, [around, site.ray_deg]))
                || (p.z > 40.0 && within(&lids_at, [p.x.abs(), p.y]))
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
            eyes: Vec::new(),
            count: 0,
        };
        let of_ear = || -> Vec<Vec<RingPoint>> {
            (0..RINGS).into_par_iter().map(|k| ear.ring(k).into_iter().map(RingPoint::from).collect()).collect()
        };
        let of_lids = || -> Vec<Vec<RingPoint>> {
            let rings = opening.map(|opening| opening.rings(&face)).unwrap_or_default();
            rings.into_iter().map(|ring| ring.into_iter().map(RingPoint::from).collect()).collect()
        };
        let (ear_rings, lid_rings) = crate::par::join(of_ear, of_lids);
        for rim in rims {
            let middle = rim.iter().map(|&v| assembly.points[v as usize]).sum::<DVec3>() / rim.len() as f64;
            if middle.z < 40.0 {
                assembly.join(&ear_rings, &rim, 0.3);
            } else {
                assembly.eyes.push(Seat { first: assembly.points.len(), middle: 0 });
                assembly.join(&lid_rings, &rim, 0.0);
            }
        }
        assembly.count = assembly.points.len();
        assembly.seat_globes();
        assembly.points.par_iter_mut().for_each(|p| *p = uneven(*p));
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

    /// Adds the middles of the globes as vertices that no triangle uses, so that every warp moves them, too.
    fn seat_globes(&mut self) {
        let points = &self.points;
        self.eyes.sort_by(|a, b| points[b.first].x.total_cmp(&points[a.first].x));
        for k in 0..self.eyes.len() {
            let side = self.points[self.eyes[k].first].x.signum();
            self.eyes[k].middle = self.points.len();
            self.points.push(GLOBE * DVec3::new(side, 1.0, 1.0));
            self.ears.push(0.0);
            self.stands.push(0.0);
            self.seams.push(0.0);
            self.marks.push(Marks::default());
        }
    }

    /// Joins a disc to the hole inside `rim`.
    fn join(&mut self, rings: &[Vec<RingPoint>], rim: &[u32], seam: f64) {
        let side = rim.iter().map(|&v| self.points[v as usize].x).sum::<f64>().signum();
        // Each rim vertex lies beside a share of the outline, which runs clockwise on the left side, seen from outside.
        let Some(root) = rings.first() else { return };
        for &v in rim {
            self.seams[v as usize] = seam;
        }
        let beside = |p: DVec3| {
            let p = DVec3::new(p.x.abs(), p.y, p.z);
            let off = |r: &RingPoint| r.position.distance_squared(p);
            root.iter().min_by(|a, b| off(a).total_cmp(&off(b))).map_or(0.0, |r| r.share)
        };
        let mut around: Vec<(f64, u32)> = rim.iter().map(|&v| (beside(self.points[v as usize]), v)).collect();
        if side > 0.0 {
            around.reverse();
        }
        let around = unwound(around);
        let mut last: Vec<(f64, u32)> = Vec::new();
        for (k, ring) in rings.iter().enumerate() {
            let first = self.points.len() as u32;
            for point in ring {
                self.push(*point, side);
            }
            let now: Vec<(f64, u32)> = ring.iter().enumerate().map(|(i, p)| (p.share, first + i as u32)).collect();
            zip(if k == 0 { &around } else { &last }, &now, side > 0.0, &mut self.triangles);
            last = now;
        }
        // The middle is closed by a fan.
        let Some(inmost) = rings.last().and_then(|ring| ring.first()) else { return };
        let end: DVec3 = last.iter().map(|l| self.points[l.1 as usize]).sum::<DVec3>() / last.len() as f64;
        let stands_mm = last.iter().map(|l| self.stands[l.1 as usize]).sum::<f64>() / last.len() as f64;
        let tip = self.points.len() as u32;
        self.push(RingPoint { position: end * DVec3::new(side, 1.0, 1.0), stands_mm, seam: 0.0, ..*inmost }, side);
        for i in 0..last.len() {
            let (a, b) = (last[i].1, last[(i + 1) % last.len()].1);
            self.triangles.push(if side > 0.0 { [a, tip, b] } else { [a, b, tip] });
        }
    }

    /// Adds a vertex, mirrored where `side` is negative.
    fn push(&mut self, point: RingPoint, side: f64) {
        self.points.push(point.position * DVec3::new(side, 1.0, 1.0));
        self.ears.push(point.ear as f32);
        self.stands.push(point.stands_mm);
        self.seams.push(point.seam);
        self.marks.push(point.marks);
    }
}

/// A ring that begins at its smallest share, with shares that grow.
fn unwound(mut ring: Vec<(f64, u32)>) -> Vec<(f64, u32)> {
    // The start is where the share falls most.
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

/// Triangles between two rings of growing shares; `clockwise` as seen from outside, `inner` within `outer`.
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

/// True where a place lies inside a polygon (crossing number).
fn within(polygon: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let mut inside = false;
    for (i, b) in polygon.iter().enumerate() {
        let a = polygon[(i + polygon.len() - 1) % polygon.len()];
        if (a[1] > y) != (b[1] > y) && a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) > x {
            inside = !inside;
        }
    }
    inside
}

/// The ray parameter of a site after rows are aligned with the lips.
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

/// Longest edge at a place of the smooth head, mm; edges on lids, nose and mouth are shorter.
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

/// Asymmetry: shifts of up to 1.5 mm, equal for every head, since no face is its own mirror image. Healthy adults' faces differ most
/// low down, at the jaw's angles, and the right side is the larger (80 people, Ferrario et al. 1994); viewers notice a difference from 3 mm
/// on (434 asked, *Analysis of Facial Asymmetry*, PMC5556787).
fn uneven(p: DVec3) -> DVec3 {
    let front = ramp(0.0, 60.0, p.z);
    let nose = 1.0 * bell(p.x, 16.0) * bell(p.y + 14.0, 16.0);
    let mouth = 1.3 * bell(p.x - 24.0, 14.0) * bell(p.y + 48.0, 12.0);
    let eye = -1.1 * bell(p.x + 32.0, 16.0) * bell(p.y - 24.0, 12.0);
    let chin = -1.3 * bell(p.x, 30.0) * bell(p.y + 85.0, 20.0);
    let jaw = -1.5 * bell(p.x + 57.0, 22.0) * bell(p.y + 58.0, 24.0);
    p + DVec3::new(jaw, 0.0, 0.0)
        + DVec3::new(nose + chin, mouth + eye, 0.4 * bell(p.x - 40.0, 18.0) * bell(p.y + 10.0, 20.0)) * front
}
