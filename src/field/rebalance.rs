//! Rebalancing of an order: the same points, each moved a little in the order, so that every prefix has its density
//! everywhere.
//!
//! # The idea
//! Farthest-point order keeps distances, but the density of a prefix varies by some per cent from one centimetre to the
//! next, as in random close packings. So the order is processed once more with feedback, as error diffusion processes
//! the grey levels of a picture. Before a point is taken, the points taken so far within [`REACH_MM`] are compared with
//! what the surface there should hold by now. Where they are too many the point waits; where they are too few it comes
//! sooner. It moves by at most [`WINDOW`], so that distances in a prefix shrink by a few per cent at most.
//!
//! Area is measured on the surface: each candidate stands for its share of its triangle.
//!
//! Millimetres, head frame. One thread decides, so the order is the same bit for bit everywhere.

use super::candidates::Candidates;
use super::progressive::Chosen;
use crate::mesh::TriMesh;
use crate::par::*;
use crate::spatial::DenseGrid;
use glam::Vec3;

/// Edge of the cells in whose middles densities are compared, mm.
const CELL_MM: f32 = 2.0;
/// Radius over which density is compared, mm, with the smooth weight 1 − d²/r².
const REACH_MM: f32 = 9.0;
/// Factor from a point's relative excess to its shift in the order.
const GAIN: f32 = 10.0;
/// Largest factor by which a point's place in the order is multiplied or divided.
const WINDOW: f32 = 1.14;
/// Number of points at which a count has half of its weight: small counts are uncertain.
const DOUBT: f32 = 2.0;
/// Step of the order that is processed at once, as a share of what was taken before.
const STEP: f32 = 0.005;

/// The order after rebalancing. `triangles` are those on which the candidates were scattered, in that order.
pub(super) fn rebalanced(mesh: &TriMesh, triangles: &[u32], candidates: &Candidates, order: &[Chosen]) -> Vec<Chosen> {
    let Some(cells) = Cells::new(mesh, triangles, candidates) else { return order.to_vec() };
    let points: Vec<Vec3> = order.iter().map(|c| candidates.points[c.candidate as usize]).collect();
    let homes: Vec<u32> = points.par_iter().with_min_len(4096).map(|&p| cells.nearest(p) as u32).collect();
    let near = CellNeighbours::new(&cells);
    // For each cell: its middle, and the weight of the points taken around it.
    let mut middles: Vec<[f32; 4]> = cells.centres.iter().map(|c| [c.x, c.y, c.z, 0.0]).collect();
    let mut rebalanced = Vec::with_capacity(order.len());
    let (mut waiting, mut next) = (Vec::new(), 0);
    let mut gap_mm = f32::INFINITY;
    let mut until = 1.0_f32;
    while rebalanced.len() < order.len() {
        let last = ((until * WINDOW) as usize + 1).clamp(next, order.len());
        waiting.extend(next..last);
        next = last;
        let asked = until.min(order.len() as f32);
        waiting.retain(|&k| {
            let home = homes[k] as usize;
            let here = asked * cells.area[home];
            let excess = (middles[home][3] - here) / (here + DOUBT);
            if (k as f32 + 0.5) * (1.0 + GAIN * excess).clamp(1.0 / WINDOW, WINDOW) > until {
                return true;
            }
            near.add(&mut middles, home, points[k]);
            // Any two points so far are at least as far apart as the smaller of their gaps.
            gap_mm = gap_mm.min(order[k].gap_mm);
            rebalanced.push(Chosen { gap_mm, ..order[k] });
            false
        });
        until = (until + 1.0).max(until * (1.0 + STEP));
    }
    rebalanced
}

/// Cells within reach of each other.
struct CellNeighbours {
    starts: Vec<u32>,
    cells: Vec<u32>,
}

impl CellNeighbours {
    fn new(cells: &Cells) -> Self {
        // A point lies up to half a cell's diagonal from its cell's middle.
        let reach = REACH_MM + 0.9 / cells.grid.per_mm;
        let lists: Vec<Vec<u32>> = cells
            .centres
            .par_iter()
            .map(|&c| {
                let mut list = Vec::with_capacity(128);
                cells.each(c, reach, |n| {
                    if cells.centres[n].distance_squared(c) < reach * reach {
                        list.push(n as u32);
                    }
                });
                list
            })
            .collect();
        let mut starts = Vec::with_capacity(lists.len() + 1);
        starts.push(0);
        let mut end = 0;
        starts.extend(lists.iter().map(|list| {
            end += list.len() as u32;
            end
        }));
        Self { starts, cells: lists.concat() }
    }

