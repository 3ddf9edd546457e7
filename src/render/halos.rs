//! Groups of neighbouring dots, whose halos are drawn as one from afar (`shaders/passes/04_gather.wgsl`).

use super::contract::HaloGroup;
use super::visibility::OrientedPoint;
use crate::plan::dots::Dot;
use crate::spatial::HashGrid;
use glam::Vec3;

/// Edge of the cells in which dots count as neighbours, mm. It is less than twice the red halo's σ (1.19 mm), so that
/// cells do not show; the width that it adds to the green and blue halos is drawn as it is.
const CELL_MM: f32 = 2.0;
/// Most dots per cm² in groups. Of denser work the first in order stand for all.
const MOST_PER_CM2: f32 = 300.0;

/// Dots gathered in groups.
pub(super) struct Gathering {
    /// Groups, as the device takes them.
    pub groups: Vec<HaloGroup>,
    /// Middle of each group on the skin, with its normal.
    pub points: Vec<OrientedPoint>,
    /// Indices of the members, one group after the other.
    pub members: Vec<u32>,
    /// Number of dots, the first in order, that are in groups.
    pub dots: u32,
}

/// Gathers `dots`, which are in order ([`Dot::order`]). `per_cm2` is their density where they are densest.
pub(super) fn gather(dots: &[Dot], per_cm2: f32) -> Gathering {
    let share = (MOST_PER_CM2 / per_cm2.max(1.0)).min(1.0);
    let taken = &dots[..(dots.len() as f32 * share).ceil() as usize];
    let weight = dots.len() as f32 / taken.len().max(1) as f32;
    let grid = HashGrid::new(taken.len(), CELL_MM, |i| taken[i].position);
    let mut out =
        Gathering { groups: Vec::new(), points: Vec::new(), members: grid.items().collect(), dots: taken.len() as u32 };
    let mut first = 0;
    for group in grid.cells() {
        let count = group.len() as f32;
        let of = || group.clone().map(|i| &taken[i]);
        let position = of().map(|dot| dot.position).sum::<Vec3>() / count;
        let normal = of().map(|dot| dot.normal).sum::<Vec3>().try_normalize().unwrap_or(Vec3::Y);
        // Variance along the skin, averaged over its two directions.
        let apart =
            of().map(|dot| (dot.position - position).reject_from_normalized(normal).length_squared()).sum::<f32>();
        let variance_mm2 = 0.5 * apart / count;
        out.groups.push(HaloGroup::new(position, normal, first, group.len() as u32, variance_mm2, weight));
        out.points.push(OrientedPoint { position, normal });
        first += group.len() as u32;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `n` dots over a square of skin, 40 mm wide, in an even order.
    fn square(n: u32) -> Vec<Dot> {
        (0..n)
            .map(|i| {
                let at = |step: f32| (i as f32 * step).fract() * 40.0;
                let position = Vec3::new(at(0.754_877_7), 100.0, at(0.569_840_3));
                Dot {
                    position,
                    normal: Vec3::Y,
                    hair_direction: Vec3::X,
                    radius_mm: 0.2,
                    depth_mm: 0.4,
                    optical_depth: 2.0,
                    elongation: 1.0,
                    diffusion: 1.0,
                    fade: 1.0,
                    session: 0,
                    order: i as f32 / n as f32,
                    hash: i,
                }
            })
            .collect()
    }

    #[test]
    fn every_dot_is_in_one_group_of_its_near_neighbours() {
        let dots = square(2500);
        let all = gather(&dots, 156.0);
        let mut members = all.members.clone();
        members.sort_unstable();
        assert!(members.iter().copied().eq(0..2500));
        assert!(all.groups.len() < 500, "{}", all.groups.len());
        let mut next = 0;
        for group in &all.groups {
            assert_eq!((group.first, group.weight), (next, 1.0));
            next += group.count;
            let position = Vec3::from_array(group.position);
            for &i in &all.members[group.first as usize..next as usize] {
                assert!(dots[i as usize].position.distance(position) < CELL_MM * 1.5);
            }
            // A square's own variance along an axis is a twelfth of its edge's square.
            assert!(group.variance_mm2 <= CELL_MM * CELL_MM / 4.0);
        }
        // Together they lie where the dots lie.
        let mean = |sum: Vec3| sum / 2500.0;
        let of_dots = mean(dots.iter().map(|d| d.position).sum());
        let of_groups = mean(all.groups.iter().map(|g| Vec3::from_array(g.position) * g.count as f32).sum());
        assert!(of_dots.distance(of_groups) < 1e-3);
    }

    #[test]
    fn of_very_many_the_first_stand_for_all() {
        let dots = square(40_000);
        let all = gather(&dots, 2500.0);
        assert_eq!(all.dots, 4800);
        assert!((all.groups[0].weight * 4800.0 - 40_000.0).abs() < 0.1);
        assert!(all.members.iter().all(|&i| i < 4800));
        let none = gather(&[], 0.0);
        assert!(none.groups.is_empty() && none.members.is_empty());
    }
}
