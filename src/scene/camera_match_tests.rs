//! A camera that is known, found again from what it sees.

use super::*;
use crate::field::hash::normal;
use crate::field::testing::head_and_field;
use crate::head::Head;

/// The places of the skin that a camera sees on rays through points spread over its picture, and where it sees them.
fn seen(head: &Head, camera: &CameraMatch, ats: &[Vec2]) -> Vec<SeenPlace> {
    let place = |&at: &Vec2| {
        let (origin, direction) = camera.ray(at);
        let hit = head.raycast(origin, direction)?;
        Some(SeenPlace { place: hit.position, outward: hit.normal, at })
    };
    ats.iter().filter_map(place).collect()
}

fn known(azimuth: f32, elevation: f32, roll: f32, fov: f32) -> CameraMatch {
    let [azimuth_rad, elevation_rad, roll_rad, fov_y_rad] = [azimuth, elevation, roll, fov].map(f32::to_radians);
    let distance_mm = 220.0 / (0.5 * fov_y_rad).tan();
    let target = Vec3::new(6.0, 30.0, 20.0);
    let camera = Camera { azimuth_rad, elevation_rad, distance_mm, target, fov_y_rad, lens: None }.sane();
    CameraMatch { camera, roll_rad, errors_mm: Vec::new() }
}

/// Points over a face in a photograph, not in a plane of the head.
fn clicks() -> Vec<Vec2> {
    [(-0.16, 0.05), (0.17, 0.06), (0.0, -0.12), (0.01, -0.28), (-0.23, 0.26), (0.22, 0.24), (0.02, 0.38), (-0.3, -0.02)]
        .map(Vec2::from)
        .to_vec()
}

#[test]
fn a_camera_is_found_from_wherever_it_looks_and_however_it_is_held() {
    let head = &head_and_field().0;
    for (azimuth, elevation, roll, fov) in [
        (0.0, 3.0, 0.0, 24.0),
        (38.0, 10.0, 7.0, 30.0),
        (-50.0, 25.0, -90.0, 40.0),
        (170.0, 5.0, 3.0, 18.0),
        (12.0, 78.0, 20.0, 35.0),
    ] {
        let camera = known(azimuth, elevation, roll, fov);
        let places = seen(head, &camera, &clicks());
        assert!(places.len() >= 6, "{azimuth}: {}", places.len());
        let found = CameraMatch::of(&places).unwrap();
        assert!(found.error_mm() < 0.8, "{azimuth} {elevation}: {} mm", found.error_mm());
        // Whatever it makes of lens and distance, a line traced on the photograph lies where it was seen.
        for at in [Vec2::new(-0.12, 0.3), Vec2::new(0.1, 0.33), Vec2::new(0.05, 0.15)] {
            let hit = |camera: &CameraMatch| {
                let (origin, direction) = camera.ray(at);
                head.raycast(origin, direction).map(|hit| hit.position)
            };
            if let Some(before) = hit(&camera) {
                let off = hit(&found).map_or(f32::INFINITY, |after| after.distance(before));
                assert!(off < 2.0, "{azimuth} {elevation} at {at}: {off} mm");
            }
        }
    }
}

#[test]
fn clicks_that_are_off_are_told_in_mm_and_the_worst_is_seen() {
    let head = &head_and_field().0;
    let camera = known(20.0, 8.0, -4.0, 26.0);
    let mut places = seen(head, &camera, &clicks());
    let exact = CameraMatch::of(&places).unwrap().error_mm();
    // Half a height is 220 mm at the target: 0.05 are some 11 mm.
    places[2].at.x += 0.05;
    let found = CameraMatch::of(&places).unwrap();
    let worst = (0..places.len()).max_by(|&a, &b| found.errors_mm[a].total_cmp(&found.errors_mm[b]));
    assert_eq!(worst, Some(2));
    assert!(exact < 0.6 && (3.0..11.0).contains(&found.errors_mm[2]), "{exact} {:?}", found.errors_mm);
    // A camera that is asked for a point gives it back.
    let (origin, direction) = found.ray(Vec2::new(0.2, -0.1));
    assert!(found.at(origin + direction * 500.0).unwrap().distance(Vec2::new(0.2, -0.1)) < 1e-3);
}

