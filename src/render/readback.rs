//! Readback: pixels from the device.

use super::gpu::{Gpu, GpuError};
use super::targets::Target;

/// The bytes of a texture, rows without padding.
///
/// # Errors
/// [`GpuError`] where the device is gone or out of memory.
pub(super) async fn read(gpu: &Gpu, target: &Target) -> Result<Vec<u8>, GpuError> {
    let size = target.texture.size();
    let texel = u64::from(target.texture.format().block_copy_size(None).unwrap_or(4));
    let row = u64::from(size.width) * texel;
    let padded = row.next_multiple_of(u64::from(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT));
    let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("readback"),
        size: padded * u64::from(size.height),
        usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("readback") });
    encoder.copy_texture_to_buffer(
        target.texture.as_image_copy(),
        wgpu::TexelCopyBufferInfo {
            buffer: &buffer,
            layout: wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(padded as u32), rows_per_image: None },
        },
        size,
    );
    gpu.queue.submit([encoder.finish()]);
    let mapped = gpu.mapped(buffer.slice(..)).await?;
    let mut pixels = Vec::with_capacity((row * u64::from(size.height)) as usize);
    for line in mapped.chunks_exact(padded as usize) {
        pixels.extend_from_slice(&line[..row as usize]);
    }
    Ok(pixels)
}
