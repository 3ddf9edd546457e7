//! The device: choice of the adapter, limits, and errors as values.
//!
//! Errors are kept and returned to the next caller of [`Gpu::check`]; a lost device is opened anew by [`Gpu::again`].

use super::adapter::AdapterSummary;
pub use super::gpu_error::GpuError;
use super::gpu_error::Watch;
use super::tuning::Tuning;
use crate::words::named;
use std::fmt;

/// Graphics interfaces that may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Backend {
    /// The interface whose adapter ranks best on this machine.
    #[default]
    Auto,
    /// Vulkan.
    Vulkan,
    /// Metal.
    Metal,
    /// Direct3D 12.
    Dx12,
    /// OpenGL (ES) through EGL or WGL.
    Gl,
}

named!(Backend, "graphics interface", {
    Auto = "auto",
    Vulkan = "vulkan",
    Metal = "metal",
    Dx12 = "dx12",
    Gl = "gl",
});

impl Backend {
    fn backends(self) -> wgpu::Backends {
        match self {
            // A browser has one interface.
            Self::Auto if cfg!(target_arch = "wasm32") => wgpu::Backends::BROWSER_WEBGPU,
            Self::Auto => wgpu::Backends::from_env()
                .unwrap_or(wgpu::Backends::VULKAN | wgpu::Backends::METAL | wgpu::Backends::DX12 | wgpu::Backends::GL),
            Self::Vulkan => wgpu::Backends::VULKAN,
            Self::Metal => wgpu::Backends::METAL,
            Self::Dx12 => wgpu::Backends::DX12,
            Self::Gl => wgpu::Backends::GL,
        }
    }
}

/// Rank of an adapter, the lowest first: hardware before software, native interfaces before GL. Among software drivers
/// GL comes first, because Mesa's Vulkan driver leaks some 3 MiB a frame (seen with Mesa 22.3).
fn rank(adapter: &wgpu::Adapter) -> (u8, u8) {
    let info = adapter.get_info();
    let kind = match info.device_type {
        wgpu::DeviceType::DiscreteGpu => 0,
        wgpu::DeviceType::IntegratedGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    };
    let software = kind == 4;
    (kind, u8::from((info.backend == wgpu::Backend::Gl) != software))
}

/// An open device with its adapter, instance and queue. Clones share the device and are cheap.
#[derive(Clone)]
pub struct Gpu {
    pub(crate) instance: wgpu::Instance,
    pub(crate) adapter: wgpu::Adapter,
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
    pub(crate) summary: AdapterSummary,
    pub(crate) tuning: Tuning,
    /// Interfaces that were asked for.
    backend: Backend,
    watch: Watch,
}

impl fmt::Debug for Gpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gpu").field("summary", &self.summary).finish_non_exhaustive()
    }
}

/// Time that a device may take for one sample before it counts as lost.
#[cfg(not(target_arch = "wasm32"))]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(300);

