//! What a camera may see: what lies in its picture and does not face away. What is surely unseen need not be drawn.
//!
//! Decided here for many dots or triangles at once, before anything is sent to the device: a vertex that is thrown away there has
//! been paid for.

use super::Tile;
use crate::scene::{Camera, Lens};
use glam::{Vec2, Vec3};
use rayon::prelude::*;
use std::ops::Range;

/// A picture, or a tile of it, as a pyramid before the eye: the same for each of its samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    eye: Vec3,
    forward: Vec3,
    right: Vec3,
    up: Vec3,
    /// Lower left and upper right corner, 1 mm along the view, mm aside.
    low: Vec2,
    high: Vec2,
    /// How far the eye strays over its lens, mm, and the distance at which that moves nothing.
    lens_mm: f32,
    focus_mm: f32,
}

/// Normals and places on the device are this far off those on the host, mm of the way to the eye.
const ROUNDED_MM: f32 = 0.1;

impl Sight {
    /// What `camera` sees in `tile`.
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

    /// Whether anything within `reach_mm` of a point may lie in the picture.
    pub(super) fn holds(&self, point: Vec3, reach_mm: f32) -> bool {
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

    /// Whether skin at `point` with this normal may face the eye.
    pub(super) fn faces(&self, point: Vec3, normal: Vec3) -> bool {
        normal.dot(self.eye - point) > -(self.lens_mm + ROUNDED_MM)
    }
}

/// A point of the skin and the way it faces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// mm, head frame.
    pub position: Vec3,
    /// Unit vector.
    pub normal: Vec3,
}

/// The numbers of those places, in order, from which something within `reach_mm` may be seen.
pub(super) fn list(places: &[Place], sight: &Sight, reach_mm: f32) -> Vec<u32> {
    places
        .par_iter()
        .zip(0..places.len() as u32)
        .with_min_len(1 << 14)
        .filter(|(place, _)| sight.faces(place.position, place.normal) && sight.holds(place.position, reach_mm))
        .map(|(_, i)| i)
        .collect()
}

/// Neighbouring triangles that face much the same way: seen or unseen together.
#[derive(Clone, Debug)]
pub(super) struct Patch {
    /// Which indices of the head's are theirs.
    pub indices: Range<u32>,
    center: Vec3,
    radius_mm: f32,
    axis: Vec3,
    /// Of the widest angle between the axis and a normal.
    cos: f32,
    sin: f32,
}

/// Triangles of a patch.
const PATCH_TRIANGLES: usize = 128;

impl Patch {
    fn of(positions: &[Vec3], triangles: &[[u32; 3]], first: usize) -> Self {
        let corners = || triangles.iter().flatten().map(|&i| positions[i as usize]);
        let (low, high) = corners()
            .fold((Vec3::INFINITY, Vec3::NEG_INFINITY), |(low, high): (Vec3, Vec3), p| (low.min(p), high.max(p)));
        let center = 0.5 * (low + high);
        let normals = || triangles.iter().filter_map(|t| facing(positions, t).try_normalize());
        let axis = normals().sum::<Vec3>().try_normalize();
        let cos = axis.map_or(-1.0, |axis| normals().map(|n| axis.dot(n)).fold(1.0, f32::min));
        Self {
            indices: 3 * first as u32..3 * (first + triangles.len()) as u32,
            center,
            radius_mm: corners().map(|p| p.distance(center)).fold(0.0, f32::max),
            axis: axis.unwrap_or(Vec3::Z),
            cos,
            sin: (1.0 - cos * cos).max(0.0).sqrt(),
        }
    }

    /// Whether any of it may be seen.
    fn in_sight(&self, sight: &Sight) -> bool {
        let to_eye = sight.eye - self.center;
        let (distance, reach) = (to_eye.length(), self.radius_mm + sight.lens_mm + ROUNDED_MM);
        if distance <= reach {
            return true;
        }
        // The normal that turns most towards the eye, from the point of the patch that lies best for it.
        let cos = (self.axis.dot(to_eye) / distance).clamp(-1.0, 1.0);
        let sin = (1.0 - cos * cos).max(0.0).sqrt();
        let away = cos < self.cos && cos * self.cos + sin * self.sin < -reach / distance;
        !away && sight.holds(self.center, self.radius_mm)
    }
}

