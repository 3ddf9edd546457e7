//! A picture for a window of one's own: a sample more with every frame while nothing changes, from the start where something does.

use super::Show;
use super::canvas::Canvas;
use super::gpu::GpuError;
use super::renderer::Renderer;
use super::sampling::Sampling;
use super::targets::{DISPLAY_FORMAT, Target};
use super::timing::Timing;
use super::uniform_buffers::Moment;
use crate::scene::Scene;

/// A picture that is refined frame by frame.
pub struct LivePicture {
    samples: u32,
    drawn: Option<(Canvas, Target)>,
    /// Scene and moment that the canvas shows.
    of: Option<(Scene, Moment)>,
}

impl LivePicture {
    /// A picture that is done after so many samples a pixel; 8 are smooth, 24 have soft shadows.
    pub fn new(samples: u32) -> Self {
        Self { samples: samples.max(1), drawn: None, of: None }
    }

    /// Begins anew with the next frame: the renderer has got another plan or head. Changes of scene, moment and size are seen without it.
    pub fn restart(&mut self) {
        self.of = None;
    }

    /// Draws a sample more of a scene at a moment, in this many pixels. Where anything differs from the last frame, it is the first
    /// sample. Returns true while there are more to come.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses or is lost.
    pub fn draw(
        &mut self,
        renderer: &mut Renderer,
        scene: &Scene,
        moment: Moment,
        (width, height): (u32, u32),
    ) -> Result<bool, GpuError> {
        let size = (width.max(1), height.max(1));
        let (canvas, shown) = match &mut self.drawn {
            Some(drawn) if drawn.0.size() == size => drawn,
            drawn => {
                let shown = Target::new(&renderer.gpu.device, "live", size, DISPLAY_FORMAT);
                drawn.insert((renderer.canvas(size)?, shown))
            }
        };
        if !self.of.as_ref().is_some_and(|(of, at)| of == scene && *at == moment) {
            self.of = Some((scene.clone(), moment));
            canvas.clear();
        }
        if canvas.samples() == self.samples {
            return Ok(false);
        }
        let sampling = Sampling::whole(size, canvas.samples(), self.samples);
        let untimed = Timing::new(&renderer.gpu, false);
        renderer.add_sample(canvas, scene, moment, sampling, &untimed)?;
        let show = Show::default().smooth_edges(canvas.samples() < 2);
        renderer.show(canvas, None, scene.backdrop(), &show, sampling.tile, shown)?;
        Ok(canvas.samples() < self.samples)
    }

    /// The texture that was drawn into last, once there is one: bytes encoded as sRGB. Another size makes another texture.
    pub fn texture(&self) -> Option<&Target> {
        self.drawn.as_ref().map(|(_, shown)| shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::plan::Plan;
    use crate::render::Side;
    use crate::scene::View;
    use crate::studio::Studio;

    #[test]
    fn a_live_picture_grows_while_nothing_changes_and_begins_anew_where_something_does() {
        let mut studio = Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap();
        let (mut picture, mut scene) = (LivePicture::new(3), Scene::view(View::Front));
        let mut moment = Moment { days: 66.0, side: Side::After };
        let mut draw = |picture: &mut LivePicture, scene: &Scene, moment, size| {
            let more = picture.draw(studio.renderer_mut(), scene, moment, size).unwrap();
            let texture = picture.texture().unwrap().texture();
            assert_eq!((texture.width(), texture.height()), size);
            (more, picture.drawn.as_ref().unwrap().0.samples())
        };
        let size = (48, 32);
        for told in [(true, 1), (true, 2), (false, 3), (false, 3)] {
            assert_eq!(draw(&mut picture, &scene, moment, size), told);
        }
        scene.camera.azimuth_rad += 0.1;
        assert_eq!(draw(&mut picture, &scene, moment, size), (true, 1), "another view");
        assert_eq!(draw(&mut picture, &scene, moment, size), (true, 2));
        moment.days = 400.0;
        assert_eq!(draw(&mut picture, &scene, moment, size), (true, 1), "another day");
        assert_eq!(draw(&mut picture, &scene, moment, (64, 32)), (true, 1), "another size");
        assert_eq!(draw(&mut picture, &scene, moment, (64, 32)), (true, 2));
        picture.restart();
        assert_eq!(draw(&mut picture, &scene, moment, (64, 32)), (true, 1), "another plan");
    }
}
