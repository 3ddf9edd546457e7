//! Progressive blue noise on a triangle mesh: an order of candidates of which every prefix is blue noise.
//!
//! # The idea
//! In farthest-point order (Eldar et al. 1997) each next point is one that lies farthest from all before it. So every
//! prefix is well separated and has no holes. Over a finite set of candidates it is cheap: each candidate stores its
//! distance to the nearest chosen point, and a chosen point lowers it only within its own radius, which shrinks as
//! 1/√k. The whole order needs some `candidates × ln(count)` updates. The farthest candidate is found by a queue of
//! buckets over the squared distance. Within a bucket the order is random, which prevents the lattice into which an
//! exact farthest-point order settles.
//!
//! # Frame and units
//! Millimetres, head frame. Distances are Euclidean: for spacings ≤ 3 mm on radii of 85 mm geodesic distances are equal
//! to 1e-4. Pairs whose normals differ by more than 90° ignore each other: they lie on two sides of a fold.
//!
//! # Not chosen
//! Weighted sample elimination (Yuksel 2015) has equally good prefixes but needs seconds. Dart throwing over a ladder
//! of radii equals this method with wide buckets, and pays for its misses besides.
//!
//! Only + − × ÷ and comparisons in one order decide what is chosen, so the order is equal bit for bit everywhere.

use super::hash::hash2;
use crate::par::*;
use crate::spatial::{CellLists, DenseGrid};
use glam::Vec3;
use std::sync::atomic::{AtomicU32, Ordering};

/// A candidate with its distance to all earlier ones in the order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chosen {
    /// Index of the candidate.
    pub candidate: u32,
    /// Distance to the nearest one chosen before it, mm. No two points up to this one are nearer to each other, except
    /// by one bucket's width.
    pub gap_mm: f32,
}

/// Buckets an octave of squared distance, as a power of two: 2³ = 8 buckets an octave of d², so a bucket spans 3–6 % of d.
const BUCKET_BITS: u32 = 3;

/// The bucket of a squared distance: exponent and leading bits of the fraction, which grow with the value.
fn bucket(d2: f32) -> usize {
    (d2.to_bits() >> (23 - BUCKET_BITS)) as usize
}

/// Smallest squared distance in a bucket.
fn bucket_floor(b: usize) -> f32 {
    f32::from_bits((b as u32) << (23 - BUCKET_BITS))
}

/// The first `count` points of a progressive blue-noise order of `points`.
///
/// Fewer are returned only where there are fewer points.
pub(super) fn progressive(points: &[Vec3], normals: &[Vec3], count: usize, seed: u32) -> Vec<Chosen> {
    let grid = CandidateGrid::new(points, normals, seed);
    let count = count.min(points.len());
    if count == 0 {
        return Vec::new();
    }
    // All distances start in one bucket above the box's diagonal.
    let far = grid.diagonal2 * 2.0 + 1.0;
    grid.cells.iter().for_each(|c| c.set(far));
    let (top, bottom) = (bucket(far), bucket(1e-6));
    let mut order = Order { chosen: Vec::with_capacity(count + 4096), count, seed };
    // Wide gaps need few candidates: most join later, when the gap is a few of their own spacings.
    let m = grid.shuffled.len();
    let [first, second] = [m.div_ceil(16), m.div_ceil(4)];
    let mut whole = Block::new(top - bottom + 1);
    grid.shuffled[..first].iter().for_each(|&at| whole.enqueue(&grid, at, bottom, usize::MAX));
    let blocks_below = bucket(BLOCK_GAP_MM * BLOCK_GAP_MM);
    for b in (blocks_below..=top).rev() {
        whole.take(&grid, b, bottom);
        order.append(&grid, b, core::iter::once(&mut whole));
        if order.is_full() {
            return order.chosen;
        }
    }
    let mut blocks = Blocks::new(&grid, blocks_below - bottom);
    let left = whole.queue.iter().take(blocks_below - bottom).flatten();
    left.for_each(|&at| blocks.of(&grid, at).enqueue(&grid, at, bottom, blocks_below - 1));
    grid.shuffled[first..second]
        .iter()
        .for_each(|&at| blocks.of(&grid, at).enqueue(&grid, at, bottom, blocks_below - 1));
    let all_below = bucket(ALL_GAP_MM * ALL_GAP_MM);
    for b in (bottom..blocks_below).rev() {
        if b == all_below {
            grid.shuffled[second..].iter().for_each(|&at| blocks.of(&grid, at).enqueue(&grid, at, bottom, b));
        }
        for colour in &mut blocks.colours {
            colour.par_iter_mut().for_each(|block| block.take(&grid, b, bottom));
        }
        order.append(&grid, b, blocks.colours.iter_mut().flatten());
        if order.is_full() {
            break;
        }
    }
    order.chosen
}

