//! The wall's light as a small texture, computed again where camera, light or head have changed.

use super::gpu::Gpu;
use super::targets::LINEAR_FORMAT;
use crate::scene::wall::{CELLS, Outline, Wall};
use crate::scene::{Background, Scene};
use half::f16;

/// Key of a wall's light: everything that it depends on.
#[derive(PartialEq)]
struct Key {
    scene: Scene,
    aspect: f32,
    head: u64,
}

/// The wall's light of the last view.
#[derive(Default)]
pub(super) struct WallLight {
    last: Option<(Key, wgpu::TextureView)>,
}

impl WallLight {
    /// The wall's light in a picture of `aspect` (width ÷ height), and the bytes sent for it. The texture is `None`
    /// where the background is no wall.
    pub(super) fn of(
        &mut self,
        gpu: &Gpu,
        scene: &Scene,
        aspect: f32,
        head_version: u64,
        outline: Outline<'_>,
    ) -> (Option<wgpu::TextureView>, u64) {
        if scene.background != Background::Wall {
            return (None, 0);
        }
        let mut key = Key { scene: scene.clone(), aspect, head: head_version };
        // A wall looks equal in focus and far out of it.
        key.scene.camera.lens = None;
        if let Some((_, view)) = self.last.as_ref().filter(|(last, _)| *last == key) {
            return (Some(view.clone()), 0);
        }
        let texels: Vec<f16> = Wall::default()
            .radiance(scene, outline, aspect)
            .into_iter()
            .flat_map(|c| [c.x, c.y, c.z, 1.0].map(f16::from_f32))
            .collect();
        let bytes: &[u8] = bytemuck::cast_slice(&texels);
        let view = texture(gpu, CELLS as u32, bytes);
        self.last = Some((key, view.clone()));
        (Some(view), bytes.len() as u64)
    }
}

/// A square texture of scene-linear texels.
pub(super) fn texture(gpu: &Gpu, edge: u32, texels: &[u8]) -> wgpu::TextureView {
    let size = wgpu::Extent3d { width: edge, height: edge, depth_or_array_layers: 1 };
    let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("wall"),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: LINEAR_FORMAT,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(edge * 8), rows_per_image: None };
    gpu.queue.write_texture(texture.as_image_copy(), texels, layout, size);
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}
