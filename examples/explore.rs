//! Shows how to draw the head into a window of one's own, here winit's, without the viewer. Dragging turns the head, the wheel
//! zooms, the space bar shows the bare scalp, the arrow keys move through time. Every still moment refines itself up to
//! [`SAMPLES`] samples a pixel; after that nothing is drawn until something changes.
//!
//! `cargo run --release --example explore` opens the window. Where there is no display it writes `explore.png` instead.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::glam::Vec2;
use pointille::render::{Backend, LivePicture, Moment, Side, WindowSurface};
use pointille::scene::orbit::{OrbitHand, Stage};
use pointille::scene::{Scene, View};
use pointille::{Case, Plan, Studio, output, viewer};
use std::error::Error;
use std::sync::Arc;
use winit::application::ApplicationHandler;
use winit::event::{MouseButton, MouseScrollDelta, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::keyboard::{Key, NamedKey};
use winit::window::{Window, WindowId};

const SAMPLES: u32 = 8;

struct Explore {
    case: Case,
    scene: Scene,
    moment: Moment,
    hand: OrbitHand,
    picture: LivePicture,
    /// What lives as long as the window.
    open: Option<(WindowSurface<Arc<Window>>, Studio)>,
    failed: Option<Box<dyn Error>>,
}

impl Explore {
    fn open(&mut self, event_loop: &ActiveEventLoop) -> Result<(), Box<dyn Error>> {
        let window = Arc::new(event_loop.create_window(Window::default_attributes().with_title("Explore"))?);
        let display = Box::new(event_loop.owned_display_handle());
        let (surface, gpu) = WindowSurface::open(window.clone(), display, window.inner_size().into(), Backend::Auto)?;
        self.open = Some((surface, Studio::with_gpu(self.case.clone(), gpu)?));
        Ok(())
    }

    fn handle(&mut self, event_loop: &ActiveEventLoop, event: WindowEvent) -> Result<(), Box<dyn Error>> {
        let Some((surface, studio)) = &mut self.open else { return Ok(()) };
        let (camera, moment) = (self.scene.camera, &mut self.moment);
        let (width, height) = surface.size();
        let stage = Stage { origin: Vec2::ZERO, size: Vec2::new(width as f32, height as f32) };
        match event {
            WindowEvent::CloseRequested => event_loop.exit(),
            WindowEvent::Resized(size) => surface.resize(studio.renderer().gpu(), size.into()),
            WindowEvent::RedrawRequested => {
                let mut more = self.picture.draw(studio.renderer_mut(), &self.scene, *moment, (width, height))?;
                if let Some(picture) = self.picture.texture() {
                    more |= !surface.show(studio.renderer().gpu(), picture.view())?;
                }
                if !more {
                    return Ok(());
                }
            }
            WindowEvent::MouseInput { state, button: MouseButton::Left, .. } => self.hand.hold(state.is_pressed()),
            WindowEvent::CursorMoved { position, .. } => {
                let at = Vec2::new(position.x as f32, position.y as f32);
                let Some(camera) = self.hand.moved(at, camera, &stage) else { return Ok(()) };
                self.scene.camera = camera;
            }
            WindowEvent::MouseWheel { delta, .. } => {
                let notches = match delta {
                    MouseScrollDelta::LineDelta(_, y) => y,
                    MouseScrollDelta::PixelDelta(p) => p.y as f32 / 50.0,
                };
                self.scene.camera = self.hand.wheeled(notches, camera, &stage);
            }
            WindowEvent::KeyboardInput { event, .. } if event.state.is_pressed() => {
                match event.logical_key {
                    Key::Named(NamedKey::Space) if moment.side == Side::After => moment.side = Side::Before,
                    Key::Named(NamedKey::Space) => moment.side = Side::After,
                    Key::Named(NamedKey::ArrowRight) => moment.days = moment.days * 1.25 + 1.0,
                    Key::Named(NamedKey::ArrowLeft) => moment.days = (moment.days / 1.25 - 1.0).max(0.0),
                    _ => return Ok(()),
                }
                surface.window().set_title(&format!("Explore: day {:.0}", moment.days));
            }
            _ => return Ok(()),
        }
        surface.window().request_redraw();
        Ok(())
    }
}

impl ApplicationHandler for Explore {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        self.failed = self.open(event_loop).err();
        self.failed.iter().for_each(|_| event_loop.exit());
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        if let Err(error) = self.handle(event_loop, event) {
            self.failed = Some(error);
            event_loop.exit();
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (case, scene) = (Case::built_in(Plan::default())?, Scene::view(View::ThreeQuarterLeft));
    if !viewer::has_display() {
        let picture = Studio::headless(case)?.picture(&scene, "healed".parse()?, (960, 720))?;
        output::save("explore.png".as_ref(), &picture.to_png()?)?;
        println!("explore.png: there is no display to open a window on; this is what it would show first");
        return Ok(());
    }
    println!("A window opens: drag turns, the wheel zooms, space shows the bare scalp, arrow keys move through time.");
    let moment = Moment { days: case.healed_day(), side: Side::After };
    let (hand, picture) = (OrbitHand::default(), LivePicture::new(SAMPLES));
    let mut explore = Explore { case, scene, moment, hand, picture, open: None, failed: None };
    EventLoop::new()?.run_app(&mut explore)?;
    explore.failed.map_or(Ok(()), Err)
}
