//! Pictures that leave the window: drawn beside it on a device of their own, told of as they go on, and stopped by a click.

use super::job::Job;
use crate::case::Case;
use crate::live::Comparison;
use crate::output::{self, HONESTY, PictureFormat};
use crate::render::{Picture, Pixels, Show, Side, StillOptions};
use crate::scene::{NamedRig, Scene};
use crate::studio::{SheetSpec, Studio, StudioError};
use crate::time::When;
use std::path::PathBuf;

/// Height of a picture that is saved or copied, pixels.
const HEIGHT_PX: f32 = 1440.0;

/// Place that a picture goes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// The clipboard.
    Clipboard,
    /// A file of the picture.
    PictureFile(PathBuf),
    /// A file of a consultation sheet.
    SheetFile(PathBuf),
}

/// Result of a drawing.
pub enum HandedOut {
    /// Pixels for the clipboard.
    Pixels(Picture),
    /// A file, written whole.
    Written(PathBuf),
}

/// A picture to be drawn.
pub struct Drawing {
    /// The plan on its head.
    pub case: Case,
    /// Plan A on the head, where it stands in the bare head's place.
    pub other: Option<Case>,
    /// Camera, light, background.
    pub scene: Scene,
    /// The light by its name, for a sheet.
    pub light: NamedRig,
    /// Days after the first session.
    pub days: f32,
    /// Comparison of before and after.
    pub comparison: Comparison,
    /// Tone curve, exposure and the like.
    pub show: Show,
    /// Width over height.
    pub aspect: f32,
}

/// A job beside the window that draws, and then saves a file or hands pixels over for the clipboard. `wake` is called as it moves on.
pub fn hand_out(drawing: Drawing, goal: Goal, wake: impl Fn() + Send + 'static) -> Job<HandedOut> {
    Job::begin(wake, move |told| {
        let words = |error: &dyn std::fmt::Display| error.to_string();
        let about = vec![
            ("Software", format!("Pointille {}", env!("CARGO_PKG_VERSION"))),
            ("Comment", HONESTY.to_owned()),
            ("Plan", drawing.case.plan().digest()),
        ];
        let mut studio = Studio::headless(drawing.case.clone()).map_err(|e| words(&e))?;
        let when = When::AfterFirstSession(drawing.days);
        let (picture, path) = match goal {
            Goal::SheetFile(path) => {
                let mut spec = SheetSpec::default();
                (spec.at, spec.light, spec.light_turn_rad) = (when, drawing.light, drawing.scene.light_turn_rad);
                spec.show = drawing.show;
                (studio.sheet(&spec, told).map_err(|e| words(&e))?, Some(path))
            }
            Goal::PictureFile(path) => (compared(&mut studio, &drawing, when, told)?, Some(path)),
            Goal::Clipboard => (compared(&mut studio, &drawing, when, told)?, None),
        };
        let Some(path) = path else { return Ok(HandedOut::Pixels(picture)) };
        let path = if path.extension().is_some() { path } else { path.with_extension("png") };
        let format = PictureFormat::of(&path).map_err(|e| words(&e))?;
        let bytes = output::encode(&picture, format, &about).map_err(|e| words(&e))?;
        output::save(&path, &bytes).map_err(|e| words(&e))?;
        Ok(HandedOut::Written(path))
    })
}

/// The picture as it is compared: one side, or both at their divide.
fn compared(
    studio: &mut Studio,
    drawing: &Drawing,
    when: When,
    told: &mut dyn FnMut(f32) -> bool,
) -> Result<Picture, String> {
    let size = ((HEIGHT_PX * drawing.aspect).round().max(1.0) as u32, HEIGHT_PX as u32);
    let options = StillOptions::new(size).show(drawing.show);
    let mut still = |side: Side, told: &mut dyn FnMut(f32) -> bool| {
        let words = |error: StudioError| error.to_string();
        if let (Side::Before, Some(other)) = (side, &drawing.other) {
            let mut studio = Studio::headless(other.clone()).map_err(words)?;
            return Ok(studio.still(&drawing.scene, when, &options, told).map_err(words)?.0);
        }
        let still = studio.still(&drawing.scene, when, &options.clone().side(side), told);
        Ok(still.map_err(words)?.0)
    };
    match drawing.comparison {
        Comparison::Before => still(Side::Before, told),
        Comparison::Divided(share) => {
            let mut picture = still(Side::Before, &mut |done| told(0.5 * done))?;
            let after = still(Side::After, &mut |done| told(0.5 + 0.5 * done))?;
            divided(&mut picture, &after, share);
            Ok(picture)
        }
        Comparison::Beside => {
            let before = still(Side::Before, &mut |done| told(0.5 * done))?;
            let after = still(Side::After, &mut |done| told(0.5 + 0.5 * done))?;
            Ok(beside(&before, &after))
        }
        _ => still(Side::After, told),
    }
}

/// Puts another picture of the same size right of a divide, 0–1 across.
fn divided(picture: &mut Picture, right: &Picture, share: f32) {
    let width = picture.width as usize;
    let from = ((share.clamp(0.0, 1.0) * width as f32).round() as usize).min(width);
    if let (Pixels::Srgb8(left), Pixels::Srgb8(right)) = (&mut picture.pixels, &right.pixels) {
        for (a, b) in left.chunks_exact_mut(4 * width).zip(right.chunks_exact(4 * width)) {
            a[4 * from..].copy_from_slice(&b[4 * from..]);
        }
    }
}

/// Two pictures of the same size, one beside the other.
fn beside(left: &Picture, right: &Picture) -> Picture {
    let mut pixels = Vec::new();
    if let (Pixels::Srgb8(of_left), Pixels::Srgb8(of_right)) = (&left.pixels, &right.pixels) {
        let row = 4 * left.width as usize;
        of_left.chunks_exact(row).zip(of_right.chunks_exact(row)).for_each(|(a, b)| pixels.extend([a, b].concat()));
    }
    Picture { width: 2 * left.width, height: left.height, pixels: Pixels::Srgb8(pixels) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stand_beside_each_other_row_by_row() {
        let plain = |value| Picture { width: 2, height: 2, pixels: Pixels::Srgb8(vec![value; 16]) };
        let both = beside(&plain(1), &plain(2));
        let row = [[1_u8; 8], [2; 8]].concat();
        assert_eq!((both.width, both.height, both.pixels), (4, 2, Pixels::Srgb8([row.clone(), row].concat())));
    }

    #[test]
    fn a_divided_picture_has_both_sides() {
        let plain = |value| Picture { width: 4, height: 2, pixels: Pixels::Srgb8(vec![value; 32]) };
        let mut picture = plain(1);
        divided(&mut picture, &plain(2), 0.25);
        let row = [[1_u8; 4].as_slice(), &[2; 12]].concat();
        assert_eq!(picture.pixels, Pixels::Srgb8([row.clone(), row].concat()));
    }
}
