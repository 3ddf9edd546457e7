//! A canvas as a surface that finished pictures are painted on.

use pointille::render::{Gpu, PictureQuad};
use pointille::wgpu;
use web_sys::OffscreenCanvas;

/// A canvas with its surface.
pub struct CanvasSurface {
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
    quad: PictureQuad,
}

impl CanvasSurface {
    /// The surface of a canvas on a device, in pixels.
    ///
    /// # Errors
    /// A sentence where the canvas cannot be drawn to.
    pub fn open(gpu: &Gpu, canvas: OffscreenCanvas, size: (u32, u32)) -> Result<Self, String> {
        let target = wgpu::SurfaceTarget::OffscreenCanvas(canvas);
        let surface = gpu.instance().create_surface(target).map_err(|error| error.to_string())?;
        let config = surface.get_default_config(gpu.adapter(), size.0.max(1), size.1.max(1));
        let mut config = config.ok_or("the canvas cannot show what this device draws; restart the browser")?;
        // Pictures are sRGB-encoded already.
        config.format = config.format.remove_srgb_suffix();
        let modes = surface.get_capabilities(gpu.adapter()).alpha_modes;
        if modes.contains(&wgpu::CompositeAlphaMode::PreMultiplied) {
            config.alpha_mode = wgpu::CompositeAlphaMode::PreMultiplied;
        }
        surface.configure(gpu.device(), &config);
        let quad = PictureQuad::new(gpu.device(), config.format);
        Ok(Self { surface, config, quad })
    }

    /// Goes over to another device. The canvas keeps its context: asked for a second one, a browser may refuse.
    pub fn renew(&mut self, gpu: &Gpu) {
        self.surface.configure(gpu.device(), &self.config);
        self.quad = PictureQuad::new(gpu.device(), self.config.format);
    }

    /// Paints a picture over the whole canvas, which gets so many pixels.
    pub fn show(&mut self, gpu: &Gpu, picture: &wgpu::TextureView, size: (u32, u32)) {
        if (self.config.width, self.config.height) != size {
            (self.config.width, self.config.height) = size;
            self.surface.configure(gpu.device(), &self.config);
        }
        let frame = match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(frame) | wgpu::CurrentSurfaceTexture::Suboptimal(frame) => frame,
            // The next picture finds it ready again; a lost device is told by the device.
            _ => return self.surface.configure(gpu.device(), &self.config),
        };
        self.quad.set(gpu.device(), picture);
        let view = frame.texture.create_view(&wgpu::TextureViewDescriptor::default());
        let mut encoder =
            gpu.device().create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("canvas") });
        let attachment = wgpu::RenderPassColorAttachment {
            view: &view,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT), store: wgpu::StoreOp::Store },
        };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("canvas"),
            color_attachments: &[Some(attachment)],
            ..wgpu::RenderPassDescriptor::default()
        });
        self.quad.paint(&mut pass);
        drop(pass);
        gpu.queue().submit([encoder.finish()]);
        gpu.queue().present(frame);
    }
}
