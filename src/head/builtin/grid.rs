//! The grid of vertices on the rays: rows around the head, closer on the face and the scalp than on the neck, with the
//! triangles between them.
//!
//! Rows have as many vertices as their length needs, spaced evenly by weight, and neighbouring rows are joined. There
//! is one fan at the vertex of the head; the base of the bust is open. Edges on lids, nostrils and lips are halved
//! until they are short enough. Rows keep the base's edge exact and cost nothing to build, so no marching over cells
//! was needed.

use super::base::{GridVertex, LAST_DEG, RayRow, surface};
use crate::par::*;
use glam::DVec3;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Vertices and triangles of the smooth head.
pub struct Grid {
    /// Place of each vertex on the sheaf of rays.
    pub sites: Vec<GridVertex>,
    /// Point of each vertex on the smooth head, mm.
    pub points: Vec<DVec3>,
    /// Counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// Spacing of the rows, mm, over ray parameter.
const ROW_MM: [(f64, f64); 7] =
    [(0.0, 1.2), (66.0, 1.2), (76.0, 1.18), (118.0, 1.2), (132.0, 1.6), (145.0, 2.3), (180.0, 3.0)];

fn table(points: &[(f64, f64)], x: f64) -> f64 {
    let k = points.partition_point(|p| p.0 <= x).clamp(1, points.len() - 1);
    let ((x0, y0), (x1, y1)) = (points[k - 1], points[k]);
    y0 + (y1 - y0) * ((x - x0) / (x1 - x0)).clamp(0.0, 1.0)
}

/// Spacing along a row at a place, mm.
fn column_step_mm(ray_deg: f64, azimuth_deg: f64) -> f64 {
    let around = azimuth_deg.abs();
    let face = table(&[(0.0, 1.3), (36.0, 1.35), (60.0, 1.42), (180.0, 1.42)], around);
    let down = table(&[(0.0, 0.0), (66.0, 0.0), (78.0, 1.0), (180.0, 1.0)], ray_deg);
    let neck = table(&[(0.0, 0.0), (120.0, 0.0), (140.0, 1.0), (180.0, 1.0)], ray_deg);
    let upper = 1.38 + (face - 1.38) * down;
    upper + (3.0 - upper) * neck
}

impl Grid {
    /// The grid of the mean head; `longest_mm` gives the longest edge at a place.
    pub fn new(longest_mm: impl Fn(DVec3) -> f64 + Sync) -> Self {
        let rows = rows();
        let counts = counts(&rows);
        let made: Vec<(Vec<GridVertex>, Vec<DVec3>)> =
            (0..rows.len()).into_par_iter().map(|i| row(rows[i], counts[i], i)).collect();
        let mut starts = vec![0];
        let (mut sites, mut points) = (Vec::new(), Vec::new());
        for (of_row, at_row) in made {
            sites.extend(of_row);
            points.extend(at_row);
            starts.push(sites.len());
        }
        let mut triangles = Vec::with_capacity(points.len() * 2);
        for i in 0..rows.len() - 1 {
            sew(starts[i]..starts[i + 1], starts[i + 1]..starts[i + 2], &sites, &mut triangles);
        }
        let mut grid = Self { sites, points, triangles };
        // Twice, since a halved edge may still be too long.
        grid.refine(&longest_mm);
        grid.refine(&longest_mm);
        grid
    }

    fn refine(&mut self, longest_mm: &(impl Fn(DVec3) -> f64 + Sync)) {
        let points = &self.points;
        let long: Vec<[bool; 3]> = self
            .triangles
            .par_iter()
            .map(|t| {
                std::array::from_fn(|k| {
                    let (a, b) = (points[t[k] as usize], points[t[(k + 1) % 3] as usize]);
                    a.distance(b) > longest_mm((a + b) * 0.5)
                })
            })
            .collect();
        let mut middles: HashMap<(u32, u32), u32> = HashMap::new();
        let mut triangles = Vec::with_capacity(self.triangles.len() * 5 / 4);
        for (t, long) in std::mem::take(&mut self.triangles).into_iter().zip(long) {
            let mids: [Option<u32>; 3] = std::array::from_fn(|k| {
                long[k].then(|| {
                    let (a, b) = (t[k], t[(k + 1) % 3]);
                    *middles.entry((a.min(b), a.max(b))).or_insert_with(|| self.halved(a, b))
                })
            });
            split(t, mids, &self.points, &mut triangles);
        }
        self.triangles = triangles;
    }

