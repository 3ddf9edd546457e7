//! The window's device is lost, without a screen: what the window shows afterwards is what it showed.

use super::super::phases::phases;
use super::super::state::App;
use super::*;
use crate::case::Case;
use crate::live::Refinement;
use crate::plan::Plan;
use crate::render::{Backend, DISPLAY_FORMAT, GpuError};
use crate::studio::Studio;
use std::time::Instant;

const SIZE: (u32, u32) = (704, 512);

/// A window that paints into a texture.
struct Unseen {
    app: App,
    studio: Studio,
    painter: Painter,
    time: f64,
}

impl Unseen {
    fn new() -> Self {
        let gpu = Gpu::headless(Backend::Auto).unwrap();
        let painter = Painter::new(&gpu, DISPLAY_FORMAT);
        let studio = Studio::with_gpu(Case::built_in(Plan::default()).unwrap(), gpu).unwrap();
        let mut app = App::default();
        app.attach(&studio);
        Self { app, studio, painter, time: 0.0 }
    }

    /// A frame as the window draws it, and its pixels.
    fn frame(&mut self) -> Result<Vec<u8>, GpuError> {
        let (app, gpu) = (&mut self.app, self.studio.renderer().gpu().clone());
        gpu.look()?;
        self.time += 1.0;
        let size = egui::vec2(SIZE.0 as f32, SIZE.1 as f32);
        let raw = egui::RawInput {
            time: Some(self.time),
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)),
            ..egui::RawInput::default()
        };
        let context = app.context();
        let mut output = egui::FullOutput::default();
        for part in phases(raw) {
            output.append(context.run_ui(part, |ui| app.ui(ui, &mut self.studio, self.painter.has_picture())));
        }
        self.painter.take(&gpu, &mut output.textures_delta);
        if (app.draw(&mut self.studio, 1.0)? || !self.painter.has_picture())
            && let [Some(picture), beside] = app.shown()
        {
            self.painter.set_pictures(&gpu, picture, beside);
        }
        let usage = wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC;
        let extent = wgpu::Extent3d { width: SIZE.0, height: SIZE.1, depth_or_array_layers: 1 };
        let screen = gpu.device().create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: extent,
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: DISPLAY_FORMAT,
            usage,
            view_formats: &[],
        });
        let view = screen.create_view(&wgpu::TextureViewDescriptor::default());
        let jobs = context.tessellate(output.shapes, 1.0);
        gpu.look()?;
        self.painter.paint(&gpu, &jobs, 1.0, &view, SIZE);
        self.painter.let_go();
        let bytes = gpu.device().create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: u64::from(4 * SIZE.0 * SIZE.1),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let mut encoder = gpu.device().create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * SIZE.0), rows_per_image: None };
        let into = wgpu::TexelCopyBufferInfo { buffer: &bytes, layout };
        encoder.copy_texture_to_buffer(screen.as_image_copy(), into, extent);
        gpu.queue().submit([encoder.finish()]);
        bytes.slice(..).map_async(wgpu::MapMode::Read, |_| ());
        gpu.wait()?;
        Ok(bytes.slice(..).get_mapped_range().unwrap().to_vec())
    }

    /// The window at rest.
    fn at_rest(&mut self) -> Vec<u8> {
        for _ in 0..3 {
            self.frame().unwrap();
        }
        loop {
            match self.app.refine(&mut self.studio).unwrap() {
                Refinement::Done if !self.app.is_laying() => break,
                Refinement::Later(at) => std::thread::sleep(at.saturating_duration_since(Instant::now())),
                _ => drop(self.frame().unwrap()),
            }
        }
        for _ in 0..3 {
            self.frame().unwrap();
        }
        self.frame().unwrap()
    }

    /// The window after its device has failed.
    fn reopen(self) -> Self {
        let Self { mut app, studio, time, .. } = self;
        app.forget_device();
        let gpu = pollster::block_on(studio.renderer().gpu().again()).unwrap();
        let painter = Painter::again(&gpu, DISPLAY_FORMAT, &app.context());
        let studio = Studio::with_gpu(studio.into_case(), gpu).unwrap();
        app.resume(&studio);
        Self { app, studio, painter, time }
    }
}

/// Share of the pixels that differ visibly.
fn differ(a: &[u8], b: &[u8]) -> f64 {
    let pixels = a.chunks_exact(4).zip(b.chunks_exact(4));
    let off = pixels.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 2)).count();
    off as f64 / (a.len() / 4) as f64
}

#[test]
fn a_window_whose_device_was_lost_shows_what_it_showed_with_its_letters() {
    let mut window = Unseen::new();
    let before = window.at_rest();
    assert!(before.chunks_exact(4).any(|p| p != &before[..4]), "an empty window");
    for _ in 0..2 {
        window.studio.renderer().gpu().device().destroy();
        assert!(matches!(window.frame(), Err(GpuError::Lost(_))), "the loss is seen");
        window = window.reopen();
        let after = window.at_rest();
        assert!(differ(&before, &after) < 1e-3, "{} of the pixels differ", differ(&before, &after));
    }
}

#[test]
fn an_edit_that_was_not_laid_yet_and_its_history_outlive_the_device() {
    let mut window = Unseen::new();
    window.at_rest();
    window.app.draft.zones.front.density_per_cm2 = 61.0;
    window.app.apply(&window.studio);
    let (edited, steps) = (window.app.draft.clone(), window.app.history.place());
    window.studio.renderer().gpu().device().destroy();
    window = window.reopen();
    window.at_rest();
    assert_eq!((&window.app.draft, window.studio.case().plan()), (&edited, &edited));
    assert_eq!(window.app.history.place(), steps);
}
