//! The facade: a case and a renderer together. Examples, program and window call it.

mod eye;
mod match_to_hair;
mod patch;
#[cfg(feature = "record")]
mod record_pictures;
mod report;
mod sheet;
mod take_home_page;
mod turntable;

pub use match_to_hair::{Likeness, Match, MatchError, MatchOptions, likeness_async, match_plan_async};
#[cfg(not(target_arch = "wasm32"))]
pub use match_to_hair::{likeness, match_plan};
pub use patch::{Patch, PatchPixels};
#[cfg(feature = "record")]
pub use record_pictures::{PhotographedVisit, RecordSpec};
pub use report::{BoundsReport, DotCount, HairCount, HeadReport, PlanReport, StepTimes, StillReport, ms};
pub use sheet::{SheetSpec, caption};
pub use take_home_page::PageSpec;
pub use turntable::{Movement, Turntable, TurntableSpec};

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

/// A reason for which a studio cannot do what was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StudioError {
    /// The device refused, or there is none.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// The plan does not fit the head.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The picture cannot be drawn.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// A case with the renderer that draws it.
pub struct Studio {
    case: Case,
    renderer: Renderer,
    upload: Duration,
}

impl Studio {
    /// A studio without a window, on the best device there is. Blocks; a browser awaits [`Studio::headless_async`].
    ///
    /// # Errors
    /// [`StudioError::Gpu`] where there is no driver.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn headless(case: Case) -> Result<Self, StudioError> {
        pollster::block_on(Self::headless_async(case))
    }

    /// A studio without a window, on the best device there is.
    ///
    /// # Errors
    /// [`StudioError::Gpu`] where there is no driver.
    pub async fn headless_async(case: Case) -> Result<Self, StudioError> {
        Self::with_gpu(case, Gpu::headless_async(Backend::Auto).await?)
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

    /// The plan on its head.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The renderer, for questions.
    pub fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// The renderer, for drawing.
    pub fn renderer_mut(&mut self) -> &mut Renderer {
        &mut self.renderer
    }

    /// Time that making the renderer and uploading the whole case took.
    pub fn upload_time(&self) -> Duration {
        self.upload
    }

    /// Gives the case back and lets the device go.
    pub fn into_case(self) -> Case {
        self.case
    }

    /// Takes another plan: chooses dots and hair from the field again, and uploads what changed.
    ///
    /// # Errors
    /// [`StudioError::Case`] where the plan cannot be laid on this head; the old one stays.
    pub fn set_plan(&mut self, plan: Plan) -> Result<Changes, StudioError> {
        let changes = self.case.set_plan(plan)?;
        self.upload(changes)?;
        Ok(changes)
    }

    /// Takes the case with another plan that was laid on it elsewhere, on another thread for one, and uploads what that
    /// changed.
    ///
    /// # Errors
    /// [`StudioError::Gpu`] where the device refuses.
    pub fn take_case(&mut self, case: Case, changes: Changes) -> Result<(), StudioError> {
        self.case = case;
        self.upload(changes)
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

    /// Opens the device anew, and puts everything on it again. What was lost with the old one is lost to none: all of it comes from the
    /// case. Pictures that are drawn whole do so by themselves ([`Studio::still`]); canvases and targets of the old device are the
    /// caller's to drop.
    ///
    /// # Errors
    /// [`StudioError::Gpu`] where no device is to be had.
    pub async fn renew_async(&mut self) -> Result<(), StudioError> {
        let gpu = self.renderer.gpu();
        let next = gpu.again().await?;
        // What still lies on it is let go before the new one takes as much.
        gpu.device().destroy();
        let renderer = Renderer::new(next)?;
        self.renderer = renderer;
        self.upload(Changes::ALL)
    }

    /// Uploads what changed. A new head needs the data of its vertices, too.
    fn upload(&mut self, changes: Changes) -> Result<(), StudioError> {
        let (case, renderer) = (&self.case, &mut self.renderer);
        if changes.head {
            renderer.set_head(case.drawn_geometry());
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
        match renderer.gpu().look() {
            // The next picture opens the device anew, and uploads all of the case.
            Err(GpuError::Lost(_)) => Ok(()),
            checked => Ok(checked?),
        }
    }

    /// The treated head at a time, standard quality. Blocks; a browser awaits [`Studio::picture_async`].
    ///
    /// # Errors
    /// [`StudioError::Render`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn picture(&mut self, scene: &Scene, when: When, size: (u32, u32)) -> Result<Picture, StudioError> {
        pollster::block_on(self.picture_async(scene, when, size))
    }

    /// The treated head at a time, standard quality.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub async fn picture_async(&mut self, scene: &Scene, when: When, size: (u32, u32)) -> Result<Picture, StudioError> {
        Ok(self.still_async(scene, when, &StillOptions::new(size), &mut |_| true).await?.0)
    }

    /// A still with all options, and its cost. `progress` gets the share done, 0–1, and stops the work by returning
    /// false. Blocks; a browser awaits [`Studio::still_async`].
    ///
    /// # Errors
    /// [`StudioError::Render`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn still(
        &mut self,
        scene: &Scene,
        when: When,
        options: &StillOptions,
        progress: Progress<'_>,
    ) -> Result<(Picture, StillCost), StudioError> {
        pollster::block_on(self.still_async(scene, when, options, progress))
    }

    /// A still with all options, and its cost. `progress` gets the share done, 0–1, and stops the work by returning
    /// false. Where the device fails (it was lost, is out of memory, refuses a command), it is opened anew and the still drawn once more
    /// from the start.
    ///
    /// # Errors
    /// [`StudioError::Render`]; [`StudioError::Gpu`] where the device cannot be opened anew.
    pub async fn still_async(
        &mut self,
        scene: &Scene,
        when: When,
        options: &StillOptions,
        progress: Progress<'_>,
    ) -> Result<(Picture, StillCost), StudioError> {
        let days = self.case.days(when);
        match self.renderer.still_async(scene, days, options, &mut *progress).await {
            Err(RenderError::Gpu(error)) => {
                log::warn!("{error}; opening the device anew and drawing the picture once more");
                self.renew_async().await?;
                Ok(self.renderer.still_async(scene, days, options, progress).await?)
            }
            drawn => Ok(drawn?),
        }
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
