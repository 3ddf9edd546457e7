//! Topology of meshes without any guarantee: the triangles that meet at each edge.
//!
//! A half-edge `h` is corner `h % 3` of triangle `h / 3`, and runs to the next corner. All orders follow the
//! triangles', so the same mesh gives the same result on every machine.

use crate::par::*;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Value for a half-edge without a triangle across it: the rim of a hole.
pub const RIM: u32 = u32::MAX;
/// Value for a half-edge at which more than two triangles meet.
pub const CROWDED: u32 = u32::MAX - 1;

/// First and last vertex of a half-edge.
pub fn ends(triangles: &[[u32; 3]], half_edge: usize) -> (u32, u32) {
    let t = triangles[half_edge / 3];
    let k = half_edge % 3;
    (t[k], t[(k + 1) % 3])
}

/// Fewest values that are worth a thread.
const PART: usize = 1 << 16;

/// Places that several threads fill, each its own.
fn places(count: usize) -> Vec<AtomicU32> {
    (0..count).map(|_| AtomicU32::new(0)).collect()
}

/// Values of such places once all are filled.
fn settled(places: Vec<AtomicU32>) -> Vec<u32> {
    places.into_iter().map(AtomicU32::into_inner).collect()
}

/// Lists of variable length, stored end to end: for each key its values, in the order of filing.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// Files each value `i` under `key(i)`, for `count` values and keys below `keys`.
    pub fn new(keys: usize, count: usize, key: impl Fn(usize) -> u32 + Sync) -> Self {
        // Each part of the values counts for itself, and files into its own places of each list: the parts' number has no effect.
        let part = count.div_ceil(threads()).max(PART);
        let parts: Vec<_> = (0..count).step_by(part).map(|first| first..count.min(first + part)).collect();
        let counted = |part: &Range<usize>| {
            let mut counts = vec![0_u32; keys];
            part.clone().for_each(|i| counts[key(i) as usize] += 1);
            counts
        };
        let mut next: Vec<Vec<u32>> = parts.par_iter().map(counted).collect();
        let mut starts = Vec::with_capacity(keys + 1);
        let mut end = 0;
        for k in 0..keys {
            starts.push(end);
            for counts in &mut next {
                end += std::mem::replace(&mut counts[k], end);
            }
        }
        starts.push(end);
        let values = places(count);
        next.par_iter_mut().zip(parts.par_iter()).for_each(|(next, part)| {
            for i in part.clone() {
                let slot = &mut next[key(i) as usize];
                values[*slot as usize].store(i as u32, Relaxed);
                *slot += 1;
            }
        });
        Self { starts, values: settled(values) }
    }

    /// Values filed under `key`.
    pub fn of(&self, key: usize) -> &[u32] {
        &self.values[self.starts[key] as usize..self.starts[key + 1] as usize]
    }

    /// All values, those of the lowest key first.
    pub fn into_values(self) -> Vec<u32> {
        self.values
    }
}

/// Corners of each vertex (half-edges that leave it).
pub fn corners_of(vertices: usize, triangles: &[[u32; 3]]) -> Lists {
    Lists::new(vertices, triangles.len() * 3, |h| triangles[h / 3][h % 3])
}

/// Length up to which lists are compared item by item; longer ones are sorted.
const SHORT: usize = 24;

