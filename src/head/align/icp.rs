//! Trimmed point-to-plane ICP with free scale, from the reference to the mesh.

use super::{Pose, Reference};
use crate::mesh::sample::Samples;
use crate::spatial::PointTree;
use glam::{DMat3, DQuat, DVec3};

/// Distance above which mesh does not count as present, mm.
pub(super) const NEAR_MM: f64 = 12.0;

/// One pairing: the reference's point and the mesh's point and normal, both in the head frame, mm.
pub(super) struct Pair {
    from: DVec3,
    to: DVec3,
    normal: DVec3,
    /// Distance between the two, mm.
    pub(super) distance: f64,
}

/// Nearest sample of each of the reference's points in the pose before: it is near in the next one, too, and bounds the search.
#[derive(Default)]
pub(super) struct LastNearest(Vec<Option<usize>>);

/// The pairs, nearest first, and the number of points asked for.
pub(super) fn pairs(
    reference: &Reference,
    count: usize,
    samples: &Samples,
    tree: &PointTree,
    pose: Pose,
    last: &mut LastNearest,
) -> (Vec<Pair>, usize) {
    let mut asked = 0;
    let mut out = Vec::with_capacity(count);
    for (point, normal) in reference.every(count) {
        if last.0.len() == asked {
            last.0.push(None);
        }
        let last = &mut last.0[asked];
        asked += 1;
        let at = pose.undo(point);
        let far = 60.0 / pose.scale;
        // A little farther than the last one, so that it is found itself where none is nearer.
        let limit = last.map_or(far, |index| far.min(samples.points[index].distance(at) * (1.0 + 1e-9)));
        let found = tree.nearest(at, limit).map(|(index, _)| index);
        *last = found.or(*last);
        let Some(index) = found else { continue };
        let found = pose.rotation * samples.normals[index];
        if found.dot(normal) > 0.3 {
            let to = pose.apply(samples.points[index]);
            out.push(Pair { from: point, to, normal: found, distance: to.distance(point) });
        }
    }
    out.sort_by(|a, b| a.distance.total_cmp(&b.distance));
    (out, asked)
}

/// The pose after at most `rounds` steps from `start`, on `count` points of the reference.
pub(super) fn icp(
    reference: &Reference,
    count: usize,
    samples: &Samples,
    tree: &PointTree,
    start: Pose,
    rounds: usize,
) -> Pose {
    let mut pose = start;
    let mut last = LastNearest::default();
    for _ in 0..rounds {
        let (mut pairs, _) = pairs(reference, count, samples, tree, pose, &mut last);
        // Once the rest is near, missing or hairy parts are far off; the nearer half decides what counts as far.
        let usual = pairs.get(pairs.len() * 2 / 5).map_or(0.0, |p| p.distance);
        let limit = (3.0 * usual).max(5.0);
        let near = pairs.partition_point(|p| p.distance < limit);
        pairs.truncate(near.min(pairs.len() * 9 / 10));
        let Some(step) = solve(&pairs) else { break };
        // The step moves the reference onto the mesh; the mesh moves in the opposite direction.
        let quiet = step.turn.length() < 2e-5 && step.shift.length() < 2e-3 && step.stretch.abs() < 1e-5;
        pose = step.undone_after(pose);
        let ratio = pose.scale / start.scale;
        if !(0.72..1.4).contains(&ratio) {
            pose = pose.with_scale(start.scale * ratio.clamp(0.72, 1.4));
        }
        if quiet {
            break;
        }
    }
    pose
}

struct IcpStep {
    turn: DVec3,
    shift: DVec3,
    stretch: f64,
}

impl IcpStep {
    /// The pose after `pose` and then the inverse of this small similarity.
    fn undone_after(&self, pose: Pose) -> Pose {
        let half = self.turn * 0.5;
        let turn = DQuat::from_xyzw(half.x, half.y, half.z, 1.0).normalize();
        let back = DMat3::from_quat(turn).transpose();
        let shrink = 1.0 / (1.0 + self.stretch.clamp(-0.1, 0.1));
        Pose {
            scale: pose.scale * shrink,
            rotation: orthonormal(back * pose.rotation),
            translation_mm: back * (pose.translation_mm - self.shift) * shrink,
        }
    }
}

fn orthonormal(m: DMat3) -> DMat3 {
    let x = m.x_axis.normalize_or(DVec3::X);
    let y = (m.y_axis - x * m.y_axis.dot(x)).normalize_or(DVec3::Y);
    DMat3::from_cols(x, y, x.cross(y))
}

/// Least squares of `normal · (from + turn × from + stretch · from + shift − to)` over the pairs.
fn solve(pairs: &[Pair]) -> Option<IcpStep> {
    if pairs.len() < 20 {
        return None;
    }
    let mut a = [[0.0_f64; 8]; 7];
    for p in pairs {
        let cross = p.from.cross(p.normal);
        let stretch = p.from.dot(p.normal);
        let row = [cross.x, cross.y, cross.z, p.normal.x, p.normal.y, p.normal.z, stretch, p.normal.dot(p.to - p.from)];
        // Far pairs are more likely wrong, so they get less weight, in addition to the trimming.
        let mut weight = 1.0 / (1.0 + (p.distance / 8.0) * (p.distance / 8.0));
        // Hair makes a head larger, never smaller, and only here.
        let hairy = p.from.y > 45.0 && p.from.z < 75.0 || p.from.z < 0.0 && p.from.y > -30.0;
        if hairy && p.normal.dot(p.to - p.from) > 2.0 {
            weight *= 0.2;
        }
        for i in 0..7 {
            for j in 0..8 {
                a[i][j] += weight * row[i] * row[j];
            }
        }
    }
    let x = eliminate(a)?;
    Some(IcpStep { turn: DVec3::new(x[0], x[1], x[2]), shift: DVec3::new(x[3], x[4], x[5]), stretch: x[6] })
}

/// Gaussian elimination with row pivots; `None` for a singular system.
fn eliminate(mut a: [[f64; 8]; 7]) -> Option<[f64; 7]> {
    for k in 0..7 {
        let pivot = (k..7).fold(k, |best, i| if a[i][k].abs() > a[best][k].abs() { i } else { best });
        a.swap(k, pivot);
        if a[k][k].abs() < 1e-9 {
            return None;
        }
        let row = a[k];
        for (_, other) in a.iter_mut().enumerate().filter(|(i, _)| *i != k) {
            let factor = other[k] / row[k];
            other.iter_mut().zip(row).for_each(|(x, y)| *x -= factor * y);
        }
    }
    Some(std::array::from_fn(|k| a[k][7] / a[k][k]))
}
