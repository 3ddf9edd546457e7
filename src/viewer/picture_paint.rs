//! The finished pictures among egui's shapes, painted by a shader of their own: `shaders/passes/11_window.wgsl` says why.

use std::sync::Arc;

/// The shape that stands for a picture among egui's, by its number: the picture, then the one left of it.
struct PictureShape(usize);

/// A picture in a place of the window, points.
pub fn picture_in(number: usize, rect: egui::Rect) -> egui::Shape {
    egui::PaintCallback { rect, callback: Arc::new(PictureShape(number)) }.into()
}

/// Number of the picture that a shape stands for, where it does for one.
pub fn picture_of(callback: &egui::PaintCallback) -> Option<usize> {
    callback.callback.downcast_ref::<PictureShape>().map(|shape| shape.0)
}
