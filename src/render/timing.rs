//! Timing of passes on the device, where it has timestamps.

use super::gpu::{Gpu, GpuError};
use std::cell::RefCell;

const MAX_PASSES: u32 = 16;

/// Timestamps of named passes.
pub struct Timing {
    queries: Option<(wgpu::QuerySet, wgpu::Buffer, wgpu::Buffer)>,
    names: RefCell<Vec<&'static str>>,
    period_ns: f32,
}

impl Timing {
    /// A timing of passes. It measures nothing where `wanted` is false or the device has no timestamps.
    pub fn new(gpu: &Gpu, wanted: bool) -> Self {
        let bytes = u64::from(MAX_PASSES) * 2 * 8;
        let queries = (wanted && gpu.has_timestamps()).then(|| {
            let buffer = |label, usage| {
                gpu.device.create_buffer(&wgpu::BufferDescriptor {
                    label: Some(label),
                    size: bytes,
                    usage,
                    mapped_at_creation: false,
                })
            };
            (
                gpu.device.create_query_set(&wgpu::QuerySetDescriptor {
                    label: Some("pass times"),
                    ty: wgpu::QueryType::Timestamp,
                    count: MAX_PASSES * 2,
                }),
                buffer("pass times", wgpu::BufferUsages::QUERY_RESOLVE | wgpu::BufferUsages::COPY_SRC),
                buffer("pass times, read", wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST),
            )
        });
        Self { queries, names: RefCell::default(), period_ns: gpu.queue.get_timestamp_period() }
    }

    /// Timestamps for the render pass that is about to begin.
    pub(super) fn pass(&self, name: &'static str) -> Option<wgpu::RenderPassTimestampWrites<'_>> {
        let (query_set, begin, end) = self.next(name)?;
        Some(wgpu::RenderPassTimestampWrites {
            query_set,
            beginning_of_pass_write_index: Some(begin),
            end_of_pass_write_index: Some(end),
        })
    }

    /// Timestamps for the compute pass that is about to begin.
    pub(super) fn compute(&self, name: &'static str) -> Option<wgpu::ComputePassTimestampWrites<'_>> {
        let (query_set, begin, end) = self.next(name)?;
        Some(wgpu::ComputePassTimestampWrites {
            query_set,
            beginning_of_pass_write_index: Some(begin),
            end_of_pass_write_index: Some(end),
        })
    }

    fn next(&self, name: &'static str) -> Option<(&wgpu::QuerySet, u32, u32)> {
        let mut names = self.names.borrow_mut();
        let i = names.len() as u32;
        if i >= MAX_PASSES {
            return None;
        }
        names.push(name);
        self.queries.as_ref().map(|(query_set, ..)| (query_set, 2 * i, 2 * i + 1))
    }

    /// Names of the passes so far, in order, measured or not.
    pub fn names(&self) -> Vec<&'static str> {
        self.names.borrow().clone()
    }

    /// Ends a frame: copies its timestamps to the buffer that is read back.
    pub(super) fn resolve(&self, encoder: &mut wgpu::CommandEncoder) {
        let used = self.names.borrow().len() as u32 * 2;
        if let Some((set, resolved, read)) = &self.queries
            && used > 0
        {
            encoder.resolve_query_set(set, 0..used, resolved, 0);
            encoder.copy_buffer_to_buffer(resolved, 0, read, 0, u64::from(used) * 8);
        }
    }

    /// Milliseconds of each pass, in order; empty where nothing was measured. Blocks; a browser awaits [`Timing::read_async`].
    ///
    /// # Errors
    /// [`GpuError`] where the device is gone.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn read(&self, gpu: &Gpu) -> Result<Vec<(&'static str, f64)>, GpuError> {
        pollster::block_on(self.read_async(gpu))
    }

    /// Milliseconds of each pass, in order; empty where nothing was measured.
    ///
    /// # Errors
    /// [`GpuError`] where the device is gone.
    pub async fn read_async(&self, gpu: &Gpu) -> Result<Vec<(&'static str, f64)>, GpuError> {
        let names = self.names();
        let Some((_, _, read)) = &self.queries else { return Ok(Vec::new()) };
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let range = gpu.mapped(read.slice(..names.len() as u64 * 16)).await?;
        let ticks: Vec<u64> = range.chunks_exact(8).map(|b| b.try_into().map_or(0, u64::from_le_bytes)).collect();
        drop(range);
        read.unmap();
        Ok(names
            .into_iter()
            .zip(ticks.chunks_exact(2))
            .map(|(name, t)| (name, t[1].saturating_sub(t[0]) as f64 * f64::from(self.period_ns) * 1e-6))
            .collect())
    }
}
