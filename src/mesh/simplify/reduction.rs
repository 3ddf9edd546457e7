//! A mesh while it is reduced: rounds of collapses in blocks of vertices.

use super::block_part::{BlockPart, Stars};
use super::collapse::{Collapse, cheapest, keep_cheapest};
use super::quadric::{Quadric, point, quadrics};
use crate::mesh::topology::{Lists, corners_of};
use crate::par::*;
use glam::Vec3;

/// Vertices of a block at the beginning.
const BLOCK: usize = 1 << 15;
/// Class of a vertex that has no collapse.
const NONE: u16 = u16::MAX;

/// A mesh that is reduced. Vertices that are gone are left out of its numbers from time to time; blocks keep theirs.
pub(super) struct Reduction {
    points: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
    corners: Lists,
    quadrics: Vec<Quadric>,
    /// Error of each vertex where it stands.
    own: Vec<f64>,
    /// Class and end of each vertex's cheapest collapse. It holds until a vertex around it changes.
    choices: Vec<(u16, u32)>,
    /// True for vertices whose quadric or neighbours changed in the last round.
    changed: Vec<bool>,
    /// First vertex of each block, and the number of all.
    starts: Vec<usize>,
    /// Number of each vertex in the mesh that was given; empty as long as it is its own.
    given: Vec<u32>,
    /// Vertices that are left, or some more.
    left: usize,
}

impl Reduction {
    /// A reduction of these triangles over `points` of a size of about one.
    pub(super) fn new(points: Vec<Vec3>, triangles: Vec<[u32; 3]>) -> Self {
        let count = points.len();
        let corners = corners_of(count, &triangles);
        let quadrics = quadrics(&points, &triangles, &corners);
        let starts = (0..count).step_by(BLOCK).chain([count]).collect();
        let (own, choices, changed) = (vec![0.0; count], vec![(NONE, 0); count], vec![true; count]);
        Self { points, triangles, corners, quadrics, own, choices, changed, starts, given: Vec::new(), left: count }
    }

    /// Triangles that are left, by the numbers of the points as they are now.
    pub(super) fn triangles(&self) -> &[[u32; 3]] {
        &self.triangles
    }

    /// Triangles that are left, by the numbers of the points as they were given.
    pub(super) fn into_triangles(mut self) -> Vec<[u32; 3]> {
        if !self.given.is_empty() {
            self.triangles.par_iter_mut().for_each(|t| *t = t.map(|i| self.given[i as usize]));
        }
        self.triangles
    }

    /// Carries out up to `wanted` collapses that do not touch each other, out of all or of the cheaper part. Returns how
    /// many.
    pub(super) fn round(&mut self, wanted: usize, of_all: bool) -> usize {
        self.choose();
        let listed = |k: usize| {
            let own = self.choices[self.starts[k]..self.starts[k + 1]].iter().zip(self.starts[k] as u32..);
            own.filter(|((class, _), _)| *class != NONE)
                .map(|(&(class, to), from)| Collapse { class, from, to })
                .collect()
        };
        let mut blocks: Vec<Vec<Collapse>> = (0..self.starts.len() - 1).into_par_iter().map(listed).collect();
        let all: usize = blocks.iter().map(Vec::len).sum();
        // Only the cheaper part in each round, so that the order over all rounds stays near the true one.
        if !of_all {
            keep_cheapest(&mut blocks, (all * 2).div_ceil(3).min(wanted.saturating_mul(3).max(1000)));
        }
        let count = self.points.len();
        let mut locked = vec![false; count];
        let mut moved: Vec<u32> = (0..count as u32).collect();
        let star = Stars { points: &self.points, faces: &self.triangles, corners: &self.corners };
        let mut gone = 0;
        let mut rest: Vec<Collapse> = Vec::new();
        // Each collapse locks two vertices, so if half of them are wanted, no block can do too many.
        if 2 * wanted >= all && blocks.len() > 1 {
            let mut left = (&mut locked[..], &mut moved[..], &mut self.quadrics[..]);
            let mut parts = Vec::with_capacity(blocks.len());
            for (list, ends) in blocks.into_iter().zip(self.starts.windows(2)) {
                let (locked, later_locked) = left.0.split_at_mut(ends[1] - ends[0]);
                let (moved, later_moved) = left.1.split_at_mut(ends[1] - ends[0]);
                let (quadrics, later_quadrics) = left.2.split_at_mut(ends[1] - ends[0]);
                left = (later_locked, later_moved, later_quadrics);
                parts.push((list, BlockPart { first: ends[0] as u32, locked, moved, quadrics }));
            }
            let done = parts.into_par_iter().map(|(mut list, mut part)| {
                list.sort_unstable_by_key(Collapse::key);
                part.carry_out(&star, list, usize::MAX)
            });
            for (done, left) in done.collect::<Vec<_>>() {
                gone += done;
                rest.extend(left);
            }
        } else {
            rest = blocks.concat();
        }
        rest.par_sort_unstable_by_key(Collapse::key);
        let mut whole = BlockPart { first: 0, locked: &mut locked, moved: &mut moved, quadrics: &mut self.quadrics };
        gone += whole.carry_out(&star, rest, wanted - gone).0;
        self.follow(&moved);
        self.left -= gone;
        if 2 * self.left < self.points.len() {
            self.close_up();
        }
        self.corners = corners_of(self.points.len(), &self.triangles);
        gone
    }

