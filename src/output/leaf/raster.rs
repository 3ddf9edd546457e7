//! Picture from a leaf: the same description as the PDF's, in pixels.

use super::{Leaf, LeafColor, LeafMark, LeafPart};
use crate::output::label::{Board, size_px};
use crate::render::{Picture, Pixels};

/// Lines a pixel that polygons are sampled with.
const LINES: usize = 4;
/// Points of a round join.
const ROUND: usize = 12;

/// Picture of a leaf on white paper, at so many pixels a mm.
pub fn raster(leaf: &Leaf, px_per_mm: f32) -> Picture {
    let [width, height] = leaf.size_mm.map(|mm| (mm * px_per_mm).round().max(1.0) as u32);
    let mut board = Board::new(width, height, [255; 3]);
    for mark in leaf.parts.iter().flat_map(LeafPart::marks) {
        draw(mark, px_per_mm, &mut board);
    }
    Picture { width, height, pixels: Pixels::Srgb8(board.rgba) }
}

fn draw(mark: &LeafMark, scale: f32, board: &mut Board) {
    match mark {
        LeafMark::Words { text, at: [x, y], em_mm, color } => {
            board.text(text, (x * scale, y * scale), size_px(em_mm * scale), *color);
        }
        LeafMark::Path { points, closed, width_mm, color, dash_mm } => {
            let points: Vec<[f32; 2]> = points.iter().chain(points.first().filter(|_| *closed)).copied().collect();
            for [a, b] in dashes(&points, *dash_mm) {
                polygon(&capsule(a, b, 0.5 * width_mm, scale), *color, board);
            }
        }
        LeafMark::Area { points, color } => {
            let points: Vec<[f32; 2]> = points.iter().map(|p| p.map(|mm| mm * scale)).collect();
            polygon(&points, *color, board);
        }
        LeafMark::Image { picture, at, size_mm } => image(picture, *at, *size_mm, scale, board),
    }
}

/// Pieces of a line, in order: its own segments, or those that its dashes leave.
fn dashes(points: &[[f32; 2]], dash_mm: f32) -> Vec<[[f32; 2]; 2]> {
    let mut out = Vec::new();
    let mut run = 0.0_f32;
    for pair in points.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        let length = (bx - ax).hypot(by - ay);
        if dash_mm <= 0.0 {
            out.push([pair[0], pair[1]]);
            continue;
        }
        let at = |along: f32| {
            let share = (along / length.max(1e-9)).clamp(0.0, 1.0);
            [ax + (bx - ax) * share, ay + (by - ay) * share]
        };
        let mut from = 0.0;
        while from < length {
            let phase = (run / dash_mm) as u32;
            let to = length.min(from + ((phase + 1) as f32 * dash_mm - run).max(dash_mm * 1e-3));
            if phase.is_multiple_of(2) {
                out.push([at(from), at(to)]);
            }
            run += to - from;
            from = to;
        }
    }
    out
}

/// Outline of a segment with round ends, pixels.
fn capsule([ax, ay]: [f32; 2], [bx, by]: [f32; 2], radius_mm: f32, scale: f32) -> Vec<[f32; 2]> {
    // A hairline keeps half a pixel, so that it never vanishes.
    let radius = (radius_mm * scale).max(0.25);
    let turn = (by - ay).atan2(bx - ax);
    let arc = |x: f32, y: f32, from: f32| {
        (0..=ROUND).map(move |i| {
            let angle = from + std::f32::consts::PI * i as f32 / ROUND as f32;
            [x * scale + radius * angle.cos(), y * scale + radius * angle.sin()]
        })
    };
    let half = std::f32::consts::FRAC_PI_2;
    arc(bx, by, turn - half).chain(arc(ax, ay, turn + half)).collect()
}

/// Fills a polygon by the even–odd rule, with the share of each pixel that it covers.
fn polygon(points: &[[f32; 2]], color: LeafColor, board: &mut Board) {
    let low = points.iter().map(|p| p[1]).fold(f32::INFINITY, f32::min).floor().max(0.0);
    let high = points.iter().map(|p| p[1]).fold(0.0, f32::max).ceil().min(board.height as f32);
    let mut shares = vec![0.0_f32; board.width as usize];
    for y in low as usize..high.max(0.0) as usize {
        shares.fill(0.0);
        for line in 0..LINES {
            let at = y as f32 + (line as f32 + 0.5) / LINES as f32;
            let mut crossings: Vec<f32> = (0..points.len())
                .filter_map(|i| {
                    let ([ax, ay], [bx, by]) = (points[i], points[(i + 1) % points.len()]);
                    ((ay <= at) != (by <= at)).then(|| ax + (bx - ax) * (at - ay) / (by - ay))
                })
                .collect();
            crossings.sort_by(f32::total_cmp);
            for span in crossings.chunks_exact(2) {
                let (from, to) = (span[0].max(0.0), span[1].min(board.width as f32));
                for x in from as usize..to.ceil().max(0.0) as usize {
                    let covered = (to.min(x as f32 + 1.0) - from.max(x as f32)).max(0.0);
                    if let Some(share) = shares.get_mut(x) {
                        *share += covered / LINES as f32;
                    }
                }
            }
        }
        for (x, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            board.blend(x as i64, y as i64, color, *share);
        }
    }
}