/// Gap, mm, below which the surface is processed in blocks, several in parallel.
const BLOCK_GAP_MM: f32 = 9.0;
/// Edge of a block, mm: more than two gaps, so that two blocks of one colour never reach a common candidate.
const BLOCK_MM: f32 = 24.0;
/// Gap, mm, below which all candidates take part.
const ALL_GAP_MM: f32 = 2.5;

/// Points chosen so far.
struct Order {
    chosen: Vec<Chosen>,
    count: usize,
    seed: u32,
}

impl Order {
    /// Adds the points of one bucket in a random order; any order keeps the bucket's distance.
    fn append<'a>(&mut self, grid: &CandidateGrid, b: usize, blocks: impl Iterator<Item = &'a mut Block>) {
        let mut fresh: Vec<(u32, u32)> = Vec::new();
        for block in blocks {
            fresh.extend(
                block.chosen.drain(..).map(|at| grid.lists.items()[at as usize]).map(|i| (hash2(i, self.seed), i)),
            );
        }
        fresh.sort_unstable();
        let gap_mm = bucket_floor(b).sqrt();
        let room = self.count - self.chosen.len();
        self.chosen.extend(fresh.iter().take(room).map(|&(_, candidate)| Chosen { candidate, gap_mm }));
    }

    fn is_full(&self) -> bool {
        self.chosen.len() >= self.count
    }
}

/// A block of the surface with its own queue.
struct Block {
    /// Candidates by the bucket of their squared distance when they were queued; the distance may have shrunk since.
    queue: Vec<Vec<u32>>,
    /// Candidates chosen in the present bucket.
    chosen: Vec<u32>,
}

impl Block {
    fn new(buckets: usize) -> Self {
        Self { queue: vec![Vec::new(); buckets], chosen: Vec::new() }
    }

    fn enqueue(&mut self, grid: &CandidateGrid, at: u32, bottom: usize, highest: usize) {
        let d2 = grid.cells[at as usize].d2();
        // Zero: chosen already, or at the place of a chosen one.
        if d2 > 0.0 {
            let highest = highest.min(bottom + self.queue.len() - 1);
            self.queue[bucket(d2).clamp(bottom, highest) - bottom].push(at);
        }
    }

    /// Chooses every candidate that is still as far as bucket `b` demands; the others move down to their own bucket.
    fn take(&mut self, grid: &CandidateGrid, b: usize, bottom: usize) {
        let floor = bucket_floor(b);
        for at in std::mem::take(&mut self.queue[b - bottom]) {
            if grid.cells[at as usize].d2() >= floor {
                grid.choose(at as usize);
                self.chosen.push(at);
            } else if b > bottom {
                self.enqueue(grid, at, bottom, b - 1);
            }
        }
    }
}

/// Blocks in eight colours, as on a chessboard: two of one colour are at least one block apart.
struct Blocks {
    colours: [Vec<Block>; 8],
    /// Colour and index of each block of the box.
    places: Vec<(u8, u32)>,
    size: [usize; 3],
    cells_an_edge: usize,
}

impl Blocks {
    fn new(grid: &CandidateGrid, buckets: usize) -> Self {
        let cells_an_edge = (BLOCK_MM * grid.cells_of.per_mm) as usize + 1;
        let size = grid.cells_of.size.map(|s| (s - 1) / cells_an_edge + 1);
        let mut colours: [Vec<Block>; 8] = Default::default();
        let mut places = Vec::with_capacity(size[0] * size[1] * size[2]);
        for i in 0..size[0] * size[1] * size[2] {
            let [x, y, z] = [i % size[0], i / size[0] % size[1], i / (size[0] * size[1])];
            let colour = (x & 1) | ((y & 1) << 1) | ((z & 1) << 2);
            places.push((colour as u8, colours[colour].len() as u32));
            colours[colour].push(Block::new(buckets));
        }
        Self { colours, places, size, cells_an_edge }
    }

