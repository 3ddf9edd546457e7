//! Alignment: finds a head in a mesh of any rotation, offset and unit, by comparison with a reference head.
//!
//! # How
//! 1. **Signatures.** For each of some hundred up-directions the topmost part of the mesh is taken for a head. Its
//!    radii from a point 90 mm below its top, by direction, are compared with the reference's at 24 azimuths. Shoulders
//!    and bodies lie out of reach; holes only count as missing.
//! 2. **Starts.** The best few, well apart, are refined by trimmed point-to-plane ICP (Chen & Medioni 1992; Chetverikov
//!    et al. 2002). It runs from the reference's head above the chin to the mesh, so that other parts of the mesh have no
//!    effect. Scale is free, because people differ in size: it decides the unit, and is then set to the unit's own.
//! 3. **Choice.** The lowest trimmed error in both directions wins. Confidence follows from that error, from the
//!    covered share of the reference, and from the runner-up.
//!
//! Not chosen: principal axes (hair, holes and shoulders rotate them), learnt detectors (their weights may not be
//! shipped).
//! Head frame and mm on the reference's side, the file's own on the other. Only arithmetic, roots and `libm`, summed in
//! a fixed order: a file has one pose on every machine.

mod ears;
mod icp;
mod pose;
mod signature;

pub use ears::seat_ears;
pub use pose::{Pose, angle_between_rad};

use crate::mesh::TriMesh;
use crate::mesh::sample::Samples;
use crate::par::*;
use crate::spatial::PointTree;
use glam::{DVec3, Vec3};
use icp::{LastNearest, NEAR_MM, icp, pairs};
use signature::{Signature, starts};

/// Fit of the reference to a mesh in a pose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Pose of the mesh; its scale is the free one of the fit, not yet a unit's.
    pub pose: Pose,
    /// Root mean square distance from the reference's head to the mesh, where there is mesh of like normal within 12 mm,
    /// mm.
    pub rms_mm: f64,
    /// Mean distance of the mesh's own head to the reference, each no more than 30 mm, mm.
    pub back_mm: f64,
    /// Mean distance from the reference's face to the mesh, each no more than 12 mm, mm.
    pub face_mm: f64,
    /// Part of the reference's head with mesh of like normal within 12 mm, 0–1.
    pub coverage: f64,
    /// Error of the best other pose divided by this one's; 1 is a tie.
    pub margin: f64,
}

impl Fit {
    /// Cost that decides between poses, mm; lower is better. Real heads have 3–5, with half a head missing 8; an
    /// ellipsoid of a head's size has 9 and more.
    pub fn cost(&self) -> f64 {
        self.rms_mm + 0.4 * self.back_mm + 0.6 * self.face_mm + 8.0 * (1.0 - self.coverage)
    }

    /// True where this may be a head at all: it has a face, and enough of a head around it.
    pub fn is_head(&self) -> bool {
        self.face_mm < 4.2 && self.rms_mm < 4.5 && self.coverage > 0.4
    }

    /// Confidence in the pose, 0–1: near 1 where the shape fits closely and no other pose comes near; below 0.3 a
    /// person should check it. It is a scale for people, not a probability.
    pub fn confidence(&self) -> f64 {
        let close = ((11.0 - self.cost()) / 5.0).clamp(0.0, 1.0);
        let face = ((4.2 - self.face_mm) / 1.2).clamp(0.0, 1.0);
        let alone = ((self.margin - 1.0) / 0.4).clamp(0.0, 1.0);
        close * face * (0.5 + 0.5 * alone)
    }
}

/// Height of the lowest point of the reference that is used, mm: above the chin's underside, clear of necks.
const CHIN_Y_MM: f64 = -88.0;

/// A head to compare with, prepared once.
#[derive(Clone, Debug)]
pub struct Reference {
    surface: Samples,
    tree: PointTree,
    signature: Signature,
    /// Left and right ear with the skin around them.
    ears: [Samples; 2],
}

impl Reference {
    /// A reference from a head in the head frame, mm; only its outer surface above the chin is used.
    pub fn new(mesh: &TriMesh) -> Self {
        let all = Samples::of(mesh.positions(), mesh.triangles(), 24_000, |p| p.y > -140.0);
        let outer = outermost(&all);
        let signature = Signature::of(&outer, 1.0, DVec3::Y, DVec3::Z).map_or_else(Signature::empty, |(s, _)| s);
        let tree = PointTree::new(&outer.points);
        let mut surface = Samples::default();
        for (&p, &n) in outer.points.iter().zip(&outer.normals).filter(|(p, _)| p.y > CHIN_Y_MM) {
            surface.points.push(p);
            surface.normals.push(n);
        }
        let ear = |side: f64| {
            Samples::of(mesh.positions(), mesh.triangles(), 700, |p| {
                (68.0..110.0).contains(&(p.x * side)) && (-42.0..46.0).contains(&p.y) && (-45.0..14.0).contains(&p.z)
            })
        };
        Self { surface, tree, signature, ears: [ear(1.0), ear(-1.0)] }
    }

