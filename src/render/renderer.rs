//! The renderer: everything that stays on the device between pictures, and the methods that put it there.

use super::accumulate_pass::AccumulatePass;
use super::aging_pass::AgingPass;
use super::appearance::Appearance;
use super::canvas::Canvas;
use super::cloth_pass::{ClothBuffers, ClothPass};
use super::contract::TreatedSkin;
use super::display_pass::DisplayPass;
use super::dot_buffers::{DotBuffers, DotLayouts};
use super::dot_pass::DotPass;
use super::eye_pass::{EyeBuffers, EyePass};
use super::gpu::{Gpu, GpuError};
use super::head_buffers::HeadBuffers;
use super::lod::{self, Detail};
use super::mole_pass::{MoleBuffers, MolePass};
use super::pipeline::Compiler;
use super::shadow_pass::ShadowPass;
use super::shaft_pass::{ShaftBuffers, ShaftPass};
use super::skin_pass::SkinPass;
use super::surface_pass::SurfacePass;
use super::targets::{Subsurface, Targets};
use super::uniform_buffers::UniformBuffers;
use super::uniforms::ShadowKey;
use super::wall_light::WallLight;
use crate::hair::Shaft;
use crate::head::drawn::DrawnHead;
use crate::plan::dots::Dot;
use crate::scene::Scene;
use std::sync::atomic::{AtomicU64, Ordering};

/// A renderer, which holds everything that stays on the device between pictures.
pub struct Renderer {
    pub(super) gpu: Gpu,
    compiler: Compiler,
    pub(super) uniforms: UniformBuffers,
    pub(super) passes: Passes,
    pub(super) head: Option<HeadBuffers>,
    /// Number of heads set so far.
    pub(super) head_version: u64,
    pub(super) moles: Option<MoleBuffers>,
    pub(super) worn: Option<ClothBuffers>,
    pub(super) eyes: Option<EyeBuffers>,
    dot_layouts: DotLayouts,
    pub(super) dots: DotBuffers,
    dots_per_cm2: f32,
    pub(super) shafts: ShaftBuffers,
    shafts_per_cm2: f32,
    pub(super) appearance: Option<Appearance>,
    /// Key of the shadow atlas: everything that it depends on.
    pub(super) shadow_key: Option<ShadowKey>,
    pub(super) wall: WallLight,
    uploaded: AtomicU64,
    /// Submission of the last sample.
    pub(super) last_submission: Option<wgpu::SubmissionIndex>,
}

/// The passes, in the order of the frame.
pub(super) struct Passes {
    pub shadow: ShadowPass,
    pub surface: SurfacePass,
    pub aging: AgingPass,
    pub dot: DotPass,
    pub skin: SkinPass,
    pub mole: MolePass,
    pub cloth: ClothPass,
    pub eye: EyePass,
    pub shaft: ShaftPass,
    pub accumulate: AccumulatePass,
    pub display: DisplayPass,
}

impl Renderer {
    /// A renderer on an open device. The skin's pipelines are made with the first pictures, or by
    /// [`Renderer::prewarm`]; all others are made here.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses them.
    pub fn new(gpu: Gpu) -> Result<Self, GpuError> {
        let device = &gpu.device;
        let compiler = Compiler::new(device, gpu.tuning.prelude);
        let uniforms = UniformBuffers::new(device);
        let dot_layouts = DotLayouts::new(device);
        let shadow = ShadowPass::new(&compiler, &uniforms);
        let renderer = Self {
            passes: Passes {
                surface: SurfacePass::new(&compiler, &uniforms),
                aging: AgingPass::new(&compiler, &uniforms, &dot_layouts),
                dot: DotPass::new(&compiler, &uniforms, &dot_layouts, gpu.tuning.cull_on_cpu),
                skin: SkinPass::new(&compiler, &uniforms, gpu.tuning.stochastic_halos),
                mole: MolePass::new(&compiler, &uniforms),
                cloth: ClothPass::new(&compiler, &uniforms, &shadow),
                eye: EyePass::new(&compiler, &uniforms, &shadow),
                shaft: ShaftPass::new(&compiler, &uniforms, &shadow),
                accumulate: AccumulatePass::new(&compiler),
                display: DisplayPass::new(&gpu, &compiler),
                shadow,
            },
            head: None,
            head_version: 0,
            moles: None,
            worn: None,
            eyes: None,
            dots: DotBuffers::new(device, &dot_layouts, &[], 0.0),
            dot_layouts,
            dots_per_cm2: 0.0,
            shafts: ShaftBuffers::new(device, &[]),
            shafts_per_cm2: 0.0,
            appearance: None,
            shadow_key: None,
            wall: WallLight::default(),
            uploaded: AtomicU64::new(0),
            last_submission: None,
            uniforms,
            compiler,
            gpu,
        };
        renderer.gpu.check()?;
        Ok(renderer)
    }

