//! Shows how to draw the head into a window of one's own, here winit's with a wgpu surface, without the viewer. Dragging
//! turns the head, the wheel zooms, the space bar shows the bare scalp, the arrow keys move through time. Every still
//! moment refines itself up to [`SAMPLES`] samples a pixel; after that nothing is drawn until something changes.
//!
//! `cargo run --release --example explore` opens the window. Where there is no display it writes `explore.png` instead.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::render::{
    Backend, Canvas, DISPLAY_FORMAT, Gpu, Moment, Sampling, Show, Side, Target, Timing, new_instance,
};
use pointille::scene::{Scene, View};
use pointille::viewer::orbit::{self, Stage};
use pointille::{Case, Plan, Studio, output, viewer};
use std::error::Error;
use std::sync::Arc;
use winit::application::ApplicationHandler;
use winit::event::{ElementState, MouseButton, MouseScrollDelta, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::keyboard::{Key, NamedKey};
use winit::window::{Window, WindowId};

const SAMPLES: u32 = 8;

/// Settings by mouse and keyboard.
struct Look {
    scene: Scene,
    days: f32,
    side: Side,
}

/// Everything that lives as long as the window.
struct Open {
    window: Arc<Window>,
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
    blitter: wgpu::util::TextureBlitter,
    studio: Studio,
    canvas: Canvas,
    shown: Target,
}

impl Open {
    fn new(event_loop: &ActiveEventLoop, case: Case) -> Result<Self, Box<dyn Error>> {
        let window = Arc::new(event_loop.create_window(Window::default_attributes().with_title("Explore"))?);
        let instance = new_instance(Backend::Auto, Some(Box::new(event_loop.owned_display_handle())));
        let surface = instance.create_surface(window.clone())?;
        let gpu = Gpu::open(instance, Backend::Auto, |adapter| adapter.is_surface_supported(&surface))?;
        let size = window.inner_size();
        let mut config = surface
            .get_default_config(gpu.adapter(), size.width.max(1), size.height.max(1))
            .ok_or("the display cannot show what this device draws")?;
        // Pictures are sRGB-encoded already: a surface that encodes again would wash them out.
        config.format = config.format.remove_srgb_suffix();
        surface.configure(gpu.device(), &config);
        let blitter = wgpu::util::TextureBlitter::new(gpu.device(), config.format);
        let studio = Studio::with_gpu(case, gpu)?;
        let (canvas, shown) = textures(&studio, (config.width, config.height))?;
        Ok(Self { window, surface, config, blitter, studio, canvas, shown })
    }

    fn resize(&mut self, width: u32, height: u32) -> Result<(), Box<dyn Error>> {
        if width > 0 && height > 0 && (width, height) != (self.config.width, self.config.height) {
            (self.config.width, self.config.height) = (width, height);
            self.surface.configure(self.studio.renderer().gpu().device(), &self.config);
            (self.canvas, self.shown) = textures(&self.studio, (width, height))?;
        }
        self.window.request_redraw();
        Ok(())
    }

    /// Starts over after a change: the next sample is the first.
    fn restart(&mut self) {
        self.canvas.clear();
        self.window.request_redraw();
    }

    fn draw(&mut self, look: &Look) -> Result<(), Box<dyn Error>> {
        let size = self.canvas.size();
        let sampling = Sampling::whole(size, self.canvas.samples().min(SAMPLES - 1), SAMPLES);
        let renderer = self.studio.renderer_mut();
        if self.canvas.samples() < SAMPLES {
            let untimed = Timing::new(renderer.gpu(), false);
            let moment = Moment { days: look.days, side: look.side };
            renderer.add_sample(&mut self.canvas, &look.scene, moment, sampling, &untimed)?;
        }
        let show = Show::default().smooth_edges(self.canvas.samples() < 2);
        renderer.show(&self.canvas, None, look.scene.backdrop(), &show, sampling.tile, &self.shown)?;

        let gpu = renderer.gpu();
        let frame = match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(frame) | wgpu::CurrentSurfaceTexture::Suboptimal(frame) => frame,
            wgpu::CurrentSurfaceTexture::Occluded => return Ok(()),
            _ => {
                self.surface.configure(gpu.device(), &self.config);
                self.window.request_redraw();
                return Ok(());
            }
        };
        let view = frame.texture.create_view(&wgpu::TextureViewDescriptor::default());
        let mut encoder =
            gpu.device().create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("explore") });
        self.blitter.copy(gpu.device(), &mut encoder, self.shown.view(), &view);
        gpu.queue().submit([encoder.finish()]);
        self.window.pre_present_notify();
        gpu.queue().present(frame);
        gpu.check()?;
        if self.canvas.samples() < SAMPLES {
            self.window.request_redraw();
        }
        Ok(())
    }
}

