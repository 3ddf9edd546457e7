//! A frame: draws one sample of a scene, pass by pass, and shows a canvas.

use super::canvas::Canvas;
use super::display_pass::ShownMeans;
use super::dot_pass::{self, HaloVariant};
use super::frame_context::{Compile, FrameContext};
use super::gpu::GpuError;
use super::kept::KeptPicture;
use super::lod::{self, FAR_PX_MM, ShadowQuality};
use super::renderer::Renderer;
use super::sampling::{Sampling, Tile};
use super::shaft_pass::ShaftDetail;
use super::skin_pass::SkinVariant;
use super::surface_pass::SurfaceDetail;
use super::targets::{Subsurface, Target};
use super::timing::Timing;
use super::uniform_buffers::{Moment, Side};
use super::visibility::Frustum;
use super::{Show, uniforms};
use crate::scene::wall::Outline;
use crate::scene::{Background, Scene};

impl Renderer {
    /// Draws one sample of a scene and adds it to the canvas. A picture of a single sample counts as moving: of the
    /// skin's pipelines only the general one is made for it, once ([`Renderer::prewarm`] makes the others).
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses or is lost. Nothing is drawn before a head and an appearance are set.
    pub fn add_sample(
        &mut self,
        canvas: &mut Canvas,
        scene: &Scene,
        moment: Moment,
        sampling: Sampling,
        timing: &Timing,
    ) -> Result<(), GpuError> {
        let compile = if sampling.total > 1 { Compile::Now } else { Compile::Never };
        self.add_sample_with(canvas, scene, moment, sampling, timing, compile)
    }

