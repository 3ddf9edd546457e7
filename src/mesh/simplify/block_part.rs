//! Carrying out of collapses on a part of the vertices, with checks against folds and pinches.

use super::collapse::Collapse;
use super::quadric::{Quadric, point};
use crate::mesh::topology::Lists;
use glam::Vec3;

/// Most corners of a vertex that may collapse: with more, repeated searches would take quadratic time.
const MOST_CORNERS: usize = 256;

/// The mesh at the beginning of a round.
pub(super) struct Stars<'a> {
    pub(super) points: &'a [Vec3],
    pub(super) faces: &'a [[u32; 3]],
    pub(super) corners: &'a Lists,
}

impl Stars<'_> {
    fn of(&self, vertex: u32) -> impl Iterator<Item = [u32; 3]> {
        self.corners.of(vertex as usize).iter().map(|&h| self.faces[h as usize / 3])
    }
}

/// Vertices from `first` on, as many as the slices hold.
pub(super) struct BlockPart<'a> {
    pub(super) first: u32,
    /// True for vertices that took part in a collapse of this round.
    pub(super) locked: &'a mut [bool],
    /// Vertex onto which each was moved.
    pub(super) moved: &'a mut [u32],
    pub(super) quadrics: &'a mut [Quadric],
}

impl BlockPart<'_> {
    /// Carries out up to `wanted` collapses. Returns how many, and those that reach out of the part.
    pub(super) fn carry_out(
        &mut self,
        stars: &Stars<'_>,
        list: Vec<Collapse>,
        wanted: usize,
    ) -> (usize, Vec<Collapse>) {
        let (mut gone, mut rest) = (0, Vec::new());
        let mut seen = Stamps { of: vec![0; self.moved.len()], last: 0 };
        let (mut about_from, mut about_to) = (Vec::new(), Vec::new());
        let (first, len) = (self.first, self.moved.len());
        let local = |i: u32| i.wrapping_sub(first) as usize;
        for collapse in list {
            if gone == wanted {
                break;
            }
            let Collapse { from, to, .. } = collapse;
            // Most are refused here, without a look at the faces around them.
            if [from, to].into_iter().any(|i| self.locked.get(local(i)) == Some(&true)) {
                continue;
            }
            if [from, to].into_iter().any(|i| stars.corners.of(i as usize).len() > MOST_CORNERS) {
                continue;
            }
            about_from.clear();
            about_from.extend(stars.of(from));
            about_to.clear();
            about_to.extend(stars.of(to));
            let inside = |t: &[u32; 3]| t.iter().all(|&i| local(i) < len);
            if len < stars.points.len() && !(about_from.iter().all(inside) && about_to.iter().all(inside)) {
                rest.push(collapse);
                continue;
            }
            about_from.iter_mut().chain(&mut about_to).for_each(|t| *t = t.map(|i| self.moved[local(i)]));
            if !sound(stars.points, &about_from, from, to)
                || !simple(&about_from, &about_to, from, to, local, &mut seen)
            {
                continue;
            }
            self.locked[local(from)] = true;
            self.locked[local(to)] = true;
            self.moved[local(from)] = to;
            let q = self.quadrics[local(from)];
            self.quadrics[local(to)].add(&q);
            gone += 1;
        }
        (gone, rest)
    }
}

/// True where no triangle around `from` turns by more than some 75° or becomes a sliver when `from` moves onto `to`.
fn sound(points: &[Vec3], star: &[[u32; 3]], from: u32, to: u32) -> bool {
    for &t in star {
        if t.contains(&to) || t[0] == t[1] || t[1] == t[2] || t[2] == t[0] {
            continue;
        }
        let [a, b, c] = t.map(|i| point(points, i));
        let [x, y, z] = t.map(|i| point(points, if i == from { to } else { i }));
        let (before, after) = ((b - a).cross(c - a), (y - x).cross(z - x));
        let edges = (y - x).length_squared() + (z - y).length_squared() + (x - z).length_squared();
        if before.dot(after) <= 0.25 * before.length() * after.length() || after.length() < 0.02 * edges {
            return false;
        }
    }
    true
}

/// Round in which each vertex was last visited.
struct Stamps {
    of: Vec<u32>,
    last: u32,
}

/// True where the ends share only the neighbours of their common triangles, so that nothing is pinched.
fn simple(
    star_from: &[[u32; 3]],
    star_to: &[[u32; 3]],
    from: u32,
    to: u32,
    local: impl Fn(u32) -> usize,
    seen: &mut Stamps,
) -> bool {
    let (mut shared, mut common) = (0, 0);
    let (near, both) = (seen.last + 1, seen.last + 2);
    seen.last = both;
    for &t in star_from {
        shared += usize::from(t.contains(&to) && t.contains(&from));
        t.into_iter().filter(|&i| i != from && i != to).for_each(|i| seen.of[local(i)] = near);
    }
    for &t in star_to {
        for i in t.into_iter().filter(|&i| i != from && i != to) {
            if seen.of[local(i)] == near {
                seen.of[local(i)] = both;
                common += 1;
            }
        }
    }
    (1..=2).contains(&shared) && common == shared
}
