//! The same again is the same; more samples converge; tiles make the whole; what cannot be drawn is refused.

use crate::studio::{Ask, bytes, changed, draw, draw_linear, studio, texels};
use pointille::Studio;
use pointille::low_level::render::contract::Treatment;
use pointille::render::{
    Canvas, DISPLAY_FORMAT, Moment, Picture, Pixels, RenderError, Sampling, Show, StillOptions, Target, Tile, Timing,
};
use pointille::scene::{Camera, Scene, View};
use pointille::studio::StudioError;
use pointille::time::When;

#[test]
fn the_same_again_is_the_same_bit_for_bit() {
    let scene = Scene::view(View::ThreeQuarterRight);
    let ask = Ask { samples: 3, ..Ask::default() };
    let mut first = studio();
    let once = draw(&mut first, &scene, ask);
    // Nothing of another view, size, time, light or side stays behind.
    let other = Scene::view(View::Back).light_turn_rad(1.0);
    draw(&mut first, &other, Ask { size: (64, 48), when: When::AfterFirstSession(0.0), ..Ask::default() });
    draw(&mut first, &scene, Ask { samples: 1, ..ask }.bare());
    assert!(draw(&mut first, &scene, ask) == once, "drawn again by the same studio");
    assert!(draw(&mut studio(), &scene, ask) == once, "drawn by another studio on another device");
    assert!(draw(&mut first, &scene, Ask { samples: 4, ..ask }) != once, "the comparison sees nothing");
}

#[test]
fn more_samples_converge() {
    let mut studio = studio();
    let scene = Scene::view(View::Left);
    let mut of = |samples| draw_linear(&mut studio, &scene, Ask { samples, ..Ask::default() });
    let reference = of(64);
    let mut error = |samples| {
        let sum: f64 = of(samples)
            .iter()
            .zip(&reference)
            .flat_map(|(p, q)| (0..4).map(move |k| f64::from(p[k] - q[k])))
            .map(|d| d * d)
            .sum();
        (sum / reference.len() as f64).sqrt()
    };
    let errors = [1, 4, 16].map(&mut error);
    assert!(errors[0] > 0.0 && errors[1] < 0.7 * errors[0] && errors[2] < 0.7 * errors[1], "{errors:?}");
}

#[test]
fn a_films_few_samples_have_the_tone_of_many() {
    let mut studio = studio();
    let side = Camera { azimuth_rad: 1.0, ..View::Front.camera() };
    let mut scene = Scene::view(View::Front);
    scene.camera = side;
    let mut mean = |samples, in_motion| {
        let options = StillOptions::new((192, 192)).samples(samples).linear(true).in_motion(in_motion);
        let (picture, _) = studio.still(&scene, When::Healed, &options, &mut |_| true).expect("a picture");
        let Pixels::Linear(values) = picture.pixels else { panic!("floats were asked for") };
        // Premultiplied, so that pixels of the background count for nothing.
        let luminance = |p: &[f32]| f64::from(0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]);
        values.chunks_exact(4).map(luminance).sum::<f64>()
    };
    let meant = mean(64, false);
    for (samples, in_motion, most) in [(2, true, 0.045), (3, true, 0.035), (4, false, 0.035)] {
        let off = mean(samples, in_motion) / meant - 1.0;
        println!("{samples} samples, in motion {in_motion}: {:.2} % off", 100.0 * off);
        assert!(off.abs() < most, "{samples} samples, in motion {in_motion}: {off}");
    }
}

/// The samples of one tile of a picture, drawn as a window or a tiled still does.
fn tile(studio: &mut Studio, scene: &Scene, tile: Tile, samples: u32) -> Canvas {
    let day = studio.case().healed_day();
    let renderer = studio.renderer_mut();
    let mut canvas = renderer.canvas(tile.size).expect("room for a tile");
    let timing = Timing::new(renderer.gpu(), false);
    for index in 0..samples {
        let sampling = Sampling { index, total: samples, tile, soft: false };
        renderer.add_sample(&mut canvas, scene, Moment::after(day), sampling, &timing).expect("a sample");
    }
    canvas
}

/// A canvas as bytes; left of the column `divide_px` the one before.
fn shown(studio: &Studio, canvas: &Canvas, before: Option<&Canvas>, scene: &Scene, part: Tile, show: &Show) -> Vec<u8> {
    let renderer = studio.renderer();
    let into = Target::new(renderer.gpu().device(), "test", part.size, DISPLAY_FORMAT);
    renderer.show(canvas, before, scene.background, show, part, &into).expect("a picture");
    texels(renderer.gpu(), &into)
}