#[test]
fn the_error_told_is_that_of_the_hand_however_few_places_it_clicked() {
    let head = &head_and_field().0;
    let camera = known(15.0, 6.0, -3.0, 26.0);
    let places = seen(head, &camera, &clicks());
    // A hand that is off by 0.01 half heights along each axis, some 2.2 mm, and so by 3.1 mm in all.
    for count in [5, 8] {
        let (mut squares, draws) = (0.0, 60);
        for draw in 0..draws {
            let mut off = places[..count].to_vec();
            for (i, seen) in (0..).zip(&mut off) {
                seen.at += 0.01 * Vec2::new(normal(draw, 2 * i), normal(draw, 2 * i + 1));
            }
            squares += CameraMatch::of(&off).unwrap().error_mm().powi(2);
        }
        let told = (squares / draws as f32).sqrt();
        assert!((2.2..4.2).contains(&told), "{count} places: {told} mm");
    }
}

#[test]
fn four_places_match_a_camera_well_enough_for_a_line_between_them() {
    let head = &head_and_field().0;
    let camera = known(5.0, 4.0, 2.0, 28.0);
    let places = seen(head, &camera, &[(-0.17, 0.05), (0.17, 0.06), (0.0, -0.28), (0.02, 0.36)].map(Vec2::from));
    assert_eq!(places.len(), 4);
    let found = CameraMatch::of(&places).unwrap();
    let (origin, direction) = camera.ray(Vec2::new(0.08, 0.28));
    let before = head.raycast(origin, direction).unwrap().position;
    let (origin, direction) = found.ray(Vec2::new(0.08, 0.28));
    let off = head.raycast(origin, direction).unwrap().position.distance(before);
    assert!(off < 5.0, "{off} mm");
}

#[test]
fn too_little_is_refused_with_what_to_do() {
    let head = &head_and_field().0;
    let camera = known(0.0, 3.0, 0.0, 24.0);
    let places = seen(head, &camera, &clicks());
    assert_eq!(CameraMatch::of(&places[..3]), Err(CameraMatchError::TooFew(3)));
    let twice = [places[0], places[1], places[2], places[0]];
    assert_eq!(CameraMatch::of(&twice), Err(CameraMatchError::TooFew(3)));
    let line = seen(head, &camera, &[-0.2, -0.1, 0.0, 0.1, 0.2].map(|x| Vec2::new(x, 0.2)));
    assert_eq!(CameraMatch::of(&line), Err(CameraMatchError::InALine));
    // Left and right, up and down, all mixed up.
    let mut mixed = places.clone();
    for i in 0..mixed.len() {
        mixed[i].at = places[(i * 3 + 1) % places.len()].at;
    }
    let refused = CameraMatch::of(&mixed);
    assert!(matches!(refused, Err(CameraMatchError::NoCamera(_))), "{refused:?}");
    for error in [CameraMatchError::TooFew(2), CameraMatchError::InALine, CameraMatchError::NoCamera(50.0)] {
        assert!(error.to_string().contains("click"), "{error}");
    }
}

#[test]
fn a_picture_of_another_shape_holds_the_whole_photograph() {
    for (roll, aspect, picture) in [(0.0, 0.75, 1.6), (0.0, 1.5, 0.8), (90.0, 1.33, 1.0), (12.0, 0.75, 1.78)] {
        let camera = known(0.0, 3.0, roll, 24.0);
        let framing = camera.framing(aspect, picture);
        for corner in [Vec2::new(aspect, 1.0), Vec2::new(-aspect, 1.0)] {
            let (origin, direction) = camera.ray(corner);
            let ndc = framing.ndc(origin + direction * 900.0, picture).unwrap();
            assert!(ndc.abs().max_element() < 1.001, "{roll} {aspect} {picture}: {ndc}");
        }
    }
}
