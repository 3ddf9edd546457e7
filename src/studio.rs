//! The facade: a case and a renderer together. What examples, program and window call.

mod matching;
mod patch;
mod report;
mod sheet;

pub use matching::{Likeness, Match, MatchError, MatchOptions, likeness, match_plan};
pub use patch::{Patch, PatchPixels};
pub use report::{BoundsReport, DotCount, HairCount, HeadReport, PlanReport, StepTimes, StillReport, ms};
pub use sheet::{SheetSpec, caption};

use crate::case::{Case, CaseError, Changes, Shown};
use crate::output::{EncodeError, PictureFormat, encode};
use crate::plan::Plan;
use crate::render::picture::Progress;
use crate::render::{Backend, Gpu, GpuError, Picture, RenderError, Renderer, StillCost, StillOptions};
use crate::scene::Scene;
use crate::time::When;
use std::time::Duration;
use thiserror::Error;
use web_time::Instant;

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
        let renderer = Renderer::new(gpu)?;
        let mut studio = Self { case, renderer, upload: Duration::ZERO };
        studio.upload(Changes::ALL)?;
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

    /// Takes another plan: dots and hair are placed anew, by threshold, and what changed is uploaded.
    ///
    /// # Errors
    /// [`StudioError::Case`] where the plan cannot be laid on this head; the old one stays.
    pub fn set_plan(&mut self, plan: Plan) -> Result<Changes, StudioError> {
        let changes = self.case.set_plan(plan)?;
        self.upload(changes)?;
        Ok(changes)
    }

    /// Leaves parts of the picture out, or takes them in again.
    ///
    /// # Errors
    /// [`StudioError`]; everything then stays as it was.
    pub fn set_shown(&mut self, shown: Shown) -> Result<Changes, StudioError> {
        let changes = self.case.set_shown(shown)?;
        self.upload(changes)?;
        Ok(changes)
    }

    /// Uploads what changed. A head brings what lies on its vertices with it.
    fn upload(&mut self, changes: Changes) -> Result<(), StudioError> {
        let (case, renderer) = (&self.case, &mut self.renderer);
        if changes.head {
            renderer.set_head(case.drawn_head(), case.drawn_colors().as_deref());
        }
        if changes.dots {
            renderer.set_dots(case.dots(), case.densest_per_cm2());
        }
        if changes.shafts {
            renderer.set_shafts(case.shafts(), case.shafts_per_cm2());
        }
        if changes.head || changes.skin {
            renderer.set_treated(case.treated());
            renderer.set_appearance(case.appearance().clone());
        }
        Ok(renderer.gpu().check()?)
    }

    /// The treated head at a time, standard quality.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub fn picture(&mut self, scene: &Scene, when: When, size: (u32, u32)) -> Result<Picture, StudioError> {
        Ok(self.still(scene, when, &StillOptions::new(size), &mut |_| true)?.0)
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
    ) -> Result<(Picture, StillCost), StudioError> {
        self.renderer.set_days(self.case.days(when));
        Ok(self.renderer.still(scene, options, progress)?)
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
