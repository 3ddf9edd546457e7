//! Connected pieces of a mesh: consistent winding, outwards, and stray pieces dropped.

use super::fault::{Repair, note};
use crate::mesh::raw_mesh::RawMesh;
use crate::mesh::sample::Samples;
use crate::mesh::topology::{CROWDED, RIM, ends};
use glam::DVec3;

/// A connected piece: its triangles and the measures that decide about it.
pub(super) struct Piece {
    triangles: Vec<u32>,
    area: f64,
}

/// Least share of its area that an open piece must show outwards or inwards, seen from the largest piece's middle, for that to tell its
/// sides apart.
const CLEAR: f64 = 0.2;

/// Winds every piece consistently and outwards, and returns the pieces.
pub(super) fn orient(mesh: &mut RawMesh, pairs: &[u32], done: &mut Vec<Repair>) -> Vec<Piece> {
    let count = mesh.triangles.len();
    // State of a triangle. 0: not visited; 1: as it is; 2: to be flipped.
    let mut state = vec![0_u8; count];
    let mut found: Vec<(Piece, Shape)> = Vec::new();
    for seed in 0..count {
        if state[seed] != 0 {
            continue;
        }
        state[seed] = 1;
        let mut list = vec![seed as u32];
        let mut at = 0;
        while at < list.len() {
            let face = list[at] as usize;
            at += 1;
            for (k, &g) in pairs[3 * face..3 * face + 3].iter().enumerate() {
                if g == RIM || g == CROWDED || state[g as usize / 3] != 0 {
                    continue;
                }
                let same_way = ends(&mesh.triangles, 3 * face + k).0 == ends(&mesh.triangles, g as usize).0;
                state[g as usize / 3] = if same_way { 3 - state[face] } else { state[face] };
                list.push(g / 3);
            }
        }
        let (area, shape) = measure(mesh, &list, &state);
        found.push((Piece { triangles: list, area }, shape));
    }
    let Some(main) = found.iter().max_by(|a, b| a.0.area.total_cmp(&b.0.area)) else { return Vec::new() };
    let middle = main.1.middle;
    let main_mostly = 2 * main.1.turned > main.0.triangles.len();
    // An open largest piece stays as most of it is.
    let main_turned = main.1.inside_out(&main.0).is_some_and(|inside_out| inside_out != main_mostly);
    let mut flipped = 0;
    let main = main.0.triangles[0];
    for (piece, shape) in &found {
        let all = piece.triangles.len();
        // An open or flat piece has no inside. Modelled hair is such pieces, often with a mirrored copy that is wound the other way: it
        // faces away from the head. Where that tells nothing, it goes the way of the largest.
        let inside_out = shape.inside_out(piece).unwrap_or_else(|| {
            let share = if piece.triangles[0] == main { 0.0 } else { facing(mesh, &piece.triangles, &state, middle) };
            if share.abs() > CLEAR { share < 0.0 } else { (2 * shape.turned > all) != main_turned }
        });
        if inside_out {
            piece.triangles.iter().for_each(|&f| state[f as usize] = 3 - state[f as usize]);
        }
        flipped += if inside_out { all - shape.turned } else { shape.turned };
    }
    for (t, &s) in mesh.triangles.iter_mut().zip(&state) {
        if s == 2 {
            t.swap(1, 2);
        }
    }
    note(done, flipped, Repair::Flipped { faces: flipped });
    found.into_iter().map(|(piece, _)| piece).collect()
}

/// Measures of a piece by which its outside is found.
struct Shape {
    middle: DVec3,
    /// Signed volume relative to its own middle.
    volume: f64,
    /// Triangles to be flipped so that the piece is wound one way.
    turned: usize,
}

impl Shape {
    /// True where a piece encloses its inside the wrong way round; `None` where it has none.
    fn inside_out(&self, piece: &Piece) -> Option<bool> {
        let flat = self.volume.abs() < 0.002 * piece.area * piece.area.sqrt();
        (!flat).then_some(self.volume < 0.0)
    }
}

