//! Shows how to put the head inside an eframe app of one's own, among its widgets: one device for both, the head in a texture
//! that egui shows as an image. Dragging turns the head, the wheel zooms, a slider moves through time, a box shows the bare scalp.
//! `cargo run --release --example inside_eframe` opens the window, where there is a display.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use eframe::egui::{self, CentralPanel, Panel, Sense, Slider, TextureId};
use eframe::egui_wgpu::{RenderState, WgpuConfiguration, WgpuSetupExisting};
use pointille::render::{self, Backend, Canvas, DISPLAY_FORMAT, Gpu, Moment, Sampling, Show, Side, Target, Timing};
use pointille::scene::{Scene, View};
use pointille::viewer::orbit::{self, Stage};
use pointille::{Case, Plan, Studio, viewer};
use std::error::Error;
use winit::event_loop::EventLoop;

/// Samples a pixel, up to which every still moment refines itself.
const SAMPLES: u32 = 8;

struct Picture {
    canvas: Canvas,
    shown: Target,
    image: TextureId,
}

struct Embedded {
    studio: Studio,
    scene: Scene,
    days: f32,
    bare: bool,
    picture: Option<Picture>,
}

impl Embedded {
    /// Draws a sample more of the head, as many pixels large. True where there are more to come.
    fn draw(&mut self, size: (u32, u32), egui: &RenderState) -> Result<bool, Box<dyn Error>> {
        let renderer = self.studio.renderer_mut();
        if self.picture.as_ref().is_none_or(|picture| picture.canvas.size() != size) {
            let shown = Target::new(renderer.gpu().device(), "embedded", size, DISPLAY_FORMAT);
            let mut textures = egui.renderer.write();
            if let Some(old) = self.picture.take() {
                textures.free_texture(&old.image);
            }
            let image = textures.register_native_texture(&egui.device, shown.view(), wgpu::FilterMode::Linear);
            self.picture = Some(Picture { canvas: renderer.canvas(size)?, shown, image });
        }
        let Some(Picture { canvas, shown, .. }) = &mut self.picture else { return Ok(false) };
        if canvas.samples() == SAMPLES {
            return Ok(false);
        }
        let sampling = Sampling::whole(size, canvas.samples(), SAMPLES);
        let side = if self.bare { Side::Before } else { Side::After };
        let (moment, untimed) = (Moment { days: self.days, side }, Timing::new(renderer.gpu(), false));
        renderer.add_sample(canvas, &self.scene, moment, sampling, &untimed)?;
        let show = Show::default().smooth_edges(canvas.samples() < 2);
        renderer.show(canvas, None, self.scene.backdrop(), &show, sampling.tile, shown)?;
        Ok(canvas.samples() < SAMPLES)
    }

    /// Turns and zooms by the pointer. True where it did.
    fn look(&mut self, ui: &egui::Ui, response: &egui::Response) -> bool {
        let vector = |v: egui::Vec2| glam::Vec2::new(v.x, v.y);
        let (origin, size) = (vector(response.rect.min.to_vec2()), vector(response.rect.size()));
        let (stage, before) = (Stage { origin, size }, self.scene.camera);
        self.scene.camera = orbit::turned(self.scene.camera, vector(response.drag_delta()), &stage);
        if let Some(at) = response.hover_pos() {
            let factor = (-0.002 * ui.input(|i| i.smooth_scroll_delta().y)).exp();
            self.scene.camera = orbit::zoomed(self.scene.camera, factor, vector(at.to_vec2()), &stage);
        }
        self.scene.camera != before
    }
}

impl eframe::App for Embedded {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let mut changed = false;
        Panel::bottom("time").show(ui, |ui| {
            ui.horizontal(|ui| {
                let days = Slider::new(&mut self.days, 0.0..=3652.5).logarithmic(true).text("days later");
                changed |= ui.add(days).changed() | ui.checkbox(&mut self.bare, "bare scalp").changed();
            });
        });
        CentralPanel::no_frame().show(ui, |ui| {
            let response = ui.allocate_rect(ui.available_rect_before_wrap(), Sense::drag());
            changed |= self.look(ui, &response);
            if let Some(picture) = self.picture.as_mut().filter(|_| changed) {
                picture.canvas.clear();
            }
            let edge = |points: f32| ((points * ui.pixels_per_point()).round() as u32).max(1);
            let size = (edge(response.rect.width()), edge(response.rect.height()));
            match frame.wgpu_render_state().map_or(Ok(false), |egui| self.draw(size, egui)) {
                Ok(true) => ui.ctx().request_repaint(),
                Ok(false) => {}
                Err(error) => drop(ui.colored_label(egui::Color32::LIGHT_RED, error.to_string())),
            }
            if let Some(picture) = &self.picture {
                egui::Image::new((picture.image, response.rect.size())).paint_at(ui, response.rect);
            }
        });
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    if !viewer::has_display() {
        return Ok(println!("there is no display to open a window on"));
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
    let (days, scene) = (studio.case().healed_day(), Scene::view(View::ThreeQuarterLeft));
    let app = Embedded { studio, scene, days, bare: false, picture: None };
    let mut shell = eframe::create_native("The head in eframe", options, Box::new(|_| Ok(Box::new(app))), &event_loop);
    Ok(event_loop.run_app(&mut shell)?)
}
