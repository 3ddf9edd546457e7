//! Adapters: their names and kinds.

use std::fmt;

/// Kind of an adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AdapterKind {
    /// A GPU with memory of its own.
    Discrete,
    /// A GPU that shares the CPU's memory.
    Integrated,
    /// A GPU of a virtual machine.
    Virtual,
    /// A driver that draws on the CPU.
    Software,
    /// An adapter that does not say.
    Unknown,
}

impl AdapterKind {
    /// Name of the kind, for people and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Discrete => "discrete GPU",
            Self::Integrated => "integrated GPU",
            Self::Virtual => "virtual GPU",
            Self::Software => "software",
            Self::Unknown => "unknown kind",
        }
    }
}

impl fmt::Display for AdapterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One adapter, described for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdapterSummary {
    /// Name that the adapter gives itself.
    pub name: String,
    /// Graphics interface: Vulkan, Metal, Dx12, Gl.
    pub backend: String,
    /// Driver and version.
    pub driver: String,
    /// Discrete, integrated, virtual or software.
    pub kind: AdapterKind,
    /// Largest texture edge, pixels.
    pub max_texture_px: u32,
    /// True where times on the GPU can be measured.
    pub timestamps: bool,
}

impl fmt::Display for AdapterSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {}, {})", self.name, self.backend, self.kind, self.driver)
    }
}

impl AdapterSummary {
    /// The description of an adapter of wgpu.
    pub(super) fn of(adapter: &wgpu::Adapter) -> Self {
        let info = adapter.get_info();
        Self {
            name: info.name,
            backend: format!("{:?}", info.backend),
            driver: [info.driver, info.driver_info].join(" ").trim().to_owned(),
            kind: match info.device_type {
                wgpu::DeviceType::DiscreteGpu => AdapterKind::Discrete,
                wgpu::DeviceType::IntegratedGpu => AdapterKind::Integrated,
                wgpu::DeviceType::VirtualGpu => AdapterKind::Virtual,
                wgpu::DeviceType::Cpu => AdapterKind::Software,
                wgpu::DeviceType::Other => AdapterKind::Unknown,
            },
            max_texture_px: adapter.limits().max_texture_dimension_2d,
            timestamps: adapter.features().contains(wgpu::Features::TIMESTAMP_QUERY),
        }
    }

    /// True where the adapter draws on the CPU.
    pub fn is_software(&self) -> bool {
        self.kind == AdapterKind::Software
    }
}