#[test]
fn tiles_make_the_whole() {
    let mut studio = studio();
    let scene = Scene::view(View::ThreeQuarterLeft);
    let (width, height) = (200, 160);
    let samples = 4;
    let whole = draw(&mut studio, &scene, Ask { size: (width, height), samples, ..Ask::default() });
    let mut joined = vec![0; bytes(&whole).len()];
    for (x0, y0, w, h) in [(0, 0, 96, 72), (96, 0, 104, 72), (0, 72, 96, 88), (96, 72, 104, 88)] {
        let part = Tile { origin: (x0, y0), size: (w, h), whole: (width, height) };
        let canvas = tile(&mut studio, &scene, part, samples);
        let pixels = shown(&studio, &canvas, None, &scene, part, &Show::default());
        for (y, line) in pixels.chunks_exact(w as usize * 4).enumerate() {
            let at = ((y0 as usize + y) * width as usize + x0 as usize) * 4;
            joined[at..at + line.len()].copy_from_slice(line);
        }
    }
    let joined = Picture { width, height, pixels: Pixels::Srgb8(joined) };
    let steps = |p: &(u32, u32)| {
        let at = (p.1 * width + p.0) as usize * 4;
        (at..at + 4).map(|i| bytes(&whole)[i].abs_diff(bytes(&joined)[i])).max().unwrap_or(0)
    };
    let off: Vec<u8> = changed(&whole, &joined).iter().map(steps).collect();
    let largest = off.iter().max().copied().unwrap_or(0);
    // Halos are filtered from a quarter-size texture that ends with the tile: the last bits of some pixels on the seams.
    assert!(largest <= 4 && off.len() < 200, "{} pixels differ, by up to {largest}", off.len());
}

#[test]
fn kept_bands_make_the_whole() {
    let mut studio = studio();
    let scene = Scene::view(View::Front);
    let whole = Tile::whole((120, 90));
    let canvas = tile(&mut studio, &scene, whole, 3);
    let (direct, show) = (shown(&studio, &canvas, None, &scene, whole, &Show::default()), Show::default());
    let mut kept = studio.renderer().kept(whole.size).expect("room for a picture");
    for band in Tile::bands(whole.size, 4) {
        let canvas = tile(&mut studio, &scene, band, 3);
        studio.renderer().keep(&canvas, band, &mut kept).expect("a copy");
    }
    let into = Target::new(studio.renderer().gpu().device(), "test", whole.size, DISPLAY_FORMAT);
    studio.renderer().show_kept(&kept, None, scene.background, &show, &into).expect("a picture");
    let joined = texels(studio.renderer().gpu(), &into);
    let off: Vec<u8> = direct.iter().zip(&joined).map(|(a, b)| a.abs_diff(*b)).filter(|&d| d > 0).collect();
    // Three seams, at each of which halos are filtered from a texture that ends with the band.
    assert!(
        off.iter().all(|&d| d <= 6) && off.len() < 400,
        "{} bytes differ, by up to {:?}",
        off.len(),
        off.iter().max()
    );
}

#[test]
fn in_motion_hair_is_even_darkness_as_in_the_still() {
    let mut studio = studio();
    let scene = Scene::view(View::Front);
    let whole = Tile::whole((200, 200));
    let day = studio.case().healed_day();
    let mut of = |samplings: Vec<Sampling>| {
        let renderer = studio.renderer_mut();
        let mut canvas = renderer.canvas(whole.size).expect("room for a picture");
        let timing = Timing::new(renderer.gpu(), false);
        for sampling in samplings {
            renderer.add_sample(&mut canvas, &scene, Moment::after(day), sampling, &timing).expect("a sample");
        }
        shown(&studio, &canvas, None, &scene, whole, &Show::default())
    };
    let still = of((0..24).map(|index| Sampling::whole(whole.size, index, 24)).collect());
    let hard = of(vec![Sampling::whole(whole.size, 0, 1)]);
    let soft = of(vec![Sampling::moving(whole.size)]);
    let mean = |picture: &[u8]| picture.iter().map(|&b| f64::from(b)).sum::<f64>() / picture.len() as f64;
    let error = |picture: &[u8]| {
        let squares = picture.iter().zip(&still).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2));
        (squares.sum::<f64>() / still.len() as f64).sqrt()
    };
    assert!((mean(&soft) - mean(&still)).abs() < 1.0, "{} {}", mean(&soft), mean(&still));
    assert!(error(&soft) < 0.75 * error(&hard), "{} {}", error(&soft), error(&hard));
}

#[test]
fn a_picture_wider_than_a_texture_is_drawn_in_tiles() {
    let mut studio = studio();
    let scene = Scene::view(View::Top);
    let size = (4100, 12);
    let options = StillOptions::new(size).samples(1);
    let (picture, report) = studio.still(&scene, When::Healed, &options, &mut |_| true).unwrap();
    assert_eq!((report.tiles, picture.width, picture.height), (2, 4100, 12));
    assert_eq!(bytes(&picture).len(), 4100 * 12 * 4);
}

