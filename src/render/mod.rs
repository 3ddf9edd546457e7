//! Drawing: a head, its dots and shafts, a scene → a picture. Knows wgpu, and of a plan its dots alone; knows no window, no file.
//!
//! A frame is seven steps in one function, top to bottom ([`Renderer::add_sample`]):
//! shadow → surface → dots (aged, narrow, wide) → skin → shafts → accumulate; then [`Renderer::show`].
//! There is one path: a window is a still that is asked for again.
//!
//! | what changes | what is done again |
//! |---|---|
//! | camera | dots in sight listed, all passes but the shadow (where the light stands still against the head) |
//! | time | one uniform under 1 KB, the dots aged once, then the passes |
//! | density, hairline | dots uploaded ([`Renderer::set_dots`]) |
//! | head | everything |

mod accumulate_pass;
pub mod appearance;
mod caps;
mod coarse;
pub mod contract;
mod display_pass;
mod dot_buffers;
mod dot_pass;
pub mod gpu;
mod halos;
pub mod options;
pub mod picture;
pub mod pipeline;
mod readback;
mod sampling;
mod shadow_pass;
mod shaft_pass;
mod shared;
mod sight;
mod skin_pass;
mod surface_pass;
pub mod targets;
pub mod timing;
mod uniforms;
mod wall_light;

pub use appearance::Appearance;
pub use dot_pass::Detail;
pub use gpu::{AdapterSummary, Backend, Gpu, GpuError};
pub use options::{Quality, RenderError, StillOptions};
pub use picture::{Picture, Pixels, StillCost};
pub use sampling::{Sampling, Tile};
pub use shared::Side;
pub use timing::Timing;

use crate::hair::Shaft;
use crate::head::Head;
use crate::plan::dots::Dot;
use crate::scene::{Background, Scene};
use crate::words::named;
use accumulate_pass::AccumulatePass;
use contract::{TreatedSkin, TreatedVertex};
use display_pass::DisplayPass;
use dot_buffers::DotBuffers;
use dot_pass::DotPass;
use shadow_pass::Fineness;
use shaft_pass::{ShaftBuffers, ShaftDetail, ShaftPass};
use shared::{HeadBuffers, Shared};
use skin_pass::SkinPass;
use std::sync::atomic::{AtomicU64, Ordering};
use targets::{Target, Targets};

/// How scene-linear light becomes what a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ToneMap {
    /// Khronos PBR Neutral, matched to skin's own Fresnel: albedos come out as entered. For shade decisions.
    #[default]
    Neutral,
    /// AgX: softer, less chromatic. For stills; never to judge a shade by.
    Agx,
    /// Clipped.
    None,
}

named!(ToneMap, "tone curve", { Neutral = "neutral", Agx = "agx", None = "none" });

/// Textures of one picture (or tile) in the making.
pub struct Canvas {
    targets: Targets,
    dots: wgpu::BindGroup,
    skin: skin_pass::SkinGroups,
    accumulate: [wgpu::BindGroup; 2],
    samples: u32,
    /// The wall behind what was last drawn into it.
    wall: Option<wgpu::TextureView>,
}

impl Canvas {
    /// How many samples have been added up.
    pub fn samples(&self) -> u32 {
        self.samples
    }

    /// Width and height, pixels.
    pub fn size(&self) -> (u32, u32) {
        self.targets.size
    }

    /// Starts over: the next sample is the first.
    pub fn clear(&mut self) {
        self.samples = 0;
    }

    /// Where the mean of its samples lies.
    fn mean(&self) -> &Target {
        match self.samples {
            0 | 1 => &self.targets.sample,
            n => &self.targets.mean[accumulate_pass::written(n - 1)][0],
        }
    }
}

/// How the mean is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Show {
    /// The curve.
    pub tone_map: ToneMap,
    /// Exposure in stops against the light's own.
    pub exposure_ev: f32,
    /// Whether steps along edges are smoothed (for a first sample in motion).
    pub smooth_edges: bool,
    /// Before left of this column of the whole picture, after right of it.
    pub divide_px: Option<f32>,
    /// Share of before that lies over after as a ghost, 0–1.
    pub ghost: f32,
}

impl Default for Show {
    fn default() -> Self {
        Self { tone_map: ToneMap::default(), exposure_ev: 0.0, smooth_edges: false, divide_px: None, ghost: 0.0 }
    }
}

