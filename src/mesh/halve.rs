//! Edges halved: the same surface in more triangles, closed where it was closed.

use std::collections::HashMap;

/// Triangles after some edges were halved.
pub struct Halved {
    /// The triangles, each turned as it was.
    pub triangles: Vec<[u32; 3]>,
    /// Parents of each new vertex, in turn: the two that it lies between, the lower first.
    pub parents: Vec<[u32; 2]>,
}

/// Halves edges once; `long` says of a triangle which of its edges (first to second corner, second to third, third to first) it
/// wants halved. Its neighbours follow. New vertices are numbered from `vertices` on; `None` where no edge is halved.
pub fn halve(triangles: &[[u32; 3]], vertices: usize, long: impl Fn([u32; 3]) -> [bool; 3]) -> Option<Halved> {
    let mut halves: HashMap<[u32; 2], u32> = HashMap::new();
    let mut parents = Vec::new();
    for &[a, b, c] in triangles {
        for (edge, _) in [[a, b], [b, c], [c, a]].into_iter().zip(long([a, b, c])).filter(|(_, long)| *long) {
            halves.entry(sorted(edge)).or_insert_with_key(|&edge| {
                parents.push(edge);
                (vertices + parents.len() - 1) as u32
            });
        }
    }
    if parents.is_empty() {
        return None;
    }
    Some(Halved { triangles: triangles.iter().flat_map(|&t| split(t, &halves)).collect(), parents })
}

fn sorted([a, b]: [u32; 2]) -> [u32; 2] {
    if a < b { [a, b] } else { [b, a] }
}

/// A triangle in as many as its halved edges ask for, turned as it was.
fn split([a, b, c]: [u32; 3], halves: &HashMap<[u32; 2], u32>) -> Vec<[u32; 3]> {
    let half = |a, b| halves.get(&sorted([a, b])).copied();
    match [half(a, b), half(b, c), half(c, a)] {
        [None, None, None] => vec![[a, b, c]],
        [Some(ab), None, None] => vec![[a, ab, c], [ab, b, c]],
        [None, Some(bc), None] => vec![[a, b, bc], [a, bc, c]],
        [None, None, Some(ca)] => vec![[a, b, ca], [ca, b, c]],
        [Some(ab), Some(bc), None] => vec![[ab, b, bc], [a, ab, bc], [a, bc, c]],
        [None, Some(bc), Some(ca)] => vec![[bc, c, ca], [a, b, bc], [a, bc, ca]],
        [Some(ab), None, Some(ca)] => vec![[a, ab, ca], [ab, b, c], [ab, c, ca]],
        [Some(ab), Some(bc), Some(ca)] => vec![[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]],
    }
}
