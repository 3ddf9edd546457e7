//! A point tree (k-d tree): the nearest point of a set, however far away.
//!
//! Only comparisons decide, and ties go by the points' order, so that equal points give equal answers on every machine.
//! General crates leave ties to their memory layout, and which of two equally near points is found decides where a head
//! is placed.

use glam::DVec3;

/// Points of a part that is looked through one by one: going down to single points costs more than it saves.
const LEAF: usize = 8;

/// A balanced k-d tree over points, whose nodes are the middles of a recursively halved order; small parts are not halved.
#[derive(Clone, Debug)]
pub struct PointTree {
    points: Vec<DVec3>,
    /// Original index of each point.
    ids: Vec<u32>,
    axes: Vec<u8>,
}

impl PointTree {
    /// The tree over `points`.
    pub fn new(points: &[DVec3]) -> Self {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let mut axes = vec![0; points.len()];
        halve(points, &mut order, &mut axes);
        Self { points: order.iter().map(|&i| points[i as usize]).collect(), ids: order, axes }
    }

    /// Index and distance of the nearest point closer than `limit`.
    pub fn nearest(&self, to: DVec3, limit: f64) -> Option<(usize, f64)> {
        let mut best = (usize::MAX, limit * limit);
        self.search(0, self.points.len(), to, DVec3::ZERO, &mut best);
        (best.0 != usize::MAX).then(|| (self.ids[best.0] as usize, best.1.sqrt()))
    }

    /// True where `accepts` takes the index of any point within `reach` of a place. Points are asked about in no order
    /// that a caller may rely on, and no more of them once one was taken.
    pub fn any_within(&self, of: DVec3, reach: f64, mut accepts: impl FnMut(usize) -> bool) -> bool {
        let mut open = vec![(0, self.points.len())];
        while let Some((from, to)) = open.pop() {
            if to - from <= LEAF {
                let mut near = (from..to).filter(|&i| self.points[i].distance_squared(of) <= reach * reach);
                if near.any(|i| accepts(self.ids[i] as usize)) {
                    return true;
                }
                continue;
            }
            let middle = from + (to - from) / 2;
            if self.points[middle].distance_squared(of) <= reach * reach && accepts(self.ids[middle] as usize) {
                return true;
            }
            let axis = usize::from(self.axes[middle]);
            let side = of[axis] - self.points[middle][axis];
            if side <= reach {
                open.push((from, middle));
            }
            if side >= -reach {
                open.push((middle + 1, to));
            }
        }
        false
    }

    /// Looks into a part of the tree. `beyond` is the squared distance to the part's cell along each axis.
    fn search(&self, from: usize, to: usize, at: DVec3, beyond: DVec3, best: &mut (usize, f64)) {
        if to - from <= LEAF {
            for (i, point) in self.points[from..to].iter().enumerate() {
                let distance = point.distance_squared(at);
                if distance < best.1 {
                    *best = (from + i, distance);
                }
            }
            return;
        }
        let middle = from + (to - from) / 2;
        let point = self.points[middle];
        let distance = point.distance_squared(at);
        if distance < best.1 {
            *best = (middle, distance);
        }
        let axis = usize::from(self.axes[middle]);
        let side = at[axis] - point[axis];
        let (near, far) =
            if side < 0.0 { ((from, middle), (middle + 1, to)) } else { ((middle + 1, to), (from, middle)) };
        self.search(near.0, near.1, at, beyond, best);
        // A cell is as far as its corner or edge, not as its plane alone: far off, a plane's slab holds half of the points (Arya & Mount
        // 1993). Rounding may make the sum too large by some last digits.
        let mut beyond = beyond;
        beyond[axis] = side * side;
        if beyond.element_sum() * (1.0 - 1e-12) < best.1 {
            self.search(far.0, far.1, at, beyond, best);
        }
    }
}

/// Moves the median along the widest axis to the middle, then does so with each half that is no leaf.
fn halve(points: &[DVec3], order: &mut [u32], axes: &mut [u8]) {
    if order.len() <= LEAF {
        order.sort_unstable();
        return;
    }
    let (mut low, mut high) = (DVec3::INFINITY, DVec3::NEG_INFINITY);
    for &i in order.iter() {
        low = low.min(points[i as usize]);
        high = high.max(points[i as usize]);
    }
    let size = high - low;
    let axis = if size.x >= size.y && size.x >= size.z {
        0
    } else if size.y >= size.z {
        1
    } else {
        2
    };
    let middle = order.len() / 2;
    order.select_nth_unstable_by(middle, |&a, &b| {
        points[a as usize][axis].total_cmp(&points[b as usize][axis]).then(a.cmp(&b))
    });
    axes[middle] = axis as u8;
    let (left, right) = order.split_at_mut(middle);
    let (left_axes, right_axes) = axes.split_at_mut(middle);
    halve(points, left, left_axes);
    halve(points, &mut right[1..], &mut right_axes[1..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_nearest_is_that_of_a_search_through_all(points in prop::collection::vec(prop::array::uniform3(-9.0_f64..9.0), 0..90), at in prop::array::uniform3(-12.0_f64..12.0), limit in 0.1_f64..20.0) {
            let points: Vec<DVec3> = points.into_iter().map(DVec3::from_array).collect();
            let at = DVec3::from_array(at);
            let nearest = points.iter().map(|p| p.distance(at)).fold(f64::INFINITY, f64::min);
            match PointTree::new(&points).nearest(at, limit) {
                Some((i, distance)) => {
                    prop_assert_eq!(distance, nearest);
                    prop_assert_eq!(points[i].distance(at), nearest);
                }
                None => prop_assert!(nearest >= limit),
            }
        }

        #[test]
        fn those_within_reach_are_those_of_a_search_through_all(points in prop::collection::vec(prop::array::uniform3(-9.0_f64..9.0), 0..90), at in prop::array::uniform3(-12.0_f64..12.0), reach in 0.1_f64..20.0) {
            let points: Vec<DVec3> = points.into_iter().map(DVec3::from_array).collect();
            let at = DVec3::from_array(at);
            let within: Vec<usize> = (0..points.len()).filter(|&i| points[i].distance_squared(at) <= reach * reach).collect();
            let tree = PointTree::new(&points);
            let mut asked = Vec::new();
            let found = tree.any_within(at, reach, |i| {
                asked.push(i);
                false
            });
            prop_assert!(!found);
            asked.sort_unstable();
            prop_assert_eq!(&asked, &within);
            prop_assert_eq!(tree.any_within(at, reach, |_| true), !within.is_empty());
        }
    }
}