    fn halved(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (self.sites[a as usize], self.sites[b as usize]);
        let site =
            GridVertex { ray_deg: 0.5 * (a.ray_deg + b.ray_deg), azimuth_deg: 0.5 * (a.azimuth_deg + b.azimuth_deg) };
        self.sites.push(site);
        self.points.push(surface(site.ray_deg, site.azimuth_deg));
        (self.sites.len() - 1) as u32
    }

    /// Removes all vertices that `out` accepts, and the triangles around them. Returns the rims of the holes, each
    /// counter-clockwise around its hole, seen from outside.
    pub fn cut(&mut self, out: impl Fn(GridVertex, DVec3) -> bool + Sync) -> Vec<Vec<u32>> {
        let gone: Vec<bool> = self.sites.par_iter().zip(&self.points).map(|(&s, &p)| out(s, p)).collect();
        let hit = |t: &[u32; 3]| t.iter().any(|&v| gone[v as usize]);
        let mut next: BTreeMap<u32, u32> = BTreeMap::new();
        for t in self.triangles.iter().filter(|t| hit(t)) {
            for k in 0..3 {
                let (a, b) = (t[k], t[(k + 1) % 3]);
                if !gone[a as usize] && !gone[b as usize] {
                    next.insert(a, b);
                }
            }
        }
        self.triangles.retain(|t| !hit(t));
        let mut renamed = vec![0_u32; gone.len()];
        let mut kept = 0;
        for (i, &gone) in gone.iter().enumerate() {
            renamed[i] = kept as u32;
            if !gone {
                self.sites[kept] = self.sites[i];
                self.points[kept] = self.points[i];
                kept += 1;
            }
        }
        self.sites.truncate(kept);
        self.points.truncate(kept);
        self.triangles.iter_mut().flatten().for_each(|v| *v = renamed[*v as usize]);
        let mut rims = Vec::new();
        while let Some((start, mut at)) = next.pop_first() {
            let mut rim = vec![renamed[start as usize]];
            while let Some(to) = next.remove(&at) {
                rim.push(renamed[at as usize]);
                at = to;
            }
            rims.push(rim);
        }
        rims
    }
}

/// Ray parameters of the rows, spaced by their weight on most of the row.
fn rows() -> Vec<f64> {
    const AROUND: [f64; 9] = [0.0, 12.0, 24.0, 40.0, 60.0, 85.0, 110.0, 140.0, 180.0];
    let speed = |ray: f64| {
        let (a, b) = (RayRow::new(ray), RayRow::new((ray + 0.5).min(LAST_DEG)));
        let mut each = AROUND.map(|azimuth| a.point(azimuth).distance(b.point(azimuth)) * 2.0);
        each.sort_by(f64::total_cmp);
        each[6]
    };
    let mut rows = vec![0.0];
    let mut ray = 0.62;
    while ray < LAST_DEG - 0.4 {
        rows.push(ray);
        ray += table(&ROW_MM, ray) / speed(ray).max(0.3);
    }
    rows.push(LAST_DEG);
    rows
}

const PIECES: usize = 240;

fn degrees(piece: usize) -> f64 {
    360.0 * piece as f64 / PIECES as f64 - 180.0
}

/// Steps along a row up to each piece of it.
fn lengths(row: &RayRow, ray_deg: f64) -> Vec<f64> {
    let mut lengths = vec![0.0];
    let mut from = row.point(degrees(0));
    for k in 0..PIECES {
        let wanted = column_step_mm(ray_deg, 0.5 * (degrees(k) + degrees(k + 1)));
        let to = row.point(degrees(k + 1));
        lengths.push(lengths[k] + from.distance(to) / wanted);
        from = to;
    }
    lengths
}

/// Number of vertices of each row. Neighbours keep one number as long as it fits, so that their triangles stay even.
fn counts(rows: &[f64]) -> Vec<usize> {
    let wanted: Vec<f64> = rows.par_iter().map(|&ray| lengths(&RayRow::new(ray), ray)[PIECES]).collect();
    let mut kept = 0.0_f64;
    wanted
        .into_iter()
        .map(|wanted| {
            if (wanted / kept.max(1.0) - 1.0).abs() > 0.05 {
                // A little ahead of the need, so that the number lasts.
                kept = if wanted > kept { wanted * 1.04 } else { wanted * 0.97 }.round().max(6.0);
            }
            kept as usize
        })
        .collect()
}

/// Vertices of a row, with azimuths from −180 to below 180; every other row starts half a step later.
fn row(ray_deg: f64, count: usize, index: usize) -> (Vec<GridVertex>, Vec<DVec3>) {
    let row = RayRow::new(ray_deg);
    if ray_deg == 0.0 {
        return (vec![GridVertex { ray_deg, azimuth_deg: 0.0 }], vec![row.point(0.0)]);
    }
    let lengths = lengths(&row, ray_deg);
    let shift = if index.is_multiple_of(2) { 0.0 } else { 0.5 };
    let mut piece = 0;
    (0..count)
        .map(|k| {
            let at = lengths[PIECES] * (k as f64 + shift) / count as f64;
            while lengths[piece + 1] <= at {
                piece += 1;
            }
            let t = (at - lengths[piece]) / (lengths[piece + 1] - lengths[piece]);
            let azimuth_deg = degrees(piece) + t * 360.0 / PIECES as f64;
            (GridVertex { ray_deg, azimuth_deg }, row.point(azimuth_deg))
        })
        .unzip()
}

/// Joins two rows, each a closed ring (or one vertex), by the shorter of the two next sides.
fn sew(upper: Range<usize>, lower: Range<usize>, sites: &[GridVertex], out: &mut Vec<[u32; 3]>) {
    let around =
        |row: &Range<usize>, k: usize| sites[row.start + k % row.len()].azimuth_deg + 360.0 * (k / row.len()) as f64;
    let up = |k: usize| (upper.start + k % upper.len()) as u32;
    let low = |k: usize| (lower.start + k % lower.len()) as u32;
    let upper_steps = if upper.len() == 1 { 0 } else { upper.len() };
    let (mut i, mut j) = (0, 0);
    while i < upper_steps || j < lower.len() {
        let on_upper = j >= lower.len()
            || (i < upper_steps
                && around(&upper, i) + around(&upper, i + 1) < around(&lower, j) + around(&lower, j + 1));
        if on_upper {
            out.push([up(i), low(j), up(i + 1)]);
            i += 1;
        } else {
            out.push([up(i), low(j), low(j + 1)]);
            j += 1;
        }
    }
}

/// The pieces of a triangle whose sides are halved where a middle is given.
fn split(t: [u32; 3], mids: [Option<u32>; 3], p: &[DVec3], out: &mut Vec<[u32; 3]>) {
    let turned = |k: usize| ([t[k], t[(k + 1) % 3], t[(k + 2) % 3]], [mids[k], mids[(k + 1) % 3], mids[(k + 2) % 3]]);
    match mids.iter().flatten().count() {
        0 => out.push(t),
        3 => {
            if let [Some(ab), Some(bc), Some(ca)] = mids {
                out.extend([[t[0], ab, ca], [ab, t[1], bc], [ca, bc, t[2]], [ab, bc, ca]]);
            }
        }
        1 => {
            for k in 0..3 {
                if let ([a, b, c], [Some(ab), _, _]) = turned(k) {
                    out.extend([[a, ab, c], [ab, b, c]]);
                }
            }
        }
        _ => {
            for k in 0..3 {
                if let ([a, b, c], [Some(ab), Some(bc), None]) = turned(k) {
                    out.push([ab, b, bc]);
                    let d = |i: u32, j: u32| p[i as usize].distance_squared(p[j as usize]);
                    if d(a, bc) < d(ab, c) {
                        out.extend([[a, ab, bc], [a, bc, c]]);
                    } else {
                        out.extend([[a, ab, c], [ab, bc, c]]);
                    }
                }
            }
        }
    }
}
