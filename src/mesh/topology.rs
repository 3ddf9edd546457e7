//! Topology of meshes without any guarantee: the triangles that meet at each edge.
//!
//! A half-edge `h` is corner `h % 3` of triangle `h / 3`, and runs to the next corner. All orders follow the
//! triangles', so the same mesh gives the same result on every machine.

use crate::par::*;

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

/// Lists of variable length, stored end to end: for each key its values, in the order of filing.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// Files each value `i` under `key(i)`, for `count` values and keys below `keys`.
    pub fn new(keys: usize, count: usize, key: impl Fn(usize) -> u32) -> Self {
        let mut starts = vec![0_u32; keys + 1];
        for i in 0..count {
            starts[key(i) as usize + 1] += 1;
        }
        for k in 0..keys {
            starts[k + 1] += starts[k];
        }
        let mut next = starts.clone();
        let mut values = vec![0; count];
        for i in 0..count {
            let slot = &mut next[key(i) as usize];
            values[*slot as usize] = i as u32;
            *slot += 1;
        }
        Self { starts, values }
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

/// Length up to which lists are scanned; longer ones are searched.
const SHORT: usize = 24;

/// Half-edge across each one, in either direction, or [`RIM`], or [`CROWDED`].
pub fn across(vertices: usize, triangles: &[[u32; 3]]) -> Vec<u32> {
    let sorted = |h: usize| {
        let (a, b) = ends(triangles, h);
        (a.min(b), a.max(b))
    };
    let mut lists = Lists::new(vertices, triangles.len() * 3, |h| sorted(h).0);
    // Sorted by the other end, so that a vertex of a million faces does not take quadratic time.
    for v in 0..vertices {
        let (from, to) = (lists.starts[v] as usize, lists.starts[v + 1] as usize);
        if to - from > SHORT {
            lists.values[from..to].sort_unstable_by_key(|&h| (sorted(h as usize).1, h));
        }
    }
    (0..triangles.len() * 3)
        .into_par_iter()
        .map(|h| {
            let (low, high) = sorted(h);
            let mut list = lists.of(low as usize);
            if list.len() > SHORT {
                list = &list[list.partition_point(|&g| sorted(g as usize).1 < high)..];
                list = &list[..list.len().min(3)];
            }
            let mut others = list.iter().filter(|&&g| g as usize != h && sorted(g as usize).1 == high);
            match (others.next(), others.next()) {
                (None, _) => RIM,
                (Some(&other), None) => other,
                _ => CROWDED,
            }
        })
        .collect()
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
    fn three_pages_on_one_spine_are_crowded() {
        let book = [[0, 1, 2], [0, 1, 3], [1, 0, 4]];
        let pairs = across(5, &book);
        assert_eq!([pairs[0], pairs[3], pairs[6]], [CROWDED; 3]);
        assert_eq!(pairs.iter().filter(|&&g| g == RIM).count(), 6);
    }
}