fn facing(positions: &[Vec3], triangle: &[u32; 3]) -> Vec3 {
    let [a, b, c] = triangle.map(|i| positions[i as usize]);
    (b - a).cross(c - a)
}

/// Orders triangles so that those that face alike and lie near each other come together, and cuts them into patches.
pub(super) fn patches(positions: &[Vec3], triangles: &mut [[u32; 3]]) -> Vec<Patch> {
    let middles: Vec<Vec3> =
        triangles.iter().map(|t| t.map(|i| positions[i as usize]).iter().sum::<Vec3>() / 3.0).collect();
    let mut keyed: Vec<(u32, [u32; 3])> = crate::mesh::order::along_curve(&middles)
        .into_iter()
        .map(|(_, t)| triangles[t as usize])
        .map(|t| (side(facing(positions, &t)), t))
        .collect();
    keyed.sort_by_key(|&(side, _)| side);
    triangles.iter_mut().zip(&keyed).for_each(|(into, &(_, t))| *into = t);
    triangles
        .chunks(PATCH_TRIANGLES)
        .enumerate()
        .map(|(k, some)| Patch::of(positions, some, k * PATCH_TRIANGLES))
        .collect()
}

/// One of 54 directions: the sides of a cube, each in nine squares.
fn side(n: Vec3) -> u32 {
    let a = n.abs();
    let k = if a.x >= a.y && a.x >= a.z { 0 } else { 1 + usize::from(a.z > a.y) };
    let third = |x: f32| u32::from(3.0 * x > -a[k]) + u32::from(3.0 * x > a[k]);
    (k as u32 * 2 + u32::from(n[k] < 0.0)) * 9 + 3 * third(n[(k + 1) % 3]) + third(n[(k + 2) % 3])
}

/// Ranges of indices of what may be seen, those that meet in one.
pub(super) fn seen(patches: &[Patch], sight: &Sight) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for patch in patches.iter().filter(|patch| patch.in_sight(sight)) {
        match ranges.last_mut() {
            Some(last) if last.end == patch.indices.start => last.end = patch.indices.end,
            _ => ranges.push(patch.indices.clone()),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
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
            let (positions, mut triangles) = ball(&camera);
            let before = triangles.clone();
            let parts = patches(&positions, &mut triangles);
            let mut sorted = [before, triangles.clone()];
            sorted.iter_mut().for_each(|t| t.sort_unstable());
            assert_eq!(sorted[0], sorted[1]);
            let sight = Sight::of(&camera, tile);
            let ranges = seen(&parts, &sight);
            let kept: u32 = ranges.iter().map(|r| r.end - r.start).sum();
            assert!((kept as f32) < most * 3.0 * triangles.len() as f32, "{kept}");
            for (t, triangle) in triangles.iter().enumerate() {
                let middle = triangle.map(|i| positions[i as usize]).iter().sum::<Vec3>() / 3.0;
                let shows =
                    facing(&positions, triangle).dot(camera.eye() - middle) > 0.0 && in_picture(&camera, middle, tile);
                let drawn = ranges.iter().any(|r| r.contains(&(3 * t as u32)));
                assert!(drawn || !shows, "{t}");
                let n = facing(&positions, triangle).normalize_or_zero();
                assert!(!shows || (sight.faces(middle, n) && sight.holds(middle, 0.0)), "{t}");
            }
        }
    }

    #[test]
    fn a_lens_sees_past_the_edge() {
        let mut camera = View::Front.camera();
        let tile = Tile::whole((1000, 1000));
        let point = camera.target + Vec3::new(0.0, 0.0, 90.0);
        let side = point + camera.right_up().0 * 170.0;
        assert!(!Sight::of(&camera, tile).holds(side, 1.0));
        camera.lens = Some(Lens { radius_mm: 40.0, focus_mm: 600.0 });
        assert!(Sight::of(&camera, tile).holds(side, 1.0));
        assert!(Sight::of(&camera, tile).faces(point, Vec3::new(1.0, 0.0, -0.02)));
    }
}