    fn of(&mut self, grid: &CandidateGrid, at: u32) -> &mut Block {
        let [x, y, z] = grid.cells_of.cell(grid.cells[at as usize].place()).map(|i| i / self.cells_an_edge);
        let (colour, place) = self.places[(z * self.size[1] + y) * self.size[0] + x];
        &mut self.colours[colour as usize][place as usize]
    }
}

/// A candidate in the layout of the inner loop.
struct Cell {
    x: f32,
    y: f32,
    z: f32,
    /// Bits of the squared distance to the nearest chosen point. It is atomic because blocks of one colour run in
    /// parallel; no two of them touch the same candidate, so the order of threads has no effect.
    d2: AtomicU32,
}

impl Cell {
    fn place(&self) -> Vec3 {
        Vec3::new(self.x, self.y, self.z)
    }

    fn d2(&self) -> f32 {
        f32::from_bits(self.d2.load(Ordering::Relaxed))
    }

    fn set(&self, d2: f32) {
        self.d2.store(d2.to_bits(), Ordering::Relaxed);
    }
}

/// Candidates sorted by the cells of a grid.
struct CandidateGrid {
    cells_of: DenseGrid,
    lists: CellLists,
    cells: Vec<Cell>,
    normals: Vec<Vec3>,
    shuffled: Vec<u32>,
    diagonal2: f32,
}

impl CandidateGrid {
    fn new(points: &[Vec3], normals: &[Vec3], seed: u32) -> Self {
        // Cells of about 2 mm, larger where the box would need more than six million.
        let grid = DenseGrid::over(points.iter().copied(), 1.5, 6.0e6);
        let index: Vec<u32> = points.par_iter().map(|&p| grid.index_of(p) as u32).collect();
        let lists = CellLists::new(&index, grid.len());
        let cells = lists
            .items()
            .iter()
            .map(|&i| {
                let p = points[i as usize];
                Cell { x: p.x, y: p.y, z: p.z, d2: AtomicU32::new(0) }
            })
            .collect();
        let high = points.iter().fold(grid.low, |high, &p| high.max(p));
        let diagonal2 = (high - grid.low).max(Vec3::splat(1e-3)).length_squared();
        let sorted_normals = lists.items().iter().map(|&i| normals[i as usize]).collect();
        let shuffled = shuffled(points.len() as u32, seed);
        Self { cells_of: grid, lists, cells, normals: sorted_normals, shuffled, diagonal2 }
    }
}

impl CandidateGrid {
    /// Chooses a candidate: lowers the distances of all candidates that are nearer to it than to any before.
    fn choose(&self, at: usize) {
        let here = &self.cells[at];
        let (p, n) = (here.place(), self.normals[at]);
        let radius = here.d2().min(self.diagonal2 * 1.01).sqrt();
        // Cells along x are consecutive, so a row of them is one run of candidates.
        self.cells_of.runs(p, radius, |run| {
            let run = self.lists.range(run);
            for (c, normal) in self.cells[run.clone()].iter().zip(&self.normals[run]) {
                let (dx, dy, dz) = (c.x - p.x, c.y - p.y, c.z - p.z);
                let d2 = dx * dx + dy * dy + dz * dz;
                if d2 < c.d2() && normal.dot(n) > 0.0 {
                    c.set(d2);
                }
            }
        });
        here.set(0.0);
    }
}

/// The numbers below `n` in a random order: a Feistel network over the next power of four, which skips numbers that are
/// too large.
fn shuffled(n: u32, seed: u32) -> Vec<u32> {
    let mut half_bits = 1;
    while half_bits < 15 && (1_u64 << (2 * half_bits)) < u64::from(n) {
        half_bits += 1;
    }
    let mask = (1_u32 << half_bits) - 1;
    let turned = |i: u32| {
        (0..4).fold((i >> half_bits, i & mask), |(l, r), round| (r, l ^ (hash2(r, seed ^ (round << 24)) & mask)))
    };
    (0..1_u32 << (2 * half_bits)).map(turned).map(|(l, r)| (l << half_bits) | r).filter(|&i| i < n).collect()
}
