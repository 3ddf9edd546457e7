//! A still: many samples, drawn in tiles where the picture is larger than a texture may be.

use super::contract::HALO_SCALE;
use super::frame_context::Compile;
use super::options::{RenderError, StillOptions};
use super::targets::{DISPLAY_FORMAT, Target};
use super::{Moment, Renderer, Sampling, Subsurface, Tile, Timing, readback, shaft_pass};
use crate::scene::Scene;
use std::collections::VecDeque;
use std::time::Duration;

/// Pixels of a picture, row by row from the top.
#[derive(Clone, Debug, PartialEq)]
pub enum Pixels {
    /// sRGB-encoded, straight alpha, four bytes a pixel.
    Srgb8(Vec<u8>),
    /// Scene-linear Rec. 709, premultiplied alpha, four floats a pixel.
    Linear(Vec<f32>),
}

/// A picture of any size.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// Values of the pixels.
    pub pixels: Pixels,
}

/// Cost of drawing a picture.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StillCost {
    /// Tiles in which the picture was drawn.
    pub tiles: u32,
    /// Time from the first command to the end of the last sample, on the CPU's clock.
    pub frame: Duration,
    /// Time for reading the pixels back.
    pub readback: Duration,
    /// Milliseconds of each pass of the last sample on the device, where it can measure them.
    pub passes_ms: Vec<(&'static str, f64)>,
    /// Dots drawn one by one.
    pub dots_drawn: u32,
    /// Shafts drawn in a sample.
    pub shafts_drawn: u32,
    /// Bytes sent to the device since the last picture: everything for the first one, under a kilobyte where only the
    /// day differs.
    pub uploaded_bytes: u64,
}

/// A callback that gets the share done, 0–1, and returns false to stop the work.
pub type Progress<'a> = &'a mut dyn FnMut(f32) -> bool;

