//! A rendered picture made to look like a telephone's, to be held beside a photograph. Shades are never judged by it.
//!
//! [`Develop::Neutral`] leaves the picture as it is. [`Develop::Phone`] does what measured telephones do to a scene, in this order,
//! on sRGB bytes:
//!
//! 1. exposure for the face, × [`PHONE_METERING`], with a shoulder above skin's luminances: in photographs the five places of a face
//!    that were measured have L* 63 in the mean, and a picture exposed for a white card shows them at 49;
//! 2. colour blurred over a three-hundredth of the picture's width, lightness kept: in photographs dots and the skin between them
//!    have one hue;
//! 3. sharpening of the lightness over a pixel or two;
//! 4. a tone curve in L*, steeper in the middle and flatter at its ends: photographs of shaved heads show no compression beyond
//!    ±15 %, so the logarithm of any two luminances' ratio is kept within × 0.85–1.2;
//! 5. chroma, [`PHONE_CHROMA`] times with what the exposure brings, in CIE L*a*b* (D65), hue and lightness kept; colours that a screen cannot show stay at its edge;
//! 6. noise of the luminance, [`PHONE_NOISE`] of it, which depends on the pixel's place alone: the same picture twice is the same
//!    bytes, and before and after carry the same grain.

use crate::color::{Lab, LinearRgb, Srgb8, srgb_decode};
use crate::field::hash::{hash2, normal};
use crate::par::*;
use crate::render::{Picture, Pixels};
use crate::words::named;

/// Way in which a picture is developed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Develop {
    /// Neutral, as computed: the only one for decisions about shade.
    #[default]
    Neutral,
    /// Look of a telephone's camera: exposed for the face, more chroma, a little contrast, sharpened, grainy.
    Phone,
}

/// Factor on chroma, exposure included: skin in telephones' pictures against a spectrophotometer's reading.
pub const PHONE_CHROMA: f32 = 1.35;
/// Part of that factor which exposure does not bring: a colour of 1.6 times the luminance has 1.17 times the chroma in CIE L*a*b*.
const CHROMA_BESIDES: f32 = 1.154;
/// Noise: standard deviation of the luminance as a share of its mean. Walls in photographs read 0.02–0.04.
pub const PHONE_NOISE: f32 = 0.028;
/// Factor on luminance: a telephone exposes for faces, not for white.
pub const PHONE_METERING: f32 = 1.6;
/// Luminance above which the shoulder begins, so that white stays below a screen's.
const SHOULDER: f32 = 0.55;
/// Slope of the tone curve above 1 in the middle, and below 1 at the ends.
const CONTRAST: f32 = 0.10;
/// Share of the difference from its surroundings that sharpening adds to a pixel's lightness.
const SHARPENING: f32 = 0.35;
/// Standard deviation of the blur of colour, as a share of the picture's width, and the least in pixels. Telephones
/// smooth colour over 1–2 mm of a head that fills the picture.
const COLOUR_BLUR: [f32; 2] = [1.0 / 300.0, 1.2];
/// Seed of the grain.
const GRAIN: u32 = 0x6ea1;
/// Largest change of lightness by sharpening, L*.
const MOST_SHARPENED: f32 = 4.0;

named!(Develop, "way to develop", { Neutral = "neutral", Phone = "phone" });

impl Develop {
    /// Note for a file that it was developed so: keyword and text for [`super::encode()`].
    pub fn provenance(self) -> (&'static str, String) {
        let text = match self {
            Self::Neutral => "neutral".to_owned(),
            Self::Phone => format!(
                "phone: exposure x {PHONE_METERING}, chroma x {PHONE_CHROMA} in CIE L*a*b*, contrast, sharpening, {:.1} % grain; not for decisions about shade",
                100.0 * PHONE_NOISE
            ),
        };
        ("Develop", text)
    }

    /// Develops a picture of sRGB bytes in place. A scene-linear picture holds light and is left alone.
    pub fn apply(self, picture: &mut Picture) {
        let (width, height) = (picture.width as usize, picture.height as usize);
        if let (Self::Phone, Pixels::Srgb8(rgba)) = (self, &mut picture.pixels)
            && width > 0
            && rgba.len() == 4 * width * height
        {
            phone(rgba, width, height);
        }
    }
}

