//! Which way is up, which side is left, where the head ends.

use crate::studio::{Ask, bytes, changed, cut_out, draw, draw_linear, pixel_of, ray_of, skin_plan, studio, studio_of};
use glam::{Vec2, Vec3};
use pointille::Plan;
use pointille::color::Srgb8;
use pointille::render::Picture;
use pointille::scene::{Background, Camera, Lens, Scene, View};

/// Coverage of a pixel, 0–255; nothing outside the picture.
fn alpha(picture: &Picture, at: Vec2) -> u8 {
    let (x, y) = (at.x.floor(), at.y.floor());
    if x < 0.0 || y < 0.0 || x >= picture.width as f32 || y >= picture.height as f32 {
        return 0;
    }
    bytes(picture)[(y as usize * picture.width as usize + x as usize) * 4 + 3]
}

/// Smallest and largest corner of what is covered, pixels.
fn covered(picture: &Picture) -> (Vec2, Vec2) {
    let (mut low, mut high) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for (i, pixel) in bytes(picture).chunks_exact(4).enumerate() {
        if pixel[3] > 0 {
            let at = Vec2::new((i as u32 % picture.width) as f32, (i as u32 / picture.width) as f32);
            (low, high) = (low.min(at), high.max(at + 1.0));
        }
    }
    (low, high)
}

#[test]
fn every_view_shows_the_head_where_its_camera_says() {
    let mut studio = studio_of(skin_plan());
    let head = studio.case().head().clone();
    let ask = Ask { size: (200, 180), ..Ask::default() };
    for view in View::ALL {
        let scene = cut_out(view);
        let (low, high) = covered(&draw(&mut studio, &scene, ask));
        let size = Vec2::new(ask.size.0 as f32, ask.size.1 as f32);
        // The neck goes on below the picture.
        let at = head.mesh.positions().iter().map(|p| pixel_of(&scene.camera, ask.size, *p));
        let seen = at.filter(|p| p.cmpge(Vec2::ZERO).all() && p.cmple(size).all());
        let (least, most) = seen.fold((Vec2::INFINITY, Vec2::NEG_INFINITY), |(a, b), p| (a.min(p), b.max(p)));
        let off = (low - least).abs().max((high - most).abs());
        // Half a pixel of the grid, and stubble that stands out by less than another.
        assert!(off.max_element() <= 1.6, "{view:?}: {low}–{high} is covered, the mesh is at {least}–{most}");
    }
}

#[test]
fn the_head_stands_upright_and_its_left_is_on_the_right_of_a_front_picture() {
    let mut studio = studio();
    let l = studio.case().head().landmarks;
    let ask = Ask { size: (200, 240), ..Ask::default() };
    let front = cut_out(View::Front);
    let picture = draw(&mut studio, &front, ask);
    let at = |p| pixel_of(&front.camera, ask.size, p);
    assert!(at(l.vertex()).y + 40.0 < at(l.glabella()).y && at(l.glabella()).y + 40.0 < at(l.menton()).y);
    assert!(at(l.tragion_left()).x > 110.0 && at(l.tragion_right()).x < 90.0);
    let (low, _) = covered(&picture);
    assert!(
        (low.y - at(l.vertex()).y).abs() < 3.0,
        "the picture's top {} is not the vertex {}",
        low.y,
        at(l.vertex()).y
    );
    // Scalp is above, so that is where treatment shows.
    let bare = draw(&mut studio, &front, ask.bare());
    let rows: Vec<f32> = changed(&bare, &picture).iter().map(|p| p.1 as f32).collect();
    let mean = rows.iter().sum::<f32>() / rows.len() as f32;
    assert!(mean < at(l.glabella()).y, "treatment shows about row {mean}");
    // The left profile looks to the left: skin behind the nose's tip, nothing before it.
    let left = cut_out(View::Left);
    let profile = draw(&mut studio, &left, ask);
    let nose = pixel_of(&left.camera, ask.size, l.pronasale());
    assert_eq!(alpha(&profile, nose + Vec2::new(3.0, 0.0)), 255);
    assert_eq!(alpha(&profile, nose - Vec2::new(3.0, 0.0)), 0);
}

/// Dots on one spot of the subject's left alone: chart x from 20 to 50 mm.
const LEFT_SPOT: &str = "
[zones]
front = { density_per_cm2 = 0.0 }
mid_scalp = { density_per_cm2 = 0.0 }
crown = { density_per_cm2 = 0.0 }
temples = { density_per_cm2 = 0.0 }
sides = { density_per_cm2 = 0.0 }
donor = { density_per_cm2 = 0.0 }
[[strokes]]
points = [[35.0, 10.0], [35.0, 20.0]]
radius_mm = 15.0
density_per_cm2 = 200.0
";

