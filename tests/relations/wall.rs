//! The wall behind the head, as pictures show it.

use crate::studio::{Ask, bytes, draw, studio};
use pointille::color::{Lab, LinearRgb, Srgb8};
use pointille::render::Picture;
use pointille::scene::{Background, LightName, Scene, View};

const ASK: Ask = Ask {
    size: (250, 300),
    samples: 4,
    side: pointille::render::Side::After,
    when: pointille::time::When::Healed,
    screen_space: false,
};

/// Mean colour of a part of a picture; shares of its width and height.
fn mean(picture: &Picture, across: std::ops::Range<f32>, down: std::ops::Range<f32>) -> Lab {
    let inside = |i: usize| {
        let x = (i as u32 % picture.width) as f32 / picture.width as f32;
        let y = (i as u32 / picture.width) as f32 / picture.height as f32;
        across.contains(&x) && down.contains(&y)
    };
    let colors = bytes(picture).chunks_exact(4).enumerate().filter(|(i, _)| inside(*i));
    let linear = colors.map(|(_, p)| LinearRgb::from(Srgb8 { r: p[0], g: p[1], b: p[2] }));
    let (sum, count) = linear.fold((LinearRgb::splat(0.0), 0.0), |(sum, count), c| (sum + c, count + 1.0));
    (sum * (1.0 / count)).to_lab()
}

#[test]
fn a_still_with_no_options_stands_before_a_clinics_wall() {
    let mut studio = studio();
    for scene in [Scene::default(), Scene::view(View::ThreeQuarterLeft)] {
        for size in [(250, 300), (384, 216)] {
            let picture = draw(&mut studio, &scene, Ask { size, ..ASK });
            let (left, right) = (mean(&picture, 0.0..0.05, 0.0..0.5), mean(&picture, 0.95..1.0, 0.0..0.5));
            for end in [left, right] {
                assert!((71.0..=87.0).contains(&end.l), "{size:?}: {end:?}");
                assert!((-3.0..=-0.3).contains(&end.a) && (1.0..=6.0).contains(&end.b), "{size:?}: {end:?}");
            }
            assert!((8.0..=12.0).contains(&(left.l - right.l).abs()), "{size:?}: {left:?} to {right:?}");
        }
    }
}

#[test]
fn before_and_after_stand_before_the_same_wall_in_the_same_light() {
    let mut studio = studio();
    for view in [View::Front, View::Top] {
        let clear = Scene::view(view).background(Background::Transparent);
        let covered = draw(&mut studio, &clear, ASK);
        let (before, after) =
            (draw(&mut studio, &Scene::view(view), ASK.bare()), draw(&mut studio, &Scene::view(view), ASK));
        let (mut wall, mut skin) = (0, 0);
        let pixels =
            bytes(&before).chunks_exact(4).zip(bytes(&after).chunks_exact(4)).zip(bytes(&covered).chunks_exact(4));
        for (i, ((a, b), covered)) in pixels.enumerate() {
            if covered[3] == 0 {
                assert_eq!(a, b, "{view:?}, pixel {i}");
                wall += 1;
            } else {
                skin += u32::from(a == b);
            }
        }
        // The face, too, is the same to the bit: nothing of the exposure is the picture's own.
        assert!(wall > 10_000 && skin > 3_000, "{view:?}: {wall} of the wall, {skin} of bare skin");
    }
}

#[test]
fn the_studios_backdrop_is_the_graded_grey_that_it_was() {
    let mut studio = studio();
    let scene = Scene::view(View::Front).background("studio".parse().unwrap());
    let (width, height) = (250_u32, 300_u32);
    let picture = draw(&mut studio, &scene, ASK);
    let covered = draw(&mut studio, &scene.background(Background::Transparent), ASK);
    let linear = |value: u8| LinearRgb::from(Srgb8 { r: value, g: value, b: value }).r;
    let mut seen = 0;
    for (i, (p, c)) in bytes(&picture).chunks_exact(4).zip(bytes(&covered).chunks_exact(4)).enumerate() {
        if c[3] > 0 {
            continue;
        }
        // Grey 200 in the middle, 150 in the corners, by a smooth step over the distance.
        let x = ((i as u32 % width) as f32 + 0.5) / width as f32 - 0.5;
        let y = ((i as u32 / width) as f32 + 0.5) / height as f32 - 0.5;
        let r = ((x * width as f32 / height as f32).hypot(y) * 1.25).min(1.0);
        let share = r * r * (3.0 - 2.0 * r);
        let asked = Srgb8::from(LinearRgb::splat(linear(200) + (linear(150) - linear(200)) * share)).r;
        assert!(p[..3].iter().all(|x| x.abs_diff(asked) <= 1), "pixel {i}: {p:?} for {asked}");
        seen += 1;
    }
    assert!(seen > 10_000);
}

#[test]
fn the_wall_takes_the_lights_colour_and_turns_with_the_room() {
    let mut studio = studio();
    let mut of = |light: LightName, turn: f32| {
        let scene = Scene::view(View::Front).rig(light.rig()).light_turn_rad(turn);
        let picture = draw(&mut studio, &scene, ASK);
        (mean(&picture, 0.0..0.05, 0.0..1.0), mean(&picture, 0.95..1.0, 0.0..1.0))
    };
    let (left, right) = of(LightName::Window, 0.0);
    assert!(left.l > right.l + 5.0, "the window is at the left: {left:?} to {right:?}");
    let (left, right) = of(LightName::Window, 2.3);
    assert!(right.l > left.l + 5.0, "the window is at the right: {left:?} to {right:?}");
    let (evening, _) = of(LightName::Evening, 0.0);
    assert!(evening.b > 12.0 && evening.a > 1.0, "{evening:?}");
}

#[test]
fn no_view_and_no_light_leaves_the_wall_empty_or_burnt() {
    let mut studio = studio();
    for light in LightName::ALL {
        for view in [View::Front, View::Back, View::Top, View::Crown] {
            let scene = Scene::view(view).rig(light.rig());
            let picture = draw(&mut studio, &scene, Ask { samples: 1, ..ASK });
            for end in [mean(&picture, 0.0..0.08, 0.0..0.4), mean(&picture, 0.92..1.0, 0.0..0.4)] {
                assert!((15.0..97.0).contains(&end.l), "{light:?}, {view:?}: {end:?}");
            }
        }
    }
}
