//! Collapses of a vertex onto a neighbour, and the choice of the cheapest.

use super::quadric::{Quadric, point};
use crate::mesh::topology::{Lists, ends};
use glam::Vec3;

/// A collapse of one vertex onto a neighbour.
#[derive(Clone, Copy)]
pub(super) struct Collapse {
    /// Class of the error: its power of two, as a number that sorts alike.
    pub(super) class: u16,
    /// Vertex that goes.
    pub(super) from: u32,
    /// Vertex that it moves onto.
    pub(super) to: u32,
}

impl Collapse {
    /// Order in which collapses are carried out: by powers of two of the error, then by place.
    pub(super) fn key(&self) -> (u16, u32) {
        (self.class, self.from)
    }
}

/// The cheapest collapse of `from`, as its class and the vertex that it moves onto. `own` are the errors of all vertices where they
/// stand.
pub(super) fn cheapest(
    points: &[Vec3],
    faces: &[[u32; 3]],
    corners: &Lists,
    quadric: &Quadric,
    own: &[f64],
    from: u32,
) -> Option<(u16, u32)> {
    let start = point(points, from);
    let mut found: Option<(f64, u32)> = None;
    for &h in corners.of(from as usize) {
        // Every neighbour follows some corner, except one along a rim, which is reached from its own side.
        let (_, to) = ends(faces, h as usize);
        let end = point(points, to);
        let length = start.distance_squared(end);
        // A little of the length keeps the triangles of flat parts even.
        let error = quadric.error(end) + own[to as usize] + 1e-4 * length * length;
        if found.is_none_or(|(e, t)| error < e || (error == e && to < t)) {
            found = Some((error, to));
        }
    }
    found.map(|(error, to)| (((error as f32).to_bits() >> 23) as u16, to))
}

/// Keeps the `count` cheapest, by class and then by place.
pub(super) fn keep_cheapest(blocks: &mut [Vec<Collapse>], count: usize) {
    let mut of_class = vec![0_usize; 1 << 9];
    blocks.iter().flatten().for_each(|c| of_class[usize::from(c.class)] += 1);
    let (mut class, mut left) = (0, count);
    while class < of_class.len() && of_class[class] <= left {
        left -= of_class[class];
        class += 1;
    }
    for block in blocks {
        block.retain(|c| match usize::from(c.class).cmp(&class) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal if left > 0 => {
                left -= 1;
                true
            }
            _ => false,
        });
    }
}
