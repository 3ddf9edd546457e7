//! The facade: a case and a renderer together. What examples, program and window call.

mod matching;
mod patch;

pub use matching::{Likeness, Match, MatchError, MatchOptions, likeness, match_plan};
pub use patch::{Patch, PatchPixels};

use crate::case::{Case, CaseError, Shown};
use crate::output::{EncodeError, PictureFormat, encode};
use crate::plan::Plan;
use crate::render::picture::{Progress, RenderError, StillOptions, StillReport};
use crate::render::{Backend, Gpu, GpuError, Picture, Renderer, Show, Side};
use crate::scene::Scene;
use crate::time::When;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Why a studio cannot do what was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StudioError {
    /// The device.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// The plan does not fit the head.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The picture.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// A case on a device, ready to be looked at.
pub struct Studio {
    case: Case,
    renderer: Renderer,
    upload: Duration,
}

/// Samples a pixel of [`Studio::picture`].
pub const STANDARD_SAMPLES: u32 = 8;

impl Studio {
    /// A studio without a window, on the best device there is.
    ///
    /// # Errors
    /// [`StudioError::Gpu`] where there is no driver.
    pub fn headless(case: Case) -> Result<Self, StudioError> {
        Self::with_gpu(case, Gpu::headless(Backend::Auto)?)
    }

    /// A studio on a device that is open already.
    ///
    /// # Errors
    /// [`StudioError::Gpu`] where the device refuses.
    pub fn with_gpu(case: Case, gpu: Gpu) -> Result<Self, StudioError> {
        let started = Instant::now();
        let mut renderer = Renderer::new(gpu)?;
        renderer.set_head(case.drawn_geometry());
        let mut studio = Self { case, renderer, upload: Duration::ZERO };
        studio.upload_plan();
        studio.renderer.gpu().check()?;
        studio.upload = started.elapsed();
        Ok(studio)
    }

    /// What is looked at.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// What draws it.
    pub fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// What draws it, to be drawn with.
    pub fn renderer_mut(&mut self) -> &mut Renderer {
        &mut self.renderer
    }

    /// What uploading the case took.
    pub fn upload_time(&self) -> Duration {
        self.upload
    }

    /// Gives the case back and lets the device go.
    pub fn into_case(self) -> Case {
        self.case
    }

    /// Takes another plan for the same head: dots and hair are placed anew, by threshold, and uploaded.
    ///
    /// # Errors
    /// [`StudioError::Case`] where the plan cannot be laid on this head; the old one stays.
    pub fn set_plan(&mut self, plan: Plan) -> Result<(), StudioError> {
        self.case.set_plan(plan)?;
        if self.case.take_head_changed() {
            self.renderer.set_head(self.case.drawn_geometry());
        }
        self.upload_plan();
        Ok(self.renderer.gpu().check()?)
    }

    /// Leaves parts of the picture out, or takes them in again.
    ///
    /// # Errors
    /// [`StudioError`]; everything then stays as it was.
    pub fn set_shown(&mut self, shown: Shown) -> Result<(), StudioError> {
        self.case.set_shown(shown)?;
        self.upload_plan();
        Ok(self.renderer.gpu().check()?)
    }

    fn upload_plan(&mut self) {
        self.renderer.set_dots(&self.case.dots, self.case.densest_per_cm2());
        self.renderer.set_shafts(&self.case.shafts, self.case.shafts_per_cm2());
        self.renderer.set_treated(&self.case.treated);
        self.renderer.set_appearance(self.case.appearance.clone());
    }

    /// The treated head at a time, standard quality.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub fn picture(&mut self, scene: &Scene, when: When, size: (u32, u32)) -> Result<Picture, StudioError> {
        let options = StillOptions {
            size,
            samples: STANDARD_SAMPLES,
            side: Side::After,
            show: Show::default(),
            linear: false,
            careful: false,
        };
        Ok(self.still(scene, when, &options, &mut |_| true)?.0)
    }

    /// A still with every choice open, and what drawing it took.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub fn still(
        &mut self,
        scene: &Scene,
        when: When,
        options: &StillOptions,
        progress: Progress<'_>,
    ) -> Result<(Picture, StillReport), StudioError> {
        Ok(self.renderer.still(scene, self.case.days(when), options, progress)?)
    }
}

impl Picture {
    /// The picture as a PNG file's bytes.
    ///
    /// # Errors
    /// [`EncodeError`] where the pixels are scene-linear.
    pub fn to_png(&self) -> Result<Vec<u8>, EncodeError> {
        encode(self, PictureFormat::Png, &[])
    }
}
