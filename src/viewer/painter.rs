//! What paints a frame of the window: egui's shapes and textures, and the picture among them. It dies with the device and is made
//! anew on another.

use super::theme::PANEL_GREY;
use crate::render::{Gpu, PictureQuad};
use egui::epaint::ImageDelta;

/// Tool that paints a frame of the window into a texture.
pub struct Painter {
    renderer: egui_wgpu::Renderer,
    format: wgpu::TextureFormat,
    /// True once there is a picture to paint.
    picture: bool,
    /// Textures of egui's that no later frame uses.
    gone: Vec<egui::TextureId>,
}

impl Painter {
    /// A painter into textures of this format, for an interface that has not been drawn yet.
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let mut renderer = egui_wgpu::Renderer::new(gpu.device(), format, egui_wgpu::RendererOptions::default());
        renderer.callback_resources.insert(PictureQuad::new(gpu.device(), format));
        Self { renderer, format, picture: false, gone: Vec::new() }
    }

    /// A painter on another device, for an interface that was drawn before. egui tells only what is new in its letters' texture, so all of
    /// it is brought here; textures of the window's own are the window's to load again.
    pub fn again(gpu: &Gpu, format: wgpu::TextureFormat, context: &egui::Context) -> Self {
        let mut painter = Self::new(gpu, format);
        // There are none before the first pass.
        if context.cumulative_pass_nr() > 0 {
            let letters = context.fonts(|fonts| fonts.image());
            let letters = ImageDelta::full(letters, egui::epaint::TextureAtlas::texture_options());
            painter.renderer.update_texture(gpu.device(), gpu.queue(), egui::TextureId::default(), &letters);
        }
        painter
    }

    /// True once there is a picture to paint.
    pub fn has_picture(&self) -> bool {
        self.picture
    }

    /// Takes another picture to paint. True where it is the first one, which the last pass of the interface did not know of.
    pub fn set_picture(&mut self, gpu: &Gpu, view: &wgpu::TextureView) -> bool {
        if let Some(quad) = self.renderer.callback_resources.get_mut::<PictureQuad>() {
            quad.set(gpu.device(), view);
        }
        !std::mem::replace(&mut self.picture, true)
    }

    /// Takes what is new in egui's textures; to be called for every pass, painted or not, since each change is told once.
    pub fn take(&mut self, gpu: &Gpu, textures: &mut egui::TexturesDelta) {
        for (id, deltas) in std::mem::take(&mut textures.set) {
            for delta in &deltas {
                self.renderer.update_texture(gpu.device(), gpu.queue(), id, delta);
            }
        }
        self.gone.extend(std::mem::take(&mut textures.free));
    }

    /// Paints a pass of the interface into a texture of this size, pixels.
    pub fn paint(
        &mut self,
        gpu: &Gpu,
        jobs: &[egui::ClippedPrimitive],
        pixels_per_point: f32,
        into: &wgpu::TextureView,
        size: (u32, u32),
    ) {
        let mut encoder =
            gpu.device().create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("window") });
        let screen = egui_wgpu::ScreenDescriptor { size_in_pixels: size.into(), pixels_per_point };
        let mut commands = self.renderer.update_buffers(gpu.device(), gpu.queue(), &mut encoder, jobs, &screen);
        let clear = wgpu::LoadOp::Clear(background(self.format));
        let mut pass = encoder
            .begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("window"),
                color_attachments: &[crate::low_level::render::color(into, clear)],
                ..wgpu::RenderPassDescriptor::default()
            })
            .forget_lifetime();
        self.renderer.render(&mut pass, jobs, &screen);
        drop(pass);
        commands.push(encoder.finish());
        gpu.queue().submit(commands);
    }

    /// Lets textures go that the frame just painted was the last to use.
    pub fn let_go(&mut self) {
        for id in self.gone.drain(..) {
            self.renderer.free_texture(&id);
        }
    }
}

/// Colour behind everything, for a target of this format: the panels' own, so that they need not be filled.
fn background(format: wgpu::TextureFormat) -> wgpu::Color {
    let grey = f32::from(PANEL_GREY) / 255.0;
    let grey = f64::from(if format.is_srgb() { crate::color::srgb_decode(grey) } else { grey });
    wgpu::Color { r: grey, g: grey, b: grey, a: 1.0 }
}

#[cfg(test)]
#[path = "device_loss_tests.rs"]
mod tests;
