//! Texels of a head's pictures: each is painted for its place on the skin, and what no skin uses is filled from beside it.

use super::atlas::Atlas;
use super::coat::Coat;
use super::flat_triangle::{Weights, for_inside};
use crate::color::srgb_encode;
use crate::head::drawn::DrawnVertex;
use crate::par::*;
use glam::{Vec2, Vec3};

/// Rows that are painted between two reports of progress.
const ROWS: usize = 32;
/// Rounds by which skin reaches over the edges of its charts, texels: a filter takes the next one.
const OVER_EDGES: usize = 2;
/// Steps of the table from light to bytes.
const STEPS: usize = 1 << 14;
/// No triangle.
const NONE: u32 = u32::MAX;

/// sRGB pixels, row by row from the top.
pub type Texels = Vec<[u8; 3]>;

/// Pictures of one head.
pub struct Painted {
    /// Albedo, bare first, then each day.
    pub skins: Vec<Texels>,
    /// Share of the surroundings that is seen, linear, grey.
    pub openness: Texels,
}

/// Paints a coat over an atlas; `None` where `progress` stops it.
pub fn painted(
    atlas: &Atlas,
    vertices: &[DrawnVertex],
    coat: &Coat,
    days: usize,
    progress: &mut dyn FnMut(f32) -> bool,
) -> Option<Painted> {
    let side = atlas.side as usize;
    let owners = owners(atlas);
    let bytes: Vec<u8> = (0..=STEPS).map(|i| (255.0 * srgb_encode(i as f32 / STEPS as f32)).round() as u8).collect();
    let code = |light: Vec3| {
        let at = light.clamp(Vec3::ZERO, Vec3::ONE) * STEPS as f32;
        [at.x, at.y, at.z].map(|x| bytes[x.round() as usize])
    };
    let sorted = coat.sorted();
    let mut skins = vec![vec![[0; 3]; side * side]; days + 1];
    let mut openness = vec![[255; 3]; side * side];
    for first in (0..side).step_by(ROWS) {
        let rows = first..(first + ROWS).min(side);
        let painted: Vec<(usize, Vec<[u8; 3]>, u8)> = (rows.start * side..rows.end * side)
            .into_par_iter()
            .filter(|&texel| owners[texel] != NONE)
            .map(|texel| {
                let corners = atlas.triangles[owners[texel] as usize].map(|v| atlas.vertices[v as usize]);
                let middle = Vec2::new((texel % side) as f32 + 0.5, (texel / side) as f32 + 0.5);
                let weights = Weights::of(corners.map(|corner| corner.at)).map_or(Vec3::X, |w| w.at(middle));
                let like = corners.map(|corner| corner.like);
                let of = |k: usize| &vertices[like[k] as usize];
                // Beyond an edge the skin goes on in its triangle's plane; what is known at corners alone stays within their range.
                let place: Vec3 = (0..3).map(|k| of(k).position * weights[k]).sum();
                let within = weights.max(Vec3::ZERO);
                let within = within / within.element_sum();
                let mut albedos = vec![Vec3::ZERO; days + 1];
                sorted.albedos(place, like, within, &mut albedos);
                let open: f32 = (0..3).map(|k| of(k).visibility * within[k]).sum();
                (texel, albedos.into_iter().map(code).collect(), (255.0 * open.clamp(0.0, 1.0)).round() as u8)
            })
            .collect();
        for (texel, albedos, open) in painted {
            skins.iter_mut().zip(albedos).for_each(|(skin, albedo)| skin[texel] = albedo);
            openness[texel] = [open; 3];
        }
        if !progress(rows.end as f32 / side as f32) {
            return None;
        }
    }
    let known: Vec<bool> = owners.iter().map(|&owner| owner != NONE).collect();
    skins.par_iter_mut().chain([&mut openness]).for_each(|texels| fill(texels, &known, side));
    Some(Painted { skins, openness })
}

/// Triangle of each texel.
fn owners(atlas: &Atlas) -> Vec<u32> {
    let side = atlas.side as usize;
    let mut owners = vec![NONE; side * side];
    let index = |[x, y]: [i32; 2]| {
        let inside = (0..side as i32).contains(&x) && (0..side as i32).contains(&y);
        inside.then(|| y as usize * side + x as usize)
    };
    for (t, corners) in (0..).zip(&atlas.triangles) {
        for_inside(corners.map(|v| atlas.vertices[v as usize].at), |cell, _| {
            if let Some(at) = index(cell) {
                owners[at] = t;
            }
        });
    }
    for _ in 0..OVER_EDGES {
        let before = owners.clone();
        let beside = |at: usize| {
            let (x, y) = ((at % side) as i32, (at / side) as i32);
            let near = [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]];
            near.into_iter().filter_map(index).map(|i| before[i]).find(|&owner| owner != NONE)
        };
        owners.par_iter_mut().enumerate().filter(|(_, owner)| **owner == NONE).for_each(|(at, owner)| {
            *owner = beside(at).unwrap_or(NONE);
        });
    }
    owners
}

/// Fills what is not known with the mean of what lies beside it, from fine to coarse: so smaller copies of the picture have no seams.
fn fill(texels: &mut [[u8; 3]], known: &[bool], side: usize) {
    if side < 2 || known.iter().all(|&known| known) {
        return;
    }
    let half = side / 2;
    let (mut coarse, mut coarse_known) = (vec![[0; 3]; half * half], vec![false; half * half]);
    for (at, (mean, any)) in coarse.iter_mut().zip(&mut coarse_known).enumerate() {
        let corner = 2 * (at / half) * side + 2 * (at % half);
        let four = [corner, corner + 1, corner + side, corner + side + 1];
        let inside = || four.iter().filter(|&&i| known[i]);
        let count = inside().count();
        *any = count > 0;
        if *any {
            *mean = [0, 1, 2].map(|k| (inside().map(|&i| usize::from(texels[i][k])).sum::<usize>() / count) as u8);
        }
    }
    fill(&mut coarse, &coarse_known, half);
    for (at, texel) in texels.iter_mut().enumerate().filter(|(at, _)| !known[*at]) {
        *texel = coarse[(at / side / 2).min(half - 1) * half + (at % side / 2).min(half - 1)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_filled_from_beside_it_and_the_rest_stays() {
        let side = 16;
        let mut texels: Texels = (0..side * side).map(|i| if i % side < 3 { [200, 10, 10] } else { [0; 3] }).collect();
        let known: Vec<bool> = (0..side * side).map(|i| i % side < 3).collect();
        fill(&mut texels, &known, side);
        assert!(texels.iter().all(|&texel| texel == [200, 10, 10]));
        let mut two: Texels = vec![[0, 0, 0], [0; 3], [0; 3], [0, 100, 0]];
        fill(&mut two, &[true, false, false, true], 2);
        assert_eq!(two, [[0, 0, 0], [0, 50, 0], [0, 50, 0], [0, 100, 0]]);
    }
}
