//! A picture as a PNG file, as the program writes it.

use crate::png_file::png_file;
use crate::told::Told;
use pointille::Studio;
use pointille::output::{Develop, png_texts, provenance};
use pointille::render::{Picture, Pixels, Side, StillOptions};
use pointille::scene::Scene;
use pointille::time::When;
use serde::Deserialize;

/// A picture as a page asks for it.
#[derive(Deserialize)]
pub struct Wish {
    width: u32,
    height: u32,
    samples: u32,
    before: bool,
}

/// Words over a picture, as pixels: sRGB bytes with straight alpha, and the place of their left upper corner.
pub struct Words<'a> {
    /// Four bytes a pixel.
    pub rgba: &'a [u8],
    /// Width, pixels.
    pub width: u32,
    /// Left edge and upper edge.
    pub at: (u32, u32),
}

/// The bytes of the PNG.
///
/// # Errors
/// [`Told`] where it cannot be drawn or written.
pub async fn png(
    studio: &mut Studio,
    scene: &Scene,
    when: When,
    wish: &Wish,
    words: Option<Words<'_>>,
) -> Result<Vec<u8>, Told> {
    let side = if wish.before { Side::Before } else { Side::After };
    let options = StillOptions::new((wish.width, wish.height)).samples(wish.samples).side(side);
    let drawn = studio.still_async(scene, when, &options, &mut |_| true).await;
    let (mut picture, _) = drawn.map_err(|error| Told::of_studio(&error))?;
    if let Some(words) = words {
        lay_over(&mut picture, &words);
    }
    let what = if wish.before { "before treatment".to_owned() } else { when.to_string() };
    let provenance = provenance(studio.case(), &what, Develop::Neutral, false);
    let Pixels::Srgb8(rgba) = &picture.pixels else { return Err(Told::of("picture", &"its pixels are scene-linear")) };
    let written = png_file(rgba, picture.width, &png_texts(&provenance)).await;
    written.map_err(|_| Told::of("picture", &"the browser does not compress it"))
}

/// Blends words over a picture; what lies outside of it is cut.
fn lay_over(picture: &mut Picture, words: &Words<'_>) {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let Pixels::Srgb8(rgba) = &mut picture.pixels else { return };
    let row = 4 * words.width.max(1) as usize;
    let (left, top) = (words.at.0 as usize, words.at.1 as usize);
    for (y, line) in words.rgba.chunks_exact(row).enumerate().filter(|(y, _)| top + y < height) {
        for (x, [r, g, b, a]) in line.as_chunks::<4>().0.iter().enumerate().filter(|(x, _)| left + x < width) {
            let at = 4 * ((top + y) * width + left + x);
            let share = f32::from(*a) / 255.0;
            for (to, from) in rgba[at..at + 3].iter_mut().zip([r, g, b]) {
                *to = (f32::from(*to) + (f32::from(*from) - f32::from(*to)) * share).round() as u8;
            }
            rgba[at + 3] = rgba[at + 3].max(*a);
        }
    }
}