#[test]
fn work_on_the_left_shows_on_the_left_of_the_subject() {
    let mut studio = studio_of(Plan::from_toml(LEFT_SPOT).unwrap());
    let dots = studio.case().dots();
    assert!(dots.len() > 100 && dots.iter().all(|d| d.position.x > 10.0), "{} dots", dots.len());
    let ask = Ask { size: (200, 220), ..Ask::default() };
    // In the picture's right half from the front and above (the face is downward there), in its left half from behind.
    for (view, on_the_right) in [(View::Front, true), (View::Top, true), (View::Crown, false)] {
        let scene = Scene::view(view);
        let (bare, after) = (draw(&mut studio, &scene, ask.bare()), draw(&mut studio, &scene, ask));
        let pixels = changed(&bare, &after);
        assert!(pixels.len() > 20, "{view:?}: {} pixels", pixels.len());
        assert!(pixels.iter().all(|p| (p.0 >= 100) == on_the_right), "{view:?}: {:?}", pixels.first());
    }
}

#[test]
fn an_open_lens_blurs_what_is_out_of_focus_and_only_that() {
    let mut studio = studio();
    let ask = Ask { samples: 32, ..Ask::default() };
    let sharp = cut_out(View::Front);
    let through = |f_number, focus_mm| {
        let lens = Some(Lens::full_frame(sharp.camera.fov_y_rad, f_number, focus_mm));
        sharp.clone().camera(Camera { lens, ..sharp.camera })
    };
    // The outline as seen from the front lies about as deep as the ears, which the camera's target is near.
    let outline = sharp.camera.distance_mm;
    let mut edge = |scene: &Scene| {
        let picture = draw_linear(&mut studio, scene, ask);
        let soft = picture.iter().filter(|p| p[3] > 0.02 && p[3] < 0.98).count();
        (soft as f32, picture.iter().map(|p| p[3]).sum::<f32>())
    };
    let (crisp, whole) = edge(&sharp);
    let (far_off, same_whole) = edge(&through(1.4, outline - 300.0));
    let (in_focus, _) = edge(&through(1.4, outline));
    let (stopped_down, _) = edge(&through(64.0, outline - 300.0));
    assert!(far_off > 3.0 * crisp, "{far_off} soft pixels of the outline, {crisp} without a lens");
    assert!(in_focus < 0.5 * far_off, "{in_focus} in focus, {far_off} out of it");
    assert!(stopped_down < 1.3 * crisp, "{stopped_down} at f/64, {crisp} without a lens");
    assert!((same_whole - whole).abs() < 0.02 * whole, "blur covers {same_whole} pixels, not {whole}");
}

#[test]
fn a_transparent_background_is_empty_and_leaves_the_head_as_it_is() {
    let mut studio = studio();
    let ask = Ask { samples: 2, ..Ask::default() };
    let clear = draw(&mut studio, &cut_out(View::Front), ask);
    let white = Background::Plain(Srgb8 { r: 255, g: 255, b: 255 });
    let opaque = draw(&mut studio, &Scene::view(View::Front).background(white), ask);
    let (w, h) = (clear.width as usize, clear.height as usize);
    let pixels: Vec<&[u8]> = bytes(&clear).chunks_exact(4).collect();
    for corner in [0, w - 1, w * (h - 1)] {
        assert_eq!(pixels[corner][3], 0, "pixel {corner} is covered");
    }
    assert_eq!(pixels[w * h / 2 + w / 2][3], 255);
    let mut inside = 0;
    for (i, (a, b)) in pixels.iter().zip(bytes(&opaque).chunks_exact(4)).enumerate() {
        assert_eq!(b[3], 255, "pixel {i} of the opaque picture");
        if a[3] == 255 {
            inside += 1;
            assert_eq!(a[..3], b[..3], "pixel {i} shows another colour");
        } else if a[3] == 0 {
            // Dither takes at most one step from white.
            assert!(b[..3].iter().all(|&x| x >= 254), "pixel {i} is no background: {b:?}");
        }
    }
    assert!(inside > 3000);
}

#[test]
fn from_below_the_backdrop_does_not_show_through_the_foot_of_the_bust() {
    let mut studio = studio();
    let mesh = &studio.case().head().mesh;
    let foot = mesh.positions().iter().map(|p| p.y).fold(f32::INFINITY, f32::min);
    let (sum, count) = mesh
        .positions()
        .iter()
        .filter(|p| p.y < foot + 4.0)
        .fold((Vec3::ZERO, 0.0), |(sum, count), p| (sum + *p, count + 1.0));
    let camera = Camera { target: sum / count, elevation_rad: -1.4, distance_mm: 500.0, ..View::Front.camera() };
    let (eye, ray) = ray_of(&camera, Ask::default().size, (60, 66));
    let met = studio.case().head().raycast(eye, ray);
    assert!(
        met.is_none_or(|m| m.normal.dot(ray) > 0.0),
        "the head's own mesh is closed below: nothing is left to test"
    );
    let picture = draw_linear(&mut studio, &Scene::view(View::Front).camera(camera), Ask::default().bare());
    let (width, height) = (Ask::default().size.0 as usize, Ask::default().size.1 as usize);
    for y in height / 2 - 6..height / 2 + 6 {
        for x in width / 2 - 12..width / 2 + 12 {
            let p = picture[y * width + x];
            assert!(p[3] == 1.0 && p[1] > 0.0, "{x}, {y}: {p:?}");
        }
    }
}
