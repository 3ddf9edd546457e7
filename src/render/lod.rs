//! Level of detail: how much of head, dots and shafts is drawn for a camera and a picture's size. Pure; knows no
//! device.
//!
//! Dots lie in their order ([`crate::plan::dots::Dot::order`]), so the first k of them are an even, thinner field: from afar k dots stand for all, each
//! stronger by the share that it stands for. Halos are much wider than the distance between dots: from afar neighbours'
//! halos are drawn as one, and none is left out.

use super::contract::{RELIEF_PX_MM, SHADOW_SIZE};
use crate::head::drawn::PROBE_CELL_MM;
use crate::scene::Camera;
use glam::Vec3;

/// Width of a pixel on the head above which the far level of detail is drawn, mm: half a dot's width, when every dot is blurred by
/// the pixel to all but a Gaussian.
pub(super) const FAR_PX_MM: f32 = 0.2;
/// Width of a pixel below which a shaft's shape is visible, mm: half a shaft's width.
const SHAFT_SHAPE_PX_MM: f32 = 0.03;
/// Most shafts drawn in one sample, per pixel of the nearest skin (chosen by its cost). Denser stubble costs no more, since each sample of a still draws other shafts of it.
const SHAFTS_PER_PX: f32 = 0.11;
/// Width of a pixel above which halos are gathered, mm: a pixel of the halos' target is then 0.56 mm wide,
/// the blue halo's σ, so that a halo of its own would not show as one.
const GATHERED_PX_MM: f32 = 0.14;
/// Largest distance of a vertex from the probe point of its cell, mm: the cell's diagonal, √3 of its edge.
const CELL_DIAGONAL_MM: f32 = PROBE_CELL_MM * 1.733;

/// Dots drawn on each mm² at least, where there are so many: as many as dense work has (160 per cm²).
const DENSE_PER_MM2: f32 = 1.6;
/// Dots drawn on each pixel at least, where the skin has so many (chosen). It counts close up alone: below a pixel of 0.19 mm it asks
/// for more than [`DENSE_PER_MM2`] does.
const LEAST_PER_PX: f32 = 0.06;
/// Dots drawn on each pixel at most.
const MOST_PER_PX: f32 = 4.0;
/// Least share of dots or shafts that is drawn: keeps their logarithm finite.
const LEAST_SHARE: f32 = 1e-4;
/// Steps of a share in an octave: a slow zoom changes nothing most of the time, and one step is 9 %.
const STEPS_PER_OCTAVE: f32 = 8.0;

/// Level of detail of the dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// Share of the dots that is drawn one by one, 0–1.
    pub dot_share: f32,
    /// True where neighbours' halos are drawn as one; otherwise each drawn dot has its own.
    pub gathered: bool,
}

impl Detail {
    /// Level of detail for a pixel of `px_mm` on the skin, with `dots_per_cm2` on it.
    ///
    /// Close up, all dots are drawn. Where a dot is hardly a pixel wide, as many as dense work has (1.6 per mm²) are
    /// drawn; still denser work overlaps, and fewer are enough. There are never more than four a pixel, so the cost
    /// does not grow with dots that nobody could tell apart.
    pub fn choose(px_mm: f32, dots_per_cm2: f32) -> Self {
        let per_mm2 = (dots_per_cm2 / 100.0).max(1e-6);
        let area = px_mm * px_mm;
        let share = |wanted_per_mm2: f32| (wanted_per_mm2 / per_mm2).clamp(LEAST_SHARE, 1.0);
        // Shares go in steps, so that a slow zoom changes nothing most of the time.
        let step = |x: f32| (x.log2() * STEPS_PER_OCTAVE).ceil().min(0.0) / STEPS_PER_OCTAVE;
        let overlap = (DENSE_PER_MM2 / per_mm2).sqrt().min(1.0);
        let drawn_per_mm2 = (LEAST_PER_PX / area).max(DENSE_PER_MM2 * overlap).min(MOST_PER_PX / area);
        Self { dot_share: step(share(drawn_per_mm2)).exp2(), gathered: px_mm > GATHERED_PX_MM }
    }
}

/// Resolution and filtering of shadows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShadowQuality {
    /// Half the size, nearest texel: a head that turns needs new shadows in every frame.
    Moving,
    /// Full size, nearest texel: a pixel is no narrower than a texel.
    Afar,
    /// Full size, filtered between four texels.
    Close,
}

impl ShadowQuality {
    /// All qualities.
    pub(super) const ALL: [Self; 3] = [Self::Moving, Self::Afar, Self::Close];

    /// The quality for skin whose relief shows or not, and a number of samples. It is coarser than [`Self::Close`] only
    /// where `may_be_coarse`.
    pub(super) fn of(shows_relief: bool, samples: u32, may_be_coarse: bool) -> Self {
        match (shows_relief || !may_be_coarse, samples) {
            (true, _) => Self::Close,
            (false, 2..) => Self::Afar,
            (false, _) => Self::Moving,
        }
    }

    /// Edge of one light's square in the atlas, texels.
    pub(super) fn edge_px(self) -> u32 {
        if self == Self::Moving { SHADOW_SIZE / 2 } else { SHADOW_SIZE }
    }

    /// Least blur of a shadow, mm: a texel and a half.
    pub(super) fn blur_mm(self) -> f32 {
        if self == Self::Moving { 0.9 } else { 0.45 }
    }

    /// True where four texels are blended.
    pub(super) fn is_filtered(self) -> bool {
        self == Self::Close
    }
}

