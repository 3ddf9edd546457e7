//! Kept pictures: means of canvases that go on to other pictures. They are shown again without drawing anything.

use super::canvas::Canvas;
use super::gpu::GpuError;
use super::renderer::Renderer;
use super::sampling::Tile;
use super::targets::{LINEAR_FORMAT, Target};

/// A kept picture, 8 bytes a pixel.
pub struct KeptPicture {
    pub(super) mean: Target,
    /// Texture of the wall behind it.
    pub(super) wall: Option<wgpu::TextureView>,
}

impl KeptPicture {
    /// Width and height, pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.mean.texture.width(), self.mean.texture.height())
    }
}

impl Renderer {
    /// An empty picture of `size` pixels to keep means in.
    ///
    /// # Errors
    /// [`GpuError`] where the device cannot hold it.
    pub fn kept(&self, size: (u32, u32)) -> Result<KeptPicture, GpuError> {
        let mean = Target::copied_to(&self.gpu.device, "kept", size, LINEAR_FORMAT);
        self.gpu.check()?;
        Ok(KeptPicture { mean, wall: None })
    }

    /// Keeps the mean of a canvas, which is a tile of the kept picture.
    ///
    /// # Errors
    /// [`GpuError`] where the device refuses.
    pub fn keep(&self, canvas: &Canvas, tile: Tile, into: &mut KeptPicture) -> Result<(), GpuError> {
        let mut encoder =
            self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("keep") });
        let origin = wgpu::Origin3d { x: tile.origin.0, y: tile.origin.1, z: 0 };
        let size = wgpu::Extent3d { width: tile.size.0, height: tile.size.1, depth_or_array_layers: 1 };
        encoder.copy_texture_to_texture(
            canvas.mean().texture.as_image_copy(),
            wgpu::TexelCopyTextureInfo { origin, ..into.mean.texture.as_image_copy() },
            size,
        );
        self.gpu.queue.submit([encoder.finish()]);
        into.wall.clone_from(&canvas.wall);
        self.gpu.check()
    }
}
