//! Open eyes in a clinic's light: what their tears mirror, and how bright the white is.

use crate::studio::{Ask, draw_linear, pixel_of, studio};
use glam::{Vec2, Vec3};
use pointille::color::LinearRgb;
use pointille::scene::{Camera, Scene};

/// Radius of the cornea's curvature at its apex, mm.
const CORNEA_RADIUS_MM: f32 = 7.75;

#[test]
fn each_eye_mirrors_the_lamp_at_its_place_and_its_white_is_not_white() {
    let mut studio = studio();
    let head = studio.case().head().clone();
    let middle = 0.5 * (head.eyes[0].middle + head.eyes[1].middle);
    let camera = Camera {
        target: middle + 12.0 * Vec3::Z,
        distance_mm: 600.0,
        fov_y_rad: 0.07,
        elevation_rad: 0.0,
        ..Camera::default()
    };
    let scene = Scene::default().camera(camera);
    let lamp = scene.rig.about_head(camera.azimuth_rad, 0.0).lights[0].direction;
    let ask = Ask { size: (600, 240), samples: 8, ..Ask::default() };
    let picture = draw_linear(&mut studio, &scene, ask);
    let light = |at: Vec2| {
        let (x, y) = (at.x.floor() as usize, at.y.floor() as usize);
        let p = picture[y * ask.size.0 as usize + x];
        LinearRgb::from_array([p[0], p[1], p[2]])
    };
    for eye in &head.eyes {
        let gaze = (camera.eye() - eye.middle).normalize_or(Vec3::Z);
        let centre = eye.middle + gaze * (eye.apex_mm() - CORNEA_RADIUS_MM);
        let mirrors = centre + (gaze + lamp).normalize_or(Vec3::Z) * CORNEA_RADIUS_MM;
        let [expected, pupil] = [mirrors, eye.middle + gaze * eye.apex_mm()].map(|p| pixel_of(&camera, ask.size, p));
        let per_mm =
            pixel_of(&camera, ask.size, eye.middle + Vec3::X).distance(pixel_of(&camera, ask.size, eye.middle));
        let reach = (4.5 * per_mm) as i32;
        let near = (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| Vec2::new(x as f32, y as f32)));
        let (brightest, at) = near
            .map(|off| (light(pupil + off).luminance(), pupil + off))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .expect("pixels");
        // Photographs: clipped, 0.73–0.99.
        assert!(brightest > 0.7, "a dull catchlight: {brightest}");
        assert!(at.distance(expected) < 0.8 * per_mm, "mirrored at {at}, the lamp stands at {expected}");
        // Beside the iris: L* 42–61 where the face has 63, so a face of 49 leaves some 32 to 50, a little more on the lit side; pink, not white.
        let outer = pupil + Vec2::new(eye.middle.x.signum() * 8.2 * per_mm, 0.5 * per_mm);
        let white = light(outer).to_lab();
        assert!((32.0..56.0).contains(&white.l) && white.a > 3.0 && white.b > 2.0, "{white:?}");
        // The upper lid's shadow lies on the top of the iris.
        let [top, low] = [-2.9, 3.2].map(|mm| light(pupil + Vec2::new(0.0, mm * per_mm)).luminance());
        assert!(top < 0.6 * low, "no shadow: {top} above, {low} below");
    }
}