impl Gpu {
    /// All adapters that answer, the best first.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn adapters(backend: Backend) -> Vec<AdapterSummary> {
        let instance = new_instance(backend, None);
        pollster::block_on(ranked(&instance, backend)).iter().map(AdapterSummary::of).collect()
    }

    /// Opens the best adapter, for drawing without a window. Blocks; a browser awaits [`Gpu::headless_async`].
    ///
    /// # Errors
    /// [`GpuError::NoAdapter`] or [`GpuError::NoDevice`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn headless(backend: Backend) -> Result<Self, GpuError> {
        pollster::block_on(Self::headless_async(backend))
    }

    /// Opens the best adapter, for drawing without a window.
    ///
    /// # Errors
    /// [`GpuError::NoAdapter`] or [`GpuError::NoDevice`].
    pub async fn headless_async(backend: Backend) -> Result<Self, GpuError> {
        Self::open_async(new_instance(backend, None), backend, |_| true).await
    }

    /// Opens the best adapter of `instance` that `usable` accepts (one that can present to a surface, say). Blocks; a browser awaits
    /// [`Gpu::open_async`].
    ///
    /// # Errors
    /// [`GpuError::NoAdapter`]; where every adapter refuses, the last one's [`GpuError::NoDevice`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn open(
        instance: wgpu::Instance,
        backend: Backend,
        usable: impl Fn(&wgpu::Adapter) -> bool,
    ) -> Result<Self, GpuError> {
        pollster::block_on(Self::open_async(instance, backend, usable))
    }

    /// Opens the best adapter of `instance` that `usable` accepts.
    ///
    /// # Errors
    /// [`GpuError::NoAdapter`]; where every adapter refuses, the last one's [`GpuError::NoDevice`].
    pub async fn open_async(
        instance: wgpu::Instance,
        backend: Backend,
        usable: impl Fn(&wgpu::Adapter) -> bool,
    ) -> Result<Self, GpuError> {
        let mut refusal = GpuError::NoAdapter { asked: backend.name().to_owned() };
        for adapter in ranked(&instance, backend).await.into_iter().filter(usable) {
            let summary = AdapterSummary::of(&adapter);
            let missing = NEEDED - adapter.get_downlevel_capabilities().flags;
            if !missing.is_empty() {
                let reason = format!("it is short of WebGPU's core: {missing:?}");
                refusal = GpuError::NoDevice { adapter: summary.to_string(), reason };
                continue;
            }
            match adapter.request_device(&device_descriptor(&adapter)).await {
                Ok((device, queue)) => {
                    log::info!("drawing with {summary}");
                    if summary.is_software() {
                        log::warn!("no GPU: {} draws on the CPU; pictures are the same, only slower", summary.name);
                    }
                    let (watch, tuning) = (Watch::over(&device), Tuning::of(&summary));
                    return Ok(Self { instance, adapter, device, queue, summary, tuning, backend, watch });
                }
                Err(error) => {
                    refusal = GpuError::NoDevice { adapter: summary.to_string(), reason: error.to_string() };
                }
            }
        }
        Err(refusal)
    }

    /// Opens a new device in place of this one, which was lost: of the same adapter and with the same tuning, or where that
    /// adapter gives none any more (a card that was taken out), of the best one that answers.
    ///
    /// # Errors
    /// As [`Gpu::headless_async`].
    pub async fn again(&self) -> Result<Self, GpuError> {
        match self.adapter.request_device(&device_descriptor(&self.adapter)).await {
            Ok((device, queue)) => Ok(Self { watch: Watch::over(&device), device, queue, ..self.clone() }),
            Err(error) => {
                log::warn!("{} gives no device any more: {error}", self.summary);
                Self::headless_async(self.backend).await
            }
        }
    }

    /// Instance of wgpu, with which surfaces are made.
    pub fn instance(&self) -> &wgpu::Instance {
        &self.instance
    }

    /// Adapter of the device.
    pub fn adapter(&self) -> &wgpu::Adapter {
        &self.adapter
    }

    /// wgpu's device.
    pub fn device(&self) -> &wgpu::Device {
        &self.device
    }

    /// Queue of the device.
    pub fn queue(&self) -> &wgpu::Queue {
        &self.queue
    }

    /// Tuning of the renderer for this adapter.
    pub fn tuning(&self) -> Tuning {
        self.tuning
    }

    /// Description of the adapter.
    pub fn summary(&self) -> &AdapterSummary {
        &self.summary
    }

    /// Returns the first error since the last call; a lost device is told at every call.
    ///
    /// # Errors
    /// That error.
    pub fn check(&self) -> Result<(), GpuError> {
        self.watch.check()
    }

    /// True where the device can measure the time of passes.
    pub fn has_timestamps(&self) -> bool {
        self.device.features().contains(wgpu::Features::TIMESTAMP_QUERY)
    }

    /// The device with another tuning, for measurements and tests.
    pub fn with_tuning(self, tuning: Tuning) -> Self {
        Self { tuning, ..self }
    }

    /// Completes when all submitted work is done. Where the platform can block, it blocks and completes at once.
    ///
    /// # Errors
    /// [`GpuError::Lost`] where the device does not answer any more.
    pub async fn done(&self) -> Result<(), GpuError> {
        #[cfg(not(target_arch = "wasm32"))]
        return self.wait();
        #[cfg(target_arch = "wasm32")]
        {
            let (told, done) = futures_channel::oneshot::channel();
            // The receiver is gone where the picture was given up.
            self.queue.on_submitted_work_done(move || told.send(()).unwrap_or_default());
            done.await.map_err(|_| GpuError::Lost("it forgot its work".to_owned()))?;
            self.check()
        }
    }

    /// Completes when one submission is done.
    ///
    /// # Errors
    /// As [`Gpu::done`].
    pub(super) async fn submission_done(&self, submission: Option<wgpu::SubmissionIndex>) -> Result<(), GpuError> {
        #[cfg(not(target_arch = "wasm32"))]
        return self.wait_for(submission);
        #[cfg(target_arch = "wasm32")]
        {
            drop(submission);
            self.done().await
        }
    }

    /// The bytes of a part of a mappable buffer, once all submitted work is done.
    ///
    /// # Errors
    /// [`GpuError`] where the device is gone or cannot map the buffer.
    pub(super) async fn mapped(&self, slice: wgpu::BufferSlice<'_>) -> Result<wgpu::BufferView, GpuError> {
        let (told, mapped) = futures_channel::oneshot::channel();
        slice.map_async(wgpu::MapMode::Read, move |result| drop(told.send(result)));
        self.done().await?;
        let result = mapped.await.map_err(|_| GpuError::Lost("it forgot a buffer".to_owned()))?;
        result.map_err(|error| GpuError::Refused(error.to_string()))?;
        slice.get_mapped_range().map_err(|error| GpuError::Refused(error.to_string()))
    }

    /// Looks after the device without waiting for it: a loss is told that has happened by now.
    ///
    /// # Errors
    /// As [`Gpu::check`].
    pub fn look(&self) -> Result<(), GpuError> {
        #[cfg(not(target_arch = "wasm32"))]
        drop(self.poll(wgpu::PollType::Poll)?);
        self.check()
    }

    /// Has wgpu look after the device. wgpu 30 panics where the driver finds it lost meanwhile; that loss is returned.
    #[cfg(not(target_arch = "wasm32"))]
    fn poll(&self, how: wgpu::PollType) -> Result<Result<wgpu::PollStatus, wgpu::PollError>, GpuError> {
        let poll = std::panic::AssertUnwindSafe(|| self.device.poll(how));
        std::panic::catch_unwind(poll).map_err(|_| match self.check() {
            Err(lost @ GpuError::Lost(_)) => lost,
            _ => GpuError::Lost("it was lost while it worked".to_owned()),
        })
    }

    /// Blocks until all submitted work is done.
    ///
    /// # Errors
    /// [`GpuError::Lost`] where the device does not answer any more.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn wait(&self) -> Result<(), GpuError> {
        self.wait_for(None)
    }

    /// Blocks until one submission is done, or all where `submission` is `None`.
    ///
    /// # Errors
    /// As [`Gpu::wait`].
    #[cfg(not(target_arch = "wasm32"))]
    fn wait_for(&self, submission: Option<wgpu::SubmissionIndex>) -> Result<(), GpuError> {
        let started = web_time::Instant::now();
        loop {
            let wanted = wgpu::PollType::Wait { submission_index: submission.clone(), timeout: None };
            match self.poll(wanted)? {
                // GL's fences time out after some four seconds; a slow sample is not a lost device.
                Err(wgpu::PollError::Timeout) if started.elapsed() < PATIENCE => {}
                Err(error) => return Err(GpuError::Lost(error.to_string())),
                Ok(_) => return self.check(),
            }
        }
    }
}

