//! Points of a head by two of their coordinates: where landmarks' proportions say how high and how far aside something lies.
//!
//! Head frame, mm.

use super::chart::Chart;
use glam::Vec3;

/// Length down the neck, mm, from which Newton's steps have led astray.
const ASTRAY_MM: f32 = 12.0;
/// Farthest that skin is looked for from the cranium's middle along an axis, mm.
const FAR_MM: f32 = 160.0;
/// Steps in which it is looked for, mm.
const STEP_MM: f32 = 2.0;

/// The point of the head without ears that has the coordinates of `p` except `free` (0: x, 2: z), by Newton's steps on
/// its height along that axis.
pub(super) fn settle(chart: &Chart, p: Vec3, free: usize) -> Vec3 {
    let mut at = p;
    for _ in 0..12 {
        let slope = (at - chart.middle()).normalize_or_zero()[free];
        // Where the surface runs along the axis there may be no such point: small steps, then the nearest by ray.
        at[free] -= 0.8 * chart.height_mm(at) * slope / (slope * slope).max(0.1);
    }
    chart.dropped(at)
}

/// The point of the nape that lies about as high and as far aside as `p`. On a neck that leans back the skin runs nearly along the ray
/// from the cranium's middle, where Newton's steps grow instead of shrinking; where they end far down the neck, the point is
/// looked for by halving.
pub(super) fn settle_behind(chart: &Chart, p: Vec3) -> Vec3 {
    let by_steps = settle(chart, p, 2);
    if p.y - by_steps.y < ASTRAY_MM {
        return by_steps;
    }
    halved(chart, p, 2).map_or(by_steps, |at| chart.dropped(at))
}

/// The first point outwards from the cranium's middle along an axis through `p` at which the head ends; `None` where there is none.
fn halved(chart: &Chart, p: Vec3, free: usize) -> Option<Vec3> {
    let way = if p[free] < chart.middle()[free] { -1.0 } else { 1.0 };
    let at = |out: f32| {
        let mut at = p;
        at[free] = chart.middle()[free] + way * out;
        at
    };
    let outside = |out: f32| chart.height_mm(at(out)) > 0.0;
    let steps = (0..=(FAR_MM / STEP_MM) as usize).map(|k| k as f32 * STEP_MM);
    let (mut inside, mut beyond) =
        steps.zip((1..).map(|k| k as f32 * STEP_MM)).find(|&(inside, beyond)| !outside(inside) && outside(beyond))?;
    for _ in 0..16 {
        let half = 0.5 * (inside + beyond);
        if outside(half) { beyond = half } else { inside = half }
    }
    Some(at(inside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::find_landmarks;
    use crate::head::reference_head::coarse_head;
    use crate::mesh::TriMesh;
    use crate::mesh::query::SurfaceIndex;
    use std::sync::Arc;

    #[test]
    fn the_nape_is_not_down_a_neck_that_leans_back() {
        let head = coarse_head().unwrap();
        let landmarks = find_landmarks(&head).unwrap().landmarks;
        let asked = Vec3::new(0.0, landmarks.tragions_middle().y - 57.0, landmarks.inion().z + 15.0);
        let (mut worst, mut worst_by_steps) = (0.0_f32, 0.0_f32);
        for tenths in 0..16_u8 {
            // The back alone leans: the landmarks stay where they are.
            let lean = 0.1 * f32::from(tenths);
            let leaning = |p: Vec3| p - Vec3::Z * if p.z < 0.0 { lean * (-20.0 - p.y).max(0.0) } else { 0.0 };
            let positions = head.positions().iter().map(|&p| leaning(p)).collect();
            let mesh = TriMesh::new(positions, head.triangles().to_vec()).unwrap();
            let chart = Chart::new(Arc::new(SurfaceIndex::new(&mesh)), &landmarks);
            worst = worst.max(asked.y - settle_behind(&chart, asked).y);
            worst_by_steps = worst_by_steps.max(asked.y - settle(&chart, asked, 2).y);
        }
        assert!(worst < ASTRAY_MM && worst_by_steps > ASTRAY_MM, "{worst} mm, by steps alone {worst_by_steps} mm");
    }
}