/// Half-edge across each one, in either direction, or [`RIM`], or [`CROWDED`].
pub fn across(vertices: usize, triangles: &[[u32; 3]]) -> Vec<u32> {
    let low = |h: usize| {
        let (a, b) = ends(triangles, h);
        a.min(b)
    };
    let lists = Lists::new(vertices, triangles.len() * 3, low);
    let out = places(triangles.len() * 3);
    let store = |h: u32, other: u32| out[h as usize].store(other, Relaxed);
    (0..vertices).into_par_iter().for_each(|v| {
        let list = lists.of(v);
        let far = |h: u32| {
            let (a, b) = ends(triangles, h as usize);
            a.max(b)
        };
        if list.len() > SHORT {
            // A vertex of a million faces takes no quadratic time.
            let mut sorted: Vec<(u32, u32)> = list.iter().map(|&h| (far(h), h)).collect();
            sorted.sort_unstable();
            for edge in sorted.chunk_by(|a, b| a.0 == b.0) {
                match *edge {
                    [(_, h)] => store(h, RIM),
                    [(_, h), (_, g)] => {
                        store(h, g);
                        store(g, h);
                    }
                    _ => edge.iter().for_each(|&(_, h)| store(h, CROWDED)),
                }
            }
            return;
        }
        let mut ends = [0; SHORT];
        let ends = &mut ends[..list.len()];
        ends.iter_mut().zip(list).for_each(|(end, &h)| *end = far(h));
        for (i, (&h, &end)) in list.iter().zip(ends.iter()).enumerate() {
            let (mut other, mut others) = (RIM, 0);
            for (j, &g) in list.iter().enumerate() {
                if j != i && ends[j] == end {
                    (other, others) = (g, others + 1);
                }
            }
            store(h, if others > 1 { CROWDED } else { other });
        }
    });
    settled(out)
}

/// Closed loops of vertices along rims, each in the order of its half-edges, with the mesh on their left.
pub fn rims(triangles: &[[u32; 3]], across: &[u32]) -> Vec<Vec<u32>> {
    let mut edges: Vec<(u32, u32)> =
        (0..across.len()).filter(|&h| across[h] == RIM).map(|h| ends(triangles, h)).collect();
    edges.sort_unstable();
    let mut used = vec![false; edges.len()];
    let mut out = Vec::new();
    for first in 0..edges.len() {
        if used[first] {
            continue;
        }
        used[first] = true;
        let (start, mut at) = edges[first];
        let mut rim = vec![start];
        while at != start {
            let from = edges.partition_point(|e| e.0 < at);
            let next = (from..edges.len()).take_while(|&i| edges[i].0 == at).find(|&i| !used[i]);
            let Some(next) = next else { break };
            used[next] = true;
            rim.push(at);
            at = edges[next].1;
        }
        if at == start && rim.len() >= 3 {
            out.push(rim);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tetrahedron_is_closed_and_without_one_face_has_one_rim() {
        let closed = [[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]];
        let pairs = across(4, &closed);
        for (h, &g) in pairs.iter().enumerate() {
            let ((a, b), (c, d)) = (ends(&closed, h), ends(&closed, g as usize));
            assert!(a == d && b == c && pairs[g as usize] == h as u32);
        }
        assert!(rims(&closed, &pairs).is_empty());
        let open = &closed[..3];
        assert_eq!(rims(open, &across(4, open)), [vec![0, 2, 3]]);
    }

    #[test]
    fn a_wheel_of_a_hundred_thousand_spokes_is_closed_round_its_hub() {
        // Were faces compared two by two, this would not end today.
        let n = 100_000;
        let wheel: Vec<[u32; 3]> = (1..=n).map(|i| [0, i, i % n + 1]).collect();
        let pairs = across(n as usize + 1, &wheel);
        assert_eq!(pairs.iter().filter(|&&g| g == RIM).count(), n as usize);
        assert_eq!(rims(&wheel, &pairs).len(), 1);
    }

    #[test]
    fn lists_are_the_same_with_one_thread_and_many() {
        let (keys, count) = (1000, 3 * PART + 17);
        let key = |i: usize| (i as u32).wrapping_mul(2_654_435_769) % keys;
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Lists::new(keys as usize, count, key))
        };
        let (one, many) = (run(1), run(5));
        for k in 0..keys {
            let filed: Vec<u32> = (0..count as u32).filter(|&i| key(i as usize) == k).collect();
            assert!(one.of(k as usize) == filed && many.of(k as usize) == filed, "{k}");
        }
    }

    #[test]
    fn three_pages_on_one_spine_are_crowded() {
        let book = [[0, 1, 2], [0, 1, 3], [1, 0, 4]];
        let pairs = across(5, &book);
        assert_eq!([pairs[0], pairs[3], pairs[6]], [CROWDED; 3]);
        assert_eq!(pairs.iter().filter(|&&g| g == RIM).count(), 6);
    }
}
