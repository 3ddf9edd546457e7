//! What a plan puts on each vertex: how densely it is treated, and how many shafts lie buried under it.

use crate::field::Field;
use crate::hair::{self, HairParams};
use crate::head::Head;
use crate::plan::dots::Dot;
use crate::render::layout::{TreatedVertex, unorm8};
use glam::{IVec3, Vec3};
use std::collections::HashMap;

/// Shafts per cm² that a full byte of the map means.
pub const BURIED_FULL_PER_CM2: f32 = 400.0;
/// Edge of the cells in which dots are counted, mm.
const CELL_MM: f32 = 5.0;
/// Dots per cm² from which skin counts as treated all over.
const TREATED_FULL_PER_CM2: f32 = 90.0;

/// One entry a vertex.
pub fn vertices(
    head: &Head,
    dots: &[Dot],
    field: &Field,
    units_per_cm2: &[f32],
    params: &HairParams,
) -> Vec<TreatedVertex> {
    let cell = |p: Vec3| (p / CELL_MM).floor().as_ivec3();
    let mut counts: HashMap<IVec3, u32> = HashMap::new();
    for dot in dots {
        *counts.entry(cell(dot.position)).or_default() += 1;
    }
    // A sheet of skin through 27 cells covers about 3.4 of their faces' areas each way.
    let area_cm2 = (3.2 * CELL_MM / 10.0) * (3.2 * CELL_MM / 10.0);
    let buried = hair::buried_density(head, field, units_per_cm2, params);
    head.mesh
        .positions()
        .iter()
        .enumerate()
        .map(|(i, &p)| {
            let middle = cell(p);
            let mut near = 0;
            for x in -1..=1 {
                for y in -1..=1 {
                    for z in -1..=1 {
                        near += counts.get(&(middle + IVec3::new(x, y, z))).copied().unwrap_or(0);
                    }
                }
            }
            let treated = near as f32 / area_cm2 / TREATED_FULL_PER_CM2;
            let shafts = buried.get(i).copied().unwrap_or(0.0) / BURIED_FULL_PER_CM2;
            TreatedVertex { maps: [unorm8(treated), unorm8(shafts), 0, 0] }
        })
        .collect()
}