fn textures(studio: &Studio, size: (u32, u32)) -> Result<(Canvas, Target), Box<dyn Error>> {
    let renderer = studio.renderer();
    Ok((renderer.canvas(size)?, Target::new(renderer.gpu().device(), "explore", size, DISPLAY_FORMAT)))
}

struct Explore {
    case: Option<Case>,
    open: Option<Open>,
    look: Look,
    pointer: glam::Vec2,
    turning: bool,
    failed: Option<Box<dyn Error>>,
}

impl Explore {
    fn handle(&mut self, event_loop: &ActiveEventLoop, event: WindowEvent) -> Result<(), Box<dyn Error>> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let (width, height) = open.canvas.size();
        let stage = Stage { origin: glam::Vec2::ZERO, size: glam::Vec2::new(width as f32, height as f32) };
        match event {
            WindowEvent::CloseRequested => event_loop.exit(),
            WindowEvent::RedrawRequested => open.draw(&self.look)?,
            WindowEvent::Resized(size) => open.resize(size.width, size.height)?,
            WindowEvent::MouseInput { state, button: MouseButton::Left, .. } => {
                self.turning = state == ElementState::Pressed;
            }
            WindowEvent::CursorMoved { position, .. } => {
                let at = glam::Vec2::new(position.x as f32, position.y as f32);
                if self.turning {
                    self.look.scene.camera = orbit::turned(self.look.scene.camera, at - self.pointer, &stage);
                    open.restart();
                }
                self.pointer = at;
            }
            WindowEvent::MouseWheel { delta, .. } => {
                let notches = match delta {
                    MouseScrollDelta::LineDelta(_, y) => y,
                    MouseScrollDelta::PixelDelta(p) => p.y as f32 / 50.0,
                };
                let factor = 0.9_f32.powf(notches);
                self.look.scene.camera = orbit::zoomed(self.look.scene.camera, factor, self.pointer, &stage);
                open.restart();
            }
            WindowEvent::KeyboardInput { event, .. } if event.state == ElementState::Pressed => {
                match event.logical_key {
                    Key::Named(NamedKey::Space) => {
                        self.look.side = if self.look.side == Side::After { Side::Before } else { Side::After };
                    }
                    Key::Named(NamedKey::ArrowRight) => self.look.days = self.look.days * 1.25 + 1.0,
                    Key::Named(NamedKey::ArrowLeft) => self.look.days = (self.look.days / 1.25 - 1.0).max(0.0),
                    _ => return Ok(()),
                }
                open.window.set_title(&format!("Explore: day {:.0}", self.look.days));
                open.restart();
            }
            _ => {}
        }
        Ok(())
    }
}

impl ApplicationHandler for Explore {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        let Some(case) = self.case.take() else { return };
        match Open::new(event_loop, case) {
            Ok(open) => self.open = Some(open),
            Err(error) => {
                self.failed = Some(error);
                event_loop.exit();
            }
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        if let Err(error) = self.handle(event_loop, event) {
            self.failed = Some(error);
            event_loop.exit();
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let case = Case::built_in(Plan::default())?;
    let look = Look { days: case.healed_day(), scene: Scene::view(View::ThreeQuarterLeft), side: Side::After };
    if !viewer::has_display() {
        let mut studio = Studio::headless(case)?;
        let picture = studio.picture(&look.scene, "healed".parse()?, (960, 720))?;
        output::save("explore.png".as_ref(), &picture.to_png()?)?;
        println!("explore.png: there is no display to open a window on; this is what it would show first");
        return Ok(());
    }
    println!(
        "A window opens: drag turns, the wheel zooms, space shows the bare scalp, the arrow keys move through time."
    );
    let mut explore =
        Explore { case: Some(case), open: None, look, pointer: glam::Vec2::ZERO, turning: false, failed: None };
    EventLoop::new()?.run_app(&mut explore)?;
    explore.failed.map_or(Ok(()), Err)
}