    /// Adds a point of the cell `home` to the weights of all cells around it.
    fn add(&self, middles: &mut [[f32; 4]], home: usize, p: Vec3) {
        for &n in &self.cells[self.starts[home] as usize..self.starts[home + 1] as usize] {
            let [x, y, z, sum] = &mut middles[n as usize];
            let (dx, dy, dz) = (p.x - *x, p.y - *y, p.z - *z);
            *sum += (1.0 - (dx * dx + dy * dy + dz * dz) * (1.0 / (REACH_MM * REACH_MM))).max(0.0);
        }
    }
}

/// The surface divided into cells.
struct Cells {
    grid: DenseGrid,
    /// Index of the cell at each place of the box, or `u32::MAX` where there is no surface.
    number: Vec<u32>,
    centres: Vec<Vec3>,
    /// Weighted area around each cell's middle, as a share of the whole.
    area: Vec<f32>,
}

impl Cells {
    /// The cells; `None` where there is no area.
    fn new(mesh: &TriMesh, triangles: &[u32], candidates: &Candidates) -> Option<Self> {
        let mut patches: Vec<(Vec3, f32)> = Vec::with_capacity(candidates.points.len());
        let mut next = 0;
        for &t in triangles {
            let from = next;
            while candidates.triangles.get(next) == Some(&t) {
                next += 1;
            }
            let area = mesh.triangle_area_mm2(t as usize);
            if next == from {
                let [a, b, c] = mesh.corners(t as usize);
                patches.push(((a + b + c) / 3.0, area));
            } else {
                let each = area / (next - from) as f32;
                patches.extend(candidates.points[from..next].iter().map(|&p| (p, each)));
            }
        }
        patches.first()?;
        let grid = DenseGrid::over(patches.iter().map(|p| p.0), CELL_MM, 4.0e6);
        let number = vec![u32::MAX; grid.len()];
        let mut cells = Self { grid, number, centres: Vec::new(), area: Vec::new() };
        let mut own: Vec<f64> = Vec::new();
        let mut middle: Vec<Vec3> = Vec::new();
        let mut square: Vec<f32> = Vec::new();
        for (p, area) in patches {
            let i = grid.index_of(p);
            if cells.number[i] == u32::MAX {
                cells.number[i] = own.len() as u32;
                own.push(0.0);
                middle.push(Vec3::ZERO);
                square.push(0.0);
            }
            let n = cells.number[i] as usize;
            let from_corner = p - grid.low - grid.offset(i);
            own[n] += f64::from(area);
            middle[n] += from_corner * area;
            square[n] += from_corner.length_squared() * area;
        }
        let whole: f64 = own.iter().sum();
        if whole <= 0.0 {
            return None;
        }
        // Mean place in the cell, and mean square distance from it: these give a quadratic weight over the cell.
        cells.centres = vec![Vec3::ZERO; own.len()];
        for (i, &n) in cells.number.iter().enumerate().filter(|(_, n)| **n != u32::MAX) {
            let (n, per) = (n as usize, 1.0 / (own[n as usize] as f32).max(1e-12));
            let mean = middle[n] * per;
            cells.centres[n] = grid.corner(i) + mean;
            square[n] = (square[n] * per - mean.length_squared()).max(0.0);
        }
        let about = |&c: &Vec3| {
            let mut sum = 0.0_f64;
            cells.each(c, REACH_MM, |n| {
                let d2 = cells.centres[n].distance_squared(c) + square[n];
                sum += own[n] * f64::from((1.0 - d2 / (REACH_MM * REACH_MM)).max(0.0));
            });
            (sum / whole) as f32
        };
        cells.area = cells.centres.par_iter().map(about).collect();
        Some(cells)
    }

    /// Calls `see` with each cell in the box of `reach_mm` around a point.
    fn each(&self, p: Vec3, reach_mm: f32, mut see: impl FnMut(usize)) {
        self.grid.runs(p, reach_mm, |run| {
            self.number[run].iter().filter(|&&n| n != u32::MAX).for_each(|&n| see(n as usize));
        });
    }

    /// The index of the cell of a point on the surface.
    fn nearest(&self, p: Vec3) -> usize {
        match self.number[self.grid.index_of(p)] {
            u32::MAX => {
                let mut best = (f32::INFINITY, 0);
                self.each(p, 1.5 / self.grid.per_mm, |n| {
                    let d2 = self.centres[n].distance_squared(p);
                    if d2 < best.0 {
                        best = (d2, n);
                    }
                });
                best.1
            }
            n => n as usize,
        }
    }
}