/// Lays a picture into its rectangle, each pixel the mean of those under it.
fn image(picture: &Picture, [x, y]: [f32; 2], [width, height]: [f32; 2], scale: f32, board: &mut Board) {
    let Pixels::Srgb8(rgba) = &picture.pixels else { return };
    let (left, top) = ((x * scale).round() as i64, (y * scale).round() as i64);
    let (across, down) = ((width * scale).round().max(1.0) as i64, (height * scale).round().max(1.0) as i64);
    let span = |i: i64, of: i64, pixels: u32| {
        let from = (i as f32 / of as f32 * pixels as f32) as usize;
        let to =
            (((i + 1) as f32 / of as f32 * pixels as f32) as usize).clamp(from + 1, (pixels as usize).max(from + 1));
        from..to
    };
    for j in 0..down {
        for i in 0..across {
            let (mut sum, mut count) = ([0.0_f32; 4], 0.0);
            for v in span(j, down, picture.height) {
                for u in span(i, across, picture.width) {
                    let at = 4 * (v * picture.width as usize + u);
                    let Some(pixel) = rgba.get(at..at + 4) else { continue };
                    (0..4).for_each(|k| sum[k] += f32::from(pixel[k]));
                    count += 1.0;
                }
            }
            if count > 0.0 {
                let mean = sum.map(|s| s / count);
                board.blend(left + i, top + j, [mean[0] as u8, mean[1] as u8, mean[2] as u8], mean[3] / 255.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn ink(marks: Vec<LeafMark>) -> (Vec<u8>, u32) {
        let leaf = Leaf { title: String::new(), size_mm: [40.0, 30.0], parts: vec![LeafPart::Decoration(marks)] };
        let picture = raster(&leaf, 2.0);
        let Pixels::Srgb8(rgba) = picture.pixels else { panic!("a leaf is sRGB") };
        (rgba.chunks_exact(4).map(|p| 255 - p[0]).collect(), picture.width)
    }

    fn area_mm2(marks: Vec<LeafMark>) -> f32 {
        ink(marks).0.iter().map(|&v| f32::from(v) / 255.0).sum::<f32>() / 4.0
    }

    #[test]
    fn shapes_cover_as_much_paper_as_they_should() {
        let square = LeafMark::block([5.25, 6.1], [10.0, 7.3], [0; 3]);
        assert!((area_mm2(vec![square]) - 73.0).abs() < 0.8);
        let triangle = LeafMark::Area { points: vec![[2.0, 2.0], [22.0, 2.0], [2.0, 14.0]], color: [0; 3] };
        assert!((area_mm2(vec![triangle]) - 120.0).abs() < 1.0);
        let line = LeafMark::line([5.0, 5.0], [35.0, 20.0], 1.0, [0; 3]);
        let length = 30.0_f32.hypot(15.0);
        assert!((area_mm2(vec![line]) - length - 0.785).abs() < 0.5);
        let dashed = LeafMark::Path {
            points: vec![[5.0, 5.0], [35.0, 5.0]],
            closed: false,
            width_mm: 0.5,
            color: [0; 3],
            dash_mm: 3.0,
        };
        let (dashed, whole) =
            (area_mm2(vec![dashed]), area_mm2(vec![LeafMark::line([5.0, 5.0], [35.0, 5.0], 0.5, [0; 3])]));
        assert!((0.45..0.65).contains(&(dashed / whole)), "{}", dashed / whole);
    }

    #[test]
    fn a_picture_lies_where_it_is_put_and_nowhere_else() {
        let pixels = Pixels::Srgb8([0, 0, 0, 255].repeat(50 * 50));
        let picture = Arc::new(Picture { width: 50, height: 50, pixels });
        let (dark, width) = ink(vec![LeafMark::Image { picture, at: [10.0, 5.0], size_mm: [20.0, 15.0] }]);
        let inside = |i: usize| {
            let (x, y) = (i as u32 % width, i as u32 / width);
            (20..60).contains(&x) && (10..40).contains(&y)
        };
        assert!(dark.iter().enumerate().all(|(i, &v)| (v > 250) == inside(i)));
    }
}
