//! Visibility: the dots and clusters of triangles that may lie in a picture and face its camera.
//!
//! The CPU decides it, for adapters on which an invisible vertex costs as much as a visible one
//! ([`super::Tuning::cull_on_cpu`]).

use super::sampling::Tile;
use crate::head::drawn::Cluster;
use crate::par::*;
use crate::scene::{Camera, Lens};
use glam::{Vec2, Vec3};
use std::ops::Range;

/// View frustum of a picture, or of a tile of it; it holds for all of its samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frustum {
    eye: Vec3,
    forward: Vec3,
    right: Vec3,
    up: Vec3,
    /// Lower left corner of the picture at 1 mm of depth, mm.
    low: Vec2,
    /// Upper right corner of the picture at 1 mm of depth, mm.
    high: Vec2,
    /// Radius of the lens, mm.
    lens_mm: f32,
    /// Distance at which the lens is in focus, mm.
    focus_mm: f32,
}

/// Allowance for the rounding of normals and positions on the device, mm along the line to the eye.
const ROUNDED_MM: f32 = 0.1;

impl Frustum {
    /// The frustum of `camera` in `tile`.
    pub(super) fn of(camera: &Camera, tile: Tile) -> Self {
        let camera = camera.sane();
        let (right, up) = camera.right_up();
        let whole = Vec2::new(tile.whole.0 as f32, tile.whole.1 as f32);
        let tan = (0.5 * camera.fov_y_rad).tan() * Vec2::new(whole.x / whole.y, 1.0);
        let at = |x: u32, y: u32| Vec2::new(x as f32 / whole.x * 2.0 - 1.0, 1.0 - y as f32 / whole.y * 2.0) * tan;
        let end = (tile.origin.0 + tile.size.0, tile.origin.1 + tile.size.1);
        let Lens { radius_mm, focus_mm } = camera.lens.unwrap_or(Lens { radius_mm: 0.0, focus_mm: f32::INFINITY });
        Self {
            eye: camera.eye(),
            forward: -camera.toward_eye(),
            right,
            up,
            low: at(tile.origin.0, end.1),
            high: at(end.0, tile.origin.1),
            lens_mm: radius_mm,
            focus_mm,
        }
    }

    /// True where anything within `reach_mm` of a point may lie in the picture.
    pub(super) fn contains(&self, point: Vec3, reach_mm: f32) -> bool {
        let from_eye = point - self.eye;
        let along = from_eye.dot(self.forward);
        let aside = Vec2::new(from_eye.dot(self.right), from_eye.dot(self.up));
        let ahead = along.max(0.0);
        let slack = reach_mm + self.lens_mm * (1.0 + ahead / self.focus_mm);
        let (low, high) = (self.low * ahead, self.high * ahead);
        along > -slack
            && aside.cmpge(low - slack * (1.0 + self.low.abs())).all()
            && aside.cmple(high + slack * (1.0 + self.high.abs())).all()
    }

    /// True where skin at `point` with this normal may face the eye.
    pub(super) fn front_facing(&self, point: Vec3, normal: Vec3) -> bool {
        normal.dot(self.eye - point) > -(self.lens_mm + ROUNDED_MM)
    }
}

/// A point of the skin with its normal.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrientedPoint {
    /// Position, mm, head frame.
    pub position: Vec3,
    /// Unit normal.
    pub normal: Vec3,
}

/// Indices of the points that face the camera and lie within `reach_mm` of its frustum, ascending.
pub(super) fn visible_indices(points: &[OrientedPoint], frustum: &Frustum, reach_mm: f32) -> Vec<u32> {
    points
        .par_iter()
        .zip(0..points.len() as u32)
        .with_min_len(1 << 14)
        .filter(|(point, _)| {
            frustum.front_facing(point.position, point.normal) && frustum.contains(point.position, reach_mm)
        })
        .map(|(_, i)| i)
        .collect()
}

/// True where any triangle of a cluster may be visible.
fn may_see(frustum: &Frustum, cluster: &Cluster) -> bool {
    let to_eye = frustum.eye - cluster.center;
    let (distance, reach) = (to_eye.length(), cluster.radius_mm + frustum.lens_mm + ROUNDED_MM);
    if distance <= reach {
        return true;
    }
    // Best case: the normal that turns most towards the eye, at the most favourable point of the cluster.
    let cos = (cluster.axis.dot(to_eye) / distance).clamp(-1.0, 1.0);
    let sin = (1.0 - cos * cos).max(0.0).sqrt();
    let away = cos < cluster.cos && cos * cluster.cos + sin * cluster.sin < -reach / distance;
    !away && frustum.contains(cluster.center, cluster.radius_mm)
}