/// Share of its area that a piece shows away from a place, −1 to 1.
fn facing(mesh: &RawMesh, list: &[u32], state: &[u8], from: DVec3) -> f64 {
    let (mut outward, mut all) = (0.0, 0.0);
    for &f in list {
        let [a, b, c] = mesh.triangles[f as usize].map(|i| mesh.positions[i as usize].as_dvec3());
        let (normal, away) = ((b - a).cross(c - a), ((a + b + c) / 3.0 - from).normalize_or_zero());
        outward += if state[f as usize] == 2 { -normal.dot(away) } else { normal.dot(away) };
        all += normal.length();
    }
    if all > 0.0 { outward / all } else { 0.0 }
}

/// Area and shape of a piece whose triangles `state` flips.
fn measure(mesh: &RawMesh, list: &[u32], state: &[u8]) -> (f64, Shape) {
    let corners = |f: u32| mesh.triangles[f as usize].map(|i| mesh.positions[i as usize].as_dvec3());
    let (mut area, mut middle) = (0.0, DVec3::ZERO);
    for &f in list {
        let [a, b, c] = corners(f);
        let size = 0.5 * (b - a).cross(c - a).length();
        area += size;
        middle += (a + b + c) * (size / 3.0);
    }
    if area > 0.0 {
        middle /= area;
    }
    let (mut volume, mut turned) = (0.0, 0);
    for &f in list {
        let [a, b, c] = corners(f).map(|p| p - middle);
        let part = a.dot(b.cross(c)) / 6.0;
        let turn = state[f as usize] == 2;
        volume += if turn { -part } else { part };
        turned += usize::from(turn);
    }
    (area, Shape { middle, volume, turned })
}

/// Pieces smaller than this share of the largest are dropped, unless they lie inside it.
const ISLAND: f64 = 0.03;
/// Pieces smaller than this share of the largest are dropped, inside it or not.
const SPECK: f64 = 1e-4;

/// Winding number of the largest piece about a small one's middle under which the small one counts as outside.
const INSIDE: f64 = 0.4;
/// Most that winding numbers of two like pieces may differ by for one sampling of the largest, on either side of [`INSIDE`].
const DOUBT: f64 = 0.15;

/// A small piece, and what tells whether another one is its like.
struct Small<'a> {
    piece: &'a Piece,
    /// Distance of its middle from the largest piece's.
    off: f64,
    inside: f64,
}

impl Small<'_> {
    /// True for a piece as large and as far from the middle: the other eye of a pair.
    fn is_like(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 0.03 * a.max(b);
        near(self.piece.area, other.piece.area) && near(self.off, other.off)
    }
}