/// Share of the shafts that a sample draws, where a pixel on the nearest skin is `px_mm` wide.
pub(super) fn shaft_share(px_mm: f32, shafts_per_cm2: f32) -> f32 {
    let shafts_per_px = shafts_per_cm2 / 100.0 * px_mm * px_mm;
    // Shares go in steps, so that a slow zoom changes nothing most of the time.
    let share =
        ((SHAFTS_PER_PX / shafts_per_px.max(1e-6)).log2() * STEPS_PER_OCTAVE).floor().min(0.0) / STEPS_PER_OCTAVE;
    share.exp2()
}

/// Distance of the nearest skin before the place at which cameras look, as a share of the radius of the sphere about head and neck.
/// Measured on the built-in head: 90 to 115 mm from all sides, of 210; chosen a little less, so that no detail is left out.
const SKULL_SHARE: f32 = 0.4;
/// Distance of the camera up to which it looks at a place on the skin, mm, which is then the nearest.
const CLOSE_UP_MM: f32 = 400.0;

/// Approximate width of a pixel on the nearest skin, mm. It does not depend on the direction, so that turning a head
/// changes no level of detail.
pub(super) fn nearest_px_mm(camera: &Camera, radius_mm: f32, height_px: u32) -> f32 {
    let reach = radius_mm * SKULL_SHARE;
    let nearest = if camera.distance_mm > CLOSE_UP_MM { camera.distance_mm - reach } else { camera.distance_mm };
    nearest * camera.px_per_distance(height_px)
}

/// True where shafts are so wide in the picture that their shape shows.
pub(super) fn shows_shaft_shape(px_mm: f32) -> bool {
    px_mm < SHAFT_SHAPE_PX_MM
}

/// True where some skin in a picture of this size (width, height, pixels) is so near that its relief shows.
pub(super) fn shows_relief(probe_points: &[Vec3], camera: &Camera, (width, height): (u32, u32)) -> bool {
    nearest_mm(probe_points, camera, width as f32 / height as f32) * camera.px_per_distance(height) < RELIEF_PX_MM
}

/// Distance along the camera's axis to the nearest point of the head in a picture of `aspect` (width ÷ height), mm. It
/// is never too large, and too small by at most 15 mm.
fn nearest_mm(probe_points: &[Vec3], camera: &Camera, aspect: f32) -> f32 {
    let (eye, toward_eye) = (camera.eye(), camera.toward_eye());
    let (right, up) = camera.right_up();
    let tan = (camera.fov_y_rad * 0.5).tan();
    let nearest = probe_points
        .iter()
        .filter_map(|&p| {
            let from_eye = p - eye;
            let along = -from_eye.dot(toward_eye);
            let within = |aside: f32, edge: f32| aside.abs() <= along.max(0.0) * edge + CELL_DIAGONAL_MM * (1.0 + edge);
            let seen =
                along > -CELL_DIAGONAL_MM && within(from_eye.dot(right), tan * aspect) && within(from_eye.dot(up), tan);
            seen.then_some(along - CELL_DIAGONAL_MM)
        })
        .fold(f32::INFINITY, f32::min);
    // Nothing is in the picture, so the answer does not matter.
    if nearest.is_finite() { nearest.max(0.0) } else { camera.distance_mm }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::drawn::probe_points;
    use crate::scene::View;

    #[test]
    fn close_up_every_dot_is_drawn_and_far_away_a_prefix() {
        assert_eq!(Detail::choose(0.05, 120.0), Detail { dot_share: 1.0, gathered: false });
        let far = Detail::choose(3.0, 120.0);
        assert!(far.dot_share < 0.5 && far.gathered);
        assert!(Detail::choose(0.3, 10_000.0).dot_share < 0.6);
        // Dense work, all of it, from where a whole head fills the picture.
        assert_eq!(Detail::choose(0.27, 160.0).dot_share, 1.0);
    }

    #[test]
    fn a_hundred_times_the_dots_are_not_a_hundred_times_the_work() {
        let scalp_cm2 = 626.0;
        let drawn = |dots: f32| Detail::choose(0.27, dots / scalp_cm2).dot_share * dots;
        assert_eq!(drawn(1e4), 1e4);
        assert!(drawn(1e6) < 1.2e5, "{}", drawn(1e6));
    }

    #[test]
    fn the_nearest_is_never_farther_than_it_is_nor_much_nearer() {
        // A ball of 90 mm about the standard target.
        let camera = View::ThreeQuarterLeft.camera();
        let ball: Vec<Vec3> = (0..40_000)
            .map(|i| {
                let z = 1.0 - 2.0 * (i as f32 + 0.5) / 40_000.0;
                let (s, c) = (i as f32 * 2.4).sin_cos();
                camera.target + 90.0 * Vec3::new((1.0 - z * z).sqrt() * c, (1.0 - z * z).sqrt() * s, z)
            })
            .collect();
        let few = probe_points(&ball);
        assert!(few.len() < ball.len() / 10);
        let truth = camera.distance_mm - 90.0;
        let found = nearest_mm(&few, &camera, 16.0 / 9.0);
        assert!(found <= truth && found > truth - 20.0, "{found} for {truth}");
        // What lies beside the picture does not count.
        let close = Camera { distance_mm: 60.0, target: camera.target + 90.0 * camera.toward_eye(), ..camera };
        let found = nearest_mm(&few, &close, 1.0);
        assert!(found <= 60.0 && found > 30.0, "{found}");
        assert_eq!(nearest_mm(&[], &camera, 1.0), camera.distance_mm);
    }
}
