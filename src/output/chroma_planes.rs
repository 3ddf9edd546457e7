//! Pictures as encoders of films take them: brightness and colour in planes, 4:2:0, by BT.601's matrix, limited range.
//!
//! The `yuv` crate rounds each value. OpenH264's own conversion cuts off, which made films greener and darker, by 3 of 255 in blue.

use openh264::formats::YUVSlices;
use yuv::{YuvChromaSubsampling, YuvConversionMode, YuvPlanarImageMut, YuvRange, YuvStandardMatrix, rgba_to_yuv420};

/// Planes of one picture, used again for each.
pub(super) struct ChromaPlanes {
    image: YuvPlanarImageMut<'static, u8>,
}

impl ChromaPlanes {
    /// Planes for pictures of one size (pixels, even numbers).
    pub(super) fn new((width, height): (u32, u32)) -> Self {
        Self { image: YuvPlanarImageMut::alloc(width, height, YuvChromaSubsampling::Yuv420) }
    }

    /// The planes of a picture's sRGB bytes (RGBA).
    ///
    /// # Errors
    /// The library's message, where the bytes are not as many as the size asks for.
    pub(super) fn of(&mut self, rgba: &[u8]) -> Result<YUVSlices<'_>, String> {
        let image = &mut self.image;
        let (width, height) = (image.width, image.height);
        let (matrix, range) = (YuvStandardMatrix::Bt601, YuvRange::Limited);
        rgba_to_yuv420(image, rgba, 4 * width, range, matrix, YuvConversionMode::Balanced)
            .map_err(|error| error.to_string())?;
        let planes = (image.y_plane.borrow(), image.u_plane.borrow(), image.v_plane.borrow());
        let strides = (image.y_stride as usize, image.u_stride as usize, image.v_stride as usize);
        Ok(YUVSlices::new(planes, (width as usize, height as usize), strides))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openh264::formats::YUVSource;

    #[test]
    fn plain_colours_become_the_nearest_values_of_the_matrix() {
        let mut planes = ChromaPlanes::new((4, 4));
        for rgb in [[0_u8, 0, 0], [255, 255, 255], [196, 148, 122], [187, 190, 178], [12, 14, 20]] {
            let [r, g, b] = rgb.map(f64::from);
            // ITU-R BT.601, limited range.
            let luma = 0.299 * r + 0.587 * g + 0.114 * b;
            let meant = [
                16.0 + 219.0 / 255.0 * luma,
                128.0 + 112.0 / 255.0 * (b - luma) / 0.886,
                128.0 + 112.0 / 255.0 * (r - luma) / 0.701,
            ];
            let yuv = planes.of(&[rgb[0], rgb[1], rgb[2], 255].repeat(16)).unwrap();
            for (plane, meant) in [yuv.y(), yuv.u(), yuv.v()].into_iter().zip(meant) {
                assert!(
                    plane.iter().all(|&found| (f64::from(found) - meant).abs() < 0.7),
                    "{rgb:?}: {plane:?} for {meant}"
                );
            }
        }
    }
}