/// Winding numbers, those in doubt shared by like pieces: a pair of eyes is kept or dropped together.
fn shared(small: &[Small<'_>]) -> Vec<f64> {
    let mut doubtful: Vec<usize> = (0..small.len()).filter(|&i| (small[i].inside - INSIDE).abs() < DOUBT).collect();
    doubtful.sort_by(|&a, &b| small[a].piece.area.total_cmp(&small[b].piece.area));
    let mut inside: Vec<f64> = small.iter().map(|s| s.inside).collect();
    // A bounded window, so that a million crumbs cost no more.
    const FEW: usize = 32;
    for (k, &i) in doubtful.iter().enumerate() {
        let near = &doubtful[k.saturating_sub(FEW)..(k + FEW).min(doubtful.len())];
        let like = near.iter().filter(|&&j| small[i].is_like(&small[j])).map(|&j| small[j].inside);
        let (sum, count) = like.fold((0.0, 0), |(sum, count), inside| (sum + inside, count + 1));
        // It is its own like, so there is one at least.
        inside[i] = sum / f64::from(count.max(1));
    }
    inside
}

/// Drops pieces that are small and do not lie inside the largest.
pub(super) fn drop_islands(mesh: &mut RawMesh, pieces: &[Piece], done: &mut Vec<Repair>) {
    let Some(main) = pieces.iter().max_by(|a, b| a.area.total_cmp(&b.area)) else { return };
    if pieces.len() == 1 {
        return;
    }
    let faces: Vec<[u32; 3]> = main.triangles.iter().map(|&f| mesh.triangles[f as usize]).collect();
    let shell = Samples::of(&mesh.positions, &faces, 4_000, |_| true);
    let middle_of = |piece: &Piece| {
        let sum = piece.triangles.iter().fold(DVec3::ZERO, |sum, &f| {
            sum + mesh.triangles[f as usize].iter().map(|&i| mesh.positions[i as usize].as_dvec3()).sum::<DVec3>()
        });
        sum / (3 * piece.triangles.len()) as f64
    };
    // By area, since vertices lie closer where there is more to show.
    let middle = shell.points.iter().sum::<DVec3>() / shell.points.len().max(1) as f64;
    let small: Vec<Small<'_>> = pieces
        .iter()
        .filter(|piece| piece.area < ISLAND * main.area)
        .map(|piece| {
            let at = middle_of(piece);
            Small { piece, off: at.distance(middle), inside: winding(&shell, main.area, at) }
        })
        .collect();
    let mut keep = vec![true; mesh.triangles.len()];
    let (mut dropped, mut gone) = (0, 0);
    for (Small { piece, .. }, inside) in small.iter().zip(shared(&small)) {
        if piece.area < SPECK * main.area || inside < INSIDE {
            dropped += 1;
            gone += piece.triangles.len();
            piece.triangles.iter().for_each(|&f| keep[f as usize] = false);
        }
    }
    let mut i = 0;
    mesh.triangles.retain(|_| {
        i += 1;
        keep[i - 1]
    });
    note(done, dropped, Repair::Islands { pieces: dropped, faces: gone });
}

/// Winding number of the shell around `at` (Jacobson et al. 2013), with its area as dipoles at the samples.
fn winding(shell: &Samples, area: f64, at: DVec3) -> f64 {
    let each = area / shell.points.len().max(1) as f64;
    let sum: f64 = shell
        .points
        .iter()
        .zip(&shell.normals)
        .map(|(&p, &n)| {
            let d = p - at;
            let r = d.length().max(each.sqrt());
            d.dot(n) / (r * r * r)
        })
        .sum();
    sum * each / (4.0 * std::f64::consts::PI)
}

#[cfg(test)]
mod tests {
    use super::super::repair;
    use super::*;
    use crate::mesh::raw_mesh::Format;
    use crate::mesh::topology::across;
    use glam::Vec3;

    /// A ball of rings from pole to pole, its numbers from `first` on.
    fn ball(middle: Vec3, radius: f32, first: u32) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let (rings, around) = (16_u32, 24_u32);
        let (mut positions, mut triangles) = (Vec::new(), Vec::new());
        for ring in 0..=rings {
            let (across, height) = (std::f32::consts::PI * (ring as f32 + 0.5) / (rings as f32 + 1.0)).sin_cos();
            for step in 0..around {
                let (z, x) = (std::f32::consts::TAU * step as f32 / around as f32).sin_cos();
                positions.push(middle + Vec3::new(across * x, height, across * z) * radius);
                if ring < rings {
                    let at = |up: u32, on: u32| first + (ring + up) * around + (step + on) % around;
                    triangles.push([at(0, 0), at(0, 1), at(1, 0)]);
                    triangles.push([at(1, 0), at(0, 1), at(1, 1)]);
                }
            }
        }
        (positions, triangles)
    }

    /// A bent strip over the ball's side, as modelled hair is: open, and thin as paper.
    fn strip(side: f32, upright: bool, first: u32) -> (Vec<Vec3>, Vec<[u32; 3]>) {
        let (mut positions, mut triangles) = (Vec::new(), Vec::new());
        for step in 0..12_u32 {
            let (sin, cos) = (step as f32 * 0.09).sin_cos();
            let at = Vec3::new(side * cos, sin, 0.0);
            let (across, from) = if upright { (at * 0.3, at * 1.05) } else { (Vec3::Z * 0.3, at * 1.1) };
            positions.extend([from, from + across]);
            if step > 0 {
                let k = first + 2 * step;
                triangles.extend([[k - 2, k, k - 1], [k - 1, k, k + 1]]);
            }
        }
        (positions, triangles)
    }

    #[test]
    fn mirrored_copies_of_modelled_hair_face_outwards_on_both_sides() {
        for mirror in [1.0, -1.0] {
            let mut mesh = RawMesh::of(Format::Obj);
            (mesh.positions, mesh.triangles) = ball(Vec3::ZERO, 1.0, 0);
            let skin = mesh.triangles.len();
            for side in [1.0, -1.0] {
                let (p, t) = strip(side, false, mesh.positions.len() as u32);
                mesh.positions.extend(p);
                mesh.triangles.extend(t);
            }
            // All of it mirrored, too, as an exporter does that turns one axis round.
            mesh.positions.iter_mut().for_each(|p| p.z *= mirror);
            let pairs = across(mesh.positions.len(), &mesh.triangles);
            let pieces = orient(&mut mesh, &pairs, &mut Vec::new());
            assert_eq!(pieces.len(), 3);
            let outward = |t: &[u32; 3]| {
                let [a, b, c] = t.map(|i| mesh.positions[i as usize]);
                (b - a).cross(c - a).dot(a + b + c) > 0.0
            };
            assert!(mesh.triangles[skin..].iter().all(outward), "mirrored {mirror}");
        }
    }

    #[test]
    fn what_stands_upright_on_a_head_goes_the_heads_way() {
        let oriented = |mirror: f32| {
            let mut mesh = RawMesh::of(Format::Obj);
            (mesh.positions, mesh.triangles) = ball(Vec3::ZERO, 1.0, 0);
            let skin = mesh.triangles.len();
            let (p, t) = strip(1.0, true, mesh.positions.len() as u32);
            mesh.positions.extend(p);
            mesh.triangles.extend(t);
            mesh.positions.iter_mut().for_each(|p| p.z *= mirror);
            let pairs = across(mesh.positions.len(), &mesh.triangles);
            orient(&mut mesh, &pairs, &mut Vec::new());
            let [a, b, c] = mesh.triangles[skin].map(|i| mesh.positions[i as usize]);
            (b - a).cross(c - a)
        };
        // Its side towards +Z is the mirror image's towards −Z.
        assert!(oriented(1.0).z * oriented(-1.0).z < 0.0, "{} {}", oriented(1.0), oriented(-1.0));
    }

    #[test]
    fn a_pair_of_eyes_is_kept_or_dropped_together() {
        let (mut kept, mut dropped) = (0, 0);
        for deep in 0..1200_u16 {
            // Eyes ever farther out of the skin, left and right alike.
            let depth = 0.94 + 0.000_15 * f32::from(deep);
            let mut mesh = RawMesh::of(Format::Obj);
            (mesh.positions, mesh.triangles) = ball(Vec3::ZERO, 1.0, 0);
            let skin = mesh.positions.len();
            for side in [1.0, -1.0] {
                let (p, t) = ball(Vec3::new(side * 0.35, 0.2, 0.915) * depth, 0.1, mesh.positions.len() as u32);
                mesh.positions.extend(p);
                mesh.triangles.extend(t);
            }
            repair(&mut mesh);
            let eyes = mesh.positions.len() - skin;
            assert!(eyes.is_multiple_of(2 * 17 * 24), "at {depth} one eye of two stays: {eyes}");
            if eyes > 0 { kept += 1 } else { dropped += 1 }
        }
        assert!(kept > 0 && dropped > 0, "{kept} {dropped}");
    }
}
