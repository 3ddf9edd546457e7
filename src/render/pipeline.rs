//! Helpers that make pipelines, bind groups and buffers in one call each.

use super::shader_text::{Parts, Prelude, assemble};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Maker of all shader modules and pipelines of a renderer. It counts the pipelines, because none may be made while
/// something moves.
#[derive(Clone)]
pub struct Compiler {
    device: wgpu::Device,
    prelude: Prelude,
    made: Arc<AtomicU32>,
}

impl Compiler {
    /// A maker for a device and a prelude.
    pub fn new(device: &wgpu::Device, prelude: Prelude) -> Self {
        Self { device: device.clone(), prelude, made: Arc::default() }
    }

    /// The device.
    pub fn device(&self) -> &wgpu::Device {
        &self.device
    }

    /// Prelude of the shaders.
    pub fn prelude(&self) -> Prelude {
        self.prelude
    }

    /// Number of pipelines made so far.
    pub fn pipelines_made(&self) -> u32 {
        self.made.load(Ordering::Relaxed)
    }

    /// The module of a shader.
    pub fn module(&self, label: &str, parts: Parts) -> wgpu::ShaderModule {
        self.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(label),
            source: wgpu::ShaderSource::Wgsl(assemble(parts, self.prelude).into()),
        })
    }

    /// A compute pipeline.
    pub fn compute(&self, entry_point: &str, parts: Parts, groups: &[&wgpu::BindGroupLayout]) -> wgpu::ComputePipeline {
        self.made.fetch_add(1, Ordering::Relaxed);
        self.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
            label: Some(entry_point),
            layout: Some(&self.layout(entry_point, groups)),
            module: &self.module(entry_point, parts),
            entry_point: Some(entry_point),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            cache: None,
        })
    }

    fn layout(&self, label: &str, groups: &[&wgpu::BindGroupLayout]) -> wgpu::PipelineLayout {
        let groups: Vec<_> = groups.iter().map(|group| Some(*group)).collect();
        self.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some(label),
            bind_group_layouts: &groups,
            immediate_size: 0,
        })
    }

    /// A render pipeline.
    pub fn render(&self, desc: &PipelineDesc<'_>) -> wgpu::RenderPipeline {
        self.made.fetch_add(1, Ordering::Relaxed);
        let options = || wgpu::PipelineCompilationOptions {
            constants: desc.constants,
            ..wgpu::PipelineCompilationOptions::default()
        };
        let layout = self.layout(desc.label, desc.groups);
        let buffers: Vec<_> = desc.buffers.iter().cloned().map(Some).collect();
        let targets: Vec<_> = desc
            .targets
            .iter()
            .map(|&(format, blend)| Some(wgpu::ColorTargetState { format, blend, write_mask: wgpu::ColorWrites::ALL }))
            .collect();
        self.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(desc.label),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: desc.module,
                entry_point: Some(desc.vertex),
                compilation_options: options(),
                buffers: &buffers,
            },
            primitive: wgpu::PrimitiveState {
                topology: desc.topology,
                cull_mode: desc.cull,
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: desc.depth.map(|(compare, write)| wgpu::DepthStencilState {
                format: super::targets::DEPTH_FORMAT,
                depth_write_enabled: Some(write),
                depth_compare: Some(compare),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            multisample: wgpu::MultisampleState::default(),
            fragment: desc.fragment.map(|entry_point| wgpu::FragmentState {
                module: desc.module,
                entry_point: Some(entry_point),
                compilation_options: options(),
                targets: &targets,
            }),
            multiview_mask: None,
            cache: None,
        })
    }

    /// The pipeline of a fullscreen pass: vertex and fragment entry points, one bind group, no blending.
    pub fn fullscreen(
        &self,
        module: &wgpu::ShaderModule,
        (vertex, fragment): (&str, &str),
        layout: &wgpu::BindGroupLayout,
        targets: &[(wgpu::TextureFormat, Option<wgpu::BlendState>)],
    ) -> wgpu::RenderPipeline {
        self.render(&PipelineDesc {
            label: fragment,
            module,
            vertex,
            fragment: Some(fragment),
            constants: &[],
            groups: &[layout],
            buffers: &[],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: None,
            depth: None,
            targets,
        })
    }
}

