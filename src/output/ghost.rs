//! A line on the head, drawn over a picture: the hairline that is usual at an age (the ghost), beside the one wished.

use crate::head::Head;
use crate::render::{Picture, Pixels};
use crate::scene::Camera;
use glam::{Vec2, Vec3};

/// Colour of the line, sRGB: unlike any of skin or hair.
pub const GHOST_COLOUR: [u8; 3] = [70, 150, 255];
/// Length of a dash and its gap, mm on the skin.
const DASH_MM: f32 = 7.0;
/// Distance by which skin must lie nearer to the camera than a point to hide it, mm.
const HIDDEN_MM: f32 = 3.0;

/// True where a camera sees a place on the skin (head frame, mm): no other skin hides it.
pub fn is_seen(head: &Head, place: Vec3, camera: &Camera) -> bool {
    let eye = camera.eye();
    let Some(direction) = (place - eye).try_normalize() else { return false };
    head.raycast(eye, direction).is_none_or(|hit| hit.position.distance(eye) > place.distance(eye) - HIDDEN_MM)
}

/// Visible dashes of a line on the head (points on the skin, mm), each as its two ends in the picture, −1…1, y up.
pub fn dashes(head: &Head, line: &[Vec3], camera: &Camera, aspect: f32) -> Vec<[Vec2; 2]> {
    let visible = |p: Vec3| is_seen(head, p, camera);
    let mut along_mm = 0.0;
    let mut out = Vec::new();
    for pair in line.windows(2) {
        let drawn = (along_mm / DASH_MM).fract() < 0.6;
        along_mm += pair[0].distance(pair[1]);
        if drawn && visible(pair[0]) && visible(pair[1]) {
            out.extend(camera.ndc(pair[0], aspect).zip(camera.ndc(pair[1], aspect)).map(|(a, b)| [a, b]));
        }
    }
    out
}

/// Draws the line over a picture that the camera took of the head. Scene-linear pictures are measurements and are left
/// as they are.
pub fn draw(picture: &mut Picture, head: &Head, line: &[Vec3], camera: &Camera) {
    let (width, height) = (picture.width, picture.height);
    let size = Vec2::new(width as f32, height as f32);
    let half_px = (size.y / 800.0).max(1.0);
    let dashes = dashes(head, line, camera, size.x / size.y);
    let Pixels::Srgb8(bytes) = &mut picture.pixels else { return };
    for dash in dashes {
        let [a, b] = dash.map(|p| Vec2::new(p.x + 1.0, 1.0 - p.y) * 0.5 * size);
        let (low, high) = (a.min(b) - half_px - 1.0, a.max(b) + half_px + 1.0);
        let along = b - a;
        for y in (low.y.max(0.0) as u32)..(high.y.clamp(0.0, size.y) as u32) {
            for x in (low.x.max(0.0) as u32)..(high.x.clamp(0.0, size.x) as u32) {
                let p = Vec2::new(x as f32 + 0.5, y as f32 + 0.5) - a;
                let t = (p.dot(along) / along.length_squared().max(1e-6)).clamp(0.0, 1.0);
                let share = (half_px + 0.5 - (p - along * t).length()).clamp(0.0, 1.0);
                let at = (y as usize * width as usize + x as usize) * 4;
                for (to, from) in bytes[at..at + 3].iter_mut().zip(GHOST_COLOUR) {
                    *to = (f32::from(*to) + (f32::from(from) - f32::from(*to)) * share).round() as u8;
                }
                bytes[at + 3] = bytes[at + 3].max((share * 255.0) as u8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::head_and_field;
    use crate::scene::View;

    #[test]
    fn the_line_is_drawn_where_it_lies_and_not_through_the_head() {
        let head = &head_and_field().0;
        let level: Vec<Vec3> = (0..=200)
            .map(|k| {
                let turn = core::f32::consts::TAU * k as f32 / 200.0;
                let out = Vec3::new(turn.sin(), 0.35, turn.cos()).try_normalize().unwrap();
                head.raycast(out * 400.0, -out).unwrap().position
            })
            .collect();
        let camera = View::Front.camera();
        let seen = dashes(head, &level, &camera, 1.0);
        // Half of it lies behind the head, and two fifths are gaps.
        assert!((40..85).contains(&seen.len()), "{}", seen.len());
        let mut picture = Picture { width: 200, height: 200, pixels: Pixels::Srgb8(vec![128; 200 * 200 * 4]) };
        draw(&mut picture, head, &level, &camera);
        let Pixels::Srgb8(bytes) = &picture.pixels else { panic!("bytes") };
        let blue = |x: usize, y: usize| bytes[(y * 200 + x) * 4 + 2] > 180;
        for [a, _] in &seen {
            let (x, y) = ((a.x + 1.0) * 100.0, (1.0 - a.y) * 100.0);
            assert!((0..3).any(|d| blue(x as usize, (y as usize + d).saturating_sub(1))), "{a}");
        }
        let drawn = (0..200 * 200).filter(|i| blue(i % 200, i / 200)).count();
        assert!(drawn > 60 && drawn < 1500, "{drawn}");
    }
}
