//! A window's surface: opened with the device that suits it, and set up again after whatever happens to windows. The window may be of
//! any toolkit that tells its handles.

use super::gpu::{Backend, Gpu, GpuError, new_instance};
use wgpu::util::TextureBlitter;

/// A surface of a window, which draws pictures as they are: encoded as sRGB already. `W` is a shared handle of the window, such as an
/// `Arc`.
pub struct WindowSurface<W> {
    window: W,
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
    blitter: TextureBlitter,
}

/// Answer of a window that is asked for a frame.
#[derive(Debug)]
#[must_use]
pub enum WindowFrame {
    /// A texture, which wgpu's queue presents.
    Ready(wgpu::SurfaceTexture),
    /// Nothing this time: ask for another frame at once.
    Again,
    /// Nothing while the window is hidden.
    Hidden,
}

impl<W: Clone + Into<wgpu::SurfaceTarget<'static>>> WindowSurface<W> {
    /// The surface of a window of some size, pixels, and the best device that draws into it. `display` is the window system's handle.
    ///
    /// # Errors
    /// [`GpuError::NoSurface`], and those of [`Gpu::open`].
    pub fn open(
        window: W,
        display: Box<dyn wgpu::wgt::WgpuHasDisplayHandle>,
        size: (u32, u32),
        backend: Backend,
    ) -> Result<(Self, Gpu), GpuError> {
        let instance = new_instance(backend, Some(display));
        let surface = surface_of(&instance, &window)?;
        let gpu = Gpu::open(instance, backend, |adapter| adapter.is_surface_supported(&surface))?;
        let mut config = surface
            .get_default_config(&gpu.adapter, size.0.max(1), size.1.max(1))
            .ok_or_else(|| GpuError::NoSurface("the display cannot show what this device draws".to_owned()))?;
        // A format that encodes again would wash the picture out.
        let formats = surface.get_capabilities(&gpu.adapter).formats;
        config.format = formats.iter().copied().find(|format| !format.is_srgb()).unwrap_or(config.format);
        config.present_mode = wgpu::PresentMode::AutoVsync;
        surface.configure(&gpu.device, &config);
        let blitter = TextureBlitter::new(&gpu.device, config.format);
        Ok((Self { window, surface, config, blitter }, gpu))
    }

    /// The window.
    pub fn window(&self) -> &W {
        &self.window
    }

    /// Width and height, pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.config.width, self.config.height)
    }

    /// Format of the textures.
    pub fn format(&self) -> wgpu::TextureFormat {
        self.config.format
    }

    /// Takes the window's size, pixels, up to what the device can hold. A window without a size, as one that is minimised, keeps the
    /// last one.
    pub fn resize(&mut self, gpu: &Gpu, (width, height): (u32, u32)) {
        let most = gpu.device.limits().max_texture_dimension_2d;
        let size = (width.min(most), height.min(most));
        if width > 0 && height > 0 && size != self.size() {
            (self.config.width, self.config.height) = size;
            self.surface.configure(&gpu.device, &self.config);
        }
    }

    /// A texture for the next frame, where the window gives one. A surface that is out of date or lost is set up again.
    ///
    /// # Errors
    /// [`GpuError`] where the device is lost, or the window is gone.
    pub fn frame(&mut self, gpu: &Gpu) -> Result<WindowFrame, GpuError> {
        match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(frame) | wgpu::CurrentSurfaceTexture::Suboptimal(frame) => {
                return Ok(WindowFrame::Ready(frame));
            }
            wgpu::CurrentSurfaceTexture::Occluded => return Ok(WindowFrame::Hidden),
            wgpu::CurrentSurfaceTexture::Timeout => {}
            wgpu::CurrentSurfaceTexture::Outdated => self.surface.configure(&gpu.device, &self.config),
            wgpu::CurrentSurfaceTexture::Lost => {
                self.surface = surface_of(&gpu.instance, &self.window)?;
                self.surface.configure(&gpu.device, &self.config);
            }
            // A device that was lost tells so when it is waited for.
            wgpu::CurrentSurfaceTexture::Validation => gpu.wait()?,
        }
        Ok(WindowFrame::Again)
    }

    /// Shows a picture over the whole window, stretched where it has another size. False where the window gave no frame and another one
    /// is to be asked for.
    ///
    /// # Errors
    /// As [`WindowSurface::frame`].
    pub fn show(&mut self, gpu: &Gpu, picture: &wgpu::TextureView) -> Result<bool, GpuError> {
        let frame = match self.frame(gpu)? {
            WindowFrame::Ready(frame) => frame,
            other => return Ok(matches!(other, WindowFrame::Hidden)),
        };
        let view = frame.texture.create_view(&wgpu::TextureViewDescriptor::default());
        let label = wgpu::CommandEncoderDescriptor { label: Some("window") };
        let mut encoder = gpu.device.create_command_encoder(&label);
        self.blitter.copy(&gpu.device, &mut encoder, picture, &view);
        gpu.queue.submit([encoder.finish()]);
        gpu.queue.present(frame);
        gpu.check()?;
        Ok(true)
    }
}

fn surface_of<W>(instance: &wgpu::Instance, window: &W) -> Result<wgpu::Surface<'static>, GpuError>
where
    W: Clone + Into<wgpu::SurfaceTarget<'static>>,
{
    instance.create_surface(window.clone()).map_err(|error| GpuError::NoSurface(error.to_string()))
}