    /// Draws one sample as [`Renderer::add_sample`] does; `compile` says whether pipelines may be made.
    pub(super) fn add_sample_with(
        &mut self,
        canvas: &mut Canvas,
        scene: &Scene,
        moment: Moment,
        sampling: Sampling,
        timing: &Timing,
        compile: Compile,
    ) -> Result<(), GpuError> {
        let whole = sampling.tile.whole;
        let (detail, shaft_share) = self.detail(scene, whole.1);
        let px_mm = self.nearest_px_mm(scene, whole.1);
        let Self { gpu, uniforms, passes, dots, .. } = self;
        let (Some(head), Some(appearance)) = (&self.head, &self.appearance) else { return Ok(()) };
        let (tuning, side) = (gpu.tuning, moment.side);

        // Levels of detail.
        let shows_relief = lod::shows_relief(&head.probe_points, &scene.camera, whole);
        let shadows = ShadowQuality::of(shows_relief, sampling.total, tuning.coarse_shadows);
        let frustum = tuning.cull_on_cpu.then(|| Frustum::of(&scene.camera, sampling.tile));
        let pigment = side == Side::After && dots.count > 0;
        let lit = uniforms::lights(scene, head.bounding_sphere, &sampling, canvas.subsurface(), shadows);
        let treatment = appearance.treatment(moment.days, pigment);
        let wanted = SkinVariant::of(appearance, &treatment, &lit, shows_relief);
        let variant = if tuning.skin_variants { wanted } else { SkinVariant::general(wanted.scanned) };
        let variant = passes.skin.choose(canvas.subsurface(), variant, compile == Compile::Now);

        // Uniforms and lists for the device.
        let frame = uniforms::frame(scene, &lit, sampling, detail, shaft_share);
        let mut sent = uniforms.write_frame(&gpu.device, &gpu.queue, &sampling, &frame);
        sent += uniforms.write_treatment(&gpu.queue, side, &treatment);
        let outline = Outline { points: &head.probe_points, middle: head.bounding_sphere.center };
        let aspect = whole.0 as f32 / whole.1 as f32;
        let (wall, wall_bytes) = self.wall.of(gpu, scene, aspect, self.head_version, outline);
        canvas.wall = wall;
        sent += wall_bytes;
        if pigment {
            sent += dots.update_visible(gpu, frustum, detail, px_mm);
        }

        let eyes = self.eyes.as_ref();
        if let Some(eyes) = eyes {
            sent += passes.eye.write(&gpu.queue, &eyes.look(appearance, scene, lit.lamps()));
        }

        // The passes, in order.
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("sample") });
        let ctx = &mut FrameContext { encoder: &mut encoder, targets: &canvas.targets, uniforms, timing };
        let shadow_key = uniforms::ShadowKey::of(&lit, self.head_version, shadows);
        if self.shadow_key.as_ref() != Some(&shadow_key) {
            passes.shadow.draw(ctx, head, lit.casters(), shadows);
            self.shadow_key = Some(shadow_key);
        }
        let far = tuning.coarse_from_afar && px_mm > FAR_PX_MM;
        passes.surface.draw(ctx, head, side, &SurfaceDetail { frustum, far, scanned: variant.scanned });
        if pigment {
            passes.aging.run(ctx, dots, detail);
            passes.dot.draw_cores(ctx, dots, px_mm > FAR_PX_MM);
            // Sub-pixel jitter does not move a halo visibly, so halos are drawn once; an open lens moves the eye, so then every
            // sample draws them.
            if canvas.samples == 0 || scene.camera.lens.is_some() {
                let halos = HaloVariant { fresh: wanted.fresh, gathered: detail.gathered };
                passes.dot.draw_halos(ctx, &canvas.dots, dots, halos);
            }
        } else if canvas.samples == 0 {
            dot_pass::clear(ctx);
        }
        passes.skin.draw(ctx, &canvas.skin, side, variant, shadows);
        if let Some(moles) = &self.moles {
            passes.mole.draw(ctx, side, moles);
        }
        if let Some(worn) = &self.worn {
            passes.cloth.draw(ctx, side, worn, shadows);
        }
        if let Some(eyes) = eyes {
            passes.eye.draw(ctx, side, eyes, shadows);
        }
        let shows_shape = lod::shows_shaft_shape(px_mm);
        let shaft_detail = ShaftDetail { share: shaft_share, shows_shape, sample: sampling.index, shadows };
        passes.shaft.draw(ctx, side, &self.shafts, shaft_detail);
        if sampling.total > 1 {
            passes.accumulate.draw(ctx, &canvas.accumulate, canvas.samples);
        }
        timing.resolve(&mut encoder);
        self.last_submission = Some(gpu.queue.submit([encoder.finish()]));
        canvas.samples += 1;
        self.count_upload(sent);
        self.gpu.check()
    }

    /// Makes one of the skin's pipelines that a zoom or a change of the day may need next, while the light stays.
    /// Returns false where none is left to make. Call it while nothing moves.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses it.
    pub fn prewarm(&mut self, scene: &Scene, moment: Moment) -> Result<bool, GpuError> {
        let (Some(head), Some(appearance)) = (&self.head, &self.appearance) else { return Ok(false) };
        let subsurface = Subsurface::ByCurvature;
        let sampling = Sampling::whole((1, 1), 0, 1);
        let lit = uniforms::lights(scene, head.bounding_sphere, &sampling, subsurface, ShadowQuality::Close);
        let pigment = moment.side == Side::After && self.dots.count > 0;
        let treatment = appearance.treatment(moment.days, pigment);
        let now = SkinVariant::of(appearance, &treatment, &lit, false);
        let made = self.passes.skin.prewarm(subsurface, now);
        self.gpu.check()?;
        Ok(made)
    }

    /// Shows a canvas in `into`; another canvas may be shown left of the divide, or as a ghost over it. A wall is shown
    /// as it was in the canvas's last sample.
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
        let before = before.unwrap_or(canvas).mean();
        let shown = ShownMeans { mean: canvas.mean(), before, wall: canvas.wall.as_ref() };
        self.show_means(&shown, background, show, tile, into)
    }

    /// Shows a kept picture in `into`, which is as large; another one may be shown left of the divide, or as a ghost over it.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses.
    pub fn show_kept(
        &self,
        kept: &KeptPicture,
        before: Option<&KeptPicture>,
        background: Background,
        show: &Show,
        into: &Target,
    ) -> Result<(), GpuError> {
        let before = &before.unwrap_or(kept).mean;
        let shown = ShownMeans { mean: &kept.mean, before, wall: kept.wall.as_ref() };
        self.show_means(&shown, background, show, Tile::whole(kept.size()), into)
    }

    fn show_means(
        &self,
        shown: &ShownMeans<'_>,
        background: Background,
        show: &Show,
        tile: Tile,
        into: &Target,
    ) -> Result<(), GpuError> {
        let f0 = self.appearance.as_ref().map_or(0.0, |a| a.curve_f0);
        let settings = uniforms::display(background, show, f0, tile);
        let mut encoder =
            self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("show") });
        let timing = Timing::new(&self.gpu, false);
        self.count_upload(size_of_val(&settings) as u64);
        self.passes.display.draw(&self.gpu, &mut encoder, shown, &settings, into, &timing);
        self.gpu.queue.submit([encoder.finish()]);
        self.gpu.check()
    }
}