/// Shafts drawn in one sample, per pixel of the nearest skin: more stubble than this costs no more, and each sample of a still
/// draws others of it.
const SHAFTS_PER_PX: f32 = 0.11;
/// Pixels finer than this (mm) show the shape of a shaft: half its width.
const SHAFT_SHAPE_PX_MM: f32 = 0.03;

/// Everything that stays on the GPU between pictures.
pub struct Renderer {
    gpu: Gpu,
    shared: Shared,
    surface: surface_pass::SurfacePass,
    shadow: shadow_pass::ShadowPass,
    dot: DotPass,
    skin: SkinPass,
    shaft: ShaftPass,
    accumulate: AccumulatePass,
    display: DisplayPass,
    head: Option<HeadBuffers>,
    dots: DotBuffers,
    dots_per_cm2: f32,
    shafts: ShaftBuffers,
    shafts_per_cm2: f32,
    appearance: Option<Appearance>,
    days: f32,
    shadows_of: Option<uniforms::ShadowKey>,
    wall: wall_light::WallLight,
    head_version: u64,
    uploaded: AtomicU64,
}

impl Renderer {
    /// Pipelines on an opened device.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses them.
    pub fn new(gpu: Gpu) -> Result<Self, GpuError> {
        let device = &gpu.device;
        let shared = Shared::new(device);
        let shadow = shadow_pass::ShadowPass::new(device, &shared);
        let dot = DotPass::new(device, &shared);
        let renderer = Self {
            surface: surface_pass::SurfacePass::new(device, &shared),
            skin: SkinPass::new(device, &shared),
            shaft: ShaftPass::new(device, &shared, &shadow),
            accumulate: AccumulatePass::new(device),
            display: DisplayPass::new(&gpu),
            head: None,
            dots: DotBuffers::new(device, &dot, &[], 0.0),
            dot,
            dots_per_cm2: 0.0,
            shafts: ShaftBuffers::new(device, &[]),
            shafts_per_cm2: 0.0,
            appearance: None,
            days: 0.0,
            shadows_of: None,
            wall: wall_light::WallLight::default(),
            head_version: 0,
            uploaded: AtomicU64::new(0),
            shadow,
            shared,
            gpu,
        };
        renderer.gpu.check()?;
        Ok(renderer)
    }

    /// The device it draws with.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Puts a head on the GPU; `colors` are a scan's own, scene-linear, one a vertex.
    pub fn set_head(&mut self, head: &Head, colors: Option<&[[f32; 3]]>) {
        let head = HeadBuffers::new(&self.gpu.device, head, colors);
        self.count(head.bytes());
        self.head = Some(head);
        self.head_version += 1;
    }

    /// Puts dots on the GPU, in rank order; `per_cm2` is their density where they are densest.
    pub fn set_dots(&mut self, dots: &[Dot], per_cm2: f32) {
        self.dots = DotBuffers::new(&self.gpu.device, &self.dot, dots, per_cm2);
        self.count(self.dots.bytes);
        self.dots_per_cm2 = per_cm2;
    }

    /// Puts shafts of hair on the GPU, in rank order.
    pub fn set_shafts(&mut self, shafts: &[Shaft], per_cm2: f32) {
        self.shafts = ShaftBuffers::new(&self.gpu.device, shafts);
        self.count(self.shafts.buffer.size());
        self.shafts_per_cm2 = per_cm2;
    }

    /// What the plan puts on each vertex of the head.
    pub fn set_treated(&mut self, treated: &[TreatedSkin]) {
        if let Some(head) = self.head.as_ref().filter(|h| h.vertex_count == treated.len()) {
            let packed: Vec<TreatedVertex> = treated.iter().map(TreatedVertex::from).collect();
            self.gpu.queue.write_buffer(&head.treated, 0, bytemuck::cast_slice(&packed));
            self.count(size_of_val(packed.as_slice()) as u64);
        }
    }

    /// Skin, pigment and fading.
    pub fn set_appearance(&mut self, appearance: Appearance) {
        self.appearance = Some(appearance);
    }

    /// The day shown: days since the end of the first session. Costs one uniform at the next sample.
    pub fn set_days(&mut self, days: f32) {
        self.days = days;
    }