#[test]
fn a_divided_picture_is_before_on_the_left_and_after_on_the_right() {
    let mut studio = studio();
    let scene = Scene::view(View::Top);
    let size = (120, 132);
    let part = Tile::whole(size);
    let after = tile(&mut studio, &scene, part, 1);
    let renderer = studio.renderer_mut();
    let mut before = renderer.canvas(size).unwrap();
    let timing = Timing::new(renderer.gpu(), false);
    renderer.add_sample(&mut before, &scene, Moment::before(), Sampling::whole(size, 0, 1), &timing).unwrap();
    let divided = Show::default().divide_px(Some(60.0));
    let [left, right, both] =
        [(&before, None, Show::default()), (&after, None, Show::default()), (&after, Some(&before), divided)]
            .map(|(canvas, other, show)| shown(&studio, canvas, other, &scene, part, &show));
    assert!(left != right);
    for (i, pixel) in both.chunks_exact(4).enumerate() {
        let from = if i % 120 < 60 { &left } else { &right };
        assert_eq!(pixel, &from[i * 4..i * 4 + 4], "pixel {i}");
    }
    // A ghost of the day before: none is after, all of it is before, half lies between.
    let [none, half, all] =
        [0.0, 0.5, 1.0].map(|ghost| shown(&studio, &after, Some(&before), &scene, part, &Show::default().ghost(ghost)));
    assert!(none == right && all == left);
    for ((a, b), mixed) in left.iter().zip(&right).zip(&half) {
        assert!((a.min(b).saturating_sub(1)..=a.max(b).saturating_add(1)).contains(mixed), "{a} {b}: {mixed}");
    }
    assert!(half != left && half != right);
}

/// Changing time places nothing and uploads one uniform: under a kilobyte, whatever the number of samples.
#[test]
fn a_change_of_the_day_alone_uploads_less_than_a_kilobyte() {
    let mut studio = studio();
    let dots = studio.case().dots().to_vec();
    let mut upload = |view: View, days: f32, samples: u32| {
        let options = StillOptions::new((96, 96)).samples(samples);
        let (picture, report) = studio
            .still(&Scene::view(view), When::AfterFirstSession(days), &options, &mut |_| true)
            .unwrap_or_else(|error| panic!("{error}"));
        (report.uploaded_bytes, picture)
    };
    assert!(upload(View::Top, 66.0, 1).0 > 1_000_000, "the first picture brings the head");
    for samples in [1, 8] {
        let mut before = upload(View::Top, 66.0, samples).1;
        for day in [0.0, 3.0, 900.0, 3000.0] {
            let (bytes, picture) = upload(View::Top, day, samples);
            assert!((size_of::<Treatment>() as u64..1024).contains(&bytes), "day {day}: {bytes} bytes");
            assert!(picture != before, "day {day} looks like the one before");
            before = picture;
        }
        let (again, _) = upload(View::Top, 3000.0, samples);
        assert!(again < size_of::<Treatment>() as u64, "nothing changed: {again} bytes");
    }
    // A camera, and the numbers of the dots and halos that it sees.
    let (turned, _) = upload(View::Left, 3000.0, 1);
    let most = 4096 + 4 * dots.len() as u64;
    assert!((512..most).contains(&turned), "turning the head brings nothing of the plan: {turned} bytes");
    assert!(studio.case().dots() == dots);
}

#[test]
fn what_cannot_be_drawn_is_refused_and_harms_nothing() {
    let mut studio = studio();
    let scene = Scene::view(View::Front);
    let good = StillOptions::new((40, 40)).samples(2);
    let (once, _) = studio.still(&scene, When::Healed, &good, &mut |_| true).unwrap();
    let mut refuses =
        |options: StillOptions, go_on: bool| match studio.still(&scene, When::Healed, &options, &mut |_| go_on) {
            Err(StudioError::Render(error)) => error,
            other => panic!("{:?}", other.map(|done| done.1)),
        };
    let with = |size, samples| StillOptions::new(size).samples(samples);
    assert!(matches!(refuses(with((0, 7), 1), true), RenderError::EmptySize { width: 0, height: 7 }));
    assert!(matches!(refuses(with((99_999, 99_999), 1), true), RenderError::TooLarge { .. }));
    assert!(matches!(refuses(with((1 << 20, 1), 1), true), RenderError::TooLarge { .. }));
    assert!(matches!(refuses(with((4, 4), 0), true), RenderError::Samples(0)));
    assert!(matches!(refuses(with((4, 4), 9999), true), RenderError::Samples(9999)));
    assert!(matches!(refuses(good.clone(), false), RenderError::Cancelled));
    assert!(studio.still(&scene, When::Healed, &good, &mut |_| true).unwrap().0 == once);
}

#[test]
fn progress_rises_to_one() {
    let mut studio = studio();
    let options = StillOptions::new((30, 30)).samples(5);
    let mut told = Vec::new();
    studio
        .still(&Scene::view(View::Front), When::Healed, &options, &mut |share| {
            told.push(share);
            true
        })
        .unwrap();
    assert!(told.len() == 5 && told.windows(2).all(|w| w[0] < w[1]) && told[4] == 1.0, "{told:?}");
}
