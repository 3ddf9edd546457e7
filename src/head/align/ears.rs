//! Position of the ears of a head in its pose: the head frame's origin lies between them.

use super::{Pose, Reference, Subject};
use crate::mesh::sample::Samples;
use crate::spatial::PointTree;
use glam::{DMat3, DVec3};

/// Offset of the ears from where the fit of the whole head puts them, mm: (up, forward). `None` where the mesh has
/// hardly any ears, or the two sides disagree.
///
/// The origin lies between the ears. The fit of a whole head is decided by cranium and face, against which people's
/// ears sit up to a centimetre higher or lower. So the reference's ears are moved over the mesh to where they fit best.
pub fn seat_ears(subject: &Subject, reference: &Reference, pose: Pose) -> Option<(f64, f64)> {
    let seat = |side: usize| {
        let sign = if side == 0 { 1.0 } else { -1.0 };
        let samples = subject.some(6_000, |p| {
            let p = pose.apply(p);
            (52.0..125.0).contains(&(p.x * sign)) && p.y.abs() < 75.0 && (-75.0..40.0).contains(&p.z)
        });
        slide_ear(&samples, &reference.ears[side], pose)
    };
    let (Some(left), Some(right)) = crate::par::join(|| seat(0), || seat(1)) else { return None };
    let near = (left - right).length() < 14.0;
    let mean = (left + right) * 0.5;
    (near && mean.length() < 20.0).then_some((mean.y, mean.z))
}

/// The shift (head frame, mm) with which the reference's `ear` fits the samples best.
fn slide_ear(samples: &Samples, ear: &Samples, pose: Pose) -> Option<DVec3> {
    if samples.points.len() < 200 || ear.points.len() < 100 {
        return None;
    }
    let points: Vec<DVec3> = samples.points.iter().map(|&p| pose.apply(p)).collect();
    let normals: Vec<DVec3> = samples.normals.iter().map(|&n| pose.rotation * n).collect();
    let tree = PointTree::new(&points);
    let mut best: Option<(f64, DVec3)> = None;
    for start in [0.0, -7.0, 7.0, -14.0, 14.0] {
        let mut shift = DVec3::new(0.0, start, 0.0);
        let mut cost = f64::INFINITY;
        for _ in 0..25 {
            let mut found: Vec<(f64, DVec3, DVec3)> = Vec::with_capacity(ear.points.len());
            for (&p, &n) in ear.points.iter().zip(&ear.normals) {
                let p = p + shift;
                let hit = tree.nearest(p, 15.0).filter(|&(i, _)| normals[i].dot(n) > 0.2);
                found.push(hit.map_or((15.0, p, DVec3::ZERO), |(i, d)| (d, points[i] - p, normals[i])));
            }
            found.sort_by(|a, b| a.0.total_cmp(&b.0));
            let kept = &found[..found.len() * 80 / 100];
            cost = kept.iter().map(|k| k.0).sum::<f64>() / kept.len() as f64;
            let Some(step) = slide(kept) else { break };
            shift += step;
            if step.length_squared() < 1e-4 {
                break;
            }
        }
        if best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, shift));
        }
    }
    best.map(|(_, shift)| shift)
}

/// Least squares of `normal · (shift − gap)` over three unknowns, damped a little for directions without constraint.
fn slide(kept: &[(f64, DVec3, DVec3)]) -> Option<DVec3> {
    let mut a = DMat3::from_diagonal(DVec3::splat(1.0));
    let mut b = DVec3::ZERO;
    for &(_, gap, n) in kept {
        a.x_axis += n * n.x;
        a.y_axis += n * n.y;
        a.z_axis += n * n.z;
        b += n * n.dot(gap);
    }
    (a.determinant().abs() > 1e-6).then(|| (a.inverse() * b).clamp_length_max(4.0))
}