    /// Bytes sent to the device since the last call: head, dots and hair where they changed, and uniforms.
    pub fn take_uploaded_bytes(&mut self) -> u64 {
        std::mem::take(&mut self.shared.uploaded_bytes) + self.uploaded.swap(0, Ordering::Relaxed)
    }

    fn count(&self, bytes: u64) {
        self.uploaded.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Dots on the GPU.
    pub fn dot_count(&self) -> u32 {
        self.dots.count
    }

    /// Halos on the GPU that from afar stand for those of all dots.
    pub fn halo_count(&self) -> u32 {
        self.dots.group_count()
    }

    /// Shafts on the GPU.
    pub fn shaft_count(&self) -> u32 {
        self.shafts.count
    }

    /// What is drawn of dots and shafts for this scene at this height of picture.
    pub fn detail(&self, scene: &Scene, height_px: u32) -> (Detail, f32) {
        let px_mm = self.nearest_px_mm(scene, height_px);
        let shafts_per_px = self.shafts_per_cm2 / 100.0 * px_mm * px_mm;
        // In steps, so that a slow zoom changes nothing most of the time.
        let share = ((SHAFTS_PER_PX / shafts_per_px.max(1e-6)).log2() * 8.0).floor().min(0.0) / 8.0;
        (Detail::choose(px_mm, self.dots_per_cm2), share.exp2())
    }

    /// Width of a pixel on the nearest skin, mm, roughly: the same from all sides, so that turning a head changes no level of detail.
    fn nearest_px_mm(&self, scene: &Scene, height_px: u32) -> f32 {
        let camera = &scene.camera;
        // The nearest skin lies about a head's radius before the middle.
        let reach = self.head.as_ref().map_or(0.0, |h| h.ball.1 * 0.4);
        let nearest = if camera.distance_mm > 400.0 { camera.distance_mm - reach } else { camera.distance_mm };
        nearest * camera.px_per_distance(height_px)
    }

    /// Textures for a picture (or tile) of `size` pixels.
    ///
    /// # Errors
    /// [`GpuError::OutOfMemory`] or [`GpuError::Refused`] where the device cannot hold them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn canvas(&self, size: (u32, u32)) -> Result<Canvas, GpuError> {
        pollster::block_on(self.canvas_async(size, false))
    }

