//! A patch of skin as an eye sees it, blurred more in colour than in lightness, to compare with another.

use crate::color::{Lab, LinearRgb};

/// Standard deviation of the eye's blur of lightness at 400 mm, mm (0.0283° × 400 mm ÷ √2). Colour has a wider blur.
pub(super) const BLUR_MM_AT_400: f32 = 0.14;
/// Standard deviation of the blur of red–green and of blue–yellow, relative to that of lightness.
pub(super) const BLUR_OF_COLOUR: [f32; 2] = [1.6, 2.1];

/// A patch as the eye sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct PerceivedPatch {
    pub(super) points: Vec<Lab>,
    pub(super) mean: [f32; 3],
}

impl PerceivedPatch {
    /// A patch from scene-linear pixels; `blur_px` is the blur of lightness, and `margin` pixels are cut at each border
    /// after it.
    pub(super) fn new(pixels: &[[f32; 3]], width: usize, margin: usize, blur_px: f32) -> Self {
        let axis = |f: fn(&[f32; 3]) -> f32, blur: f32| blurred(&pixels.iter().map(f).collect::<Vec<_>>(), width, blur);
        let light = axis(|p| 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2], blur_px);
        let red = axis(|p| p[0] - p[1], blur_px * BLUR_OF_COLOUR[0]);
        let blue = axis(|p| p[2] - 0.5 * (p[0] + p[1]), blur_px * BLUR_OF_COLOUR[1]);
        let (mut points, mut sum) = (Vec::new(), [0.0_f64; 3]);
        let height = pixels.len() / width.max(1);
        for y in margin..height.saturating_sub(margin) {
            for x in margin..width.saturating_sub(margin) {
                let i = y * width + x;
                // Inverse of the opponent axes: r = g + red, b = (r + g)/2 + blue.
                let green = light[i] - (0.2126 + 0.0361) * red[i] - 0.0722 * blue[i];
                let rgb = [green + red[i], green, green + 0.5 * red[i] + blue[i]];
                points.push(LinearRgb::from_array(rgb).to_lab());
                rgb.iter().zip(&mut sum).for_each(|(c, s)| *s += f64::from(*c));
            }
        }
        let mean = sum.map(|s| (s / points.len().max(1) as f64) as f32);
        Self { points, mean }
    }

    /// Mean colour of the patch, averaged in linear light.
    pub(super) fn mean(&self) -> Lab {
        LinearRgb::from_array(self.mean).to_lab()
    }

    /// Mean luminance of the patch.
    pub(super) fn luminance(&self) -> f32 {
        LinearRgb::from_array(self.mean).luminance()
    }

    /// Standard deviation of L* minus another patch's, point by point. Shading and mottling, which both share, cancel.
    pub(super) fn grain(&self, bare: &Self) -> f32 {
        let over: Vec<f32> = self.points.iter().zip(&bare.points).map(|(a, b)| a.l - b.l).collect();
        let mean = over.iter().sum::<f32>() / over.len().max(1) as f32;
        (over.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / over.len().max(1) as f32).sqrt()
    }
}

/// Gaussian blur in two passes; pixels beyond the border repeat those at it.
fn blurred(values: &[f32], width: usize, sigma_px: f32) -> Vec<f32> {
    let reach = (3.0 * sigma_px).ceil() as i64;
    let kernel: Vec<f32> = (-reach..=reach).map(|i| (-0.5 * (i as f32 / sigma_px).powi(2)).exp()).collect();
    let sum: f32 = kernel.iter().sum();
    let height = values.len() / width.max(1);
    let pass = |from: &[f32], step: (i64, i64)| -> Vec<f32> {
        let at = |x: i64, y: i64| {
            from[y.clamp(0, height as i64 - 1) as usize * width + x.clamp(0, width as i64 - 1) as usize]
        };
        (0..from.len() as i64)
            .map(|i| {
                let (x, y) = (i % width as i64, i / width as i64);
                let taps = kernel.iter().zip(-reach..=reach);
                taps.map(|(k, d)| k * at(x + step.0 * d, y + step.1 * d)).sum::<f32>() / sum
            })
            .collect()
    };
    pass(&pass(values, (1, 0)), (0, 1))
}