/// Description of a render pipeline.
pub struct PipelineDesc<'a> {
    /// Label for people and debuggers.
    pub label: &'a str,
    /// Module of the shader.
    pub module: &'a wgpu::ShaderModule,
    /// Entry point of the vertex stage.
    pub vertex: &'a str,
    /// Entry point of the fragment stage; `None` for depth alone.
    pub fragment: Option<&'a str>,
    /// Values of `override`s, in both stages.
    pub constants: &'a [(&'a str, f64)],
    /// Bind group layouts, in order.
    pub groups: &'a [&'a wgpu::BindGroupLayout],
    /// Vertex buffers, in order.
    pub buffers: &'a [wgpu::VertexBufferLayout<'a>],
    /// Topology of the triangles.
    pub topology: wgpu::PrimitiveTopology,
    /// Faces that are culled.
    pub cull: Option<wgpu::Face>,
    /// Depth test: the comparison, and whether depth is written.
    pub depth: Option<(wgpu::CompareFunction, bool)>,
    /// Colour targets with their blending.
    pub targets: &'a [(wgpu::TextureFormat, Option<wgpu::BlendState>)],
}

/// A buffer with its contents; without them where the device is lost or out of memory, which the next check of it tells. (wgpu's own
/// function panics there.)
pub fn buffer_init(device: &wgpu::Device, label: &str, contents: &[u8], usage: wgpu::BufferUsages) -> wgpu::Buffer {
    let size = (contents.len() as u64).next_multiple_of(wgpu::COPY_BUFFER_ALIGNMENT);
    let mapped_at_creation = size > 0;
    let buffer = device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation });
    if mapped_at_creation && let Ok(mut mapped) = buffer.get_mapped_range_mut(..) {
        mapped.slice(..contents.len()).copy_from_slice(contents);
        drop(mapped);
        buffer.unmap();
    }
    buffer
}

/// A uniform buffer, to be written later.
pub fn uniform_buffer(device: &wgpu::Device, label: &str, bytes: usize) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(label),
        size: bytes as u64,
        usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

/// Layout entry of a uniform buffer.
pub fn uniform(binding: u32, visibility: wgpu::ShaderStages) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility,
        ty: wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: None,
        },
        count: None,
    }
}

/// Layout entry of a storage buffer in a compute pass.
pub fn storage(binding: u32, read_only: bool) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::COMPUTE,
        ty: wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Storage { read_only },
            has_dynamic_offset: false,
            min_binding_size: None,
        },
        count: None,
    }
}

/// Layout entry of a texture that is read by `textureLoad`, or with a sampler where `filterable`.
pub fn texture(binding: u32, filterable: bool) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

/// Layout entry of a texture of unsigned words, read by `textureLoad`.
pub fn uint_texture(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Uint,
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

/// Layout entry of a depth texture that is read with a comparison.
pub fn depth_texture(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Depth,
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

/// Layout entry of a sampler.
pub fn sampler(binding: u32, kind: wgpu::SamplerBindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Sampler(kind),
        count: None,
    }
}

/// The layout of a bind group.
pub fn group_layout(
    device: &wgpu::Device,
    label: &str,
    entries: &[wgpu::BindGroupLayoutEntry],
) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(label), entries })
}

/// A bind group of `resources` at bindings 0, 1, 2 …
pub fn bind_group(
    device: &wgpu::Device,
    label: &str,
    layout: &wgpu::BindGroupLayout,
    resources: &[wgpu::BindingResource<'_>],
) -> wgpu::BindGroup {
    let entries: Vec<_> = resources
        .iter()
        .enumerate()
        .map(|(binding, resource)| wgpu::BindGroupEntry { binding: binding as u32, resource: resource.clone() })
        .collect();
    device.create_bind_group(&wgpu::BindGroupDescriptor { label: Some(label), layout, entries: &entries })
}

/// Blending that multiplies source and destination in the colours and keeps the alpha.
pub const MULTIPLY: wgpu::BlendState = wgpu::BlendState {
    color: wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::Zero,
        dst_factor: wgpu::BlendFactor::Src,
        operation: wgpu::BlendOperation::Add,
    },
    alpha: wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::Zero,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    },
};

/// Blending that adds source and destination in every channel.
pub const ADD: wgpu::BlendState = {
    let add = wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::One,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    };
    wgpu::BlendState { color: add, alpha: add }
};

/// A sampler with linear filtering, clamped.
pub fn linear_sampler(device: &wgpu::Device) -> wgpu::Sampler {
    device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("linear"),
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        ..wgpu::SamplerDescriptor::default()
    })
}

/// A comparison sampler: 1 where the reference is at least as near to the light as the stored depth. Where `filtered`,
/// it blends between texels.
pub fn shadow_sampler(device: &wgpu::Device, filtered: bool) -> wgpu::Sampler {
    let filter = if filtered { wgpu::FilterMode::Linear } else { wgpu::FilterMode::Nearest };
    device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("shadow"),
        mag_filter: filter,
        min_filter: filter,
        compare: Some(wgpu::CompareFunction::GreaterEqual),
        ..wgpu::SamplerDescriptor::default()
    })
}