    /// The same for light that spreads below the skin from pixel to pixel, red farther than blue, instead of by the skin's
    /// curvature alone: shadows' edges and small relief come out truer, for about twice the time. It wants many samples.
    ///
    /// # Errors
    /// As [`Renderer::canvas`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn careful_canvas(&self, size: (u32, u32)) -> Result<Canvas, GpuError> {
        pollster::block_on(self.canvas_async(size, true))
    }

    /// Textures for a picture (or tile) of `size` pixels; `careful` is for light that spreads below the skin from pixel to pixel, red
    /// farther than blue.
    ///
    /// # Errors
    /// [`GpuError::OutOfMemory`] or [`GpuError::Refused`] where the device cannot hold them.
    pub async fn canvas_async(&self, size: (u32, u32), careful: bool) -> Result<Canvas, GpuError> {
        let device = &self.gpu.device;
        let memory = device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        let targets = Targets::new(device, size, careful);
        let canvas = Canvas {
            dots: self.dot.bind(device, &targets),
            skin: self.skin.bind(device, &targets, &self.shadow),
            accumulate: self.accumulate.bind(device, &targets),
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

    /// Draws one sample of a scene and adds it to the canvas.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses or is lost. Nothing is drawn before a head and an appearance are set.
    pub fn add_sample(
        &mut self,
        canvas: &mut Canvas,
        scene: &Scene,
        side: Side,
        sampling: Sampling,
        timing: &Timing,
    ) -> Result<(), GpuError> {
        let (Some(head), Some(appearance)) = (&self.head, &self.appearance) else { return Ok(()) };
        let (detail, shafts) = self.detail(scene, sampling.tile.whole.1);
        let px_mm = self.nearest_px_mm(scene, sampling.tile.whole.1);
        let (width, height) = sampling.tile.whole;
        let nearest_mm = head.sparse.nearest_mm(&scene.camera, width as f32 / height as f32);
        let outline = crate::scene::wall::Outline { points: head.sparse.points(), middle: head.ball.0 };
        let (wall, sent) = self.wall.of(&self.gpu, scene, width as f32 / height as f32, (self.head_version, outline));
        canvas.wall = wall;
        self.uploaded.fetch_add(sent, Ordering::Relaxed);
        let near = px_mm < SHAFT_SHAPE_PX_MM;
        let close = nearest_mm * scene.camera.px_per_distance(height) < skin_pass::RELIEF_PX_MM;
        let fineness = Fineness::of(close, sampling.total);
        let strands = ShaftDetail { share: shafts, near, sample: sampling.index, shadows: fineness };
        let lit = uniforms::lights(scene, head.ball, &sampling, canvas.targets.lit.is_some(), fineness);
        let frame = uniforms::frame(scene, &lit, sampling, detail, shafts);
        self.shared.write_frame(&self.gpu, (sampling.index, sampling.total), &frame);
        let pigment = side == Side::After && self.dots.count > 0;
        let treatment = appearance.treatment(self.days, pigment);
        self.shared.write_treatment(&self.gpu.queue, side, &treatment);
        if side == Side::Before {
            // Shadow and dots read group 0 of the other side: it must hold something.
            let after = appearance.treatment(self.days, self.dots.count > 0);
            self.shared.write_treatment(&self.gpu.queue, Side::After, &after);
        }
        let mut encoder =
            self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("sample") });
        let shadow_key = uniforms::ShadowKey::of(&lit, self.head_version, fineness);
        if self.shadows_of.as_ref() != Some(&shadow_key) {
            self.shadow.draw(&mut encoder, &self.shared, head, (lit.casters(), fineness), timing);
            self.shadows_of = Some(shadow_key);
        }
        let kind = skin_pass::Kind::of(appearance, &treatment, &lit, close);
        let sight = sight::Sight::of(&scene.camera, sampling.tile);
        self.surface.draw(
            &mut encoder,
            &canvas.targets,
            &self.shared,
            (side, kind.scanned),
            (head, &sight, px_mm),
            timing,
        );
        if pigment {
            let listed = self.dots.look(&self.gpu, sight, detail, px_mm);
            self.uploaded.fetch_add(listed, Ordering::Relaxed);
            self.dots.age(&mut encoder, &self.dot, &self.shared, detail, timing);
            let targets = (&canvas.targets, &canvas.dots);
            // Halos are far wider than what one sample looks aside of another, but through an open lens.
            let again = canvas.samples == 0 || scene.camera.lens.is_some();
            let halos = again.then_some(dot_pass::Halos { fresh: kind.fresh, gathered: detail.gathered });
            let dots = (&self.dots, px_mm > coarse::FAR_PX_MM);
            self.dot.draw(&mut encoder, targets, &self.shared, dots, halos, timing);
        } else if canvas.samples == 0 {
            dot_pass::clear(&mut encoder, &canvas.targets);
        }
        let targets = (&canvas.targets, &canvas.skin);
        self.skin.draw(&self.gpu.device, &mut encoder, targets, (&self.shared, side), (kind, fineness), timing);
        self.shaft.draw(&mut encoder, &canvas.targets, &self.shared, side, &self.shafts, strands, timing);
        if sampling.total > 1 {
            let (means, groups) = (&canvas.targets.mean, &canvas.accumulate);
            self.accumulate.draw(&mut encoder, means, groups, canvas.samples, timing);
        }
        timing.resolve(&mut encoder);
        self.gpu.queue.submit([encoder.finish()]);
        canvas.samples += 1;
        self.gpu.check()
    }

    /// Shows a canvas (and, left of the divide or as a ghost over it, another) in `into`. A wall is the one behind what the
    /// canvas was last drawn of.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses.
    pub fn show(
        &self,
        canvas: &Canvas,
        before: Option<&Canvas>,
        background: Background,
        show: &Show,
        tile: Tile,
        into: &Target,
    ) -> Result<(), GpuError> {
        let f0 = self.appearance.as_ref().map_or(0.0, |a| a.curve_f0);
        let settings = uniforms::display(background, show, f0, tile);
        let mut encoder =
            self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("show") });
        let other = before.unwrap_or(canvas).mean();
        let timing = Timing::new(&self.gpu, false);
        self.count(size_of_val(&settings) as u64);
        let wall = canvas.wall.as_ref();
        self.display.draw(&self.gpu.device, &mut encoder, (canvas.mean(), other, wall), &settings, into, &timing);
        self.gpu.queue.submit([encoder.finish()]);
        self.gpu.check()
    }
}
