//! Globes of open eyes as a model shows them: the white, the iris and the pupil painted on the sphere, looking straight ahead.

use super::parts::ModelPart;
use super::texels::Texels;
use crate::color::srgb_encode;
use crate::ease::smoothstep;
use crate::head::drawn::DrawnHead;
use crate::head::eyes::{LIMBUS_MM, pupil_mm};
use crate::render::appearance::Appearance;
use glam::Vec3;

/// Width and height of the picture, texels, and the angles from straight ahead that it reaches to, radians.
pub const SIZE: [u32; 2] = [512, 512];
const REACH: [f32; 2] = [1.3, 0.9];
/// Light in which the pupil is as wide as it is painted, cd/m²: a treatment room's.
const ROOM_CD_M2: f32 = 250.0;
/// Albedo of the white, and of its red corners (by eye).
const WHITE: Vec3 = Vec3::new(0.60, 0.55, 0.51);
const CORNER: Vec3 = Vec3::new(0.46, 0.27, 0.23);
/// Radii from the gaze's axis over which white turns to corner, mm.
const CORNER_MM: [f32; 2] = [8.0, 13.5];
/// Radii of the iris over which its colour goes from the inner to the outer, and over which the dark ring at its rim sets in.
const IRIS: [f32; 2] = [0.40, 0.75];
const RING: [f32; 2] = [0.80, 0.98];

/// Globes as a part of a model, which looks its colour up in [`picture`].
pub fn part(head: &DrawnHead) -> ModelPart {
    let mut out = ModelPart::default();
    for (eye, globe) in head.eyes.iter().zip(&head.globes) {
        let first = out.positions.len() as u32;
        for vertex in &globe.vertices {
            let d = vertex.direction;
            out.positions.push(eye.middle + d * (eye.radius_mm + vertex.lift_mm));
            out.normals.push(d);
            let angles = [d.x.atan2(d.z), d.y.clamp(-1.0, 1.0).asin()];
            out.places.push([0.5 + 0.5 * angles[0] / REACH[0], 0.5 - 0.5 * angles[1] / REACH[1]]);
        }
        out.triangles.extend(globe.triangles.iter().map(|t| t.map(|i| first + i)));
    }
    out
}

/// Picture of a globe of this radius, by the angles from straight ahead.
pub fn picture(appearance: &Appearance, radius_mm: f32) -> Texels {
    let pupil_mm = 0.5 * pupil_mm(ROOM_CD_M2, appearance.age_years);
    let [width, height] = SIZE;
    let texel = |i: u32| {
        let share = [(i % width) as f32 + 0.5, (i / width) as f32 + 0.5];
        let azimuth = (2.0 * share[0] / width as f32 - 1.0) * REACH[0];
        let elevation = (1.0 - 2.0 * share[1] / height as f32) * REACH[1];
        let ahead = elevation.cos() * azimuth.cos();
        // The visible iris is as wide as the limbus.
        let from_axis_mm = radius_mm * (1.0 - ahead * ahead).max(0.0).sqrt();
        color(from_axis_mm, ahead, pupil_mm, appearance.iris).map(|c| (255.0 * srgb_encode(c)).round() as u8)
    };
    (0..width * height).map(texel).collect()
}

/// Albedo at a distance from the axis of the gaze, mm.
fn color(from_axis_mm: f32, ahead: f32, pupil_mm: f32, [inner, outer]: [Vec3; 2]) -> [f32; 3] {
    let rho = from_axis_mm / LIMBUS_MM;
    let iris = inner.lerp(outer, smoothstep(IRIS[0], IRIS[1], rho)) * (1.0 - 0.65 * smoothstep(RING[0], RING[1], rho));
    let iris = iris * smoothstep(pupil_mm - 0.08, pupil_mm + 0.08, from_axis_mm) + Vec3::splat(0.003);
    let white = WHITE.lerp(CORNER, smoothstep(CORNER_MM[0], CORNER_MM[1], from_axis_mm));
    let beyond = if ahead > 0.0 { smoothstep(LIMBUS_MM - 0.25, LIMBUS_MM + 0.25, from_axis_mm) } else { 1.0 };
    iris.lerp(white, beyond).to_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_eye_is_dark_in_the_middle_coloured_around_it_and_white_outside() {
        let iris = crate::head::IrisColour::Blue.albedo();
        let at = |mm: f32| Vec3::from_array(color(mm, 0.9, 1.5, iris));
        assert!(at(0.5).max_element() < 0.01);
        assert!(at(3.0).z > at(3.0).x * 0.9 && at(3.0).z > 0.05);
        assert!(at(7.5).min_element() > 0.4 && at(12.0).x > 1.5 * at(12.0).z);
    }
}
