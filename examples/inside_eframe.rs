//! Shows how to put the head inside an eframe app of one's own, among its widgets: one device for both, the head in a texture
//! that egui shows as an image. Dragging turns the head, the wheel zooms, a slider moves through time, a box shows the bare scalp.
//! `cargo run --release --example inside_eframe` opens the window, where there is a display.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use eframe::egui::{self, CentralPanel, Panel, Sense, Slider, TextureId};
use eframe::egui_wgpu::{RenderState, WgpuConfiguration, WgpuSetupExisting};
use pointille::glam::Vec2;
use pointille::render::{self, Backend, Gpu, GpuError, LivePicture, Moment, Side};
use pointille::scene::orbit::{Stage, turned, zoomed};
use pointille::scene::{Scene, View};
use pointille::{Case, Plan, Studio, viewer};
use std::error::Error;
use winit::event_loop::EventLoop;

/// Samples a pixel, up to which every still moment refines itself.
const SAMPLES: u32 = 8;

struct Embedded {
    studio: Studio,
    scene: Scene,
    moment: Moment,
    picture: LivePicture,
    /// The picture among egui's textures, with its size in pixels.
    image: Option<(TextureId, (u32, u32))>,
}

impl Embedded {
    /// Draws a sample more of the head, as many pixels large. True where there are more to come.
    fn draw(&mut self, size: (u32, u32), egui: &RenderState) -> Result<bool, GpuError> {
        let more = self.picture.draw(self.studio.renderer_mut(), &self.scene, self.moment, size)?;
        if self.image.is_none_or(|(_, drawn)| drawn != size)
            && let Some(texture) = self.picture.texture()
        {
            let mut textures = egui.renderer.write();
            if let Some((old, _)) = self.image.take() {
                textures.free_texture(&old);
            }
            let image = textures.register_native_texture(&egui.device, texture.view(), wgpu::FilterMode::Linear);
            self.image = Some((image, size));
        }
        Ok(more)
    }

    /// Turns and zooms by the pointer.
    fn look(&mut self, ui: &egui::Ui, response: &egui::Response) {
        let vector = |v: egui::Vec2| Vec2::new(v.x, v.y);
        let (origin, size) = (vector(response.rect.min.to_vec2()), vector(response.rect.size()));
        let stage = Stage { origin, size };
        self.scene.camera = turned(self.scene.camera, vector(response.drag_delta()), &stage);
        if let Some(at) = response.hover_pos() {
            let factor = (-0.002 * ui.input(|i| i.smooth_scroll_delta().y)).exp();
            self.scene.camera = zoomed(self.scene.camera, factor, vector(at.to_vec2()), &stage);
        }
    }
}

impl eframe::App for Embedded {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        Panel::bottom("time").show(ui, |ui| {
            ui.horizontal(|ui| {
                let days = Slider::new(&mut self.moment.days, 0.0..=3652.5).logarithmic(true);
                ui.add(days.text("days later"));
                let mut bare = self.moment.side == Side::Before;
                ui.checkbox(&mut bare, "bare scalp");
                self.moment.side = if bare { Side::Before } else { Side::After };
            });
        });
        CentralPanel::no_frame().show(ui, |ui| {
            let response = ui.allocate_rect(ui.available_rect_before_wrap(), Sense::drag());
            self.look(ui, &response);
            let edge = |points: f32| ((points * ui.pixels_per_point()).round() as u32).max(1);
            let size = (edge(response.rect.width()), edge(response.rect.height()));
            match frame.wgpu_render_state().map_or(Ok(false), |egui| self.draw(size, egui)) {
                Ok(true) => ui.ctx().request_repaint(),
                Ok(false) => {}
                Err(error) => drop(ui.colored_label(egui::Color32::LIGHT_RED, error.to_string())),
            }
            if let Some((image, _)) = self.image {
                egui::Image::new((image, response.rect.size())).paint_at(ui, response.rect);
            }
        });
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    if !viewer::has_display() {
        println!("there is no display to open a window on");
        return Ok(());
    }
    let event_loop = EventLoop::with_user_event().build()?;
    let instance = render::new_instance(Backend::Auto, Some(Box::new(event_loop.owned_display_handle())));
    let gpu = Gpu::open(instance, Backend::Auto, |_| true)?;
    let (instance, adapter) = (gpu.instance().clone(), gpu.adapter().clone());
    let (device, queue) = (gpu.device().clone(), gpu.queue().clone());
    let wgpu_setup = WgpuSetupExisting { instance, adapter, device, queue }.into();
    let wgpu_options = WgpuConfiguration { wgpu_setup, ..WgpuConfiguration::default() };
    let options = eframe::NativeOptions { wgpu_options, ..eframe::NativeOptions::default() };
    let studio = Studio::with_gpu(Case::built_in(Plan::default())?, gpu)?;
    let moment = Moment { days: studio.case().healed_day(), side: Side::After };
    let (scene, picture) = (Scene::view(View::ThreeQuarterLeft), LivePicture::new(SAMPLES));
    let app = Embedded { studio, scene, moment, picture, image: None };
    let mut shell = eframe::create_native("The head in eframe", options, Box::new(|_| Ok(Box::new(app))), &event_loop);
    Ok(event_loop.run_app(&mut shell)?)
}