impl Renderer {
    /// Draws a still of a day and reads it back. Blocks; a browser awaits [`Renderer::still_async`].
    ///
    /// # Errors
    /// [`RenderError`] for an impossible size or number of samples, for a device that fails, or where `progress` stops
    /// the work.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn still(
        &mut self,
        scene: &Scene,
        days: f32,
        options: &StillOptions,
        progress: Progress<'_>,
    ) -> Result<(Picture, StillCost), RenderError> {
        pollster::block_on(self.still_async(scene, days, options, progress))
    }

    /// Draws a still of a day and reads it back.
    ///
    /// # Errors
    /// [`RenderError`] for an impossible size or number of samples, for a device that fails, or where `progress` stops
    /// the work.
    pub async fn still_async(
        &mut self,
        scene: &Scene,
        days: f32,
        options: &StillOptions,
        progress: Progress<'_>,
    ) -> Result<(Picture, StillCost), RenderError> {
        options.check()?;
        let (width, height) = options.size;
        let edge = self.gpu().device.limits().max_texture_dimension_2d.min(4096);
        let texel = if options.linear { 8 } else { 4 };
        let mut bytes = vec![0_u8; width as usize * height as usize * texel];
        let tiles = tiles(options.size, edge);
        let mut report = StillCost { tiles: tiles.len() as u32, ..StillCost::default() };
        let (detail, shafts) = self.detail(scene, height);
        report.dots_drawn = (f64::from(self.dot_count()) * f64::from(detail.dot_share)).round() as u32;
        report.shafts_drawn = shaft_pass::drawn(self.shaft_count(), shafts);
        let steps = (tiles.len() as u32 * options.samples) as f32;
        let subsurface = if options.screen_space { Subsurface::ScreenSpace } else { Subsurface::ByCurvature };
        let moment = Moment { days, side: options.side };
        let mut canvas = None;
        for (t, tile) in tiles.iter().enumerate() {
            let started = web_time::Instant::now();
            let mut current = match canvas.take().filter(|c: &super::Canvas| c.size() == tile.size) {
                Some(canvas) => canvas,
                None => self.canvas_async(tile.size, subsurface).await?,
            };
            current.clear();
            // A few samples in flight keep the device busy, bound the memory, and let `progress` stop the work soon.
            let mut in_flight = VecDeque::new();
            let mut done = t as u32 * options.samples;
            for index in 0..options.samples {
                let last = index + 1 == options.samples;
                let timing = Timing::new(self.gpu(), last && t + 1 == tiles.len());
                let sampling = Sampling { index, total: options.samples, tile: *tile, soft: options.in_motion };
                self.add_sample_with(&mut current, scene, moment, sampling, &timing, Compile::Now)?;
                in_flight.push_back(self.last_submission.take());
                while in_flight.len() >= if last { 1 } else { self.gpu().tuning.samples_in_flight.max(1) } {
                    self.gpu().submission_done(in_flight.pop_front().flatten()).await?;
                    done += 1;
                    if !progress(done as f32 / steps) {
                        return Err(RenderError::Cancelled);
                    }
                }
                if last {
                    let passes = timing.read_async(self.gpu()).await?;
                    if !passes.is_empty() {
                        report.passes_ms = passes;
                    }
                }
            }
            let shown = Target::new(&self.gpu().device, "picture", tile.size, DISPLAY_FORMAT);
            if !options.linear {
                self.show(&current, None, scene.backdrop(), &options.show, *tile, &shown)?;
                self.gpu().done().await?;
            }
            report.frame += started.elapsed();
            let started = web_time::Instant::now();
            let part = readback::read(self.gpu(), if options.linear { current.mean() } else { &shown }).await?;
            let row = tile.size.0 as usize * texel;
            for (y, line) in part.chunks_exact(row).enumerate() {
                let at = ((tile.origin.1 as usize + y) * width as usize + tile.origin.0 as usize) * texel;
                bytes[at..at + row].copy_from_slice(line);
            }
            report.readback += started.elapsed();
            canvas = Some(current);
        }
        report.uploaded_bytes = self.drain_upload_stats();
        let pixels = if options.linear {
            let half = |b: &[u8]| half::f16::from_le_bytes([b[0], b[1]]).to_f32();
            Pixels::Linear(bytes.chunks_exact(2).map(half).collect())
        } else {
            Pixels::Srgb8(bytes)
        };
        Ok((Picture { width, height, pixels }, report))
    }
}

/// A picture cut into tiles of at most `edge` pixels, of nearly equal size.
fn tiles((width, height): (u32, u32), edge: u32) -> Vec<Tile> {
    let cuts = |length: u32| {
        let parts = if length <= edge { 1 } else { length.div_ceil(edge.saturating_sub(HALO_SCALE).max(1)) };
        // Inner cuts lie on the border of a texel of the halos' coarser target, so that tiles meet there, too.
        let cut = move |i: u32| {
            let even = (u64::from(length) * u64::from(i) / u64::from(parts)) as u32;
            if i == parts { length } else { even - even % HALO_SCALE }
        };
        (0..parts)
            .map(move |i| {
                let (from, to) = (cut(i), cut(i + 1));
                (from, to - from)
            })
            .collect::<Vec<_>>()
    };
    let columns = cuts(width);
    cuts(height)
        .into_iter()
        .flat_map(|(y, h)| {
            columns
                .iter()
                .map(move |&(x, w)| Tile { origin: (x, y), size: (w, h), whole: (width, height) })
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_a_picture_once() {
        for size in [(1, 1), (4096, 4097), (10_001, 37), (8191, 8192)] {
            let tiles = tiles(size, 4096);
            let area: u64 = tiles.iter().map(|t| u64::from(t.size.0) * u64::from(t.size.1)).sum();
            assert_eq!(area, u64::from(size.0) * u64::from(size.1));
            assert!(tiles.iter().all(|t| t.size.0 <= 4096 && t.size.1 <= 4096));
            assert!(tiles.iter().all(|t| t.origin.0 + t.size.0 <= size.0 && t.origin.1 + t.size.1 <= size.1));
        }
    }
}