/// Ranges of indices of the visible clusters; adjacent ranges are joined.
pub(super) fn visible_ranges(clusters: &[Cluster], frustum: &Frustum) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for cluster in clusters.iter().filter(|cluster| may_see(frustum, cluster)) {
        match ranges.last_mut() {
            Some(last) if last.end == cluster.indices.start => last.end = cluster.indices.end,
            _ => ranges.push(cluster.indices.clone()),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::drawn::Clusters;
    use crate::scene::View;

    /// A ball of 90 mm, 20,000 triangles, about the standard target.
    fn ball(camera: &Camera) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let (rows, columns) = (100_u32, 100_u32);
        let at = |i: u32, k: u32| {
            let (polar, turn) =
                (std::f32::consts::PI * i as f32 / rows as f32, std::f32::consts::TAU * k as f32 / columns as f32);
            camera.target + 90.0 * Vec3::new(polar.sin() * turn.sin(), polar.cos(), polar.sin() * turn.cos())
        };
        let positions = (0..=rows).flat_map(|i| (0..columns).map(move |k| at(i, k))).collect();
        let corner = |i: u32, k: u32| i * columns + k % columns;
        let quads = (0..rows).flat_map(|i| (0..columns).map(move |k| (i, k)));
        let triangles = quads
            .flat_map(|(i, k)| {
                let [a, b, c, d] = [corner(i, k), corner(i + 1, k), corner(i + 1, k + 1), corner(i, k + 1)];
                [[a, b, c], [a, c, d]]
            })
            .collect();
        (positions, triangles)
    }

    fn facing(positions: &[Vec3], triangle: &[u32; 3]) -> Vec3 {
        let [a, b, c] = triangle.map(|i| positions[i as usize]);
        (b - a).cross(c - a)
    }

    fn in_picture(camera: &Camera, p: Vec3, tile: Tile) -> bool {
        let aspect = tile.whole.0 as f32 / tile.whole.1 as f32;
        let Some(ndc) = camera.ndc(p, aspect) else { return false };
        let px = Vec2::new(ndc.x * 0.5 + 0.5, 0.5 - ndc.y * 0.5) * Vec2::new(tile.whole.0 as f32, tile.whole.1 as f32);
        let low = Vec2::new(tile.origin.0 as f32, tile.origin.1 as f32);
        let high = low + Vec2::new(tile.size.0 as f32, tile.size.1 as f32);
        px.cmpge(low).all() && px.cmple(high).all()
    }

    #[test]
    fn nothing_that_shows_is_left_out_and_much_of_the_rest_is() {
        let base = View::ThreeQuarterLeft.camera();
        let close = Camera { distance_mm: 250.0, ..base };
        let whole = Tile::whole((1920, 1080));
        let corner = Tile { origin: (0, 0), size: (960, 540), whole: (1920, 1080) };
        for (camera, tile, most) in [(base, whole, 0.72), (close, whole, 0.55), (base, corner, 0.4)] {
            let (positions, triangles) = ball(&camera);
            let Clusters { triangles, clusters } = Clusters::new(&positions, triangles);
            let frustum = Frustum::of(&camera, tile);
            let ranges = visible_ranges(&clusters, &frustum);
            let kept: u32 = ranges.iter().map(|r| r.end - r.start).sum();
            assert!((kept as f32) < most * 3.0 * triangles.len() as f32, "{kept}");
            for (t, triangle) in triangles.iter().enumerate() {
                let middle = triangle.map(|i| positions[i as usize]).iter().sum::<Vec3>() / 3.0;
                let shows =
                    facing(&positions, triangle).dot(camera.eye() - middle) > 0.0 && in_picture(&camera, middle, tile);
                let drawn = ranges.iter().any(|r| r.contains(&(3 * t as u32)));
                assert!(drawn || !shows, "{t}");
                let n = facing(&positions, triangle).normalize_or_zero();
                assert!(!shows || (frustum.front_facing(middle, n) && frustum.contains(middle, 0.0)), "{t}");
            }
        }
    }

    #[test]
    fn a_lens_sees_past_the_edge() {
        let mut camera = View::Front.camera();
        let tile = Tile::whole((1000, 1000));
        let point = camera.target + Vec3::new(0.0, 0.0, 90.0);
        let side = point + camera.right_up().0 * 170.0;
        assert!(!Frustum::of(&camera, tile).contains(side, 1.0));
        camera.lens = Some(Lens { radius_mm: 40.0, focus_mm: 600.0 });
        assert!(Frustum::of(&camera, tile).contains(side, 1.0));
        assert!(Frustum::of(&camera, tile).front_facing(point, Vec3::new(1.0, 0.0, -0.02)));
    }
}
