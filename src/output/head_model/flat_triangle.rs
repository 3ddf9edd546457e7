//! A triangle laid flat: the cells of a grid that it holds, and the weights of its corners at a place.

use glam::{Vec2, Vec3};

/// Calls `visit` with each cell whose middle lies in a triangle, and with the corners' weights there.
pub fn for_inside(corners: [Vec2; 3], mut visit: impl FnMut([i32; 2], Vec3)) {
    let Some(weights) = Weights::of(corners) else { return };
    let [a, b, c] = corners;
    let (low, high) = (a.min(b).min(c), a.max(b).max(c));
    for y in (low.y - 0.5).floor() as i32..=(high.y - 0.5).ceil() as i32 {
        for x in (low.x - 0.5).floor() as i32..=(high.x - 0.5).ceil() as i32 {
            let w = weights.at(Vec2::new(x as f32 + 0.5, y as f32 + 0.5));
            if w.min_element() >= -1e-4 {
                visit([x, y], w);
            }
        }
    }
}

/// Weights of a flat triangle's corners.
#[derive(Clone, Copy)]
pub struct Weights {
    origin: Vec2,
    to_b: Vec2,
    to_c: Vec2,
    inverse: f32,
}

impl Weights {
    /// Weights for these corners; `None` where they lie on a line.
    pub fn of([a, b, c]: [Vec2; 3]) -> Option<Self> {
        let area = (b - a).perp_dot(c - a);
        (area.abs() > 1e-9).then(|| Self { origin: a, to_b: b - a, to_c: c - a, inverse: 1.0 / area })
    }

    /// Weights at a place; outside of the triangle some are negative.
    pub fn at(&self, p: Vec2) -> Vec3 {
        let d = p - self.origin;
        let (b, c) = (d.perp_dot(self.to_c) * self.inverse, self.to_b.perp_dot(d) * self.inverse);
        Vec3::new(1.0 - b - c, b, c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_holds_as_many_cells_as_its_area_and_weights_lead_back() {
        let corners = [Vec2::new(3.3, 2.1), Vec2::new(43.7, 9.2), Vec2::new(11.0, 38.4)];
        let area = 0.5 * (corners[1] - corners[0]).perp_dot(corners[2] - corners[0]).abs();
        let mut count = 0;
        for_inside(corners, |[x, y], w| {
            count += 1;
            let back = corners[0] * w.x + corners[1] * w.y + corners[2] * w.z;
            assert!(back.distance(Vec2::new(x as f32 + 0.5, y as f32 + 0.5)) < 1e-3);
        });
        assert!((count as f32 - area).abs() < 0.02 * area, "{count} cells for {area}");
        assert!(Weights::of([corners[0], corners[1], corners[1]]).is_none());
    }
}