fn phone(rgba: &mut [u8], width: usize, height: usize) {
    let decoded: Vec<f32> = (0..256).map(|x| srgb_decode(x as f32 / 255.0)).collect();
    let labs: Vec<Lab> = rgba
        .par_chunks_exact(4)
        .map(|p| metered(LinearRgb::from_array([p[0], p[1], p[2]].map(|x| decoded[usize::from(x)]))).to_lab())
        .collect();
    let hues = blurred_hues(&labs, width, height);
    let lightness: Vec<f32> = labs.iter().map(|lab| lab.l).collect();
    let shown: Vec<bool> = rgba.chunks_exact(4).map(|p| p[3] > 0).collect();
    let sharpened = |x: usize, y: usize| {
        let own = lightness[y * width + x];
        // Binomial weights over 3 × 3 pixels. Pixels outside the picture, and transparent ones, take the middle's
        // value.
        let mut around = 0.0;
        for (dy, wy) in [(0, 1.0), (1, 2.0), (2, 1.0)] {
            for (dx, wx) in [(0, 1.0), (1, 2.0), (2, 1.0)] {
                let (nx, ny) = ((x + dx).wrapping_sub(1), (y + dy).wrapping_sub(1));
                let there = nx < width && ny < height && shown[ny * width + nx];
                around += wx * wy * if there { lightness[ny * width + nx] } else { own };
            }
        }
        (SHARPENING * (own - around / 16.0)).clamp(-MOST_SHARPENED, MOST_SHARPENED)
    };
    rgba.par_chunks_exact_mut(4 * width).enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate().filter(|(_, p)| p[3] > 0) {
            let (lab, hue) = (labs[y * width + x], hues[y * width + x]);
            let grey = pixel[0] == pixel[1] && pixel[1] == pixel[2];
            let l = toned((lab.l + sharpened(x, y)).clamp(0.0, 100.0));
            let grain = 1.0 + PHONE_NOISE * normal(hash2(x as u32, GRAIN), y as u32);
            let out = if grey {
                LinearRgb::splat(Lab { l, a: 0.0, b: 0.0 }.to_rgb().luminance() * grain)
            } else {
                colourful(Lab { l, a: hue[0], b: hue[1] }) * grain
            };
            let shown = Srgb8::from(out);
            pixel[..3].copy_from_slice(&[shown.r, shown.g, shown.b]);
        }
    });
}

/// A colour exposed for the face; hue and chroma relative to luminance stay.
fn metered(color: LinearRgb) -> LinearRgb {
    let luminance = color.luminance();
    color * if luminance > 1e-6 { shouldered(PHONE_METERING * luminance) / luminance } else { PHONE_METERING }
}

/// Luminance after the shoulder: as it is below it, then towards 1 without a kink.
fn shouldered(luminance: f32) -> f32 {
    let beyond = luminance - SHOULDER;
    if beyond <= 0.0 { luminance } else { 1.0 - (1.0 - SHOULDER) * (-beyond / (1.0 - SHOULDER)).exp() }
}

/// Blurred a* and b* of every pixel.
fn blurred_hues(labs: &[Lab], width: usize, height: usize) -> Vec<[f32; 2]> {
    // `blur` works on values from 0 to 1.
    let scaled = labs.iter().flat_map(|lab| [lab.a / 256.0 + 0.5, lab.b / 256.0 + 0.5, 0.0]).collect();
    let Some(hues) = image::Rgb32FImage::from_raw(width as u32, height as u32, scaled) else {
        return labs.iter().map(|lab| [lab.a, lab.b]).collect();
    };
    let [share, least] = COLOUR_BLUR;
    let blurred = image::imageops::fast_blur(&hues, (share * width as f32).max(least));
    blurred.pixels().map(|p| [256.0 * (p.0[0] - 0.5), 256.0 * (p.0[1] - 0.5)]).collect()
}

/// The tone curve, L* to L*; 0, 50 and 100 stay.
fn toned(l: f32) -> f32 {
    let x = l / 100.0;
    100.0 * (x - CONTRAST * (std::f32::consts::TAU * x).sin() / std::f32::consts::TAU)
}

