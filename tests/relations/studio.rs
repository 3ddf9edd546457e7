//! What the relations share: one case, a quick way to draw it, and pixels to ask about.

use glam::{Vec2, Vec3};
use pointille::head::{Clothing, Lids};
use pointille::plan::BeardStyle;
use pointille::render::{Gpu, Picture, Pixels, Side, StillOptions, Target};
use pointille::scene::{Background, Camera, Scene, View};
use pointille::time::When;
use pointille::{Case, Plan, Studio};
use std::sync::OnceLock;

/// The built-in plan on the built-in head; head and field are made once and shared by clones.
pub fn case() -> Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| Case::built_in(Plan::default()).expect("the built-in case")).clone()
}

/// A studio for the built-in case.
pub fn studio() -> Studio {
    Studio::headless(case()).unwrap_or_else(|error| panic!("{error}"))
}

/// The built-in plan on a head of skin alone: eyes closed, no beard, no clothes.
pub fn skin_plan() -> Plan {
    let mut plan = Plan::default();
    (plan.head.eyes, plan.head.clothing) = (Lids::Closed, Clothing::None);
    plan.beard.style = BeardStyle::None;
    plan
}

/// A studio for another plan on the built-in head.
pub fn studio_of(plan: Plan) -> Studio {
    let mut case = case();
    case.set_plan(plan).expect("a plan that fits");
    Studio::headless(case).unwrap_or_else(|error| panic!("{error}"))
}

/// The built-in plan with its zones' densities multiplied.
pub fn scaled_plan(factor: f32) -> Plan {
    let mut plan = Plan::default();
    for name in pointille::plan::ZoneName::ALL {
        plan.zones.get_mut(name).density_per_cm2 *= factor;
    }
    plan
}

/// What the tests vary of a still.
#[derive(Clone, Copy)]
pub struct Ask {
    pub size: (u32, u32),
    pub samples: u32,
    pub side: Side,
    pub when: When,
    pub screen_space: bool,
}

impl Default for Ask {
    fn default() -> Self {
        Self { size: (120, 132), samples: 1, side: Side::After, when: When::Healed, screen_space: false }
    }
}

impl Ask {
    pub fn bare(self) -> Self {
        Self { side: Side::Before, ..self }
    }

    fn options(self, linear: bool) -> StillOptions {
        StillOptions::new(self.size)
            .samples(self.samples)
            .side(self.side)
            .linear(linear)
            .screen_space(self.screen_space)
    }
}

pub fn draw(studio: &mut Studio, scene: &Scene, ask: Ask) -> Picture {
    studio.still(scene, ask.when, &ask.options(false), &mut |_| true).unwrap_or_else(|error| panic!("{error}")).0
}

/// The same scene-linear: red, green, blue and coverage, premultiplied.
pub fn draw_linear(studio: &mut Studio, scene: &Scene, ask: Ask) -> Vec<[f32; 4]> {
    let (picture, _) =
        studio.still(scene, ask.when, &ask.options(true), &mut |_| true).unwrap_or_else(|error| panic!("{error}"));
    let Pixels::Linear(floats) = picture.pixels else { panic!("a linear picture was asked for") };
    floats.chunks_exact(4).map(|p| [p[0], p[1], p[2], p[3]]).collect()
}

pub fn bytes(picture: &Picture) -> &[u8] {
    match &picture.pixels {
        Pixels::Srgb8(bytes) => bytes,
        Pixels::Linear(_) => panic!("an sRGB picture was asked for"),
    }
}

/// Pixels in which two pictures of one size differ at all.
pub fn changed(a: &Picture, b: &Picture) -> Vec<(u32, u32)> {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let pairs = bytes(a).chunks_exact(4).zip(bytes(b).chunks_exact(4)).enumerate();
    pairs.filter(|(_, (p, q))| p != q).map(|(i, _)| (i as u32 % a.width, i as u32 / a.width)).collect()
}

/// A standard view with nothing behind the head.
pub fn cut_out(view: View) -> Scene {
    Scene::view(view).background(Background::Transparent)
}

/// Where a point of the head comes to lie, pixels from the upper left corner.
pub fn pixel_of(camera: &Camera, (width, height): (u32, u32), p: Vec3) -> Vec2 {
    let clip = camera.clip_from_head(width as f32 / height as f32) * p.extend(1.0);
    Vec2::new(clip.x / clip.w * 0.5 + 0.5, 0.5 - clip.y / clip.w * 0.5) * Vec2::new(width as f32, height as f32)
}

/// The ray through the middle of a pixel.
pub fn ray_of(camera: &Camera, (width, height): (u32, u32), (x, y): (u32, u32)) -> (Vec3, Vec3) {
    let at = Vec2::new((x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32);
    camera.ray(Vec2::new(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0), width as f32 / height as f32)
}

/// Bytes of an eight-bit texture, brought back without the renderer's help.
pub fn texels(gpu: &Gpu, target: &Target) -> Vec<u8> {
    let size = target.texture().size();
    let row = size.width as usize * 4;
    let padded = row.next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT as usize);
    let buffer = gpu.device().create_buffer(&wgpu::BufferDescriptor {
        label: Some("texels"),
        size: (padded * size.height as usize) as u64,
        usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    let mut encoder = gpu.device().create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(padded as u32), rows_per_image: None };
    let into = wgpu::TexelCopyBufferInfo { buffer: &buffer, layout };
    encoder.copy_texture_to_buffer(target.texture().as_image_copy(), into, size);
    gpu.queue().submit([encoder.finish()]);
    let bytes = mapped(gpu, &buffer);
    bytes.chunks_exact(padded).flat_map(|line| line[..row].to_vec()).collect()
}

/// The bytes of a buffer that can be mapped.
pub fn mapped(gpu: &Gpu, buffer: &wgpu::Buffer) -> Vec<u8> {
    buffer.slice(..).map_async(wgpu::MapMode::Read, |_| ());
    gpu.wait().unwrap_or_else(|error| panic!("{error}"));
    buffer.slice(..).get_mapped_range().expect("a mapped buffer").to_vec()
}