    /// The device that the renderer draws with.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Uploads a head.
    pub fn set_head(&mut self, head: &DrawnHead) {
        self.moles = MoleBuffers::new(&self.gpu.device, &head.moles);
        self.worn = ClothBuffers::new(&self.gpu.device, head);
        if let Some(worn) = &self.worn {
            self.passes.cloth.set(&self.gpu.queue, worn);
        }
        self.eyes = EyeBuffers::new(&self.gpu.device, head);
        let head = HeadBuffers::new(&self.gpu.device, head);
        self.count_upload(head.bytes());
        self.head = Some(head);
        self.head_version += 1;
    }

    /// Uploads dots in order; `per_cm2` is their density where they are densest.
    pub fn set_dots(&mut self, dots: &[Dot], per_cm2: f32) {
        self.dots = DotBuffers::new(&self.gpu.device, &self.dot_layouts, dots, per_cm2);
        self.count_upload(self.dots.bytes);
        self.dots_per_cm2 = per_cm2;
    }

    /// Uploads shafts of hair in order; `per_cm2` is their density where they are densest.
    pub fn set_shafts(&mut self, shafts: &[Shaft], per_cm2: f32) {
        self.shafts = ShaftBuffers::new(&self.gpu.device, shafts);
        self.count_upload(self.shafts.buffer.size());
        self.shafts_per_cm2 = per_cm2;
    }

    /// Uploads the treatment of the skin, one entry a vertex of the head.
    pub fn set_treated(&mut self, treated: &[TreatedSkin]) {
        let bytes = self.head.as_ref().map_or(0, |head| head.write_treated(&self.gpu.queue, treated));
        self.count_upload(bytes);
    }

    /// Sets skin, pigment and fading, for the next frames.
    pub fn set_appearance(&mut self, appearance: Appearance) {
        self.appearance = Some(appearance);
    }

    /// Bytes sent to the device since the last call: head, dots and hair where they changed, and uniforms.
    pub fn drain_upload_stats(&mut self) -> u64 {
        self.uploaded.swap(0, Ordering::Relaxed)
    }

    /// Adds to the count of bytes sent to the device.
    pub(super) fn count_upload(&self, bytes: u64) {
        self.uploaded.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Number of pipelines made so far.
    pub fn pipelines_made(&self) -> u32 {
        self.compiler.pipelines_made()
    }

    /// Number of dots on the device.
    pub fn dot_count(&self) -> u32 {
        self.dots.count
    }

    /// Number of groups on the device whose halos stand for those of all dots from afar.
    pub fn halo_count(&self) -> u32 {
        self.dots.group_count()
    }

    /// Number of shafts on the device.
    pub fn shaft_count(&self) -> u32 {
        self.shafts.count
    }

    /// Level of detail of the dots, and share of the shafts that is drawn, for a scene in a picture of this height.
    pub fn detail(&self, scene: &Scene, height_px: u32) -> (Detail, f32) {
        let px_mm = self.nearest_px_mm(scene, height_px);
        (Detail::choose(px_mm, self.dots_per_cm2), lod::shaft_share(px_mm, self.shafts_per_cm2))
    }

    /// Approximate width of a pixel on the nearest skin, mm.
    pub(super) fn nearest_px_mm(&self, scene: &Scene, height_px: u32) -> f32 {
        let radius_mm = self.head.as_ref().map_or(0.0, |head| head.bounding_sphere.radius_mm);
        lod::nearest_px_mm(&scene.camera, radius_mm, height_px)
    }

    /// A canvas for a picture (or tile) of `size` pixels. Blocks; a browser awaits [`Renderer::canvas_async`].
    ///
    /// # Errors
    /// [`GpuError::OutOfMemory`] or [`GpuError::Refused`] where the device cannot hold them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn canvas(&self, size: (u32, u32)) -> Result<Canvas, GpuError> {
        pollster::block_on(self.canvas_async(size, Subsurface::ByCurvature))
    }

    /// A canvas for a picture (or tile) of `size` pixels, with one method of spreading light below the skin.
    ///
    /// # Errors
    /// [`GpuError::OutOfMemory`] or [`GpuError::Refused`] where the device cannot hold them.
    pub async fn canvas_async(&self, size: (u32, u32), subsurface: Subsurface) -> Result<Canvas, GpuError> {
        let device = &self.gpu.device;
        let memory = device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        let targets = Targets::new(device, size, subsurface);
        let canvas = Canvas {
            dots: self.passes.dot.bind(device, &targets),
            skin: self.passes.skin.bind(device, &targets, &self.passes.shadow),
            accumulate: self.passes.accumulate.bind(device, &targets),
            samples: 0,
            wall: None,
            targets,
        };
        if let Some(error) = memory.pop().await {
            return Err(GpuError::OutOfMemory(error.to_string()));
        }
        self.gpu.check()?;
        Ok(canvas)
    }
}