    /// About `count` points of the surface above the chin, at equal steps of the list.
    fn every(&self, count: usize) -> impl Iterator<Item = (DVec3, DVec3)> + '_ {
        let stride = (self.surface.points.len() / count.max(1)).max(1);
        self.surface.points.iter().copied().zip(self.surface.normals.iter().copied()).step_by(stride)
    }
}

/// Drops points behind an outer surface as seen from the head's middle: eyeballs, mouth, nostrils.
fn outermost(all: &Samples) -> Samples {
    let middle = DVec3::new(0.0, 25.0, 10.0);
    let cell = |p: DVec3| {
        let d = (p - middle).normalize_or_zero();
        let bin = |x: f64| ((x + 1.0) * 22.0) as usize;
        (bin(d.x) * 64 + bin(d.y)) * 64 + bin(d.z)
    };
    let mut farthest = vec![0.0_f64; 64 * 64 * 64];
    for &p in &all.points {
        let slot = &mut farthest[cell(p)];
        *slot = slot.max(p.distance(middle));
    }
    let mut out = Samples::default();
    for (&p, &n) in all.points.iter().zip(&all.normals) {
        if p.distance(middle) > farthest[cell(p)] - 14.0 && n.dot(p - middle) > 0.0 {
            out.points.push(p);
            out.normals.push(n);
        }
    }
    out
}

/// A mesh to be aligned, in its own units. Points are spread over it once, so that millions of triangles are visited
/// once.
#[derive(Clone, Debug)]
pub struct Subject {
    dense: Samples,
}

impl Subject {
    /// A subject from a mesh wound outwards, so dense that the head of a whole body still gets some thousand points.
    pub fn new(positions: &[Vec3], triangles: &[[u32; 3]]) -> Self {
        Self { dense: Samples::of(positions, triangles, 150_000, |_| true) }
    }

    /// About `count` of the points that `keep` accepts.
    fn some(&self, count: usize, keep: impl Fn(DVec3) -> bool) -> Samples {
        let all = self.dense.points.iter().zip(&self.dense.normals).filter(|(p, _)| keep(**p));
        let stride = (all.clone().count() / count).max(1);
        let mut out = Samples::default();
        for (&p, &n) in all.step_by(stride) {
            out.points.push(p);
            out.normals.push(n);
        }
        out
    }
}

/// Hints that the caller may give.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// Scales to try, millimetres a unit; the fit allows for people's sizes.
    pub scales: &'a [f64],
    /// Upward direction in the file, within 40°.
    pub up: Option<DVec3>,
}

/// Finds the reference's head in `subject`; `None` where the subject has no points.
pub fn align(subject: &Subject, reference: &Reference, hints: Hints<'_>) -> Option<Fit> {
    let samples = subject.some(8_000, |_| true);
    if samples.points.len() < 100 {
        return None;
    }
    let starts = starts(&samples, reference, hints);
    let tree = PointTree::new(&samples.points);
    let mut coarse: Vec<Fit> = starts
        .par_iter()
        .map(|&start| {
            let pose = icp(reference, 350, &samples, &tree, start, 14);
            judge(reference, 350, &samples, &tree, pose)
        })
        .collect();
    coarse.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
    let mut finalists: Vec<Fit> = Vec::new();
    for fit in coarse {
        let new = finalists.iter().all(|f| angle_between_rad(&f.pose.rotation, &fit.pose.rotation) > 0.35);
        if new && finalists.len() < 4 {
            finalists.push(fit);
        }
    }
    let mut fine: Vec<Fit> = finalists.par_iter().map(|fit| refine(subject, reference, fit.pose)).collect();
    fine.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
    let best = *fine.first()?;
    let other = fine.iter().find(|f| angle_between_rad(&f.pose.rotation, &best.pose.rotation) > 0.35);
    let margin = other.map_or(2.0, |f| f.cost() / best.cost().max(1e-6));
    Some(Fit { margin, ..best })
}

/// Refines a pose that is nearly right, with points of the head only.
pub fn refine(subject: &Subject, reference: &Reference, pose: Pose) -> Fit {
    let middle = pose.undo(DVec3::new(0.0, 20.0, 0.0));
    let reach = 200.0 / pose.scale;
    let samples = subject.some(12_000, |p| p.distance_squared(middle) < reach * reach);
    let tree = PointTree::new(&samples.points);
    let pose = icp(reference, 1500, &samples, &tree, pose, 40);
    judge(reference, 1500, &samples, &tree, pose)
}

