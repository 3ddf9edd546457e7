//! Errors of a device as values.
//!
//! By default wgpu panics on an error that nobody caught. Here the first error is kept until somebody asks, and the loss of the
//! device, which stays, is distinguished from a mistake, which passes.

use std::sync::{Arc, Mutex, PoisonError};
use thiserror::Error;

/// An error of the GPU or its driver.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum GpuError {
    /// No driver answered.
    #[error(
        "no graphics driver was found (asked for: {asked}); install one: on Debian or Ubuntu `apt-get install \
         libvulkan1 mesa-vulkan-drivers libegl1 libgl1-mesa-dri`, on Fedora `dnf install mesa-vulkan-drivers \
         mesa-dri-drivers`, on Windows and macOS update the system's graphics driver; `pointille doctor` lists what is seen"
    )]
    NoAdapter {
        /// Graphics interfaces that were tried.
        asked: String,
    },
    /// The adapter refused a device.
    #[error("{adapter} gave no device: {reason}; try another --backend, `pointille doctor` lists what is there")]
    NoDevice {
        /// Name of the adapter.
        adapter: String,
        /// Message of the driver.
        reason: String,
    },
    /// The window cannot be drawn into; holds the reason.
    #[error("the window cannot be drawn into: {0}; try another --backend, or another display")]
    NoSurface(String),
    /// The device was lost (sleep, driver update, reset); holds the driver's message.
    #[error("the graphics device was lost: {0}; open it again")]
    Lost(String),
    /// Memory ran out; holds the driver's message.
    #[error("the graphics device is out of memory: {0}; ask for a smaller picture or fewer samples")]
    OutOfMemory(String),
    /// A command was refused, which is a mistake of this library; holds wgpu's message.
    #[error("the graphics device refused a command: {0}")]
    Refused(String),
}

#[derive(Default)]
struct Seen {
    first: Option<GpuError>,
    more: usize,
    /// Reason for which the device was lost.
    lost: Option<String>,
}

/// Errors that a device has told of and nobody has asked for yet. Clones share them.
#[derive(Clone)]
pub(super) struct Watch(Arc<Mutex<Seen>>);

impl Watch {
    /// A watch over a device that was just opened.
    pub fn over(device: &wgpu::Device) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let errors = seen.clone();
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            let told = match error {
                wgpu::Error::OutOfMemory { source } => GpuError::OutOfMemory(source.to_string()),
                wgpu::Error::Validation { description, .. } => GpuError::Refused(description),
                wgpu::Error::Internal { description, .. } => GpuError::Refused(description),
            };
            let mut seen = errors.lock().unwrap_or_else(PoisonError::into_inner);
            if seen.first.is_none() {
                seen.first = Some(told);
            } else {
                seen.more += 1;
            }
        }));
        let errors = seen.clone();
        device.set_device_lost_callback(move |reason, message| {
            let told = match reason {
                wgpu::DeviceLostReason::Destroyed => "it was destroyed".to_owned(),
                wgpu::DeviceLostReason::Unknown => message,
            };
            errors.lock().unwrap_or_else(PoisonError::into_inner).lost = Some(told);
        });
        Self(seen)
    }

    /// Returns the first error since the last call. A loss is told at every call, since nothing heals it; the loss that running out of
    /// memory brings is told as that, once.
    pub fn check(&self) -> Result<(), GpuError> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let more = std::mem::take(&mut seen.more);
        if more > 0 {
            log::debug!("{more} more errors of the graphics device followed");
        }
        match (seen.first.take(), &seen.lost) {
            (Some(memory @ GpuError::OutOfMemory(_)), _) => Err(memory),
            (_, Some(reason)) => Err(GpuError::Lost(reason.clone())),
            (Some(error), None) => Err(error),
            (None, None) => Ok(()),
        }
    }
}