    /// Chooses the cheapest collapse of each vertex about which anything has changed.
    fn choose(&mut self) {
        let Self { points, triangles, corners, quadrics, own, choices, changed, .. } = self;
        own.par_iter_mut()
            .zip(quadrics.par_iter())
            .enumerate()
            .filter(|(i, _)| changed[*i])
            .for_each(|(i, (own, quadric))| *own = quadric.error(point(points, i as u32)));
        choices.par_iter_mut().zip(quadrics.par_iter()).enumerate().for_each(|(from, (choice, quadric))| {
            let mut around = corners.of(from).iter().flat_map(|&h| triangles[h as usize / 3]);
            if changed[from] || around.any(|i| changed[i as usize]) {
                let found = cheapest(points, triangles, corners, quadric, own, from as u32);
                *choice = found.unwrap_or((NONE, 0));
            }
        });
    }

    /// Moves the triangles' corners, drops triangles without area, and marks what changed.
    fn follow(&mut self, moved: &[u32]) {
        self.triangles.par_iter_mut().for_each(|t| *t = t.map(|i| moved[i as usize]));
        let changed = &mut self.changed;
        changed.fill(false);
        // Each collapse takes a triangle at least, so all vertices that another was moved onto are found; those that were moved have
        // no corner any more.
        self.triangles.retain(|t| {
            let stays = t[0] != t[1] && t[1] != t[2] && t[2] != t[0];
            if !stays {
                t.iter().for_each(|&i| changed[i as usize] = true);
            }
            stays
        });
        moved.iter().zip(0..).filter(|(to, i)| **to != *i).for_each(|(_, i): (_, u32)| changed[i as usize] = true);
    }

    /// Numbers the vertices that are left anew, in their old order.
    fn close_up(&mut self) {
        let mut used = vec![false; self.points.len()];
        self.triangles.iter().flatten().for_each(|&i| used[i as usize] = true);
        let kept: Vec<u32> = (0..used.len() as u32).filter(|&i| used[i as usize]).collect();
        let mut rank = vec![0_u32; used.len()];
        kept.iter().zip(0..).for_each(|(&old, new)| rank[old as usize] = new);
        self.triangles.par_iter_mut().for_each(|t| *t = t.map(|i| rank[i as usize]));
        fn those<T: Copy + Send + Sync>(values: &[T], kept: &[u32]) -> Vec<T> {
            kept.par_iter().map(|&i| values[i as usize]).collect()
        }
        self.points = those(&self.points, &kept);
        self.quadrics = those(&self.quadrics, &kept);
        self.own = those(&self.own, &kept);
        self.changed = those(&self.changed, &kept);
        // A choice of a vertex that is gone is made anew: its neighbour has changed.
        self.choices =
            kept.par_iter().map(|&i| self.choices[i as usize]).map(|(c, to)| (c, rank[to as usize])).collect();
        self.starts.iter_mut().for_each(|start| *start = kept.partition_point(|&i| (i as usize) < *start));
        self.left = kept.len();
        self.given = if self.given.is_empty() { kept } else { those(&self.given, &kept) };
    }
}
