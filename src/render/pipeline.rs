//! Shaders put together, bind groups in one line each, pipelines in one call.
//!
//! WGSL does not care for the order of declarations, so a shader is its pass's file after the libraries it uses,
//! concatenated. Constants that Rust and WGSL share are written into the text by [`contract::constants`].

use super::contract;
use wgpu::util::DeviceExt;

/// A shader's libraries and its own file, in order, with their names.
pub type Parts = &'static [(&'static str, &'static str)];

macro_rules! shader {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../shaders/", $name, ".wgsl")))),+]
    };
}

/// The head's surface at each pixel, from the camera.
pub const SURFACE: Parts = shader!("frame", "time", "treatment", "packing", "noise", "surface");
/// Depth of the head, from each light.
pub const SHADOW: Parts = shader!("frame", "shadow");
/// Dots at the clock's time.
pub const AGING: Parts = shader!("time", "treatment", "pigment", "dot_layout", "aging");
/// Halos of neighbouring dots as one.
pub const GATHER: Parts = shader!("pigment", "dot_layout", "gather");
/// Dots into the narrow and the wide target.
pub const DOT: Parts = shader!("frame", "pigment", "dot_layout", "dot");
/// The skin, shaded.
pub const SKIN: Parts = shader!(
    "frame",
    "time",
    "treatment",
    "packing",
    "pigment",
    "brdf",
    "noise",
    "healing",
    "scatter",
    "lighting",
    "even",
    "skin"
);
/// Where shafts leave the skin.
pub const ROOT: Parts = shader!("frame", "time", "treatment", "brdf", "lighting", "root");
/// Shafts of hair.
pub const SHAFT: Parts = shader!("frame", "time", "treatment", "brdf", "lighting", "fibre", "shaft");
/// Samples added up.
pub const ACCUMULATE: Parts = shader!("accumulate");
/// Scene-linear to the screen.
pub const DISPLAY: Parts = shader!("fullscreen", "tonemap_curves", "display");

/// Every pass, for tests.
pub const ALL: [(&str, Parts); 10] = [
    ("surface", SURFACE),
    ("shadow", SHADOW),
    ("aging", AGING),
    ("gather", GATHER),
    ("dot", DOT),
    ("skin", SKIN),
    ("root", ROOT),
    ("shaft", SHAFT),
    ("accumulate", ACCUMULATE),
    ("display", DISPLAY),
];

/// The text of a shader: shared constants, then its parts.
pub fn assemble(parts: Parts) -> String {
    let mut text = contract::constants();
    for (name, part) in parts {
        text.push_str("// ---- ");
        text.push_str(name);
        text.push('\n');
        text.push_str(part);
        text.push('\n');
    }
    text
}

/// The compiled module of a shader.
pub fn module(device: &wgpu::Device, label: &str, parts: Parts) -> wgpu::ShaderModule {
    device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some(label),
        source: wgpu::ShaderSource::Wgsl(assemble(parts).into()),
    })
}

/// A buffer with its contents.
pub fn filled(device: &wgpu::Device, label: &str, contents: &[u8], usage: wgpu::BufferUsages) -> wgpu::Buffer {
    device.create_buffer_init(&wgpu::util::BufferInitDescriptor { label: Some(label), contents, usage })
}

/// A uniform buffer.
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

/// A storage buffer of a compute pass.
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

/// A texture read by `textureLoad`, or with a sampler where `filterable`.
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

/// A texture of unsigned words, read by `textureLoad`.
pub fn words(binding: u32) -> wgpu::BindGroupLayoutEntry {
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

/// A depth texture read with a comparison.
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

/// A sampler.
pub fn sampler(binding: u32, kind: wgpu::SamplerBindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Sampler(kind),
        count: None,
    }
}

/// A bind group layout.
pub fn group_layout(
    device: &wgpu::Device,
    label: &str,
    entries: &[wgpu::BindGroupLayoutEntry],
) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(label), entries })
}

/// A bind group of `resources` at bindings 0, 1, 2 …
pub fn group(
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

/// A compute pipeline.
pub fn compute(
    device: &wgpu::Device,
    entry_point: &str,
    parts: Parts,
    groups: &[&wgpu::BindGroupLayout],
) -> wgpu::ComputePipeline {
    device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label: Some(entry_point),
        layout: Some(&pipeline_layout(device, entry_point, groups)),
        module: &module(device, entry_point, parts),
        entry_point: Some(entry_point),
        compilation_options: wgpu::PipelineCompilationOptions::default(),
        cache: None,
    })
}

fn pipeline_layout(device: &wgpu::Device, label: &str, groups: &[&wgpu::BindGroupLayout]) -> wgpu::PipelineLayout {
    let groups: Vec<_> = groups.iter().map(|g| Some(*g)).collect();
    device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some(label),
        bind_group_layouts: &groups,
        immediate_size: 0,
    })
}

/// What a render pipeline of ours is made of.
pub struct Recipe<'a> {
    /// For people and debuggers.
    pub label: &'a str,
    /// The shader.
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
    /// How vertices become triangles.
    pub topology: wgpu::PrimitiveTopology,
    /// Faces left out.
    pub cull: Option<wgpu::Face>,
    /// Depth: comparison and whether it is written.
    pub depth: Option<(wgpu::CompareFunction, bool)>,
    /// Colour targets with their blending.
    pub targets: &'a [(wgpu::TextureFormat, Option<wgpu::BlendState>)],
}

impl Recipe<'_> {
    /// The pipeline.
    pub fn build(&self, device: &wgpu::Device) -> wgpu::RenderPipeline {
        let options = || wgpu::PipelineCompilationOptions {
            constants: self.constants,
            ..wgpu::PipelineCompilationOptions::default()
        };
        let layout = pipeline_layout(device, self.label, self.groups);
        let buffers: Vec<_> = self.buffers.iter().cloned().map(Some).collect();
        let targets: Vec<_> = self
            .targets
            .iter()
            .map(|&(format, blend)| Some(wgpu::ColorTargetState { format, blend, write_mask: wgpu::ColorWrites::ALL }))
            .collect();
        device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(self.label),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: self.module,
                entry_point: Some(self.vertex),
                compilation_options: options(),
                buffers: &buffers,
            },
            primitive: wgpu::PrimitiveState {
                topology: self.topology,
                cull_mode: self.cull,
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: self.depth.map(|(compare, write)| wgpu::DepthStencilState {
                format: super::targets::DEPTH_FORMAT,
                depth_write_enabled: Some(write),
                depth_compare: Some(compare),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            multisample: wgpu::MultisampleState::default(),
            fragment: self.fragment.map(|entry_point| wgpu::FragmentState {
                module: self.module,
                entry_point: Some(entry_point),
                compilation_options: options(),
                targets: &targets,
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}

/// The pipeline of a pass over whole targets: vertex and fragment stage by name, one bind group, nothing blended.
pub fn fullscreen(
    device: &wgpu::Device,
    module: &wgpu::ShaderModule,
    (vertex, fragment): (&str, &str),
    layout: &wgpu::BindGroupLayout,
    targets: &[(wgpu::TextureFormat, Option<wgpu::BlendState>)],
) -> wgpu::RenderPipeline {
    Recipe {
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
    }
    .build(device)
}

/// Source times destination in the colours; coverage stays.
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

/// Source plus destination, in every channel.
pub const ADD: wgpu::BlendState = {
    let add = wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::One,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    };
    wgpu::BlendState { color: add, alpha: add }
};
