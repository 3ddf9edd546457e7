//! What paints a frame of the window: egui's shapes and textures, and the picture among them. It dies with the device and is made
//! anew on another.

use super::picture_paint::picture_of;
use super::theme::PANEL_GREY;
use crate::render::{Gpu, InterfacePainter, InterfaceTexture, InterfaceVertex, PictureQuad};
use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Primitive};
use std::collections::HashMap;
use std::ops::Range;

/// Tool that paints a frame of the window into a texture.
pub struct Painter {
    interface: InterfacePainter,
    /// egui's textures.
    textures: HashMap<egui::TextureId, InterfaceTexture>,
    /// The picture, and the one left of it.
    quads: [PictureQuad; 2],
    format: wgpu::TextureFormat,
    /// True once there is a picture to paint.
    picture: bool,
    /// Textures of egui's that no later frame uses.
    gone: Vec<egui::TextureId>,
}

/// A part of a frame, in its order.
enum Painted {
    /// Triangles by their indices, with a texture.
    Triangles(egui::TextureId, Range<u32>),
    /// A picture by its number, in its place.
    Picture(usize, egui::Rect),
}

impl Painter {
    /// A painter into textures of this format, for an interface that has not been drawn yet.
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let interface = InterfacePainter::new(gpu.device(), format);
        let quads = [(); 2].map(|()| PictureQuad::new(gpu.device(), format));
        Self { interface, textures: HashMap::new(), quads, format, picture: false, gone: Vec::new() }
    }

    /// A painter on another device, for an interface that was drawn before. egui tells only what is new in its letters' texture, so all of
    /// it is brought here; textures of the window's own are the window's to load again.
    pub fn again(gpu: &Gpu, format: wgpu::TextureFormat, context: &egui::Context) -> Self {
        let mut painter = Self::new(gpu, format);
        // There are none before the first pass.
        if context.cumulative_pass_nr() > 0 {
            let letters = context.fonts(|fonts| fonts.image());
            let letters = ImageDelta::full(letters, egui::epaint::TextureAtlas::texture_options());
            painter.take_texture(gpu, egui::TextureId::default(), &letters);
        }
        painter
    }

    /// True once there is a picture to paint.
    pub fn has_picture(&self) -> bool {
        self.picture
    }

    /// Takes another picture to paint, and the one left of it, where there is one. True where it is the first one, which the last pass
    /// of the interface did not know of.
    pub fn set_pictures(&mut self, gpu: &Gpu, picture: &wgpu::TextureView, beside: Option<&wgpu::TextureView>) -> bool {
        for (quad, view) in self.quads.iter_mut().zip([Some(picture), beside]) {
            if let Some(view) = view {
                quad.set(gpu.device(), view);
            }
        }
        !std::mem::replace(&mut self.picture, true)
    }

    /// Takes what is new in egui's textures; to be called for every pass, painted or not, since each change is told once.
    pub fn take(&mut self, gpu: &Gpu, textures: &mut egui::TexturesDelta) {
        for (id, deltas) in std::mem::take(&mut textures.set) {
            for delta in &deltas {
                self.take_texture(gpu, id, delta);
            }
        }
        self.gone.extend(std::mem::take(&mut textures.free));
    }

    fn take_texture(&mut self, gpu: &Gpu, id: egui::TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let size = (image.width() as u32, image.height() as u32);
        let new = || self.interface.texture(gpu.device(), size);
        let (texture, at) = match delta.pos {
            Some([x, y]) => (self.textures.entry(id).or_insert_with(new), (x as u32, y as u32)),
            None => (self.textures.entry(id).insert_entry(new()).into_mut(), (0, 0)),
        };
        let texels: Vec<u8> = image.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
        texture.write(gpu.queue(), at, size, &texels);
    }

    /// Paints a pass of the interface into a texture of this size, pixels.
    pub fn paint(
        &mut self,
        gpu: &Gpu,
        jobs: &[ClippedPrimitive],
        pixels_per_point: f32,
        into: &wgpu::TextureView,
        (width, height): (u32, u32),
    ) {
        let (mut vertices, mut indices, mut parts) = (Vec::<InterfaceVertex>::new(), Vec::<u32>::new(), Vec::new());
        for job in jobs {
            let part = match &job.primitive {
                Primitive::Mesh(mesh) => {
                    let (first, before) = (indices.len() as u32, vertices.len() as u32);
                    vertices.extend(mesh.vertices.iter().map(vertex));
                    indices.extend(mesh.indices.iter().map(|i| before + i));
                    Painted::Triangles(mesh.texture_id, first..indices.len() as u32)
                }
                Primitive::Callback(callback) => match picture_of(callback) {
                    Some(number) => Painted::Picture(number, callback.rect),
                    None => continue,
                },
            };
            parts.push((job.clip_rect, part));
        }
        let size_points = [width, height].map(|px| px as f32 / pixels_per_point);
        self.interface.take(gpu, size_points, &vertices, &indices);
        let mut encoder =
            gpu.device().create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("window") });
        let clear = wgpu::LoadOp::Clear(background(self.format));
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("window"),
            color_attachments: &[crate::low_level::render::color(into, clear)],
            ..wgpu::RenderPassDescriptor::default()
        });
        let in_pixels = |rect: egui::Rect| pixels(rect * pixels_per_point, (width, height));
        for (clip, part) in parts {
            let [x, y, w, h] = in_pixels(clip);
            if w == 0 || h == 0 {
                continue;
            }
            pass.set_scissor_rect(x, y, w, h);
            match part {
                Painted::Triangles(id, range) => {
                    if let Some(texture) = self.textures.get(&id) {
                        pass.set_viewport(0.0, 0.0, width as f32, height as f32, 0.0, 1.0);
                        self.interface.paint(&mut pass, texture, range);
                    }
                }
                Painted::Picture(number, rect) => {
                    let [x, y, w, h] = in_pixels(rect).map(|px| px as f32);
                    if let Some(quad) = self.quads.get(number).filter(|_| w > 0.0 && h > 0.0) {
                        pass.set_viewport(x, y, w, h, 0.0, 1.0);
                        quad.paint(&mut pass);
                    }
                }
            }
        }
        drop(pass);
        gpu.queue().submit([encoder.finish()]);
    }

    /// Lets textures go that the frame just painted was the last to use.
    pub fn let_go(&mut self) {
        for id in self.gone.drain(..) {
            self.textures.remove(&id);
        }
    }
}

/// A vertex of egui's.
fn vertex(vertex: &egui::epaint::Vertex) -> InterfaceVertex {
    InterfaceVertex { at: vertex.pos.into(), uv: vertex.uv.into(), colour: vertex.color.to_array() }
}

/// Left, top, width and height of a part of a window, pixels; what lies beside the window is left out.
fn pixels(rect: egui::Rect, (width, height): (u32, u32)) -> [u32; 4] {
    let within = |at: f32, most: u32| (at.round().max(0.0) as u32).min(most);
    let (left, top) = (within(rect.left(), width), within(rect.top(), height));
    let (right, bottom) = (within(rect.right(), width), within(rect.bottom(), height));
    [left, top, right.saturating_sub(left), bottom.saturating_sub(top)]
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