/// The colour with more chroma at the same lightness and hue, as far as a screen can show it.
fn colourful(lab: Lab) -> LinearRgb {
    let with = |factor: f32| Lab { l: lab.l, a: lab.a * factor, b: lab.b * factor }.to_rgb();
    let fits = |c: LinearRgb| c.to_array().iter().all(|x| (-1e-4..=1.0001).contains(x));
    let full = with(CHROMA_BESIDES);
    if fits(full) {
        return full;
    }
    // Bisection between the chroma that it has and the one wished.
    let (mut low, mut high) = (0.0, CHROMA_BESIDES);
    for _ in 0..10 {
        let middle = 0.5 * (low + high);
        if fits(with(middle)) { low = middle } else { high = middle }
    }
    with(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain([r, g, b]: [u8; 3], (width, height): (u32, u32)) -> Picture {
        Picture { width, height, pixels: Pixels::Srgb8([r, g, b, 255].repeat((width * height) as usize)) }
    }

    fn developed(picture: &Picture) -> Vec<u8> {
        let mut picture = picture.clone();
        Develop::Phone.apply(&mut picture);
        let Pixels::Srgb8(bytes) = picture.pixels else { panic!("it was of bytes") };
        bytes
    }

    fn mean(bytes: &[u8]) -> LinearRgb {
        let each = |p: &[u8]| LinearRgb::from(Srgb8 { r: p[0], g: p[1], b: p[2] });
        let sum = bytes.chunks_exact(4).map(each).fold(LinearRgb::splat(0.0), |sum, c| sum + c);
        sum * (4.0 / bytes.len() as f32)
    }

    #[test]
    fn skin_gains_a_third_of_chroma_and_keeps_its_hue() {
        for rgb in [[198, 152, 124], [142, 98, 78], [92, 62, 50]] {
            let before = plain(rgb, (96, 96));
            let Pixels::Srgb8(bytes) = &before.pixels else { panic!("it is of bytes") };
            let (was, is) = (mean(bytes).to_lab(), mean(&developed(&before)).to_lab());
            let ratio = is.a.hypot(is.b) / was.a.hypot(was.b);
            assert!((ratio - PHONE_CHROMA).abs() < 0.03, "{rgb:?}: chroma × {ratio}");
            assert!((is.b.atan2(is.a) - was.b.atan2(was.a)).abs() < 0.02, "{rgb:?}: {was:?} becomes {is:?}");
        }
    }

    #[test]
    fn grey_stays_grey_and_its_grain_is_that_of_a_telephone() {
        for value in [60, 130, 200] {
            let bytes = developed(&plain([value; 3], (128, 128)));
            assert!(bytes.chunks_exact(4).all(|p| p[0] == p[1] && p[1] == p[2] && p[3] == 255), "{value}");
            let light: Vec<f32> = bytes.chunks_exact(4).map(|p| srgb_decode(f32::from(p[0]) / 255.0)).collect();
            let mean = light.iter().sum::<f32>() / light.len() as f32;
            let variance = light.iter().map(|y| (y - mean) * (y - mean)).sum::<f32>() / light.len() as f32;
            let grain = variance.sqrt() / mean;
            assert!((0.02..=0.04).contains(&grain), "{value}: {grain}");
        }
    }

    #[test]
    fn ratios_of_luminance_keep_within_what_photographs_allow() {
        let y = |l: f32| Lab { l, a: 0.0, b: 0.0 }.to_xyz().y.ln() as f32;
        for i in 5..=95 {
            let (low, high) = (i as f32 - 0.5, i as f32 + 0.5);
            let slope = (y(toned(high)) - y(toned(low))) / (y(high) - y(low));
            assert!((0.85..=1.2).contains(&slope), "at L* {i}: × {slope}");
        }
        assert_eq!((toned(0.0), (toned(100.0) * 1e3).round()), (0.0, 1e5));
    }

    #[test]
    fn faces_are_exposed_brighter_by_one_factor_and_white_is_not_lost() {
        assert!((CHROMA_BESIDES * PHONE_METERING.cbrt() - PHONE_CHROMA).abs() < 0.002);
        let shown = |y: f32| metered(LinearRgb::splat(y)).luminance();
        for y in [0.02, 0.1, 0.2, 0.34] {
            assert!((shown(y) / y - PHONE_METERING).abs() < 1e-3, "{y}");
        }
        let levels: Vec<f32> = (0..=100).map(|i| shown(i as f32 / 100.0)).collect();
        assert!(levels.windows(2).all(|w| w[1] > w[0]) && levels[100] < 0.97, "{levels:?}");
        // Without a kink where the shoulder begins.
        let slope = |y: f32| (shown(y + 1e-3) - shown(y - 1e-3)) / 2e-3;
        assert!((slope(SHOULDER / PHONE_METERING - 2e-3) / slope(SHOULDER / PHONE_METERING + 2e-3) - 1.0).abs() < 0.02);
    }

    #[test]
    fn an_edge_is_crisper_and_the_same_picture_twice_is_the_same() {
        let step = |x: u32| if x < 32 { [90, 70, 60, 255] } else { [190, 160, 140, 255] };
        let rgba = (0..64 * 16_u32).flat_map(|i| step(i % 64)).collect();
        let picture = Picture { width: 64, height: 16, pixels: Pixels::Srgb8(rgba) };
        let bytes = developed(&picture);
        assert_eq!(bytes, developed(&picture));
        let column = |x: usize| {
            let of: Vec<u8> = (0..16).flat_map(|y| bytes[(y * 64 + x) * 4..][..4].to_vec()).collect();
            mean(&of).to_lab().l
        };
        let wide = |from: usize| (from..from + 12).map(column).sum::<f32>() / 12.0;
        assert!(column(32) > wide(44) + 0.5 && column(31) < wide(8) - 0.5, "{} {}", column(32), column(31));
    }

    #[test]
    fn dots_take_the_hue_of_the_skin_between_them_and_stay_dark() {
        // Greyish dots of two pixels in warm skin.
        let dot = |i: u32| (i % 300) % 6 < 2 && (i / 300) % 6 < 2;
        let rgba =
            (0..300 * 60_u32).flat_map(|i| if dot(i) { [92, 92, 96, 255] } else { [182, 142, 118, 255] }).collect();
        let bytes = developed(&Picture { width: 300, height: 60, pixels: Pixels::Srgb8(rgba) });
        let of = |wanted: bool| {
            let pixels = (0..300 * 60_u32).filter(|&i| dot(i) == wanted && (60..240).contains(&(i % 300)));
            mean(&pixels.flat_map(|i| bytes[i as usize * 4..][..4].to_vec()).collect::<Vec<u8>>()).to_lab()
        };
        let (dots, skin) = (of(true), of(false));
        assert!(dots.l < skin.l - 10.0 && dots.b > 0.6 * skin.b && dots.a > 0.6 * skin.a, "{dots:?} {skin:?}");
    }

    #[test]
    fn what_is_not_seen_is_not_developed_and_neutral_changes_nothing() {
        let mut picture = plain([180, 140, 120], (8, 8));
        let Pixels::Srgb8(bytes) = &mut picture.pixels else { panic!("it is of bytes") };
        bytes[..4].copy_from_slice(&[0, 0, 0, 0]);
        assert_eq!(developed(&picture)[..4], [0; 4]);
        let mut same = picture.clone();
        Develop::Neutral.apply(&mut same);
        assert_eq!(same, picture);
    }

    #[test]
    fn what_a_screen_cannot_show_stays_at_its_edge() {
        let bytes = developed(&plain([230, 10, 10], (32, 32)));
        let found = mean(&bytes).to_lab();
        assert!(found.a > 55.0 && found.l > 30.0, "{found:?}");
    }

    #[test]
    fn names_are_read_back_and_others_list_what_there_is() {
        for develop in Develop::ALL {
            assert_eq!(develop.name().parse(), Ok(develop));
        }
        let told = "film".parse::<Develop>().unwrap_err().to_string();
        assert!(told.contains("film") && told.contains("neutral, phone"), "{told}");
    }
}
