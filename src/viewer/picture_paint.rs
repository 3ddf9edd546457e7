//! The finished picture among egui's shapes, painted in egui's own pass by a shader of ours: `shaders/passes/11_window.wgsl` says why.

use crate::render::PictureQuad;
use egui_wgpu::{CallbackResources, CallbackTrait};

/// The shape that stands for the picture among egui's.
struct PictureShape;

impl CallbackTrait for PictureShape {
    fn paint(&self, _: egui::PaintCallbackInfo, pass: &mut wgpu::RenderPass<'static>, resources: &CallbackResources) {
        if let Some(quad) = resources.get::<PictureQuad>() {
            quad.paint(pass);
        }
    }
}

/// The picture in a place of the window, points.
pub fn picture_in(rect: egui::Rect) -> egui::Shape {
    egui_wgpu::Callback::new_paint_callback(rect, PictureShape).into()
}
