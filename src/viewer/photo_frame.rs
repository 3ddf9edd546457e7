//! Where a photograph lies in the window: moved, scaled and turned, and back again. Pure.

use crate::scene::{Camera, CameraMatch};
use glam::Vec2;

/// Place of a photograph in the window. Its own places are half heights from its middle, x to the right, y up; the window's are
/// points, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhotoFrame {
    /// The photograph's middle.
    pub middle: Vec2,
    /// Half its height.
    pub half: f32,
    /// Angle by which it is turned to the left, radians.
    pub turn_rad: f32,
}

/// A part of a photograph that is looked at in a pane of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaneView {
    /// Place of the photograph in the pane's middle.
    pub middle: Vec2,
    /// Enlargement; 1 fits the whole photograph in.
    pub zoom: f32,
}

impl Default for PaneView {
    fn default() -> Self {
        Self { middle: Vec2::ZERO, zoom: 1.0 }
    }
}

fn flipped(v: Vec2) -> Vec2 {
    Vec2::new(v.x, -v.y)
}

impl PhotoFrame {
    /// The photograph in a pane of its own.
    pub fn in_pane(middle: Vec2, size: Vec2, aspect: f32, view: PaneView) -> Self {
        let half = 0.5 * size.y.min(size.x / aspect.max(1e-3)) * view.zoom;
        Self { middle: middle - flipped(view.middle) * half, half, turn_rad: 0.0 }
    }

    /// The photograph over a picture of the head (its middle and height in the window) that `camera` draws from the matched place.
    pub fn over(middle: Vec2, height: f32, camera: &Camera, matched: &CameraMatch) -> Self {
        let tan = |camera: &Camera| (0.5 * camera.fov_y_rad).tan();
        Self { middle, half: 0.5 * height * tan(&matched.camera) / tan(camera), turn_rad: matched.roll_rad }
    }

    /// Place in the window of a place in the photograph.
    pub fn shown(&self, at: Vec2) -> Vec2 {
        self.middle + flipped(Vec2::from_angle(self.turn_rad).rotate(at)) * self.half
    }

    /// Place in the photograph of a place in the window.
    pub fn place(&self, shown: Vec2) -> Vec2 {
        Vec2::from_angle(-self.turn_rad).rotate(flipped(shown - self.middle) / self.half.max(1e-3))
    }

    /// Corners of a photograph in the window, from its upper left on clockwise.
    pub fn corners(&self, aspect: f32) -> [Vec2; 4] {
        [(-aspect, 1.0), (aspect, 1.0), (aspect, -1.0), (-aspect, -1.0)].map(|at| self.shown(Vec2::from(at)))
    }

    /// The view after a zoom by a factor that keeps the place under the pointer.
    pub fn zoomed(&self, view: PaneView, factor: f32, pointer: Vec2, pane_middle: Vec2) -> PaneView {
        let zoom = (view.zoom * factor).clamp(1.0, 20.0);
        let half = self.half * zoom / view.zoom;
        let kept = self.place(pointer);
        let middle = kept - flipped(pointer - pane_middle) / half.max(1e-3);
        // At 1 the whole photograph is seen again.
        PaneView { zoom, middle: if zoom == 1.0 { Vec2::ZERO } else { middle } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    #[test]
    fn places_go_to_the_window_and_back() {
        let camera = Camera { fov_y_rad: 0.5, ..View::Front.camera() };
        let matched = CameraMatch { camera, roll_rad: 0.3, errors_mm: Vec::new() };
        let pane = PhotoFrame::in_pane(
            Vec2::new(900.0, 360.0),
            Vec2::new(600.0, 700.0),
            0.75,
            PaneView { middle: Vec2::new(0.1, 0.4), zoom: 3.0 },
        );
        let over = PhotoFrame::over(Vec2::new(500.0, 300.0), 600.0, &Camera { fov_y_rad: 0.7, ..camera }, &matched);
        for frame in [pane, over] {
            for at in [Vec2::new(0.3, -0.6), Vec2::ZERO, Vec2::new(-0.75, 1.0)] {
                assert!(frame.place(frame.shown(at)).distance(at) < 1e-4);
            }
        }
        assert_eq!(pane.shown(Vec2::new(0.1, 0.4)).round(), Vec2::new(900.0, 360.0));
        // Zoomed, what is under the pointer stays there.
        let view = PaneView { middle: Vec2::new(0.1, 0.4), zoom: 3.0 };
        let pointer = Vec2::new(760.0, 500.0);
        let next = pane.zoomed(view, 1.7, pointer, Vec2::new(900.0, 360.0));
        let zoomed = PhotoFrame::in_pane(Vec2::new(900.0, 360.0), Vec2::new(600.0, 700.0), 0.75, next);
        assert!(zoomed.place(pointer).distance(pane.place(pointer)) < 1e-3);
        assert_eq!(pane.zoomed(view, 0.01, pointer, Vec2::new(900.0, 360.0)), PaneView::default());
    }

    #[test]
    fn over_the_head_the_photograph_lies_where_the_head_is_seen() {
        let camera = Camera { fov_y_rad: 0.5, ..View::ThreeQuarterLeft.camera() };
        let matched = CameraMatch { camera, roll_rad: -0.2, errors_mm: Vec::new() };
        let (aspect, size) = (1.6, Vec2::new(960.0, 600.0));
        let drawn = matched.framing(0.75, aspect);
        let frame = PhotoFrame::over(0.5 * size, size.y, &drawn, &matched);
        for place in [glam::Vec3::new(30.0, 60.0, 80.0), glam::Vec3::new(-40.0, -20.0, 60.0)] {
            let ndc = drawn.ndc(place, aspect).unwrap();
            let on_picture = Vec2::new(ndc.x + 1.0, 1.0 - ndc.y) * 0.5 * size;
            assert!(frame.shown(matched.at(place).unwrap()).distance(on_picture) < 0.05);
        }
        assert!(frame.corners(0.75).iter().all(|p| p.x > -1.0 && p.y > -1.0 && p.x < 961.0 && p.y < 601.0));
    }
}