fn judge(reference: &Reference, count: usize, samples: &Samples, tree: &PointTree, pose: Pose) -> Fit {
    let (pairs, asked) = pairs(reference, count, samples, tree, pose, &mut LastNearest::default());
    let covered = pairs.partition_point(|p| p.distance < NEAR_MM);
    let sum: f64 = pairs[..covered].iter().map(|p| p.distance * p.distance).sum();
    let rms_mm = if covered == 0 { NEAR_MM } else { (sum / covered as f64).sqrt() };
    let (mut face, mut faces) = (0.0, 0);
    for (point, _) in reference.every(count).filter(|(p, _)| p.z > 55.0 && p.y < 35.0) {
        face += tree.nearest(pose.undo(point), NEAR_MM / pose.scale).map_or(NEAR_MM, |(_, d)| d * pose.scale);
        faces += 1;
    }
    let middle = DVec3::new(0.0, 20.0, 0.0);
    let (mut back, mut n) = (0.0, 0);
    let stride = (samples.points.len() / (2 * count)).max(1);
    for &p in samples.points.iter().step_by(stride) {
        let p = pose.apply(p);
        if p.distance_squared(middle) < 150.0 * 150.0 && p.y > -70.0 {
            back += reference.tree.nearest(p, 30.0).map_or(30.0, |(_, d)| d);
            n += 1;
        }
    }
    Fit {
        pose,
        rms_mm,
        back_mm: if n > 0 { back / f64::from(n) } else { 30.0 },
        face_mm: face / f64::from(faces.max(1)),
        coverage: covered as f64 / asked.max(1) as f64,
        margin: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::reference_head::{coarse_head, coarse_reference};
    use glam::{DMat3, DQuat};

    /// The coarse head with 5 % more breadth, turned and shifted, in metres, on a sloping shoulder.
    fn scan(turn: DQuat, shift: DVec3) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let head = coarse_head().unwrap();
        let place = |p: Vec3| ((turn * (p.as_dvec3() * DVec3::new(1.05, 1.0, 1.0)) + shift) / 1000.0).as_vec3();
        (head.positions().iter().map(|&p| place(p)).collect(), head.triangles().to_vec())
    }

    /// Quaternions from all over, by a fixed sequence.
    fn turns() -> impl Iterator<Item = DQuat> {
        let part = |i: i32, step: f64| (0.37 + f64::from(i) * step).fract() * 2.0 - 1.0;
        (1..)
            .map(move |i| DQuat::from_xyzw(part(i, 0.819_17), part(i, 0.671_04), part(i, 0.549_7), part(i, 0.450_3)))
            .filter(|q| (0.2..1.0).contains(&q.length()))
            .map(DQuat::normalize)
    }

    #[test]
    fn any_turn_and_offset_is_undone() {
        let reference = coarse_reference().unwrap();
        for turn in turns().take(2) {
            let shift = DVec3::new(700.0, -200.0, 90.0);
            let (positions, triangles) = scan(turn, shift);
            let subject = Subject::new(&positions, &triangles);
            let fit = align(&subject, &reference, Hints { scales: &[1000.0], up: None }).unwrap();
            let pose = fit.pose.with_scale(1000.0);
            let off = pose.apply(shift / 1000.0).length();
            let left = angle_between_rad(&(pose.rotation * DMat3::from_quat(turn)), &DMat3::IDENTITY).to_degrees();
            assert!(left < 2.0 && off < 3.0, "{left}° and {off} mm off");
            assert!(fit.is_head() && fit.confidence() > 0.8, "{fit:?}");
        }
    }

    #[test]
    fn half_a_head_is_found_and_a_ball_is_none() {
        let reference = coarse_reference().unwrap();
        let turn = turns().next().unwrap();
        let (positions, mut triangles) = scan(turn, DVec3::ZERO);
        let face = (turn * DVec3::Z).as_vec3();
        triangles.retain(|t| positions[t[0] as usize].dot(face) > 0.0);
        let hints = Hints { scales: &[1000.0], up: None };
        let fit = align(&Subject::new(&positions, &triangles), &reference, hints).unwrap();
        let left = angle_between_rad(&(fit.pose.rotation * DMat3::from_quat(turn)), &DMat3::IDENTITY).to_degrees();
        assert!(fit.is_head() && left < 4.0, "{left}°, {fit:?}");

        let (head, triangles) = scan(DQuat::IDENTITY, DVec3::ZERO);
        let ball: Vec<Vec3> = head
            .iter()
            .map(|p| (*p - Vec3::Y * 0.02).try_normalize().unwrap() * Vec3::new(0.078, 0.115, 0.098))
            .collect();
        let fit = align(&Subject::new(&ball, &triangles), &reference, hints).unwrap();
        assert!(!fit.is_head(), "{fit:?}");
    }

    #[test]
    fn poses_compose_as_they_say() {
        let pose = Pose {
            scale: 25.4,
            rotation: DMat3::from_quat(turns().next().unwrap()),
            translation_mm: DVec3::new(1.0, 2.0, 3.0),
        };
        let p = DVec3::new(-4.0, 5.0, 0.5);
        assert!((pose.undo(pose.apply(p)) - p).length() < 1e-12);
        let origin = pose.undo(DVec3::ZERO);
        assert!(pose.with_scale(10.0).apply(origin).length() < 1e-12, "the origin stays where it is on the head");
    }
}