/// wgpu's instance for `backend`. `display` is the window system's handle, needed where there will be a window.
pub fn new_instance(backend: Backend, display: Option<Box<dyn wgpu::wgt::WgpuHasDisplayHandle>>) -> wgpu::Instance {
    let mut descriptor = match display {
        Some(display) => wgpu::InstanceDescriptor::new_with_display_handle(display),
        None => wgpu::InstanceDescriptor::new_without_display_handle(),
    }
    .with_env();
    descriptor.backends = backend.backends();
    wgpu::Instance::new(descriptor)
}

async fn ranked(instance: &wgpu::Instance, backend: Backend) -> Vec<wgpu::Adapter> {
    let mut adapters = instance.enumerate_adapters(backend.backends()).await;
    adapters.sort_by_key(rank);
    adapters
}

/// Parts of WebGPU's core that some GL drivers lack: dots are aged in a compute pass and read in the vertex stage.
const NEEDED: wgpu::DownlevelFlags = wgpu::DownlevelFlags::COMPUTE_SHADERS.union(wgpu::DownlevelFlags::VERTEX_STORAGE);

/// Descriptor of the device to open: WebGPU's core limits, or the adapter's where those are lower, since older GL
/// drivers must do. Texture sizes are the adapter's own; timestamps are asked for where they exist.
fn device_descriptor(adapter: &wgpu::Adapter) -> wgpu::DeviceDescriptor<'static> {
    wgpu::DeviceDescriptor {
        label: Some("pointille"),
        required_features: adapter.features() & wgpu::Features::TIMESTAMP_QUERY,
        required_limits: wgpu::Limits::defaults()
            .or_worse_values_from(&adapter.limits())
            .using_resolution(adapter.limits()),
        ..wgpu::DeviceDescriptor::default()
    }
}
